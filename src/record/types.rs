//! The contract as types: one field for every key, under the same name.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::{ReviewedDocument, titles_or_documents, titles_or_documents_schema};
use super::own_values::Extra;
use super::record_contract::RecordContract;
use super::text::{Line, Paragraphs};
use super::values::{CaseNumber, Day, DeliveryPoint, EmailAddress, State, TemplateName, Zip};
use crate::units::LanguageTag;
use crate::yaml::Outline;

/// One case, as a coordinator types it: the YAML file that a determination letter is made from. Its
/// fields' comments are what an editor shows.
// It is serialized as the determination prints it: what only addressed copies print, or no paper, is skipped.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Case record")]
pub struct CaseRecord {
    /// Where each field was typed.
    #[serde(skip)]
    pub outline: Outline,
    /// What it was held to.
    #[serde(skip)]
    #[schemars(skip)]
    pub contract: Arc<RecordContract>,
    /// The number of the review: CM, two digits of the year, a hyphen, seven digits. It names the letter's
    /// files. The claim number is another one, the claims administrator's.
    pub case_number: CaseNumber,
    /// The wording: the name of a letter template, such as imr-2014 or imr-2016.
    pub template: TemplateName,
    /// How fast the review must be decided: standard (30 days) or expedited (3 days).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub priority: Option<Priority>,
    /// When the employee was injured.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub date_of_injury: Option<Day>,
    /// When utilization review denied or modified the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub ur_denial_date: Option<Day>,
    /// When the application for independent medical review was received.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub application_received: Option<Day>,
    /// When the case was assigned for review.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub date_assigned: Option<Day>,
    /// When the records reached the review: the time to decide runs from that day.
    #[serde(skip_serializing)]
    pub records_received: Option<Day>,
    /// When the review was decided.
    pub decision_date: Day,
    /// When the letter goes into the mail; needed before it is mailed. The appeal's 30 days run from it.
    #[serde(skip_serializing)]
    pub mailed_date: Option<Day>,
    /// The expert reviewer, known by specialty and state only, never by name (Labor Code 4610.6(f)).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub reviewer: Option<Reviewer>,
    /// Several expert reviewers, for wordings that print them in place of `reviewer`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub reviewers: Vec<Reviewer>,
    /// What the records say about the patient, as plain text; a blank line starts a new paragraph.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub clinical_summary: Option<Paragraphs>,
    /// The disputed items, one to many, in the order printed.
    #[schemars(length(min = 1))]
    pub decisions: Vec<Decision>,
    /// The documents that the reviewer read; needed before the letter is mailed.
    #[serde(default, skip_serializing, deserialize_with = "titles_or_documents")]
    #[schemars(schema_with = "titles_or_documents_schema")]
    pub documents_reviewed: Vec<ReviewedDocument>,
    /// The claims administrator's number of the claim; needed before the letter is mailed.
    #[schemars(extend("type" = ["string", "integer"], "examples" = ["00-ABC-0123"]))]
    #[serde(skip_serializing)]
    pub claim_number: Option<Line>,
    /// The injured employee; needed before the letter is mailed.
    #[serde(skip_serializing)]
    pub employee: Option<Party>,
    /// The employee's attorney or other representative, if there is one.
    #[serde(skip_serializing)]
    pub representative: Option<Party>,
    /// The physician who asked for the treatment; needed before the letter is mailed.
    #[serde(skip_serializing)]
    pub requesting_physician: Option<Party>,
    /// The claims administrator whose decision is disputed; needed before the letter is mailed.
    #[serde(skip_serializing)]
    pub claims_administrator: Option<Party>,
    /// Anyone else who gets a copy.
    // Each copy lists who gets one.
    #[schemars(length(max = 100))]
    #[serde(default, skip_serializing)]
    pub copies: Vec<Party>,
    /// `none`, on purpose, in a record that names nobody.
    #[serde(skip_serializing)]
    pub parties: Option<Parties>,
    /// Only for a letter that corrects one that was mailed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Replaces>,
    /// Phrases in whose place the public edition shows a mark, wherever they stand in the texts as whole words,
    /// in capitals or not. Other editions print them.
    #[serde(default, skip_serializing)]
    #[schemars(example = ["Dr. Fox", "Example Spine Clinic"])]
    pub redact: Vec<Line>,
    /// What people have decided for the public edition.
    #[serde(skip_serializing)]
    pub public: Option<Public>,
    /// Fields of the organization's own, which `templates/contract.yaml` declares.
    #[serde(default)]
    #[schemars(skip)]
    pub extra: Extra,
}

/// How fast a review must be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Priority {
    /// Decided within 30 days.
    Standard,
    /// Decided within 3 days (Labor Code 4610.6(d)).
    Expedited,
}

/// The expert reviewer: specialties and licensing states, never a name (Labor Code 4610.6(f)).
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reviewer {
    /// The board certifications or specialties, at least one.
    #[schemars(length(min = 1), example = ["Family Medicine"])]
    pub specialties: Vec<Line>,
    /// The states that licensed the reviewer, at least one.
    #[schemars(length(min = 1), example = ["California"])]
    pub licensed_in: Vec<Line>,
}

/// One disputed item and its decision.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The treatment in dispute, as it is printed before the outcome.
    #[schemars(example = "Physical Therapy 2 x Week x 5 Weeks Lumbar Spine")]
    pub treatment: Line,
    /// What became of the UR denial: upheld (not medically necessary) or overturned (medically necessary).
    pub outcome: Outcome,
    /// What the claims administrator based the denial on.
    #[schemars(example = "The Claims Administrator did not cite any medical evidence for its decision.")]
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub claims_administrator_guideline: Option<Paragraphs>,
    /// What the expert reviewer based the decision on.
    #[schemars(example = "Decision based on MTUS Acupuncture Treatment 2007.")]
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub maximus_guideline: Option<Paragraphs>,
    /// Why; a blank line starts a new paragraph.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub rationale: Option<Paragraphs>,
    /// Only where part of the request was authorized before the review.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partial_authorization: Option<PartialAuthorization>,
    /// What kind of treatment it is, for statistics; no letter prints it.
    #[serde(skip_serializing)]
    pub category: Option<Category>,
}

/// What became of the UR denial of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline, extend("x-meant" = {
    "partial": DECIDE_EACH_PART, "partially overturned": DECIDE_EACH_PART, "modified": DECIDE_EACH_PART,
    "approved": OVERTURNED, "authorized": OVERTURNED, "granted": OVERTURNED, "medically necessary": OVERTURNED,
    "denied": UPHELD, "not medically necessary": UPHELD,
}))]
pub enum Outcome {
    /// The UR denial stands: the item is not medically necessary.
    Upheld,
    /// The UR denial falls: the item is medically necessary.
    Overturned,
}

const DECIDE_EACH_PART: &str =
    "decide each part as an item of its own; the letter's own outcome is computed from its items";
const OVERTURNED: &str = "did you mean `overturned`? the outcome is that of the UR denial: overturned where the treatment is necessary";
const UPHELD: &str = "did you mean `upheld`? the outcome is that of the UR denial: upheld where the treatment is not necessary";

/// What kind of treatment it is, for statistics; no letter prints it.
// The categories by which the Division of Workers' Compensation counts treatment requests in its yearly IMR reports and in
// https://www.dir.ca.gov/dwc/IMR/IMR_Updates/IMR_Updates.htm
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline, extend("x-meant" = {
    "pharmaceutical": MEDICATION, "pharmaceuticals": MEDICATION, "pharmacy": MEDICATION, "drug": MEDICATION,
    "medicine": MEDICATION, "prescription": MEDICATION,
    "physical medicine": REHABILITATION, "physical therapy": REHABILITATION, "therapy": REHABILITATION,
    "acupuncture": REHABILITATION, "chiropractic": REHABILITATION,
    "imaging": DIAGNOSTIC_TESTING, "diagnostic": DIAGNOSTIC_TESTING, "diagnostics": DIAGNOSTIC_TESTING,
    "mri": DIAGNOSTIC_TESTING, "laboratory": DIAGNOSTIC_TESTING,
    "dme": EQUIPMENT, "dmepos": EQUIPMENT, "durable medical equipment": EQUIPMENT,
    "consultation": EVALUATION, "office visit": EVALUATION, "evaluation and management": EVALUATION,
    "behavioral health": MENTAL_HEALTH, "psychotherapy": MENTAL_HEALTH, "psychology": MENTAL_HEALTH,
    "functional restoration": PROGRAM,
}))]
pub enum Category {
    /// Pharmaceuticals, also compounded and topical ones.
    Medication,
    /// Rehabilitation services: physical and occupational therapy, chiropractic care, acupuncture, massage.
    Rehabilitation,
    /// Diagnostic testing: imaging, electrodiagnostic studies, laboratory tests, sleep studies.
    DiagnosticTesting,
    /// Injections and blocks.
    Injection,
    /// Durable medical equipment, prosthetics, orthotics and supplies (DMEPOS).
    Equipment,
    /// Surgery and what goes with it, such as an assistant surgeon.
    Surgery,
    /// Evaluation and management: office visits and specialists' consultations.
    Evaluation,
    /// Behavioral and mental health services.
    MentalHealth,
    /// Programs: functional restoration, brain injury, weight loss, detoxification.
    Program,
    /// Home health services.
    HomeHealth,
    /// Anything else.
    Other,
}

const MEDICATION: &str = "did you mean `medication`?";
const REHABILITATION: &str = "did you mean `rehabilitation`?";
const DIAGNOSTIC_TESTING: &str = "did you mean `diagnostic_testing`?";
const EQUIPMENT: &str = "did you mean `equipment`?";
const EVALUATION: &str = "did you mean `evaluation`?";
const MENTAL_HEALTH: &str = "did you mean `mental_health`?";
const PROGRAM: &str = "did you mean `program`?";

/// What was asked for and what of it was authorized before the review.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartialAuthorization {
    /// The original request.
    #[schemars(example = "Physical therapy for 12 sessions")]
    pub requested: Line,
    /// The part that was authorized.
    #[schemars(example = "Physical therapy for 6 sessions")]
    pub authorized: Line,
    /// What is still in dispute: remaining or original.
    pub eligible: Eligible,
}

/// What is left in dispute after part of a request was authorized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Eligible {
    /// The treatment is what was left.
    Remaining,
    /// The whole request stays in dispute.
    Original,
}

/// Someone who gets the letter.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// The name as the letter says it.
    pub name: Line,
    /// The name on the envelope, where that is another form of it.
    pub envelope_name: Option<Line>,
    /// The firm, clinic or company.
    pub organization: Option<Line>,
    /// The organization on the envelope, where that is another form of it.
    pub envelope_organization: Option<Line>,
    /// Where the letter is mailed.
    pub address: Address,
    /// A language tag such as es; adds the plain-language summary in this language, if the template has it.
    pub language: Option<LanguageTag>,
    /// How this party's copy is set, where not as usual: large_print.
    pub format: Option<Format>,
    /// How this party is served: by mail where it is left out; email for a party that agreed to be served so.
    pub delivery: Option<Delivery>,
    /// The e-mail address of a party that is served by e-mail.
    pub email: Option<EmailAddress>,
}

impl Party {
    /// The address that the party's copy is e-mailed to; none where it is mailed on paper.
    pub fn emailed_to(&self) -> Option<&EmailAddress> {
        self.email.as_ref().filter(|_| self.delivery == Some(Delivery::Email))
    }
}

/// How a party is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline, extend("x-meant" = { "e-mail": "write `email`", "post": "write `mail`", "usps": "write `mail`" }))]
pub enum Delivery {
    /// On paper, by the Postal Service.
    Mail,
    /// By e-mail, to the address under `email`.
    Email,
}

/// How a copy is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Format {
    /// In large print.
    LargePrint,
}

/// That a record names nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Parties {
    /// There are no parties in this record.
    None,
}

/// A mailing address, in the United States unless it says in which country.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend(
    "if" = { "required": ["country"] },
    "then" = { "properties": { "state": false, "zip": false, "delivery_point": false } },
    "else" = { "required": ["state", "zip"] },
))]
pub struct Address {
    /// The delivery lines, the unit (APT 4, STE 200) at the end or on a line of its own.
    #[schemars(length(min = 1), example = ["1200 Example Ave", "APT 4"])]
    pub street: Vec<Line>,
    /// The city; abroad with what its post wants beside it, as in Toronto ON M5V 2T6.
    pub city: Line,
    /// The state as two capital letters (USPS).
    pub state: Option<State>,
    /// The ZIP code: five digits, or ZIP+4.
    #[schemars(extend("type" = ["string", "integer"]))]
    pub zip: Option<Zip>,
    /// The two digits that tell the delivery point within a ZIP+4, as address software gives them; the Intelligent Mail
    /// barcode holds them.
    #[schemars(extend("type" = ["string", "integer"]))]
    pub delivery_point: Option<DeliveryPoint>,
    /// Only of an address abroad, which is printed as typed and has neither state nor ZIP code.
    #[schemars(example = &"Canada")]
    pub country: Option<Line>,
}

/// What people have decided for the public edition.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Public {
    /// Mentions that someone has looked at and lets stand.
    #[schemars(length(min = 1))]
    pub allow: Vec<Allowed>,
}

/// A mention that may be published.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Allowed {
    /// The words as they stand in the record's text.
    #[schemars(example = &"Park")]
    pub text: Line,
    /// Why they tell nobody's name, number or address.
    #[schemars(example = "The park where the accident happened, not the person.")]
    pub reason: Line,
}

/// This letter corrects one that was mailed.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Replaces {
    /// When the letter that is replaced was mailed.
    pub mailed_date: Day,
    /// Why it is replaced, in one sentence.
    #[schemars(example = "The date of injury was misstated.")]
    pub reason: Line,
}
