//! Texts and addresses in HTML. Markup is written with `maud`, which escapes what stands in it.

use maud::{Markup, PreEscaped, Render, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::diag::{visible_letter, visible_lines};

/// Text of a record, of a path or of a finding: what cannot be seen is shown.
pub fn text(text: &str) -> Markup {
    PreEscaped(visible_lines(text).render().into_string())
}

/// A letter's own text, whose joiners and marks of direction do their work. HTML has no place for controls.
pub fn letter_text(text: &str) -> Markup {
    PreEscaped(visible_letter(text).render().into_string())
}

/// The text of a finding, in which back-ticks stand around what was typed.
pub fn message(message: &str) -> Markup {
    if message.matches('`').count() % 2 == 1 {
        return text(message);
    }
    html! {
        @for (number, piece) in message.split('`').enumerate() {
            @if number % 2 == 1 { code { (text(piece)) } } @else { (text(piece)) }
        }
    }
}

/// `1 error`, `2 errors`
pub fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// What stands as it is in a step of a path (RFC 3986, 2.3).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A letter's name as a step of a path.
pub fn step(name: &str) -> String {
    utf8_percent_encode(name, UNRESERVED).to_string()
}

/// The name that a step of a path stands for; none where it is no text.
pub fn name_of(step: &str) -> Option<String> {
    percent_decode_str(step).decode_utf8().ok().map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_no_markup() {
        let hostile = "\" onclick=\"x()<script>&amp;\0\u{202e}</script>";
        let written = html! { p title=(text(hostile)) { (text(hostile)) } }.into_string();
        let safe =
            "&quot; onclick=&quot;x()&lt;script&gt;&amp;amp;&lt;U+0000&gt;&lt;U+202E&gt;&lt;/script&gt;";
        assert_eq!(written, format!("<p title=\"{safe}\">{safe}</p>"));
    }

    #[test]
    fn names_read_back_from_addresses() {
        for name in ["CM14-0012345", "a b/c?d#e%", "é„“", "..", "~"] {
            assert_eq!(name_of(&step(name)).as_deref(), Some(name));
            assert!(!step(name).contains(['/', '?', '#', ' ']), "{name}");
        }
        assert_eq!(name_of("%ff"), None);
    }
}
