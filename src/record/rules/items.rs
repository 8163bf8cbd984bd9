//! Rules over the disputed items of a record.

use std::collections::HashMap;

use super::super::draft::Draft;
use crate::diag::{Finding, Sink, codes};

/// A fully authorised item is not in dispute and must not be decided (8 CCR 9792.10.6(a)).
pub(super) fn fully_authorized(draft: &Draft, sink: &mut Sink) {
    for decision in &draft.decisions {
        let Some(part) = &decision.partial_authorization else { continue };
        if words(&part.requested) != words(&part.authorized) {
            continue;
        }
        sink.report(
            Finding::new(
                &codes::rule::FULLY_AUTHORIZED,
                "all that was requested was authorised: the item is not in dispute and must not be decided",
            )
            .at(draft.place(part.authorized.span))
            .labelled("authorised is the same as requested")
            .related(draft.place(part.requested.span), "requested here")
            .hint("correct what was authorised, or remove the item (8 CCR 9792.10.6(a))"),
        );
    }
}

/// One rationale word for word for two items is often one that was copied and not adapted; 11 of 194
/// letters have it.
pub(super) fn same_rationale(draft: &Draft, sink: &mut Sink) {
    let mut first_use: HashMap<&[String], usize> = HashMap::new();
    for (at, decision) in draft.decisions.iter().enumerate() {
        let first = *first_use.entry(&decision.rationale).or_insert(at);
        if first == at {
            continue;
        }
        sink.report(
            Finding::new(
                &codes::rule::SAME_RATIONALE,
                format!("items {} and {} have the same rationale, word for word", first + 1, at + 1),
            )
            .at(draft.place(decision.rationale.span))
            .labelled("the same text again")
            .related(draft.place(draft.decisions[first].rationale.span), "first used here")
            .hint("check that it speaks of this item"),
        );
    }
}

/// The words of a text, whatever their case and punctuation.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
