//! The office that sends letters: facts that stand in `templates/office.yaml`, once for all cases.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who sends, signs and serves the letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    pub name: String,
    pub title: String,
}

/// Who serves by mail, and from where (Code of Civil Procedure 1013a).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
