//! Which records go out in a print run.

use std::path::Path;
use std::sync::Arc;

use super::build::{is_same, nobody_elses};
use super::case_state::{CaseState, case_state};
use super::known::Known;
use super::mail_findings;
use super::record_file::RecordFile;
use super::records::DataFolder;
use super::row::Row;
use crate::assets::Assets;
use crate::diag::{Finding, Reported, Sink};
use crate::layout::Pages;
use crate::letter::{Edition, Paper, Part, Recipient};
use crate::record::{CaseNumber, CaseRecord, blanks_as_draft, is_draft};
use crate::render::{self, Made, Stages};
use crate::units::Date;
use crate::yaml::first_value;

/// A case of the run.
pub(super) struct Case {
    pub case: CaseNumber,
    pub papers: Vec<CasePaper>,
    pub state: CaseState,
    /// Whether only copies go out whose e-mail came back.
    pub again: bool,
}

impl Case {
    /// The papers that are mailed; the others are those of the public edition.
    pub fn mailed(&mut self) -> impl Iterator<Item = &mut CasePaper> {
        self.papers.iter_mut().filter(|paper| paper.made.key.edition().is_mailed())
    }
}

/// One paper of a case, and the row that the ledger gets.
pub(super) struct CasePaper {
    /// None of the proof of service, which stays in the file of the case.
    pub copy: Option<Copy>,
    pub made: Made,
    pub row: Row,
}

/// The copy of a party.
pub(super) struct Copy {
    pub recipient: Recipient,
    pub pages: Pages,
    /// What its PDF is called: the subject of the message that brings it.
    pub title: String,
}

/// What decides which records are mailed.
pub(super) struct Selection<'a> {
    /// Whether the records were named, so that each of them is meant.
    pub named: bool,
    pub date: Date,
    pub data: &'a DataFolder,
    pub assets: &'a Assets,
    pub known: &'a Known,
}

/// A record that is mailed on the day of the run.
pub(super) struct Due {
    pub file: RecordFile,
    pub record: Arc<CaseRecord>,
    /// Findings of reading it.
    found: usize,
}

impl Due {
    /// A record, whatever day it is mailed on.
    pub fn of(file: RecordFile, record: Arc<CaseRecord>) -> Due {
        Due { file, record, found: 0 }
    }
}

enum Selected {
    Due(Box<Due>),
    /// Mailed on this day, or not yet known when.
    AnotherDay(Option<Date>),
    /// A draft, or no record that can be read: a note says so.
    NotReady,
}

/// What becomes of copies whose e-mail came back.
enum CameBack {
    Due(Box<Case>),
    /// The record corrects what was mailed.
    Corrected,
    /// They wait for a run of another day.
    AnotherDay,
}

/// A record of those that the run looks through, and what its head says.
pub(super) struct Listed<'a> {
    pub path: &'a Path,
    /// The day on which it says that it is mailed, where that is a day.
    pub day: Option<Date>,
    /// Copies of its case whose e-mail came back.
    pub came_back: Option<Vec<Part>>,
    /// That another record claims its case number.
    pub shared: Option<&'a Finding>,
}

/// What comes of one of them.
pub(super) enum LookedAt {
    InTheRun(Box<Case>),
    /// A run of that day has it.
    InARunAlready,
    /// Mailed on this day, or not yet known when.
    AnotherDay(Option<Date>),
    /// With an error, or for another run.
    LeftOut,
}

impl Selection<'_> {
    /// What comes of a record. One that says another day is read no further, unless it was named.
    pub fn look_at(&self, listed: &Listed<'_>, sink: &mut Sink) -> LookedAt {
        let path = listed.path;
        match listed.came_back.as_ref().map(|parts| self.came_back(path, parts, sink)) {
            None | Some(Ok(CameBack::Corrected)) => {}
            Some(Ok(CameBack::Due(case))) => return LookedAt::InTheRun(case),
            Some(Ok(CameBack::AnotherDay) | Err(_)) => return LookedAt::LeftOut,
        }
        if let Some(day) = listed.day.filter(|day| *day != self.date && !self.named) {
            return LookedAt::AnotherDay(Some(day));
        }
        let due = match self.select(path, sink) {
            Ok(Selected::Due(due)) => due,
            Ok(Selected::AnotherDay(day)) => return LookedAt::AnotherDay(day),
            Ok(Selected::NotReady) | Err(_) => return LookedAt::LeftOut,
        };
        if let Some(shared) = listed.shared {
            sink.report(shared.clone());
            return LookedAt::LeftOut;
        }
        match self.case(&due, sink) {
            Ok(Some(case)) => LookedAt::InTheRun(Box::new(case)),
            Ok(None) => LookedAt::InARunAlready,
            Err(_) => LookedAt::LeftOut,
        }
    }

    /// Whether a record is of the run. One that is not cannot stop it, unless it was named.
    fn select(&self, path: &Path, sink: &mut Sink) -> Result<Selected, Reported> {
        let mut own = Sink::new();
        let read = RecordFile::read(path, &mut own)
            .and_then(|file| Ok((render::read_record(&file.source, self.assets, &mut own)?, file)));
        let findings = blanks_as_draft(own.into_findings());
        let found = findings.len();
        let Ok((record, file)) = read else {
            if self.named || (!is_draft(&findings) && self.is_typed(path)) {
                let mark = sink.mark();
                findings.into_iter().for_each(|finding| sink.report(finding));
                // A draft alone is no error.
                sink.unless_errors(mark, ())?;
                return Err(sink.error(mail_findings::draft_is_not_mailed(path)));
            }
            sink.report(mail_findings::not_in_the_run(path, &findings));
            return Ok(Selected::NotReady);
        };
        match record.mailed_date.as_ref().map(|date| date.0) {
            Some(day) if day == self.date => {
                findings.into_iter().for_each(|finding| sink.report(finding));
                Ok(Selected::Due(Box::new(Due { file, record, found })))
            }
            _ if self.named => Err(sink.error(mail_findings::not_mailed_that_day(&record, self.date))),
            day => Ok(Selected::AnotherDay(day)),
        }
    }

    /// Whether a record that cannot be read says all the same that it is mailed on the day of the run.
    fn is_typed(&self, path: &Path) -> bool {
        let file = RecordFile::read(path, &mut Sink::new());
        let typed = file.ok().and_then(|file| first_value(file.source.text(), "mailed_date"));
        typed.is_some_and(|(day, _)| day.parse().ok() == Some(self.date))
    }

    /// The papers of the public edition, made again where they were made from another version of the record: beside a
    /// mailed letter they must not say something else.
    pub fn published(&self, due: &Due, sink: &mut Sink) -> Result<Vec<CasePaper>, Reported> {
        let Due { file, record, found } = due;
        let mut published = self.known.rows_of(Edition::Public, &record.case_number);
        if published.all(|row| row.record_sha256 == file.digest) {
            return Ok(Vec::new());
        }
        let mut own = Sink::new();
        let made = render::letters(record, Edition::Public, self.assets, &mut own);
        let found = found + own.findings().len();
        for finding in own.into_findings() {
            if !sink.findings().iter().any(|known| is_same(known, &finding)) {
                sink.report(finding);
            }
        }
        let paper = |made: Made| {
            let mut row = Row::of(&made, file, self.data, self.assets, found);
            row.statement_sha256 = file.statement();
            CasePaper { copy: None, made, row }
        };
        Ok(made?.into_iter().map(paper).collect())
    }

    /// How a record stands to what was mailed of its case.
    ///
    /// # Errors
    /// Another record made what is there, or it says something else than what was mailed.
    pub fn state_of(&self, due: &Due, sink: &mut Sink) -> Result<CaseState, Reported> {
        let Due { file, record, .. } = due;
        let state = nobody_elses(self.known, self.data, &record.case_number, file)
            .and_then(|()| case_state(self.known, record, file, self.assets));
        state.map_err(|finding| sink.error(finding))
    }

    /// The papers of a record; none where a run of that day has them already.
    pub fn case(&self, due: &Due, sink: &mut Sink) -> Result<Option<Case>, Reported> {
        let Due { file, record, found } = due;
        let state = self.state_of(due, sink)?;
        if let CaseState::AsMailed(mailed) = state {
            if self.named {
                return Err(sink.error(mail_findings::mailed_already(&record.case_number, mailed)));
            }
            return Ok(None);
        }
        if let Some(finding) = file.differing_name() {
            sink.report(finding);
        }
        let mut papers = Vec::new();
        // The determination says what was mailed from then on, as the addressed copies do.
        for edition in Edition::ALL.into_iter().filter(|edition| edition.is_mailed()) {
            let mut own = Sink::new();
            let made = render::stages(record, edition, self.assets, &mut own);
            let found = found + own.findings().len();
            for finding in own.into_findings() {
                if !sink.findings().iter().any(|known| is_same(known, &finding)) {
                    sink.report(finding);
                }
            }
            papers.extend(made?.into_iter().map(|stages| self.paper(stages, file, found)));
        }
        papers.extend(self.published(due, sink)?);
        let case = record.case_number.clone();
        Ok(Some(Case { case, papers, state, again: false }))
    }

    /// The copies of a case, on paper, of parties whose e-mail came back, and the proof of their service; none where they do
    /// not go out in this run.
    ///
    /// # Errors
    /// A record that says something else than what was mailed, or that cannot be read.
    fn came_back(&self, path: &Path, parts: &[Part], sink: &mut Sink) -> Result<CameBack, Reported> {
        let file = RecordFile::read(path, sink)?;
        let record = render::read_record(&file.source, self.assets, sink)?;
        nobody_elses(self.known, self.data, &record.case_number, &file)
            .map_err(|finding| sink.error(finding))?;
        let state =
            case_state(self.known, &record, &file, self.assets).map_err(|finding| sink.error(finding))?;
        let CaseState::AsMailed(emailed) = state else {
            sink.report(mail_findings::came_back_corrected(&record));
            return Ok(CameBack::Corrected);
        };
        let papers = Paper::mailed_again(&record, |part| parts.contains(&part), self.date);
        if papers.iter().any(|paper| self.known.rows.contains_key(&paper.key)) {
            sink.report(mail_findings::another_came_back_that_day(&record.case_number, self.date));
            return Ok(CameBack::AnotherDay);
        }
        render::ready(&record, Edition::Mailed, self.assets, sink)?;
        let stages = render::papers(&record, papers, self.assets, sink)?;
        let papers = stages.into_iter().map(|stages| self.paper(stages, &file, 0));
        let papers = papers.map(|mut paper| {
            paper.row.emailed = Some(emailed);
            paper
        });
        let case = record.case_number.clone();
        Ok(CameBack::Due(Box::new(Case { case, papers: papers.collect(), state, again: true })))
    }

    /// A paper of a record, with its row; `found` is how many findings the record deserves.
    fn paper(&self, stages: Stages, file: &RecordFile, found: usize) -> CasePaper {
        let is_proof = stages.paper.template.is_some();
        let copy = stages.letter.mailed.as_ref().filter(|_| !is_proof).map(|mailed| Copy {
            recipient: mailed.recipient.clone(),
            pages: stages.pages.clone(),
            title: stages.document.about.title.clone(),
        });
        let made = Made::of(stages);
        let mut row = Row::of(&made, file, self.data, self.assets, found);
        row.statement_sha256 = file.statement();
        CasePaper { copy, made, row }
    }
}
