//! `imr check --fix` and `--diff`: what has one right answer, and nothing else.

use std::fs;

use proptest::prelude::*;

use imr_letters::diag::Source;
use imr_letters::record::{fixed, standard};

use crate::project::{Project, SEED, repository};

fn seed() -> String {
    fs::read_to_string(repository(&format!("data/{SEED}.yaml"))).expect("the seed's record")
}

fn fix(text: &str) -> String {
    fixed(&standard(), &Source::new("record.yaml", text)).text
}

/// The seed with each of these lines in place of the field's own.
fn with(field: &str, value: &str) -> String {
    let seed = seed();
    let line = seed.lines().find(|line| line.trim_start().starts_with(&format!("{field}:"))).expect(field);
    let indent = &line[..line.len() - line.trim_start().len()];
    seed.replacen(&format!("{line}\n"), &format!("{indent}{value}\n"), 1)
}

fn value_of(field: &str) -> String {
    let seed = seed();
    let line = seed.lines().find(|line| line.trim_start().starts_with(&format!("{field}:"))).expect(field);
    line.trim_start()[field.len() + 1..].trim().to_owned()
}

#[test]
fn what_has_one_right_answer_is_answered() {
    let date = value_of("decision_date");
    let (year, rest) = date.split_once('-').expect("a date");
    let (month, day) = rest.split_once('-').expect("a date");
    for typed in [
        format!("{year}/{month}/{day}"),
        format!("{year}.{month}.{day}"),
        format!("\"{year}/{month}/{day}\""),
    ] {
        let wrong = with("decision_date", &format!("decision_date: {typed}  # looked up"));
        let right = with("decision_date", &format!("decision_date: {date}  # looked up"));
        assert_eq!(fix(&wrong), right, "{typed}");
    }
    for (field, wrong) in [
        ("decision_date", format!("decison_date: {date}")),
        ("decision_date", format!("Decision-Date: {date}")),
        ("decision_date", format!("decision\u{200B}_date: {date}")),
        ("case_number", "case_number: CM14-001\u{200B}2345".to_owned()),
        ("case_number", "case_number: cm140012345".to_owned()),
        ("case_number", "case_number: CM14\u{2013}0012345".to_owned()),
        ("priority", format!("priority: {}", value_of("priority").to_uppercase())),
    ] {
        assert_eq!(fix(&with(field, &wrong)), seed(), "{wrong}");
    }
}

#[test]
fn a_quantity_gets_its_quotes() {
    for (typed, meant) in [
        ("treatment: Norco 10/325 mg #60", "treatment: \"Norco 10/325 mg #60\""),
        ("treatment: Norco \"10\" mg, patient's #60", "treatment: 'Norco \"10\" mg, patient''s #60'"),
    ] {
        let fixed = fix(&item(typed));
        assert!(fixed.contains(meant), "{typed}");
        assert_eq!(fixed, item(meant));
    }
    for kept in ["treatment: MRI #todo", "treatment: MRI #60 # as typed"] {
        assert_eq!(fix(&item(kept)), item(kept), "{kept}");
    }
}

/// The seed with a treatment.
fn item(treatment: &str) -> String {
    let seed = seed();
    let line = seed.lines().find(|line| line.contains("treatment:")).expect("a treatment");
    let indent = &line[..line.find("treatment:").expect("a treatment")];
    seed.replacen(line, &format!("{indent}{treatment}"), 1)
}

#[test]
fn tabs_and_pasted_blocks_are_indented() {
    let seed = seed();
    let nested =
        seed.lines().find(|line| line.starts_with("  ") && line.contains(": ")).expect("a nested line");
    let tabbed = seed.replacen(nested, &format!("\t{}", nested.trim_start()), 1);
    assert_eq!(fix(&tabbed), seed);
    let all_tabs: String = seed.split_inclusive('\n').map(|line| line.replacen("  ", "\t", 1)).collect();
    assert!(all_tabs.matches("\n\t").count() > 30, "more lines than are listed");
    assert_eq!(imr_letters::yaml::plain_value(&fix(&all_tabs)), imr_letters::yaml::plain_value(&seed));
    let (before, after) = seed.split_once("clinical_summary:").expect("a summary");
    let next = after
        .match_indices('\n')
        .map(|(at, _)| at + 1)
        .find(|&at| after[at..].starts_with(|c: char| c.is_ascii_lowercase()));
    let after = &after[next.expect("a field follows")..];
    let block = |indent: &str| {
        format!(
            "{before}clinical_summary: |\n  The patient is 40 years old.\n{indent}Pasted, no colon.\n\n{indent}More: here.\n{after}"
        )
    };
    assert_eq!(fix(&block("")), block("  "));
}

#[test]
fn what_may_mean_two_things_stays() {
    for (field, typed) in [
        ("decision_date", "decision_date: 3/4/2014"),
        ("decision_date", "decision_date: 2014-02-30"),
        ("case_number", "case_number: CM14-12345"),
        ("case_number", "case_number: CM14-0012З45"),
    ] {
        let text = with(field, typed);
        assert_eq!(fix(&text), text, "{typed}");
    }
    let two = with("priority", "priorty: standard\npriorit: expedited");
    assert_eq!(fix(&two), two, "one of the two is not meant");
    // Zero-width characters do their work in other scripts and in signs.
    let thai = item("treatment: \u{E01}\u{200B}\u{E02}");
    assert_eq!(fix(&thai), thai);
}

#[test]
fn a_date_that_contradicts_the_others_is_not_written() {
    let text = with("decision_date", "decision_date: 2001/02/20");
    assert_eq!(fix(&text), text);
}

#[test]
fn the_program_shows_then_writes_then_checks() {
    let project = Project::with_seed();
    let record = format!("data/{SEED}.yaml");
    let original = project.read(&record);
    let wrong = format!("\u{FEFF}{}", original.replace("\ncase_number: CM14", "\ncase_number: cm14"))
        .replace('\n', "\r\n");
    assert!(wrong.contains("cm14"), "the seed says its number");
    project.write(&record, &wrong);
    let run = project.imr(&["check", "--diff"]);
    assert_eq!((run.code, project.read(&record)), (1, wrong.clone()), "{}", run.stderr);
    assert!(
        run.stdout.contains("-case_number: cm14") && run.stdout.contains("+case_number: CM14"),
        "{}",
        run.stdout
    );
    let shown = run.stdout;
    let run = project.imr(&["check", "--fix"]);
    assert_eq!((run.code, run.stdout), (0, shown), "{}", run.stderr);
    assert_eq!(project.read(&record), wrong.replace("cm14", "CM14"));
    let run = project.imr(&["check", "--fix"]);
    assert_eq!((run.code, run.stdout), (0, String::new()), "{}", run.stderr);
    assert_eq!(project.imr(&["check", "--diff"]).code, 0);
    assert_eq!(project.imr(&["check", "--fix", "--diff"]).code, 2);
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let project = Project::with_seed();
    let record = project.path(&format!("data/{SEED}.yaml"));
    let elsewhere = project.path("elsewhere.yaml");
    fs::rename(&record, &elsewhere).expect("moved");
    symlink(&elsewhere, &record).expect("linked");
    project.replace("elsewhere.yaml", "case_number: CM14", "case_number: cm14");
    fs::set_permissions(&elsewhere, fs::Permissions::from_mode(0o640)).expect("set");
    assert_eq!(project.imr(&["check", "--fix"]).code, 0);
    assert!(record.symlink_metadata().expect("there").is_symlink());
    assert_eq!(elsewhere.metadata().expect("there").permissions().mode() & 0o777, 0o640);
    assert_eq!(project.read("elsewhere.yaml"), seed());
}

#[test]
fn tools_read_the_fix_of_a_finding() {
    let project = Project::with_seed();
    project.replace(&format!("data/{SEED}.yaml"), "case_number: CM14", "case_number: cm14");
    let run = project.imr(&["check", "--message-format", "json"]);
    let found: Vec<serde_json::Value> =
        run.stderr.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let fix = found.iter().find_map(|finding| finding.get("fix")).expect("a fix");
    assert_eq!(fix["text"], SEED);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::oracles::cases(96), ..ProptestConfig::default() })]

    /// The seed with random damage: twice is once, and what is not answered keeps its bytes.
    #[test]
    fn twice_is_once(damage in prop::collection::vec((0usize..4000, 0usize..12), 0..5)) {
        let pieces = ["\t", "\u{200B}", " #60", "#", "\n", "x", "3/14/2014", "\r\n", "  ", "\u{AD}", "'", ": "];
        let mut text = seed();
        for (at, piece) in damage {
            let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            text.insert_str(at, pieces[piece]);
        }
        let source = Source::new("record.yaml", text.clone());
        let once = fixed(&standard(), &source);
        prop_assert_eq!(once.answered.is_empty(), once.text == text);
        prop_assert_eq!(fix(&once.text), once.text);
    }
}
