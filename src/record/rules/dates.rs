//! Rules over the dates of a record.

use super::super::types::Priority;
use super::super::values::{CaseNumber, Day};
use crate::diag::{Finding, Sink, codes};
use crate::law;
use crate::units::{Date, Weekday};
use crate::yaml::{Fields, Spanned};

/// Injury, denial, application, assignment, decision, mailing follow each other; so in 194 of 194
/// published letters. Records reach the review between application and decision; a first part of them may do so
/// before it is assigned.
pub(super) fn order(record: Fields<'_>, sink: &mut Sink) {
    let dates = [
        "date_of_injury",
        "ur_denial_date",
        "application_received",
        "date_assigned",
        "decision_date",
        "mailed_date",
    ];
    let known: Vec<_> = dates.into_iter().filter_map(|name| Some((name, record.get(name)?))).collect();
    for pair in known.windows(2) {
        in_order(record, pair[0], pair[1], sink);
    }
    if let Some(records) = record.get("records_received") {
        let records = ("records_received", records);
        if let Some(application) = record.get("application_received") {
            in_order(record, ("application_received", application), records, sink);
        }
        if let Some(decision) = record.get("decision_date") {
            in_order(record, records, ("decision_date", decision), sink);
        }
    }
    if let (Some(replaced), Some(mailed)) = (record.get("replaces/mailed_date"), record.get("mailed_date")) {
        in_order(record, ("replaces.mailed_date", replaced), ("mailed_date", mailed), sink);
    }
}

pub(super) fn in_order(
    record: Fields<'_>,
    (first_name, first): (&str, Spanned<Day>),
    (then_name, then): (&str, Spanned<Day>),
    sink: &mut Sink,
) {
    if then.value >= first.value {
        return;
    }
    sink.report(
        Finding::new(
            &codes::rule::DATE_ORDER,
            format!("`{then_name}` {} is before `{first_name}` {}", then.value, first.value),
        )
        .at(record.place(then.span))
        .labelled(format!("`{then_name}` is {} here", then.value))
        .related(record.place(first.span), format!("but `{first_name}` is {} here", first.value))
        .hint("one of the two is mistyped: look both up in the case file"),
    );
}

/// None of 194 published determinations was decided on a weekend.
pub(super) fn weekend(record: Fields<'_>, sink: &mut Sink) {
    let Some(decision) = record.get::<Day>("decision_date") else { return };
    let day = match decision.weekday() {
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
        _ => return,
    };
    sink.report(
        Finding::new(
            &codes::rule::DECISION_WEEKEND,
            format!("`decision_date` {} is a {day}", decision.value),
        )
        .at(record.place(decision.span))
        .labelled(format!("a {day}"))
        .hint("look the date up: none of 194 published determinations was decided on a weekend"),
    );
}

/// An application is due 30 days after the denial was served, later where liability was deferred; service by mail
/// adds days (8 CCR 9792.10.1(b), Code of Civil Procedure 1013).
pub(super) fn application_late(record: Fields<'_>, sink: &mut Sink) {
    let (Some(denial), Some(received)) =
        (record.get::<Day>("ur_denial_date"), record.get::<Day>("application_received"))
    else {
        return;
    };
    let (Ok(allowed), Ok(by_mail)) =
        (law::DAYS_TO_APPLY.on(received.0), law::DAYS_TO_APPLY_ADDED_BY_MAIL.on(received.0))
    else {
        return;
    };
    let days = days_between(denial.value, received.value);
    let with_mail = allowed.value + by_mail.value;
    let hint = match days {
        days if days <= allowed.value => return,
        days if days <= with_mail => {
            format!(
                "within {with_mail} days it is in time where the denial was served by mail; else check both dates"
            )
        }
        _ => "check both dates; where liability was deferred, a later application is lawful".to_owned(),
    };
    sink.report(
        Finding::new(
            &codes::rule::APPLICATION_LATE,
            format!(
                "`application_received` {} is {days} days after the UR denial; {} are allowed by {}",
                received.value, allowed.value, allowed.source
            ),
        )
        .at(record.place(received.span))
        .labelled(format!("{days} days after the denial"))
        .related(record.place(denial.span), "denied here")
        .hint(hint),
    );
}

/// A review is decided 30 days after the request and the supporting documents were received, an expedited one 3
/// (Labor Code 4610.6(d); Tyni). Where the record does not say when that was, the assignment stands for it. The
/// limit is directory, not mandatory (Margaris, 2016), hence a warning.
pub(super) fn decision_late(record: Fields<'_>, sink: &mut Sink) {
    let Some(decision) = record.get::<Day>("decision_date") else { return };
    let records = record.get::<Day>("records_received");
    let proxy = records.is_none();
    let Some(start) = records.or_else(|| record.get::<Day>("date_assigned")) else { return };
    let days = days_between(start.value, decision.value);
    let expedited =
        record.get::<Priority>("priority").filter(|priority| priority.value == Priority::Expedited);
    let (code, number) = match expedited {
        Some(_) => (&codes::rule::EXPEDITED_LATE, &law::DAYS_TO_DECIDE_EXPEDITED),
        None => (&codes::rule::DECISION_LATE, &law::DAYS_TO_DECIDE),
    };
    let Ok(allowed) = number.on(decision.0) else { return };
    if days <= allowed.value {
        return;
    }
    let after = if proxy { "assignment" } else { "the records were received" };
    let mut finding = Finding::new(
        code,
        format!(
            "`decision_date` {} is {days} days after {after}; {} allows {} from the receipt of the records",
            decision.value, allowed.source, allowed.value
        ),
    )
    .at(record.place(decision.span))
    .labelled(format!("{days} days after {after}"))
    .related(record.place(start.span), if proxy { "assigned here" } else { "received here" });
    if let Some(priority) = expedited {
        finding = finding.related(record.place(priority.span), "expedited here");
    }
    if proxy {
        finding = finding.hint(
            "assignment is only a proxy for the receipt of the records: give that day as `records_received`",
        );
    }
    sink.report(match (expedited, days) {
        (Some(_), _) => finding.hint("check both dates, and whether the review is expedited"),
        (None, ..=45) => finding.hint("the limit does not void the decision, but check both dates"),
        (None, _) => finding.hint(
            "none of 194 published letters was decided more than 45 days after assignment: one of the dates may be mistyped",
        ),
    });
}

/// The case number's year is the one in which the application was received, in 191 of 194 letters.
pub(super) fn case_year(record: Fields<'_>, sink: &mut Sink) {
    let (Some(number), Some(received)) =
        (record.get::<CaseNumber>("case_number"), record.get::<Day>("application_received"))
    else {
        return;
    };
    // Other forms say no year, or elsewhere.
    if !number.is_usual() {
        return;
    }
    let year = &number.as_str()[2..4];
    let received_year = format!("{:02}", received.year() % 100);
    if year == received_year {
        return;
    }
    sink.report(
        Finding::new(
            &codes::rule::CASE_YEAR,
            format!(
                "case number {number} is of 20{year}, but the application was received in {}",
                received.year(),
                number = number.value
            ),
        )
        .at(record.place(number.span))
        .labelled(format!("year {year}"))
        .related(record.place(received.span), format!("received in {} here", received.year()))
        .hint("check both against the case file; in 191 of 194 published letters the two years agree"),
    );
}

/// Days within which the dates of a review stand from the one in their middle.
const FAR: i64 = 550;
/// Years after which an injury is hardly reviewed.
const LONG_AGO: i16 = 60;

/// A date in a year far from the other dates is likely mistyped, `2041` for `2014`.
pub(super) fn far_year(record: Fields<'_>, sink: &mut Sink) {
    let names = [
        "ur_denial_date",
        "application_received",
        "date_assigned",
        "records_received",
        "decision_date",
        "mailed_date",
    ];
    let mut days: Vec<_> =
        names.into_iter().filter_map(|name| Some((name, record.get::<Day>(name)?))).collect();
    days.sort_by_key(|(_, day)| day.value);
    let Some((_, middle)) = days.get(days.len() / 2).filter(|_| days.len() >= 3).copied() else { return };
    let mut far = |name: &str, day: Spanned<Day>| {
        sink.report(
            Finding::new(
                &codes::rule::FAR_YEAR,
                format!("`{name}` {} is in a year far from the other dates", day.value),
            )
            .at(record.place(day.span))
            .labelled(format!("the year {}", day.year()))
            .related(record.place(middle.span), format!("another date is in {}", middle.year()))
            .hint("look the year up in the case file"),
        );
    };
    for (name, day) in days {
        if days_between(middle.value, day.value).abs() > FAR {
            far(name, day);
        }
    }
    if let Some(injury) = record.get::<Day>("date_of_injury")
        && middle.year() - injury.year() > LONG_AGO
    {
        far("date_of_injury", injury);
    }
}

/// A letter is mailed on a day on which the post takes it, and offices mail from Monday to Friday.
pub(super) fn no_post(record: Fields<'_>, sink: &mut Sink) {
    let Some(mailed) = record.get::<Day>("mailed_date") else { return };
    let Some(why) = no_mailing_on(mailed.0) else { return };
    sink.report(
        Finding::new(&codes::rule::NO_POSTAL_DAY, format!("`mailed_date` {} is {why}", mailed.value))
            .at(record.place(mailed.span))
            .labelled("no letters are mailed")
            .hint("days to appeal run from the day of mailing: give the day on which the letter goes into the mail"),
    );
}

/// Why no letters are mailed on a day; none where they are, or where the law of that day is not known.
pub fn no_mailing_on(day: Date) -> Option<String> {
    match (day.weekday(), law::POST.closed(day)) {
        (Weekday::Saturday, _) => Some("a Saturday, when offices mail no letters".to_owned()),
        (Weekday::Sunday, _) => Some("a Sunday, when the Postal Service takes no letters".to_owned()),
        (_, Ok(Some(closed))) => Some(format!("a holiday of the Postal Service, {}", closed.name)),
        (_, Ok(None) | Err(_)) => None,
    }
}

fn days_between(first: Day, then: Day) -> i64 {
    (*then - *first).get_days().into()
}
