//! By when a determination can be appealed, and by whom.

use super::closures::BOARD;
use super::dated::{Dated, KNOWN_THROUGH, NotKnown, Number};
use super::numbers::{
    DAYS_ADDED_ABROAD, DAYS_ADDED_BY_EMAIL, DAYS_ADDED_IN_CALIFORNIA, DAYS_ADDED_IN_THE_UNITED_STATES,
    DAYS_TO_APPEAL,
};
use super::places::Place;
use crate::units::{Date, days_after};

/// The name of a last day to appeal in templates and findings.
const LAST_DAY: &str = "last_day_to_appeal";

/// A last day, and how it was computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    pub last_day: Date,
    /// Each with the day that it comes to.
    pub steps: Vec<Step>,
}

/// One step of a computation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub day: Date,
    /// What is counted, in few words.
    pub what: String,
    pub source: &'static str,
}

/// How a party is served, as far as the time to appeal depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// By mail, to an address in this place.
    Mail(Place),
    /// By e-mail.
    Email,
}

impl From<Place> for Service {
    fn from(place: Place) -> Service {
        Service::Mail(place)
    }
}

/// The last day on which a petition can reach the Appeals Board: the days to appeal from the mailing, extended
/// by the place of the party served, or for service by e-mail; where the Board is closed on the day, the next on which it is open
/// (Matute, en banc, 2015; Trigueros, 2022). The Code of Civil Procedure does not extend the time (Labor Code
/// 5316; Messele, en banc).
///
/// # Errors
/// A day for which the law is not known.
pub fn last_day_to_appeal(mailed: Date, service: impl Into<Service>) -> Result<Deadline, NotKnown> {
    let to_appeal = DAYS_TO_APPEAL.on(mailed)?;
    let (added, what) = extension(service.into(), mailed)?;
    let mut steps = Vec::with_capacity(4);
    let mut day = mailed;
    let mut step = |day: &mut Date, days: Dated<i64>, what: String| {
        *day = days_after(*day, days.value);
        steps.push(Step { day: *day, what, source: days.source });
    };
    step(&mut day, to_appeal, format!("{} days from mailing", to_appeal.value));
    step(&mut day, added, format!("{} days more: {what}", added.value));
    // Closed days in a row are never a week.
    while let Some(closed) = BOARD.closed(day)? {
        let next = day.tomorrow().map_err(|_| NotKnown::NotYet { what: LAST_DAY, day: KNOWN_THROUGH })?;
        let what = format!("the Board is closed on {day}, {}", closed.name);
        steps.push(Step { day: next, what, source: closed.source });
        day = next;
    }
    Ok(Deadline { last_day: day, steps })
}

fn extension(service: Service, mailed: Date) -> Result<(Dated<i64>, &'static str), NotKnown> {
    let (number, what): (&Number, _) = match service {
        Service::Mail(Place::California) => (&DAYS_ADDED_IN_CALIFORNIA, "served in California"),
        Service::Mail(Place::UnitedStates) => {
            (&DAYS_ADDED_IN_THE_UNITED_STATES, "served in another state or a territory")
        }
        Service::Mail(Place::Abroad) => (&DAYS_ADDED_ABROAD, "served abroad"),
        Service::Email => (&DAYS_ADDED_BY_EMAIL, "served by e-mail"),
    };
    Ok((number.on(mailed)?, what))
}

/// The two sides that a determination decides between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The worker, and who represents the worker.
    Employee,
    /// The employer, for whom the claims administrator acts.
    Employer,
}

/// Whether a side is aggrieved and so may appeal: the employee by an upheld denial, the employer by an
/// overturned one (Labor Code 4610.6(h); 8 CCR 10575(a)).
pub fn aggrieved(side: Side, any_upheld: bool, any_overturned: bool) -> bool {
    match side {
        Side::Employee => any_upheld,
        Side::Employer => any_overturned,
    }
}
