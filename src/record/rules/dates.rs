//! Rules over the dates of a record.

use super::super::types::Priority;
use super::super::values::{CaseNumber, Day};
use crate::diag::{Finding, Sink, codes};
use crate::units::Weekday;
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

fn in_order(
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
        .hint("look the date up: determinations are decided on working days"),
    );
}

/// An application is due 30 days after the denial, 35 where the denial was served by mail (8 CCR
/// 9792.10.1(b), Code of Civil Procedure 1013).
pub(super) fn application_late(record: Fields<'_>, sink: &mut Sink) {
    let (Some(denial), Some(received)) =
        (record.get::<Day>("ur_denial_date"), record.get::<Day>("application_received"))
    else {
        return;
    };
    let days = days_between(denial.value, received.value);
    let hint = match days {
        ..=30 => return,
        31..=35 => "within 35 days it is in time where the denial was served by mail; else check both dates",
        _ => {
            "even with service by mail 35 days are the limit: check both dates and the application's eligibility"
        }
    };
    sink.report(
        Finding::new(
            &codes::rule::APPLICATION_LATE,
            format!(
                "`application_received` {} is {days} days after the UR denial; 30 are allowed",
                received.value
            ),
        )
        .at(record.place(received.span))
        .labelled(format!("{days} days after the denial"))
        .related(record.place(denial.span), "denied here")
        .hint(hint),
    );
}

/// A review is decided 30 days after assignment, 45 at the outside; an expedited one in 3 (Labor Code
/// 4610.6(d)). The limit is directory, not mandatory (Margaris, 2016), hence a warning.
pub(super) fn decision_late(record: Fields<'_>, sink: &mut Sink) {
    let (Some(assigned), Some(decision)) =
        (record.get::<Day>("date_assigned"), record.get::<Day>("decision_date"))
    else {
        return;
    };
    let days = days_between(assigned.value, decision.value);
    let expedited =
        record.get::<Priority>("priority").filter(|priority| priority.value == Priority::Expedited);
    let (code, allowed, hint) = match (expedited, days) {
        (Some(_), 4..) => {
            (&codes::rule::EXPEDITED_LATE, 3, "check both dates, and whether the review is expedited")
        }
        (None, 31..=45) => {
            (&codes::rule::DECISION_LATE, 30, "the limit does not void the decision, but check both dates")
        }
        (None, 46..) => (
            &codes::rule::DECISION_LATE,
            30,
            "no published decision took more than 45 days: one of the dates is likely mistyped",
        ),
        _ => return,
    };
    let mut finding = Finding::new(
        code,
        format!("`decision_date` {} is {days} days after assignment; {allowed} are allowed", decision.value),
    )
    .at(record.place(decision.span))
    .labelled(format!("{days} days after assignment"))
    .related(record.place(assigned.span), "assigned here");
    if let Some(priority) = expedited {
        finding = finding.related(record.place(priority.span), "expedited here");
    }
    sink.report(finding.hint(hint));
}

/// The case number's year is the one in which the application was received, in 191 of 194 letters.
pub(super) fn case_year(record: Fields<'_>, sink: &mut Sink) {
    let (Some(number), Some(received)) =
        (record.get::<CaseNumber>("case_number"), record.get::<Day>("application_received"))
    else {
        return;
    };
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
        .hint("check the case number and the date against the case file"),
    );
}

fn days_between(first: Day, then: Day) -> i32 {
    (*then - *first).get_days()
}
