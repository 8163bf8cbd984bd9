//! Rules over the disputed items of a record.

use std::collections::HashMap;

use super::super::text::{Line, Paragraphs};
use crate::diag::{Finding, Sink, Span, codes};
use crate::yaml::{Fields, Spanned};

/// A fully authorized item: the review may be terminated on notice (8 CCR 9792.10.6(a)), so it is worth a look.
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
                "all that was requested was authorized, and the item is decided all the same",
            )
            .at(record.place(authorized.span))
            .labelled("authorized is the same as requested")
            .related(record.place(requested.span), "requested here")
            .hint("correct what was authorized; or remove the item: the review of one that is authorized may be terminated (8 CCR 9792.10.6(a))"),
        );
    }
}

/// One rationale word for word for several items is often one that was copied and not adapted; 11 of 194
/// letters have it.
pub(super) fn same_rationale(record: Fields<'_>, sink: &mut Sink) {
    let mut uses: Vec<Vec<(usize, Span)>> = Vec::new();
    let mut known: HashMap<Paragraphs, usize> = HashMap::new();
    for (at, decision) in record.each("decisions").enumerate() {
        let Some(Spanned { value, span }) = decision.get::<Paragraphs>("rationale") else { continue };
        let of = *known.entry(value).or_insert(uses.len());
        if of == uses.len() {
            uses.push(Vec::new());
        }
        uses[of].push((at + 1, span));
    }
    for uses in uses {
        let [(first, first_span), (_, span), ref more @ ..] = uses[..] else { continue };
        let mut numbers: Vec<String> = uses.iter().map(|(number, _)| number.to_string()).collect();
        let last = numbers.pop().unwrap_or_default();
        let message =
            format!("items {} and {last} have the same rationale, word for word", numbers.join(", "));
        let finding = Finding::new(&codes::rule::SAME_RATIONALE, message)
            .at(record.place(span))
            .labelled(format!("that of item {first} again"))
            .related(record.place(first_span), "first used here");
        let finding =
            more.iter().fold(finding, |finding, (_, span)| finding.related(record.place(*span), "and here"));
        sink.report(finding.hint("check that it speaks of each item"));
    }
}

/// The words of a text, whatever their case and punctuation.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
