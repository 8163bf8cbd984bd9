//! Which parties of a record may appeal, and by when.

use super::parties::parties;
use crate::law::{self, Deadline, Service, Side};
use crate::record::{CaseRecord, Outcome, Party, place_served};

/// A party, and its last day to appeal.
#[derive(Clone, Debug)]
pub struct Appeal {
    /// As [`super::Recipient::kind`].
    pub kind: &'static str,
    pub name: String,
    /// None of a party that may not appeal, and of letters that the law of these appeals is not about.
    pub deadline: Option<Deadline>,
}

/// The appeals of all who get a copy, in their order; none where the record has no mailing date or the law of
/// that day is not known (`rule/law-not-known`).
pub fn appeals(record: &CaseRecord) -> Option<Vec<Appeal>> {
    let mailed = record.mailed_date?.0;
    let appeal = |kind, party: &Party| {
        let deadline = match record.contract.needs().has_appeal() && may_appeal(kind, record) {
            true => Some(law::last_day_to_appeal(mailed, service(party)?).ok()?),
            false => None,
        };
        Some(Appeal { kind, name: party.name.to_string(), deadline })
    };
    parties(record).into_iter().map(|(kind, _, party)| appeal(kind, party)).collect()
}

/// How a party is served; none where the place of its address is not known.
fn service(party: &Party) -> Option<Service> {
    match party.emailed_to() {
        Some(_) => Some(Service::Email),
        None => place_served(&party.address).map(Service::Mail),
    }
}

/// Whether a party's copy says that it may appeal: a side that the determination aggrieves, and who represents
/// it.
fn may_appeal(kind: &str, record: &CaseRecord) -> bool {
    let any = |outcome| record.decisions.iter().any(|item| item.outcome == outcome);
    let side = match kind {
        "employee" | "representative" => Side::Employee,
        "claims_administrator" => Side::Employer,
        _ => return false,
    };
    law::aggrieved(side, any(Outcome::Upheld), any(Outcome::Overturned))
}
