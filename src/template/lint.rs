//! What a template's text may not hold, whatever a letter makes of it.

use std::sync::Arc;

use super::escape::{CASE_TEXT, END};
use super::tags::tags;
use crate::diag::{Finding, Place, Sink, Source, Span, codes};

/// Reports what nobody sees in an editor, comments of another language and single braces, at every place.
pub(super) fn check(source: &Arc<Source>, sink: &mut Sink) {
    let text = source.text();
    let mut say = |at: usize, length: usize, message: String, hint: &str| {
        let place = Place::new(source, Span::new(at..at + length));
        sink.report(Finding::new(&codes::template::INVISIBLE, message).at(place).hint(hint));
    };
    for (at, c) in text.char_indices() {
        match c {
            '\t' => say(at, 1, "there is a tab here".to_owned(), "write spaces"),
            CASE_TEXT | END => {
                say(at, c.len_utf8(), "this code point is not a character".to_owned(), "remove it");
            }
            '\u{AD}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' => {
                let message = format!("an invisible character (U+{:04X}) is here", u32::from(c));
                say(at, c.len_utf8(), message, "remove it; it often comes with text from a web page");
            }
            _ if c.is_control() && c != '\n' => {
                let message = format!("there is a control character (U+{:04X}) here", u32::from(c));
                say(at, c.len_utf8(), message, "remove it");
            }
            _ => {}
        }
    }
    for (at, mark) in text.match_indices("<!--") {
        say(at, mark.len(), "there is an HTML comment here".to_owned(), "write a comment as `{# … #}`");
    }
    for at in single_braces(text) {
        let message = "a single brace would be printed as it stands".to_owned();
        say(at, 1, message, "what prints is written `{{ name }}`; for a brace in the letter write `\\{`");
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let written = line.trim_end_matches('\n');
        let kept = written.trim_end_matches(' ').len();
        if kept > 0 && written.len() > kept + 1 {
            let message = "spaces at the end of a line, which nobody sees, would start a new one".to_owned();
            let hint = "remove them, or write a backslash for a new line";
            say(start + kept, written.len() - kept, message, hint);
        }
        start += line.len();
    }
}

/// Where a brace stands alone before a name, outside of tags, comments and raw passages.
fn single_braces(text: &str) -> Vec<usize> {
    let tags = tags(text);
    let is_one = |at: usize| {
        let before = text[..at].chars().next_back();
        let mut after = text[at + 1..].chars();
        let next = after.by_ref().find(|c| *c != ' ');
        before.is_none_or(|c| !['{', '\\'].contains(&c)) && next.is_some_and(char::is_alphabetic)
    };
    let braces = text.match_indices('{').map(|(at, _)| at);
    let outside = braces.filter(|at| !tags.iter().any(|tag| tag.range.contains(at)));
    outside.filter(|&at| is_one(at) && !in_comment(text, at)).collect()
}

/// Whether a comment is open at a place.
fn in_comment(text: &str, at: usize) -> bool {
    let opened = text[..at].rfind("{#");
    opened.is_some_and(|opened| !text[opened..at].contains("#}"))
}
