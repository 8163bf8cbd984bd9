//! YAML text -> [`CaseRecord`], every value with its place. Knows the contract and the rules over its
//! fields; does not know letters or templates.
//!
//! A record is held to the contract that its types state, then to the rules of the field, which go on past the errors
//! of the contract as far as they can.

mod blocks;
mod case_numbers;
mod characters;
mod contract;
mod contracts;
mod document;
mod draft;
mod fixed;
mod folded;
mod forms;
mod from_cells;
mod invented;
mod look;
mod meant_date;
mod needs;
mod outdented;
mod own_fields;
mod own_values;
mod pasted;
mod record_contract;
mod redact;
mod rules;
mod skeleton;
mod text;
mod texts;
mod types;
mod values;

use std::sync::Arc;

use crate::diag::{Reported, Sink, Source};
use crate::yaml::Outline;

pub use blocks::{Marker, list_items};
pub use contract::{contract_with, schema, standard};
pub use contracts::Contracts;
pub use document::ReviewedDocument;
pub use draft::{blanks_as_draft, blanks_of_draft, is_draft};
pub use fixed::{Fixed, fixed, is_fixed_by};
pub use folded::{Folded, Phrases, is_without_case};
pub use forms::email_address;
pub use from_cells::{Column, record_from_cells};
pub use invented::{INVENTED_CASE, invented};
pub use look::LOOK;
pub use needs::{Needs, may_be_absent, read_needs};
pub use own_fields::{EXTRA, FieldType, OwnField, read_own_fields};
pub use own_values::Extra;
pub use record_contract::RecordContract;
pub use redact::Redaction;
pub use rules::{check_mailed, missing_for_mailing, no_mailing_on, place_served};
pub use skeleton::{SCHEMA_FILE, skeleton};
pub use text::{Line, Paragraphs};
pub use texts::Text;
pub use types::*;
pub use values::{
    CaseNumber, DateRange, Day, DeliveryPoint, EmailAddress, State, TemplateName, Zip, as_typed,
};

/// Reads one record without fields of anyone's own, and holds it to the rules of the field.
///
/// # Errors
/// Whatever the contract does not allow, all of it at once. Warnings and notes go into the sink beside
/// the record.
pub fn parse_record(source: &Arc<Source>, sink: &mut Sink) -> Result<CaseRecord, Reported> {
    parse_record_of(&standard(), source, sink)
}

/// Reads one record and holds it to its contract and the rules of the field.
///
/// # Errors
/// As [`parse_record`].
pub fn parse_record_of(
    contract: &Arc<RecordContract>,
    source: &Arc<Source>,
    sink: &mut Sink,
) -> Result<CaseRecord, Reported> {
    let mark = sink.mark();
    let record = read_and_check(contract, source, sink);
    if record.is_err() && sink.mark() - mark >= MANY_FINDINGS {
        sink.hint_last("these are the first findings: fix them and check again, there may be more");
    }
    record
}

/// Where so many were found, some step of reading may have stopped looking.
const MANY_FINDINGS: usize = 30;

fn read_and_check(
    contract: &Arc<RecordContract>,
    source: &Arc<Source>,
    sink: &mut Sink,
) -> Result<CaseRecord, Reported> {
    let mark = sink.mark();
    characters::check_source(source, sink);
    let outline = match Outline::read(source, sink) {
        Ok(outline) => outline,
        Err(reported) => {
            outdented::offer(contract, source, sink);
            return Err(reported);
        }
    };
    let checked = contract.contract().check(&outline, sink);
    characters::check_values(&outline, sink);
    pasted::check(contract, &outline, sink);
    look::check(&outline, sink);
    rules::check(checked.fields(), contract, sink);
    sink.unless_errors(mark, ())?;
    let mut record: CaseRecord = checked.value_as(sink)?;
    record.extra = record.extra.folded(contract.own_fields());
    record.outline = outline;
    record.contract = Arc::clone(contract);
    redact::unused(&record, sink);
    Ok(record)
}
