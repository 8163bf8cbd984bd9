//! The form that each kind of value is typed in. A finding is made without its place, which the check of the record
//! adds.

use super::case_numbers;
use super::meant_date::meant_date;
use crate::diag::{Finding, codes};
use crate::law;
use crate::units::{Date, LanguageTag, MONTHS};
use crate::yaml::{FormCheck, brief};

/// The check of every `x-form` in the schema.
pub(super) const FORMS: &[(&str, FormCheck)] = &[
    ("date", |field, typed, _| date(field, typed).map(drop)),
    ("date-range", |field, typed, _| date_range(field, typed).map(drop)),
    ("case-number", case_numbers::of_form),
    ("case-number-example", case_numbers::any),
    ("template-name", |field, typed, _| template_name(field, typed)),
    ("state", |field, typed, _| state(field, typed)),
    ("zip", |field, typed, _| zip(field, typed)),
    ("delivery-point", |field, typed, _| delivery_point(field, typed)),
    ("email-address", |field, typed, _| email_address(field, typed)),
    ("language-tag", |field, typed, _| language(field, typed)),
    ("field-name", |field, typed, _| field_name(field, typed)),
];

/// `YYYY-MM-DD`, a day that exists.
pub(super) fn date(field: &str, typed: &str) -> Result<Date, Finding> {
    let parts: Vec<&str> = typed.split('-').collect();
    let digits = |part: &str, count| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    let [year, month, day] = parts[..] else { return Err(bad_date(field, typed)) };
    if !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return Err(bad_date(field, typed));
    }
    let number = |part: &str| part.parse::<i16>().unwrap_or(0);
    let (year, month, day) = (number(year), number(month), number(day));
    let date = Date::new(year, month as i8, day as i8).ok().filter(|_| year >= 1900);
    date.ok_or_else(|| {
        let why = if year < 1900 {
            "the year is before 1900".to_owned()
        } else if !(1..=12).contains(&month) {
            format!("there is no month {month}")
        } else {
            format!("month {month} of {year} has no day {day}")
        };
        Finding::new(&codes::record::NO_SUCH_DATE, format!("`{field}` {typed} is not a date that exists"))
            .labelled(why)
            .hint("dates are typed year-month-day, as in 2014-02-11")
    })
}

fn bad_date(field: &str, typed: &str) -> Finding {
    let finding = Finding::new(
        &codes::record::BAD_DATE,
        format!("`{field}` must be a date as YYYY-MM-DD, not `{}`", brief(typed)),
    )
    .labelled("expected YYYY-MM-DD");
    match (meant_date(typed), american(typed)) {
        (Some(date), _) => finding.hint(format!("type it as {date}")).fix(date.to_string()),
        (None, Some(date)) => finding.hint(format!("type it as {date}")),
        (None, None) => finding.hint("dates are typed year-month-day, as in 2014-02-11"),
    }
}

/// `2/11/2014` and `02-11-2014`, as letters print dates; `February 11, 2014`, as people write them.
fn american(typed: &str) -> Option<Date> {
    if let Some(date) = with_month_name(typed) {
        return Some(date);
    }
    let parts: Vec<i16> =
        typed.split(['/', '-', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match parts[..] {
        [month, day, year] if year >= 1900 => {
            Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
        }
        [year, month, day] if year >= 1900 => {
            Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
        }
        _ => None,
    }
}

/// `March 4, 2023`, `Mar. 4 2023`, `4 March 2023`
fn with_month_name(typed: &str) -> Option<Date> {
    let words: Vec<&str> = typed.split([' ', ',', '.']).filter(|word| !word.is_empty()).collect();
    let (month, day, year) = match words[..] {
        [month, day, year] if month.starts_with(|c: char| c.is_alphabetic()) => (month, day, year),
        [day, month, year] => (month, day, year),
        _ => return None,
    };
    let month = month.to_ascii_lowercase();
    let is_meant = |name: &&str| month.len() >= 3 && name.to_ascii_lowercase().starts_with(&month);
    let month = 1 + MONTHS.iter().position(is_meant)?;
    let day = day.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let year: i16 = year.parse().ok().filter(|year| (1900..=9999).contains(year))?;
    Date::new(year, month as i8, day.parse().ok()?).ok()
}

/// One date, or `A to B`.
pub(super) fn date_range(field: &str, typed: &str) -> Result<(Date, Date), Finding> {
    let (first, last) = typed.split_once(" to ").unwrap_or((typed, typed));
    let (first, last) = match (date(field, first.trim()), date(field, last.trim())) {
        (Ok(first), Ok(last)) => (first, last),
        (Err(mut finding), _) | (_, Err(mut finding)) => {
            // What is replaced is the whole range.
            finding.fix = None;
            return Err(match (meant_date(first.trim()), meant_date(last.trim())) {
                (Some(a), Some(b)) if a < b => finding.fix(format!("{a} to {b}")),
                (Some(only), Some(_)) if first == last => finding.fix(only.to_string()),
                _ => finding,
            });
        }
    };
    if first > last {
        return Err(Finding::new(
            &codes::record::BAD_DATE,
            format!("`{field}` ends on {last}, before it starts on {first}"),
        )
        .labelled("the earlier date comes first")
        .hint(format!("did you mean `{last} to {first}`?")));
    }
    Ok((first, last))
}

/// The plain name of a letter template.
pub(super) fn template_name(field: &str, typed: &str) -> Result<(), Finding> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if typed.bytes().all(plain) {
        return Ok(());
    }
    Err(Finding::new(
        &codes::record::BAD_TEMPLATE_NAME,
        format!("`{field}` must be a plain name, not `{}`", brief(typed)),
    )
    .labelled("small letters, digits and hyphens")
    .hint("the name has no folder and no ending: imr-2014, imr-2016"))
}

/// The name of a field of an organization's own, as templates write it.
fn field_name(field: &str, typed: &str) -> Result<(), Finding> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    if typed.starts_with(|c: char| c.is_ascii_lowercase()) && typed.bytes().all(plain) && typed.len() <= 40 {
        return Ok(());
    }
    let message = format!("`{field}` must be the name of a field, not `{}`", brief(typed));
    Err(Finding::new(&codes::assets::CONTRACT, message)
        .labelled("small letters, digits and underscores: plan_name"))
}

/// ZIP, or ZIP+4 with its hyphen.
pub(super) fn zip(field: &str, typed: &str) -> Result<(), Finding> {
    let digits = |part: &str, count| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    let right = match typed.split_once('-') {
        Some((zip, plus)) => digits(zip, 5) && digits(plus, 4),
        None => digits(typed, 5),
    };
    if right {
        return Ok(());
    }
    Err(Finding::new(
        &codes::record::BAD_ZIP,
        format!("`{field}` must be a ZIP code, not `{}`", brief(typed)),
    )
    .labelled("five digits, or ZIP+4: 95814-0000"))
}

/// A state or territory as two letters (USPS Publication 28, appendix B).
pub(super) fn state(field: &str, typed: &str) -> Result<(), Finding> {
    if law::state(typed).is_some() {
        return Ok(());
    }
    let finding = Finding::new(
        &codes::record::BAD_STATE,
        format!("`{field}` must be a state's two letters (USPS), not `{}`", brief(typed)),
    )
    .labelled("two capital letters, such as CA");
    let upper = typed.replace('.', "").to_uppercase();
    Err(if law::state(&upper).is_some() {
        finding.hint(format!("did you mean `{upper}`?")).fix(upper)
    } else if upper.starts_with("CALIF") {
        let whole = "CALIFORNIA".starts_with(upper.trim());
        let finding = finding.hint("did you mean `CA`?");
        if whole { finding.fix("CA") } else { finding }
    } else {
        finding
    })
}

/// A language tag (BCP 47).
fn language(field: &str, typed: &str) -> Result<(), Finding> {
    if typed.parse::<LanguageTag>().is_ok() {
        return Ok(());
    }
    let finding = Finding::new(
        &codes::record::BAD_LANGUAGE,
        format!("`{field}` must be a language tag (BCP 47), not `{}`", brief(typed)),
    )
    .labelled("such as es");
    Err(match typed.to_lowercase().as_str() {
        "spanish" | "español" => finding.hint("did you mean `es`?").fix("es"),
        _ => finding,
    })
}

/// The two digits of a delivery point.
pub(super) fn delivery_point(field: &str, typed: &str) -> Result<(), Finding> {
    if typed.len() == 2 && typed.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(());
    }
    let message = format!("`{field}` must be two digits, not `{}`", brief(typed));
    Err(Finding::new(&codes::record::BAD_ZIP, message).labelled("two digits: 07"))
}

/// `name@domain`, as mail systems pass it on everywhere: a Dot-string of at most 64 characters before the only `@` (RFC 5321,
/// 4.1.2 and 4.5.3.1) and behind it a domain with a dot, of letters, digits and hyphens.
///
/// # Errors
/// The finding, without its place, for anything else.
pub fn email_address(field: &str, typed: &str) -> Result<(), Finding> {
    let message = || format!("`{field}` must be an e-mail address, not `{}`", brief(typed));
    let refused = |why: &str| {
        Err(Finding::new(&codes::record::BAD_EMAIL, message())
            .labelled(why)
            .hint("write the address alone, as in alex@example.org"))
    };
    let Some((name, domain)) = typed.split_once('@') else { return refused("it has no `@`") };
    if domain.contains('@') {
        return refused("it has more than one `@`");
    }
    if !typed.is_ascii() {
        return refused("only ASCII characters; a domain in other letters is written in its `xn--` form");
    }
    // RFC 5322 has such names; but programs that send mail take `-` for an option, and in a list of addresses a
    // spreadsheet takes the others for a formula.
    if name.starts_with(['=', '+', '-']) {
        return refused("mail is not sent to a name that begins with `=`, `+` or `-`");
    }
    let in_name = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b);
    let is_atom = |atom: &str| !atom.is_empty() && atom.bytes().all(in_name);
    if name.len() > 64 || !name.split('.').all(is_atom) {
        return refused("what stands before the `@` is not the name of a mailbox");
    }
    let in_label = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(in_label)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last_is_name =
        domain.rsplit('.').next().is_some_and(|last| last.bytes().any(|b| b.is_ascii_alphabetic()));
    if !domain.contains('.') || !domain.split('.').all(is_label) || !last_is_name || typed.len() > 254 {
        return refused("what stands after the `@` is not a domain");
    }
    Ok(())
}
