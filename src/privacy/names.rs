//! In which forms a text may name a person.

use super::organizations::{COMPANY_WORDS, of_organization};
use super::values::{Form, PARTICLES, Protected, TITLES, add, form_of_part, is_in};
use crate::record::Folded;

pub(super) fn of_name(who: &str, name: &str, all: &mut Vec<Protected>) {
    let what = format!("the name of the {who}");
    // `Jordan "Jo" Example` and `Jordan Example aka Jo Sample` are called by either name.
    for name in names_of(name) {
        of_one_name(&what, &name, all);
    }
}

/// The names that someone is called by.
fn names_of(name: &str) -> Vec<String> {
    const MARKS: [&str; 7] =
        [" a/k/a ", " aka ", " a.k.a. ", " also known as ", " formerly ", " nee ", " née "];
    let small = name.to_ascii_lowercase();
    let mut names: Vec<&str> = Vec::new();
    let mut from = 0;
    let next = |from: usize| {
        MARKS.iter().filter_map(|mark| Some((from + small[from..].find(mark)?, mark.len()))).min()
    };
    while let Some((at, length)) = next(from) {
        names.push(&name[from..at]);
        from = at + length;
    }
    names.push(&name[from..]);
    let nicknames = name.split(['"', '“', '”', '(', ')']).skip(1).step_by(2).map(str::to_owned);
    let mut plain = Vec::new();
    for name in names {
        let without: Vec<&str> = name.split(['"', '“', '”', '(', ')']).step_by(2).collect();
        plain.push(without.join(" "));
    }
    plain.extend(nicknames.filter(|name| name.chars().count() > 2));
    plain
}

fn of_one_name(what: &str, name: &str, all: &mut Vec<Protected>) {
    let words: Vec<&str> = name.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let company_words = words.iter().filter(|word| is_in(word, COMPANY_WORDS)).count();
    // One such word may be a name: `Bill Rivera`, `John Law`.
    if company_words > 1 || (company_words == 1 && words.len() == 1) {
        return of_organization(what, name, all);
    }
    let count = words.len();
    let words: Vec<&str> = words
        .into_iter()
        .enumerate()
        .filter(|(at, word)| !is_credential(*at, count, word))
        .map(|(_, word)| word)
        .collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    if words.len() > 1 {
        add(all, what, &words.concat(), Form::Whole);
        if words.len() > 2 {
            add(all, what, &format!("{first}{last}"), Form::Whole);
        }
        add(all, what, &format!("{last}{first}"), Form::Whole);
    }
    let part = format!("part of {what}");
    // `de la Cruz` is one name.
    let family = words.iter().rposition(|word| !is_in(word, PARTICLES)).unwrap_or(0);
    let particles = words[..family].iter().rev().take_while(|word| is_in(word, PARTICLES)).count();
    if particles > 0 {
        add(all, &part, &words[family - particles..].concat(), Form::Whole);
    }
    for (at, word) in words.iter().enumerate() {
        let initials: Vec<char> = words
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .filter_map(|(_, other)| Folded::new(other).compact().first().copied())
            .collect();
        let before = all.len();
        add(all, &part, word, form_of_part(word));
        if word.contains('-') {
            word.split('-').for_each(|half| add(all, &part, half, form_of_part(half)));
        }
        all[before..].iter_mut().for_each(|added| added.initials.clone_from(&initials));
    }
}

/// A title before a name, or a degree after one of two words at least. `Do` is a family name, `DO` after a name a
/// degree; of `Van Do` and `Xiong PA` it is the name.
fn is_credential(at: usize, count: usize, word: &str) -> bool {
    let typed_as_degree = word.contains('.') || !word.contains(char::is_lowercase);
    (at == 0 && count > 1 && is_in(word, TITLES))
        || (at > 0 && is_in(word, "jr sr iii phd pharmd esq dds dmd dpm psyd lac msw"))
        || (at > 1 && typed_as_degree && is_in(word, "md do dc pa np rn pt ma ms ii iv od"))
}
