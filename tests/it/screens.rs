//! What a coordinator sees in a narrow and in a wide terminal, kept in `tests/golden/screens`.

use crate::golden::assert_golden;
use crate::project::{Project, Run};

/// Narrow as a terminal opens, and wide as a screen allows.
const WIDTHS: [usize; 2] = [80, 200];

/// A day's commands, in the order in which they are typed; the first build has a mistake to report.
const SCREENS: &[(&str, &[&str])] = &[
    ("build", &["build"]),
    ("status", &["status", "--all"]),
    ("plan", &["mail", "--plan"]),
    ("diff", &["diff"]),
    ("explain", &["explain", "rule/leak"]),
    ("templates", &["templates"]),
    ("verify", &["verify"]),
];

#[test]
fn screens_are_as_they_were_looked_at() {
    for width in WIDTHS {
        let project = Project::with_samples();
        let record = "data/CM14-0012345.yaml";
        project.replace(record, "outcome: upheld", "outcome: approved");
        for (name, args) in SCREENS {
            let run = in_columns(&project, args, width);
            let shown =
                format!("$ imr {}\n{}{}(exit code {})\n", args.join(" "), run.stdout, run.stderr, run.code);
            assert_golden(&format!("screens/{name}.{width}.txt"), &without_seconds(&shown));
        }
    }
}

/// Text that people read keeps to the width of their terminal, whatever it is; words are never cut.
#[test]
fn explanations_keep_to_the_width_of_the_terminal() {
    let project = Project::with_samples();
    for width in [40, 80, 97, 200] {
        for args in [&["explain", "rule/leak"][..], &["explain", "record/bad-zip"]] {
            let run = in_columns(&project, args, width);
            for line in
                run.stdout.lines().filter(|line| !line.starts_with("    ") && line.trim().contains(' '))
            {
                assert!(line.chars().count() <= width, "{args:?} at {width}: {line}");
            }
        }
    }
}

/// Messages and hints too; without a terminal each stays one line, to be searched.
#[test]
fn findings_keep_to_the_width_of_the_terminal() {
    let project = Project::with_samples();
    project.replace("data/CM14-0012345.yaml", "outcome: upheld", "outcome: approved");
    project.replace("data/CM14-0067214.yaml", "mailed_date:", "mailed_dat:");
    let args = ["check"];
    for width in [60, 80, 120] {
        let run = in_columns(&project, &args, width);
        let text = run.stderr.lines().filter(|line| !line.contains('|') && !line.contains("-->"));
        for line in text.filter(|line| line.trim().contains(' ')) {
            assert!(line.chars().count() <= width, "at {width}: {line}\n{}", run.stderr);
        }
    }
    let whole = project.imr(&args).stderr;
    let narrow = in_columns(&project, &args, 60).stderr;
    assert!(narrow.lines().count() > whole.lines().count(), "{narrow}");
    assert!(whole.lines().any(|line| line.starts_with("   = help: ") && line.len() > 100), "{whole}");
}

fn in_columns(project: &Project, args: &[&str], width: usize) -> Run {
    let mut command = project.command(env!("CARGO_BIN_EXE_imr"));
    Run::of(command.args(args).env("COLUMNS", width.to_string()).output().expect("imr runs"))
}

/// How long a build took is another time each run.
fn without_seconds(text: &str) -> String {
    let line = |line: &str| match line.rsplit_once(", ") {
        Some((before, time)) if time.ends_with(" s") && time.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{before}, 0.0 s\n")
        }
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}
