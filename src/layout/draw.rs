//! Line boxes at their positions -> items on pages.

use super::address::fold_marks;
use super::barcodes::room_for_barcode;
use super::boxes::Content;
use super::boxes::Position;
use super::boxes::Row;
use super::boxes::TopPicture;
use super::flow::Flow;
use super::lines::Line;
use super::pages::{Artifact, ElementId, GlyphRun, Item, ItemKind, Page, Pages, Tag};
use super::raised::{script_rise, script_size};
use super::rules::{TableRules, fill};
use crate::style::{Style, TableStyle};
use crate::units::{Point, Pt, Rect, Size};

/// Puts every line box's items on its page.
pub(super) fn draw(flow: Flow<'_>, positions: &[Position], style: &Style) -> Pages {
    let count = positions.last().map_or(1, |position| position.page + 1);
    let size = Size { width: style.page.width, height: style.page.height };
    let mut pages = Pages {
        size,
        pages: vec![Page::default(); count],
        elements: flow.elements,
        below_address: None,
        unfolded: style.window.is_for_unfolded(size),
    };
    let mut seen = vec![false; pages.elements.len()];
    let mut rules = TableRules::default();
    let mut above: Option<Position> = None;
    let mut pictures = flow.pictures.into_iter().peekable();
    for (number, (content, &position)) in flow.content.into_iter().zip(positions).enumerate() {
        // The rules of a table's rows on one page are drawn when its last row there is.
        if !rules.go_on_at(&content, position) {
            rules.draw(&style.table, &mut pages.pages);
        }
        let Pages { pages, elements, below_address, .. } = &mut pages;
        let items = &mut pages[position.page].items;
        let first_new = items.len();
        items.extend(pictures.next_if(|picture| picture.before == number).map(TopPicture::into_item));
        match content {
            Content::Text { size, lines } => {
                for (x, line) in lines {
                    text(line, size, Point { x, y: position.y }, None, items);
                }
            }
            Content::Row(row) => {
                let turned = above.is_some_and(|above| above.page != position.page);
                if let Some(head) = row.head.as_deref().filter(|_| turned) {
                    let y = position.y - head.height;
                    rules.add(head, Position { y, ..position });
                    row_texts(head.clone(), y, Some(Artifact::Pagination), &style.table, items);
                }
                rules.add(&row, position);
                row_texts(row, position.y, None, &style.table, items);
            }
            Content::Address(address) => {
                let room = room_for_barcode(&address, &style.window, size);
                for (at, line) in address.lines {
                    text(line, style.window.size, at, None, items);
                }
                fold_marks(&style.window, size, items);
                // The first is the one that the window shows.
                below_address.get_or_insert((position.page, room));
            }
        }
        for item in &items[first_new..] {
            if let Tag::Element(ElementId(id)) = item.tag
                && !std::mem::replace(&mut seen[id as usize], true)
            {
                elements[id as usize].at = (position.page, position.y);
            }
        }
        above = Some(position);
    }
    rules.draw(&style.table, &mut pages.pages);
    pages
}

/// Draws one line.
pub(super) fn text(line: Line, size: Pt, from: Point, artifact: Option<Artifact>, items: &mut Vec<Item>) {
    for run in line.runs {
        let at = Point { x: from.x + run.x, y: from.y - script_rise(run.script, size) };
        let tag = artifact.map_or(Tag::Element(run.element), Tag::Artifact);
        let kind = ItemKind::Glyphs(GlyphRun {
            face: run.face,
            size: script_size(run.script, size),
            at,
            glyphs: run.glyphs,
            text: run.text,
            right_to_left: run.right_to_left,
            read_as: run.read_as.filter(|_| artifact.is_none()),
        });
        items.push(Item { kind, tag });
    }
}

/// A row's backgrounds, then its texts, so that nothing hides a word.
fn row_texts(row: Row, top: Pt, artifact: Option<Artifact>, style: &TableStyle, items: &mut Vec<Item>) {
    for cell in row.cells.iter().filter(|cell| cell.gray) {
        let size = Size { width: cell.right - cell.left, height: row.height };
        fill(Rect { at: Point { x: cell.left, y: top }, size }, style.header_gray.0, items);
    }
    for cell in row.cells {
        for (number, line) in cell.lines.into_iter().enumerate() {
            let y = top + style.ascent + style.leading * number as i32;
            let x = if cell.at_right {
                cell.right - style.padding - line.width
            } else {
                cell.left + style.padding
            };
            text(line, style.size, Point { x, y }, artifact, items);
        }
    }
}
