//! A letter as it is printed: its words in order, and what is known of where each stands.

use std::collections::HashSet;
use std::ops::Range;

/// How a word follows the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// On the same line.
    Inside,
    /// At the start of a line, and the file says that it goes on with the word before it, which the line end cut.
    Cut,
    /// At the start of a line of the same paragraph.
    Line,
    /// At the start of a page, where the paragraph may go on or not.
    Doubt,
    /// At the start of a paragraph, a heading, a row of a table.
    Block,
}

/// A line as a reader of files found it.
#[derive(Clone, Debug)]
pub(super) struct RawLine {
    /// From 1.
    pub page: usize,
    pub start: Start,
    /// Whether the first word is what stands before an item of a list.
    pub item: bool,
    pub words: Vec<RawWord>,
    /// Whether a space stands after its last word.
    pub closed: bool,
}

#[derive(Clone, Debug)]
pub(super) struct RawWord {
    pub text: String,
    /// Spaces before it on its line.
    pub spaces: usize,
    pub bold: bool,
    /// Whether it is of right-to-left words whose order its page leaves open.
    pub turned: bool,
}

/// The words of a letter in one text, a space between them.
#[derive(Debug, Default)]
pub(super) struct Printed {
    pub text: String,
    pub words: Vec<Word>,
    /// Whether bold words are told from others.
    pub tells_bold: bool,
    /// The words with a hyphen that no line end cuts, without the signs around them.
    pub hyphened: HashSet<String>,
    /// Where the wording's words stand in place of the letter's own, in order.
    pub reworded: Vec<Reworded>,
}

/// Words of the wording in place of what a letter says.
#[derive(Debug)]
pub(super) struct Reworded {
    pub at: Range<usize>,
    pub said: String,
    /// Where the words stand in the letter as it was read.
    pub from: usize,
}

/// A word without the signs around it.
pub(super) fn core(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Bytes of the text.
    pub at: Range<usize>,
    pub start: Start,
    pub spaces: usize,
    pub bold: bool,
    /// Whether it is of right-to-left words whose order its page leaves open.
    pub turned: bool,
    /// From 1.
    pub page: usize,
    /// From 0, over all pages.
    pub line: usize,
    pub item: bool,
    /// Whether it goes on with the word before it, which the end of its line cuts.
    pub joined: bool,
    /// Whether the word before it ends in a hyphen at the end of its line, and in a space.
    pub apart: bool,
}

impl Word {
    /// Whether it is the first of its line, and no part of a word that starts before.
    pub fn starts_line(&self) -> bool {
        !matches!(self.start, Start::Inside | Start::Cut)
    }
}

/// Whether a word is what stands before an item of a list without numbers.
pub(super) fn is_bullet(word: &str) -> bool {
    matches!(word, "•" | "●" | "▪" | "◦")
}

impl RawLine {
    /// An item with the bullet that letters print, whichever the file has.
    pub fn with_usual_bullet(mut self) -> RawLine {
        if let Some(first) = self.words.first_mut().filter(|first| self.item && is_bullet(&first.text)) {
            first.text = "•".to_owned();
        }
        self
    }
}

impl Printed {
    pub fn of(lines: &[RawLine]) -> Printed {
        let mut printed = Printed::default();
        // Some programs end every line with a space: those tell nothing of the words at line ends.
        let tells_spaces = lines.iter().filter(|line| !line.closed).count() * 20 > lines.len();
        for (number, line) in lines.iter().enumerate() {
            let closed = tells_spaces && number.checked_sub(1).is_some_and(|before| lines[before].closed);
            printed.push(line, number, closed);
        }
        printed.tells_bold = printed.words.iter().any(|word| word.bold);
        let cut = |number: usize| printed.words.get(number).is_some_and(|word| word.joined);
        let whole = (0..printed.words.len()).filter(|&number| !cut(number) && !cut(number + 1));
        let words = whole.map(|number| core(&printed.text[printed.words[number].at.clone()]));
        printed.hyphened = words.filter(|word| word.contains('-')).map(str::to_owned).collect();
        printed
    }

    fn push(&mut self, line: &RawLine, number: usize, closed: bool) {
        for (place, raw) in line.words.iter().enumerate() {
            let first = place == 0;
            let start = if first { line.start } else { Start::Inside };
            let in_doubt = matches!(start, Start::Line | Start::Doubt)
                && !line.item
                && self.breaks_after_hyphen(&raw.text);
            let joined = start == Start::Cut || (in_doubt && !closed);
            if !self.text.is_empty() && !joined {
                self.text.push(' ');
            }
            let at = self.text.len();
            self.text.push_str(&raw.text);
            self.words.push(Word {
                at: at..self.text.len(),
                start,
                spaces: raw.spaces.max(1),
                bold: raw.bold,
                turned: raw.turned,
                page: line.page,
                line: number,
                item: first && line.item,
                joined,
                apart: in_doubt && closed,
            });
        }
    }

    /// Whether the text ends in a hyphen after a letter or digit and `next` starts with one.
    fn breaks_after_hyphen(&self, next: &str) -> bool {
        let Some(before) = self.text.strip_suffix('-') else { return false };
        before.ends_with(char::is_alphanumeric) && next.starts_with(char::is_alphanumeric)
    }

    /// The number of the word that starts at a byte.
    pub fn word_at(&self, byte: usize) -> Option<usize> {
        self.words.binary_search_by_key(&byte, |word| word.at.start).ok()
    }

    /// The numbers of the words that start in bytes of the text.
    pub fn words_in(&self, bytes: &Range<usize>) -> Range<usize> {
        let first = self.words.partition_point(|word| word.at.start < bytes.start);
        let end = self.words.partition_point(|word| word.at.start < bytes.end);
        first.min(end)..end
    }

    /// Where a byte of the text stands, for people.
    pub fn place(&self, byte: usize) -> String {
        let number = self.words.partition_point(|word| word.at.end <= byte).min(self.words.len().max(1) - 1);
        let Some(word) = self.words.get(number) else { return "an empty letter".to_owned() };
        let first = self.words.iter().find(|other| other.page == word.page).map_or(0, |first| first.line);
        format!("page {}, line {}", word.page, word.line - first + 1)
    }
}

/// The words of a line of text and the spaces before each, characters of one look as one: spaces that do not break,
/// hyphens, ligatures.
pub(super) fn words_of(text: &str, bold: bool) -> Vec<RawWord> {
    let mut words: Vec<RawWord> = Vec::new();
    let mut spaces = 0;
    let mut open = false;
    for c in text.chars().flat_map(plain) {
        if c.is_whitespace() {
            spaces += if c == '\t' { 2 } else { 1 };
            open = false;
            continue;
        }
        if !open {
            words.push(RawWord { text: String::new(), spaces, bold, turned: false });
            (spaces, open) = (0, true);
        }
        if let Some(word) = words.last_mut() {
            word.text.push(c);
        }
    }
    words
}

/// A character as it is typed.
pub(super) fn plain(c: char) -> impl Iterator<Item = char> {
    let text: &'static str = match c {
        '\u{A0}' | '\u{2007}' | '\u{202F}' | '\u{2002}'..='\u{2006}' | '\u{2008}'..='\u{200A}' => " ",
        // A hyphen that is seen.
        '\u{AD}' | '\u{2010}' | '\u{2011}' => "-",
        '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\0' => "",
        '\u{FB00}' => "ff",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        '\u{FB03}' => "ffi",
        '\u{FB04}' => "ffl",
        '\u{FB05}' | '\u{FB06}' => "st",
        _ => return either(Some(c), ""),
    };
    either(None, text)
}

fn either(one: Option<char>, text: &'static str) -> impl Iterator<Item = char> {
    one.into_iter().chain(text.chars())
}
