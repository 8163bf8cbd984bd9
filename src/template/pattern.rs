//! A wording as a pattern: its own template, filled with a sign in place of every text.
//!
//! What a letter of this wording says around its fields is what the pattern says around the signs.

use std::sync::Arc;

use super::escape::escape_case_text;
use super::fill::Templates;
use super::filters::printed_dates;
use super::names::FieldKind;
use super::origin::{FIRST_SIGN, FIRST_YEAR, Fields};
use super::tidy::Tidy;
use crate::diag::Source;
use crate::letter::Letter;
use crate::units::Date;

/// The Markdown of a letter whose texts are signs.
pub struct Pattern {
    pub markdown: Arc<Source>,
    fields: Fields,
    /// The dates of fields in every form, each with its field's path.
    dates: Vec<(String, String)>,
    /// The names of the fields of several paragraphs.
    paragraphs: Vec<String>,
}

/// A stretch of a pattern's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternPiece {
    /// Words of the wording.
    Fixed(String),
    /// What a field of the record says, by the keys and numbers that lead to it: `decisions/0/rationale`.
    Field { path: String, form: FieldForm },
}

/// What a field may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldForm {
    Date,
    /// A text without a paragraph's end in it, or a value.
    Line,
    Paragraphs,
}

impl Templates {
    /// The pattern of a wording for letters that have these items and choices; none where it cannot be filled.
    pub fn pattern(&self, wording: &str, letter: &Letter) -> Option<Pattern> {
        let (fields, signed) = self.facts_as_signs(letter)?;
        let filled = self.filled(wording, &signed).ok()?;
        let escaped = escape_case_text(&filled).ok()?;
        let name = format!("{wording}.md");
        let mut dates = Vec::new();
        for (number, signed) in fields.signed.iter().enumerate().filter(|(_, signed)| signed.is_date) {
            let date: Date = format!("{:04}-01-01", FIRST_YEAR + number).parse().ok()?;
            dates.extend(printed_dates(date).map(|shown| (shown, signed.path.clone())));
        }
        let names = self.names_of(wording);
        let paragraphs = names.fields().into_iter().filter(|field| field.kind == FieldKind::Paragraphs);
        let paragraphs = paragraphs.map(|field| field.path.clone()).collect();
        let markdown = Source::new(name, Tidy::of(&escaped.markdown).text);
        Some(Pattern { markdown, fields, dates, paragraphs })
    }
}

impl Pattern {
    /// The fixed words and the fields of a text of the pattern's Markdown.
    pub fn pieces(&self, text: &str) -> Vec<PatternPiece> {
        let mut pieces = Vec::new();
        let mut fixed = String::new();
        let mut rest = text;
        while let Some(next) = rest.chars().next() {
            let (field, length) = match self.field_at(rest) {
                Some(found) => found,
                None => {
                    fixed.push(next);
                    rest = &rest[next.len_utf8()..];
                    continue;
                }
            };
            if !fixed.is_empty() {
                pieces.push(PatternPiece::Fixed(std::mem::take(&mut fixed)));
            }
            pieces.push(field);
            rest = &rest[length..];
        }
        if !fixed.is_empty() {
            pieces.push(PatternPiece::Fixed(fixed));
        }
        pieces
    }

    /// The field whose sign or date a text starts with, and the bytes of it.
    fn field_at(&self, text: &str) -> Option<(PatternPiece, usize)> {
        let first = text.chars().next()?;
        if let Some(number) = u32::from(first).checked_sub(FIRST_SIGN) {
            let signed = self.fields.signed.get(number as usize).filter(|signed| !signed.is_date)?;
            let field = PatternPiece::Field { path: signed.path.clone(), form: self.form_of(&signed.path) };
            return Some((field, first.len_utf8()));
        }
        if !first.is_ascii_alphanumeric() {
            return None;
        }
        let (shown, path) = self.dates.iter().find(|(shown, _)| text.starts_with(shown.as_str()))?;
        Some((PatternPiece::Field { path: path.clone(), form: FieldForm::Date }, shown.len()))
    }

    /// The form of a text, by the name of its field without the numbers of lists.
    fn form_of(&self, path: &str) -> FieldForm {
        let names = path.split('/').filter(|name| name.parse::<usize>().is_err());
        let name = names.collect::<Vec<_>>().join(".");
        if self.paragraphs.contains(&name) { FieldForm::Paragraphs } else { FieldForm::Line }
    }
}
