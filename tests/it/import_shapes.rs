//! One letter as text in the shapes that other programs give it: word for word, or told apart; no word is dropped or changed.

use std::fs;

use imr_letters::import::Verdict;

use crate::import::{as_text, import, letter_of, said};
use crate::layout::assets;
use crate::project::repository;

/// The lines of a letter with four items on three pages, and its record.
fn letter() -> (String, String) {
    let record = fs::read_to_string(repository("data/CM14-0067214.yaml")).unwrap();
    (as_text(&letter_of(&record, assets()).pages), record)
}

/// Every page changed, with its number from 1.
fn each_page(text: &str, change: impl Fn(usize, &str) -> String) -> String {
    let pages = text.split('\u{C}').enumerate().map(|(number, page)| change(number + 1, page.trim_end()));
    pages.collect::<Vec<_>>().join("\n\u{C}")
}

fn each_line(text: &str, change: impl Fn(&str) -> String) -> String {
    text.lines().map(|line| change(line) + "\n").collect()
}

#[test]
fn shapes_of_one_letter_are_read_word_for_word() {
    let (text, record) = letter();
    assert!(text.matches('\u{C}').count() > 0);
    let with_labels = |to: &str| {
        ["guideline: ", "rationale: "]
            .iter()
            .fold(text.clone(), |text, label| text.replace(label, &label.replace(": ", to)))
    };
    for (shape, changed) in [
        ("lines end as in Windows", text.replace('\n', "\r\n")),
        ("lines end as on old Macs", text.replace('\n', "\r")),
        ("a mark of byte order", format!("\u{FEFF}{text}")),
        ("tabs between cells", text.replace("  ", "\t")),
        ("two spaces after labels", with_labels(":  ")),
        ("labels on lines of their own", with_labels(":\n")),
        ("labels above paragraphs", with_labels(":\n\n")),
        (
            "labels that a line end cuts",
            text.replace("Administrator guideline:", "Administrator\nguideline:"),
        ),
        ("indented lines", each_line(&text, |line| format!("    {line}"))),
        ("spaces at line ends", each_line(&text, |line| format!("{line}   "))),
        ("a header on each page", each_page(&text, |_, page| format!("Confidential\n\n{page}"))),
        ("a footer on each page", each_page(&text, |_, page| format!("{page}\n\nConfidential"))),
        ("numbers between hyphens", each_page(&text, |number, page| format!("{page}\n\n- {number} -"))),
        ("form feeds at the end", format!("{text}\n\u{C}\u{C}\n")),
        ("ligatures", text.replace("fi", "\u{FB01}")),
        ("spaces that do not break", text.replace("Pain Medicine", "Pain\u{A0}Medicine")),
        ("places where a word may break", text.replace("acupuncture", "acu\u{200B}puncture")),
    ] {
        assert_ne!(changed, text, "{shape}");
        let imported =
            import("letter.txt", changed.as_bytes()).unwrap_or_else(|found| panic!("{shape} {found:#?}"));
        assert!(matches!(imported.verdict, Some(Verdict::Same { .. })), "{shape} {:?}", imported.verdict);
        assert_eq!(imported.blanks, 0, "{shape}");
        let one_space = |record: &str| {
            let said = said(record).to_string().replace("\\n", " ");
            said.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(one_space(&imported.record), one_space(&record), "{shape}\n{}", imported.record);
    }
}

/// What the wording does not have is shown as a difference, or refused.
#[test]
fn shapes_that_say_something_else_are_told_apart() {
    let (text, _) = letter();
    for (shape, changed) in [
        ("labels in capitals", text.replace("Decision rationale:", "DECISION RATIONALE:")),
        ("other dashes", text.replace('-', "\u{2013}")),
        ("a heading between dashes", text.replace("CLINICAL CASE SUMMARY", "— CLINICAL CASE SUMMARY —")),
        ("a heading in other letters", text.replace("CLINICAL CASE SUMMARY", "Clinical Case Summary")),
        ("an underlined heading", text.replace("CASE SUMMARY\n", "CASE SUMMARY\n=====\n")),
        ("no colon", text.replace("Decision rationale:", "Decision rationale")),
        ("a colon that stands apart", text.replace("rationale:", "rationale :")),
        ("numbered lines", each_line(&text, |line| format!("7 {line}"))),
        ("quoted lines", each_line(&text, |line| format!("> {line}"))),
        ("all in capitals", text.to_uppercase()),
        ("fields in another order", {
            let turned = text
                .replace("Claims Administrator guideline:", "@")
                .replace("MAXIMUS guideline:", "Claims Administrator guideline:");
            turned.replace('@', "MAXIMUS guideline:")
        }),
        (
            "a field that is missing",
            each_line(&text, |line| {
                if line.starts_with("MAXIMUS guideline: Decision based on MTUS Acu") {
                    String::new()
                } else {
                    line.to_owned()
                }
            }),
        ),
        ("a stamp", text.replacen("HOW THE IMR", "RECEIVED AUG 9 2014\nHOW THE IMR", 1)),
        ("dates in another form", text.replace("07/08/2014", "July 8, 2014")),
        ("a date that is none", text.replace("07/08/2014", "07/38/2014")),
        ("another outcome", text.replace("Overturned", "Denied")),
        ("a letter twice", format!("{text}\n\u{C}{text}")),
    ] {
        assert_ne!(changed, text, "{shape}");
        if let Ok(imported) = import("letter.txt", changed.as_bytes()) {
            let verdict = &imported.verdict;
            assert!(
                matches!(verdict, Some(Verdict::Differs(_)) | None),
                "{shape} {verdict:?}\n{}",
                imported.record
            );
        }
    }
}

/// A sentence that ends each page is the letter's, and no footer.
#[test]
fn a_sentence_at_the_end_of_each_page_is_kept() {
    let (text, _) = letter();
    let last = "Therefore, the request is medically necessary.";
    let ended = each_page(&text, |_, page| format!("{page}\n\n{last}"));
    let kept = import("letter.txt", ended.as_bytes()).unwrap().record;
    let count = |text: &str| {
        text.split_whitespace().collect::<String>().matches("therequestismedicallynecessary.").count()
    };
    assert_eq!(count(&kept), count(&ended));
}
