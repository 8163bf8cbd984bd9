//! Marks that Markdown would drop, or print otherwise than they look: each is a fault, so that a letter loses
//! nothing and changes nothing without a word. `templates/README.md` has the table of decisions.

use std::ops::Range;

/// A mark that does not mean what it looks like.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Bytes of the text.
    pub at: Range<usize>,
    pub message: String,
    pub hint: &'static str,
}

fn fault(at: Range<usize>, message: impl Into<String>, hint: &'static str) -> Fault {
    Fault { at, message: message.into(), hint }
}

/// Whether a backslash makes the character at `at` an ordinary one.
pub(super) fn escaped(text: &str, at: usize) -> bool {
    text[..at].bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1
}

fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

fn is_space(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

/// Whether white space, or nothing, stands on both sides of a mark.
pub(super) fn stands_alone(text: &str, mark: Range<usize>) -> bool {
    is_space(before(text, mark.start)) && is_space(after(text, mark.end))
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// The first fault of a stretch that is printed as it stands.
pub(super) fn in_printed(text: &str, stretch: Range<usize>) -> Option<Fault> {
    let bytes = text.as_bytes();
    let mut at = stretch.start;
    while at < stretch.end {
        let byte = bytes[at];
        if !b"*_~^[\\".contains(&byte) || escaped(text, at) {
            at += 1;
            continue;
        }
        let run = at..at + bytes[at..stretch.end].iter().take_while(|&&next| next == byte).count();
        let next = if matches!(byte, b'*' | b'_' | b'~' | b'^') { run.end } else { at + 1 };
        let (left, right) = (before(text, at), after(text, run.end));
        let alone = stands_alone(text, run.clone());
        match byte {
            b'*' if !alone => {
                let mark = &text[run.clone()];
                return Some(fault(
                    run.clone(),
                    format!("this `{mark}` has no partner and would be printed"),
                    "close the bold or italic text with the same marks, close to its last letter; write `\\*` for a star",
                ));
            }
            b'_' if !alone && (run.len() > 1 || !(is_word(left) && is_word(right))) => {
                let mark = &text[run.clone()];
                return Some(fault(
                    run.clone(),
                    format!("this `{mark}` has no partner and would be printed"),
                    "close the italic text with the same mark, close to its last letter; write `\\_` for a low line",
                ));
            }
            b'~' if run.len() > 1 => {
                return Some(fault(
                    run,
                    "`~~` strikes nothing out here and would be printed",
                    "take out what is not to be printed; write `\\~` for a tilde",
                ));
            }
            b'^' if run.len() > 1 => {
                return Some(fault(
                    run,
                    "more than one `^` raises nothing and would be printed",
                    "write `10^6^` for a superscript; write `\\^` for a caret",
                ));
            }
            b'[' if bytes.get(at + 1) == Some(&b'^') => {
                return Some(fault(
                    at..at + 2,
                    "there are no footnotes: this mark would be printed",
                    "write the note into the text; write `\\[` for a bracket",
                ));
            }
            b'\\' if line_ends(text, at + 1) => {
                return Some(fault(
                    at..at + 1,
                    "this backslash ends no line of a paragraph and would be printed",
                    "take it out; it starts a new line only where the paragraph goes on below",
                ));
            }
            _ => {}
        }
        at = next;
    }
    None
}

/// What a paragraph begins with whose lines end at the right margin.
pub(super) const AT_RIGHT: &str = "-> ";

/// Whether nothing but spaces stands up to the end of the line.
fn line_ends(text: &str, at: usize) -> bool {
    text[at..].trim_start_matches([' ', '\t', '\r']).chars().next().is_none_or(|c| c == '\n')
}

/// The fault of a line of a paragraph: `at` is where its text starts, `first` whether it is the paragraph's first.
pub(super) fn at_line_start(text: &str, at: usize, first: bool) -> Option<Fault> {
    if escaped(text, at) {
        return None;
    }
    let line = text[at..].lines().next().unwrap_or_default();
    let end = at + line.len();
    if line.starts_with('|') {
        return Some(fault(
            at..end,
            "this row belongs to no table and would be printed with its bars",
            "a table's second line is `| --- | --- |`, with as many cells as its first; write `\\|` for a bar",
        ));
    }
    let marks = line.bytes().take_while(|&byte| byte == b'#').count();
    let behind = line[marks..].chars().next();
    if first && marks > 0 && (marks > 6 || behind.is_some_and(char::is_alphabetic)) {
        return Some(fault(
            at..at + marks,
            "this is not a heading, and the `#` would be printed",
            "write a space after the `#` of a heading; write `\\#` for a number sign",
        ));
    }
    if line.starts_with(":::") {
        return Some(fault(
            at..end,
            "this line would be printed",
            "write `::: together` and `:::` each with an empty line above and below it, outside of lists; write `\\:` for a colon",
        ));
    }
    if line.starts_with("->") {
        return Some(fault(
            at..at + 2,
            "this `->` would be printed",
            "a paragraph that stands at the right margin begins with `-> `, once for all its lines, outside of lists; write `\\->` for the arrow",
        ));
    }
    if !first && list_marker(line).is_some() {
        return Some(fault(
            at..end,
            "this line would run on from the one above, and not start a list",
            "leave an empty line above the list",
        ));
    }
    None
}

/// The number with which a list's entry starts, and the mark after it.
fn list_marker(line: &str) -> Option<(u64, char)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mark = line[digits..].chars().next().filter(|c| matches!(c, '.' | ')'))?;
    let behind = line[digits + 1..].chars().next();
    ((1..=9).contains(&digits) && is_space(behind)).then(|| Some((line[..digits].parse().ok()?, mark)))?
}

/// The fault of an entry of a list, which starts at `entry.start`; `number` is what would be printed before it.
pub(super) fn at_entry(text: &str, entry: Range<usize>, number: Option<u64>) -> Option<Fault> {
    let written = &text[entry.clone()];
    let line = written.trim_start();
    let at = entry.start + written.len() - line.len();
    if let (Some(number), Some((typed, mark))) = (number, list_marker(line)) {
        let end = at + typed.to_string().len() + 1;
        if mark == ')' {
            return Some(fault(
                at..end,
                format!("this number would be printed as `{number}.`"),
                "write a period after the number; write `\\)` for a bracket",
            ));
        }
        if typed != number {
            return Some(fault(
                at..end,
                format!("this number would be printed as `{number}.`"),
                "count on from the first number of the list",
            ));
        }
    }
    let body = line.trim_start_matches(|c: char| c.is_ascii_digit() || "-*+.) ".contains(c));
    let box_at = entry.end - body.len() - (entry.end - entry.start - written.len());
    let is_box = ["[ ] ", "[x] ", "[X] "].iter().any(|mark| body.starts_with(mark));
    (is_box && !escaped(text, box_at)).then(|| {
        fault(
            box_at..box_at + 3,
            "there are no boxes to tick: the brackets would be printed",
            "write ☐ or ☑, or `\\[`",
        )
    })
}

/// The fault of a heading whose source this is.
pub(super) fn at_heading(text: &str, heading: Range<usize>, text_end: Option<usize>) -> Option<Fault> {
    let written = text[heading.clone()].trim_end();
    let end = heading.start + written.len();
    if !written.trim_start().starts_with('#') {
        return Some(fault(
            heading,
            "a line of `---` or `===` makes the text above it a heading",
            "leave an empty line above `---`, which starts a page; write a heading as `# HEADING`",
        ));
    }
    text_end.filter(|&text_end| text_end < end && written.ends_with('#')).map(|_| {
        fault(
            end - 1..end,
            "the `#` at the end of a heading is not printed",
            "take it out; write `\\#` for a number sign",
        )
    })
}

/// The fault of a row of a table of so many columns.
pub(super) fn at_row(text: &str, row: Range<usize>, columns: usize) -> Option<Fault> {
    let written = text[row.clone()].trim();
    let at = row.start..row.start + text[row].trim_end().len();
    let Some(cells) = written.strip_prefix('|') else {
        return Some(fault(
            at,
            "this line would be a row of the table above",
            "leave an empty line below a table; start each row with `|`",
        ));
    };
    let bars: Vec<usize> =
        cells.match_indices('|').map(|(at, _)| at).filter(|&at| !escaped(cells, at)).collect();
    let closed = bars.last().is_some_and(|&last| last + 1 == cells.len());
    let count = bars.len() + usize::from(!closed);
    (count != columns).then(|| {
        fault(
            at,
            format!("this row has {count} cells, the table's first has {columns}"),
            "give every row as many cells as the first, empty ones too; write `\\|` for a bar",
        )
    })
}

/// The fault of a line that goes on inside a list or an address without its mark, by the text from its start.
pub(super) fn at_next_line(text: &str, start: usize, in_address: bool) -> Option<Fault> {
    let line = text[start..].lines().next().unwrap_or_default();
    let at = start..start + line.len();
    if in_address && !line.trim_start().starts_with('>') {
        return Some(fault(
            at,
            "this line would be taken into the address above",
            "leave an empty line below the address, or start the line with `>`",
        ));
    }
    (!in_address && !line.starts_with([' ', '\t'])).then(|| {
        fault(
            at,
            "this line would be taken into the list's entry above",
            "leave an empty line below the list, or indent the line",
        )
    })
}
