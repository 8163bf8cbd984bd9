//! What of a record is not published: the phrases of `redact`, and where they stand in its texts.

use std::ops::Range;

use super::folded::Folded;
use super::texts::Text;
use super::types::CaseRecord;
use crate::diag::{Finding, Sink, codes};
use crate::yaml::TextKind;

impl CaseRecord {
    /// Where phrases of `redact` stand in a text of the record: bytes, in order, none over another. Case and
    /// accents make no difference, and white space is as good as other white space of its paragraph.
    pub fn redactions(&self, text: &str) -> Vec<Range<usize>> {
        if self.redact.is_empty() {
            return Vec::new();
        }
        let folded = Folded::new(text);
        let mut found: Vec<Range<usize>> =
            self.redact.iter().flat_map(|phrase| folded.find_phrase(&Folded::new(phrase))).collect();
        found.sort_by_key(|range| range.start);
        let mut parted: Vec<Range<usize>> = Vec::with_capacity(found.len());
        for range in found {
            match parted.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                _ => parted.push(range),
            }
        }
        parted
    }

    /// The texts that are printed in the determination.
    pub(super) fn determination_texts(&self) -> Vec<Text> {
        let mut texts = self.texts();
        texts.retain(|text| text.in_determination && text.kind != TextKind::Value);
        texts
    }
}

/// A phrase that is to be redacted and stands nowhere is mistyped, or the text was changed.
pub(super) fn unused(record: &CaseRecord, sink: &mut Sink) {
    if record.redact.is_empty() {
        return;
    }
    let texts: Vec<_> = record.determination_texts().iter().map(|text| Folded::new(&text.value)).collect();
    for (number, phrase) in record.redact.iter().enumerate() {
        let folded = Folded::new(phrase);
        if texts.iter().all(|text| text.find_phrase(&folded).is_empty()) {
            sink.report(
                Finding::new(
                    &codes::rule::REDACT_UNUSED,
                    format!("`{phrase}` stands in no text of the record"),
                )
                .at(record.place_of(&format!("redact/{number}")))
                .labelled("nothing is redacted for this")
                .hint("write it as it stands in the text, whole words, or take it out of `redact`"),
            );
        }
    }
}
