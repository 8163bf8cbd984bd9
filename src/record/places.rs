//! Where the fields of a record stand in its file, by the keys and numbers that lead to them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Sink, Source, Span};
use crate::yaml::{Entry, Kind, Node, locate, read_tree};

/// The place of every field of a record, also of one with errors: `decisions/0/rationale`.
#[derive(Debug)]
pub struct FieldPlaces {
    source: Arc<Source>,
    spans: BTreeMap<String, Span>,
}

impl FieldPlaces {
    /// Reads the places; none where the file is not YAML.
    pub fn read(source: &Arc<Source>) -> FieldPlaces {
        let mut spans = BTreeMap::new();
        if let Ok(node) = read_tree(source, &mut Sink::new()) {
            collect(&node, "", &mut spans);
        }
        FieldPlaces { source: Arc::clone(source), spans }
    }

    /// Where a field's value stands.
    pub fn field(&self, path: &str) -> Option<Span> {
        self.spans.get(path).copied()
    }

    /// Where bytes of a field's value were typed; the whole value where that cannot be told.
    pub fn part(&self, path: &str, value: &str, part: &Range<usize>) -> Option<Span> {
        let whole = self.field(path)?;
        let text = self.source.text();
        let last = value.get(part.clone())?.char_indices().last()?.0;
        let first = locate(text, whole, value, part.start);
        let last = locate(text, whole, value, part.start + last);
        Some(Span { start: first.start, end: last.end.max(first.end) })
    }
}

fn collect(node: &Node, path: &str, spans: &mut BTreeMap<String, Span>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}/{key}") };
    spans.insert(path.to_owned(), node.span);
    match &node.kind {
        Kind::Map(entries) => {
            for Entry { key, value, .. } in entries {
                collect(value, &below(key), spans);
            }
        }
        Kind::List(items) => {
            for (number, item) in items.iter().enumerate() {
                collect(item, &below(&number.to_string()), spans);
            }
        }
        Kind::Scalar(_) => {}
    }
}
