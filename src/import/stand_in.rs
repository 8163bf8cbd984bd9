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
