//! Many letters at once: records are read and letters written here, made by [`render`] between.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc;
use std::thread;

use super::batches::{BATCH, put_alone, put_in_batches};
use super::case_state::{CaseState, as_mailed, case_state, is_mailed};
use super::findings;
use super::known::Known;
use super::outcome::{BuildResult, MadeRecord, RecordOutcome, Task};
use super::outputs::{Outputs, Prepared};
use super::parallel::{hand_over, spawn_workers};
use super::placement::{Placement, keep, place};
use super::record_file::{RecordFile, case_number_of};
use super::records::DataFolder;
use super::row::Row;
use super::same_case::find_shared;
use crate::assets::Assets;
use crate::diag::{Finding, Reported, Severity, Sink, codes};
use crate::letter::{Edition, LetterKey};
use crate::record::{CaseNumber, CaseRecord, blanks_as_draft, is_draft};
use crate::render;

/// Makes the letters of every record, on all cores, and hands over what became of each, in the order of the
/// records. Without an edition, every one that the record asks for is made. A record with an error writes nothing; the
/// others go on. Once `stop` is set, the letters in hand are finished and no more begun.
pub fn make_letters(
    records: &[PathBuf],
    data: &Path,
    assets: &Assets,
    edition: Option<Edition>,
    task: Task<'_>,
    stop: &AtomicBool,
    mut each: impl FnMut(RecordOutcome),
) {
    let shared = find_shared(records);
    let run = Run { data: DataFolder::new(data), assets, edition, task, shared };
    if let [record] = records {
        // A letter alone is made sooner than threads for it.
        if !stop.load(std::sync::atomic::Ordering::Relaxed) {
            each(put_alone(run.one(0, record), task));
        }
        return;
    }
    let (send, receive) = mpsc::channel();
    // Letters that wait for the disk are few, however many are made.
    let (send_made, receive_made) = mpsc::sync_channel(2 * BATCH);
    let one = |index: usize, record: &PathBuf| run.one(index, record);
    thread::scope(|scope| {
        spawn_workers(scope, records, stop, &one, &send_made);
        drop(send_made);
        scope.spawn(move || put_in_batches(&receive_made, task, &send));
        hand_over(receive.into_iter(), each);
    });
}

/// What [`Task::Check`] finds in a record whose file was read, in every edition that it is ready for.
pub(super) fn findings_in(file: &RecordFile, data: &Path, assets: &Assets, known: &Known) -> Vec<Finding> {
    let data = DataFolder::new(data);
    let run = Run { data, assets, edition: None, task: Task::Check { known }, shared: HashMap::new() };
    run.made(0, &file.path, |_| Ok(file.clone())).sink.into_findings()
}

struct Run<'a> {
    data: DataFolder,
    assets: &'a Assets,
    edition: Option<Edition>,
    task: Task<'a>,
    shared: HashMap<usize, Finding>,
}

impl Run<'_> {
    fn one(&self, index: usize, record: &Path) -> MadeRecord {
        self.made(index, record, |sink| RecordFile::read(record, sink))
    }

    fn made(
        &self,
        index: usize,
        record: &Path,
        read: impl FnOnce(&mut Sink) -> Result<RecordFile, Reported>,
    ) -> MadeRecord {
        let mut made = MadeRecord {
            record: record.to_owned(),
            sink: Sink::new(),
            result: BuildResult::NotMade,
            prepared: Prepared::default(),
        };
        if let Some(finding) = self.shared.get(&index) {
            made.sink.report(finding.clone());
        }
        let held_back = self.shared.contains_key(&index);
        let file = read(&mut made.sink);
        match file.and_then(|file| self.letters(held_back, file, &mut made)) {
            Ok(result) if !held_back => made.result = result,
            // Of a case's papers all are put or none.
            _ => {
                made.prepared = Prepared::default();
                made.sink = Sink::of(blanks_as_draft(std::mem::take(&mut made.sink).into_findings()));
                if is_draft(made.sink.findings()) {
                    made.result = BuildResult::Draft;
                }
            }
        }
        assert!(
            made.result != BuildResult::NotMade
                || made.sink.findings().iter().any(|f| f.severity() == Severity::Error)
        );
        made
    }

    fn letters(
        &self,
        held_back: bool,
        file: RecordFile,
        made: &mut MadeRecord,
    ) -> Result<BuildResult, Reported> {
        let MadeRecord { sink, prepared, .. } = made;
        if let Some(finding) = file.differing_name() {
            sink.report(finding);
        }
        let case = file.case_number();
        if let Some(case) = &case {
            nobody_elses(self.task.known(), &self.data, case, &file)
                .map_err(|finding| sink.error(finding))?;
        }
        if !held_back
            && let (Some(case), Some(edition)) = (&case, self.edition)
            && (matches!(self.task, Task::Build { .. })
                || (edition.is_mailed() && is_mailed(self.task.known(), case)))
            && let Some(unchanged) = self.unchanged(case, &file, edition, sink)?
        {
            return Ok(unchanged);
        }
        let mark = sink.mark();
        let record = render::read_record(&file.source, self.assets, sink)?;
        let known = self.task.known();
        let state = match case_state(known, &record, &file, self.assets) {
            Ok(state) => state,
            Err(finding) => return Err(sink.error(finding)),
        };
        let mut result = None;
        for edition in self.editions(&record) {
            let of_edition = self.letters_of(edition, &record, &file, state, mark, sink, prepared);
            result = Some(self.together(result, of_edition));
        }
        result.unwrap_or(Ok(BuildResult::Built(0)))
    }

    /// An error in one edition does not keep the findings of the next from being reported.
    fn together(
        &self,
        before: Option<Result<BuildResult, Reported>>,
        next: Result<BuildResult, Reported>,
    ) -> Result<BuildResult, Reported> {
        match before {
            Some(Err(reported)) => Err(reported),
            _ => next,
        }
    }

    fn editions(&self, record: &CaseRecord) -> Vec<Edition> {
        match self.edition {
            Some(edition) => vec![edition],
            None => {
                let known = self.task.known();
                let made = |edition: Edition| known.rows_of(edition, &record.case_number).next().is_some();
                Edition::ALL
                    .into_iter()
                    .filter(|edition| edition.is_asked_for(record) || made(*edition))
                    .collect()
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "all of one record")]
    fn letters_of(
        &self,
        edition: Edition,
        record: &Arc<CaseRecord>,
        file: &RecordFile,
        state: CaseState,
        mark: usize,
        sink: &mut Sink,
        prepared: &mut Prepared,
    ) -> Result<BuildResult, Reported> {
        let mut found = Sink::new();
        let made = render::letters(record, edition, self.assets, &mut found);
        if made.is_err()
            && let CaseState::AsMailed(_) = state
            && let Some(mailed) = self.mailed_as_noted(edition, &record.case_number, sink)?
        {
            return Ok(mailed);
        }
        for finding in found.into_findings() {
            // The office is that of the project, not of a record: who asks for addressed copies hears of it.
            if self.edition.is_none() && finding.code.name == codes::assets::MADE_UP_OFFICE.name {
                continue;
            }
            // Copies of one letter, and editions of one record, have much in common.
            if !sink.findings()[mark..].iter().any(|known| is_same(known, &finding)) {
                sink.report(finding);
            }
        }
        let made = made?;
        let found = sink.findings().len() - mark;
        let known = self.task.known();
        let pages = made.iter().map(|made| made.pages).sum();
        let force = matches!(self.task, Task::Build { force: true, .. });
        let (mut written, mut mailed) = (false, false);
        for made in &made {
            let mut row = Row::of(made, file, &self.data, self.assets, found);
            if state != CaseState::Open {
                row.statement_sha256 = file.statement();
            }
            if let CaseState::Correction(mailed) = state {
                row.corrects = Some(mailed);
            }
            match place(known, row, made, state, force).map_err(|finding| sink.error(finding))? {
                Placement::AsMailed => mailed = true,
                Placement::Same(row) => {
                    mailed |= row.mailed.is_some();
                    if let Task::Build { outputs, .. } = self.task {
                        outputs.note(*row);
                    }
                }
                Placement::Write(write) => {
                    written = true;
                    if let Task::Build { outputs, .. } = self.task {
                        write.stage(made, outputs, prepared, sink)?;
                    }
                }
            }
        }
        let keys: BTreeSet<&LetterKey> = made.iter().map(|made| &made.key).collect();
        if let Task::Build { outputs, .. } = self.task {
            remove_former(outputs, edition, &record.case_number, &keys, state, prepared, sink)?;
        }
        Ok(match (written, mailed) {
            (true, _) => BuildResult::Built(pages),
            (false, true) => BuildResult::Mailed(pages),
            (false, false) => BuildResult::Unchanged(pages),
        })
    }

    /// What a build of an edition comes to of which every letter was mailed and is there as it was, whatever became of its
    /// wording since; none where that is not so.
    fn mailed_as_noted(
        &self,
        edition: Edition,
        case: &CaseNumber,
        sink: &mut Sink,
    ) -> Result<Option<BuildResult>, Reported> {
        let known = self.task.known();
        let mut pages = 0;
        for row in known.rows_of(edition, case) {
            let on_disk = known.on_disk(&row.letter).map_err(|finding| sink.error(finding))?;
            if row.mailed.is_none() || !on_disk.is(row) {
                return Ok(None);
            }
            pages += row.pages;
        }
        Ok((pages > 0).then_some(BuildResult::Mailed(pages)))
    }

    /// What a build of an edition comes to whose letters are there, made from all that they would be made from; none
    /// where they have to be made.
    fn unchanged(
        &self,
        case: &CaseNumber,
        file: &RecordFile,
        edition: Edition,
        sink: &mut Sink,
    ) -> Result<Option<BuildResult>, Reported> {
        let mark = sink.mark();
        let known = self.task.known();
        let rows = unchanged_rows(case, file, edition, known, self.assets);
        let Some(rows) = rows.map_err(|finding| sink.error(finding))? else { return Ok(None) };
        let name = self.data.name_of(&file.path);
        if rows.iter().any(|row| row.mailed.is_none() && row.record != name) {
            return Ok(None);
        }
        if rows.iter().any(|row| row.findings > 0) {
            // What deserves a word is said at every build, not only at the first.
            let mut found = Sink::new();
            let said = render::read_record(&file.source, self.assets, &mut found)
                .and_then(|record| render::letters_markdown(&record, edition, self.assets, &mut found));
            match said {
                // Its wording lives on, and it does not.
                Err(_) if rows.iter().all(|row| row.mailed.is_some()) => {}
                _ => found.into_findings().into_iter().for_each(|finding| sink.report(finding)),
            }
            sink.unless_errors(mark, ())?;
        }
        let pages = rows.iter().map(|row| row.pages).sum();
        let mailed = rows.iter().any(|row| row.mailed.is_some());
        Ok(Some(if mailed { BuildResult::Mailed(pages) } else { BuildResult::Unchanged(pages) }))
    }
}

/// Makes sure that no other record, which is there and of the same case, made the letters that are there.
///
/// # Errors
/// Where one did.
pub(super) fn nobody_elses(
    known: &Known,
    data: &DataFolder,
    case: &CaseNumber,
    file: &RecordFile,
) -> Result<(), Finding> {
    let name = data.name_of(&file.path);
    let mut others: Vec<&str> = known.rows_of_case(case).map(|row| row.record.as_str()).collect();
    others.sort_unstable();
    others.dedup();
    for other in others.into_iter().filter(|other| *other != name) {
        let other = data.path_of(other);
        let same_file = match (other.canonicalize(), file.path.canonicalize()) {
            (Ok(other), Ok(own)) => other == own,
            _ => false,
        };
        if other.is_file() && !same_file && case_number_of(&other).as_ref() == Some(case) {
            return Err(findings::case_number_taken(case.as_str(), &file.path, &other));
        }
    }
    Ok(())
}

pub(super) fn is_same(one: &Finding, other: &Finding) -> bool {
    let place =
        |finding: &Finding| finding.place.as_ref().map(|place| (place.source.name().to_owned(), place.span));
    one.code.name == other.code.name && one.message == other.message && place(one) == place(other)
}

/// The rows of an edition's letters of a record, where all of them are there, made from all that they would be made
/// from now, and the record says what was mailed of its case, if anything was.
///
/// # Errors
/// Where a letter is there and cannot be read.
pub(super) fn unchanged_rows<'a>(
    case: &CaseNumber,
    file: &RecordFile,
    edition: Edition,
    known: &'a Known,
    assets: &Assets,
) -> Result<Option<Vec<&'a Row>>, Finding> {
    let rows: Vec<&Row> = known.rows_of(edition, case).collect();
    if rows.is_empty() || (is_mailed(known, case) && as_mailed(known, case, file).is_none()) {
        return Ok(None);
    }
    for row in &rows {
        let changes = row.changes(file.digest, assets);
        // Templates and programs live on; what was mailed stays as it is.
        let same = match row.mailed {
            Some(_) => row.record_sha256 == file.digest,
            None => changes.is_empty(),
        };
        if !same || !known.on_disk(&row.letter)?.is(row) {
            return Ok(None);
        }
    }
    Ok(Some(rows))
}

/// Adds to a change that copies go for those who are no party any more; one that was mailed is kept under its date if
/// the others are corrected, and stays otherwise.
pub(super) fn remove_former(
    outputs: &Outputs,
    edition: Edition,
    case: &CaseNumber,
    made: &BTreeSet<&LetterKey>,
    state: CaseState,
    prepared: &mut Prepared,
    sink: &mut Sink,
) -> Result<(), Reported> {
    let known = &outputs.known;
    let former = known.rows_of(edition, case).filter(|row| !made.contains(&row.letter));
    for row in former {
        match (row.mailed, state) {
            (None, _) => {
                let on_disk = known.on_disk(&row.letter).map_err(|finding| sink.error(finding))?;
                let edited = known.edited(&row.letter, &on_disk);
                if edited.is_empty() {
                    prepared.remove(&row.letter);
                } else {
                    sink.report(findings::edited_by_hand(&known.folder, &row.letter, &edited, false));
                }
            }
            (Some(mailed), CaseState::Correction(date)) if mailed == date => {
                let kept = Row { letter: row.letter.corrected(mailed), ..row.clone() };
                keep(outputs, &kept, prepared).map_err(|finding| sink.error(finding))?;
                prepared.remove(&row.letter);
            }
            (Some(_), _) => {}
        }
    }
    Ok(())
}

/// How many letters of an edition a record has, where a build would make none of them again.
///
/// # Errors
/// Where a letter cannot be read.
pub fn up_to_date(
    file: &RecordFile,
    edition: Edition,
    known: &Known,
    assets: &Assets,
) -> Result<Option<usize>, Finding> {
    let Some(case) = file.case_number() else { return Ok(None) };
    let rows = unchanged_rows(&case, file, edition, known, assets)?;
    Ok(rows.map(|rows| rows.len()))
}
