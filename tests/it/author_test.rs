//! `imr test` and `imr diff`: what an edit of a template does to letters, seen before it is made.

use crate::project::{Project, SEED, copy_folder, repository};

#[test]
fn samples_are_held_to_the_letters_expected_of_them() {
    let project = Project::empty();
    let run = project.imr(&["test"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("imr test --accept"), "{}", run.stderr);
    copy_folder(&repository("data"), &project.path("samples"));
    assert_eq!(project.imr(&["test"]).code, 1);
    let run = project.imr(&["test", "--accept"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(project.path("expected/mailed/CM14-0067214/employee.md").exists());
    assert!(project.path("expected/public/CM14-0067214.md").exists());
    let run = project.imr(&["test"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    // A wording that changed is shown once, and accepted.
    assert_eq!(project.imr(&["templates", "copy", "parts/summary.md"]).code, 0);
    project.replace("templates/parts/summary.md", "medical records", "records");
    let run = project.imr(&["test"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stdout.starts_with("1 change, the same in ") && run.stdout.contains("[-medical -]"),
        "{}",
        run.stdout
    );
    assert_eq!(project.imr(&["test", "--accept"]).code, 0);
    assert_eq!(project.imr(&["test"]).code, 0);
    // A sample that is gone leaves a letter that nothing is compared with.
    std::fs::remove_file(project.path(&format!("samples/{SEED}.yaml"))).unwrap();
    let run = project.imr(&["test"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("CM14-0012345: expected, and its sample record is gone"), "{}", run.stdout);
    assert_eq!(project.imr(&["test", "--accept"]).code, 0);
    let run = project.imr(&["test"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(!project.path("out").exists());
}

#[test]
fn a_change_that_is_the_same_in_many_letters_is_shown_once() {
    let project = Project::empty();
    let seed = std::fs::read_to_string(repository(&format!("data/{SEED}.yaml"))).unwrap();
    for number in 0..12 {
        let case = format!("CM14-00000{number:02}");
        project.write(&format!("data/{case}.yaml"), &seed.replace(SEED, &case));
    }
    assert_eq!(project.imr(&["build"]).code, 0);
    assert_eq!(project.imr(&["templates", "copy", "parts/summary.md", "parts/title.md"]).code, 0);
    project.replace("templates/parts/summary.md", "CLINICAL CASE", "THE CASE");
    let run = project.imr(&["diff"]);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.stdout, "1 change, the same in 12 letters: [-CLINICAL-]{+THE+} CASE SUMMARY\n",
        "{}",
        run.stderr
    );
    let run = project.imr(&["diff", "--each"]);
    assert_eq!(
        run.stdout.matches("2 pages, 2 before\n  [-CLINICAL-]{+THE+} CASE SUMMARY\n").count(),
        12,
        "{}",
        run.stdout
    );
    // What differs from letter to letter stands beside it, and pages are counted.
    let long = "Words that go on. ".repeat(300);
    project.replace("data/CM14-0000003.yaml", "The patient is", &format!("{long}The patient is"));
    let run = project.imr(&["diff"]);
    assert!(
        run.stdout
            .starts_with("2 changes:\n  12 letters: [-CLINICAL-]{+THE+} CASE SUMMARY\n  1 letter: {+Words"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("\npages: 1 letter 2 -> "), "{}", run.stdout);
    // What a hand put into a letter drives no terminal.
    let letter = project.read("out/CM14-0000005.md").replace("CLINICAL CASE", "CLINICAL\u{1b}[2J\r CASE");
    project.write("out/CM14-0000005.md", &letter);
    let run = project.imr(&["diff", "--each"]);
    assert!(run.stdout.contains("<U+001B>") && !run.stdout.contains(['\u{1b}', '\r']), "{}", run.stdout);
}
