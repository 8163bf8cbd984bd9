//! Clusters -> lines: greedy, ragged right, without hyphenation.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};

use super::clusters::{Cluster, Typeset, is_space};
use super::cuts::{Piece, pieces};
use super::pages::{ElementId, Glyph};
use crate::document::Script;
use crate::fonts::FaceId;
use crate::units::Pt;

/// One line, ready to be drawn at any place.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Without the spaces at its end.
    pub width: Pt,
    /// In reading order.
    pub runs: Vec<Run>,
}

/// Glyphs of one face, element and direction.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// From the line's left edge.
    pub x: Pt,
    pub face: FaceId,
    pub script: Script,
    pub element: ElementId,
    pub glyphs: Vec<Glyph>,
    pub text: String,
    pub right_to_left: bool,
    /// As of [`super::pages::GlyphRun`].
    pub read_as: Option<Box<str>>,
}

/// Breaks a paragraph. A word goes on the line if the line then measures at most `measure`, spaces at its end
/// not counted; a break is allowed at spaces and after a hyphen that follows any character but a space and precedes a
/// letter or digit, never after a slash; beside letters of other scripts than the Latin, Greek and Cyrillic where UAX 14 allows it. A word wider
/// than the measure breaks after the last slash or hyphen that fits, else at the measure.
pub(super) fn break_lines(text: &Typeset, measure: Pt) -> Vec<Line> {
    break_each(text, measure).flatten().collect()
}

/// As [`break_lines`], the lines between line ends that the text asks for together.
pub(super) fn break_each(text: &Typeset, measure: Pt) -> impl Iterator<Item = Vec<Line>> {
    let starts = std::iter::once(0).chain(text.line_ends.iter().copied());
    starts.zip(&text.line_ends).map(move |(start, &asked)| {
        let clusters = &text.clusters[start..asked];
        let mut ends = Vec::with_capacity(4);
        let mut end = 0;
        loop {
            end += line_end(&clusters[end..], measure);
            ends.push(end);
            if end == clusters.len() {
                break;
            }
        }
        let mut pieces = pieces(text, clusters, &ends).into_iter().peekable();
        let mut start = 0;
        let lines = ends.into_iter().map(|end| {
            let of_line =
                std::iter::from_fn(|| pieces.next_if(|piece| piece.start < end)).collect::<Vec<_>>();
            line(text, clusters, std::mem::replace(&mut start, end)..end, of_line)
        });
        lines.collect()
    })
}

/// All of a text on one line.
pub(super) fn one_line(text: &Typeset) -> Line {
    line(text, &text.clusters, 0..text.clusters.len(), Vec::new())
}

/// How many clusters stand on the line that `text` starts, the spaces at its end among them. Looks no further
/// than the line goes.
fn line_end(text: &[Cluster], measure: Pt) -> usize {
    let (mut width, mut fits, mut at) = (Pt::ZERO, 0, 0);
    while at < text.len() {
        if is_gap(&text[at]) {
            while at < text.len() && is_gap(&text[at]) {
                width += text[at].advance;
                at += 1;
            }
            fits = at;
            continue;
        }
        if at > 0 && !text[at].held && breaks_before(text, at) {
            fits = at;
        }
        width += text[at].advance;
        if width > measure {
            return if fits == 0 { at_the_measure(text, measure) } else { fits };
        }
        at += 1;
    }
    text.len()
}

/// Whether a line may end at a space: unless a phrase is held together there.
fn is_gap(cluster: &Cluster) -> bool {
    is_space(cluster.character) && !cluster.held
}

/// Whether a break is allowed between the clusters `at - 1` and `at`.
fn breaks_before(text: &[Cluster], at: usize) -> bool {
    text[at].may_start_line
        || at >= 2
            && is_hyphen(text[at - 1].character)
            && !is_space(text[at - 2].character)
            && text[at].character.is_alphanumeric()
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}')
}

/// Where a word wider than the measure breaks: at least one cluster stands on the line.
fn at_the_measure(word: &[Cluster], measure: Pt) -> usize {
    let mut width = Pt::ZERO;
    let fitting = word
        .iter()
        .take_while(|c| {
            width += c.advance;
            width <= measure
        })
        .count()
        .max(1);
    let kind = |n: &usize| word[n - 1].character == '/' || is_hyphen(word[n - 1].character);
    (1..=fitting).rev().find(kind).unwrap_or(fitting)
}

/// Clusters of one line -> runs, a new one where the face, the element or the direction changes and at the ends of
/// pieces of words, each at its place from the left (UAX 9, L1 and L2).
fn line(text: &Typeset, clusters: &[Cluster], of: Range<usize>, mut pieces: Vec<Piece>) -> Line {
    let words = clusters[of.clone()].iter().rposition(|c| !is_space(c.character));
    let words = words.map_or(of.start, |last| of.start + last + 1);
    let width = clusters[of.start..words].iter().map(|c| c.advance).sum();
    // Spaces at the end stand at the line's end, whatever is before them.
    let level = |at: usize| if at < words { clusters[at].level } else { Level::ltr() };
    let (mut runs, mut levels) = (Vec::with_capacity(2), Vec::with_capacity(2));
    let mut start = of.start;
    while start < of.end {
        let first = &clusters[start];
        let bounds = pieces.iter().flat_map(|piece| [piece.start, piece.end]);
        let bound = bounds.filter(|&bound| bound > start).min().unwrap_or(of.end).min(of.end);
        let same = |at: &usize| {
            let next = &clusters[*at];
            (next.face, next.script, next.element) == (first.face, first.script, first.element)
                && level(*at) == level(start)
        };
        let end = start + 1 + (start + 1..bound).take_while(same).count();
        let right_to_left = level(start).is_rtl();
        let piece = pieces.iter_mut().find(|piece| (piece.start, piece.end) == (start, end));
        let read_as = piece.map(|piece| std::mem::take(&mut piece.read_as));
        runs.push(Run { read_as, ..run(text, &clusters[start..end], right_to_left) });
        levels.push(level(start));
        start = end;
    }
    let mut x = Pt::ZERO;
    let mut place = |number: usize| {
        let run: &mut Run = &mut runs[number];
        x += std::mem::replace(&mut run.x, x);
    };
    if levels.iter().all(|&level| level == Level::ltr()) {
        (0..levels.len()).for_each(place);
    } else {
        BidiInfo::reorder_visual(&levels).into_iter().for_each(&mut place);
    }
    Line { width, runs }
}

/// A run whose `x` is its own width, until it is put in its place.
fn run(text: &Typeset, clusters: &[Cluster], right_to_left: bool) -> Run {
    let (first, last) = (&clusters[0], &clusters[clusters.len() - 1]);
    let glyphs = match right_to_left {
        true => clusters.iter().rev().flat_map(|c| &text.glyphs[c.glyphs()]).copied().collect(),
        false => text.glyphs[first.glyphs().start..last.glyphs().end].to_vec(),
    };
    let text = text.text[first.text().start..last.text().end].to_owned();
    let x = clusters.iter().map(|c| c.advance).sum();
    let (face, script, element) = (first.face, first.script, first.element);
    Run { x, face, script, element, glyphs, text, right_to_left, read_as: None }
}
