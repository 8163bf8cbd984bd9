//! Clusters -> lines: greedy, ragged right, without hyphenation.

use super::typeset::{Cluster, Typeset};
use crate::units::Pt;

/// Breaks a paragraph. A word goes on the line if the line then measures at most `measure`, spaces at its end
/// not counted; a break is allowed at spaces and after a hyphen between two letters or digits, never after a
/// slash. A word wider than the measure breaks after the last slash or hyphen that fits, else at the measure.
pub(super) fn break_lines(text: Typeset, measure: Pt) -> Vec<Vec<Cluster>> {
    let mut lines = Vec::new();
    for asked in text {
        let mut rest = asked.as_slice();
        loop {
            let end = line_end(rest, measure);
            lines.push(rest[..end].to_vec());
            rest = &rest[end..];
            if rest.is_empty() {
                break;
            }
        }
    }
    lines
}

/// How many clusters stand on the line that `text` starts, the spaces at its end among them.
fn line_end(text: &[Cluster], measure: Pt) -> usize {
    let (mut width, mut fits, mut at) = (Pt::ZERO, 0, 0);
    while at < text.len() {
        let word_end = word_end(text, at);
        let word: Pt = text[at..word_end].iter().map(|c| c.advance).sum();
        if word_end > at && width + word > measure {
            return if fits == 0 { at_the_measure(&text[..word_end], measure) } else { fits };
        }
        let mut end = word_end;
        width += word;
        while end < text.len() && text[end].character == ' ' {
            width += text[end].advance;
            end += 1;
        }
        (fits, at) = (end, end);
    }
    text.len()
}

/// End of the unbreakable piece that starts at `at`, spaces behind it left out.
fn word_end(text: &[Cluster], at: usize) -> usize {
    (at..text.len())
        .find(|&i| text[i].character == ' ' || (i > at && breaks_before(text, i)))
        .unwrap_or(text.len())
}

/// Whether a break is allowed between the clusters `at - 1` and `at`.
fn breaks_before(text: &[Cluster], at: usize) -> bool {
    at >= 2
        && is_hyphen(text[at - 1].character)
        && text[at - 2].character.is_alphanumeric()
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
    // A mark stays with the letter before it.
    let fitting =
        (1..=fitting).rev().find(|&n| n == word.len() || word[n].advance > Pt::ZERO).unwrap_or(fitting);
    let kind = |n: &usize| word[n - 1].character == '/' || is_hyphen(word[n - 1].character);
    (1..=fitting).rev().find(kind).unwrap_or(fitting)
}

/// Width of a line without the spaces at its end.
pub(super) fn width(line: &[Cluster]) -> Pt {
    let end = line.iter().rposition(|c| c.character != ' ').map_or(0, |last| last + 1);
    line[..end].iter().map(|c| c.advance).sum()
}
