//! Symbol fonts: what their signs are, which only the name of the font tells.
//!
//! Office programs write such a sign as U+F000 and its place in the font, or as the Latin letter of that place.

use hayro_svg::hayro_syntax::object::{Dict, Name};
use hayro_svg::hayro_syntax::page::Page;

/// A font of signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SymbolFont {
    Symbol,
    Wingdings,
    /// One whose places are not known here: Webdings, Wingdings 2 and 3, ornaments.
    Other,
}

/// A sign is at one of these places of its font.
const FIRST_PLACE: u32 = 0x21;
const LAST_PLACE: u32 = 0xFF;
/// U+F000 and the place: how a sign is written where its font has a symbol encoding.
const PRIVATE: u32 = 0xF000;

/// The encoding of Symbol from 0x21 on (ISO 32000-1, D.5), a space where it has no sign or a piece of one.
const SYMBOL: &str = concat!(
    "!∀#∃%&∋()∗+,−./0123456789:;<=>?",
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    " αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼ ",
    "                                ",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…  ↵",
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    "◊〈®©™∑           〉∫⌠ ⌡          ",
);

/// The common signs of Wingdings, by place, as the Unicode Consortium maps them (L2/11-052); where it has a newer sign of
/// the same look that few fonts have, the older one.
const WINGDINGS: [(u32, char); 31] = [
    (0x22, '✂'),
    (0x29, '✆'),
    (0x4A, '☺'),
    (0x4C, '☹'),
    (0x6C, '●'),
    (0x6D, '❍'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x74, '⧫'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '⬥'),
    (0x78, '⌧'),
    (0x9F, '•'),
    (0xA7, '▪'),
    (0xA8, '◻'),
    (0xAB, '★'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE8, '➔'),
    (0xEF, '⇦'),
    (0xF0, '⇨'),
    (0xF1, '⇧'),
    (0xF2, '⇩'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

impl SymbolFont {
    /// The symbol font of a PostScript name, with or without the mark of a subset.
    pub fn named(name: &str) -> Option<SymbolFont> {
        let name = name.split_once('+').map_or(name, |(_, name)| name);
        let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        let is_other = ["wingdings", "webdings", "dingbats", "sorts", "ornament", "marlett"];
        match name.as_str() {
            "symbol" | "symbolmt" | "symbolregular" => Some(SymbolFont::Symbol),
            "wingdings" | "wingdingsregular" => Some(SymbolFont::Wingdings),
            other => is_other.iter().any(|part| other.contains(part)).then_some(SymbolFont::Other),
        }
    }

    /// The symbol fonts that a page names.
    pub fn of_page(page: &Page<'_>) -> Vec<SymbolFont> {
        let fonts = &page.resources().fonts;
        let names = fonts.keys().filter_map(|key| fonts.get::<Dict<'_>>(key)?.get::<Name<'_>>("BaseFont"));
        names.filter_map(|name| SymbolFont::named(name.as_str())).collect()
    }

    /// The sign that a character of the font stands for; none where that is not known.
    pub fn sign(self, c: char) -> Option<char> {
        let written = u32::from(c);
        if c.is_whitespace() {
            return Some(c);
        }
        if is_private(c) {
            let place = written.checked_sub(PRIVATE).filter(|place| *place <= LAST_PLACE)?;
            return if place == 0x20 { Some(' ') } else { self.at(place) };
        }
        // The map of a font may be right: what it calls by its own name stays.
        if !(FIRST_PLACE..=LAST_PLACE).contains(&written) {
            return Some(c);
        }
        let at_place = self.at(written);
        let may_be_named = self == SymbolFont::Symbol && SYMBOL.contains(c);
        at_place.filter(|sign| !may_be_named || *sign == c)
    }

    fn at(self, place: u32) -> Option<char> {
        match self {
            SymbolFont::Symbol => {
                let number = place.checked_sub(FIRST_PLACE)? as usize;
                SYMBOL.chars().nth(number).filter(|sign| *sign != ' ')
            }
            SymbolFont::Wingdings => {
                WINGDINGS.iter().find(|(known, _)| *known == place).map(|(_, sign)| *sign)
            }
            SymbolFont::Other => None,
        }
    }
}

/// The sign that a private character stands for in every one of the fonts; none where they differ, or there is none.
pub(super) fn sign_in_all(fonts: &[SymbolFont], c: char) -> Option<char> {
    let (first, others) = fonts.split_first()?;
    let sign = first.sign(c)?;
    others.iter().all(|font| font.sign(c) == Some(sign)).then_some(sign)
}

/// Whether Unicode leaves to others what a character means.
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

#[cfg(test)]
mod tests {
    use super::{SymbolFont, sign_in_all};

    #[test]
    fn a_sign_is_told_by_its_font() {
        use SymbolFont::{Other, Symbol, Wingdings};
        for (name, font) in [
            ("ABCDEF+SymbolMT", Some(Symbol)),
            ("Symbol", Some(Symbol)),
            ("Wingdings-Regular", Some(Wingdings)),
            ("Wingdings2", Some(Other)),
            ("ZapfDingbats", Some(Other)),
            ("TimesNewRomanPSMT", None),
        ] {
            assert_eq!(SymbolFont::named(name), font, "{name}");
        }
        for (font, written, sign) in [
            (Symbol, '\u{F0B7}', Some('•')),
            (Symbol, '·', Some('•')),
            (Symbol, '\u{F0A7}', Some('♣')),
            (Symbol, '\u{F061}', Some('α')),
            (Symbol, 'a', Some('α')),
            (Symbol, '\u{F0FE}', None),
            (Symbol, '\u{F0B3}', Some('≥')),
            (Symbol, '±', Some('±')),
            // The font's own multiplication sign is at another place.
            (Symbol, '×', None),
            (Symbol, '•', Some('•')),
            (Symbol, '\u{F0F2}', Some('∫')),
            (Wingdings, '\u{F0A7}', Some('▪')),
            (Wingdings, '§', Some('▪')),
            (Wingdings, '\u{F0B7}', None),
            (Wingdings, '\u{F0FC}', Some('✓')),
            (Other, '\u{F050}', None),
            (Other, 'P', None),
            (Other, '✓', Some('✓')),
            (Other, ' ', Some(' ')),
            (Symbol, '\u{E000}', None),
        ] {
            assert_eq!(font.sign(written), sign, "{font:?} {written:?}");
        }
        assert_eq!(sign_in_all(&[Symbol, Symbol], '\u{F0B7}'), Some('•'));
        assert_eq!(sign_in_all(&[Symbol, Wingdings], '\u{F0B7}'), None);
        assert_eq!(sign_in_all(&[], '\u{F0B7}'), None);
    }
}
