//! Whether building the letters of a record gives what is in the folder for letters, byte by byte.
//!
//! A mailed letter is built with the templates, style, office and fonts that were kept of it (`made_with`), so that these may
//! live on. Another program may print the same words otherwise: then the words are compared.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::digest::Digest;
use super::known::Known;
use super::made_with::Archive;
use super::read::read_if_there;
use super::record_file::RecordFile;
use super::row::{PROGRAM, Row};
use super::{findings, verify_findings, words};
use crate::assets::Assets;
use crate::diag::{Finding, Severity, Sink, codes};
use crate::letter::{Edition, FileType};
use crate::record::CaseNumber;
use crate::render::{self, Made};

/// What came of building letters again.
#[derive(Debug, Default)]
pub struct Rebuilt {
    pub findings: Vec<Finding>,
    /// How many mailed letters were compared by their words, by the program that made them.
    by_words: BTreeMap<String, usize>,
    /// What cannot be built with any more, by its list, and why.
    lost: BTreeMap<Digest, Vec<Finding>>,
}

impl Rebuilt {
    /// Adds what came of another record.
    pub fn add(&mut self, other: Rebuilt) {
        self.findings.extend(other.findings);
        for (program, letters) in other.by_words {
            *self.by_words.entry(program).or_default() += letters;
        }
        self.lost.extend(other.lost);
    }

    /// All findings, and a note for each program whose letters were compared by their words.
    pub fn into_findings(self) -> Vec<Finding> {
        let notes = self.by_words.iter();
        let notes = notes.map(|(program, letters)| verify_findings::compared_by_words(*letters, program));
        let lost = self.lost.values().flatten().cloned();
        notes.chain(lost).chain(self.findings.iter().cloned()).collect()
    }
}

/// What building a record gives, in every edition that was built, against what is in the folder.
pub fn verify_rebuilt(record: &Path, assets: &Assets, known: &Known, archive: &Archive) -> Rebuilt {
    let mut rebuilt = Rebuilt::default();
    let mut sink = Sink::new();
    let file = RecordFile::read(record, &mut sink);
    if let Ok(file) = file {
        let Some(case) = file.case_number() else {
            // What is wrong with it.
            let _ = render::read_record(&file.source, assets, &mut sink);
            rebuilt.findings.extend(sink.into_findings());
            return rebuilt;
        };
        let is_built = |edition: &Edition| known.rows_of(*edition, &case).next().is_some();
        let mut editions: Vec<Edition> = Edition::ALL.into_iter().filter(is_built).collect();
        if editions.is_empty() {
            editions.push(Edition::Determination);
        }
        for edition in editions {
            let rebuilding = Rebuilding { file: &file, case: &case, edition, assets, known, archive };
            rebuilding.compare(&mut rebuilt, &mut sink);
        }
    }
    rebuilt.findings.extend(sink.into_findings());
    rebuilt
}

/// The letters of a record in an edition.
struct Rebuilding<'a> {
    file: &'a RecordFile,
    case: &'a CaseNumber,
    edition: Edition,
    assets: &'a Assets,
    known: &'a Known,
    archive: &'a Archive,
}

impl Rebuilding<'_> {
    fn compare(&self, rebuilt: &mut Rebuilt, sink: &mut Sink) {
        let rows: Vec<&Row> = self.known.rows_of(self.edition, self.case).collect();
        let mailed = rows.iter().find(|row| row.mailed.is_some());
        let Some((row, digest)) = mailed.and_then(|row| Some((row, row.made_with?))) else {
            let made = self.made(self.assets, sink);
            return made.into_iter().for_each(|made| self.compare_bytes(&made, &rows, sink));
        };
        let kept = self.archive.assets(&self.known.folder, digest, row.mailed);
        let kept = match &*kept {
            Ok(kept) => kept,
            Err(why) => {
                // What is gone or altered was said where all that is kept is looked at.
                let said = [&codes::project::GONE, &codes::project::ALTERED];
                let why = why.iter().filter(|finding| !said.contains(&finding.code)).cloned();
                rebuilt.lost.insert(digest, why.collect());
                return;
            }
        };
        let mut found = Sink::new();
        let made = self.made(kept, &mut found);
        // What else deserves a word was said when it was mailed.
        let errors = found.into_findings().into_iter().filter(|found| found.severity() == Severity::Error);
        errors.for_each(|error| sink.report(error));
        let Some(made) = made else { return };
        if row.program == PROGRAM {
            self.compare_bytes(&made, &rows, sink);
        } else {
            *rebuilt.by_words.entry(row.program.clone()).or_default() += rows.len();
            self.compare_words(&made, &rows, sink);
        }
    }

    /// The letters, made with these; none where they cannot be.
    fn made(&self, assets: &Assets, sink: &mut Sink) -> Option<Vec<Made>> {
        let record = render::read_record(&self.file.source, assets, sink).ok()?;
        render::letters(&record, self.edition, assets, sink).ok()
    }

    fn compare_bytes(&self, made: &[Made], rows: &[&Row], sink: &mut Sink) {
        for made in made {
            let was_built = rows.iter().any(|row| row.letter == made.key);
            for file in FileType::ALL {
                let bytes = match file {
                    FileType::Markdown => made.markdown.text().as_bytes(),
                    FileType::Pdf => &made.pdf[..],
                };
                let path = self.known.folder.join(made.key.file(file));
                match read_if_there(&path) {
                    Ok(Some(there)) if there == bytes => {}
                    Ok(Some(_)) => sink.report(verify_findings::not_as_noted(&path)),
                    Ok(None) if was_built => sink.report(findings::gone(&path, None)),
                    Ok(None) => sink.report(verify_findings::never_built(&path)),
                    Err(finding) => sink.report(finding),
                }
            }
        }
        self.of_nobody(made, rows, sink);
    }

    fn compare_words(&self, made: &[Made], rows: &[&Row], sink: &mut Sink) {
        for made in made {
            let path = self.known.folder.join(made.key.file(FileType::Markdown));
            match words::letter_text(&self.known.folder, &made.key) {
                Ok(Some(there)) => {
                    if let Some(difference) = words::difference(&there, made.markdown.text()) {
                        sink.report(verify_findings::other_words(&path, &difference));
                    }
                }
                Ok(None) => sink.report(findings::gone(&path, None)),
                Err(finding) => sink.report(finding),
            }
        }
        self.of_nobody(made, rows, sink);
    }

    /// Letters of the edition that the record makes no more.
    fn of_nobody(&self, made: &[Made], rows: &[&Row], sink: &mut Sink) {
        let made: BTreeSet<_> = made.iter().map(|made| &made.key).collect();
        for row in rows.iter().filter(|row| !made.contains(&row.letter)) {
            sink.report(verify_findings::not_as_noted(
                &self.known.folder.join(row.letter.file(FileType::Pdf)),
            ));
        }
    }
}
