//! Which place of a template each stretch of a letter's Markdown came from.
//!
//! A second set of the templates has a sign before every stretch of text and every tag that prints. Filled with the same
//! letter it gives the same text with signs in it, and a sign tells what stands after it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::escape::{CASE_TEXT, END, Stretch, escape_case_text};
use super::fill::Templates;
use super::signs::{Signed, sign};
use super::source::Template;
use super::tidy::Tidy;
use crate::diag::{Place, Span};
use crate::letter::Letter;

/// Where what stands in a filled letter came from.
pub struct Places<'a> {
    templates: &'a [Template],
    signed: &'a Signed,
    /// The filled template, case text between its marks.
    filled: String,
    /// Where the signs stand in it, and their numbers.
    signs: Vec<(usize, usize)>,
    /// Where the marked texts stand in it.
    marked: Vec<Range<usize>>,
    /// Of a letter that became Markdown: its lines of case text, and its lines before they were tidied.
    markdown: Option<(Vec<Stretch>, Tidy)>,
}

impl Templates {
    /// The places of a letter, filled into a template; none where they cannot be told.
    pub fn places(&self, template: &str, letter: &Letter) -> Option<Places<'_>> {
        let signed = self.signed()?;
        let with_signs = signed.filled(template, letter)?;
        let (filled, signs) = without_signs(&with_signs);
        // A template that decides by its own text could print something else.
        if filled != self.filled(template, letter).ok()? {
            return None;
        }
        let opens = filled.match_indices(CASE_TEXT).map(|(at, _)| at);
        let closes = filled.match_indices(END).map(|(at, end)| at + end.len());
        let marked = opens.zip(closes).map(|(start, end)| start..end).collect();
        let markdown = escape_case_text(&filled).ok();
        let markdown = markdown.map(|escaped| (escaped.stretches, Tidy::of(&escaped.markdown)));
        Some(Places { templates: self.sources(), signed, filled, signs, marked, markdown })
    }

    /// What a letter's template prints, by the numbers of signs; nothing where that cannot be told.
    pub fn printed(&self, template: &str, letter: &Letter) -> BTreeSet<usize> {
        let with_signs = self.signed().and_then(|signed| signed.filled(template, letter));
        let signs = with_signs.unwrap_or_default();
        signs.chars().filter_map(sign).collect()
    }

    /// Every stretch that a template could print, by the number of its sign.
    pub fn printable(&self) -> impl Iterator<Item = (usize, &Template, Span)> {
        let at = self.signed().map(|signed| signed.at.as_slice()).unwrap_or_default().iter().enumerate();
        at.map(|(number, (template, range))| (number, &self.sources()[*template], Span::new(range.clone())))
    }
}

fn without_signs(text: &str) -> (String, Vec<(usize, usize)>) {
    let mut plain = String::with_capacity(text.len());
    let mut signs = Vec::new();
    for c in text.chars() {
        match sign(c) {
            Some(number) => signs.push((plain.len(), number)),
            None => plain.push(c),
        }
    }
    (plain, signs)
}

impl Places<'_> {
    /// Whether bytes of the Markdown are case text.
    pub fn is_case_text(&self, at: Span) -> bool {
        self.markdown.as_ref().is_some_and(|(stretches, tidy)| {
            let at = tidy.before(at.range().start);
            stretches.iter().any(|stretch| stretch.at.contains(&at))
        })
    }

    /// Whether some of these bytes of the Markdown are case text.
    pub fn holds_case_text(&self, at: Span) -> bool {
        self.markdown.as_ref().is_some_and(|(stretches, tidy)| {
            let (start, end) = (tidy.before(at.range().start), tidy.before(at.range().end));
            stretches.iter().any(|stretch| stretch.at.start < end && start < stretch.at.end)
        })
    }

    /// The place of a template that bytes of the Markdown came from.
    pub fn place(&self, at: Span) -> Option<Place> {
        let (stretches, tidy) = self.markdown.as_ref()?;
        let wanted = tidy.before(at.range().start);
        let before = stretches.partition_point(|stretch| stretch.at.start <= wanted);
        let (mut in_filled, mut left) = match stretches[..before].last() {
            None => (0, wanted),
            Some(stretch) if wanted < stretch.at.end => return self.of_text(stretch.marked),
            Some(stretch) => (self.marked.get(stretch.marked)?.end, wanted - stretch.at.end),
        };
        // On through the template's own text, which is in the Markdown as it stands.
        let mut inside = false;
        for c in self.filled[in_filled..].chars() {
            match c {
                CASE_TEXT => inside = true,
                END => inside = false,
                _ if inside => {}
                _ if left < c.len_utf8() => break,
                _ => left -= c.len_utf8(),
            }
            in_filled += c.len_utf8();
        }
        self.at(in_filled, at.range().len())
    }

    /// The place of the tag that printed a text, by the number of the text in the letter.
    pub fn of_text(&self, number: usize) -> Option<Place> {
        self.at(self.marked.get(number)?.start, 0)
    }

    fn at(&self, in_filled: usize, length: usize) -> Option<Place> {
        let signs = self.signs.partition_point(|(at, _)| *at <= in_filled);
        let (sign, number) = *self.signs[..signs].last()?;
        let (template, range) = &self.signed.at[number];
        let source = &self.templates[*template].source;
        let text = &source.text()[range.clone()];
        if text.starts_with("{{") {
            return Some(Place::new(source, Span::new(range.clone())));
        }
        let mut start = in_filled - sign;
        if !text.is_char_boundary(start) || start >= text.len() {
            start = 0;
        }
        let end = (start + length).min(text.len());
        let end = (end..=text.len()).find(|&end| text.is_char_boundary(end))?;
        Some(Place::new(source, Span::new(range.start + start..range.start + end)))
    }
}
