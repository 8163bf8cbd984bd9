//! A run's glyphs with the text that each group of them stands for.

use std::ops::Range;

use crate::layout::GlyphRun;

/// Glyphs that together stand for a piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cluster<'a> {
    /// Places among the run's glyphs.
    pub glyphs: Range<usize>,
    pub text: &'a str,
}

/// Whether a run has clusters; nearly always each glyph is one.
pub(super) fn has_clusters(run: &GlyphRun) -> bool {
    let mut end = 0;
    let each = run.glyphs.iter().all(|glyph| {
        end += usize::from(glyph.text_len);
        glyph.text_len > 0 && run.text.is_char_boundary(end)
    });
    if each && !run.right_to_left { end == run.text.len() } else { clusters(run).is_some() }
}

/// The clusters of a run from left to right; none where lengths and text disagree.
///
/// A glyph without text of its own belongs to the one before it in reading order (an accent over its
/// letter), or to the first. Glyphs stand from left to right and the text in reading order, so a run that is read
/// from right to left takes its text from the end.
pub(super) fn clusters(run: &GlyphRun) -> Option<Vec<Cluster<'_>>> {
    let count = run.glyphs.len();
    let backward = run.right_to_left;
    let place = |step: usize| if backward { count - 1 - step } else { step };
    let mut clusters: Vec<Cluster<'_>> = Vec::with_capacity(count);
    let mut end = 0;
    for step in 0..count {
        let at = place(step);
        let length = usize::from(run.glyphs[at].text_len);
        let start = end;
        end += length;
        match clusters.last_mut() {
            Some(last) if length == 0 || last.text.is_empty() => {
                last.glyphs = last.glyphs.start.min(at)..last.glyphs.end.max(at + 1);
                if length > 0 {
                    last.text = run.text.get(start..end)?;
                }
            }
            _ => {
                let text = run.text.get(start..end)?;
                clusters.push(Cluster { glyphs: at..at + 1, text })
            }
        }
    }
    if backward {
        clusters.reverse();
    }
    let textless = clusters.iter().any(|cluster| cluster.text.is_empty());
    (end == run.text.len() && !textless).then_some(clusters)
}
