//! The office that sends letters: facts that stand in `templates/office.yaml`, once for all cases.

use std::sync::{Arc, LazyLock};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diag::{Reported, Sink, Source};
use crate::yaml::Contract;

/// Who sends, signs and serves the letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Whether all of this is made up: such letters are never mailed.
    pub fictional: bool,
    /// The lines of the letterhead: name, address, telephone.
    pub letterhead: Vec<String>,
    /// Where the office answers questions about a letter.
    pub telephone: String,
    /// Where the Division of Workers' Compensation answers questions about rights.
    pub information_and_assistance: InformationAndAssistance,
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

/// The Division's Information and Assistance unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InformationAndAssistance {
    pub telephone: String,
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
    /// Two letters.
    pub state: String,
}

static CONTRACT: LazyLock<Contract<Office>> = LazyLock::new(|| Contract::new("the office", &[]));

/// Reads `office.yaml`.
///
/// # Errors
/// Whatever in it is not an office, each at its place.
pub fn read_office(source: &Arc<Source>, sink: &mut Sink) -> Result<Office, Reported> {
    CONTRACT.read(source, sink)
}
