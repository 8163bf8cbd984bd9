//! [`Letter`](crate::letter::Letter) + templates -> the Markdown of a letter.

mod escape;
mod fill;
mod filters;

pub use fill::Templates;
