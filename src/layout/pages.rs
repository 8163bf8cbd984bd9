//! Where layout ends: data that `pdf` only copies out.

use std::sync::Arc;

use crate::diag::Span;
use crate::fonts::{FaceId, Fonts};
use crate::picture::Picture;
use crate::units::{Em, Point, Pt, Rect, Size};

/// The pages of a letter and the logical structure over them.
#[derive(Clone, Debug, PartialEq)]
pub struct Pages {
    pub size: Size,
    pub pages: Vec<Page>,
    /// The logical elements in reading order, parents before their children; the first is the document.
    pub elements: Vec<Element>,
    /// The first page with an address, and what is free below it in the envelope's window.
    pub below_address: Option<(usize, Rect)>,
    /// Whether the address is placed for an envelope in which the sheets lie unfolded.
    pub unfolded: bool,
}

impl Pages {
    /// Sheets of paper, printed on both sides.
    pub fn sheets(&self) -> usize {
        self.pages.len().div_ceil(2)
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// In drawing order, which for text is the reading order: on a line with right-to-left words a later run may
    /// stand to the left of the one before.
    pub items: Vec<Item>,
}

impl Page {
    /// The runs of the text, in reading order; what repeats on every page and other artifacts are left out.
    pub fn text_runs(&self) -> impl Iterator<Item = &GlyphRun> {
        self.items.iter().filter_map(|item| match (&item.kind, item.tag) {
            (ItemKind::Glyphs(run), Tag::Element(_)) => Some(run),
            _ => None,
        })
    }
}

/// Something drawn at a fixed place.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub kind: ItemKind,
    pub tag: Tag,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ItemKind {
    Glyphs(GlyphRun),
    /// A filled rectangle; `gray` in thousandths, 0 black. Hairlines are thin rectangles.
    Fill {
        rect: Rect,
        gray: u16,
    },
    Picture {
        rect: Rect,
        picture: Arc<Picture>,
    },
}

/// Glyphs of one face and one direction on one line.
#[derive(Clone, Debug, PartialEq)]
pub struct GlyphRun {
    pub face: FaceId,
    pub size: Pt,
    /// Where the leftmost glyph's origin stands, on the baseline.
    pub at: Point,
    /// From left to right.
    pub glyphs: Vec<Glyph>,
    /// What the glyphs stand for, in reading order: what is copied out.
    pub text: String,
    /// Whether the text is read from the last glyph to the first.
    pub right_to_left: bool,
    /// What is read in place of the text where the run is a piece of a word that a line end cuts: the whole word at
    /// its first piece, a space at the others.
    pub read_as: Option<Box<str>>,
}

impl GlyphRun {
    /// From the first glyph's origin to where a glyph after the last would stand.
    pub fn width(&self, fonts: &Fonts) -> Pt {
        let face = fonts.face(self.face);
        let advance = |glyph: &Glyph| self.size.of_em(face.advance(glyph.id) + Em::per_mille(glyph.extra));
        self.glyphs.iter().map(advance).sum()
    }
}

/// A glyph; its advance is the face's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    pub id: u16,
    /// Bytes of the run's text that this glyph stands for; none for all but the first of a cluster in reading
    /// order.
    pub text_len: u8,
    /// What shaping adds to the advance, in thousandths of the size.
    pub extra: i16,
    /// What shaping moves this glyph by, in thousandths of the size; y grows upward.
    pub shift: (i16, i16),
}

/// Whose item this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    Element(ElementId),
    Artifact(Artifact),
}

/// What is on the page but not in the text (ISO 32000-1, 14.8.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Artifact {
    /// A footer, or the column heads of a table that goes on.
    Pagination,
    /// A rule or a background.
    Layout,
    /// What machines read on the way to the reader: a production aid (ISO 32000-1, 14.8.2.2.2).
    Page,
}

/// Place of an element in [`Pages::elements`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub u32);

/// A node of the logical structure.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    pub role: Role,
    pub parent: Option<ElementId>,
    /// Its place in the Markdown.
    pub span: Span,
    /// The heading's text, or what a letter of several is called, for bookmarks; what a picture shows; empty otherwise.
    pub title: String,
    /// The page (from 0) and height of its first line.
    pub at: (usize, Pt),
    /// Columns that a cell spans; 1 for all else.
    pub columns: u8,
    /// BCP 47 language tag of a passage that is not in the letter's language.
    pub language: Option<String>,
    /// Of a link: where it leads.
    pub uri: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Document,
    /// One letter of several in a file.
    Part,
    Heading(u8),
    Paragraph,
    /// A paragraph whose lines end at the right margin.
    AtRight,
    /// A bold label at the start of a paragraph.
    Label,
    /// What follows a label in its paragraph.
    Text,
    /// A superscript, above its line by this; below it, a subscript.
    Raised(Pt),
    Link,
    /// A picture.
    Figure,
    Table,
    Row,
    HeaderCell(Scope),
    Cell,
    List,
    ListItem,
    ListLabel,
    ListBody,
}

/// What a header cell is the header of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Row,
    Column,
}
