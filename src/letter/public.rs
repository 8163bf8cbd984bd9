//! A letter as it is published.

use crate::record::CaseRecord;

/// What stands in the place of a phrase of `redact`.
pub const REDACTED: &str = "[redacted]";

/// The record as it is published: without the own fields that may not be, and with every phrase of its `redact` replaced
/// in every text; nothing else changes.
pub(super) fn published(record: &CaseRecord) -> CaseRecord {
    let record = &record.with_published_fields();
    if record.redact.is_empty() {
        return record.clone();
    }
    record.with_texts(redacted(record))
}

/// A text with the phrases of a record's `redact` replaced.
pub(super) fn redacted(record: &CaseRecord) -> impl Fn(&str) -> String {
    let redaction = record.redaction();
    // A phrase may go on over the end of a paragraph.
    move |text| {
        let mut published = String::with_capacity(text.len());
        let mut from = 0;
        for range in redaction.ranges(text) {
            published.push_str(&text[from..range.start]);
            published.push_str(REDACTED);
            from = range.end;
        }
        published.push_str(&text[from..]);
        published
    }
}
