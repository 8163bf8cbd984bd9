//! The filters that letters' templates have beside tera's own.

use crate::units::{Date, MONTHS, Weekday, days_after};
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// Names of filters that letters use, for hints: ours and the usual ones of tera.
pub(super) const NAMES: [&str; 16] = [
    "add_days",
    "list_and",
    "ordinal",
    "us_date",
    "weekday",
    "long_date",
    "short_date",
    "yaml",
    "capitalize",
    "first",
    "join",
    "last",
    "length",
    "lower",
    "truncate",
    "upper",
];

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
    Ok(parsed("us_date", date)?.strftime("%m/%d/%Y").to_string())
}

/// `2014-02-11` -> `2/11/2014`.
fn short_date(date: &str, _: Kwargs, _: &State) -> TeraResult<String> {
    let date = parsed("short_date", date)?;
    Ok(format!("{}/{}/{}", date.month(), date.day(), date.year()))
}

/// `2014-02-11` -> `February 11, 2014`, with `language="es"` `11 de febrero de 2014`.
fn long_date(date: &str, options: Kwargs, _: &State) -> TeraResult<String> {
    let date = parsed("long_date", date)?;
    let language = options.get::<String>("language")?.unwrap_or_else(|| "en".to_owned());
    let month = date.month() as usize - 1;
    match language.as_str() {
        "en" => Ok(format!("{} {}, {}", MONTHS[month], date.day(), date.year())),
        "es" => Ok(format!("{} de {} de {}", date.day(), MESES[month], date.year())),
        _ => Err(Error::message(format!("`long_date` knows the languages en and es, not `{language}`"))),
    }
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
    Ok(days_after(date, days).to_string())
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
fn list_and(texts: Vec<String>, _: Kwargs, _: &State) -> TeraResult<String> {
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
