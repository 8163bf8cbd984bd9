//! The office that sends letters: facts that stand in `templates/office.yaml`, once for all cases.

use serde::{Deserialize, Serialize};

/// Who sends, signs and serves the letters.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Whether all of this is made up: such letters are never mailed.
    pub fictional: bool,
    /// The lines of the letterhead: name, address, telephone.
    pub letterhead: Vec<String>,
    pub medical_director: Signer,
    /// Who puts letters into the mail.
    pub server: Server,
}

impl Office {
    pub(super) fn blank() -> Office {
        let text = String::new;
        Office {
            fictional: true,
            letterhead: vec![text()],
            medical_director: Signer { name: text(), title: text() },
            server: Server {
                name: text(),
                business_address: text(),
                city: text(),
                county: text(),
                state: text(),
            },
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    pub name: String,
    pub title: String,
}

/// Who serves by mail, and from where (Code of Civil Procedure 1013a).
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Server {
    pub name: String,
    /// The business address, in one line.
    pub business_address: String,
    /// Where letters are put into the mail.
    pub city: String,
    pub county: String,
    /// Two letters; it decides how many days service by mail adds.
    pub state: String,
}
