//! A tree -> values of serde's types, with the place of what does not fit.

use std::fmt;
use std::sync::Arc;

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer, Visitor};

use super::node::{Kind, Node};
use super::tree::read_tree;
use crate::diag::{Finding, Place, Reported, Sink, Source, Span, codes};

/// Reads a YAML text into a value of a type: a style file, the front matter of a letter.
///
/// # Errors
/// What [`read_tree`] and [`typed`] report.
pub fn read<T: DeserializeOwned>(source: &Arc<Source>, sink: &mut Sink) -> Result<T, Reported> {
    let node = read_tree(source, sink)?;
    typed(&node, source, sink)
}

/// The value of a tree. A scalar is read as what the type asks for: text stays the text typed, numbers
/// and booleans are read by YAML's rules.
///
/// # Errors
/// `yaml/unknown-key` for every key that a struct does not have, then the first of `yaml/missing-key`
/// and `yaml/wrong-type`.
pub fn typed<T: DeserializeOwned>(node: &Node, source: &Arc<Source>, sink: &mut Sink) -> Result<T, Reported> {
    let mark = sink.mark();
    let unknown = std::cell::RefCell::new(Vec::new());
    let value = T::deserialize(Reader { node, unknown: &unknown });
    for unknown in unknown.into_inner() {
        let Unknown { key, span, known } = unknown;
        let mut finding = Finding::new(&codes::yaml::UNKNOWN_KEY, format!("`{key}` is not a known key"))
            .at(Place::new(source, span))
            .labelled("not known here");
        finding = match nearest(&key, known.iter().copied()) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => finding.hint(format!("known here: {}", known.join(", "))),
        };
        sink.error(finding);
    }
    match value {
        Ok(value) => sink.unless_errors(mark, value),
        Err(error) => {
            let code = if error.missing { &codes::yaml::MISSING_KEY } else { &codes::yaml::WRONG_TYPE };
            let span = error.span.unwrap_or(node.span);
            Err(sink.error(Finding::new(code, error.message).at(Place::new(source, span))))
        }
    }
}

/// The known name most like `name`, if one is like it.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > 64 {
        return None;
    }
    let plain = |text: &str| text.to_lowercase().replace(['-', ' '], "_");
    let name = plain(name);
    known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&name, &plain(candidate)), candidate))
        .filter(|&(likeness, candidate)| {
            likeness >= 0.86 || strsim::damerau_levenshtein(&name, &plain(candidate)) * 3 <= candidate.len()
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

struct Unknown {
    key: String,
    span: Span,
    known: &'static [&'static str],
}

#[derive(Debug)]
struct Error {
    message: String,
    span: Option<Span>,
    missing: bool,
}

impl Error {
    /// The same error with its place, unless a deeper one was set.
    fn at(mut self, span: Span) -> Error {
        self.span = self.span.or(Some(span));
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Error {
        Error { message: message.to_string(), span: None, missing: false }
    }

    fn missing_field(field: &'static str) -> Error {
        Error { message: format!("the key `{field}` is missing"), span: None, missing: true }
    }
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    node: &'a Node,
    unknown: &'a std::cell::RefCell<Vec<Unknown>>,
}

impl<'a> Reader<'a> {
    fn of(self, node: &'a Node) -> Reader<'a> {
        Reader { node, ..self }
    }

    fn text(self, meant: &dyn fmt::Display) -> Result<&'a str, Error> {
        match self.node.scalar() {
            Some(scalar) => Ok(&scalar.text),
            None => Err(self.not(meant)),
        }
    }

    fn not(self, meant: &dyn fmt::Display) -> Error {
        de::Error::custom(format!("{meant} is meant, but {} stands here", self.node.what()))
    }
}

/// What a scalar asked for as a number or boolean is by YAML's rules.
macro_rules! by_yaml {
    ($($method:ident $visit:ident $type:ty, $meant:literal;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            let text = self.text(&$meant)?;
            serde_yaml::from_str::<$type>(text)
                .map_err(|_| de::Error::custom(format!("{} is meant, not `{text}`", $meant)))
                .and_then(|value| visitor.$visit(value))
                .map_err(|error: Error| error.at(self.node.span))
        }
    )*};
}

impl<'de> de::Deserializer<'de> for Reader<'_> {
    type Error = Error;

    by_yaml! {
        deserialize_bool visit_bool bool, "`true` or `false`";
        deserialize_i8 visit_i8 i8, "a whole number";
        deserialize_i16 visit_i16 i16, "a whole number";
        deserialize_i32 visit_i32 i32, "a whole number";
        deserialize_i64 visit_i64 i64, "a whole number";
        deserialize_u8 visit_u8 u8, "a whole number from 0 to 255";
        deserialize_u16 visit_u16 u16, "a whole number from 0 to 65535";
        deserialize_u32 visit_u32 u32, "a whole number, not negative";
        deserialize_u64 visit_u64 u64, "a whole number, not negative";
        deserialize_f32 visit_f32 f32, "a number";
        deserialize_f64 visit_f64 f64, "a number";
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.kind {
            Kind::Scalar(scalar) if scalar.is_null() => visitor.visit_unit(),
            Kind::Scalar(scalar) => visitor.visit_str(&scalar.text),
            Kind::List(items) => visitor.visit_seq(Items { items: items.iter(), reader: self }),
            Kind::Map(_) => visitor.visit_map(Fields { at: 0, known: None, reader: self }),
        }
        .map_err(|error: Error| error.at(self.node.span))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.text(&"a text")
            .and_then(|text| visitor.visit_str(text))
            .map_err(|error| error.at(self.node.span))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.node.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self).map_err(|error| error.at(self.node.span))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.kind {
            Kind::List(items) => visitor.visit_seq(Items { items: items.iter(), reader: self }),
            _ => Err(self.not(&"a list")),
        }
        .map_err(|error: Error| error.at(self.node.span))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.kind {
            Kind::Map(_) => visitor.visit_map(Fields { at: 0, known: None, reader: self }),
            _ => Err(self.not(&"a map of keys")),
        }
        .map_err(|error: Error| error.at(self.node.span))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.node.kind {
            Kind::Map(_) => visitor.visit_map(Fields { at: 0, known: Some(known), reader: self }),
            _ => Err(self.not(&"a map of keys")),
        }
        .map_err(|error: Error| error.at(self.node.span))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let text = self.text(&known.join(" or ")).map_err(|error| error.at(self.node.span))?;
        let variant: StrDeserializer<'_, Error> = text.into_deserializer();
        visitor.visit_enum(variant).map_err(|error| error.at(self.node.span))
    }

    serde::forward_to_deserialize_any! {
        i128 u128 char bytes byte_buf unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

struct Items<'a> {
    items: std::slice::Iter<'a, Node>,
    reader: Reader<'a>,
}

impl<'de> de::SeqAccess<'de> for Items<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(item) = self.items.next() else { return Ok(None) };
        let value = seed.deserialize(self.reader.of(item)).map_err(|error| error.at(item.span))?;
        Ok(Some(value))
    }
}

struct Fields<'a> {
    at: usize,
    known: Option<&'static [&'static str]>,
    reader: Reader<'a>,
}

impl<'de> de::MapAccess<'de> for Fields<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        while let Some(entry) = self.reader.node.entries().get(self.at) {
            self.at += 1;
            match self.known {
                Some(known) if !known.contains(&entry.key.as_str()) => {
                    let (key, span) = (entry.key.clone(), entry.key_span);
                    self.reader.unknown.borrow_mut().push(Unknown { key, span, known });
                }
                _ => {
                    let key: StrDeserializer<'_, Error> = entry.key.as_str().into_deserializer();
                    return seed.deserialize(key).map(Some);
                }
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let entry = &self.reader.node.entries()[self.at - 1];
        seed.deserialize(self.reader.of(&entry.value)).map_err(|error| error.at(entry.value.span))
    }
}
