//! The values of the fields that an organization adds.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::{Deserialize, Serialize};
use serde_json::Number;

use super::own_fields::{EXTRA, FieldType, OwnField};
use super::text::{Line, Paragraphs};

/// The values of a record's own fields, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Extra(BTreeMap<String, OwnValue>);

/// A value of an own field. Dates and choices are texts in their one form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum OwnValue {
    Number(Number),
    Text(String),
    List(Vec<String>),
}

impl Extra {
    /// The same with white space folded as each field's type has it.
    pub(super) fn folded(self, fields: &[OwnField]) -> Extra {
        let line = |typed: String| Line::new(&typed).to_string();
        let fold = |(name, value): (String, OwnValue)| {
            let kind = fields.iter().find(|field| field.name == name).map(|field| field.kind);
            let value = match value {
                OwnValue::Text(text) if kind == Some(FieldType::Paragraphs) => {
                    OwnValue::Text(Paragraphs::new(&text).joined())
                }
                OwnValue::Text(text) => OwnValue::Text(line(text)),
                OwnValue::List(texts) => OwnValue::List(texts.into_iter().map(line).collect()),
                OwnValue::Number(number) => OwnValue::Number(number),
            };
            (name, value)
        };
        Extra(self.0.into_iter().map(fold).collect())
    }

    /// The texts of fields that may not be published, by name.
    pub fn unpublished<'a>(&'a self, fields: &'a [OwnField]) -> impl Iterator<Item = (&'a str, &'a str)> {
        let kept = fields.iter().filter(|field| !field.published && field.kind != FieldType::Choice);
        kept.flat_map(|field| {
            let texts = match self.0.get(&field.name) {
                Some(OwnValue::Text(text)) => std::slice::from_ref(text),
                Some(OwnValue::List(texts)) => texts,
                Some(OwnValue::Number(_)) | None => &[],
            };
            texts.iter().map(|text| (field.name.as_str(), text.as_str()))
        })
    }

    /// The same without what may not be published.
    #[must_use]
    pub(super) fn published(mut self, fields: &[OwnField]) -> Extra {
        let published = |name: &str| fields.iter().any(|field| field.name == name && field.published);
        self.0.retain(|name, _| published(name));
        self
    }
}

/// The `extra:` of an invented record with the fields that are given, of all; their dates go by those of its text, `turn` says which of its choices is taken.
pub(super) fn invented_fields<'a>(
    given: impl Iterator<Item = &'a OwnField>,
    fields: &[OwnField],
    record: &str,
    turn: usize,
) -> String {
    let mut text = String::new();
    for field in given {
        if text.is_empty() {
            let _ = writeln!(text, "{EXTRA}:");
        }
        let name = &field.name;
        let words = name.replace('_', " ");
        let _ = match field.kind {
            FieldType::Text => writeln!(text, "  {name}: Example of {words}"),
            FieldType::Paragraphs => {
                writeln!(
                    text,
                    "  {name}: |\n    Example of {words}.\n\n    It goes on, * with # signs | here."
                )
            }
            FieldType::Date => writeln!(text, "  {name}: {}", invented_date(field, fields, record, 0)),
            FieldType::Choice => {
                let choice = &field.choices[turn % field.choices.len().max(1)];
                writeln!(text, "  {name}: {}", serde_json::Value::from(choice.as_str()))
            }
            FieldType::Number => writeln!(text, "  {name}: {}", 1 + turn % 12),
            FieldType::List => {
                writeln!(text, "  {name}:\n    - Example of {words}\n    - Another of {words}")
            }
        };
    }
    text
}

/// A date that is in its order: that of the record which the field may not be before or after.
fn invented_date(field: &OwnField, fields: &[OwnField], record: &str, depth: usize) -> String {
    let other = field.not_before.as_ref().or(field.not_after.as_ref());
    let own = |name: &str| fields.iter().find(|field| name == format!("{EXTRA}.{}", field.name));
    let typed = |name: &str| {
        let line = record.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.map(str::to_owned)
    };
    let date = other.and_then(|name| match own(name) {
        Some(next) if depth < fields.len() => Some(invented_date(next, fields, record, depth + 1)),
        Some(_) => None,
        None => typed(name),
    });
    date.unwrap_or_else(|| "2014-05-12".to_owned())
}
