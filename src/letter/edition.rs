//! Which of the papers that come from one record is meant.

use super::parties::parties;
use crate::record::CaseRecord;

/// An edition of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// The determination as the parties read it.
    Determination,
    /// The determination behind a cover page, a copy for each party, and the proof of their service.
    Mailed,
    /// The determination as it is published, with the phrases of `redact` taken out.
    Public,
}

/// One paper of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    pub edition: Edition,
    /// Its files below the folder for all letters, without their endings.
    pub name: String,
    /// Whom a copy is for: a place among the record's parties.
    pub party: usize,
    /// Its template, where that is not the record's wording.
    pub template: Option<&'static str>,
}

/// The file of the paper that says to whom copies were mailed.
const PROOF: &str = "proof-of-service";

impl Edition {
    pub const ALL: [Edition; 3] = [Edition::Determination, Edition::Mailed, Edition::Public];

    /// The folder of its letters below the one for all letters; none where they stand right in there.
    pub fn folder(self) -> Option<&'static str> {
        match self {
            Edition::Determination => None,
            Edition::Mailed => Some("mailed"),
            Edition::Public => Some("public"),
        }
    }

    /// A letter's files below the folder for all letters, without their endings; of the mailed edition the
    /// folder of its copies.
    pub fn letter(self, case_number: &str) -> String {
        match self.folder() {
            None => case_number.to_owned(),
            Some(folder) => format!("{folder}/{case_number}"),
        }
    }

    /// Whether a paper of this name is of this edition of the case.
    pub fn has(self, case_number: &str, name: &str) -> bool {
        let of = self.letter(case_number);
        match self {
            Edition::Mailed => name.strip_prefix(&of).is_some_and(|rest| rest.starts_with('/')),
            Edition::Determination | Edition::Public => name == of,
        }
    }

    /// The papers that a record makes in this edition.
    pub fn papers(self, record: &CaseRecord) -> Vec<Paper> {
        let name = self.letter(record.case_number.as_str());
        let paper = |name, party, template| Paper { edition: self, name, party, template };
        match self {
            Edition::Determination | Edition::Public => vec![paper(name, 0, None)],
            Edition::Mailed => {
                let copies = parties(record).into_iter().enumerate();
                let copies = copies.map(|(at, (_, file, _))| paper(format!("{name}/{file}"), at, None));
                let proof = paper(format!("{name}/{PROOF}"), 0, Some("papers/proof-of-service"));
                copies.chain([proof]).collect()
            }
        }
    }

    /// The edition of a letter that [`Edition::letter`] named.
    pub fn of(letter: &str) -> Edition {
        let folder = letter.split_once('/').map(|(folder, _)| folder);
        Edition::ALL.into_iter().find(|edition| edition.folder() == folder).unwrap_or(Edition::Determination)
    }
}
