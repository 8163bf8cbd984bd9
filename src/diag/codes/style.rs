//! Codes of reading a style.

use crate::diag::Ground::Reason;
use crate::diag::{Class, Code, Severity};

pub(super) static CODES: &[&Code] = &[&VALUE];

pub static VALUE: Code = Code {
    name: "style/value",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Every measure of a style is one that a letter can be printed with.",
    why: &[Reason("Type of no size, text over the footer or off the page is a letter that nobody can read.")],
    bad: "size: 0",
    good: "size: 12",
};
