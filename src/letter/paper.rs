//! One paper of an edition: what is made of a record at a time.

use super::edition::Edition;
use super::key::LetterKey;
use super::part::Part;
use super::parties::parties;
use crate::record::{CaseNumber, CaseRecord};
use crate::units::Date;

/// One paper of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    pub key: LetterKey,
    /// Whom a copy is for: a place among the record's parties.
    pub party: usize,
    /// Its template, where that is not the record's wording.
    pub template: Option<&'static str>,
    /// Of a copy that is mailed because its e-mail came back, and of its proof of service: the places of all parties that
    /// are served so on that day.
    pub again: Vec<usize>,
}

/// The template of the proof of service.
const PROOF: &str = "papers/proof-of-service";

impl Paper {
    /// The papers that a record makes in an edition.
    pub fn all_of(record: &CaseRecord, edition: Edition) -> Vec<Paper> {
        let paper = |(at, part)| {
            let key = LetterKey::new(CaseNumber::clone(&record.case_number), edition, part);
            let (party, template) = match part {
                Part::ProofOfService => (0, Some(PROOF)),
                _ => (at, None),
            };
            Paper { key, party, template, again: Vec::new() }
        };
        edition.parts(record).into_iter().enumerate().map(paper).collect()
    }

    /// The copies on paper of parties whose e-mail came back, and the proof of their service, mailed on a day.
    pub fn mailed_again(record: &CaseRecord, is_served: impl Fn(Part) -> bool, mailed: Date) -> Vec<Paper> {
        let parties = parties(record).into_iter().enumerate();
        let served = parties.filter(|(_, (_, part, _))| is_served(*part));
        let served: Vec<(usize, Part)> = served.map(|(at, (_, part, _))| (at, part)).collect();
        let again: Vec<usize> = served.iter().map(|(at, _)| *at).collect();
        let Some(&first) = again.first() else { return Vec::new() };
        let paper = |(party, part)| {
            let key = LetterKey::new(CaseNumber::clone(&record.case_number), Edition::Mailed, part);
            let template = (part == Part::ProofOfService).then_some(PROOF);
            Paper { key: key.again(mailed), party, template, again: again.clone() }
        };
        served.into_iter().chain([(first, Part::ProofOfService)]).map(paper).collect()
    }
}
