//! What is found in open documents: records in every edition that they are ready for, templates, styles and the office in
//! what invented letters show of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value;

use super::diagnostic::{diagnostic, elsewhere};
use super::documents::{Document, Documents, Kind};
use crate::assets::Assets;
use crate::diag::{Finding, Sink, Source};
use crate::project::{Folders, check_open_record, read_open_assets};
use crate::proof::{Proof, invented_records, prove};
use crate::record::{blanks_as_draft, parse_record_of, standard};

/// The templates, style and fonts of projects, by their folders.
pub type ProjectAssets = Vec<(Folders, Arc<Assets>)>;

/// What a check came to, or has come to so far.
#[derive(Default)]
pub struct Checked {
    /// What to show of each document, by its address.
    pub shown: BTreeMap<String, Vec<Value>>,
    /// The assets of projects, where they can be used.
    pub assets: ProjectAssets,
    /// The projects whose templates were looked at.
    pub proven: Vec<Folders>,
}

/// Looks at documents, given by their addresses, and tells what it finds step by step. Whether it came to its end, and was
/// not given up.
pub fn check(
    documents: &Documents,
    stale: &BTreeSet<String>,
    before: &ProjectAssets,
    give_up: &AtomicBool,
    tell: &dyn Fn(Checked),
) -> bool {
    let open = documents.files();
    let mut projects: Vec<(&Folders, Vec<(&String, &Document)>)> = Vec::new();
    for (address, document) in documents.0.iter().filter(|(address, _)| stale.contains(*address)) {
        match projects.iter_mut().find(|(folders, _)| **folders == document.folders) {
            Some((_, of_project)) => of_project.push((address, document)),
            None => projects.push((&document.folders, vec![(address, document)])),
        }
    }
    for (folders, of_project) in projects {
        let mut sink = Sink::new();
        let assets = read_open_assets(folders, &open, &mut sink).ok().map(Arc::new);
        let of_assets = sink.into_findings();
        let mut checked = Checked::default();
        for (address, record) in of_project.iter().filter(|(_, document)| document.kind == Kind::Record) {
            let mut findings = match &assets {
                Some(assets) => check_open_record(&record.path, &record.text, folders, assets),
                None => read_alone(record, before),
            };
            // What keeps every letter from being built is said in every record.
            findings.extend(of_assets.iter().filter(|_| assets.is_none()).cloned());
            let shown = in_document(&findings, record, documents);
            checked.shown.insert((*address).clone(), shown);
        }
        checked.assets.extend(assets.clone().map(|assets| (folders.clone(), assets)));
        tell(checked);
        if of_project.iter().any(|(_, document)| document.is_asset()) {
            let of_templates = |of_letters: Vec<Finding>| {
                let findings = [of_assets.clone(), of_letters].concat();
                let mut checked = Checked { proven: vec![folders.clone()], ..Checked::default() };
                of_files(findings, folders, documents, &mut checked.shown);
                tell(checked);
            };
            match &assets {
                None => of_templates(Vec::new()),
                Some(assets) => match proven(assets, give_up, &of_templates) {
                    Some(of_letters) => of_templates(of_letters),
                    None => return false,
                },
            }
        }
    }
    true
}

/// What is found in a record without templates to fill.
fn read_alone(record: &Document, before: &ProjectAssets) -> Vec<Finding> {
    let mut sink = Sink::new();
    let source = Source::new(record.name(), &*record.text);
    let last = before.iter().find(|(folders, _)| *folders == record.folders);
    // Fields of the project's own are those of the last templates that could be used.
    let contract = last.map_or_else(standard, |(_, assets)| Arc::clone(assets.contracts().of(&source)));
    // What could not be read is among the findings.
    let _ = parse_record_of(&contract, &source, &mut sink);
    blanks_as_draft(sink.into_findings())
}

/// What invented letters show of templates; none where it was given up. Errors are told before the last letter is made.
fn proven(assets: &Assets, give_up: &AtomicBool, tell: &dyn Fn(Vec<Finding>)) -> Option<Vec<Finding>> {
    let mut proof = Proof::default();
    for (number, record) in (1_usize..).zip(invented_records(assets)) {
        if give_up.load(Ordering::Relaxed) {
            return None;
        }
        proof.add(prove(&record, assets));
        // More and more seldom: each time all is shown again.
        if number.is_power_of_two() && proof.has_errors() {
            tell(proof.clone().into_findings(assets));
        }
    }
    Some(proof.into_findings(assets))
}

/// The findings of a document: those elsewhere stand at its first line, with their place.
fn in_document(findings: &[Finding], document: &Document, documents: &Documents) -> Vec<Value> {
    let name = document.name();
    let here = |finding: &Finding| finding.place.as_ref().is_some_and(|place| place.source.name() == name);
    let shown = findings.iter().map(|finding| {
        if here(finding) { diagnostic(finding, documents) } else { elsewhere(finding, documents) }
    });
    shown.collect()
}

/// Findings of templates, styles and the office at their files, open or not. What is of no file of the project stands in
/// every open one.
fn of_files(
    findings: Vec<Finding>,
    folders: &Folders,
    documents: &Documents,
    shown: &mut BTreeMap<String, Vec<Value>>,
) {
    let open: Vec<&String> = documents
        .0
        .iter()
        .filter(|(_, document)| document.is_asset() && document.folders == *folders)
        .map(|(address, _)| address)
        .collect();
    for address in &open {
        shown.entry((*address).clone()).or_default();
    }
    for finding in findings {
        let file = finding.place.as_ref().map(|place| Path::new(place.source.name()).to_owned());
        let own =
            file.filter(|file| folders.templates.as_ref().is_some_and(|folder| file.starts_with(folder)));
        match own {
            Some(file) => {
                let address = documents.address_of(&file);
                shown.entry(address).or_default().push(diagnostic(&finding, documents));
            }
            None => {
                for address in &open {
                    shown.entry((*address).clone()).or_default().push(elsewhere(&finding, documents));
                }
            }
        }
    }
}
