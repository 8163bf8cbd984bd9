//! The rules of the field over the values of a record, one function a rule; `src/record/rules.md` is the
//! ledger of all of them. A rule that is not sure is silent: a false alarm costs more than a miss.

mod body_part;
mod conclusion;
mod dates;
mod items;
mod mailed;
mod narrative;
mod sentences;

use std::cmp::Reverse;

use super::draft::Draft;
use crate::diag::Sink;

pub use mailed::check_mailed;

/// More findings than this about one record help nobody.
const MAX_FINDINGS: usize = 100;

/// Holds what is known of a record to the rules. Of very many findings the gravest are reported.
pub(super) fn check(draft: &Draft, sink: &mut Sink) {
    let mut own = Sink::new();
    check_each(draft, &mut own);
    let mut found = own.into_findings();
    if found.len() > MAX_FINDINGS {
        found.sort_by_key(|finding| Reverse(finding.severity()));
        found.truncate(MAX_FINDINGS);
    }
    found.into_iter().for_each(|finding| sink.report(finding));
}

fn check_each(draft: &Draft, sink: &mut Sink) {
    dates::order(draft, sink);
    dates::weekend(draft, sink);
    dates::application_late(draft, sink);
    dates::decision_late(draft, sink);
    dates::case_year(draft, sink);
    narrative::injury_date(draft, sink);
    items::fully_authorized(draft, sink);
    items::same_rationale(draft, sink);
    conclusion::contradicts_outcome(draft, sink);
    body_part::guideline_of_another(draft, sink);
}
