//! The bytes of a file -> the lines of a letter, whatever kind of file it is.

use super::findings;
use super::glyph::GlyphPage;
use super::glyphs::{PdfTrouble, read_glyphs};
use super::markdown::read_document;
use super::pages::read_lines;
use super::printed::RawLine;
use super::symbols::is_private;
use super::text::read_text;
use crate::diag::{Reported, Sink, Source};
use crate::document::read_markdown;

/// No letter is larger.
const MAX_BYTES: usize = 32 << 20;
/// No letter has more text.
const MAX_TEXT: usize = 2 << 20;
/// No letter has more lines: 200 pages of 100.
const MAX_LINES: usize = 20_000;
/// A PDF says so in its first bytes.
const HEAD: usize = 1024;

/// A letter as its file has it.
pub(super) struct RawLetter {
    pub lines: Vec<RawLine>,
    /// Whether they are those of its pages.
    pub has_lines: bool,
    /// The style that its front matter names.
    pub style: Option<String>,
}

/// Reads the lines of a letter.
///
/// # Errors
/// A file that cannot be read as a letter, each for its own reason.
pub(super) fn read_letter(name: &str, bytes: &[u8], sink: &mut Sink) -> Result<RawLetter, Reported> {
    if bytes.len() > MAX_BYTES {
        return Err(sink.error(findings::too_large(name)));
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let mut style = None;
    let (lines, has_lines) = if head.windows(5).any(|window| window == b"%PDF-") {
        (read_pdf(name, bytes, sink)?, true)
    } else {
        let Ok(text) = std::str::from_utf8(bytes) else {
            return Err(sink.error(findings::not_text(name)));
        };
        if text.contains('\0') {
            return Err(sink.error(findings::not_text(name)));
        }
        if let Some((sign, line)) = first_private(text) {
            return Err(sink.error(findings::private_in_text(name, sign, line)));
        }
        if text.len() > MAX_TEXT {
            return Err(sink.error(findings::too_large(name)));
        }
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
        if text.starts_with("---\n") {
            let letter = read_markdown(&Source::new(name, text), sink)?;
            style = Some(letter.about.style.clone());
            (read_document(&letter), false)
        } else {
            (read_text(&text), true)
        }
    };
    if lines.len() > MAX_LINES {
        return Err(sink.error(findings::too_large(name)));
    }
    if lines.is_empty() {
        return Err(sink.error(findings::no_words(name)));
    }
    Ok(RawLetter { lines, has_lines, style })
}

/// The first sign that only a font gives a meaning to, and the number of its line.
fn first_private(text: &str) -> Option<(char, usize)> {
    let (at, sign) = text.char_indices().find(|(_, c)| is_private(*c))?;
    Some((sign, text[..at].matches('\n').count() + 1))
}

fn read_pdf(name: &str, bytes: &[u8], sink: &mut Sink) -> Result<Vec<RawLine>, Reported> {
    let pages = read_glyphs(bytes).map_err(|trouble| {
        sink.error(match trouble {
            PdfTrouble::Encrypted => findings::encrypted(name),
            PdfTrouble::Truncated => findings::truncated(name),
            PdfTrouble::Damaged => findings::damaged(name),
            PdfTrouble::TooMuch => findings::too_large(name),
        })
    })?;
    let seen: usize = pages.iter().map(|page| page.glyphs.len()).sum();
    let unknown: usize = pages.iter().map(|page| page.unknown).sum();
    let unseen: usize = pages.iter().map(|page| page.unseen).sum();
    for (number, page) in pages.iter().enumerate() {
        if let Some((sign, at)) = page.private {
            let before: String = page.glyphs[..at].iter().map(|glyph| glyph.text.as_str()).collect();
            return Err(sink.error(findings::private_in_pdf(name, sign, number + 1, &before)));
        }
    }
    if unknown > 0 {
        return Err(sink.error(findings::unknown_glyphs(name, unknown, seen + unknown)));
    }
    if seen == 0 {
        return Err(sink.error(findings::scanned(name, pages.len(), unseen)));
    }
    let has_text = |page: &GlyphPage| page.glyphs.iter().any(|glyph| !glyph.text.trim().is_empty());
    if let Some(number) = pages.iter().position(|page| page.pictured && !has_text(page)) {
        return Err(sink.error(findings::scanned_page(name, number + 1)));
    }
    Ok(read_lines(&pages))
}
