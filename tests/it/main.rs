//! The one integration test binary.

#![allow(clippy::disallowed_methods, reason = "tests read their fixtures")]

mod published;
mod record_codes;
mod record_findings;
mod record_hostile;
mod record_rules;
mod record_schema;
mod yaml_typed;
