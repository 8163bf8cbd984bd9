//! What could be mailed, and when.

use std::fs;

use crate::project::{Project, real_office};

const CASE: &str = "CM14-0067214";

#[test]
fn a_plan_says_what_is_ready_what_is_lacking_and_what_was_mailed() {
    let project = Project::empty();
    let record = include_str!("../../data/CM14-0067214.yaml");
    let other = |number: &str, from: &str, to: &str| {
        assert!(record.contains(from), "{from}");
        project.write(&format!("data/{number}.yaml"), &record.replace(CASE, number).replacen(from, to, 1));
    };
    project.write(&format!("data/{CASE}.yaml"), record);
    other("CM14-0067215", "mailed_date: 2014-08-06", "mailed_date: 2014-08-07");
    other("CM14-0067216", "claim_number: 00-EXM-4471\n", "");
    other("CM14-0067217", "mailed_date: 2014-08-06\n", "");
    project.write("data/notes.yaml", "call: the clinic\n");
    let run = project.imr(&["mail", "--plan"]);
    assert!(run.code == 1 && run.stderr.contains("error[project/office]"), "{run:?}");
    project.write("templates/office.yaml", &real_office());
    let run = project.imr(&["mail", "--plan"]);
    assert_eq!(run.code, 0, "{run:?}");
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines[0], "2014-08-06: 1 case ready (3 envelopes, 10 sheets), 1 not ready");
    assert_eq!(lines[1], "  CM14-0067214  ready, 3 envelopes, 10 sheets");
    assert!(
        lines[2].starts_with("  CM14-0067216  not ready: data/CM14-0067216.yaml:")
            && lines[2].contains("`claim_number`"),
        "{run:?}"
    );
    assert_eq!(lines[3], "2014-08-07: 1 case ready (3 envelopes, 10 sheets)");
    assert_eq!(lines[5], "no mailing date: 2 not ready");
    assert!(
        lines[6].starts_with("  CM14-0067217  not ready: ") && lines[6].contains("`mailed_date`"),
        "{run:?}"
    );
    assert!(lines[7].starts_with("  data/notes.yaml  not ready: ") && lines.len() == 8, "{run:?}");
    assert!(run.stderr.ends_with("2 ready, 3 not ready, 0 mailed; nothing was written\n"), "{run:?}");
    assert!(!project.path("out").exists());
    // What a run would refuse is not ready: an edited copy, a second record.
    assert_eq!(project.imr(&["build", "--edition", "mailed", CASE]).code, 0);
    project.write(&format!("out/mailed/{CASE}/employee.md"), "mine");
    let run = project.imr(&["mail", "--plan", "--date", "2014-08-06"]);
    assert!(
        run.stdout.starts_with("2014-08-06: 2 not ready\n") && !run.stdout.contains("2014-08-07"),
        "{run:?}"
    );
    fs::remove_file(project.path(&format!("out/mailed/{CASE}/employee.md"))).unwrap();
    project.write("data/second.yaml", record);
    let run = project.imr(&["mail", "--plan", "--date", "2014-08-06"]);
    assert!(run.stdout.starts_with("2014-08-06: 3 not ready\n"), "{run:?}");
    fs::remove_file(project.path("data/second.yaml")).unwrap();
    // What was mailed is said so.
    assert_eq!(project.imr(&["mail", "--date", "2014-08-07", "CM14-0067215"]).code, 0);
    let before = fs::read(project.path("out/ledger.jsonl")).unwrap();
    let run = project.imr(&["mail", "--plan", "--date", "2014-08-07", "--message-format", "json"]);
    assert!(run.stdout.contains("\"state\":\"mailed\"") && run.code == 0, "{run:?}");
    assert_eq!(fs::read(project.path("out/ledger.jsonl")).unwrap(), before);
    let run = project.imr(&["mail"]);
    assert!(run.code == 2 && run.stderr.contains("--date"), "{run:?}");
}
