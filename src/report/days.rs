//! Days counted: the shortest, the middle, the mean, the longest, and how many fall into each band.

use std::collections::BTreeMap;

use super::table::{Column, Row, Value};

pub(super) const COLUMNS: &[Column] =
    &[Column::Letters, Column::Shortest, Column::Median, Column::Mean, Column::Longest];

/// So many days to so many, both included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Band {
    from: i32,
    /// None where there is no longest.
    to: Option<i32>,
}

/// Split at 3 and 30 days, the time to decide of expedited and of standard reviews (Labor Code 4610.6(d)).
pub(super) const BANDS: [Band; 6] = [
    Band { from: 0, to: Some(3) },
    Band { from: 4, to: Some(10) },
    Band { from: 11, to: Some(20) },
    Band { from: 21, to: Some(30) },
    Band { from: 31, to: Some(45) },
    Band { from: 46, to: None },
];

impl Band {
    pub fn words(self) -> String {
        match self.to {
            Some(to) => format!("{} to {to}", self.from),
            None => format!("{} and more", self.from),
        }
    }
}

/// How many letters took so many days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Days(BTreeMap<i32, usize>);

impl Days {
    pub fn add(&mut self, days: i32) {
        *self.0.entry(days).or_default() += 1;
    }

    pub fn in_band(&self, band: Band) -> usize {
        self.0.range(band.from..=band.to.unwrap_or(i32::MAX)).map(|(_, letters)| letters).sum()
    }

    pub fn row(&self, name: &str) -> Row {
        let letters: usize = self.0.values().sum();
        let total: usize = self.0.iter().map(|(days, letters)| whole(*days) * letters).sum();
        let end = |days: Option<(&i32, &usize)>| match days {
            Some((days, _)) => Value::Count(whole(*days)),
            None => Value::None,
        };
        Row::new(
            name,
            [
                Value::Count(letters),
                end(self.0.first_key_value()),
                self.median(letters),
                Value::ratio(total, letters),
                end(self.0.last_key_value()),
            ],
        )
    }

    /// The middle one; of an even number of letters the mean of the two in the middle.
    fn median(&self, letters: usize) -> Value {
        let at = |place: usize| {
            let mut before = 0;
            let found = self.0.iter().find(|(_, letters)| {
                before += **letters;
                place < before
            });
            found.map_or(0, |(days, _)| whole(*days))
        };
        match letters {
            0 => Value::None,
            _ => Value::ratio(at((letters - 1) / 2) + at(letters / 2), 2),
        }
    }
}

/// Days are never negative: a decision before the assignment is an error of the record.
fn whole(days: i32) -> usize {
    usize::try_from(days).expect("a case is decided after it is assigned")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(days: &[i32]) -> Days {
        let mut counted = Days::default();
        days.iter().for_each(|days| counted.add(*days));
        counted
    }

    #[test]
    fn nothing_has_no_middle() {
        assert_eq!(
            of(&[]).row("all").values,
            [Value::Count(0), Value::None, Value::None, Value::None, Value::None]
        );
    }

    #[test]
    fn the_middle_and_the_mean_are_told_to_a_tenth() {
        let row = of(&[3, 30, 31, 10]).row("all");
        let shown: Vec<String> = row.values.iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["4", "3", "20.0", "18.5", "31"]);
    }

    proptest! {
        #[test]
        fn every_letter_is_in_one_band_and_the_middle_splits_them(days in prop::collection::vec(0..400_i32, 1..60)) {
            let counted = of(&days);
            prop_assert_eq!(BANDS.iter().map(|band| counted.in_band(*band)).sum::<usize>(), days.len());
            let mut sorted = days.clone();
            sorted.sort_unstable();
            let middle = sorted[(days.len() - 1) / 2] + sorted[days.len() / 2];
            prop_assert_eq!(counted.median(days.len()).to_string(), format!("{}.{}", middle / 2, middle % 2 * 5));
        }
    }
}
