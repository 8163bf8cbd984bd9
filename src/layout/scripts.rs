//! Which characters need shaping, and what script a text is of.

use unicode_bidi::{BidiClass, bidi_class};
use unicode_script::{Script, UnicodeScript};

/// Whether a character is one glyph on its own, whatever stands beside it: a letter of the Latin, Greek or
/// Cyrillic script, a digit or a sign, and no mark.
pub(super) fn is_plain(character: char) -> bool {
    match character {
        '\u{AD}' => false,
        '\0'..'\u{250}' => true,
        _ => {
            alphabetic(character.script())
                && matches!(
                    bidi_class(character),
                    BidiClass::L
                        | BidiClass::EN
                        | BidiClass::ES
                        | BidiClass::ET
                        | BidiClass::CS
                        | BidiClass::WS
                        | BidiClass::ON
                )
        }
    }
}

/// Whether letters of the script stand side by side without joining, and its words are parted by spaces.
pub(super) fn alphabetic(script: Script) -> bool {
    matches!(script, Script::Latin | Script::Greek | Script::Cyrillic | Script::Common)
}

/// The script of a letter with its marks, if it has one of its own.
pub(super) fn own_script(grapheme: &str) -> Option<Script> {
    let own = |script: &Script| !matches!(script, Script::Common | Script::Inherited | Script::Unknown);
    grapheme.chars().map(|character| character.script()).find(own)
}

/// Whether a character only steers shaping and needs no glyph: joiners and variation selectors.
pub(super) fn steers_shaping(character: char) -> bool {
    matches!(character,
        '\u{200C}' | '\u{200D}' | '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// ISO 15924 code of a script.
pub(super) fn code(script: Script) -> [u8; 4] {
    let name = script.short_name().as_bytes();
    name.try_into().unwrap_or(*b"Zyyy")
}
