//! What comes with text that was pasted or cut: tables, lists without a clear end, labels and outcomes that the letter
//! prints by itself, sentences without an end.

use std::borrow::Cow;
use std::ops::Range;

use super::blocks::{list_items, table, unclear_line};
use super::record_contract::RecordContract;
use super::text::Paragraphs;
use super::texts::{TypedText, each_text};
use crate::diag::{Finding, Place, Sink, codes};
use crate::yaml::{Outline, TextKind, locate_part};

/// More findings than this about one record help nobody.
const MAX_FINDINGS: usize = 40;

/// Looks at every text of a record. Of very many findings the most serious are reported.
pub(super) fn check(contract: &RecordContract, outline: &Outline, sink: &mut Sink) {
    let mut own = Sink::new();
    each_text(contract, outline, &mut |text| {
        if text.kind == TextKind::Value {
            return;
        }
        let look = Look { outline, typed: text.scalar.with_blank_lines(), text };
        look.repeats_its_label(&mut own);
        look.states_an_outcome(&mut own);
        if look.text.kind == TextKind::Paragraphs {
            look.holds_a_table_or_an_unclear_list(&mut own);
            look.stops_in_a_sentence(&mut own);
        }
    });
    sink.take_most_serious(own, MAX_FINDINGS);
}

/// One text.
struct Look<'a> {
    outline: &'a Outline,
    typed: Cow<'a, str>,
    text: TypedText<'a>,
}

impl Look<'_> {
    /// The name of its field.
    fn field(&self) -> &str {
        self.text.path.rsplit('/').next().unwrap_or_default()
    }

    fn place(&self, bytes: &Range<usize>) -> Place {
        let source = self.outline.source();
        Place::new(source, locate_part(source.text(), self.text.node.span, &self.typed, bytes))
    }

    fn holds_a_table_or_an_unclear_list(&self, sink: &mut Sink) {
        if let Some(bytes) = table(&self.typed) {
            let message = "a text holds a table; texts have paragraphs and lists only";
            sink.report(
                Finding::new(&codes::record::TABLE, message)
                    .at(self.place(&bytes))
                    .labelled("these lines would run together")
                    .hint("write a sentence for each row, or a list: lines that each start with `- `"),
            );
        } else if let Some((bytes, hint)) = unclear_line(&self.typed) {
            let message = "it is not clear how this line belongs to the list around it";
            sink.report(
                Finding::new(&codes::record::LIST, message)
                    .at(self.place(&bytes))
                    .labelled("part of an item, or not?")
                    .hint(hint),
            );
        }
    }

    /// A text that was cut ends in a sentence. Guidelines are cited by titles, and the items of a list need no full stop.
    fn stops_in_a_sentence(&self, sink: &mut Sink) {
        if self.field().ends_with("guideline") {
            return;
        }
        let paragraphs = Paragraphs::new(&self.typed);
        if paragraphs.last().is_none_or(|last| list_items(last).is_some()) {
            return;
        }
        let text = self.typed.trim_end();
        let closed = text.trim_end_matches(['"', '\'', '”', '’', ')', ']', '*', ' ']);
        if closed.is_empty() || closed.ends_with(['.', '!', '?', '…']) {
            return;
        }
        let word = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        sink.report(
            Finding::new(
                &codes::rule::UNFINISHED,
                format!("`{}` stops without the end of a sentence", self.field()),
            )
            .at(self.place(&(word..text.len())))
            .labelled("nothing follows")
            .hint("was the text cut? else close the sentence"),
        );
    }

    /// `rationale: "Decision rationale: The records …"`: the letter prints the label by itself.
    fn repeats_its_label(&self, sink: &mut Sink) {
        let Some((label, _)) = self.typed.split_once(':').filter(|(label, _)| label.len() <= 60) else {
            return;
        };
        let of_field = |word: &str| self.field().split('_').any(|part| part == word);
        let beside = ["decision", "case", "in", "dispute", "for", "the", "of", "item", "service"];
        let label_lower = label.trim().to_lowercase();
        let mut words =
            label_lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
        if words.peek().is_none() || !label_lower.split(' ').any(of_field) {
            return;
        }
        if words.all(|word| of_field(word) || beside.contains(&word)) {
            let message =
                format!("`{}` starts with its own label, which the letter prints as well", self.field());
            sink.report(
                Finding::new(&codes::rule::REPEATED_LABEL, message)
                    .at(self.place(&(0..label.len() + 1)))
                    .labelled("printed twice")
                    .hint("remove it from the text"),
            );
        }
    }

    /// `treatment: "MRI of the knee: Denied"`: the letter prints the outcome after the treatment.
    fn states_an_outcome(&self, sink: &mut Sink) {
        if self.field() != "treatment" {
            return;
        }
        let text = self.typed.trim_end();
        let lower = text.to_ascii_lowercase();
        let lower = lower.trim_end_matches(['.', ')', ' ', ':']);
        let outcomes = ["upheld", "overturned", "denied", "approved", "certified", "medically necessary"];
        let Some(outcome) = outcomes.into_iter().find(|outcome| lower.ends_with(outcome)) else { return };
        let start = lower.len() - outcome.len();
        if lower[..start].ends_with(|c: char| c.is_alphanumeric()) || start == 0 {
            return;
        }
        sink.report(
            Finding::new(
                &codes::rule::TREATMENT_OUTCOME,
                "`treatment` ends in an outcome, and the letter prints the outcome after it",
            )
            .at(self.place(&(start..start + outcome.len())))
            .labelled("printed before the outcome")
            .hint("name the treatment alone; what became of the denial is said by `outcome`"),
        );
    }
}
