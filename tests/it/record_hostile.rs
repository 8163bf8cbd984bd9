//! Hostile input ends in findings, soon, and never in a panic.

use imr_letters::diag::{Finding, Sink, Source, render};
use imr_letters::privacy::check_public;
use imr_letters::record::parse_record;
use proptest::prelude::*;

use crate::record_findings::findings_of;

const GOOD: &str = include_str!("../findings/good.yaml");

/// The findings, shown in every form: a form that took time out of proportion would hang this test.
fn shown_in_every_form(bytes: &[u8]) -> Vec<Finding> {
    let found = findings_of("hostile.yaml", bytes);
    let shown = render::human(&found, true, Some(100)) + &render::short(&found) + &render::json(&found);
    assert!(shown.len() < 3_000_000);
    found
}

fn codes(bytes: &[u8]) -> Vec<&'static str> {
    shown_in_every_form(bytes).iter().map(|finding| finding.code.name).collect()
}

#[test]
fn ten_megabytes() {
    assert_eq!(codes(&vec![b'a'; 10_000_000]), ["yaml/too-large"]);
}

#[test]
fn nothing_at_all() {
    assert_eq!(codes(b""), ["yaml/empty"]);
    assert_eq!(codes(b"\xEF\xBB\xBF"), ["yaml/empty"]);
    assert_eq!(codes(b"~"), ["yaml/empty"]);
    assert_eq!(codes(b"---\n"), ["yaml/empty"]);
}

#[test]
fn nested_brackets_and_lists() {
    for nest in ["[", "{", "- ", "? ", "[{a: ", "a: [", "{? "] {
        let found = shown_in_every_form(nest.repeat(100_000).as_bytes());
        assert!(!found.is_empty(), "{nest}");
    }
    let indented: String = (0..1000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert_eq!(codes(indented.as_bytes()), ["yaml/too-deep"]);
}

#[test]
fn billion_laughs() {
    let mut text = String::from("a0: &a0 [lol, lol]\n");
    for n in 1..40 {
        let before = n - 1;
        text += &format!("a{n}: &a{n} [*a{before}, *a{before}, *a{before}]\n");
    }
    let found = shown_in_every_form(text.as_bytes());
    assert!(found.iter().all(|finding| ["yaml/alias", "yaml/anchor"].contains(&finding.code.name)));
    assert!(found.len() <= 40);
}

#[test]
fn very_many_findings_stop() {
    let unknown: String = (0..80_000).map(|n| format!("unknown{n}: 1\n")).collect();
    assert!(shown_in_every_form(unknown.as_bytes()).len() <= 160);
    assert!(shown_in_every_form("\u{202E}".repeat(300_000).as_bytes()).len() <= 60);
    assert!(shown_in_every_form("&a ".repeat(300_000).as_bytes()).len() <= 60);
    assert!(shown_in_every_form(format!("\"{}\"", "\\u202E".repeat(100_000)).as_bytes()).len() <= 60);
    let line = GOOD.replace("54 year-old", &"\\\"x\t\u{202E}y ".repeat(60_000));
    assert!(shown_in_every_form(line.as_bytes()).len() <= 160);
    let one_line = format!("case_number: \"{}\\u202E\"", "a".repeat(900_000));
    assert!(!shown_in_every_form(one_line.as_bytes()).is_empty());
    let escapes =
        GOOD.replace("claim_number: 00-ABC-0123", &format!("claim_number: \"{}\"", "\\t".repeat(200_000)));
    assert!(shown_in_every_form(escapes.as_bytes()).len() <= 160);
}

/// Warnings come first in this record, and more of them than are shown.
#[test]
fn no_number_of_warnings_hides_an_error() {
    let item = |number: usize| {
        format!(
            "  - treatment: Therapy {number}\n    outcome: upheld\n    claims_administrator_guideline: MTUS\n    \
             maximus_guideline: MTUS\n    rationale: Visit {number} was cut\n"
        )
    };
    let (before, _) = GOOD.split_once("decisions:\n").expect("decisions");
    let items: String = (0..60).map(item).collect();
    let table = "    rationale: |\n      | Day | Pain |\n      |---|---|\n      | 1 | 7 |\n";
    let last = item(60).replace("    rationale: Visit 60 was cut\n", table);
    let found = shown_in_every_form(format!("{before}decisions:\n{items}{last}").as_bytes());
    let names: Vec<&str> = found.iter().map(|finding| finding.code.name).collect();
    assert!(names.contains(&"record/table"), "{names:?}");
    assert!(names.iter().filter(|name| **name == "rule/unfinished").count() >= 30, "{names:?}");
}

#[test]
fn of_a_thousand_findings_the_first_are_listed_and_the_rest_is_mentioned() {
    let unknown: String = (0..1000).map(|n| format!("unknown{n}: 1\n")).collect();
    let items: String = (0..1000).map(|n| format!("  - treatment: MRI {n}\n    outcome: uphelt\n")).collect();
    let tabs = "\ta: b\n".repeat(1000);
    let bad =
        [format!("{GOOD}{unknown}"), GOOD.replace("decisions:\n", &format!("decisions:\n{items}")), tabs];
    for bad in bad {
        let found = shown_in_every_form(bad.as_bytes());
        assert!((30..=200).contains(&found.len()), "{}", found.len());
        let hinted: Vec<bool> = found
            .iter()
            .map(|finding| finding.hints.iter().any(|hint| hint.contains("there may be more")))
            .collect();
        assert_eq!(hinted.iter().position(|&hinted| hinted), Some(found.len() - 1), "{found:?}");
    }
}

#[test]
fn very_many_redactions_take_time_in_proportion() {
    let many = crate::oracles::cases(30_000) as usize;
    let phrases: String = (0..many).map(|n| format!("  - word{n}\n")).collect();
    let words: String = (0..many).map(|n| format!("word{n} and ")).collect();
    let record = GOOD.replace("no deficits", &words) + "redact:\n" + &phrases;
    let mut sink = Sink::new();
    let record = parse_record(&Source::new("r", record.as_str()), &mut sink).unwrap();
    assert!(sink.findings().is_empty(), "{}", render::short(sink.findings()));
    let redaction = record.redaction();
    let found: usize = record.texts().iter().map(|text| redaction.ranges(&text.value).len()).sum();
    assert_eq!(found, 2 * many);
    check_public(&record, &mut sink);
    // All of them on one line, between brackets.
    let line: Vec<String> = (0..many).map(|n| format!("word{n}")).collect();
    let in_brackets = GOOD.replace("no deficits", &words) + &format!("redact: [{}]\n", line.join(", "));
    let same = parse_record(&Source::new("r", in_brackets.as_str()), &mut sink).unwrap();
    assert_eq!(same.redact, record.redact);
    let unused = GOOD.to_owned() + "redact:\n" + &phrases;
    assert!(shown_in_every_form(unused.as_bytes()).len() <= 60);
}

#[test]
fn a_record_cannot_drive_the_terminal() {
    let hostile = GOOD
        .replace("Physical Therapy 2", "\u{1B}[2J\u{9B}31m\u{202E}\u{200B}\u{8}2")
        .replace("imr-2014", "\u{1B}]0;x\u{7}");
    let found = shown_in_every_form(hostile.as_bytes());
    assert!(found.len() >= 5);
    for shown in [render::human(&found, false, Some(80)), render::short(&found), render::json(&found)] {
        let bad =
            |c: &char| (c.is_control() && *c != '\n') || matches!(c, '\u{202A}'..='\u{202E}' | '\u{200B}');
        assert_eq!(shown.chars().find(bad).map(u32::from), None, "{shown}");
    }
}

#[test]
fn a_character_is_found_where_it_was_typed() {
    let typed = GOOD.replace("no deficits", "no deficits ☂").replace("Sam Lee", "\"S\\u2603m\"");
    let record = parse_record(&Source::new("r", typed.as_str()), &mut Sink::new()).unwrap();
    let place = record.find_char('☂').unwrap();
    assert_eq!(&typed[place.span.range()], "☂");
    assert_eq!(&typed[record.find_char('☃').unwrap().span.range()], "\\u2603");
    assert!(record.find_char('☀').is_none());
    let summary = record.clinical_summary.expect("a summary");
    assert_eq!(summary.len(), 2);
    assert_eq!(
        summary[0],
        "The patient is a 54 year-old male who was injured on 9/1/2008.  Two spaces stay where they are typed."
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::oracles::cases(200), ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        shown_in_every_form(&bytes);
    }

    #[test]
    fn random_yaml_never_panics(text in "[-\\[\\]{}:,#&*!|>'\"%@`?~a-c0-9 \t\n\r\u{e9}\u{1F600}\\\\]{0,200}") {
        shown_in_every_form(text.as_bytes());
    }

    #[test]
    fn mutated_records_never_panic(
        cuts in proptest::collection::vec((0usize..2000, 0usize..20, "[-\\[\\]{}:,#&*!|>'\"a0~ \t\n\u{e9}\u{200B}\\\\]{0,6}"), 1..6)
    ) {
        let mut chars: Vec<char> = GOOD.chars().collect();
        for (at, len, text) in cuts {
            let at = at.min(chars.len());
            let end = (at + len).min(chars.len());
            chars.splice(at..end, text.chars());
        }
        shown_in_every_form(chars.into_iter().collect::<String>().as_bytes());
    }
}
