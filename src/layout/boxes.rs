//! Line boxes: what flow makes of blocks, pagination puts on pages, and drawing draws.

use std::rc::Rc;
use std::sync::Arc;

use super::lines::Line;
use super::pages::{ElementId, Item, ItemKind, Tag};
use crate::diag::Span;
use crate::picture::Picture;
use crate::units::{Point, Pt, Rect};

/// One line of text or one row of a table, as page filling sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineBox {
    /// From the height of the line box before it to its own; what it keeps of it at the top of a page is none.
    pub advance: Pt,
    /// Its height where it opens a page.
    pub top: Pt,
    /// What it takes below its height.
    pub depth: Pt,
    /// Whether it must stand on the page of the line box after it.
    pub with_next: bool,
    /// Whether it opens a page in any case.
    pub opens: bool,
    /// Its height where that does not depend on what stands before it.
    pub fixed: Option<Pt>,
}

/// Where a line box stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub page: usize,
    pub y: Pt,
}

/// What is drawn in a line box.
pub(super) enum Content {
    /// Lines of text at one height, each from its left edge: a list's label may stand beside its text.
    Text {
        size: Pt,
        lines: Vec<(Pt, Line)>,
    },
    Row(Row),
    Address(Address),
}

/// A row, ready to be drawn at any height.
#[derive(Clone)]
pub(super) struct Row {
    pub height: Pt,
    pub cells: Vec<RowCell>,
    /// Whether it is the table's first row.
    pub first: bool,
    /// The row of column heads, which comes again where this row opens a page.
    pub head: Option<Rc<Row>>,
}

#[derive(Clone)]
pub(super) struct RowCell {
    pub left: Pt,
    pub right: Pt,
    pub gray: bool,
    /// Whether its lines end at its right edge.
    pub at_right: bool,
    pub lines: Vec<Line>,
}

/// A page's address, ready to be content.
pub(super) struct Address {
    /// Each with its baseline.
    pub lines: Vec<(Point, Line)>,
    pub span: Span,
}

/// A picture at the top of the page of a line box.
pub(super) struct TopPicture {
    /// The place of that line box, which is read after it.
    pub before: usize,
    pub element: ElementId,
    pub rect: Rect,
    pub picture: Arc<Picture>,
    pub span: Span,
}

impl TopPicture {
    pub fn into_item(self) -> Item {
        let kind = ItemKind::Picture { rect: self.rect, picture: self.picture };
        Item { kind, tag: Tag::Element(self.element) }
    }
}
