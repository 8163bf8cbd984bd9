//! What is said of print runs.

use std::path::Path;

use super::shown;
use crate::diag::{Finding, codes};
use crate::record::{CaseNumber, CaseRecord};
use crate::units::Date;

pub(super) fn office_is_made_up(why: &str) -> Finding {
    let message = format!("nothing is mailed in the name of an office that is made up: {why}");
    Finding::new(&codes::project::OFFICE, message)
        .hint("put your office's facts into `templates/office.yaml`, and `fictional: false`")
}

pub(super) fn no_postal_day(date: Date, why: &str) -> Finding {
    Finding::new(&codes::project::NO_POSTAL_DAY, format!("{date} is {why}"))
        .hint("days to appeal run from the day of mailing: mail on the next working day")
}

pub(super) fn nothing_to_mail(date: Date, in_run_already: usize) -> Finding {
    let message = match in_run_already {
        0 => format!("no record gives {date} as its `mailed_date`"),
        1 => format!("the one record that gives {date} as its `mailed_date` was mailed already"),
        all => format!("all {all} records that give {date} as their `mailed_date` were mailed already"),
    };
    Finding::new(&codes::project::MAIL_RUN, message)
        .hint("add `mailed_date:` to the records that go out that day")
}

pub(super) fn mailed_already(case: &CaseNumber, date: Date) -> Finding {
    Finding::new(&codes::project::MAIL_RUN, format!("{case} was mailed on {date} already"))
        .hint("a letter goes out once; a correction needs `replaces:` and a date of its own")
}

pub(super) fn draft_is_not_mailed(record: &Path) -> Finding {
    Finding::new(&codes::project::MAIL_RUN, format!("`{}` is a draft, which is not mailed", shown(record)))
        .hint("fill in its blanks, or leave it out of this run")
}

pub(super) fn not_mailed_that_day(record: &CaseRecord, date: Date) -> Finding {
    let field = if record.mailed_date.is_some() { "mailed_date" } else { "case_number" };
    Finding::new(&codes::project::MAIL_RUN, format!("this letter is not mailed on {date}"))
        .at(record.place_of(field))
        .hint(format!("write `mailed_date: {date}` into the record, or leave it out of this run"))
}

pub(super) fn mailed_another_day(records: &[(&Path, Option<Date>)], date: Date) -> Finding {
    const NAMED: usize = 10;
    let named = records.iter().take(NAMED).map(|(path, day)| match day {
        Some(day) => format!("`{}` ({day})", shown(path)),
        None => format!("`{}` (no `mailed_date`)", shown(path)),
    });
    let more = records.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    let count = if records.len() == 1 { "1 record".to_owned() } else { format!("{} records", records.len()) };
    Finding::new(
        &codes::project::NOT_IN_THE_RUN,
        format!("{count} not mailed on {date}: {}{more}", named.collect::<Vec<_>>().join(", ")),
    )
}

pub(super) fn not_in_the_run(record: &Path, findings: &[Finding]) -> Finding {
    let why = findings.iter().max_by_key(|finding| finding.severity());
    let line = why.and_then(|why| Some(why.place.as_ref()?.line_column().0));
    let why = why.map_or("it cannot be read".to_owned(), |why| why.message.clone());
    let line = line.map_or(String::new(), |line| format!(":{line}"));
    Finding::new(
        &codes::project::NOT_IN_THE_RUN,
        format!("`{}{line}` is not in the run: {why}", shown(record)),
    )
    .hint("`imr check` says all that is wrong with it")
}
