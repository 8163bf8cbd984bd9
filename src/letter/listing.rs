//! A published letter in few words: what an index of them is searched by.

use serde::{Deserialize, Serialize};

use super::{Letter, LetterOutcome};

/// What an index says of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    pub case_number: String,
    /// The wording.
    pub template: String,
    pub priority: String,
    pub date_of_injury: String,
    pub ur_denial_date: String,
    pub application_received: String,
    pub date_assigned: String,
    pub decision_date: String,
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
    /// `upheld` or `overturned`, of the UR denial.
    pub outcome: String,
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
        let item = |item: &super::Item| ListedItem {
            treatment: item.treatment.clone(),
            outcome: item.outcome.to_owned(),
            guidelines: guidelines(&item.maximus_guideline),
            maximus_guideline: item.maximus_guideline.clone(),
        };
        Listing {
            case_number: letter.case_number.clone(),
            template: letter.template.clone(),
            priority: letter.priority.to_owned(),
            date_of_injury: letter.date_of_injury.clone(),
            ur_denial_date: letter.ur_denial_date.clone(),
            application_received: letter.application_received.clone(),
            date_assigned: letter.date_assigned.clone(),
            decision_date: letter.decision_date.clone(),
            specialties: letter.reviewer.specialties.clone(),
            licensed_in: letter.reviewer.licensed_in.clone(),
            outcome: letter.outcome,
            decisions: letter.decisions.iter().map(item).collect(),
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
