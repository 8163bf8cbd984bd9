//! YAML text -> [`CaseRecord`], every value with its place. Knows the contract and the rules over its
//! fields; does not know letters or templates.
//!
//! A record is held to the schema's shape, then to the form of its values, then to the rules of the
//! field; each step goes on past the errors of the one before as far as it can.

mod characters;
mod draft;
mod folded;
mod leak;
mod places;
mod protected;
mod read;
mod redact;
mod rules;
mod schema;
mod shape;
mod skeleton;
mod text;
mod types;
mod values;

use std::sync::Arc;

use crate::diag::{Reported, Sink, Source};

pub use leak::{Leak, check_public};
pub use places::FieldPlaces;
pub use rules::check_mailed;
pub use schema::schema;
pub use skeleton::{SCHEMA_FILE, skeleton};
pub use types::*;

/// Reads one record and holds it to the rules of the field.
///
/// # Errors
/// Whatever the contract does not allow, all of it at once. Warnings and notes go into the sink beside
/// the record.
pub fn parse_record(source: &Arc<Source>, sink: &mut Sink) -> Result<CaseRecord, Reported> {
    let mark = sink.mark();
    let record = read_and_check(source, sink);
    if record.is_err() && sink.mark() - mark >= MANY_FINDINGS {
        sink.hint_last("these are the first findings: mend them and check again, there may be more");
    }
    record
}

/// Where so many were found, some step of reading may have stopped looking.
const MANY_FINDINGS: usize = 30;

fn read_and_check(source: &Arc<Source>, sink: &mut Sink) -> Result<CaseRecord, Reported> {
    let mark = sink.mark();
    characters::check_source(source, sink);
    let node = crate::yaml::read_tree(source, sink)?;
    shape::check(&node, source, sink);
    let draft = read::read(&node, source, sink);
    rules::check(&draft, sink);
    let record = draft.complete(mark, sink)?;
    redact::unused(&record, sink);
    Ok(record)
}
