//! What machines read on a sheet: the bars of the Postal Service below the address, and the mark of a sheet in its margin.
//! Artifacts all, drawn when a letter goes into a print run.

use super::boxes::Address;
use super::pages::{Artifact, Item, ItemKind, Page, Pages, Tag};
use crate::barcode::{Bar, DataMatrix};
use crate::fonts::Fonts;
use crate::style::{MarksStyle, Window};
use crate::units::{Point, Pt, Rect, Size};

/// 22 bars to the inch, where 20 to 24 are allowed (USPS-B-3200, 3.1).
const BAR_PITCH: Pt = Pt::milli(3_273);
/// 0.020 inches, where 0.015 to 0.025 are allowed.
const BAR_WIDTH: Pt = Pt::milli(1_440);
/// 0.145 inches, where 0.125 to 0.165 are allowed.
const FULL_HEIGHT: Pt = Pt::milli(10_440);
/// 0.048 inches, where 0.039 to 0.057 are allowed; it stands in the middle of the full height.
const TRACKER_HEIGHT: Pt = Pt::milli(3_456);
/// 1/8 inch on either side of the bars, also to the window's edge (USPS-B-3200, 3.2; DMM 202, 5.0).
const CLEAR_BESIDE: Pt = Pt::whole(9);
/// 0.028 inches above and below them.
const CLEAR_ABOVE: Pt = Pt::milli(2_016);
/// 0.04 inches to the last line of the address.
const BELOW_TEXT: Pt = Pt::milli(2_880);
/// What hangs below a baseline, in thousandths of the size.
const DESCENT: i32 = 216;
/// From the left edge of the first bar to the right edge of the last of so many.
fn bars_width(bars: usize) -> Pt {
    BAR_PITCH * (bars as i32 - 1) + BAR_WIDTH
}

/// What is free for bars below an address: within the clearances at every position of the sheet in its envelope.
pub(super) fn room_for_barcode(address: &Address, window: &Window, page: Size) -> Rect {
    let seen = window.always_seen(page).inset(CLEAR_BESIDE, CLEAR_ABOVE);
    let left = window.safe(page).at.x.max(seen.at.x);
    let last = address.lines.iter().map(|(at, _)| at.y).max().unwrap_or(seen.at.y);
    let top = last + window.size.per_mille(DESCENT) + BELOW_TEXT;
    let size = Size {
        width: (seen.at.x + seen.size.width - left).max(Pt::ZERO),
        height: (seen.at.y + seen.size.height - top).max(Pt::ZERO),
    };
    Rect { at: Point { x: left, y: top }, size }
}

impl Pages {
    /// Whether so many bars fit below the address; false as well where there is no address.
    pub fn has_room_for_bars(&self, bars: usize) -> bool {
        self.below_address
            .is_some_and(|(_, room)| room.size.width >= bars_width(bars) && room.size.height >= FULL_HEIGHT)
    }

    /// Draws bars below the address; nothing where they do not fit.
    pub fn draw_bars(&mut self, bars: &[Bar]) {
        let Some((page, room)) = self.below_address.filter(|_| self.has_room_for_bars(bars.len())) else {
            return;
        };
        let beyond = (FULL_HEIGHT - TRACKER_HEIGHT) / 2;
        for (number, bar) in (0..).zip(bars) {
            let above = if bar.ascends() { Pt::ZERO } else { beyond };
            let below = if bar.descends() { Pt::ZERO } else { beyond };
            let at = Point { x: room.at.x + BAR_PITCH * number, y: room.at.y + above };
            let size = Size { width: BAR_WIDTH, height: FULL_HEIGHT - above - below };
            self.pages[page].items.push(black(Rect { at, size }));
        }
    }

    /// Draws a mark on the front of each sheet.
    ///
    /// # Errors
    /// The number of the first page, from 0, on which the mark or the white around it would touch something.
    pub fn mark_sheets(
        &mut self,
        marks: &[SheetMark],
        style: &MarksStyle,
        fonts: &Fonts,
    ) -> Result<(), usize> {
        let Some(white) = style.white() else { return Ok(()) };
        for (number, (page, mark)) in self.pages.iter_mut().step_by(2).zip(marks).enumerate() {
            let touches = |item: &Item| item_box(item, fonts).is_some_and(|at| at.overlaps(white));
            if page.items.iter().any(touches) {
                return Err(number * 2);
            }
            mark.draw(style, page);
        }
        Ok(())
    }
}

/// What stands on the front of one sheet.
pub enum SheetMark {
    DataMatrix(DataMatrix),
    /// For each line of the style's table whether it is printed.
    Lines(Vec<bool>),
}

impl SheetMark {
    fn draw(&self, style: &MarksStyle, page: &mut Page) {
        let (left, top) = (style.left, style.top);
        match self {
            SheetMark::DataMatrix(symbol) => {
                let size = Size { width: style.module, height: style.module };
                for &(column, row) in &symbol.dark {
                    let at =
                        Point { x: left + style.module * column as i32, y: top + style.module * row as i32 };
                    page.items.push(black(Rect { at, size }));
                }
            }
            SheetMark::Lines(lines) => {
                let size = Size { width: style.line_length, height: style.line_thickness };
                for number in (0..).zip(lines).filter(|(_, printed)| **printed).map(|(number, _)| number) {
                    let at = Point { x: left, y: top + style.line_pitch * number };
                    page.items.push(black(Rect { at, size }));
                }
            }
        }
    }
}

fn black(rect: Rect) -> Item {
    Item { kind: ItemKind::Fill { rect, gray: 0 }, tag: Tag::Artifact(Artifact::Page) }
}

/// What an item covers; nothing for spaces at the end of a line.
fn item_box(item: &Item, fonts: &Fonts) -> Option<Rect> {
    match &item.kind {
        ItemKind::Fill { rect, .. } | ItemKind::Picture { rect, .. } => Some(*rect),
        ItemKind::Glyphs(run) if run.text.trim().is_empty() => None,
        ItemKind::Glyphs(run) => {
            let at = Point { x: run.at.x, y: run.at.y - run.size };
            let size = Size { width: run.width(fonts), height: run.size + run.size.per_mille(DESCENT) };
            Some(Rect { at, size })
        }
    }
}
