//! [`Letter`](crate::letter::Letter) + templates -> the Markdown of a letter.

mod escape;
mod fill;
mod filters;
mod names;
mod origin;
mod tags;

pub use fill::{Template, Templates};
pub use origin::Origin;
