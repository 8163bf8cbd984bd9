//! What `imr explain` prints of a number or a table of the law.

use std::fmt::Write;

use super::calendar::Calendar;
use super::closures::{BOARD, POST};
use super::dated::{Dated, KNOWN_THROUGH, Number};
use super::numbers::{LATER_NUMBERS, NUMBERS};

/// A name that stands for the computation itself.
const LAST_DAY: &str = "last_day_to_appeal";

/// Every name that [`explain`] knows.
pub fn names() -> impl Iterator<Item = &'static str> {
    let tables = [BOARD.name, POST.name, LAST_DAY];
    numbers().map(|number| number.name).chain(tables)
}

fn numbers() -> impl Iterator<Item = &'static Number> {
    NUMBERS.iter().chain(LATER_NUMBERS).copied()
}

/// A number, a table of closures or the last day to appeal: what it is, its values, the days on which they
/// hold, and their sources.
pub fn explain(name: &str) -> Option<String> {
    if let Some(number) = numbers().find(|number| number.name == name) {
        let mut text = heading(number.name, number.meaning);
        for value in number.values {
            line(&mut text, &value.value.to_string(), value);
        }
        return Some(text);
    }
    if let Some(calendar) = [&BOARD, &POST].into_iter().find(|calendar| calendar.name == name) {
        return Some(calendar_lines(calendar));
    }
    (name == LAST_DAY).then(|| {
        heading(
            LAST_DAY,
            "the last day on which a petition can reach the Workers' Compensation Appeals Board: \
             `days_to_appeal` from the mailing, then what is added by the place of the party's own address \
             (`days_added_in_california`, `days_added_in_the_united_states`, `days_added_abroad`) or for service by e-mail (`days_added_by_email`), then the \
             next day on which the Board is open (`board_closures`); `imr explain RECORD` shows the steps \
             for each party of a record",
        )
    })
}

fn heading(name: &str, meaning: &str) -> String {
    format!("{name}\n\n{meaning}.\n\nRead for days through {KNOWN_THROUGH}.\n\n")
}

fn calendar_lines(calendar: &Calendar) -> String {
    let mut text = heading(calendar.name, calendar.meaning);
    for weekday in calendar.weekdays {
        line(&mut text, super::calendar::name_of_day(weekday.value), weekday);
    }
    for holiday in calendar.holidays {
        line(&mut text, holiday.value.name, holiday);
    }
    text
}

fn line<T>(text: &mut String, value: &str, dated: &Dated<T>) {
    let until = dated.until.map(|until| format!(" until {until}")).unwrap_or_default();
    writeln!(text, "    {value}  since {}{until}  {}", dated.since, dated.source)
        .expect("a String takes all");
}
