//! Markdown -> [`Document`]: the blocks a letter may contain, each with its place.
//!
//! Roles come from the Markdown's own structure, so a hand-edited file gives the same pages.

mod front_matter;
mod inlines;
mod links;
mod marks;
mod plain;
mod read;
mod reader;
mod tables;

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
    /// What is seen in the window of the envelope, a line each.
    Address(Vec<Inline>),
    /// What follows opens a new page.
    PageBreak,
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
    pub span: Span,
}

/// A piece of a line of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    Text {
        text: String,
        strong: bool,
        emphasis: bool,
        /// Where a link leads that it is of.
        link: Option<Arc<str>>,
        span: Span,
    },
    /// A line end that the text asks for.
    Break,
}
