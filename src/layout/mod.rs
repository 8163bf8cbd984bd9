//! [`Document`] + [`Style`] + [`Fonts`] -> [`Pages`]: items at fixed places, and what each of them is.
//!
//! Lines are broken before pages are filled; running lines are added when the page count is known.

mod address;
mod bind;
mod draw;
mod fill;
mod flow;
mod folds;
mod lines;
mod missing;
pub mod pages;
mod scripts;
mod shaping;
mod table;
mod typeset;

pub use bind::bind;
pub use pages::{
    Artifact, Element, ElementId, Glyph, GlyphRun, Item, ItemKind, Page, Pages, Role, Scope, Tag,
};

use crate::diag::{Reported, Sink};
use crate::document::Document;
use crate::fonts::Fonts;
use crate::style::Style;

/// Lays a letter out.
///
/// # Errors
/// A character that no font has, a font file or column widths that the style does not name, a row higher than
/// a page, a list item that cannot be laid out.
pub fn lay_out(
    document: &Document,
    style: &Style,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Result<Pages, Reported> {
    let mark = sink.mark();
    let mut flow = flow::Flow::new(document, style, fonts, sink)?;
    flow.blocks(&document.blocks, sink);
    let folds = folds::Folds::of(&flow, style);
    let shift = |number, y, opens| folds.shift(&flow.strips, number, y, opens);
    let stands = fill::fill(&flow.strips, style.page.lowest_baseline, shift);
    address::check(&flow, &stands, sink);
    let mut pages = draw::draw(flow, &stands, style);
    draw::running_lines(&mut pages, document, style, fonts, sink)?;
    sink.unless_errors(mark, pages)
}
