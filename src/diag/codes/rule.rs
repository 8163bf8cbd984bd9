//! Codes of the rules of the field over a record.

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
    &REDACT_UNUSED,
    &LEAK,
    &UNFINISHED,
    &REPEATED_LABEL,
    &TREATMENT_OUTCOME,
];

pub static DATE_ORDER: Code = Code {
    name: "rule/date-order",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Date of injury, UR denial, application received, date assigned, decision and mailing follow each other.",
    why: "So in 194 of 194 published letters.",
    bad: "date_assigned: 2014-01-21\ndecision_date: 2014-01-11",
    good: "date_assigned: 2014-01-21\ndecision_date: 2014-02-11",
};

pub static DECISION_WEEKEND: Code = Code {
    name: "rule/decision-weekend",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A review is decided on a working day.",
    why: "None of 194 published determinations was decided on a weekend.",
    bad: "decision_date: 2014-02-08",
    good: "decision_date: 2014-02-10",
};

pub static APPLICATION_LATE: Code = Code {
    name: "rule/application-late",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "An application is received within 30 days of the UR denial, 35 with service by mail.",
    why: "8 CCR 9792.10.1(b), Code of Civil Procedure 1013; 185 of 194 letters within 30.",
    bad: "ur_denial_date: 2013-11-12\napplication_received: 2014-01-06",
    good: "ur_denial_date: 2013-12-12\napplication_received: 2014-01-06",
};

pub static DECISION_LATE: Code = Code {
    name: "rule/decision-late",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A review is decided within 30 days of its assignment.",
    why: "Labor Code 4610.6(d); directory, not mandatory (Margaris, 2016); 157 of 194 letters within 30, all within 45.",
    bad: "date_assigned: 2013-12-23\ndecision_date: 2014-02-11",
    good: "date_assigned: 2014-01-21\ndecision_date: 2014-02-11",
};

pub static EXPEDITED_LATE: Code = Code {
    name: "rule/expedited-late",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "An expedited review is decided within 3 days.",
    why: "Labor Code 4610.6(d).",
    bad: "priority: expedited\ndate_assigned: 2014-01-21\ndecision_date: 2014-02-11",
    good: "priority: expedited\ndate_assigned: 2014-01-21\ndecision_date: 2014-01-23",
};

pub static CASE_YEAR: Code = Code {
    name: "rule/case-year",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A case number's year is the year in which the application was received.",
    why: "191 of 194 letters.",
    bad: "case_number: CM13-0012345\napplication_received: 2014-01-06",
    good: "case_number: CM14-0012345\napplication_received: 2014-01-06",
};

pub static NARRATIVE_DATE: Code = Code {
    name: "rule/narrative-date",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A date next to \"date of injury\" or \"injured on\" in the narrative is the record's.",
    why: "One real letter in 194 carries two different dates.",
    bad: "date_of_injury: 2008-09-01\nclinical_summary: The patient was injured on 9/1/2009.",
    good: "date_of_injury: 2008-09-01\nclinical_summary: The patient was injured on 9/1/2008.",
};

pub static NARRATIVE_INJURY: Code = Code {
    name: "rule/narrative-injury",
    severity: Severity::Note,
    class: Class::Input,
    rule: "A date next to \"injury of\" or \"injury on\" in the narrative is worth a look where it is not the record's.",
    why: "It may be another injury's; one real letter in 194 carries two different dates.",
    bad: "date_of_injury: 2008-09-01\nclinical_summary: An industrial injury of September 1, 2009.",
    good: "date_of_injury: 2008-09-01\nclinical_summary: An industrial injury of September 1, 2008.",
};

pub static FULLY_AUTHORIZED: Code = Code {
    name: "rule/fully-authorized",
    severity: Severity::Error,
    class: Class::Input,
    rule: "An item that was authorised as requested is not decided.",
    why: "8 CCR 9792.10.6(a).",
    bad: "requested: 12 sessions\nauthorized: 12 sessions",
    good: "requested: 12 sessions\nauthorized: 6 sessions",
};

pub static SAME_RATIONALE: Code = Code {
    name: "rule/same-rationale",
    severity: Severity::Note,
    class: Class::Input,
    rule: "Each item has a rationale of its own.",
    why: "11 of 194 letters use one word for word for two items; some were copied and not adapted.",
    bad: "two items with the same rationale",
    good: "each rationale names its item",
};

pub static CONCLUSION: Code = Code {
    name: "rule/conclusion",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A rationale's concluding sentence agrees with the outcome.",
    why: "The denial upheld means not medically necessary, overturned means medically necessary.",
    bad: "outcome: overturned\nrationale: … The request is not medically necessary.",
    good: "outcome: upheld\nrationale: … The request is not medically necessary.",
};

pub static BODY_PART: Code = Code {
    name: "rule/body-part",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A guideline is of the body part that the treatment names.",
    why: "3 real cases in 439 items.",
    bad: "treatment: MRI of the right knee\nmaximus_guideline: Decision based on MTUS Low Back Complaints 2004.",
    good: "treatment: MRI of the right knee\nmaximus_guideline: Decision based on MTUS Knee Complaints 2004.",
};

pub static NO_DOCUMENTS: Code = Code {
    name: "rule/no-documents",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A letter that is mailed lists the documents reviewed.",
    why: "8 CCR 9792.10.6(d); provider and range of dates is enough.",
    bad: "mailed_date: 2014-02-13",
    good: "mailed_date: 2014-02-13\ndocuments_reviewed:\n  - Application for Independent Medical Review",
};

pub static MISSING_FOR_MAILING: Code = Code {
    name: "rule/missing-for-mailing",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A letter that is mailed has a mailing date, a claim number, the employee, the physician who asked and the claims administrator.",
    why: "Its cover page names them, and it is addressed to them (Labor Code 4610.6(f)).",
    bad: "mailed_date: 2014-02-13",
    good: "mailed_date: 2014-02-13\nclaim_number: 00-ABC-0123\nemployee: …",
};

pub static LAW_NOT_KNOWN: Code = Code {
    name: "rule/law-not-known",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A letter is mailed on a day for which the law is known.",
    why: "The review exists since 2013-01-01 (Labor Code 4610.6); for days after those for which the law was read, the last day to appeal would be a guess.",
    bad: "mailed_date: 2012-12-28",
    good: "mailed_date: 2014-02-13",
};

pub static COUNTRY: Code = Code {
    name: "rule/country",
    severity: Severity::Error,
    class: Class::Input,
    rule: "The country of an address abroad is one that the Postal Service lists, by its full name.",
    why: "The time to appeal is longer abroad (8 CCR 10605(a)(3)), so a mistyped name would give a day too late; USPS International Mail Manual 122.1.",
    bad: "country: USA",
    good: "country: Canada",
};

pub static REDACT_UNUSED: Code = Code {
    name: "rule/redact-unused",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A phrase that is to be redacted stands in a text of the record.",
    why: "One that stands nowhere is mistyped, and what it was to hide would be published.",
    bad: "redact: [Dr. Fux]\nrationale: … Dr. Fox asks for …",
    good: "redact: [Dr. Fox]\nrationale: … Dr. Fox asks for …",
};

pub static LEAK: Code = Code {
    name: "rule/leak",
    severity: Severity::Error,
    class: Class::Input,
    rule: "No party's name, claim number, address or organization, no phone number, e-mail address or social security number stands in the public edition.",
    why: "Determinations are published without what identifies a person (Labor Code 4610.6).",
    bad: "employee:\n  name: Alex Rivera\nrationale: Mr. Rivera has had no relief.",
    good: "rationale: The worker has had no relief.\n\nor, where the words must stay:\n\nredact: [Mr. Rivera]",
};

pub static UNFINISHED: Code = Code {
    name: "rule/unfinished",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A text ends with the end of a sentence.",
    why: "A text that was cut when it was copied, or a file that was cut when it was saved, stops in a sentence; guidelines, which are titles, aside, no published text does.",
    bad: "rationale: The records show no",
    good: "rationale: The records show no deficits.",
};

pub static REPEATED_LABEL: Code = Code {
    name: "rule/repeated-label",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "No text starts with its own label.",
    why: "The letter prints the label, so it would stand there twice.",
    bad: "rationale: \"Decision rationale: The records show no deficits.\"",
    good: "rationale: The records show no deficits.",
};

pub static TREATMENT_OUTCOME: Code = Code {
    name: "rule/treatment-outcome",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "No treatment ends in an outcome.",
    why: "The letter prints the outcome behind the treatment: `MRI: Denied: Upheld` says two things.",
    bad: "treatment: \"MRI of the knee: Denied\"",
    good: "treatment: MRI of the knee",
};
