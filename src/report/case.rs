//! What is counted of one case.

use std::collections::BTreeSet;

use crate::letter::LetterOutcome;
use crate::record::{CaseRecord, Category, Outcome, Priority};

/// How far a letter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Mailed,
    /// It corrects a letter that was mailed, and was not mailed itself.
    Correction,
    /// Its determination was built.
    Built,
    NotBuilt,
}

impl State {
    pub const ALL: [State; 4] = [State::Mailed, State::Correction, State::Built, State::NotBuilt];

    pub fn name(self) -> &'static str {
        match self {
            State::Mailed => "mailed",
            State::Correction => "correction not mailed",
            State::Built => "built",
            State::NotBuilt => "not built",
        }
    }
}

/// One case as a report counts it.
#[derive(Clone, Debug)]
pub struct CountedCase {
    pub state: State,
    pub outcome: LetterOutcome,
    pub priority: Option<Priority>,
    /// Days from assignment to decision; none where the record has no day of assignment.
    pub days: Option<i32>,
    /// Each specialty of its reviewers once.
    pub specialties: BTreeSet<String>,
    pub items: Vec<(Option<Category>, Outcome)>,
    /// Pages of its determination as it was built last.
    pub determination: Option<usize>,
    /// Pages of each copy that was mailed on paper.
    pub copies: Vec<usize>,
}

impl CountedCase {
    /// What a record says; pages are added by who knows what was built and mailed.
    ///
    /// # Panics
    /// Where the record has no items, which reading it has refused.
    pub fn of(record: &CaseRecord, state: State) -> CountedCase {
        let outcome = LetterOutcome::of(record.decisions.iter().map(|item| item.outcome));
        let reviewers = record.reviewer.iter().chain(&record.reviewers);
        let specialties = reviewers.flat_map(|reviewer| &reviewer.specialties);
        let days = record.date_assigned.map(|assigned| (record.decision_date.0 - assigned.0).get_days());
        CountedCase {
            state,
            outcome: outcome.expect("a record has at least one item"),
            priority: record.priority,
            days,
            specialties: specialties.map(ToString::to_string).collect(),
            items: record.decisions.iter().map(|item| (item.category, item.outcome)).collect(),
            determination: None,
            copies: Vec::new(),
        }
    }
}
