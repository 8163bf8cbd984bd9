//! A character of a value -> the bytes it was typed as.

use std::ops::Range;

use crate::diag::Span;

/// The bytes of `text` that stand for the character at byte `offset` of `value`, a scalar that was
/// typed at `span`. The value may have its white space folded: the other characters stand in the source
/// in the same order, which is all this needs. Where they do not, the whole span.
pub fn locate(text: &str, span: Span, value: &str, offset: usize) -> Span {
    let Some(typed) = text.get(span.range()) else { return span };
    let mut chars = Typed { typed, at: 0, escapes: false };
    match typed.as_bytes().first() {
        Some(b'"') => (chars.at, chars.escapes) = (1, true),
        Some(b'\'') => chars.at = 1,
        Some(b'|' | b'>') => chars.at = typed.find('\n').map_or(typed.len(), |end| end + 1),
        _ => {}
    }
    for (at, wanted) in value.char_indices() {
        if wanted.is_whitespace() && at != offset {
            continue;
        }
        loop {
            let Some((c, start, end)) = chars.next() else { return span };
            if c == wanted {
                if at == offset {
                    return Span::new(span.start as usize + start..span.start as usize + end);
                }
                break;
            }
        }
    }
    span
}

/// The bytes of `text` that stand for bytes of `value`, a scalar that was typed at `span`; the whole span where that
/// cannot be told.
pub fn locate_part(text: &str, span: Span, value: &str, part: &Range<usize>) -> Span {
    match value.get(part.clone()).and_then(|part| part.char_indices().last()) {
        Some((last, _)) => {
            let first = locate(text, span, value, part.start);
            let last = locate(text, span, value, part.start + last);
            Span { start: first.start, end: last.end.max(first.end) }
        }
        None => span,
    }
}

/// The characters of a scalar as typed, with the bytes of each.
struct Typed<'a> {
    typed: &'a str,
    at: usize,
    escapes: bool,
}

impl Iterator for Typed<'_> {
    type Item = (char, usize, usize);

    fn next(&mut self) -> Option<(char, usize, usize)> {
        let start = self.at;
        let mut rest = self.typed[start..].chars();
        let c = rest.next()?;
        self.at += c.len_utf8();
        if c != '\\' || !self.escapes {
            return Some((c, start, self.at));
        }
        let kind = rest.next()?;
        self.at += kind.len_utf8();
        let digits = match kind {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let c = if digits > 0 {
            let code = self.typed.get(self.at..self.at + digits)?;
            self.at += digits;
            char::from_u32(u32::from_str_radix(code, 16).ok()?)?
        } else {
            match kind {
                '0' => '\0',
                'a' => '\x07',
                'b' => '\x08',
                't' => '\t',
                'n' => '\n',
                'v' => '\x0B',
                'f' => '\x0C',
                'r' => '\r',
                'e' => '\x1B',
                'N' => '\u{85}',
                '_' => '\u{A0}',
                'L' => '\u{2028}',
                'P' => '\u{2029}',
                other => other,
            }
        };
        Some((c, start, self.at))
    }
}
