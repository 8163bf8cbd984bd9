//! One paper of an edition: what is made of a record at a time.

use super::edition::Edition;
use super::key::LetterKey;
use super::part::Part;
use crate::record::{CaseNumber, CaseRecord};

/// One paper of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    pub key: LetterKey,
    /// Whom a copy is for: a place among the record's parties.
    pub party: usize,
    /// Its template, where that is not the record's wording.
    pub template: Option<&'static str>,
}

impl Paper {
    /// The papers that a record makes in an edition.
    pub fn all_of(record: &CaseRecord, edition: Edition) -> Vec<Paper> {
        let paper = |(at, part)| {
            let key = LetterKey::new(CaseNumber::clone(&record.case_number), edition, part);
            match part {
                Part::ProofOfService => Paper { key, party: 0, template: Some("papers/proof-of-service") },
                _ => Paper { key, party: at, template: None },
            }
        };
        edition.parts(record).into_iter().enumerate().map(paper).collect()
    }
}
