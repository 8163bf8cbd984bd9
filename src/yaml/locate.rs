//! A character of a value -> the bytes it was typed as.

use std::ops::Range;

use crate::diag::Span;

/// The bytes of `text` that stand for the character at byte `offset` of `value`, a scalar that was
/// typed at `span`. The value may have its white space folded: the other characters stand in the source
/// in the same order, which is all this needs. Where they do not, the whole span.
pub fn locate(text: &str, span: Span, value: &str, offset: usize) -> Span {
    locate_each(text, span, value, &[offset])[0]
}

/// The same of several characters, which stand in this order, in one pass.
fn locate_each(text: &str, span: Span, value: &str, offsets: &[usize]) -> Vec<Span> {
    let mut found = vec![span; offsets.len()];
    let Some(typed) = text.get(span.range()) else { return found };
    let mut chars = Typed { typed, at: 0, escapes: false };
    match typed.as_bytes().first() {
        Some(b'"') => (chars.at, chars.escapes) = (1, true),
        Some(b'\'') => chars.at = 1,
        Some(b'|' | b'>') => chars.at = typed.find('\n').map_or(typed.len(), |end| end + 1),
        _ => {}
    }
    let mut next = 0;
    for (at, wanted) in value.char_indices() {
        let is_asked_for = offsets.get(next) == Some(&at);
        if next == offsets.len() {
            break;
        }
        if wanted.is_whitespace() && !is_asked_for {
            continue;
        }
        // White space that is asked for may be typed as other white space, further on as itself.
        let mut ahead = chars.clone();
        let Some((_, start, end)) = ahead.find(|(c, ..)| *c == wanted) else {
            if wanted.is_whitespace() {
                next += offsets[next..].iter().take_while(|&&offset| offset == at).count();
                continue;
            }
            return found;
        };
        if !wanted.is_whitespace() {
            chars = ahead;
        }
        while offsets.get(next) == Some(&at) {
            found[next] = Span::new(span.start as usize + start..span.start as usize + end);
            next += 1;
        }
    }
    found
}

/// The bytes of `text` that stand for bytes of `value`, a scalar that was typed at `span`; the whole span where that
/// cannot be told.
pub fn locate_part(text: &str, span: Span, value: &str, part: &Range<usize>) -> Span {
    locate_parts(text, span, value, std::slice::from_ref(part))[0]
}

/// The same of several parts, which stand in this order, in one pass.
pub fn locate_parts(text: &str, span: Span, value: &str, parts: &[Range<usize>]) -> Vec<Span> {
    let ends = |part: &Range<usize>| {
        let (last, _) = value.get(part.clone())?.char_indices().last()?;
        Some([part.start, part.start + last])
    };
    let ends: Vec<Option<[usize; 2]>> = parts.iter().map(ends).collect();
    let offsets: Vec<usize> = ends.iter().flatten().flatten().copied().collect();
    let mut found = locate_each(text, span, value, &offsets).into_iter();
    let mut of_part = || Some((found.next()?, found.next()?));
    ends.iter()
        .map(|ends| match ends.and_then(|_| of_part()) {
            Some((first, last)) => Span { start: first.start, end: last.end.max(first.end) },
            None => span,
        })
        .collect()
}

/// The characters of a scalar as typed, with the bytes of each.
#[derive(Clone)]
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

#[cfg(test)]
mod tests {
    use super::{locate, locate_part, locate_parts};
    use crate::diag::Span;

    #[test]
    fn parts_are_found_together_where_each_is_found_alone() {
        for (typed, value) in [
            ("plain text of a few words", "plain text of a few words"),
            ("'it''s   so'", "it's   so"),
            ("\"tab\\there, \\u00e9 and \\\\ end\"", "tab\there, é and \\ end"),
            ("|\n  one line\n  another\n\n  a third\n", "one line\nanother\n\na third\n"),
            (">\n  folded\n  to one\n\n  and two\n", "folded to one\nand two\n"),
            ("of another scalar", "not typed here"),
            ("", "nothing"),
        ] {
            let span = Span::new(0..typed.len());
            let starts = value.char_indices().map(|(at, _)| at);
            let characters: Vec<_> = starts
                .clone()
                .flat_map(|from| value[from..].chars().next().map(|c| from..from + c.len_utf8()))
                .collect();
            let alone: Vec<_> = characters.iter().map(|part| locate_part(typed, span, value, part)).collect();
            assert_eq!(locate_parts(typed, span, value, &characters), alone, "{typed}");
            for (at, part) in starts.zip(&alone) {
                assert_eq!(locate(typed, span, value, at), *part, "{typed}");
            }
        }
        assert_eq!(locate_parts("ab cd", Span::new(0..5), "ab cd", &[0..2, 2..2, 3..5]).len(), 3);
    }
}
