//! People whom the record does not name, told by a title: a person has to decide whether they may be published.

use std::ops::Range;

use super::clinical::is_clinical_term;
use super::leak::Leak;
use super::mentions::{is_cited, names_a_sign};
use super::ordinary::{Ordinary, how_ordinary};
use super::values::{CALLINGS, COMMON_WORDS, SIGNS, is_one_of};
use crate::record::Folded;

/// A name after a title has no more words than this.
const MAX_WORDS: usize = 4;

/// All in a text: `Dr. Gomez`, `Mr. A. Ortiz`, `dr. abernathy`. An eponym (`Dr. Hawkins sign`), the author of a guideline
/// (`Dr. Gomez (2006)`) and an ordinary word (`Dr. Pain`) are none.
pub(super) fn find(text: &Folded) -> Vec<Leak> {
    let mut leaks = Vec::new();
    for title in text.words() {
        let word = text.text(title.clone());
        if !is_one_of(&word, TITLES) || !is_title(text, &title, &word) {
            continue;
        }
        let Some(name) = name_behind(text, &title, &word) else { continue };
        // `Drs. Gomez and Patel`.
        let second = matches!(word.as_str(), "drs" | "messrs")
            .then(|| {
                let (_, and) = text.word_after(name.end);
                (text.text(and.clone()) == "and").then(|| name_behind(text, &and, &word))?
            })
            .flatten();
        for name in [Some(name), second].into_iter().flatten() {
            let what = "the name of someone whom the record does not name".to_owned();
            leaks.push(Leak { what, range: text.bytes(name), certain: false });
        }
    }
    leaks
}

const TITLES: &str = "mr mrs ms miss mx dr drs messrs doctor prof professor atty attorney";

fn is_title(text: &Folded, title: &Range<usize>, word: &str) -> bool {
    let (between, _) = text.word_after(title.end);
    let has_dot = between.starts_with('.');
    // `MR arthrogram`, `MS Contin`: abbreviations of other things.
    let abbreviates = word.len() < 4 && !text.has_small(title.clone()) && !has_dot;
    let verb = word == "miss" && !text.is_capital(title.start);
    let street = word == "dr" && is_street(text, title);
    matches!(between.as_str(), " " | ". " | ".") && !abbreviates && !verb && !street
}

/// `100 Rosewood Dr. Oakland`.
fn is_street(text: &Folded, title: &Range<usize>) -> bool {
    let (name, between) = text.word_before(title.start);
    let (number, _) = text.word_before(name.start);
    between == " "
        && !name.is_empty()
        && text.is_capital(name.start)
        && text.text(number).starts_with(|c: char| c.is_ascii_digit())
}

/// The name after a title, its initials and all its words.
fn name_behind(text: &Folded, title: &Range<usize>, word: &str) -> Option<Range<usize>> {
    let (between, first) = text.word_after(title.end);
    let mut name = first.clone();
    for _ in 0..MAX_WORDS {
        if name.len() != 1 {
            break;
        }
        let (between, next) = text.word_after(name.end);
        if !matches!(between.as_str(), " " | ". " | "." | "'") {
            return None;
        }
        name = next;
    }
    if name.is_empty() {
        return None;
    }
    let capital = text.is_capital(first.start);
    let small = !capital && (between.starts_with('.') || matches!(word, "dr" | "mrs"));
    let said = text.text(name.clone());
    let plausible = match how_ordinary(&said) {
        _ if is_one_of(&said, NO_NAMES) || is_one_of(&said, TITLES) => false,
        // `Dr. May`; but `returned to the Dr. May 2014 was better`.
        _ if is_one_of(&said, MONTHS) && is_followed_by_number(text, &name) => false,
        Ordinary::No => capital || small,
        Ordinary::Seldom => capital,
        // `Dr. Knight`; but `seen by the Dr. There was` and `Dr. Pain`.
        Ordinary::Frequent => {
            let listed = [COMMON_WORDS, CALLINGS, SIGNS].iter().any(|list| is_one_of(&said, list));
            let titled = between.starts_with('.') || text.is_capital(title.start);
            let alone = titled && !is_clinical_term(&said) && !is_one_of(&said, OF_SENTENCES);
            capital && (listed || alone)
        }
    };
    let is_number = said.starts_with(|c: char| c.is_ascii_digit());
    if !plausible || is_number || names_a_sign(text, &name) || is_cited(text, &name) {
        return None;
    }
    let mut end = name.end;
    for _ in 0..MAX_WORDS {
        let (between, next) = text.word_after(end);
        let joined = matches!(between.as_str(), " " | "-" | "'" | ". ");
        let is_name = !next.is_empty()
            && text.is_capital(next.start)
            && (next.len() > 1 || between != ". ")
            && how_ordinary(&text.text(next.clone())) == Ordinary::No;
        if !joined || !is_name || (between == ". " && end - name.start > 1 && !is_initial_before(text, end)) {
            break;
        }
        end = next.end;
    }
    Some(first.start..end)
}

/// Whether the word that ends here is one letter: `Maria L. Gomez`.
fn is_initial_before(text: &Folded, end: usize) -> bool {
    text.word_before(end).0.len() == 1
}

/// Whether a day or a year follows: `May 2014`.
fn is_followed_by_number(text: &Folded, word: &Range<usize>) -> bool {
    let (_, after) = text.word_after(word.end);
    text.text(after).starts_with(|c: char| c.is_ascii_digit())
}

/// Words that begin a sentence after one that ends with a title.
const OF_SENTENCES: &str = "
    a after all also although an and any as at based because before both but by current due during each for from given has
    have he her here his how however i if in is it its last medical most no not now of on one or other our patient recent
    records report reported requested she since so some that the their then there these they this those to today treatment two
    upon was we were what when where which while who with work you your";

/// Words with a capital after a title that are no names in letters about treatment.
const NO_NAMES: &str = "
    contin pain back arm arms foot hand bone bones joint leg hip knee neck spine head monday tuesday wednesday thursday friday
    saturday sunday january february september october november december";

/// Months that are names as well.
const MONTHS: &str = "march april may june july august";
