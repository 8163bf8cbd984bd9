//! Which of the papers that come from one record is meant.

/// An edition of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// The determination as the parties read it.
    Determination,
    /// The determination as it is published, with the phrases of `redact` taken out.
    Public,
}

impl Edition {
    pub const ALL: [Edition; 2] = [Edition::Determination, Edition::Public];

    /// The folder of its letters below the one for all letters; none where they stand right in there.
    pub fn folder(self) -> Option<&'static str> {
        match self {
            Edition::Determination => None,
            Edition::Public => Some("public"),
        }
    }

    /// A letter's files below the folder for all letters, without their endings.
    pub fn letter(self, case_number: &str) -> String {
        match self.folder() {
            None => case_number.to_owned(),
            Some(folder) => format!("{folder}/{case_number}"),
        }
    }
    /// The edition of a letter that [`Edition::letter`] named.
    pub fn of(letter: &str) -> Edition {
        let folder = letter.split_once('/').map(|(folder, _)| folder);
        Edition::ALL.into_iter().find(|edition| edition.folder() == folder).unwrap_or(Edition::Determination)
    }
}
