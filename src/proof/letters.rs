//! Every wording filled with invented letters that take every branch.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::assets::Assets;
use crate::diag::{Finding, Place, Severity, Sink, Source, codes};
use crate::letter::{Edition, Paper, compose, parties};
use crate::record::{CaseRecord, invented};
use crate::render::{paper_pages, read_record, ready};
use crate::template::BUILT_IN;

/// What the invented letters of one record, or of many, came to.
#[derive(Clone, Default)]
pub struct Proof {
    /// How many letters were made.
    pub letters: usize,
    /// What was found, by code and place, each with the number of letters it was found in.
    found: BTreeMap<Found, (Finding, usize)>,
    /// What templates printed, by the numbers of `Templates::printable`.
    printed: BTreeSet<usize>,
}

/// The code, the file and the byte in it.
type Found = (String, usize, &'static str);

/// The invented records of every wording.
pub fn invented_records(assets: &Assets) -> Vec<Arc<Source>> {
    let wordings = assets.templates.wordings();
    let records = wordings.flat_map(|wording| {
        let languages: Vec<&str> = assets.summaries(wording).iter().map(String::as_str).collect();
        let prints = |field: &str| assets.templates.prints(wording, field);
        let of =
            |languages: &[&str]| invented(assets.contracts().of_wording(wording), wording, languages, prints);
        // Each language has every letter, so that no passage of one is printed for want of the others.
        let texts = match languages.is_empty() {
            true => of(&[]),
            false => languages.iter().flat_map(|language| of(&[*language])).collect(),
        };
        texts.into_iter().map(move |text| Source::new(format!("{wording}.yaml"), text))
    });
    records.collect()
}

/// Makes every letter of an invented record.
pub fn prove(record: &Arc<Source>, assets: &Assets) -> Proof {
    let mut proof = Proof::default();
    let other_office = assets.office.other_logo();
    let mut sink = Sink::new();
    let Ok(read) = read_record(record, assets, &mut sink) else {
        proof.take(sink.into_findings(), record, assets);
        return proof;
    };
    for edition in
        Edition::ALL.into_iter().filter(|edition| !edition.has_copies() || edition.is_asked_for(&read))
    {
        let mut sink = Sink::new();
        if ready(&read, edition, assets, &mut sink).is_err() {
            proof.take(sink.into_findings(), record, assets);
            continue;
        }
        let mut papers = Paper::all_of(&read, edition);
        if edition.has_copies() {
            papers.extend(came_back(&read));
        }
        for paper in papers {
            let letter = compose(&read, &paper, &assets.office, assets.summaries(&read.template));
            let template = paper.template.unwrap_or(&read.template);
            proof.printed.append(&mut assets.templates.printed(template, &letter));
            // An office may have a logo or none.
            let other = compose(&read, &paper, &other_office, assets.summaries(&read.template));
            proof.printed.append(&mut assets.templates.printed(template, &other));
            let mut sink = Sink::new();
            // Only what was found counts.
            let _ = paper_pages(&read, &paper, assets, &mut sink);
            proof.letters += 1;
            proof.take(sink.into_findings(), record, assets);
        }
    }
    proof
}

/// The papers that a record makes where every e-mail comes back.
fn came_back(record: &CaseRecord) -> Vec<Paper> {
    let Some(day) = record.mailed_date else { return Vec::new() };
    let parties = parties(record);
    let is_emailed = |part| parties.iter().any(|(_, of, party)| *of == part && party.emailed_to().is_some());
    Paper::mailed_again(record, is_emailed, day.0)
}

impl Proof {
    /// Takes what was found in one letter.
    fn take(&mut self, findings: Vec<Finding>, record: &Arc<Source>, assets: &Assets) {
        let mut in_letter = BTreeSet::new();
        for mut finding in findings {
            let of_template = |place: &Place| assets.templates.has(&place.source);
            if !finding.place.as_ref().is_some_and(of_template) {
                let related = finding.related.iter().map(|(place, _)| place).find(|place| of_template(place));
                // What is only worth a word, and of no template, is about a record or an office.
                if related.is_none() && finding.severity() != Severity::Error {
                    continue;
                }
                finding.place = related
                    .cloned()
                    .or_else(|| assets.templates.first_line(&record.name().replace(".yaml", ".md")));
            }
            // No other letter is there to be looked at.
            finding.related.clear();
            let key = key(&finding);
            if in_letter.insert(key.clone()) {
                self.found.entry(key).or_insert((finding, 0)).1 += 1;
            }
        }
    }

    /// Whether letters failed.
    pub fn has_errors(&self) -> bool {
        self.found.values().any(|(finding, _)| finding.severity() == Severity::Error)
    }

    /// Takes another proof into this one.
    pub fn add(&mut self, other: Proof) {
        self.letters += other.letters;
        self.printed.extend(other.printed);
        for (key, (finding, letters)) in other.found {
            self.found.entry(key).or_insert((finding, 0)).1 += letters;
        }
    }

    /// What is wrong with the templates, each once, in the order of their lines.
    pub fn into_findings(self, assets: &Assets) -> Vec<Finding> {
        let failed = self.has_errors();
        let mut findings: BTreeMap<Found, Finding> = BTreeMap::new();
        for (key, (mut finding, letters)) in self.found {
            finding.message = format!("{}; in {letters} of {} letters", finding.message, self.letters);
            findings.insert(key, finding);
        }
        // Where letters failed, what they would have printed is not known.
        if !failed {
            let never = never_printed(&self.printed, self.letters, assets);
            findings.extend(never.into_iter().map(|finding| (key(&finding), finding)));
        }
        findings.into_values().collect()
    }
}

fn key(finding: &Finding) -> Found {
    let place = finding.place.as_ref();
    let at = |place: &Place| (place.source.name().to_owned(), place.span.range().start);
    let (file, at) = place.map(at).unwrap_or_default();
    (file, at, finding.code.name)
}

/// The stretches of templates in use that stand in no letter, each run of them once.
fn never_printed(printed: &BTreeSet<usize>, letters: usize, assets: &Assets) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut in_run = false;
    let used = assets.templates.used();
    for (number, template, span) in assets.templates.printable() {
        // What the program carries and a file of the author's changes is not the author's to look at.
        let is_theirs = used.contains(template.name.as_str()) && !template.name.starts_with(BUILT_IN);
        let never = is_theirs && !printed.contains(&number);
        if never && !in_run {
            let message = format!(
                "this is printed in none of {letters} letters, which use every choice and every field"
            );
            findings.push(
                Finding::new(&codes::template::NEVER_PRINTED, message)
                    .at(Place::new(&template.source, span))
                    .hint("look at the `{% if %}` around it: is what it compares with spelled as records have it?"),
            );
        }
        in_run = never;
    }
    findings
}
