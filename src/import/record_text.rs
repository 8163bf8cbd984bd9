//! What a letter says -> the YAML of its record, in the order of the contract.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::field_text::{FieldText, field_text};
use super::mailing::Mailing;
use super::mailing_text::put_mailing;
use super::matching::{Capture, Explained};
use super::printed::Printed;
use super::stand_in::{Item, eligible_word, outcome_word, stand_in_of};
use super::yaml_text::{COMMENT_COLUMN, RecordText, block, flow_list, one_line};
use crate::record::{LOOK, Outcome, SCHEMA_FILE};
use crate::template::printed_date;

/// What the record of a letter is made of.
pub(super) struct Told<'a> {
    pub letter: &'a Printed,
    pub explained: &'a Explained,
    pub wording: &'a str,
    /// The name of the file that the letter was read from.
    pub from: &'a str,
    /// Of an addressed copy, what it tells of its mailing.
    pub mailing: Option<&'a Mailing>,
}

impl<'a> Told<'a> {
    /// The same of another mailing.
    pub fn with<'b>(&'b self, mailing: &'b Mailing) -> Told<'b> {
        Told { mailing: Some(mailing), ..*self }
    }

    /// The record as it is written.
    pub fn record(&self) -> RecordText {
        Writer::new(self, false).written()
    }

    /// The record with something in place of every blank, so that its letter can be made and compared.
    pub fn record_without_blanks(&self) -> RecordText {
        Writer::new(self, true).written()
    }

    /// The text of a field that the letter tells.
    pub fn value(&self, path: &str) -> Option<String> {
        let capture = self.explained.captures.iter().find(|capture| capture.path == path)?;
        let text = field_text(self.letter, &capture.at).text;
        (!text.is_empty()).then_some(text)
    }
}

struct Writer<'a> {
    told: &'a Told<'a>,
    fields: BTreeMap<&'a str, &'a Capture>,
    stand_ins: bool,
    last_date: Option<String>,
    out: RecordText,
}

const DATES: [&str; 5] =
    ["date_of_injury", "ur_denial_date", "application_received", "date_assigned", "decision_date"];

impl<'a> Writer<'a> {
    fn new(told: &'a Told<'a>, stand_ins: bool) -> Writer<'a> {
        let mut fields = BTreeMap::new();
        for capture in &told.explained.captures {
            fields.entry(capture.path.as_str()).or_insert(capture);
        }
        let out = RecordText { text: String::new(), looks: 0, blanks: 0 };
        Writer { told, fields, stand_ins, last_date: None, out }
    }

    fn written(mut self) -> RecordText {
        let _ = write!(
            self.out.text,
            "# yaml-language-server: $schema={SCHEMA_FILE}\n# Imported from {}.\n\n",
            one_line(self.told.from)
        );
        self.line("", "case_number", "case_number");
        self.put("template", self.told.wording);
        match (self.told.explained.expedited, self.stand_ins) {
            (Some(true), _) => self.put("priority", "expedited"),
            (Some(false), _) | (None, true) => self.put("priority", "standard"),
            (None, false) => self.blank("", "priority", "standard | expedited"),
        }
        // Blanks get the date before them, so that dates follow each other.
        self.last_date = DATES.iter().find_map(|date| self.date_of(date));
        for date in DATES {
            self.date("", date, date);
        }
        self.out.text.push_str("\nreviewer:\n");
        self.list("specialties");
        self.list("licensed_in");
        self.out.text.push('\n');
        self.text("", "clinical_summary", "clinical_summary");
        self.out.text.push_str("\ndecisions:\n");
        for item in 0..self.told.explained.items.len() {
            self.decision(item);
        }
        if self.fields.contains_key("replaces/mailed_date") || self.fields.contains_key("replaces/reason") {
            self.out.text.push_str("\nreplaces:\n");
            self.date("  ", "mailed_date", "replaces/mailed_date");
            self.line("  ", "reason", "replaces/reason");
        } else if let Some((day, reason)) = self.told.mailing.and_then(|mailing| mailing.replaces.as_ref()) {
            self.out.text.push_str("\nreplaces:\n");
            self.put("  mailed_date", day);
            self.put("  reason", &one_line(reason));
        }
        if let Some(mailing) = self.told.mailing {
            put_mailing(mailing, self.stand_ins, &mut self.out);
        }
        self.out
    }

    fn decision(&mut self, number: usize) {
        let kind = self.told.explained.items[number].map(|kind| Item::ALL[kind]);
        let path = |field: &str| format!("decisions/{number}/{field}");
        self.line("  - ", "treatment", &path("treatment"));
        match kind {
            Some(kind) => self.put("    outcome", outcome_word(kind.outcome)),
            None if self.stand_ins => self.put("    outcome", outcome_word(Outcome::Upheld)),
            None => self.blank("    ", "outcome", "upheld | overturned, of the UR denial"),
        }
        for field in ["claims_administrator_guideline", "maximus_guideline", "rationale"] {
            self.text("    ", field, &path(field));
        }
        if let Some(eligible) = kind.and_then(|kind| kind.partial) {
            self.out.text.push_str("    partial_authorization:\n");
            for field in ["requested", "authorized"] {
                self.line("      ", field, &path(&format!("partial_authorization/{field}")));
            }
            self.put("      eligible", eligible_word(eligible));
        }
    }

    fn put(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.out.text, "{key}: {value}");
    }

    fn blank(&mut self, indent: &str, key: &str, note: &str) {
        self.out.blanks += 1;
        let key = format!("{indent}{key}:");
        let note = if note.is_empty() { String::new() } else { format!(": {note}") };
        let _ = writeln!(self.out.text, "{key:COMMENT_COLUMN$}# BLANK{note}");
    }

    /// What the letter says of a field, with comments above it for what a person should look at.
    fn told(&mut self, indent: &str, path: &str) -> Option<FieldText> {
        let capture = self.fields.get(path)?;
        let text = field_text(self.told.letter, &capture.at);
        if text.text.is_empty() {
            return None;
        }
        let indent = " ".repeat(indent.len());
        for look in &text.looks {
            let _ = writeln!(self.out.text, "{indent}{LOOK} {}", one_line(look));
        }
        self.out.looks += text.looks.len();
        Some(text)
    }

    /// A text of one line.
    fn line(&mut self, indent: &str, key: &str, path: &str) {
        // A list's dash stands on the line of its first key, and comments above both.
        match self.told(indent, path) {
            Some(text) => self.put(&format!("{indent}{key}"), &one_line(&text.on_one_line())),
            None if self.stand_ins => self.put(&format!("{indent}{key}"), stand_in_of(path)),
            None => self.blank(indent, key, ""),
        }
    }

    fn text(&mut self, indent: &str, key: &str, path: &str) {
        match self.told(indent, path) {
            Some(text) => self.out.text.push_str(&block(indent, key, &text.text)),
            None if self.stand_ins => self.put(&format!("{indent}{key}"), stand_in_of(path)),
            None => self.blank(indent, key, ""),
        }
    }

    fn list(&mut self, key: &str) {
        let path = format!("reviewer/{key}");
        let separator = self.fields.get(path.as_str()).and_then(|capture| capture.separator.clone());
        match self.told("  ", &path) {
            Some(text) => {
                let entries = entries(&text.on_one_line(), separator.as_deref());
                self.put(&format!("  {key}"), &flow_list(&entries));
            }
            None if self.stand_ins => self.put(&format!("  {key}"), &format!("[{}]", stand_in_of(&path))),
            None => {
                self.out.blanks += 1;
                let key = format!("  {key}: []");
                let _ = writeln!(self.out.text, "{key:COMMENT_COLUMN$}# BLANK");
            }
        }
    }

    fn date_of(&self, path: &str) -> Option<String> {
        let capture = self.fields.get(path)?;
        let text = field_text(self.told.letter, &capture.at).on_one_line();
        Some(printed_date(&text)?.to_string())
    }

    fn date(&mut self, indent: &str, key: &str, path: &str) {
        if let Some(date) = self.date_of(path) {
            self.put(&format!("{indent}{key}"), &date);
            self.last_date = Some(date);
        } else if self.stand_ins {
            let date = self.last_date.clone().unwrap_or_else(|| stand_in_of(path).to_owned());
            self.put(&format!("{indent}{key}"), &date);
        } else {
            let said = self.told.value(path);
            let note = said.map_or(String::new(), |said| format!("the letter says {}", one_line(&said)));
            self.blank(indent, key, &note);
        }
    }
}

/// The entries of a list, with or without a space after what separates them.
pub(super) fn entries(text: &str, separator: Option<&str>) -> Vec<String> {
    let Some(separator) = separator.map(str::trim).filter(|separator| !separator.is_empty()) else {
        return vec![text.to_owned()];
    };
    let entries = text.split(separator).map(str::trim).filter(|entry| !entry.is_empty());
    entries.map(str::to_owned).collect()
}
