//! Letters put under their names many at a time: the disk takes a batch in hardly more time than one letter.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use super::outcome::{BuildResult, MadeRecord, RecordOutcome, Task};

/// Records of a batch, at most.
pub(super) const BATCH: usize = 64;
/// How long the first letter of a batch waits for others.
const WAIT: Duration = Duration::from_millis(50);

/// Puts letters under their names as they come, and hands on what became of each record.
pub(super) fn put_in_batches(
    from: &Receiver<(usize, MadeRecord)>,
    task: Task<'_>,
    to: &Sender<(usize, RecordOutcome)>,
) {
    while let Ok(first) = from.recv() {
        let mut batch = vec![first];
        if let Task::Build { .. } = task {
            gather(&mut batch, from);
        }
        put(&mut batch, task);
        for (index, made) in batch {
            // Nobody waits for what became of it once the run is over.
            let _ = to.send((index, made.outcome()));
        }
    }
}

/// Puts a letter under its name, and gives what became of its record.
pub(super) fn put_alone(made: MadeRecord, task: Task<'_>) -> RecordOutcome {
    let mut made = [(0, made)];
    put(&mut made, task);
    let [(_, made)] = made;
    made.outcome()
}

/// Adds what comes until the batch is full or its first letter has waited long enough.
fn gather(batch: &mut Vec<(usize, MadeRecord)>, from: &Receiver<(usize, MadeRecord)>) {
    let until = Instant::now() + WAIT;
    while batch.len() < BATCH {
        match from.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(made) => batch.push(made),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
        }
    }
}

fn put(batch: &mut [(usize, MadeRecord)], task: Task<'_>) {
    let Task::Build { outputs, .. } = task else { return };
    let changes = batch.iter_mut().map(|(_, made)| std::mem::take(&mut made.prepared)).collect();
    for ((_, made), became) in batch.iter_mut().zip(outputs.make(changes)) {
        if let Err(finding) = became {
            made.sink.report(finding);
            made.result = BuildResult::NotMade;
        }
    }
}
