//! `imr check --templates`: every wording with invented letters that take every branch.

use crate::author_fields;
use crate::author_wordings;
use crate::project::Project;

const CHECK: [&str; 4] = ["check", "--templates", "--message-format", "short"];

#[test]
fn the_programs_own_templates_are_proven_and_every_passage_of_them_is_printed() {
    let run = Project::empty().imr(&["check", "--templates", "--deny", "warnings"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains(" invented letters: 0 errors, 0 warnings"), "{}", run.stderr);
}

#[test]
fn each_language_has_every_letter() {
    let project = Project::empty();
    let page = "# RÉSUMÉ\n\nTexte pour {{ mailed.recipient.name }}.\n\n---\n";
    project.write("templates/parts/plain-fr.md", page);
    let run = project.imr(&["check", "--templates", "--deny", "warnings"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

/// The finding of a place, without how many letters it is in.
fn found(stderr: &str, place: &str) -> String {
    let line =
        stderr.lines().find(|line| line.starts_with(place)).unwrap_or_else(|| panic!("{place}\n{stderr}"));
    assert_eq!(stderr.lines().filter(|line| line.starts_with(place)).count(), 1, "{stderr}");
    let (finding, letters) = line.rsplit_once("; in ").expect(line);
    assert!(letters.ends_with(" letters"), "{line}");
    finding.to_owned()
}

#[test]
fn what_only_some_letters_show_is_found_at_the_lines_of_templates() {
    let project = Project::empty();
    let files = [
        "parts/cover.md",
        "parts/decisions.md",
        "parts/summary.md",
        "parts/plain-es.md",
        "parts/documents.md",
    ];
    assert_eq!(project.imr(&[&["templates", "copy"], &files[..]].concat()).code, 0);
    // One letter in several, and each in a branch of its own.
    project.replace("templates/parts/cover.md", "Some, but not all, of", "**Some, but not all, of");
    project.replace("templates/parts/cover.md", "replaces.mailed_date |", "replaces.reason |");
    project.replace("templates/parts/decisions.md", "leaving the original", "leaving `the` original");
    project.replace("templates/parts/plain-es.md", "# LO QUE", "# 王 QUE");
    project.replace("templates/parts/documents.md", "{{ document.title }}", "{{ document.title }}\n  text");
    let run = project.imr(&CHECK);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(!run.stderr.contains("CM14-"), "{}", run.stderr);
    for (place, expected) in [
        (
            "templates/parts/cover.md:9:",
            "error[template/fill]: `long_date` takes a date like 2014-02-11, not `The date",
        ),
        ("templates/parts/cover.md:29:23:", "error[document/marks]: this `*` has no partner"),
        ("templates/parts/decisions.md:10:", "error[document/no-use]: a letter has no use for code"),
        ("templates/parts/plain-es.md:", "error[layout/missing-glyph]: no font has the character `王`"),
    ] {
        let finding = found(&run.stderr, place);
        assert!(finding.contains(expected), "{finding}");
    }
}

#[test]
fn a_passage_that_no_letter_shows_is_a_warning() {
    let project = Project::empty();
    assert_eq!(project.imr(&["templates", "copy", "parts/cover.md"]).code, 0);
    project.replace("templates/parts/cover.md", "outcome == \"overturn\"", "outcome == \"overturned\"");
    let run = project.imr(&CHECK);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr.starts_with("templates/parts/cover.md:27:1: warning[template/never-printed]"),
        "{}",
        run.stderr
    );
    assert_eq!(project.imr(&[&CHECK[..], &["--deny", "warnings"]].concat()).code, 1);
}

#[test]
fn a_text_that_has_no_place_in_a_table_is_shown_in_the_template_that_prints_it() {
    let project = Project::with_samples();
    let part = "| {{ clinical_summary }} | a |\n| --- | --- |\n| b | c |\n";
    project.write("templates/parts/summary.md", part);
    let run = project.imr(&["check", "data/CM14-0067214.yaml", "--message-format", "short"]);
    assert!(
        run.stderr.starts_with("templates/parts/summary.md:1:3: error[template/paragraphs]"),
        "{}",
        run.stderr
    );
}

#[test]
fn every_name_of_a_wording_is_listed_with_a_value() {
    let project = Project::empty();
    let names = project.imr(&["templates", "names", "imr-2014"]).stdout;
    for (name, value) in [
        ("decisions[0].partial_authorization.eligible", "remaining"),
        ("replaces.reason", "The date of injury was misstated."),
        ("mailed.recipient.last_day_to_appeal", "2014-09-10"),
        ("template", "imr-2014"),
    ] {
        let is_it = |line: &str| line.split_once("  ").is_some_and(|(n, v)| n == name && v.trim() == value);
        assert!(names.lines().any(is_it), "{name}\n{names}");
    }
    // A template can ask for each of them.
    let printed: String = names
        .lines()
        .filter_map(|line| line.split(' ').next())
        .filter(|name| !name.contains('['))
        .map(|name| {
            if name.starts_with("mailed.") {
                format!("{{% if mailed %}}{{{{ {name} }}}}{{% endif %}}\n")
            } else {
                String::new()
            }
        })
        .collect();
    project.write("templates/parts/x.md", &printed);
    project.write(
        "templates/parts/summary.md",
        "{% if false %}{% include \"parts/x.md\" %}{% endif %}{{ clinical_summary }}\n",
    );
    assert_eq!(project.imr(&["templates"]).code, 0);
}

#[test]
fn invented_letters_have_the_fields_that_are_declared() {
    let project = author_fields::project();
    let run = project.imr(&["check", "--templates", "--deny", "warnings"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    author_fields::print_unpublished(&project);
    author_fields::printed_unpublished(&project.imr(&["check", "--templates"]));
}

#[test]
fn invented_letters_have_what_each_wording_needs() {
    let project = author_wordings::other_letters();
    let run = project.imr(&["check", "--templates", "--deny", "warnings"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    // What a wording does without is printed only where it is.
    project.replace("templates/notice-2013.md", "Dated:", "{{ date_assigned | us_date }} Dated:");
    let run = project.imr(&["check", "--templates"]);
    assert!(run.stderr.contains("a record may leave out `date_assigned`"), "{}", run.stderr);
}
