//! The guide to changing letters, example by example: each block of it is read out of the guide and run, and one that is not
//! known here fails.

use std::collections::{BTreeMap, BTreeSet};

use crate::author_wordings::other_letters;
use crate::project::{Project, Run, SEED, real_office};

const GUIDE: &str = include_str!("../../templates/README.md");
const MADE: &str = "out/CM14-0012345.md";

fn done(run: Run) -> Run {
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    run
}

/// Every block of the guide, without its indent.
fn blocks() -> Vec<String> {
    let (mut blocks, mut open): (Vec<String>, Option<(usize, String)>) = (Vec::new(), None);
    for line in GUIDE.lines() {
        let fence = line.trim_start().starts_with("```");
        open = match (open, fence) {
            (None, true) => Some((line.len() - line.trim_start().len(), String::new())),
            (None, false) => None,
            (Some((_, block)), true) => {
                blocks.push(block);
                None
            }
            (Some((indent, block)), false) => {
                Some((indent, block + line.get(indent..).unwrap_or_default() + "\n"))
            }
        };
    }
    assert!(open.is_none(), "a block of the guide is not closed");
    blocks
}

/// The letter of the seed in a project with a file.
fn letter_with(file: &str, text: &str) -> String {
    let project = Project::with_seed();
    project.write(file, text);
    done(project.imr(&["check", "--templates", "--deny", "warnings"]));
    done(project.imr(&["build"]));
    project.read(MADE)
}

fn own_wording(front: &str) {
    let project = Project::with_seed();
    let built_in = done(project.imr(&["templates", "show", "imr-2014"])).stdout;
    project.write("templates/mine.md", &format!("{front}{built_in}"));
    let record = format!("data/{SEED}.yaml");
    project.replace(&record, "template: imr-2014", "template: mine");
    let run = done(project.imr(&["build"]));
    assert!(!run.stderr.contains("warning["), "{}", run.stderr);
    project.replace(&record, "decision_date: 2014-02-11", "decision_date: 2016-02-11");
    let run = project.imr(&["check"]);
    assert!(run.stderr.contains("template/other-time"), "{}", run.stderr);
}

/// A wording that states its needs, of the letters of a health plan, which lack what the example does not leave out.
fn needs(front: &str) {
    let project = other_letters();
    let (wording, record) = ("templates/health-plan.md", "data/MN21-12345.yaml");
    let text = project.read(wording);
    let body = text.splitn(3, "---\n").nth(2).expect("a body");
    let dates =
        "{{ ur_denial_date | us_date }}, {{ application_received | us_date }}, {{ date_assigned | us_date }}";
    let copies =
        "{% if mailed %}{{ mailed.claim_number }}, {{ mailed.requesting_physician.name }}{% endif %}";
    let diagnosis = "**Diagnosis:** {{ extra.diagnosis }}";
    let body = body
        .replace(diagnosis, &format!("{{% if extra.diagnosis %}}{diagnosis}{{% endif %}}"))
        .replace("**Rationale:**", "**Guideline:** {{ decision.maximus_guideline }}\n\n**Rationale:**")
        .replace("# REVIEWERS", &format!("{dates}\n\n{copies}\n\n# REVIEWERS"));
    project.write(wording, &format!("{front}{body}"));
    project.replace(
        record,
        "decision_date:",
        "ur_denial_date: 2020-12-01\napplication_received: 2020-12-21\ndate_assigned: 2021-01-04\ndecision_date:",
    );
    project.replace(record, "    rationale:", "    maximus_guideline: None applies.\n    rationale:");
    done(project.imr(&["check", "--templates"]));
    done(project.imr(&["build", "MN21-12345"]));
    // It is held to each line of it.
    for (from, to, said) in [
        ("  plan_name: Example Health Plan\n", "", "`extra.plan_name` is missing"),
        ("case_number: MN21-12345", "case_number: MN21-1234", "MN, two digits, a hyphen, five digits"),
        ("reviewers:\n", "reviewer:\n", "`reviewers` is missing"),
    ] {
        let sound = project.read(record);
        project.replace(record, from, to);
        let run = project.imr(&["check"]);
        assert!(run.code == 1 && run.stderr.contains(said), "{said}: {}", run.stderr);
        project.write(record, &sound);
    }
}

/// A wording whose letters are called otherwise.
fn title(front: &str) {
    let project = Project::with_seed();
    let built_in = done(project.imr(&["templates", "show", "imr-2014"])).stdout;
    let usual =
        "{% set document_title = \"IMR Final Determination\" %}{% include \"parts/front-matter.md\" %}";
    assert!(built_in.contains(usual), "{built_in}");
    project.write("templates/imr-2014.md", &built_in.replace(usual, front.trim_end()));
    done(project.imr(&["build"]));
    assert!(project.read(MADE).contains("\ntitle: \"Health Plan Determination CM14-0012345\"\n"));
}

/// A box for the logo of copies in large print.
fn logo_box(style: &str) {
    let project = Project::with_samples();
    let office = "logo:\n  file: logo.png\n  alternative_text: Sierra Review\n  height: 40\n";
    with_picture(&project, "logo.png", &(real_office() + office));
    project.replace("data/CM14-0067214.yaml", "employee:\n", "employee:\n  format: large_print\n");
    let copy = || {
        done(project.imr(&["build", "--edition", "mailed", "CM14-0067214"]));
        std::fs::read(project.path("out/mailed/CM14-0067214/employee.pdf")).expect("a copy")
    };
    let usual = copy();
    project.write("templates/large_print.yaml", style);
    assert_ne!(copy(), usual);
}

fn logo(office: &str) {
    let project = Project::with_samples();
    let name = office.lines().find_map(|line| line.trim().strip_prefix("file: ")).expect("a file");
    with_picture(&project, name, &(real_office() + office));
    done(project.imr(&["build", "--edition", "mailed", "CM14-0067214"]));
    let copy = project.read("out/mailed/CM14-0067214/employee.md");
    assert!(copy.contains("![Example Review Organization](logo)"), "{copy}");
}

/// An office, and a picture of two pixels beside it.
fn with_picture(project: &Project, name: &str, office: &str) {
    let mut pixels = Vec::new();
    let mut encoder = png::Encoder::new(&mut pixels, 2, 1);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&[0, 60, 120, 200, 40, 40]).expect("pixels");
    writer.finish().expect("an end");
    project.write("templates/office.yaml", office);
    std::fs::write(project.path(&format!("templates/{name}")), pixels).expect("a picture");
}

fn in_the_summary(written: &str) -> String {
    letter_with("templates/parts/summary.md", &format!("{{{{ clinical_summary }}}}\n\n{written}\n"))
}

#[test]
fn every_block_of_the_guide_runs() {
    let mut contract = String::new();
    let mut ran = BTreeMap::new();
    for block in blocks() {
        let first = block.lines().find(|line| *line != "---").unwrap_or_default();
        *ran.entry(first.to_owned()).or_insert(0) += 1;
        match first {
            "valid_from: 2014-01-01" => own_wording(&block),
            "case_number_like: MN21-12345" => needs(&block),
            "{% extends \"builtin/imr-2014.md\" %}" => {
                let letter = letter_with("templates/imr-2014.md", &block);
                assert!(letter.contains(" He/she has no affiliation with anyone in this case. "), "{letter}");
            }
            "{% extends \"builtin/parts/summary.md\" %}" => {
                let letter = letter_with("templates/parts/summary.md", &block);
                assert!(letter.contains("including all medical records: None is left out.\n"), "{letter}");
            }
            "extra:" if block.contains("type:") => contract = block,
            "extra:" => {
                let project = Project::with_seed();
                project.write("templates/contract.yaml", &contract);
                let record = format!("data/{SEED}.yaml");
                project.write(&record, &format!("{}\n{block}", project.read(&record)));
                project.write(
                    "templates/parts/summary.md",
                    "{{ clinical_summary }}\n\n{{ extra.plan_name }}, {{ extra.plan_start | us_date }}, {% if extra.member %}{{ extra.member }}{% endif %}\n",
                );
                done(project.imr(&["build"]));
                assert!(project.read(MADE).contains("\nExample Health Plan, 01/01/2013, AB-12345\n"));
            }
            "logo:" => logo(&block),
            "logo_box:" => logo_box(&block),
            _ if first.starts_with("{% set document_title") => title(&block),
            "footer:" => {
                letter_with("templates/letter.yaml", &block);
            }
            "-> Sacramento, {{ decision_date | long_date }}" => {
                assert!(in_the_summary(&block).contains("\n-> Sacramento, February 11, 2014\n"));
            }
            "::: together" => assert!(in_the_summary(&block).contains("\n::: together\n")),
            _ if first.starts_with("The platelet count") => {
                assert!(in_the_summary(&block).contains("10^9^/L"))
            }
            _ => panic!("no test knows this example of the guide:\n{block}"),
        }
    }
    assert_eq!(ran.len(), 12, "{ran:?}");
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
