//! Which language a text is in.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// A language tag: two or three letters, then subtags of letters and digits (BCP 47, section 2.1).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct LanguageTag(String);

/// A text is no language tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoLanguageTag;

impl FromStr for LanguageTag {
    type Err = NoLanguageTag;

    fn from_str(text: &str) -> Result<LanguageTag, NoLanguageTag> {
        let mut parts = text.split('-');
        let language = parts.next().unwrap_or_default();
        let right = (2..=3).contains(&language.len())
            && language.bytes().all(|b| b.is_ascii_alphabetic())
            && parts
                .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        right.then(|| LanguageTag(text.to_owned())).ok_or(NoLanguageTag)
    }
}

impl LanguageTag {
    /// The language itself in small letters, without region or script: `es` of `es-MX`.
    pub fn primary(&self) -> String {
        self.0.split('-').next().unwrap_or_default().to_ascii_lowercase()
    }
}

impl Deref for LanguageTag {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for LanguageTag {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<LanguageTag, D::Error> {
        let text = String::deserialize(from)?;
        text.trim().parse().map_err(|_| serde::de::Error::custom(format!("`{text}` is not a language tag")))
    }
}

impl JsonSchema for LanguageTag {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "LanguageTag".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "x-form": "language-tag",
            "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
            "examples": ["es"],
        })
    }
}
