//! What identifies a person without a record that says so: `tests/identifiers.txt` holds texts of each kind that must be found
//! and texts that must not.

use std::collections::BTreeSet;
use std::fs;

use imr_letters::diag::{Severity, Sink, Source};
use imr_letters::privacy::check_public;
use imr_letters::record::parse_record;

use crate::project::{SEED, repository};
use crate::record_findings::findings_of;

/// The seed's record with this paragraph as its summary, and nobody named.
fn record(summary: &str) -> String {
    let seed = fs::read_to_string(repository(&format!("data/{SEED}.yaml"))).unwrap();
    let (before, rest) = seed.split_once("clinical_summary:").expect("a summary");
    let (_, after) = rest.split_once("\ndecisions:").expect("decisions after it");
    format!("{before}decisions:{after}\nclinical_summary: |\n  {summary}\n")
}

/// What is found in a text: severity, kind and words.
fn found(text: &str) -> Vec<(Severity, String, String)> {
    let findings = findings_of("record.yaml", record(text).as_bytes());
    let leaks = findings.iter().filter(|finding| finding.code.name == "rule/leak");
    leaks
        .map(|leak| {
            let place = leak.place.as_ref().unwrap();
            let words = place.source.text()[place.span.range()].to_owned();
            (leak.severity(), leak.message.clone(), words)
        })
        .collect()
}

fn fixtures() -> String {
    fs::read_to_string(repository("tests/identifiers.txt")).unwrap()
}

#[test]
fn each_kind_is_found_and_what_only_looks_like_it_is_not() {
    let mut wrong = Vec::new();
    let mut kind = String::new();
    for line in fixtures().lines() {
        let Some((mark, text)) = line.split_once(' ') else { continue };
        let severity = match mark {
            "##" => {
                text.clone_into(&mut kind);
                continue;
            }
            "+" => Some(Severity::Error),
            "~" => Some(Severity::Warning),
            "-" => None,
            _ => continue,
        };
        let expected: Vec<&str> = text.split(['«', '»']).skip(1).step_by(2).collect();
        assert_eq!(severity.is_some(), !expected.is_empty(), "{line}");
        let found = found(&text.replace(['«', '»'], ""));
        let as_expected = found.len() == expected.len()
            && found.iter().zip(&expected).all(|((how, message, words), expected)| {
                Some(*how) == severity && message.contains(&kind) && words == expected
            });
        if !as_expected {
            wrong.push(format!("{line}\n    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The ledger `src/privacy/safe_harbor.md`: kind, what, how, where.
fn ledger() -> Vec<[String; 4]> {
    let ledger = fs::read_to_string(repository("src/privacy/safe_harbor.md")).unwrap();
    let rows = ledger.lines().filter(|line| line.starts_with("| ") && line.as_bytes()[3] == b' ');
    rows.map(|row| {
        let cells: Vec<String> = row.trim_matches('|').split(" | ").map(|cell| cell.trim().into()).collect();
        cells.try_into().unwrap_or_else(|cells| panic!("{cells:?}"))
    })
    .collect()
}

#[test]
fn the_ledger_says_of_each_of_the_eighteen_kinds_what_is_done() {
    let rows = ledger();
    let mut kinds: Vec<&str> = rows.iter().map(|[kind, ..]| kind.as_str()).collect();
    assert!(kinds.is_sorted());
    kinds.dedup();
    assert_eq!(kinds.concat(), "ABCDEFGHIJKLMNOPQR");
    let fixtures = fixtures();
    let mut named = BTreeSet::new();
    for [kind, what, how, place] in &rows {
        let mut file = String::new();
        let parts: Vec<&str> = place.split('`').collect();
        if how == "checked" {
            assert!(parts.len() > 1, "{kind} {what}: checked by nothing");
        } else {
            assert!(["kept on purpose", "a person"].contains(&how.as_str()), "{kind} {what}: {how}");
        }
        for (index, part) in parts.iter().enumerate() {
            if index % 2 == 0 {
                let name = part.split([' ', ';']).rfind(|word| word.ends_with(".rs"));
                if let Some(name) = name {
                    file = fs::read_to_string(repository("tests/it").join(name)).unwrap();
                }
            } else if fixtures.contains(&format!("\n## {part}\n")) {
                named.insert((*part).to_owned());
            } else {
                assert!(file.contains(&format!("fn {part}(")), "{kind} {what}: `{part}` is not there");
            }
        }
    }
    let sections = fixtures.lines().filter_map(|line| line.strip_prefix("## ")).map(str::to_owned);
    assert_eq!(named, sections.collect(), "the forms that the ledger names, and those there are");
}

/// Four times the text may take ten times as long where others use the machine, not sixteen.
#[test]
fn the_check_takes_time_in_proportion_to_the_text() {
    let sentence = "On 10/13/2016 the worker, 54 years old, was seen for L4-5 pain @ 8/10; Norco 10/325 mg, claims of 2014, \
                    a note of Dr. Gomez, license 12, phone 300-3600 mg, age and id no. 5 of aaa@bbb were reviewed. ";
    let parties = "claim_number: 00-ABC-0123\nemployee:\n  name: Alex Rivera\n  organization: Sierra Mutual Insurance\n  address: \
                   { street: [1200 Example Ave], city: Sacramento, state: CA, zip: 95814-0000 }\n";
    let text = |length: usize| record(&sentence.repeat(length / sentence.len())) + parties;
    let time = |length: usize| {
        let text = text(length);
        let mut sink = Sink::new();
        let record = parse_record(&Source::new("r.yaml", text.as_str()), &mut sink).unwrap();
        let once = || {
            let start = std::time::Instant::now();
            check_public(&record, &mut Sink::new());
            start.elapsed()
        };
        (0..3).map(|_| once()).min().unwrap()
    };
    let (short, long) = (time(25_000), time(100_000));
    println!("100 kB take {long:?}, 25 kB {short:?}");
    assert!(long < short * 10, "100 kB take {long:?}, 25 kB {short:?}");
}

#[test]
fn each_kind_has_texts_that_are_found_and_texts_that_are_not() {
    let source = fs::read_to_string(repository("src/privacy/identifier_forms.rs")).unwrap();
    let kinds: BTreeSet<&str> = source
        .lines()
        .filter_map(|line| line.trim_start_matches("pub(super) ").strip_prefix("const "))
        .filter_map(|line| line.split_once(": &str = \"")?.1.strip_suffix("\";"))
        .collect();
    let fixtures = fixtures();
    let sections: Vec<(&str, &str)> =
        fixtures.split("\n## ").skip(1).filter_map(|section| section.split_once('\n')).collect();
    assert_eq!(sections.iter().map(|(kind, _)| *kind).collect::<BTreeSet<_>>(), kinds);
    for (kind, lines) in sections {
        for marks in [&["+ ", "~ "][..], &["- "]] {
            assert!(lines.lines().any(|line| marks.iter().any(|mark| line.starts_with(mark))), "{kind}");
        }
    }
}
