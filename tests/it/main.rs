//! The one integration test binary.

mod fonts;
mod judge;
mod pdf;
mod sheet;
