//! One letter as it is now: the record, what is found in it, and the last pages without an error.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::assets::Assets;
use crate::diag::{Finding, Severity, Sink, Source, Span};
use crate::fonts::Fonts;
use crate::layout::{Element, ElementId, ItemKind, Role, Tag};
use crate::letter::{Edition, LetterKey};
use crate::project::{LedgerReader, RecordFile};
use crate::record::{blanks_as_draft, is_draft};
use crate::render::{self, Stages};
use crate::template::Origin;
use crate::units::Pt;

/// A record and the papers of one edition that come from it.
pub struct Preview {
    /// None where the file cannot be read as text.
    pub record: Option<Arc<Source>>,
    pub findings: Vec<Finding>,
    /// Its papers; those of an earlier version of the record where this one has errors.
    pub papers: Arc<[Rendered]>,
    /// Whether the papers are those of this version.
    pub fresh: bool,
}

/// A paper without an error.
pub struct Rendered {
    pub stages: Stages,
    pub origins: Vec<Origin>,
    /// Of every page, the blocks that stand on it.
    pub blocks: Vec<Vec<Block>>,
    /// Names the picture of every page: one that is drawn as before keeps its name.
    pub pictures: Vec<String>,
}

/// A paragraph, heading or cell on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub left: Pt,
    pub right: Pt,
    pub top: Pt,
    pub bottom: Pt,
    /// Its bytes in the Markdown.
    pub at: Span,
}

impl Preview {
    /// Builds the papers of an edition. `before` is what came from an earlier version of the record, with the same assets or
    /// others.
    pub fn of(
        path: &Path,
        edition: Edition,
        assets: &Result<Assets, Vec<Finding>>,
        before: Option<&Preview>,
        same_assets: bool,
        ledger: &LedgerReader,
    ) -> Preview {
        let mut sink = Sink::new();
        let file = RecordFile::read(path, &mut sink).ok();
        let stages = match (assets, &file) {
            (Ok(assets), Some(file)) => {
                let record = render::read_record(&file.source, assets, &mut sink);
                let record = record.and_then(|record| match ledger.contradiction(&record, file, assets) {
                    Some(finding) => Err(sink.error(finding)),
                    None => Ok(record),
                });
                let stages = record.and_then(|record| render::stages(&record, edition, assets, &mut sink));
                stages.ok().map(|stages| (stages, assets))
            }
            _ => None,
        };
        let record = file.map(|file| file.source);
        let mut findings = assets.as_ref().err().cloned().unwrap_or_default();
        findings.extend(sink.into_findings());
        let papers = stages.map(|(stages, assets)| {
            let papers = stages.into_iter().map(|stages| {
                let before =
                    before.filter(|_| same_assets).and_then(|before| before.paper_of(&stages.paper.key));
                let pictures = pictures(&stages, before);
                let origins = assets.templates.origins(stages.template(), &stages.letter);
                let blocks = blocks(&stages, &assets.fonts);
                Rendered { stages, origins, blocks, pictures }
            });
            papers.collect::<Arc<[Rendered]>>()
        });
        let fresh = papers.is_some();
        if !fresh {
            findings = blanks_as_draft(findings);
        }
        let papers = papers.or_else(|| before.map(|before| Arc::clone(&before.papers))).unwrap_or_default();
        Preview { record, findings, papers, fresh }
    }

    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity() == severity).count()
    }

    /// Whether blanks are all that keeps the letter from being made.
    pub fn is_draft(&self) -> bool {
        is_draft(&self.findings)
    }

    /// The paper whose file has this name, or the first where none is named.
    pub fn paper(&self, file: Option<&str>) -> Option<&Rendered> {
        match file {
            None => self.papers.first(),
            Some(file) => self.papers.iter().find(|paper| paper.file() == file),
        }
    }

    fn paper_of(&self, letter: &LetterKey) -> Option<&Rendered> {
        self.papers.iter().find(|paper| paper.stages.paper.key == *letter)
    }
}

impl Rendered {
    /// The name of its file, without the folder and the ending.
    pub fn file(&self) -> String {
        let letter = self.stages.paper.key.to_string();
        letter.rsplit('/').next().unwrap_or_default().to_owned()
    }
}

/// With the same fonts, what a page's items are is all that its picture depends on.
fn pictures(stages: &Stages, before: Option<&Rendered>) -> Vec<String> {
    let digest: [u8; 32] = Sha256::digest(&stages.pdf).into();
    // Half of it tells files apart as surely.
    let of_file = u128::from_be_bytes(std::array::from_fn(|at| digest[at]));
    let name = |(number, page)| {
        let drawn_before = before.filter(|before| before.stages.pages.pages.get(number) == Some(page));
        drawn_before
            .and_then(|before| before.pictures.get(number).cloned())
            .unwrap_or_else(|| format!("{of_file:032x}-{number}"))
    };
    stages.pages.pages.iter().enumerate().map(name).collect()
}
/// Where the paragraphs, headings and cells of a letter stand on its pages.
fn blocks(stages: &Stages, fonts: &Fonts) -> Vec<Vec<Block>> {
    let pages = &stages.pages;
    let on_page = |page: &crate::layout::Page| {
        let mut blocks: BTreeMap<ElementId, Block> = BTreeMap::new();
        for item in &page.items {
            let (Tag::Element(id), ItemKind::Glyphs(run)) = (item.tag, &item.kind) else { continue };
            let id = block_of(id, &pages.elements);
            let (left, right) = (run.at.x, run.at.x + run.width(fonts));
            // Above and below the baseline stands about as much as any letter needs.
            let (top, bottom) = (run.at.y - run.size.per_mille(850), run.at.y + run.size.per_mille(300));
            let at = pages.elements[id.0 as usize].span;
            let block = blocks.entry(id).or_insert(Block { left, right, top, bottom, at });
            block.left = block.left.min(left);
            block.right = block.right.max(right);
            block.top = block.top.min(top);
            block.bottom = block.bottom.max(bottom);
        }
        blocks.into_values().collect()
    };
    pages.pages.iter().map(on_page).collect()
}

/// The block that a piece of text belongs to.
fn block_of(mut id: ElementId, elements: &[Element]) -> ElementId {
    let is_block = |role| {
        matches!(role, Role::Heading(_) | Role::Paragraph | Role::HeaderCell(_) | Role::Cell | Role::ListBody)
    };
    while let Element { role, parent: Some(parent), .. } = &elements[id.0 as usize]
        && !is_block(*role)
    {
        id = *parent;
    }
    id
}
