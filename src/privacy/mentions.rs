//! Whether a text mentions what a record protects, and whether nothing else can be meant.

use std::ops::Range;

use super::leak::Leak;
use super::ordinary::{Ordinary, how_ordinary};
use super::values::{Form, Protected, TITLES, is_one_of};
use crate::record::Folded;

pub(super) fn find(text: &Folded, value: &Protected) -> Vec<Leak> {
    let found = match value.form {
        Form::Number => text.find_number(&value.compact),
        _ => text.find_compact(&value.compact),
    }
    .into_iter();
    let judged = found.filter_map(|word| {
        let certain = how_certain(text, &word, value)?;
        Some(Leak { what: value.what.clone(), range: text.bytes(word), certain })
    });
    judged.collect()
}

/// Whether a word names the party for certain, or only may; none where something else is meant.
fn how_certain(text: &Folded, word: &Range<usize>, value: &Protected) -> Option<bool> {
    let capital = text.is_capital(word.start);
    match value.form {
        Form::Whole | Form::Number => return Some(true),
        Form::Organization { small } => {
            return if has_capitals(text, word) { Some(true) } else { small.then_some(false) };
        }
        Form::CompanyWords { certain } => return has_capitals(text, word).then_some(certain),
        Form::Acronym { certain } => {
            let of_the_field = !certain && (is_numbered(text, word) || is_of_codes(text, word));
            return (!text.has_small(word.clone()) && !of_the_field).then_some(certain);
        }
        Form::Street => return (has_capital(text, word) || !is_small_count(text, word)).then_some(true),
        Form::Likely => {
            let of_another = names_a_sign(text, word) || is_cited(text, word);
            return (has_capital(text, word) && !of_another).then_some(false);
        }
        _ => {}
    }
    if titled(text, word) || beside_initial(text, word, &value.initials) {
        return Some(true);
    }
    // `(Airaksinen, 2006)` in a guideline is its author.
    if value.form != Form::ShortWord && is_cited(text, word) {
        return Some(false);
    }
    match value.form {
        Form::Whole
        | Form::Number
        | Form::Organization { .. }
        | Form::CompanyWords { .. }
        | Form::Acronym { .. }
        | Form::Street
        | Form::Likely => None,
        Form::Name => Some(true),
        Form::NameOfSign if names_a_sign(text, word) => None,
        Form::NameOfSign => Some(capital),
        Form::SeldomWord => Some(capital && in_a_sentence(text, word)),
        Form::CommonWord => {
            (capital && !in_a_heading(text, word) && !is_numbered(text, word)).then_some(false)
        }
        // `An` and `Do` begin sentences.
        Form::ShortWord if word.len() < 3 && is_frequent(text, word) => None,
        Form::ShortWord => (capital && !in_a_heading(text, word) && !of_a_date(text, word)).then_some(false),
    }
}

fn has_capital(text: &Folded, range: &Range<usize>) -> bool {
    range.clone().any(|at| text.is_capital(at))
}

/// Whether each word but `and`, `of` and the like has a capital, or is a number.
fn has_capitals(text: &Folded, range: &Range<usize>) -> bool {
    let mut at = range.start;
    loop {
        let (_, word) = text.word_after(at);
        if word.is_empty() || word.start >= range.end {
            return true;
        }
        let said = text.text(word.clone());
        let needs_none = is_one_of(&said, "and of the for in at by a s de la del y")
            || said.starts_with(|c: char| c.is_ascii_digit());
        if !text.is_capital(word.start) && !needs_none {
            return false;
        }
        at = word.end;
    }
}

/// Whether a number of a digit or two stands before words of any text: `day 1 back`.
fn is_small_count(text: &Folded, range: &Range<usize>) -> bool {
    let (_, number) = text.word_after(range.start);
    let mut at = number.end;
    while at < range.end {
        let (_, name) = text.word_after(at);
        if how_ordinary(&text.text(name.clone())) != Ordinary::Frequent {
            return false;
        }
        at = name.end;
    }
    number.len() < 3
}

fn is_frequent(text: &Folded, word: &Range<usize>) -> bool {
    how_ordinary(&text.text(word.clone())) == Ordinary::Frequent
}

/// Whether a work of an author is named: a year or `et al` follows.
pub(super) fn is_cited(text: &Folded, word: &Range<usize>) -> bool {
    let (between, after) = text.word_after(word.end);
    let next = text.text(after);
    let is_year = next.len() == 4
        && ["19", "20"].iter().any(|century| next.starts_with(century))
        && next.parse::<u32>().is_ok();
    matches!(between.as_str(), " " | ", " | " (") && (is_year || next == "et")
}

fn titled(text: &Folded, word: &Range<usize>) -> bool {
    let (before, between) = text.word_before(word.start);
    is_one_of(&text.text(before), TITLES) && matches!(between.as_str(), " " | ". " | ".")
}

/// Whether an initial of the party's other names stands before or after: `F. Last`, `First L.`
fn beside_initial(text: &Folded, word: &Range<usize>, initials: &[char]) -> bool {
    let is_initial = |range: Range<usize>| {
        range.len() == 1
            && text.is_capital(range.start)
            && text.text(range).chars().next().is_some_and(|c| initials.contains(&c))
    };
    if !text.is_capital(word.start) {
        return false;
    }
    let (before, between_before) = text.word_before(word.start);
    let (between_after, after) = text.word_after(word.end);
    (matches!(between_before.as_str(), " " | ". " | ".") && is_initial(before))
        || (matches!(between_after.as_str(), " " | ", ") && is_initial(after))
}

/// Whether neither the start of a sentence nor a heading asks for the capital.
fn in_a_sentence(text: &Folded, word: &Range<usize>) -> bool {
    let (before, between) = text.word_before(word.start);
    !before.is_empty()
        && !in_a_heading(text, word)
        && matches!(between.as_str(), " " | ", " | " (" | "'" | "; " | " - ")
}

/// Whether the words around have capitals as well, so that a heading or a text all in capitals asks for this one; a word
/// all in capitals among others that are not stands out.
fn in_a_heading(text: &Folded, word: &Range<usize>) -> bool {
    let (before, between) = text.word_before(word.start);
    let (between_after, after) = text.word_after(word.end);
    let joined = |between: &str| matches!(between, " " | "-" | "/" | " & ");
    let stands_out = word.len() > 2 && !text.has_small(word.clone());
    let as_well = |other: Range<usize>| {
        !other.is_empty() && text.is_capital(other.start) && !(stands_out && text.has_small(other.clone()))
    };
    (joined(&between) && as_well(before))
        || (joined(&between_after) && as_well(after))
        || between_after == "-"
}

/// Whether a number follows: `Page 12`.
fn is_numbered(text: &Folded, word: &Range<usize>) -> bool {
    let (between, after) = text.word_after(word.end);
    between == " " && text.text(after).starts_with(|c: char| c.is_ascii_digit())
}

/// Whether codes are meant: `CPT code 97110`.
fn is_of_codes(text: &Folded, word: &Range<usize>) -> bool {
    let (_, after) = text.word_after(word.end);
    is_one_of(&text.text(after), "code codes guideline guidelines")
}

/// Whether a month or a day is meant: `in May`, `May 2014`.
fn of_a_date(text: &Folded, word: &Range<usize>) -> bool {
    let (before, _) = text.word_before(word.start);
    let (_, after) = text.word_after(word.end);
    let number = |range: Range<usize>| text.text(range).starts_with(|c: char| c.is_ascii_digit());
    number(after)
        || number(before.clone())
        || is_one_of(&text.text(before), "in of since by until from to on and")
}

/// Whether one of the next words says that a test or a scale is meant: `Neer and Hawkins signs`.
pub(super) fn names_a_sign(text: &Folded, word: &Range<usize>) -> bool {
    let mut at = word.end;
    for _ in 0..5 {
        let (between, next) = text.word_after(at);
        if next.is_empty() || between.contains(['.', ';', '\n']) {
            return false;
        }
        let next_word = text.text(next.clone());
        let signs = "test tests testing sign signs maneuver manoeuvre cyst score scale scales index inventory grade angle node nodes";
        if is_one_of(&next_word, signs) {
            return true;
        }
        at = next.end;
    }
    false
}
