//! Holds a tree to the schema's shape: which fields there are, which are needed, what kind each is.

use std::sync::{Arc, LazyLock};

use serde_json::Value;

use super::schema::schema;
use crate::diag::{Finding, Place, Sink, Source, Span, codes};
use crate::yaml::{Kind, Node, nearest};

/// More findings than this about one record help nobody.
const MAX_FINDINGS: usize = 100;

/// What the contract wants at one place.
enum Shape {
    Text,
    List {
        of: Box<Shape>,
        one_needed: bool,
    },
    Map(Vec<Field>),
    /// A map, or the text of its first field alone.
    TextOrMap(Vec<Field>),
}

struct Field {
    name: String,
    needed: bool,
    meaning: String,
    shape: Shape,
}

static RECORD: LazyLock<Shape> = LazyLock::new(|| {
    let schema = schema();
    Shape::of(&schema, &schema)
});

impl Shape {
    fn of(part: &Value, root: &Value) -> Shape {
        let part = match part["$ref"].as_str().and_then(|name| name.strip_prefix("#")) {
            Some(pointer) => root.pointer(pointer).unwrap_or(part),
            None => part,
        };
        if let Some(choices) = part["anyOf"].as_array() {
            let maps = choices.iter().map(|choice| Shape::of(choice, root));
            return maps
                .filter_map(|shape| match shape {
                    Shape::Map(fields) => Some(Shape::TextOrMap(fields)),
                    _ => None,
                })
                .next()
                .unwrap_or(Shape::Text);
        }
        if let Some(properties) = part["properties"].as_object() {
            let needed = |name: &str| {
                part["required"].as_array().is_some_and(|names| names.iter().any(|needed| needed == name))
            };
            let fields = properties.iter().map(|(name, field)| Field {
                name: name.clone(),
                needed: needed(name),
                meaning: field["description"].as_str().unwrap_or_default().to_owned(),
                shape: Shape::of(field, root),
            });
            return Shape::Map(fields.collect());
        }
        if part["items"].is_object() {
            let of = Box::new(Shape::of(&part["items"], root));
            return Shape::List { of, one_needed: part["minItems"].as_u64() > Some(0) };
        }
        Shape::Text
    }

    fn meant(&self) -> &'static str {
        match self {
            Shape::Text => "a text",
            Shape::List { .. } => "a list",
            Shape::Map(_) => "a map of fields",
            Shape::TextOrMap(_) => "a text or a map of fields",
        }
    }
}

/// Reports every unknown, missing, empty and misshapen field of a record.
pub(super) fn check(node: &Node, source: &Arc<Source>, sink: &mut Sink) {
    let mark = sink.mark();
    let first = match node.entries().first() {
        Some(entry) => entry.key_span,
        None => node.span,
    };
    Check { source, sink, mark }.node(node, &RECORD, "the record", first);
}

struct Check<'a> {
    source: &'a Arc<Source>,
    sink: &'a mut Sink,
    mark: usize,
}

impl Check<'_> {
    /// `path` is the field's name for people, `head` what to mark where the value itself is too long.
    fn node(&mut self, node: &Node, shape: &Shape, path: &str, head: Span) {
        if self.full() {
            return;
        }
        if node.is_null() || matches!(&node.kind, Kind::Scalar(scalar) if scalar.text.trim().is_empty()) {
            let marked = if node.span.start == node.span.end { head } else { node.span };
            return self.report(
                Finding::new(&codes::record::EMPTY, format!("`{path}` is empty"))
                    .at(self.place(marked))
                    .labelled("a value is needed here")
                    .hint("give it a value; a field that does not apply is left out with its name"),
            );
        }
        match (shape, &node.kind) {
            (Shape::Text | Shape::TextOrMap(_), Kind::Scalar(_)) => {}
            (Shape::List { of, one_needed }, Kind::List(items)) => {
                if items.is_empty() && *one_needed {
                    self.report(
                        Finding::new(&codes::record::EMPTY, format!("`{path}` lists nothing"))
                            .at(self.place(node.span))
                            .labelled("at least one is needed"),
                    );
                }
                for (at, item) in items.iter().enumerate() {
                    let head = item.entries().first().map_or(item.span, |entry| entry.key_span);
                    self.node(item, of, &format!("{path}[{}]", at + 1), head);
                }
            }
            (Shape::Map(fields) | Shape::TextOrMap(fields), Kind::Map(_)) => {
                self.fields(node, fields, path, head);
            }
            (meant, _) => self.report(self.misshapen(node, meant, path, head)),
        }
    }

    fn fields(&mut self, node: &Node, fields: &[Field], path: &str, head: Span) {
        let inside = |name: &str| {
            if path == "the record" { name.to_owned() } else { format!("{path}.{name}") }
        };
        let all = fields.iter().map(|field| field.name.as_str());
        let missing: Vec<&str> = all.filter(|name| node.get(name).is_none()).collect();
        let mut meant = Vec::new();
        for entry in node.entries() {
            if self.full() {
                return;
            }
            if let Some(field) = fields.iter().find(|field| field.name == entry.key) {
                self.node(&entry.value, &field.shape, &inside(&field.name), entry.key_span);
                continue;
            }
            let near = nearest(&entry.key, missing.iter().copied())
                .or_else(|| nearest(&entry.key, fields.iter().map(|field| field.name.as_str())));
            if sounds_like_a_name(&entry.key) && path == "reviewer" {
                self.report(named_reviewer(&entry.key, self.place(entry.key_span)));
                continue;
            }
            let shown: String = entry.key.chars().take(60).collect();
            let finding =
                Finding::new(&codes::record::UNKNOWN_FIELD, format!("`{shown}` is not a field of {path}"))
                    .at(self.place(entry.key_span))
                    .labelled("not known here");
            let finding = match near {
                Some(near) => {
                    meant.push(near.to_owned());
                    finding.hint(format!("did you mean `{near}`?"))
                }
                None => finding.hint(format!("known here: {}", names(fields))),
            };
            self.report(finding);
        }
        for field in fields.iter().filter(|field| field.needed && missing.contains(&field.name.as_str())) {
            if meant.contains(&field.name) {
                continue;
            }
            let finding =
                Finding::new(&codes::record::MISSING_FIELD, format!("`{}` is missing", inside(&field.name)))
                    .at(self.place(head))
                    .labelled(format!("{path} needs `{}`", field.name))
                    .hint(field.meaning.replace('\n', " "));
            self.report(finding);
        }
    }

    fn misshapen(&self, node: &Node, meant: &Shape, path: &str, head: Span) -> Finding {
        let finding = Finding::new(
            &codes::record::WRONG_TYPE,
            format!("`{path}` must be {}, but {} stands here", meant.meant(), node.what()),
        )
        .at(self.place(if matches!(node.kind, Kind::Scalar(_)) { node.span } else { head }))
        .labelled(format!("{} is meant", meant.meant()));
        match (meant, &node.kind) {
            (Shape::List { .. }, _) => finding
                .hint("write each on a line of its own after `- `, or all of them in brackets: `[a, b]`"),
            (Shape::Map(fields), _) => finding.hint(format!("its fields are: {}", names(fields))),
            (_, Kind::Map(_)) => finding.hint("a text that holds `: ` needs quotes, or a block after `|`"),
            (_, _) => finding.hint("a text that starts with `[` or `- ` needs quotes, or a block after `|`"),
        }
    }

    fn report(&mut self, finding: Finding) {
        if !self.full() {
            self.sink.report(finding);
        }
    }

    fn full(&self) -> bool {
        self.sink.mark() - self.mark >= MAX_FINDINGS
    }

    fn place(&self, span: Span) -> Place {
        Place::new(self.source, span)
    }
}

fn names(fields: &[Field]) -> String {
    fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Whether a field of the reviewer would say who that is.
fn sounds_like_a_name(key: &str) -> bool {
    let key = key.to_lowercase();
    ["name", "physician", "doctor", "initials", "signature", "npi", "license_number", "email"]
        .iter()
        .any(|part| key.contains(part))
}

fn named_reviewer(key: &str, place: Place) -> Finding {
    Finding::new(
        &codes::record::REVIEWER_NAMED,
        format!("`{key}` would say who the reviewer is; Labor Code 4610.6(f) keeps the name confidential"),
    )
    .at(place)
    .labelled("not allowed here")
    .hint("remove it: `specialties` and `licensed_in` are all that is told of a reviewer")
}
