//! Whether a paragraph ends with a page or goes on over it.

use super::printed::Start;

/// How the first line of a page follows the last one of the page before, by the words on both sides; `fits` says that the
/// first word would have fitted on the line before. Where a sentence goes on, no paragraph ended; where one ends before the
/// end of its line, a paragraph did.
pub(super) fn at_page_turn(last: &str, first: &str, fits: bool) -> Start {
    let ended = last.trim_end_matches(['"', '\'', '”', '’', ')', ']']).ends_with(['.', '!', '?', ':', ';']);
    match (ended, fits) {
        (true, true) => Start::Block,
        (true, false) => Start::Doubt,
        // A line that ends early has lost its last words, or is one by itself.
        (false, true) if !first.starts_with(char::is_lowercase) => Start::Doubt,
        (false, _) => Start::Line,
    }
}
