//! Records that claim one case number, found before anything is written.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use super::{findings, read};
use crate::diag::{Finding, Place, Sink, Source, Span};

/// By the record's place in the list, what to report where another of them claims its case number.
///
/// Only looks for the line that says it: the record's own reading comes later and judges the rest.
pub(super) fn find_shared(records: &[PathBuf], workers: usize) -> HashMap<usize, Finding> {
    if records.len() < 2 {
        return HashMap::new();
    }
    let mut claims: HashMap<String, Vec<usize>> = HashMap::new();
    let share = records.len().div_ceil(workers.max(1)).max(1);
    thread::scope(|scope| {
        let readers: Vec<_> = records
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(|path| claim_of(path)).collect::<Vec<_>>()))
            .collect();
        let claimed = readers.into_iter().flat_map(|reader| reader.join().unwrap_or_default());
        for (index, number) in claimed.enumerate() {
            if let Some(number) = number {
                claims.entry(number).or_default().push(index);
            }
        }
    });
    let mut findings = HashMap::new();
    for (number, sharers) in claims.iter().filter(|(_, sharers)| sharers.len() > 1) {
        let places: Vec<(usize, Place)> =
            sharers.iter().filter_map(|&index| Some((index, place_of(&records[index])?))).collect();
        for (index, place) in &places {
            let others = places.iter().filter(|(other, _)| other != index).map(|(_, place)| place.clone());
            findings.insert(*index, findings::same_case_number(number, place.clone(), others.collect()));
        }
    }
    findings
}

/// The case number that a record file claims, if it can be read.
pub(super) fn claim_of(record: &Path) -> Option<String> {
    let bytes = read::read_bytes(record).ok()?;
    let text = str::from_utf8(&bytes).ok()?;
    claim_in(text).map(str::to_owned)
}

/// The case number that a record's text claims.
pub(super) fn claim_in(text: &str) -> Option<&str> {
    claimed_number(text).map(|range| &text[range])
}

/// A warning where the record's file is not named by the case number in it.
pub(super) fn differing_name(record: &Path, source: &Arc<Source>) -> Option<Finding> {
    let range = claimed_number(source.text())?;
    let number = &source.text()[range.clone()];
    let named = record.file_stem().is_some_and(|stem| stem == number);
    // What is no case number is an error of its own, and would be no good name.
    let plain = number.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (!named && plain)
        .then(|| findings::file_name_differs(number, record, Place::new(source, Span::new(range))))
}

/// A record whose case number is that of `other` as well.
pub fn shared_case_number(number: &str, record: &Path, other: &Path) -> Finding {
    findings::case_number_taken(number, record, other)
}

/// Read again: the texts of thousands of records are not kept for the few that share a number.
fn place_of(record: &Path) -> Option<Place> {
    let source = read::read_source(record, &mut Sink::new()).ok()?;
    let range = claimed_number(source.text())?;
    Some(Place::new(&source, Span::new(range)))
}

/// Where the value of the top-level `case_number:` stands.
fn claimed_number(text: &str) -> Option<std::ops::Range<usize>> {
    claimed(text, "case_number")
}

/// Where the value of a top-level key stands on its line, without quotes and comment.
pub(super) fn claimed(text: &str, key: &str) -> Option<std::ops::Range<usize>> {
    let mut start = text.len() - text.trim_start_matches('\u{feff}').len();
    for line in text[start..].split_inclusive('\n') {
        if let Some(rest) = line.strip_prefix(key).and_then(|rest| rest.strip_prefix(':')) {
            let value = rest.split(" #").next()?.trim_matches([' ', '\t', '"', '\'', '\r', '\n']);
            let at = start + line.len() - rest.len() + rest.find(value)?;
            return (!value.is_empty()).then(|| at..at + value.len());
        }
        start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::claimed_number;

    #[test]
    fn the_claimed_number_stands_where_the_record_says_it() {
        for (text, number) in [
            ("case_number: CM14-0000001\n", "CM14-0000001"),
            ("\u{feff}case_number: CM14-0000001\r\nx: y\n", "CM14-0000001"),
            ("# first\ntemplate: imr-2014\ncase_number:   'CM14-0000001'   # here\n", "CM14-0000001"),
        ] {
            assert_eq!(&text[claimed_number(text).expect(text)], number);
        }
        for text in ["", "case_number:", "case_number: # none\n", "nested:\n  case_number: CM14-0000001\n"] {
            assert_eq!(claimed_number(text), None, "{text:?}");
        }
    }
}
