//! Plain text -> the lines of a letter: a line for every printed line, a form feed between pages.

use super::printed::{RawLine, Start, words_of};
use super::running::is_running_line;

/// Reads plain text. An empty line stands between paragraphs.
pub(super) fn read_text(text: &str) -> Vec<RawLine> {
    let mut lines: Vec<RawLine> = Vec::new();
    for (number, page) in text.split('\u{C}').enumerate() {
        let mut after_gap = true;
        let typed: Vec<&str> = page.lines().collect();
        for line in &typed {
            let words = words_of(line, false);
            if words.is_empty() {
                after_gap = true;
                continue;
            }
            let shown = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
            if is_running_line(&shown) {
                continue;
            }
            let opens_page = lines.last().is_none_or(|last| last.page != number + 1);
            let start = match (opens_page, after_gap) {
                (true, _) if number > 0 => Start::Doubt,
                (_, true) => Start::Block,
                _ => Start::Line,
            };
            lines.push(RawLine { page: number + 1, start, item: false, words });
            after_gap = false;
        }
    }
    mark_items(&mut lines);
    lines
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
                None => matches!(first, "•" | "●" | "▪" | "◦"),
            };
        if line.item {
            line.start = Start::Block;
        } else if opens {
            number = 0;
        }
    }
}
