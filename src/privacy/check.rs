//! A record's texts, and what was made of them, held against all that may not be published.

use std::collections::HashMap;
use std::ops::Range;

use super::leak::{Leak, apart};
use super::protected::of_record;
use super::values::{Form, Protected};
use super::{identifiers, mentions, people, redactions};
use crate::diag::{Finding, Sink, codes};
use crate::record::{CaseRecord, Folded, Text};

/// More findings than this about one record help nobody; of what is certain, and of what a person has to look at.
const MAX_FINDINGS: usize = 100;

/// Holds the texts of the public edition against all that may not be published: `rule/leak`, as errors and warnings in the
/// sink. What lies wholly in one place that `redact` takes out is not published.
pub fn check_public(record: &CaseRecord, sink: &mut Sink) {
    let protected = of_record(record);
    redactions::check(record, &protected, sink);
    let redaction = record.redaction();
    let allowance = record.allowance();
    let (mut certain_left, mut doubtful_left) = (MAX_FINDINGS, MAX_FINDINGS);
    for text in record.determination_texts() {
        let folded = Folded::new(&text.value);
        let mut leaks = identifiers::find(&folded, cites(&text));
        leaks.extend(people::find(&folded));
        // Virginia is a state here, whoever else is called so.
        let whole = text.path.starts_with("reviewer") && text.path.contains("/licensed_in/");
        for value in protected.iter().filter(|value| !whole || value.form == Form::Whole) {
            leaks.extend(mentions::find(&folded, value));
        }
        let redacted = redaction.ranges(&text.value);
        let allowed = allowance.ranges(&text.value);
        leaks.retain(|leak| {
            let settled = !leak.certain && covers(&allowed, &leak.range);
            !settled && !covers(&redacted, &leak.range)
        });
        for leak in apart(leaks) {
            // However many doubts there are, what is certain is an error.
            let left = if leak.certain { &mut certain_left } else { &mut doubtful_left };
            if *left == 0 {
                continue;
            }
            *left -= 1;
            let place = record.place_in(&text, &leak.range);
            let finding = leak.finding(&text.value).at(place).labelled("this would be published");
            let cut = redacted.iter().any(|part| part.start < leak.range.end && leak.range.start < part.end);
            let finding = finding.hint(match cut {
                true => "`redact:` covers a part of it only: redact the whole of it as one phrase",
                false => {
                    "say it without, or add it to `redact:`, which the public edition shows as [redacted]"
                }
            });
            sink.report(match leak.certain {
                true => finding,
                false => finding.hint("where it identifies nobody, say so: `public: allow:` with a reason"),
            });
        }
    }
}

/// Says so where there is nobody whose name could be looked for: `rule/no-employee`, unless the record says on purpose that it
/// names nobody. That is the employee, or, in wordings that do without one, anybody who gets a copy.
pub fn check_employee(record: &CaseRecord, sink: &mut Sink) {
    let is_about_others = record.contract.needs().does_without("employee");
    let is_known = record.employee.is_some() || (is_about_others && !record.copies.is_empty());
    if is_known || record.parties.is_some() {
        return;
    }
    let (nobody, place) = match is_about_others {
        true => ("nobody whom the letter is about", "copies"),
        false => ("no employee", "employee"),
    };
    sink.report(
        Finding::new(
            &codes::rule::NO_EMPLOYEE,
            format!("the record names {nobody}, so that no name could be looked for"),
        )
        .at(record.place_of("case_number"))
        .labelled("the texts of this case may name a person")
        .hint(format!("add `{place}:`, or `parties: none` once someone has read that the texts name nobody")),
    );
}

/// Whether a text is a list of guidelines and of what else was cited.
fn cites(text: &Text) -> bool {
    text.path.ends_with("_guideline")
}

/// Whether one of the ranges, which are in order and apart, has all of another.
fn covers(ranges: &[Range<usize>], inner: &Range<usize>) -> bool {
    let next = ranges.partition_point(|range| range.end <= inner.start);
    ranges.get(next).is_some_and(|range| range.start <= inner.start && inner.end <= range.end)
}

/// What a record protects, to be looked for in what was made of its texts.
pub struct Protection {
    values: Vec<Protected>,
    /// The record's own texts that are published: they are held against the check where they were typed.
    texts: Vec<Folded>,
}

impl Protection {
    pub fn of(record: &CaseRecord) -> Protection {
        let texts = record.texts().into_iter().filter(|text| text.in_determination);
        Protection { values: of_record(record), texts: texts.map(|text| Folded::new(&text.value)).collect() }
    }

    /// The protected values in a finished text, such as the public edition's Markdown. Words and numbers that may have
    /// another meaning, and be a template's own, are left to [`Protection::leaks_of_template`].
    pub fn leaks_in(&self, text: &str) -> Vec<Leak> {
        use Form::{CompanyWords, Number, Organization, Street, Whole};
        let folded = Folded::new(text);
        let alone = self.values.iter().filter(|value| {
            let form = value.form;
            matches!(form, Whole | Number | Organization { .. } | CompanyWords { certain: true } | Street)
        });
        apart(alone.flat_map(|value| mentions::find(&folded, value)).collect())
    }

    /// What is certain to name or identify someone in the words of a finished letter, a line for each paragraph, and is
    /// neither of the record's texts nor one of the office's facts: so the template says it. A telephone number or an address on
    /// the web may be an agency's, which a template prints for all to see.
    pub fn leaks_of_template(&self, text: &str, office: &[&str]) -> Vec<Leak> {
        let folded = Folded::new(text);
        let mut leaks = identifiers::find(&folded, false);
        leaks.retain(|leak| !identifiers::may_be_an_agencys(&leak.what));
        leaks.extend(self.values.iter().flat_map(|value| mentions::find(&folded, value)));
        let office: Vec<Folded> = office.iter().map(|fact| Folded::new(fact)).collect();
        // What stands there many times is looked for once.
        let mut known = HashMap::new();
        let mut is_known = |leak: &Leak| {
            let said = Folded::new(&text[leak.range.clone()]).compact();
            *known.entry(said).or_insert_with_key(|said| {
                self.texts.iter().chain(&office).any(|text| !text.find_compact(said).is_empty())
            })
        };
        leaks.retain(|leak| leak.certain && !is_known(leak));
        apart(leaks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Source, render};
    use crate::record::{invented, parse_record, standard};

    #[test]
    fn nothing_can_be_said_against_an_invented_record() {
        for text in invented(&standard(), "imr-2014", &["es", "fr"], |_| false) {
            let mut sink = Sink::new();
            if let Ok(record) = parse_record(&Source::new("invented.yaml", text.as_str()), &mut sink) {
                check_public(&record, &mut sink);
            }
            assert!(
                sink.findings().is_empty(),
                "{text}\n{}",
                render::human(sink.findings(), false, Some(100))
            );
        }
    }
}
