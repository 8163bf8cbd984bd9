//! The rules of the field over the values of a record, one function a rule; `src/record/rules.md` is the
//! ledger of all of them.

use super::draft::Draft;
use super::types::CaseRecord;
use crate::diag::Sink;

/// Holds what is known of a record to the rules.
pub(super) fn check(_draft: &Draft, _sink: &mut Sink) {}

/// Holds a record to what must be there before its letter is mailed.
pub fn check_mailed(_record: &CaseRecord, _sink: &mut Sink) {}
