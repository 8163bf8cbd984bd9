//! A record of nothing in particular, from which a wording is filled and blanks are, to compare letters.

use std::fmt::Write;

use crate::record::{Eligible, Outcome};

/// What a wording may decide by.
#[derive(Clone, Debug)]
pub(super) struct Choices {
    pub items: Vec<Item>,
    pub expedited: bool,
    /// Whether the letter corrects another.
    pub corrects: bool,
}

/// A kind of item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub outcome: Outcome,
    pub partial: Option<Eligible>,
}

impl Item {
    /// All kinds of item; those whose sentence says most come first.
    pub const ALL: [Item; 6] = [
        Item { outcome: Outcome::Upheld, partial: Some(Eligible::Remaining) },
        Item { outcome: Outcome::Overturned, partial: Some(Eligible::Remaining) },
        Item { outcome: Outcome::Upheld, partial: Some(Eligible::Original) },
        Item { outcome: Outcome::Overturned, partial: Some(Eligible::Original) },
        Item { outcome: Outcome::Upheld, partial: None },
        Item { outcome: Outcome::Overturned, partial: None },
    ];
}

/// What stands where a letter does not tell: by the path of the field.
pub(super) fn stand_in_of(path: &str) -> &'static str {
    match path.rsplit('/').next().unwrap_or_default() {
        "case_number" => "CM00-0000000",
        "date_of_injury" => "2000-01-03",
        "ur_denial_date" => "2000-01-04",
        "application_received" => "2000-01-05",
        "date_assigned" => "2000-01-06",
        "decision_date" => "2000-01-07",
        "mailed_date" => "2000-01-08",
        _ => "Not told.",
    }
}

pub(super) fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Upheld => "upheld",
        Outcome::Overturned => "overturned",
    }
}

pub(super) fn eligible_word(eligible: Eligible) -> &'static str {
    match eligible {
        Eligible::Remaining => "remaining",
        Eligible::Original => "original",
    }
}

/// The YAML of such a record. Lists have two entries, so that it shows what a wording prints between them.
pub(super) fn stand_in(wording: &str, choices: &Choices) -> String {
    let mut text = format!("case_number: {}\ntemplate: {wording}\n", stand_in_of("case_number"));
    let priority = if choices.expedited { "expedited" } else { "standard" };
    let _ = writeln!(text, "priority: {priority}");
    for date in ["date_of_injury", "ur_denial_date", "application_received", "date_assigned", "decision_date"]
    {
        let _ = writeln!(text, "{date}: {}", stand_in_of(date));
    }
    text.push_str("reviewer: {specialties: [A, B], licensed_in: [C, D]}\nclinical_summary: E.\ndecisions:\n");
    for item in &choices.items {
        let outcome = outcome_word(item.outcome);
        let _ = writeln!(text, "  - {{treatment: F, outcome: {outcome}, claims_administrator_guideline: G,");
        text.push_str("     maximus_guideline: H, rationale: I.");
        if let Some(eligible) = item.partial {
            let eligible = eligible_word(eligible);
            let _ = write!(
                text,
                ",\n     partial_authorization: {{requested: J, authorized: K, eligible: {eligible}}}"
            );
        }
        text.push_str("}\n");
    }
    if choices.corrects {
        let _ = writeln!(text, "replaces: {{mailed_date: {}, reason: L.}}", stand_in_of("mailed_date"));
    }
    text
}

/// To whom a stand-in is served.
#[derive(Clone, Copy, Debug)]
pub(super) struct Recipients<'a> {
    /// Whether there are parties of all kinds, and not only those that every letter has.
    pub many: bool,
    pub served: Served,
    /// The language of all of them beside English.
    pub language: Option<&'a str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Served {
    Mail,
    Email,
    Both,
}

/// The YAML of a record that is mailed, of a year in which parties may be served by e-mail.
pub(super) fn copy_stand_in(wording: &str, choices: &Choices, recipients: Recipients<'_>) -> String {
    let Recipients { many, served, language } = recipients;
    let mut text = stand_in(wording, choices).replace(" 2000-", " 2023-");
    text.push_str("mailed_date: 2023-01-09\nclaim_number: M\n");
    text.push_str("documents_reviewed:\n");
    for _ in 0..2 {
        text.push_str("  - {title: N, from: O, dates: 2022-01-03 to 2022-01-04}\n");
    }
    let mut number = 0;
    let mut party = |organization: &str| {
        number += 1;
        let mut party = format!("{{name: P, {organization}address: {ADDRESS}");
        if served == Served::Email || (served == Served::Both && number % 2 == 1) {
            party.push_str(", delivery: email, email: q@example.org");
        }
        if let Some(language) = language {
            let _ = write!(party, ", language: {language}");
        }
        party + "}"
    };
    let organization = "organization: R, ";
    let _ = writeln!(text, "employee: {}", party(""));
    if many {
        let _ = writeln!(text, "representative: {}", party(organization));
    }
    let _ = writeln!(text, "requesting_physician: {}", party(organization));
    let _ = writeln!(text, "claims_administrator: {}", party(organization));
    if many {
        let _ = writeln!(text, "copies: [{}, {}]", party(organization), party(organization));
    }
    text
}

/// An address that is not told, so that letters can be made and compared: no copy prints it.
pub(super) const ADDRESS: &str = "{street: [1 S ST, APT 2], city: T, state: CA, zip: \"95814\"}";
