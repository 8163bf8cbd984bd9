//! Two versions of a letter's Markdown -> what changed, word by word.

use std::time::Duration;

use similar::{ChangeTag, DiffOp, DiffTag, TextDiff};

/// Texts that have nothing in common are not compared for longer than this; what is found is right all the
/// same, only coarser.
const PATIENCE: Duration = Duration::from_millis(200);

/// A line of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compared {
    /// As many lines that are the same.
    Same(usize),
    /// A line with its changed words.
    Changed(Vec<Words>),
}

/// Words of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    Kept(String),
    Gone(String),
    New(String),
}

/// The lines of both, and what changed in them; lines that are the same on both sides are counted.
pub fn compare(before: &str, now: &str) -> Vec<Compared> {
    let (old, new): (Vec<&str>, Vec<&str>) = (text_lines(before), text_lines(now));
    let lines = TextDiff::configure().timeout(PATIENCE).diff_slices(&old, &new);
    let mut compared = Vec::new();
    for op in lines.ops() {
        if op.tag() == DiffTag::Equal {
            compared.push(Compared::Same(op.new_range().len()));
            continue;
        }
        changed_lines(op, &old, &new, &mut compared);
    }
    compared
}

/// Lines with a text; empty ones only part blocks.
fn text_lines(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.is_empty()).collect()
}

/// Lines that stand at the same place are compared word by word, what is left over is gone or new.
fn changed_lines(op: &DiffOp, old: &[&str], new: &[&str], to: &mut Vec<Compared>) {
    let (mut old, mut new) = (old[op.old_range()].iter(), new[op.new_range()].iter());
    loop {
        to.push(Compared::Changed(match (old.next(), new.next()) {
            (Some(old), Some(new)) => words(old, new),
            (Some(old), None) => vec![Words::Gone((*old).to_owned())],
            (None, Some(new)) => vec![Words::New((*new).to_owned())],
            (None, None) => return,
        }));
    }
}

fn words(old: &str, new: &str) -> Vec<Words> {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_words(old, new);
    let mut words: Vec<Words> = Vec::new();
    for change in diff.iter_all_changes() {
        let text = change.value();
        match (words.last_mut(), change.tag()) {
            (Some(Words::Kept(last)), ChangeTag::Equal)
            | (Some(Words::Gone(last)), ChangeTag::Delete)
            | (Some(Words::New(last)), ChangeTag::Insert) => last.push_str(text),
            (_, ChangeTag::Equal) => words.push(Words::Kept(text.to_owned())),
            (_, ChangeTag::Delete) => words.push(Words::Gone(text.to_owned())),
            (_, ChangeTag::Insert) => words.push(Words::New(text.to_owned())),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Words {
        Words::Kept(text.to_owned())
    }

    #[test]
    fn changed_words_stand_in_their_line() {
        let compared =
            compare("# Head\n\nspurred an narrowed.\n\nEnd\n", "# Head\n\nspurred and narrowed.\n\nEnd\n");
        let words =
            vec![kept("spurred "), Words::Gone("an".into()), Words::New("and".into()), kept(" narrowed.")];
        assert_eq!(compared, [Compared::Same(1), Compared::Changed(words), Compared::Same(1)]);
    }

    #[test]
    fn lines_come_and_go() {
        assert_eq!(
            compare("a\n", "a\n\nb\n"),
            [Compared::Same(1), Compared::Changed(vec![Words::New("b".into())])]
        );
        assert_eq!(
            compare("a\n\nb\n", "a\n"),
            [Compared::Same(1), Compared::Changed(vec![Words::Gone("b".into())])]
        );
        assert_eq!(compare("", ""), []);
    }
}
