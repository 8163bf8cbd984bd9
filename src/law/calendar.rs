//! Days on which an office is closed, read off a table.

use super::dated::{Dated, KNOWN_THROUGH, NotKnown};
use crate::units::{Date, Weekday};

/// The days on which an office is closed.
#[derive(Debug)]
pub struct Calendar {
    /// Its name for `imr explain`.
    pub name: &'static str,
    pub meaning: &'static str,
    pub weekdays: &'static [Dated<Weekday>],
    pub holidays: &'static [Dated<Closure>],
}

/// A holiday on which an office is closed. One that falls on a Sunday closes the Monday after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closure {
    pub name: &'static str,
    pub on: On,
    /// Whether the Friday before is closed where the holiday falls on a Saturday.
    pub friday_for_saturday: bool,
}

/// Which day of a year it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// Month and day.
    Day(i8, i8),
    /// The nth such weekday of a month.
    Nth(i8, Weekday, i8),
    /// The last such weekday of a month.
    Last(i8, Weekday),
    /// The day after the nth such weekday of a month.
    DayAfterNth(i8, Weekday, i8),
}

/// Why an office is closed on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed {
    pub name: &'static str,
    pub source: &'static str,
}

impl Calendar {
    /// Why the office is closed on a day; none where it is open.
    ///
    /// # Errors
    /// A day that the table does not reach.
    pub fn closed(&self, day: Date) -> Result<Option<Closed>, NotKnown> {
        let what = self.name;
        if day > KNOWN_THROUGH {
            return Err(NotKnown::NotYet { what, day });
        }
        if self.weekdays.iter().all(|weekday| day < weekday.since) {
            return Err(NotKnown::NotInForce { what, day });
        }
        let weekdays =
            self.weekdays.iter().filter(|closed| closed.holds(day) && closed.value == day.weekday());
        let holidays = self.holidays.iter().filter(|closed| closed.holds(day) && closed.value.closes(day));
        let weekdays =
            weekdays.map(|closed| Closed { name: name_of_day(closed.value), source: closed.source });
        Ok(weekdays
            .chain(holidays.map(|closed| Closed { name: closed.value.name, source: closed.source }))
            .next())
    }
}

impl Closure {
    fn closes(&self, day: Date) -> bool {
        let (before, after) = (day.yesterday().ok(), day.tomorrow().ok());
        self.on.is(day)
            || day.weekday() == Weekday::Monday && before.is_some_and(|sunday| self.on.is(sunday))
            || self.friday_for_saturday
                && day.weekday() == Weekday::Friday
                && after.is_some_and(|saturday| self.on.is(saturday))
    }
}

impl On {
    fn is(self, day: Date) -> bool {
        match self {
            On::Day(month, of_month) => (day.month(), day.day()) == (month, of_month),
            On::Nth(month, weekday, nth) => {
                day.month() == month && day.weekday() == weekday && (day.day() - 1) / 7 + 1 == nth
            }
            On::Last(month, weekday) => {
                day.month() == month && day.weekday() == weekday && day.day() + 7 > day.days_in_month()
            }
            On::DayAfterNth(month, weekday, nth) => {
                day.yesterday().is_ok_and(|before| On::Nth(month, weekday, nth).is(before))
            }
        }
    }
}

/// A weekday's name.
pub fn name_of_day(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
