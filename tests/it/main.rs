//! The one integration test binary.

mod fonts;
