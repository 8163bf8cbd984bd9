//! The office that sends letters: facts that stand in `templates/office.yaml`, once for all cases.

use std::sync::{Arc, LazyLock};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::mailer::{self, Mailer};
use crate::diag::{Reported, Sink, Source};
use crate::record::EmailAddress;
use crate::units::Pt;
use crate::yaml::{Contract, Node, Outline, for_editors, full_schema_of};

/// Who sends, signs and serves the letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Whether all of this is made up: such letters are never mailed. Facts that are still the sample's are made up
    /// whatever stands here.
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
    /// How many sheets are folded into one envelope; a copy of more lies unfolded in a flat.
    #[serde(default = "sheets_per_envelope", skip_serializing)]
    #[schemars(range(min = 1, max = 99))]
    pub sheets_per_envelope: usize,
    /// The mailer of the Intelligent Mail barcode below each address; left out where none is printed.
    #[serde(default, skip_serializing)]
    pub intelligent_mail: Option<Mailer>,
    /// The logo above the letterhead; left out where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<Logo>,
    /// The keys of facts that its file leaves as they are in the sample.
    #[serde(skip)]
    #[schemars(skip)]
    left: Vec<String>,
}

/// What an office of before this setting printed with, and most #10 envelopes take.
fn sheets_per_envelope() -> usize {
    6
}

/// A measure that is good for any office, and no fact of a made-up one.
const SHEETS: &str = "sheets_per_envelope";
/// The key of [`Server::email`].
const SERVER_EMAIL: &str = "server.email";

impl Office {
    /// The keys of the facts that are still those of a made-up office: those that its file leaves out, and of those
    /// that it says again the ones that belong to no office, as they name an example or a number of zeros.
    pub fn facts_of(&self, sample: &Office) -> Vec<String> {
        let of_sample: Vec<&str> = sample.facts().into_iter().map(|(_, text)| text).collect();
        let nobodys = |text: &str| text.contains("Example") || text.contains("000");
        let facts = self.facts().into_iter().filter(|(_, text)| nobodys(text) && of_sample.contains(text));
        let mut keys: Vec<String> = facts.map(|(key, _)| key.to_owned()).collect();
        keys.dedup();
        // Who serves nobody by e-mail needs no address for it.
        let left = self
            .left
            .iter()
            .filter(|key| !keys.contains(key) && ![SERVER_EMAIL, SHEETS].contains(&key.as_str()));
        let left: Vec<_> = left.cloned().collect();
        keys.extend(left);
        keys
    }

    /// Whether it gives no address of its own from which copies are e-mailed.
    pub fn leaves_out_email(&self) -> bool {
        self.server.email.is_none() || self.left.iter().any(|key| key == SERVER_EMAIL)
    }

    /// The same office with a logo where it has none, and without one where it has.
    pub fn other_logo(&self) -> Office {
        let logo = Logo { file: String::new(), alternative_text: "Logo".to_owned(), height: Pt::ZERO };
        Office { logo: Some(logo).filter(|_| self.logo.is_none()), ..self.clone() }
    }

    /// Its facts as texts, each with its key.
    pub fn facts(&self) -> Vec<(&'static str, &str)> {
        let letterhead = self.letterhead.iter().map(|line| ("letterhead", line.as_str()));
        let others = [
            ("telephone", &self.telephone),
            ("information_and_assistance.telephone", &self.information_and_assistance.telephone),
            ("medical_director.name", &self.medical_director.name),
            ("server.name", &self.server.name),
            ("server.business_address", &self.server.business_address),
        ];
        let own = self.server.email.iter().filter(|_| !self.leaves_out_email());
        let email = own.map(|email| (SERVER_EMAIL, email.as_str()));
        letterhead.chain(others.map(|(key, text)| (key, text.as_str()))).chain(email).collect()
    }
}

/// The picture above the letterhead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Logo {
    /// A PNG or SVG file beside this one.
    #[serde(skip_serializing)]
    pub file: String,
    /// What it says to those who do not see it.
    pub alternative_text: String,
    /// How high it is printed, in points.
    #[serde(skip_serializing)]
    pub height: Pt,
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

/// Who serves, and from where (Code of Civil Procedure 1013a).
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
    /// The address that copies are e-mailed from; needed where a party is served by e-mail (8 CCR 10625).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
}

static CONTRACT: LazyLock<Contract<Office>> =
    LazyLock::new(|| Contract::new("the office", mailer::FORMS).in_either_spelling());

/// The JSON Schema of `office.yaml`.
pub fn office_schema() -> Value {
    for_editors(full_schema_of::<Office>())
}

/// Reads `office.yaml`.
///
/// # Errors
/// Whatever in it is not an office, each at its place.
pub fn read_office(source: &Arc<Source>, sink: &mut Sink) -> Result<Office, Reported> {
    CONTRACT.read(source, sink)
}

/// Reads an `office.yaml` that may hold only what differs from the sample.
///
/// # Errors
/// Whatever in it is not of an office, each at its place.
pub fn read_office_over(
    source: &Arc<Source>,
    sample: &Arc<Source>,
    sink: &mut Sink,
) -> Result<Office, Reported> {
    let own = CONTRACT.outline(source, sink)?;
    let office = CONTRACT.read_over(&own, sample, sink)?;
    let mut left = Vec::new();
    left_out(&own, CONTRACT.outline(sample, sink)?.root(), "", &mut left);
    Ok(Office { left, ..office })
}

/// Adds the keys of the sample's values that a file does not have.
fn left_out(own: &Outline, sample: &Node, path: &str, left: &mut Vec<String>) {
    for entry in sample.entries() {
        let path = if path.is_empty() { entry.key.clone() } else { format!("{path}/{}", entry.key) };
        if !entry.value.entries().is_empty() {
            left_out(own, &entry.value, &path, left);
        } else if own.get(&path).is_none() {
            left.push(path.replace('/', "."));
        }
    }
}
