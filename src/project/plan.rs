//! What could be mailed, and when: records as a print run would take them, with nothing written.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use super::case_state::{CaseState, as_mailed, case_state};
use super::due::{CasePaper, Due, Selection};
use super::known::Known;
use super::mail_findings;
use super::parallel::in_order;
use super::placement::place;
use super::record_file::{RecordFile, RecordHead};
use super::records::DataFolder;
use super::returned::waiting;
use super::same_case::shared_among;
use super::{Folders, shown};
use crate::assets::Assets;
use crate::diag::{Finding, Reported, Severity, Sink, codes};
use crate::letter::{Edition, LetterKey, Part};
use crate::record::{CaseNumber, blanks_as_draft, no_mailing_on};
use crate::render::{self, LaidOut};
use crate::units::Date;
use crate::yaml::first_value;

/// A record as a print run would take it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    pub record: PathBuf,
    /// None where the record says none that can be read.
    pub case: Option<String>,
    /// Its mailing date, if it has one.
    pub day: Option<Date>,
    pub state: PlannedState,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlannedState {
    Ready {
        envelopes: usize,
        /// Those of them that are flats.
        flats: usize,
        sheets: usize,
        emails: usize,
    },
    /// What keeps it from being mailed, in a line, and how much more does.
    Lacks { what: String, more: usize },
    Mailed {
        /// Copies whose e-mail came back, which go into the next run.
        came_back: usize,
    },
}

/// What a print run of its day would make of each record, in the order of the records; of a `date`, of those alone that are,
/// or were, mailed on it.
pub fn plan(
    records: &[PathBuf],
    date: Option<Date>,
    folders: &Folders,
    assets: &Assets,
    known: &Known,
    stop: &AtomicBool,
    mut each: impl FnMut(Planned),
) {
    let heads = RecordHead::read_all(records);
    let shared = shared_among(records, heads.iter().map(|head| head.case.as_ref()));
    let waiting = waiting(known, Date::MAX);
    let is_of = |head: &RecordHead, date: Date| {
        let was_mailed = |case| known.rows_of_case(case).any(|row| row.mailed == Some(date));
        head.mailed_date == Some(date) || head.case.as_ref().is_some_and(was_mailed)
    };
    let looked_at = (0..).zip(records).zip(&heads);
    let looked_at = looked_at.filter(|(_, head)| date.is_none_or(|date| is_of(head, date)));
    let looked_at: Vec<(usize, &PathBuf)> = looked_at.map(|(record, _)| record).collect();
    let planning = Planning { data: DataFolder::new(&folders.data), assets, known, shared, waiting };
    let planned = |_, (index, record): &(usize, &PathBuf)| planning.planned(*index, record);
    in_order(&looked_at, stop, planned, |planned: Planned| {
        if date.is_none() || planned.day == date {
            each(planned);
        }
    });
}

/// What keeps any record from being mailed on the days that are planned: an office that is made up, a day without mail.
pub fn hindrances(days: impl Iterator<Item = Date>, assets: &Assets) -> Vec<Finding> {
    let office = assets.made_up_office().map(mail_findings::office_is_made_up);
    let closed = days.filter_map(|day| Some(mail_findings::no_postal_day(day, &no_mailing_on(day)?)));
    office.into_iter().chain(closed).collect()
}

struct Planning<'a> {
    data: DataFolder,
    assets: &'a Assets,
    known: &'a Known,
    shared: HashMap<usize, Finding>,
    waiting: BTreeMap<CaseNumber, Vec<Part>>,
}

impl Planning<'_> {
    fn planned(&self, index: usize, path: &Path) -> Planned {
        let mut sink = Sink::new();
        let mut planned = Planned {
            record: path.to_owned(),
            case: None,
            day: None,
            state: PlannedState::Mailed { came_back: 0 },
        };
        if let Ok(file) = RecordFile::read(path, &mut sink) {
            planned.case = file.case_number().map(|case| case.to_string());
            let typed = first_value(file.source.text(), "mailed_date");
            planned.day = typed.and_then(|(day, _)| day.parse().ok());
            let came_back = |case: &CaseNumber| PlannedState::Mailed {
                came_back: self.waiting.get(case).map_or(0, Vec::len),
            };
            // A case that was mailed is not mailed again; nor is it looked at more closely.
            if let Some(case) = file.case_number()
                && let Some(mailed) = as_mailed(self.known, &case, &file)
            {
                return Planned { day: Some(mailed), state: came_back(&case), ..planned };
            }
            if let Some(shared) = self.shared.get(&index) {
                sink.report(shared.clone());
            }
            if let Ok(record) = render::read_record(&file.source, self.assets, &mut sink) {
                let state = case_state(self.known, &record, &file, self.assets);
                if let Ok(CaseState::AsMailed(mailed)) = state {
                    return Planned { day: Some(mailed), state: came_back(&record.case_number), ..planned };
                }
                if let Ok(ready) = self.ready(&Due::of(file, record), planned.day, &mut sink) {
                    planned.state = ready;
                }
            }
        }
        let findings = blanks_as_draft(sink.into_findings());
        let lacks = |finding: &&Finding| {
            finding.severity() == Severity::Error || finding.code == &codes::record::DRAFT
        };
        let mut lacking = findings.iter().filter(lacks);
        if let Some(first) = lacking.next() {
            planned.state = PlannedState::Lacks { what: in_a_line(first, path), more: lacking.count() };
        }
        planned
    }

    /// What goes out of a record that was not mailed. Its papers are laid out, and written as PDF only where the files that
    /// stand under their names are to be compared with them.
    fn ready(&self, due: &Due, day: Option<Date>, sink: &mut Sink) -> Result<PlannedState, Reported> {
        let selection = Selection {
            named: false,
            // Without a mailing date nothing of it is ready.
            date: day.unwrap_or_default(),
            data: &self.data,
            assets: self.assets,
            known: self.known,
        };
        selection.state_of(due, sink)?;
        let (mark, mut copies) = (sink.mark(), Vec::new());
        let mut in_the_way = false;
        for edition in Edition::ALL.into_iter().filter(|edition| edition.is_mailed()) {
            for laid_out in render::laid_out(&due.record, edition, self.assets, sink)? {
                in_the_way |= self.may_be_in_the_way(&laid_out.paper.key);
                copies.extend(PlannedCopy::of(laid_out));
            }
        }
        selection.published(due, sink)?;
        if in_the_way && let Some(case) = selection.case(due, sink)? {
            for CasePaper { row, made, .. } in &case.papers {
                if let Err(finding) = place(self.known, row.clone(), made, case.state, false) {
                    sink.report(finding);
                }
            }
        }
        sink.unless_errors(mark, ready(&copies))
    }

    /// Whether a file stands under a letter's name that the program did not write, or that was mailed.
    fn may_be_in_the_way(&self, letter: &LetterKey) -> bool {
        let was_mailed = self.known.rows.get(letter).is_some_and(|row| row.mailed.is_some());
        was_mailed
            || match self.known.on_disk(letter) {
                Ok(on_disk) => !self.known.edited(letter, &on_disk).is_empty(),
                Err(_) => true,
            }
    }
}

/// A copy that goes to a party.
struct PlannedCopy {
    sheets: usize,
    is_flat: bool,
    is_emailed: bool,
}

impl PlannedCopy {
    /// None of the determination and of the proof of service, which stay in the file of the case.
    fn of(LaidOut { paper, letter, pages }: LaidOut) -> Option<PlannedCopy> {
        let mailed = letter.mailed.filter(|_| paper.template.is_none())?;
        let is_emailed = mailed.recipient.email.is_some();
        Some(PlannedCopy { sheets: pages.sheets(), is_flat: pages.unfolded, is_emailed })
    }
}

fn ready(copies: &[PlannedCopy]) -> PlannedState {
    let (emailed, mailed): (Vec<&PlannedCopy>, Vec<&PlannedCopy>) =
        copies.iter().partition(|copy| copy.is_emailed);
    let sheets = mailed.iter().map(|copy| copy.sheets).sum();
    let flats = mailed.iter().filter(|copy| copy.is_flat).count();
    PlannedState::Ready { envelopes: mailed.len(), flats, sheets, emails: emailed.len() }
}

fn in_a_line(finding: &Finding, record: &Path) -> String {
    match finding.place.as_ref() {
        Some(place) => format!("{}:{}: {}", shown(record), place.line_column().0, finding.message),
        None => finding.message.clone(),
    }
}
