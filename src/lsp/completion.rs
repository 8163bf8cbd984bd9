//! What may be typed at a cursor: keys and choices of records, styles and the office; case numbers; names of templates.

use serde_json::{Value, json};

use super::cursor::{At, Cursor};
use super::documents::{Document, Kind};
use super::positions::{Position, Range, byte};
use super::schema;
use crate::assets::Assets;
use crate::diag::Span;
use crate::project::case_numbers;
use crate::proof::sample_names;
use crate::template::filter_names;

/// The protocol's numbers for what an item is.
const FIELD: u8 = 5;
const VALUE: u8 = 12;
const FILE: u8 = 17;
const FUNCTION: u8 = 3;

/// An item before it has its place.
struct Item {
    label: String,
    kind: u8,
    detail: String,
    documentation: String,
    new_text: String,
}

impl Item {
    fn new(label: &str, kind: u8) -> Item {
        let (label, new_text) = (label.to_owned(), label.to_owned());
        Item { label, kind, detail: String::new(), documentation: String::new(), new_text }
    }
}

/// The items to offer at a position, in the order in which they are to stand.
pub fn completion(document: &Document, at: Position, assets: Option<&Assets>) -> Value {
    let text = &document.text;
    let cursor = byte(text, at);
    let offered = match document.kind {
        Kind::Template => assets.map(|assets| in_template(&text[..cursor], assets)),
        _ => in_yaml(document, cursor, assets),
    };
    let (from, items) = offered.unwrap_or_default();
    let range = Range::of(text, Span::new(from..cursor));
    let items = items.into_iter().enumerate().map(|(number, item)| {
        json!({
            "label": item.label,
            "kind": item.kind,
            "detail": item.detail,
            "documentation": { "kind": "markdown", "value": item.documentation },
            "sortText": format!("{number:04}"),
            "textEdit": { "range": range, "newText": item.new_text },
        })
    });
    items.collect::<Vec<_>>().into()
}

/// The byte from which on an item replaces what is typed, and the items.
type Offered = (usize, Vec<Item>);

fn in_yaml(document: &Document, cursor: usize, assets: Option<&Assets>) -> Option<Offered> {
    let schema = document.schema(assets)?;
    let found = Cursor::at(&document.text, cursor);
    let offered = match found {
        Some(Cursor { path, at: At::Key { from, present } }) => {
            let fields = schema::fields_at(&schema, &path);
            let missing = fields.iter().filter(|field| !present.iter().any(|key| key == field.name));
            let items = missing.map(|field| Item {
                detail: if field.needed { "needed".to_owned() } else { String::new() },
                documentation: field.described(),
                new_text: format!("{}:{}", field.name, if field.is_block() { "" } else { " " }),
                ..Item::new(field.name, FIELD)
            });
            (from, items.collect())
        }
        Some(Cursor { mut path, at: At::Value { key, from } }) => {
            path.push(key);
            (from, values(document, &schema, &path, assets))
        }
        None => (cursor, Vec::new()),
    };
    if offered.1.is_empty() { typed_case_numbers(document, cursor) } else { Some(offered) }
}

/// The values of a field that has only a few.
fn values(document: &Document, schema: &Value, path: &[String], assets: Option<&Assets>) -> Vec<Item> {
    match path {
        [key] if key == "template" && document.kind == Kind::Record => {
            let wordings = assets.into_iter().flat_map(|assets| assets.templates.wordings());
            wordings.map(|name| Item::new(name, VALUE)).collect()
        }
        [key] if key == "case_number" && document.kind == Kind::Record => {
            let named = document.path.file_stem().map(|name| name.to_string_lossy());
            let number = named.filter(|name| crate::record::CaseNumber::new(name).is_ok());
            number.iter().map(|number| Item::new(number, VALUE)).collect()
        }
        path => {
            let field = schema::field_at(schema, path);
            let choices = field.iter().flat_map(|field| field.choices());
            let item = |(choice, meaning): (&str, &str)| Item {
                documentation: meaning.to_owned(),
                ..Item::new(choice, VALUE)
            };
            choices.map(item).collect()
        }
    }
}

/// The case numbers of the project that begin as the word before the cursor does.
fn typed_case_numbers(document: &Document, cursor: usize) -> Option<Offered> {
    let before = &document.text[..cursor];
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let from = before.trim_end_matches(is_part).len();
    let typed = before[from..].to_ascii_uppercase();
    if typed.len() < 2 || !typed.starts_with("CM") {
        return None;
    }
    let numbers =
        case_numbers(&document.folders.data).into_iter().filter(|number| number.starts_with(&typed));
    Some((from, numbers.map(|number| Item::new(&number, VALUE)).collect()))
}

/// Names, filters and parts, inside of tags.
fn in_template(before: &str, assets: &Assets) -> Offered {
    let nothing = (before.len(), Vec::new());
    let Some(open) = before.rfind("{{").max(before.rfind("{%")) else { return nothing };
    let tag = &before[open..];
    if tag.contains("}}") || tag.contains("%}") {
        return nothing;
    }
    if let Some(quote) = tag.rfind('"').filter(|_| tag.matches('"').count() % 2 == 1) {
        let takes_in = tag.contains("include") || tag.contains("extends");
        let names = assets.templates.names().filter(|_| takes_in);
        return (open + quote + 1, names.map(|name| Item::new(name, FILE)).collect());
    }
    let word = tag.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
    if word.trim_end().ends_with('|') {
        return (open + word.len(), filter_names().map(|name| Item::new(name, FUNCTION)).collect());
    }
    let typed = &tag[word.len()..];
    let (parent, from) = match typed.rfind('.') {
        Some(dot) => (&typed[..dot], open + word.len() + dot + 1),
        None => ("", open + word.len()),
    };
    (from, names_below(parent, before, assets))
}

/// The names that stand right below another one, with what an invented letter has for them.
fn names_below(parent: &str, before: &str, assets: &Assets) -> Vec<Item> {
    let loops = loops(before);
    let mut parent: Vec<&str> = parent.split('.').filter(|step| !step.is_empty()).collect();
    // A name of a loop stands for an item of its list, which may be a name of a loop around.
    for _ in 0..loops.len() {
        let Some((_, list)) = loops.iter().rev().find(|(name, _)| parent.first() == Some(name)) else {
            break;
        };
        parent.splice(..1, list.split('.'));
    }
    let mut items: Vec<Item> = Vec::new();
    let mut offer = |label: &str, value: &str| {
        if !items.iter().any(|item| item.label == label) {
            items.push(Item { detail: value.to_owned(), ..Item::new(label, FIELD) });
        }
    };
    let wordings: Vec<&str> = assets.templates.wordings().collect();
    for (path, value) in wordings.into_iter().filter_map(|wording| sample_names(wording, assets)).flatten() {
        let path = path.replace("[0]", "");
        let steps: Vec<&str> = path.split('.').collect();
        if let Some([next, rest @ ..]) = steps.strip_prefix(parent.as_slice()) {
            let value: String = value.chars().take(60).collect();
            offer(next, if rest.is_empty() { &value } else { "" });
        }
    }
    if parent.is_empty() {
        loops.iter().for_each(|(name, list)| offer(name, list));
    }
    items
}

/// The names of loops before a cursor, each with its list.
fn loops(before: &str) -> Vec<(&str, &str)> {
    let tags = before.split("{%").skip(1).filter_map(|tag| tag.split("%}").next());
    let loops = tags.filter_map(|tag| {
        let mut words = tag.trim_matches(['-', ' ']).split_whitespace();
        match (words.next()?, words.next()?, words.next()?, words.next()?) {
            ("for", name, "in", list) => Some((name, list)),
            _ => None,
        }
    });
    loops.collect()
}
