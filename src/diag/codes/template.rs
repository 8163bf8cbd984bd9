//! Codes of filling templates.

use crate::diag::Ground::Reason;
use crate::diag::{Class, Code, Severity};

pub(super) static CODES: &[&Code] = &[
    &UNKNOWN_WORDING,
    &SYNTAX,
    &UNKNOWN_NAME,
    &FILL,
    &PARAGRAPHS,
    &FRONT_MATTER,
    &INVISIBLE,
    &LOST,
    &WHOLE_LIST,
    &BUDGET,
    &NO_SUMMARY,
    &NEVER_PRINTED,
    &VALIDITY,
    &OTHER_TIME,
    &NOT_PRINTED,
    &NEEDS,
];

pub static UNKNOWN_WORDING: Code = Code {
    name: "template/unknown-wording",
    severity: Severity::Error,
    class: Class::Input,
    rule: "`template` names a wording that exists.",
    why: &[Reason("A letter in another wording says something else.")],
    bad: "template: imr-2015",
    good: "template: imr-2016",
};

pub static SYNTAX: Code = Code {
    name: "template/syntax",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Tera can read a template, and the filters and parts that it uses exist.",
    why: &[Reason("No letter can be built from a template that cannot be read.")],
    bad: "{{ case_number }",
    good: "{{ case_number }}",
};

pub static UNKNOWN_NAME: Code = Code {
    name: "template/unknown-name",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Every name a template uses is one that records have, in every branch.",
    why: &[Reason(
        "In `{% if %}` an unknown name counts as false: a passage would be missing from the letter, unnoticed.",
    )],
    bad: "{% if decision.partial_authorisation %}",
    good: "{% if decision.partial_authorization %}",
};

pub static FILL: Code = Code {
    name: "template/fill",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Every value has what a template asks of it.",
    why: &[Reason("A letter with a gap is not written.")],
    bad: "{{ case_number | us_date }}",
    good: "{{ decision_date | us_date }}",
};

pub static PARAGRAPHS: Code = Code {
    name: "template/paragraphs",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A text of several paragraphs stands in a paragraph of its own.",
    why: &[Reason(
        "A table, a heading and a list item end with their line; what follows would be another block.",
    )],
    bad: "| {{ clinical_summary }} |",
    good: "{{ clinical_summary }}",
};

pub static FRONT_MATTER: Code = Code {
    name: "template/front-matter",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Case text goes into the front matter through the filter `yaml`.",
    why: &[Reason("Unquoted, the text could be read as YAML.")],
    bad: "title: {{ case_number }}",
    good: "title: {{ case_number | yaml }}",
};

pub static INVISIBLE: Code = Code {
    name: "template/invisible",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A template holds no tab, no invisible character, no spaces at the end of a line and no HTML comment.",
    why: &[Reason(
        "What cannot be seen in an editor must not change a letter; an HTML comment would be printed or refused.",
    )],
    bad: "<!-- the outcome -->",
    good: "{# the outcome #}",
};

pub static LOST: Code = Code {
    name: "template/lost",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Every text of a record is printed in the letter in full, and a text of paragraphs once.",
    why: &[Reason("A letter that leaves out a decision or its reasons is wrong.")],
    bad: "**Decision rationale:** {{ decision.rationale | truncate(length=200) }}",
    good: "**Decision rationale:** {{ decision.rationale }}",
};

pub static WHOLE_LIST: Code = Code {
    name: "template/whole-list",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A template prints single values, not a list or a map.",
    why: &[Reason("The letter would show brackets, quotes and the names of fields.")],
    bad: "{{ reviewer.specialties }}",
    good: "{{ reviewer.specialties | join(sep=\", \") }}",
};

pub static BUDGET: Code = Code {
    name: "template/budget",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A template's loops, parts and texts come to an end.",
    why: &[Reason("Parts that include other parts again and again could keep a build running for years.")],
    bad: "{% include \"parts/a.md\" %}{% include \"parts/a.md\" %} (in each of thirty parts)",
    good: "{% include \"parts/a.md\" %}",
};

pub static NO_SUMMARY: Code = Code {
    name: "template/no-summary",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "Where a party's language is given, a template gives a plain-language page in it.",
    why: &[Reason("The language would be ignored, and the party expects a page that they can read.")],
    bad: "language: vi",
    good: "language: es, or a page of your own in `templates/parts/plain-vi.md`",
};

pub static NEVER_PRINTED: Code = Code {
    name: "template/never-printed",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "Every passage of a template is printed in some letter.",
    why: &[Reason(
        "An `{% if %}` that compares with a word that no record has is never true: its passage would be missing from every letter, unnoticed.",
    )],
    bad: "{% if outcome == \"upheld\" %}",
    good: "{% if outcome == \"uphold\" %}",
};

pub static VALIDITY: Code = Code {
    name: "template/validity",
    severity: Severity::Error,
    class: Class::Input,
    rule: "`valid_from:` and `valid_until:` of a wording are dates, the first not after the second.",
    why: &[Reason("A wording whose time cannot be read would be used at any time.")],
    bad: "valid_from: 1/1/2014",
    good: "valid_from: 2014-01-01",
};

pub static OTHER_TIME: Code = Code {
    name: "template/other-time",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A record is decided while its wording is valid.",
    why: &[Reason("The wording of another time may say what no longer applies, or does not apply yet.")],
    bad: "decision_date: 2016-08-08 (of a wording with `valid_until: 2014-12-31`)",
    good: "decision_date: 2014-08-05",
};

pub static NOT_PRINTED: Code = Code {
    name: "template/not-printed",
    severity: Severity::Warning,
    class: Class::Input,
    rule: "A wording prints each field of your own that a record gives and that may be published.",
    why: &[Reason("What was typed to be read would stand in no letter.")],
    bad: "extra: {plan_name: Example Plan} (of a wording without `{{ extra.plan_name }}`)",
    good: "template: health-plan",
};

pub static NEEDS: Code = Code {
    name: "template/needs",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A wording says by `requires:`, `without:` and `case_number_like:` what differs from the contract in its records.",
    why: &[Reason("Records are held to it: a misspelled name would ask for nothing.")],
    bad: "without: [rationales]",
    good: "without: [decisions.rationale]",
};
