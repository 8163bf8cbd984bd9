//! How large a PDF becomes when it is read: a few kilobytes can be made to unpack to gigabytes.

use hayro_svg::hayro_syntax::{Filter, Pdf};

use crate::deflate::inflated;

/// The streams of a letter hold a few megabytes, pictures included.
const MOST_UNPACKED: usize = 64 << 20;
/// A stream in a form that cannot be counted is not longer than this.
const MOST_UNCOUNTED: usize = 256 << 10;
/// A stream that is packed twice does not hold more than this.
const MOST_PACKED_TWICE: usize = 1 << 20;

/// Whether the streams in the bytes of a file, wherever they are, hold more than any letter.
pub(super) fn is_too_much(bytes: &[u8]) -> bool {
    const STREAM: &[u8] = b"stream";
    let mut left = MOST_UNPACKED;
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(STREAM.len()).position(|window| window == STREAM) {
        at += found + STREAM.len();
        let content = bytes[at..].trim_ascii_start();
        // The two bytes before any stream in zlib form (RFC 1950, 2.2).
        if !matches!(content, [0x78, 0x01 | 0x5E | 0x9C | 0xDA, ..]) {
            continue;
        }
        let inflated = inflated(content, left);
        let Some(rest) = left.checked_sub(inflated.len) else { return true };
        if inflated.again && inflated.len > MOST_PACKED_TWICE {
            return true;
        }
        left = rest;
    }
    false
}

/// Whether long streams of a file are in forms of which [`is_too_much`] knows nothing.
pub(super) fn is_uncounted(pdf: &Pdf, length: usize) -> bool {
    length > MOST_UNCOUNTED
        && pdf.objects().into_iter().filter_map(|object| object.into_stream()).any(|stream| {
            let filters = stream.filters();
            let packed =
                filters.iter().any(|filter| matches!(filter, Filter::LzwDecode | Filter::FlateDecode));
            let counted = matches!(filters[..], [Filter::FlateDecode, ..]);
            packed && !counted && stream.raw_data().len() > MOST_UNCOUNTED
        })
}
