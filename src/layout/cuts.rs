//! Words that a line end cuts: which pieces they are in, and what each piece is read as.
//!
//! A date that is printed as `11-24-` and `2016` is looked for as `11-24-2016`. Readers that honor it are told so by
//! the replacement text of the pieces.

use unicode_bidi::Level;

use super::clusters::{Cluster, Typeset, is_space};

/// A piece of a word on one line, from `start` up to `end` among the clusters of the paragraph.
pub(super) struct Piece {
    pub start: usize,
    pub end: usize,
    pub read_as: Box<str>,
}

/// The pieces of words that one of the line `ends` cuts, in reading order: the first is read as the word, the second as the
/// space or the sign after it, so that all that is read is the text itself. What has neither, two looks, more than two pieces
/// or runs from right to left is left as it is.
pub(super) fn pieces(text: &Typeset, clusters: &[Cluster], ends: &[usize]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut seen, mut line) = (0, 0);
    for (&end, &next) in ends.iter().zip(ends.iter().skip(1)) {
        let line = std::mem::replace(&mut line, end);
        if end < seen || !is_cut(clusters, end) {
            continue;
        }
        let start = clusters[..end].iter().rposition(|c| is_space(c.character)).map_or(0, |space| space + 1);
        let letters = clusters[end..].iter().take_while(|c| !is_space(c.character)).count();
        seen = end + letters;
        let first = &clusters[start];
        let alike = |c: &Cluster| (c.face, c.element, c.level) == (first.face, first.element, first.level);
        if start < line
            || next < seen
            || first.level != Level::ltr()
            || !clusters[start..seen].iter().all(alike)
        {
            continue;
        }
        let space = clusters[..next].get(seen).filter(|space| alike(space));
        let sign = Some(&clusters[seen - 1]).filter(|sign| !sign.character.is_alphanumeric());
        let Some(behind) = space.or(sign) else { continue };
        let whole = &text.text[first.text().start..behind.text().start];
        pieces.push(Piece { start, end, read_as: whole.into() });
        let to = if space.is_some() { seen + 1 } else { seen };
        pieces.push(Piece { start: end, end: to, read_as: text.text[behind.text()].into() });
    }
    pieces
}

/// Whether a line end stands inside a word of a script that parts its words by spaces.
fn is_cut(clusters: &[Cluster], end: usize) -> bool {
    let spaced = |at: usize| is_space(clusters[at].character);
    end < clusters.len() && !spaced(end - 1) && !spaced(end) && !clusters[end].may_start_line
}
