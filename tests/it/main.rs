//! The one integration test binary.

#![allow(clippy::disallowed_methods, reason = "tests read their fixtures")]

mod record_findings;
