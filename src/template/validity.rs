//! What a wording says of itself at the start of its file: from when and until when it is the one to use, and what it
//! needs of its records.

use std::fmt;
use std::sync::Arc;

use crate::diag::{Finding, Place, Sink, Source, Span, codes};
use crate::units::Date;
use crate::yaml::nearest;

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

/// Keys about the wording's days, and those about its records.
const DAYS: [&str; 2] = ["valid_from", "valid_until"];
const NEEDS: [&str; 3] = ["requires", "without", "case_number_like"];
/// Keys that are about the letter.
const OF_LETTERS: [&str; 7] =
    ["title", "language", "date", "case_number", "style", "first_language", "unbroken"];

/// A wording's file apart from what it says of itself.
pub struct OwnLines {
    /// The template; what stands below keeps its place.
    pub source: Arc<Source>,
    pub validity: Validity,
    /// What it says of its records, at its place; none where that is nothing.
    pub needs: Option<Arc<Source>>,
}

/// Takes out of the front matter of a wording's file what is about the wording, which no letter says.
pub fn take_own_lines(source: &Arc<Source>, sink: &mut Sink) -> OwnLines {
    let text = source.text();
    let mut validity = Validity::default();
    let mut lines = text.split_inclusive('\n');
    let nothing = |validity| OwnLines { source: Arc::clone(source), validity, needs: None };
    if lines.next().is_none_or(|line| line.trim_end() != "---") {
        return nothing(validity);
    }
    let mut at = text.find('\n').map_or(text.len(), |end| end + 1);
    let (mut taken, mut needs, mut others) = (Vec::new(), Vec::new(), false);
    let mut goes_on = false;
    let mut end = None;
    for line in lines {
        let range = at..at + line.trim_end().len();
        at += line.len();
        if line.trim_end() == "---" {
            end = Some(range);
            break;
        }
        let key = line.split_once(':').map(|(key, _)| key).unwrap_or_default();
        goes_on = NEEDS.contains(&key) || (goes_on && line.starts_with([' ', '-', ']', '\n']));
        if goes_on {
            needs.push(range.clone());
        } else if let Some(number) = DAYS.iter().position(|day| *day == key) {
            let typed = line[key.len() + 1..].split(" #").next().unwrap_or_default().trim();
            let typed = typed.trim_matches(['"', '\'']);
            match typed.parse::<Date>() {
                Ok(day) if typed.len() == 10 => {
                    *if number == 0 { &mut validity.from } else { &mut validity.until } = Some(day);
                }
                _ => sink.report(
                    Finding::new(&codes::template::VALIDITY, format!("`{typed}` is not a date"))
                        .at(Place::new(source, Span::new(range.clone())))
                        .hint("write it as YYYY-MM-DD"),
                ),
            }
        } else {
            others |= !line.trim().is_empty();
            if !OF_LETTERS.contains(&key)
                && let Some(near) = nearest(key, DAYS.into_iter().chain(NEEDS))
            {
                sink.report(
                    Finding::new(&codes::template::NEEDS, format!("`{key}` says nothing of a wording"))
                        .at(Place::new(source, Span::new(range)))
                        .hint(format!("did you mean `{near}`?")),
                );
            }
            continue;
        }
        taken.push(range);
    }
    let Some(end) = end.filter(|_| !taken.is_empty()) else { return nothing(validity) };
    if let (Some(from), Some(until)) = (validity.from, validity.until)
        && from > until
    {
        sink.report(
            Finding::new(&codes::template::VALIDITY, "this wording would be valid until before it is valid")
                .at(Place::new(source, Span::new(taken[0].clone())))
                .hint("`valid_from:` is the earlier of the two days"),
        );
    }
    let said = (!needs.is_empty()).then(|| {
        let blank = |range: std::ops::Range<usize>| {
            text[range].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect::<String>()
        };
        let (mut said, mut from) = (String::new(), 0);
        for range in &needs {
            said.push_str(&blank(from..range.start));
            said.push_str(&text[range.clone()]);
            from = range.end;
        }
        Source::new(source.name(), said + "\n")
    });
    if !others {
        taken.extend([0..3, end]);
    }
    let mut left = text.to_owned();
    for range in taken {
        left.replace_range(range.clone(), &" ".repeat(range.len()));
    }
    OwnLines { source: Source::new(source.name(), left), validity, needs: said }
}
