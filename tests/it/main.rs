//! The one integration test binary.

mod fonts;
mod layout;
mod markdown;
mod printed;
