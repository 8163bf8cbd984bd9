//! YAML text -> [`CaseRecord`], every value with its place. Knows the contract and the rules over its
//! fields; does not know letters or templates.

mod types;

use std::sync::Arc;

use crate::diag::{Reported, Sink, Source};

pub use types::*;

/// Reads one record and holds it to the rules of the field.
///
/// # Errors
/// Whatever the contract does not allow, all of it at once.
pub fn parse_record(_source: &Arc<Source>, _sink: &mut Sink) -> Result<CaseRecord, Reported> {
    todo!()
}
