//! How a letter as it would be made now stands to what is in the folder for letters.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use super::case_state::agrees_with_mailed;
use super::digest::Digest;
use super::known::{Known, OnDisk};
use super::ledger::LEDGER;
use super::letter_state::LetterState;
use super::read::read_if_there;
use super::record_file::RecordFile;
use crate::assets::Assets;
use crate::diag::Finding;
use crate::letter::{FileType, LetterKey};
use crate::record::CaseRecord;

/// The ledger of a folder, read again where its file changed.
#[derive(Debug)]
pub struct LedgerReader {
    folder: PathBuf,
    read: Mutex<Option<(Option<SystemTime>, Arc<Known>)>>,
}

impl LedgerReader {
    pub fn of(folder: &Path) -> LedgerReader {
        LedgerReader { folder: folder.to_owned(), read: Mutex::default() }
    }

    /// The state of a letter that would be built as this Markdown and PDF; of one that cannot be built now, how what is
    /// there stands.
    pub fn state(&self, letter: &LetterKey, new: Option<(&str, &[u8])>) -> LetterState {
        let there = |file: FileType| {
            let bytes = read_if_there(&self.folder.join(letter.file(file))).ok().flatten();
            bytes.map(|bytes| Digest::of(&bytes))
        };
        let on_disk = OnDisk { markdown: there(FileType::Markdown), pdf: there(FileType::Pdf) };
        let known = self.known();
        let row = known.as_ref().and_then(|known| known.rows.get(letter));
        let new = new.map(|(markdown, pdf)| OnDisk {
            markdown: Some(Digest::of(markdown.as_bytes())),
            pdf: Some(Digest::of(pdf)),
        });
        if row.is_some_and(|row| row.mailed.is_some()) {
            LetterState::Mailed
        } else if new.is_some_and(|new| on_disk == new) {
            LetterState::UpToDate
        } else if on_disk.markdown.is_none() && on_disk.pdf.is_none() {
            LetterState::NeverBuilt
        } else if known
            .is_some_and(|known| known.lost.is_empty() && !known.edited(letter, &on_disk).is_empty())
        {
            LetterState::Edited
        } else {
            LetterState::Changed
        }
    }

    /// What a record says otherwise than what was mailed of its case, without correcting it; none where it does not, or
    /// the ledger cannot be read, which every build says.
    pub fn contradiction(
        &self,
        record: &Arc<CaseRecord>,
        file: &RecordFile,
        assets: &Assets,
    ) -> Option<Finding> {
        let known = self.known()?;
        agrees_with_mailed(&known, record, file, assets).err()
    }

    /// The ledger; none where it cannot be read.
    fn known(&self) -> Option<Arc<Known>> {
        let changed = self.folder.join(LEDGER).metadata().and_then(|file| file.modified()).ok();
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, known)) = read.as_ref()
            && *at == changed
        {
            return Some(Arc::clone(known));
        }
        let known = Arc::new(Known::read(&self.folder).ok()?);
        *read = Some((changed, Arc::clone(&known)));
        Some(known)
    }
}
