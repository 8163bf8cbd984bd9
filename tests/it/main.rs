//! The one integration test binary.

mod fonts;
mod judge;
mod mutants;
mod pdf;
mod sheet;
