//! Characters that no font has, and how to get a font that has them.

use std::collections::BTreeMap;

use unicode_script::{Script, UnicodeScript};

use crate::diag::{Finding, Place, Sink, Span, codes};
use crate::document::Document;

use super::clusters::StyledText;
use super::faces::Typesetter;

/// What a line lacks: of every script the first character, and how many more.
#[derive(Default)]
pub(super) struct Missing<'a> {
    by_script: BTreeMap<&'static str, Lack<'a>>,
}

struct Lack<'a> {
    character: char,
    script: Script,
    piece: &'a StyledText<'a>,
    /// Byte in the piece's text.
    at: usize,
    others: usize,
}

impl<'a> Missing<'a> {
    /// Adds a character that stands in `letter`, which starts at a byte of the piece.
    pub fn add(&mut self, character: char, letter: &str, piece: &'a StyledText<'a>, letter_at: usize) {
        let at = letter_at + letter.find(character).unwrap_or(0);
        let script = character.script();
        self.by_script.entry(script.short_name()).and_modify(|lack| lack.others += 1).or_insert(Lack {
            character,
            script,
            piece,
            at,
            others: 0,
        });
    }
}

impl Typesetter<'_> {
    /// Reports one finding for every script, at its first character.
    pub(super) fn report(&self, missing: Missing<'_>, sink: &mut Sink) {
        for lack in missing.by_script.into_values() {
            let Lack { character, script, piece, at, others } = lack;
            let code = u32::from(character);
            let mut message = match unicode_names2::name(character) {
                Some(name) => format!("no font has the character `{character}` (U+{code:04X} {name})"),
                None => format!("no font has the character `{character}` (U+{code:04X})"),
            };
            if !matches!(script, Script::Common | Script::Inherited | Script::Unknown) {
                message += &format!(", script {}", script.full_name().replace('_', " "));
            }
            match others {
                0 => {}
                1 => message += "; nor one more here",
                _ => message += &format!("; nor {others} more here"),
            }
            sink.report(
                Finding::new(&codes::layout::MISSING_GLYPH, message)
                    .at(self.place(piece, character, at))
                    .hint(hint(script, self.document)),
            );
        }
    }

    /// Where the character at a byte of a text was written: in the Markdown, or in the style.
    pub(super) fn place(&self, piece: &StyledText<'_>, character: char, at: usize) -> Place {
        match self.setting {
            Some((style, setting)) => style.place_of_char(setting, character),
            None => Place::new(&self.document.source, in_markdown(piece, character, at, self.document)),
        }
    }
}

/// The character in the Markdown, where escapes may stand before it: as often as it comes in the text before.
fn in_markdown(piece: &StyledText<'_>, character: char, at: usize, document: &Document) -> Span {
    let before = piece.text[..at].matches(character).count();
    let markdown = &document.source.text()[piece.span.range()];
    markdown.match_indices(character).nth(before).map_or(piece.span, |(at, _)| {
        let start = piece.span.start as usize + at;
        Span::new(start..start + character.len_utf8())
    })
}

fn hint(script: Script, document: &Document) -> String {
    let style = &document.about.style;
    match debian_font(script) {
        Some((package, file)) => {
            let folder = if package == "fonts-noto-cjk" { "opentype" } else { "truetype" };
            format!(
                "`sudo apt-get install {package} && cp /usr/share/fonts/{folder}/noto/{file} templates/fonts/`, \
                 then add it to `fallback:` in `templates/{style}.yaml`: `- {file}` (README, Everyone's name)"
            )
        }
        None => format!(
            "write it in other words, or add a font that has it to `templates/fonts/` and its file to `fallback:` in \
             `templates/{style}.yaml` (README, Everyone's name)"
        ),
    }
}

/// The Debian package and the file of a font for a script.
fn debian_font(script: Script) -> Option<(&'static str, &'static str)> {
    let file = match script {
        Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo => {
            return Some(("fonts-noto-cjk", "NotoSerifCJK-Regular.ttc"));
        }
        Script::Arabic => "NotoNaskhArabic-Regular.ttf",
        Script::Hebrew => "NotoSerifHebrew-Regular.ttf",
        Script::Armenian => "NotoSerifArmenian-Regular.ttf",
        Script::Georgian => "NotoSerifGeorgian-Regular.ttf",
        Script::Ethiopic => "NotoSerifEthiopic-Regular.ttf",
        Script::Thai => "NotoSerifThai-Regular.ttf",
        Script::Lao => "NotoSerifLao-Regular.ttf",
        Script::Khmer => "NotoSerifKhmer-Regular.ttf",
        Script::Myanmar => "NotoSerifMyanmar-Regular.ttf",
        Script::Devanagari => "NotoSerifDevanagari-Regular.ttf",
        Script::Gurmukhi => "NotoSerifGurmukhi-Regular.ttf",
        Script::Gujarati => "NotoSerifGujarati-Regular.ttf",
        Script::Bengali => "NotoSerifBengali-Regular.ttf",
        Script::Tamil => "NotoSerifTamil-Regular.ttf",
        Script::Telugu => "NotoSerifTelugu-Regular.ttf",
        Script::Kannada => "NotoSerifKannada-Regular.ttf",
        Script::Malayalam => "NotoSerifMalayalam-Regular.ttf",
        Script::Sinhala => "NotoSerifSinhala-Regular.ttf",
        Script::Tibetan => "NotoSerifTibetan-Regular.ttf",
        Script::Syriac => "NotoSansSyriac-Regular.ttf",
        Script::Mongolian => "NotoSansMongolian-Regular.ttf",
        Script::Cherokee => "NotoSansCherokee-Regular.ttf",
        Script::Yi => "NotoSansYi-Regular.ttf",
        Script::Pahawh_Hmong => "NotoSansPahawhHmong-Regular.ttf",
        Script::Nyiakeng_Puachue_Hmong => "NotoSerifNyiakengPuachueHmong-Regular.ttf",
        Script::Latin | Script::Greek | Script::Cyrillic | Script::Inherited => "NotoSerif-Regular.ttf",
        _ => return None,
    };
    Some(("fonts-noto-core", file))
}
