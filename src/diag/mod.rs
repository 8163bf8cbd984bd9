//! Findings: how they are made and shown, not where they go.


mod finding;

mod source;

pub use finding::{Finding, Reported, Severity, Sink};
pub use source::{Place, Source, Span};
