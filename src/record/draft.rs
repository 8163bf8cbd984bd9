//! A record while it is read: what is known of it, whatever else is wrong.

use std::sync::Arc;

use crate::units::Date;

use super::types::*;
use crate::diag::{Finding, Place, Reported, Sink, Source, Span, codes};

/// Every field of the record that could be read.
pub(super) struct Draft {
    pub source: Arc<Source>,
    pub case_number: Option<Spanned<CaseNumber>>,
    pub template: Option<Line>,
    pub priority: Option<Spanned<Priority>>,
    pub date_of_injury: Option<Spanned<Date>>,
    pub ur_denial_date: Option<Spanned<Date>>,
    pub application_received: Option<Spanned<Date>>,
    pub date_assigned: Option<Spanned<Date>>,
    pub decision_date: Option<Spanned<Date>>,
    pub mailed_date: Option<Spanned<Date>>,
    pub reviewer: Option<Reviewer>,
    pub clinical_summary: Option<Paragraphs>,
    /// Those that could be read as a whole.
    pub decisions: Vec<Decision>,
    pub documents_reviewed: Vec<ReviewedDocument>,
    pub claim_number: Option<Line>,
    pub employee: Option<Party>,
    pub representative: Option<Party>,
    pub requesting_physician: Option<Party>,
    pub claims_administrator: Option<Party>,
    pub copies: Vec<Party>,
    pub replaces: Option<Replaces>,
    pub redact: Vec<Line>,
}

impl Draft {
    pub fn place(&self, span: Span) -> Place {
        Place::new(&self.source, span)
    }

    /// The record, unless an error was reported since `mark`.
    pub fn complete(self, mark: usize, sink: &mut Sink) -> Result<CaseRecord, Reported> {
        if let Some(reported) = sink.errors_since(mark) {
            return Err(reported);
        }
        let source = Arc::clone(&self.source);
        self.whole().ok_or_else(|| {
            // Every cause of a gap reports it; this keeps a forgotten one from passing for a record.
            sink.error(
                Finding::new(&codes::record::MISSING_FIELD, "a field of the record could not be read")
                    .at(Place::new(&source, Span::default())),
            )
        })
    }

    fn whole(self) -> Option<CaseRecord> {
        Some(CaseRecord {
            source: self.source,
            case_number: self.case_number?,
            template: self.template?,
            priority: self.priority?,
            date_of_injury: self.date_of_injury?,
            ur_denial_date: self.ur_denial_date?,
            application_received: self.application_received?,
            date_assigned: self.date_assigned?,
            decision_date: self.decision_date?,
            mailed_date: self.mailed_date,
            reviewer: self.reviewer?,
            clinical_summary: self.clinical_summary?,
            decisions: self.decisions,
            documents_reviewed: self.documents_reviewed,
            claim_number: self.claim_number,
            employee: self.employee,
            representative: self.representative,
            requesting_physician: self.requesting_physician,
            claims_administrator: self.claims_administrator,
            copies: self.copies,
            replaces: self.replaces,
            redact: self.redact,
        })
    }
}
