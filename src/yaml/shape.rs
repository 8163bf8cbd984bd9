//! A JSON Schema -> what it wants at each place. The keywords of `schema_of` and no others are known.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diag::Finding;

/// Whether a typed text has the form of its field, whose name is given first, and last the schema's example of it. The
/// finding has no place yet.
pub type FormCheck = fn(&str, &str, &str) -> Result<(), Finding>;

/// What a contract wants at one place.
#[derive(Debug)]
pub enum Shape {
    Text(Text),
    Number(Number),
    YesNo,
    List {
        of: Box<Shape>,
        one_needed: bool,
        /// As many as there may be; none where nothing limits them.
        most: Option<usize>,
    },
    Map(Map),
    /// A map, or the text of its first field alone.
    TextOrMap(Text, Map),
}

/// The keys of a map.
#[derive(Debug, Default)]
pub struct Map {
    pub fields: Vec<Field>,
    pub choice: Option<Either>,
    /// Whether the type that it is read into does not know the types of its values.
    pub untyped: bool,
}

/// A key that takes the place of others.
#[derive(Debug)]
pub struct Either {
    pub key: String,
    /// Keys that do not stand beside it.
    pub not_beside: Vec<String>,
    /// Keys that are needed where it is absent.
    pub else_needed: Vec<String>,
}

/// What a text must be.
#[derive(Debug, Default)]
pub struct Text {
    pub kind: TextKind,
    /// The form that `x-form` names.
    pub form: Option<FormCheck>,
    /// The schema's first example of it.
    pub example: String,
    /// The only texts that there are; empty where any will do.
    pub choices: Vec<String>,
    /// What is meant by texts that are no choice: a hint for each.
    pub meant: BTreeMap<String, String>,
}

/// How a text is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// A value that is typed in one form only: a date, a choice, a ZIP code.
    #[default]
    Value,
    /// Words on one line.
    Line,
    /// Words in paragraphs.
    Paragraphs,
}

#[derive(Debug)]
pub struct Number {
    pub low: f64,
    pub high: f64,
    pub whole: bool,
}

/// A key of a map.
#[derive(Debug)]
pub struct Field {
    pub name: String,
    pub needed: bool,
    pub meaning: String,
    /// Whether the value is serialized, with all below it.
    pub serialized: bool,
    pub shape: Shape,
}

impl Shape {
    /// The shape that a part of a schema describes.
    ///
    /// # Panics
    /// Where the schema has an `x-form` without a check, which is a mistake in the program.
    pub(super) fn of(part: &Value, root: &Value, forms: &[(&str, FormCheck)]) -> Shape {
        let part = match part["$ref"].as_str().and_then(|name| name.strip_prefix('#')) {
            Some(pointer) => root.pointer(pointer).unwrap_or(part),
            None => part,
        };
        if let Some(choices) = part["anyOf"].as_array() {
            let mut text = Text::default();
            let mut map = Map::default();
            for choice in choices {
                match Shape::of(choice, root, forms) {
                    Shape::Map(of) => map = of,
                    Shape::Text(of) => text = of,
                    _ => {}
                }
            }
            return Shape::TextOrMap(text, map);
        }
        if let Some(properties) = part["properties"].as_object() {
            let fields = properties.iter().map(|(name, field)| Field {
                name: name.clone(),
                needed: has(&part["required"], name),
                meaning: field["description"].as_str().unwrap_or_default().replace('\n', " "),
                serialized: field["writeOnly"] != true,
                shape: Shape::of(field, root, forms),
            });
            let untyped = part["x-untyped"] == true;
            return Shape::Map(Map { fields: fields.collect(), choice: Either::of(part), untyped });
        }
        if part["items"].is_object() {
            let of = Box::new(Shape::of(&part["items"], root, forms));
            let most = part["maxItems"].as_u64().and_then(|most| usize::try_from(most).ok());
            return Shape::List { of, one_needed: part["minItems"].as_u64() > Some(0), most };
        }
        match part["type"].as_str() {
            Some("boolean") => Shape::YesNo,
            Some(kind @ ("number" | "integer")) => Shape::Number(Number {
                low: part["minimum"].as_f64().unwrap_or(f64::MIN),
                high: part["maximum"].as_f64().unwrap_or(f64::MAX),
                whole: kind == "integer",
            }),
            _ => Shape::Text(Text::of(part, forms)),
        }
    }

    /// What is meant, in the words of a finding.
    pub(super) fn meant(&self) -> &'static str {
        match self {
            Shape::Text(_) => "a text",
            Shape::Number(Number { whole: true, .. }) => "a whole number",
            Shape::Number(_) => "a number",
            Shape::YesNo => "`true` or `false`",
            Shape::List { .. } => "a list",
            Shape::Map(_) => "a map of fields",
            Shape::TextOrMap(..) => "a text or a map of fields",
        }
    }
}

impl Text {
    fn of(part: &Value, forms: &[(&str, FormCheck)]) -> Text {
        let listed = part["enum"].as_array().into_iter().flatten();
        let described = part["oneOf"].as_array().into_iter().flatten().map(|choice| &choice["const"]);
        let choices = listed.chain(described).chain([&part["const"]]).filter_map(Value::as_str);
        let form = part["x-form"].as_str().map(|name| {
            let known = forms.iter().find(|(known, _)| *known == name);
            known.unwrap_or_else(|| panic!("the form `{name}` has no check")).1
        });
        let meant = part["x-meant"].as_object().into_iter().flatten();
        Text {
            kind: match part["x-text"].as_str() {
                Some("line") => TextKind::Line,
                Some("paragraphs") => TextKind::Paragraphs,
                _ => TextKind::Value,
            },
            form,
            example: part["examples"][0].as_str().unwrap_or_default().to_owned(),
            choices: choices.map(str::to_owned).collect(),
            meant: meant
                .filter_map(|(typed, hint)| Some((typed.clone(), hint.as_str()?.to_owned())))
                .collect(),
        }
    }
}

impl Either {
    /// `if` a key is there, `then` others are not, `else` others are needed.
    fn of(part: &Value) -> Option<Either> {
        let names = |names: &Value| {
            names
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let key = names(&part["if"]["required"]).pop()?;
        let not_beside = part["then"]["properties"].as_object().into_iter().flatten();
        let not_beside =
            not_beside.filter(|(_, there)| **there == Value::Bool(false)).map(|(name, _)| name.clone());
        Some(Either { key, not_beside: not_beside.collect(), else_needed: names(&part["else"]["required"]) })
    }
}

fn has(names: &Value, name: &str) -> bool {
    names.as_array().is_some_and(|names| names.iter().any(|known| known == name))
}
