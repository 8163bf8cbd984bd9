//! From when and until when a wording is the one to use, as the file of the wording says at its start.

use std::fmt;
use std::sync::Arc;

use crate::diag::{Finding, Place, Sink, Source, Span, codes};
use crate::units::Date;

/// The days of decision that a wording is for, both included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    pub from: Option<Date>,
    pub until: Option<Date>,
}

impl Validity {
    pub fn has(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

impl fmt::Display for Validity {
    /// ` from 2014-01-01 until 2014-12-31`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (word, day) in [("from", self.from), ("until", self.until)] {
            day.map_or(Ok(()), |day| write!(f, " {word} {day}"))?;
        }
        Ok(())
    }
}

const KEYS: [&str; 2] = ["valid_from:", "valid_until:"];

/// Takes `valid_from:` and `valid_until:` out of the front matter of a wording's file: they are about the wording, and
/// no letter says them. What stands below keeps its place.
pub fn take_validity(source: &Arc<Source>, sink: &mut Sink) -> (Arc<Source>, Validity) {
    let text = source.text();
    let mut validity = Validity::default();
    let mut lines = text.split_inclusive('\n');
    if lines.next().is_none_or(|line| line.trim_end() != "---") {
        return (Arc::clone(source), validity);
    }
    let mut at = text.find('\n').map_or(text.len(), |end| end + 1);
    let (mut taken, mut others) = (Vec::new(), false);
    let mut end = None;
    for line in lines {
        let range = at..at + line.trim_end().len();
        at += line.len();
        if line.trim_end() == "---" {
            end = Some(range);
            break;
        }
        let Some(key) = KEYS.into_iter().find(|key| line.starts_with(key)) else {
            others |= !line.trim().is_empty();
            continue;
        };
        let typed = line[key.len()..].split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']);
        match typed.parse::<Date>() {
            Ok(day) if typed.len() == 10 => {
                *if key == KEYS[0] { &mut validity.from } else { &mut validity.until } = Some(day);
            }
            _ => sink.report(
                Finding::new(&codes::template::VALIDITY, format!("`{typed}` is not a date"))
                    .at(Place::new(source, Span::new(range.clone())))
                    .hint("write it as YYYY-MM-DD"),
            ),
        }
        taken.push(range);
    }
    let Some(end) = end.filter(|_| !taken.is_empty()) else { return (Arc::clone(source), validity) };
    if let (Some(from), Some(until)) = (validity.from, validity.until)
        && from > until
    {
        sink.report(
            Finding::new(&codes::template::VALIDITY, "this wording would be valid until before it is valid")
                .at(Place::new(source, Span::new(taken[0].clone())))
                .hint("`valid_from:` is the earlier of the two days"),
        );
    }
    if !others {
        taken.extend([0..3, end]);
    }
    let mut left = text.to_owned();
    for range in taken {
        left.replace_range(range.clone(), &" ".repeat(range.len()));
    }
    (Source::new(source.name(), left), validity)
}
