//! Case text -> Markdown that reads back as the same text, with as few backslashes as that takes.
//!
//! Templates are filled with case text between two marks that no record may contain. When the whole letter
//! stands, what is around a character decides whether it would change meaning, and only then it is escaped.

use std::ops::Range;

/// Stands before case text in a filled template; a noncharacter, which records are refused for.
pub(super) const CASE_TEXT: char = '\u{FDD0}';
/// Stands after case text.
pub(super) const END: char = '\u{FDD1}';

/// Why case text cannot stand where a template puts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Misplaced {
    /// Byte offset in the Markdown without marks.
    pub at: usize,
    pub kind: Misplacement,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misplacement {
    /// Text of several paragraphs in a table, a heading or a list.
    Paragraphs,
    /// Case text in the front matter that the filter `yaml` was not put to.
    FrontMatter,
}

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
    let text = Marked::read(filled);
    let front_matter = front_matter_end(&text);
    let mut out = String::with_capacity(filled.len() + 64);
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut opened = 0;
    let mut goes_on = false;
    let mut paragraph = 0..0;
    let mut line = 0..0;
    let mut at = 0;
    while at < text.chars.len() {
        if at >= line.end {
            line = line_at(&text.chars, at);
        }
        while text.starts.get(opened).is_some_and(|&start| start <= at) {
            opened += 1;
            goes_on = false;
        }
        // As far as nothing else begins.
        let end = text.starts.get(opened).map_or(line.end, |&start| start.min(line.end));
        if !text.case[at] {
            let template = text.case[at..end].iter().take_while(|&&case| !case).count();
            out.extend(&text.chars[at..at + template]);
            at += template;
            continue;
        }
        if at < front_matter {
            return Err(Misplaced { at: out.len(), kind: Misplacement::FrontMatter });
        }
        let before = out.len();
        let character = text.chars[at];
        let harmless = text.harmless(at..end);
        if harmless > 0 {
            out.extend(&text.chars[at..at + harmless]);
            at += harmless;
        } else {
            if at >= paragraph.end {
                paragraph = paragraph_at(&text.chars, at);
            }
            let here = Here { text: &text, at, line: line.clone(), paragraph: paragraph.clone() };
            if character == '\n' && here.in_one_line_block() {
                return Err(Misplaced { at: before, kind: Misplacement::Paragraphs });
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
    fn read(filled: &str) -> Marked {
        let mut marked = Marked {
            chars: Vec::with_capacity(filled.len()),
            case: Vec::with_capacity(filled.len()),
            starts: Vec::new(),
        };
        let mut inside = false;
        for character in filled.chars() {
            match character {
                CASE_TEXT => {
                    inside = true;
                    marked.starts.push(marked.chars.len());
                }
                END => inside = false,
                _ => {
                    marked.chars.push(character);
                    marked.case.push(inside);
                }
            }
        }
        marked
    }

    /// How many characters of case text come here that never mean anything: letters, digits and spaces, which most
    /// of a letter is.
    fn harmless(&self, within: Range<usize>) -> usize {
        let chars = self.chars[within.clone()].iter().zip(&self.case[within]);
        chars.take_while(|&(&c, &case)| case && (c.is_ascii_alphanumeric() || c == ' ')).count()
    }
}

fn line_at(chars: &[char], at: usize) -> Range<usize> {
    let start = chars[..at].iter().rposition(|&c| c == '\n').map_or(0, |end| end + 1);
    let end = chars[at..].iter().position(|&c| c == '\n').map_or(chars.len(), |n| at + n + 1);
    start..end
}

/// The lines around `at` up to an empty line on either side.
fn paragraph_at(chars: &[char], at: usize) -> Range<usize> {
    let empty = |pair: &[char]| pair == ['\n', '\n'];
    let start = chars[..at].windows(2).rposition(empty).map_or(0, |n| n + 2);
    let end = chars[at..].windows(2).position(empty).map_or(chars.len(), |n| at + n + 1);
    start..end
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
    line: Range<usize>,
    paragraph: Range<usize>,
}

impl Here<'_> {
    fn next(&self, ahead: usize) -> Option<char> {
        self.text.chars.get(self.at + ahead).copied()
    }

    fn before(&self) -> Option<char> {
        self.at.checked_sub(1).map(|n| self.text.chars[n])
    }

    fn line_text(&self) -> &[char] {
        &self.text.chars[self.line.clone()]
    }

    /// What the template wrote before this character on its line; none where case text stands there.
    fn template_prefix(&self) -> Option<&[char]> {
        let before = self.line.start..self.at;
        (!self.text.case[before.clone()].contains(&true)).then(|| &self.text.chars[before])
    }

    fn in_table(&self) -> bool {
        self.line_text().first() == Some(&'|') && !self.text.case[self.line.start]
    }

    /// Whether this line is a block that ends with it: a heading, a row of a table, an item of a list.
    fn in_one_line_block(&self) -> bool {
        let line = self.line_text();
        let template = |n: usize| !self.text.case.get(self.line.start + n).copied().unwrap_or(false);
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
            '\\' => next.is_none_or(|c| c.is_ascii_punctuation() || c == '\n'),
            '`' => self.count('`') > 1,
            '*' => !self.stands_alone() || self.starts_block() || self.is_rule('*'),
            '_' => !(self.stands_alone() || self.inside_word()) || (self.starts_block() && self.is_rule('_')),
            '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => self.is_entity(),
            '|' => self.in_table(),
            '~' => next == Some('~') || self.before() == Some('~'),
            ']' => next == Some('('),
            '[' => self.starts_block() && self.line_text().windows(2).any(|pair| pair == [']', ':']),
            '#' => (self.starts_block() && self.is_heading()) || self.closes_heading(),
            '>' => self.starts_block(),
            '+' => self.starts_block() && ends_word,
            '-' => self.starts_block() && (ends_word || self.is_rule('-')),
            '=' => self.starts_block() && self.is_rule('='),
            '.' | ')' => self.closes_list_number() && ends_word,
            _ => false,
        }
    }

    fn count(&self, wanted: char) -> usize {
        self.text.chars[self.paragraph.clone()].iter().filter(|&&c| c == wanted).count()
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
        self.text.chars[self.at..self.line.end].iter().all(|&c| c == character || c.is_whitespace())
    }

    fn is_heading(&self) -> bool {
        let rest = &self.text.chars[self.at..];
        let marks = rest.iter().take_while(|&&c| c == '#').count();
        marks <= 6 && matches!(rest.get(marks), None | Some(' ' | '\t' | '\n'))
    }

    /// In a heading, `#` at the end of the line would be taken as its end.
    fn closes_heading(&self) -> bool {
        self.line_text().first() == Some(&'#')
            && !self.text.case[self.line.start]
            && self.before().is_some_and(char::is_whitespace)
            && self.is_rule('#')
    }

    /// The mark behind a number with which the block starts.
    fn closes_list_number(&self) -> bool {
        let start = self.text.chars[self.line.start..self.at].iter().rposition(|c| !c.is_ascii_digit());
        let from = start.map_or(self.line.start, |n| self.line.start + n + 1);
        from < self.at
            && self.at - from <= 9
            && Here { text: self.text, at: from, line: self.line.clone(), paragraph: self.paragraph.clone() }
                .starts_block()
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
