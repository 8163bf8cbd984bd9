//! `imr report`, and the category of an item, which only it reads.

use crate::project::mailed_samples;

const CATEGORIES: [&str; 11] = [
    "medication",
    "rehabilitation",
    "diagnostic_testing",
    "injection",
    "equipment",
    "surgery",
    "evaluation",
    "mental_health",
    "program",
    "home_health",
    "other",
];

/// Gives the items of a sample their categories, in turn.
fn categorize(record: &str, categories: &[&str]) -> String {
    let mut categories = categories.iter().cycle();
    let lines = record.lines().map(|line| match line.strip_prefix("    outcome:") {
        Some(_) => format!("    category: {}\n{line}\n", categories.next().expect("one of them")),
        None => format!("{line}\n"),
    });
    lines.collect()
}

#[test]
fn a_category_is_printed_nowhere_and_changes_nothing_that_was_mailed() {
    let project = mailed_samples();
    let letters = ["out/CM14-0067214.md", "out/mailed/CM14-0067214/employee.md", "out/public/index.csv"];
    let before = letters.map(|letter| project.read(letter));
    let record = categorize(&project.read("data/CM14-0067214.yaml"), &CATEGORIES);
    assert!(record.contains("category: medication"));
    project.write("data/CM14-0067214.yaml", &record);
    for args in [&["check"][..], &["build"], &["build", "--edition", "mailed", "CM14-0067214"], &["public"]] {
        let run = project.imr(args);
        assert_eq!(run.code, 0, "{run:?}");
    }
    assert_eq!(letters.map(|letter| project.read(letter)), before);
    let run = project.imr(&["verify", "--rebuild"]);
    assert_eq!(run.code, 0, "{run:?}");
    // What is printed still counts.
    project.write("data/CM14-0067214.yaml", &record.replacen("outcome: upheld", "outcome: overturned", 1));
    let run = project.imr(&["build", "CM14-0067214"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.contains("project/mailed"), "{run:?}");
}
