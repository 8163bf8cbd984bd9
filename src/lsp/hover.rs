//! What a field means, and the rules it is held to; in a template, what a name stands for.

use serde_json::{Value, json};

use super::cursor::field_at;
use super::documents::{Document, Kind};
use super::jump::name_at;
use super::positions::{Position, byte};
use super::schema;
use crate::assets::Assets;
use crate::letter::Letter;

/// The text to show at a position; nothing where there is no field.
pub fn hover(document: &Document, at: Position, assets: Option<&Assets>) -> Value {
    let text = match document.kind {
        Kind::Template => of_name(document, at, assets),
        _ => of_field(document, at, assets),
    };
    text.map_or(Value::Null, |text| json!({ "contents": { "kind": "markdown", "value": text } }))
}

fn of_field(document: &Document, at: Position, assets: Option<&Assets>) -> Option<String> {
    let schema = document.schema(assets)?;
    let path = field_at(&document.text, byte(&document.text, at))?;
    // Inside a text, what looks like a key is of the field around it.
    let known = (1..=path.len()).rev().find_map(|length| schema::field_at(&schema, &path[..length]));
    Some(known?.described())
}

fn of_name(document: &Document, at: Position, assets: Option<&Assets>) -> Option<String> {
    let assets = assets?;
    let used = name_at(document, at, assets)?;
    let path: Vec<String> = used.path.split('.').map(str::to_owned).collect();
    let schema = Letter::schema(assets.contracts().usual());
    Some(schema::field_at(&schema, &path)?.described())
}
