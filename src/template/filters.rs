//! The filters that letters' templates have beside tera's own.

use crate::units::{Date, MONTHS, Weekday, checked_days_after};
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("add_days", add_days);
    tera.register_filter("list_and", list_and);
    tera.register_filter("ordinal", ordinal);
    tera.register_filter("us_date", us_date);
    tera.register_filter("weekday", weekday);
    tera.register_filter("long_date", long_date);
    tera.register_filter("short_date", short_date);
    tera.register_filter("yaml", yaml);
    tera.register_filter("safe", safe);
}

/// `2014-02-11` -> `02/11/2014`.
fn us_date(date: &str, _: Kwargs, _: &State) -> TeraResult<String> {
    Ok(in_us_form(parsed("us_date", date)?))
}

fn in_us_form(date: Date) -> String {
    date.strftime("%m/%d/%Y").to_string()
}

/// `2014-02-11` -> `2/11/2014`.
fn short_date(date: &str, _: Kwargs, _: &State) -> TeraResult<String> {
    Ok(in_short_form(parsed("short_date", date)?))
}

fn in_short_form(date: Date) -> String {
    format!("{}/{}/{}", date.month(), date.day(), date.year())
}

/// `2014-02-11` -> `February 11, 2014`, with `language="es"` `11 de febrero de 2014`.
fn long_date(date: &str, options: Kwargs, _: &State) -> TeraResult<String> {
    let date = parsed("long_date", date)?;
    let language = options.get::<String>("language")?.unwrap_or_else(|| "en".to_owned());
    match language.as_str() {
        "en" => Ok(in_english(date)),
        "es" => Ok(in_spanish(date)),
        _ => Err(Error::message(format!("`long_date` knows the languages en and es, not `{language}`"))),
    }
}

fn in_english(date: Date) -> String {
    format!("{} {}, {}", MONTHS[date.month() as usize - 1], date.day(), date.year())
}

fn in_spanish(date: Date) -> String {
    format!("{} de {} de {}", date.day(), MESES[date.month() as usize - 1], date.year())
}

/// A date in every form that templates can print it in.
pub(super) fn printed_dates(date: Date) -> [String; 5] {
    [in_us_form(date), in_short_form(date), in_english(date), in_spanish(date), date.to_string()]
}

/// The date that a text shows in one of those forms; none for any other text.
pub fn printed_date(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let number = |text: &str, digits: usize| -> Option<i16> {
        let plain = (1..=digits).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| plain)
    };
    let (month, day, year) = if let [month, day, year] = text.split('/').collect::<Vec<_>>()[..] {
        (number(month, 2)?, number(day, 2)?, number(year, 4)?)
    } else {
        let words: Vec<&str> = text.split_whitespace().collect();
        let of_year =
            |names: &[&str; 12], name: &str| Some(names.iter().position(|known| *known == name)? as i16 + 1);
        match words[..] {
            [month, day, year] => {
                (of_year(&MONTHS, month)?, number(day.strip_suffix(',')?, 2)?, number(year, 4)?)
            }
            [day, "de", month, "de", year] => (of_year(&MESES, month)?, number(day, 2)?, number(year, 4)?),
            _ => return None,
        }
    };
    format!("{year:04}-{month:02}-{day:02}").parse().ok()
}

/// The days of a hundred years: more are a slip.
const MOST_DAYS: i64 = 36_525;

/// The date so many days later, or earlier with a minus: `2014-02-11` and 30 -> `2014-03-13`.
fn add_days(date: &str, options: Kwargs, _: &State) -> TeraResult<String> {
    let date = parsed("add_days", date)?;
    let days = options.must_get::<i64>("days")?;
    if days.abs() > MOST_DAYS {
        return Err(Error::message(format!("`add_days` counts {MOST_DAYS} days at most, not {days}")));
    }
    let day = checked_days_after(date, days)
        .ok_or_else(|| Error::message(format!("{days} days after {date} the calendar has ended")))?;
    Ok(day.to_string())
}

/// `2014-02-11` -> `Tuesday`, with `language="es"` `martes`.
fn weekday(date: &str, options: Kwargs, _: &State) -> TeraResult<String> {
    let day = parsed("weekday", date)?.weekday();
    let language = options.get::<String>("language")?.unwrap_or_else(|| "en".to_owned());
    let (english, spanish) = match day {
        Weekday::Monday => ("Monday", "lunes"),
        Weekday::Tuesday => ("Tuesday", "martes"),
        Weekday::Wednesday => ("Wednesday", "miércoles"),
        Weekday::Thursday => ("Thursday", "jueves"),
        Weekday::Friday => ("Friday", "viernes"),
        Weekday::Saturday => ("Saturday", "sábado"),
        Weekday::Sunday => ("Sunday", "domingo"),
    };
    match language.as_str() {
        "en" => Ok(english.to_owned()),
        "es" => Ok(spanish.to_owned()),
        _ => Err(Error::message(format!("`weekday` knows the languages en and es, not `{language}`"))),
    }
}

/// `1` -> `1st`.
fn ordinal(number: i64, _: Kwargs, _: &State) -> TeraResult<String> {
    if number < 1 {
        return Err(Error::message(format!("`ordinal` takes a whole number from 1 on, not {number}")));
    }
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    Ok(format!("{number}{ending}"))
}

/// `["A", "B", "C"]` -> `A, B and C`.
fn list_and(values: Vec<Value>, _: Kwargs, _: &State) -> TeraResult<String> {
    if values.iter().any(|value| value.as_map().is_some() || value.as_array().is_some()) {
        return Err(Error::message("`list_and` takes a list of texts, and this one holds more than texts"));
    }
    let texts: Vec<String> = values.iter().map(ToString::to_string).collect();
    match texts.as_slice() {
        [] => Err(Error::message("`list_and` was given a list of nothing")),
        [one] => Ok(one.clone()),
        [before @ .., last] => Ok(format!("{} and {last}", before.join(", "))),
    }
}

const MESES: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

fn parsed(filter: &str, date: &str) -> TeraResult<Date> {
    date.parse().map_err(|_| Error::message(format!("`{filter}` takes a date like 2014-02-11, not `{date}`")))
}

/// A text as a quoted YAML value, for the front matter.
fn yaml(text: &str, _: Kwargs, _: &State) -> Value {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    Value::safe_string(&quoted)
}

/// Nothing in a record is markup, so no template can say otherwise.
fn safe(_: Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    Err(Error::message("`safe` is not for letters: nothing in a record is markup"))
}
