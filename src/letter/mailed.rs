//! What the addressed copies of a letter say besides the determination.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::address::envelope_lines;
use super::appeal::appeals;
use super::mailer::Routing;
use super::office::Office;
use super::paper::Paper;
use super::parties::parties;
use crate::law::{self, NotKnown};
use crate::record::{CaseRecord, Day, Format, Party, missing_for_mailing};
use crate::units::Date;

/// Facts of the mailing, and of one copy of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Mailed {
    #[schemars(with = "String")]
    pub mailed_date: Date,
    /// This and the parties are absent only where the wording does without them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employee: Option<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requesting_physician: Option<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claims_administrator: Option<Named>,
    pub documents_reviewed: Vec<Document>,
    /// Whom this copy is for.
    pub recipient: Recipient,
    /// All who are served with this copy, in the order of the record: everyone, or those whose e-mail came back.
    pub recipients: Vec<Recipient>,
    /// All who get a copy, in the order of the record.
    pub copies_to: Vec<Named>,
    /// Of a copy that is mailed because its e-mail came back: the day of the e-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub emailed_date: Option<Date>,
    /// Whether any copy is mailed on paper.
    pub by_mail: bool,
    /// Whether any copy is e-mailed.
    pub by_email: bool,
    pub office: Office,
    /// The numbers of the law on the day of mailing; none where the wording is of letters that it is not about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub law: Option<Law>,
}

/// Numbers of the law, under the names that `imr explain` knows.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Law {
    pub days_to_appeal: i64,
    pub working_days_to_authorize: i64,
    pub days_to_reimburse: i64,
}

impl Law {
    fn on(day: Date) -> Result<Law, NotKnown> {
        Ok(Law {
            days_to_appeal: law::DAYS_TO_APPEAL.on(day)?.value,
            working_days_to_authorize: law::WORKING_DAYS_TO_AUTHORIZE.on(day)?.value,
            days_to_reimburse: law::DAYS_TO_REIMBURSE.on(day)?.value,
        })
    }
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Named {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
}

/// A document that the reviewer read.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Document {
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub first_date: Option<Date>,
    /// Only of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub last_date: Option<Date>,
}

/// Someone who gets a copy.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Recipient {
    /// `employee`, `representative`, `requesting_physician`, `claims_administrator` or `copy`.
    pub kind: &'static str,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// The style that this copy is set in, where it is not the usual one: `large_print`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub format: Option<Format>,
    /// The lines of the envelope (USPS Publication 28).
    pub envelope: Vec<String>,
    /// The address that the copy is e-mailed to; only where it is not mailed on paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Where the Postal Service's barcode leads, which letters do not say.
    #[serde(skip)]
    #[schemars(skip)]
    pub routing: Routing,
    /// The language that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The language of the plain-language page that comes first, where there is one in the language asked for:
    /// `es` for `es-MX` as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The last day on which this party's appeal can reach the Appeals Board; only of a party that may appeal.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub last_day_to_appeal: Option<Date>,
}

/// The facts of one party's copy; none where the record lacks what a mailed letter needs (`rule/missing-for-mailing` says
/// what).
pub fn mailed(
    record: &CaseRecord,
    office: &Office,
    summaries: &BTreeSet<String>,
    paper: &Paper,
) -> Option<Mailed> {
    let mailed = record.mailed_date?.0;
    if missing_for_mailing(record).next().is_some() {
        return None;
    }
    let law = if record.contract.needs().has_appeal() { Some(Law::on(mailed).ok()?) } else { None };
    let all: Vec<Recipient> = parties(record)
        .into_iter()
        .zip(appeals(record)?)
        .map(|((kind, _, party), appeal)| Recipient {
            kind,
            name: party.name.to_string(),
            organization: party.organization.as_ref().map(ToString::to_string),
            format: party.format,
            envelope: envelope_lines(party),
            email: party.emailed_to().map(ToString::to_string),
            routing: Routing::of(&party.address),
            language: party.language.as_ref().map(ToString::to_string),
            summary: party.language.as_ref().and_then(|tag| summaries.get(tag.primary().as_str()).cloned()),
            last_day_to_appeal: appeal.deadline.map(|deadline| deadline.last_day),
        })
        .collect();
    let recipient = all.get(paper.party)?.clone();
    let is_served = |at: &usize| paper.again.is_empty() || paper.again.contains(at);
    let recipients: Vec<Recipient> =
        all.into_iter().enumerate().filter(|(at, _)| is_served(at)).map(|(_, recipient)| recipient).collect();
    Some(Mailed {
        mailed_date: mailed,
        claim_number: record.claim_number.as_ref().map(ToString::to_string),
        employee: record.employee.as_ref().map(named),
        requesting_physician: record.requesting_physician.as_ref().map(named),
        claims_administrator: record.claims_administrator.as_ref().map(named),
        documents_reviewed: documents(record),
        recipient,
        by_mail: recipients.iter().any(|recipient| recipient.email.is_none()),
        by_email: recipients.iter().any(|recipient| recipient.email.is_some()),
        recipients,
        copies_to: parties(record).into_iter().map(|(_, _, party)| named(party)).collect(),
        emailed_date: None,
        office: office.clone(),
        law,
    })
}

/// The record as it is for a paper: of one that is mailed because its e-mail came back, mailed on that day to those parties.
pub(super) fn record_of_paper(record: &CaseRecord, paper: &Paper) -> CaseRecord {
    let mut record = record.clone();
    let Some(mailed) = paper.key.mailed_again() else { return record };
    record.mailed_date = Some(Day(mailed));
    let one = [
        &mut record.employee,
        &mut record.representative,
        &mut record.requesting_physician,
        &mut record.claims_administrator,
    ];
    let parties = one.into_iter().flatten().chain(&mut record.copies);
    for (at, party) in parties.enumerate() {
        if paper.again.contains(&at) {
            party.delivery = None;
        }
    }
    record
}

/// What is said of a party in a letter's text.
pub(super) fn named(party: &Party) -> Named {
    Named { name: party.name.to_string(), organization: party.organization.as_ref().map(ToString::to_string) }
}

/// The documents that the reviewer read.
pub(super) fn documents(record: &CaseRecord) -> Vec<Document> {
    let documents = record.documents_reviewed.iter().map(|document| {
        let range = document.dates.as_ref().filter(|dates| dates.first != dates.last);
        Document {
            title: document.title.to_string(),
            from: document.from.as_ref().map(ToString::to_string),
            first_date: document.dates.as_ref().map(|dates| dates.first.0),
            last_date: range.map(|dates| dates.last.0),
        }
    });
    documents.collect()
}
