//! Texts of a record, and how the white space of a typed text becomes that of a printed one.
//!
//! White space at the ends of a line goes, a single line end becomes one space, a blank line starts a
//! paragraph. Everything else stays as typed, runs of spaces inside a line included.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const WHITE: [char; 4] = [' ', '\t', '\r', '\n'];

/// A text of one line.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Line(String);

/// A text of one or more paragraphs, each as a [`Line`]; serialized as one text, a blank line between them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Paragraphs(Vec<String>);

impl Line {
    /// The text as typed, on one line.
    pub fn new(typed: &str) -> Line {
        if !typed.contains('\n') {
            return Line(typed.trim_matches(WHITE).to_owned());
        }
        let lines = typed.split('\n').map(|line| line.trim_matches(WHITE)).filter(|line| !line.is_empty());
        Line(lines.collect::<Vec<_>>().join(" "))
    }
}

impl Paragraphs {
    /// The text as typed, in paragraphs.
    pub fn new(typed: &str) -> Paragraphs {
        let mut paragraphs: Vec<String> = Vec::new();
        let mut new = true;
        for line in typed.split('\n').map(|line| line.trim_matches(WHITE)) {
            match paragraphs.last_mut() {
                _ if line.is_empty() => new = true,
                Some(last) if !new => {
                    last.push(' ');
                    last.push_str(line);
                }
                _ => {
                    paragraphs.push(line.to_owned());
                    new = false;
                }
            }
        }
        paragraphs.into()
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
