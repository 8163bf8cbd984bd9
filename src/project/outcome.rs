//! What is done with letters, and what became of them.

use std::path::PathBuf;

use super::known::Known;
use super::outputs::{Outputs, Prepared};
use crate::diag::{Finding, Sink};

/// What became of one record.
#[derive(Debug)]
pub struct RecordOutcome {
    pub record: PathBuf,
    pub findings: Vec<Finding>,
    pub result: BuildResult,
}

/// What became of the letter of one record; the numbers are its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuildResult {
    Built(usize),
    /// Already there, made from the same.
    Unchanged(usize),
    /// Mailed, and left as it is.
    Mailed(usize),
    NotMade,
    /// Not due yet: the record is not filled in.
    Draft,
}

/// What is done with letters.
#[derive(Clone, Copy, Debug)]
pub enum Task<'a> {
    /// All that [`Task::Build`] does, except writing.
    Check { known: &'a Known },
    Build {
        outputs: &'a Outputs,
        /// Whether letters that were edited by hand are put aside.
        force: bool,
    },
}

impl<'a> Task<'a> {
    /// The folder for letters as it was found.
    pub(super) fn known(self) -> &'a Known {
        match self {
            Task::Check { known } => known,
            Task::Build { outputs, .. } => &outputs.known,
        }
    }
}

/// What came of a record, before its letters' files are under their names.
pub(super) struct MadeRecord {
    pub record: PathBuf,
    pub sink: Sink,
    pub result: BuildResult,
    pub prepared: Prepared,
}

impl MadeRecord {
    pub fn outcome(self) -> RecordOutcome {
        RecordOutcome { record: self.record, findings: self.sink.into_findings(), result: self.result }
    }
}
