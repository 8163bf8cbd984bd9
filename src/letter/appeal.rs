//! By when a determination can be appealed.

use super::court_days::court_day_from;
use crate::units::{Date, days_after};

/// Days to appeal from the day of mailing (Labor Code 4610.6(h)).
const DAYS: i64 = 30;

/// Days that service by mail adds: 5 from and to a place in California, 10 where one of the two is in another
/// state or territory of the United States (Code of Civil Procedure 1013(a); Matute v. Los Angeles Unified
/// School District, 2015). Addresses abroad, for which it adds 20, have no place in a record.
fn added_by_mail(from_state: &str, to_state: &str) -> i64 {
    if from_state == "CA" && to_state == "CA" { 5 } else { 10 }
}

/// The last day on which the appeal can be filed: 30 days from mailing and what service by mail adds; where
/// the courts do not sit on it, the next day on which they do.
///
/// # Panics
/// At the end of the calendar, in the year 9999.
pub fn last_day_to_appeal(mailed: Date, from_state: &str, to_state: &str) -> Date {
    court_day_from(days_after(mailed, DAYS + added_by_mail(from_state, to_state)))
}

#[cfg(test)]
mod tests {
    use super::last_day_to_appeal;

    #[test]
    fn worked_examples() {
        for (mailed, to, last) in [
            ("2014-02-13", "CA", "2014-03-20"), // a Thursday, 35 days on
            ("2014-02-13", "NV", "2014-03-25"), // 40 days on
            ("2014-10-24", "CA", "2014-12-01"), // day 35 is the day after Thanksgiving
            ("2014-02-24", "CA", "2014-04-01"), // day 35 is Cesar Chavez Day
        ] {
            assert_eq!(last_day_to_appeal(mailed.parse().unwrap(), "CA", to).to_string(), last);
        }
        // Posted from another state, the longer time holds for all.
        assert_eq!(last_day_to_appeal("2014-02-13".parse().unwrap(), "NV", "CA").to_string(), "2014-03-25");
    }
}
