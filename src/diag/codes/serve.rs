//! Codes of the local page.

use super::Code;
use crate::diag::Severity;

pub(super) const CODES: &[Code] = &[Code {
    name: "serve/cannot-serve",
    severity: Severity::Error,
    rule: "The port for the local page is free.",
    why: "Two programs cannot answer at one address.",
    bad: "imr serve --port 8000 (twice)",
    good: "imr serve (takes a free port)",
}];
