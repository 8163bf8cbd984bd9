//! Codes of filling templates.

use super::Code;
use crate::diag::Severity;

pub(super) const CODES: &[Code] = &[
    Code {
        name: "template/unknown-wording",
        severity: Severity::Error,
        rule: "`template` names a wording that there is.",
        why: "A letter of another wording is another letter.",
        bad: "template: imr-2015",
        good: "template: imr-2016",
    },
    Code {
        name: "template/syntax",
        severity: Severity::Error,
        rule: "A template is one that Tera can read; its filters and the parts it takes in are there.",
        why: "A template that cannot be read makes no letter.",
        bad: "{{ case_number }",
        good: "{{ case_number }}",
    },
    Code {
        name: "template/unknown-name",
        severity: Severity::Error,
        rule: "Every name a template uses is one that records have, in every branch.",
        why: "In `{% if %}` an unknown name counts as false: a passage would be missing from the letter, unnoticed.",
        bad: "{% if decision.partial_authorisation %}",
        good: "{% if decision.partial_authorization %}",
    },
    Code {
        name: "template/fill",
        severity: Severity::Error,
        rule: "Everything a template asks of a value can be given.",
        why: "A letter with a gap is not written.",
        bad: "{{ case_number | us_date }}",
        good: "{{ decision_date | us_date }}",
    },
    Code {
        name: "template/paragraphs",
        severity: Severity::Error,
        rule: "A text of several paragraphs stands in a paragraph of its own.",
        why: "A table, a heading and a list item end with their line; what follows would be another block.",
        bad: "| {{ clinical_summary }} |",
        good: "{{ clinical_summary }}",
    },
    Code {
        name: "template/front-matter",
        severity: Severity::Error,
        rule: "Case text goes into the front matter through the filter `yaml`.",
        why: "Unquoted, the text could be read as YAML.",
        bad: "title: {{ case_number }}",
        good: "title: {{ case_number | yaml }}",
    },
];
