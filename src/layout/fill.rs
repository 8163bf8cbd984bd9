//! Strips -> pages: which strip stands on which page, and at what height.

use crate::units::Pt;

/// One line of text or one row of a table, as page filling sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Strip {
    /// From the height of the strip before it to its own; what it keeps of it at the top of a page is none.
    pub advance: Pt,
    /// Its height where it opens a page.
    pub top: Pt,
    /// What it takes below its height.
    pub depth: Pt,
    /// Whether it must stand on the page of the strip after it.
    pub with_next: bool,
    /// Whether it opens a page in any case.
    pub opens: bool,
    /// Its height where that does not depend on what stands before it.
    pub fixed: Option<Pt>,
}

/// Where a strip stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stand {
    pub page: usize,
    pub y: Pt,
}

/// Which lines of a paragraph stay with the line after them: `together` lines at least on either side of a
/// page end, so that the last line answers to `with_next` alone.
pub(super) fn keeps(lines: usize, together: usize, with_next: bool) -> impl Iterator<Item = bool> {
    (0..lines).map(move |line| {
        if line + 1 == lines { with_next } else { line + 1 < together || line + 1 + together > lines }
    })
}

/// Fills pages in order. A strip moves to the next page where it and all that must stay with it do not fit
/// above `lowest`; a run that already starts a page does not move again. `shift` says how far down a strip moves from
/// the height at which it would stand, and is told whether it opens a page.
pub(super) fn fill(strips: &[Strip], lowest: Pt, shift: impl Fn(usize, Pt, bool) -> Pt) -> Vec<Stand> {
    let needs = needs(strips);
    let mut stands: Vec<Stand> = Vec::with_capacity(strips.len());
    // Whether the run of strips that must stay together started at the top of its page.
    let mut run_at_top = true;
    for (number, strip) in strips.iter().enumerate() {
        let Some(before) = number.checked_sub(1).map(|n| stands[n]) else {
            stands.push(Stand { page: 0, y: opening(number, strip, &shift) });
            continue;
        };
        if !strips[number - 1].with_next {
            run_at_top = false;
        }
        if let (false, Some(y)) = (strip.opens, strip.fixed) {
            stands.push(Stand { page: before.page, y });
            continue;
        }
        let y = before.y + strip.advance;
        let y = y + shift(number, y, false);
        let room = if run_at_top { strip.depth } else { needs[number] };
        if strip.opens || y + room > lowest {
            run_at_top = true;
            stands.push(Stand { page: before.page + 1, y: opening(number, strip, &shift) });
        } else {
            stands.push(Stand { page: before.page, y });
        }
    }
    stands
}

/// The height of a strip that opens a page.
fn opening(number: usize, strip: &Strip, shift: impl Fn(usize, Pt, bool) -> Pt) -> Pt {
    strip.fixed.unwrap_or_else(|| strip.top + shift(number, strip.top, true))
}

/// For every strip, the room below its height that must be free for it to stand there.
fn needs(strips: &[Strip]) -> Vec<Pt> {
    let mut needs = vec![Pt::ZERO; strips.len()];
    for number in (0..strips.len()).rev() {
        needs[number] = match strips.get(number + 1) {
            Some(next) if strips[number].with_next && !next.opens => {
                strips[number].depth.max(next.advance + needs[number + 1])
            }
            _ => strips[number].depth,
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

    fn line(with_next: bool) -> Strip {
        Strip {
            advance: Pt::whole(10),
            top: Pt::whole(10),
            depth: Pt::ZERO,
            with_next,
            opens: false,
            fixed: None,
        }
    }

    fn pages(strips: &[Strip], lines_a_page: i32) -> Vec<usize> {
        fill(strips, Pt::whole(10 * lines_a_page), |_, _, _| Pt::ZERO).iter().map(|s| s.page).collect()
    }

    #[test]
    fn what_must_stay_together_moves_together() {
        let strips = [line(false), line(false), line(true), line(true), line(false)];
        assert_eq!(pages(&strips, 5), [0; 5]);
        assert_eq!(pages(&strips, 4), [0, 0, 1, 1, 1]);
    }

    #[test]
    fn a_run_longer_than_a_page_starts_one_and_fills_it() {
        let mut strips = vec![line(false)];
        strips.extend([line(true); 7]);
        strips.push(line(false));
        assert_eq!(pages(&strips, 3), [0, 1, 1, 1, 2, 2, 2, 3, 3]);
    }
}
