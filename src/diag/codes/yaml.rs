//! Codes of what every YAML file can have wrong.

use crate::diag::Ground::Reason;
use crate::diag::{Class, Code, Severity};

pub(super) static CODES: &[&Code] = &[
    &TOO_LARGE,
    &NOT_UTF8,
    &NUL,
    &EMPTY,
    &MANY_DOCUMENTS,
    &KEY_NOT_TEXT,
    &TOO_DEEP,
    &MERGE_KEY,
    &DUPLICATE_KEY,
    &ALIAS,
    &ANCHOR,
    &TAG,
    &SYNTAX,
    &TAB,
    &UNKNOWN_KEY,
    &MISSING_KEY,
    &WRONG_TYPE,
];

pub static TOO_LARGE: Code = Code {
    name: "yaml/too-large",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A file that is read has at most 1 MB.",
    why: &[Reason("A record of fifty pages is 200 kB; a larger file is the wrong one.")],
    bad: "a scanned PDF renamed to .yaml",
    good: "a record typed as text",
};

pub static NOT_UTF8: Code = Code {
    name: "yaml/not-utf8",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A file is text in UTF-8.",
    why: &[Reason("In another encoding the accents of a name would be read as other letters.")],
    bad: "a record saved as Windows-1252",
    good: "the same record saved as UTF-8",
};

pub static NUL: Code = Code {
    name: "yaml/nul",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A text holds no NUL byte.",
    why: &[Reason("A file with one is not a text, or is saved as UTF-16.")],
    bad: "a word processor's file",
    good: "a plain text file",
};

pub static EMPTY: Code = Code {
    name: "yaml/empty",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A file holds something.",
    why: &[Reason("A letter cannot be made from nothing.")],
    bad: "# only a comment",
    good: "case_number: CM14-0012345",
};

pub static MANY_DOCUMENTS: Code = Code {
    name: "yaml/many-documents",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A file holds one YAML document.",
    why: &[Reason("A file is one record; a second document would be ignored.")],
    bad: "a: 1\n---\na: 2",
    good: "a: 1",
};

pub static KEY_NOT_TEXT: Code = Code {
    name: "yaml/key-not-text",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A field's name is a text.",
    why: &[Reason("No field is named by a list, a map or nothing.")],
    bad: "[a, b]: c",
    good: "a: c",
};

pub static TOO_DEEP: Code = Code {
    name: "yaml/too-deep",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Lists and maps stand at most 64 deep in each other.",
    why: &[Reason("A record needs five; more is a mistake or an attack.")],
    bad: "[[[[… a hundred more",
    good: "street: [1200 Example Ave, APT 4]",
};

pub static MERGE_KEY: Code = Code {
    name: "yaml/merge-key",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Merge keys are not read.",
    why: &[Reason("They hide which value counts.")],
    bad: "<<: *defaults",
    good: "state: CA",
};

pub static DUPLICATE_KEY: Code = Code {
    name: "yaml/duplicate-key",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A field is given once.",
    why: &[Reason("YAML readers silently use the last one.")],
    bad: "priority: standard\npriority: expedited",
    good: "priority: standard",
};

pub static ALIAS: Code = Code {
    name: "yaml/alias",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Aliases are not read.",
    why: &[Reason(
        "A value should stand where it is read; nested aliases can grow a small file without bound.",
    )],
    bad: "rationale: *same",
    good: "rationale: The records show no deficits.",
};

pub static ANCHOR: Code = Code {
    name: "yaml/anchor",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Anchors are not read.",
    why: &[Reason("They only serve aliases, which are not read.")],
    bad: "rationale: &same The records …",
    good: "rationale: The records …",
};

pub static TAG: Code = Code {
    name: "yaml/tag",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Tags are not read.",
    why: &[Reason("Every field's type is known from the contract.")],
    bad: "zip: !!int 95814",
    good: "zip: 95814",
};

pub static SYNTAX: Code = Code {
    name: "yaml/syntax",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A file is YAML.",
    why: &[Reason("What cannot be read for certain is not guessed.")],
    bad: "treatment: MRI: right knee",
    good: "treatment: \"MRI: right knee\"",
};

pub static TAB: Code = Code {
    name: "yaml/tab",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Lines are indented with spaces.",
    why: &[Reason("YAML allows no tabs there: their width differs from editor to editor.")],
    bad: "reviewer:\n<tab>licensed_in: [California]",
    good: "reviewer:\n  licensed_in: [California]",
};

pub static UNKNOWN_KEY: Code = Code {
    name: "yaml/unknown-key",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Every key of a file is known.",
    why: &[Reason("A mistyped setting would be ignored.")],
    bad: "witdh: 612",
    good: "width: 612",
};

pub static MISSING_KEY: Code = Code {
    name: "yaml/missing-key",
    severity: Severity::Error,
    class: Class::Input,
    rule: "No key that is needed is left out.",
    why: &[Reason("A default would be a guess.")],
    bad: "page: { width: 612 }",
    good: "page: { width: 612, height: 792 }",
};

pub static WRONG_TYPE: Code = Code {
    name: "yaml/wrong-type",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A value has the type of its key.",
    why: &[Reason("A text is not a number.")],
    bad: "width: wide",
    good: "width: 612",
};
