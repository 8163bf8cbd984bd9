//! Templates proven with invented letters, before a record meets them.

mod letters;
mod names;

pub use letters::{Proof, invented_records, prove};
pub use names::sample_names;
