//! Every text of a record, found along the schema of its types: a new field of the contract is among them without being
//! named anywhere else.

use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;

use super::record_contract::RecordContract;
use super::text::{Line, Paragraphs};
use super::types::CaseRecord;
use crate::diag::{Place, Source};
use crate::yaml::{Kind, Node, Outline, Scalar, Shape, TextKind};

/// A text of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The keys and numbers that lead to it: `decisions/0/rationale`.
    pub path: String,
    /// As it is printed; paragraphs with a blank line between them.
    pub value: String,
    pub kind: TextKind,
    /// Whether the determination prints it; other texts are for addressed copies, or for no paper.
    pub in_determination: bool,
}

impl CaseRecord {
    pub fn source(&self) -> &Arc<Source> {
        self.outline.source()
    }

    /// Where a field stands, by the keys and numbers that lead to it; where it is left out, the record around it.
    pub fn place_of(&self, path: &str) -> Place {
        self.outline.place(path)
    }

    /// Where bytes of a text were typed.
    pub fn place_in(&self, text: &Text, part: &Range<usize>) -> Place {
        self.outline.part(&text.path, &text.value, part)
    }

    /// Every text and every value of one form, in the order of the contract.
    pub fn texts(&self) -> Vec<Text> {
        let mut texts = Vec::new();
        each_text(&self.contract, &self.outline, &mut |text| {
            let typed = text.scalar.with_blank_lines();
            let value = match text.kind {
                TextKind::Paragraphs => Paragraphs::new(&typed).joined(),
                TextKind::Line | TextKind::Value => Line::new(&typed).to_string(),
            };
            let TypedText { path, kind, in_determination, .. } = text;
            texts.push(Text { path: path.to_owned(), value, kind, in_determination });
        });
        texts
    }

    /// The record as the determination prints it, with each of its texts given again.
    pub fn with_texts(&self, mut new: impl FnMut(&str) -> String) -> CaseRecord {
        let mut value = serde_json::to_value(self).expect("a record has text keys only");
        for text in self.texts().iter().filter(|text| text.in_determination && text.kind != TextKind::Value) {
            if let Some(Value::String(value)) = value.pointer_mut(&format!("/{}", text.path)) {
                *value = new(value);
            }
        }
        let record: CaseRecord = serde_json::from_value(value).expect("a record is read as it was written");
        CaseRecord { outline: self.outline.clone(), contract: Arc::clone(&self.contract), ..record }
    }

    /// The record without the own fields that may not be published.
    #[must_use]
    pub fn with_published_fields(&self) -> CaseRecord {
        let extra = self.extra.clone().published(self.contract.own_fields());
        CaseRecord { extra, ..self.clone() }
    }

    /// Where a character was typed first in a text.
    pub fn find_char(&self, wanted: char) -> Option<Place> {
        self.texts().iter().find_map(|text| {
            let at = text.value.find(wanted)?;
            Some(self.place_in(text, &(at..at + wanted.len_utf8())))
        })
    }
}

/// A text as it was typed.
pub(super) struct TypedText<'a> {
    pub path: &'a str,
    pub node: &'a Node,
    pub scalar: &'a Scalar,
    pub kind: TextKind,
    pub in_determination: bool,
}

/// Goes through every text that the contract knows, in its order, whatever is wrong with the record.
pub(super) fn each_text(contract: &RecordContract, outline: &Outline, visit: &mut impl FnMut(TypedText<'_>)) {
    let mut walk = Walk { path: String::new(), visit };
    walk.node(outline.root(), contract.contract().shape(), true);
}

struct Walk<'a, F> {
    path: String,
    visit: &'a mut F,
}

impl<F: FnMut(TypedText<'_>)> Walk<'_, F> {
    fn node(&mut self, node: &Node, shape: &Shape, in_determination: bool) {
        match (shape, &node.kind) {
            (Shape::Text(text) | Shape::TextOrMap(text, _), Kind::Scalar(scalar)) => {
                (self.visit)(TypedText { path: &self.path, node, scalar, kind: text.kind, in_determination });
            }
            (Shape::List { of, .. }, Kind::List(items)) => {
                for (number, item) in items.iter().enumerate() {
                    self.below(&number.to_string(), item, of, in_determination);
                }
            }
            (Shape::Map(map) | Shape::TextOrMap(_, map), Kind::Map(_)) => {
                for field in &map.fields {
                    if let Some(value) = node.get(&field.name) {
                        self.below(&field.name, value, &field.shape, in_determination && field.serialized);
                    }
                }
            }
            _ => {}
        }
    }

    fn below(&mut self, step: &str, node: &Node, shape: &Shape, in_determination: bool) {
        let length = self.path.len();
        if length > 0 {
            self.path.push('/');
        }
        self.path.push_str(step);
        self.node(node, shape, in_determination);
        self.path.truncate(length);
    }
}
