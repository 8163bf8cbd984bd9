//! Building again: what changed, what did not, what was edited, what was mailed.

use std::fs;

use crate::project::{Project, Run, SEED};

const OTHER: &str = "CM16-0104418";

impl Project {
    /// Builds and gives the numbers of letters (built, unchanged, failed).
    fn built(&self, args: &[&str]) -> (usize, usize, usize) {
        let run = self.imr(&[&["build"], args].concat());
        numbers(&run)
    }
}

fn numbers(run: &Run) -> (usize, usize, usize) {
    let line = run.stderr.lines().find(|line| line.contains(" built, ")).unwrap_or_else(|| panic!("{run:?}"));
    let number = |before: &str| {
        let words = line[..line.find(before).expect(before)].trim_end();
        words.rsplit(' ').next().unwrap().parse().unwrap()
    };
    let built =
        if line.contains(" letters built") { number(" letters built") } else { number(" letter built") };
    (built, number(" unchanged"), number(" failed"))
}

#[test]
fn only_what_changed_is_built() {
    let project = Project::with_samples();
    assert_eq!(project.built(&[]), (5, 0, 0));
    assert_eq!(project.built(&[]), (0, 5, 0));
    // Touched, or written again with the same bytes.
    let record = project.read(&format!("data/{SEED}.yaml"));
    project.write(&format!("data/{SEED}.yaml"), &record);
    assert_eq!(project.built(&[]), (0, 5, 0));
    project.replace(&format!("data/{SEED}.yaml"), "outcome: upheld", "outcome: overturned");
    assert_eq!(project.built(&[]), (1, 4, 0));
    // A wording touches its letters only; a part of both, all.
    project.write("templates/imr-2016.md", &format!("{}\nx\n", include_str!("../../templates/imr-2016.md")));
    assert_eq!(project.built(&[]), (3, 2, 0));
    project.write("templates/parts/summary.md", "# SUMMARY\n\n{{ clinical_summary }}\n");
    assert_eq!(project.built(&[]), (5, 0, 0));
    fs::remove_dir_all(project.path("templates")).unwrap();
    assert_eq!(project.built(&[]), (5, 0, 0));
    // The same file as the built-in one changes nothing.
    project.write("templates/imr-2016.md", include_str!("../../templates/imr-2016.md"));
    assert_eq!(project.built(&[]), (0, 5, 0));
}

#[test]
fn what_is_gone_or_altered_is_noticed() {
    let project = Project::with_samples();
    project.built(&[]);
    let before = fs::read(project.path(&format!("out/{SEED}.pdf"))).unwrap();
    fs::remove_file(project.path(&format!("out/{SEED}.pdf"))).unwrap();
    fs::remove_file(project.path(&format!("out/{OTHER}.md"))).unwrap();
    assert_eq!(project.built(&[]), (2, 3, 0));
    assert_eq!(fs::read(project.path(&format!("out/{SEED}.pdf"))).unwrap(), before);
}

#[test]
fn a_letter_edited_by_hand_is_not_written_over() {
    let project = Project::with_samples();
    project.built(&[]);
    let letter = format!("out/{SEED}.md");
    let edited = project.read(&letter).replace("narrowed", "narrow");
    project.write(&letter, &edited);
    let run = project.imr(&["build", "--message-format", "short"]);
    assert_eq!((run.code, numbers(&run)), (1, (0, 4, 1)), "{run:?}");
    assert!(run.stderr.contains("error[project/edited]: `out/CM14-0012345.md`"), "{run:?}");
    assert_eq!(project.read(&letter), edited);
    // Printed, it is still the user's.
    assert_eq!(project.imr(&["pdf", &letter]).code, 0);
    let run = project.imr(&["build"]);
    assert!(run.stderr.contains("`out/CM14-0012345.md` and `out/CM14-0012345.pdf`"), "{run:?}");
    let run = project.imr(&["build", "--force"]);
    assert_eq!((run.code, numbers(&run)), (0, (1, 4, 0)), "{run:?}");
    assert!(run.stderr.contains("note[project/put-aside]"), "{run:?}");
    assert_eq!(project.read(&format!("out/{SEED}.edited-1.md")), edited);
    assert!(project.path(&format!("out/{SEED}.edited-1.pdf")).exists());
    assert_eq!(project.built(&[]), (0, 5, 0));
}

#[test]
fn a_ledger_that_is_lost_or_damaged_is_made_anew_and_nothing_is_lost() {
    let project = Project::with_samples();
    project.built(&[]);
    let ledger = project.read("out/ledger.jsonl");
    fs::remove_file(project.path("out/ledger.jsonl")).unwrap();
    let run = project.imr(&["build"]);
    assert!(run.stderr.contains("warning[project/ledger]: `out/ledger.jsonl` is gone"), "{run:?}");
    assert_eq!(numbers(&run), (0, 5, 0));
    assert_eq!(project.read("out/ledger.jsonl"), ledger);
    for damaged in [&ledger[..ledger.len() / 2], "", "{}\n", &ledger.replace("\"pages\":2", "\"pages\":3")] {
        project.write("out/ledger.jsonl", damaged);
        let run = project.imr(&["build"]);
        assert!(run.stderr.contains("warning[project/ledger]"), "{run:?}");
        assert_eq!(numbers(&run), (0, 5, 0));
        assert_eq!(project.read("out/ledger.jsonl"), ledger);
    }
    // Without a ledger nobody knows whose text it is.
    project.write("out/ledger.jsonl", "");
    project.replace(&format!("data/{SEED}.yaml"), "outcome: upheld", "outcome: overturned");
    let run = project.imr(&["build"]);
    assert_eq!((run.code, numbers(&run)), (1, (0, 4, 1)), "{run:?}");
    assert!(run.stderr.contains("may have been edited by hand"), "{run:?}");
}

#[test]
fn the_ledger_does_not_depend_on_order_or_place() {
    let (one, two) = (Project::with_samples(), Project::with_samples());
    one.built(&[]);
    for record in
        two.names("data").iter().rev().filter(|name| name.ends_with(".yaml") && name.starts_with("CM"))
    {
        two.built(&[&format!("data/{record}")]);
    }
    assert_eq!(one.read("out/ledger.jsonl"), two.read("out/ledger.jsonl"));
}

#[test]
fn warnings_are_said_at_every_build() {
    let project = Project::with_seed();
    project.replace(&format!("data/{SEED}.yaml"), "decision_date: 2014-02-11", "decision_date: 2014-03-21");
    for letter in [(1, 0, 0), (0, 1, 0)] {
        let run = project.imr(&["build"]);
        assert_eq!(numbers(&run), letter);
        assert!(run.stderr.contains("warning[rule/decision-late]"), "{run:?}");
    }
}

#[test]
fn shards_split_the_records_and_lose_none() {
    let project = Project::with_samples();
    let parts: Vec<_> = (1..=3).map(|part| project.built(&["--shard", &format!("{part}/3")]).0).collect();
    assert_eq!(parts.iter().sum::<usize>(), 5, "{parts:?}");
    assert_eq!(project.built(&[]), (0, 5, 0));
    let run = project.imr(&["build", "--shard", "4/3"]);
    assert_eq!(run.code, 2, "{run:?}");
    let run = project.imr(&["build", "--shard", "auto/3"]);
    assert!(run.code == 2 && run.stderr.contains("error[cli/shard]"), "{run:?}");
    let mut command = project.command(env!("CARGO_BIN_EXE_imr"));
    command
        .args(["build", "--shard", "auto/3"])
        .env("SLURM_ARRAY_TASK_ID", "5")
        .env("SLURM_ARRAY_TASK_MIN", "4");
    let run = Run::of(command.output().unwrap());
    assert_eq!(numbers(&run), (0, parts[1], 0), "{run:?}");
}

/// What is read is one version or the other, whoever writes it and however often.
#[test]
fn a_record_that_changes_while_it_is_read_is_one_version_or_none() {
    let project = Project::with_seed();
    let path = project.path(&format!("data/{SEED}.yaml"));
    // The case number comes last, so that no beginning of the record is a record.
    let number = format!("case_number: {SEED}\n");
    let one = project.read(&format!("data/{SEED}.yaml")).replace(&number, "") + &number;
    let two = one.replace("outcome: upheld", "outcome: overturned");
    let letters = [&one, &two].map(|text| {
        project.write(&format!("data/{SEED}.yaml"), text);
        project.built(&[]);
        project.read(&format!("out/{SEED}.md"))
    });
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // As an editor does that writes into the file itself: empty for a moment, then a part, then all.
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                for text in [&one, &two] {
                    let mut file = fs::File::create(&path).unwrap();
                    for part in text.as_bytes().chunks(700) {
                        std::io::Write::write_all(&mut file, part).unwrap();
                    }
                }
            }
        });
        let mut said = String::new();
        for _ in 0..30 {
            said += &project.imr(&["build", "--message-format", "short"]).stderr;
            let letter = project.read(&format!("out/{SEED}.md"));
            assert!(letters.contains(&letter), "{letter}");
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        // Nearly every reading meets a change here.
        assert!(said.contains("error[project/changing]"), "{said}");
    });
    project.write(&format!("data/{SEED}.yaml"), &one);
    assert_eq!(project.built(&[]).2, 0);
}

#[test]
fn one_run_at_a_time() {
    let project = Project::with_seed();
    fs::create_dir(project.path("out")).unwrap();
    let lock = fs::File::create(project.path("out/.journal.jsonl")).unwrap();
    lock.lock().unwrap();
    let run = project.imr(&["build"]);
    assert!(run.code == 3 && run.stderr.contains("error[project/busy]"), "{run:?}");
    drop(lock);
    assert_eq!(project.built(&[]), (1, 0, 0));
}
