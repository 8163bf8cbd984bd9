//! Who gets a copy of a letter.

use crate::record::{CaseRecord, Party};

/// Everyone who gets a copy, each with the name of their file: the key of the record, and a number where
/// there can be several.
pub fn parties(record: &CaseRecord) -> Vec<(&'static str, String, &Party)> {
    let one = [
        ("employee", &record.employee),
        ("representative", &record.representative),
        ("requesting_physician", &record.requesting_physician),
        ("claims_administrator", &record.claims_administrator),
    ];
    let one = one.into_iter().filter_map(|(kind, party)| Some((kind, kind.to_owned(), party.as_ref()?)));
    let copies =
        record.copies.iter().enumerate().map(|(at, party)| ("copy", format!("copy-{}", at + 1), party));
    one.chain(copies).collect()
}
