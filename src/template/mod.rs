//! [`Letter`](crate::letter::Letter) + templates -> the Markdown of a letter.

mod escape;
mod fill;
mod filters;
mod lint;
mod names;
mod origin;
mod source;
mod tags;
mod tidy;

pub use fill::Templates;
pub use origin::Origin;
pub use source::Template;
