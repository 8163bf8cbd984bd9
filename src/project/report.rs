//! The numbers of an office: records read, with what was built and mailed of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use super::case_state::{CaseState, case_state};
use super::csv_table::csv_table;
use super::known::Known;
use super::parallel::in_order;
use super::record_file::RecordFile;
use super::same_case::find_shared;
use crate::assets::Assets;
use crate::diag::{Finding, Severity, Sink, codes};
use crate::letter::{Edition, Part};
use crate::record::{CaseNumber, CaseRecord, blanks_as_draft, is_draft};
use crate::render;
use crate::report::{Column, CountedCase, NotCounted, Range, Report, State};
use crate::units::Date;
use crate::yaml::first_value;

/// Counts the cases whose `decision_date` is in a range, and gives the findings that say what was left out.
pub fn report(
    records: &[PathBuf],
    range: Range,
    assets: &Assets,
    known: &Known,
    stop: &AtomicBool,
) -> (Report, Vec<Finding>) {
    let shared = find_shared(records);
    let counting = Counting { range, assets, known, shared };
    let (mut report, mut findings) = (Report::of(range), Vec::new());
    let mut with_record = BTreeSet::new();
    in_order(
        records,
        stop,
        |index, record| counting.read(index, record),
        |(case, counted)| {
            with_record.extend(case);
            match counted {
                Counted::Case(counted) => report.add(&counted),
                Counted::LeftOut(why, because) => {
                    report.leave_out(why);
                    findings.extend(because);
                }
                Counted::OutOfRange => {}
            }
        },
    );
    let gone = counting.mailed_without_record(&with_record);
    gone.iter().for_each(|_| report.leave_out(NotCounted::NoRecord));
    if let Some((first, mailed)) = gone.first_key_value() {
        findings.push(not_in_the_report(first, *mailed, gone.len()));
    }
    (report, findings)
}

/// What came of a record.
enum Counted {
    Case(Box<CountedCase>),
    LeftOut(NotCounted, Vec<Finding>),
    OutOfRange,
}

struct Counting<'a> {
    range: Range,
    assets: &'a Assets,
    known: &'a Known,
    shared: HashMap<usize, Finding>,
}

impl Counting<'_> {
    fn read(&self, index: usize, path: &Path) -> (Option<CaseNumber>, Counted) {
        let mut sink = Sink::new();
        let Ok(file) = RecordFile::read(path, &mut sink) else { return (None, left_out(sink)) };
        let case = file.case_number();
        // A record whose day of decision cannot be read is looked at as a whole.
        let typed = first_value(file.source.text(), "decision_date");
        let decided: Option<Date> = typed.and_then(|(day, _)| day.parse().ok());
        if decided.is_some_and(|day| !self.range.holds(day)) {
            return (case, Counted::OutOfRange);
        }
        if let Some(shared) = self.shared.get(&index) {
            sink.report(shared.clone());
        }
        let Ok(record) = render::read_record(&file.source, self.assets, &mut sink) else {
            return (case, left_out(sink));
        };
        let state = match case_state(self.known, &record, &file, self.assets) {
            Ok(state) => state,
            Err(finding) => {
                sink.report(finding);
                return (case, left_out(sink));
            }
        };
        if self.shared.contains_key(&index) {
            return (case, left_out(sink));
        }
        (case, Counted::Case(Box::new(self.counted(&record, state))))
    }

    fn counted(&self, record: &CaseRecord, state: CaseState) -> CountedCase {
        let rows = || self.known.rows_of_case(&record.case_number);
        let built =
            rows().find(|row| row.letter.edition() == Edition::Determination && !row.letter.is_corrected());
        let state = match state {
            CaseState::AsMailed(_) => State::Mailed,
            CaseState::Correction(_) => State::Correction,
            CaseState::Open if built.is_some() => State::Built,
            CaseState::Open => State::NotBuilt,
        };
        let copies = rows().filter(|row| {
            row.mailed.is_some()
                && row.email.is_none()
                && row.letter.edition().has_copies()
                && row.letter.part() != Part::ProofOfService
        });
        CountedCase {
            determination: built.map(|row| row.pages),
            copies: copies.map(|row| row.pages).collect(),
            ..CountedCase::of(record, state)
        }
    }

    /// The cases that were mailed and have no record any more, each with the day on which it was mailed last. A case is
    /// mailed on the day of its decision or later, so that what was mailed before the range was decided before it.
    fn mailed_without_record(&self, with_record: &BTreeSet<CaseNumber>) -> BTreeMap<CaseNumber, Date> {
        let mut gone = BTreeMap::new();
        for row in self.known.rows.values() {
            let Some(mailed) = row.mailed else { continue };
            if !with_record.contains(row.letter.case()) && self.range.from.is_none_or(|from| from <= mailed) {
                let last = gone.entry(row.letter.case().clone()).or_insert(mailed);
                *last = mailed.max(*last);
            }
        }
        gone
    }
}

/// A record that is not counted, with its errors; a draft has none.
fn left_out(sink: Sink) -> Counted {
    let findings = blanks_as_draft(sink.into_findings());
    if is_draft(&findings) {
        return Counted::LeftOut(NotCounted::Draft, Vec::new());
    }
    let errors = findings.into_iter().filter(|finding| finding.severity() == Severity::Error);
    Counted::LeftOut(NotCounted::Error, errors.collect())
}

/// A mailed case that has no record, and how many there are.
fn not_in_the_report(case: &CaseNumber, mailed: Date, count: usize) -> Finding {
    let message = match count {
        1 => format!("{case} is not counted: it was mailed on {mailed}, and no record is of it"),
        count => format!(
            "{count} cases are not counted: they were mailed, such as {case} on {mailed}, and no record is of them"
        ),
    };
    Finding::new(&codes::project::NOT_IN_THE_REPORT, message)
        .hint("put the records back into the data folder")
}

/// A report as CSV: a row for each row of its tables, a column for each number that any of them has.
pub fn report_csv(report: &Report) -> String {
    let columns = Column::ALL.map(Column::name);
    let tables = report.tables();
    let rows = tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    let rows = rows.map(|(table, row)| {
        let value = |column| table.value(row, column).map(|value| value.to_string()).unwrap_or_default();
        [table.name.to_owned(), row.name.clone()].into_iter().chain(Column::ALL.map(value))
    });
    csv_table(["table", "name"].into_iter().chain(columns), rows)
}
