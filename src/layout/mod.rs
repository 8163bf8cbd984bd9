//! [`Document`] + [`Style`] + [`Fonts`] -> [`Pages`]: items at fixed places, and what each of them is.

pub mod pages;

pub use pages::{Artifact, Element, ElementId, Glyph, GlyphRun, Item, ItemKind, Page, Pages, Role, Scope, Tag};
