//! Case text where a template may not put it.

/// Why case text cannot stand where a template puts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Misplaced {
    /// Byte offset in the Markdown without marks.
    pub at: usize,
    /// Which of the marked texts it is, from 0.
    pub text: usize,
    pub kind: Misplacement,
}

impl Misplaced {
    pub fn new(at: usize, text: usize, kind: Misplacement) -> Misplaced {
        Misplaced { at, text, kind }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misplacement {
    /// Text of several paragraphs in a table, a heading or a list.
    Paragraphs,
    /// A numbered list right after another that it does not count on from.
    Lists,
    /// A list with text of the template after it on its last line.
    BehindList,
    /// Case text in the front matter that the filter `yaml` was not put to.
    FrontMatter,
}
