//! Whether a letter that was made may be put where an older one stands.

use super::findings;
use super::ledger::Row;
use super::outputs::{Outputs, Prepared};
use crate::diag::{Reported, Sink};
use crate::render::Made;

/// Prepares a letter for its place in the folder: over what the program itself wrote, never over what was edited by
/// hand (which `force` puts aside), never over what was mailed (which a correction keeps under its date). None where
/// the same bytes are there.
///
/// # Errors
/// What is in the way, and how to go on.
pub(super) fn settle(
    outputs: &Outputs,
    mut row: Row,
    made: &Made,
    force: bool,
    sink: &mut Sink,
) -> Result<Option<Prepared>, Reported> {
    let known = &outputs.known;
    let on_disk = known.on_disk(&row.letter).map_err(|finding| sink.error(finding))?;
    let before = known.rows.get(&row.letter);
    if let Some((before, mailed)) = before.and_then(|row| Some((row, row.mailed.as_ref()?))) {
        let same = before.markdown_sha256 == row.markdown_sha256 && before.pdf_sha256 == row.pdf_sha256;
        if same {
            row.mailed = Some(mailed.clone());
        } else if made.replaces.as_ref() == Some(mailed) {
            if !on_disk.is(before) {
                return Err(sink.error(findings::mailed_altered(&known.folder, &row.letter, mailed)));
            }
            let kept = Row { letter: format!("{}.mailed-{mailed}", row.letter), ..before.clone() };
            for ending in ["md", "pdf"] {
                let (name, kept) = (format!("{}.{ending}", row.letter), format!("{}.{ending}", kept.letter));
                outputs.keep_as(&name, &kept).map_err(|finding| sink.error(finding))?;
            }
            outputs.announce([&kept].into_iter()).map_err(|finding| sink.error(finding))?;
            outputs.note(kept);
            return prepare(outputs, row, made, sink);
        } else {
            let difference = super::words::difference(&known.folder, &row.letter, made.markdown.text());
            return Err(sink.error(findings::mailed_differs(&row.letter, mailed, &difference)));
        }
    }
    if on_disk.is(&row) {
        outputs.note(row);
        return Ok(None);
    }
    let edited = known.edited(&row.letter, &on_disk);
    let foreign: Vec<&str> = edited
        .into_iter()
        .filter(|&ending| {
            // What is there already needs no saving.
            let wanted = if ending == "md" { row.markdown_sha256 } else { row.pdf_sha256 };
            let there = if ending == "md" { on_disk.markdown } else { on_disk.pdf };
            there != Some(wanted)
        })
        .collect();
    if !foreign.is_empty() && !force {
        let lost = !known.lost.is_empty();
        return Err(sink.error(findings::edited_by_hand(&known.folder, &row.letter, &foreign, lost)));
    }
    for ending in foreign {
        let name = format!("{}.{ending}", row.letter);
        let kept = (1..)
            .map(|number| format!("{}.edited-{number}.{ending}", row.letter))
            .find(|kept| known.folder.join(kept).symlink_metadata().is_err())
            .unwrap_or_default();
        outputs.keep_as(&name, &kept).map_err(|finding| sink.error(finding))?;
        sink.report(findings::put_aside(&known.folder, &name, &kept));
    }
    prepare(outputs, row, made, sink)
}

fn prepare(outputs: &Outputs, row: Row, made: &Made, sink: &mut Sink) -> Result<Option<Prepared>, Reported> {
    let prepared = outputs.prepare(row, made.markdown.text().as_bytes(), &made.pdf);
    prepared.map(Some).map_err(|finding| sink.error(finding))
}
