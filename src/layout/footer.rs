//! The footer of every page, when the number of pages is known.

use super::draw::text;
use super::faces::{Faces, Typesetter};
use super::lines::{Line, one_line};
use super::pages::{Artifact, ElementId, Pages};
use crate::diag::{Reported, Sink, Span};
use crate::document::{Document, Inline};
use crate::fonts::Fonts;
use crate::style::Style;
use crate::units::Point;

/// Adds the footer of every page: the style's words, with the case number, the page and the number of pages.
pub(super) fn footers(
    pages: &mut Pages,
    document: &Document,
    style: &Style,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Result<(), Reported> {
    let faces = Faces::of(&style.text.family, style, fonts, sink)?;
    let footer = &style.footer;
    let setter = Typesetter { document, fonts, faces: &faces, size: footer.size };
    let count = pages.pages.len().to_string();
    let set = |words: &str, page: usize, sink: &mut Sink| -> Line {
        let text = words
            .replace("{page}", &(page + 1).to_string())
            .replace("{pages}", &count)
            .replace("{case_number}", &document.about.case_number);
        let inline = Inline::Text { text, strong: false, emphasis: false, span: Span::default() };
        one_line(&setter.typeset(&[inline], false, |_| ElementId(0), sink))
    };
    let y = footer.baseline;
    for (number, page) in pages.pages.iter_mut().enumerate() {
        let (left, right) = (set(&footer.left, number, sink), set(&footer.right, number, sink));
        let x = style.page.margin_left;
        text(left, footer.size, Point { x, y }, Some(Artifact::Pagination), &mut page.items);
        let x = style.page.width - style.page.margin_right - right.width;
        text(right, footer.size, Point { x, y }, Some(Artifact::Pagination), &mut page.items);
    }
    Ok(())
}
