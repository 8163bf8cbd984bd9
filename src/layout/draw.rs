//! Strips at their heights -> items on pages, and the running lines when their number is known.

use super::address::fold_marks;
use super::fill::Stand;
use super::flow::{Drawn, Flow};
use super::lines::{Line, one_line};
use super::pages::{Artifact, ElementId, GlyphRun, Item, ItemKind, Page, Pages, Tag};
use super::table::Row;
use super::typeset::{Faces, Typesetter};
use crate::diag::{Reported, Sink, Span};
use crate::document::{Document, Inline};
use crate::fonts::Fonts;
use crate::style::{Style, TableStyle};
use crate::units::{Point, Pt, Rect, Size};

/// Puts every strip's items on its page.
pub(super) fn draw(flow: Flow<'_>, stands: &[Stand], style: &Style) -> Pages {
    let count = stands.last().map_or(1, |stand| stand.page + 1);
    let size = Size { width: style.page.width, height: style.page.height };
    let mut pages = Pages { size, pages: vec![Page::default(); count], elements: flow.elements };
    let mut seen = vec![false; pages.elements.len()];
    let mut last_height = Pt::ZERO;
    for ((drawn, stand), number) in flow.drawn.into_iter().zip(stands).zip(0..) {
        let Pages { pages, elements, .. } = &mut pages;
        let items = &mut pages[stand.page].items;
        let first_new = items.len();
        match drawn {
            Drawn::Text { size, lines } => {
                for (x, line) in lines {
                    text(line, size, Point { x, y: stand.y }, None, items);
                }
            }
            Drawn::Row(row) => {
                // A row below a fold may stand apart from the one above.
                let opens = row.first
                    || number == 0
                    || stands[number - 1].page != stand.page
                    || stands[number - 1].y + last_height != stand.y;
                last_height = row.height;
                table_row(row, opens, stand.y, &style.table, items);
            }
            Drawn::Address(address) => {
                for (at, line) in address.lines {
                    text(line, style.window.size, at, None, items);
                }
                fold_marks(&style.window, size, items);
            }
        }
        for item in &items[first_new..] {
            if let Tag::Element(ElementId(id)) = item.tag
                && !std::mem::replace(&mut seen[id as usize], true)
            {
                elements[id as usize].at = (stand.page, stand.y);
            }
        }
    }
    pages
}

/// Draws one line.
fn text(line: Line, size: Pt, from: Point, artifact: Option<Artifact>, items: &mut Vec<Item>) {
    for run in line.runs {
        let at = Point { x: from.x + run.x, y: from.y };
        let tag = artifact.map_or(Tag::Element(run.element), Tag::Artifact);
        let kind = ItemKind::Glyphs(GlyphRun {
            face: run.face,
            size,
            at,
            glyphs: run.glyphs,
            text: run.text,
            right_to_left: run.right_to_left,
        });
        items.push(Item { kind, tag });
    }
}

/// Backgrounds first, then rules, then text, so that nothing hides a word.
fn table_row(row: Row, opens: bool, top: Pt, style: &TableStyle, items: &mut Vec<Item>) {
    let mut fill = |x: Pt, y: Pt, width: Pt, height: Pt, grey: u16| {
        let rect = Rect { at: Point { x, y }, size: Size { width, height } };
        items.push(Item { kind: ItemKind::Fill { rect, grey }, tag: Tag::Artifact(Artifact::Layout) });
    };
    for cell in row.cells.iter().filter(|cell| cell.grey) {
        fill(cell.left, top, cell.right - cell.left, row.height, style.header_grey.0);
    }
    let (Some(first), Some(last)) = (row.cells.first(), row.cells.last()) else { return };
    let half = style.rule / 2;
    let (left, width) = (first.left - half, last.right - first.left + style.rule);
    if opens {
        fill(left, top - half, width, style.rule, 0);
    }
    fill(left, top + row.height - half, width, style.rule, 0);
    for edge in [first.left].into_iter().chain(row.cells.iter().map(|cell| cell.right)) {
        fill(edge - half, top - half, style.rule, row.height + style.rule, 0);
    }
    for cell in row.cells {
        for (number, line) in cell.lines.into_iter().enumerate() {
            let y = top + style.rise + style.pitch * number as i32;
            text(line, style.size, Point { x: cell.left + style.padding, y }, None, items);
        }
    }
}

/// The foot of every page: the style's words, with the case number, the page and the number of pages.
pub(super) fn running_lines(
    pages: &mut Pages,
    document: &Document,
    style: &Style,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Result<(), Reported> {
    let faces = Faces::of(&style.text.family, style, fonts, sink)?;
    let foot = &style.foot;
    let setter = Typesetter { document, fonts, faces: &faces, size: foot.size };
    let count = pages.pages.len().to_string();
    let set = |words: &str, page: usize, sink: &mut Sink| -> Line {
        let text = words
            .replace("{page}", &(page + 1).to_string())
            .replace("{pages}", &count)
            .replace("{case_number}", &document.about.case_number);
        let inline = Inline::Text { text, strong: false, emphasis: false, span: Span::default() };
        one_line(&setter.typeset(&[inline], false, |_| ElementId(0), sink))
    };
    let y = foot.baseline;
    for (number, page) in pages.pages.iter_mut().enumerate() {
        let (left, right) = (set(&foot.left, number, sink), set(&foot.right, number, sink));
        let x = style.page.margin_left;
        text(left, foot.size, Point { x, y }, Some(Artifact::Pagination), &mut page.items);
        let x = style.page.width - style.page.margin_right - right.width;
        text(right, foot.size, Point { x, y }, Some(Artifact::Pagination), &mut page.items);
    }
    Ok(())
}
