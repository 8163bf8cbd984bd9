//! Copies that are e-mailed: the record, the copy and its last day, the proof of service, the run's folder.

use std::fs;

use sha2::{Digest, Sha256};

use crate::project::{Project, real_office};

pub const CASE: &str = "CM24-0067214";
pub const DAY: &str = "2024-08-06";

/// The sample record that has parties, ten years later.
pub fn record() -> String {
    include_str!("../../data/CM14-0067214.yaml")
        .replace("2014-", "2024-")
        .replace("2012-", "2022-")
        .replace("/2014", "/2024")
        .replace("/2012", "/2022")
        .replace("CM14-", "CM24-")
}

/// A record in which the parties of these names are served by e-mail.
pub fn by_email(record: &str, names: &[&str]) -> String {
    let mut record = record.to_owned();
    for name in names {
        let line = format!("  name: {name}\n");
        assert!(record.contains(&line), "{name}");
        let address = format!("{}@mail.example.org", name.split(' ').next().unwrap().to_lowercase());
        record = record.replace(&line, &format!("{line}  delivery: email\n  email: {address}\n"));
    }
    record
}

pub fn project(record: &str) -> Project {
    let project = Project::empty();
    project.write("templates/office.yaml", &real_office());
    project.write(&format!("data/{CASE}.yaml"), record);
    project
}

fn refused(project: &Project, code: &str, place: &str) {
    let run = project.imr(&["--message-format", "short", "mail", "--date", DAY]);
    assert_eq!(run.code, 1, "{run:?}");
    let line = run.stderr.lines().find(|line| line.contains(code)).unwrap_or_else(|| panic!("{run:?}"));
    assert!(line.starts_with(place), "{line}");
    assert!(project.names("out/mail").is_empty() && project.names("out/mailed").is_empty());
}

#[test]
fn who_agreed_to_it_is_served_by_e_mail() {
    let project = project(&by_email(&record(), &["Jamie Example", "Claims Department"]));
    let plan = project.imr(&["mail", "--plan"]);
    assert!(plan.stdout.contains("ready, 1 envelope, 3 sheets, 2 e-mails"), "{plan:?}");
    let run = project.imr(&["mail", "--date", DAY]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stderr.contains("1 case, 1 envelope, 3 sheets, 2 e-mails in"), "{run:?}");
    // Only what is mailed on paper is printed.
    let folder = format!("out/mail/{DAY}");
    let manifest: Vec<serde_json::Value> =
        serde_json::from_str(&project.read(&format!("{folder}/manifest.json"))).unwrap();
    let of = |field: &str| manifest.iter().map(|copy| copy[field].clone()).collect::<Vec<_>>();
    assert_eq!(of("delivery"), ["email", "mail", "email"]);
    assert_eq!(manifest[0]["email"], "jamie@mail.example.org");
    assert_eq!((&manifest[1]["email"], &manifest[1]["first_page"]), (&serde_json::Value::Null, &1.into()));
    assert_eq!((&manifest[0]["sheets"], &manifest[0]["first_page"]), (&0.into(), &serde_json::Value::Null));
    // The copies and the list of what goes where.
    let names =
        ["CM24-0067214-claims_administrator.pdf", "CM24-0067214-employee.pdf", "list.csv", "list.json"];
    assert_eq!(project.names(&format!("{folder}/email")), names);
    let list: Vec<serde_json::Value> =
        serde_json::from_str(&project.read(&format!("{folder}/email/list.json"))).unwrap();
    assert_eq!(list[0]["address"], "jamie@mail.example.org");
    assert_eq!(list[0]["subject"], "IMR Final Determination CM24-0067214, copy for Jamie Example");
    assert_eq!(list[1]["copy"], "claims_administrator");
    for copy in &list {
        let file = copy["file"].as_str().unwrap();
        let pdf = fs::read(project.path(&format!("{folder}/email/{file}"))).unwrap();
        let digest: String = Sha256::digest(&pdf).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(copy["sha256"], digest);
        let copy = project.path(&format!("out/mailed/{CASE}/{}.pdf", copy["copy"].as_str().unwrap()));
        assert_eq!(fs::read(copy).unwrap(), pdf);
    }
    let csv = project.read(&format!("{folder}/email/list.csv"));
    assert!(csv.contains(",employee,jamie@mail.example.org,"), "{csv}");
    assert!(csv.starts_with("case_number,copy,address,subject,file,sha256\r\n"), "{csv}");
    // The days of service by e-mail; the others' are those of mail.
    let employee = project.read(&format!("out/mailed/{CASE}/employee.md"));
    assert!(employee.contains("Por correo electrónico: jamie"), "{employee}");
    assert!(employee.contains("By e-mail: jamie") && !employee.contains("\n> "), "{employee}");
    assert!(employee.contains("**September 10, 2024**"), "{employee}");
    let explained = project.imr(&["explain", CASE]);
    assert!(
        explained.stdout.contains("5 days more: served by e-mail [8 CCR 10605(a)(1); 8 CCR 10625]"),
        "{explained:?}"
    );
    // The proof says how each was served, and both addresses.
    let proof = project.read(&format!("out/mailed/{CASE}/proof-of-service.md"));
    for said in [
        "# PROOF OF SERVICE BY MAIL AND E-MAIL",
        "with postage fully prepaid. They were addressed to:\n\nMORGAN SAMPLE MD\\\n",
        "On August 6, 2024 I sent the document named above by e-mail, from Pat.Sierra@example.org, to:",
        "Jamie Example\\\njamie@mail.example.org",
        "Claims Department, Example Mutual Insurance\\\nclaims@mail.example.org",
    ] {
        assert!(proof.replace("\\@", "@").replace("\\-", "-").contains(said), "{said}: {proof}");
    }
    assert!(!proof.contains("JAMIE EXAMPLE"), "{proof}");
    assert!(employee.contains("# PROOF OF SERVICE BY MAIL AND E-MAIL"), "{employee}");
    let verified = project.imr(&["verify", "--rebuild"]);
    assert_eq!(verified.code, 0, "{verified:?}");
    // Every file of the run is checked.
    project.write(&format!("{folder}/email/CM24-0067214-employee.pdf"), "another");
    project.write(&format!("{folder}/email/more.pdf"), "more");
    let verified = project.imr(&["verify"]);
    assert!(verified.code == 1 && verified.stderr.contains("more.pdf"), "{verified:?}");
    assert!(verified.stderr.contains("employee.pdf"), "{verified:?}");
}

/// Where nobody is mailed a copy, nothing is printed.
#[test]
fn a_run_may_be_of_e_mails_alone() {
    let all = ["Jamie Example", "Morgan Sample, MD", "Claims Department"];
    let project = project(&by_email(&record(), &all));
    let run = project.imr(&["mail", "--date", DAY]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(!project.path(&format!("out/mail/{DAY}/run.pdf")).exists());
    let proof = project.read(&format!("out/mailed/{CASE}/proof-of-service.md"));
    assert!(proof.contains("# PROOF OF SERVICE BY E-MAIL"), "{proof}");
    assert!(!proof.contains("Postal Service") && !proof.contains("mailing took place"), "{proof}");
    let verified = project.imr(&["verify"]);
    assert_eq!(verified.code, 0, "{verified:?}");
}

/// Wherever the party is, the earlier day is printed.
#[test]
fn service_by_e_mail_adds_five_days_everywhere() {
    let elsewhere = by_email(&record(), &["Claims Department"]).replace(
        "street: [PO BOX 0000]\n    city: Sacramento\n    state: CA",
        "street: [PO BOX 0000]\n    city: Reno\n    state: NV",
    );
    let project = project(&elsewhere);
    let run = project.imr(&["build", "--edition", "mailed"]);
    assert_eq!(run.code, 0, "{run:?}");
    let copy = project.read(&format!("out/mailed/{CASE}/claims_administrator.md"));
    assert!(copy.contains("**September 10, 2024**"), "{copy}");
}

#[test]
fn who_cannot_be_served_by_e_mail_is_an_error_at_its_place() {
    let emailed = by_email(&record(), &["Jamie Example"]);
    let lines = |text: &str, part: &str| 1 + text.lines().position(|line| line.contains(part)).unwrap();
    let at = format!("data/{CASE}.yaml:{}:", lines(&emailed, "delivery: email"));
    // No address, or none that is one.
    let without = emailed.replace("  email: jamie@mail.example.org\n", "");
    refused(&project(&without), "rule/email-service", &at);
    let bad = emailed.replace("jamie@mail", "jamie.@mail");
    let at_email = format!("data/{CASE}.yaml:{}:", lines(&emailed, "email: jamie"));
    refused(&project(&bad), "record/bad-email", &at_email);
    // A list of addresses holds each as it is: none that a spreadsheet would take for a formula.
    for (sign, start) in [("=", "\"=jamie"), ("+", "\"+jamie"), ("-", "\"-jamie"), ("@", "\"@jamie")] {
        let bad =
            emailed.replace("email: jamie@mail.example.org", &format!("email: {start}@mail.example.org\""));
        assert!(bad.contains(start), "{sign}");
        refused(&project(&bad), "record/bad-email", &at_email);
    }
    // Before the Board's rules allowed it.
    let early = emailed.replace("mailed_date: 2024-08-06", "mailed_date: 2021-08-06");
    let project_of_then = project(&early);
    let run = project_of_then.imr(&["check"]);
    assert!(run.code == 1 && run.stderr.contains("rule/email-service"), "{run:?}");
    // The office has no address of its own.
    let project = project(&emailed);
    let office = real_office();
    let own: Vec<&str> = office.lines().filter(|line| !line.contains("email:")).collect();
    project.write("templates/office.yaml", &own.join("\n"));
    refused(&project, "assets/office-email", &at);
    project.write("templates/office.yaml", &office.replace("Pat.Sierra@example.org", "Pat.Sierra"));
    let run = project.imr(&["--message-format", "short", "check"]);
    assert!(run.stderr.starts_with("templates/office.yaml:"), "{run:?}");
    // Who serves nobody by e-mail needs none.
    project.write("templates/office.yaml", &own.join("\n"));
    project.write(&format!("data/{CASE}.yaml"), &record());
    let run = project.imr(&["mail", "--date", DAY]);
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn no_public_edition_holds_an_e_mail_address() {
    let record = by_email(&record(), &["Jamie Example"])
        .replace("She works\n  modified duty.", "She works\n  modified duty (jamie@mail.example.org).");
    assert!(record.contains("(jamie@"));
    let project = project(&record);
    let run = project.imr(&["public"]);
    assert!(run.code == 1 && run.stderr.contains("e-mail address"), "{run:?}");
}
