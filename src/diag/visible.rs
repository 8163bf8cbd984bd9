//! Characters that cannot be seen, or that would drive a terminal, in the one form in which people are shown them.

use std::borrow::Cow;

/// A name or a line with what cannot be seen as `<U+200B>`, the form that `less` has for it: controls, marks of
/// direction, spaces without a width.
pub fn visible(text: &str) -> Cow<'_, str> {
    shown_where(text, is_invisible)
}

/// The same of several lines, whose ends and tabs stay.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    shown_where(text, |c| is_invisible(c) && !is_layout(c))
}

/// The same of a letter's own text, which may hold joiners and marks of direction: they do their work in it.
pub fn visible_letter(text: &str) -> Cow<'_, str> {
    shown_where(text, |c| c.is_control() && !is_layout(c))
}

fn is_layout(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t')
}

fn shown_where(text: &str, hidden: fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if hidden(c) {
            shown.push_str(&format!("<U+{:04X}>", u32::from(c)));
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_shown() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c\u{200b}"), "a<U+001B>[31mb<U+202E>c<U+200B>");
        assert_eq!(visible("as typed"), "as typed");
        assert_eq!(visible("a\tb\n"), "a<U+0009>b<U+000A>");
        assert_eq!(visible_lines("a\tb\n\u{feff}"), "a\tb\n<U+FEFF>");
        assert_eq!(visible_letter("\u{7}نمی\u{200c}شود"), "<U+0007>نمی\u{200c}شود");
    }
}
