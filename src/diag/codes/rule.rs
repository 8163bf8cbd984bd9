//! Codes of the rules of the field over a record.

use crate::diag::Ground::{Law, Observation, Reason};
use crate::diag::{Class, Code, Severity};

pub(super) static CODES: &[&Code] = &[
    &DATE_ORDER,
    &DECISION_WEEKEND,
    &APPLICATION_LATE,
    &DECISION_LATE,
    &EXPEDITED_LATE,
    &CASE_YEAR,
    &NARRATIVE_DATE,
    &NARRATIVE_INJURY,
    &FULLY_AUTHORIZED,
    &SAME_RATIONALE,
    &CONCLUSION,
    &BODY_PART,
    &NO_DOCUMENTS,
    &MISSING_FOR_MAILING,
    &LAW_NOT_KNOWN,
    &COUNTRY,
    &EMAIL_SERVICE,
    &FAR_YEAR,
    &NO_POSTAL_DAY,
    &UNKNOWN_STATE,
    &STATE_LETTERS,
    &SPECIALTY_SPELLING,
    &REDACT_UNUSED,
    &REDACT_PART,
    &LEAK,
    &NO_EMPLOYEE,
    &UNFINISHED,
    &REPEATED_LABEL,
    &TREATMENT_OUTCOME,
];

pub static DATE_ORDER: Code = Code {
    name: "rule/date-order",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Date of injury, UR denial, application received, date assigned, decision and mailing follow each other.",
    why: &[
        Observation("So in 194 of 194 published letters."),
        Reason("A letter whose dates contradict each other gives a wrong one."),
    ],
    bad: "date_assigned: 2014-01-21\ndecision_date: 2014-01-11",
    good: "date_assigned: 2014-01-21\ndecision_date: 2014-02-11",
};

pub static DECISION_WEEKEND: Code = Code {
    name: "rule/decision-weekend",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A review is decided on a weekday.",
    why: &[Observation("None of 194 published determinations was decided on a weekend.")],
    bad: "decision_date: 2014-02-08",
    good: "decision_date: 2014-02-10",
};

pub static APPLICATION_LATE: Code = Code {
    name: "rule/application-late",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "An application is received within 30 days of the UR denial, 35 with service by mail.",
    why: &[
        Law(
            "8 CCR 9792.10.1(b): 30 days from the service of the denial, later where liability was deferred; service by mail adds 5 (Code of Civil Procedure 1013(a)).",
        ),
        Observation("185 of 194 letters within 30 days."),
    ],
    bad: "ur_denial_date: 2013-11-12\napplication_received: 2014-01-06",
    good: "ur_denial_date: 2013-12-12\napplication_received: 2014-01-06",
};

pub static DECISION_LATE: Code = Code {
    name: "rule/decision-late",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A review is decided within 30 days of the receipt of the records.",
    why: &[
        Law(
            "Labor Code 4610.6(d): 30 days from the receipt of the request and the supporting documents (Tyni); directory, not mandatory (Margaris, 2016).",
        ),
        Observation("157 of 194 letters within 30 days of assignment, all within 45."),
        Reason(
            "Where a record does not say when the records were received (`records_received`), the days from assignment are a proxy.",
        ),
    ],
    bad: "date_assigned: 2013-12-23\ndecision_date: 2014-02-11",
    good: "date_assigned: 2014-01-21\ndecision_date: 2014-02-11",
};

pub static EXPEDITED_LATE: Code = Code {
    name: "rule/expedited-late",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "An expedited review is decided within 3 days.",
    why: &[Law("Labor Code 4610.6(d): 3 days from the receipt of the supporting documents.")],
    bad: "priority: expedited\ndate_assigned: 2014-01-21\ndecision_date: 2014-02-11",
    good: "priority: expedited\ndate_assigned: 2014-01-21\ndecision_date: 2014-01-23",
};

pub static CASE_YEAR: Code = Code {
    name: "rule/case-year",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A case number's year is the year in which the application was received.",
    why: &[Observation("191 of 194 letters.")],
    bad: "case_number: CM13-0012345\napplication_received: 2014-01-06",
    good: "case_number: CM14-0012345\napplication_received: 2014-01-06",
};

pub static NARRATIVE_DATE: Code = Code {
    name: "rule/narrative-date",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A date next to \"date of injury\" or \"injured on\" in the narrative is the record's.",
    why: &[Observation("One real letter in 194 carries two different dates.")],
    bad: "date_of_injury: 2008-09-01\nclinical_summary: The patient was injured on 9/1/2009.",
    good: "date_of_injury: 2008-09-01\nclinical_summary: The patient was injured on 9/1/2008.",
};

pub static NARRATIVE_INJURY: Code = Code {
    name: "rule/narrative-injury",
    severity: Severity::Note,
    class: Class::Input,
    rule: "A date next to \"injury of\" or \"injury on\" in the narrative is worth a look where it is not the record's.",
    why: &[
        Observation("One real letter in 194 carries two different dates."),
        Reason("It may be the date of another injury."),
    ],
    bad: "date_of_injury: 2008-09-01\nclinical_summary: An industrial injury of September 1, 2009.",
    good: "date_of_injury: 2008-09-01\nclinical_summary: An industrial injury of September 1, 2008.",
};

pub static FULLY_AUTHORIZED: Code = Code {
    name: "rule/fully-authorized",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "An item that was authorized as requested is not decided.",
    why: &[
        Law("8 CCR 9792.10.6(a): the review of what was authorized may be terminated, on notice."),
        Reason("The rule is the house's: to decide it is lawful, but seldom meant."),
    ],
    bad: "requested: 12 sessions\nauthorized: 12 sessions",
    good: "requested: 12 sessions\nauthorized: 6 sessions",
};

pub static SAME_RATIONALE: Code = Code {
    name: "rule/same-rationale",
    severity: Severity::Note,
    class: Class::Input,
    rule: "Each item has a rationale of its own.",
    why: &[Observation(
        "11 of 194 letters use one word for word for two items; some were copied and not adapted.",
    )],
    bad: "two items with the same rationale",
    good: "each rationale names its item",
};

pub static CONCLUSION: Code = Code {
    name: "rule/conclusion",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A rationale's concluding sentence agrees with the outcome.",
    why: &[Reason("The denial upheld means not medically necessary, overturned means medically necessary.")],
    bad: "outcome: overturned\nrationale: … The request is not medically necessary.",
    good: "outcome: upheld\nrationale: … The request is not medically necessary.",
};

pub static BODY_PART: Code = Code {
    name: "rule/body-part",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A guideline is of the body part that the treatment names.",
    why: &[Observation("3 real cases in 439 items.")],
    bad: "treatment: MRI of the right knee\nmaximus_guideline: Decision based on MTUS Low Back Complaints 2004.",
    good: "treatment: MRI of the right knee\nmaximus_guideline: Decision based on MTUS Knee Complaints 2004.",
};

pub static NO_DOCUMENTS: Code = Code {
    name: "rule/no-documents",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A letter that is mailed lists the documents reviewed.",
    why: &[
        Law("8 CCR 9792.10.6(d): the determination lists the documents reviewed."),
        Reason("Provider and range of dates is enough; per document is what attorneys ask for."),
    ],
    bad: "mailed_date: 2014-02-13",
    good: "mailed_date: 2014-02-13\ndocuments_reviewed:\n  - Application for Independent Medical Review",
};

pub static MISSING_FOR_MAILING: Code = Code {
    name: "rule/missing-for-mailing",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A letter that is mailed has a mailing date, a claim number, the employee, the physician who asked and the claims administrator.",
    why: &[
        Law("Labor Code 4610.6(f): the parties get the determination."),
        Reason("Its cover page names them, and the appeal runs from its mailing."),
    ],
    bad: "mailed_date: 2014-02-13",
    good: "mailed_date: 2014-02-13\nclaim_number: 00-ABC-0123\nemployee: …",
};

pub static LAW_NOT_KNOWN: Code = Code {
    name: "rule/law-not-known",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A letter is mailed on a day for which the law is known.",
    why: &[
        Law("Labor Code 4610.6: the review exists since 2013-01-01."),
        Reason("For days after those for which the law was read, the last day to appeal would be a guess."),
    ],
    bad: "mailed_date: 2012-12-28",
    good: "mailed_date: 2014-02-13",
};

pub static COUNTRY: Code = Code {
    name: "rule/country",
    severity: Severity::Error,
    class: Class::Input,
    rule: "The country of an address abroad is one that the Postal Service lists, by its full name.",
    why: &[
        Law(
            "8 CCR 10605(a)(3): the time to appeal is longer abroad, so a mistyped name would give a day too late.",
        ),
        Reason("USPS International Mail Manual 122.1: the country's full name in English is the last line."),
    ],
    bad: "country: USA",
    good: "country: Canada",
};

pub static EMAIL_SERVICE: Code = Code {
    name: "rule/email-service",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A party that is served by e-mail has an e-mail address, and is served in 2022 or later.",
    why: &[Law(
        "8 CCR 10625: since 2022 parties may be served by e-mail; the proof of service says to which address.",
    )],
    bad: "mailed_date: 2024-05-15\nemployee:\n  delivery: email",
    good: "mailed_date: 2024-05-15\nemployee:\n  delivery: email\n  email: alex@example.org",
};

pub static FAR_YEAR: Code = Code {
    name: "rule/far-year",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "The dates of a review stand within a year and a half of each other, the injury within sixty years.",
    why: &[Reason("A year far from the others is mistyped more often than it is meant.")],
    bad: "date_assigned: 2014-01-21\ndecision_date: 2014-02-11\nmailed_date: 2041-02-13",
    good: "date_assigned: 2014-01-21\ndecision_date: 2014-02-11\nmailed_date: 2014-02-13",
};

pub static NO_POSTAL_DAY: Code = Code {
    name: "rule/no-postal-day",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A letter is mailed from Monday to Friday, on no holiday of the Postal Service.",
    why: &[
        Law("5 U.S.C. 6103(a): the holidays; Labor Code 4610.6(h): the days to appeal run from the mailing."),
        Reason("The proof of service says that the letter was deposited that same day."),
    ],
    bad: "mailed_date: 2014-11-27",
    good: "mailed_date: 2014-11-26",
};

pub static UNKNOWN_STATE: Code = Code {
    name: "rule/unknown-state",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A state that licensed the reviewer is one of the United States or their territories, spelled out or as two letters.",
    why: &[Law(
        "Labor Code 4610.6(f): the reviewer is known by specialty and licensing states only, so they must be right.",
    )],
    bad: "licensed_in: [Califronia]",
    good: "licensed_in: [California]",
};

pub static STATE_LETTERS: Code = Code {
    name: "rule/state-letters",
    severity: Severity::Note,
    class: Class::Input,
    rule: "A state that licensed the reviewer is spelled out.",
    why: &[Reason("The letter prints it as typed, within a sentence.")],
    bad: "licensed_in: [CA]",
    good: "licensed_in: [California]",
};

pub static SPECIALTY_SPELLING: Code = Code {
    name: "rule/specialty-spelling",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A specialty is spelled as it is known.",
    why: &[Reason("One that is a letter or two away from a known one is a slip.")],
    bad: "specialties: [Othopedic Surgery]",
    good: "specialties: [Orthopedic Surgery]",
};

pub static REDACT_UNUSED: Code = Code {
    name: "rule/redact-unused",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A phrase that is to be redacted stands in a text of the record.",
    why: &[Reason("One that stands nowhere is mistyped, and what it was to hide would be published.")],
    bad: "redact: [Dr. Fux]\nrationale: … Dr. Fox asks for …",
    good: "redact: [Dr. Fox]\nrationale: … Dr. Fox asks for …",
};

pub static LEAK: Code = Code {
    name: "rule/leak",
    severity: Severity::Error,
    class: Class::Input,
    rule: "No party's name, claim number, address or organization, and no number or address that identifies a person whoever it is, stands in the public edition.",
    why: &[
        Law("Labor Code 4610.6: determinations are published without what identifies a person."),
        Reason(
            "What identifies a person is taken from the list of 45 CFR 164.514(b)(2): `src/privacy/safe_harbor.md`.",
        ),
    ],
    bad: "employee:\n  name: Alex Rivera\nrationale: Mr. Rivera has had no relief.",
    good: "rationale: The worker has had no relief.\n\nor, where the words must stay:\n\nredact: [Mr. Rivera]",
};

pub static REDACT_PART: Code = Code {
    name: "rule/redact-part",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A phrase that is to be redacted is the whole of a name or number, and no ordinary word.",
    why: &[
        Reason("Of a part the rest can be read, and with the rest the whole be guessed."),
        Reason("An ordinary word is taken out of every sentence, and where it stands tells which it is."),
    ],
    bad: "claim_number: 00-ABC-0123\nredact: [ABC]",
    good: "claim_number: 00-ABC-0123\nredact: [00-ABC-0123]",
};

pub static NO_EMPLOYEE: Code = Code {
    name: "rule/no-employee",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A record whose public edition is made has its employee, or says `parties: none`; in a wording without an employee, a \
           copy for whom the letter is about.",
    why: &[Reason("Without the name nothing can be looked for: that no leak was found says little.")],
    bad: "claim_number: 00-ABC-0123\n# no employee",
    good: "employee:\n  name: Alex Rivera\n\nor, where someone has read that the texts name nobody:\n\nparties: none",
};

pub static UNFINISHED: Code = Code {
    name: "rule/unfinished",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A text ends with the end of a sentence.",
    why: &[
        Observation("Guidelines, which are titles, aside, no published text stops in a sentence."),
        Reason("A text that was cut when it was copied, or a file that was cut when it was saved, does."),
    ],
    bad: "rationale: The records show no",
    good: "rationale: The records show no deficits.",
};

pub static REPEATED_LABEL: Code = Code {
    name: "rule/repeated-label",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "No text starts with its own label.",
    why: &[Reason("The letter prints the label, so it would stand there twice.")],
    bad: "rationale: \"Decision rationale: The records show no deficits.\"",
    good: "rationale: The records show no deficits.",
};

pub static TREATMENT_OUTCOME: Code = Code {
    name: "rule/treatment-outcome",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "No treatment ends in an outcome.",
    why: &[Reason(
        "The letter prints the outcome after the treatment: `MRI: Denied: Upheld` says two things.",
    )],
    bad: "treatment: \"MRI of the knee: Denied\"",
    good: "treatment: MRI of the knee",
};
