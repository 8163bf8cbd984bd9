//! What a template's text may not hold, whatever a letter makes of it.

use std::sync::Arc;

use super::escape::{CASE_TEXT, END};
use crate::diag::{Finding, Place, Sink, Source, Span, codes};

/// Reports what nobody sees in an editor and comments of another language, at every place.
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
