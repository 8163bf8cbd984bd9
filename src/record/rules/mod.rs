//! The rules of the field over the values of a record, one function a rule; `src/record/rules.md` is the
//! ledger of all of them. A rule that is not sure is silent: a false alarm costs more than a miss.

mod body_part;
mod conclusion;
mod dates;
mod items;
mod mailed;
mod narrative;
mod own_fields;
mod parties;
mod reviewer;
mod sentences;

use super::record_contract::RecordContract;
use crate::diag::Sink;
use crate::yaml::Fields;

pub use dates::no_mailing_on;
pub use mailed::{check_mailed, missing_for_mailing, place_served};

/// More findings than this about one record help nobody.
const MAX_FINDINGS: usize = 100;

/// Holds what is known of a record to the rules. Of very many findings the most serious are reported.
pub(super) fn check(record: Fields<'_>, contract: &RecordContract, sink: &mut Sink) {
    let mut own = Sink::new();
    check_each(record, contract, &mut own);
    sink.take_most_serious(own, MAX_FINDINGS);
}

fn check_each(record: Fields<'_>, contract: &RecordContract, sink: &mut Sink) {
    dates::order(record, sink);
    own_fields::order(record, contract.own_fields(), sink);
    own_fields::numbers(record, contract.own_fields(), sink);
    dates::weekend(record, sink);
    dates::application_late(record, sink);
    dates::decision_late(record, sink);
    dates::case_year(record, sink);
    narrative::injury_date(record, sink);
    dates::far_year(record, sink);
    dates::no_post(record, sink);
    parties::country(record, sink);
    parties::email(record, contract.needs(), sink);
    reviewer::states(record, sink);
    reviewer::specialties(record, sink);
    items::fully_authorized(record, sink);
    items::same_rationale(record, sink);
    conclusion::contradicts_outcome(record, sink);
    body_part::guideline_of_another(record, sink);
}
