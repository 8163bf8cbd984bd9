//! The changes of many letters, put together where they are the same.

use std::collections::BTreeMap;

use anstyle::{AnsiColor, Style};

use super::terminal::count;
use crate::diag::{visible, visible_letter};
use crate::letter::LetterKey;
use crate::project::Piece;

/// Words shown on either side of a change.
const AROUND: usize = 8;
/// Fewer words than this between two changes are shown as part of one.
const BETWEEN: usize = 4;
/// Changes that are shown where none is asked for by itself.
const SHOWN: usize = 20;

/// How a letter differs from the one that is there.
pub struct Difference {
    pub letter: LetterKey,
    pub pages: usize,
    /// Its pages before, where they are known.
    pub before: Option<usize>,
    /// The changed words; none of a letter that is new.
    pub changed: Option<Vec<Hunk>>,
}

/// Changed words of a paragraph, with what stands around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    before: Vec<String>,
    /// Removed, added, and a few words between.
    changed: Vec<Piece>,
    after: Vec<String>,
    /// Whether the paragraph has more before, and after, than is shown.
    cut: (bool, bool),
}

/// The hunks of a paragraph.
pub fn hunks(pieces: &[Piece]) -> Vec<Hunk> {
    let mut hunks = Vec::new();
    let mut changed: Vec<Piece> = Vec::new();
    let mut before: Vec<String> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Same(text) => {
                let words = words(text);
                let last = at + 1 == pieces.len();
                if changed.is_empty() {
                    before = words;
                } else if !last && words.len() < BETWEEN {
                    changed.push(piece.clone());
                } else {
                    hunks.push(hunk(&before, std::mem::take(&mut changed), &words));
                    before = words;
                }
            }
            _ => changed.push(piece.clone()),
        }
    }
    if !changed.is_empty() {
        hunks.push(hunk(&before, changed, &[]));
    }
    hunks
}

fn words(text: &str) -> Vec<String> {
    text.split_inclusive(' ').map(str::to_owned).collect()
}

fn hunk(before: &[String], changed: Vec<Piece>, after: &[String]) -> Hunk {
    let from = before.len().saturating_sub(AROUND);
    let to = after.len().min(AROUND);
    let cut = (from > 0, to < after.len());
    Hunk { before: before[from..].to_vec(), changed, after: after[..to].to_vec(), cut }
}

impl Hunk {
    /// Keeps of what stands around only what stands around another hunk as well.
    fn keep_shared(&mut self, other: &Hunk) {
        let shared = |a: &mut dyn Iterator<Item = (&String, &String)>| a.take_while(|(a, b)| a == b).count();
        let before = shared(&mut self.before.iter().rev().zip(other.before.iter().rev()));
        let after = shared(&mut self.after.iter().zip(&other.after));
        self.cut.0 |= other.cut.0 || before < self.before.len().max(other.before.len());
        self.cut.1 |= other.cut.1 || after < self.after.len().max(other.after.len());
        self.before.drain(..self.before.len() - before);
        self.after.truncate(after);
    }

    fn shown(&self, styled: bool) -> String {
        const REMOVED: Style = AnsiColor::Red.on_default().strikethrough();
        const ADDED: Style = AnsiColor::Green.on_default();
        let mut shown = String::from(if self.cut.0 { "…" } else { "" });
        self.before.iter().for_each(|word| shown.push_str(&as_read(word)));
        for piece in &self.changed {
            shown.push_str(&match piece {
                Piece::Removed(text) if styled => format!("{REMOVED}{}{REMOVED:#}", visible(text)),
                Piece::Added(text) if styled => format!("{ADDED}{}{ADDED:#}", visible(text)),
                Piece::Removed(text) => format!("[-{}-]", visible(text)),
                Piece::Added(text) => format!("{{+{}+}}", visible(text)),
                Piece::Same(text) => as_read(text),
            });
        }
        self.after.iter().for_each(|word| shown.push_str(&as_read(word)));
        let end = shown.trim_end().len();
        shown.truncate(end);
        if self.cut.1 {
            shown.push('…');
        }
        shown
    }
}

/// A letter's own text, in which a return of the carriage would hide what stands before it.
fn as_read(text: &str) -> String {
    visible_letter(text).replace('\r', "<U+000D>")
}

/// What changes in letters.
#[derive(Default)]
pub struct Changes {
    letters: Vec<Difference>,
}

/// A change and the letters it is the same in.
struct Shared {
    hunk: Hunk,
    letters: usize,
}

impl Changes {
    pub fn add(&mut self, difference: Difference) {
        self.letters.push(difference);
    }

    pub fn letters(&self) -> usize {
        self.letters.len()
    }

    /// The changes of every letter where that is asked for or there is only one, else each change once.
    pub fn shown(&self, each: bool, styled: bool) -> String {
        if each || self.letters.len() < 2 { self.each(styled) } else { self.grouped(styled) }
    }

    /// Every letter with its changes.
    fn each(&self, styled: bool) -> String {
        let mut shown = String::new();
        for Difference { letter, pages, before, changed } in &self.letters {
            let pages = count(*pages, "page");
            let Some(hunks) = changed else {
                shown.push_str(&format!("{letter}: {pages}, new\n"));
                continue;
            };
            let before = before.map(|before| format!(", {before} before")).unwrap_or_default();
            shown.push_str(&format!("{letter}: {pages}{before}\n"));
            if hunks.is_empty() {
                shown.push_str("  the text is the same, the printed pages are not\n");
            }
            hunks.iter().for_each(|hunk| shown.push_str(&format!("  {}\n", hunk.shown(styled))));
        }
        shown
    }

    /// Every change once, with the number of letters that it is the same in.
    fn grouped(&self, styled: bool) -> String {
        let mut shared = self.shared();
        let new = self.letters.iter().filter(|letter| letter.changed.is_none()).count();
        let only_pages =
            self.letters.iter().filter(|letter| letter.changed.as_ref().is_some_and(Vec::is_empty)).count();
        let pages = self.pages();
        let mut lines = Vec::new();
        if let [one] = &shared[..]
            && new + only_pages == 0
        {
            let mut line = format!("1 change, the same in {}: {}", many(one.letters), one.hunk.shown(styled));
            if !pages.is_empty() {
                line.push_str(&format!("; pages: {pages}"));
            }
            return line + "\n";
        }
        // Those of most letters first; of as many, in the order of the letters.
        shared.sort_by_key(|shared| std::cmp::Reverse(shared.letters));
        if !shared.is_empty() {
            lines.push(format!("{}:", count(shared.len(), "change")));
        }
        let more = shared.split_off(shared.len().min(SHOWN));
        lines.extend(shared.iter().map(|one| format!("  {}: {}", many(one.letters), one.hunk.shown(styled))));
        if !more.is_empty() {
            lines.push(format!("  and {} more; `--each` lists the changes of every letter", more.len()));
        }
        if new > 0 {
            lines.push(format!("new: {}", many(new)));
        }
        if only_pages > 0 {
            lines.push(format!("the text is the same, the printed pages are not: {}", many(only_pages)));
        }
        if !pages.is_empty() {
            lines.push(format!("pages: {pages}"));
        }
        lines.join("\n") + "\n"
    }

    fn shared(&self) -> Vec<Shared> {
        let mut places: BTreeMap<(String, usize), usize> = BTreeMap::new();
        let mut shared: Vec<Shared> = Vec::new();
        for letter in &self.letters {
            // The same words changed in two places of a letter are two changes.
            let mut times: BTreeMap<String, usize> = BTreeMap::new();
            for hunk in letter.changed.iter().flatten() {
                let words = format!("{:?}", hunk.changed);
                let time = times.entry(words.clone()).or_default();
                *time += 1;
                let place = *places.entry((words, *time)).or_insert_with(|| {
                    shared.push(Shared { hunk: hunk.clone(), letters: 0 });
                    shared.len() - 1
                });
                shared[place].letters += 1;
                shared[place].hunk.keep_shared(hunk);
            }
        }
        shared
    }

    /// In how many letters the number of pages changes, from what to what.
    fn pages(&self) -> String {
        let mut changes: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for letter in &self.letters {
            if let Some(before) = letter.before.filter(|before| *before != letter.pages) {
                *changes.entry((before, letter.pages)).or_default() += 1;
            }
        }
        let changes =
            changes.iter().map(|((from, to), letters)| format!("{} {from} -> {to}", many(*letters)));
        changes.collect::<Vec<_>>().join(", ")
    }
}

/// `1 letter`, `1,000 letters`
fn many(letters: usize) -> String {
    let digits = letters.to_string();
    let grouped: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|three| str::from_utf8(three).expect("digits are text"))
        .collect();
    format!("{} {}", grouped.join(","), if letters == 1 { "letter" } else { "letters" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(text: &str) -> Piece {
        Piece::Same(text.to_owned())
    }

    #[test]
    fn changes_far_apart_are_two_and_near_ones_are_one() {
        let (removed, added) = (Piece::Removed("a ".into()), Piece::Added("b ".into()));
        let near = [same("x "), removed.clone(), same("of the "), added.clone(), same("y")];
        assert_eq!(hunks(&near).len(), 1);
        assert_eq!(hunks(&near)[0].shown(false), "x [-a -]of the {+b +}y");
        let far = [removed, same("one two three four five six seven eight nine ten "), added];
        let shown: Vec<String> = hunks(&far).iter().map(|hunk| hunk.shown(false)).collect();
        assert_eq!(
            shown,
            [
                "[-a -]one two three four five six seven eight…",
                "…three four five six seven eight nine ten {+b +}"
            ]
        );
    }

    #[test]
    fn what_stands_around_is_what_all_letters_have_in_common() {
        let hunk = |name: &str| {
            hunks(&[
                same(&format!("Dear {name}, we read all ")),
                Piece::Added("of the ".into()),
                same("records"),
            ])
            .remove(0)
        };
        let mut shared = hunk("A");
        shared.keep_shared(&hunk("B"));
        assert_eq!(shared.shown(false), "…we read all {+of the +}records");
    }
}
