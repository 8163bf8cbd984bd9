//! How a letter as it would be made now stands to what is in the folder for letters.

use std::path::Path;

use super::read::read_bytes;

/// The state of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterState {
    /// What is there is what a build would write.
    UpToDate,
    /// A build would write something else.
    Changed,
    /// Nothing of it is there.
    NeverBuilt,
}

/// The state of a letter that came out as this.
pub fn letter_state(case_number: &str, markdown: &str, pdf: &[u8], out: &Path) -> LetterState {
    let there = |ending: &str| read_bytes(&out.join(format!("{case_number}.{ending}"))).ok();
    match (there("md"), there("pdf")) {
        (None, None) => LetterState::NeverBuilt,
        (Some(old_markdown), Some(old_pdf)) if old_markdown == markdown.as_bytes() && old_pdf == pdf => {
            LetterState::UpToDate
        }
        _ => LetterState::Changed,
    }
}

/// The Markdown of a letter as it was built; none where it was not, or is no text.
pub fn built_markdown(case_number: &str, out: &Path) -> Option<String> {
    String::from_utf8(read_bytes(&out.join(format!("{case_number}.md"))).ok()?).ok()
}
