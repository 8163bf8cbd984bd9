//! Findings: how they are made and shown, not where they go.

mod code;
pub mod codes;
mod finding;
mod fix;
pub mod render;
mod source;
mod visible;

pub use code::{Class, Code, Ground, Severity};
pub use finding::{Finding, Reported, Sink};
pub use fix::{Fix, replaced};
pub use source::{Place, Source, Span};
pub use visible::{visible, visible_letter, visible_lines};
