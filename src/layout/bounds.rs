//! Nothing is drawn off the page.

use super::pages::{ItemKind, Pages, Tag};
use crate::diag::{Finding, Place, Sink, codes};
use crate::document::Document;
use crate::fonts::Fonts;
use crate::style::Style;
use crate::units::{Point, Pt, Rect, Size};

/// Of a line of type, what stands above its baseline and below, in thousandths of the size.
const ABOVE: i32 = 730;
const BELOW: i32 = 220;

/// Reports the first item that is not inside its page.
pub(super) fn check(pages: &Pages, document: &Document, style: &Style, fonts: &Fonts, sink: &mut Sink) {
    let inside = |rect: Rect| {
        let (right, bottom) = (rect.at.x + rect.size.width, rect.at.y + rect.size.height);
        rect.at.x >= Pt::ZERO
            && rect.at.y >= Pt::ZERO
            && right <= pages.size.width
            && bottom <= pages.size.height
    };
    for (number, page) in pages.pages.iter().enumerate() {
        let outside = page.items.iter().find(|item| match &item.kind {
            ItemKind::Fill { rect, .. } | ItemKind::Picture { rect, .. } => !inside(*rect),
            ItemKind::Glyphs(run) => {
                let at = Point { x: run.at.x, y: run.at.y - run.size.per_mille(ABOVE) };
                // Spaces at the end of a line are not seen.
                let seen = run.text.trim_end().len() == run.text.len();
                let width = if seen { run.width(fonts) } else { Pt::ZERO };
                !inside(Rect { at, size: Size { width, height: run.size.per_mille(ABOVE + BELOW) } })
            }
        });
        if let Some(item) = outside {
            let place = match item.tag {
                Tag::Element(id) => Place::new(&document.source, pages.elements[id.0 as usize].span),
                Tag::Artifact(_) => style.place("page"),
            };
            let message = format!("something would be drawn outside page {}", number + 1);
            sink.report(
                Finding::new(&codes::layout::OFF_PAGE, message)
                    .at(place)
                    .hint("look at the sizes, margins and columns in the style"),
            );
            return;
        }
    }
}
