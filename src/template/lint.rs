//! What a template's text may not hold, whatever a letter makes of it.

use std::sync::Arc;

use super::escape::{CASE_TEXT, END};
use super::tags::braces_outside;
use crate::diag::{Finding, Place, Sink, Source, Span, codes};

/// More findings than this about one template help nobody.
const MOST: usize = 100;

/// Reports what nobody sees in an editor, comments of another language and single braces: the first places, and how many
/// more there are.
pub(super) fn check(source: &Arc<Source>, sink: &mut Sink) {
    let (mut findings, mut more) = (Vec::new(), 0);
    each_slip(source.text(), |at, length, message, hint| {
        if findings.len() == MOST {
            more += 1;
            return;
        }
        let place = Place::new(source, Span::new(at..at + length));
        findings.push(Finding::new(&codes::template::INVISIBLE, message).at(place).hint(hint));
    });
    if more > 0
        && let Some(last) = findings.pop()
    {
        findings.push(last.hint(format!("{more} more places in this file are not listed")));
    }
    findings.into_iter().for_each(|finding| sink.report(finding));
}

/// Says of each slip its place, its length in bytes, what it is and what to do.
fn each_slip(text: &str, mut say: impl FnMut(usize, usize, String, &'static str)) {
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
    let is_one = |at: usize| {
        let before = text[..at].chars().next_back();
        let next = text[at + 1..].chars().find(|c| *c != ' ');
        before.is_none_or(|c| !['{', '\\'].contains(&c)) && next.is_some_and(char::is_alphabetic)
    };
    braces_outside(text).into_iter().filter(|&at| is_one(at)).collect()
}
