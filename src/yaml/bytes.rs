//! Bytes of a file -> a text that can be read.

use std::sync::Arc;

use crate::diag::{Finding, Place, Reported, Sink, Source, Span, codes};

/// The largest file that is read: a letter of fifty pages is 200 kB.
pub const MAX_BYTES: usize = 1 << 20;

/// Why bytes are no text that can be read.
enum Unfit {
    TooLarge,
    /// At this byte.
    NotUtf8(usize),
    /// At this byte.
    Nul(usize),
}

/// The text of bytes that hold one, without its byte order mark: what [`source_from_bytes`] makes a source of.
pub fn text_of_bytes(bytes: &[u8]) -> Option<&str> {
    text_in(bytes).ok()
}

fn text_in(bytes: &[u8]) -> Result<&str, Unfit> {
    if bytes.len() > MAX_BYTES {
        return Err(Unfit::TooLarge);
    }
    let text =
        std::str::from_utf8(without_mark(bytes)).map_err(|error| Unfit::NotUtf8(error.valid_up_to()))?;
    match text.find('\0') {
        None => Ok(text),
        Some(at) => Err(Unfit::Nul(at)),
    }
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// The text of a file, without its byte order mark.
///
/// # Errors
/// `yaml/too-large`, `yaml/not-utf8` and `yaml/nul`, each at its byte.
pub fn source_from_bytes(name: &str, bytes: &[u8], sink: &mut Sink) -> Result<Arc<Source>, Reported> {
    match text_in(bytes) {
        Ok(text) => Ok(Source::new(name, text)),
        Err(Unfit::TooLarge) => Err(too_large(&Source::new(name, ""), bytes.len(), sink)),
        Err(Unfit::NotUtf8(at)) => Err(sink.error(not_utf8(name, without_mark(bytes), at))),
        Err(Unfit::Nul(at)) => Err(sink.error(nul(name, without_mark(bytes), at))),
    }
}

/// What bytes are taken for that are not UTF-8.
pub fn looks_like(bytes: &[u8]) -> &'static str {
    let is_utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if is_utf16 { "UTF-16" } else { "Windows-1252 or Latin-1" }
}

fn not_utf8(name: &str, bytes: &[u8], at: usize) -> Finding {
    let source = Source::new(name, String::from_utf8_lossy(bytes));
    let place = Place::new(&source, Span::new(at..at + '\u{FFFD}'.len_utf8()));
    let (line, column) = place.line_column();
    let guess = looks_like(bytes);
    let message = format!("the file is not UTF-8: byte 0x{:02X} at line {line}, column {column}", bytes[at]);
    Finding::new(&codes::yaml::NOT_UTF8, message)
        .at(place)
        .labelled("this byte is not part of a UTF-8 character")
        .hint(format!("the file looks like {guess}: save it again with the encoding UTF-8"))
}

fn nul(name: &str, bytes: &[u8], at: usize) -> Finding {
    let source = Source::new(name, String::from_utf8_lossy(bytes));
    Finding::new(&codes::yaml::NUL, "the file holds a NUL byte")
        .at(Place::new(&source, Span::new(at..at + 1)))
        .labelled("a text file has none")
        .hint("is this the right file? save it as plain text with the encoding UTF-8")
}

/// The finding for a file over [`MAX_BYTES`].
pub(super) fn too_large(source: &Arc<Source>, bytes: usize, sink: &mut Sink) -> Reported {
    sink.error(
        Finding::new(
            &codes::yaml::TOO_LARGE,
            format!("the file has {bytes} bytes; at most {MAX_BYTES} (1 MB) are read"),
        )
        .at(Place::new(source, Span::default()))
        .hint("a record of fifty pages is 200 kB: is this the right file?"),
    )
}
