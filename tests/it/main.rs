//! The one integration test binary.

#![allow(clippy::disallowed_methods, reason = "tests read their fixtures")]

mod cli;
mod cli_faults;
mod fonts;
mod golden;
mod house;
mod layout;
mod markdown;
mod printed;
mod project;
mod published;
mod readme;
mod record_findings;
mod sheet;
