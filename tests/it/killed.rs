//! A build that is killed, stopped, or runs out of disk leaves whole files and an end state like any other.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::project::{Project, Run, SEED, real_office};

/// A project of so many records, each a letter of its own.
fn project_of(records: usize) -> Project {
    let project = Project::with_seed();
    let seed = project.read(&format!("data/{SEED}.yaml"));
    for number in 1..records {
        let case_number = format!("CM14-{number:07}");
        project.write(&format!("data/{case_number}.yaml"), &seed.replace(SEED, &case_number));
    }
    project
}

fn start(project: &Project) -> Child {
    let mut command = project.command(env!("CARGO_BIN_EXE_imr"));
    command.arg("build").stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("imr runs")
}

/// Every letter's bytes by name.
fn letters(project: &Project, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let names = project.names(folder).into_iter().filter(|name| !name.starts_with('.'));
    names.map(|name| (name.clone(), fs::read(project.path(&format!("{folder}/{name}"))).unwrap())).collect()
}

#[test]
fn killed_at_any_moment_nothing_is_half_and_the_next_build_ends_as_a_clean_one() {
    let oracles = crate::oracles::asked();
    let (records, kills) = if oracles { (300, 20) } else { (40, 5) };
    let project = project_of(records);
    assert_eq!(project.imr(&["--out", "clean", "build"]).code, 0);
    let clean = letters(&project, "clean");
    assert_eq!(clean.len(), records * 2);
    for kill in 0..kills {
        // Between kills an edit to every record, and back: old, new and half-way meet in one folder.
        let (from, to) =
            if kill % 2 == 0 { ("2008-09-01", "2008-09-02") } else { ("2008-09-02", "2008-09-01") };
        for name in project.names("data") {
            project.replace(&format!("data/{name}"), from, to);
        }
        let mut child = start(&project);
        sleep(Duration::from_millis(20 + (kill * 7919) % 350));
        child.kill().unwrap();
        child.wait().unwrap();
        for (name, bytes) in letters(&project, "out") {
            let whole =
                if name.ends_with(".pdf") { bytes.ends_with(b"%%EOF\n") } else { bytes.ends_with(b"\n") };
            assert!(whole, "{name} is not whole after kill {kill}");
        }
    }
    for name in project.names("data") {
        let record = project.read(&format!("data/{name}")).replace("2008-09-02", "2008-09-01");
        project.write(&format!("data/{name}"), &record);
    }
    let run = project.imr(&["build"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(letters(&project, "out") == clean, "the end state is not that of a clean build");
    assert_eq!(project.read("out/ledger.jsonl"), project.read("clean/ledger.jsonl"));
    assert!(project.names("out").iter().all(|name| !name.starts_with('.')), "{:?}", project.names("out"));
}

/// Ctrl-C, and what a job array sends to a job whose time is over.
#[test]
fn a_signal_finishes_the_letters_in_hand_and_keeps_the_ledger_right() {
    ["-INT", "-TERM", "-HUP"].into_iter().for_each(stopped_by);
}

fn stopped_by(signal: &str) {
    let project = project_of(200);
    let mut child = start(&project);
    // Ready before it is needed: on a busy machine a program takes longer to start than the letters to be built.
    let mut sender = Command::new("sh")
        .args(["-c", &format!("read now; kill {signal} {}", child.id())])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    // Wait for the first letters, so that there is something to keep.
    while project.names("out").iter().filter(|name| name.ends_with(".pdf")).count() < 3 {
        sleep(Duration::from_millis(5));
        assert!(child.try_wait().unwrap().is_none(), "the build was over before it could be stopped");
    }
    sender.stdin.take().unwrap().write_all(b"now\n").unwrap();
    assert!(sender.wait().unwrap().success());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(130), "{said}");
    assert!(said.contains("stopped; "), "{said}");
    let ledger = project.read("out/ledger.jsonl");
    let made = project.names("out").iter().filter(|name| name.ends_with(".pdf")).count();
    assert_eq!(ledger.lines().count(), made + 2);
    assert_eq!(project.imr(&["verify"]).code, 0);
    let run = project.imr(&["build"]);
    assert!(run.stderr.contains(&format!("{} letters built, {made} unchanged", 200 - made)), "{run:?}");
}

/// Runs a script where `out` is a disk of its own, of 400 kB; none unless `IMR_ORACLES=1`, as it takes a user who may
/// mount.
fn on_a_small_disk(project: &Project, script: &str) -> Option<Run> {
    if !crate::oracles::asked() {
        println!("skipped: set IMR_ORACLES=1 to mount a small disk");
        return None;
    }
    fs::create_dir(project.path("out")).unwrap();
    let script = format!("set -e; mount -t tmpfs -o size=400k none out; set +e; {script}");
    let mut command = project.command("unshare");
    command.args(["--mount", "sh", "-c", &script]).env("IMR", env!("CARGO_BIN_EXE_imr"));
    let run = Run::of(command.output().expect("unshare runs"));
    assert!(!run.stderr.contains("mount: ") && !run.stderr.contains("unshare: "), "{run:?}");
    Some(run)
}

#[test]
fn a_full_disk_is_said_and_leaves_whole_files() {
    let project = project_of(60);
    let script = "$IMR build --message-format short; code=$?; mkdir copy; cp out/CM* copy; \
                  $IMR verify >&2; exit $code";
    let Some(run) = on_a_small_disk(&project, script) else { return };
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.stderr.contains("error[project/cannot-write]"), "{run:?}");
    for (name, bytes) in letters(&project, "copy") {
        let whole = if name.ends_with(".pdf") { bytes.ends_with(b"%%EOF\n") } else { bytes.ends_with(b"\n") };
        assert!(whole, "{name} is not whole");
    }
}

/// A print run and a bounce, on a disk without room, on one that may not be written to, and once there is room.
#[test]
fn a_print_run_that_cannot_be_written_mails_nothing() {
    let project = Project::empty();
    project.write("templates/office.yaml", &real_office());
    for case in ["CM14-0067214", "CM14-0067215", "CM14-0067216", "CM14-0067217"] {
        let record = include_str!("../../data/CM14-0067214.yaml").replace("CM14-0067214", case);
        project.write(&format!("data/{case}.yaml"), &record);
    }
    let script = "mail() { $IMR --message-format short mail --date 2014-08-06; echo \"code $?\" >&2; }; \
                  mail; find out -mindepth 1; \
                  mount -o remount,ro,size=20m out; mail; \
                  mount -o remount,rw out; $IMR mail --plan; mail; $IMR verify; \
                  mount -o remount,ro out; $IMR mail --date 2014-08-06; echo \"code $?\" >&2";
    let Some(run) = on_a_small_disk(&project, script) else { return };
    let codes: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("code ")).collect();
    assert_eq!(codes, ["code 3", "code 3", "code 0", "code 3"], "{run:?}");
    assert_eq!(run.stderr.matches("error[project/cannot-write]").count(), 3, "{run:?}");
    let left = run.stdout.split("2014-08-06: 4 cases ready").next().unwrap();
    for name in ["out/mailed.jsonl", "out/mail/2014-08-06", ".pdf"] {
        assert!(!left.contains(name), "{name}: {run:?}");
    }
    assert!(run.stdout.contains("2014-08-06: 4 cases ready (12 envelopes"), "{run:?}");
    assert!(run.stderr.contains("4 cases, 12 envelopes") && run.stderr.contains(": 0 errors"), "{run:?}");
}

#[test]
fn a_disk_that_may_not_be_written_to_is_one_finding_and_can_be_looked_at() {
    let project = project_of(3);
    let script = "$IMR build || exit 1; mount -o remount,ro out; sed -i s/2008-09-01/2008-09-02/ data/*.yaml; \
                  $IMR status; $IMR diff | head -1; $IMR verify; $IMR build --message-format short";
    let Some(run) = on_a_small_disk(&project, script) else { return };
    assert_eq!(run.code, 3, "{run:?}");
    assert_eq!(run.stdout.matches("changed: record").count(), 3, "{run:?}");
    assert!(run.stdout.contains("1 change, the same in 3 letters"), "{run:?}");
    assert!(run.stderr.contains("3 letters verified: 0 errors"), "{run:?}");
    assert_eq!(run.stderr.matches("error[project/cannot-write]").count(), 1, "{run:?}");
}

/// Waits until the letter holds the text.
fn wait_for(project: &Project, text: &str) {
    for _ in 0..600 {
        if fs::read_to_string(project.path(&format!("out/{SEED}.md")))
            .is_ok_and(|letter| letter.contains(text))
        {
            return;
        }
        sleep(Duration::from_millis(20));
    }
    panic!("the letter never says {text}");
}

#[test]
fn watch_builds_after_every_save_and_keeps_the_last_good_letter() {
    let project = Project::with_seed();
    let record = format!("data/{SEED}.yaml");
    let mut command = project.command(env!("CARGO_BIN_EXE_imr"));
    let mut child = command.arg("watch").stderr(Stdio::piped()).spawn().expect("imr runs");
    wait_for(&project, "Upheld");
    project.replace(&record, "outcome: upheld", "outcome: overturned");
    wait_for(&project, "Overturned");
    // Broken, and fixed by an editor that writes beside the file and renames.
    let good = project.read(&record);
    project.write(&record, &good.replace("outcome: overturned", "outcome: overturnd"));
    sleep(Duration::from_millis(300));
    assert!(project.read(&format!("out/{SEED}.md")).contains("Overturned"));
    project.write("data/.new", &good.replace("outcome: overturned", "outcome: upheld"));
    fs::rename(project.path("data/.new"), project.path(&record)).unwrap();
    wait_for(&project, "Upheld");
    // Folders that go and come again.
    fs::rename(project.path("data"), project.path("away")).unwrap();
    sleep(Duration::from_millis(200));
    fs::rename(project.path("away"), project.path("data")).unwrap();
    project.replace(&record, "outcome: upheld", "outcome: overturned");
    wait_for(&project, "Overturned");
    // Removed and made again, with all that is in it.
    let good = project.read(&record);
    fs::remove_dir_all(project.path("data")).unwrap();
    sleep(Duration::from_millis(200));
    project.write(&record, &good.replace("outcome: overturned", "outcome: upheld"));
    wait_for(&project, "Upheld");
    // A burst: many saves in a row, of which the last counts.
    for day in 1..=30 {
        project.write(
            &record,
            &good
                .replace("decision_date: 2014-02-11", &format!("decision_date: 2014-02-{:02}", 11 + day % 8)),
        );
        project.write(&format!("data/CM14-{day:07}.yaml"), &good.replace(SEED, &format!("CM14-{day:07}")));
    }
    project.write(&record, &good.replace("decision_date: 2014-02-11", "decision_date: 2014-02-10"));
    wait_for(&project, "02/10/2014");
    // The last good letter stays where its record is gone.
    fs::remove_file(project.path("data/CM14-0000001.yaml")).unwrap();
    sleep(Duration::from_millis(300));
    assert!(project.path("out/CM14-0000001.pdf").exists());
    // A template that was not there.
    project.write("templates/parts/summary.md", "# SUMMARY OF THE CASE\n\n{{ clinical_summary }}\n");
    wait_for(&project, "SUMMARY OF THE CASE");
    let stopped = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(stopped.success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
}

#[test]
fn what_a_killed_run_left_is_completed_or_taken_back_and_said() {
    let project = Project::with_seed();
    assert_eq!(project.imr(&["build"]).code, 0);
    // It had only staged a file.
    project.write("out/.imr-left/.imr-file", "Jamie Example");
    project.write("out/.journal.jsonl", "\n{\"rows\":[{\"letter\":\"CM14-00");
    let run = project.imr(&["build"]);
    assert!(run.code == 0 && run.stderr.contains("note[project/recovered]"), "{run:?}");
    assert!(run.stderr.contains("was killed: what it had only begun was taken back"), "{run:?}");
    assert!(!project.path("out/.imr-left").exists() && project.read("out/.journal.jsonl").is_empty());
    // It had announced that the letter was mailed.
    let ledger = project.read("out/ledger.jsonl");
    let row = ledger.lines().nth(1).unwrap().replace("\"pages\":2", "\"pages\":2,\"mailed\":\"2014-02-13\"");
    project.write("out/.journal.jsonl", &format!("\n{{\"rows\":[{row}]}}\n"));
    assert!(project.imr(&["status", "--all"]).stdout.contains("mailed 2014-02-13"));
    let run = project.imr(&["build"]);
    assert!(run.stderr.contains("was killed: what it was writing is complete (1 letter)"), "{run:?}");
    assert!(project.read("out/mailed.jsonl").contains("2014-02-13"));
    // A line that says it was not mailed changes nothing.
    let row = ledger.lines().nth(1).unwrap();
    project.write("out/.journal.jsonl", &format!("\n{{\"rows\":[{row}]}}\n{{\"forgets\":[\"{SEED}\"]}}\n"));
    assert_eq!(project.imr(&["build"]).code, 0);
    assert!(project.imr(&["status", "--all"]).stdout.contains("mailed 2014-02-13"));
}

/// What a run announces is what the next one finds, however the folder is named: here by a relative path.
#[test]
fn what_was_announced_is_completed_by_the_next_run() {
    let project = project_of(30);
    let mut child = start(&project);
    let announced = |project: &Project| {
        let journal = fs::read_to_string(project.path("out/.journal.jsonl")).unwrap_or_default();
        journal.lines().filter(|line| line.starts_with('{')).count()
    };
    while announced(&project) == 0 {
        assert!(child.try_wait().unwrap().is_none(), "the build was over before it could be killed");
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let announced = announced(&project);
    let run = project.imr(&["build", "--message-format", "short"]);
    assert_eq!(run.code, 0, "{run:?}");
    let said = if announced == 1 { "(1 letter)".to_owned() } else { format!("({announced} letters)") };
    assert!(run.stderr.contains("what it was writing is complete") && run.stderr.contains(&said), "{run:?}");
    assert!(run.stderr.contains(&format!("{announced} unchanged")), "{run:?}");
}

#[test]
fn a_line_of_the_journal_that_is_no_change_is_said() {
    let project = Project::with_seed();
    assert_eq!(project.imr(&["build"]).code, 0);
    for line in [
        "x",
        "{\"moves\":[{\"from\":\"/etc/passwd\",\"to\":\"CM14-0012345.md\"}]}",
        "{\"removes\":[\"../x\"]}",
    ] {
        project.write("out/.journal.jsonl", &format!("\n{line}\n"));
        let run = project.imr(&["build", "--message-format", "short"]);
        assert!(
            run.code == 0 && run.stderr.contains("line 2 of `out/.journal.jsonl` cannot be trusted"),
            "{run:?}"
        );
    }
}

/// What waits for saves or for a browser ends as a build does when it is told to.
#[test]
fn watch_and_serve_end_with_130_on_every_signal() {
    for signal in ["-INT", "-TERM", "-HUP"] {
        for command in ["watch", "serve"] {
            let project = Project::with_seed();
            let mut imr = project.command(env!("CARGO_BIN_EXE_imr"));
            let mut child =
                imr.arg(command).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("imr runs");
            match command {
                "watch" => wait_for(&project, "Upheld"),
                _ => {
                    let mut address = String::new();
                    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut address).unwrap();
                }
            }
            let stopped = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
            assert!(stopped.success());
            assert_eq!(child.wait().unwrap().code(), Some(130), "{command} {signal}");
        }
    }
}
