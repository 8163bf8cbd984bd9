//! Wordings that say what they need of their records: the letters of other years and organizations, made of files only.

use std::fs;

use crate::oracles;
use crate::project::{Project, Run, real_office, repository};

const NOTICE: &str = "data/CM13-0000042.yaml";
const PLAN: &str = "data/MN21-12345.yaml";

fn done(run: Run) -> Run {
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    run
}

/// The project of `tests/other-letters/`.
pub fn other_letters() -> Project {
    let project = Project::empty();
    let from = repository("tests/other-letters");
    for folder in ["data", "templates", "templates/parts"] {
        for entry in fs::read_dir(from.join(folder)).expect(folder) {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                let name = path.strip_prefix(&from).expect("inside").to_string_lossy().into_owned();
                project.write(&name, &fs::read_to_string(&path).expect("a text"));
            }
        }
    }
    project
}

#[test]
fn the_letters_of_2013_and_of_a_health_plan_are_made_of_files() {
    let project = other_letters();
    let run = done(project.imr(&["build"]));
    assert!(!run.stderr.contains("warning["), "{}", run.stderr);
    let notice = project.read("out/CM13-0000042.md");
    for said in [
        "\n# NOTICE OF INDEPENDENT MEDICAL REVIEW DETERMINATION\n\nDated: 11/4/2013\n",
        "| **Date of UR Decision:** | 7/3/2013 | **Application Received:** | 7/19/2013 |",
        "\n- Application for Independent Medical Review\n- Progress reports, Example Knee Clinic, 5/8/2012 to 6/18/2013\n",
        "certified in Orthopedic Surgery and Pain Medicine",
        "\n1. The request for **MRI of the right knee is not medically necessary and appropriate.**\n",
    ] {
        assert!(notice.contains(said), "{said}\n{notice}");
    }
    let plan = project.read("out/MN21-12345.md");
    for said in [
        "| **Case Number:** | MN21-12345 | **Plan:** | Example Health Plan |",
        "**Diagnosis:** Chronic migraine",
        "- Reviewer 2: Pain Medicine and Anesthesiology, licensed in California and Nevada\n- Reviewer 3: Psychiatry",
        "**Member:** AB-12345",
    ] {
        assert!(plan.contains(said), "{said}\n{plan}");
    }
    done(project.imr(&["public"]));
    assert!(!project.read("out/public/MN21-12345.md").contains("AB-12345"));
    let index = project.read("out/public/index.csv");
    assert!(
        index.contains("MN21-12345,MN21-12345.pdf,health-plan,standard,,,,,2021-03-09,overturn,"),
        "{index}"
    );
    done(project.imr(&["verify"]));
    done(project.imr(&["build", "mn21-12345"]));
    assert!(done(project.imr(&["status", "--all"])).stdout.contains("MN21-12345"));
}

/// Copies of the health plan's letter, none of a party of workers' compensation; the last goes by e-mail on a day before parties
/// before the Board could be served so.
const COPIES: &str = "mailed_date: 2021-03-10\ncopies:\n  \
    - name: Jordan Rivera\n    address: {street: [250 Sample St], city: Fresno, state: CA, zip: 93700-0000}\n  \
    - name: Appeals Desk\n    address: {street: [1 Plan Way], city: Fresno, state: CA, zip: 93700-0000}\n  \
    - name: Maria Lopez\n    language: es\n    format: large_print\n    address: {street: [2 Plan Way], city: Fresno, state: CA, zip: 93700-0000}\n  \
    - name: Alex Reyes\n    delivery: email\n    email: alex@example.org\n    address: {street: [3 Plan Way], city: Fresno, state: CA, zip: 93700-0000}\n";

#[test]
fn a_letter_of_another_kind_is_mailed_and_says_nothing_of_workers_compensation() {
    let project = other_letters();
    project.write("templates/office.yaml", &real_office());
    project.write(PLAN, &(project.read(PLAN) + COPIES));
    done(project.imr(&["check", "--templates", "--deny", "warnings"]));
    std::fs::remove_file(project.path(NOTICE)).expect("removed");
    done(project.imr(&["build"]));
    done(project.imr(&["mail", "--date", "2021-03-10"]));
    let copy = project.read("out/mailed/MN21-12345/copy-1.md");
    let proof = project.read("out/mailed/MN21-12345/proof-of-service.md");
    assert!(copy.contains("\n> JORDAN RIVERA\\\n> 250 SAMPLE ST\\\n"), "{copy}");
    for text in [&copy, &proof] {
        assert!(text.contains("**Document served:** HEALTH PLAN DETERMINATION"), "{text}");
        assert!(text.contains("\nAPPEALS DESK\\\n1 PLAN WAY\\\n"), "{text}");
        for word in [
            "appeal must",
            "Workers",
            "Labor Code",
            "claims administrator",
            "Claim Number",
            "INDEPENDENT MEDICAL",
        ] {
            assert!(!text.contains(word), "{word}: {text}");
        }
    }
    assert!(
        copy.contains("title: \"Health Plan Determination MN21-12345, copy for Jordan Rivera\""),
        "{copy}"
    );
    // No page of it is in another language, and its foot says none.
    let other = project.read("out/mailed/MN21-12345/copy-3.md");
    assert!(!other.contains("first_language") && other.contains("large_print"), "{other}");
    let run = project.imr(&["check", "--edition", "mailed"]);
    for said in [
        "the wording `health-plan` has no plain-language page in the language `es`",
        "take it in by `{% include \"parts/plain-language.md\" %}`",
    ] {
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
    let list = project.read("out/mail/2021-03-10/email/list.csv");
    assert!(list.contains("\"Health Plan Determination MN21-12345, copy for Alex Reyes\""), "{list}");
    done(project.imr(&["verify"]));
    let told = done(project.imr(&["explain", "MN21-12345"])).stdout;
    assert!(
        told.contains("copy, Jordan Rivera: no last day to appeal: the wording `health-plan` does without"),
        "{told}"
    );
}

#[test]
fn the_law_of_appeals_is_printed_in_no_letter_of_another_kind() {
    let project = other_letters();
    let wording = project.read("templates/health-plan.md");
    for (from, to, said) in [
        // What it does without, its copies may not count days by.
        ("parts/short-cover.md", "parts/cover.md", "`mailed.law.working_days_to_authorize` is of Labor Code"),
        ("parts/short-cover.md", "parts/appeal.md", "`mailed.recipient.last_day_to_appeal` is of Labor Code"),
        (
            "parts/short-cover.md",
            "parts/plain-language.md",
            "`mailed.recipient.last_day_to_appeal` is of Labor Code",
        ),
        ("  - last_day_to_appeal\n", "", "add `last_day_to_appeal` to `without:`"),
        (
            "  - reviewers\n",
            "  - reviewers\n  - employee\n",
            "`employee` is both under `requires:` and under `without:`",
        ),
        ("  - employee\n", "", "this wording prints nothing of `mailed"),
    ] {
        assert!(wording.contains(from), "{from}");
        let mut changed = wording.replace(from, to);
        if said.contains("prints nothing") {
            changed = changed.replace(
                "{% include \"parts/short-cover.md\" %}",
                "{% if mailed %}{{ mailed.mailed_date | us_date }}{% endif %}",
            );
        }
        project.write("templates/health-plan.md", &changed);
        let run = project.imr(&["check", "--templates"]);
        assert_eq!(run.code, 1, "{to}: {}", run.stderr);
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
    }
    // What the wording needs, a copy of it needs as well.
    project.write("templates/health-plan.md", &wording.replace("  - claim_number\n", ""));
    project.write(PLAN, &(project.read(PLAN) + COPIES));
    let run = project.imr(&["check", "--edition", "mailed", "MN21-12345"]);
    assert!(run.stderr.contains("`claim_number` is needed before the letter is mailed"), "{}", run.stderr);
    assert!(!run.stderr.contains("`employee`"), "{}", run.stderr);
}

#[test]
fn a_record_is_held_to_what_its_wording_needs() {
    let project = other_letters();
    for (record, from, to, said) in [
        (
            NOTICE,
            "documents_reviewed:\n  - Application for Independent Medical Review\n  - title: Progress reports\n    from: Example Knee Clinic\n    dates: 2012-05-08 to 2013-06-18\n",
            "",
            "`documents_reviewed` is missing",
        ),
        (NOTICE, "ur_denial_date: 2013-07-03\n", "", "`ur_denial_date` is missing"),
        (
            NOTICE,
            "case_number: CM13-0000042",
            "case_number: MN13-00042",
            "CM, two digits, a hyphen, seven digits",
        ),
        (
            PLAN,
            "case_number: MN21-12345",
            "case_number: MN21-123456",
            "MN, two digits, a hyphen, five digits",
        ),
        (PLAN, "case_number: MN21-12345", "case_number: mn21 12345", "did you mean `MN21-12345`?"),
        (
            PLAN,
            "case_number: MN21-12345",
            "case_number: CM14-0012345",
            "MN, two digits, a hyphen, five digits",
        ),
        (PLAN, "  diagnosis: Chronic migraine\n", "", "`extra.diagnosis` is missing"),
        (PLAN, "template: health-plan", "template: imr-2014", "`date_of_injury` is missing"),
        (
            PLAN,
            "  - specialties: [Neurology]",
            "  - name: Someone\n    specialties: [Neurology]",
            "record/reviewer-named",
        ),
        (PLAN, "specialties: [Neurology]", "specialties: [Neurolgy]", "rule/specialty-spelling"),
        (
            PLAN,
            "priority: standard\n",
            "priority: standard\ndate_of_injury: 2020-02-02\n",
            "the wording `health-plan` prints nothing of `date_of_injury`",
        ),
    ] {
        let sound = project.read(record);
        assert!(sound.contains(from), "{from}");
        project.write(record, &sound.replace(from, to));
        let run = project.imr(&["check"]);
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("--> {record}:")), "{}", run.stderr);
        project.write(record, &sound);
    }
}

#[test]
fn what_a_wording_says_of_its_records_is_checked() {
    let project = other_letters();
    let wording = project.read("templates/health-plan.md");
    for (from, to, line, said) in [
        ("  - reviewers\n", "  - reviewer\n", 4, "every record needs `reviewer` as it is"),
        ("  - reviewers\n", "  - reviewrs\n", 4, "did you mean `reviewers`?"),
        ("  - extra.plan_name\n", "  - extra.plan_nme\n", 5, "did you mean `extra.plan_name`?"),
        (
            "  - decisions.maximus_guideline\n",
            "  - maximus_guideline\n",
            14,
            "did you mean `decisions.maximus_guideline`?",
        ),
        ("  - date_assigned\n", "  - decisions\n", 12, "is no field that a wording can do without"),
        ("  - date_assigned\n", "  - representative\n", 12, "no record needs `representative` as it is"),
        ("MN21-12345", "mn21/12345", 2, "is not a case number"),
        ("without: #", "wihtout: #", 7, "did you mean `without`?"),
        ("{{ extra.diagnosis }}", "none", 1, "this wording prints nothing of `extra.diagnosis`"),
        (
            "reviewer.licensed_in | list_and",
            "reviewer.specialties | list_and",
            1,
            "prints nothing of `reviewers.licensed_in`",
        ),
    ] {
        assert!(wording.contains(from), "{from}");
        project.write("templates/health-plan.md", &wording.replace(from, to));
        let run = project.imr(&["check"]);
        assert_eq!(run.code, 1, "{to}: {}", run.stderr);
        if said.starts_with("every record needs") {
            assert!(run.stderr.starts_with("error[template/needs]"), "{}", run.stderr);
        }
        assert!(run.stderr.contains(said), "{to}: {}", run.stderr);
        assert!(
            run.stderr.contains(&format!("--> templates/health-plan.md:{line}:")),
            "{to}: {}",
            run.stderr
        );
    }
}

#[test]
fn fields_that_cannot_be_read_are_not_missed_as_well() {
    let project = other_letters();
    project.write("templates/contract.yaml", "extra: none\n");
    let run = project.imr(&["check", "--message-format", "short"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
}

#[test]
fn the_list_of_documents_is_looked_through_before_it_is_published() {
    let project = other_letters();
    let record = project.read(NOTICE);
    let party = "employee:\n  name: Jordan Rivera\n  address: {street: [250 Sample St], city: Fresno, state: CA, zip: 93700-0000}\n";
    let named = record.replace("from: Example Knee Clinic", "from: Statement of Jordan Rivera");
    project.write(NOTICE, &format!("{named}{party}"));
    let run = project.imr(&["public"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("`Jordan Rivera` would be published"), "{}", run.stderr);
    project.write(NOTICE, &format!("{named}{party}redact: [Jordan Rivera]\n"));
    done(project.imr(&["public"]));
    let published = project.read("out/public/CM13-0000042.md");
    assert!(published.contains("- Progress reports, Statement of [redacted], 5/8/2012"), "{published}");
    // Who someone is, is in no published letter, whatever the wording asks for.
    project.replace(
        "templates/notice-2013.md",
        "Dated:",
        "{% if employee %}{{ employee.name }}{% endif %} Dated:",
    );
    done(project.imr(&["build"]));
    assert!(project.read("out/CM13-0000042.md").contains("Jordan Rivera Dated:"));
    done(project.imr(&["public"]));
    assert!(!project.read("out/public/CM13-0000042.md").contains("Rivera"));
}

#[test]
fn new_records_and_editors_know_what_a_wording_needs() {
    let project = other_letters();
    done(project.imr(&["new", "MN21-00001", "--template", "health-plan"]));
    let record = project.read("data/MN21-00001.yaml");
    for said in
        ["\nreviewers: # BLANK\n", "\nextra:\n  plan_name: # BLANK: The health plan", "    rationale: "]
    {
        assert!(record.contains(said), "{said}\n{record}");
    }
    assert!(!record.contains("date_of_injury") && !record.contains("maximus_guideline"), "{record}");
    assert_eq!(project.imr(&["new", "CM21-0000001", "--template", "health-plan"]).code, 2);
    let schema: serde_json::Value = serde_json::from_str(&project.imr(&["schema"]).stdout).expect("JSON");
    if !oracles::asked() {
        return;
    }
    for record in [NOTICE, PLAN] {
        let text = project.read(record);
        let value = |text: &str| serde_yaml::from_str::<serde_json::Value>(text).expect("YAML");
        let other = if record == PLAN { "notice-2013" } else { "health-plan" };
        let wording = value(&text)["template"].as_str().expect("a wording").to_owned();
        let records = [value(&text), value(&text.replace(&wording, other))];
        let errors = oracles::schema_errors(&schema, &[&records[0], &records[1]]);
        assert!(errors[0].is_empty() && !errors[1].is_empty(), "{record}: {errors:?}");
    }
}
