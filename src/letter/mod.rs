//! [`CaseRecord`] -> [`Letter`]: what templates see. Outcome and arithmetic, each with the source of its
//! rule; no sentences.

mod address;
mod appeal;
mod edition;
mod key;
mod known;
mod listing;
mod mailed;
mod mailer;
mod office;
mod paper;
mod part;
mod parties;
mod public;
mod ticket;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use address::{capitals, envelope_lines, field_of_line};
pub use appeal::{Appeal, appeals};
pub use edition::Edition;
pub use key::{FileType, LetterKey, NotALetter};
pub use known::Known;
pub use listing::{GUIDELINES, ListedItem, Listing};
pub use mailed::{Mailed, Recipient};
pub use mailer::{Mailer, Routing};
pub use office::{Office, office_schema, read_office, read_office_over};
pub use paper::Paper;
pub use part::Part;
pub use parties::parties;
pub use public::REDACTED;
pub use ticket::{Envelope, Ticket};

use crate::record::{CaseRecord, EXTRA, Outcome, RecordContract};

/// A letter's facts: those of the record under the contract's names, and what is computed from them. Values
/// are typed; templates get their text by serialization.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Letter {
    /// What the record says, as this edition prints it. What only addressed copies print is not serialized.
    #[serde(flatten)]
    pub record: CaseRecord,
    /// The whole letter's outcome, computed from the items.
    pub outcome: LetterOutcome,
    #[serde(flatten)]
    pub known: Known,
    /// Of an addressed copy only: whom it is for and what its cover page says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mailed: Option<Mailed>,
}

/// The outcome of a letter as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum LetterOutcome {
    /// Every denial is upheld: none of the items is medically necessary.
    Uphold,
    /// Every denial is overturned: all items are medically necessary.
    Overturn,
    /// Some of each.
    PartialOverturn,
}

impl LetterOutcome {
    /// The outcome that the items' outcomes come to; none where there are no items.
    pub fn of(items: impl IntoIterator<Item = Outcome>) -> Option<LetterOutcome> {
        items
            .into_iter()
            .map(|outcome| match outcome {
                Outcome::Upheld => LetterOutcome::Uphold,
                Outcome::Overturned => LetterOutcome::Overturn,
            })
            .reduce(|a, b| if a == b { a } else { LetterOutcome::PartialOverturn })
    }
}

impl Letter {
    /// The JSON Schema of what templates see: every name, those of fields that can be absent among them.
    pub fn schema(contract: &RecordContract) -> Value {
        let mut schema = schema_of::<Letter>();
        if let Some(extra) = contract.schema_of_extra() {
            schema["properties"][EXTRA] = extra.clone();
        }
        contract.needs().apply(&mut schema);
        schema
    }
}

impl Ticket {
    /// The JSON Schema of what the template of the ticket sees.
    pub fn schema() -> Value {
        schema_of::<Ticket>()
    }
}

fn schema_of<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>().to_value()
}

/// Composes an edition of the letter of a record. `summaries` are the languages that have a plain-language page.
///
/// # Panics
/// Where the record has no items, which reading it has refused.
pub fn compose(record: &CaseRecord, paper: &Paper, office: &Office, summaries: &BTreeSet<String>) -> Letter {
    let outcome = LetterOutcome::of(record.decisions.iter().map(|item| item.outcome))
        .expect("a record has at least one item");
    let (record, known, mailed) = match paper.key.edition() {
        Edition::Determination => (record.clone(), Known::of(record), None),
        Edition::Public => {
            let known = Known::published(record, public::redacted(record));
            (public::published(record), known, None)
        }
        Edition::Mailed => {
            let of_paper = mailed::record_of_paper(record, paper);
            let mut mailed = mailed::mailed(&of_paper, office, summaries, paper);
            if let (Some(mailed), true) = (&mut mailed, paper.key.mailed_again().is_some()) {
                mailed.emailed_date = record.mailed_date.map(|day| day.0);
            }
            let known = Known::of(&of_paper);
            (of_paper, known, mailed)
        }
    };
    Letter { record, outcome, known, mailed }
}
