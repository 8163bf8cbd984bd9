//! How a letter stands to its record and to what the program wrote.

use serde::{Serialize, Serializer};

/// The state of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LetterState {
    /// What is there is what a build would write.
    UpToDate,
    /// A build would write something else.
    Changed,
    /// Nothing of it is there.
    NeverBuilt,
    /// Its record has blanks, and no letter is due.
    Draft,
    /// The Markdown or the PDF is not what the program wrote.
    Edited,
    /// It was mailed: its files do not change any more.
    Mailed,
    /// Its record is gone.
    Orphan,
}

impl LetterState {
    /// In words, as people read it.
    pub fn words(self) -> &'static str {
        match self {
            LetterState::UpToDate => "up to date",
            LetterState::Changed => "changed",
            LetterState::NeverBuilt => "never built",
            LetterState::Draft => "draft",
            LetterState::Edited => "edited by hand",
            LetterState::Mailed => "mailed",
            LetterState::Orphan => "orphan",
        }
    }

    /// As programs read it.
    pub fn name(self) -> &'static str {
        match self {
            LetterState::UpToDate => "up-to-date",
            LetterState::Changed => "changed",
            LetterState::NeverBuilt => "never-built",
            LetterState::Draft => "draft",
            LetterState::Edited => "edited",
            LetterState::Mailed => "mailed",
            LetterState::Orphan => "orphan",
        }
    }
}

impl Serialize for LetterState {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }
}
