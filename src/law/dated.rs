//! Values that hold from a day on.

use std::fmt;

use crate::units::{Date, date};

/// The last day for which the tables of this room were read. Law may change before a later day, so nothing is
/// computed for one.
pub const KNOWN_THROUGH: Date = date(2031, 12, 31);

/// The first day of the independent medical review (Statutes of 2012, chapter 363, section 45: Labor Code
/// 4610.6). Values that are older are listed from this day on.
pub(super) const FIRST_DAY: Date = date(2013, 1, 1);

/// A value of the law, the days on which it holds, and where it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated<T> {
    pub value: T,
    /// The first day on which it holds, or from which this table goes.
    pub since: Date,
    /// The last day on which it holds; none where it was not replaced.
    pub until: Option<Date>,
    /// Statute, regulation or manual, with its section.
    pub source: &'static str,
}

impl<T> Dated<T> {
    /// Whether it holds on a day.
    pub fn holds(&self, day: Date) -> bool {
        self.since <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// A number of the law over time.
#[derive(Debug)]
pub struct Number {
    /// Its name in templates and for `imr explain`.
    pub name: &'static str,
    /// What it counts.
    pub meaning: &'static str,
    /// In the order of their days.
    pub values: &'static [Dated<i64>],
}

impl Number {
    /// The value that holds on a day.
    ///
    /// # Errors
    /// No value is known for the day, or more than one.
    pub fn on(&self, day: Date) -> Result<Dated<i64>, NotKnown> {
        one(self.name, self.values, day).copied()
    }
}

/// The one value of a table that holds on a day.
pub(super) fn one<'a, T>(
    what: &'static str,
    values: &'a [Dated<T>],
    day: Date,
) -> Result<&'a Dated<T>, NotKnown> {
    if day > KNOWN_THROUGH {
        return Err(NotKnown::NotYet { what, day });
    }
    let mut holding = values.iter().filter(|value| value.holds(day));
    match (holding.next(), holding.next()) {
        (Some(value), None) => Ok(value),
        (Some(_), Some(_)) => Err(NotKnown::Ambiguous { what, day }),
        (None, _) => Err(NotKnown::NotInForce { what, day }),
    }
}

/// Why the law of a day is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKnown {
    /// The day is before the law.
    NotInForce { what: &'static str, day: Date },
    /// The day is after [`KNOWN_THROUGH`].
    NotYet { what: &'static str, day: Date },
    /// Two values hold on the day.
    Ambiguous { what: &'static str, day: Date },
}

impl fmt::Display for NotKnown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotKnown::NotInForce { what, day } => {
                write!(f, "no `{what}` is known for {day}: the review exists since {FIRST_DAY}")
            }
            NotKnown::NotYet { what, day } => {
                write!(
                    f,
                    "`{what}` is not known for {day}: the law was read for days through {KNOWN_THROUGH}"
                )
            }
            NotKnown::Ambiguous { what, day } => write!(f, "`{what}` has two values on {day}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static TWO: Number = Number {
        name: "two",
        meaning: "",
        values: &[
            Dated { value: 1, since: date(2014, 1, 1), until: Some(date(2016, 1, 1)), source: "a" },
            Dated { value: 2, since: date(2016, 1, 1), until: None, source: "b" },
        ],
    };

    #[test]
    fn an_unknown_or_ambiguous_day_is_an_error_and_not_a_choice() {
        assert_eq!(TWO.on(date(2015, 12, 31)).unwrap().value, 1);
        assert_eq!(TWO.on(date(2016, 1, 2)).unwrap().value, 2);
        let day = date(2013, 12, 31);
        assert_eq!(TWO.on(day), Err(NotKnown::NotInForce { what: "two", day }));
        let day = date(2016, 1, 1);
        assert_eq!(TWO.on(day), Err(NotKnown::Ambiguous { what: "two", day }));
        let day = date(2032, 1, 1);
        assert_eq!(TWO.on(day), Err(NotKnown::NotYet { what: "two", day }));
    }
}
