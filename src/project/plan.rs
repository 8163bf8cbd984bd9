//! What could be mailed, and when: records as a print run would take them, with nothing written.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use super::case_state::{CaseState, case_state};
use super::due::{Case, Copy, Due, Selection};
use super::known::Known;
use super::mail_findings;
use super::parallel::{in_order, workers};
use super::placement::place;
use super::record_file::RecordFile;
use super::records::DataFolder;
use super::returned::waiting;
use super::same_case::find_shared;
use super::{Folders, shown};
use crate::assets::Assets;
use crate::diag::{Finding, Severity, Sink, codes};
use crate::letter::Part;
use crate::record::{CaseNumber, blanks_as_draft, no_mailing_on};
use crate::render;
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

/// What a print run of its day would make of each record, in the order of the records.
pub fn plan(
    records: &[PathBuf],
    folders: &Folders,
    assets: &Assets,
    known: &Known,
    stop: &AtomicBool,
    each: impl FnMut(Planned),
) {
    let shared = find_shared(records, workers(records.len()));
    let waiting = waiting(known, Date::MAX);
    let planning = Planning { data: DataFolder::new(&folders.data), assets, known, shared, waiting };
    in_order(records, stop, |index, record| planning.planned(index, record), each);
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
            if let Some(shared) = self.shared.get(&index) {
                sink.report(shared.clone());
            }
            if let Ok(record) = render::read_record(&file.source, self.assets, &mut sink) {
                // A case that was mailed is not mailed again; nor is it looked at more closely.
                if let Ok(CaseState::AsMailed(mailed)) = case_state(self.known, &record, &file, self.assets) {
                    let came_back = self.waiting.get(&record.case_number).map_or(0, Vec::len);
                    let state = PlannedState::Mailed { came_back };
                    return Planned { day: Some(mailed), state, ..planned };
                }
                let selection = Selection {
                    named: false,
                    // Without a mailing date nothing of it is ready.
                    date: planned.day.unwrap_or_default(),
                    data: &self.data,
                    assets: self.assets,
                    known: self.known,
                };
                let case = selection.case(&Due::of(file, record), &mut sink);
                if let Ok(Some(case)) = case
                    && self.is_placed(&case, &mut sink)
                {
                    planned.state = ready(&case);
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

    /// Whether all papers of a case can get their names.
    fn is_placed(&self, case: &Case, sink: &mut Sink) -> bool {
        let placed = case
            .papers
            .iter()
            .map(|paper| place(self.known, paper.row.clone(), &paper.made, case.state, false));
        let in_the_way: Vec<Finding> = placed.filter_map(Result::err).collect();
        let is_placed = in_the_way.is_empty();
        in_the_way.into_iter().for_each(|finding| sink.report(finding));
        is_placed
    }
}

fn ready(case: &Case) -> PlannedState {
    let copies = case.papers.iter().filter_map(|paper| paper.copy.as_ref());
    let (emailed, mailed): (Vec<&Copy>, Vec<&Copy>) = copies.partition(|copy| copy.recipient.email.is_some());
    let sheets = mailed.iter().map(|copy| copy.pages.sheets()).sum();
    let flats = mailed.iter().filter(|copy| copy.pages.unfolded).count();
    PlannedState::Ready { envelopes: mailed.len(), flats, sheets, emails: emailed.len() }
}

fn in_a_line(finding: &Finding, record: &Path) -> String {
    match finding.place.as_ref() {
        Some(place) => format!("{}:{}: {}", shown(record), place.line_column().0, finding.message),
        None => finding.message.clone(),
    }
}
