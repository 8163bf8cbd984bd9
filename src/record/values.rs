//! Values that are typed in one form only.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};

use super::case_numbers;
use super::forms::{date, date_range, delivery_point, email_address, state, template_name, zip};
use crate::diag::Finding;
use crate::units::Date;

/// A date as it is typed: `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub Date);

/// One date, or a range of them: `A to B`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DateRange {
    pub first: Day,
    pub last: Day,
}

impl Deref for Day {
    type Target = Date;
    fn deref(&self) -> &Date {
        &self.0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Day, D::Error> {
        typed(from, |typed| date("date", typed).map(Day))
    }
}

impl<'de> Deserialize<'de> for DateRange {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<DateRange, D::Error> {
        let (first, last) = typed(from, |typed| date_range("dates", typed))?;
        Ok(DateRange { first: Day(first), last: Day(last) })
    }
}

/// A value of a typed text; the check of the file has refused what has not its form.
fn typed<'de, T, D: Deserializer<'de>>(
    from: D,
    value: impl Fn(&str) -> Result<T, Finding>,
) -> Result<T, D::Error> {
    let text = String::deserialize(from)?;
    value(text.trim()).map_err(|finding| serde::de::Error::custom(finding.message))
}

macro_rules! schema_of_value {
    ($type:ty, $name:literal, $($schema:tt)*) => {
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "x-form": $name, $($schema)* })
            }
        }
    };
}

const DATE: &str = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";

schema_of_value!(Day, "date", "format": "date", "pattern": format!("^{DATE}$"), "examples": ["2014-02-11"]);
schema_of_value!(
    DateRange,
    "date-range",
    "pattern": format!("^{DATE}( to {DATE})?$"),
    "examples": ["2013-03-09", "2013-03-09 to 2013-06-18"]
);

fn any_case_number(field: &str, typed: &str) -> Result<(), Finding> {
    case_numbers::any(field, typed, case_numbers::USUAL)
}

impl CaseNumber {
    /// Whether it is of the usual form, `CMyy-nnnnnnn`.
    pub fn is_usual(&self) -> bool {
        case_numbers::is_like(self, case_numbers::USUAL)
    }
}

/// A date or a choice as it is typed in a record.
///
/// # Panics
/// Of anything else.
pub fn as_typed(value: impl Serialize) -> String {
    let value = serde_json::to_value(value).expect("a date or a choice is plain data");
    value.as_str().expect("a date or a choice is a text").to_owned()
}

/// Texts of one form, each with its check.
macro_rules! texts_of_a_form {
    ($($(#[$doc:meta])* $type:ident, $check:ident, $name:literal, $pattern:literal, $examples:tt;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub struct $type(String);

        impl $type {
            /// The value of a typed text.
            ///
            /// # Errors
            /// The finding, without its place, for a text of another form.
            pub fn new(typed: &str) -> Result<$type, Finding> {
                $check($name, typed).map(|()| $type(typed.to_owned()))
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Deref for $type {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<$type, D::Error> {
                typed(from, $type::new)
            }
        }

        schema_of_value!($type, $name, "pattern": $pattern, "examples": $examples);
    )*};
}

texts_of_a_form! {
    /// The number of a review: `CMyy-nnnnnnn`, or of the form that its wording asks for.
    CaseNumber, any_case_number, "case-number", "^CM[0-9]{2}-[0-9]{7}$", ["CM14-0012345"];
    /// The name of a letter template: small letters, digits, hyphens.
    TemplateName, template_name, "template-name", "^[a-z0-9-]+$", ["imr-2014", "imr-2016"];
    /// A state, territory or post of the armed forces as the two letters of the USPS.
    State, state, "state", "^[A-Z]{2}$", ["CA"];
    /// A ZIP code: five digits, or nine with a hyphen.
    Zip, zip, "zip", "^[0-9]{5}(-[0-9]{4})?$", ["95814-0000"];
    /// The delivery point of a ZIP+4: two digits.
    DeliveryPoint, delivery_point, "delivery-point", "^[0-9]{2}$", ["07"];
    /// An e-mail address: `name@domain`.
    EmailAddress, email_address, "email-address", "^[^@\\s=+-][^@\\s]*@[^@\\s]+\\.[^@\\s.]+$", ["alex@example.org"];
}
