//! The rules of a table: drawn whole, over the backgrounds of its cells, so that no resolution loses half of one.

use std::collections::BTreeMap;

use super::boxes::Content;
use super::boxes::Position;
use super::boxes::Row;
use super::pages::{Artifact, Item, ItemKind, Page, Tag};
use crate::style::TableStyle;
use crate::units::{Point, Pt, Rect, Size};

/// The rules of rows that stand one under the other on one page.
#[derive(Default)]
pub(super) struct TableRules {
    page: usize,
    /// Where the last row ends.
    bottom: Pt,
    /// By height, from where to where a rule goes.
    across: BTreeMap<Pt, (Pt, Pt)>,
    /// By column edge, from where to where a rule goes, one for each stretch without gap.
    down: BTreeMap<Pt, Vec<(Pt, Pt)>>,
}

impl TableRules {
    /// Whether what is drawn next is a row of the same table right below the last.
    pub fn go_on_at(&self, next: &Content, position: Position) -> bool {
        let joins = position.page == self.page && position.y == self.bottom;
        matches!(next, Content::Row(row) if !row.first && joins)
    }

    /// Adds the rules around a row's cells.
    pub fn add(&mut self, row: &Row, position: Position) {
        let (Some(first), Some(last)) = (row.cells.first(), row.cells.last()) else { return };
        let (top, bottom) = (position.y, position.y + row.height);
        (self.page, self.bottom) = (position.page, bottom);
        for y in [top, bottom] {
            let (left, right) = self.across.entry(y).or_insert((first.left, last.right));
            (*left, *right) = ((*left).min(first.left), (*right).max(last.right));
        }
        for edge in [first.left].into_iter().chain(row.cells.iter().map(|cell| cell.right)) {
            let stretches = self.down.entry(edge).or_default();
            match stretches.last_mut() {
                Some(stretch) if stretch.1 == top => stretch.1 = bottom,
                _ => stretches.push((top, bottom)),
            }
        }
    }

    /// Draws the rules and forgets them.
    pub fn draw(&mut self, style: &TableStyle, pages: &mut [Page]) {
        let TableRules { page, across, down, .. } = std::mem::take(self);
        let Some(page) = pages.get_mut(page) else { return };
        let half = style.rule / 2;
        let mut rule = |from: Point, to: Point| {
            let at = Point { x: from.x - half, y: from.y - half };
            let size = Size { width: to.x - from.x + style.rule, height: to.y - from.y + style.rule };
            fill(Rect { at, size }, 0, &mut page.items);
        };
        for (y, (left, right)) in across {
            rule(Point { x: left, y }, Point { x: right, y });
        }
        for (x, stretches) in down {
            for (top, bottom) in stretches {
                rule(Point { x, y: top }, Point { x, y: bottom });
            }
        }
    }
}

/// A filled rectangle, which is not read.
pub(super) fn fill(rect: Rect, gray: u16, items: &mut Vec<Item>) {
    items.push(Item { kind: ItemKind::Fill { rect, gray }, tag: Tag::Artifact(Artifact::Layout) });
}
