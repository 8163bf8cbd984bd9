//! What was found in a text.

use std::ops::Range;

use crate::diag::{Finding, codes};

/// A protected value in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// What it is, in the words of a finding.
    pub what: String,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Whether nothing else can be meant; else a person has to look.
    pub certain: bool,
}

impl Leak {
    /// The finding, without its place.
    pub fn finding(&self, text: &str) -> Finding {
        let said = text.get(self.range.clone()).unwrap_or_default().split_whitespace().collect::<Vec<_>>();
        let said = said.join(" ");
        if self.certain {
            let message = format!("`{said}` would be published: it is {}", self.what);
            return Finding::new(&codes::rule::LEAK, message);
        }
        let message = format!("`{said}` may be {}: a person has to decide", self.what);
        Finding::new(&codes::rule::LEAK, message).as_warning()
    }
}

/// The first and longest of leaks that stand over each other; where one of them is certain, no other hides it.
pub(super) fn apart(leaks: Vec<Leak>) -> Vec<Leak> {
    let (mut certain, mut doubtful): (Vec<Leak>, Vec<Leak>) =
        leaks.into_iter().partition(|leak| leak.certain);
    let longest_first = |leaks: &mut Vec<Leak>| {
        leaks.sort_by_key(|leak| (leak.range.start, usize::MAX - leak.range.end));
        let mut end = 0;
        leaks.retain(|leak| {
            let kept = leak.range.start >= end;
            end = end.max(leak.range.end);
            kept
        });
    };
    longest_first(&mut certain);
    let over =
        |one: &Leak, other: &Leak| one.range.start < other.range.end && other.range.start < one.range.end;
    doubtful.retain(|leak| {
        let first = certain.partition_point(|certain| certain.range.end <= leak.range.start);
        certain.get(first).is_none_or(|certain| !over(certain, leak))
    });
    longest_first(&mut doubtful);
    certain.append(&mut doubtful);
    certain.sort_by_key(|leak| leak.range.start);
    certain
}
