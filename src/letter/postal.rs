//! Days on which the post takes letters.

use crate::units::{Date, Weekday};

/// Whether the United States Postal Service collects letters on the day: no Sunday or Saturday (offices mail
/// on weekdays) and no holiday of the Postal Service (the federal holidays, 5 U.S.C. 6103).
pub fn is_postal_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_holiday(day)
}

fn is_holiday(day: Date) -> bool {
    let dated = |day: Date| {
        matches!((day.month(), day.day()), (1, 1) | (7, 4) | (11, 11) | (12, 25))
            || ((day.month(), day.day()) == (6, 19) && day.year() >= 2021)
    };
    let nth = (day.day() - 1) / 7 + 1;
    let last = day.day() + 7 > day.days_in_month();
    let weekday = match (day.month(), day.weekday()) {
        (1 | 2, Weekday::Monday) => nth == 3,
        (5, Weekday::Monday) => last,
        (9, Weekday::Monday) => nth == 1,
        (10, Weekday::Monday) => nth == 2,
        (11, Weekday::Thursday) => nth == 4,
        _ => false,
    };
    // One that is a Sunday is kept on the Monday behind it.
    let sunday = day.weekday() == Weekday::Monday && day.yesterday().is_ok_and(dated);
    dated(day) || weekday || sunday
}

#[cfg(test)]
mod tests {
    use super::is_postal_day;

    #[test]
    fn holidays_and_weekends_are_none() {
        for day in ["2014-01-20", "2014-10-13", "2014-11-27", "2014-08-09", "2016-12-26", "2024-06-19"] {
            assert!(!is_postal_day(day.parse().unwrap()), "{day}");
        }
        for day in ["2014-08-06", "2014-11-28", "2014-02-12", "2014-03-31"] {
            assert!(is_postal_day(day.parse().unwrap()), "{day}");
        }
    }
}
