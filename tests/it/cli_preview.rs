//! `imr preview`: what a pipe gets, and what is shown again after a save. Terminals are tried where the
//! machine has `script` and `less`.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::project::{Project, Run};

const RECORD: &str = "data/CM14-0012345.yaml";

#[test]
fn pages_are_printed_line_by_line_with_their_ends_marked() {
    let project = Project::with_seed();
    let run = project.imr(&["preview", RECORD, "--pages"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let lines: Vec<&str> = run.stdout.lines().map(str::trim).collect();
    assert_eq!(lines[0].split_whitespace().collect::<Vec<_>>(), ["Case", "Number:", "CM14-0012345"]);
    assert!(lines.contains(&"Physical Therapy 2 x Week x 5 Weeks Lumbar Spine:  Upheld"));
    let ends: Vec<&str> = lines.iter().copied().filter(|line| line.contains("end of page")).collect();
    assert_eq!(ends, ["──────── end of page 1 of 2 ────────", "──────── end of page 2 of 2 ────────"]);
    assert!(lines.last() == ends.last());
    let both = project.imr(&["preview", RECORD, "--pages", "--raw"]);
    assert_eq!(both.code, 2);
}

#[test]
fn a_saved_record_is_shown_again_and_a_broken_one_says_why() {
    let project = Project::with_seed();
    let mut child = project
        .command(env!("CARGO_BIN_EXE_imr"))
        .args(["preview", RECORD, "--watch", "--message-format", "short"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("imr runs");
    let mut out =
        BufReader::new(child.stdout.take().expect("a pipe")).lines().map(|line| line.expect("text"));
    let mut errors =
        BufReader::new(child.stderr.take().expect("a pipe")).lines().map(|line| line.expect("text"));
    assert!(out.any(|line| line.contains("an narrowed")), "the letter is shown at once");
    project.replace(RECORD, "an narrowed", "and narrowed");
    assert!(out.any(|line| line.contains("and narrowed")), "and after a save");
    project.replace(RECORD, "outcome: upheld", "outcome: uphelt");
    assert!(errors.any(|line| line.contains("record/bad-value")));
    project.replace(RECORD, "outcome: uphelt", "outcome: overturned");
    assert!(out.any(|line| line.ends_with("Overturned")));
    child.kill().expect("it ends");
    child.wait().expect("it ends");
}

/// Runs a command line of the shell on a terminal of 20 rows and 80 columns.
fn on_terminal(project: &Project, command: &str) -> Option<Run> {
    if !crate::oracles::asked() {
        return None;
    }
    let line = format!("stty rows 20 cols 80; {command}");
    let mut script = project.command("script");
    script.args(["-qec", &line, "/dev/null"]).env("TERM", "xterm");
    Some(Run::of(script.output().expect("script runs")))
}

#[test]
fn a_terminal_gets_findings_and_a_styled_letter_through_the_pager() {
    let project = Project::with_seed();
    project.replace(RECORD, "priority: standard", "priority: expedited");
    let imr = env!("CARGO_BIN_EXE_imr");
    let Some(run) = on_terminal(&project, &format!("PAGER='cat > paged' {imr} preview {RECORD}")) else {
        return;
    };
    assert_eq!(run.stdout, "", "all of it goes to the pager");
    let paged = project.read("paged");
    let finding = paged.find("expedited-late").expect("the finding stands in the pager");
    assert!(finding < paged.find("\x1b[1mCase Number:\x1b[0m").expect("the letter is styled"));
    let raw = on_terminal(&project, &format!("PAGER=cat {imr} preview {RECORD} --raw")).expect("a terminal");
    assert!(raw.stdout.contains("# CLINICAL CASE SUMMARY"), "{}", raw.stdout);
}
