//! Codes of what is typed at the command line.

use crate::diag::Ground::Reason;
use crate::diag::{Class, Code, Severity};

pub(super) static CODES: &[&Code] = &[
    &NO_SUCH_CODE,
    &NO_SUCH_COMMAND,
    &NO_MANUAL_PAGE,
    &NO_OUTPUT,
    &OUTPUT_IS_INPUT,
    &SHARD,
    &NO_TEXT,
    &NO_SUCH_WORDING,
    &ONE_RECORD,
    &NO_SUCH_CASE,
    &ONE_OUTPUT,
    &RANGE,
];

pub static NO_SUCH_CODE: Code = Code {
    name: "cli/no-such-code",
    severity: Severity::Error,
    class: Class::Usage,
    rule: "`imr explain` takes a code that findings have.",
    why: &[Reason("It has no explanation for others.")],
    bad: "imr explain record/unknwon",
    good: "imr explain record/unknown-field",
};

pub static NO_SUCH_COMMAND: Code = Code {
    name: "cli/no-such-command",
    severity: Severity::Error,
    class: Class::Usage,
    rule: "`imr man` takes a command of the program.",
    why: &[Reason("There is no page for others.")],
    bad: "imr man bild",
    good: "imr man build",
};

pub static NO_MANUAL_PAGE: Code = Code {
    name: "cli/no-manual-page",
    severity: Severity::Error,
    class: Class::System,
    rule: "The manual page of a command can be made.",
    why: &[Reason("A failure is always reported.")],
    bad: "(a mistake in the program)",
    good: "imr man build",
};

pub static NO_OUTPUT: Code = Code {
    name: "cli/no-output",
    severity: Severity::Error,
    class: Class::Usage,
    rule: "`imr pdf -` says where to write.",
    why: &[Reason("A letter from standard input has no name.")],
    bad: "imr pdf - < letter.md > /dev/tty",
    good: "imr pdf - -o letter.pdf < letter.md",
};

pub static OUTPUT_IS_INPUT: Code = Code {
    name: "cli/output-is-input",
    severity: Severity::Error,
    class: Class::Usage,
    rule: "A letter is not written over its own Markdown.",
    why: &[Reason("The text would be lost.")],
    bad: "imr pdf letter.md -o letter.md",
    good: "imr pdf letter.md -o letter.pdf",
};

pub static SHARD: Code = Code {
    name: "cli/shard",
    severity: Severity::Error,
    class: Class::Usage,
    rule: "`--shard auto/N` runs as a job of an array of N.",
    why: &[Reason(
        "Without its index a job cannot know its part, and a part built twice or never is worse than none.",
    )],
    bad: "imr build --shard auto/20 (outside a job array)",
    good: "imr build --shard 3/20",
};

pub static NO_TEXT: Code = Code {
    name: "cli/no-text",
    severity: Severity::Error,
    class: Class::Usage,
    rule: "`imr templates show` prints files that are text.",
    why: &[Reason(
        "The bytes of a font cannot be read by people, and could change the settings of the terminal.",
    )],
    bad: "imr templates show fonts/LiberationSans-Bold.ttf",
    good: "imr templates copy fonts/LiberationSans-Bold.ttf",
};

pub static NO_SUCH_WORDING: Code = Code {
    name: "cli/no-such-wording",
    severity: Severity::Error,
    class: Class::Usage,
    rule: "`imr templates names` takes a wording that exists.",
    why: &[Reason("Another wording has no names to list.")],
    bad: "imr templates names imr-2015",
    good: "imr templates names imr-2016",
};

pub static ONE_RECORD: Code = Code {
    name: "cli/one-record",
    severity: Severity::Error,
    class: Class::Usage,
    rule: "`imr preview`, `imr serve` and `imr explain` take one record.",
    why: &[Reason("The program does not guess which of several is meant.")],
    bad: "imr preview data",
    good: "imr preview CM14-0067214",
};

pub static NO_SUCH_CASE: Code = Code {
    name: "cli/no-such-case",
    severity: Severity::Error,
    class: Class::Usage,
    rule: "A case number that is named is that of a record in the data folder.",
    why: &[Reason("The program does not guess which one was meant.")],
    bad: "imr build CM14-0067241",
    good: "imr build CM14-0067214",
};

pub static ONE_OUTPUT: Code = Code {
    name: "cli/one-output",
    severity: Severity::Error,
    class: Class::Usage,
    rule: "`imr build -` makes one PDF of one record.",
    why: &[Reason("Two files in one stream could not be told apart.")],
    bad: "imr build - --edition mailed < record.yaml > copies.pdf",
    good: "imr build - < record.yaml > letter.pdf",
};

pub static RANGE: Code = Code {
    name: "cli/range",
    severity: Severity::Error,
    class: Class::Usage,
    rule: "`imr report` counts from a day to that day or a later one.",
    why: &[Reason(
        "A range that ends before it begins has no letters, and its zeros would look like a result.",
    )],
    bad: "imr report --from 2014-12-31 --to 2014-01-01",
    good: "imr report --from 2014-01-01 --to 2014-12-31",
};
