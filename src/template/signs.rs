//! Templates with a sign before every stretch of text and every tag that prints, by which what they print is told apart.
//!
//! Signs stand where they keep white space from no tag that trims it, and not in texts that a template keeps for itself.

use std::ops::Range;

use tera::{Context, Tera};

use super::engine::engine;
use super::source::Template;
use super::tags::{Kind, tags};
use crate::letter::Letter;

/// Signs are the characters of a plane for private use, and as many as it has.
const FIRST_SIGN: u32 = 0x10_0000;
const SIGNS: usize = 0xFFFE;

/// Templates with signs.
pub(super) struct Signed {
    tera: Tera,
    /// By the number of its sign: which template, and which bytes of it.
    pub at: Vec<(usize, Range<usize>)>,
}

impl Signed {
    /// None where there are more stretches than signs.
    pub(super) fn of(templates: &[Template]) -> Option<Signed> {
        let mut at = Vec::new();
        let texts: Vec<(String, String)> = templates
            .iter()
            .enumerate()
            .map(|(number, template)| (template.name.clone(), signed(template.text(), number, &mut at)))
            .collect();
        let mut tera = engine();
        (at.len() <= SIGNS && tera.add_raw_templates(texts).is_ok()).then_some(Signed { tera, at })
    }

    /// A template filled with a letter's facts, signs in it; none where it cannot be.
    pub(super) fn filled(&self, template: &str, letter: &Letter) -> Option<String> {
        let facts = Context::from_serialize(letter).ok()?;
        self.tera.render(&format!("{template}.md"), &facts).ok()
    }
}

/// The text of a template with its signs.
fn signed(text: &str, template: usize, at: &mut Vec<(usize, Range<usize>)>) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut put_sign = |range: Range<usize>, out: &mut String| {
        out.extend(char::from_u32(FIRST_SIGN + at.len() as u32));
        at.push((template, range));
    };
    let mut from = 0;
    let mut kept_back = 0usize;
    for tag in tags(text) {
        put_text(text, from..tag.range.start, kept_back > 0, &mut put_sign, &mut out);
        let inside = tag.inside();
        match tag.keyword() {
            "set" | "set_global" if !inside.iter().any(|token| token.kind == Kind::Sign('=')) => {
                kept_back += 1
            }
            "filter" | "component" => kept_back += 1,
            "endset" | "endfilter" | "endcomponent" => kept_back = kept_back.saturating_sub(1),
            _ => {}
        }
        if !tag.statement && kept_back == 0 && !text[tag.range.start..].starts_with("{{-") {
            put_sign(tag.range.clone(), &mut out);
        }
        out.push_str(&text[tag.range.clone()]);
        from = tag.range.end;
    }
    put_text(text, from..text.len(), kept_back > 0, &mut put_sign, &mut out);
    out
}

/// What stands between two tags, with a sign on every line.
fn put_text(
    text: &str,
    range: Range<usize>,
    kept_back: bool,
    put_sign: &mut dyn FnMut(Range<usize>, &mut String),
    out: &mut String,
) {
    // Comments print nothing.
    if let Some(at) = text[range.clone()].find("{#").map(|at| range.start + at) {
        let end = text[at..range.end].find("#}").map_or(range.end, |length| at + length + "#}".len());
        if at > range.start || end < range.end {
            for piece in [range.start..at, at..end, end..range.end] {
                put_text(text, piece, kept_back, put_sign, out);
            }
        } else {
            out.push_str(&text[range]);
        }
        return;
    }
    let mut start = range.start;
    for line in text[range].split_inclusive('\n') {
        let written = line.trim_start();
        let indent = line.len() - written.len();
        out.push_str(&line[..indent]);
        // A raw passage may trim what stands before it.
        if !kept_back && !written.is_empty() && !written.starts_with("{%") {
            put_sign(start + indent..start + line.trim_end().len(), out);
        }
        out.push_str(written);
        start += line.len();
    }
}

/// The number of a sign.
pub(super) fn sign(c: char) -> Option<usize> {
    u32::from(c).checked_sub(FIRST_SIGN).map(|number| number as usize)
}
