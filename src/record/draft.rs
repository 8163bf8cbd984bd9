//! Records that are not filled in yet.

use crate::diag::{Finding, Severity, codes};

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
    let count = if blanks.len() == 1 { "1 blank".to_owned() } else { format!("{} blanks", blanks.len()) };
    let note = Finding::new(&codes::record::DRAFT, format!("draft: {count}"))
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
