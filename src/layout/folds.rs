//! The folds of a sheet that goes into an envelope: no line of text stands on one.

use super::boxes::{Content, LineBox};
use super::flow::Flow;
use crate::style::Style;
use crate::units::Pt;

/// From a baseline up to the top of the tallest letters, and down to the lowest, in thousandths of the size.
const ABOVE: i32 = 750;
const BELOW: i32 = 220;

/// The lines of text of one line box.
#[derive(Clone, Copy, Debug)]
struct Ink {
    /// From the line box's height to its first baseline.
    first: Pt,
    count: usize,
    leading: Pt,
    size: Pt,
    /// Whether the line box belongs to the block of the line box before it: a line of its paragraph, a row of its table.
    goes_on: bool,
}

/// What must be kept clear of text on every page.
pub(super) struct Folds {
    /// Heights; none of a document that is not folded.
    at: Vec<Pt>,
    inks: Vec<Ink>,
}

impl Folds {
    /// The folds of a document that has an address for a window.
    pub fn of(flow: &Flow<'_>, style: &Style) -> Folds {
        if !flow.content.iter().any(|content| matches!(content, Content::Address(_))) {
            return Folds { at: Vec::new(), inks: Vec::new() };
        }
        let inks =
            flow.content.iter().zip(&flow.boxes).map(|(content, line_box)| ink(content, line_box, style));
        Folds { at: style.window.folds(flow.page_size()), inks: inks.collect() }
    }

    /// How far down a line box moves that would stand at a height, so that no line stands on a fold: a block that
    /// starts on the page as a whole, by as little as clears all its lines; where no such way is, or the block
    /// goes on, the line box alone.
    pub fn shift(&self, boxes: &[LineBox], number: usize, y: Pt, opens_page: bool) -> Pt {
        if self.at.is_empty() {
            return Pt::ZERO;
        }
        let first = !self.inks[number].goes_on || opens_page;
        let block = if first { self.block(boxes, number, y) } else { vec![(y, self.inks[number])] };
        // The whole block, else as much of it as comes before the last fold, else this line box.
        let parts =
            [block.len(), block.iter().take_while(|(at, _)| *at < self.at[self.at.len() - 1]).count(), 1];
        parts.iter().find_map(|&part| self.clears(&block[..part.min(block.len())])).unwrap_or(Pt::ZERO)
    }

    /// The boxes of the block that starts with one, at the heights that follow from its.
    fn block(&self, boxes: &[LineBox], number: usize, y: Pt) -> Vec<(Pt, Ink)> {
        let mut block = vec![(y, self.inks[number])];
        let mut at = y;
        for (line_box, ink) in boxes.iter().zip(&self.inks).skip(number + 1) {
            at += line_box.advance;
            if !ink.goes_on || at > self.at[self.at.len() - 1] * 2 {
                break;
            }
            block.push((at, *ink));
        }
        block
    }

    /// The least shift of boxes that clears all folds, of at most two lines.
    fn clears(&self, boxes: &[(Pt, Ink)]) -> Option<Pt> {
        let below_a_fold = boxes.iter().flat_map(|(y, ink)| {
            let tops = ink.baselines(*y).map(move |line| line - ink.size.per_mille(ABOVE));
            tops.flat_map(|top| self.at.iter().map(move |&fold| fold - top))
        });
        let most = boxes.first().map_or(Pt::ZERO, |(_, ink)| ink.leading * 2);
        let mut shifts: Vec<Pt> = below_a_fold.filter(|&shift| shift > Pt::ZERO && shift <= most).collect();
        shifts.push(Pt::ZERO);
        shifts.sort_unstable();
        shifts.into_iter().find(|&shift| !boxes.iter().any(|(y, ink)| self.crosses(*y + shift, *ink)))
    }

    fn crosses(&self, y: Pt, ink: Ink) -> bool {
        let (above, below) = (ink.size.per_mille(ABOVE), ink.size.per_mille(BELOW));
        ink.baselines(y).any(|line| self.at.iter().any(|&fold| line - above < fold && fold < line + below))
    }
}

impl Ink {
    fn baselines(self, y: Pt) -> impl Iterator<Item = Pt> {
        (0..self.count).map(move |line| y + self.first + self.leading * line as i32)
    }
}

fn ink(content: &Content, line_box: &LineBox, style: &Style) -> Ink {
    let (table, text) = (&style.table, &style.text);
    match content {
        Content::Text { size, .. } => Ink {
            first: Pt::ZERO,
            count: 1,
            leading: text.leading,
            size: *size,
            goes_on: line_box.advance == text.leading && !line_box.opens,
        },
        Content::Row(row) => Ink {
            first: table.ascent,
            count: row.cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0),
            leading: table.leading,
            size: table.size,
            goes_on: !row.first,
        },
        Content::Address(_) => {
            Ink { first: Pt::ZERO, count: 0, leading: Pt::ZERO, size: Pt::ZERO, goes_on: false }
        }
    }
}
