//! Codes of the shape, the values and the characters of a record.

use crate::diag::Ground::{Law, Observation, Reason};
use crate::diag::{Class, Code, Severity};

pub(super) static CODES: &[&Code] = &[
    &UNKNOWN_FIELD,
    &MISSING_FIELD,
    &EMPTY,
    &WRONG_TYPE,
    &REVIEWER_NAMED,
    &BAD_DATE,
    &NO_SUCH_DATE,
    &BAD_CASE_NUMBER,
    &BAD_VALUE,
    &BAD_TEMPLATE_NAME,
    &BAD_ZIP,
    &BAD_STATE,
    &BAD_EMAIL,
    &BAD_LANGUAGE,
    &COMMENT_IN_TEXT,
    &CONTROL_CHARACTER,
    &BIDI_CONTROL,
    &ZERO_WIDTH,
    &LOST_CHARACTER,
    &TABLE,
    &LIST,
    &DRAFT,
    &LOOK,
];

pub static UNKNOWN_FIELD: Code = Code {
    name: "record/unknown-field",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Every field of a record is in the contract.",
    why: &[Reason("A mistyped name would drop what was typed.")],
    bad: "priorty: standard",
    good: "priority: standard",
};

pub static MISSING_FIELD: Code = Code {
    name: "record/missing-field",
    severity: Severity::Error,
    class: Class::Input,
    rule: "No field that every determination needs is left out.",
    why: &[Observation(
        "All 439 published items have treatment, outcome, both guidelines and rationale; all 194 letters the rest.",
    )],
    bad: "decisions:\n  - treatment: MRI of the knee",
    good: "decisions:\n  - treatment: MRI of the knee\n    outcome: upheld\n    …",
};

pub static EMPTY: Code = Code {
    name: "record/empty",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A field that is there has a value.",
    why: &[Reason("An empty line in a letter says nothing; a field that does not apply is left out.")],
    bad: "template: ~",
    good: "template: imr-2016",
};

pub static WRONG_TYPE: Code = Code {
    name: "record/wrong-type",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Each field holds the kind of value that it takes: a text, a list or a map of fields.",
    why: &[Reason("A list of states typed as a text would be read as one state.")],
    bad: "licensed_in: California, Texas",
    good: "licensed_in: [California, Texas]",
};

pub static REVIEWER_NAMED: Code = Code {
    name: "record/reviewer-named",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Nothing in a record says who the reviewer is.",
    why: &[Law("Labor Code 4610.6(f): the reviewer's name is confidential in every communication.")],
    bad: "reviewer:\n  name: Pat Doe",
    good: "reviewer:\n  specialties: [Family Medicine]\n  licensed_in: [California]",
};

pub static BAD_DATE: Code = Code {
    name: "record/bad-date",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Dates are typed YYYY-MM-DD; a range is two of them in order, with `to` between.",
    why: &[Reason("2/11/2014 is read as 2 November elsewhere; letters print MM/DD/YYYY by themselves.")],
    bad: "decision_date: 2/11/2014",
    good: "decision_date: 2014-02-11",
};

pub static NO_SUCH_DATE: Code = Code {
    name: "record/no-such-date",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A date is a day of the calendar, and not before 1900.",
    why: &[Reason("A day that does not exist is mistyped.")],
    bad: "decision_date: 2014-02-30",
    good: "decision_date: 2014-02-28",
};

pub static BAD_CASE_NUMBER: Code = Code {
    name: "record/bad-case-number",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A case number is CM, two digits, a hyphen, seven digits, all of them plain.",
    why: &[
        Observation("194 of 194 letters."),
        Reason("It names files, so slashes, dots and look-alike letters must not pass."),
    ],
    bad: "case_number: CM14/0012345",
    good: "case_number: CM14-0012345",
};

pub static BAD_VALUE: Code = Code {
    name: "record/bad-value",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A field with a few possible values has one of them.",
    why: &[Reason(
        "priority: standard, expedited; outcome: upheld, overturned; eligible: remaining, original.",
    )],
    bad: "outcome: denied",
    good: "outcome: upheld",
};

pub static BAD_TEMPLATE_NAME: Code = Code {
    name: "record/bad-template-name",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A template is named by small letters, digits and hyphens.",
    why: &[Reason("The name is looked up among the templates; it is not a path.")],
    bad: "template: ../letter.md",
    good: "template: imr-2014",
};

pub static BAD_ZIP: Code = Code {
    name: "record/bad-zip",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A ZIP code is five digits, or nine with a hyphen; the delivery point after it two.",
    why: &[Reason("USPS Publication 28: a letter with another one is returned.")],
    bad: "zip: 9581",
    good: "zip: 95814-0000",
};

pub static BAD_EMAIL: Code = Code {
    name: "record/bad-email",
    severity: Severity::Error,
    class: Class::Input,
    rule: "An e-mail address is a mailbox, `@` and a domain.",
    why: &[
        Reason("RFC 5321, 4.1.2: mail to another one cannot be delivered."),
        Reason(
            "A name that begins with `=`, `+` or `-` is refused as well: in the list of a print run's e-mails it would be \
             run as a formula by a spreadsheet, or taken for an option by a program that sends mail.",
        ),
    ],
    bad: "email: alex at example.org",
    good: "email: alex@example.org",
};

pub static BAD_STATE: Code = Code {
    name: "record/bad-state",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A state is its two letters in capitals.",
    why: &[Reason("USPS Publication 28, appendix B.")],
    bad: "state: Calif.",
    good: "state: CA",
};

pub static BAD_LANGUAGE: Code = Code {
    name: "record/bad-language",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A language is a tag of BCP 47.",
    why: &[Reason("It chooses the plain-language summary.")],
    bad: "language: Spanish",
    good: "language: es",
};

pub static COMMENT_IN_TEXT: Code = Code {
    name: "record/comment-in-text",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A number sign after a text is part of it, or starts a comment and has a space after it.",
    why: &[Reason("YAML leaves out what follows ` #`: of `Norco 10/325 mg #60` the quantity would be lost.")],
    bad: "treatment: Norco 10/325 mg #60",
    good: "treatment: \"Norco 10/325 mg #60\"",
};

pub static CONTROL_CHARACTER: Code = Code {
    name: "record/control-character",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A text holds no control character; that includes tabs.",
    why: &[Reason("It cannot be printed, and can make a letter read differently than it looks.")],
    bad: "rationale: \"not\\tnecessary\"",
    good: "rationale: not necessary",
};

pub static BIDI_CONTROL: Code = Code {
    name: "record/bidi-control",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A record holds no character that reverses the direction of text.",
    why: &[Reason("It makes a line look different from what it says.")],
    bad: "treatment: \"\\u202E1234\"",
    good: "treatment: \"1234\"",
};

pub static ZERO_WIDTH: Code = Code {
    name: "record/zero-width",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A record holds no invisible character, except joiners between letters of scripts that use them.",
    why: &[Reason("Two texts that look the same would differ.")],
    bad: "city: \"Oak\\u200Bland\"",
    good: "city: Oakland",
};

pub static LOST_CHARACTER: Code = Code {
    name: "record/lost-character",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A record holds no character without a meaning: U+FFFD, private use, noncharacters.",
    why: &[Reason("It shows that the text was damaged when it was copied or converted.")],
    bad: "city: \"San Jos\\uFFFD\"",
    good: "city: San José",
};

pub static TABLE: Code = Code {
    name: "record/table",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A text holds no table.",
    why: &[Reason("Lines of a paragraph run together, so rows and columns would be lost.")],
    bad: "clinical_summary: |\n  | Drug | Dose |\n  | Norco | 10 mg |",
    good: "clinical_summary: |\n  The patient takes:\n  - Norco, 10 mg\n  - Ibuprofen, 800 mg",
};

pub static LIST: Code = Code {
    name: "record/list",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Where a list in a text ends, and what its items are, can be told.",
    why: &[Reason(
        "A line that could belong to the item above or follow the list would be printed at one of two places by chance.",
    )],
    bad: "rationale: |\n  - No red flags.\n  - No deficits.\n  Therefore, the request is not medically necessary.",
    good: "rationale: |\n  - No red flags.\n  - No deficits.\n\n  Therefore, the request is not medically necessary.",
};

pub static DRAFT: Code = Code {
    name: "record/draft",
    severity: Severity::Note,
    class: Class::Input,
    rule: "A record whose fields are not all filled in yet is a draft.",
    why: &[Reason("No letter is due from it, so it stops neither a check nor the letters of other records.")],
    bad: "decision_date:",
    good: "decision_date: 2014-02-11",
};

pub static LOOK: Code = Code {
    name: "record/look",
    severity: Severity::Note,
    class: Class::Input,
    rule: "A person has looked at every place that importing a letter left in doubt.",
    why: &[Reason(
        "A hyphen or a paragraph at the end of a line or page cannot be told for sure, and is never guessed.",
    )],
    bad: "# LOOK: 11-24-|2016 joined at a line end\nrationale: The report of 11-24-2016 …",
    good: "rationale: The report of 11-24-2016 …",
};
