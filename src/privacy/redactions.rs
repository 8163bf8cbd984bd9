//! Whether what `redact` takes out are whole names and numbers.

use super::ordinary::{Ordinary, how_ordinary};
use super::values::Protected;
use crate::diag::{Finding, Sink, codes};
use crate::record::{CaseRecord, Folded, Phrases};

/// More findings than this about one record help nobody.
const MAX_FINDINGS: usize = 40;

/// Holds the phrases of `redact` to `rule/redact-part`: one that is an ordinary word would be taken out of every sentence, and
/// one that is a part of a name or number leaves the rest to be read.
pub(super) fn check(record: &CaseRecord, protected: &[Protected], sink: &mut Sink) {
    let phrases = Phrases::new(record.redact.iter().map(|phrase| &**phrase));
    let mut part_of: Vec<Option<&str>> = vec![None; record.redact.len()];
    let values = whole_values(record);
    for value in &values {
        let length = Folded::new(value).compact().len();
        for (number, range) in Folded::new(value).find_phrases(&phrases) {
            if Folded::new(&value[range]).compact().len() < length {
                part_of[number] = Some(value);
            }
        }
    }
    let mut left = MAX_FINDINGS;
    for (number, phrase) in record.redact.iter().enumerate() {
        let folded = Folded::new(phrase);
        let is_whole = || protected.iter().any(|value| !folded.find_compact(&value.compact).is_empty());
        let (message, hint) = match part_of[number] {
            _ if is_ordinary(&folded) => (
                format!("`{phrase}` is an ordinary word, and would be taken out wherever it stands"),
                "write the words around it as well, such as a title or the given name",
            ),
            Some(value) if !is_whole() => (
                format!("`{phrase}` is only a part of `{value}`, whose rest could be read"),
                "write the whole of it as the text has it",
            ),
            _ => continue,
        };
        if left == 0 {
            return;
        }
        left -= 1;
        sink.report(
            Finding::new(&codes::rule::REDACT_PART, message)
                .at(record.place_of(&format!("redact/{number}")))
                .labelled("this would not hide who is meant")
                .hint(hint),
        );
    }
}

/// Whether a phrase is one word of any text, or a number of a digit or two.
fn is_ordinary(phrase: &Folded) -> bool {
    let word: String = phrase.compact().into_iter().collect();
    let one = phrase.words().count() == 1;
    let short_number = word.len() < 3 && word.chars().all(|c| c.is_ascii_digit());
    one && (short_number || how_ordinary(&word) == Ordinary::Frequent)
}

/// What the record says of its parties, as typed; cities aside, of which many people are.
fn whole_values(record: &CaseRecord) -> Vec<&str> {
    let parties = [
        &record.employee,
        &record.representative,
        &record.requesting_physician,
        &record.claims_administrator,
    ];
    let parties = parties.into_iter().flatten().chain(&record.copies);
    let of_parties = parties.flat_map(|party| {
        let names = [Some(&party.name), party.envelope_name.as_ref()];
        let organizations = [party.organization.as_ref(), party.envelope_organization.as_ref()];
        names.into_iter().chain(organizations).flatten().chain(&party.address.street)
    });
    of_parties.chain(&record.claim_number).map(|value| &**value).collect()
}
