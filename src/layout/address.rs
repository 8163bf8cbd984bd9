//! The address in the window of the envelope: at a fixed place of its page.

use super::boxes::{Address, Content, Position};
use super::clusters::Typeset;
use super::faces::Typesetter;
use super::flow::Flow;
use super::lines::{Line, break_each};
use super::pages::{Artifact, Item, ItemKind, Role, Tag};
use crate::diag::{Finding, Place, Sink, Span, codes};
use crate::document::Inline;
use crate::fonts::Fonts;
use crate::style::Window;
use crate::units::{Em, Point, Pt, Rect, Size};

/// Capitals of Liberation Sans and its like, in thousandths of the size.
const CAP_HEIGHT: i32 = 729;
/// What hangs below a baseline, in thousandths of the size.
const DESCENT: i32 = 216;

/// A measure in which no line breaks of itself.
const UNBROKEN: Pt = Pt::whole(1_000_000);

impl Flow<'_> {
    /// Sets the lines of an address. A name or organization too wide for the window is set on two lines, where
    /// they fit; an address that does not fit is an error, not smaller.
    pub(super) fn address(&mut self, inlines: &[Inline], span: Span, sink: &mut Sink) {
        let window = self.window();
        let safe = window.safe(self.page_size());
        let element = self.element(Role::Paragraph, Some(super::pages::ElementId(0)), span, String::new());
        let setter = Typesetter {
            document: self.document,
            fonts: self.fonts,
            faces: self.table_faces(),
            size: window.size,
            setting: None,
        };
        let text = setter.typeset(inlines, false, |_| element, sink);
        let measure = safe.size.width;
        let cap = window.size.per_mille(CAP_HEIGHT);
        let fits = (safe.size.height - cap).whole_times(window.leading) + 1;
        // The lines that the address asks for: the last two are the street's and the city's.
        let asked: Vec<Line> = break_each(&text, UNBROKEN).flatten().collect();
        let mut spare = fits.saturating_sub(asked.len());
        let before_street = asked.len().saturating_sub(2);
        let spans = line_spans(inlines, span);
        let mut lines = Vec::with_capacity(fits);
        for (number, line) in asked.into_iter().enumerate() {
            let wide = line.width > measure;
            let on_two = wide && spare > 0 && number < before_street;
            if let Some(halves) = on_two.then(|| halves(&text, number, line.width, measure)).flatten() {
                spare -= 1;
                lines.extend(halves);
                continue;
            }
            if wide {
                let said: String = line.runs.iter().map(|run| run.text.as_str()).collect();
                let message = format!(
                    "the address line `{}` is {} characters too long for the envelope's window",
                    said.trim_end(),
                    too_many(&line, window.size, measure, self.fonts)
                );
                sink.report(
                    Finding::new(&codes::layout::ADDRESS, message)
                        .at(Place::new(&self.document.source, spans[number]))
                        .hint("abbreviate it as USPS Publication 28 does"),
                );
            }
            lines.push(line);
        }
        if lines.len() > fits {
            sink.report(
                Finding::new(
                    &codes::layout::ADDRESS,
                    format!("the address has {} lines; the envelope's window shows {fits}", lines.len()),
                )
                .at(Place::new(&self.document.source, span))
                .hint("shorten it: put the unit on the street's line, or leave the organization out"),
            );
        }
        let placed = lines.into_iter().enumerate().map(|(number, line)| {
            let y = safe.at.y + cap + window.leading * number as i32;
            (Point { x: safe.at.x, y }, line)
        });
        let address = Address { lines: placed.collect(), span };
        let seen = window.seen(self.page_size());
        self.push_at(seen.at.y + seen.size.height, Content::Address(address));
    }
}

/// Where each line of an address stands.
fn line_spans(inlines: &[Inline], address: Span) -> Vec<Span> {
    let lines = inlines.split(|inline| matches!(inline, Inline::Break));
    let span_of = |line: &[Inline]| {
        let spans = line.iter().filter_map(|inline| match inline {
            Inline::Text { span, .. } => Some(*span),
            Inline::Break => None,
        });
        spans.reduce(|first, last| Span { start: first.start, end: last.end }).unwrap_or(address)
    };
    lines.map(span_of).collect()
}

/// A line of a text on two, as even as its spaces allow; none where it needs more.
fn halves(text: &Typeset, number: usize, width: Pt, measure: Pt) -> Option<Vec<Line>> {
    let on = |measure| break_each(text, measure).nth(number).filter(|lines| lines.len() == 2);
    let steps = width.to_milli() / 2000..measure.to_milli() / 1000;
    let fits = |lines: &Vec<Line>| lines.iter().all(|line| line.width <= measure);
    steps.map(Pt::whole).chain([measure]).find_map(|narrow| on(narrow).filter(fits))
}

/// How many characters at a line's end are beyond a measure.
fn too_many(line: &Line, size: Pt, measure: Pt, fonts: &Fonts) -> usize {
    let mut over = line.width - measure;
    let glyphs =
        line.runs.iter().rev().flat_map(|run| run.glyphs.iter().rev().map(move |glyph| (run, glyph)));
    let mut characters = 0;
    for (run, glyph) in glyphs.filter(|(_, glyph)| glyph.text_len > 0) {
        if over <= Pt::ZERO {
            break;
        }
        over -= size.of_em(fonts.face(run.face).advance(glyph.id) + Em::per_mille(glyph.extra));
        characters += 1;
    }
    characters
}

/// Where text stands in the way of an address, or two share a page.
pub(super) fn check(flow: &Flow<'_>, positions: &[Position], sink: &mut Sink) {
    let window = flow.window();
    let seen = window.seen(flow.page_size());
    let mut last = None;
    for (number, content) in flow.content.iter().enumerate() {
        let Content::Address(address) = content else { continue };
        let place = || Place::new(&flow.document.source, address.span);
        let page = positions[number].page;
        if last.replace(page) == Some(page) {
            let message = "there are two addresses on one page";
            sink.report(
                Finding::new(&codes::layout::WINDOW, message).at(place()).hint("put `---` between them"),
            );
            continue;
        }
        let before =
            number.checked_sub(1).map(|before| positions[before]).filter(|before| before.page == page);
        let depth = flow.boxes.get(number.wrapping_sub(1)).map_or(Pt::ZERO, |line_box| line_box.depth);
        let below = before.map(|before| before.y + depth.max(flow.text_size().per_mille(DESCENT)));
        if let Some(below) = below.filter(|&below| below > seen.at.y) {
            sink.report(
                Finding::new(
                    &codes::layout::WINDOW,
                    format!(
                        "what positions before the address reaches {} points into its window",
                        below - seen.at.y
                    ),
                )
                .at(place())
                .hint("shorten the letterhead, or put less before the address; lines that begin with `>` are the address in the window of the envelope, and nothing else"),
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
        items.push(Item { kind: ItemKind::Fill { rect, gray: 0 }, tag: Tag::Artifact(Artifact::Layout) });
    }
}
