//! Codes of print runs, and of what was mailed.

use crate::diag::Ground::Reason;
use crate::diag::{Class, Code, Severity};

pub static CODES: &[&Code] = &[&OFFICE, &NO_POSTAL_DAY, &MAIL_RUN, &NOT_IN_THE_RUN, &BOUNCE, &OTHER_PROGRAM];

pub static OFFICE: Code = Code {
    name: "project/office",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Letters are mailed in the name of an office that exists.",
    why: &[Reason("The office that comes with the program is made up.")],
    bad: "fictional: true",
    good: "fictional: false",
};

pub static NO_POSTAL_DAY: Code = Code {
    name: "project/no-postal-day",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "Letters are mailed on a day on which the post takes them.",
    why: &[Reason(
        "Days to appeal run from the day of mailing; no holiday of the Postal Service, no weekend.",
    )],
    bad: "imr mail --date 2014-11-27",
    good: "imr mail --date 2014-11-26",
};

pub static BOUNCE: Code = Code {
    name: "project/bounce",
    severity: Severity::Error,
    class: Class::Input,
    rule: "What comes back is the e-mail of a copy that was served by e-mail, once.",
    why: &[Reason("8 CCR 10625: where a message comes back, service is made again by another method.")],
    bad: "imr mail --bounced CM24-0012345 nobody",
    good: "imr mail --bounced CM24-0012345 employee",
};

pub static MAIL_RUN: Code = Code {
    name: "project/mail-run",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A print run holds the letters of one day, each mailed once.",
    why: &[Reason(
        "A letter mailed twice, or on another day than it says, misleads about the last day to appeal.",
    )],
    bad: "imr mail --date 2014-08-06 data/CM14-0012345.yaml (twice)",
    good: "imr mail --date 2014-08-06",
};

pub static NOT_IN_THE_RUN: Code = Code {
    name: "project/not-in-the-run",
    severity: Severity::Note,
    class: Class::Input,
    rule: "A print run takes the records that give its day as their `mailed_date`; drafts, records of another day, and \
           files that cannot be read as a record are skipped.",
    why: &[Reason("A file that is still being written must not keep a day's letters from being mailed.")],
    bad: "case_number: CM14-0012345",
    good: "mailed_date: 2014-08-06",
};

pub static OTHER_PROGRAM: Code = Code {
    name: "project/other-program",
    severity: Severity::Note,
    class: Class::Input,
    rule: "Letters that another version of the program mailed are compared by their words.",
    why: &[Reason(
        "A newer program may set the same words otherwise; what the letter says must still be what its record says.",
    )],
    bad: "imr verify --rebuild, years after the letters were mailed",
    good: "(nothing to fix)",
};

pub static CONTRADICTS: Code = Code {
    name: "project/contradicts",
    severity: Severity::Error,
    class: Class::Input,
    rule: "No paper of a case says something else than what was mailed of it.",
    why: &[Reason("Whoever reads both cannot tell which of them holds.")],
    bad: "out/public/CM14-0012345.pdf from before its record was changed, and the letter mailed after it",
    good: "imr public CM14-0012345",
};

pub static VERSIONS: Code = Code {
    name: "project/versions",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "The papers of a case are made from one version of its record.",
    why: &[Reason("The public edition would say what the determination no longer says.")],
    bad: "imr public, then a change of the record, then imr build",
    good: "imr build && imr public",
};
