//! What an author is told about a template that cannot be read: where, and what to write.

use crate::project::Project;

/// What stands in a part, and of what is said of it the place and what must be in it.
const CASES: &[(&str, &str, &str)] = &[
    ("{% if mailed %}\n\ntext", "3:1:", "`{% if %}` is opened here and closed nowhere"),
    ("{% for d in decisions %}\n{% if mailed %}x{% endif %}\n", "3:1:", "write `{% endfor %}` where it ends"),
    ("{% if outcome = \"uphold\" %}x{% endif %}", "3:15:", "to compare, write `==`"),
    ("{{ decision_date | long_date(\"es\") }}", "3:30:", "name the argument of a filter"),
    ("{% endif %}", "3:4:", "closes nothing: no `{% if %}` is open here"),
    ("{% if mailed %}a{% endfor %}{% endif %}", "3:20:", "close `{% if %}` first"),
    ("{% if outcome is \"uphold\" %}x{% endif %}", "3:18:", "to compare, write `==`"),
    ("{% else if mailed %}", "3:4:", "write `{% elif … %}`"),
    ("{{ case_number }", "3:16:", "two braces at each end"),
    ("{% include parts/title.md %}", "3:12:", "into quotes"),
    ("{% if mailed && outcome %}x{% endif %}", "3:14:", "`and`"),
    ("a {{ mailed.recipient.name }}", "3:6:", "put it between `{% if mailed %}` and `{% endif %}`"),
    ("a\tb", "3:2:", "write spaces"),
    ("a\u{200b}b", "3:2:", "remove it"),
    ("> a quotation", "3:1:", "lines that begin with `>` are the address in the window of the envelope"),
    ("<!-- note -->", "3:1:", "write a comment as `{# … #}`"),
];

#[test]
fn every_slip_says_what_to_write() {
    let project = Project::with_seed();
    let mut wrong = Vec::new();
    for (text, place, said) in CASES {
        project.write("templates/parts/summary.md", &format!("{{{{ clinical_summary }}}}\n\n{text}\n"));
        let run = project.imr(&["check"]);
        let at = format!("--> templates/parts/summary.md:{}", place.trim_end_matches(':'));
        if run.code != 1 || !run.stderr.contains(&at) || !run.stderr.contains(said) {
            wrong.push(format!("{text:?}: no {said:?} at {place} in\n{}", run.stderr));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_that_cannot_be_read_is_named_at_once() {
    let project = Project::with_seed();
    for part in ["summary", "title", "decisions"] {
        project.write(&format!("templates/parts/{part}.md"), "{% if mailed %}\n");
    }
    let run = project.imr(&["check", "--message-format", "short"]);
    assert_eq!(run.stderr.lines().count(), 3, "{}", run.stderr);
}

#[test]
fn what_systems_leave_in_folders_is_passed_over() {
    let project = Project::with_seed();
    for name in ["Thumbs.db", "~$summary.md", ".DS_Store", "desktop.ini", "parts/Thumbs.db"] {
        project.write(&format!("templates/{name}"), "\u{0}");
        project.write(&format!("data/{name}"), "\u{0}");
    }
    let run = project.imr(&["check"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}
