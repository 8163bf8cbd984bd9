//! [`Letter`](crate::letter::Letter) + templates -> the Markdown of a letter.

mod absent;
mod advice;
mod budget;
mod check;
mod engine;
mod escape;
mod expression;
mod extended_parts;
mod extending;
mod facts;
mod fill;
mod filters;
mod lint;
mod lookup;
mod misplaced;
mod names;
mod origin;
mod pattern;
mod place;
mod signs;
mod source;
mod tags;
mod tidy;
mod used;
mod validity;
mod whole;

pub use check::NameUse;
pub use extending::{BUILT_IN, PARTS};
pub use fill::Templates;
pub use filters::{NAMES as FILTERS, printed_date};
pub use origin::Origin;
pub use pattern::{FieldForm, Pattern, PatternPiece};
pub use place::Places;
pub use source::Template;
pub use validity::{Validity, take_own_lines};
