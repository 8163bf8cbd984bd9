//! The guide to changing letters: its tables, its lists of blocks and its links.

use std::collections::{BTreeMap, BTreeSet};

use crate::project::{Project, Run, SEED};

const GUIDE: &str = include_str!("../../templates/README.md");

fn done(run: Run) -> Run {
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    run
}

#[test]
fn every_table_of_the_guide_is_known() {
    // Each but those of files, types and names has its rows run: by `template_readme`, `markdown_marks` and below.
    let known = ["file", "`type:`", "written", "in a template", "name", "part"];
    let lines: Vec<&str> = GUIDE.lines().collect();
    for pair in lines.windows(2).filter(|pair| pair[1].starts_with("| --- |")) {
        let head = pair[0].split('|').nth(1).unwrap_or_default().trim();
        assert!(known.contains(&head), "no test knows this table of the guide: {}", pair[0]);
    }
}

/// The names of the blocks of a template, in their order.
fn blocks_of(template: &str) -> Vec<String> {
    let names = template.split("{% block ").skip(1).filter_map(|rest| rest.split(" %}").next());
    names.map(str::to_owned).collect()
}

#[test]
fn the_guide_lists_the_blocks_that_there_are() {
    let project = Project::empty();
    let mut listed = BTreeMap::new();
    for row in GUIDE.lines().filter(|line| line.starts_with("| `parts/") && !line.contains("*.md")) {
        let names: Vec<String> = row.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        listed.insert(names[0].clone(), names[1..].to_vec());
    }
    let mut there = BTreeMap::new();
    let list = done(project.imr(&["templates"])).stdout;
    for path in list.lines().filter_map(|line| line.split_whitespace().next()) {
        if path.ends_with(".md") && path != "README.md" {
            let blocks = blocks_of(&done(project.imr(&["templates", "show", path])).stdout);
            if path.starts_with("parts/") && !blocks.is_empty() {
                there.insert(path.to_owned(), blocks);
            } else if path.starts_with("imr-") {
                let (_, said) = GUIDE.split_once("The blocks of both wordings").expect("a list");
                let said = said.split("\n\n").next().expect("a paragraph");
                let said: BTreeSet<&str> = said.split('`').skip(1).step_by(2).collect();
                assert_eq!(blocks.iter().map(String::as_str).collect::<BTreeSet<_>>(), said, "{path}");
            }
        }
    }
    assert_eq!(listed, there);
}

#[test]
fn the_links_of_the_guide_print_what_it_says() {
    let (_, bullet) = GUIDE.split_once("\n- `[our rules]").expect("the guide has a link");
    let bullet = format!("`[our rules]{}", bullet.split("\n- ").next().expect("a bullet"));
    let written: Vec<&str> = bullet.split('`').skip(1).step_by(2).collect();
    let said: String = bullet.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("for paper: our rules (https://example.org/rules)."), "{said}");
    assert_eq!(written[..2], ["[our rules](https://example.org/rules)", "<https://example.org/rules>"]);
    for (link, printed) in
        [(written[0], "our rules (https://example.org/rules)"), (written[1], "https://example.org/rules")]
    {
        let project = Project::with_seed();
        project.write(
            "templates/parts/summary.md",
            &format!("{{{{ clinical_summary }}}}\n\nRead {link} now.\n"),
        );
        let read = done(project.imr(&["preview", "--pages", &format!("data/{SEED}.yaml")]));
        assert!(read.stdout.contains(&format!("Read {printed} now.")), "{}", read.stdout);
    }
    for scheme in &written[2..] {
        let project = Project::with_seed();
        project.write(
            "templates/parts/summary.md",
            &format!("{{{{ clinical_summary }}}}\n\n[us]({scheme}example.org)\n"),
        );
        done(project.imr(&["build"]));
    }
}
