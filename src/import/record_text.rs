//! What a letter says -> the YAML of its record, in the order of the contract.

use std::fmt::Write;

use super::field_text::FieldText;
use super::mailing_text::put_mailing;
use super::stand_in::{eligible_word, outcome_word, stand_in_of};
use super::told::Told;
use super::yaml_text::{COMMENT_COLUMN, RecordText, block, flow_list, one_line};
use crate::record::{LOOK, Outcome, SCHEMA_FILE};

impl Told {
    /// The record as it is written.
    pub(super) fn record(&self) -> RecordText {
        Writer::new(self, false).written()
    }

    /// The record with something in place of every blank, so that its letter can be made and compared.
    pub(super) fn record_without_blanks(&self) -> RecordText {
        Writer::new(self, true).written()
    }
}

struct Writer<'a> {
    told: &'a Told,
    stand_ins: bool,
    last_date: Option<String>,
    out: RecordText,
}

const DATES: [&str; 5] =
    ["date_of_injury", "ur_denial_date", "application_received", "date_assigned", "decision_date"];

impl<'a> Writer<'a> {
    fn new(told: &'a Told, stand_ins: bool) -> Writer<'a> {
        let out = RecordText { text: String::new(), looks: 0, blanks: 0 };
        Writer { told, stand_ins, last_date: None, out }
    }

    fn written(mut self) -> RecordText {
        let _ = write!(
            self.out.text,
            "# yaml-language-server: $schema={SCHEMA_FILE}\n# Imported from {}.\n\n",
            one_line(&self.told.from.join(", "))
        );
        self.line("", "case_number", "case_number");
        self.put("template", &self.told.wording);
        match (self.told.expedited, self.stand_ins) {
            (Some(true), _) => self.put("priority", "expedited"),
            (Some(false), _) | (None, true) => self.put("priority", "standard"),
            (None, false) => self.blank("", "priority", "standard | expedited"),
        }
        // Blanks get the date before them, so that dates follow each other.
        self.last_date = DATES.iter().find_map(|date| self.told.date(date));
        for date in DATES {
            self.date("", date, date);
        }
        self.out.text.push_str("\nreviewer:\n");
        self.list("specialties");
        self.list("licensed_in");
        self.out.text.push('\n');
        self.text("", "clinical_summary", "clinical_summary");
        self.out.text.push_str("\ndecisions:\n");
        for item in 0..self.told.items.len() {
            self.decision(item);
        }
        let fields = &self.told.fields;
        if fields.contains_key("replaces/mailed_date") || fields.contains_key("replaces/reason") {
            self.out.text.push_str("\nreplaces:\n");
            self.date("  ", "mailed_date", "replaces/mailed_date");
            self.line("  ", "reason", "replaces/reason");
        } else if let Some((day, reason)) = self.told.replaces() {
            self.out.text.push_str("\nreplaces:\n");
            self.put("  mailed_date", &day);
            self.put("  reason", &one_line(&reason));
        }
        if let Some(mailing) = &self.told.mailing {
            put_mailing(mailing, self.stand_ins, &mut self.out);
        }
        self.out
    }

    fn decision(&mut self, number: usize) {
        let kind = self.told.kind(number);
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
    fn told(&mut self, indent: &str, path: &str) -> Option<&'a FieldText> {
        let text = &self.told.field(path)?.text;
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
        let separator = self.told.field(&path).and_then(|field| field.separator.as_deref());
        match self.told("  ", &path) {
            Some(text) => {
                let entries = entries(&text.on_one_line(), separator);
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

    fn date(&mut self, indent: &str, key: &str, path: &str) {
        if let Some(date) = self.told.date(path) {
            self.put(&format!("{indent}{key}"), &date);
            self.last_date = Some(date);
        } else if self.stand_ins {
            let date = self.last_date.clone().unwrap_or_else(|| stand_in_of(path).to_owned());
            self.put(&format!("{indent}{key}"), &date);
        } else {
            let said = self.told.field(path).map(|field| one_line(&field.text.text));
            let note = said.map_or(String::new(), |said| format!("the letter says {said}"));
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
