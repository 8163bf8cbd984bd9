//! Letters whose record is gone.

use super::findings;
use super::outputs::{Outputs, Prepared};
use crate::diag::{Finding, Sink};
use crate::letter::LetterKey;

/// Removes letters, and gives their names; what was mailed or edited stays.
///
/// # Errors
/// Where a file cannot be read or removed.
pub fn remove_letters(
    letters: &[LetterKey],
    outputs: &Outputs,
    sink: &mut Sink,
) -> Result<Vec<LetterKey>, Finding> {
    let known = &outputs.known;
    let mut change = Prepared::default();
    let mut removed = Vec::new();
    for letter in letters {
        let on_disk = known.on_disk(letter)?;
        let edited = known.edited(letter, &on_disk);
        if !edited.is_empty() {
            sink.report(findings::edited_by_hand(&known.folder, letter, &edited, false));
        } else if known.rows.get(letter).is_some_and(|row| row.mailed.is_none()) {
            change.remove(letter);
            removed.push(letter.clone());
        }
    }
    outputs.make(vec![change]).into_iter().collect::<Result<(), _>>()?;
    Ok(removed)
}
