//! Which of the papers that come from one record is meant, and all in which editions differ.

use super::part::Part;
use super::parties::parties;
use crate::diag::Sink;
use crate::privacy::{check_employee, check_public};
use crate::record::{CaseRecord, check_mailed};

/// An edition of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    /// The determination as the parties read it.
    Determination,
    /// The determination behind a cover page, a copy for each party, and the proof of their service.
    Mailed,
    /// The determination as it is published, with the phrases of `redact` taken out.
    Public,
}

impl Edition {
    pub const ALL: [Edition; 3] = [Edition::Determination, Edition::Mailed, Edition::Public];

    /// What it is called in commands.
    pub fn name(self) -> &'static str {
        match self {
            Edition::Determination => "determination",
            Edition::Mailed => "mailed",
            Edition::Public => "public",
        }
    }

    /// What its papers hold, as commands say it.
    pub fn holds(self) -> &'static str {
        match self {
            Edition::Determination => "The determination as the parties read it",
            Edition::Mailed => "An addressed copy for each party, and the proof of service",
            Edition::Public => "The determination as it is published",
        }
    }

    /// The folder of its letters below the one for all letters; none where they stand right in there.
    pub fn folder(self) -> Option<&'static str> {
        (self != Edition::Determination).then(|| self.name())
    }

    /// Whether each party gets a copy of its own, with the office's facts, and the proof of service goes with them.
    pub fn has_copies(self) -> bool {
        self == Edition::Mailed
    }

    /// Whether anybody may read it: nothing in it may identify a party, and an index lists it.
    pub fn is_published(self) -> bool {
        self == Edition::Public
    }

    /// Whether its letters are mailed, and do not change from then on. What is published can be built again: a phrase to
    /// redact may be found later.
    pub fn is_mailed(self) -> bool {
        !self.is_published()
    }

    /// Holds a record to what this edition needs beside the rules for every record.
    pub fn check(self, record: &CaseRecord, sink: &mut Sink) {
        match self {
            Edition::Determination => {}
            Edition::Mailed => check_mailed(record, sink),
            Edition::Public => {
                check_employee(record, sink);
                check_public(record, sink);
            }
        }
    }

    /// Whether a record asks for this edition: its addressed copies where it says when they are mailed and to whom, the
    /// public edition where it names someone who must not be in it.
    pub fn is_asked_for(self, record: &CaseRecord) -> bool {
        let names_parties = !parties(record).is_empty();
        match self {
            Edition::Determination => true,
            Edition::Mailed => names_parties && record.mailed_date.is_some(),
            Edition::Public => names_parties || !record.redact.is_empty(),
        }
    }

    /// The parts that a record makes in this edition.
    pub fn parts(self, record: &CaseRecord) -> Vec<Part> {
        if !self.has_copies() {
            return vec![Part::Whole];
        }
        parties(record).into_iter().map(|(_, part, _)| part).chain([Part::ProofOfService]).collect()
    }
}
