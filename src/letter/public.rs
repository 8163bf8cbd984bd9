//! A letter as it is published.

use super::Letter;
use crate::record::CaseRecord;

/// What stands in the place of a phrase of `redact`.
pub const REDACTED: &str = "[redacted]";

/// The letter with every phrase of the record's `redact` replaced in every text; nothing else changes.
pub(super) fn redacted(mut letter: Letter, record: &CaseRecord) -> Letter {
    let redact = |text: &mut String| {
        for range in record.redactions(text).into_iter().rev() {
            text.replace_range(range, REDACTED);
        }
    };
    letter.reviewer.specialties.iter_mut().for_each(redact);
    letter.reviewer.licensed_in.iter_mut().for_each(redact);
    redact(&mut letter.clinical_summary);
    for item in &mut letter.decisions {
        redact(&mut item.treatment);
        redact(&mut item.claims_administrator_guideline);
        redact(&mut item.maximus_guideline);
        redact(&mut item.rationale);
        if let Some(partial) = &mut item.partial_authorization {
            redact(&mut partial.requested);
            redact(&mut partial.authorized);
        }
    }
    if let Some(replaces) = &mut letter.replaces {
        redact(&mut replaces.reason);
    }
    letter
}
