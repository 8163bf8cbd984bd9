//! The journal: what a run is about to change, written before it changes anything.
//!
//! **Protocol.** A change names files that were staged (written whole in a folder `.imr-…` inside the one for letters) and
//! the names they are about to get, files that are about to go, and the rows that the ledger gets. Its line is written
//! to `.journal.jsonl` before the first of its files gets its name; for letters that are mailed both the files and the
//! line are synced first. From then on it can only be completed:
//!
//! - killed before the line is whole, nothing has changed: the staged files are removed, the change is **taken back**;
//! - killed after it, every file is there, staged or under its name: the next run that writes **completes** it.
//!
//! A run that ends well writes register, ledger and index from the rows and empties the journal. Until then whoever
//! reads the folder adds the rows of complete changes to those of the ledger, so a mailed letter is known as mailed from
//! the moment at which its line is whole. Whatever must happen together (all copies of a print run with the run's
//! folder) is one change.

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use super::digest::Digest;
use super::findings;
use super::names::Name;
use super::read::read_if_there;
use super::row::Row;
use super::write::{UNFINISHED, folder_of, make_inside, no_link_inside};
use crate::diag::Finding;
use crate::letter::LetterKey;

/// Empty while nobody writes to the folder, and locked while somebody does.
pub const JOURNAL: &str = ".journal.jsonl";

/// A staged file or folder gets its name. Paths are those from the folder for letters.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    pub from: String,
    pub to: String,
    /// Of a file; none of a folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Digest>,
}

/// What happens together or not at all.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// In this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Move>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removes: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Row>,
    /// Letters of which the ledger has no row any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forgets: Vec<LetterKey>,
}

impl Change {
    /// Whether it notes that a letter was mailed.
    pub fn mails(&self) -> bool {
        self.rows.iter().any(|row| row.mailed.is_some())
    }

    /// Whether it names nothing but what the program names, and leads nowhere else.
    fn is_sound(&self) -> bool {
        let staged = |path: &str| {
            let mut steps = Path::new(path).components();
            path.starts_with(UNFINISHED) && steps.all(|step| matches!(step, Component::Normal(_)))
        };
        let moved = |to: &Move| match Name::of(&to.to) {
            Some(Name::Run(_)) => to.sha256.is_none(),
            Some(Name::MadeWith(digest)) => to.sha256 == Some(digest),
            Some(_) => to.sha256.is_some(),
            None => false,
        };
        self.moves.iter().all(|each| staged(&each.from) && moved(each))
            && self.removes.iter().all(|name| matches!(Name::of(name), Some(Name::Letter(..))))
    }

    /// Whether all of it can still happen, or has: every file is there, staged or under its name.
    ///
    /// # Errors
    /// Where a file cannot be read.
    fn is_complete(&self, folder: &Path) -> Result<bool, Finding> {
        for each in &self.moves {
            let (from, to) = (folder.join(&each.from), folder.join(&each.to));
            let there = match each.sha256 {
                Some(digest) => {
                    let is = |path: &Path| {
                        Ok(read_if_there(path)?.is_some_and(|bytes| Digest::of(&bytes) == digest))
                    };
                    is(&to)? || is(&from)?
                }
                None => to.is_dir() || from.is_dir(),
            };
            if !there {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Gives every staged file its name and removes what goes; what was done already stays done.
    ///
    /// # Errors
    /// Where a file cannot get its name or cannot be removed.
    pub fn complete(&self, folder: &Path) -> Result<(), Finding> {
        for each in &self.moves {
            let (from, to) = (folder.join(&each.from), folder.join(&each.to));
            if from.symlink_metadata().is_ok() {
                make_inside(folder, folder_of(&to))?;
                fs::rename(&from, &to).map_err(|error| findings::cannot_write(&to, &error))?;
            }
        }
        self.remove(folder)
    }

    /// Removes what goes.
    ///
    /// # Errors
    /// Where a file cannot be removed, or a link on the way to it leads elsewhere.
    pub fn remove(&self, folder: &Path) -> Result<(), Finding> {
        for name in &self.removes {
            let path = folder.join(name);
            no_link_inside(folder, folder_of(&path))?;
            match fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(findings::cannot_write(&path, &error));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// What a killed run left in the journal.
#[derive(Debug, Default)]
pub struct Journal {
    /// Changes of which every file is there, in their order.
    pub complete: Vec<Change>,
    /// Changes that were not begun: some file of theirs is not there.
    pub taken_back: Vec<Change>,
    /// Lines, from 1, that are whole and yet no change.
    pub damaged: Vec<usize>,
}

impl Journal {
    /// Reads the lines of a journal. The last may be half written: it then has no line end, and nothing of it was done.
    ///
    /// # Errors
    /// Where a file that a change names cannot be read.
    pub fn read(bytes: &[u8], folder: &Path) -> Result<Journal, Finding> {
        let mut journal = Journal::default();
        for (number, line) in (1..).zip(bytes.split_inclusive(|&byte| byte == b'\n')) {
            let Some(line) = line.strip_suffix(b"\n") else { break };
            if line.is_empty() {
                continue;
            }
            let Some(change) = serde_json::from_slice::<Change>(line).ok().filter(Change::is_sound) else {
                journal.damaged.push(number);
                continue;
            };
            match change.is_complete(folder)? {
                true => journal.complete.push(change),
                false => journal.taken_back.push(change),
            }
        }
        Ok(journal)
    }
}
