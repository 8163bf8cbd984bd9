//! Codes of letters and tables that are read into records.

use crate::diag::Ground::Reason;
use crate::diag::{Class, Code, Severity};

pub(super) static CODES: &[&Code] = &[
    &NO_SUCH_WORDING,
    &TOO_LARGE,
    &NOT_A_LETTER,
    &ENCRYPTED,
    &TRUNCATED,
    &DAMAGED,
    &SCANNED,
    &NO_UNICODE,
    &PRIVATE_SIGN,
    &COVER,
    &UNCLAIMED,
    &DIFFERS,
    &NOT_COMPARED,
    &RECORD_EXISTS,
    &CONTRADICTS,
    &CORRECTED_LETTER,
    &BESIDE_LETTERS,
    &SEVERAL_LETTERS,
    &NO_LETTERS,
    &SAME_NAME,
    &TABLE,
    &NOT_TEXT,
    &ROW_REJECTED,
];

pub static NO_SUCH_WORDING: Code = Code {
    name: "import/no-such-wording",
    severity: Severity::Error,
    class: Class::Usage,
    rule: "`imr import --template` names a wording that exists.",
    why: &[Reason("A letter is read by the template of its wording.")],
    bad: "imr import letters --template imr-2013",
    good: "imr import letters --template imr-2014",
};

pub static TOO_LARGE: Code = Code {
    name: "import/too-large",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A letter has at most 200 pages, 32 MB, 64 MB when it is unpacked, and 200,000 things drawn.",
    why: &[Reason("What is larger holds something else, and would only take time and memory.")],
    bad: "imr import a-whole-archive.pdf",
    good: "imr import letter.pdf",
};

pub static NOT_A_LETTER: Code = Code {
    name: "import/not-a-letter",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A file that is imported is a letter in one of the wordings.",
    why: &[Reason("Of anything else no record can be made.")],
    bad: "imr import invoice.pdf",
    good: "imr import CM16-0213037.pdf",
};

pub static ENCRYPTED: Code = Code {
    name: "import/encrypted",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A PDF that is imported opens without a password.",
    why: &[Reason("Its text cannot be read.")],
    bad: "(a PDF with a password to open it)",
    good: "(the same, saved without one)",
};

pub static TRUNCATED: Code = Code {
    name: "import/truncated",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A PDF that is imported is there to its end.",
    why: &[Reason("Pages may be missing, and a record of a part of a letter would be taken for the whole.")],
    bad: "(a PDF whose download was stopped)",
    good: "(the whole file, which ends in %%EOF)",
};

pub static DAMAGED: Code = Code {
    name: "import/damaged",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A PDF that is imported can be read as PDF.",
    why: &[Reason("What is not read is lost.")],
    bad: "(a PDF whose pages cannot be found)",
    good: "(the file as it was saved)",
};

pub static SCANNED: Code = Code {
    name: "import/scanned",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A PDF that is imported holds the text of the letter, not pictures of it.",
    why: &[Reason("What a program recognizes in a picture is a guess, and a letter is never guessed.")],
    bad: "(a scan, with or without recognized text)",
    good: "(the PDF that was printed)",
};

pub static NO_UNICODE: Code = Code {
    name: "import/no-unicode",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A PDF that is imported says which character each glyph is.",
    why: &[Reason("A glyph without its character would be lost or guessed.")],
    bad: "(a PDF whose fonts have no Unicode map)",
    good: "(one that text can be copied from)",
};

pub static PRIVATE_SIGN: Code = Code {
    name: "import/private-sign",
    severity: Severity::Error,
    class: Class::Input,
    rule: "What a sign of a letter that is imported means is known from its character, or from the name of its font.",
    why: &[Reason("U+F0A7 is a square in Wingdings, a club in Symbol and something else in other fonts.")],
    bad: "(a text with U+F0A7)",
    good: "(the same with `▪`)",
};

pub static COVER: Code = Code {
    name: "import/cover",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A letter that is imported starts with its determination, or is an addressed copy as its wording prints them.",
    why: &[Reason("Other pages before it say what no field of a record takes, and words are not dropped.")],
    bad: "(a determination behind a letter of somebody else)",
    good: "(the determination alone, or an addressed copy)",
};

pub static UNCLAIMED: Code = Code {
    name: "import/unclaimed",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Every word of a letter is the wording's or a field's.",
    why: &[Reason("What no field takes would be missing from the letter that is made of the record.")],
    bad: "(a letter with a paragraph that its template does not have)",
    good: "(a letter in a wording of `templates/`)",
};

pub static DIFFERS: Code = Code {
    name: "import/differs",
    severity: Severity::Error,
    class: Class::Input,
    rule: "The letter of an imported record has the words of the letter it came from.",
    why: &[Reason("A record that says something else than the letter that was mailed is worse than none.")],
    bad: "(a letter whose heading has a typing error)",
    good: "(one with the words of its template)",
};

pub static NOT_COMPARED: Code = Code {
    name: "import/not-compared",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Of an imported record a letter can be made.",
    why: &[Reason("Only then it can be compared with the one it came from.")],
    bad: "(a letter whose dates contradict each other)",
    good: "(one that keeps the rules for records)",
};

pub static RECORD_EXISTS: Code = Code {
    name: "import/record-exists",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Importing overwrites no record.",
    why: &[Reason("What a person typed, and what another letter says, would be lost.")],
    bad: "imr import letters (twice)",
    good: "imr import letters --data again",
};

pub static CONTRADICTS: Code = Code {
    name: "import/contradicts",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Letters of one case that are imported together say the same, or one says that it corrects the other.",
    why: &[Reason("They become one record, and which of two letters is right is not guessed.")],
    bad: "(two copies of a case with different decision dates)",
    good: "(the copies of all its parties, as they were mailed)",
};

pub static CORRECTED_LETTER: Code = Code {
    name: "import/corrected-letter",
    severity: Severity::Note,
    class: Class::Input,
    rule: "Of a letter and one that corrects it, the correction is imported.",
    why: &[Reason("It says itself that it replaces the other.")],
    bad: "imr import letters",
    good: "imr import letters/corrected.pdf",
};

pub static BESIDE_LETTERS: Code = Code {
    name: "import/beside-letters",
    severity: Severity::Note,
    class: Class::Input,
    rule: "Of a folder that the program writes letters into, determinations and addressed copies are imported.",
    why: &[Reason(
        "Print runs, proofs of service, public editions and corrected letters tell nothing of a case that these do not, and what letters were made with is no letter.",
    )],
    bad: "imr import out",
    good: "imr import out/mailed/CM14-0067214/employee.pdf",
};

pub static SEVERAL_LETTERS: Code = Code {
    name: "import/several-letters",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A file that is imported holds one letter.",
    why: &[Reason("Where one letter ends and the next one starts is not guessed.")],
    bad: "imr import out/mail/2014-08-06/run.pdf",
    good: "imr import out/mailed",
};

pub static NO_LETTERS: Code = Code {
    name: "import/no-letters",
    severity: Severity::Error,
    class: Class::Usage,
    rule: "A folder that is imported holds letters: PDFs, Markdown or text.",
    why: &[Reason("With nothing to read, the folder was named by mistake.")],
    bad: "imr import pictures",
    good: "imr import letters",
};

pub static SAME_NAME: Code = Code {
    name: "import/same-name",
    severity: Severity::Note,
    class: Class::Input,
    rule: "Of the files of a folder that differ in their ending alone, one is imported: Markdown before PDF before text.",
    why: &[Reason(
        "The program writes each letter as Markdown and as PDF; who changed one of them should know which was read.",
    )],
    bad: "imr import out",
    good: "imr import out/CM14-0012345.pdf",
};

pub static TABLE: Code = Code {
    name: "import/table",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A table that is imported has the names of fields in its first row, `case_number` among them.",
    why: &[Reason("What a cell means is not guessed.")],
    bad: "Case No.,Decision",
    good: "case_number,decisions.1.outcome",
};

pub static NOT_TEXT: Code = Code {
    name: "import/not-text",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A table that is imported is text in UTF-8.",
    why: &[Reason("In another encoding names would lose their letters.")],
    bad: "a table saved as Windows-1252",
    good: "a table saved as CSV UTF-8",
};

pub static ROW_REJECTED: Code = Code {
    name: "import/row-rejected",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A row of a table becomes a record that nothing is wrong with, of a case that has none yet.",
    why: &[Reason(
        "A record that is half right is found later, when it is mailed; a record that is there may be somebody's work.",
    )],
    bad: "CM14-0012345,imr-2014,standard,02/11/2014",
    good: "CM14-0012345,imr-2014,standard,2014-02-11",
};
