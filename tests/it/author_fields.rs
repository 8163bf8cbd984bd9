//! Fields of an organization's own: declared once, and known everywhere.

use crate::project::{Project, Run, SEED};

const CONTRACT: &str = "\
extra:
  - {name: plan_name, type: text, help: The plan., published: true}
  - {name: member, type: text, help: The number of the member.}
  - {name: plan_start, type: date, help: When it began., published: true, not_before: date_of_injury, not_after: extra.plan_end}
  - {name: plan_end, type: date, help: When it ends., published: true}
  - {name: network, type: choice, choices: [inside, outside], help: In the network or out of it., published: true}
  - {name: visits, type: number, help: How many visits., published: true}
  - {name: diagnoses, type: list, help: Each diagnosis., published: true}
  - {name: story, type: paragraphs, help: More of it., published: true}
";

const WORDING: &str = r#"{% extends "builtin/imr-2014.md" %}
{% block summary %}{{ super() }}

{% if extra.plan_name %}**Plan:** {{ extra.plan_name }}{% endif %}

{% if extra.plan_start %}From {{ extra.plan_start | long_date }}{% endif %}{% if extra.plan_end %} to {{ extra.plan_end | us_date }}{% endif %}

{% if extra.network == "inside" %}Inside.{% elif extra.network == "outside" %}Outside.{% endif %}

{% if extra.visits and extra.visits > 1 %}{{ extra.visits }} visits{% endif %}

{% if extra.diagnoses %}{{ extra.diagnoses | list_and }}{% endif %}

{% if extra.story %}{{ extra.story }}{% endif %}

{% if extra.member %}Member {{ extra.member }}{% endif %}
{% endblock %}
"#;

const EXTRA: &str = "\
extra:
  plan_name: 2014
  member: AB-12345
  plan_start: 2013-01-02
  plan_end: 2014-01-02
  network: inside
  visits: 12
  diagnoses: [back *pain*, '# neck']
  story: |
    One
    line.

    - a list
    - of two
";

/// Prints `extra.member` in every edition.
pub fn print_unpublished(project: &Project) {
    let asked = "{% if extra.member %}Member {{ extra.member }}{% endif %}";
    project.replace("templates/mine.md", asked, "{{ extra.member }}");
}

/// A project with a wording that prints a field of each type.
pub fn project() -> Project {
    let project = Project::with_seed();
    project.write("templates/contract.yaml", CONTRACT);
    project.write("templates/mine.md", WORDING);
    let record = format!("data/{SEED}.yaml");
    project.replace(&record, "template: imr-2014", "template: mine");
    project.write(&record, &format!("{}\n{EXTRA}", project.read(&record)));
    project
}

fn done(run: Run) -> Run {
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    run
}

#[test]
fn own_fields_are_printed_by_their_types() {
    let project = project();
    let run = done(project.imr(&["build"]));
    assert!(!run.stderr.contains("warning["), "{}", run.stderr);
    let letter = project.read(&format!("out/{SEED}.md"));
    let printed = "**Plan:** 2014\n\nFrom January 2, 2013 to 01/02/2014\n\nInside.\n\n12 visits\n\n\
        back \\*pain\\* and # neck\n\nOne line.\n\n- a list\n- of two\n\nMember AB-12345\n";
    assert!(letter.contains(printed), "{letter}");
    // What may not be published is in no published letter.
    done(project.imr(&["public"]));
    let published = project.read(&format!("out/public/{SEED}.md"));
    assert!(published.contains("**Plan:** 2014") && !published.contains("Member"), "{published}");
    let names = done(project.imr(&["templates", "names", "mine"])).stdout;
    assert!(names.contains("extra.diagnoses[0] ") && names.contains("extra.plan_end "), "{names}");
    let schema = done(project.imr(&["schema"])).stdout;
    assert!(schema.contains("\"The number of the member.\"") && !schema.contains("x-"), "{schema}");
    assert!(done(project.imr(&["templates"])).stdout.contains("contract.yaml "));
}

#[test]
fn an_own_field_that_does_not_fit_is_an_error_at_its_line() {
    let project = project();
    let record = format!("data/{SEED}.yaml");
    let sound = project.read(&record);
    for (from, to, said) in [
        ("plan_name:", "plan_nme:", "did you mean `plan_name`?"),
        ("2013-01-02", "01/02/2013", "type it as 2013-01-02"),
        ("2013-01-02", "2001-01-02", "`extra.plan_start` 2001-01-02 is before `date_of_injury`"),
        ("2013-01-02", "2014-02-03", "`extra.plan_end` 2014-01-02 is before `extra.plan_start` 2014-02-03"),
        ("network: inside", "network: insde", "did you mean `inside`?"),
        ("visits: 12", "visits: twelve", "must be a number"),
        ("visits: 12", "visits: 2.50", "would not be printed as it is typed"),
        ("visits: 12", "visits: 1e3", "would not be printed as it is typed"),
        ("diagnoses: [back *pain*, '# neck']", "diagnoses: back", "must be a list"),
        ("    One\n    line.\n", "    | a | b |\n    | - | - |\n", "record/table"),
    ] {
        assert!(sound.contains(from), "{from}");
        project.write(&record, &sound.replace(from, to));
        let run = project.imr(&["check"]);
        assert_eq!(run.code, 1, "{to}: {}", run.stderr);
        assert!(run.stderr.contains(said), "{to}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("--> {record}:")), "{to}: {}", run.stderr);
    }
    project.write(&record, &sound.replace("plan_name:", "plan_nme:").replace("inside", "insid"));
    done(project.imr(&["check", "--fix"]));
    assert_eq!(project.read(&record), sound);
}

#[test]
fn without_a_declaration_there_are_no_own_fields() {
    let project = project();
    std::fs::remove_file(project.path("templates/contract.yaml")).expect("removed");
    let run = project.imr(&["check"]);
    assert!(run.stderr.contains("template/unknown-name"), "{}", run.stderr);
    assert!(run.stderr.contains("`templates/contract.yaml`"), "{}", run.stderr);
    std::fs::remove_file(project.path("templates/mine.md")).expect("removed");
    project.replace(&format!("data/{SEED}.yaml"), "template: mine", "template: imr-2014");
    let run = project.imr(&["check"]);
    assert!(run.stderr.contains("record/unknown-field"), "{}", run.stderr);
    assert!(run.stderr.contains("declare them in `templates/contract.yaml`"), "{}", run.stderr);
    // A wording that prints none of what is to be read says so.
    project.write("templates/contract.yaml", CONTRACT);
    let run = done(project.imr(&["check"]));
    assert!(
        run.stderr.contains(
            "warning[template/not-printed]: the wording `imr-2014` prints nothing of `extra.plan_name`"
        ),
        "{}",
        run.stderr
    );
    assert!(!run.stderr.contains("extra.member"), "{}", run.stderr);
}

#[test]
fn what_is_declared_wrong_is_an_error_at_its_line() {
    let project = Project::with_seed();
    for (declared, line, said) in [
        ("- {name: Plan Name, type: text, help: x}", 2, "small letters, digits and underscores"),
        ("- {name: plan, type: txt, help: x}", 2, "did you mean `text`?"),
        ("- {name: plan, type: text}", 2, "`extra[1].help` is missing"),
        ("- {name: plan, type: text, help: x}\n- {name: plan, type: text, help: x}", 3, "declared twice"),
        ("- {name: plan, type: choice, help: x}", 2, "is a choice of nothing"),
        ("- {name: plan, type: text, choices: [a, b], help: x}", 2, "write `type: choice`"),
        (
            "- {name: plan, type: date, help: x, not_before: date_of_injry}",
            2,
            "did you mean `date_of_injury`?",
        ),
        ("- {name: plan, type: text, help: x, not_after: decision_date}", 2, "is a text, no date"),
        ("- {name: plan, type: date, help: x, publish: true}", 2, "did you mean `published`?"),
    ] {
        project.write("templates/contract.yaml", &format!("extra:\n{declared}\n"));
        let run = project.imr(&["check"]);
        assert_eq!(run.code, 1, "{declared}: {}", run.stderr);
        assert!(run.stderr.contains(said), "{declared}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("--> templates/contract.yaml:{line}:")), "{}", run.stderr);
        if said.contains("twice") {
            assert!(run.stderr.starts_with("error[assets/contract]"), "{}", run.stderr);
        }
    }
}

#[test]
fn what_may_not_be_published_is_kept_out_of_the_public_edition() {
    let project = project();
    let record = format!("data/{SEED}.yaml");
    let sound = project.read(&record);
    // A publishable field is looked through like every other text, a number that may not be published is looked for.
    for to in ["plan_name: call 415-555-2671", "plan_name: member AB 12345"] {
        project.write(&record, &sound.replace("plan_name: 2014", to));
        let run = project.imr(&["public"]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(run.stderr.contains("rule/leak"), "{}", run.stderr);
    }
    let redacted = sound.replace("plan_name: 2014", "plan_name: Example Plan of Fresno, Example Plan");
    project.write(&record, &format!("{redacted}redact: [Example Plan]\n"));
    done(project.imr(&["public"]));
    let published = project.read(&format!("out/public/{SEED}.md"));
    assert!(published.contains("**Plan:** [redacted] of Fresno, [redacted]"), "{published}");
    // Printed without asking whether it is there, it is an error at the template's line.
    project.write(&record, &sound);
    print_unpublished(&project);
    printed_unpublished(&project.imr(&["public"]));
}

/// Where `extra.member` is printed without asking whether it is there.
pub fn printed_unpublished(run: &Run) {
    assert_eq!(run.code, 1, "{}", run.stderr);
    for said in ["`extra.member` may not be published", "{% if extra.member %}", "--> templates/mine.md:16:"]
    {
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
    }
}

#[test]
fn own_fields_come_from_tables_and_stand_in_new_records() {
    let project = project();
    let new = done(project.imr(&["new", "CM14-0000002"]));
    assert!(new.stderr.contains("wrote"), "{}", new.stderr);
    let record = project.read("data/CM14-0000002.yaml");
    assert!(record.contains("# extra:\n#   plan_name: … # The plan.\n"), "{record}");
    assert!(record.contains("#   network: inside | outside # In the network or out of it.\n"), "{record}");
    assert!(project.read("data/.case-record.schema.json").contains("The number of the member."));
    let table = "case_number,template,priority,date_of_injury,ur_denial_date,application_received,date_assigned,decision_date,\
        reviewer.specialties.1,reviewer.licensed_in.1,clinical_summary,decisions.1.treatment,decisions.1.outcome,\
        decisions.1.claims_administrator_guideline,decisions.1.maximus_guideline,decisions.1.rationale,\
        extra.plan_name,extra.visits,extra.diagnoses.1,extra.plan_start\n\
        CM14-0000003,mine,standard,2013-01-02,2014-01-02,2014-01-10,2014-01-20,2014-02-11,Neurology,California,Hurt at work.,\
        Therapy,upheld,MTUS.,MTUS.,It is not medically necessary.,007,12,Back pain,2013-02-03\n";
    project.write("cases.csv", table);
    done(project.imr(&["import", "cases.csv"]));
    let run = project.imr(&["build", "CM14-0000003"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let letter = project.read("out/CM14-0000003.md");
    assert!(letter.contains("**Plan:** 007") && letter.contains("12 visits"), "{letter}");
    project.write("cases.csv", &table.replace("extra.visits", "extra.visit"));
    let run = project.imr(&["import", "cases.csv"]);
    assert!(run.stderr.contains("did you mean `extra.visits`?"), "{}", run.stderr);
}

/// The blocks of code of a section of the guide.
fn guide_blocks(section: &str) -> Vec<&'static str> {
    let guide = include_str!("../../templates/README.md");
    let (_, rest) = guide.split_once(&format!("\n## {section}\n")).expect(section);
    let section = rest.split("\n## ").next().expect("a section");
    let blocks = section.split("\n```").skip(1).step_by(2);
    blocks.map(|block| block.split_once('\n').expect("a block has lines").1).collect()
}

#[test]
fn the_examples_of_the_guide_work() {
    let [contract, record] = guide_blocks("Fields of your own")[..] else { panic!("two examples") };
    let project = Project::with_seed();
    project.write("templates/contract.yaml", contract);
    let plan =
        "{% if extra.plan_name %}{{ extra.plan_name }}, from {{ extra.plan_start | long_date }}{% endif %}";
    let wording = format!(
        "{{% extends \"builtin/imr-2014.md\" %}}\n{{% block summary %}}{{{{ super() }}}}\n\n{plan}{{% endblock %}}\n"
    );
    project.write("templates/imr-2014.md", &wording);
    let file = format!("data/{SEED}.yaml");
    project.write(&file, &format!("{}\n{record}\n", project.read(&file)));
    done(project.imr(&["build"]));
    let letter = project.read(&format!("out/{SEED}.md"));
    assert!(letter.contains("\nExample Health Plan, from January 1, 2013\n"), "{letter}");
}

#[test]
fn own_fields_are_explained() {
    let project = project();
    let told = done(project.imr(&["explain", "extra.plan_start"])).stdout;
    for said in
        ["date", "When it began.", "may print it", "not before date_of_injury", "not after extra.plan_end"]
    {
        assert!(told.contains(said), "{said}: {told}");
    }
    let run = project.imr(&["explain", "extra.plan_strat"]);
    assert!(run.code == 2 && run.stderr.contains("did you mean `extra.plan_start`?"), "{}", run.stderr);
}

#[test]
fn a_mailed_letter_holds_its_own_fields_to_what_they_were() {
    let project = project();
    let record = format!("data/{SEED}.yaml");
    project.replace(
        &record,
        "decision_date: 2014-02-11",
        "decision_date: 2014-02-11\nmailed_date: 2014-02-13",
    );
    done(project.imr(&["build"]));
    done(project.imr(&["freeze", SEED]));
    project.replace(&record, "plan_name: 2014", "plan_name: 2015");
    let run = project.imr(&["build"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("was mailed"), "{}", run.stderr);
}
