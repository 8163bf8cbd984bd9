//! Line boxes -> pages: which line box stands on which page, and at what height.

use super::boxes::{LineBox, Position};
use crate::units::Pt;

/// Which lines of a paragraph stay with the line after them: `together` lines at least on either side of a
/// page end, so that the last line answers to `with_next` alone.
pub(super) fn keeps(lines: usize, together: usize, with_next: bool) -> impl Iterator<Item = bool> {
    (0..lines).map(move |line| {
        if line + 1 == lines { with_next } else { line + 1 < together || line + 1 + together > lines }
    })
}

/// Fills pages in order. A line box moves to the next page where it and all that must stay with it do not fit
/// above `lowest`; a run that already starts a page does not move again. `shift` says how far down a line box moves from
/// the height at which it would stand, and is told whether it opens a page.
pub(super) fn paginate(
    boxes: &[LineBox],
    lowest: Pt,
    shift: impl Fn(usize, Pt, bool) -> Pt,
) -> Vec<Position> {
    let needs = needs(boxes);
    let mut positions: Vec<Position> = Vec::with_capacity(boxes.len());
    // Whether the run of boxes that must stay together started at the top of its page.
    let mut run_at_top = true;
    for (number, line_box) in boxes.iter().enumerate() {
        let Some(before) = number.checked_sub(1).map(|n| positions[n]) else {
            positions.push(Position { page: 0, y: opening(number, line_box, &shift) });
            continue;
        };
        if !boxes[number - 1].with_next {
            run_at_top = false;
        }
        if let (false, Some(y)) = (line_box.opens, line_box.fixed) {
            positions.push(Position { page: before.page, y });
            continue;
        }
        let y = before.y + line_box.advance;
        let y = y + shift(number, y, false);
        let room = if run_at_top { line_box.depth } else { needs[number] };
        if line_box.opens || y + room > lowest {
            run_at_top = true;
            positions.push(Position { page: before.page + 1, y: opening(number, line_box, &shift) });
        } else {
            positions.push(Position { page: before.page, y });
        }
    }
    positions
}

/// The height of a line box that opens a page.
fn opening(number: usize, line_box: &LineBox, shift: impl Fn(usize, Pt, bool) -> Pt) -> Pt {
    line_box.fixed.unwrap_or_else(|| line_box.top + shift(number, line_box.top, true))
}

/// For every line_box, the room below its height that must be free for it to stand there.
fn needs(boxes: &[LineBox]) -> Vec<Pt> {
    let mut needs = vec![Pt::ZERO; boxes.len()];
    for number in (0..boxes.len()).rev() {
        needs[number] = match boxes.get(number + 1) {
            Some(next) if boxes[number].with_next && !next.opens => {
                boxes[number].depth.max(next.advance + needs[number + 1])
            }
            _ => boxes[number].depth,
        };
    }
    needs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_lines_stand_on_either_side_of_a_page_end() {
        let kept = |lines| keeps(lines, 2, false).collect::<Vec<_>>();
        assert_eq!(kept(1), [false]);
        assert_eq!(kept(2), [true, false]);
        assert_eq!(kept(3), [true, true, false]);
        assert_eq!(kept(4), [true, false, true, false]);
        assert_eq!(kept(5), [true, false, false, true, false]);
        assert_eq!(kept(6), [true, false, false, false, true, false]);
    }

    fn line(with_next: bool) -> LineBox {
        LineBox {
            advance: Pt::whole(10),
            top: Pt::whole(10),
            depth: Pt::ZERO,
            with_next,
            opens: false,
            fixed: None,
        }
    }

    fn pages(boxes: &[LineBox], lines_a_page: i32) -> Vec<usize> {
        paginate(boxes, Pt::whole(10 * lines_a_page), |_, _, _| Pt::ZERO).iter().map(|s| s.page).collect()
    }

    #[test]
    fn what_must_stay_together_moves_together() {
        let boxes = [line(false), line(false), line(true), line(true), line(false)];
        assert_eq!(pages(&boxes, 5), [0; 5]);
        assert_eq!(pages(&boxes, 4), [0, 0, 1, 1, 1]);
    }

    #[test]
    fn a_run_longer_than_a_page_starts_one_and_fills_it() {
        let mut boxes = vec![line(false)];
        boxes.extend([line(true); 7]);
        boxes.push(line(false));
        assert_eq!(pages(&boxes, 3), [0, 1, 1, 1, 2, 2, 2, 3, 3]);
    }
}
