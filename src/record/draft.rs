//! Records that are not filled in yet.

use std::sync::Arc;

use super::{RecordContract, parse_record_of};
use crate::diag::{Finding, Severity, Sink, Source, codes};

/// The findings of a record, those of its blanks as one note: a record whose blanks are all that is wrong with it is a
/// draft, and no letter is due.
pub fn blanks_as_draft(findings: Vec<Finding>) -> Vec<Finding> {
    let (blanks, mut others): (Vec<Finding>, Vec<Finding>) =
        findings.into_iter().partition(|finding| finding.code == &codes::record::EMPTY);
    let Some(first) = blanks.first() else { return others };
    let named = blanks.iter().filter_map(|blank| {
        let name = blank.message.split('`').nth(1)?;
        Some(format!("`{name}` (line {})", blank.place.as_ref()?.line_column().0))
    });
    let note = Finding::new(&codes::record::DRAFT, format!("draft: {}", count(blanks.len())))
        .labelled("the first one")
        .hint(format!("fill in {}", named.collect::<Vec<_>>().join(", ")));
    let place = first.place.clone();
    others.push(match place {
        Some(place) => note.at(place),
        None => note,
    });
    others
}

/// Whether findings of [`blanks_as_draft`] are those of a draft.
pub fn is_draft(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.code == &codes::record::DRAFT)
        && findings.iter().all(|finding| finding.severity() < Severity::Error)
}

/// How many blanks a record has that is a draft, in words; none of any other.
pub fn blanks_of_draft(contract: &Arc<RecordContract>, record: &Arc<Source>) -> Option<String> {
    let mut sink = Sink::new();
    // What could not be read is among the findings.
    let _ = parse_record_of(contract, record, &mut sink);
    let findings = sink.into_findings();
    let blanks = findings.iter().filter(|finding| finding.code == &codes::record::EMPTY).count();
    is_draft(&blanks_as_draft(findings)).then(|| count(blanks))
}

fn count(blanks: usize) -> String {
    if blanks == 1 { "1 blank".to_owned() } else { format!("{blanks} blanks") }
}
