//! The one integration test binary.
#![allow(clippy::disallowed_methods, reason = "tests look at the outside world from outside")]

mod cli;
mod cli_faults;
mod golden;
mod project;
mod readme;
