//! Records that claim one case number, found before anything is written.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::{codes, read};
use crate::diag::{Finding, Place, Sink, Span};

/// For every record, what to report where another of them claims its case number.
///
/// Only looks for the line that says it: the record's own reading comes later and judges the rest.
pub(super) fn find_shared(records: &[PathBuf]) -> Vec<Option<Finding>> {
    let mut claims: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, path) in records.iter().enumerate() {
        if let Ok(bytes) = read::read_bytes(path)
            && let Ok(text) = str::from_utf8(&bytes)
            && let Some(range) = claimed_number(text)
        {
            claims.entry(text[range].to_owned()).or_default().push(index);
        }
    }
    let mut findings: Vec<Option<Finding>> = records.iter().map(|_| None).collect();
    for (number, sharers) in claims.iter().filter(|(_, sharers)| sharers.len() > 1) {
        let places: Vec<(usize, Place)> =
            sharers.iter().filter_map(|&index| Some((index, place_of(&records[index])?))).collect();
        for (index, place) in &places {
            let others = places.iter().filter(|(other, _)| other != index).map(|(_, place)| place.clone());
            findings[*index] = Some(codes::same_case_number(number, place.clone(), others.collect()));
        }
    }
    findings
}

/// A record whose case number is that of `other` as well.
pub fn shared_case_number(number: &str, record: &Path, other: &Path) -> Finding {
    codes::case_number_taken(number, record, other)
}

/// Read again: the texts of thousands of records are not kept for the few that share a number.
fn place_of(record: &Path) -> Option<Place> {
    let source = read::read_source(record, &mut Sink::new()).ok()?;
    let range = claimed_number(source.text())?;
    Some(Place::new(&source, Span::new(range)))
}

/// Where the value of a top-level `case_number:` stands, without quotes and comment.
fn claimed_number(text: &str) -> Option<std::ops::Range<usize>> {
    const KEY: &str = "case_number:";
    let text_start = text.len() - text.trim_start_matches('\u{feff}').len();
    let key = if text[text_start..].starts_with(KEY) {
        text_start
    } else {
        text.match_indices("\ncase_number:").next()?.0 + 1
    };
    let rest = &text[key + KEY.len()..];
    let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
    let value = line.split(" #").next()?.trim_matches([' ', '\t', '"', '\'']);
    let start = key + KEY.len() + line.find(value)?;
    (!value.is_empty()).then(|| start..start + value.len())
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
