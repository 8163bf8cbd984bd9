//! The names that templates may use, from the schema of what they are filled with.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// What may be asked of a value.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    Text(Field),
    Record(BTreeMap<String, Shape>),
    List(Box<Shape>),
    /// Computed in the template: only filling can tell.
    Any,
}

/// A text that a letter has.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// The keys that lead to it, a full stop between them; those of lists without a number.
    pub path: String,
    pub kind: FieldKind,
    /// Whether every letter has it.
    pub required: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FieldKind {
    /// Words in paragraphs.
    Paragraphs,
    /// Words on one line.
    Line,
    /// One of a few words.
    Choice,
    /// A date, a number, a word of its own form.
    Value,
}

/// The names that a template of a kind may use.
pub(super) struct Names(pub BTreeMap<String, Shape>);

impl Names {
    /// Those of facts with a schema.
    pub(super) fn of(schema: &Value) -> Names {
        match Shape::of(schema, schema, String::new(), true) {
            Shape::Record(names) => Names(names),
            _ => unreachable!("facts have names"),
        }
    }

    /// Every text, in the order of the alphabet.
    pub(super) fn fields(&self) -> Vec<&Field> {
        let mut fields = Vec::new();
        self.0.values().for_each(|shape| shape.fields(&mut fields));
        fields
    }

    /// Names of the fields that hold one of a few words.
    pub(super) fn choices(&self) -> BTreeSet<String> {
        let choices = self.fields().into_iter().filter(|field| field.kind == FieldKind::Choice);
        choices.map(|field| field.path.rsplit('.').next().unwrap_or_default().to_owned()).collect()
    }
}

impl Shape {
    /// What a schema says of a value; `root` has the definitions that it refers to.
    fn of(schema: &Value, root: &Value, path: String, required: bool) -> Shape {
        if let Some(reference) = schema["$ref"].as_str().and_then(|to| to.strip_prefix('#')) {
            return root
                .pointer(reference)
                .map_or(Shape::Any, |schema| Shape::of(schema, root, path, required));
        }
        if let Some(properties) = schema["properties"].as_object() {
            let always = |name: &String| {
                schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name))
            };
            let names = properties.iter().map(|(name, schema)| {
                let below = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                (name.clone(), Shape::of(schema, root, below, required && always(name)))
            });
            return Shape::Record(names.collect());
        }
        if let Some(items) = schema.get("items") {
            return Shape::List(Box::new(Shape::of(items, root, path, required)));
        }
        let kind = match schema["x-text"].as_str() {
            Some("paragraphs") => FieldKind::Paragraphs,
            Some(_) => FieldKind::Line,
            None if schema.get("enum").is_some() || schema["oneOf"].is_array() => FieldKind::Choice,
            None => FieldKind::Value,
        };
        // Of a value that can be absent, what it is when it is there.
        let there = schema["anyOf"].as_array().into_iter().flatten().find(|schema| schema["type"] != "null");
        match there {
            Some(schema) => Shape::of(schema, root, path, false),
            None => Shape::Text(Field { path, kind, required }),
        }
    }

    pub(super) fn element(&self) -> Shape {
        match self {
            Shape::List(element) => (**element).clone(),
            _ => Shape::Any,
        }
    }

    /// The keys that lead to it, as those of all texts in it begin with them.
    pub(super) fn common_path(&self) -> Option<String> {
        let mut fields = Vec::new();
        self.fields(&mut fields);
        let (first, others) = fields.split_first()?;
        let mut path: Vec<&str> = first.path.split('.').collect();
        for other in others {
            let same =
                path.iter().zip(other.path.split('.')).take_while(|(one, other)| *one == other).count();
            path.truncate(same);
        }
        (!path.is_empty()).then(|| path.join("."))
    }

    /// Adds the texts in it.
    pub(super) fn fields<'a>(&'a self, to: &mut Vec<&'a Field>) {
        match self {
            Shape::Text(field) => to.push(field),
            Shape::Record(fields) => fields.values().for_each(|shape| shape.fields(to)),
            Shape::List(element) => element.fields(to),
            Shape::Any => {}
        }
    }
}
