//! How letters stand, what a build would change, what was mailed, and what shards give together.

use std::fs;

use crate::project::{Project, SEED, by_another_program, copy_folder};

/// The states that `imr status --json` gives, by letter.
fn states(project: &Project) -> Vec<(String, String, Vec<String>)> {
    let run = project.imr(&["status", "--json"]);
    let list: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let what = |value: &serde_json::Value| value.as_array().into_iter().flatten().map(text).collect();
    list.as_array()
        .unwrap()
        .iter()
        .map(|one| (text(&one["letter"]), text(&one["state"]), what(&one["what"])))
        .collect()
}

#[test]
fn status_says_how_every_letter_stands_and_why() {
    let project = Project::with_samples();
    assert!(states(&project).iter().all(|(_, state, _)| state == "never-built"));
    project.imr(&["build"]);
    assert!(states(&project).iter().all(|(_, state, _)| state == "up-to-date"));
    project.replace("data/CM14-0012345.yaml", "outcome: upheld", "outcome: overturned");
    project.write("templates/parts/summary.md", "# SUMMARY\n\n{{ clinical_summary }}\n");
    project.write("out/CM14-0067214.md", "mine");
    fs::remove_file(project.path("data/CM16-0104418.yaml")).unwrap();
    fs::remove_file(project.path("out/CM16-0187730.pdf")).unwrap();
    project.write("data/CM16-0300001.yaml", "case_number: CM16-0300001\n");
    let states = states(&project);
    let expected = [
        ("CM14-0012345", "changed", vec!["record", "templates/parts/summary.md"]),
        ("CM14-0067214", "edited", vec!["CM14-0067214.md"]),
        ("CM16-0104418", "orphan", vec![]),
        ("CM16-0187730", "changed", vec!["templates/parts/summary.md", "CM16-0187730.pdf (gone)"]),
        ("CM16-0215096", "changed", vec!["templates/parts/summary.md"]),
        ("CM16-0300001", "never-built", vec![]),
    ];
    let expected: Vec<_> = expected
        .into_iter()
        .map(|(letter, state, what)| {
            (letter.to_owned(), state.to_owned(), what.into_iter().map(str::to_owned).collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(states, expected);
    let run = project.imr(&["status", "--all"]);
    assert!(run.stdout.contains("CM14-0067214  edited by hand: CM14-0067214.md\n"), "{run:?}");
    assert!(run.stderr.contains("3 changed, 1 never built, 1 edited by hand, 1 orphan\n"), "{run:?}");
}

#[test]
fn orphans_are_removed_when_asked_but_not_edited_ones() {
    let project = Project::with_samples();
    project.imr(&["build"]);
    for record in ["CM16-0104418", "CM16-0187730"] {
        fs::remove_file(project.path(&format!("data/{record}.yaml"))).unwrap();
    }
    project.write("out/CM16-0187730.md", "mine");
    let note = "note[project/orphans]: 2 letters have no record any more";
    for command in [&["build"][..], &["status"]] {
        let run = project.imr(command);
        assert!(run.code == 0 && run.stderr.contains(note), "{run:?}");
    }
    let run = project.imr(&["clean", "--orphans", "--dry-run"]);
    assert_eq!((run.code, &*run.stdout), (0, "CM16-0104418\nCM16-0187730\n"));
    assert!(project.path("out/CM16-0104418.pdf").exists());
    // A record elsewhere than in the data folder is one all the same.
    project.write(
        "elsewhere/b.yaml",
        &project.read("data/CM14-0012345.yaml").replace("CM14-0012345", "CM14-0000009"),
    );
    let absolute = project.path("elsewhere/b.yaml");
    assert_eq!(project.imr(&["build", &absolute.to_string_lossy()]).code, 0);
    assert!(!project.read("out/ledger.jsonl").contains(&*project.path("").to_string_lossy()));
    let run = project.imr(&["clean", "--orphans"]);
    assert_eq!(run.stdout, "CM16-0104418\n");
    assert!(project.path("out/CM14-0000009.pdf").exists());
    fs::remove_file(project.path("elsewhere/b.yaml")).unwrap();
    assert_eq!(project.imr(&["clean", "--orphans"]).stdout, "CM14-0000009\n");
    let run = project.imr(&["clean", "--orphans"]);
    assert!(run.code == 1 && run.stderr.contains("0 letters removed"), "{run:?}");
    assert!(!project.path("out/CM16-0104418.pdf").exists());
    assert_eq!(project.read("out/CM16-0187730.md"), "mine");
    assert_eq!(states(&project).len(), 4);
}

#[test]
fn a_public_edition_says_what_has_no_record_any_more() {
    let project = Project::with_samples();
    assert_eq!(project.imr(&["public"]).code, 0);
    fs::remove_file(project.path("data/CM16-0104418.yaml")).unwrap();
    let run = project.imr(&["public"]);
    assert!(run.code == 0 && run.stderr.contains("note[project/orphans]: 1 letter has no record"), "{run:?}");
    let index = project.read("out/public/index.csv");
    assert!(index.contains("CM16-0104418"), "{index}");
    assert_eq!(project.imr(&["clean", "--orphans"]).code, 0);
    assert!(!project.read("out/public/index.csv").contains("CM16-0104418"));
}

#[test]
fn diff_shows_words_and_pages() {
    let project = Project::with_seed();
    let run = project.imr(&["diff"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, "CM14-0012345: 2 pages, new\n"), "{run:?}");
    project.imr(&["build"]);
    let run = project.imr(&["diff"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
    project.replace("data/CM14-0012345.yaml", "date_of_injury: 2008-09-01", "date_of_injury: 2008-09-02");
    let run = project.imr(&["diff"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.starts_with("CM14-0012345: 2 pages, 2 before\n"), "{run:?}");
    assert!(run.stdout.contains("09/[-01-]{+02+}/2008"), "{run:?}");
    // Where only the pages change, that is said; so is a PDF that is gone.
    project.imr(&["build"]);
    let style = include_str!("../../templates/letter.yaml");
    project
        .write("templates/letter.yaml", &style.replace("Page {page} of {pages}", "Sheet {page} of {pages}"));
    let run = project.imr(&["diff"]);
    let same_text = "CM14-0012345: 2 pages, 2 before\n  the text is the same, the printed pages are not\n";
    assert_eq!((run.code, run.stdout.as_str()), (1, same_text), "{run:?}");
    fs::remove_dir_all(project.path("templates")).unwrap();
    assert_eq!(project.imr(&["diff"]).code, 0);
    fs::remove_file(project.path("out/CM14-0012345.pdf")).unwrap();
    assert_eq!(project.imr(&["diff"]).stdout, same_text);
    project.replace("data/CM14-0012345.yaml", "date_of_injury: 2008-09-02", "date_of_injury: 2008-09-01");
    project.imr(&["build"]);
    project.replace("data/CM14-0012345.yaml", "date_of_injury: 2008-09-01", "date_of_injury: 2008-09-02");
    let run = project.imr(&["diff", "--color", "always"]);
    assert!(run.stdout.contains("09/\u{1b}[9m\u{1b}[31m01\u{1b}[0m\u{1b}[32m02\u{1b}[0m/2008"), "{run:?}");
}

/// The seed built, its mailing noted and frozen.
fn mailed() -> Project {
    let project = Project::with_seed();
    let run = project.imr(&["freeze", SEED]);
    assert!(run.code == 1 && run.stderr.contains("error[project/not-built]"), "{run:?}");
    project.imr(&["build"]);
    let run = project.imr(&["freeze", SEED]);
    assert!(run.code == 1 && run.stderr.contains("error[project/no-mailing-date]"), "{run:?}");
    project.replace("data/CM14-0012345.yaml", "decision_date:", "mailed_date: 2014-02-13\ndecision_date:");
    let run = project.imr(&["freeze", SEED]);
    assert!(run.code == 1 && run.stderr.contains("error[project/not-as-built]"), "{run:?}");
    project.imr(&["build"]);
    let run = project.imr(&["freeze", SEED]);
    assert_eq!((run.code, run.stderr.as_str()), (0, "CM14-0012345 is frozen as mailed on 2014-02-13\n"));
    project
}

#[test]
fn what_was_mailed_does_not_change() {
    let project = mailed();
    assert_eq!(states(&project)[0].1, "mailed");
    let pdf = fs::read(project.path("out/CM14-0012345.pdf")).unwrap();
    // A change that makes the same letter is none.
    project.replace("data/CM14-0012345.yaml", "mailed_date: 2014-02-13", "mailed_date: 2014-02-13 # sent");
    assert_eq!(project.imr(&["build"]).code, 0);
    project.replace("data/CM14-0012345.yaml", "outcome: upheld", "outcome: overturned");
    for args in [&["build"][..], &["build", "--force"]] {
        let run = project.imr(args);
        assert!(run.code == 1 && run.stderr.contains("error[project/mailed]"), "{run:?}");
        assert!(run.stderr.contains("[-Upheld-] {+Overturned+}"), "{run:?}");
        assert_eq!(fs::read(project.path("out/CM14-0012345.pdf")).unwrap(), pdf);
    }
    assert_eq!(states(&project)[0].2, ["record"]);
}

#[test]
fn what_was_mailed_is_known_where_the_ledger_is_lost() {
    let project = mailed();
    let pdf = fs::read(project.path("out/CM14-0012345.pdf")).unwrap();
    let (ledger, register) = (project.read("out/ledger.jsonl"), project.read("out/mailed.jsonl"));
    for damaged in [None, Some("{}\n")] {
        match damaged {
            None => fs::remove_file(project.path("out/ledger.jsonl")).unwrap(),
            Some(text) => project.write("out/ledger.jsonl", text),
        }
        let run = project.imr(&["status", "--all"]);
        assert!(run.stderr.contains("warning[project/ledger]"), "{run:?}");
        assert!(run.stdout.contains("CM14-0012345  mailed 2014-02-13\n"), "{run:?}");
        assert_eq!(project.imr(&["build"]).code, 0);
        assert_eq!(project.read("out/ledger.jsonl"), ledger);
    }
    project.write("out/mailed.jsonl", &register[..40]);
    let run = project.imr(&["build"]);
    assert!(run.stderr.contains("warning[project/ledger]: `out/mailed.jsonl`"), "{run:?}");
    assert_eq!(project.read("out/mailed.jsonl"), register);
    // A build in between, and an edit: still what was mailed is there.
    fs::remove_file(project.path("out/ledger.jsonl")).unwrap();
    project.imr(&["build"]);
    project.replace("data/CM14-0012345.yaml", "outcome: upheld", "outcome: overturned");
    let run = project.imr(&["build", "--force"]);
    assert!(run.code == 1 && run.stderr.contains("error[project/mailed]"), "{run:?}");
    assert_eq!(fs::read(project.path("out/CM14-0012345.pdf")).unwrap(), pdf);
}

#[test]
fn a_newer_program_leaves_what_was_mailed_alone() {
    let project = mailed();
    let (pdf, ledger) =
        (fs::read(project.path("out/CM14-0012345.pdf")).unwrap(), project.read("out/ledger.jsonl"));
    by_another_program(&project);
    assert_ne!(project.read("out/ledger.jsonl"), ledger);
    let run = project.imr(&["build"]);
    assert!(run.code == 0 && run.stderr.starts_with("0 letters built, 1 unchanged"), "{run:?}");
    assert_eq!(states(&project)[0].2, ["program"]);
    assert_eq!(fs::read(project.path("out/CM14-0012345.pdf")).unwrap(), pdf);
    project.replace("data/CM14-0012345.yaml", "outcome: upheld", "outcome: overturned");
    assert_eq!(project.imr(&["build"]).code, 1);
}

#[test]
fn no_command_writes_over_what_was_mailed() {
    let project = mailed();
    let pdf = fs::read(project.path("out/CM14-0012345.pdf")).unwrap();
    let edited = project.read("out/CM14-0012345.md").replace("narrowed", "narrow");
    project.write("edited.md", &edited);
    for target in ["out/CM14-0012345.pdf", "./out/../out/CM14-0012345.pdf", "out/CM14-0012345.md"] {
        let run = project.imr(&["pdf", "edited.md", "-o", target]);
        assert!(run.code == 1 && run.stderr.contains("error[project/mailed]"), "{run:?}");
    }
    assert_eq!(project.imr(&["pdf", "edited.md", "-o", "out/by-hand.pdf"]).code, 0);
    fs::remove_file(project.path("data/CM14-0012345.yaml")).unwrap();
    fs::copy(crate::project::repository("data/CM16-0104418.yaml"), project.path("data/CM16-0104418.yaml"))
        .unwrap();
    assert_eq!(project.imr(&["clean", "--orphans"]).code, 0);
    assert_eq!(fs::read(project.path("out/CM14-0012345.pdf")).unwrap(), pdf);
    assert_eq!(states(&project)[0].1, "mailed");
}

#[test]
fn the_addressed_copies_are_frozen_with_their_letter() {
    let project = Project::with_samples();
    let record = "data/CM14-0067214.yaml";
    project.imr(&["build", record]);
    project.imr(&["build", "--edition", "mailed", record]);
    let run = project.imr(&["freeze", "public/CM14-0067214"]);
    assert!(run.code == 1 && run.stderr.contains("error[project/published]"), "{run:?}");
    // All or none: one copy is not what was built.
    let copy = "out/mailed/CM14-0067214/employee.md";
    let good = project.read(copy);
    project.write(copy, "mine");
    let run = project.imr(&["freeze", "CM14-0067214"]);
    assert!(run.code == 1 && run.stderr.contains("mailed/CM14-0067214/employee cannot be frozen"), "{run:?}");
    assert!(!states(&project).iter().any(|(_, state, _)| state == "mailed"));
    project.write(copy, &good);
    let run = project.imr(&["freeze", "CM14-0067214"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, "CM14-0067214 is frozen as mailed on 2014-08-06\n"));
    assert_eq!(states(&project).iter().filter(|(_, state, _)| state == "mailed").count(), 5);
    project.replace(record, "outcome: overturned", "outcome: upheld");
    for args in [&["build", record][..], &["build", "--edition", "mailed", record]] {
        let run = project.imr(args);
        assert!(run.code == 1 && run.stderr.contains("error[project/mailed]"), "{run:?}");
    }
    assert_eq!(project.read(copy), good);
}

#[test]
fn a_correction_says_so_and_keeps_what_was_mailed() {
    let project = mailed();
    let pdf = fs::read(project.path("out/CM14-0012345.pdf")).unwrap();
    project.replace("data/CM14-0012345.yaml", "outcome: upheld", "outcome: overturned");
    project.replace(
        "data/CM14-0012345.yaml",
        "mailed_date: 2014-02-13",
        "mailed_date: 2014-02-20\nreplaces:\n  mailed_date: 2014-02-13\n  reason: The outcome was misstated.",
    );
    let run = project.imr(&["build"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(fs::read(project.path("out/CM14-0012345.mailed-2014-02-13.pdf")).unwrap(), pdf);
    let corrected = project.read("out/CM14-0012345.md");
    let said = "**Corrected letter:** This letter corrects and replaces the one mailed on 02/13/2014. The outcome was misstated.";
    assert!(corrected.contains(said), "{corrected}");
    assert_eq!(project.imr(&["freeze", SEED]).code, 0);
    let states = states(&project);
    assert_eq!(states.len(), 2);
    assert!(states.iter().all(|(_, state, _)| state == "mailed"), "{states:?}");
    assert_eq!(project.imr(&["verify"]).code, 0);
}

#[test]
fn verify_finds_every_byte() {
    let project = mailed();
    assert_eq!(project.imr(&["verify", "--rebuild"]).code, 0);
    // A letter that was never built is not one that is gone.
    let another = project.read("data/CM14-0012345.yaml").replace("CM14-0012345", "CM14-0000009");
    project.write("data/CM14-0000009.yaml", &another);
    let run = project.imr(&["verify", "--rebuild"]);
    assert!(run.code == 1 && run.stderr.contains("the letter of this record was never built"), "{run:?}");
    fs::remove_file(project.path("data/CM14-0000009.yaml")).unwrap();
    let path = project.path("out/CM14-0012345.pdf");
    let mut pdf = fs::read(&path).unwrap();
    pdf[1000] ^= 1;
    fs::write(&path, pdf).unwrap();
    project.write("out/by-hand.pdf", "mine");
    let run = project.imr(&["verify"]);
    assert!(
        run.stderr.contains("error[project/unknown-file]: the ledger says nothing of `out/by-hand.pdf`"),
        "{run:?}"
    );
    assert_eq!(run.stderr.matches("project/unknown-file").count(), 1, "{run:?}");
    assert!(
        run.code == 1 && run.stderr.contains("error[project/altered]: `out/CM14-0012345.pdf`"),
        "{run:?}"
    );
    fs::remove_file(project.path("out/by-hand.pdf")).unwrap();
    fs::remove_file(&path).unwrap();
    let run = project.imr(&["verify"]);
    assert!(run.code == 1 && run.stderr.contains("error[project/gone]"), "{run:?}");
    // The mailed file is made again when it is the same.
    assert_eq!(project.imr(&["build"]).code, 0);
    assert_eq!(project.imr(&["verify"]).code, 0);
    assert_eq!(states(&project)[0].1, "mailed");
}

#[test]
fn shards_in_folders_of_their_own_merge_to_what_one_build_gives() {
    let project = Project::with_samples();
    project.imr(&["--out", "whole", "build"]);
    for part in 1..=3 {
        let run = project.imr(&["--out", &format!("part-{part}"), "build", "--shard", &format!("{part}/3")]);
        assert_eq!(run.code, 0, "{run:?}");
    }
    let run = project.imr(&["merge", "part-1", "part-2", "part-3"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, "5 letters taken into `out`\n"));
    for name in project.names("whole").into_iter().chain(["ledger.jsonl".into()]) {
        let read = |folder: &str| fs::read(project.path(&format!("{folder}/{name}"))).unwrap();
        assert_eq!(read("out"), read("whole"), "{name}");
    }
    let run = project.imr(&["merge", "elsewhere"]);
    assert_eq!(run.code, 2, "{run:?}");
    // A shard whose file was altered is not taken.
    copy_folder(&project.path("part-1"), &project.path("altered"));
    for name in project.names("altered").iter().filter(|name| name.ends_with(".pdf")) {
        project.write(&format!("altered/{name}"), "mine");
    }
    fs::remove_dir_all(project.path("out")).unwrap();
    let run = project.imr(&["merge", "altered"]);
    assert!(run.code == 1 && run.stderr.contains("error[project/altered]"), "{run:?}");
}
