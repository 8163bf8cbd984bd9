//! Codes of reading a letter's Markdown.

use crate::diag::Ground::Reason;
use crate::diag::{Class, Code, Severity};

pub(super) static CODES: &[&Code] = &[
    &FRONT_MATTER,
    &LANGUAGE,
    &DATE,
    &STYLE,
    &EMPTY,
    &EMPTY_PAGE,
    &EMPTY_HEADING,
    &HEADING_LEVEL,
    &NO_USE,
    &MARKS,
    &TABLE_HEAD,
    &LINK,
];

pub static FRONT_MATTER: Code = Code {
    name: "document/front-matter",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A letter starts with its front matter: title, language, date, case number and style.",
    why: &[Reason("The PDF needs them, and the text does not say them.")],
    bad: "# HEADING",
    good: "---\ntitle: IMR Final Determination CM14-0012345\nlanguage: en-US\ndate: 2014-02-11\ncase_number: CM14-0012345\nstyle: letter\n---",
};

pub static LANGUAGE: Code = Code {
    name: "document/language",
    severity: Severity::Error,
    class: Class::Input,
    rule: "`language` is a language tag.",
    why: &[Reason("A screen reader chooses its voice by it (BCP 47; ISO 14289-1, 7.2).")],
    bad: "language: english please",
    good: "language: en-US",
};

pub static DATE: Code = Code {
    name: "document/date",
    severity: Severity::Error,
    class: Class::Input,
    rule: "`date` is a day of the calendar, typed as YYYY-MM-DD.",
    why: &[Reason("The file carries the letter's date, never the clock's.")],
    bad: "date: 2014-02-31",
    good: "date: 2014-02-11",
};

pub static STYLE: Code = Code {
    name: "document/style",
    severity: Severity::Error,
    class: Class::Input,
    rule: "`style` names a page style that exists.",
    why: &[Reason("Measurements are not guessed.")],
    bad: "style: leter",
    good: "style: letter",
};

pub static EMPTY: Code = Code {
    name: "document/empty",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A letter has text.",
    why: &[Reason("A page without text is a mistake.")],
    bad: "(nothing below the front matter)",
    good: "Text.",
};

pub static EMPTY_PAGE: Code = Code {
    name: "document/empty-page",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A page break stands between two pages that hold something.",
    why: &[Reason("An empty page is a sheet wasted and a page missing to those who count.")],
    bad: "Text.\n\n---\n\n---\n\nText.",
    good: "Text.\n\n---\n\nText.",
};

pub static EMPTY_HEADING: Code = Code {
    name: "document/empty-heading",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A heading has text.",
    why: &[Reason("It would be an empty bookmark and an empty line.")],
    bad: "# ",
    good: "# CLINICAL CASE SUMMARY",
};

pub static HEADING_LEVEL: Code = Code {
    name: "document/heading-level",
    severity: Severity::Error,
    class: Class::Input,
    rule: "The first heading is of level 1, and no level is skipped.",
    why: &[Reason("Those who cannot see the page find their way by the levels (ISO 14289-1, 7.4.2).")],
    bad: "# ISSUES\n\n### Item",
    good: "# ISSUES\n\n## Item",
};

pub static NO_USE: Code = Code {
    name: "document/no-use",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A letter holds headings, paragraphs, tables, lists, bold and italic.",
    why: &[Reason("What cannot be printed as meant is never dropped.")],
    bad: "![scan](scan.png)",
    good: "See the scan.",
};

pub static TABLE_HEAD: Code = Code {
    name: "document/table-head",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Every column of a table has a header.",
    why: &[Reason("A cell is read aloud with its header (ISO 14289-1, 7.5).")],
    bad: "| Item | |\n| --- | --- |",
    good: "| Item | Decision |\n| --- | --- |",
};

pub static MARKS: Code = Code {
    name: "document/marks",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Every mark of Markdown means what it looks like.",
    why: &[Reason(
        "Markdown drops or changes what it cannot read without a message; a letter loses nothing.",
    )],
    bad: "| Item | Decision |\n| --- | --- |\n| Massage | Upheld | Appeal |",
    good: "| Item | Decision |\n| --- | --- |\n| Massage | Upheld |",
};

pub static LINK: Code = Code {
    name: "document/link",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A link is of a template, stands in a paragraph or a list, and leads to an address of the web, the mail or a telephone.",
    why: &[
        Reason("Nothing in a record is markup; what a record says would choose where a reader is led."),
        Reason("Paper cannot be clicked, so that the address is printed after the text."),
    ],
    bad: "[the Board](www.dir.ca.gov/wcab)",
    good: "[the Board](https://www.dir.ca.gov/wcab)",
};
