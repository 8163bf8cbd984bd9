//! What of a record is not published: the phrases of `redact`, and where they stand in its texts.

use std::collections::HashSet;
use std::ops::Range;

use super::folded::{Folded, Phrases};
use super::texts::Text;
use super::types::CaseRecord;
use crate::diag::{Finding, Sink, codes};
use crate::yaml::TextKind;

/// More findings than this about one record help nobody.
const MAX_FINDINGS: usize = 40;

/// Phrases of a record, such as those of `redact`, to be found in its texts.
pub struct Redaction {
    phrases: Phrases,
}

impl Redaction {
    /// Where the phrases stand in a text: bytes, in order, none over another. Case and accents make no difference, and
    /// white space is as good as other white space of its paragraph.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Folded::new(text).find_phrases(&self.phrases);
        found.sort_by_key(|(_, range)| range.start);
        let mut parted: Vec<Range<usize>> = Vec::with_capacity(found.len());
        for (_, range) in found {
            match parted.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                _ => parted.push(range),
            }
        }
        parted
    }
}

impl CaseRecord {
    pub fn redaction(&self) -> Redaction {
        Redaction { phrases: Phrases::new(self.redact.iter().map(|phrase| &**phrase)) }
    }

    /// The phrases that someone has looked at and lets stand.
    pub fn allowance(&self) -> Redaction {
        let allowed = self.public.iter().flat_map(|public| &public.allow);
        Redaction { phrases: Phrases::new(allowed.map(|allowed| &*allowed.text)) }
    }

    /// The texts that are printed in the determination.
    pub fn determination_texts(&self) -> Vec<Text> {
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
    let phrases = record.redaction().phrases;
    let texts = record.determination_texts();
    let found = texts.iter().flat_map(|text| Folded::new(&text.value).find_phrases(&phrases));
    let found: HashSet<usize> = found.map(|(number, _)| number).collect();
    let unused = record.redact.iter().enumerate().filter(|(number, _)| !found.contains(number));
    for (number, phrase) in unused.take(MAX_FINDINGS) {
        sink.report(
            Finding::new(&codes::rule::REDACT_UNUSED, format!("`{phrase}` is in no text of the record"))
                .at(record.place_of(&format!("redact/{number}")))
                .labelled("nothing is redacted for this")
                .hint("write it as it is in the text, in whole words, or remove it from `redact`"),
        );
    }
}
