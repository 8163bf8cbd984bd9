//! A letter as it is published.

use crate::record::CaseRecord;

/// What stands in the place of a phrase of `redact`.
pub const REDACTED: &str = "[redacted]";

/// The record with every phrase of its `redact` replaced in every text that is published; nothing else changes.
pub(super) fn redacted(record: &CaseRecord) -> CaseRecord {
    if record.redact.is_empty() {
        return record.clone();
    }
    // A phrase may go on over the end of a paragraph.
    record.with_texts(|text| {
        let mut text = text.to_owned();
        for range in record.redactions(&text).into_iter().rev() {
            text.replace_range(range, REDACTED);
        }
        text
    })
}
