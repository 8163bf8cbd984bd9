//! Records that claim one case number, found before anything is written.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::findings;
use super::record_file::{RecordFile, case_numbers_of};
use crate::diag::{Finding, Place, Sink};
use crate::record::CaseNumber;

/// By the record's place in the list, what to report where another of them claims its case number.
pub(super) fn find_shared(records: &[PathBuf]) -> HashMap<usize, Finding> {
    if records.len() < 2 {
        return HashMap::new();
    }
    shared_among(records, case_numbers_of(records).iter().map(Option::as_ref))
}

/// The same of records whose case numbers are known, in their order.
pub(super) fn shared_among<'a>(
    records: &[PathBuf],
    numbers: impl Iterator<Item = Option<&'a CaseNumber>>,
) -> HashMap<usize, Finding> {
    let mut claims: BTreeMap<&CaseNumber, Vec<usize>> = BTreeMap::new();
    for (index, number) in numbers.enumerate() {
        if let Some(number) = number {
            claims.entry(number).or_default().push(index);
        }
    }
    let mut findings = HashMap::new();
    for (number, sharers) in claims.iter().filter(|(_, sharers)| sharers.len() > 1) {
        let places: Vec<(usize, Place)> =
            sharers.iter().filter_map(|&index| Some((index, place_in(&records[index])?))).collect();
        for (index, place) in &places {
            let others = places.iter().filter(|(other, _)| other != index).map(|(_, place)| place.clone());
            findings.insert(*index, findings::same_case_number(number, place.clone(), others.collect()));
        }
    }
    findings
}

/// A record whose case number is that of `other` as well.
pub fn shared_case_number(number: &str, record: &Path, other: &Path) -> Finding {
    findings::case_number_taken(number, record, other)
}

/// Read again: the texts of thousands of records are not kept for the few that share a number.
fn place_in(record: &Path) -> Option<Place> {
    RecordFile::read(record, &mut Sink::new()).ok()?.place()
}
