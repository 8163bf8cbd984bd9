//! The line at the foot of every page.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::units::{LanguageTag, Pt};

/// The footer, in the language of the letter and in those of pages that are in another.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FooterStyle {
    pub left: String,
    pub right: String,
    /// What stands on pages in other languages.
    pub other_languages: Vec<FooterLine>,
    pub size: Pt,
    /// Top edge of the page to its baseline.
    pub baseline: Pt,
}

/// The footer in another language.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FooterLine {
    pub language: LanguageTag,
    pub left: String,
    pub right: String,
}

impl FooterStyle {
    /// The words on the left and on the right of a page in a language, each with its setting; where the style has none
    /// for it, the letter's.
    pub fn words(&self, language: Option<&str>) -> [(String, &str); 2] {
        let other = self.other_languages.iter().position(|line| language == Some(&*line.language));
        let (section, left, right) = match other {
            Some(number) => {
                let line = &self.other_languages[number];
                (format!("footer/other_languages/{number}"), &line.left, &line.right)
            }
            None => ("footer".to_owned(), &self.left, &self.right),
        };
        [(format!("{section}/left"), left), (format!("{section}/right"), right)]
    }
}

/// What stands for a value in the words of a footer.
pub const PLACEHOLDERS: [&str; 3] = ["case_number", "page", "pages"];

/// The names between braces that stand for nothing, with their bytes in the words, and braces without partner.
pub(super) fn unknown_placeholders(words: &str) -> Vec<std::ops::Range<usize>> {
    let mut unknown = Vec::new();
    let mut at = 0;
    while let Some(start) = words[at..].find(['{', '}']).map(|found| at + found) {
        let end = words[start..].find('}').map_or(words.len(), |length| start + length + 1);
        let name = words[start..end].trim_start_matches('{').trim_end_matches('}');
        if !words[start..].starts_with('{')
            || !words[start..end].ends_with('}')
            || !PLACEHOLDERS.contains(&name)
        {
            unknown.push(start..end);
        }
        at = end;
    }
    unknown
}
