//! Whether the public edition of a record says what may not be published: `safe_harbor.md` is the ledger of the eighteen
//! kinds of identifiers. Knows records; does not know letters or templates.

mod addresses;
mod check;
mod clinical;
mod exceptions;
mod identifier_forms;
mod identifiers;
mod leak;
mod mentions;
mod names;
mod ordinary;
mod organizations;
mod people;
mod protected;
mod redactions;
mod values;

pub use check::{Protection, check_employee, check_public};
pub use leak::Leak;
