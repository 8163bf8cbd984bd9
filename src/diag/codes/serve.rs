//! Codes of the local page.

use crate::diag::Ground::Reason;
use crate::diag::{Class, Code, Severity};

pub(super) static CODES: &[&Code] = &[&CANNOT_SERVE];

pub static CANNOT_SERVE: Code = Code {
    name: "serve/cannot-serve",
    severity: Severity::Error,
    class: Class::System,
    rule: "The port for the local page is free.",
    why: &[Reason("Two programs cannot answer at one address.")],
    bad: "imr serve --port 8000 (twice)",
    good: "imr serve (takes a free port)",
};
