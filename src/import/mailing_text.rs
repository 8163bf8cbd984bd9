//! What a copy tells of its mailing -> the YAML of its record, below the decisions.

use std::fmt::Write;

use super::mailing::Mailing;
use super::parties::{AddressText, Email, PartyText, Place};
use super::stand_in::ADDRESS;
use super::yaml_text::{COMMENT_COLUMN, RecordText, flow_list, one_line};
use crate::record::LOOK;

/// Writes it; with `stand_ins`, something in place of every blank.
pub(super) fn put_mailing(mailing: &Mailing, stand_ins: bool, out: &mut RecordText) {
    let mut writer = Writer { stand_ins, out };
    writer.out.text.push('\n');
    writer.line("", "mailed_date", mailing.mailed_date.as_deref(), "2023-01-09");
    writer.documents(mailing);
    writer.out.text.push('\n');
    writer.line("", "claim_number", mailing.claim_number.as_deref(), "Not told.");
    let (copies, parties): (Vec<&PartyText>, Vec<&PartyText>) =
        mailing.parties.iter().partition(|party| party.key == "copies");
    for party in parties {
        let _ = writeln!(writer.out.text, "{}:", party.key);
        writer.party(party, "  ", "  ");
    }
    for (number, party) in copies.into_iter().enumerate() {
        writer.out.text.push_str(if number == 0 { "copies:\n" } else { "" });
        writer.party(party, "  - ", "    ");
    }
}

struct Writer<'a> {
    stand_ins: bool,
    out: &'a mut RecordText,
}

impl Writer<'_> {
    fn line(&mut self, indent: &str, key: &str, value: Option<&str>, stand_in: &str) {
        let key = format!("{indent}{key}:");
        match value {
            Some(value) => {
                let _ = writeln!(self.out.text, "{key} {}", scalar(value));
            }
            None if self.stand_ins => {
                let _ = writeln!(self.out.text, "{key} {stand_in}");
            }
            None => {
                self.out.blanks += 1;
                let _ = writeln!(self.out.text, "{key:COMMENT_COLUMN$}# BLANK");
            }
        }
    }

    fn look(&mut self, indent: &str, look: &str) {
        let _ = writeln!(self.out.text, "{indent}{LOOK} {}", one_line(look));
        self.out.looks += 1;
    }

    fn documents(&mut self, mailing: &Mailing) {
        if mailing.documents.is_empty() {
            return self.line("", "documents_reviewed", None, "[Not told.]");
        }
        self.out.text.push_str("documents_reviewed:\n");
        for document in &mailing.documents {
            if let Some(look) = &document.look {
                self.look("  ", look);
            }
            match &document.dates {
                None => {
                    let _ = writeln!(self.out.text, "  - {}", one_line(&document.title));
                }
                Some(dates) => {
                    let title = one_line(&document.title);
                    let _ = writeln!(self.out.text, "  - title: {title}\n    dates: {dates}");
                }
            }
        }
    }

    /// A party; its first line has another indent than the others where it is an entry of a list.
    fn party(&mut self, party: &PartyText, first: &str, indent: &str) {
        for look in &party.looks {
            self.look(&" ".repeat(indent.len()), look);
        }
        let _ = writeln!(self.out.text, "{first}name: {}", one_line(&party.name));
        let named = [
            ("envelope_name", &party.envelope_name),
            ("organization", &party.organization),
            ("envelope_organization", &party.envelope_organization),
        ];
        for (key, text) in named {
            if let Some(text) = text {
                let _ = writeln!(self.out.text, "{indent}{key}: {}", one_line(text));
            }
        }
        self.address(party.address.as_ref(), indent);
        if let Some(language) = &party.language {
            let _ = writeln!(self.out.text, "{indent}language: {language}");
        }
        if party.large_print {
            let _ = writeln!(self.out.text, "{indent}format: large_print");
        }
        if party.email != Email::No {
            let _ = writeln!(self.out.text, "{indent}delivery: email");
            let address = match &party.email {
                Email::To(address) => Some(address.as_str()),
                Email::No | Email::Somewhere => None,
            };
            self.line(indent, "email", address, "q@example.org");
        }
    }

    fn address(&mut self, address: Option<&AddressText>, indent: &str) {
        let Some(AddressText { street, city, place }) = address else {
            if self.stand_ins {
                let _ = writeln!(self.out.text, "{indent}address: {ADDRESS}");
                return;
            }
            let _ = writeln!(self.out.text, "{indent}address:");
            let inner = format!("{indent}  ");
            for key in ["street", "city", "state", "zip"] {
                self.line(&inner, key, None, "");
            }
            return;
        };
        let (street, city) = (flow_list(street), one_line(city));
        let _ =
            write!(self.out.text, "{indent}address:\n{indent}  street: {street}\n{indent}  city: {city}\n");
        let _ = match place {
            Place::State { state, zip } => {
                write!(self.out.text, "{indent}  state: {}\n{indent}  zip: {zip:?}\n", one_line(state))
            }
            Place::Country(country) => writeln!(self.out.text, "{indent}  country: {}", one_line(country)),
        };
    }
}

/// A value of one line; a date stays one.
fn scalar(value: &str) -> String {
    let is_date = value.parse::<crate::units::Date>().is_ok();
    if is_date { value.to_owned() } else { one_line(value) }
}
