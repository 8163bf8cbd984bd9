//! [`Letter`] + templates -> the Markdown of a letter.

mod escape;
mod filters;
mod fill;

pub use fill::Templates;
