//! The record of an addressed copy against the copy: whose it is, and whether it says the same, word by word.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::copy::{Copy, parted};
use super::copy_forms::Copies;
use super::mailing::Mailing;
use super::markdown::read_document;
use super::printed::Printed;
use super::told::Told;
use super::verify::{Difference, Verdict, difference, page_lines, without_spaces};
use crate::assets::Assets;
use crate::diag::{Reported, Sink, Source};
use crate::document::read_markdown;
use crate::letter::{Edition, Paper};
use crate::record::CaseRecord;
use crate::render::{pages_of_markdown, papers_markdown, read_record};
use crate::units::Date;

/// A copy that was read.
pub(super) struct Read<'a> {
    pub copy: &'a Copy,
    /// What its determination must say.
    pub determination: &'a [String],
    /// Its lines; none where it has none.
    pub lines: Option<&'a [String]>,
    /// The style that its file names.
    pub style: Option<&'a str>,
    pub copies: &'a Copies,
}

/// A copy of the record.
struct Candidate<'a> {
    party: usize,
    language: Option<&'a String>,
    difference: Option<Difference>,
    /// How many words are the same before the first that differ.
    same: usize,
}

impl Read<'_> {
    /// Finds whose copy it is and in which language and print, which the mailing is told then, and compares: by its words,
    /// and, since the words of a table's cells may stand on several lines, by its lines.
    ///
    /// # Errors
    /// Where no copy can be made of the record.
    pub fn verify(
        &self,
        name: &str,
        told: &Told,
        mailing: &mut Mailing,
        assets: &Assets,
        sink: &mut Sink,
    ) -> Result<Verdict, Reported> {
        let record =
            |mailing: &Mailing| Source::new(name, told.with(mailing.clone()).record_without_blanks().text);
        let languages: Vec<Option<&String>> =
            [None].into_iter().chain(assets.summaries(&told.wording).iter().map(Some)).collect();
        let mut candidates = Vec::new();
        for language in languages {
            let with = printed_so(mailing, language, false);
            for (party, markdown) in copies(&record(&with), &with, assets, sink)? {
                let document = read_markdown(&markdown, sink)?;
                let Some((copy, _)) = parted(self.copies, &read_document(&document)) else { continue };
                let (same, difference) = self.compared(&copy);
                candidates.push(Candidate { party, language, difference, same });
            }
        }
        let likeness = |candidate: &Candidate<'_>| (candidate.difference.is_none(), candidate.same);
        candidates.sort_by_key(|candidate| Reverse(likeness(candidate)));
        // Of others its cover says something else.
        let best = candidates.first().map(likeness);
        candidates.retain(|candidate| Some(likeness(candidate)) == best);
        if let Some(lines) = self.lines {
            let theirs = without_spaces(lines);
            for candidate in &candidates {
                for large_print in [false, true] {
                    let with = printed_so(mailing, candidate.language, large_print);
                    let ours = copies(&record(&with), &with, assets, sink)?;
                    let Some((_, markdown)) = ours.iter().find(|(party, _)| *party == candidate.party) else {
                        continue;
                    };
                    let (_, pages) = pages_of_markdown(markdown, assets, sink)?;
                    if without_spaces(&page_lines(&pages, assets)) == theirs {
                        only(mailing, candidate.party, candidate.language, large_print);
                        return Ok(Verdict::Same { lines: Some(true) });
                    }
                }
            }
        }
        let Some(best) = candidates.into_iter().next() else { return Ok(Verdict::Differs(nobodys())) };
        only(mailing, best.party, best.language, self.style == Some(LARGE_PRINT));
        Ok(match best.difference {
            Some(difference) => Verdict::Differs(difference),
            None => Verdict::Same { lines: self.lines.map(|_| false) },
        })
    }

    /// How many words are the same, and the first in which a copy differs.
    fn compared(&self, made: &Copy) -> (usize, Option<Difference>) {
        let determination: Vec<String> =
            Printed::of(&made.determination).text.split_whitespace().map(str::to_owned).collect();
        let (ours, theirs) = (made.words_around(), self.copy.words_around());
        let most = ours.len().max(theirs.len());
        let part = |parts: &[Vec<String>], number: usize| parts.get(number).cloned().unwrap_or_default();
        let mut parts: Vec<(Vec<String>, Vec<String>)> =
            (0..most).map(|number| (part(&theirs, number), part(&ours, number))).collect();
        parts.insert(1.min(parts.len()), (self.determination.to_vec(), determination));
        let mut same = 0;
        for (theirs, ours) in parts {
            same += theirs.iter().zip(&ours).take_while(|(a, b)| a == b).count();
            if let Some(difference) = difference(&theirs, &ours) {
                return (same, Some(difference));
            }
        }
        (same, None)
    }
}

/// The copies of a record, each with its party's place among all.
fn copies(
    record: &Arc<Source>,
    mailing: &Mailing,
    assets: &Assets,
    sink: &mut Sink,
) -> Result<Vec<(usize, Arc<Source>)>, Reported> {
    let record = read_record(record, assets, sink)?;
    let papers = papers_of(&record, mailing);
    let filled = papers_markdown(&record, &papers, Edition::Mailed, assets, sink)?;
    Ok(papers.iter().map(|paper| paper.party).zip(filled).collect())
}

/// The mailing with every copy in a language and print.
fn printed_so(mailing: &Mailing, language: Option<&String>, large_print: bool) -> Mailing {
    let mut with = mailing.clone();
    for party in &mut with.parties {
        (party.language, party.large_print) = (language.cloned(), large_print);
    }
    with
}

/// Sets language and print of the one party whose copy it is: of others it tells neither.
fn only(mailing: &mut Mailing, party: usize, language: Option<&String>, large_print: bool) {
    mailing.own = BTreeSet::from([party]);
    if let Some(party) = mailing.parties.get_mut(party) {
        (party.language, party.large_print) = (language.cloned(), large_print);
    }
}

/// The style of copies in large print.
const LARGE_PRINT: &str = "large_print";

/// The copies that a record makes; of one whose e-mail came back, those that are mailed again that day.
fn papers_of(record: &CaseRecord, mailing: &Mailing) -> Vec<Paper> {
    let again: Option<Date> = mailing.mailed_again.as_ref().and_then(|day| day.parse().ok());
    let papers = match again {
        None => Paper::all_of(record, Edition::Mailed),
        Some(day) => {
            let parties = crate::letter::parties(record);
            let is_served =
                |part| parties.iter().any(|(_, of, party)| *of == part && party.emailed_to().is_some());
            Paper::mailed_again(record, is_served, day)
        }
    };
    papers.into_iter().filter(|paper| paper.template.is_none()).collect()
}

/// The difference of a copy whose parties were not found.
fn nobodys() -> Difference {
    Difference { same: String::new(), letter: "the names of the parties".to_owned(), rebuilt: String::new() }
}
