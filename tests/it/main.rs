//! The one integration test binary.

#![allow(clippy::disallowed_methods, reason = "tests read their fixtures")]

mod published;
mod record_findings;
mod record_rules;
