//! What is said of letters that cannot be imported, or not as they are.

use std::ops::Range;

use super::printed::Printed;
use super::verify::Difference;
use crate::diag::{Finding, Severity, codes, visible};

/// How many characters of a letter are shown.
const SHOWN: usize = 120;

pub(super) fn no_such_wording(wanted: &str, known: &[String]) -> Finding {
    Finding::new(&codes::import::NO_SUCH_WORDING, format!("there is no template `{}`", visible(wanted)))
        .hint(format!("name one of {}, or none to have it found", listed(known)))
}

pub(super) fn too_large(name: &str) -> Finding {
    let message = format!(
        "`{name}` is larger than any letter: more than 200 pages, 32 MB (64 MB unpacked) or 200,000 things drawn"
    );
    Finding::new(&codes::import::TOO_LARGE, message).hint("split the file, if several letters are in it")
}

pub(super) fn not_text(name: &str) -> Finding {
    Finding::new(&codes::import::NOT_A_LETTER, format!("`{name}` is neither a PDF nor text in UTF-8"))
        .hint("save it as PDF or as plain text from the program that it was made with")
}

pub(super) fn no_words(name: &str) -> Finding {
    Finding::new(&codes::import::NOT_A_LETTER, format!("`{name}` holds no words"))
        .hint("is it the right file?")
}

pub(super) fn encrypted(name: &str) -> Finding {
    Finding::new(&codes::import::ENCRYPTED, format!("`{name}` is encrypted: it opens with a password only"))
        .hint("save it without a password, with a program that knows it")
}

pub(super) fn truncated(name: &str) -> Finding {
    Finding::new(&codes::import::TRUNCATED, format!("`{name}` is truncated: the end of the PDF is missing"))
        .hint("copy or download it again, whole")
}

pub(super) fn damaged(name: &str) -> Finding {
    Finding::new(&codes::import::DAMAGED, format!("`{name}` is damaged: its pages cannot be read as PDF"))
        .hint("save it again from the program that it was made with")
}

pub(super) fn scanned(name: &str, pages: usize, unseen: usize) -> Finding {
    let under = if unseen > 0 {
        ": what was recognized in the pictures is a guess, and no text of the letter"
    } else {
        ": its pages are pictures, or empty"
    };
    let message = format!("`{name}` has no text on its {pages} pages{under}");
    Finding::new(&codes::import::SCANNED, message)
        .hint("find the file that was scanned, or type the record: `imr new CASE_NUMBER`")
}

pub(super) fn scanned_page(name: &str, page: usize) -> Finding {
    let message = format!("page {page} of `{name}` is a picture without text: what it says cannot be read");
    Finding::new(&codes::import::SCANNED, message)
        .hint("where it is no page of the letter, save the PDF without it; else type the record: `imr new CASE_NUMBER`")
}

pub(super) fn unknown_glyphs(name: &str, unknown: usize, all: usize) -> Finding {
    let message = format!(
        "`{name}` does not say which characters {unknown} of its {all} glyphs are: a font has no Unicode map"
    );
    Finding::new(&codes::import::NO_UNICODE, message)
        .hint("save it again from the program that it was made with, or as plain text")
}

/// `before` is what stands before the sign on its page.
pub(super) fn private_in_pdf(name: &str, sign: char, page: usize, before: &str) -> Finding {
    let words: Vec<&str> = before.split_whitespace().collect();
    let near = words[words.len().saturating_sub(4)..].join(" ");
    let place = match near.as_str() {
        "" => format!("at the head of page {page}"),
        near => format!("on page {page}, after \"{}\"", visible(near)),
    };
    let message =
        format!("`{name}` has a sign {place}, that only its font gives a meaning to: {}", code(sign));
    Finding::new(&codes::import::PRIVATE_SIGN, message)
        .hint("of the signs of Symbol and the common ones of Wingdings the meaning is known; in another font, put the sign that is meant in its place")
}

pub(super) fn private_in_text(name: &str, sign: char, line: usize) -> Finding {
    let message =
        format!("`{name}` has a sign on line {line} that only its font gives a meaning to: {}", code(sign));
    Finding::new(&codes::import::PRIVATE_SIGN, message).hint(
        "put the sign that is meant in its place, such as `•`, or import the PDF, which names its fonts",
    )
}

fn code(sign: char) -> String {
    format!("U+{:04X}", u32::from(sign))
}

pub(super) fn not_a_letter(name: &str, wordings: &[String]) -> Finding {
    let message = format!("`{name}` is no letter of the wordings {}", listed(wordings));
    Finding::new(&codes::import::NOT_A_LETTER, message)
        .hint("a letter in another wording needs a template of its own: see `imr help templates`")
}

pub(super) fn unclaimed(
    name: &str,
    letter: &Printed,
    bytes: &Range<usize>,
    wording: &str,
    more: usize,
) -> Finding {
    let text: String = letter.said(bytes).chars().take(SHOWN).collect();
    let cut = if bytes.len() > text.len() { " …" } else { "" };
    let others = match more {
        0 => String::new(),
        1 => ", and another passage".to_owned(),
        more => format!(", and {more} other passages"),
    };
    let message = format!(
        "no field of `{wording}` takes these words of `{name}` ({}): \"{}{cut}\"{others}",
        letter.place(bytes.start),
        visible(&text)
    );
    Finding::new(&codes::import::UNCLAIMED, message)
        .hint("where it is another wording, add its template; else type the record: `imr new CASE_NUMBER`")
}

pub(super) fn before_the_letter(name: &str, letter: &Printed, bytes: &Range<usize>, start: usize) -> Finding {
    let text: String = letter.said(bytes).chars().take(SHOWN).collect();
    let cut = if bytes.len() > text.len() { " …" } else { "" };
    let message = format!(
        "`{name}` has words before its determination, which starts at {}: \"{}{cut}\"",
        letter.place(start),
        visible(&text)
    );
    Finding::new(&codes::import::COVER, message).hint(
        "import the pages of the determination alone: of a PDF they can be saved as a file of their own",
    )
}

pub(super) fn proof_of_service(name: &str) -> Finding {
    let message =
        format!("`{name}` is a proof of service: it tells who was served, and nothing of what was decided");
    Finding::new(&codes::import::COVER, message)
        .hint("import the determination of the case, or an addressed copy of it")
}

pub(super) fn cover_alone(name: &str) -> Finding {
    let message =
        format!("`{name}` is the cover page of an addressed copy without the determination behind it");
    Finding::new(&codes::import::COVER, message)
        .hint("import the determination of the case, or the whole copy")
}

pub(super) fn several_letters(name: &str, letters: usize) -> Finding {
    let message = format!("`{name}` holds {letters} letters, as a print run does");
    Finding::new(&codes::import::SEVERAL_LETTERS, message).hint(
        "import each from a file of its own: the copies of a print run are below `out/mailed`; of another PDF, save each letter as a file",
    )
}

pub(super) fn differs(name: &str, difference: &Difference) -> Finding {
    let Difference { same, letter, rebuilt } = difference;
    let message = format!(
        "the letter of the record differs from `{name}` after \"{}\": [-{}-] {{+{}+}}",
        visible(same),
        visible(letter),
        visible(rebuilt)
    );
    Finding::new(&codes::import::DIFFERS, message)
        .hint("[-what the letter says-] {+what the record's letter would say+}: correct the record")
}

pub(super) fn no_letter(name: &str, found: &[Finding]) -> Finding {
    let first = found.iter().find(|finding| finding.severity() == Severity::Error);
    let why = first.map_or(String::new(), |finding| format!(": {}", finding.message));
    let message = format!("no letter can be made of the record of `{name}`, so it was not compared{why}");
    Finding::new(&codes::import::NOT_COMPARED, message).hint("`imr check` shows the places in the record")
}

fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
