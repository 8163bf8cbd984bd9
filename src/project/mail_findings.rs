//! What is said of print runs.

use std::path::Path;

use super::names::{RUNS, RunName};
use super::row::Row;
use super::shown;
use crate::diag::{Finding, codes, visible};
use crate::record::{CaseNumber, CaseRecord};
use crate::units::Date;
use crate::yaml::nearest;

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

pub(super) fn nothing_mailed(case: &str) -> Finding {
    Finding::new(&codes::project::BOUNCE, format!("nothing of `{}` was mailed", visible(case)))
        .hint("an e-mail comes back from a run that was mailed: `imr mail --date`")
}

pub(super) fn no_such_copy(case: &str, party: &str, keys: &[String]) -> Finding {
    let message = format!("no copy of {case} was mailed to `{}`", visible(party));
    let finding = Finding::new(&codes::project::BOUNCE, message);
    let finding = match nearest(party, keys.iter().map(String::as_str)) {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None => finding,
    };
    finding.hint(format!("its copies: {}", keys.join(", ")))
}

pub(super) fn not_emailed(row: &Row) -> Finding {
    let day = row.mailed.map(|day| format!(" on {day}")).unwrap_or_default();
    let (case, party) = (row.letter.case(), row.letter.part());
    let message =
        format!("the copy of {case} for `{party}` was mailed on paper{day}: no e-mail can come back");
    Finding::new(&codes::project::BOUNCE, message)
        .labelled("not served by e-mail")
        .hint("what the Postal Service returns is mailed again by hand, with a proof of service of its own")
}

pub(super) fn came_back_already(row: &Row) -> Finding {
    let (case, party) = (row.letter.case(), row.letter.part());
    let message = format!("it is noted already that the e-mail of {case} to `{party}` came back");
    Finding::new(&codes::project::BOUNCE, message)
        .labelled("its copy goes out on paper once")
        .hint("`imr mail --plan` says whether it waits for the next print run")
}

pub(super) fn came_back_without_record(case: &CaseNumber) -> Finding {
    let message = format!("an e-mail of {case} came back, and no record makes its copy on paper");
    Finding::new(&codes::project::BOUNCE, message)
        .hint("put the record that was mailed back into the data folder")
}

pub(super) fn came_back_corrected(record: &CaseRecord) -> Finding {
    let message = format!(
        "the copy of {} that came back is not mailed again: its record corrects it",
        record.case_number
    );
    Finding::new(&codes::project::NOT_IN_THE_RUN, message)
        .at(record.place_of("replaces"))
        .hint("the correction goes to all parties; serve who got no e-mail by mail")
}

pub(super) fn another_came_back_that_day(case: &CaseNumber, date: Date) -> Finding {
    let message = format!("another copy of {case} that came back was mailed on {date} already");
    Finding::new(&codes::project::NOT_IN_THE_RUN, message).hint("this one goes into a run of the next day")
}

/// No number is left for a run of the day.
pub(super) fn no_run_number(date: Date) -> Finding {
    let run = RunName { date, number: usize::MAX };
    let message = format!(
        "no number is left for a run of {date}: the last that can be is `{RUNS}/{run}`, and it is there"
    );
    Finding::new(&codes::project::MAIL_RUN, message)
        .hint("no run has so high a number: find out where that folder is from, and move it away")
}
