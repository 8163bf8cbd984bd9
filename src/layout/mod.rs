//! [`Document`] + [`Style`] + [`Fonts`] -> [`Pages`]: items at fixed places, and what each of them is.
//!
//! Lines are broken before pages are filled; footers are added when the page count is known.

mod address;
mod barcodes;
mod bind;
mod blocks;
mod bounds;
mod boxes;
mod clusters;
mod cuts;
mod draw;
mod faces;
mod flow;
mod folds;
mod footer;
mod lines;
mod lists;
mod missing;
pub mod pages;
mod paginate;
mod paragraphs;
mod pictures;
mod raised;
mod rules;
mod scripts;
mod shaping;
mod substitutes;
mod tables;
mod typeset;

pub use barcodes::SheetMark;
pub use bind::bind;
pub use pages::{
    Artifact, Element, ElementId, Glyph, GlyphRun, Item, ItemKind, Page, Pages, Role, Scope, Tag,
};

use std::sync::Arc;

use crate::diag::{Reported, Sink};
use crate::document::Document;
use crate::fonts::Fonts;
use crate::picture::Picture;
use crate::style::Style;

/// Lays a letter out.
///
/// # Errors
/// A character that no font has, a font file that is not there, column widths that the style does not have, a row higher
/// than a page, an empty cell, a list item that cannot be laid out, a footer too long for its line, whatever would be
/// drawn off the page.
pub fn lay_out(
    document: &Document,
    style: &Style,
    fonts: &Fonts,
    logo: Option<&Arc<Picture>>,
    sink: &mut Sink,
) -> Result<Pages, Reported> {
    let mark = sink.mark();
    let mut flow = flow::Flow::new(document, style, fonts, sink)?;
    flow.logo = logo.cloned();
    flow.blocks(&document.blocks, sink);
    let folds = folds::Folds::of(&flow, style);
    let shift = |number, y, opens| folds.shift(&flow.boxes, number, y, opens);
    let positions = paginate::paginate(&flow.boxes, style.page.lowest_baseline, shift);
    address::check(&flow, &positions, sink);
    flow.check_together(&positions, sink);
    pictures::check(&flow, &positions, sink);
    let in_other_language = match flow.in_other_language {
        0 => 0,
        boxes => positions[boxes - 1].page + 1,
    };
    let mut pages = draw::draw(flow, &positions, style);
    footer::footers(&mut pages, in_other_language, document, style, fonts, sink)?;
    bounds::check(&pages, document, style, fonts, sink);
    sink.unless_errors(mark, pages)
}
