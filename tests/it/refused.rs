//! What may be written over, what may stand published, and what `imr check` refuses in the place of a build.

use crate::project::{Project, mailed_samples, real_office};

const CASE: &str = "CM14-0067214";

/// Ledger and register can each be whole and yet not go together: one comes from an older copy.
#[test]
fn a_register_of_another_day_is_an_error() {
    let project = Project::with_samples();
    project.write("templates/office.yaml", &real_office());
    assert_eq!(project.imr(&["build"]).code, 0);
    let older = project.read("out/ledger.jsonl");
    assert_eq!(project.imr(&["mail", "--date", "2014-08-06"]).code, 0);
    let ledger = project.read("out/ledger.jsonl");
    project.write("out/ledger.jsonl", &older);
    let run = project.imr(&["verify", "--message-format", "short"]);
    assert!(run.code == 1 && run.stderr.contains("error[project/altered]"), "{run:?}");
    // What says that a letter was mailed is believed.
    assert_eq!(project.imr(&["build"]).code, 0);
    assert_eq!(project.read("out/ledger.jsonl"), ledger);
    assert_eq!(project.imr(&["verify"]).code, 0);
}

#[test]
fn a_public_edition_whose_record_leaks_now_is_an_error() {
    let project = Project::with_samples();
    assert_eq!(project.imr(&["public"]).code, 0);
    let record = format!("data/{CASE}.yaml");
    // Changed, but nothing that may not be published.
    project.replace(&record, "outcome: overturned", "outcome: upheld");
    assert_eq!(project.imr(&["status"]).code, 0);
    assert_eq!(project.imr(&["verify"]).code, 0);
    project.replace(&record, "redact: ", "# redact: ");
    for args in [&["status"][..], &["status", &record], &["verify"]] {
        let run = project.imr(args);
        assert!(run.code == 1 && run.stderr.contains("error[project/still-published]"), "{args:?}: {run:?}");
    }
    assert_eq!(project.imr(&["status", "data/CM14-0012345.yaml"]).code, 0);
}

#[test]
fn a_pdf_is_written_over_one_of_the_program_s_own_or_nothing() {
    let project = mailed_samples();
    let letter = "out/CM16-0104418.md";
    project.write("notes.pdf", "%PDF-1.4 of somebody else");
    let record = project.read(&format!("data/{CASE}.yaml"));
    for target in [
        &format!("data/{CASE}.yaml"),
        "out/ledger.jsonl",
        "out/mailed.jsonl",
        "out/mail/2014-08-06/run.pdf",
        "out/mail/2014-08-06/manifest.csv",
        &format!("out/mailed/{CASE}/employee.pdf"),
        "notes.pdf",
    ] {
        // Whatever folder `--out` names.
        let run = project.imr(&["--out", "elsewhere", "pdf", letter, "-o", target]);
        assert!((1..=2).contains(&run.code), "{target}: {run:?}");
    }
    assert_eq!(project.read(&format!("data/{CASE}.yaml")), record);
    assert_eq!(project.imr(&["verify"]).code, 0);
    for _ in 0..2 {
        let run = project.imr(&["pdf", letter, "-o", "mine.pdf"]);
        assert_eq!(run.code, 0, "{run:?}");
    }
}

/// What a build or a print run would refuse is refused without `--edition`.
#[test]
fn check_looks_at_every_edition_that_a_record_is_ready_for() {
    let project = Project::with_samples();
    let record = format!("data/{CASE}.yaml");
    assert_eq!(project.imr(&["check", &record]).code, 0);
    project.replace(&record, "redact: ", "# redact: ");
    let run = project.imr(&["check", &record]);
    assert!(run.code == 1 && run.stderr.contains("error[rule/leak]"), "{run:?}");
    assert_eq!(project.imr(&["check", &record, "--edition", "determination"]).code, 0);
    // A template whose cover alone is broken.
    project.replace(&record, "# redact: ", "redact: ");
    project.write("templates/parts/cover.md", "{{ no_such_name }}\n");
    let run = project.imr(&["check", &record]);
    assert_eq!(run.code, 1, "{run:?}");
}
