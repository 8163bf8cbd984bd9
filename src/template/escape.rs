//! Case text -> Markdown that reads back as the same text, with as few backslashes as that takes.
//!
//! Templates are filled with case text between two marks that no record may contain. When the whole letter
//! stands, what is around a character decides whether it would change meaning, and only then it is escaped.

use std::cell::OnceCell;
use std::ops::Range;

use super::misplaced::{Misplaced, Misplacement};
use crate::record::{Marker, list_items};

/// Stands before case text in a filled template; a noncharacter, which records are refused for.
pub(super) const CASE_TEXT: char = '\u{FDD0}';
/// Stands after case text.
pub(super) const END: char = '\u{FDD1}';

/// Markdown, and where the case text stands in it.
pub(super) struct Escaped {
    pub markdown: String,
    pub stretches: Vec<Stretch>,
}

/// A line of case text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Which of the marked texts it belongs to, from 0.
    pub marked: usize,
    /// Its bytes in the Markdown.
    pub at: Range<usize>,
}

/// Escapes the marked case text in a filled template and takes the marks out.
pub(super) fn escape_case_text(filled: &str) -> Result<Escaped, Misplaced> {
    let text = Marked::read(filled)?;
    let front_matter = front_matter_end(&text);
    let mut out = String::with_capacity(filled.len() + 64);
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut opened = 0;
    let mut goes_on = false;
    let mut paragraph = Paragraph::default();
    let mut line = Line::default();
    let mut at = 0;
    while at < text.chars.len() {
        if at >= line.at.end {
            line = Line::around(&text, at);
        }
        while text.starts.get(opened).is_some_and(|&start| start <= at) {
            opened += 1;
            goes_on = false;
        }
        // As far as nothing else begins.
        let end = text.starts.get(opened).map_or(line.at.end, |&start| start.min(line.at.end));
        if !text.case[at] {
            let template = text.case[at..end].iter().take_while(|&&case| !case).count();
            out.extend(&text.chars[at..at + template]);
            at += template;
            goes_on = false;
            continue;
        }
        if at < front_matter {
            return Err(Misplaced::new(out.len(), opened - 1, Misplacement::FrontMatter));
        }
        let before = out.len();
        let character = text.chars[at];
        let harmless = text.harmless(at..end);
        if harmless > 0 {
            out.extend(&text.chars[at..at + harmless]);
            at += harmless;
        } else {
            if at >= paragraph.at.end {
                paragraph = Paragraph::around(&text.chars, at);
            }
            let here = Here { text: &text, at, line: &line, paragraph: &paragraph };
            if character == '\n' && here.in_one_line_block() {
                return Err(Misplaced::new(before, opened - 1, Misplacement::Paragraphs));
            }
            if here.would_change_meaning() {
                out.push('\\');
            }
            out.push(character);
            at += 1;
        }
        match stretches.last_mut() {
            _ if character == '\n' => goes_on = false,
            Some(stretch) if goes_on => stretch.at.end = out.len(),
            _ => {
                stretches.push(Stretch { marked: opened - 1, at: before..out.len() });
                goes_on = true;
            }
        }
    }
    Ok(Escaped { markdown: out, stretches })
}

/// The text without marks, and which of its characters are case text.
struct Marked {
    chars: Vec<char>,
    case: Vec<bool>,
    /// Where each marked text starts.
    starts: Vec<usize>,
}

impl Marked {
    fn read(filled: &str) -> Result<Marked, Misplaced> {
        let mut marked = Marked {
            chars: Vec::with_capacity(filled.len()),
            case: Vec::with_capacity(filled.len()),
            starts: Vec::new(),
        };
        let mut rest = filled;
        while let Some((template, behind)) = rest.split_once(CASE_TEXT) {
            marked.push(template, false);
            let (text, behind) = behind.split_once(END).unwrap_or((behind, ""));
            marked.starts.push(marked.chars.len());
            if text.contains('\n') {
                marked.push_blocks(text, behind)?;
            } else {
                marked.push(text, true);
            }
            rest = behind;
        }
        marked.push(rest, false);
        Ok(marked)
    }

    fn push(&mut self, text: &str, case: bool) {
        self.chars.extend(text.chars());
        self.case.resize(self.chars.len(), case);
    }

    /// Adds paragraphs and lists; `behind` is what the template has after them.
    fn push_blocks(&mut self, text: &str, behind: &str) -> Result<(), Misplaced> {
        let mut last: Option<Marker> = None;
        let mut bullet = '-';
        for (number, block) in text.split("\n\n").enumerate() {
            let items = list_items(block);
            let starts_line = self.chars.last().is_none_or(|&c| c == '\n');
            // A list has lines of its own, below a label as well.
            if number > 0 || (items.is_some() && !starts_line) {
                // What ends a list's last item is no case text.
                self.push("\n\n", last.is_none());
            }
            let Some(items) = items else {
                self.push(block, true);
                last = None;
                continue;
            };
            match (last, items.first()) {
                (Some(Marker::Bullet(_)), Some((Marker::Bullet(_), _))) => {
                    // Another bullet starts another list.
                    bullet = if bullet == '-' { '*' } else { '-' };
                }
                (Some(Marker::Number(before)), Some((Marker::Number(next), _))) if before + 1 != *next => {
                    return Err(Misplaced::new(self.bytes(), self.starts.len() - 1, Misplacement::Lists));
                }
                _ => {}
            }
            for (number, (marker, text)) in items.iter().enumerate() {
                let mark = match marker {
                    Marker::Bullet(_) => format!("{bullet} "),
                    Marker::Number(number) => format!("{number}. "),
                };
                self.push(if number > 0 { "\n" } else { "" }, false);
                self.push(&mark, false);
                self.push(text, true);
            }
            last = items.last().map(|(marker, _)| *marker);
        }
        let goes_on = behind.split('\n').next().is_some_and(|line| !line.trim().is_empty());
        if last.is_some() && goes_on {
            return Err(Misplaced::new(self.bytes(), self.starts.len() - 1, Misplacement::BehindList));
        }
        Ok(())
    }

    /// Bytes of the text so far.
    fn bytes(&self) -> usize {
        self.chars.iter().map(|c| c.len_utf8()).sum()
    }

    /// How many characters of case text come here that never mean anything: letters, digits and spaces, which most
    /// of a letter is.
    fn harmless(&self, within: Range<usize>) -> usize {
        let chars = self.chars[within.clone()].iter().zip(&self.case[within]);
        chars.take_while(|&(&c, &case)| case && (c.is_ascii_alphanumeric() || c == ' ')).count()
    }
}

/// A line, and what has to be known of it more than once.
#[derive(Default)]
struct Line {
    at: Range<usize>,
    /// Where its first case text starts.
    first_case: usize,
    /// For each of [`RULES`] where the last other character stands that is no space.
    last_other: OnceCell<[Option<usize>; RULES.len()]>,
    /// Whether it holds what could end the label of a link's definition.
    has_definition: OnceCell<bool>,
}

/// Characters that make a rule, an underline or the end of a heading where a line holds nothing else.
const RULES: [char; 5] = ['*', '_', '-', '=', '#'];

impl Line {
    fn around(text: &Marked, at: usize) -> Line {
        let chars = &text.chars;
        let start = chars[..at].iter().rposition(|&c| c == '\n').map_or(0, |end| end + 1);
        let end = chars[at..].iter().position(|&c| c == '\n').map_or(chars.len(), |n| at + n + 1);
        let first_case = text.case[start..end].iter().position(|&case| case).map_or(end, |n| start + n);
        Line { at: start..end, first_case, ..Line::default() }
    }

    fn last_other(&self, chars: &[char], mark: char) -> Option<usize> {
        let last = self.last_other.get_or_init(|| {
            let other = |mark: char| move |&c: &char| c != mark && !c.is_whitespace();
            RULES.map(|mark| chars[self.at.clone()].iter().rposition(other(mark)).map(|n| self.at.start + n))
        });
        RULES.iter().position(|&rule| rule == mark).and_then(|rule| last[rule])
    }
}

/// The lines between two empty ones.
#[derive(Default)]
struct Paragraph {
    at: Range<usize>,
    backticks: OnceCell<usize>,
}

impl Paragraph {
    fn around(chars: &[char], at: usize) -> Paragraph {
        let empty = |pair: &[char]| pair == ['\n', '\n'];
        let start = chars[..at].windows(2).rposition(empty).map_or(0, |n| n + 2);
        let end = chars[at..].windows(2).position(empty).map_or(chars.len(), |n| at + n + 1);
        Paragraph { at: start..end, ..Paragraph::default() }
    }
}

fn front_matter_end(text: &Marked) -> usize {
    if !text.chars.starts_with(&['-', '-', '-', '\n']) || text.case[0] {
        return 0;
    }
    text.chars.windows(5).position(|w| w == ['\n', '-', '-', '-', '\n']).map_or(text.chars.len(), |n| n + 5)
}

/// One character of case text and what is around it.
struct Here<'a> {
    text: &'a Marked,
    at: usize,
    line: &'a Line,
    paragraph: &'a Paragraph,
}

impl Here<'_> {
    fn next(&self, ahead: usize) -> Option<char> {
        self.text.chars.get(self.at + ahead).copied()
    }

    fn before(&self) -> Option<char> {
        self.at.checked_sub(1).map(|n| self.text.chars[n])
    }

    fn line_text(&self) -> &[char] {
        &self.text.chars[self.line.at.clone()]
    }

    /// What the template wrote before this character on its line; none where case text stands there.
    fn template_prefix(&self) -> Option<&[char]> {
        (self.at <= self.line.first_case).then(|| &self.text.chars[self.line.at.start..self.at])
    }

    fn in_table(&self) -> bool {
        self.line_text().first() == Some(&'|') && !self.text.case[self.line.at.start]
    }

    /// Whether this line is a block that ends with it: a heading, a row of a table, an item of a list.
    fn in_one_line_block(&self) -> bool {
        let line = self.line_text();
        let template = |n: usize| !self.text.case.get(self.line.at.start + n).copied().unwrap_or(false);
        let marker =
            matches!(line.first(), Some('-' | '*' | '+')) && line.get(1) == Some(&' ') && template(0)
                || line.first().is_some_and(char::is_ascii_digit) && template(0) && self.is_list_number(0);
        self.in_table() || (line.first() == Some(&'#') && template(0)) || marker
    }

    /// Whether the line's text from `from` on starts as an ordered list does.
    fn is_list_number(&self, from: usize) -> bool {
        let digits = self.line_text()[from..].iter().take_while(|c| c.is_ascii_digit()).count();
        let after = |n: usize| self.line_text().get(from + digits + n);
        (1..=9).contains(&digits)
            && matches!(after(0), Some('.' | ')'))
            && matches!(after(1), None | Some(' ' | '\t' | '\n'))
    }

    /// Whether a block could start here: only markers of lists and quotations stand before it.
    fn starts_block(&self) -> bool {
        self.template_prefix().is_some_and(|prefix| {
            prefix.split(|&c| c == ' ').all(|word| {
                matches!(word, [] | ['-' | '*' | '+' | '>']) || {
                    matches!(word, [digits @ .., '.' | ')'] if !digits.is_empty() && digits.iter().all(char::is_ascii_digit))
                }
            })
        })
    }

    fn would_change_meaning(&self) -> bool {
        let next = self.next(1);
        let ends_word = matches!(next, None | Some(' ' | '\t' | '\n'));
        match self.text.chars[self.at] {
            '\\' => next.is_none_or(|c| c.is_ascii_punctuation()) || self.ends_line(),
            '`' => self.backticks() > 1,
            '*' => !self.stands_alone() || self.starts_block() || self.is_rule('*'),
            '_' => !(self.stands_alone() || self.inside_word()) || (self.starts_block() && self.is_rule('_')),
            '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => self.is_entity(),
            '|' => self.in_table() || self.starts_block(),
            // A script follows what it belongs to: `~50` is printed as it stands.
            mark @ ('~' | '^') => {
                !self.stands_alone()
                    && (next == Some(mark) || self.before().is_some_and(|before| !before.is_whitespace()))
            }
            ':' => self.starts_block() && next == Some(':') && self.next(2) == Some(':'),
            // A paragraph that begins like this is a picture.
            '!' => self.starts_block() && next == Some('['),
            ']' => next == Some('('),
            '[' => next == Some('^') || (self.starts_block() && (self.has_definition() || self.is_box())),
            '#' => (self.starts_block() && self.is_heading()) || self.closes_heading(),
            '>' => self.starts_block(),
            '+' => self.starts_block() && ends_word,
            '-' => self.starts_block() && (ends_word || next == Some('>') || self.is_rule('-')),
            '=' => self.starts_block() && self.is_rule('='),
            // Before a space that Markdown does not know, a number looks like a list's and is refused as one that is none.
            '.' | ')' => self.closes_list_number() && next.is_none_or(char::is_whitespace),
            _ => false,
        }
    }

    /// How many back-ticks the paragraph has.
    fn backticks(&self) -> usize {
        let count = || self.text.chars[self.paragraph.at.clone()].iter().filter(|&&c| c == '`').count();
        *self.paragraph.backticks.get_or_init(count)
    }

    /// Nothing but spaces, which go, stands after it on its line.
    fn ends_line(&self) -> bool {
        self.text.chars[self.at + 1..].iter().find(|c| !matches!(c, ' ' | '\t')).is_none_or(|&c| c == '\n')
    }

    fn has_definition(&self) -> bool {
        *self.line.has_definition.get_or_init(|| self.line_text().windows(2).any(|pair| pair == [']', ':']))
    }

    /// A box to tick at the start of an entry of a list.
    fn is_box(&self) -> bool {
        self.template_prefix().is_some_and(|prefix| !prefix.is_empty())
            && matches!(self.text.chars[self.at..], ['[', ' ' | 'x' | 'X', ']', ' ', ..])
    }

    /// White space, or nothing, on both sides.
    fn stands_alone(&self) -> bool {
        self.before().is_none_or(char::is_whitespace) && self.next(1).is_none_or(char::is_whitespace)
    }

    /// A letter or digit on both sides.
    fn inside_word(&self) -> bool {
        self.before().is_some_and(char::is_alphanumeric) && self.next(1).is_some_and(char::is_alphanumeric)
    }

    /// The line holds nothing but this character and spaces.
    fn is_rule(&self, character: char) -> bool {
        self.line.last_other(&self.text.chars, character).is_none_or(|other| other < self.at)
    }

    /// A heading, or what looks like one.
    fn is_heading(&self) -> bool {
        let rest = &self.text.chars[self.at..];
        let marks = rest.iter().take_while(|&&c| c == '#').count();
        marks > 6 || rest.get(marks).is_none_or(|&c| matches!(c, ' ' | '\t' | '\n') || c.is_alphabetic())
    }

    /// In a heading, `#` at the end of the line would be taken as its end.
    fn closes_heading(&self) -> bool {
        self.line_text().first() == Some(&'#')
            && !self.text.case[self.line.at.start]
            && self.before().is_some_and(char::is_whitespace)
            && self.is_rule('#')
    }

    /// The mark after a number with which the block starts.
    fn closes_list_number(&self) -> bool {
        let start = self.text.chars[self.line.at.start..self.at].iter().rposition(|c| !c.is_ascii_digit());
        let from = start.map_or(self.line.at.start, |n| self.line.at.start + n + 1);
        from < self.at && self.at - from <= 9 && Here { at: from, ..*self }.starts_block()
    }

    /// `&name;` or `&#number;`, which Markdown reads as the character it names.
    fn is_entity(&self) -> bool {
        let rest = &self.text.chars[self.at + 1..];
        let Some(length) = rest.iter().take(40).position(|&c| c == ';') else { return false };
        match &rest[..length] {
            ['#', 'x' | 'X', hex @ ..] => !hex.is_empty() && hex.iter().all(char::is_ascii_hexdigit),
            ['#', digits @ ..] => !digits.is_empty() && digits.iter().all(char::is_ascii_digit),
            name => !name.is_empty() && name.iter().all(char::is_ascii_alphanumeric),
        }
    }
}
