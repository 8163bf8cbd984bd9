//! The one integration test binary.

#![allow(clippy::disallowed_methods, reason = "tests read their fixtures")]

mod fonts;
mod house;
mod layout;
mod markdown;
mod printed;
mod published;
mod record_findings;
mod sheet;
