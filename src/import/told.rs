//! What letters of a case tell of its record: the text of each field, and of addressed copies the mailing.

use std::collections::BTreeMap;

use super::field_text::{FieldText, field_text};
use super::mailing::Mailing;
use super::matching::Explained;
use super::printed::Printed;
use super::stand_in::Item;
use crate::record::CaseNumber;
use crate::template::printed_date;

/// What a letter, or several letters of one case, tell of a record.
#[derive(Clone, Debug)]
pub struct Told {
    pub(super) wording: String,
    /// The names of the files that it was read from.
    pub(super) from: Vec<String>,
    /// By the path in the record.
    pub(super) fields: BTreeMap<String, FieldTold>,
    /// The kind of every item, by its place in [`Item::ALL`]; none where no letter tells it.
    pub(super) items: Vec<Option<usize>>,
    pub(super) expedited: Option<bool>,
    /// Of addressed copies, what they tell of the mailing.
    pub(super) mailing: Option<Mailing>,
}

/// A field as letters tell it.
#[derive(Clone, Debug)]
pub(super) struct FieldTold {
    pub text: FieldText,
    /// What stands between the entries of a list.
    pub separator: Option<String>,
}

impl Told {
    /// What a letter's determination tells. `from` is the name of its file.
    pub(super) fn of(letter: &Printed, explained: &Explained, wording: &str, from: &str) -> Told {
        let mut fields = BTreeMap::new();
        for capture in &explained.captures {
            let separator = capture.separator.clone();
            let told = || FieldTold { text: field_text(letter, &capture.at), separator };
            fields.entry(capture.path.clone()).or_insert_with(told);
        }
        Told {
            wording: wording.to_owned(),
            from: vec![from.to_owned()],
            fields,
            items: explained.items.clone(),
            expedited: explained.expedited,
            mailing: None,
        }
    }

    /// The same of another mailing.
    pub(super) fn with(&self, mailing: Mailing) -> Told {
        Told { mailing: Some(mailing), ..self.clone() }
    }

    /// A field that was told; none where nothing stands in its place.
    pub(super) fn field(&self, path: &str) -> Option<&FieldTold> {
        self.fields.get(path).filter(|field| !field.text.text.is_empty())
    }

    /// A date as a record has it.
    pub(super) fn date(&self, path: &str) -> Option<String> {
        Some(printed_date(&self.field(path)?.text.on_one_line())?.to_string())
    }

    /// The kind of an item.
    pub(super) fn kind(&self, item: usize) -> Option<Item> {
        self.items.get(item).copied().flatten().map(|kind| Item::ALL[kind])
    }

    pub(super) fn case_number(&self) -> Option<CaseNumber> {
        CaseNumber::new(&self.field("case_number")?.text.text).ok()
    }

    /// The day of the letter that this one corrects, and the reason.
    pub(super) fn replaces(&self) -> Option<(String, String)> {
        let own = self.date("replaces/mailed_date").zip(self.field("replaces/reason"));
        let own = own.map(|(day, reason)| (day, reason.text.on_one_line()));
        own.or_else(|| self.mailing.as_ref()?.replaces.clone())
    }
}
