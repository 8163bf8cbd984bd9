//! Records with their fixes, shown and written.

use std::fs;
use std::path::Path;

use similar::TextDiff;

use super::digest::Digest;
use super::{findings, read, write};
use crate::assets::Assets;
use crate::diag::{Finding, Reported, Sink, visible_lines};
use crate::record::fixed;
use crate::yaml;

/// Lines shown on either side of a change.
const AROUND: usize = 1;

/// A record whose findings with one right answer are answered.
#[derive(Debug)]
pub struct FixedRecord {
    /// What was answered.
    pub answered: Vec<Finding>,
    /// The changed lines, with those around them; what cannot be seen is shown.
    pub diff: String,
    new: Vec<u8>,
    /// Of the bytes that were read.
    was: Digest,
}

impl FixedRecord {
    /// Reads a record and answers what can be answered; none where that is nothing.
    ///
    /// # Errors
    /// Where it cannot be read or is not text.
    pub fn read(path: &Path, assets: &Assets, sink: &mut Sink) -> Result<Option<FixedRecord>, Reported> {
        let bytes = read::read_bytes(path).map_err(|finding| sink.error(finding))?;
        let source = yaml::source_from_bytes(&super::shown(path), &bytes, sink)?;
        let fixed = fixed(assets.contracts().of(&source), &source);
        if fixed.text == source.text() {
            return Ok(None);
        }
        let diff = TextDiff::from_lines(source.text(), &fixed.text)
            .unified_diff()
            .context_radius(AROUND)
            .header(source.name(), source.name())
            .to_string();
        // A byte order mark is no part of the text, and stays.
        let mark = &bytes[..bytes.len() - source.text().len()];
        Ok(Some(FixedRecord {
            answered: fixed.answered,
            diff: visible_lines(&diff).into_owned(),
            new: [mark, fixed.text.as_bytes()].concat(),
            was: Digest::of(&bytes),
        }))
    }

    /// Writes it over what was read. A link stays one: what it leads to is written.
    ///
    /// # Errors
    /// Where the file changed meanwhile, or cannot be written; what was there before is untouched.
    pub fn write(&self, path: &Path) -> Result<(), Finding> {
        let file = fs::canonicalize(path).map_err(|error| findings::cannot_read(path, &error))?;
        if Digest::of(&read::read_bytes(&file)?) != self.was {
            return Err(findings::changed_meanwhile(path));
        }
        write::write_over(&file, &self.new)
    }
}
