//! The filters that letters' templates have beside tera's own.

use crate::units::Date;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// Names of filters that letters use, for hints: ours and the usual ones of tera.
pub(super) const NAMES: [&str; 10] =
    ["us_date", "yaml", "capitalize", "first", "join", "last", "length", "lower", "truncate", "upper"];

pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("us_date", us_date);
    tera.register_filter("yaml", yaml);
    tera.register_filter("safe", safe);
}

/// `2014-02-11` -> `02/11/2014`.
fn us_date(date: &str, _: Kwargs, _: &State) -> TeraResult<String> {
    let date: Date = date
        .parse()
        .map_err(|_| Error::message(format!("`us_date` takes a date like 2014-02-11, not `{date}`")))?;
    Ok(date.strftime("%m/%d/%Y").to_string())
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
