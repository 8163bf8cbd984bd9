//! The numbers of the law, under the names that templates and `imr explain` use.

use super::dated::{Dated, FIRST_DAY, Number};
use crate::units::{Date, date};

/// The Board's rules were renumbered on this day and kept their text.
const RENUMBERED: Date = date(2020, 1, 1);
const BEFORE: Option<Date> = Some(date(2019, 12, 31));

const fn since_the_review(value: i64, source: &'static str) -> Dated<i64> {
    Dated { value, since: FIRST_DAY, until: None, source }
}

/// Days to appeal, from the mailing of the determination.
pub static DAYS_TO_APPEAL: Number = Number {
    name: "days_to_appeal",
    meaning: "days to appeal, from the mailing of the determination",
    values: &[since_the_review(30, "Labor Code 4610.6(h)")],
};

/// Days that are added to the time to appeal for a party in California. Where the office that mails stands
/// does not matter (Trigueros, Court of Appeal, 2022).
pub static DAYS_ADDED_IN_CALIFORNIA: Number = Number {
    name: "days_added_in_california",
    meaning: "days added to the time to appeal for a party that is served by mail at an address in California \
              (Matute v. Los Angeles Unified School District, en banc, 2015; Sandoval v. Macy's, 2023)",
    values: &[
        Dated { value: 5, since: FIRST_DAY, until: BEFORE, source: "8 CCR 10507(a)(1)" },
        Dated { value: 5, since: RENUMBERED, until: None, source: "8 CCR 10605(a)(1)" },
    ],
};

/// Days that are added for a party that is served by e-mail, which the Board allows from this day on: those of service by
/// mail in California, and not the two of the Code of Civil Procedure (Aguilar). Whether a party elsewhere has more was not
/// found decided, so the earlier day is taken.
pub static DAYS_ADDED_BY_EMAIL: Number = Number {
    name: "days_added_by_email",
    meaning: "days added to the time to appeal for a party that is served by e-mail, wherever it is (Aguilar)",
    values: &[Dated {
        value: 5,
        since: date(2022, 1, 1),
        until: None,
        source: "8 CCR 10605(a)(1); 8 CCR 10625",
    }],
};

/// Days that are added for a party in another state or a territory of the United States.
pub static DAYS_ADDED_IN_THE_UNITED_STATES: Number = Number {
    name: "days_added_in_the_united_states",
    meaning: "days added to the time to appeal for a party whose address is in another state or a territory \
              of the United States",
    values: &[
        Dated { value: 10, since: FIRST_DAY, until: BEFORE, source: "8 CCR 10507(a)(2)" },
        Dated { value: 10, since: RENUMBERED, until: None, source: "8 CCR 10605(a)(2)" },
    ],
};

/// Days that are added for a party abroad.
pub static DAYS_ADDED_ABROAD: Number = Number {
    name: "days_added_abroad",
    meaning: "days added to the time to appeal for a party whose address is outside the United States",
    values: &[
        Dated { value: 20, since: FIRST_DAY, until: BEFORE, source: "8 CCR 10507(a)(3)" },
        Dated { value: 20, since: RENUMBERED, until: None, source: "8 CCR 10605(a)(3)" },
    ],
};

/// Working days in which the claims administrator must authorize what was overturned.
pub static WORKING_DAYS_TO_AUTHORIZE: Number = Number {
    name: "working_days_to_authorize",
    meaning: "working days from receipt in which the claims administrator must authorize each overturned \
              item, or sooner if the employee's condition requires it; not if liability is disputed for \
              another reason, and not while an appeal is pending",
    values: &[since_the_review(5, "Labor Code 4610.6(j); 8 CCR 9792.10.7(a)")],
};

/// Days in which the claims administrator must reimburse care that was already given.
pub static DAYS_TO_REIMBURSE: Number = Number {
    name: "days_to_reimburse",
    meaning: "days from receipt in which the claims administrator must reimburse overturned care that was \
              already given, with the same exceptions",
    values: &[since_the_review(20, "Labor Code 4610.6(j); 8 CCR 9792.10.7(a)")],
};

/// Days to decide a standard review, from the receipt of the request and the supporting documents.
pub static DAYS_TO_DECIDE: Number = Number {
    name: "days_to_decide",
    meaning: "days to decide, from the receipt of the request and the supporting documents (Tyni); \
              directory, not mandatory (Margaris, 2016)",
    values: &[since_the_review(30, "Labor Code 4610.6(d)")],
};

/// Days to decide an expedited review.
pub static DAYS_TO_DECIDE_EXPEDITED: Number = Number {
    name: "days_to_decide_expedited",
    meaning: "days to decide an expedited review, from the receipt of the supporting documents",
    values: &[since_the_review(3, "Labor Code 4610.6(d)")],
};

/// Days to apply for a review, from the service of the utilization review's denial.
pub static DAYS_TO_APPLY: Number = Number {
    name: "days_to_apply",
    meaning: "days to apply for a review, from the service of the utilization review's denial; later where \
              liability was deferred",
    values: &[since_the_review(30, "8 CCR 9792.10.1(b)")],
};

/// Days that service of the denial by mail adds to [`DAYS_TO_APPLY`].
pub static DAYS_TO_APPLY_ADDED_BY_MAIL: Number = Number {
    name: "days_to_apply_added_by_mail",
    meaning: "days added to the time to apply where the denial was served by mail in California",
    values: &[since_the_review(5, "Code of Civil Procedure 1013(a)")],
};

/// Numbers of the law that are known from a later day on than that of the first review.
pub static LATER_NUMBERS: &[&Number] = &[&DAYS_ADDED_BY_EMAIL];

/// Every number of the law that is known since the first review.
pub static NUMBERS: &[&Number] = &[
    &DAYS_TO_APPEAL,
    &DAYS_ADDED_IN_CALIFORNIA,
    &DAYS_ADDED_IN_THE_UNITED_STATES,
    &DAYS_ADDED_ABROAD,
    &WORKING_DAYS_TO_AUTHORIZE,
    &DAYS_TO_REIMBURSE,
    &DAYS_TO_DECIDE,
    &DAYS_TO_DECIDE_EXPEDITED,
    &DAYS_TO_APPLY,
    &DAYS_TO_APPLY_ADDED_BY_MAIL,
];
