//! How many identifiers are found that no record knows, kind by kind, each label before each number; and what
//! has numbers and is none: `tests/identifier_forms.txt`.

use std::fs;

use crate::project::repository;
use crate::recall::{Chance, Recall, found, halves, names};

const SENTENCES: [&str; 5] = [
    "The note says {} and no more.",
    "It was added to the file ({}) by the clinic.",
    "There was no relief; {}, as before.",
    "The report of the clinic gives {}.",
    "In the file stands {}; she returned to work.",
];

fn said(chance: &mut Chance, family: &[String], form: &str) -> String {
    let name = &family[chance.below(family.len())].replace(' ', "");
    let age = (90 + chance.below(20)).to_string();
    let filled =
        chance.filled(&form.replace("Name", "\u{1}").replace("NAME", "\u{2}").replace("OLD", "\u{3}"));
    let filled = filled.replace('\u{1}', &name.to_lowercase()).replace('\u{2}', &name.to_uppercase());
    filled.replace('\u{3}', &age).replace('%', "@")
}

fn forms() -> String {
    fs::read_to_string(repository("tests/identifier_forms.txt")).unwrap()
}

#[test]
fn identifiers_are_found_in_every_form() {
    for half in halves() {
        let (mut chance, family) = (Chance::of_half(half), names("family", half));
        let mut low = Vec::new();
        for section in forms().split("\n## ").skip(1).filter(|section| !section.starts_with("none")) {
            let listed = |line: &str| -> Vec<String> {
                let line =
                    section.lines().find_map(|l| l.strip_prefix(line)?.strip_prefix(" |")?.strip_suffix('|'));
                line.unwrap_or_else(|| panic!("{section}")).split('|').map(str::to_owned).collect()
            };
            let kind = section.lines().next().unwrap();
            let (labels, numbers) = (listed("labels"), listed("numbers"));
            let mut recall = Recall::default();
            for label in &labels {
                let texts: Vec<String> = (0..2)
                    .flat_map(|_| &numbers)
                    .map(|number| {
                        let said = said(&mut chance, &family, number);
                        let sentence = chance.pick(&SENTENCES);
                        let closing = if label.contains('(') { ")" } else { "" };
                        sentence.replace("{}", &format!("{label}{said}{closing}"))
                    })
                    .collect();
                for (at, (text, result)) in texts.iter().zip(found("", &texts)).enumerate() {
                    recall.note(kind, result, &format!("{} | {text}", numbers[at % numbers.len()]));
                }
            }
            low.extend(recall.low("identifiers", half));
        }
        assert!(low.is_empty(), "{}", low.join("\n"));
    }
}

#[test]
fn what_only_has_numbers_is_not_found() {
    for half in halves() {
        let (mut chance, family) = (Chance::of_half(half), names("family", half));
        let mut wrong = Vec::new();
        let text = forms();
        let none: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("- ")).collect();
        for forms in none.chunks(20) {
            for sentence in SENTENCES {
                let texts: Vec<String> = forms
                    .iter()
                    .map(|form| sentence.replace("{}", &said(&mut chance, &family, form)))
                    .collect();
                let results = found("", &texts).into_iter().zip(texts);
                wrong.extend(results.filter(|(found, _)| found.is_some()));
            }
        }
        assert!(wrong.is_empty(), "half {half}: {wrong:#?}");
    }
}
