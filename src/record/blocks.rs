//! Paragraphs and lists of a typed text.
//!
//! White space at the ends of a line goes, a single line end becomes one space, a blank line starts a paragraph.
//! Everything else stays as typed, runs of spaces inside a line included. Lines that each start with a bullet or the next
//! number are a list: their line ends stay. Nothing else in a text is more than its letters.

/// What stands before an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    Bullet(char),
    /// `3.`
    Number(u32),
}

impl Marker {
    /// The marker of a line and the text after it.
    pub fn of(line: &str) -> Option<(Marker, &str)> {
        let first = line.chars().next()?;
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let (marker, rest) = match first {
            // Nothing but a list starts with these; people and programs leave the space out.
            '•' | '●' | '◦' | '▪' | '■' | '‣' => {
                (Marker::Bullet(first), &line[first.len_utf8()..])
            }
            '-' | '*' | '–' | '·' => (Marker::Bullet(first), line[first.len_utf8()..].strip_prefix(' ')?),
            _ if (1..=3).contains(&digits) => {
                (Marker::Number(line[..digits].parse().ok()?), line[digits..].strip_prefix(". ")?)
            }
            _ => return None,
        };
        let text = rest.trim();
        (!text.is_empty()).then_some((marker, text))
    }

    fn goes_on_as(self, next: Marker) -> bool {
        match (self, next) {
            (Marker::Bullet(a), Marker::Bullet(b)) => a == b,
            (Marker::Number(a), Marker::Number(b)) => a.checked_add(1) == Some(b),
            _ => false,
        }
    }
}

/// The items of a block that is a list: lines that each start with a marker.
pub fn list_items(block: &str) -> Option<Vec<(Marker, &str)>> {
    if !block.contains('\n') {
        return None;
    }
    block.split('\n').map(Marker::of).collect()
}

/// A line of a block: how far in it starts, and its text.
#[derive(Clone, Copy)]
struct Line<'a> {
    indent: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    fn of(typed: &'a str) -> Line<'a> {
        let text = typed.trim_start();
        Line { indent: typed.len() - text.len(), text: text.trim_end() }
    }
}

/// The paragraphs and lists of a text as typed.
pub(super) fn blocks(typed: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = Vec::new();
    for typed in typed.split('\n') {
        let line = Line::of(typed);
        if !line.text.is_empty() {
            lines.push(line);
        } else if !lines.is_empty() {
            add(&lines, &mut blocks);
            lines.clear();
        }
    }
    if !lines.is_empty() {
        add(&lines, &mut blocks);
    }
    blocks
}

/// Adds the paragraph and the list that lines without a blank one between them are.
fn add(lines: &[Line<'_>], blocks: &mut Vec<String>) {
    let list = list_start(lines);
    let (before, items) = lines.split_at(list.unwrap_or(lines.len()));
    if !before.is_empty() {
        blocks.push(before.iter().map(|line| line.text).collect::<Vec<_>>().join(" "));
    }
    let mut list = String::new();
    for line in items {
        if !list.is_empty() {
            list.push(if Marker::of(line.text).is_some() { '\n' } else { ' ' });
        }
        list.push_str(line.text);
    }
    if !list.is_empty() {
        blocks.push(list);
    }
}

/// Where a list starts: at the first of two or more lines with markers that go on from each other, and none after that
/// do not.
fn list_start(lines: &[Line<'_>]) -> Option<usize> {
    let mut markers = lines.iter().enumerate().filter_map(|(at, line)| Some((at, Marker::of(line.text)?.0)));
    let (start, mut last) = markers.next()?;
    let mut count = 1;
    for (_, marker) in markers {
        if !last.goes_on_as(marker) {
            return None;
        }
        last = marker;
        count += 1;
    }
    (count > 1).then_some(start)
}

/// A line at which it cannot be told what belongs to a list: the bytes of its text, and why.
pub(super) fn unclear_line(typed: &str) -> Option<(std::ops::Range<usize>, &'static str)> {
    let mut at = 0;
    let mut lines = Vec::new();
    for line in typed.split('\n').chain([""]) {
        let read = Line::of(line);
        if !read.text.is_empty() {
            lines.push((at + read.indent, read));
        } else {
            if let Some(found) = unclear_in(&lines) {
                return Some(found);
            }
            lines.clear();
        }
        at += line.len() + 1;
    }
    None
}

fn unclear_in(lines: &[(usize, Line<'_>)]) -> Option<(std::ops::Range<usize>, &'static str)> {
    let all: Vec<Line<'_>> = lines.iter().map(|(_, line)| *line).collect();
    let bytes = |at: usize| lines[at].0..lines[at].0 + lines[at].1.text.len();
    let marked = |at: &usize| Marker::of(all[*at].text).is_some();
    let Some(start) = list_start(&all) else {
        // Lines that are all of a list, whose markers do not go on from each other.
        let every = all.len() > 1 && (0..all.len()).all(|at| marked(&at));
        return every.then(|| (bytes(1), "the markers of a list are all the same, or numbers that go on"));
    };
    let indent = all[start].indent;
    let last = (start..all.len()).rev().find(marked)?;
    for (at, line) in all.iter().enumerate().skip(start + 1) {
        if marked(&at) && line.indent != indent {
            return Some((bytes(at), "a list within a list is not printed: start all items at one column"));
        }
        if at > last && line.indent <= indent {
            return Some((
                bytes(at),
                "indent the line where it belongs to the item above, else put a blank line before it",
            ));
        }
    }
    None
}

/// Where a table stands: lines with bars, or in columns.
pub(super) fn table(typed: &str) -> Option<std::ops::Range<usize>> {
    let mut at = 0;
    let mut run: Vec<std::ops::Range<usize>> = Vec::new();
    let mut kind = None;
    for line in typed.split('\n').chain([""]) {
        let text = line.trim();
        let this = if text.starts_with('|') || text.matches(" | ").count() > 1 {
            Some("bars")
        } else if text.contains("    ") {
            Some("columns")
        } else {
            None
        };
        if this.is_none() || this != kind {
            // Two lines with bars are a table; spaces may be left in two lines by chance.
            if run.len() >= if kind == Some("bars") { 2 } else { 3 } {
                return Some(run[0].start..run[run.len() - 1].end);
            }
            run.clear();
        }
        kind = this;
        if this.is_some() {
            let start = at + (line.len() - line.trim_start().len());
            run.push(start..start + text.len());
        }
        at += line.len() + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Marker, blocks, list_items, table, unclear_line};

    #[test]
    fn lines_with_markers_are_a_list() {
        assert_eq!(
            blocks("Asked for:\n- MRI\n- Physical therapy\n  twice a week\n\nAfter."),
            ["Asked for:", "- MRI\n- Physical therapy twice a week", "After.",]
        );
        assert_eq!(blocks("1. One\nwrapped\n2. Two\n3. Three"), ["1. One wrapped\n2. Two\n3. Three"]);
        assert_eq!(blocks("•One\n•\u{a0}Two"), ["•One\n•\u{a0}Two"]);
        let items = list_items("9. One\n10. Two").unwrap();
        assert_eq!(items, [(Marker::Number(9), "One"), (Marker::Number(10), "Two")]);
    }

    #[test]
    fn what_only_looks_like_a_list_is_a_paragraph() {
        for text in ["Tylenol No.\n3. The patient", "10\n- 20 mg daily", "-5 degrees\n-6 degrees", "a\n-\n-"]
        {
            assert_eq!(blocks(text), [text.replace('\n', " ")]);
            assert!(list_items(&text.replace('\n', " ")).is_none());
        }
        assert_eq!(blocks("- one\n\n- two"), ["- one", "- two"]);
    }

    #[test]
    fn a_list_reads_back_as_it_was_read() {
        for text in ["a:\n- b\n  c\n- d\n\ne", "1. a\n2. b", "- a\n* b"] {
            let once = blocks(text);
            assert_eq!(blocks(&once.join("\n\n")), once);
        }
    }

    #[test]
    fn what_cannot_be_told_is_found() {
        let line = |text: &str| unclear_line(text).map(|(at, _)| text[at].to_owned());
        assert_eq!(line("- a\n- b\nAfter"), Some("After".into()));
        assert_eq!(line("- a\n  - b\n- c"), Some("- b".into()));
        assert_eq!(line("1. a\n1. b"), Some("1. b".into()));
        for clear in ["- a\n- b\n  After", "- a\nb\n- c", "- a\n- b\n\nAfter", "1. a\n2. b", "a\nb", ""] {
            assert_eq!(line(clear), None, "{clear}");
        }
    }

    #[test]
    fn bars_and_columns_are_a_table() {
        assert_eq!(table("a\n| b | c |\n| d | e |\nf"), Some(2..21));
        assert_eq!(table("Drug    mg\nA       5\nB       10"), Some(0..31));
        for text in ["a | b", "x  y\nx  y\nx  y", "a    b\nc    d", "", "| a"] {
            assert_eq!(table(text), None, "{text}");
        }
    }
}
