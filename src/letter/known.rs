//! What a record may have beside what every determination prints, for wordings that print it.

use schemars::JsonSchema;
use serde::Serialize;

use super::mailed::{Document, Named, documents, named};
use crate::record::CaseRecord;
use crate::units::Date;

/// Facts that a template may ask for in every edition. What tells who someone is, is in no published letter.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Known {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub records_received: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub mailed_date: Option<Date>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents_reviewed: Vec<Document>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employee: Option<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub representative: Option<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requesting_physician: Option<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claims_administrator: Option<Named>,
}

impl Known {
    /// All that a record has.
    pub(super) fn of(record: &CaseRecord) -> Known {
        Known {
            claim_number: record.claim_number.as_ref().map(ToString::to_string),
            employee: record.employee.as_ref().map(named),
            representative: record.representative.as_ref().map(named),
            requesting_physician: record.requesting_physician.as_ref().map(named),
            claims_administrator: record.claims_administrator.as_ref().map(named),
            ..Known::published(record, str::to_owned)
        }
    }

    /// What of it may be published, its texts as they are then.
    pub(super) fn published(record: &CaseRecord, text: impl Fn(&str) -> String) -> Known {
        let documents = documents(record).into_iter().map(|document| Document {
            title: text(&document.title),
            from: document.from.as_deref().map(&text),
            ..document
        });
        Known {
            records_received: record.records_received.map(|day| day.0),
            mailed_date: record.mailed_date.map(|day| day.0),
            documents_reviewed: documents.collect(),
            ..Known::default()
        }
    }
}
