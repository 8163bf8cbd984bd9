//! The lines of pages -> the lines of a letter: which of them are its text, and where its paragraphs start.

use std::collections::{BTreeSet, HashMap};

use super::glyph::GlyphPage;
use super::page_turn::at_page_turn;
use super::printed::{RawLine, Start, is_bullet};
use super::rows::{PlacedLine, rows_of};
use super::running::{counts_pages, is_running_line};

/// So many times the usual pitch of lines is a new paragraph.
const NEW_PARAGRAPH: f64 = 1.3;
/// Points at the head and the foot of a page in which running lines stand.
const MARGIN: f64 = 68.0;
/// Points by which the first line of a paragraph, or the text of a list, stands further in.
const INDENT: f64 = 12.0;
const MOST_INDENT: f64 = 48.0;
/// A gap of so many sizes sets the text of an item off from its number.
const SET_OFF: f64 = 0.4;

/// Reads the lines of pages, and whether bold words are told from others.
pub(super) fn read_lines(pages: &[GlyphPage]) -> Vec<RawLine> {
    let mut lines: Vec<PlacedLine> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        lines.extend(rows_of(number + 1, page));
    }
    drop_running_lines(&mut lines, pages);
    if pages.iter().flat_map(|page| &page.glyphs).any(|glyph| glyph.bold.is_none()) {
        // Where one font does not tell, none can be compared with it.
        lines.iter_mut().flat_map(|line| &mut line.words).for_each(|word| word.bold = false);
    }
    let pitch = usual_pitch(&lines);
    let right = lines.iter().map(|line| line.right).fold(0.0, f64::max);
    let starts = starts(&lines, pitch, right);
    let tagged = are_tagged(&lines, &starts);
    let mut raw: Vec<RawLine> = Vec::new();
    for (number, (line, (start, item))) in lines.iter().zip(starts).enumerate() {
        let before = number.checked_sub(1).map(|before| &lines[before]);
        let told = before.filter(|before| tagged && before.page != line.page && start != Start::Cut && !item);
        let start = match told.map(|before| (before.last_element, line.first_element)) {
            Some((Some(before), Some(here))) if before == here => Start::Line,
            Some((Some(_), Some(_))) => Start::Block,
            _ => start,
        };
        let words = line.words.clone();
        let line = RawLine { page: line.page, start, item, words, closed: line.closed };
        raw.push(line.with_usual_bullet());
    }
    raw
}

/// How every line follows the one before it, by its place, and whether it starts an item of a list.
fn starts(lines: &[PlacedLine], pitch: f64, right: f64) -> Vec<(Start, bool)> {
    let mut starts = Vec::new();
    let mut list: Option<List> = None;
    for (number, line) in lines.iter().enumerate() {
        let before = number.checked_sub(1).map(|before| &lines[before]);
        let parted = before.is_none_or(|before| {
            before.page != line.page || line.y - before.y > pitch * NEW_PARAGRAPH || fits(before, line, right)
        });
        let item = List::at(line, list.as_ref(), parted).filter(|_| !line.goes_on);
        let start = match before {
            Some(_) if line.goes_on => Start::Cut,
            None => Start::Block,
            Some(_) if item.is_some() => Start::Block,
            Some(before) if before.page != line.page => at_page_start(before, line, right),
            Some(before) if line.y - before.y > pitch * NEW_PARAGRAPH => Start::Block,
            Some(before) if list.is_none() && is_indented(before, line, right) => Start::Block,
            Some(_) => Start::Line,
        };
        starts.push((start, item.is_some()));
        list = item.or(list.filter(|_| start != Start::Block));
    }
    starts
}

/// A list whose item stands on a line, or on the lines before.
#[derive(Debug)]
struct List {
    /// None where bullets stand before its items.
    number: Option<u16>,
    /// Where the text of its items starts.
    left: f64,
}

impl List {
    /// The list of which a line starts an item. `parted` says that the line before has come to its end: a number at the
    /// start of any other line is most often the text's.
    fn at(line: &PlacedLine, list: Option<&List>, parted: bool) -> Option<List> {
        let first = line.words.first()?.text.as_str();
        let left = line.second?;
        if is_bullet(first) {
            return Some(List { number: None, left });
        }
        let digits = first.strip_suffix('.').filter(|digits| digits.len() < 4)?;
        let number: u16 = digits.parse().ok().filter(|_| !digits.starts_with('+'))?;
        let goes_on = list.is_some_and(|list| {
            list.number.and_then(|last| last.checked_add(1)) == Some(number) && (list.left - left).abs() < 2.0
        });
        let gap = left - line.left - line.first_width;
        let set_off = gap > SET_OFF * line.size && (INDENT..MOST_INDENT).contains(&(left - line.left));
        (goes_on || (parted && set_off)).then_some(List { number: Some(number), left })
    }
}

/// Whether the first word of a line would have fitted on the line before.
fn fits(before: &PlacedLine, line: &PlacedLine, right: f64) -> bool {
    before.right + line.size * 0.25 + line.first_width < right - 1.0
}

/// Whether the tags of the file tell paragraphs: lines of one element follow each other as those of a paragraph do.
fn are_tagged(lines: &[PlacedLine], starts: &[(Start, bool)]) -> bool {
    let (mut pairs, mut agree) = (0, 0);
    for (pair, (start, _)) in lines.windows(2).zip(&starts[1.min(starts.len())..]) {
        if let (Some(before), Some(here)) = (pair[0].last_element, pair[1].first_element)
            && pair[0].page == pair[1].page
        {
            pairs += 1;
            agree += usize::from((before == here) == (*start != Start::Block));
        }
    }
    agree * 10 > pairs * 8
}

/// The first line of a paragraph that stands further in. Where a word was blanked out a line starts further in as well:
/// there it would not have fitted on the line before.
fn is_indented(before: &PlacedLine, line: &PlacedLine, right: f64) -> bool {
    let indent = line.left - before.left;
    (INDENT..MOST_INDENT).contains(&indent)
        && before.right + line.size * 0.25 + indent + line.first_width < right
}

fn at_page_start(before: &PlacedLine, line: &PlacedLine, right: f64) -> Start {
    let word = |line: &PlacedLine, last: bool| {
        let word = if last { line.words.last() } else { line.words.first() };
        word.map_or(String::new(), |word| word.text.clone())
    };
    at_page_turn(&word(before, true), &word(line, false), fits(before, line, right))
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
    drop_counts_at_edges(lines, pages.len());
    let in_margin = |line: &PlacedLine| {
        let height = pages[line.page - 1].height;
        line.y < MARGIN || line.y > height - MARGIN
    };
    let shape = |line: &PlacedLine| -> String {
        text_of(line).chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
    };
    let height = |line: &PlacedLine| line.y.round() as i64;
    let mut margins: HashMap<(String, i64), BTreeSet<usize>> = HashMap::new();
    for line in lines.iter().filter(|line| in_margin(line)) {
        margins.entry((shape(line), height(line))).or_default().insert(line.page);
    }
    lines.retain(|line| {
        // What the file tags as its text is text, such as the letterhead above each page of a cover.
        let repeated = || {
            let shape = shape(line);
            line.first_element.is_none()
                && (-2..=2).any(|off| {
                    let pages = margins.get(&(shape.clone(), height(line) + off));
                    pages.is_some_and(|pages| pages.iter().any(|page| *page != line.page))
                })
        };
        let text = text_of(line);
        let counts = || is_running_line(&text) || counts_pages(&text, line.page, pages.len());
        !(in_margin(line) && (line.running || counts() || repeated()))
    });
}

/// Takes out the first or last line of a page that counts it and stands apart from the text, however wide the margin:
/// a letter that was printed on another size of paper has others.
fn drop_counts_at_edges(lines: &mut Vec<PlacedLine>, pages: usize) {
    let apart = usual_pitch(lines) * NEW_PARAGRAPH;
    let counts = |number: &usize| {
        let line = &lines[*number];
        let text = text_of(line);
        (is_running_line(&text) || counts_pages(&text, line.page, pages)) && {
            let beside = |other: Option<usize>| {
                other.and_then(|other| lines.get(other)).filter(|other| other.page == line.page)
            };
            let stands_apart = |other: &PlacedLine| (other.y - line.y).abs() > apart;
            match (beside(number.checked_sub(1)), beside(Some(number + 1))) {
                (Some(only), None) | (None, Some(only)) => stands_apart(only),
                _ => false,
            }
        }
    };
    let dropped: Vec<usize> = (0..lines.len()).filter(counts).collect();
    dropped.into_iter().rev().for_each(|number| drop(lines.remove(number)));
}

fn text_of(line: &PlacedLine) -> String {
    line.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}
