//! `imr import` of letters: into the records that they would come from, each compared with its letter.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use super::context::Context;
use super::exit::{Exit, Failure};
use super::progress::Progress;
use super::stop::on_signal;
use super::terminal::count;
use crate::diag::{Finding, Sink};
use crate::import::{Imported, Importer, Merged, Verdict, merged};
use crate::project::{
    self, FoundLetters, contradicting_letters, corrected_letter, find_letters, import_letter, in_order,
    write_record,
};
use crate::record::{self, CaseNumber};

/// The case of a letter; of one that does not tell its number, its place: it is a case by itself.
type Case = (Option<CaseNumber>, usize);

/// What became of the letters so far.
#[derive(Default)]
struct Tally {
    imported: usize,
    records: usize,
    corrected: usize,
    same: usize,
    same_lines: usize,
    differ: usize,
    failed: usize,
    looks: usize,
    drafts: usize,
}

pub fn run(files: &[PathBuf], template: Option<&str>, context: &Context) -> Result<Exit, Failure> {
    let Context { folders, terminal } = context;
    let FoundLetters { letters, notes } = find_letters(files)?;
    let assets = context.assets()?;
    let mut sink = Sink::new();
    let Ok(importer) = Importer::new(&assets, template, &mut sink) else {
        return Err(Failure::usage(sink));
    };
    let mut tally = Tally::default();
    let mut exit = Exit::Done;
    terminal.report(&notes);
    let mut progress = Progress::new(letters.len(), terminal);
    let stop = on_signal();
    let mut cases: BTreeMap<Case, Vec<(usize, Imported)>> = BTreeMap::new();
    in_order(
        &letters,
        stop,
        |number, letter| {
            let mut sink = Sink::new();
            let imported = import_letter(letter, &importer, &mut sink).ok();
            (number, imported, sink.into_findings())
        },
        |(number, imported, findings): (usize, Option<Imported>, Vec<Finding>)| {
            match imported {
                Some(imported) => {
                    let case = imported.case_number.clone();
                    let by_itself = if case.is_some() { 0 } else { number };
                    cases.entry((case, by_itself)).or_default().push((number, imported));
                }
                None => tally.failed += 1,
            }
            exit = exit.max(Exit::after(&findings));
            progress.step(terminal, &findings);
        },
    );
    progress.end();
    for of_case in cases.into_values() {
        let (paths, of_case): (Vec<&Path>, Vec<Imported>) =
            of_case.into_iter().map(|(number, imported)| (letters[number].as_path(), imported)).unzip();
        let findings = tally.write(&folders.data, &paths, &of_case);
        exit = exit.max(Exit::after(&findings));
        terminal.report(&findings);
    }
    if tally.imported > 0 {
        let schema = format!("{:#}\n", assets.contracts().schema());
        project::write_whole(&folders.data.join(record::SCHEMA_FILE), schema.as_bytes())?;
    }
    terminal.summary(&tally.summary());
    if stop.load(Ordering::Relaxed) {
        let left = letters.len() - tally.imported - tally.corrected - tally.failed;
        terminal.summary(&format!("stopped; {} left", count(left, "letter")));
        exit = Exit::Stopped;
    }
    Ok(exit)
}

impl Tally {
    /// Writes the record of the letters of a case.
    fn write(&mut self, data: &Path, paths: &[&Path], letters: &[Imported]) -> Vec<Finding> {
        let Merged { imported, corrected } = match merged(letters) {
            Ok(merged) => merged,
            Err(contradiction) => {
                self.failed += letters.len();
                return vec![contradicting_letters(paths, &contradiction)];
            }
        };
        let is_corrected = |number: &usize| corrected.iter().any(|(letter, _)| letter == number);
        let current: Vec<usize> = (0..letters.len()).filter(|number| !is_corrected(number)).collect();
        let first = current.first().map_or(paths[0], |first| paths[*first]);
        if let Err(finding) = write_record(data, first, &imported) {
            self.failed += letters.len();
            return vec![finding];
        }
        self.records += 1;
        self.looks += imported.looks;
        self.drafts += usize::from(imported.blanks > 0);
        self.corrected += corrected.len();
        current.iter().for_each(|number| self.add(&letters[*number]));
        corrected.iter().map(|(letter, by)| corrected_letter(paths[*letter], paths[*by])).collect()
    }

    fn add(&mut self, letter: &Imported) {
        self.imported += 1;
        match letter.verdict {
            Some(Verdict::Same { lines }) => {
                self.same += 1;
                self.same_lines += usize::from(lines == Some(true));
            }
            Some(Verdict::Differs(_)) | None => self.differ += 1,
        }
    }

    fn summary(&self) -> String {
        let Tally { imported, records, corrected, same, same_lines, differ, failed, looks, drafts } = self;
        let records =
            if records < imported { format!(" into {}", count(*records, "record")) } else { String::new() };
        let corrected =
            if *corrected > 0 { format!(", {corrected} that others correct") } else { String::new() };
        let drafts =
            if *drafts > 0 { format!(", {} to fill in", count(*drafts, "draft")) } else { String::new() };
        let failed = if *failed > 0 { format!(", {failed} not imported") } else { String::new() };
        format!(
            "{imported} imported{records}: {same} word for word ({same_lines} line for line), {differ} differ, {} to look at{drafts}{corrected}{failed}",
            count(*looks, "place")
        )
    }
}
