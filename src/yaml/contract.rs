//! What a kind of file must hold: the schema of the type that it is read into, and the words of its findings.

use std::borrow::Cow;
use std::marker::PhantomData;
use std::sync::Arc;

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::check::{Codes, Layer, Misfits, Words, check};
use super::fields::Fields;
use super::outline::Outline;
use super::shape::{FormCheck, Shape};
use crate::diag::{Finding, Place, Reported, Sink, Source, Span, codes};

/// The contract of a kind of file that is read into `T`.
pub struct Contract<T> {
    words: Words,
    shape: Shape,
    reads: PhantomData<fn() -> T>,
}

impl<T: JsonSchema + DeserializeOwned> Contract<T> {
    /// The contract that a type's schema states. `name` is what findings call the file; `forms` checks every
    /// `x-form` of the schema.
    pub fn new(name: &'static str, forms: &[(&str, FormCheck)]) -> Contract<T> {
        Contract::of_schema(name, &full_schema_of::<T>(), forms)
    }

    /// The same of a schema that started as the type's, with [`full_schema_of`].
    pub fn of_schema(name: &'static str, schema: &Value, forms: &[(&str, FormCheck)]) -> Contract<T> {
        let codes = Codes {
            unknown: &codes::yaml::UNKNOWN_KEY,
            missing: &codes::yaml::MISSING_KEY,
            empty: &codes::yaml::WRONG_TYPE,
            wrong_type: &codes::yaml::WRONG_TYPE,
            bad_value: &codes::yaml::WRONG_TYPE,
        };
        let shape = Shape::of(schema, schema, forms);
        let words = Words { name, codes, refused: |_, _| None, either_spelling: false };
        Contract { words, shape, reads: PhantomData }
    }

    /// The same with codes of its own.
    #[must_use]
    pub fn with_codes(mut self, codes: Codes) -> Contract<T> {
        self.words.codes = codes;
        self
    }

    /// The same with a finding of its own for unknown keys: by the path of the map and the key, without its place.
    #[must_use]
    pub fn refusing(mut self, refused: fn(&str, &str) -> Option<Finding>) -> Contract<T> {
        self.words.refused = refused;
        self
    }

    /// The same for settings, whose American and British spellings are both taken.
    #[must_use]
    pub fn in_either_spelling(mut self) -> Contract<T> {
        self.words.either_spelling = true;
        self
    }

    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// Holds an outline to the contract, and reports every unknown, missing, empty and misshapen value.
    pub fn check<'a>(&'a self, outline: &'a Outline, sink: &mut Sink) -> Checked<'a, T> {
        self.check_layer(outline, Layer::Alone, sink)
    }

    fn check_layer<'a>(&'a self, outline: &'a Outline, layer: Layer, sink: &mut Sink) -> Checked<'a, T> {
        let mark = sink.mark();
        let misfits = check(outline, &self.shape, &self.words, layer, sink);
        Checked { contract: self, outline, misfits, reported: sink.errors_since(mark) }
    }

    /// Reads a text: its outline, the check, the value.
    ///
    /// # Errors
    /// Whatever the contract does not allow, all of it at once.
    pub fn read(&self, source: &Arc<Source>, sink: &mut Sink) -> Result<T, Reported> {
        let outline = self.outline(source, sink)?;
        self.check(&outline, sink).value(sink)
    }

    /// Reads the outline of a text, its keys as the contract spells them.
    ///
    /// # Errors
    /// What is not YAML.
    pub fn outline(&self, source: &Arc<Source>, sink: &mut Sink) -> Result<Outline, Reported> {
        let outline = Outline::read(source, sink)?;
        if self.words.either_spelling { outline.in_american(sink) } else { Ok(outline) }
    }

    /// Reads a text that holds only what differs from another: maps are merged key by key, lists and values replaced
    /// whole.
    ///
    /// # Errors
    /// Whatever the contract does not allow in either text, each at its place.
    pub fn read_over(&self, own: &Outline, under: &Arc<Source>, sink: &mut Sink) -> Result<T, Reported> {
        let under = self.outline(under, sink)?;
        let mark = sink.mark();
        let whole = self.check_layer(&under, Layer::Under, sink);
        let over = self.check_layer(own, Layer::Over, sink);
        sink.unless_errors(mark, ())?;
        let mut value: serde_yaml::Value = whole.read(sink)?;
        merge(&mut value, over.read(sink)?);
        serde_yaml::from_value(value).map_err(|error| self.unread(own, 0, &error, sink))
    }

    fn unread(
        &self,
        outline: &Outline,
        start: usize,
        error: &serde_yaml::Error,
        sink: &mut Sink,
    ) -> Reported {
        let message = format!("{} cannot be read: {error}", self.words.name);
        sink.error(
            Finding::new(self.words.codes.wrong_type, message)
                .at(Place::new(outline.source(), Span::new(start..start)))
                .hint("look at the value in or near this line"),
        )
    }
}

/// Puts what is over a value into it.
fn merge(under: &mut serde_yaml::Value, over: serde_yaml::Value) {
    match (under, over) {
        (serde_yaml::Value::Mapping(under), serde_yaml::Value::Mapping(over)) => {
            for (key, value) in over {
                match under.get_mut(&key) {
                    Some(below) => merge(below, value),
                    None => {
                        under.insert(key, value);
                    }
                }
            }
        }
        (under, over) => *under = over,
    }
}

/// An outline that was held to its contract.
pub struct Checked<'a, T> {
    contract: &'a Contract<T>,
    outline: &'a Outline,
    misfits: Misfits,
    reported: Option<Reported>,
}

impl<T: JsonSchema + DeserializeOwned> Checked<'_, T> {
    /// The values that fit, whatever else is wrong.
    pub fn fields(&self) -> Fields<'_> {
        Fields::new(self.outline, &self.misfits.refused)
    }

    /// The value that serde_yaml makes of the text.
    ///
    /// # Errors
    /// Those that the check reported; what serde_yaml reads otherwise than the check did, which is reported here.
    pub fn value(&self, sink: &mut Sink) -> Result<T, Reported> {
        self.value_as(sink)
    }

    /// The same as another type that the contract's schema is of.
    ///
    /// # Errors
    /// As [`Checked::value`].
    pub fn value_as<R: DeserializeOwned>(&self, sink: &mut Sink) -> Result<R, Reported> {
        if let Some(reported) = self.reported {
            return Err(reported);
        }
        self.read(sink)
    }

    fn read<R: DeserializeOwned>(&self, sink: &mut Sink) -> Result<R, Reported> {
        serde_yaml::from_str(&self.spelled_out()).map_err(|error| {
            let line = |at: serde_yaml::Location| self.outline.source().line_range(at.line().max(1)).start;
            let start = error.location().map_or(0, line);
            self.contract.unread(self.outline, start, &error, sink)
        })
    }

    /// The text with the few values put into quotes that serde_yaml would read otherwise than they are meant.
    fn spelled_out(&self) -> Cow<'_, str> {
        let text = self.outline.source().text();
        if self.misfits.spelled_out.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut whole = String::with_capacity(text.len() + 64);
        let mut end = 0;
        for (span, meant) in &self.misfits.spelled_out {
            let bytes = span.range();
            whole.push_str(&text[end..bytes.start]);
            // A text in JSON is a text in YAML.
            whole.push_str(&Value::from(meant.as_str()).to_string());
            end = bytes.end;
        }
        whole.push_str(&text[end..]);
        Cow::Owned(whole)
    }
}

/// The JSON Schema (draft 2020-12) of a type, in which a field may be left out but not left empty, with the keywords that
/// only a contract reads.
pub fn full_schema_of<T: JsonSchema>() -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.transforms.push(Box::new(RecursiveTransform(without_null)));
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// A schema of [`full_schema_of`] as editors and validators read it.
///
/// # Panics
/// Where the value is no schema, but a list or a text.
pub fn for_editors(schema: Value) -> Value {
    let mut schema = Schema::try_from(schema).expect("a schema is a map");
    RecursiveTransform(without_own_keywords).transform(&mut schema);
    schema.to_value()
}

/// Keywords that say nothing of how a file is typed, which only [`Shape`] reads.
fn without_own_keywords(schema: &mut Schema) {
    if let Some(map) = schema.as_object_mut() {
        map.retain(|keyword, _| !keyword.starts_with("x-") && keyword != "writeOnly");
    }
}

fn without_null(schema: &mut Schema) {
    let Some(map) = schema.as_object_mut() else { return };
    if let Some(Value::Array(types)) = map.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            map.insert("type".to_owned(), only);
        }
    }
    let Some(Value::Array(choices)) = map.get_mut("anyOf") else { return };
    let before = choices.len();
    choices.retain(|choice| choice.get("type").is_none_or(|kind| kind != "null"));
    if let ([Value::Object(only)], true) = (choices.as_slice(), choices.len() < before) {
        let only = only.clone();
        map.remove("anyOf");
        map.extend(only);
    }
}
