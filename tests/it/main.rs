//! The one integration test binary.

#![allow(clippy::disallowed_methods, reason = "tests read files and ask outside tools")]

mod fonts;
mod judge;
mod mutants;
mod pdf;
mod sheet;
