//! What may stand in the folder for letters, by its path from there.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::digest::Digest;
use super::kept_names::digest_in;
use crate::letter::{FileType, LetterKey};
use crate::units::Date;

/// The folder of the print runs.
pub const RUNS: &str = "mail";
/// In a print run: its envelopes.
pub const MANIFEST: &str = "manifest.json";
/// In a print run: the folder of the copies that are e-mailed.
pub const EMAIL: &str = "email";
/// In a print run: its other files with their digests, as `sha256sum --check` reads them.
pub const SUMS: &str = "SHA256SUMS";

/// A print run: the day of mailing, and which run of that day it is, from 1. Its text names its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunName {
    pub date: Date,
    pub number: usize,
}

impl fmt::Display for RunName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        if self.number > 1 { write!(f, ".{}", self.number) } else { Ok(()) }
    }
}

impl FromStr for RunName {
    type Err = ();

    fn from_str(name: &str) -> Result<RunName, ()> {
        let (date, number) = match name.split_once('.') {
            Some((date, number)) => (date, number.parse().map_err(|_| ())?),
            None => (name, 1),
        };
        let run = RunName { date: date.parse().map_err(|_| ())?, number };
        if run.to_string() == name { Ok(run) } else { Err(()) }
    }
}

impl Serialize for RunName {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RunName {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<RunName, D::Error> {
        let name = String::deserialize(from)?;
        name.parse().map_err(|()| de::Error::custom(format!("`{name}` is no print run")))
    }
}

/// A name that the program gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    Letter(LetterKey, FileType),
    /// A file that was edited by hand, kept beside the letter that replaced it.
    Edited(LetterKey),
    /// The folder of a print run.
    Run(RunName),
    /// Something that mailed letters were made with, of this digest.
    MadeWith(Digest),
}

impl Name {
    /// What a path from the folder for letters is the name of; none where the program gives no such name.
    pub fn of(path: &str) -> Option<Name> {
        if let Some(letter) = LetterKey::of_edited_file(path) {
            return Some(Name::Edited(letter));
        }
        if let Some((RUNS, run)) = path.split_once('/') {
            return run.parse().ok().map(Name::Run);
        }
        if let Some(digest) = digest_in(path) {
            return Some(Name::MadeWith(digest));
        }
        FileType::ALL.into_iter().find_map(|file| {
            let letter = path.strip_suffix(file.ending())?.strip_suffix('.')?;
            Some(Name::Letter(letter.parse().ok()?, file))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_the_program_gives_are_names() {
        for run in ["2014-08-06", "2014-08-06.2", "2014-08-06.10"] {
            assert_eq!(run.parse::<RunName>().expect(run).to_string(), run);
            assert!(matches!(Name::of(&format!("mail/{run}")), Some(Name::Run(_))), "{run}");
        }
        for run in ["2014-08-06.1", "2014-08-06.02", "2014-08-06.", "2014-8-6", "../x", "2014-08-06/run.pdf"]
        {
            assert_eq!(run.parse::<RunName>(), Err(()), "{run}");
            assert_eq!(Name::of(&format!("mail/{run}")), None, "{run}");
        }
        assert!(matches!(Name::of("CM14-0000001.edited-1.md"), Some(Name::Edited(_))));
        assert!(matches!(Name::of("mailed/CM14-0000001/employee.pdf"), Some(Name::Letter(..))));
        for path in ["../CM14-0000001.md", "/CM14-0000001.md", "CM14-0000001", "ledger.jsonl", ""] {
            assert_eq!(Name::of(path), None, "{path}");
        }
    }
}
