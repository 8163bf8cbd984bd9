//! Dates typed in another form than the contract's, where they can be only one day.

use crate::units::Date;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The one day that a text can mean: `March 4, 2023`, `4 March 2023`, `2023/3/4`, `3/14/2023`. None for `3/4/2023`,
/// which is March or April, and for years of two digits.
pub(super) fn meant_date(typed: &str) -> Option<Date> {
    let parts: Vec<&str> = typed
        .split([' ', '/', '-', '.', ',', '\u{A0}', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}'])
        .filter(|part| !part.is_empty())
        .collect();
    let [first, second, third] = parts[..] else { return None };
    if let Some(month) = month(first) {
        return date(year(third)?, month, day(second)?);
    }
    if let Some(month) = month(second) {
        return match (year(first), year(third)) {
            (None, Some(year)) => date(year, month, day(first)?),
            (Some(year), None) => date(year, month, day(third)?),
            _ => None,
        };
    }
    if let Some(year) = year(first) {
        return date(year, number(second)?, number(third)?);
    }
    let (year, one, other) = (year(third)?, number(first)?, number(second)?);
    match (date(year, one, other), date(year, other, one)) {
        (Some(date), None) | (None, Some(date)) => Some(date),
        (Some(month_first), Some(day_first)) if month_first == day_first => Some(month_first),
        _ => None,
    }
}

fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// A name of a month, or its beginning as calendars shorten it.
fn month(typed: &str) -> Option<i8> {
    let typed = typed.to_lowercase();
    let short = |name: &str| typed == name[..3] || (typed == "sept" && name == "september");
    let at = MONTHS.iter().position(|name| typed == *name || short(name))?;
    Some(at as i8 + 1)
}

/// A year of four digits, from 1900 on.
fn year(typed: &str) -> Option<i16> {
    let digits = typed.len() == 4 && typed.bytes().all(|b| b.is_ascii_digit());
    typed.parse().ok().filter(|&year: &i16| digits && year >= 1900)
}

/// `4`, `04`
fn number(typed: &str) -> Option<i8> {
    let digits = typed.len() <= 2 && typed.bytes().all(|b| b.is_ascii_digit());
    typed.parse().ok().filter(|_| digits)
}

/// `4`, `04`, `4th`
fn day(typed: &str) -> Option<i8> {
    let lower = typed.to_lowercase();
    let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|ending| lower.strip_suffix(ending));
    number(ordinal.unwrap_or(&lower))
}

#[cfg(test)]
mod tests {
    use super::meant_date;

    #[test]
    fn what_can_be_one_day_only_is_that_day() {
        for typed in [
            "March 4, 2023",
            "Mar 4 2023",
            "march 4th, 2023",
            "Mar. 4, 2023",
            "4 March 2023",
            "04-Mar-2023",
            "2023/03/04",
            "2023-3-4",
            "2023.03.04",
            "2023 March 4",
        ] {
            assert_eq!(
                meant_date(typed).map(|date| date.to_string()).as_deref(),
                Some("2023-03-04"),
                "{typed}"
            );
        }
        for (typed, meant) in
            [("3/14/2023", "2023-03-14"), ("14.3.2023", "2023-03-14"), ("3/3/2023", "2023-03-03")]
        {
            assert_eq!(meant_date(typed).map(|date| date.to_string()).as_deref(), Some(meant), "{typed}");
        }
    }

    #[test]
    fn what_can_be_two_days_or_none_is_not_guessed() {
        for typed in [
            "3/4/2023",
            "3/14/23",
            "March 2023",
            "Ma 4, 2023",
            "March 32, 2023",
            "2/30/2023",
            "2023-13-04",
            "1899-3-4",
            "",
            "March 4, 2023 or later",
            "4/2023",
            "March 4, 23",
            "²/14/2023",
        ] {
            assert_eq!(meant_date(typed), None, "{typed}");
        }
    }
}
