//! Who gets a copy of a letter.

use super::part::Part;
use crate::record::{CaseRecord, Party};

/// Everyone who gets a copy, each with the key of the record and the part of the letter that is theirs.
pub fn parties(record: &CaseRecord) -> Vec<(&'static str, Part, &Party)> {
    let one = [
        ("employee", Part::Employee, &record.employee),
        ("representative", Part::Representative, &record.representative),
        ("requesting_physician", Part::RequestingPhysician, &record.requesting_physician),
        ("claims_administrator", Part::ClaimsAdministrator, &record.claims_administrator),
    ];
    let one = one.into_iter().filter_map(|(kind, part, party)| Some((kind, part, party.as_ref()?)));
    let copies = (1..).zip(&record.copies).map(|(number, party)| ("copy", Part::Copy(number), party));
    one.chain(copies).collect()
}
