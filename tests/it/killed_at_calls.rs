//! The real program, killed at every system call by which it changes what is on the disk: the next command that writes
//! completes a change or takes it back, whole, and what it says of that is true.
#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;

use crate::email::{self, by_email};
use crate::project::{Project, copy_folder, real_office};

const CASES: [&str; 3] = ["CM14-0067214", "CM14-0067215", "CM14-0067216"];
/// What names files, removes them, brings them to the disk and cuts them.
const CALLS: [&str; 9] =
    ["rename", "renameat", "renameat2", "unlink", "unlinkat", "fsync", "fdatasync", "syncfs", "ftruncate"];

/// Three cases with parties, built in every edition but the mailed one.
fn three_cases() -> Project {
    let project = Project::empty();
    project.write("templates/office.yaml", &real_office());
    for case in CASES {
        let record = include_str!("../../data/CM14-0067214.yaml").replace(CASES[0], case);
        project.write(&format!("data/{case}.yaml"), &record);
    }
    assert_eq!(project.imr(&["build"]).code, 0);
    assert_eq!(project.imr(&["public"]).code, 0);
    project
}

fn change_records(project: &Project) {
    for case in CASES {
        project.replace(
            &format!("data/{case}.yaml"),
            "date_of_injury: 2012-08-20",
            "date_of_injury: 2012-08-21",
        );
    }
}

/// All that the folder for letters has of a case: its files, and its rows.
fn of_case(project: &Project, case: &str) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec!["out".to_owned()];
    while let Some(folder) = folders.pop() {
        for name in project.names(&folder) {
            let path = format!("{folder}/{name}");
            assert!(!name.starts_with('.'), "{path} was left");
            if project.path(&path).is_dir() {
                folders.push(path);
            } else if path.contains(case) {
                found.insert(path.clone(), fs::read(project.path(&path)).unwrap());
            }
        }
    }
    for rows in ["out/ledger.jsonl", "out/mailed.jsonl"] {
        let text = fs::read_to_string(project.path(rows)).unwrap_or_default();
        let lines: Vec<&str> = text.lines().filter(|line| line.contains(case)).collect();
        found.insert(rows.to_owned(), lines.join("\n").into_bytes());
    }
    found
}

fn copy_of(project: &Project) -> Project {
    let copy = Project::empty();
    copy_folder(&project.path("."), &copy.path("."));
    copy
}

/// Runs a command that is killed as it makes the `number`th of the calls; whether it came to that.
fn killed_at(project: &Project, args: &[&str], call: &str, number: usize) -> bool {
    let mut command = project.command("strace");
    command.args(["-qq", "-f", "-o", "/dev/null", "-e", &format!("trace={call}"), "-e"]);
    command.arg(format!("inject={call}:signal=KILL:when={number}"));
    command.arg(env!("CARGO_BIN_EXE_imr")).args(args);
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("strace runs");
    assert!(!matches!(status.code(), Some(code) if code != 0), "{args:?}: {status}");
    !status.success()
}

/// Kills a command at each of its calls. Of each case all that it changes is there afterwards, or nothing; of all cases
/// where they are changed `together`.
fn kill_everywhere(project: &Project, args: &[&str], together: bool) {
    if !crate::oracles::asked() {
        println!("skipped: set IMR_ORACLES=1 to kill the program by strace");
        return;
    }
    let before = CASES.map(|case| of_case(project, case));
    let done = copy_of(project);
    assert_eq!(done.imr(args).code, 0);
    let done = CASES.map(|case| of_case(&done, case));
    let mut kills = 0;
    for call in CALLS {
        for number in 1.. {
            let project = copy_of(project);
            if !killed_at(&project, args, call, number) {
                break;
            }
            kills += 1;
            let what = format!("{args:?} killed at {call} {number}");
            // It writes nothing of its own.
            let next = project.imr(&["clean", "--orphans"]);
            assert_eq!(next.code, 0, "{what}: {next:?}");
            let there = CASES.map(|case| of_case(&project, case));
            let is_done: Vec<bool> = there.iter().zip(&done).map(|(there, done)| there == done).collect();
            for ((there, before), is_done) in there.iter().zip(&before).zip(&is_done) {
                assert!(*is_done || there == before, "{what}: {:?}", there.keys());
            }
            let (all, none) = (is_done.iter().all(|done| *done), is_done.iter().all(|done| !done));
            assert!(!together || all || none, "{what}: {is_done:?}");
            assert!(!next.stderr.contains("is complete") || !none, "{what}: {next:?}");
            assert!(!next.stderr.contains("taken back") || !all, "{what}: {next:?}");
            let verified = project.imr(&["verify"]);
            assert_eq!(verified.code, 0, "{what}: {verified:?}");
            // Again, it comes to what it would have come to; a run that was completed has nothing left to print.
            let again = project.imr(args);
            assert!(again.code == 0 || (together && all && again.code == 1), "{what}: {again:?}");
            assert!(CASES.map(|case| of_case(&project, case)) == done, "{what}, and run again");
        }
    }
    assert!(kills > 10, "{args:?} was killed {kills} times");
}

#[test]
fn build_is_whole_wherever_it_is_killed() {
    let project = three_cases();
    change_records(&project);
    kill_everywhere(&project, &["build"], false);
}

#[test]
fn public_is_whole_wherever_it_is_killed() {
    let project = three_cases();
    change_records(&project);
    kill_everywhere(&project, &["public"], false);
}

#[test]
fn a_print_run_is_whole_wherever_it_is_killed() {
    kill_everywhere(&three_cases(), &["mail", "--date", "2014-08-06"], true);
}

/// All copies that came back, of three cases.
#[test]
fn a_run_of_what_came_back_is_whole_wherever_it_is_killed() {
    let project = Project::empty();
    project.write("templates/office.yaml", &real_office());
    for case in CASES {
        let record = by_email(&email::record().replace(email::CASE, case), &["Jamie Example"]);
        project.write(&format!("data/{case}.yaml"), &record);
    }
    assert_eq!(project.imr(&["mail", "--date", email::DAY]).code, 0);
    let unnoted = copy_of(&project);
    for case in CASES {
        assert_eq!(project.imr(&["mail", "--bounced", case, "employee"]).code, 0);
    }
    kill_everywhere(&project, &["mail", "--date", "2024-08-13"], true);
    a_bounce_is_whole(&unnoted);
}

/// Wherever it is killed, a bounce is noted in ledger and register or in neither, and noted again it is in both.
fn a_bounce_is_whole(project: &Project) {
    if !crate::oracles::asked() {
        return;
    }
    let args = ["mail", "--bounced", CASES[0], "employee"];
    let (mut kills, mut noted_anyway) = (0, 0);
    for call in CALLS {
        for number in 1.. {
            let project = copy_of(project);
            if !killed_at(&project, &args, call, number) {
                break;
            }
            kills += 1;
            let what = format!("{args:?} killed at {call} {number}");
            assert_eq!(project.imr(&["clean", "--orphans"]).code, 0, "{what}");
            let noted =
                ["out/ledger.jsonl", "out/mailed.jsonl"].map(|rows| project.read(rows).contains("came_back"));
            assert_eq!(noted[0], noted[1], "{what}");
            noted_anyway += usize::from(noted[0]);
            assert_eq!(project.imr(&["verify"]).code, 0, "{what}");
            let again = project.imr(&args);
            assert_eq!(again.code, i32::from(noted[0]), "{what}: {again:?}");
            let run = project.imr(&["mail", "--date", "2024-08-13"]);
            assert!(run.code == 0 && run.stderr.contains("1 case, 1 envelope"), "{what}: {run:?}");
        }
    }
    assert!(kills > 5 && noted_anyway > 0, "killed {kills} times");
}

#[test]
fn freeze_is_whole_wherever_it_is_killed() {
    let project = three_cases();
    assert_eq!(project.imr(&["build", "--edition", "mailed"]).code, 0);
    kill_everywhere(&project, &["freeze", CASES[0], CASES[1], CASES[2]], false);
}

#[test]
fn merge_is_whole_wherever_it_is_killed() {
    let project = three_cases();
    change_records(&project);
    assert_eq!(project.imr(&["--out", "part", "build"]).code, 0);
    kill_everywhere(&project, &["merge", "part"], false);
}
