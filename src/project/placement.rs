//! Where a letter that was made is put: over what the program itself wrote, never over what was edited by hand (which
//! `force` keeps beside it), never over what was mailed (which a correction keeps under its date).
//!
//! Deciding writes nothing, so that `imr check` decides as `imr build` does.

use super::case_state::CaseState;
use super::findings;
use super::known::Known;
use super::outputs::{Outputs, Prepared};
use super::read::read_if_there;
use super::row::Row;
use super::words;
use crate::diag::{Finding, Reported, Sink};
use crate::letter::FileType;
use crate::render::Made;

/// What becomes of a letter that was made.
#[derive(Debug)]
pub(super) enum Placement {
    /// The very same files are there.
    Same(Box<Row>),
    /// It was mailed, and its record says what it did: the files are left as they are.
    AsMailed,
    Write(Box<Write>),
}

/// A letter that is to be written.
#[derive(Debug)]
pub(super) struct Write {
    row: Row,
    /// The mailed letter in whose place it comes: kept under its date.
    corrects: Option<Row>,
    /// Files that were edited by hand and are kept.
    edited: Vec<FileType>,
}

/// Decides where a letter is put.
///
/// # Errors
/// What is in the way, and how to go on.
pub(super) fn place(
    known: &Known,
    mut row: Row,
    made: &Made,
    state: CaseState,
    force: bool,
) -> Result<Placement, Finding> {
    let letter = row.letter.clone();
    let on_disk = known.on_disk(&letter)?;
    let before = known.rows.get(&letter);
    if let Some((before, mailed)) = before.and_then(|before| Some((before, before.mailed?))) {
        let same = FileType::ALL.into_iter().all(|file| before.sha256(file) == row.sha256(file));
        match state {
            CaseState::Correction(date) if date == mailed => {
                if !on_disk.is(before) {
                    return Err(findings::mailed_altered(&known.folder, &letter, mailed));
                }
                let kept = Row { letter: letter.corrected(mailed), ..before.clone() };
                let there = known.on_disk(&kept.letter)?;
                if !there.is(&kept) && (there.markdown.is_some() || there.pdf.is_some()) {
                    return Err(findings::exists(&known.folder.join(kept.letter.file(FileType::Markdown))));
                }
                return Ok(Placement::Write(Box::new(Write {
                    row,
                    corrects: Some(kept),
                    edited: Vec::new(),
                })));
            }
            // Built again with other templates or by another program it may look otherwise; what was mailed stands.
            CaseState::AsMailed(_) if !same && on_disk.is(before) => return Ok(Placement::AsMailed),
            CaseState::AsMailed(_) if !same => {
                return Err(findings::mailed_altered(&known.folder, &letter, mailed));
            }
            _ if !same => {
                let old = words::letter_text(&known.folder, &letter)?.unwrap_or_default();
                let difference = words::difference(&old, made.markdown.text());
                return Err(findings::mailed_differs(&letter.to_string(), mailed, difference.as_deref()));
            }
            _ => row = Row { mailed: Some(mailed), record: before.record.clone(), ..row },
        }
        row.statement_sha256 = before.statement_sha256;
    }
    if on_disk.is(&row) {
        return Ok(Placement::Same(Box::new(row)));
    }
    // What is there already needs no saving.
    let edited = known.edited(&letter, &on_disk).into_iter();
    let edited: Vec<FileType> =
        edited.filter(|&file| on_disk.sha256(file) != Some(row.sha256(file))).collect();
    if !edited.is_empty() && !force {
        return Err(findings::edited_by_hand(&known.folder, &letter, &edited, !known.lost.is_empty()));
    }
    Ok(Placement::Write(Box::new(Write { row, corrects: None, edited })))
}

impl Write {
    /// Stages the letter, and what is kept of the one before it, as parts of a change.
    ///
    /// # Errors
    /// Where something cannot be read or written.
    pub fn stage(
        self,
        made: &Made,
        outputs: &Outputs,
        to: &mut Prepared,
        sink: &mut Sink,
    ) -> Result<(), Reported> {
        let noted = self.stage_files(made, outputs, to).map_err(|finding| sink.error(finding))?;
        noted.into_iter().for_each(|finding| sink.report(finding));
        Ok(())
    }

    fn stage_files(self, made: &Made, outputs: &Outputs, to: &mut Prepared) -> Result<Vec<Finding>, Finding> {
        let folder = &outputs.known.folder;
        let letter = self.row.letter.clone();
        let mut notes = Vec::new();
        if let Some(kept) = self.corrects {
            keep(outputs, &kept, to)?;
        }
        for file in self.edited {
            let name = letter.file(file);
            let kept = (1..)
                .map(|number| letter.edited_file(number, file))
                .find(|kept| folder.join(kept).symlink_metadata().is_err())
                .expect("some number is free");
            if let Some(bytes) = read_if_there(&folder.join(&name))? {
                outputs.stage(to, kept.clone(), &bytes)?;
                notes.push(findings::put_aside(folder, &name, &kept));
            }
        }
        let bytes = |file| match file {
            FileType::Markdown => made.markdown.text().as_bytes(),
            FileType::Pdf => &made.pdf[..],
        };
        for file in FileType::ALL {
            outputs.stage_of(to, letter.file(file), bytes(file), self.row.sha256(file))?;
        }
        to.note(self.row);
        Ok(notes)
    }
}

/// Stages copies of a mailed letter under its date, where they are not there yet; `kept` is their row.
///
/// # Errors
/// Where a file cannot be read or written.
pub(super) fn keep(outputs: &Outputs, kept: &Row, to: &mut Prepared) -> Result<(), Finding> {
    let folder = &outputs.known.folder;
    let current = kept.letter.current();
    for file in FileType::ALL {
        let name = kept.letter.file(file);
        if read_if_there(&folder.join(&name))?.is_none()
            && let Some(bytes) = read_if_there(&folder.join(current.file(file)))?
        {
            outputs.stage(to, name, &bytes)?;
        }
    }
    to.note(kept.clone());
    Ok(())
}
