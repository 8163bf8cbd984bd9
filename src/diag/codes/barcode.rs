//! Codes of what machines read on a sheet.

use crate::diag::Ground::Reason;
use crate::diag::{Class, Code, Severity};

pub(super) static CODES: &[&Code] = &[&MAILER, &ZIP, &ROOM, &SERIAL, &MARK_FIELD, &MARK_PLACE];

pub static MAILER: Code = Code {
    name: "barcode/mailer",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A mailer identifier is 6 digits that begin with 0 to 8, or 9 digits that begin with 9; a service type 3 digits.",
    why: &[Reason("A piece with another one is somebody else's, or nobody's (USPS-B-3200, 2).")],
    bad: "mailer_identifier: 12345",
    good: "mailer_identifier: 123456",
};

pub static ZIP: Code = Code {
    name: "barcode/zip",
    severity: Severity::Error,
    class: Class::Input,
    rule: "An address with an Intelligent Mail barcode has its ZIP+4.",
    why: &[Reason("A ZIP code of five digits leads a machine to a post office and not to an address.")],
    bad: "zip: 95814",
    good: "zip: 95814-0000",
};

pub static ROOM: Code = Code {
    name: "barcode/room",
    severity: Severity::Error,
    class: Class::Input,
    rule: "Below the address there is room in the window for the Intelligent Mail barcode.",
    why: &[Reason("A barcode that the window cuts off is read by no machine (USPS-B-3200, 3).")],
    bad: "an address of five lines, in the window of a #10 envelope",
    good: "an address of four lines",
};

pub static SERIAL: Code = Code {
    name: "barcode/serial",
    severity: Severity::Error,
    class: Class::Input,
    rule: "No two pieces of a mailer have the same serial number within 45 days.",
    why: &[Reason("The Postal Service would take one for the other (USPS-B-3200, 2).")],
    bad: "more than a million pieces in 45 days with a mailer identifier of 9 digits",
    good: "a mailer identifier of 6 digits, which has a thousand million serial numbers",
};

pub static MARK_FIELD: Code = Code {
    name: "barcode/mark-field",
    severity: Severity::Error,
    class: Class::Input,
    rule: "The mark of a sheet has two digits for the run of the day, six for the envelope and two for the sheet.",
    why: &[Reason("A number that is cut off is another number, and the sheet goes into another envelope.")],
    bad: "a copy of 100 sheets",
    good: "a copy of 99 sheets",
};

pub static MARK_PLACE: Code = Code {
    name: "barcode/mark-place",
    severity: Severity::Error,
    class: Class::Input,
    rule: "A mark stands in white, away from text, folds and the window of the envelope.",
    why: &[Reason("With anything beside it a machine cannot read it; in the window the post would.")],
    bad: "left: 100 (in the text)",
    good: "left: 21",
};
