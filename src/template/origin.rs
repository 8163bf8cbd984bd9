//! Which field of a record each stretch of a letter's Markdown came from.
//!
//! The template is filled a second time, with a sign of its own in place of every text and a date of its own
//! in place of every date. Both fills then have the same marked texts in the same order, and the signs tell
//! whose they are, through filters, loops and parts. Where the two differ in more than that (a template
//! that decides by what a text says), nothing is claimed.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;

use super::escape::{CASE_TEXT, END, escape_case_text};
use super::fill::Templates;
use super::tidy::Tidy;
use crate::diag::Span;
use crate::letter::Letter;
use crate::record::{Marker, list_items};
use crate::units::Date;

/// What templates decide by besides the choices of the contract: the wording, and the recipient's kind and language. Such
/// a field keeps its value in the second fill, and is told apart by it.
const DECIDING: [&str; 3] = ["template", "kind", "summary"];

/// Signs stand in a plane of their own, for private use.
pub(super) const FIRST_SIGN: u32 = 0xF_0000;
/// Dates of the second fill are the first days of the years from this one on.
pub(super) const FIRST_YEAR: usize = 1000;

/// A stretch of Markdown of one line, and what it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Bytes of the Markdown.
    pub at: Span,
    /// The fields, as the keys and numbers that lead to each: `decisions/0/rationale`. More than one where
    /// a template joins them.
    pub fields: Vec<String>,
    /// The whole text that the template put here; stretches of one text share it.
    pub text: Arc<str>,
    /// The bytes of it that this stretch is.
    pub part: Range<usize>,
}

impl Templates {
    /// A letter's facts with a sign or a date of its own in place of every text, and whose each is.
    pub(super) fn facts_as_signs(&self, letter: &Letter) -> Option<(Fields, Value)> {
        let mut signed = serde_json::to_value(letter).ok()?;
        let names = self.names_of(&letter.record.template);
        let mut fields = Fields { deciding: names.choices(), ..Fields::default() };
        fields.deciding.extend(DECIDING.map(str::to_owned));
        fields.sign(&mut signed, "");
        Some((fields, signed))
    }

    /// The origins of a letter's case text, filled into a template, in the order of its Markdown; none where they cannot be told.
    pub fn origins(&self, template: &str, letter: &Letter) -> Vec<Origin> {
        self.find_origins(template, letter).unwrap_or_default()
    }

    fn find_origins(&self, template: &str, letter: &Letter) -> Option<Vec<Origin>> {
        let (fields, signed) = self.facts_as_signs(letter)?;
        let filled = self.filled(template, letter).ok()?;
        let (texts, between) = marked(&filled);
        let traced = self.filled(template, &signed).ok()?;
        let (signs, between_signs) = marked(&traced);
        // Before the first text stands the front matter, whose quoted values have no marks.
        if texts.len() != signs.len() || between.get(1..) != between_signs.get(1..) {
            return None;
        }
        let mut of_texts: Vec<Vec<String>> = Vec::new();
        for (text, sign) in texts.iter().zip(&signs) {
            let mut named = fields.named_by(sign);
            if named.is_empty() {
                named.extend(fields.choice(text, of_texts.iter().rev().flatten().next()));
            }
            of_texts.push(named);
        }
        let escaped = escape_case_text(&filled).ok()?;
        let tidy = Tidy::of(&escaped.markdown);
        let mut origins: Vec<Origin> = Vec::new();
        let mut last = None;
        let (mut parts, mut whole) = (Vec::new().into_iter(), Arc::from(""));
        for stretch in &escaped.stretches {
            let text = texts.get(stretch.marked)?;
            if last != Some(stretch.marked) {
                parts = lines(text).into_iter();
                whole = Arc::from(*text);
                last = Some(stretch.marked);
            }
            let part = parts.next()?;
            let fields = of_texts.get(stretch.marked)?.clone();
            // A text that a template set itself is of no field.
            if !fields.is_empty() {
                let at = tidy.moved(&stretch.at);
                origins.push(Origin { at, fields, text: Arc::clone(&whole), part });
            }
        }
        Some(origins)
    }
}

/// The fields of a letter: those with a sign, by its number, and those that templates decide by with their words.
#[derive(Default)]
pub(super) struct Fields {
    /// Names of the fields that keep their value.
    deciding: BTreeSet<String>,
    pub(super) signed: Vec<Signed>,
    choices: Vec<(String, String)>,
}

/// A field whose value is a sign or a date of its own.
pub(super) struct Signed {
    pub(super) path: String,
    pub(super) is_date: bool,
}

impl Fields {
    fn sign(&mut self, value: &mut Value, path: &str) {
        let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}/{key}") };
        match value {
            Value::Object(map) => map.iter_mut().for_each(|(key, value)| self.sign(value, &below(key))),
            Value::Array(values) => {
                for (number, value) in values.iter_mut().enumerate() {
                    self.sign(value, &below(&number.to_string()));
                }
            }
            Value::String(text) => {
                if self.deciding.contains(path.rsplit('/').next().unwrap_or_default()) {
                    return self.choices.push((path.to_owned(), text.clone()));
                }
                let number = self.signed.len();
                let is_date = text.parse::<Date>().is_ok();
                *text = if is_date {
                    format!("{:04}-01-01", FIRST_YEAR + number)
                } else {
                    char::from_u32(FIRST_SIGN + number as u32).into_iter().collect()
                };
                self.signed.push(Signed { path: path.to_owned(), is_date });
            }
            _ => {}
        }
    }

    /// The fields whose signs or dates a text holds.
    fn named_by(&self, text: &str) -> Vec<String> {
        let signs =
            text.chars().filter_map(|c| Some((u32::from(c).checked_sub(FIRST_SIGN)? as usize, false)));
        let years = text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|digits| digits.len() == 4)
            .filter_map(|digits| Some((digits.parse::<usize>().ok()?.checked_sub(FIRST_YEAR)?, true)));
        let named = signs.chain(years).filter_map(|(number, is_date)| {
            let signed = self.signed.get(number).filter(|signed| signed.is_date == is_date)?;
            Some(signed.path.clone())
        });
        named.collect()
    }

    /// The choice that a text shows; of several, the nearest to the field before it.
    fn choice(&self, text: &str, before: Option<&String>) -> Option<String> {
        let shared = |path: &str| {
            let before = before.map_or("", String::as_str);
            path.split('/').zip(before.split('/')).take_while(|(a, b)| a == b).count()
        };
        let shown = self.choices.iter().filter(|(_, word)| word.eq_ignore_ascii_case(text));
        shown.rev().max_by_key(|(path, _)| shared(path)).map(|(path, _)| path.clone())
    }
}

/// The marked texts of a filled template, and the texts before, between and after them.
fn marked(filled: &str) -> (Vec<&str>, Vec<&str>) {
    let mut pieces = filled.split(CASE_TEXT);
    let mut between: Vec<&str> = pieces.next().into_iter().collect();
    let mut texts = Vec::new();
    for piece in pieces {
        let (text, after) = piece.split_once(END).unwrap_or((piece, ""));
        texts.push(text);
        between.push(after);
    }
    (texts, between)
}

/// The bytes of every line that is not empty; of the items of a list without what stands before them.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for block in text.split("\n\n") {
        let is_list = list_items(block).is_some();
        for line in block.split('\n') {
            let item = if is_list { Marker::of(line).map_or(line, |(_, text)| text) } else { line };
            if !item.is_empty() {
                lines.push(at + line.len() - item.len()..at + line.len());
            }
            at += line.len() + 1;
        }
        at += 1;
    }
    lines
}
