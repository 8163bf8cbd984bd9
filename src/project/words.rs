//! What changed in a letter, word by word, in the words that its reader meets.

use std::path::Path;
use std::time::Duration;

use similar::{ChangeTag, DiffOp, DiffTag, TextDiff};

use super::read::read_if_there;
use crate::diag::{Finding, Sink, Source};
use crate::document::{plain_lines, read_markdown};
use crate::letter::{FileType, LetterKey};

/// Texts that have nothing in common are not compared for longer than this; what is found is right all the
/// same, only coarser.
const PATIENCE: Duration = Duration::from_millis(200);

/// A part of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compared {
    /// As many paragraphs that are the same.
    Same(usize),
    /// A paragraph with its changed words.
    Changed(Vec<Piece>),
}

/// Words of one kind that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Same(String),
    Removed(String),
    Added(String),
}

/// The paragraphs of a letter's Markdown before and now. Rows of tables are paragraphs too.
pub fn compare(before: &str, now: &str) -> Vec<Compared> {
    let (old, new) = (paragraphs(before), paragraphs(now));
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.iter().map(String::as_str).collect(), new.iter().map(String::as_str).collect());
    let paragraphs = TextDiff::configure().timeout(PATIENCE).diff_slices(&old, &new);
    let mut compared = Vec::new();
    for op in paragraphs.ops() {
        if op.tag() == DiffTag::Equal {
            compared.push(Compared::Same(op.new_range().len()));
        } else {
            compare_changed(op, &old, &new, &mut compared);
        }
    }
    compared
}

/// The letter as it reads; where it is no letter, since a hand was at it, its Markdown line by line.
fn paragraphs(markdown: &str) -> Vec<String> {
    match read_markdown(&Source::new("letter.md", markdown), &mut Sink::new()) {
        Ok(letter) => plain_lines(&letter),
        Err(_) => markdown.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
    }
}

/// Paragraphs that stand at the same place are compared word by word, what is left over is gone or new.
fn compare_changed(op: &DiffOp, old: &[&str], new: &[&str], to: &mut Vec<Compared>) {
    let (mut old, mut new) = (old[op.old_range()].iter(), new[op.new_range()].iter());
    loop {
        to.push(Compared::Changed(match (old.next(), new.next()) {
            (Some(old), Some(new)) => pieces(old, new),
            (Some(old), None) => vec![Piece::Removed((*old).to_owned())],
            (None, Some(new)) => vec![Piece::Added((*new).to_owned())],
            (None, None) => return,
        }));
    }
}

fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let words = TextDiff::configure().timeout(PATIENCE).diff_unicode_words(old, new);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in words.iter_all_changes() {
        let text = change.value();
        match (change.tag(), pieces.last_mut()) {
            (ChangeTag::Equal, Some(Piece::Same(to)))
            | (ChangeTag::Delete, Some(Piece::Removed(to)))
            | (ChangeTag::Insert, Some(Piece::Added(to))) => to.push_str(text),
            (ChangeTag::Equal, _) => pieces.push(Piece::Same(text.to_owned())),
            (ChangeTag::Delete, _) => pieces.push(Piece::Removed(text.to_owned())),
            (ChangeTag::Insert, _) => pieces.push(Piece::Added(text.to_owned())),
        }
    }
    pieces
}

/// The Markdown of a letter that is in the folder; none where there is no such letter.
///
/// # Errors
/// Where it is there and cannot be read.
pub fn letter_text(folder: &Path, letter: &LetterKey) -> Result<Option<String>, Finding> {
    let bytes = read_if_there(&folder.join(letter.file(FileType::Markdown)))?;
    Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

/// The first changes between two texts, short enough for a finding; none where they are the same.
pub(super) fn difference(old: &str, new: &str) -> Option<String> {
    const SHOWN: usize = 6;
    let mut changed = Vec::new();
    for compared in compare(old, new) {
        let Compared::Changed(pieces) = compared else { continue };
        changed.extend(pieces.into_iter().filter_map(|piece| match piece {
            Piece::Same(_) => None,
            Piece::Removed(text) => Some(format!("[-{}-]", text.trim())),
            Piece::Added(text) => Some(format!("{{+{}+}}", text.trim())),
        }));
    }
    match changed.len() {
        0 => None,
        more if more > SHOWN => Some(format!("{} and {} more", changed[..SHOWN].join(" "), more - SHOWN)),
        _ => Some(changed.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(body: &str) -> String {
        format!(
            "---\ntitle: \"T\"\nlanguage: en-US\ndate: \"2014-02-11\"\ncase_number: \"CM14-0012345\"\nstyle: letter\n---\n\n{body}"
        )
    }

    #[test]
    fn changed_words_stand_in_their_paragraph() {
        let compared = compare(
            &letter("# Head\n\nspurred **an** narrowed.\n\nEnd\n"),
            &letter("# Head\n\nspurred **and** narrowed.\n\nEnd\n"),
        );
        let words = vec![
            Piece::Same("spurred ".into()),
            Piece::Removed("an".into()),
            Piece::Added("and".into()),
            Piece::Same(" narrowed.".into()),
        ];
        assert_eq!(compared, [Compared::Same(1), Compared::Changed(words), Compared::Same(1)]);
    }

    #[test]
    fn paragraphs_come_and_go_also_where_a_text_is_no_letter() {
        let added = Compared::Changed(vec![Piece::Added("b".into())]);
        assert_eq!(compare("a\n", "a\n\nb\n"), [Compared::Same(1), added]);
        let removed = Compared::Changed(vec![Piece::Removed("b".into())]);
        assert_eq!(compare("a\n\nb\n", "a\n"), [Compared::Same(1), removed]);
        assert_eq!(compare("", ""), []);
    }
}
