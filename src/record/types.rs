//! The contract as types: one field for every key, under the same name.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use crate::diag::{Place, Source, Span};
use crate::units::Date;

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

/// A text of one line, white space at its ends gone, line ends inside folded to one space.
pub type Line = Spanned<String>;

/// A text of one or more paragraphs, at least one and none empty, each as [`Line`].
pub type Paragraphs = Spanned<Vec<String>>;

#[derive(Clone, Debug)]
pub struct CaseRecord {
    pub source: Arc<Source>,
    pub case_number: Spanned<CaseNumber>,
    /// The wording: a letter template's name.
    pub template: Line,
    pub priority: Spanned<Priority>,
    pub date_of_injury: Spanned<Date>,
    pub ur_denial_date: Spanned<Date>,
    pub application_received: Spanned<Date>,
    pub date_assigned: Spanned<Date>,
    pub decision_date: Spanned<Date>,
    pub mailed_date: Option<Spanned<Date>>,
    pub reviewer: Reviewer,
    pub clinical_summary: Paragraphs,
    /// At least one.
    pub decisions: Vec<Decision>,
    pub documents_reviewed: Vec<ReviewedDocument>,
    pub claim_number: Option<Line>,
    pub employee: Option<Party>,
    pub representative: Option<Party>,
    pub requesting_physician: Option<Party>,
    pub claims_administrator: Option<Party>,
    pub copies: Vec<Party>,
    pub replaces: Option<Replaces>,
}

impl CaseRecord {
    /// A place in this record.
    pub fn place(&self, span: Span) -> Place {
        Place::new(&self.source, span)
    }
}

/// `CMyy-nnnnnnn`, seven digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priority {
    Standard,
    Expedited,
}

/// Known by specialty and state only, never by name (Labor Code 4610.6(f)).
#[derive(Clone, Debug)]
pub struct Reviewer {
    /// At least one.
    pub specialties: Vec<Line>,
    /// At least one.
    pub licensed_in: Vec<Line>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Decision {
    pub treatment: Line,
    pub outcome: Spanned<Outcome>,
    pub claims_administrator_guideline: Paragraphs,
    pub maximus_guideline: Paragraphs,
    pub rationale: Paragraphs,
    pub partial_authorization: Option<PartialAuthorization>,
    pub span: Span,
}

/// What became of the UR denial of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Upheld,
    Overturned,
}

#[derive(Clone, Debug)]
pub struct PartialAuthorization {
    pub requested: Line,
    pub authorized: Line,
    pub eligible: Spanned<Eligible>,
}

/// What is left in dispute after part of a request was authorised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eligible {
    /// The treatment is what was left.
    Remaining,
    /// The whole request stays in dispute.
    Original,
}

#[derive(Clone, Debug)]
pub struct ReviewedDocument {
    pub title: Line,
    pub from: Option<Line>,
    pub dates: Option<Spanned<DateRange>>,
    pub span: Span,
}

/// One date, or a range of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    pub first: Date,
    pub last: Date,
}

#[derive(Clone, Debug)]
pub struct Party {
    pub name: Line,
    pub organization: Option<Line>,
    pub address: Address,
    /// BCP 47 language tag.
    pub language: Option<Line>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Address {
    pub street: Vec<Line>,
    pub city: Line,
    pub state: Line,
    pub zip: Line,
    pub span: Span,
}

/// This letter corrects one that was mailed.
#[derive(Clone, Debug)]
pub struct Replaces {
    pub mailed_date: Spanned<Date>,
    pub reason: Line,
    pub span: Span,
}

impl CaseRecord {
    /// The place of the first such character.
    pub fn find_char(&self, character: char) -> Option<Place> {
        let at = self.source.text().find(character)?;
        Some(self.place(Span::new(at..at + character.len_utf8())))
    }
}
