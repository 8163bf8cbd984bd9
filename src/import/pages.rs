//! The glyphs of pages -> the lines of a letter: what stands at one height is a line, what lies apart is words.

use std::cmp::Ordering;

use super::glyph::{Glyph, GlyphPage};
use super::printed::{RawLine, RawWord, Start};
use super::running::is_running_line;

/// Glyphs so far from each other in height, in sizes, stand on one line.
const SAME_LINE: f64 = 0.25;
/// A gap of so many sizes between two glyphs is a space.
const SPACE: f64 = 0.16;
/// A gap of so many sizes is more than one space.
const WIDE_SPACE: f64 = 0.7;
/// So many times the usual pitch of lines is a new paragraph.
const NEW_PARAGRAPH: f64 = 1.3;
/// Points at the head and the foot of a page in which running lines stand.
const MARGIN: f64 = 68.0;
/// Points by which the first line of a paragraph, or the text of a list, stands further in.
const INDENT: f64 = 12.0;

/// A line with its place.
#[derive(Debug)]
struct PlacedLine {
    page: usize,
    left: f64,
    right: f64,
    y: f64,
    size: f64,
    /// Where the second word starts.
    second: Option<f64>,
    first_width: f64,
    /// Whether the file says that its first word goes on with the last one of the line before.
    goes_on: bool,
    running: bool,
    words: Vec<RawWord>,
}

/// Reads the lines of pages, and whether bold words are told from others.
pub(super) fn read_lines(pages: &[GlyphPage]) -> Vec<RawLine> {
    let mut lines: Vec<PlacedLine> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        lines.extend(lines_of(number + 1, page));
    }
    drop_running_lines(&mut lines, pages);
    if pages.iter().flat_map(|page| &page.glyphs).any(|glyph| glyph.bold.is_none()) {
        // Where one font does not tell, none can be compared with it.
        lines.iter_mut().flat_map(|line| &mut line.words).for_each(|word| word.bold = false);
    }
    let pitch = usual_pitch(&lines);
    let right = lines.iter().map(|line| line.right).fold(0.0, f64::max);
    let mut raw: Vec<RawLine> = Vec::new();
    let mut in_item = false;
    for (number, line) in lines.iter().enumerate() {
        let item = !line.goes_on && is_item(line);
        let before = number.checked_sub(1).map(|before| &lines[before]);
        let start = match before {
            None => Start::Block,
            Some(_) if line.goes_on => Start::Cut,
            Some(before) if before.page != line.page => at_page_start(before, line, right),
            Some(before) if line.y - before.y > pitch * NEW_PARAGRAPH => Start::Block,
            Some(_) if item => Start::Block,
            Some(before) if !in_item && line.left > before.left + INDENT && before.right < right - INDENT => {
                Start::Block
            }
            Some(_) => Start::Line,
        };
        in_item = item || (in_item && start != Start::Block);
        raw.push(RawLine { page: line.page, start, item, words: line.words.clone() });
    }
    raw
}

/// How the first line of a page follows the last one of the page before. Where its first word would have fitted there, a
/// paragraph ended; where a sentence goes on, none did.
fn at_page_start(before: &PlacedLine, line: &PlacedLine, right: f64) -> Start {
    let space = line.size * 0.25;
    if before.right + space + line.first_width < right - 1.0 {
        return Start::Block;
    }
    let last = before.words.last().map_or("", |word| word.text.as_str());
    let ended = last.trim_end_matches(['"', '\'', '”', '’', ')', ']']).ends_with(['.', '!', '?', ':', ';']);
    if ended { Start::Doubt } else { Start::Line }
}

/// The marker of a list, with the text set off from it.
fn is_item(line: &PlacedLine) -> bool {
    let first = line.words.first().map_or("", |word| word.text.as_str());
    let Some(second) = line.second else { return false };
    let set_off = second - line.left >= INDENT;
    let number =
        first.strip_suffix('.').is_some_and(|digits| !digits.is_empty() && digits.parse::<u16>().is_ok());
    matches!(first, "•" | "●" | "▪" | "◦") || (set_off && number && second - line.left < 4.0 * INDENT)
}

fn usual_pitch(lines: &[PlacedLine]) -> f64 {
    let mut gaps: Vec<f64> = lines
        .windows(2)
        .filter(|pair| pair[0].page == pair[1].page)
        .map(|pair| pair[1].y - pair[0].y)
        .filter(|gap| (4.0..60.0).contains(gap))
        .collect();
    gaps.sort_by(f64::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(13.8)
}

/// Takes out what counts pages, and what stands in the margins of pages as headers and footers.
fn drop_running_lines(lines: &mut Vec<PlacedLine>, pages: &[GlyphPage]) {
    let in_margin = |line: &PlacedLine| {
        let height = pages[line.page - 1].height;
        line.y < MARGIN || line.y > height - MARGIN
    };
    let shape = |line: &PlacedLine| -> String {
        text_of(line).chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
    };
    let margins: Vec<(usize, i64, String)> = lines
        .iter()
        .filter(|line| in_margin(line))
        .map(|line| (line.page, line.y.round() as i64, shape(line)))
        .collect();
    lines.retain(|line| {
        let repeated = || {
            let (shape, y) = (shape(line), line.y.round() as i64);
            margins
                .iter()
                .any(|(page, at, other)| *page != line.page && (at - y).abs() <= 2 && *other == shape)
        };
        !(in_margin(line) && (line.running || is_running_line(&text_of(line)) || repeated()))
    });
}

fn text_of(line: &PlacedLine) -> String {
    line.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn lines_of(page: usize, glyphs: &GlyphPage) -> Vec<PlacedLine> {
    let mut sorted: Vec<&Glyph> = glyphs.glyphs.iter().filter(|glyph| !glyph.text.is_empty()).collect();
    sorted.retain(|glyph| [glyph.x, glyph.y, glyph.end, glyph.size].iter().all(|value| value.is_finite()));
    sorted.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<&Glyph>> = Vec::new();
    let mut height = 0.0;
    for glyph in sorted {
        match rows.last_mut() {
            Some(row) if glyph.y - height <= SAME_LINE * glyph.size.max(4.0) => row.push(glyph),
            _ => {
                height = glyph.y;
                rows.push(vec![glyph]);
            }
        }
    }
    rows.into_iter().filter_map(|row| line_of(page, row)).collect()
}

fn line_of(page: usize, mut row: Vec<&Glyph>) -> Option<PlacedLine> {
    // The order of drawing stays where two glyphs start at one place, such as a letter and its mark.
    row.sort_by(|a, b| a.x.partial_cmp(&b.x).unwrap_or(Ordering::Equal));
    let mut words: Vec<(RawWord, f64, f64)> = Vec::new();
    let mut spaces = 0;
    let mut last: Option<&Glyph> = None;
    for glyph in row.iter().copied() {
        if glyph.text.trim().is_empty() {
            spaces += 1;
            continue;
        }
        // Printed twice, a little apart, to look bold.
        if let Some(last) = last
            && last.text == glyph.text
            && (glyph.x - last.x).abs() < 0.04 * glyph.size
        {
            continue;
        }
        let gap = last.map_or(0.0, |last| glyph.x - last.end);
        if spaces == 0 && gap > SPACE * glyph.size {
            spaces = 1;
        }
        if gap > WIDE_SPACE * glyph.size && spaces == 1 {
            spaces = 2;
        }
        let bold = glyph.bold == Some(true);
        match words.last_mut() {
            Some((word, _, end)) if spaces == 0 => {
                word.text.push_str(&glyph.text);
                *end = glyph.end;
            }
            _ => {
                words.push((RawWord { text: glyph.text.clone(), spaces, bold }, glyph.x, glyph.end));
                spaces = 0;
            }
        }
        last = Some(glyph);
    }
    let (left, right) = (words.first()?.1, words.last()?.2);
    let first_width = words.first().map_or(0.0, |(_, start, end)| end - start);
    let second = words.get(1).map(|(_, start, _)| *start);
    let seen = row.iter().find(|glyph| !glyph.text.trim().is_empty())?;
    let mut parts = Vec::new();
    for (word, ..) in words {
        // A glyph may stand for several words.
        let inner = super::printed::words_of(&word.text, word.bold);
        for (number, mut part) in inner.into_iter().enumerate() {
            part.spaces = if number == 0 { word.spaces } else { part.spaces };
            parts.push(part);
        }
    }
    Some(PlacedLine {
        page,
        left,
        right,
        y: seen.y,
        size: seen.size,
        second,
        first_width,
        goes_on: seen.goes_on,
        running: row.iter().all(|glyph| glyph.artifact || glyph.text.trim().is_empty()),
        words: parts,
    })
}
