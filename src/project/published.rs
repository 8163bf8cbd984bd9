//! Public editions that stand though their record may not be published any more.

use std::path::{Path, PathBuf};

use super::freeze_findings;
use super::known::Known;
use super::record_file::RecordFile;
use super::records::DataFolder;
use super::standing::Standing;
use crate::assets::Assets;
use crate::diag::{Finding, Severity, Sink};
use crate::letter::{FileType, LetterKey};
use crate::render;

/// A public edition whose record was changed since it was built.
#[derive(Debug)]
pub struct Published {
    letter: LetterKey,
    pdf: PathBuf,
    record: RecordFile,
}

/// The public editions whose records were changed since they were built. Those of a record that is gone are orphans.
pub fn public_to_check(known: &Known, data: &Path) -> Vec<Published> {
    let data = DataFolder::new(data);
    let published = known.rows.values().filter(|row| row.letter.edition().is_published());
    published
        .filter_map(|row| {
            let record = RecordFile::read(&data.path_of(&row.record), &mut Sink::new()).ok()?;
            let pdf = known.folder.join(row.letter.file(FileType::Pdf));
            (record.digest != row.record_sha256).then(|| Published {
                letter: row.letter.clone(),
                pdf,
                record,
            })
        })
        .collect()
}

impl Published {
    /// Whether this is the letter of which the standing tells.
    pub fn is(&self, standing: &Standing) -> bool {
        standing.key.as_ref() == Some(&self.letter)
    }

    /// An error where the record cannot be published as it is now.
    pub fn leak(&self, assets: &Assets) -> Option<Finding> {
        let mut sink = Sink::new();
        let _ = render::read_record(&self.record.source, assets, &mut sink)
            .and_then(|record| render::letters_markdown(&record, self.letter.edition(), assets, &mut sink));
        let why = sink.into_findings().into_iter().find(|finding| finding.severity() == Severity::Error)?;
        Some(freeze_findings::published_though(&self.pdf, &why))
    }
}
