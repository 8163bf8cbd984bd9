//! Texts of a record, their white space folded as `blocks` says.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::blocks::blocks;

/// A text of one line.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Line(String);

/// A text of one or more paragraphs and lists, each paragraph as a [`Line`], each list with a line for each item;
/// serialized as one text, a blank line between them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Paragraphs(Vec<String>);

impl Line {
    /// The text as typed, on one line.
    pub fn new(typed: &str) -> Line {
        if !typed.contains('\n') {
            return Line(typed.trim().to_owned());
        }
        let lines = typed.split('\n').map(|line| line.trim()).filter(|line| !line.is_empty());
        Line(lines.collect::<Vec<_>>().join(" "))
    }
}

impl Paragraphs {
    /// The text as typed, in paragraphs and lists.
    pub fn new(typed: &str) -> Paragraphs {
        Paragraphs(blocks(typed))
    }

    /// The paragraphs as one text, a blank line between them.
    pub fn joined(&self) -> String {
        self.0.join("\n\n")
    }
}

impl From<Vec<String>> for Paragraphs {
    /// The paragraphs as they are.
    fn from(paragraphs: Vec<String>) -> Paragraphs {
        Paragraphs(paragraphs)
    }
}

impl Deref for Line {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Deref for Paragraphs {
    type Target = [String];
    fn deref(&self) -> &[String] {
        &self.0
    }
}

impl Serialize for Paragraphs {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.joined())
    }
}

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Line, D::Error> {
        String::deserialize(from).map(|typed| Line::new(&typed))
    }
}

impl<'de> Deserialize<'de> for Paragraphs {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Paragraphs, D::Error> {
        String::deserialize(from).map(|typed| Paragraphs::new(&typed))
    }
}

/// Texts are told from values by `x-text`.
macro_rules! schema_of_text {
    ($type:ty, $name:literal) => {
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "pattern": "\\S", "x-text": $name })
            }
        }
    };
}

schema_of_text!(Line, "line");
schema_of_text!(Paragraphs, "paragraphs");
