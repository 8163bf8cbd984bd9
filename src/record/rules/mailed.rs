//! What a record must hold before its letter is mailed.

use super::super::types::{Address, CaseRecord};
use crate::diag::{Finding, Sink, codes};
use crate::law::{self, Country, Place};

/// Holds a record to what must be there before its letter is mailed: `rule/no-documents` (8 CCR
/// 9792.10.6(d)) and `rule/missing-for-mailing`, all as errors in the sink. What its wording does without is not missed.
pub fn check_mailed(record: &CaseRecord, sink: &mut Sink) {
    let needs = record.contract.needs();
    if record.documents_reviewed.is_empty() && !needs.does_without("documents_reviewed") {
        sink.report(
            Finding::new(
                &codes::rule::NO_DOCUMENTS,
                "no documents are listed as reviewed; a determination that is mailed lists them (8 CCR 9792.10.6(d))",
            )
            .at(record.place_of("case_number"))
            .labelled("the record of this case has no `documents_reviewed`")
            .hint("add `documents_reviewed:` with at least the provider and the range of dates of each kind"),
        );
    }
    if let Some(mailed) = record.mailed_date.filter(|_| needs.has_appeal()) {
        // Every party's day is computed alike, so one finding says it for all.
        if let Err(why) = law::last_day_to_appeal(mailed.0, Place::Abroad) {
            sink.report(
                Finding::new(
                    &codes::rule::LAW_NOT_KNOWN,
                    format!("the last day to appeal cannot be computed: {why}"),
                )
                .at(record.place_of("mailed_date"))
                .labelled("mailed on this day")
                .hint("check the year; for later days, use a newer version of this program"),
            );
        }
    }
    missing_for_mailing(record).for_each(|name| missing(record, name, sink));
}

/// The fields that a mailed letter needs and the record lacks (`rule/missing-for-mailing`), but those that its wording does
/// without.
pub fn missing_for_mailing(record: &CaseRecord) -> impl Iterator<Item = &'static str> {
    let needed = [
        ("mailed_date", record.mailed_date.is_none()),
        ("claim_number", record.claim_number.is_none()),
        ("employee", record.employee.is_none()),
        ("requesting_physician", record.requesting_physician.is_none()),
        ("claims_administrator", record.claims_administrator.is_none()),
    ];
    let missing = needed.into_iter().filter(|(_, is_missing)| *is_missing).map(|(name, _)| name);
    missing.filter(|name| !record.contract.needs().does_without(name))
}

/// Where a party is served; none where the country is not known (`rule/country`).
pub fn place_served(address: &Address) -> Option<Place> {
    match (&address.country, &address.state) {
        (Some(country), _) => (law::country(country) == Country::Abroad).then_some(Place::Abroad),
        (None, Some(state)) => law::state(state).map(|(place, _)| place),
        (None, None) => None,
    }
}

fn missing(record: &CaseRecord, name: &str, sink: &mut Sink) {
    sink.report(
        Finding::new(
            &codes::rule::MISSING_FOR_MAILING,
            format!("`{name}` is needed before the letter is mailed"),
        )
        .at(record.place_of("case_number"))
        .labelled(format!("the record of this case has no `{name}`"))
        .hint(format!("add `{name}:` to the record")),
    );
}
