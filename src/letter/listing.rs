//! A published letter in few words: what an index of them is searched by.

use serde::{Deserialize, Serialize};

use super::{Letter, LetterOutcome};
use crate::record::{Decision, Line, Outcome, Paragraphs, Priority, Reviewer};
use crate::units::Date;

/// What an index says of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    pub case_number: String,
    /// The wording.
    pub template: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_of_injury: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ur_denial_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_received: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_assigned: Option<Date>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximus_guideline: Option<String>,
}

/// The guideline sets that decisions cite, each with the names that texts give it.
pub const GUIDELINES: [(&str, &[&str]); 3] = [
    ("MTUS", &["MTUS", "Medical Treatment Utilization Schedule"]),
    ("ODG", &["ODG", "Official Disability Guidelines"]),
    ("ACOEM", &["ACOEM", "American College of Occupational and Environmental Medicine"]),
];

impl Listing {
    /// All its texts; its dates and choices aside.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let of_items = self.decisions.iter().flat_map(|item| {
            let guidelines = item.guidelines.iter().map(String::as_str);
            guidelines.chain([item.treatment.as_str()]).chain(item.maximus_guideline.as_deref())
        });
        let own = [self.case_number.as_str(), self.template.as_str()];
        let lists = self.specialties.iter().chain(&self.licensed_in).map(String::as_str);
        own.into_iter().chain(lists).chain(of_items)
    }

    pub fn of(letter: &Letter) -> Listing {
        let record = &letter.record;
        let item = |item: &Decision| {
            let maximus_guideline = item.maximus_guideline.as_ref().map(Paragraphs::joined);
            ListedItem {
                treatment: item.treatment.to_string(),
                outcome: item.outcome,
                guidelines: guidelines(maximus_guideline.as_deref().unwrap_or_default()),
                maximus_guideline,
            }
        };
        // Of several reviewers, each thing once.
        let of_reviewers = |of: fn(&Reviewer) -> &Vec<Line>| {
            let mut all: Vec<String> = Vec::new();
            for text in record.reviewer.iter().chain(&record.reviewers).flat_map(of) {
                if !all.contains(&text.to_string()) {
                    all.push(text.to_string());
                }
            }
            all
        };
        Listing {
            case_number: record.case_number.to_string(),
            template: record.template.to_string(),
            priority: record.priority,
            date_of_injury: record.date_of_injury.map(|day| day.0),
            ur_denial_date: record.ur_denial_date.map(|day| day.0),
            application_received: record.application_received.map(|day| day.0),
            date_assigned: record.date_assigned.map(|day| day.0),
            decision_date: record.decision_date.0,
            specialties: of_reviewers(|reviewer| &reviewer.specialties),
            licensed_in: of_reviewers(|reviewer| &reviewer.licensed_in),
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
