//! The glyphs of a page -> its lines: what stands at one height is a line, what lies apart in it is words.

use std::cmp::Ordering;

use super::direction::{in_reading_order, is_open};
use super::glyph::{Drawn, GlyphPage};
use super::printed::{RawWord, words_of};

/// Glyphs so far from each other in height, in sizes, stand on one line.
const SAME_LINE: f64 = 0.25;
/// Smaller glyphs so far from a line, in its sizes, are raised or lowered letters of it.
const RAISED: f64 = 0.6;
/// So much of a line's size raised letters have at most.
const SMALLER: f64 = 0.85;
/// A gap of so many sizes more than between other glyphs of a line is a space, where no space is drawn.
const SPACE: f64 = 0.13;
/// The width of a space, in sizes, where a line does not tell.
const USUAL_SPACE: f64 = 0.25;
/// A gap of so many usual ones is two spaces.
const TWO_SPACES: f64 = 1.7;
/// More spaces than this nobody means.
const MOST_SPACES: usize = 40;

/// A line with its place.
#[derive(Debug)]
pub(super) struct PlacedLine {
    pub page: usize,
    pub left: f64,
    pub right: f64,
    pub y: f64,
    pub size: f64,
    /// Where the second word starts.
    pub second: Option<f64>,
    pub first_width: f64,
    /// Whether the file says that its first word goes on with the last one of the line before.
    pub goes_on: bool,
    /// Whether the file calls it no part of the text.
    pub running: bool,
    /// The elements of the file's structure in which it starts and ends.
    pub first_element: Option<u32>,
    pub last_element: Option<u32>,
    pub words: Vec<RawWord>,
    /// Whether a space is drawn after its last word.
    pub closed: bool,
}

/// Glyphs at one height.
struct Row {
    y: f64,
    size: f64,
    glyphs: Vec<Drawn>,
}

/// The lines of a page, from its top.
pub(super) fn rows_of(page: usize, glyphs: &GlyphPage) -> Vec<PlacedLine> {
    let mut drawn: Vec<Drawn> = glyphs
        .glyphs
        .iter()
        .enumerate()
        .filter(|(_, glyph)| !glyph.text.is_empty())
        .filter(|(_, glyph)| [glyph.x, glyph.y, glyph.end, glyph.size].iter().all(|value| value.is_finite()))
        .map(|(order, glyph)| Drawn { order, glyph: glyph.clone() })
        .collect();
    drawn.sort_by(|a, b| a.glyph.y.total_cmp(&b.glyph.y));
    let mut rows: Vec<Row> = Vec::new();
    for drawn in drawn {
        let (y, size) = (drawn.glyph.y, drawn.glyph.size);
        match rows.last_mut() {
            Some(row) if y - row.y <= SAME_LINE * size.max(4.0) => {
                if size > row.size && !drawn.glyph.text.trim().is_empty() {
                    row.size = size;
                }
                row.glyphs.push(drawn);
            }
            _ => rows.push(Row { y, size, glyphs: vec![drawn] }),
        }
    }
    rows.retain(|row| row.glyphs.iter().any(|drawn| !drawn.glyph.text.trim().is_empty()));
    join_raised(&mut rows);
    rows.into_iter().filter_map(|row| line_of(page, row)).collect()
}

/// Puts raised and lowered letters, such as those of `1st`, into the line that they belong to.
fn join_raised(rows: &mut Vec<Row>) {
    let mut number = 0;
    while number < rows.len() {
        let owner = [number + 1, number.wrapping_sub(1)].into_iter().find(|&other| {
            let row = &rows[number];
            rows.get(other).is_some_and(|line| is_raised(row, line))
        });
        let Some(owner) = owner else {
            number += 1;
            continue;
        };
        let raised = rows.remove(number);
        let up = owner > number;
        let owner = if up { owner - 1 } else { owner };
        let glyphs = raised.glyphs.into_iter().map(|mut drawn| {
            drawn.glyph.text = drawn.glyph.text.chars().map(|c| moved_digit(c, up)).collect();
            drawn
        });
        rows[owner].glyphs.extend(glyphs);
    }
}

/// Whether smaller letters stand between or right beside those of a line.
fn is_raised(row: &Row, line: &Row) -> bool {
    let near = RAISED * line.size;
    if (line.y - row.y).abs() >= near || row.size > SMALLER * line.size {
        return false;
    }
    let (left, right) = line.glyphs.iter().fold((f64::MAX, f64::MIN), |(left, right), drawn| {
        (left.min(drawn.glyph.x), right.max(drawn.glyph.end))
    });
    row.glyphs.iter().all(|drawn| drawn.glyph.x > left - near && drawn.glyph.x < right + near)
}

/// A digit that is raised or lowered is another sign: `10²` is not `102`.
fn moved_digit(c: char, up: bool) -> char {
    let Some(digit) = c.to_digit(10) else { return c };
    let raised = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let lowered = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let signs = if up { raised } else { lowered };
    signs[digit as usize]
}

fn line_of(page: usize, row: Row) -> Option<PlacedLine> {
    let Row { size, glyphs, .. } = row;
    let (mut seen, mut blank): (Vec<Drawn>, Vec<Drawn>) =
        glyphs.into_iter().partition(|drawn| !drawn.glyph.text.trim().is_empty());
    // The order of drawing stays where two glyphs start at one place, such as a letter and its mark.
    seen.sort_by(|a, b| a.glyph.x.partial_cmp(&b.glyph.x).unwrap_or(Ordering::Equal));
    blank.sort_by_key(|drawn| drawn.order);
    // Printed twice, a little apart, to look bold.
    seen.dedup_by(|later, first| {
        later.glyph.text == first.glyph.text
            && (later.glyph.x - first.glyph.x).abs() < 0.04 * first.glyph.size
    });
    let spaces = Spaces::of(&seen, &blank, size);
    let mut words: Vec<(RawWord, f64, f64)> = Vec::new();
    let spaced = seen.iter().enumerate().map(|(number, drawn)| {
        let spaces = if number == 0 { 0 } else { spaces.between(&seen[number - 1], drawn) };
        (drawn.clone(), spaces)
    });
    for (Drawn { glyph, .. }, spaces) in in_reading_order(spaced.collect()) {
        match words.last_mut() {
            Some((word, _, end)) if spaces == 0 => {
                word.text.push_str(&glyph.text);
                *end = glyph.end;
            }
            _ => {
                let bold = glyph.bold == Some(true);
                let word = RawWord { text: glyph.text.clone(), spaces, bold, turned: false };
                words.push((word, glyph.x, glyph.end));
            }
        }
    }
    let (first, last) = (&seen.first()?.glyph, &seen.last()?.glyph);
    let (left, right) = (first.x, last.end);
    let first_width = words.first().map_or(0.0, |(_, start, end)| (end - start).abs());
    let second = words.get(1).map(|(_, start, _)| *start);
    let mut parts = Vec::new();
    for (word, ..) in words {
        // A glyph may stand for several words.
        for (number, mut part) in words_of(&word.text, word.bold).into_iter().enumerate() {
            part.spaces = if number == 0 { word.spaces } else { part.spaces };
            part.turned = is_open(&part.text);
            parts.push(part);
        }
    }
    let on_line =
        seen.iter().find(|drawn| drawn.glyph.size > SMALLER * size).map_or(first, |drawn| &drawn.glyph);
    let order = seen.last()?.order;
    let closed = blank.iter().any(|blank| blank.order > order && blank.glyph.end > right);
    Some(PlacedLine {
        page,
        left,
        right,
        y: on_line.y,
        size,
        second,
        first_width,
        goes_on: first.goes_on,
        running: seen.iter().all(|drawn| drawn.glyph.artifact),
        first_element: first.element,
        last_element: last.element,
        words: parts,
        closed,
    })
}

/// What parts the words of a line: spaces that are drawn, or gaps.
struct Spaces<'a> {
    /// In the order of drawing.
    blank: &'a [Drawn],
    /// A gap of less parts no words.
    least: f64,
    /// A gap that is one space.
    usual: f64,
}

impl<'a> Spaces<'a> {
    fn of(seen: &[Drawn], blank: &'a [Drawn], size: f64) -> Spaces<'a> {
        let mut gaps: Vec<f64> = seen.windows(2).map(|pair| pair[1].glyph.x - pair[0].glyph.end).collect();
        gaps.sort_by(f64::total_cmp);
        // Letters may be spaced out.
        let apart = gaps.get(gaps.len() / 2).map_or(0.0, |gap| gap.clamp(0.0, size));
        let apart = if gaps.len() < 8 { 0.0 } else { apart };
        let least = apart + SPACE * size;
        let words = &gaps[gaps.partition_point(|gap| *gap <= least)..];
        let usual = if words.len() < 3 { apart + USUAL_SPACE * size } else { words[words.len() / 2] };
        Spaces { blank, least, usual }
    }

    /// How many spaces stand between two glyphs that follow each other on the line.
    fn between(&self, before: &Drawn, behind: &Drawn) -> usize {
        let gap = behind.glyph.x - before.glyph.end;
        let start = self.blank.partition_point(|blank| blank.order < before.order);
        let drawn: Vec<&Drawn> = self.blank[start..]
            .iter()
            .take(MOST_SPACES)
            .take_while(|blank| blank.order < behind.order)
            .collect();
        if drawn.is_empty() {
            return match gap {
                gap if gap <= self.least => 0,
                gap if gap > TWO_SPACES * self.usual => 2,
                _ => 1,
            };
        }
        // A space at the end of one piece may lie under the next one.
        let width: f64 = drawn.iter().map(|blank| blank.glyph.end - blank.glyph.x).sum();
        if gap >= 0.75 * width || width <= 0.0 {
            return drawn.len();
        }
        let one = width / drawn.len() as f64;
        ((gap / one).round() as usize).clamp(1, drawn.len())
    }
}

#[cfg(test)]
mod tests {
    use super::rows_of;
    use crate::import::glyph::{Glyph, GlyphPage};

    /// Glyphs half as wide as they are large, each with its place and size.
    fn words_of(glyphs: &[(char, f64, f64, f64)]) -> Vec<String> {
        let glyph = |&(c, x, y, size): &(char, f64, f64, f64)| Glyph {
            text: c.to_string(),
            x,
            end: x + size / 2.0,
            y,
            size,
            bold: None,
            artifact: false,
            element: None,
            goes_on: false,
        };
        let glyphs = glyphs.iter().map(glyph).collect();
        let page = GlyphPage { height: 792.0, glyphs, pictured: false, unknown: 0, private: None, unseen: 0 };
        let rows = rows_of(1, &page);
        let words = |row: super::PlacedLine| row.words.into_iter().map(|word| word.text).collect::<Vec<_>>();
        rows.into_iter().map(|row| words(row).join(" ")).collect()
    }

    #[test]
    fn raised_and_lowered_letters_stand_on_their_line() {
        let raised = [('1', 0.0, 100.0, 10.0), ('s', 5.0, 96.0, 6.0), ('t', 8.0, 96.0, 6.0)];
        assert_eq!(words_of(&raised), ["1st"]);
        let power = [('1', 0.0, 100.0, 10.0), ('0', 5.0, 100.0, 10.0), ('2', 10.0, 96.0, 6.0)];
        assert_eq!(words_of(&power), ["10²"]);
        let lowered = [('O', 0.0, 100.0, 10.0), ('2', 5.0, 103.0, 6.0)];
        assert_eq!(words_of(&lowered), ["O₂"]);
        let small_print = [('a', 0.0, 100.0, 10.0), ('b', 0.0, 112.0, 6.0)];
        assert_eq!(words_of(&small_print), ["a", "b"]);
    }

    #[test]
    fn gaps_part_words_but_not_letters_that_are_spaced_out() {
        let close = [('a', 0.0, 9.0, 10.0), ('b', 5.0, 9.0, 10.0), ('c', 12.5, 9.0, 10.0)];
        assert_eq!(words_of(&close), ["ab c"]);
        let spaced: Vec<_> = (0..10).map(|n| ('x', 7.5 * f64::from(n), 9.0, 10.0)).collect();
        assert_eq!(words_of(&spaced), ["xxxxxxxxxx"]);
        // A space that is drawn under the next letter parts nothing in it.
        let under =
            [('a', 0.0, 9.0, 10.0), ('b', 7.5, 9.0, 10.0), ('c', 12.5, 9.0, 10.0), (' ', 9.0, 9.0, 10.0)];
        assert_eq!(words_of(&under), ["a bc"]);
    }
}
