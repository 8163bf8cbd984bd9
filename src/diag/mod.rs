//! Findings: how they are made and shown, not where they go.

pub mod codes;
mod finding;
pub mod render;
mod source;

pub use finding::{Finding, Reported, Severity, Sink};
pub use source::{Place, Source, Span};
