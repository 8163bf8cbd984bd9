//! What identifies a person whoever it is, so that no record is needed to know it: found by its form.

use std::ops::Range;

use super::exceptions::Around;
use super::identifier_forms::{KINDS, Kind, MAIL, PHONE, WEB};
use super::leak::Leak;
use crate::record::Folded;

/// All in a text; `cites` where the text is a list of guidelines. Takes time in proportion to the text.
pub(super) fn find(folded: &Folded, cites: bool) -> Vec<Leak> {
    let text: String = folded.all().map(plain).collect();
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let mut leaks = Vec::new();
    for kind in &KINDS {
        let possible =
            if kind.words.is_empty() { has_digit } else { kind.words.iter().any(|word| text.contains(word)) };
        if possible {
            of_kind(kind, &text, cites, &mut |range| {
                leaks.push(Leak {
                    what: kind.what.to_owned(),
                    range: folded.bytes(range),
                    certain: kind.certain,
                });
            });
        }
    }
    leaks
}

/// Whether an agency has such a thing too, for anybody to call or read.
pub(super) fn may_be_an_agencys(what: &str) -> bool {
    [PHONE, MAIL, WEB].contains(&what)
}

/// Goes through all of one kind; bytes of the plain text, which are characters of the folded one.
fn of_kind(kind: &Kind, text: &str, cites: bool, found: &mut dyn FnMut(Range<usize>)) {
    let mut from = 0;
    while let Some(hit) = kind.regex().find_at(text, from) {
        let whole = hit.start()..hit.end() - trailing_punctuation(hit.as_str());
        let group = || kind.regex().captures_at(text, whole.start)?.iter().skip(1).flatten().next();
        let value = group().map_or(whole.clone(), |group| group.range());
        let around = Around {
            before: &text[..whole.start],
            found: &text[whole.clone()],
            value: &text[value.clone()],
            after: &text[whole.end..],
            cites,
        };
        if stands_alone(&around, kind.after_letters) && !(kind.unless)(&around) {
            from = whole.end;
            found(value);
        } else {
            // Another may start at the next word: never over the same digits again, which would take long.
            let word = hit.as_str().bytes().take_while(u8::is_ascii_alphanumeric).count();
            from = hit.start() + word.max(1);
        }
    }
}

/// A character in ASCII: digits of any script as such, letters that have no ASCII form as one that no label has.
fn plain(c: char) -> char {
    const ZEROS: [u32; 4] = [0x660, 0x6F0, 0x966, 0x9E6];
    match c {
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c if c.is_numeric() => {
            let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&(c as u32)));
            zero.and_then(|zero| char::from_digit(c as u32 - zero, 10)).unwrap_or('?')
        }
        c if c.is_alphabetic() => 'j',
        _ => '?',
    }
}

/// The end of a sentence after an address belongs to the sentence.
fn trailing_punctuation(found: &str) -> usize {
    found.len() - found.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '\'']).len()
}

fn stands_alone(around: &Around, after_letters: bool) -> bool {
    let numeric = around.found.starts_with(|c: char| c.is_ascii_digit() || c == '+');
    let mut before = around.before.bytes().rev();
    let starts = before.next().is_none_or(|last| {
        if numeric {
            let joined = matches!(last, b'-' | b'.' | b'/');
            let goes_on = joined && before.next().is_some_and(|byte| byte.is_ascii_digit());
            !(last.is_ascii_digit() || goes_on || (last.is_ascii_alphabetic() && !after_letters))
        } else {
            !(last.is_ascii_alphanumeric() && around.found.starts_with(|c: char| c.is_ascii_alphanumeric()))
        }
    });
    let digits = around.found.bytes().filter(u8::is_ascii_digit).count();
    let mut after = around.after.bytes();
    let ends = after.next().is_none_or(|next| {
        let joined = matches!(next, b'-' | b'.') || (next == b'/' && digits < 10);
        let goes_on = joined && numeric && after.next().is_some_and(|byte| byte.is_ascii_digit());
        !(next.is_ascii_alphanumeric() || goes_on)
    });
    starts && ends
}
