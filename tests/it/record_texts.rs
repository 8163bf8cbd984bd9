//! Every text of a record is found by the one way through them, and read as its outline says.

use imr_letters::diag::{Sink, Source};
use imr_letters::record::{CaseRecord, parse_record};
use imr_letters::yaml::{Kind, Node};
use proptest::prelude::*;

const GOOD: &str = include_str!("../findings/good.yaml");

/// The texts as YAML has them, by their paths.
fn scalars(node: &Node, path: &str, found: &mut Vec<(String, String)>) {
    let below = |step: &str| if path.is_empty() { step.to_owned() } else { format!("{path}/{step}") };
    match &node.kind {
        Kind::Scalar(scalar) => found.push((path.to_owned(), scalar.with_blank_lines().into_owned())),
        Kind::List(items) => {
            items.iter().enumerate().for_each(|(at, item)| scalars(item, &below(&at.to_string()), found));
        }
        Kind::Map(entries) => {
            entries.iter().for_each(|entry| scalars(&entry.value, &below(&entry.key), found));
        }
    }
}

fn read(text: &str) -> Option<CaseRecord> {
    parse_record(&Source::new("r.yaml", text), &mut Sink::new()).ok()
}

/// Holds the texts of a record against its outline.
fn agree(record: &CaseRecord) {
    let texts = record.texts();
    let printed = serde_json::to_value(record).unwrap();
    for text in texts.iter().filter(|text| text.in_determination) {
        assert_eq!(printed.pointer(&format!("/{}", text.path)).unwrap(), &text.value, "{}", text.path);
    }
    let again = record.with_texts(str::to_owned);
    assert_eq!(serde_json::to_value(again).unwrap(), printed);
    let mut typed = Vec::new();
    scalars(record.outline.root(), "", &mut typed);
    for (path, typed) in &typed {
        let text = texts.iter().find(|text| text.path == *path);
        let text = text.unwrap_or_else(|| panic!("{path} is not among the texts"));
        assert_eq!(
            text.value.split_whitespace().collect::<String>(),
            typed.split_whitespace().collect::<String>()
        );
    }
    for text in &texts {
        let place = record.place_in(text, &(0..text.value.len()));
        assert!(place.span.end > place.span.start, "{} has no place", text.path);
    }
}

#[test]
fn texts_are_read_as_their_outline_says() {
    agree(&read(GOOD).unwrap());
    let odd = [
        ("00-ABC-0123", "0123"),
        ("00-ABC-0123", "1e3"),
        ("00-ABC-0123", "no"),
        ("00-ABC-0123", "0x1F"),
        ("00-ABC-0123", "\"a\\nb\""),
        ("00-ABC-0123", ">\n  a\n  b\n\n  c"),
        ("00-ABC-0123", ">- # a > b | c\n\n   a\n  \n   c"),
        ("00-ABC-0123", "a\n  b\n\n  c"),
        ("clinical_summary: |", "clinical_summary: >"),
        ("clinical_summary: |", "clinical_summary: >2+"),
        ("clinical_summary: |", "clinical_summary:"),
        ("outcome: upheld", "outcome: |\n      upheld"),
        ("outcome: upheld", "outcome: \" upheld \""),
    ];
    for (from, to) in odd {
        assert!(GOOD.contains(from), "{from}");
        agree(&read(&GOOD.replace(from, to)).unwrap_or_else(|| panic!("{to}")));
    }
    let titles = "documents_reviewed:\n  - 2014\n  - 0x1F\n  - true\n  - |\n    a\n    b\n  - title: 00123\n";
    let start = GOOD.find("documents_reviewed:").map_or(GOOD.len(), |at| at);
    let record = read(&format!("{}{titles}", &GOOD[..start])).expect("titles are texts");
    let read: Vec<&str> = record.documents_reviewed.iter().map(|document| &*document.title).collect();
    assert_eq!(read, ["2014", "0x1F", "true", "a b", "00123"]);
    agree(&record);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::oracles::cases(300), ..ProptestConfig::default() })]

    #[test]
    fn both_readers_of_yaml_read_the_same(
        cuts in proptest::collection::vec((0usize..2000, 0usize..3, "[-\\[\\]{}:,#&*!|>'\"a0~ \n\u{e9}\\\\]{0,4}"), 1..3)
    ) {
        let mut chars: Vec<char> = GOOD.chars().collect();
        for (at, len, text) in cuts {
            let at = at.min(chars.len());
            let end = (at + len).min(chars.len());
            chars.splice(at..end, text.chars());
        }
        if let Some(record) = read(&chars.into_iter().collect::<String>()) {
            agree(&record);
        }
    }
}

#[test]
fn no_space_of_any_kind_stands_at_the_ends_of_a_text() {
    for space in ["\u{a0}", "\u{202f}", "\u{3000}", "\u{2007}"] {
        let record = GOOD.replace("treatment: ", &format!("treatment: {space}"));
        let read = read(&record).expect("a record");
        assert!(
            !read.decisions[0].treatment.starts_with(char::is_whitespace),
            "{:?}",
            read.decisions[0].treatment
        );
    }
}
