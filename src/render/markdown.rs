//! Records as Markdown alone, where no pages are asked for.

use std::sync::Arc;

use super::{filled, ready};
use crate::assets::Assets;
use crate::diag::{Reported, Sink, Source};
use crate::letter::{Edition, Paper};
use crate::record::CaseRecord;

/// Record -> Markdown of each paper of an edition.
///
/// # Errors
/// What the edition or filling the templates refuses.
pub fn letters_markdown(
    record: &CaseRecord,
    edition: Edition,
    assets: &Assets,
    sink: &mut Sink,
) -> Result<Vec<Arc<Source>>, Reported> {
    papers_markdown(record, &Paper::all_of(record, edition), edition, assets, sink)
}

/// Record -> Markdown of these papers of an edition.
///
/// # Errors
/// As [`letters_markdown`].
pub fn papers_markdown(
    record: &CaseRecord,
    papers: &[Paper],
    edition: Edition,
    assets: &Assets,
    sink: &mut Sink,
) -> Result<Vec<Arc<Source>>, Reported> {
    ready(record, edition, assets, sink)?;
    papers.iter().map(|paper| Ok(filled(record, paper, assets, sink)?.1)).collect()
}
