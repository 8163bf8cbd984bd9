//! The README's examples, run as they stand.
//!
//! In a `console` block a line that starts with `$ ` is a command of the shell; the lines below it are what
//! it prints on both outputs. `...` stands for any lines. All blocks run in order in one project.

use std::fs;

use crate::golden::accepting;
use crate::project::{Project, copy_folder, repository};

#[test]
fn the_readme_shows_what_happens() {
    let readme = fs::read_to_string(repository("README.md")).expect("README.md");
    let project = Project::with_samples();
    copy_folder(&repository("templates"), &project.path("templates"));
    let mut shown = Vec::new();
    let mut lines = readme.lines().peekable();
    let mut in_console = false;
    let mut failures = Vec::new();
    while let Some(line) = lines.next() {
        shown.push(line.to_owned());
        in_console = if in_console { line != "```" } else { line == "```console" };
        let Some(command) = line.strip_prefix("$ ").filter(|_| in_console) else { continue };
        let mut expected = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ") && *line != "```") {
            expected.push(line);
        }
        let actual = run(&project, command);
        let actual: Vec<&str> = actual.lines().collect();
        if matches(&expected, &actual) {
            shown.extend(expected.iter().map(|&line| line.to_owned()));
        } else {
            failures.push(format!("$ {command}\n{}", actual.join("\n")));
            shown.extend(actual.iter().map(|&line| line.to_owned()));
        }
    }
    if accepting() {
        fs::write(repository("README.md"), shown.join("\n") + "\n").expect("README.md is written");
    } else {
        assert!(failures.is_empty(), "IMR_ACCEPT=1 accepts:\n{}", failures.join("\n\n"));
    }
}

fn run(project: &Project, command: &str) -> String {
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_imr"));
    let folder = binary.parent().expect("the binary's folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(folder.to_owned()).chain(std::env::split_paths(&path));
    let output = project
        .command("sh")
        .args(["-c", &format!("{{ {command}\n}} 2>&1")])
        .env("PATH", std::env::join_paths(path).expect("a path"))
        .output()
        .expect("the shell runs");
    let printed = String::from_utf8(output.stdout).expect("text");
    printed.split_inclusive('\n').map(without_clock).collect()
}

/// Seconds differ from run to run; the README shows them all as `0.1 s`.
fn without_clock(line: &str) -> String {
    match line.trim_end().strip_suffix(" s").and_then(|line| line.rsplit_once(", ")) {
        Some((rest, seconds)) if seconds.parse::<f64>().is_ok() => format!("{rest}, 0.1 s\n"),
        _ => line.to_owned(),
    }
}

/// Whether the lines are the expected ones, where `...` is any number of them.
fn matches(expected: &[&str], actual: &[&str]) -> bool {
    match expected.split_first() {
        None => actual.is_empty(),
        Some((&"...", rest)) => (0..=actual.len()).any(|skipped| matches(rest, &actual[skipped..])),
        Some((first, rest)) => {
            actual.split_first().is_some_and(|(line, others)| line == first && matches(rest, others))
        }
    }
}
