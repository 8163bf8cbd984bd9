//! Codes of what is imported, which `project` finds.

use crate::diag::Ground::Reason;
use crate::diag::{Class, Code, Severity};

pub(super) static CODES: &[&Code] = &[&TABLE, &NOT_TEXT, &ROW_REJECTED];

pub static TABLE: Code = Code {
    name: "import/table",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A table that is imported has the names of fields in its first row, `case_number` among them.",
    why: &[Reason("What a cell means is not guessed.")],
    bad: "Case No.,Decision",
    good: "case_number,decisions.1.outcome",
};

pub static NOT_TEXT: Code = Code {
    name: "import/not-text",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A table that is imported is text in UTF-8.",
    why: &[Reason("In another encoding names would lose their letters.")],
    bad: "a table saved as Windows-1252",
    good: "a table saved as CSV UTF-8",
};

pub static ROW_REJECTED: Code = Code {
    name: "import/row-rejected",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A row of a table becomes a record that nothing is wrong with, of a case that has none yet.",
    why: &[Reason(
        "A record that is half right is found later, when it is mailed; a record that is there may be somebody's work.",
    )],
    bad: "CM14-0012345,imr-2014,standard,02/11/2014",
    good: "CM14-0012345,imr-2014,standard,2014-02-11",
};
