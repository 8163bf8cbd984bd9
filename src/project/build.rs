//! Many letters at once: records are read and written here, made by [`render`] between.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use super::same_case::{differing_name, find_shared};
use super::write::Output;
use super::{codes, read};
use crate::diag::{Finding, Severity, Sink};
use crate::kit::Kit;
use crate::render;

/// What became of one record.
#[derive(Debug)]
pub struct LetterOutcome {
    pub record: PathBuf,
    pub findings: Vec<Finding>,
    /// The letter's pages; none where there is no letter.
    pub pages: Option<usize>,
}

/// Whether letters are written or only made.
#[derive(Debug)]
pub enum Writing {
    To(Output),
    Nothing,
}

/// Makes the letter of every record, on all cores, and hands over what became of each, in the order of the
/// records. A record with an error writes nothing; the others go on.
pub fn make_letters(records: &[PathBuf], kit: &Kit, writing: &Writing, mut each: impl FnMut(LetterOutcome)) {
    let shared = find_shared(records);
    let workers = thread::available_parallelism().map_or(1, usize::from).min(records.len());
    let next = AtomicUsize::new(0);
    let written = Mutex::new(HashMap::new());
    let (send, receive) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..workers {
            let (send, next, written, shared) = (send.clone(), &next, &written, &shared);
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(record) = records.get(index) else { break };
                    let outcome = make_one(record, shared[index].clone(), kit, writing, written);
                    if send.send((index, outcome)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let mut waiting = BTreeMap::new();
        let mut due = 0;
        for (index, outcome) in receive {
            waiting.insert(index, outcome);
            while let Some(outcome) = waiting.remove(&due) {
                each(outcome);
                due += 1;
            }
        }
    });
}

fn make_one(
    record: &Path,
    shared: Option<Finding>,
    kit: &Kit,
    writing: &Writing,
    written: &Mutex<HashMap<String, PathBuf>>,
) -> LetterOutcome {
    let mut sink = Sink::new();
    let held_back = shared.is_some();
    if let Some(finding) = shared {
        sink.report(finding);
    }
    let made = read::read_source(record, &mut sink).and_then(|source| {
        if let Some(finding) = differing_name(record, &source) {
            sink.report(finding);
        }
        render::letter(&source, kit, &mut sink)
    });
    let mut pages = None;
    if let Ok(made) = made
        && !held_back
    {
        match put(record, &made, writing, written) {
            Ok(()) => pages = Some(made.pages),
            Err(finding) => sink.report(finding),
        }
    }
    debug_assert!(pages.is_some() || sink.findings().iter().any(|f| f.severity == Severity::Error));
    LetterOutcome { record: record.to_owned(), findings: sink.into_findings(), pages }
}

fn put(
    record: &Path,
    made: &render::Made,
    writing: &Writing,
    written: &Mutex<HashMap<String, PathBuf>>,
) -> Result<(), Finding> {
    // Claims are compared before; this catches a number that is written in a way they do not see.
    let first = written
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(made.case_number.clone(), record.to_owned());
    if let Some(first) = first {
        return Err(codes::case_number_taken(&made.case_number, record, &first));
    }
    match writing {
        Writing::To(output) => {
            output.write_letter(&made.case_number, made.markdown.text().as_bytes(), &made.pdf)
        }
        Writing::Nothing => Ok(()),
    }
}
