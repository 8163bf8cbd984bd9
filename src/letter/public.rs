//! A letter as it is published.

use crate::record::CaseRecord;

/// What stands in the place of a phrase of `redact`.
pub const REDACTED: &str = "[redacted]";

/// The record with every phrase of its `redact` replaced in every text that is published; nothing else changes.
pub(super) fn redacted(record: &CaseRecord) -> CaseRecord {
    let redact = |text: &mut String| {
        for range in record.redactions(text).into_iter().rev() {
            text.replace_range(range, REDACTED);
        }
    };
    // A phrase may go on over the end of a paragraph.
    let redact_paragraphs = |paragraphs: &mut Vec<String>| {
        let mut text = paragraphs.join("\n\n");
        redact(&mut text);
        *paragraphs = text.split("\n\n").map(str::to_owned).collect();
    };
    let mut redacted = record.clone();
    for line in redacted.reviewer.specialties.iter_mut().chain(&mut redacted.reviewer.licensed_in) {
        redact(&mut line.value);
    }
    redact_paragraphs(&mut redacted.clinical_summary.value);
    for item in &mut redacted.decisions {
        redact(&mut item.treatment.value);
        redact_paragraphs(&mut item.claims_administrator_guideline.value);
        redact_paragraphs(&mut item.maximus_guideline.value);
        redact_paragraphs(&mut item.rationale.value);
        if let Some(partial) = &mut item.partial_authorization {
            redact(&mut partial.requested.value);
            redact(&mut partial.authorized.value);
        }
    }
    if let Some(replaces) = &mut redacted.replaces {
        redact(&mut replaces.reason.value);
    }
    redacted
}
