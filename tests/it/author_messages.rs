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
    ("{{ decision_date | long_date(langage=\"es\") }}", "3:30:", "did you mean `language`?"),
    ("{{ decision_date | us_date(language=\"es\") }}", "3:28:", "`us_date` takes no argument: take it out"),
    ("{{ decision_date | add_days | us_date }}", "3:20:", "write it as `add_days(days=…)`"),
    ("{{ decision_date | add_days(30) }}", "3:29:", "name the argument of a filter"),
    ("{{ decisions | long_date }}", "3:4:", "`long_date` takes a text here, and this is a list"),
    ("{{ priority | ordinal }}", "3:4:", "`ordinal` takes a whole number here, and this is a text"),
    ("{{ \"9999-12-31\" | add_days(days=30) }}", "3:19:", "the calendar has ended"),
    ("{{ decisions | join(sep=\", \") }}", "3:4:", "this prints several values under one name"),
    ("{{ decisions | list_and }}", "3:4:", "this prints several values under one name"),
    ("{{ \"x\" ~ reviewer }}", "3:10:", "this prints several values under one name"),
    ("{{ reviewer.specialties | str }}", "3:4:", "this prints a list"),
    ("{% set all = decisions %}{{ all if mailed else \"\" }}", "3:29:", "this prints a list"),
    ("{ priority }", "3:1:", "what prints is written `{{ name }}`"),
    ("{{ priority", "3:1:", "write `}}` where it ends"),
    ("{% if mailed", "3:1:", "write `%}` where it ends"),
    ("{% if outcome == “uphold” %}x{% endif %}", "3:18:", "write a straight one"),
    ("{% if outcome == \"uphold %}x{% endif %}", "3:18:", "end the text with the quotation mark"),
    ("{{ no_such_name }}", "3:4:", "`imr templates names imr-2014` lists every name"),
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

/// As many as a template can hold, inside comments and out, take no more time than its length asks for.
#[test]
fn very_many_braces_are_looked_at_once() {
    let project = Project::with_seed();
    for many in ["{a".repeat(100_000), format!("{{# {} #}}", "{a".repeat(100_000))] {
        project.write("templates/parts/summary.md", &format!("{{{{ clinical_summary }}}}\n\n{many}\n"));
        let run = project.imr(&["check"]);
        let is_said = !many.starts_with("{#");
        assert_eq!(run.stderr.contains("what prints is written"), is_said, "{}", run.code);
        assert_eq!(run.stderr.contains("99900 more places in this file are not listed"), is_said);
    }
}

#[test]
fn every_slip_of_a_template_is_said_at_once() {
    let project = Project::with_seed();
    let slips = [
        "{% if outcome = \"uphold\" %}x{% elif outcome = \"overturn\" %}y{% endif %}",
        "{{ decision_date | long_date(\"es\") }}",
        "{% for d of decisions %}{{ d.treatment | }}{% endfor %}",
        "{% include parts/title.md %}",
        "{{ case_number }",
    ];
    project.write("templates/parts/summary.md", &slips.join("\n\n"));
    let run = project.imr(&["check", "--message-format", "short"]);
    let lines: Vec<&str> = run.stderr.lines().filter_map(|line| line.split(':').nth(1)).collect();
    assert_eq!(lines, ["1", "1", "3", "5", "5", "7", "9"], "{}", run.stderr);
}

#[test]
fn what_a_wording_has_to_say_for_a_part_is_asked_of_the_wording() {
    let project = Project::with_seed();
    for (text, said) in [
        (
            "{% include \"parts/front-matter.md\" %}\n",
            "write `{% set document_title = … %}` into `mine.md`, above where it takes this part in",
        ),
        ("{% extends \"builtin/imr2014.md\" %}\n", "did you mean `builtin/imr-2014.md`?"),
    ] {
        project.write("templates/mine.md", text);
        let run = project.imr(&["check"]);
        assert!(run.code == 1 && run.stderr.contains(said), "{}", run.stderr);
    }
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

#[test]
fn a_file_that_cannot_be_taken_says_what_to_do() {
    let utf16 = |text: &str| {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xFF, 0xFE].into_iter().chain(units).collect::<Vec<u8>>()
    };
    for (name, bytes, said) in [
        ("parts/summary.md", utf16("{{ clinical_summary }}"), "it looks like UTF-16: save it as UTF-8"),
        ("parts/summary.md", b"caf\xE9".to_vec(), "it looks like Windows-1252 or Latin-1"),
        ("contract.yaml", utf16("extra: []"), "it looks like UTF-16"),
        ("contract.yaml", b"# none yet\n".to_vec(), "fill it in, or delete it"),
        ("My Wording.md", Vec::new(), "rename it, such as `templates/my-wording.md`"),
        ("parts/D\u{e9}tails.md", Vec::new(), "rename it, such as `templates/parts/d-tails.md`"),
        ("Office.yaml", Vec::new(), "rename it, such as `templates/office.yaml`"),
        ("parts/sumary.md.bak", Vec::new(), "name yours `templates/parts/summary.md`"),
    ] {
        let project = Project::with_seed();
        project.write(&format!("templates/{name}"), "");
        std::fs::write(project.path(&format!("templates/{name}")), bytes).expect("written");
        let run = project.imr(&["check"]);
        assert!(run.code == 1 && run.stderr.contains(said), "{name}: {}", run.stderr);
    }
    let project = Project::with_seed();
    std::fs::create_dir_all(project.path("templates/parts/summary.md")).expect("a folder");
    let run = project.imr(&["check"]);
    assert!(run.stderr.contains("`templates/parts/summary.md` is not a file that can be read"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_is_no_template() {
    let project = Project::with_seed();
    std::fs::create_dir_all(project.path("templates/parts")).expect("a folder");
    std::os::unix::fs::symlink("nowhere.md", project.path("templates/parts/summary.md")).expect("a link");
    let run = project.imr(&["check"]);
    assert!(run.stderr.contains("`templates/parts/summary.md` is a link to nothing"), "{run:?}");
}
