//! A record with every finding answered that has exactly one right answer. Each answer is proved by reading the record
//! again: it stays only where its finding is gone and no new error came.

use std::collections::HashSet;
use std::sync::Arc;

use super::{RecordContract, parse_record_of};
use crate::diag::{Finding, Severity, Sink, Source, Span, replaced};

/// More rounds than this no record needs: a round answers all that one reading finds.
const MAX_ROUNDS: usize = 200;
/// From as many findings on, some step of reading may have stopped looking.
const MANY: usize = 30;

/// A record after its fixes.
#[derive(Debug)]
pub struct Fixed {
    pub text: String,
    /// What was answered, in the order in which it was.
    pub answered: Vec<Finding>,
}

/// Answers what can be answered; nothing where so much is wrong that it would take too long.
pub fn fixed(contract: &Arc<RecordContract>, source: &Arc<Source>) -> Fixed {
    let original = source;
    let mut source = Arc::clone(original);
    let mut answered = Vec::new();
    let mut refused: HashSet<(&'static str, String)> = HashSet::new();
    for _ in 0..MAX_ROUNDS {
        let findings = findings_of(contract, &source);
        let offered = offered(&findings, &refused);
        let accepted = match proved(contract, &source, &findings, &offered) {
            Some(new) => Some((new, offered)),
            None => offered.into_iter().find_map(|finding| {
                match proved(contract, &source, &findings, &[finding]) {
                    Some(new) => Some((new, vec![finding])),
                    None => {
                        refused.insert(name_of(finding));
                        None
                    }
                }
            }),
        };
        let Some((new, by)) = accepted else {
            return Fixed { text: source.text().to_owned(), answered };
        };
        answered.extend(by.into_iter().cloned());
        source = new;
    }
    Fixed { text: original.text().to_owned(), answered: Vec::new() }
}

/// Whether the fix of a finding is its one right answer: the finding goes, and no error comes.
pub fn is_fixed_by(contract: &Arc<RecordContract>, source: &Arc<Source>, finding: &Finding) -> bool {
    proved(contract, source, &findings_of(contract, source), &[finding]).is_some()
}

fn findings_of(contract: &Arc<RecordContract>, source: &Arc<Source>) -> Vec<Finding> {
    let mut sink = Sink::new();
    // What could not be read is among the findings.
    let _ = parse_record_of(contract, source, &mut sink);
    sink.into_findings()
}

/// The findings with a fix in the order of their bytes, none of which touches another's.
fn offered<'a>(findings: &'a [Finding], refused: &HashSet<(&'static str, String)>) -> Vec<&'a Finding> {
    let mut all: Vec<(Span, &Finding)> = findings
        .iter()
        .filter(|finding| refused.is_empty() || !refused.contains(&name_of(finding)))
        .filter_map(|finding| Some((finding.edit()?.0, finding)))
        .collect();
    all.sort_by_key(|(span, _)| *span);
    let mut end = 0;
    all.retain(|(span, _)| {
        let free = span.start >= end;
        if free {
            end = span.end;
        }
        free
    });
    all.into_iter().map(|(_, finding)| finding).collect()
}

fn name_of(finding: &Finding) -> (&'static str, String) {
    (finding.code.name, finding.message.clone())
}

/// The record with these fixes; none where one of the findings stays or an error comes that was not there. What an error
/// of the YAML itself had kept from being read may be found after it.
fn proved(
    contract: &Arc<RecordContract>,
    source: &Arc<Source>,
    before: &[Finding],
    by: &[&Finding],
) -> Option<Arc<Source>> {
    if by.is_empty() {
        return None;
    }
    let text = replaced(source.text(), by.iter().filter_map(|finding| finding.edit()));
    let new = Source::new(source.name(), text);
    let after = findings_of(contract, &new);
    let of_yaml = |finding: &Finding| finding.code.name.starts_with("yaml/");
    let unread = before.iter().any(of_yaml);
    let grown = new.text().len() as i64 - source.text().len() as i64;
    let edits = by.iter().filter_map(|finding| finding.edit());
    let last = edits.map(|(span, _)| i64::from(span.end)).max().unwrap_or(0) + grown;
    let behind =
        |finding: &Finding| finding.place.as_ref().is_some_and(|place| i64::from(place.span.start) >= last);
    let count = |findings: &[Finding], code| findings.iter().filter(|f| f.code.name == code).count();
    for finding in by {
        let code = finding.code.name;
        let had = count(before, code);
        let gone = by.iter().filter(|other| other.code.name == code).count();
        let left = after.iter().filter(|f| f.code.name == code && !(of_yaml(f) && behind(f))).count();
        if left + gone > had && had < MANY {
            return None;
        }
    }
    let known: HashSet<(&'static str, String)> = before.iter().map(name_of).collect();
    let errors = after.iter().filter(|finding| finding.severity() == Severity::Error);
    let mut came = errors.filter(|finding| !known.contains(&name_of(finding)));
    let hidden = |finding: &Finding| unread && (!of_yaml(finding) || behind(finding));
    let many = before.len() >= MANY;
    came.all(|finding| hidden(finding) || many).then_some(new)
}
