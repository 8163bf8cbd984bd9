//! The one integration test binary.

mod layout;
mod markdown;
mod printed;
