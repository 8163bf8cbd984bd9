//! What a run says: each finding once, many of one cause in few lines, and all of it for tools.

use crate::project::{Project, SEED};

/// Many records, each with a case number of its own.
fn many(project: &Project, number: usize, change: impl Fn(&str) -> String) {
    let seed = project.read(&format!("data/{SEED}.yaml"));
    for at in 0..number {
        let case = format!("CM14-{at:07}");
        project.write(&format!("data/{case}.yaml"), &change(&seed.replace(SEED, &case)));
    }
}

#[test]
fn findings_of_one_cause_are_shown_three_times_and_counted() {
    let project = Project::with_seed();
    many(&project, 40, |record| record.replace("outcome: upheld", "outcome: uphelt"));
    let run = project.imr(&["check"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.stderr.matches("outcome: uphelt").count(), 3, "{}", run.stderr);
    let rest = "error[record/bad-value]: `outcome` must be `upheld` or `overturned`, not `uphelt`: 37 more: \
                data/CM14-0000003.yaml:37:14, ";
    assert!(run.stderr.contains(rest), "{}", run.stderr);
    assert!(run.stderr.contains("41 records checked: 40 errors, 0 warnings"), "{}", run.stderr);
    let short = project.imr(&["check", "--message-format", "short"]);
    assert_eq!(short.stderr.matches("record/bad-value").count(), 40, "{}", short.stderr);
}

#[test]
fn a_slip_in_a_template_is_not_told_for_every_letter() {
    let project = Project::with_seed();
    many(&project, 20, str::to_owned);
    project.write("templates/parts/summary.md", "{{ priority | us_date }} {{ clinical_summary }}");
    let run = project.imr(&["build", "--message-format", "short"]);
    assert_eq!(run.stderr.matches("error[template/fill]").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("21 failed"), "{}", run.stderr);
    // The same slip, in words that differ from letter to letter.
    project.write("templates/parts/summary.md", "{{ case_number | us_date }} {{ clinical_summary }}");
    let run = project.imr(&["build"]);
    assert_eq!(run.stderr.matches("error[template/fill]").count(), 4, "{}", run.stderr);
    assert!(run.stderr.contains("18 more: templates/parts/summary.md:1:18"), "{}", run.stderr);
}

#[test]
fn what_is_allowed_is_not_said() {
    let project = Project::with_seed();
    project.replace(&format!("data/{SEED}.yaml"), "[California]", "[CA]");
    let run = project.imr(&["check"]);
    assert!(
        run.stderr.contains("rule/state-letters") && run.stderr.contains("0 warnings, 1 note"),
        "{}",
        run.stderr
    );
    let run = project.imr(&["check", "--allow", "rule/state-letters"]);
    assert_eq!(run.stderr, "1 record checked: 0 errors, 0 warnings\n");
    project.replace(&format!("data/{SEED}.yaml"), "priority: standard", "priority: expedited");
    let denied = project.imr(&["check", "--deny", "warnings"]);
    assert_eq!(denied.code, 1, "{}", denied.stderr);
    let allowed = project.imr(&["check", "--deny", "warnings", "--allow", "rule/expedited-late"]);
    assert_eq!(allowed.code, 0, "{}", allowed.stderr);
    for (code, why) in
        [("record/bad-date", "cannot be allowed"), ("rule/expedited-lat", "rule/expedited-late")]
    {
        let run = project.imr(&["check", "--allow", code]);
        assert!(run.code == 2 && run.stderr.contains(why), "{}", run.stderr);
    }
}

#[test]
fn status_names_what_needs_work() {
    let project = Project::with_samples();
    assert_eq!(project.imr(&["build"]).code, 0);
    project.replace(&format!("data/{SEED}.yaml"), "priority: standard", "priority: expedited");
    let run = project.imr(&["status"]);
    assert_eq!(run.stdout, format!("{SEED}  changed: record\n"));
    assert_eq!(run.stderr, "4 up to date, 1 changed\n");
    assert_eq!(project.imr(&["status", "--all"]).stdout.lines().count(), 5);
    let tools = project.imr(&["status", "--message-format", "json"]);
    assert_eq!(tools.stdout.lines().count(), 6, "{}", tools.stdout);
}

/// Every command that ends by itself, as a tool runs it.
#[test]
fn tools_get_objects_and_a_summary_from_every_command() {
    let project = Project::with_samples();
    project.write("letter.md", include_str!("../golden/CM14-0012345.md"));
    let commands: &[(&[&str], usize)] = &[
        (&["init", "new"], 0),
        (&["new", "CM16-0300001"], 1),
        (&["check"], 6),
        (&["check", "--templates"], 0),
        (&["build"], 6),
        (&["build", "--edition", "mailed", "CM14-0067214"], 1),
        (&["public"], 6),
        (&["pdf", "letter.md"], 1),
        (&["preview", SEED], 1),
        (&["status"], 0),
        (&["diff"], 0),
        (&["freeze", "CM14-0067214"], 1),
        (&["verify"], 0),
        (&["clean", "--orphans"], 0),
        (&["templates"], 1),
        (&["explain", "rule/leak"], 1),
        (&["schema"], 1),
        (&["man"], 1),
        (&["completions", "fish"], 1),
        (&["help", "build"], 1),
        (&["build", "CM99-9999999"], 0),
    ];
    for (command, results) in commands {
        let run = project.imr(&[*command, &["--message-format", "json"]].concat());
        let objects: Vec<serde_json::Value> = run
            .stdout
            .lines()
            .map(|line| {
                serde_json::from_str(line).unwrap_or_else(|error| panic!("{command:?}: {error}: {line}"))
            })
            .collect();
        let (summary, others) =
            objects.split_last().unwrap_or_else(|| panic!("{command:?} gives no summary"));
        assert_eq!(summary["kind"], "summary", "{command:?}");
        assert_eq!(summary["command"], command[0], "{command:?}");
        assert_eq!(summary["exit_code"], run.code, "{command:?}");
        assert!(others.iter().all(|object| object["kind"] == "result"), "{command:?}");
        assert!(others.len() >= *results, "{command:?}: {}", run.stdout);
        for line in run.stderr.lines() {
            let finding: serde_json::Value =
                serde_json::from_str(line).unwrap_or_else(|_| panic!("{command:?}: {line}"));
            assert!(finding["code"].is_string(), "{line}");
        }
    }
    let pdf = project.imr(&["pdf", "letter.md", "-o", "-", "--message-format", "json"]);
    assert!(pdf.stdout.starts_with("%PDF-") && pdf.stdout.trim_end().ends_with("%%EOF"), "the PDF alone");
}
