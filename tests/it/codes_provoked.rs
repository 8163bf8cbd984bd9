//! Every code of every room is provoked by a test, the rooms after `record` here by running the program.

use std::fs;

use imr_letters::diag::codes;

use crate::project::{Project, SEED};

/// Findings that only a mistake in the program could bring about.
const UNPROVOKED: [&str; 2] = ["cli/no-manual-page", "pdf/refused"];

const FRONT: &str =
    "---\ntitle: T\nlanguage: en-US\ndate: 2014-02-11\ncase_number: CM14-0012345\nstyle: letter\n---\n\n";

/// Findings that no run of a test can bring about: a unit test beside the code does.
const PROVEN_BESIDE_THE_CODE: [&str; 1] = ["barcode/serial"];

type Case = (&'static [(&'static str, &'static str)], &'static [&'static str], &'static str);

/// What is written into a project with one record, what is asked, and the finding expected of it.
const CASES: &[Case] = &[
    (&[], &["explain", "record/unknwon"], "error[cli/no-such-code]"),
    (&[], &["build", "CM14-9999999"], "error[cli/no-such-case]"),
    (&[("data/b.yaml", "")], &["preview", "data"], "error[cli/one-record]"),
    (&[], &["report", "--from", "2014-12-31", "--to", "2014-01-01"], "error[cli/range]"),
    (&[], &["man", "bild"], "error[cli/no-such-command]"),
    (&[], &["pdf", "-"], "error[cli/no-output]"),
    (&[], &["templates", "show", "fonts/LiberationSans-Bold.ttf"], "error[cli/no-text]"),
    (&[], &["templates", "names", "imr-2015"], "error[cli/no-such-wording]"),
    (&[], &["templates", "copy", "parts/covr.md"], "error[project/no-such-template]"),
    (&[("letter.md", FRONT)], &["pdf", "letter.md", "-o", "letter.md"], "error[cli/output-is-input]"),
    (
        &[(
            "letter.md",
            "---\ntitle: T\nlanguage: en-US\ndate: 2014-02-11\ncase_number: CM14-0012345\nstyle: leter\n---\n\nText.\n",
        )],
        &["pdf", "letter.md"],
        "letter.md:6:8: error[document/style]",
    ),
    (&[("templates/imr-2041.html", "")], &["check"], "error[assets/unknown-file]: `templates/imr-2041.html`"),
    (&[("templates/fonts/Mine.ttf", "no font")], &["check"], "error[assets/font]"),
    (
        &[("templates/parts/summary.md", "{{ case_number | us_date }} {{ clinical_summary }}")],
        &["check"],
        "templates/parts/summary.md:1:18: error[template/fill]",
    ),
    (
        &[("templates/parts/front-matter.md", "---\ntitle: {{ case_number }}\n---\n")],
        &["check"],
        "error[template/front-matter]",
    ),
    (
        &[("templates/imr-2014.md", "x\n{% if decision_dat %}{% endif %}")],
        &["check"],
        "templates/imr-2014.md:2:7: error[template/unknown-name]",
    ),
    (
        &[("templates/imr-2014.md", "x\n{{ case_number | us_dat }}")],
        &["check"],
        "templates/imr-2014.md:2:18: error[template/syntax]",
    ),
    (
        &[("templates/parts/summary.md", "{{ clinical_summary }}\n<!-- x -->\n")],
        &["check"],
        "templates/parts/summary.md:2:1: error[template/invisible]",
    ),
    (
        &[(
            "letter.md",
            "---\ntitle: T\nlanguage: en-US\ndate: 2014-02-11\ncase_number: CM14-0012345\nstyle: letter\n---\n\n| A |\n| --- |\n| a | b |\n",
        )],
        &["pdf", "letter.md"],
        "letter.md:11:1: error[document/marks]",
    ),
    (
        &[("templates/parts/decisions.md", "x\n")],
        &["check"],
        "templates/imr-2014.md:1:1: error[template/lost]: this wording prints nothing of `decisions.claims_administrator_guideline`",
    ),
    (
        &[("templates/parts/summary.md", "{{ clinical_summary | truncate(length=20) }}\n")],
        &["check"],
        "templates/parts/summary.md:1:4: error[template/lost]",
    ),
    (
        &[("templates/parts/summary.md", "{{ clinical_summary }}\n\n{{ reviewer }}\n")],
        &["check"],
        "templates/parts/summary.md:3:4: error[template/whole-list]",
    ),
    (
        &[
            (
                "templates/parts/summary.md",
                "{{ clinical_summary }}{% for n in range(end=9999) %}{% include \"parts/x.md\" %}{% endfor %}\n",
            ),
            ("templates/parts/x.md", "{% for n in range(end=9999) %}x{% endfor %}\n"),
        ],
        &["check"],
        "error[template/budget]",
    ),
    (&[], &["--data", "elsewhere", "check"], "error[project/no-data-folder]"),
    (&[], &["check", "data/none.yaml"], "error[project/no-such-file]"),
    (&[("data/folder.yaml/x", "")], &["check"], "error[project/not-a-file]"),
    (&[], &["new", SEED], "error[project/exists]"),
    (
        &[("data/CM14-0099999.yaml", "case_number: CM14-0012345\n")],
        &["check"],
        "data/CM14-0099999.yaml:1:14: error[project/same-case-number]",
    ),
    (
        &[("data/jones.yaml", "case_number: CM14-0099999\n")],
        &["check"],
        "data/jones.yaml:1:14: warning[project/file-name]",
    ),
];

#[test]
fn findings_of_the_rooms_after_record() {
    let mut wrong = Vec::new();
    for (files, args, expected) in CASES {
        let project = Project::with_seed();
        for (name, text) in *files {
            project.write(name, text);
        }
        let run = project.imr(&[&["--message-format", "short"], *args].concat());
        if !run.stderr.contains(expected) || run.code == 0 {
            wrong.push(format!("{args:?}: no {expected} in {:?} (exit {})", run.stderr, run.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn findings_of_files_that_are_no_text() {
    let project = Project::with_seed();
    fs::create_dir_all(project.path("templates/parts")).expect("a folder");
    fs::write(project.path("templates/parts/summary.md"), b"a\n# \xff").expect("a file");
    let run = project.imr(&["--message-format", "short", "check"]);
    assert_eq!(
        run.stderr,
        "templates/parts/summary.md:2:3: error[assets/not-utf-8]: this file is not UTF-8 from here on\n"
    );
    let project = Project::with_seed();
    fs::File::create(project.path("data/huge.yaml"))
        .and_then(|file| file.set_len(70_000_000))
        .expect("a file");
    let run = project.imr(&["--message-format", "short", "check", "data/huge.yaml"]);
    assert!(run.stderr.contains("error[project/too-large]"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn findings_of_a_link_to_itself() {
    let project = Project::with_seed();
    std::os::unix::fs::symlink("round.yaml", project.path("data/round.yaml")).expect("a link");
    let run = project.imr(&["check"]);
    assert!(run.stderr.contains("error[project/cannot-read]"), "{}", run.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn findings_of_names_that_are_no_text() {
    use std::os::unix::ffi::OsStrExt;
    let project = Project::with_seed();
    fs::create_dir(project.path("templates")).expect("a folder");
    fs::write(project.path("templates").join(std::ffi::OsStr::from_bytes(b"\xff.md")), "x").expect("a file");
    let run = project.imr(&["check"]);
    assert!(run.stderr.contains("error[project/name-not-utf8]"), "{}", run.stderr);
}

#[test]
fn findings_of_a_style() {
    for (from, to, code) in [
        ("LiberationSans-Bold.ttf", "Mine.ttf", "layout/font"),
        ("width: 612", "width: 100", "style/value"),
        ("left: \"{case_number}\"", "left: \"{case_numbr}\"", "style/value"),
        (
            "left: \"{case_number}\"",
            "left: \"A sentence that is far too long for the foot of a page, however small the type, and goes on beyond it, past the right margin\"",
            "layout/footer",
        ),
    ] {
        let project = Project::with_seed();
        let style = include_str!("../../templates/letter.yaml");
        assert!(style.contains(from), "{from}");
        project.write("templates/letter.yaml", &style.replace(from, to));
        let run = project.imr(&["check"]);
        assert!(run.stderr.contains(&format!("error[{code}]")), "{}", run.stderr);
    }
}

#[test]
fn every_code_is_provoked_by_a_test() {
    let folder = |name: &str| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let mut tests = String::new();
    for entry in ["tests/it", "tests/findings"].iter().flat_map(|name| fs::read_dir(folder(name)).unwrap()) {
        let path = entry.unwrap().path();
        if !path.ends_with("record_codes.rs") {
            tests += &String::from_utf8_lossy(&fs::read(path).unwrap());
        }
    }
    let elsewhere = [&UNPROVOKED[..], &PROVEN_BESIDE_THE_CODE[..]].concat();
    for code in codes::all().filter(|code| !elsewhere.contains(&code.name)) {
        assert!(tests.contains(code.name), "no test provokes {}", code.name);
    }
}
