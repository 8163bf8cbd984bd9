//! Rules over the disputed items of a record.

use std::collections::HashMap;

use super::super::text::{Line, Paragraphs};
use crate::diag::{Finding, Sink, Span, codes};
use crate::yaml::{Fields, Spanned};

/// A fully authorized item is not in dispute and must not be decided (8 CCR 9792.10.6(a)).
pub(super) fn fully_authorized(record: Fields<'_>, sink: &mut Sink) {
    for decision in record.each("decisions") {
        let Some(requested) = decision.get::<Line>("partial_authorization/requested") else { continue };
        let Some(authorized) = decision.get::<Line>("partial_authorization/authorized") else { continue };
        if words(&requested) != words(&authorized) {
            continue;
        }
        sink.report(
            Finding::new(
                &codes::rule::FULLY_AUTHORIZED,
                "all that was requested was authorized: the item is not in dispute and must not be decided",
            )
            .at(record.place(authorized.span))
            .labelled("authorized is the same as requested")
            .related(record.place(requested.span), "requested here")
            .hint("correct what was authorized, or remove the item (8 CCR 9792.10.6(a))"),
        );
    }
}

/// One rationale word for word for two items is often one that was copied and not adapted; 11 of 194
/// letters have it.
pub(super) fn same_rationale(record: Fields<'_>, sink: &mut Sink) {
    let mut first_use: HashMap<Paragraphs, (usize, Span)> = HashMap::new();
    for (at, decision) in record.each("decisions").enumerate() {
        let Some(Spanned { value, span }) = decision.get::<Paragraphs>("rationale") else { continue };
        let (first, first_span) = *first_use.entry(value).or_insert((at, span));
        if first == at {
            continue;
        }
        sink.report(
            Finding::new(
                &codes::rule::SAME_RATIONALE,
                format!("items {} and {} have the same rationale, word for word", first + 1, at + 1),
            )
            .at(record.place(span))
            .labelled("the same text again")
            .related(record.place(first_span), "first used here")
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
