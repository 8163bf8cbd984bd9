//! Words that a line end cuts: which pieces they are in, and what each piece is read as.
//!
//! A date that is printed as `11-24-` and `2016` is looked for as `11-24-2016`. Readers that honor it are told so by
//! the replacement text of the pieces.

use super::clusters::{Cluster, Typeset, is_space};

/// A piece of a word on one line, from `start` up to `end` among the clusters of the paragraph.
pub(super) struct Piece {
    pub start: usize,
    pub end: usize,
    pub read_as: Box<str>,
}

/// The pieces of every word that one of the line `ends` cuts, in reading order. Only a word of one look and from left to right
/// is told: a replacement text has no other look inside.
pub(super) fn pieces(text: &Typeset, clusters: &[Cluster], ends: &[usize]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut told = 0;
    for (line, &end) in ends.iter().enumerate() {
        if end < told || !is_cut(clusters, end) {
            continue;
        }
        let start = clusters[..end].iter().rposition(|c| is_space(c.character)).map_or(0, |space| space + 1);
        let letters = clusters[end..].iter().take_while(|c| !is_space(c.character)).count();
        told = end + letters;
        let word = &clusters[start..told];
        let first = &word[0];
        let alike = |c: &Cluster| (c.face, c.element, c.level) == (first.face, first.element, first.level);
        if first.level.is_rtl() || !word.iter().all(alike) {
            continue;
        }
        let whole = &text.text[first.text().start..word[word.len() - 1].text().end];
        pieces.push(Piece { start, end, read_as: whole.into() });
        let mut from = end;
        for &to in &ends[line + 1..] {
            // The space after the word is read as itself, and stands for the last piece as well.
            let to = if to < told { to } else { after(clusters, told, to) };
            pieces.push(Piece { start: from, end: to, read_as: " ".into() });
            from = to;
            if to >= told {
                break;
            }
        }
    }
    pieces
}

/// Whether a line end stands inside a word of a script that parts its words by spaces.
fn is_cut(clusters: &[Cluster], end: usize) -> bool {
    let spaced = |at: usize| is_space(clusters[at].character);
    end < clusters.len() && !spaced(end - 1) && !spaced(end) && !clusters[end].may_start_line
}

/// The end of a word, with the space after it where that is of the same look and line.
fn after(clusters: &[Cluster], end: usize, line_end: usize) -> usize {
    let last = &clusters[end - 1];
    let alike = |c: &&Cluster| {
        is_space(c.character) && (c.face, c.element) == (last.face, last.element) && end < line_end
    };
    clusters.get(end).filter(alike).map_or(end, |_| end + 1)
}
