//! Days on which California's courts sit.

use crate::units::{Date, Weekday};

/// The given day where the courts sit on it, else the next on which they do: an act whose last day is a
/// holiday may be done on the next day that is none (Code of Civil Procedure 12, 12a).
///
/// # Panics
/// At the end of the calendar, in the year 9999.
pub fn court_day_from(day: Date) -> Date {
    let mut day = day;
    while !is_court_day(day) {
        day = day.tomorrow().expect("the calendar goes on");
    }
    day
}

/// Whether California's courts sit on the day: neither Saturday, Sunday nor a judicial holiday (Code of Civil
/// Procedure 10, 12a, 135).
pub fn is_court_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_judicial_holiday(day)
}

/// Code of Civil Procedure 135: the holidays of Government Code 6700, moved to the Friday before where they
/// are a Saturday and to the Monday behind where they are a Sunday.
fn is_judicial_holiday(day: Date) -> bool {
    let observed = |at: Option<Date>| at.is_some_and(is_dated_holiday);
    let (yesterday, tomorrow) = (day.yesterday().ok(), day.tomorrow().ok());
    is_dated_holiday(day)
        || (day.weekday() == Weekday::Friday && observed(tomorrow))
        || (day.weekday() == Weekday::Monday && observed(yesterday))
        || is_weekday_holiday(day)
}

/// Holidays that have a date.
fn is_dated_holiday(day: Date) -> bool {
    match (day.month(), day.day()) {
        // New Year, Lincoln, Cesar Chavez, Independence, Veterans, Christmas
        (1, 1) | (2, 12) | (3, 31) | (7, 4) | (11, 11) | (12, 25) => true,
        // Juneteenth, since Statutes of 2022, chapter 753.
        (6, 19) => day.year() >= 2023,
        _ => false,
    }
}

/// Holidays that are a certain weekday of a month.
fn is_weekday_holiday(day: Date) -> bool {
    let nth = (day.day() - 1) / 7 + 1;
    let last = day.day() + 7 > day.days_in_month();
    match (day.month(), day.weekday()) {
        // Martin Luther King, Presidents, Labor
        (1 | 2, Weekday::Monday) => nth == 3,
        (9, Weekday::Monday) => nth == 1,
        // Memorial
        (5, Weekday::Monday) => last,
        // Columbus until 2021, Native American Day since (Statutes of 2021, chapter 283).
        (10, Weekday::Monday) => nth == 2 && day.year() <= 2021,
        (9, Weekday::Friday) => nth == 4 && day.year() >= 2022,
        // Thanksgiving and the day behind
        (11, Weekday::Thursday) => nth == 4,
        (11, Weekday::Friday) => (day.day() - 2) / 7 + 1 == 4 && day.day() > 1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{court_day_from, is_court_day};

    #[test]
    fn the_holidays_of_the_judicial_council_are_none() {
        // The court holidays of 2014, 2016 and 2024 as the Judicial Council of California lists them.
        for day in [
            "2014-01-01",
            "2014-01-20",
            "2014-02-12",
            "2014-02-17",
            "2014-03-31",
            "2014-05-26",
            "2014-07-04",
            "2014-09-01",
            "2014-10-13",
            "2014-11-11",
            "2014-11-27",
            "2014-11-28",
            "2014-12-25",
            "2016-02-12",
            "2016-11-25",
            "2016-12-26",
            "2024-06-19",
            "2024-09-27",
            "2024-11-29",
            "2022-12-26",
            "2021-07-05",
        ] {
            assert!(!is_court_day(day.parse().unwrap()), "{day}");
        }
        for day in ["2014-06-19", "2014-09-26", "2024-10-14", "2014-12-26", "2014-11-26", "2016-11-04"] {
            assert!(is_court_day(day.parse().unwrap()), "{day}");
        }
    }

    #[test]
    fn a_last_day_moves_to_the_next_court_day() {
        for (day, moved) in [
            ("2014-11-27", "2014-12-01"), // Thanksgiving, the day behind, a weekend
            ("2014-03-29", "2014-04-01"), // a weekend, then Cesar Chavez
            ("2014-03-20", "2014-03-20"),
        ] {
            assert_eq!(court_day_from(day.parse().unwrap()).to_string(), moved);
        }
    }
}
