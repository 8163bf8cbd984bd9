//! One letter as it is now: the record, what is found in it, and the last good pages.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::assets::Assets;
use crate::diag::{Finding, Severity, Sink, Source, Span};
use crate::fonts::Fonts;
use crate::layout::{Element, ElementId, ItemKind, Role, Tag};
use crate::letter::Edition;
use crate::project;
use crate::render::{self, Stages};
use crate::template::Origin;
use crate::units::Pt;

/// A record and what is made of it.
pub struct Look {
    /// None where the file cannot be read as text.
    pub record: Option<Arc<Source>>,
    pub findings: Vec<Finding>,
    /// The letter; that of an earlier version of the record where this one is broken.
    pub good: Option<Arc<Good>>,
    /// Whether the letter is that of this version.
    pub fresh: bool,
}

/// A letter that came out right.
pub struct Good {
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

impl Look {
    /// Makes a letter. `before` is what was made of an earlier version, with this assets or another.
    pub fn of(
        path: &Path,
        assets: &Result<Assets, Vec<Finding>>,
        before: Option<&Look>,
        same_kit: bool,
    ) -> Look {
        let mut sink = Sink::new();
        let record = project::read_source(path, &mut sink).ok();
        let stages = match (assets, &record) {
            (Ok(assets), Some(record)) => {
                let made = render::stages(record, Edition::Determination, assets, &mut sink);
                made.ok().and_then(|mut made| made.pop()).map(|made| (made, assets))
            }
            _ => None,
        };
        let mut findings = assets.as_ref().err().cloned().unwrap_or_default();
        findings.extend(sink.into_findings());
        let good = stages.map(|(stages, assets)| {
            let origins = assets.templates.origins(&stages.letter);
            let blocks = blocks(&stages, &assets.fonts);
            let before = before.filter(|_| same_kit).and_then(|before| before.good.as_deref());
            let pictures = pictures(&stages, before);
            Arc::new(Good { stages, origins, blocks, pictures })
        });
        let fresh = good.is_some();
        let good = good.or_else(|| before.and_then(|before| before.good.clone()));
        Look { record, findings, good, fresh }
    }

    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity() == severity).count()
    }
}

/// With the same fonts, what a page's items are is all that its picture depends on.
fn pictures(stages: &Stages, before: Option<&Good>) -> Vec<String> {
    let hash: String =
        Sha256::digest(&stages.pdf).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let name = |(number, page)| {
        let drawn_before = before.filter(|before| before.stages.pages.pages.get(number) == Some(page));
        drawn_before
            .and_then(|before| before.pictures.get(number).cloned())
            .unwrap_or_else(|| format!("{hash}-{number}"))
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
