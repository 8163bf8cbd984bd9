//! A published letter in few words: what an index of them is searched by.

use serde::{Deserialize, Serialize};

use super::{Letter, LetterOutcome};
use crate::record::{Decision, Outcome, Priority};
use crate::units::Date;

/// What an index says of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    pub case_number: String,
    /// The wording.
    pub template: String,
    pub priority: Priority,
    pub date_of_injury: Date,
    pub ur_denial_date: Date,
    pub application_received: Date,
    pub date_assigned: Date,
    pub decision_date: Date,
    pub specialties: Vec<String>,
    pub licensed_in: Vec<String>,
    pub outcome: LetterOutcome,
    pub decisions: Vec<ListedItem>,
}

/// One item of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedItem {
    pub treatment: String,
    pub outcome: Outcome,
    /// The guideline sets that the reviewer's guideline names, of [`GUIDELINES`].
    pub guidelines: Vec<String>,
    pub maximus_guideline: String,
}

/// The guideline sets that decisions cite, each with the names that texts give it.
pub const GUIDELINES: [(&str, &[&str]); 3] = [
    ("MTUS", &["MTUS", "Medical Treatment Utilization Schedule"]),
    ("ODG", &["ODG", "Official Disability Guidelines"]),
    ("ACOEM", &["ACOEM", "American College of Occupational and Environmental Medicine"]),
];

impl Listing {
    pub fn of(letter: &Letter) -> Listing {
        let record = &letter.record;
        let item = |item: &Decision| {
            let maximus_guideline = item.maximus_guideline.joined();
            ListedItem {
                treatment: item.treatment.to_string(),
                outcome: item.outcome,
                guidelines: guidelines(&maximus_guideline),
                maximus_guideline,
            }
        };
        Listing {
            case_number: record.case_number.to_string(),
            template: record.template.to_string(),
            priority: record.priority,
            date_of_injury: record.date_of_injury.0,
            ur_denial_date: record.ur_denial_date.0,
            application_received: record.application_received.0,
            date_assigned: record.date_assigned.0,
            decision_date: record.decision_date.0,
            specialties: record.reviewer.specialties.iter().map(ToString::to_string).collect(),
            licensed_in: record.reviewer.licensed_in.iter().map(ToString::to_string).collect(),
            outcome: letter.outcome,
            decisions: record.decisions.iter().map(item).collect(),
        }
    }
}

/// The guideline sets that a text cites. `Non-MTUS Citation` says that the MTUS is not one of them, and so
/// does `outside of the MTUS Guidelines`.
fn guidelines(text: &str) -> Vec<String> {
    let text = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace("Non-MTUS", "")
        .replace("outside of the MTUS", "");
    let cited = GUIDELINES.iter().filter(|(_, names)| names.iter().any(|name| names_it(&text, name)));
    cited.map(|(set, _)| (*set).to_owned()).collect()
}

fn names_it(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let word = |c: char| c.is_alphanumeric();
        !text[..at].ends_with(word) && !text[at + name.len()..].starts_with(word)
    })
}

#[cfg(test)]
mod tests {
    use super::guidelines;

    #[test]
    fn guidelines_are_those_that_are_cited() {
        for (text, cited) in [
            ("Decision based on MTUS Low Back Complaints 2004.", &["MTUS"][..]),
            ("MTUS/ACOEM, and the Official Disability\nGuidelines (ODG)", &["MTUS", "ODG", "ACOEM"]),
            ("outside of the MTUS Guidelines. Decision based on Non-MTUS Citation ODG, Shoulder.", &["ODG"]),
            ("FDA label; MTUSX", &[]),
        ] {
            assert_eq!(guidelines(text), cited, "{text}");
        }
    }
}
