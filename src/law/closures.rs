//! The two tables of closures: the Appeals Board's and the Postal Service's.

use super::calendar::{Calendar, Closure, On};
use super::dated::{Dated, FIRST_DAY};
use crate::units::Weekday::{Monday, Saturday, Sunday, Thursday};
use crate::units::{Date, Weekday, date};

const fn weekday(value: Weekday, source: &'static str) -> Dated<Weekday> {
    Dated { value, since: FIRST_DAY, until: None, source }
}

const fn holiday(name: &'static str, on: On, source: &'static str) -> Dated<Closure> {
    holiday_since(FIRST_DAY, name, on, source)
}

const fn holiday_since(since: Date, name: &'static str, on: On, source: &'static str) -> Dated<Closure> {
    Dated { value: Closure { name, on, friday_for_saturday: false }, since, until: None, source }
}

const RULE: &str = "8 CCR 10600 (10508 before 2020)";
const STATE: &str = "Government Code 19853";

/// Days on which the Workers' Compensation Appeals Board is closed: those on which state offices are.
/// Lincoln Day, Columbus or Native American Day and Juneteenth are none of them, though courts close on them
/// (Vanlandingham, 2021; Bernard, 2009).
pub static BOARD: Calendar = Calendar {
    name: "board_closures",
    meaning: "days on which the Workers' Compensation Appeals Board is closed; one on a Sunday closes the \
              Monday after, November 11 on a Saturday the Friday before, and no other is moved",
    weekdays: &[weekday(Saturday, RULE), weekday(Sunday, RULE)],
    holidays: &[
        holiday("New Year's Day", On::Day(1, 1), STATE),
        holiday("Martin Luther King Jr. Day", On::Nth(1, Monday, 3), STATE),
        holiday("Presidents' Day", On::Nth(2, Monday, 3), STATE),
        holiday("Cesar Chavez Day", On::Day(3, 31), STATE),
        holiday("Memorial Day", On::Last(5, Monday), STATE),
        holiday("Independence Day", On::Day(7, 4), STATE),
        holiday("Labor Day", On::Nth(9, Monday, 1), STATE),
        Dated {
            value: Closure { name: "Veterans Day", on: On::Day(11, 11), friday_for_saturday: true },
            since: FIRST_DAY,
            until: None,
            source: STATE,
        },
        holiday("Thanksgiving Day", On::Nth(11, Thursday, 4), STATE),
        holiday("the day after Thanksgiving", On::DayAfterNth(11, Thursday, 4), STATE),
        holiday("Christmas Day", On::Day(12, 25), STATE),
    ],
};

const FEDERAL: &str = "5 U.S.C. 6103(a); Postal Service, Employee and Labor Relations Manual 518.1";

/// Days on which the Postal Service takes no letters. Post offices are open on the Friday before a holiday
/// that falls on a Saturday.
pub static POST: Calendar = Calendar {
    name: "postal_closures",
    meaning: "days on which the Postal Service takes no letters; a holiday on a Sunday closes the Monday after",
    weekdays: &[weekday(Sunday, "Postal Service, Postal Operations Manual 32")],
    holidays: &[
        holiday("New Year's Day", On::Day(1, 1), FEDERAL),
        holiday("Martin Luther King Jr. Day", On::Nth(1, Monday, 3), FEDERAL),
        holiday("Presidents' Day", On::Nth(2, Monday, 3), FEDERAL),
        holiday("Memorial Day", On::Last(5, Monday), FEDERAL),
        // A holiday by law since 2021, kept by the Postal Service since 2022.
        holiday_since(date(2022, 2, 10), "Juneteenth", On::Day(6, 19), FEDERAL),
        holiday("Independence Day", On::Day(7, 4), FEDERAL),
        holiday("Labor Day", On::Nth(9, Monday, 1), FEDERAL),
        holiday("Columbus Day", On::Nth(10, Monday, 2), FEDERAL),
        holiday("Veterans Day", On::Day(11, 11), FEDERAL),
        holiday("Thanksgiving Day", On::Nth(11, Thursday, 4), FEDERAL),
        holiday("Christmas Day", On::Day(12, 25), FEDERAL),
    ],
};
