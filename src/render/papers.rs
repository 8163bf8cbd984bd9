//! The papers of a letter, each of which goes through the same stages.

use std::sync::Arc;

use super::{Stages, about, office_serves_by_email, paper_pages, pdf_of_pages, ready};
use crate::assets::Assets;
use crate::diag::{Finding, Reported, Sink};
use crate::layout::Pages;
use crate::letter::{Edition, Letter, Paper};
use crate::pdf::check_pages;
use crate::record::CaseRecord;

/// A paper as far as its pages.
pub struct LaidOut {
    pub paper: Paper,
    pub letter: Letter,
    pub pages: Pages,
}

/// Record -> the pages of every paper of an edition, which a PDF can be written of.
///
/// # Errors
/// As [`letters`](super::letters).
pub fn laid_out(
    record: &CaseRecord,
    edition: Edition,
    assets: &Assets,
    sink: &mut Sink,
) -> Result<Vec<LaidOut>, Reported> {
    ready(record, edition, assets, sink)?;
    each_paper(record, Paper::all_of(record, edition), assets, sink, |paper, sink| {
        let (letter, _, document, pages) = paper_pages(record, &paper, assets, sink)?;
        check_pages(&pages, &assets.fonts, &about(&document, assets), sink)?;
        Ok(LaidOut { paper, letter, pages })
    })
}

/// Record, held to what their edition needs -> these papers, with what every stage made kept.
///
/// # Errors
/// As [`letters`](super::letters).
pub fn papers(
    record: &Arc<CaseRecord>,
    papers: Vec<Paper>,
    assets: &Assets,
    sink: &mut Sink,
) -> Result<Vec<Stages>, Reported> {
    each_paper(record, papers, assets, sink, |paper, sink| {
        let (letter, markdown, document, pages) = paper_pages(record, &paper, assets, sink)?;
        let pdf = pdf_of_pages(&document, &pages, assets, sink)?;
        Ok(Stages { record: Arc::clone(record), paper, letter, markdown, document, pages, pdf })
    })
}

fn each_paper<T>(
    record: &CaseRecord,
    papers: Vec<Paper>,
    assets: &Assets,
    sink: &mut Sink,
    one: impl Fn(Paper, &mut Sink) -> Result<T, Reported>,
) -> Result<Vec<T>, Reported> {
    let mut made = Vec::new();
    let mark = sink.mark();
    if papers.iter().any(|paper| paper.key.edition().has_copies()) {
        office_serves_by_email(record, assets, sink);
    }
    for paper in papers {
        let mut paper_sink = Sink::new();
        // Each paper is made, so that everything that is wrong is found.
        made.extend(one(paper, &mut paper_sink));
        for finding in paper_sink.into_findings() {
            // What is printed twice is found twice, and said once.
            let same = |said: &Finding| said.code == finding.code && said.message == finding.message;
            if !sink.findings()[mark..].iter().any(same) {
                sink.report(finding);
            }
        }
    }
    sink.unless_errors(mark, made)
}
