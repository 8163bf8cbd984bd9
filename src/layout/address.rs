//! The address in the window of the envelope: at a fixed place of its page.

use super::fill::Stand;
use super::flow::{Drawn, Flow};
use super::lines::{Line, break_lines};
use super::pages::{Artifact, Item, ItemKind, Role, Tag};
use super::typeset::Typesetter;
use crate::diag::{Finding, Place, Sink, Span, codes};
use crate::document::Inline;
use crate::style::Window;
use crate::units::{Point, Pt, Rect, Size};

/// Capitals of Liberation Sans and its like, in thousandths of the size.
const CAP_HEIGHT: i32 = 729;
/// What hangs below a baseline, in thousandths of the size.
const DESCENT: i32 = 216;

/// A page's address, ready to be drawn.
pub(super) struct Address {
    /// Each with its baseline.
    pub lines: Vec<(Point, Line)>,
    pub span: Span,
}

impl Flow<'_> {
    /// Sets the lines of an address; one that does not fit the window is an error, not smaller.
    pub(super) fn address(&mut self, inlines: &[Inline], span: Span, sink: &mut Sink) {
        let window = self.window();
        let safe = window.safe(self.page_size());
        let element = self.element(Role::Paragraph, Some(super::pages::ElementId(0)), span, String::new());
        let setter = Typesetter {
            document: self.document,
            fonts: self.fonts,
            faces: self.table_faces(),
            size: window.size,
        };
        // Wide enough that no line breaks of itself: what is too wide is said.
        let lines = break_lines(&setter.typeset(inlines, false, |_| element, sink), safe.size.width * 100);
        let place = Place::new(&self.document.source, span);
        let cap = window.size.per_mille(CAP_HEIGHT);
        let fits = (safe.size.height - cap).whole_times(window.pitch) + 1;
        if lines.len() > fits {
            sink.report(
                Finding::new(
                    &codes::layout::ADDRESS,
                    format!("the address has {} lines; the envelope's window shows {fits}", lines.len()),
                )
                .at(place.clone())
                .hint("shorten it: put the unit on the street's line, or leave the organization out"),
            );
        }
        if let Some(wide) =
            lines.iter().filter(|line| line.width > safe.size.width).max_by_key(|line| line.width)
        {
            let text: String = wide.runs.iter().map(|run| run.text.as_str()).collect();
            sink.report(
                Finding::new(
                    &codes::layout::ADDRESS,
                    format!(
                        "the address line `{}` is {} points too wide for the envelope's window",
                        text.trim_end(),
                        wide.width - safe.size.width
                    ),
                )
                .at(place)
                .hint("abbreviate it as USPS Publication 28 does, or break it into two lines"),
            );
        }
        let placed = lines.into_iter().enumerate().map(|(number, line)| {
            let y = safe.at.y + cap + window.pitch * number as i32;
            (Point { x: safe.at.x, y }, line)
        });
        let address = Address { lines: placed.collect(), span };
        let seen = window.seen(self.page_size());
        self.push_at(seen.at.y + seen.size.height, Drawn::Address(address));
    }
}

/// Where text stands in the way of an address, or two share a page.
pub(super) fn check(flow: &Flow<'_>, stands: &[Stand], sink: &mut Sink) {
    let window = flow.window();
    let seen = window.seen(flow.page_size());
    let mut last = None;
    for (number, drawn) in flow.drawn.iter().enumerate() {
        let Drawn::Address(address) = drawn else { continue };
        let place = || Place::new(&flow.document.source, address.span);
        let page = stands[number].page;
        if last.replace(page) == Some(page) {
            let message = "two addresses stand on one page";
            sink.report(
                Finding::new(&codes::layout::WINDOW, message).at(place()).hint("put `---` between them"),
            );
            continue;
        }
        let before = number.checked_sub(1).map(|before| stands[before]).filter(|before| before.page == page);
        let depth = flow.strips.get(number.wrapping_sub(1)).map_or(Pt::ZERO, |strip| strip.depth);
        let below = before.map(|before| before.y + depth.max(flow.text_size().per_mille(DESCENT)));
        if let Some(below) = below.filter(|&below| below > seen.at.y) {
            sink.report(
                Finding::new(
                    &codes::layout::WINDOW,
                    format!(
                        "what stands before the address reaches {} points into its window",
                        below - seen.at.y
                    ),
                )
                .at(place())
                .hint("shorten the letterhead, or put less before the address"),
            );
        }
    }
}

/// Short lines at the left edge, where the sheet is folded.
pub(super) fn fold_marks(window: &Window, page: Size, items: &mut Vec<Item>) {
    if !window.fold_marks {
        return;
    }
    for y in window.folds(page) {
        let rect = Rect {
            at: Point { x: Pt::whole(9), y },
            size: Size { width: Pt::whole(9), height: Pt::milli(500) },
        };
        items.push(Item { kind: ItemKind::Fill { rect, grey: 0 }, tag: Tag::Artifact(Artifact::Layout) });
    }
}
