//! In which forms a text may name an organization.
//!
//! | of the record | counts where it stands as |
//! | --- | --- |
//! | several words with a name among them (`Whitcomb & Lowry`) | whole words, capitals or not; with `and`, `&` or neither |
//! | several words of any text (`Pain Management Center`) | whole words, the first with a capital |
//! | words for companies alone, three or more (`State Compensation Insurance Fund`) | whole words, each with a capital |
//! | one word | as a name: see `protected` |
//! | an acronym in brackets, or the first letters of four words or more | a word in capitals; the latter for a person to look at |
//!
//! `Inc` and the like at the end, `The` and `Law Offices of` in front may be left out, and so may words for companies at
//! the end where a name stays (`Sierra Mutual`); each name of `d/b/a` counts.

use super::ordinary::{Ordinary, how_ordinary};
use super::values::{Form, Protected, add, form_of_part, is_in};
use crate::record::Folded;

/// Adds all forms of an organization's name.
pub(super) fn of_organization(what: &str, organization: &str, all: &mut Vec<Protected>) {
    for name in names_of(organization) {
        let outside: Vec<&str> = name.split(['(', ')', '[', ']']).step_by(2).collect();
        let acronyms = name.split(['(', ')', '[', ']']).skip(1).step_by(2);
        for acronym in acronyms.filter(|acronym| acronym.trim().chars().count() > 2) {
            let form = match acronym.contains(char::is_whitespace) {
                true => Form::Organization,
                false => Form::Acronym { certain: true },
            };
            add(all, what, acronym, form);
        }
        of_one_name(what, &outside.join(" "), all);
    }
}

/// The names that an organization goes by.
fn names_of(organization: &str) -> Vec<&str> {
    const MARKS: [&str; 8] =
        [" d/b/a ", " dba ", " d.b.a. ", " doing business as ", " a/k/a ", " aka ", " formerly ", " c/o "];
    let small = organization.to_ascii_lowercase();
    let mut names = Vec::new();
    let mut from = 0;
    let next = |from: usize| {
        MARKS.iter().filter_map(|mark| Some((from + small[from..].find(mark)?, mark.len()))).min()
    };
    while let Some((at, length)) = next(from) {
        names.push(&organization[from..at]);
        from = at + length;
    }
    names.push(&organization[from..]);
    names
}

fn of_one_name(what: &str, name: &str, all: &mut Vec<Protected>) {
    let words: Vec<&str> = name.split([' ', ',', '/']).filter(|word| !word.is_empty()).collect();
    let mut words = words.as_slice();
    while let [rest @ .., last] = words
        && !rest.is_empty()
        && is_in(last, LEGAL_FORMS)
    {
        words = rest;
    }
    add_words(what, words, all);
    // `The Hartford`, `Law Offices of Whitcomb & Lowry`.
    let mut behind = words;
    while let [first, rest @ ..] = behind
        && !rest.is_empty()
        && is_in(first, "the law office offices firm department division of dr")
    {
        behind = rest;
    }
    if behind.len() < words.len() && has_name(behind) {
        add_words(what, behind, all);
    }
    // `Sierra Mutual` for `Sierra Mutual Insurance`.
    let mut short = behind;
    while let [rest @ .., last] = short
        && rest.len() > 1
        && is_in(last, COMPANY_WORDS)
        && has_name(rest)
    {
        short = rest;
        add_words(what, short, all);
    }
    let initials: String = words
        .iter()
        .filter(|word| !is_connective(word))
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
        .collect();
    if initials.chars().count() > 3 {
        add(all, what, &initials, Form::Acronym { certain: false });
    }
}

fn is_connective(word: &str) -> bool {
    is_in(word, "and of the for") || !word.contains(char::is_alphanumeric)
}

/// Whether one of the words is no word of any text.
fn has_name(words: &[&str]) -> bool {
    words.iter().any(|word| {
        let plain: String = Folded::new(word).compact().into_iter().collect();
        plain.len() > 2 && !is_in(word, COMPANY_WORDS) && how_ordinary(&plain) != Ordinary::Frequent
    })
}

fn add_words(what: &str, words: &[&str], all: &mut Vec<Protected>) {
    let telling: Vec<&&str> = words.iter().filter(|word| !is_connective(word)).collect();
    let form = match telling.as_slice() {
        [] => return,
        [word] if is_in(word, COMPANY_WORDS) => return,
        [word] if words.len() == 1 => form_of_part(word),
        [_] => Form::Organization,
        several if several.iter().all(|word| is_in(word, COMPANY_WORDS)) => match several.len() {
            // `Claims Department` is nobody's.
            2 => return,
            _ => Form::CompanyWords,
        },
        _ if words.iter().any(|word| is_no_word(word)) => Form::Whole,
        _ => Form::Organization,
    };
    add(all, what, &words.concat(), form);
    // `&` and `and` are one word, or none.
    let is_and = |word: &&str| word.eq_ignore_ascii_case("and") || matches!(*word, "&" | "+");
    if telling.len() > 1 && words.iter().any(is_and) {
        let with: Vec<&str> = words.iter().map(|word| if is_and(word) { "and" } else { word }).collect();
        let without: Vec<&str> = words.iter().filter(|word| !is_and(word)).copied().collect();
        for words in [with, without] {
            add(all, what, &words.concat(), form);
        }
    }
}

/// Whether a word is in no list of English words.
fn is_no_word(word: &str) -> bool {
    let plain: String = Folded::new(word).compact().into_iter().collect();
    plain.len() > 3 && !is_in(word, COMPANY_WORDS) && how_ordinary(&plain) == Ordinary::No
}

const LEGAL_FORMS: &str =
    "inc incorporated llc llp lp ltd limited corp corporation co company pc apc plc pllc";

/// Words of the names of companies and departments, which stand in every letter.
pub(super) const COMPANY_WORDS: &str = "
    account accounts adjuster administration administrator administrators agency associates association attn
    authority bill billing center centre claims claim clinic company compensation corporation county court
    department dept district division firm fund group health hospital inc incorporated indemnity insurance
    institute law llc llp ltd management medical mutual office offices orthopaedic orthopedic orthopedics
    program review risk school service services solutions state system systems unit university utilization
    workers";
