//! Bytes of a text as lines and columns of the protocol: both from 0, the column in units of UTF-16.

use serde::{Deserialize, Serialize};

use crate::diag::Span;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    pub line: u32,
    pub character: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    pub start: Position,
    pub end: Position,
}

impl Range {
    pub fn of(text: &str, span: Span) -> Range {
        let bytes = span.range();
        Range { start: position(text, bytes.start), end: position(text, bytes.end) }
    }

    /// Whether the two have a place in common, their ends included.
    pub fn touches(self, other: Range) -> bool {
        self.start <= other.end && other.start <= self.end
    }
}

/// Where a byte stands. Inside a character, where that starts; after the text, its end.
pub fn position(text: &str, byte: usize) -> Position {
    let byte = text.floor_char_boundary(byte);
    let mut position = Position::default();
    let mut chars = text[..byte].chars().peekable();
    while let Some(c) = chars.next() {
        // `\r\n` is one end of a line, which its second character makes.
        let next = chars.peek().copied().or_else(|| text[byte..].chars().next());
        if c == '\n' || (c == '\r' && next != Some('\n')) {
            position = Position { line: position.line + 1, character: 0 };
        } else if c != '\r' {
            position.character += c.len_utf16() as u32;
        }
    }
    position
}

/// The byte at a position; after the end of a line, its end.
pub fn byte(text: &str, at: Position) -> usize {
    let mut start = 0;
    for _ in 0..at.line {
        let Some(end) = text[start..].find(['\n', '\r']) else { return text.len() };
        let width = if text[start + end..].starts_with("\r\n") { 2 } else { 1 };
        start += end + width;
    }
    let mut left = at.character as usize;
    let line = text[start..].split(['\n', '\r']).next().unwrap_or_default();
    for (in_line, c) in line.char_indices() {
        if left < c.len_utf16() {
            return start + in_line;
        }
        left -= c.len_utf16();
    }
    start + line.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_units_of_utf_16() {
        let text = "a😀b\r\né\rz\n";
        for (at, line, character) in [
            (0, 0, 0),
            (1, 0, 1),
            (3, 0, 1),
            (5, 0, 3),
            (6, 0, 4),
            (8, 1, 0),
            (10, 1, 1),
            (11, 2, 0),
            (12, 2, 1),
            (13, 3, 0),
            (99, 3, 0),
        ] {
            assert_eq!(position(text, at), Position { line, character }, "byte {at}");
        }
    }

    #[test]
    fn positions_lead_back_to_their_bytes() {
        let text = "key: wörd 😀\r\n  - שלום\rend\n\n";
        for (at, c) in text.char_indices().filter(|(_, c)| !['\r', '\n'].contains(c)) {
            assert_eq!(byte(text, position(text, at)), at, "{c:?}");
        }
        let end_of_line = Position { line: 0, character: 999 };
        assert_eq!(byte(text, end_of_line), text.find('\r').unwrap());
        assert_eq!(byte(text, Position { line: 999, character: 0 }), text.len());
    }
}
