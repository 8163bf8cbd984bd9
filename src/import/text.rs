//! Plain text -> the lines of a letter: a line for every printed line, a form feed between pages.

use super::page_turn::at_page_turn;
use super::printed::{RawLine, Start, is_bullet, words_of};
use super::running::{counts_pages, is_running_line};

/// Reads plain text. An empty line stands between paragraphs.
pub(super) fn read_text(text: &str) -> Vec<RawLine> {
    let mut pages: Vec<Vec<&str>> = text.split('\u{C}').map(|page| page.lines().collect()).collect();
    drop_running_lines(&mut pages);
    let longest = pages.iter().flatten().map(|line| line.trim().chars().count()).max().unwrap_or(0);
    let mut lines: Vec<RawLine> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let mut after_gap = true;
        for line in page {
            let words = words_of(line, false);
            if words.is_empty() {
                after_gap = true;
                continue;
            }
            let start = match lines.last() {
                None => Start::Block,
                Some(before) if before.page != number + 1 => at_page_start(before, &words[0].text, longest),
                Some(_) if after_gap => Start::Block,
                Some(_) => Start::Line,
            };
            let closed = line.ends_with([' ', '\t']);
            lines.push(RawLine { page: number + 1, start, item: false, words, closed });
            after_gap = false;
        }
    }
    mark_items(&mut lines);
    lines.into_iter().map(RawLine::with_usual_bullet).collect()
}

/// Of signs that are as wide as others or not, how many fit tells only much less than the longest line.
fn at_page_start(before: &RawLine, first: &str, longest: usize) -> Start {
    let length: usize = before.words.iter().map(|word| word.text.chars().count() + 1).sum();
    let fits = (length + first.chars().count()) * 10 < longest * 7;
    at_page_turn(before.words.last().map_or("", |word| word.text.as_str()), first, fits)
}

/// Takes out what counts pages, and last lines that name the case on every page.
fn drop_running_lines(pages: &mut [Vec<&str>]) {
    let count = pages.len();
    for (number, page) in pages.iter_mut().enumerate() {
        page.retain(|line| !is_running_line(line));
        for last in [true, false] {
            let edge = edge_of(page, last);
            if let Some(at) =
                edge.filter(|&at| counts_pages(page[at], number + 1, count) && stands_apart(page, at, last))
            {
                page.remove(at);
            }
        }
    }
    for last in [true, false] {
        while count > 1 && drop_shared_line(pages, last) {}
    }
}

/// Takes out the first or the last line of every page where all pages share it, and it stands apart from their text and is no
/// sentence or, as a footer, names the case; whether it did.
fn drop_shared_line(pages: &mut [Vec<&str>], last: bool) -> bool {
    let edges: Option<Vec<usize>> = pages.iter().map(|page| edge_of(page, last)).collect();
    let Some(edges) = edges else { return false };
    let edge_lines = || pages.iter().zip(&edges).map(|(page, &at)| (page, at, page[at].trim()));
    let first = pages[0][edges[0]].trim();
    let names_case = last && {
        let shape = shape_of(first);
        shape.contains("CM00-0000000") && edge_lines().all(|(.., line)| shape_of(line) == shape)
    };
    let is_apart = || {
        !first.ends_with(['.', '!', '?', ':', ';', ','])
            && edge_lines()
                .all(|(page, at, line)| line == first && page.len() > 1 && stands_apart(page, at, last))
    };
    if !(names_case || is_apart()) {
        return false;
    }
    for (page, at) in pages.iter_mut().zip(edges) {
        page.remove(at);
    }
    true
}

/// The first or the last line of a page that has words.
fn edge_of(page: &[&str], last: bool) -> Option<usize> {
    let has_words = |line: &&str| !line.trim().is_empty();
    if last { page.iter().rposition(has_words) } else { page.iter().position(has_words) }
}

/// Whether an empty line, or nothing, stands between the line and the text of the page.
fn stands_apart(page: &[&str], at: usize, last: bool) -> bool {
    let inner = if last { at.checked_sub(1) } else { Some(at + 1) };
    inner.and_then(|inner| page.get(inner)).is_none_or(|line| line.trim().is_empty())
}

/// A line in which pages are counted differs by its digits only.
fn shape_of(line: &str) -> String {
    let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

/// Lines that start with a bullet, or with the numbers of a list that starts its own paragraph, are items. A hyphen is
/// printed by no list of ours: it stays as it is.
fn mark_items(lines: &mut [RawLine]) {
    let mut number = 0;
    for line in lines {
        let first = line.words.first().map_or("", |word| word.text.as_str());
        let numbered = first.strip_suffix('.').and_then(|digits| digits.parse::<u32>().ok());
        let opens = line.start != Start::Line;
        line.item = line.words.len() > 1
            && match numbered {
                Some(next) => {
                    let goes_on = (number > 0 && next == number + 1) || (next == 1 && opens);
                    number = if goes_on { next } else { number };
                    goes_on
                }
                None => is_bullet(first),
            };
        if line.item {
            line.start = Start::Block;
        } else if opens {
            number = 0;
        }
    }
}
