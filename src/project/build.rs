//! Many letters at once: records are read and letters written here, made by [`render`] between.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use super::batches::{BATCH, Unput, put_alone, put_in_batches};
use super::digest::Digest;
use super::inputs::{replaced, unchanged};
use super::ledger::{PROGRAM, Row, record_name};
use super::outputs::Outputs;
use super::same_case::{differing_name, find_shared};
use super::settle::settle;
use super::{findings, read};
use crate::assets::Assets;
use crate::diag::{Finding, Reported, Severity, Sink, Source};
use crate::letter::Edition;
use crate::record::{blanks_as_draft, is_draft};
use crate::render;

/// What became of one record.
#[derive(Debug)]
pub struct LetterOutcome {
    pub record: PathBuf,
    pub findings: Vec<Finding>,
    pub letter: Letter,
}

/// What became of one letter; the numbers are its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letter {
    Built(usize),
    /// Already there, made from the same.
    Unchanged(usize),
    NotMade,
    /// Not due yet: the record is not filled in.
    Draft,
}

/// What is done with letters.
#[derive(Clone, Copy, Debug)]
pub enum Task<'a> {
    /// Made and dropped, to find what is wrong.
    Check,
    Build {
        outputs: &'a Outputs,
        /// Whether letters that were edited by hand are put aside.
        force: bool,
    },
}

/// Makes an edition of the letter of every record, on all cores, and hands over what became of each, in the order of the
/// records. A record with an error writes nothing; the others go on. Once `stop` is set, the letters in hand
/// are finished and no more begun.
pub fn make_letters(
    records: &[PathBuf],
    data: &Path,
    assets: &Assets,
    edition: Edition,
    task: Task<'_>,
    stop: &AtomicBool,
    mut each: impl FnMut(LetterOutcome),
) {
    let workers = match records.len() {
        0 | 1 => 1,
        many => thread::available_parallelism().map_or(1, usize::from).min(many),
    };
    let run =
        Run { data, assets, edition, task, shared: find_shared(records, workers), taken: Mutex::default() };
    if let [record] = records {
        // A letter alone is made sooner than threads for it.
        if !stop.load(Ordering::Relaxed) {
            each(put_alone(run.one(0, record), task));
        }
        return;
    }
    let next = AtomicUsize::new(0);
    let (send, receive) = mpsc::channel();
    // Letters that wait for the disk are few, however many are made.
    let (send_made, receive_made) = mpsc::sync_channel(2 * BATCH);
    thread::scope(|scope| {
        for _ in 0..workers {
            let (send_made, next, run) = (send_made.clone(), &next, &run);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(record) = records.get(index) else { break };
                    if send_made.send((index, run.one(index, record))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send_made);
        scope.spawn(move || put_in_batches(&receive_made, task, &send));
        let mut waiting = BTreeMap::new();
        let mut due = 0;
        for (index, outcome) in receive {
            waiting.insert(index, outcome);
            while let Some(outcome) = waiting.remove(&due) {
                each(outcome);
                due += 1;
            }
        }
        // After a stop, letters behind one that was not begun.
        waiting.into_values().for_each(each);
    });
}

struct Run<'a> {
    data: &'a Path,
    assets: &'a Assets,
    edition: Edition,
    task: Task<'a>,
    shared: HashMap<usize, Finding>,
    /// The record of every case number that was met.
    taken: Mutex<HashMap<String, PathBuf>>,
}

impl Run<'_> {
    fn one(&self, index: usize, record: &Path) -> Unput {
        let (record, letter) = (record.to_owned(), Letter::NotMade);
        let (prepared, former) = (Vec::new(), Vec::new());
        let mut unput = Unput { record, sink: Sink::new(), letter, prepared, former };
        if let Some(finding) = self.shared.get(&index) {
            unput.sink.report(finding.clone());
        }
        let held_back = self.shared.contains_key(&index);
        if self.letter(held_back, &mut unput).is_err() {
            // Of a case's papers all are put or none.
            unput.prepared.clear();
            unput.sink = Sink::of(blanks_as_draft(std::mem::take(&mut unput.sink).into_findings()));
            if is_draft(unput.sink.findings()) {
                unput.letter = Letter::Draft;
            }
        }
        debug_assert!(
            unput.letter != Letter::NotMade
                || unput.sink.findings().iter().any(|f| f.severity() == Severity::Error)
        );
        unput
    }

    fn letter(&self, held_back: bool, unput: &mut Unput) -> Result<(), Reported> {
        let Unput { record, sink, letter, prepared, former } = unput;
        let record = record.as_path();
        let bytes = read::read_bytes(record).map_err(|finding| sink.error(finding))?;
        let digest = Digest::of(&bytes);
        let source = read::source_of(record, &bytes, sink)?;
        if let Some(finding) = differing_name(record, &source) {
            sink.report(finding);
        }
        if !held_back && let Some(pages) = self.unchanged(&source, digest, sink)? {
            *letter = Letter::Unchanged(pages);
            return Ok(());
        }
        let found = sink.findings().len();
        let made = render::letters(&source, self.edition, self.assets, sink)?;
        let found = sink.findings().len() - found;
        if held_back {
            return Ok(());
        }
        let pages = made.iter().map(|made| made.pages).sum();
        if let Some(first) = made.first() {
            self.take(&first.case_number, record).map_err(|finding| sink.error(finding))?;
        }
        if let Task::Build { outputs, force } = self.task {
            for made in &made {
                let row = Row {
                    letter: made.name.clone(),
                    record: record_name(record, self.data),
                    record_sha256: digest,
                    template: made.template.clone(),
                    program: PROGRAM.to_owned(),
                    replaced: replaced(self.assets, &made.template, self.edition == Edition::Mailed),
                    markdown_sha256: Digest::of(made.markdown.text().as_bytes()),
                    pdf_sha256: Digest::of(&made.pdf),
                    pages: made.pages,
                    findings: found,
                    mailed: None,
                    listing: made.listing.clone(),
                };
                prepared.extend(settle(outputs, row, made, force, sink)?);
            }
            *former = self.former(outputs, &made);
        }
        let built = !prepared.is_empty() || matches!(self.task, Task::Check);
        *letter = if built { Letter::Built(pages) } else { Letter::Unchanged(pages) };
        Ok(())
    }

    /// Copies for those who are no party any more; what was mailed stays.
    fn former(&self, outputs: &Outputs, made: &[render::Made]) -> Vec<String> {
        let Some(first) = made.first() else { return Vec::new() };
        let rows = outputs.known.rows_of(self.edition, &first.case_number);
        rows.filter(|row| row.mailed.is_none() && !made.iter().any(|made| made.name == row.letter))
            .map(|row| row.letter.clone())
            .collect()
    }

    /// The pages of a letter that is there, made from all that it would be made from now.
    fn unchanged(
        &self,
        source: &Arc<Source>,
        digest: Digest,
        sink: &mut Sink,
    ) -> Result<Option<usize>, Reported> {
        let Task::Build { outputs, .. } = self.task else { return Ok(None) };
        let rows = unchanged(source.text(), digest, self.edition, &outputs.known, self.assets);
        let Some(rows) = rows.map_err(|finding| sink.error(finding))? else { return Ok(None) };
        if rows.iter().any(|row| row.findings > 0) {
            // What deserves a word is said at every build, not only at the first.
            render::letters_markdown(source, self.edition, self.assets, sink)?;
        }
        Ok(Some(rows.iter().map(|row| row.pages).sum()))
    }

    /// Claims are compared before; this catches a number that is written in a way they do not see.
    fn take(&self, case_number: &str, record: &Path) -> Result<(), Finding> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        match taken.insert(case_number.to_owned(), record.to_owned()) {
            Some(first) => Err(findings::case_number_taken(case_number, record, &first)),
            None => Ok(()),
        }
    }
}
