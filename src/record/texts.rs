//! Every text of a record, found along the schema of its types: a new field of the contract is among them without being
//! named anywhere else.

use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;

use super::contract::CONTRACT;
use super::text::{Line, Paragraphs};
use super::types::CaseRecord;
use crate::diag::{Place, Source};
use crate::yaml::{Kind, Node, Shape, TextKind};

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
        collect(self.outline.root(), CONTRACT.shape(), String::new(), true, &mut texts);
        texts
    }

    /// The record as the determination prints it, with each of its texts given anew.
    pub fn with_texts(&self, mut new: impl FnMut(&str) -> String) -> CaseRecord {
        let mut value = serde_json::to_value(self).expect("a record has text keys only");
        for text in self.texts().iter().filter(|text| text.in_determination && text.kind != TextKind::Value) {
            if let Some(Value::String(value)) = value.pointer_mut(&format!("/{}", text.path)) {
                *value = new(value);
            }
        }
        let record: CaseRecord = serde_json::from_value(value).expect("a record is read as it was written");
        CaseRecord { outline: self.outline.clone(), ..record }
    }

    /// Where a character was typed first in a text.
    pub fn find_char(&self, wanted: char) -> Option<Place> {
        self.texts().iter().find_map(|text| {
            let at = text.value.find(wanted)?;
            Some(self.place_in(text, &(at..at + wanted.len_utf8())))
        })
    }
}

fn collect(node: &Node, shape: &Shape, path: String, in_determination: bool, texts: &mut Vec<Text>) {
    match (shape, &node.kind) {
        (Shape::Text(text) | Shape::TextOrMap(text, _), Kind::Scalar(scalar)) => {
            let typed = scalar.with_blank_lines();
            let value = match text.kind {
                TextKind::Paragraphs => Paragraphs::new(&typed).joined(),
                TextKind::Line | TextKind::Value => Line::new(&typed).to_string(),
            };
            texts.push(Text { path, value, kind: text.kind, in_determination });
        }
        (Shape::List { of, .. }, Kind::List(items)) => {
            for (number, item) in items.iter().enumerate() {
                collect(item, of, format!("{path}/{number}"), in_determination, texts);
            }
        }
        (Shape::Map(map) | Shape::TextOrMap(_, map), Kind::Map(_)) => {
            for field in &map.fields {
                if let Some(value) = node.get(&field.name) {
                    let below =
                        if path.is_empty() { field.name.clone() } else { format!("{path}/{}", field.name) };
                    collect(value, &field.shape, below, in_determination && field.serialized, texts);
                }
            }
        }
        _ => {}
    }
}
