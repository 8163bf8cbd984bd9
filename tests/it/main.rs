//! The one integration test binary.

#![allow(clippy::disallowed_methods, reason = "tests look at the outside world from outside")]

mod cli;
mod cli_faults;
mod fonts;
mod golden;
mod house;
mod judge;
mod layout;
mod letters;
mod markdown;
mod mutants;
mod names;
mod pdf;
mod printed;
mod project;
mod published;
mod readme;
mod record_codes;
mod record_findings;
mod record_hostile;
mod record_rules;
mod record_schema;
mod sheet;
mod yaml_typed;
