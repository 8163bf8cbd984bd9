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
use crate::letter::{Edition, FileType, Paper};
use crate::record::CaseNumber;
use crate::render::{self, Made};
use crate::units::Date;

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
            let rebuilding =
                Rebuilding { file: &file, case: &case, edition, again: None, assets, known, archive };
            rebuilding.compare(&mut rebuilt, &mut sink);
        }
        let edition = Edition::Mailed;
        let again: BTreeSet<Date> =
            mailed_again(known, &case).filter_map(|row| row.letter.mailed_again()).collect();
        for day in again {
            let again = Some(day);
            let rebuilding = Rebuilding { file: &file, case: &case, edition, again, assets, known, archive };
            rebuilding.compare(&mut rebuilt, &mut sink);
        }
    }
    rebuilt.findings.extend(sink.into_findings());
    rebuilt
}

/// The rows of copies that were mailed on paper because the e-mail of what the record still says came back.
fn mailed_again<'a>(known: &'a Known, case: &'a CaseNumber) -> impl Iterator<Item = &'a Row> {
    let stands = |row: &&Row| known.rows_of(Edition::Mailed, case).any(|now| now.mailed == row.emailed);
    known.rows_of_case(case).filter(|row| row.letter.mailed_again().is_some()).filter(stands)
}

/// The letters of a record in an edition, or those of it that were mailed again on a day.
struct Rebuilding<'a> {
    file: &'a RecordFile,
    case: &'a CaseNumber,
    edition: Edition,
    again: Option<Date>,
    assets: &'a Assets,
    known: &'a Known,
    archive: &'a Archive,
}

impl Rebuilding<'_> {
    fn compare(&self, rebuilt: &mut Rebuilt, sink: &mut Sink) {
        let rows = self.rows();
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

    fn rows(&self) -> Vec<&Row> {
        match self.again {
            None => self.known.rows_of(self.edition, self.case).collect(),
            Some(day) => {
                let rows = mailed_again(self.known, self.case);
                rows.filter(|row| row.letter.mailed_again() == Some(day)).collect()
            }
        }
    }

    /// The letters, made with these; none where they cannot be.
    fn made(&self, assets: &Assets, sink: &mut Sink) -> Option<Vec<Made>> {
        let record = render::read_record(&self.file.source, assets, sink).ok()?;
        if let Some(day) = self.again {
            let rows = self.rows();
            let is_served = |part| rows.iter().any(|row| row.letter.part() == part);
            let papers = Paper::mailed_again(&record, is_served, day);
            render::ready(&record, self.edition, assets, sink).ok()?;
            let stages = render::papers(&record, papers, assets, sink).ok()?;
            return Some(stages.into_iter().map(Made::of).collect());
        }
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
