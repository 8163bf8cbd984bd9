//! Letters and items counted by their outcomes.

use std::ops::AddAssign;

use super::table::{Column, Row, Value};
use crate::letter::LetterOutcome;
use crate::record::Outcome;

/// The columns where rows are of whole letters.
pub(super) const BY_LETTER: &[Column] = &[
    Column::Letters,
    Column::Uphold,
    Column::PartialOverturn,
    Column::Overturn,
    Column::Items,
    Column::Upheld,
    Column::Overturned,
    Column::OverturnedPercent,
];

/// The columns where rows are of items.
pub(super) const BY_ITEM: &[Column] =
    &[Column::Letters, Column::Items, Column::Upheld, Column::Overturned, Column::OverturnedPercent];

/// What rows are named by; what the record does not say comes last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key<T> {
    Given(T),
    Missing,
}

pub(super) fn key<T>(given: Option<T>) -> Key<T> {
    given.map_or(Key::Missing, Key::Given)
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub letters: usize,
    uphold: usize,
    partial_overturn: usize,
    overturn: usize,
    items: usize,
    upheld: usize,
    overturned: usize,
}

impl Tally {
    /// One letter, without its items.
    pub fn of_letter(outcome: LetterOutcome) -> Tally {
        let mut tally = Tally { letters: 1, ..Tally::default() };
        match outcome {
            LetterOutcome::Uphold => tally.uphold = 1,
            LetterOutcome::PartialOverturn => tally.partial_overturn = 1,
            LetterOutcome::Overturn => tally.overturn = 1,
        }
        tally
    }

    pub fn add_item(&mut self, outcome: Outcome) {
        self.items += 1;
        match outcome {
            Outcome::Upheld => self.upheld += 1,
            Outcome::Overturned => self.overturned += 1,
        }
    }

    pub fn row(&self, name: String, columns: &[Column]) -> Row {
        Row { name, values: columns.iter().map(|column| self.value(*column)).collect() }
    }

    fn value(&self, column: Column) -> Value {
        Value::Count(match column {
            Column::Letters => self.letters,
            Column::Uphold => self.uphold,
            Column::PartialOverturn => self.partial_overturn,
            Column::Overturn => self.overturn,
            Column::Items => self.items,
            Column::Upheld => self.upheld,
            Column::Overturned => self.overturned,
            Column::OverturnedPercent => return Value::ratio(100 * self.overturned, self.items),
            _ => unreachable!("no column of outcomes"),
        })
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.letters += other.letters;
        self.uphold += other.uphold;
        self.partial_overturn += other.partial_overturn;
        self.overturn += other.overturn;
        self.items += other.items;
        self.upheld += other.upheld;
        self.overturned += other.overturned;
    }
}
