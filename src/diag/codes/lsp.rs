//! Codes of the language server.

use crate::diag::Ground::Reason;
use crate::diag::{Class, Code, Severity};

pub(super) static CODES: &[&Code] = &[&PROTOCOL];

pub static PROTOCOL: Code = Code {
    name: "lsp/protocol",
    severity: Severity::Error,
    class: Class::Usage,
    rule: "An editor talks to `imr lsp` by the Language Server Protocol.",
    why: &[Reason("What is not framed as the protocol frames messages cannot be told from what follows it.")],
    bad: "echo hello | imr lsp",
    good: "an editor that is set up as the README says",
};
