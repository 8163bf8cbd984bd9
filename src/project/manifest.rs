//! The manifest of a print run: a line for each copy, as CSV and as JSON with the same fields; and the list of those that
//! are e-mailed.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::csv_table::csv_table;
use super::digest::Digest;
use crate::letter::{Envelope, FileType, LetterKey, Recipient};

/// One copy of a run.
#[derive(Debug)]
pub(super) struct RunCopy {
    /// The mailing date and, from the second of a day, the number of the run.
    pub run: String,
    pub letter: LetterKey,
    pub recipient: Recipient,
    pub pages: usize,
    /// What its sheets are put into; none of one that is e-mailed.
    pub envelope: Option<Envelope>,
    /// The page of the print file on which the copy starts, from 1; none of one that is e-mailed.
    pub first_page: Option<usize>,
    /// The digits of the Intelligent Mail barcode below the address; none where there is none.
    pub intelligent_mail: Option<String>,
    /// What the mark on each sheet says; none where none is printed.
    pub marks: Vec<String>,
    /// Of the copy by itself.
    pub sha256: Digest,
}

/// How a copy goes out.
const BY_MAIL: &str = "mail";
const BY_EMAIL: &str = "email";

impl RunCopy {
    /// Sheets of paper; none of a copy that is e-mailed.
    pub fn sheets(&self) -> usize {
        self.first_page.map_or(0, |_| self.pages.div_ceil(2))
    }

    /// Every field with its name, in the order of the columns: the schema of both files.
    fn fields(&self) -> [(&'static str, Value); 22] {
        let (name, address) = self.recipient.envelope.split_first().expect("an address has a name");
        let email = &self.recipient.email;
        let first_sheet = self.first_page.map(|page| page.div_ceil(2));
        [
            ("run", self.run.as_str().into()),
            ("case_number", self.letter.case().as_str().into()),
            ("recipient", self.recipient.kind.into()),
            ("copy", self.letter.part().to_string().into()),
            ("name", name.as_str().into()),
            ("address", address.into()),
            ("edition", self.letter.edition().name().into()),
            ("delivery", if email.is_some() { BY_EMAIL } else { BY_MAIL }.into()),
            ("email", email.clone().into()),
            ("language", self.recipient.language.clone().into()),
            ("format", serde_json::to_value(self.recipient.format).expect("a choice is plain data")),
            ("pages", self.pages.into()),
            ("sheets", self.sheets().into()),
            ("envelope", serde_json::to_value(self.envelope).expect("a choice is plain data")),
            ("print_file", self.envelope.map(Envelope::print_file).into()),
            ("first_page", self.first_page.into()),
            ("first_sheet", first_sheet.into()),
            ("last_sheet", first_sheet.map(|first| first + self.sheets() - 1).into()),
            ("intelligent_mail", self.intelligent_mail.clone().into()),
            ("marks", self.marks.clone().into()),
            ("file", self.letter.file(FileType::Pdf).into()),
            ("sha256", self.sha256.to_string().into()),
        ]
    }
}

impl Serialize for RunCopy {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        for (name, value) in self.fields() {
            map.serialize_entry(name, &value)?;
        }
        map.end()
    }
}

/// The manifest as JSON: a list of objects.
pub(super) fn json(envelopes: &[RunCopy]) -> String {
    let mut text = serde_json::to_string_pretty(envelopes).expect("envelopes are plain data");
    text.push('\n');
    text
}

/// The manifest as CSV: what is a list in JSON stands between ` | `, what is `null` is empty.
pub(super) fn csv(envelopes: &[RunCopy]) -> String {
    let heading = envelopes.iter().take(1).flat_map(|first| first.fields().map(|(name, _)| name));
    csv_table(heading, envelopes.iter().map(|envelope| envelope.fields().map(|(_, value)| cell(&value))))
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(cell).collect::<Vec<_>>().join(" | "),
        other => other.to_string(),
    }
}
