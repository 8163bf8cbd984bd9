//! A template that prints less than the record says makes no letter.

use imr_letters::assets::Assets;
use imr_letters::diag::{Sink, Source};
use imr_letters::document::read_markdown;
use imr_letters::letter::{Edition, Letter, Paper, compose};
use imr_letters::record::parse_record;
use imr_letters::template::{Template, Templates};

use crate::layout::assets;
use crate::project::repository;

/// Letters of every edition, with corrections, partial authorizations and documents among them.
fn letters() -> Vec<Letter> {
    let mut letters = Vec::new();
    for case in ["CM14-0012345", "CM14-0067214", "CM16-0187730", "CM16-0215096"] {
        let mut text = std::fs::read_to_string(repository(&format!("data/{case}.yaml"))).expect(case);
        if case == "CM14-0012345" {
            text += "replaces:\n  mailed_date: 2014-02-12\n  reason: The date of injury was misstated.\n";
        }
        let record = parse_record(&Source::new(case, text), &mut Sink::new()).expect(case);
        for edition in Edition::ALL {
            if edition == Edition::Mailed && record.mailed_date.is_none() {
                continue;
            }
            let papers = Paper::all_of(&record, edition).into_iter().filter(|paper| paper.template.is_none());
            let summaries = assets().summaries(&record.template);
            letters.extend(papers.map(|paper| compose(&record, &paper, &assets().office, summaries)));
        }
    }
    letters
}

/// Whether these templates are refused, by themselves or at a letter.
fn refused(templates: Vec<Template>, letters: &[Letter]) -> bool {
    let sink = &mut Sink::new();
    let compiled = Templates::compile(templates, sink).and_then(|templates| templates.checked(sink));
    compiled.is_err()
        || compiled.is_ok_and(|templates| {
            letters.iter().any(|letter| {
                let filled = templates.fill(&letter.record.template, letter, sink);
                filled.and_then(|markdown| read_markdown(&markdown, sink)).is_err()
            })
        })
}

fn embedded() -> Vec<(String, String)> {
    let files = Assets::embedded_files().iter().filter(|(path, _)| path.ends_with(".md"));
    files.map(|(path, bytes)| ((*path).to_owned(), String::from_utf8(bytes.to_vec()).unwrap())).collect()
}

/// The program's templates with one of them changed.
fn with(changed: &str, text: &str) -> Vec<Template> {
    let texts = embedded()
        .into_iter()
        .map(|(path, own)| if path == changed { (path, text.to_owned()) } else { (path, own) });
    texts
        .map(|(name, text)| {
            let source = Source::new(&name, text);
            Template::new(name, source)
        })
        .collect()
}

/// The templates that make the determination itself.
const DETERMINATION: [&str; 8] = [
    "imr-2014.md",
    "imr-2016.md",
    "parts/case-table.md",
    "parts/correction.md",
    "parts/decisions.md",
    "parts/documents.md",
    "parts/front-matter.md",
    "parts/summary.md",
];

#[test]
fn a_tag_that_is_taken_out_is_missed() {
    let letters = letters();
    assert!(!refused(with("", ""), &letters));
    let mut unnoticed = Vec::new();
    for (path, text) in embedded().into_iter().filter(|(path, _)| DETERMINATION.contains(&path.as_str())) {
        for (at, _) in text.match_indices("{{") {
            let end = at + text[at..].find("}}").expect("a tag ends") + 2;
            let without = format!("{}{}", &text[..at], &text[end..]);
            if !refused(with(&path, &without), &letters) {
                unnoticed.push(format!("{path}: {}", &text[at..end]));
            }
        }
    }
    crate::golden::assert_golden("tags-that-may-go.txt", &(unnoticed.join("\n") + "\n"));
}

#[test]
fn a_part_that_says_only_x_is_an_error() {
    let letters = letters();
    for path in DETERMINATION.into_iter().chain(["parts/cover.md", "parts/letterhead.md"]) {
        assert!(refused(with(path, "x\n"), &letters), "{path}");
    }
}
