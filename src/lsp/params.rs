//! What an editor's messages hold, as far as it is used.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::actions;
use super::frames::INVALID_PARAMS;
use super::positions::{Position, Range};

#[derive(Deserialize)]
pub struct OfDocument {
    #[serde(rename = "textDocument")]
    pub document: Identifier,
}

#[derive(Deserialize)]
pub struct Identifier {
    pub uri: String,
    pub version: Option<i64>,
    pub text: Option<String>,
}

#[derive(Deserialize)]
pub struct OfPosition {
    #[serde(rename = "textDocument")]
    pub document: Identifier,
    pub position: Position,
}

#[derive(Deserialize)]
pub struct OfRange {
    #[serde(rename = "textDocument")]
    pub document: Identifier,
    pub range: Range,
    pub context: actions::Context,
}

#[derive(Deserialize)]
pub struct Changes {
    #[serde(rename = "textDocument")]
    pub document: Identifier,
    #[serde(rename = "contentChanges")]
    pub changes: Vec<Change>,
}

/// The whole new text: nothing else was agreed on.
#[derive(Deserialize)]
pub struct Change {
    pub text: String,
}

#[derive(Deserialize)]
pub struct Command {
    pub command: String,
    #[serde(default)]
    pub arguments: Vec<Value>,
}

/// Why a question has no answer: the protocol's number, and words.
pub type Refused = (i32, String);

/// What a message holds.
///
/// # Errors
/// Where it is something else.
pub fn read<T: DeserializeOwned>(params: Value) -> Result<T, Refused> {
    serde_json::from_value(params).map_err(|error| (INVALID_PARAMS, error.to_string()))
}
