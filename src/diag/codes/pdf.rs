//! Codes of writing the file. All but those of the front matter mean a mistake in the program.

use crate::diag::Ground::Reason;
use crate::diag::{Class, Code, Severity};

pub(super) static CODES: &[&Code] =
    &[&NO_PAGES, &NO_TITLE, &LANGUAGE, &DATE, &STRUCTURE, &HEADING_LEVEL, &FONT, &NO_GLYPH, &TEXT, &REFUSED];

pub static NO_PAGES: Code = Code {
    name: "pdf/no-pages",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A file has pages.",
    why: &[Reason("An empty file is not a letter.")],
    bad: "no page",
    good: "one page or more",
};

pub static NO_TITLE: Code = Code {
    name: "pdf/no-title",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A file has a title.",
    why: &[Reason("Viewers show it in place of the file name (ISO 14289-1, 7.1).")],
    bad: "title: \"\"",
    good: "title: IMR Final Determination CM14-0012345",
};

pub static LANGUAGE: Code = Code {
    name: "pdf/language",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A file names its language.",
    why: &[Reason("A screen reader chooses its voice by it (ISO 14289-1, 7.2).")],
    bad: "language: english please",
    good: "language: en-US",
};

pub static DATE: Code = Code {
    name: "pdf/date",
    severity: Severity::Error,
    class: Class::Input,
    rule: "The date of a file is a day of the calendar.",
    why: &[Reason("It stands in Info and XMP, which must agree (ISO 19005-2, 6.6.3).")],
    bad: "date: 2014-02-31",
    good: "date: 2014-02-11",
};

pub static STRUCTURE: Code = Code {
    name: "pdf/structure",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Every item on a page belongs to an element of the letter, or is an artifact.",
    why: &[Reason("What is neither cannot be read aloud (ISO 14289-1, 7.1).")],
    bad: "an item of an element that is not there",
    good: "an item of a paragraph",
};

pub static HEADING_LEVEL: Code = Code {
    name: "pdf/heading-level",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Heading levels start at 1 and skip none.",
    why: &[Reason("Those who cannot see the page find their way by the levels (ISO 14289-1, 7.4.2).")],
    bad: "H1, then H3",
    good: "H1, then H2",
};

pub static FONT: Code = Code {
    name: "pdf/font",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Every face that pages use is among the fonts and can be embedded.",
    why: &[Reason("An archive needs the glyphs in the file (ISO 19005-2, 6.2.11.4).")],
    bad: "a face that was not loaded",
    good: "a face of the assets",
};

pub static NO_GLYPH: Code = Code {
    name: "pdf/no-glyph",
    severity: Severity::Error,
    class: Class::Input,
    rule: "No glyph is the one for a missing character.",
    why: &[Reason("A box in a name is a wrong name (ISO 14289-1, 7.21.8).")],
    bad: "glyph 0",
    good: "the glyph of the character",
};

pub static TEXT: Code = Code {
    name: "pdf/text",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Every glyph says which text it stands for.",
    why: &[Reason("Copied and read aloud, the letter is the same (ISO 32000-1, 14.8.2.4).")],
    bad: "glyphs that stand for less than their text",
    good: "one glyph a letter",
};

pub static REFUSED: Code = Code {
    name: "pdf/refused",
    severity: Severity::Error,
    class: Class::Input,
    rule: "The library that writes the file gives no warning.",
    why: &[Reason("A file it warns about is not mailed.")],
    bad: "a page that got lost",
    good: "a file written whole",
};
