//! What could be mailed, and when.

use std::fs;

use sha2::{Digest, Sha256};

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

/// One schema for both files, documented beside them.
#[test]
fn a_manifest_has_the_same_fields_as_csv_and_as_json() {
    let project = Project::empty();
    project.write("templates/office.yaml", &real_office());
    let record = include_str!("../../data/CM14-0067214.yaml");
    let copies = "copies:\n  - name: Lee Sample\n    format: large_print\n    address:\n      street: [1 Sample St]\n      city: Fresno\n      state: CA\n      zip: 93700-0000\n";
    project.write(&format!("data/{CASE}.yaml"), &format!("{record}{copies}"));
    let run = project.imr(&["mail", "--date", "2014-08-06"]);
    assert_eq!(run.code, 0, "{run:?}");
    let json = project.read("out/mail/2014-08-06/manifest.json");
    let csv = project.read("out/mail/2014-08-06/manifest.csv");
    let heading: Vec<&str> = csv.lines().next().unwrap().split(',').collect();
    let list: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    let mut at = 0;
    for name in &heading {
        // In the order of the columns.
        at = json[at..].find(&format!("\"{name}\":")).unwrap_or_else(|| panic!("{name}: {json}")) + at;
        let documented = include_str!("../../out/README.md").contains(&format!("`{name}`"));
        assert!(documented, "{name}");
    }
    assert!(list.iter().all(|envelope| envelope.as_object().unwrap().len() == heading.len()), "{json}");
    let of = |field: &str| list.iter().map(|envelope| envelope[field].clone()).collect::<Vec<_>>();
    assert_eq!(of("copy"), ["employee", "requesting_physician", "claims_administrator", "copy-1"]);
    assert_eq!(of("recipient")[3], "copy");
    assert_eq!((of("language")[0].as_str(), of("language")[1].as_str()), (Some("es"), None));
    assert_eq!((of("format")[3].as_str(), of("format")[0].as_str()), (Some("large_print"), None));
    assert!(
        of("edition").iter().all(|edition| edition == "mailed")
            && of("delivery").iter().all(|by| by == "mail")
    );
    let mut next = 1;
    for envelope in &list {
        let number = |field: &str| envelope[field].as_u64().unwrap();
        assert_eq!((number("first_sheet"), number("last_sheet")), (next, next + number("sheets") - 1));
        assert_eq!(number("first_page"), next * 2 - 1);
        next += number("sheets");
        let pdf = fs::read(project.path(&format!("out/{}", envelope["file"].as_str().unwrap()))).unwrap();
        let digest: String = Sha256::digest(&pdf).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(envelope["sha256"], digest);
    }
    assert_eq!(csv.lines().count(), 1 + list.len());
}
