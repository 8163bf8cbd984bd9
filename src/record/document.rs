//! The documents that a reviewer read, each of which may be typed as its title alone.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::text::Line;
use super::values::DateRange;

/// A document, or a kind of them, that the reviewer read.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewedDocument {
    /// What it is.
    #[schemars(example = "Progress reports")]
    pub title: Line,
    /// Who wrote it.
    #[schemars(example = "Example Spine Clinic")]
    pub from: Option<Line>,
    /// One date, or the first and the last: 2013-03-09 to 2013-06-18.
    pub dates: Option<DateRange>,
}

pub(super) fn titles_or_documents<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Vec<ReviewedDocument>, D::Error> {
    let typed = Vec::<TitleOrDocument>::deserialize(from)?;
    Ok(typed.into_iter().map(|TitleOrDocument(document)| document).collect())
}

pub(super) fn titles_or_documents_schema(generator: &mut SchemaGenerator) -> Schema {
    let title = generator.subschema_for::<Line>();
    let document = generator.subschema_for::<ReviewedDocument>();
    json_schema!({ "type": "array", "items": { "anyOf": [title, document] } })
}

struct TitleOrDocument(ReviewedDocument);

impl<'de> Deserialize<'de> for TitleOrDocument {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<TitleOrDocument, D::Error> {
        struct Typed;

        impl<'de> Visitor<'de> for Typed {
            type Value = ReviewedDocument;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a title or a map of fields")
            }

            fn visit_str<E: serde::de::Error>(self, title: &str) -> Result<ReviewedDocument, E> {
                Ok(ReviewedDocument { title: Line::new(title), from: None, dates: None })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ReviewedDocument, A::Error> {
                ReviewedDocument::deserialize(MapAccessDeserializer::new(map))
            }
        }

        from.deserialize_any(Typed).map(TitleOrDocument)
    }
}
