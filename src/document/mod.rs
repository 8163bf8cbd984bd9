//! Markdown -> [`Document`]: the blocks a letter may contain, each with its place.
//!
//! Roles come from the Markdown's own structure, so a hand-edited file gives the same pages.

mod front_matter;
mod inlines;
mod links;
mod marks;
mod pictures;
mod plain;
mod read;
mod reader;
mod scripts;
mod tables;
mod together;

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Source, Span};
use crate::units::LanguageTag;

pub use plain::plain_lines;
pub use read::{markdown_options, read_markdown};

/// A letter as blocks, with what its front matter says of it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The Markdown this was read from.
    pub source: Arc<Source>,
    pub about: FrontMatter,
    pub blocks: Vec<Block>,
    /// Which blocks stay on one page, by their places among all.
    pub together: Vec<Range<usize>>,
}

/// What the file needs beyond the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatter {
    /// Title of the document, shown by viewers instead of the file name.
    pub title: String,
    pub language: LanguageTag,
    /// The date the file carries, ISO 8601: the letter's, never the clock's.
    pub date: String,
    pub case_number: String,
    /// Name of the page style, a file `<name>.yaml` among the templates.
    pub style: String,
    /// The language of what stands before the first page break, where it is another.
    pub first_language: Option<LanguageTag>,
    /// Phrases that are never broken at a line end: numbers, dates, telephones.
    pub unbroken: Vec<String>,
    /// Where the style is named.
    pub style_span: Span,
}

/// One block; the set is closed, so nothing a letter contains is dropped on the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub kind: BlockKind,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    Heading {
        level: u8,
        inlines: Vec<Inline>,
    },
    Paragraph(Vec<Inline>),
    /// A paragraph whose lines end at the right margin.
    AtRight(Vec<Inline>),
    /// What is seen in the window of the envelope, a line each.
    Address(Vec<Inline>),
    /// What follows opens a new page.
    PageBreak,
    /// A picture by its name; what is said where it is not seen.
    Picture {
        name: String,
        alternative_text: String,
    },
    Table(Table),
    /// `start` is the first number of an ordered list.
    List {
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
}

/// A table. In a label table the strong cells are the labels of the cells beside them; in a column table
/// the first row holds the headers of the columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub kind: TableKind,
    /// Every row has as many cells as the first.
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    Labels,
    Columns,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub inlines: Vec<Inline>,
    /// Whether the cell is a header: a label, or the head of a column.
    pub header: bool,
    /// Whether its text ends at the right edge of its column, as numbers do.
    pub at_right: bool,
    pub span: Span,
}

/// How a text stands to its line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Script {
    #[default]
    Normal,
    /// Small and raised, as in 10⁶.
    Superscript,
    /// Small and lowered, as in H₂O.
    Subscript,
}

impl Script {
    /// How it is written on either side of the text, and shown where nothing can be raised.
    pub fn mark(self) -> &'static str {
        match self {
            Script::Normal => "",
            Script::Superscript => "^",
            Script::Subscript => "~",
        }
    }
}

/// A piece of a line of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    Text {
        text: String,
        strong: bool,
        emphasis: bool,
        script: Script,
        /// Where a link leads that it is of.
        link: Option<Arc<str>>,
        span: Span,
    },
    /// A line end that the text asks for.
    Break,
}
