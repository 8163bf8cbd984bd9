//! Cases -> the numbers of an office: letters and items, outcomes, days, pages and sheets. Knows what is counted and what it is
//! called; does not know files, terminals or browsers.
//!
//! Every form of a report is made from its [`Table`]s: the terminal, CSV, JSON and the page of `imr serve` show the same numbers.

mod case;
mod days;
mod table;
mod tally;

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use self::days::{BANDS, Days};
use self::tally::{Key, Tally, key};
use crate::record::{Category, Priority, as_typed};
use crate::units::Date;

pub use case::{CountedCase, State};
pub use table::{Column, Row, Table, Value};

/// The decision dates that a report covers, the first and the last included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Range {
    pub fn holds(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether no day can be in it: it ends before it begins.
    pub fn is_reversed(self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if to < from)
    }

    /// `decided 2014-01-01 to 2014-12-31`
    pub fn words(self) -> String {
        match (self.from, self.to) {
            (Some(from), Some(to)) => format!("decided {from} to {to}"),
            (Some(from), None) => format!("decided on or after {from}"),
            (None, Some(to)) => format!("decided on or before {to}"),
            (None, None) => "of all decision dates".to_owned(),
        }
    }
}

/// Why a record is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotCounted {
    /// It has blanks.
    Draft,
    /// It has errors, or says something else than what was mailed.
    Error,
    /// A letter was mailed, and no record of its case is there any more.
    NoRecord,
}

/// What was counted.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub range: Range,
    all: Tally,
    states: BTreeMap<State, Tally>,
    categories: BTreeMap<Key<Category>, Tally>,
    specialties: BTreeMap<Key<String>, Tally>,
    all_days: Days,
    days: BTreeMap<Key<Priority>, Days>,
    undated: usize,
    built: Paper,
    mailed: Paper,
    not_counted: BTreeMap<NotCounted, usize>,
}

/// Pages, and the sheets that they take when both sides are printed.
#[derive(Clone, Copy, Debug, Default)]
struct Paper {
    letters: usize,
    copies: usize,
    pages: usize,
    sheets: usize,
}

impl Paper {
    fn add(&mut self, copies: &[usize]) {
        if !copies.is_empty() {
            self.letters += 1;
        }
        for pages in copies {
            self.copies += 1;
            self.pages += pages;
            self.sheets += pages.div_ceil(2);
        }
    }
}

impl Report {
    pub fn of(range: Range) -> Report {
        Report { range, ..Report::default() }
    }

    /// How many letters were counted.
    pub fn letters(&self) -> usize {
        self.all.letters
    }

    /// How many records were not.
    pub fn left_out(&self) -> usize {
        self.not_counted.values().sum()
    }

    pub fn leave_out(&mut self, why: NotCounted) {
        *self.not_counted.entry(why).or_default() += 1;
    }

    pub fn add(&mut self, case: &CountedCase) {
        let mut whole = Tally::of_letter(case.outcome);
        case.items.iter().for_each(|(_, outcome)| whole.add_item(*outcome));
        self.all += whole;
        *self.states.entry(case.state).or_default() += whole;
        let mut categories: BTreeMap<Key<Category>, Tally> = BTreeMap::new();
        for (category, outcome) in &case.items {
            let of_letter = || Tally::of_letter(case.outcome);
            categories.entry(key(*category)).or_insert_with(of_letter).add_item(*outcome);
        }
        for (category, tally) in categories {
            *self.categories.entry(category).or_default() += tally;
        }
        for specialty in &case.specialties {
            *self.specialties.entry(Key::Given(specialty.clone())).or_default() += whole;
        }
        if case.specialties.is_empty() {
            *self.specialties.entry(Key::Missing).or_default() += whole;
        }
        match case.days {
            Some(days) => {
                self.all_days.add(days);
                self.days.entry(key(case.priority)).or_default().add(days);
            }
            None => self.undated += 1,
        }
        self.built.add(case.determination.as_slice());
        self.mailed.add(&case.copies);
    }

    /// All that it says.
    pub fn tables(&self) -> Vec<Table> {
        vec![
            self.letters_table(),
            self.categories_table(),
            self.specialties_table(),
            self.days_table(),
            self.spread_table(),
            self.paper_table(),
            self.not_counted_table(),
        ]
    }

    /// All that it says, for programs: the range, and under the name of each table its rows.
    pub fn to_json(&self) -> Json {
        let mut report = Map::new();
        for (name, day) in [("from", self.range.from), ("to", self.range.to)] {
            report.insert(name.to_owned(), json!(day));
        }
        for table in self.tables() {
            report.insert(table.name.to_owned(), table.to_json());
        }
        Json::Object(report)
    }

    fn letters_table(&self) -> Table {
        let states = State::ALL.into_iter().map(|state| {
            let tally = self.states.get(&state).copied().unwrap_or_default();
            (state.name().to_owned(), tally)
        });
        let rows = states.chain([("all".to_owned(), self.all)]);
        Table {
            name: "letters",
            title: "Letters and items",
            note: "Each case is one letter. Outcomes are those of the UR denial: upheld is not medically necessary.",
            key: "state",
            columns: tally::BY_LETTER,
            rows: rows.map(|(name, tally)| tally.row(name, tally::BY_LETTER)).collect(),
        }
    }

    fn categories_table(&self) -> Table {
        let rows = self.categories.iter().map(|(category, tally)| {
            let name = match category {
                Key::Given(category) => as_typed(category),
                Key::Missing => "no category".to_owned(),
            };
            tally.row(name, tally::BY_ITEM)
        });
        Table {
            name: "categories",
            title: "Items by treatment category",
            note: "A letter counts in each category that it has an item of.",
            key: "category",
            columns: tally::BY_ITEM,
            rows: rows.collect(),
        }
    }

    fn specialties_table(&self) -> Table {
        let rows = self.specialties.iter().map(|(specialty, tally)| {
            let name = match specialty {
                Key::Given(specialty) => specialty.clone(),
                Key::Missing => "no specialty".to_owned(),
            };
            tally.row(name, tally::BY_LETTER)
        });
        Table {
            name: "specialties",
            title: "Letters and items by specialty of the reviewer",
            note: "A letter counts in each specialty of its reviewer or reviewers.",
            key: "specialty",
            columns: tally::BY_LETTER,
            rows: rows.collect(),
        }
    }

    fn days_table(&self) -> Table {
        let none = Days::default();
        let of = |priority| self.days.get(&priority).unwrap_or(&none);
        let mut rows = vec![
            of(Key::Given(Priority::Standard)).row("standard"),
            of(Key::Given(Priority::Expedited)).row("expedited"),
        ];
        rows.extend(self.days.get(&Key::Missing).map(|days| days.row("no priority")));
        rows.push(self.all_days.row("all"));
        Table {
            name: "days",
            title: "Days from assignment to decision",
            note: "Calendar days from `date_assigned` to `decision_date`. The time that the law allows starts with the receipt of \
                   the records.",
            key: "priority",
            columns: days::COLUMNS,
            rows,
        }
    }

    fn spread_table(&self) -> Table {
        let mut rows: Vec<Row> = BANDS
            .into_iter()
            .map(|band| Row::new(band.words(), [Value::Count(self.all_days.in_band(band))]))
            .collect();
        rows.push(Row::new("no date assigned", [Value::Count(self.undated)]));
        Table {
            name: "days_spread",
            title: "Letters by days from assignment to decision",
            note: "",
            key: "days",
            columns: &[Column::Letters],
            rows,
        }
    }

    fn paper_table(&self) -> Table {
        let row = |name: &str, paper: &Paper| {
            let counts = [paper.letters, paper.copies, paper.pages, paper.sheets];
            Row::new(name, counts.map(Value::Count))
        };
        Table {
            name: "paper",
            title: "Pages and sheets",
            note: "Determinations as they were built last; addressed copies that were mailed on paper, those of letters that were \
                   corrected later included. A sheet is printed on both sides.",
            key: "paper",
            columns: &[Column::Letters, Column::Copies, Column::Pages, Column::Sheets],
            rows: vec![row("determinations built", &self.built), row("copies mailed", &self.mailed)],
        }
    }

    fn not_counted_table(&self) -> Table {
        let reasons = [
            (NotCounted::Draft, "drafts"),
            (NotCounted::Error, "with errors"),
            (NotCounted::NoRecord, "mailed, without a record"),
        ];
        let row = |(why, name): (NotCounted, &str)| {
            Row::new(name, [Value::Count(self.not_counted.get(&why).copied().unwrap_or(0))])
        };
        Table {
            name: "not_counted",
            title: "Not counted",
            note: "",
            key: "reason",
            columns: &[Column::Records],
            rows: reasons.into_iter().map(row).collect(),
        }
    }
}
