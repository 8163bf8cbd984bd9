//! [`Letter`](crate::letter::Letter) + templates -> the Markdown of a letter.

mod escape;
mod fill;
mod filters;
mod origin;

pub use fill::Templates;
pub use origin::Origin;
