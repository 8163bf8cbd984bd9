//! Codes of the files under `templates/`.

use crate::diag::Ground::{Law, Reason};
use crate::diag::{Class, Code, Severity};

pub(super) static CODES: &[&Code] =
    &[&UNKNOWN_FILE, &NOT_UTF_8, &FONT, &MADE_UP_OFFICE, &OFFICE_EMAIL, &CONTRACT, &LOGO];

pub static UNKNOWN_FILE: Code = Code {
    name: "assets/unknown-file",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A file under `templates/` replaces one of the program's own, or is a wording, a part that one includes, or a font.",
    why: &[Reason("A misspelled name would leave the built-in file in force.")],
    bad: "templates/parts/case-tabel.md",
    good: "templates/parts/case-table.md",
};

pub static NOT_UTF_8: Code = Code {
    name: "assets/not-utf-8",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Templates and styles are UTF-8.",
    why: &[Reason("In another encoding, letters of names would change.")],
    bad: "a file saved as Windows-1252",
    good: "the same file saved as UTF-8",
};

pub static FONT: Code = Code {
    name: "assets/font",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A file in `templates/fonts/` is a font that can be read.",
    why: &[Reason("A letter is never set in another font instead.")],
    bad: "a truncated font file",
    good: "LiberationSerif-Regular.ttf",
};

pub static MADE_UP_OFFICE: Code = Code {
    name: "assets/made-up-office",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "Addressed copies are sent by an office that exists.",
    why: &[Reason(
        "`templates/office.yaml` is a sample until it is replaced; a worker who calls its number reaches nobody.",
    )],
    bad: "telephone: (000) 555-0100",
    good: "fictional: false, and your own letterhead, telephones, medical director and server",
};

pub static OFFICE_EMAIL: Code = Code {
    name: "assets/office-email",
    severity: Severity::Error,
    class: Class::Input,
    rule: "An office that serves parties by e-mail gives the address from which it does.",
    why: &[Reason("8 CCR 10625: the proof of service gives the e-mail addresses of both sides.")],
    bad: "server:\n  name: Pat Lee",
    good: "server:\n  name: Pat Lee\n  email: pat.lee@review.example",
};

pub static CONTRACT: Code = Code {
    name: "assets/contract",
    severity: Severity::Error,
    class: Class::Input,
    rule: "`templates/contract.yaml` declares each field of an organization's own once, with all that its type needs.",
    why: &[Reason("Records, templates and the public edition go by what is declared there.")],
    bad: "- {name: plan_start, type: date, help: When the plan began., not_before: date_of_injry}",
    good: "- {name: plan_start, type: date, help: When the plan began., not_before: date_of_injury}",
};

pub static LOGO: Code = Code {
    name: "assets/logo",
    severity: Severity::Error,
    class: Class::Input,
    rule: "The logo is a PNG or SVG that is printed as it is, with a text for those who do not see it.",
    why: &[
        Reason(
            "Colors of another space, effects and fonts that a letter does not have would be printed otherwise than they were drawn.",
        ),
        Law("ISO 14289-1, 7.3; ISO 19005-2, 6.2.4.3"),
    ],
    bad: "logo: {file: logo.jpg, alternative_text: \"\", height: 36}",
    good: "logo: {file: logo.svg, alternative_text: Example Review Organization, height: 36}",
};
