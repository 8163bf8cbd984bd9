//! The contract as types: one field for every key, under the same name.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use crate::units::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

use crate::diag::{Place, Source, Span};
use crate::yaml::locate;

/// A value and where it stands in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Serialize> Serialize for Spanned<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(to)
    }
}

/// A text of one line, white space at its ends gone, line ends inside folded to one space.
pub type Line = Spanned<String>;

/// A text of one or more paragraphs, at least one and none empty, each as [`Line`].
pub type Paragraphs = Spanned<Vec<String>>;

/// One case, as a coordinator types it: the YAML file that a determination letter is made from. Its
/// fields' comments are what an editor shows.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "Case record")]
pub struct CaseRecord {
    #[serde(skip)]
    pub source: Arc<Source>,
    /// The number of the review: CM, two digits of the year, a hyphen, seven digits. It names the letter's
    /// files. The claim number is another one, the claims administrator's.
    pub case_number: Spanned<CaseNumber>,
    /// The wording: the name of a letter template, such as imr-2014 or imr-2016.
    #[schemars(extend("pattern" = "^[a-z0-9-]+$", "examples" = ["imr-2014", "imr-2016"]))]
    pub template: Line,
    /// How fast the review must be decided: standard (30 days) or expedited (3 days).
    pub priority: Spanned<Priority>,
    /// When the employee was injured.
    pub date_of_injury: Spanned<Date>,
    /// When utilization review denied or modified the request.
    pub ur_denial_date: Spanned<Date>,
    /// When the application for independent medical review was received.
    pub application_received: Spanned<Date>,
    /// When the case was assigned for review.
    pub date_assigned: Spanned<Date>,
    /// When the review was decided.
    pub decision_date: Spanned<Date>,
    /// When the letter goes into the mail; needed before it is mailed. The appeal's 30 days run from it.
    #[serde(skip_serializing)]
    pub mailed_date: Option<Spanned<Date>>,
    /// The expert reviewer, known by specialty and state only, never by name (Labor Code 4610.6(f)).
    pub reviewer: Reviewer,
    /// What the records say about the patient, as plain text; a blank line starts a new paragraph.
    #[serde(serialize_with = "joined")]
    pub clinical_summary: Paragraphs,
    /// The disputed items, one to many, in the order printed.
    #[schemars(length(min = 1))]
    pub decisions: Vec<Decision>,
    /// The documents that the reviewer read; needed before the letter is mailed.
    #[serde(skip_serializing)]
    #[schemars(default)]
    pub documents_reviewed: Vec<ReviewedDocument>,
    /// The claims administrator's number of the claim; needed before the letter is mailed.
    #[serde(skip_serializing)]
    #[schemars(extend("type" = ["string", "integer"], "examples" = ["00-ABC-0123"]))]
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
    #[serde(skip_serializing)]
    #[schemars(default)]
    pub copies: Vec<Party>,
    /// Only for a letter that corrects one that was mailed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Replaces>,
    /// Phrases in whose place the public edition shows a mark, wherever they stand in the texts as whole words,
    /// in capitals or not. Other editions print them.
    #[serde(skip_serializing)]
    #[schemars(default, example = ["Dr. Fox", "Example Spine Clinic"])]
    pub redact: Vec<Line>,
}

impl CaseRecord {
    /// A place in this record.
    pub fn place(&self, span: Span) -> Place {
        Place::new(&self.source, span)
    }

    /// Where a character was typed first in a text that is printed; meant for findings, not for speed.
    pub fn find_char(&self, wanted: char) -> Option<Place> {
        self.texts().iter().find_map(|text| {
            let at = text.value.find(wanted)?;
            Some(self.place(locate(self.source.text(), text.span, &text.value, at)))
        })
    }

    /// Every text of the record, in the order of the contract; paragraphs are parted by a blank line.
    pub fn texts(&self) -> Vec<Spanned<Cow<'_, str>>> {
        let mut texts = vec![line(&self.template)];
        texts.extend(self.reviewer.specialties.iter().chain(&self.reviewer.licensed_in).map(line));
        texts.push(paragraphs(&self.clinical_summary));
        for decision in &self.decisions {
            if let Some(part) = &decision.partial_authorization {
                texts.extend([line(&part.requested), line(&part.authorized)]);
            }
            texts.push(line(&decision.treatment));
            texts.push(paragraphs(&decision.claims_administrator_guideline));
            texts.push(paragraphs(&decision.maximus_guideline));
            texts.push(paragraphs(&decision.rationale));
        }
        for document in &self.documents_reviewed {
            texts.push(line(&document.title));
            texts.extend(document.from.iter().map(line));
        }
        texts.extend(self.claim_number.iter().map(line));
        let parties =
            [&self.employee, &self.representative, &self.requesting_physician, &self.claims_administrator];
        for party in parties.into_iter().flatten().chain(&self.copies) {
            texts.push(line(&party.name));
            texts.extend(party.organization.iter().map(line));
            texts.extend(party.address.street.iter().map(line));
            texts.extend([&party.address.city, &party.address.state, &party.address.zip].map(line));
        }
        texts.extend(self.replaces.iter().map(|replaces| line(&replaces.reason)));
        texts
    }
}

/// One text, its paragraphs parted by an empty line.
fn joined<S: Serializer>(text: &Paragraphs, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&text.value.join("\n\n"))
}

fn line(line: &Line) -> Spanned<Cow<'_, str>> {
    Spanned { value: Cow::Borrowed(&line.value), span: line.span }
}

fn paragraphs(text: &Paragraphs) -> Spanned<Cow<'_, str>> {
    Spanned { value: Cow::Owned(text.value.join("\n\n")), span: text.span }
}

/// `CMyy-nnnnnnn`, seven digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct CaseNumber(pub(super) String);

impl CaseNumber {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How fast a review must be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Priority {
    /// Decided within 30 days.
    Standard,
    /// Decided within 3 days (Labor Code 4610.6(d)).
    Expedited,
}

/// The expert reviewer: specialties and licensing states, never a name (Labor Code 4610.6(f)).
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Reviewer {
    /// The board certifications or specialties, at least one.
    #[schemars(length(min = 1), example = ["Family Medicine"])]
    pub specialties: Vec<Line>,
    /// The states that licensed the reviewer, at least one.
    #[schemars(length(min = 1), example = ["California"])]
    pub licensed_in: Vec<Line>,
    #[serde(skip)]
    pub span: Span,
}

/// One disputed item and its decision.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Decision {
    /// The treatment in dispute, as it is printed before the outcome.
    #[schemars(example = "Physical Therapy 2 x Week x 5 Weeks Lumbar Spine")]
    pub treatment: Line,
    /// What became of the UR denial: upheld (not medically necessary) or overturned (medically necessary).
    pub outcome: Spanned<Outcome>,
    /// What the claims administrator based the denial on.
    #[schemars(example = "The Claims Administrator did not cite any medical evidence for its decision.")]
    #[serde(serialize_with = "joined")]
    pub claims_administrator_guideline: Paragraphs,
    /// What the expert reviewer based the decision on.
    #[schemars(example = "Decision based on MTUS Acupuncture Treatment 2007.")]
    #[serde(serialize_with = "joined")]
    pub maximus_guideline: Paragraphs,
    /// Why; a blank line starts a new paragraph.
    #[serde(serialize_with = "joined")]
    pub rationale: Paragraphs,
    /// Only where part of the request was authorised before the review.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partial_authorization: Option<PartialAuthorization>,
    #[serde(skip)]
    pub span: Span,
}

/// What became of the UR denial of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Outcome {
    /// The UR denial stands: the item is not medically necessary.
    Upheld,
    /// The UR denial falls: the item is medically necessary.
    Overturned,
}

/// What was asked for and what of it was authorised before the review.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PartialAuthorization {
    /// The original request.
    #[schemars(example = "Physical therapy for 12 sessions")]
    pub requested: Line,
    /// The part that was authorised.
    #[schemars(example = "Physical therapy for 6 sessions")]
    pub authorized: Line,
    /// What is still in dispute: remaining or original.
    pub eligible: Spanned<Eligible>,
}

/// What is left in dispute after part of a request was authorised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Eligible {
    /// The treatment is what was left.
    Remaining,
    /// The whole request stays in dispute.
    Original,
}

/// A document, or a kind of them, that the reviewer read.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ReviewedDocument {
    /// What it is.
    #[schemars(example = "Progress reports")]
    pub title: Line,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = "Example Spine Clinic")]
    pub from: Option<Line>,
    /// One date, or the first and the last: 2013-03-09 to 2013-06-18.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<Spanned<DateRange>>,
    #[serde(skip)]
    pub span: Span,
}

/// One date, or a range of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DateRange {
    pub first: Date,
    pub last: Date,
}

/// Someone who gets the letter.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Party {
    /// The name as it stands on the envelope.
    pub name: Line,
    /// The firm, clinic or company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<Line>,
    /// Where the letter is mailed.
    pub address: Address,
    /// A language tag such as es; adds the plain-language summary in this language, if the template has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("pattern" = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "examples" = ["es"]))]
    pub language: Option<Line>,
    #[serde(skip)]
    pub span: Span,
}

/// A mailing address in the United States.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Address {
    /// The delivery lines, the unit (APT 4, STE 200) at the end or on a line of its own.
    #[schemars(length(min = 1), example = ["1200 Example Ave", "APT 4"])]
    pub street: Vec<Line>,
    /// The city.
    pub city: Line,
    /// The state as two capital letters (USPS).
    #[schemars(extend("pattern" = "^[A-Z]{2}$", "examples" = ["CA"]))]
    pub state: Line,
    /// The ZIP code: five digits, or ZIP+4.
    #[schemars(extend("type" = ["string", "integer"], "pattern" = "^[0-9]{5}(-[0-9]{4})?$", "examples" = ["95814-0000"]))]
    pub zip: Line,
    #[serde(skip)]
    pub span: Span,
}

/// This letter corrects one that was mailed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Replaces {
    /// When the letter that is replaced was mailed.
    pub mailed_date: Spanned<Date>,
    /// Why it is replaced, in one sentence.
    #[schemars(example = "The date of injury was misstated.")]
    pub reason: Line,
    #[serde(skip)]
    pub span: Span,
}
