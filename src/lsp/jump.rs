//! From a record's field to the templates that print it, and from a template's name to the record's field.

use serde_json::{Value, json};

use super::cursor::field_at;
use super::diagnostic::{address, range};
use super::documents::{Document, Documents, Kind};
use super::positions::{Position, Range, byte};
use crate::assets::Assets;
use crate::diag::{Place, Sink, Source, Span};
use crate::project::{find_records, read_source};
use crate::template::NameUse;
use crate::yaml::{Kind as Yaml, Node, Outline};

/// More records than this are not looked through for a field that few have.
const MOST_RECORDS: usize = 100;

/// Where the name at a position comes from, or is used.
pub fn definition(
    document: &Document,
    at: Position,
    documents: &Documents,
    assets: Option<&Assets>,
) -> Value {
    let Some(assets) = assets else { return Value::Null };
    let locations = match document.kind {
        Kind::Record => uses_of(document, at, documents, assets),
        Kind::Template => name_at(document, at, assets)
            .and_then(|used| field_in_a_record(&used.path, document, documents))
            .into_iter()
            .collect(),
        Kind::Style | Kind::Office | Kind::OwnFields | Kind::Other => Vec::new(),
    };
    if locations.is_empty() { Value::Null } else { locations.into() }
}

/// The name of a template that stands at a position; none where the line was edited since the templates were read.
pub fn name_at(document: &Document, at: Position, assets: &Assets) -> Option<NameUse> {
    let name = document.name();
    let here = Range { start: at, end: at };
    let mut uses = assets.templates.names_used().into_iter();
    let used = uses.find(|used| used.place.source.name() == name && range(&used.place).touches(here))?;
    let source = &used.place.source;
    let read = &source.text()[source.line_range(used.place.line_column().0)];
    (document.text.lines().nth(at.line as usize)? == read).then_some(used)
}

fn uses_of(document: &Document, at: Position, documents: &Documents, assets: &Assets) -> Vec<Value> {
    let Some(path) = field_at(&document.text, byte(&document.text, at)) else { return Vec::new() };
    let path = path.join(".");
    let uses = assets.templates.names_used().into_iter().filter(|used| used.path == path);
    let locations = uses.filter_map(|used| {
        Some(json!({ "uri": address(&used.place, documents)?, "range": range(&used.place) }))
    });
    locations.collect()
}

/// The field in a record that is open, or else in the first that has it.
fn field_in_a_record(path: &str, template: &Document, documents: &Documents) -> Option<Value> {
    let of_project =
        |document: &&Document| document.kind == Kind::Record && document.folders == template.folders;
    let open = documents.0.values().filter(of_project);
    let mut open = open.map(|record| (record.path.clone(), Source::new(record.name(), &*record.text)));
    let saved = find_records(&template.folders.data).unwrap_or_default();
    let saved = saved.into_iter().take(MOST_RECORDS).filter_map(|path| {
        let source = read_source(&path, &mut Sink::new()).ok()?;
        Some((path, source))
    });
    let found = |(file, source): (std::path::PathBuf, std::sync::Arc<Source>)| {
        let outline = Outline::read(&source, &mut Sink::new()).ok()?;
        let place = Place::new(&source, key_of(outline.root(), path.split('.'))?);
        Some(json!({ "uri": documents.address_of(&file), "range": range(&place) }))
    };
    open.find_map(found).or_else(|| saved.into_iter().find_map(found))
}

/// The key at the end of a path; of a list its first item counts.
fn key_of<'a>(root: &Node, path: impl Iterator<Item = &'a str>) -> Option<Span> {
    let (mut node, mut key) = (root, None);
    for step in path {
        while let Yaml::List(items) = &node.kind {
            node = items.first()?;
        }
        let entry = node.entries().iter().find(|entry| entry.key == step)?;
        (node, key) = (&entry.value, Some(entry.key_span));
    }
    key
}
