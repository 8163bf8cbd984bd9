//! The mailer of the Intelligent Mail barcode, and what the barcode of each mail piece says (USPS-B-3200, 2).

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};

use crate::barcode::MailPiece;
use crate::diag::{Finding, codes};
use crate::record::{Address, email_address};
use crate::yaml::{FormCheck, brief};

/// Who mails, as the Postal Service knows it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mailer {
    /// Of 6 digits, or of 9 that begin with 9.
    pub mailer_identifier: MailerIdentifier,
    /// The class of mail and what was ordered beside it, as a number of 3 digits (Publication 199, appendix A).
    pub service_type: ServiceType,
}

/// The digits of a mailer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailerIdentifier(String);

/// The digits of a service type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceType(String);

/// The checks of both in `office.yaml`, and of an e-mail address.
pub(super) const FORMS: &[(&str, FormCheck)] = &[
    ("mailer-identifier", |field, typed, _| mailer_identifier(field, typed)),
    ("service-type", |field, typed, _| service_type(field, typed)),
    ("email-address", |field, typed, _| email_address(field, typed)),
];

/// Of 6 digits the first is 0 to 8, of 9 it is 9, so that machines tell the two apart.
fn mailer_identifier(field: &str, typed: &str) -> Result<(), Finding> {
    let is_mailer = match typed.len() {
        6 => !typed.starts_with('9'),
        9 => typed.starts_with('9'),
        _ => false,
    };
    if is_mailer && typed.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(());
    }
    let message = format!("`{field}` must be a mailer identifier, not `{}`", brief(typed));
    Err(Finding::new(&codes::barcode::MAILER, message)
        .labelled("6 digits that begin with 0 to 8, or 9 digits that begin with 9")
        .hint("the Postal Service gives one to each mailer (Business Customer Gateway)"))
}

fn service_type(field: &str, typed: &str) -> Result<(), Finding> {
    if typed.len() == 3 && typed.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(());
    }
    let message = format!("`{field}` must be a service type, not `{}`", brief(typed));
    Err(Finding::new(&codes::barcode::MAILER, message)
        .labelled("3 digits")
        .hint("Publication 199 of the Postal Service lists them"))
}

macro_rules! digits {
    ($type:ident, $check:ident, $form:literal, $pattern:literal) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<$type, D::Error> {
                let typed = String::deserialize(from)?;
                let typed = typed.trim();
                $check($form, typed).map_err(|finding| de::Error::custom(finding.message))?;
                Ok($type(typed.to_owned()))
            }
        }

        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                $form.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": ["string", "integer"], "x-form": $form, "pattern": $pattern })
            }
        }
    };
}

digits!(MailerIdentifier, mailer_identifier, "mailer-identifier", "^([0-8][0-9]{5}|9[0-9]{8})$");
digits!(ServiceType, service_type, "service-type", "^[0-9]{3}$");

impl Mailer {
    /// How many serial numbers there are: of 9 digits for a mailer of 6, of 6 for one of 9.
    pub fn serial_numbers(&self) -> u32 {
        10_u32.pow(15 - self.mailer_identifier.0.len() as u32)
    }

    /// The piece of a serial number that goes to an address; none where the number is not one of the mailer's.
    pub fn piece(&self, serial: u32, routing: &str) -> Option<MailPiece> {
        if serial >= self.serial_numbers() {
            return None;
        }
        let Mailer { mailer_identifier: MailerIdentifier(mailer), service_type: ServiceType(service) } = self;
        let width = 15 - mailer.len();
        // The barcode identifier is 00: no optional endorsement line is printed.
        MailPiece::new(&format!("00{service}{mailer}{serial:0width$}"), routing)
    }

    /// The serial number of a piece of this mailer by its digits; none of another mailer's.
    pub fn serial_of(&self, piece: &str) -> Option<u32> {
        piece.get(5..20)?.strip_prefix(&self.mailer_identifier.0)?.parse().ok()
    }
}

/// What the barcode of an address can say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Routing {
    /// Of another country, whose post has barcodes of its own.
    #[default]
    Abroad,
    /// A ZIP code of five digits alone, which leads to no address.
    FiveDigits,
    /// ZIP+4, and the delivery point where it is known.
    Code(String),
}

impl Routing {
    pub fn of(address: &Address) -> Routing {
        let Some((zip, plus)) = address.zip.as_ref().map(|zip| zip.split_once('-').unwrap_or((zip, "")))
        else {
            return Routing::Abroad;
        };
        match (plus, &address.delivery_point) {
            ("", _) => Routing::FiveDigits,
            (plus, None) => Routing::Code(format!("{zip}{plus}")),
            (plus, Some(point)) => Routing::Code(format!("{zip}{plus}{point}")),
        }
    }
}
