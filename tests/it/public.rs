//! The public edition: what is redacted, what may not be published, the index.

use std::fs;

use imr_letters::diag::Severity;
use serde_json::Value;

use crate::project::{Project, SEED};

/// A record whose parties have all that is protected; each text holds a word to put a value at.
const RECORD: &str = "\
case_number: CM14-0012345
template: imr-2014
priority: standard
date_of_injury: 2008-09-01
ur_denial_date: 2013-12-12
application_received: 2014-01-06
date_assigned: 2014-01-21
decision_date: 2014-02-11
reviewer:
  specialties: [Family Medicine, Occupational HERE]
  licensed_in: [California]
clinical_summary: |
  The patient was injured on 9/1/2008.

  A second paragraph, said of HERE to someone.
decisions:
  - treatment: Therapy as HERE asked for
    outcome: upheld
    claims_administrator_guideline: Decision based on HERE and on MTUS Low Back Complaints 2004.
    maximus_guideline: Decision based on HERE and on MTUS Low Back Complaints 2004.
    rationale: |
      The records show no deficits, says HERE today. Therefore, the request is not medically necessary.
    partial_authorization:
      requested: Physical therapy as HERE said for 12 sessions
      authorized: Physical therapy as HERE said for 6 sessions
      eligible: original
claim_number: 00-ABC-0123
employee:
  name: Alex Rivera-Núñez
  address:
    street: [1200 Example Ave, APT 4]
    city: Sacramento
    state: CA
    zip: 95814-0000
representative:
  name: Sam Park
  organization: Example Law, LLP
  address: { street: [1 Rosewood St], city: Oakland, state: CA, zip: 94601 }
requesting_physician:
  name: Dana Q. Fox, M.D.
  organization: Spineworks
  address: { street: [PO Box 7731], city: Oakland, state: CA, zip: 94601 }
claims_administrator:
  name: Claims Department
  organization: Sierra Mutual Insurance Company
  address: { street: [3 N Redwood Blvd], city: Oakland, state: CA, zip: 94601 }
copies:
  - name: May Ng
    organization: Pain Management Center
    address: { street: [4 Cedar Ct], city: Oakland, state: CA, zip: 94601 }
replaces:
  mailed_date: 2014-02-05
  reason: It was said of HERE wrongly.
";

/// Values that may not be published, in forms that a writer may give them.
const PROTECTED: &[&str] = &[
    "Alex Rivera-Núñez",
    "alex rivera nunez",
    "Rivera",
    "NÚÑEZ",
    "Nunez's",
    "Rivera-Nunez, Alex",
    "Sam Park",
    "Mr. Park",
    "Park",
    "Dana Fox",
    "Dr. Fox",
    "DANA Q FOX",
    "Ms. Ng",
    "Mrs. May",
    "May Ng",
    "00-ABC-0123",
    "00abc0123",
    "1200 Example Avenue",
    "P.O. Box 7731",
    "3 N. Redwood",
    "Oakland, CA 94601",
    "Sacramento 95814",
    "95814-0000",
    "Example Law",
    "Spineworks",
    "Pain Management Center",
    "Sierra Mutual Insurance",
    "(555) 555-0100",
    "555-555-0100",
    "555-0100",
    "5555550100",
    "someone@example.com",
    "123-45-6789",
];

/// Words that mean something else than the party who is called so.
const HARMLESS: &[&str] = &[
    "the parks, may he rest, a fox",
    "5 to 10 visits in May 2014",
    "MTUS Park Street",
    "97110 and 95814",
    "Oakland",
    "4 weeks, 1 to 3 visits",
    "a claims department and its insurance",
    "L4-5, 10/325 mg, 1200 mg, 2-22-2016",
    "a dose of 300-3600 mg/day",
    "a pain management center",
    "NSAIDs @ 600 mg/day",
    "Sampson, Riveras, Alexandria",
    "CM14-0012345",
];

fn project(record: &str) -> Project {
    let project = Project::empty();
    project.write(&format!("data/{SEED}.yaml"), record);
    project
}

fn quoted(value: &str) -> String {
    format!("\"{value}\"")
}

/// The record with a value in the place of the n-th `HERE`, none in the others, and the value's line.
fn planted(value: &str, n: usize) -> (String, usize) {
    let (at, _) = RECORD.match_indices("HERE").nth(n).expect("so many places");
    let text = format!("{}{value}{}", &RECORD[..at], &RECORD[at + "HERE".len()..]);
    let line = text[..at].lines().count();
    (text.replace("HERE", "them"), line)
}

fn places() -> usize {
    RECORD.matches("HERE").count()
}

/// The codes and lines of what checking the public edition of a record finds.
fn found(record: &str) -> Vec<(&'static str, usize)> {
    let findings = crate::record_findings::findings_of("record.yaml", record.as_bytes());
    let line = |finding: &imr_letters::diag::Finding| finding.place.as_ref().unwrap().line_column().0;
    findings.iter().map(|finding| (finding.code.name, line(finding))).collect()
}

#[test]
fn each_protected_value_is_found_in_each_text_and_redact_mends_it() {
    assert_eq!(places(), 9);
    for value in PROTECTED {
        for place in 0..places() {
            // A comma ends a text in YAML's brackets, and in a heading every word has a capital.
            if place == 0 && (value.contains(',') || *value == "Park") {
                continue;
            }
            let (record, line) = planted(value, place);
            assert_eq!(found(&record), [("rule/leak", line)], "{value} at line {line}");
            let redacted = format!("{record}redact: [{}]\n", quoted(value));
            // To take `park` out of every sentence would hide nobody.
            let refused: &[_] =
                if *value == "Park" { &[("rule/redact-part", record.lines().count() + 1)] } else { &[] };
            assert_eq!(found(&redacted), refused, "{value} at line {line}, redacted");
        }
    }
}

#[test]
fn what_means_something_else_is_no_leak() {
    for value in HARMLESS {
        for place in 1..places() {
            let (record, _) = planted(value, place);
            assert_eq!(found(&record), [], "{value}");
        }
    }
}

#[test]
fn a_leak_is_an_error_of_the_public_edition_only_and_keeps_it_from_being_written() {
    let (record, line) = planted("Mr. Rivera", 5);
    let project = project(&record);
    assert_eq!(project.imr(&["build"]).code, 0);
    assert_eq!(project.imr(&["check", "--edition", "determination"]).code, 0);
    for args in
        [&["public"][..], &["build", "--edition", "public"], &["check", "--edition", "public"], &["check"]]
    {
        let run = project.imr(&[args, &["--message-format", "short"]].concat());
        let expected = format!("data/{SEED}.yaml:{line}:46: error[rule/leak]: `Rivera` would be published");
        assert!(run.code == 1 && run.stderr.contains(&expected), "{run:?}");
    }
    assert_eq!(project.names("out/public"), [""; 0]);
}

#[test]
fn redacted_phrases_are_replaced_in_the_public_edition_and_nothing_else_is_lost() {
    let (record, _) = planted("Dr.\n      Fox’s  (DR. FOX) and Foxes", 5);
    let project = project(&format!("{record}redact: [dr. fox, Fox's]\n"));
    for args in [["build"], ["public"]] {
        let run = project.imr(&args);
        assert_eq!(run.code, 0, "{run:?}");
    }
    let whole = project.read(&format!("out/{SEED}.md"));
    let public = project.read(&format!("out/public/{SEED}.md"));
    assert!(whole.contains("says Dr. Fox’s  (DR. FOX) and Foxes today"), "{whole}");
    let plain = public.replace("\\[redacted\\]", "[redacted]").replace("\\[redacted]", "[redacted]");
    assert_eq!(plain, whole.replace("Dr. Fox’s  (DR. FOX) and", "[redacted]  ([redacted]) and"));
}

#[test]
fn the_file_says_nothing_of_the_parties() {
    if !crate::oracles::asked() {
        return;
    }
    let (record, _) = planted("Dr. Fox of Spineworks, 555-555-0100,", 2);
    let project = project(&format!("{record}redact: [Dr. Fox of Spineworks, 555-555-0100]\n"));
    assert_eq!(project.imr(&["public"]).code, 0);
    let pdf = format!("out/public/{SEED}.pdf");
    let text = project.command("pdftotext").args([&pdf, "-"]).output().expect("pdftotext runs").stdout;
    let plain = project.command("qpdf").args(["--qdf", &pdf, "-"]).output().expect("qpdf runs").stdout;
    let info = project.command("pdfinfo").args(["-struct-text", &pdf]).output().expect("pdfinfo runs").stdout;
    let text = [text, plain, info].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
    assert!(text.contains("[redacted], [redacted], asked for"), "{text}");
    for said in ["Fox", "Spineworks", "555-0100", "Rivera", "Sacramento", "ABC-0123", "Sierra"] {
        assert!(!text.contains(said), "{said}");
    }
}

#[test]
fn a_template_that_says_what_is_protected_is_an_error() {
    let (record, _) = planted("them", 0);
    let project = project(&record);
    let template = include_str!("../../templates/imr-2014.md");
    project.write("templates/imr-2014.md", &format!("{template}\n# Alex Rivera-Nunez\n\nx\n"));
    assert_eq!(project.imr(&["build"]).code, 0);
    let run = project.imr(&["public"]);
    assert!(run.code == 1 && run.stderr.contains("error[rule/leak]"), "{run:?}");
    assert!(run.stderr.contains("look for it in the template"), "{run:?}");
    // Where Markdown writes it another way, the pages say it.
    project.write("templates/imr-2014.md", &format!("{template}\nR&#105;vera-Nunez, Alex\n"));
    let run = project.imr(&["public"]);
    assert!(run.code == 1 && run.stderr.contains("error[rule/leak]"), "{run:?}");
}

#[test]
fn the_public_edition_is_kept_like_the_other() {
    let project = Project::with_samples();
    let built = |args: &[&str]| project.imr(args).stderr.lines().last().unwrap_or_default().to_owned();
    assert!(built(&["build"]).starts_with("5 letters built"));
    let before = project.read("out/ledger.jsonl");
    assert!(built(&["public"]).starts_with("5 letters built, 0 unchanged"));
    assert!(built(&["public"]).starts_with("0 letters built, 5 unchanged"));
    assert!(built(&["build", "--edition", "public"]).starts_with("0 letters built, 5 unchanged"));
    assert!(built(&["build"]).starts_with("0 letters built, 5 unchanged"));
    for row in before.lines().filter(|line| line.starts_with("{\"letter\"")) {
        assert!(project.read("out/ledger.jsonl").contains(row), "{row}");
    }
    let run = project.imr(&["status", "--all"]);
    assert!(run.stdout.contains(&format!("public/{SEED}  up to date")), "{run:?}");
    let run = project.imr(&["freeze", &format!("public/{SEED}")]);
    assert!(run.code == 1 && run.stderr.contains("error[project/published]"), "{run:?}");
    let letter = format!("out/public/{SEED}.md");
    project.replace(&letter, "narrowed", "narrow");
    assert!(project.imr(&["status", "--all"]).stdout.contains(&format!("public/{SEED}  edited by hand")));
    let run = project.imr(&["verify", "--rebuild"]);
    assert!(run.code == 1 && run.stderr.contains(&letter), "{run:?}");
    project.replace(&format!("data/{SEED}.yaml"), "outcome: upheld", "outcome: overturned");
    let run = project.imr(&["public"]);
    assert!(run.code == 1 && run.stderr.contains("error[project/edited]"), "{run:?}");
    assert_eq!(project.imr(&["public", "--force"]).code, 0);
    assert!(project.path(&format!("out/public/{SEED}.edited-1.md")).exists());
    // A record that is gone takes its public letter and its line in the index with it.
    fs::remove_file(project.path(&format!("data/{SEED}.yaml"))).unwrap();
    assert_eq!(project.imr(&["clean", "--orphans"]).code, 0);
    assert!(!project.path(&letter).exists());
    assert!(!project.read("out/public/index.csv").contains(SEED));
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_public_letters_elsewhere() {
    let project = Project::with_seed();
    fs::create_dir_all(project.path("out")).unwrap();
    fs::create_dir_all(project.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink("../elsewhere", project.path("out/public")).unwrap();
    let run = project.imr(&["public"]);
    assert!(run.code != 0 && run.stderr.contains("out/public"), "{run:?}");
    assert_eq!(project.names("elsewhere"), [""; 0]);
}

#[test]
fn the_index_has_a_row_for_every_public_letter_however_they_were_built() {
    let (one, two) = (Project::with_samples(), Project::with_samples());
    assert_eq!(one.imr(&["public"]).code, 0);
    let records = two.names("data");
    for record in records.iter().rev().filter(|name| name.starts_with("CM")) {
        assert_eq!(two.imr(&["public", &format!("data/{record}")]).code, 0);
    }
    // Without the ledger the index is neither believed nor lost.
    fs::remove_file(two.path("out/ledger.jsonl")).unwrap();
    assert_eq!(two.imr(&["build"]).code, 0);
    for name in ["out/public/index.csv", "out/public/index.json"] {
        assert_eq!(one.read(name), two.read(name));
    }
    assert_eq!(two.imr(&["public"]).code, 0);
    assert_eq!(one.read("out/public/index.csv"), two.read("out/public/index.csv"));
    let index: Value = serde_json::from_str(&one.read("out/public/index.json")).unwrap();
    let mut reader = csv::Reader::from_path(one.path("out/public/index.csv")).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 5);
    for (row, entry) in rows.iter().zip(index.as_array().unwrap()) {
        assert_eq!(row[0], entry["case_number"]);
        assert_eq!(row[1], entry["file"]);
        assert!(one.path(&format!("out/public/{}", &row[1])).exists());
        assert_eq!(row[12].split(" | ").count(), entry["decisions"].as_array().unwrap().len());
    }
}

#[test]
fn the_index_gives_texts_as_they_are_and_no_formula() {
    let project = Project::with_seed();
    let record = format!("data/{SEED}.yaml");
    project.replace(&record, "treatment: Physical Therapy", "treatment: =Physical \"Therapy\", Dr. Fox");
    project.write(&record, &format!("{}redact: [Dr. Fox]\n", project.read(&record)));
    let run = project.imr(&["public"]);
    assert_eq!(run.code, 0, "{run:?}");
    let text = "=Physical \"Therapy\", [redacted] 2 x Week x 5 Weeks Lumbar Spine";
    let index: Value = serde_json::from_str(&project.read("out/public/index.json")).unwrap();
    assert_eq!(index[0]["decisions"][0]["treatment"], text);
    let mut reader = csv::Reader::from_path(project.path("out/public/index.csv")).unwrap();
    assert_eq!(reader.records().next().unwrap().unwrap()[12], format!("'{text}"));
}

#[test]
fn parties_who_are_called_like_words_of_letters_raise_no_false_alarm() {
    let names = "
        April Hand, August Back, Bill Low, Chase Long, Christian Page, Drew Cross, Faith Church, Frank Foot, Grace
        Case, Grant Hall, Gene Park, Hope Day, Jack Branch, Joy Field, June Bone, Lance Cutting, Lily Rice, Mark
        Major, May Law, Miles Walker, Moody Wells, Pat Sharp, Patrick Neer, Pearl Black, Penny Price, Ray Hill,
        Rich Power, Rob Mason, Rose Brown, Sandy Beck, Sue Small, Victor Best, Wade Waters, Will Young, Wise
        Guy, Allen Hawkins, Phalen Baker, Hoffman Jackson, Roland Tinel, Spurling Kemp, Kim Do, Vu Ng, Le An";
    let mut records = crate::published::records();
    for case in crate::letters::cases() {
        let yaml = fs::read_to_string(crate::letters::data().join(format!("{case}.yaml"))).unwrap();
        let own = yaml.find("\ndocuments_reviewed:").unwrap_or(yaml.len());
        records.push((case, yaml[..own].replace("Dr. Morgan Sample", "who")));
    }
    let address = r#"{ "street": ["1 Back St"], "city": "Oakland", "state": "CA", "zip": "97110" }"#;
    let party = |name: &str| {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        format!(r#"{{ "name": "{name}", "address": {address} }}"#)
    };
    let parties = names.split(',').map(party).collect::<Vec<_>>().join(", ");
    for (number, yaml) in records {
        // Published records are JSON, which is YAML too.
        let yaml = match yaml.trim_end().strip_suffix('}') {
            Some(json) => format!(r#"{json}, "copies": [{parties}] }}"#),
            None => format!("{yaml}\ncopies: [{parties}]\n"),
        };
        let findings = crate::record_findings::findings_of(&number, yaml.as_bytes());
        assert!(
            findings.iter().all(|finding| finding.code.name.starts_with("rule/")),
            "{number}: {findings:?}"
        );
        let leaks = findings
            .iter()
            .filter(|finding| finding.code.name == "rule/leak" && finding.severity() == Severity::Error);
        assert_eq!(leaks.map(|finding| &finding.message).collect::<Vec<_>>(), [""; 0], "{number}");
    }
}

/// All that stands in the file is held against the check, the office's own facts aside.
#[test]
fn what_a_template_says_itself_is_held_against_the_check() {
    let (record, _) = planted("them", 0);
    let project = project(&record);
    let template = include_str!("../../templates/imr-2014.md");
    for said in ["Mr. Rivera asked for it.", "His SSN is 123-45-6789.", "It was Fox, D., who asked."] {
        project.write("templates/imr-2014.md", &format!("{template}\n{said}\n"));
        let run = project.imr(&["public"]);
        assert!(run.code == 1 && run.stderr.contains("error[rule/leak]"), "{said}: {run:?}");
    }
    // What anybody may call or read.
    project.write(
        "templates/imr-2014.md",
        &format!("{template}\nQuestions: 800-555-0142 or www.example.org.\n"),
    );
    let run = project.imr(&["public"]);
    assert_eq!(run.code, 0, "{run:?}");
}
