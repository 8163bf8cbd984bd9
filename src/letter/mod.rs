//! [`CaseRecord`] -> [`Letter`]: what templates see. Outcome and arithmetic, each with the source of its
//! rule; no sentences.

mod address;
mod appeal;
mod court_days;
mod edition;
mod listing;
mod mailed;
mod office;
mod postal;
mod public;
mod ticket;

use serde::{Deserialize, Serialize};

pub use address::envelope_lines;
pub use appeal::last_day_to_appeal;
pub use court_days::{court_day_from, is_court_day};
pub use edition::{Edition, Paper};
pub use listing::{GUIDELINES, ListedItem, Listing};
pub use mailed::{Mailed, Recipient, parties};
pub use office::Office;
pub use postal::is_postal_day;
pub use public::REDACTED;
pub use ticket::Ticket;

use crate::record::{CaseRecord, Decision, Eligible, Outcome, PartialAuthorization, Priority, Spanned};

/// A letter's facts under the contract's names, with what is computed from them.
#[derive(Clone, Debug, Serialize)]
pub struct Letter {
    pub case_number: String,
    pub template: String,
    pub priority: &'static str,
    pub date_of_injury: String,
    pub ur_denial_date: String,
    pub application_received: String,
    pub date_assigned: String,
    pub decision_date: String,
    pub reviewer: Reviewer,
    /// Paragraphs, an empty line between them.
    pub clinical_summary: String,
    pub decisions: Vec<Item>,
    /// The whole letter's outcome, computed from the items.
    pub outcome: LetterOutcome,
    /// The mailed letter that this one corrects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Corrected>,
    /// Of an addressed copy only: whom it is for and what its cover page says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mailed: Option<Mailed>,
}

/// A letter that was mailed and is corrected.
#[derive(Clone, Debug, Serialize)]
pub struct Corrected {
    pub mailed_date: String,
    pub reason: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Reviewer {
    pub specialties: Vec<String>,
    pub licensed_in: Vec<String>,
}

/// One disputed item or service.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    pub treatment: String,
    /// `upheld` or `overturned`, of the UR denial.
    pub outcome: &'static str,
    pub claims_administrator_guideline: String,
    pub maximus_guideline: String,
    pub rationale: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partial_authorization: Option<Authorized>,
}

/// What part of the request was authorised before the review.
#[derive(Clone, Debug, Serialize)]
pub struct Authorized {
    pub requested: String,
    pub authorized: String,
    /// `remaining` or `original`.
    pub eligible: &'static str,
}

/// The outcome of a letter as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterOutcome {
    /// Every denial is upheld: none of the items is medically necessary.
    Uphold,
    /// Every denial is overturned: all items are medically necessary.
    Overturn,
    /// Some of each.
    PartialOverturn,
}

impl LetterOutcome {
    /// The outcome that the items' outcomes come to; none where there are no items.
    pub fn of(items: impl IntoIterator<Item = Outcome>) -> Option<LetterOutcome> {
        items
            .into_iter()
            .map(|outcome| match outcome {
                Outcome::Upheld => LetterOutcome::Uphold,
                Outcome::Overturned => LetterOutcome::Overturn,
            })
            .reduce(|a, b| if a == b { a } else { LetterOutcome::PartialOverturn })
    }
}

impl Letter {
    /// A letter in which nothing is absent: its names are those that a template may use.
    pub fn complete() -> Letter {
        let text = String::new;
        Letter {
            case_number: text(),
            template: text(),
            priority: "",
            date_of_injury: text(),
            ur_denial_date: text(),
            application_received: text(),
            date_assigned: text(),
            decision_date: text(),
            reviewer: Reviewer { specialties: vec![text()], licensed_in: vec![text()] },
            clinical_summary: text(),
            decisions: vec![Item {
                treatment: text(),
                outcome: "",
                claims_administrator_guideline: text(),
                maximus_guideline: text(),
                rationale: text(),
                partial_authorization: Some(Authorized {
                    requested: text(),
                    authorized: text(),
                    eligible: "",
                }),
            }],
            outcome: LetterOutcome::Uphold,
            replaces: Some(Corrected { mailed_date: text(), reason: text() }),
            mailed: Some(Mailed::complete()),
        }
    }
}

/// Composes an edition of the letter of a record.
///
/// # Panics
/// Where the record has no items, which reading it has refused.
pub fn compose(record: &CaseRecord, paper: &Paper, office: &Office) -> Letter {
    let letter = determination(record);
    match paper.edition {
        Edition::Determination => letter,
        Edition::Public => public::redacted(letter, record),
        Edition::Mailed => Letter { mailed: mailed::mailed(record, office, paper.party), ..letter },
    }
}

fn determination(record: &CaseRecord) -> Letter {
    let outcome = LetterOutcome::of(record.decisions.iter().map(|item| item.outcome.value))
        .expect("a record has at least one item");
    Letter {
        case_number: record.case_number.to_string(),
        template: record.template.value.clone(),
        priority: match record.priority.value {
            Priority::Standard => "standard",
            Priority::Expedited => "expedited",
        },
        date_of_injury: record.date_of_injury.value.to_string(),
        ur_denial_date: record.ur_denial_date.value.to_string(),
        application_received: record.application_received.value.to_string(),
        date_assigned: record.date_assigned.value.to_string(),
        decision_date: record.decision_date.value.to_string(),
        reviewer: Reviewer {
            specialties: texts(&record.reviewer.specialties),
            licensed_in: texts(&record.reviewer.licensed_in),
        },
        clinical_summary: paragraphs(&record.clinical_summary),
        decisions: record.decisions.iter().map(item).collect(),
        outcome,
        replaces: record.replaces.as_ref().map(|replaces| Corrected {
            mailed_date: replaces.mailed_date.value.to_string(),
            reason: replaces.reason.value.clone(),
        }),
        mailed: None,
    }
}

fn item(decision: &Decision) -> Item {
    Item {
        treatment: decision.treatment.value.clone(),
        outcome: match decision.outcome.value {
            Outcome::Upheld => "upheld",
            Outcome::Overturned => "overturned",
        },
        claims_administrator_guideline: paragraphs(&decision.claims_administrator_guideline),
        maximus_guideline: paragraphs(&decision.maximus_guideline),
        rationale: paragraphs(&decision.rationale),
        partial_authorization: decision.partial_authorization.as_ref().map(authorized),
    }
}

fn authorized(partial: &PartialAuthorization) -> Authorized {
    Authorized {
        requested: partial.requested.value.clone(),
        authorized: partial.authorized.value.clone(),
        eligible: match partial.eligible.value {
            Eligible::Remaining => "remaining",
            Eligible::Original => "original",
        },
    }
}

fn paragraphs(text: &Spanned<Vec<String>>) -> String {
    text.value.join("\n\n")
}

fn texts(lines: &[Spanned<String>]) -> Vec<String> {
    lines.iter().map(|line| line.value.clone()).collect()
}
