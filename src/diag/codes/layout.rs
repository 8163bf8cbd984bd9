//! Codes of laying a letter out.

use crate::diag::Ground::Reason;
use crate::diag::{Class, Code, Severity};

pub(super) static CODES: &[&Code] = &[
    &MISSING_GLYPH,
    &TOO_MANY_MARKS,
    &FONT,
    &TABLE_COLUMNS,
    &ROW_TOO_HIGH,
    &LIST_ITEM,
    &ADDRESS,
    &WINDOW,
    &FOOTER,
    &OFF_PAGE,
    &EMPTY_CELL,
    &TOGETHER,
    &PICTURE,
];

pub static MISSING_GLYPH: Code = Code {
    name: "layout/missing-glyph",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Every character is in one of the fonts.",
    why: &[Reason("A box or a question mark in a name is a wrong name.")],
    bad: "name: 金 (no font has it)",
    good: "a font that has it in `templates/fonts/`, its file under `fallback:` in the style",
};

pub static TOO_MANY_MARKS: Code = Code {
    name: "layout/too-many-marks",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A letter with its marks is at most 255 bytes of text.",
    why: &[Reason(
        "More marks than that are not part of a name; piled up, they would run over the lines around them.",
    )],
    bad: "name: Zoe with two hundred accents on the e",
    good: "name: Zoë",
};

pub static FONT: Code = Code {
    name: "layout/font",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Every font file that the style names is there.",
    why: &[Reason("Another font has other widths, so lines and pages would end elsewhere.")],
    bad: "regular: Missing.ttf",
    good: "regular: LiberationSerif-Regular.ttf",
};

pub static TABLE_COLUMNS: Code = Code {
    name: "layout/table-columns",
    severity: Severity::Error,
    class: Class::Input,
    rule: "The style has column edges for a table of that many columns.",
    why: &[Reason("Widths are not guessed.")],
    bad: "| a | b | c | d | e |",
    good: "| a | b | c | d |",
};

pub static ROW_TOO_HIGH: Code = Code {
    name: "layout/row-too-high",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A row of a table fits on a page.",
    why: &[Reason("A row stays whole, so that its cells are read side by side.")],
    bad: "a cell of two thousand words",
    good: "a cell of some lines",
};

pub static LIST_ITEM: Code = Code {
    name: "layout/list-item",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A list item has a text; below it paragraphs and lists may follow.",
    why: &[Reason("A label without text beside it means nothing.")],
    bad: "- | a table |",
    good: "- Progress reports",
};

pub static ADDRESS: Code = Code {
    name: "layout/address",
    severity: Severity::Error,
    class: Class::Input,
    rule: "An address fits the window of the envelope.",
    why: &[Reason(
        "Mail with a cut-off address is returned, or goes to somebody else; the address is never shrunk to fit.",
    )],
    bad: "> A NAME OF MORE CHARACTERS THAN FOUR AND A HALF INCHES HOLD",
    good: "> ALEX RIVERA\\\n> 1200 EXAMPLE AVE APT 4\\\n> SACRAMENTO CA 95814-0000",
};

pub static WINDOW: Code = Code {
    name: "layout/window",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Nothing but the address is seen in the window of the envelope.",
    why: &[Reason(
        "The Postal Service would read it as part of the address, and a claim number must not be seen from outside.",
    )],
    bad: "a letterhead of ten lines above the address",
    good: "a letterhead of four lines above the address",
};

pub static FOOTER: Code = Code {
    name: "layout/footer",
    severity: Severity::Error,
    class: Class::Input,
    rule: "The footer fits on its line.",
    why: &[Reason("Words that run into each other or off the page cannot be read.")],
    bad: "left: a sentence of two hundred characters",
    good: "left: \"{case_number}\"",
};

pub static OFF_PAGE: Code = Code {
    name: "layout/off-page",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Everything that is drawn lies inside the page.",
    why: &[Reason("What is off the page is lost.")],
    bad: "width: 3 (a page narrower than its letters)",
    good: "width: 612",
};

pub static EMPTY_CELL: Code = Code {
    name: "layout/empty-cell",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Every cell of a table has a text; at the end of a row of labels, a value may span empty cells.",
    why: &[Reason(
        "A screen reader says nothing at an empty cell, and nobody knows whether something is missing.",
    )],
    bad: "| MRI | |",
    good: "| MRI | Upheld |",
};

pub static TOGETHER: Code = Code {
    name: "layout/together",
    severity: Severity::Error,
    class: Class::Input,
    rule: "What stands between `::: together` and `:::` fits on a page.",
    why: &[Reason("It would be broken where its author said that it is not.")],
    bad: "::: together around a list of a hundred items",
    good: "::: together around the last paragraph and the signature",
};

pub static PICTURE: Code = Code {
    name: "layout/picture",
    severity: Severity::Error,
    class: Class::Input,
    rule: "The logo stands first on its page, in the margin above the first line, and fits there.",
    why: &[Reason(
        "What stands below it, such as the address in the window of the envelope, does not move for it.",
    )],
    bad: "height: 120",
    good: "height: 36",
};
