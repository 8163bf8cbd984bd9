//! The parser's places -> bytes.

use saphyr_parser::Marker;

use crate::diag::{Source, Span};

/// A span that does not end before it starts.
pub(super) fn ordered(start: u32, end: u32) -> Span {
    Span { start, end: end.max(start) }
}

/// Where a list or map in brackets ends; one by indentation ends with its last value.
pub(super) fn flow_end(source: &Source, span: Span) -> u32 {
    match source.text().get(span.range()) {
        Some("]" | "}") => span.end,
        _ => 0,
    }
}

/// A scalar's bytes without the white space after it.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let len = text.get(span.range()).map_or(0, |text| text.trim_end_matches([' ', '\n', '\r', '\t']).len());
    Span { start: span.start, end: span.start + len as u32 }
}

/// The bytes of a span that are on its first line.
pub(super) fn first_line(text: &str, span: Span) -> Span {
    let len = text.get(span.range()).and_then(|text| text.lines().next()).map_or(0, str::len);
    Span { start: span.start, end: span.start + len as u32 }
}

/// A block's bytes from its `|` or `>` on, of those of its text.
pub(super) fn with_block_header(text: &str, span: Span) -> Span {
    let before = text[..span.start as usize].trim_end();
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let is_header = |at: &usize| {
        let rest =
            before[at + 1..].trim_start_matches(|c: char| matches!(c, '-' | '+') || c.is_ascii_digit());
        let comment = rest.trim_start();
        comment.is_empty() || (comment.starts_with('#') && comment.len() < rest.len())
    };
    let start = before[line..].match_indices(['|', '>']).map(|(at, _)| line + at).find(is_header);
    Span { start: start.map_or(span.start, |at| at as u32), end: span.end }
}

/// Characters -> bytes, for a parser that counts characters.
pub(super) struct Offsets<'a> {
    text: &'a str,
    /// The byte of every 64th character; empty where every character is one byte.
    every_64th: Vec<u32>,
}

impl<'a> Offsets<'a> {
    pub(super) fn new(text: &'a str) -> Offsets<'a> {
        let every_64th = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(64).map(|(at, _)| at as u32).collect()
        };
        Offsets { text, every_64th }
    }

    pub(super) fn byte(&self, index: usize) -> usize {
        if self.every_64th.is_empty() {
            return index.min(self.text.len());
        }
        let Some(&from) = self.every_64th.get(index / 64) else { return self.text.len() };
        let from = from as usize;
        self.text[from..].char_indices().nth(index % 64).map_or(self.text.len(), |(at, _)| from + at)
    }

    pub(super) fn span(&self, start: Marker, end: Marker) -> Span {
        let start = self.byte(start.index());
        Span::new(start..self.byte(end.index()).max(start))
    }
}
