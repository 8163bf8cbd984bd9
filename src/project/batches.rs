//! Letters put under their names many at a time: the disk takes a batch in hardly more time than one letter.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use super::build::{Letter, LetterOutcome, Task};
use super::freeze::clean_orphans;
use super::outputs::{Outputs, Prepared};
use crate::diag::Sink;

/// Records of a batch, at most.
pub(super) const BATCH: usize = 64;
/// How long the first letter of a batch waits for others.
const WAIT: Duration = Duration::from_millis(50);

/// What came of a record, before its letters' files are under their names.
pub(super) struct Unput {
    pub record: PathBuf,
    pub sink: Sink,
    pub letter: Letter,
    pub prepared: Vec<Prepared>,
    /// Copies for those who are no party any more, which go when the others are there.
    pub former: Vec<String>,
}

impl Unput {
    fn outcome(self) -> LetterOutcome {
        LetterOutcome { record: self.record, findings: self.sink.into_findings(), letter: self.letter }
    }
}

/// Puts letters under their names as they come, and hands on what became of each record.
pub(super) fn put_in_batches(
    from: &Receiver<(usize, Unput)>,
    task: Task<'_>,
    to: &Sender<(usize, LetterOutcome)>,
) {
    while let Ok(first) = from.recv() {
        let mut batch = vec![first];
        if let Task::Build { outputs, .. } = task {
            gather(&mut batch, from);
            put(&mut batch, outputs);
        }
        for (index, unput) in batch {
            // Nobody waits for what became of it once the run is over.
            let _ = to.send((index, unput.outcome()));
        }
    }
}

/// Puts a letter under its name, and gives what became of its record.
pub(super) fn put_alone(unput: Unput, task: Task<'_>) -> LetterOutcome {
    let mut batch = [(0, unput)];
    if let Task::Build { outputs, .. } = task {
        put(&mut batch, outputs);
    }
    let [(_, unput)] = batch;
    unput.outcome()
}

/// Adds what comes until the batch is full or its first letter has waited long enough.
fn gather(batch: &mut Vec<(usize, Unput)>, from: &Receiver<(usize, Unput)>) {
    let until = Instant::now() + WAIT;
    while batch.len() < BATCH {
        match from.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(unput) => batch.push(unput),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
        }
    }
}

fn put(batch: &mut [(usize, Unput)], outputs: &Outputs) {
    let counts: Vec<usize> = batch.iter().map(|(_, unput)| unput.prepared.len()).collect();
    let prepared: Vec<Prepared> = batch.iter_mut().flat_map(|(_, unput)| unput.prepared.drain(..)).collect();
    let mut became = outputs.put(prepared).into_iter();
    for ((_, unput), count) in batch.iter_mut().zip(counts) {
        for failed in became.by_ref().take(count).filter_map(Result::err) {
            unput.sink.error(failed);
            unput.letter = Letter::NotMade;
        }
        if !matches!(unput.letter, Letter::NotMade | Letter::Draft)
            && let Err(finding) = clean_orphans(&unput.former, outputs, &mut unput.sink)
        {
            unput.sink.report(finding);
        }
    }
}
