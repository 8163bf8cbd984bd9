//! The values of a checked outline by their paths, typed, each with its place: for rules over some of them that
//! hold whatever is wrong with the others.

use std::collections::HashSet;
use std::ops::{Deref, Range};

use serde::de::value::{Error, StringDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

use super::locate::locate_part;
use super::node::{Kind, Node};
use super::outline::Outline;
use crate::diag::{Place, Span};

/// A value and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// The fields of a map that fit their contract.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    outline: &'a Outline,
    refused: &'a HashSet<Span>,
    node: &'a Node,
}

impl<'a> Fields<'a> {
    pub(super) fn new(outline: &'a Outline, refused: &'a HashSet<Span>) -> Fields<'a> {
        Fields { outline, refused, node: outline.root() }
    }

    /// The value of a text at a path below this map; none where there is none that fits.
    pub fn get<T: DeserializeOwned>(&self, path: &str) -> Option<Spanned<T>> {
        let node = self.node.at(path).filter(|node| !self.refused.contains(&node.span))?;
        let text: StringDeserializer<Error> =
            node.scalar()?.with_blank_lines().into_owned().into_deserializer();
        Some(Spanned { value: T::deserialize(text).ok()?, span: node.span })
    }

    /// Whether there is a value at a path below this map, fitting or not.
    pub fn has(&self, path: &str) -> bool {
        self.node.at(path).is_some()
    }

    /// The texts of a list at a path below this map, those left out that do not fit.
    pub fn texts<T: DeserializeOwned>(&self, path: &str) -> impl Iterator<Item = Spanned<T>> {
        let count = self.node.at(path).map_or(0, |node| match &node.kind {
            Kind::List(items) => items.len(),
            _ => 0,
        });
        (0..count).filter_map(move |number| self.get(&format!("{path}/{number}")))
    }

    /// The map at a path below this one.
    pub fn map(&self, path: &str) -> Option<Fields<'a>> {
        let node = self.node.at(path)?;
        matches!(node.kind, Kind::Map(_)).then_some(Fields { node, ..*self })
    }

    /// The maps of a list at a path below this one.
    pub fn each(&self, path: &str) -> impl Iterator<Item = Fields<'a>> {
        let items = match self.node.at(path).map(|node| &node.kind) {
            Some(Kind::List(items)) => items.as_slice(),
            _ => &[],
        };
        let fields = *self;
        items.iter().map(move |node| Fields { node, ..fields })
    }

    /// Where this map stands.
    pub fn span(&self) -> Span {
        self.node.span
    }

    pub fn place(&self, span: Span) -> Place {
        Place::new(self.outline.source(), span)
    }

    /// Where bytes of a text were typed that stands at a span.
    pub fn part(&self, span: Span, text: &str, part: &Range<usize>) -> Place {
        Place::new(self.outline.source(), locate_part(self.outline.source().text(), span, text, part))
    }
}
