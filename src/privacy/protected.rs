//! What a record says that may not be published, and in which form a name counts as said; `organizations` and `addresses`
//! say so of theirs.
//!
//! | of the record | counts where it stands as |
//! | --- | --- |
//! | a name as typed, first and last name, last and first | whole words, capitals or not |
//! | a given or family name that is no English word (`Rivera`) | a word, capitals or not |
//! | one that few texts use as a word (`Cannon`) | a word with a capital inside a sentence; else for a person to look at |
//! | one that is also an English word (`Park`, `Will`) | a word beside a title, an initial or the other name; with a capital for a person to look at |
//! | one of two letters, or that is also a month (`Ng`, `May`) | the same |
//! | one that also names a clinical sign (`Hawkins`) | a word with a capital, unless `test`, `sign` and the like follow |
//! | an e-mail address | its letters and digits |
//! | claim number | its letters and digits, punctuation or not, with or without the letters and zeros in front; one of few digits after `claim` |
//! | an own field that is not published, with a digit and five signs | its letters and digits |
//!
//! The name of a department or company has no parts: `Claims` and `Insurance` stand in every letter. In scripts without
//! capitals every word counts as one with a capital.

use super::addresses::of_address;
use super::names::of_name;
use super::organizations::of_organization;
use super::values::{Form, Protected, add};
use crate::record::{CaseRecord, EXTRA, Folded, Party};

/// All of a record.
pub(super) fn of_record(record: &CaseRecord) -> Vec<Protected> {
    let mut all = Vec::new();
    let parties = [
        ("employee", &record.employee),
        ("representative", &record.representative),
        ("requesting physician", &record.requesting_physician),
        ("claims administrator", &record.claims_administrator),
    ];
    let parties = parties.into_iter().filter_map(|(who, party)| Some((who, party.as_ref()?)));
    for (who, party) in parties.chain(record.copies.iter().map(|party| ("recipient of a copy", party))) {
        of_party(who, party, &mut all);
    }
    if let Some(number) = &record.claim_number {
        of_claim(number, &mut all);
    }
    of_own_fields(record, &mut all);
    all
}

/// Numbers and codes of the organization's own fields that may not be published; words of theirs may stand in any text.
fn of_own_fields(record: &CaseRecord, all: &mut Vec<Protected>) {
    for (name, text) in record.extra.unpublished(record.contract.own_fields()) {
        let signs = text.chars().filter(|c| c.is_alphanumeric()).count();
        if signs >= LEAST_OF_A_NUMBER && text.contains(|c: char| c.is_ascii_digit()) {
            add(all, format!("`{EXTRA}.{name}`"), text, Form::Whole);
        }
    }
}

fn of_party(who: &str, party: &Party, all: &mut Vec<Protected>) {
    for name in [Some(&party.name), party.envelope_name.as_ref()].into_iter().flatten() {
        of_name(who, name, all);
    }
    let organizations = [party.organization.as_ref(), party.envelope_organization.as_ref()];
    for organization in organizations.into_iter().flatten() {
        of_organization(&format!("the organization of the {who}"), organization, all);
    }
    of_address(who, &party.address, all);
    if let Some(email) = &party.email {
        add(all, format!("the e-mail address of the {who}"), email, Form::Whole);
    }
}

/// A number of fewer letters and digits may mean anything where no label stands before it.
const LEAST_OF_A_NUMBER: usize = 5;

fn of_claim(number: &str, all: &mut Vec<Protected>) {
    const WHAT: &str = "the claim number";
    let length = |number: &str| Folded::new(number).compact().len();
    if length(number) < LEAST_OF_A_NUMBER {
        for label in ["claim", "claimnumber", "claimno", "claimid"] {
            add(all, WHAT, &format!("{label}{number}"), Form::Whole);
        }
        return;
    }
    // Offices set letters of their own before a number, and leave them out; the same with zeros before it and in its groups.
    let behind_letters = number.trim_start_matches(|c: char| !c.is_ascii_digit());
    let mut all_forms = vec![number.to_owned()];
    // Of `00ABC123`, but `00` alone is a group.
    let behind_zeros = number.trim_start_matches('0');
    let behind_zeros = if behind_zeros.starts_with(char::is_alphabetic) { behind_zeros } else { number };
    let with_fewer_zeros = [
        behind_letters.to_owned(),
        behind_zeros.to_owned(),
        without_zeros(behind_letters, 1),
        without_zeros(number, usize::MAX),
        without_zeros(behind_letters, usize::MAX),
    ];
    for form in with_fewer_zeros {
        if length(&form) > LEAST_OF_A_NUMBER && !all_forms.contains(&form) {
            all_forms.push(form);
        }
    }
    let starts_with_digit = |form: &&String| form.starts_with(|c: char| c.is_ascii_digit());
    let with_zeros: Vec<String> = all_forms
        .iter()
        .filter(starts_with_digit)
        .flat_map(|form| (1..=MAX_ZEROS).map(move |zeros| "0".repeat(zeros) + form))
        .collect();
    for form in all_forms.iter().chain(&with_zeros).chain(&without_zeros_inside(number)) {
        add(all, WHAT, form, Form::Number);
    }
}

/// A number without the zeros in front of its first groups of digits; what is a zero alone stays.
fn without_zeros(number: &str, groups: usize) -> String {
    let mut kept = String::new();
    let mut started = 0;
    let mut chars = number.chars().peekable();
    while let Some(c) = chars.next() {
        let starts = c.is_ascii_digit() && !kept.ends_with(|last: char| last.is_ascii_digit());
        if !(starts && c == '0' && started < groups && chars.peek().is_some_and(char::is_ascii_digit)) {
            started += usize::from(starts);
            kept.push(c);
        }
    }
    kept
}

/// A number written without marks, whose groups nobody can see, without some of its zeros inside: `800602713` is said as
/// `8006-2713`. None where so few characters stay that another number may be meant.
fn without_zeros_inside(number: &str) -> Vec<String> {
    let is_plain = number.chars().all(|c| c.is_ascii_alphanumeric());
    let mut pieces = vec![String::new()];
    for c in number.chars().filter(|_| is_plain) {
        let last = pieces.last().is_some_and(|piece| piece.ends_with('0'));
        if (c == '0') != last {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    // The last piece stays: zeros at the end count.
    let zeros: Vec<usize> =
        (1..pieces.len().saturating_sub(1)).filter(|&at| pieces[at].starts_with('0')).collect();
    if zeros.len() > MAX_RUNS_OF_ZEROS {
        return Vec::new();
    }
    (1..1_usize << zeros.len())
        .map(|left_out| {
            let is_left_out = |at: usize| {
                zeros.iter().position(|&zero| zero == at).is_some_and(|bit| left_out >> bit & 1 == 1)
            };
            pieces
                .iter()
                .enumerate()
                .filter(|(at, _)| !is_left_out(*at))
                .map(|(_, piece)| piece.as_str())
                .collect()
        })
        .filter(|form: &String| form.len() >= LEAST_WITHOUT_ZEROS_INSIDE)
        .collect()
}

/// More runs of zeros inside a number are not left out one by one.
const MAX_RUNS_OF_ZEROS: usize = 3;

/// Fewer characters may be another number, or a date.
const LEAST_WITHOUT_ZEROS_INSIDE: usize = 8;

/// A number is written with so many more zeros before it at most.
const MAX_ZEROS: usize = 6;
