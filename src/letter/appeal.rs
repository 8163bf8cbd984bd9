//! By when a determination can be appealed.

use super::court_days::court_day_from;
use crate::units::{Date, days_after};

/// Days to appeal from the day of mailing (Labor Code 4610.6(h)).
const DAYS: i64 = 30;

/// Days that service by mail adds: 5 from and to a place in California, 10 where one of the two is in another
/// state or territory of the United States, 20 to a place abroad (Code of Civil Procedure 1013(a); Matute v. Los
/// Angeles Unified School District, 2015).
fn added_by_mail(from_state: &str, to_state: Option<&str>) -> i64 {
    match to_state {
        None => 20,
        Some("CA") if from_state == "CA" => 5,
        Some(_) => 10,
    }
}

/// The last day on which the appeal can be filed: 30 days from mailing and what service by mail adds; where
/// the courts do not sit on it, the next day on which they do. A place abroad is in no state.
///
/// # Panics
/// At the end of the calendar, in the year 9999.
pub fn last_day_to_appeal(mailed: Date, from_state: &str, to_state: Option<&str>) -> Date {
    court_day_from(days_after(mailed, DAYS + added_by_mail(from_state, to_state)))
}

#[cfg(test)]
mod tests {
    use super::last_day_to_appeal;

    #[test]
    fn worked_examples() {
        for (mailed, to, last) in [
            ("2014-02-13", Some("CA"), "2014-03-20"), // a Thursday, 35 days on
            ("2014-02-13", Some("NV"), "2014-03-25"), // 40 days on
            ("2014-10-24", Some("CA"), "2014-12-01"), // day 35 is the day after Thanksgiving
            ("2014-02-13", None, "2014-04-04"),       // 50 days on
            ("2014-02-24", Some("CA"), "2014-04-01"), // day 35 is Cesar Chavez Day
        ] {
            assert_eq!(last_day_to_appeal(mailed.parse().unwrap(), "CA", to).to_string(), last);
        }
        // Posted from another state, the longer time holds for all.
        assert_eq!(
            last_day_to_appeal("2014-02-13".parse().unwrap(), "NV", Some("CA")).to_string(),
            "2014-03-25"
        );
    }
}
