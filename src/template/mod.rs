//! [`Letter`](crate::letter::Letter) + templates -> the Markdown of a letter.

mod budget;
mod check;
mod escape;
mod expression;
mod fill;
mod filters;
mod lint;
mod lookup;
mod names;
mod origin;
mod source;
mod tags;
mod tidy;
mod whole;

pub use fill::Templates;
pub use origin::Origin;
pub use source::Template;
