//! What authors lay out: lines at the right margin, blocks that stay together, superscripts and subscripts. The examples are
//! those of `templates/README.md`.

use lopdf::{Dictionary, Document, Object};

use imr_letters::diag::{Sink, Source};
use imr_letters::document::read_markdown;
use imr_letters::layout::{Pages, lay_out};
use imr_letters::units::Pt;

use crate::judge::{element_texts, judge};
use crate::layout::assets;
use crate::markdown_marks::FRONT;
use crate::printed::{Line, lines};
use crate::project::{Project, SEED};

const PART: &str = "templates/parts/summary.md";

/// The example of the guide that has a text.
pub fn example(of: &str) -> String {
    let guide = include_str!("../../templates/README.md");
    let examples = guide.split("  ```markdown\n").skip(1).filter_map(|rest| rest.split("  ```\n").next());
    let example = examples.into_iter().find(|example| example.contains(of)).expect(of);
    example.lines().map(|line| format!("{}\n", line.trim_start_matches("  "))).collect()
}

/// The pages of a letter of this text.
fn pages(body: &str) -> Pages {
    let mut sink = Sink::new();
    let markdown = Source::new("letter.md", format!("{FRONT}{body}"));
    let document = read_markdown(&markdown, &mut sink).unwrap_or_else(|_| panic!("{:?}", sink.findings()));
    let style = assets().style("letter").expect("a style");
    lay_out(&document, style, &assets().fonts, None, &mut sink)
        .unwrap_or_else(|_| panic!("{:?}", sink.findings()))
}

/// The PDF of the seed's letter whose summary ends in this, and what was said of it.
fn letter(written: &str, version: &str) -> Vec<u8> {
    let project = Project::with_seed();
    project.write(PART, &format!("{{{{ clinical_summary }}}}\n\n{written}\n"));
    project.write("templates/letter.yaml", &format!("pdf: \"{version}\"\n"));
    let run = project.imr(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    std::fs::read(project.path(&format!("out/{SEED}.pdf"))).expect("a letter")
}

/// The attributes of the elements that have one of a name.
fn attributes(pdf: &[u8], name: &[u8]) -> Vec<Object> {
    let document = Document::load_mem(pdf).expect("a PDF");
    let of = |object: &Object| {
        let entry: &Dictionary = object.as_dict().ok()?.get(b"A").ok()?.as_dict().ok()?;
        let layout = entry.get(b"O").and_then(Object::as_name).is_ok_and(|owner| owner == b"Layout");
        entry.get(name).ok().filter(|_| layout).cloned()
    };
    document.objects.values().filter_map(of).collect()
}

#[test]
fn a_line_stands_at_the_right_margin() {
    let pdf = letter(&example("Sacramento"), "1.7");
    assert_eq!(judge(&pdf), [""; 0]);
    let said = ("P".to_owned(), "Sacramento, February 11, 2014".to_owned());
    assert!(element_texts(&pdf).contains(&said), "{:?}", element_texts(&pdf));
    assert_eq!(attributes(&pdf, b"TextAlign"), [Object::from("End")]);
    // Each line ends at the margin, wherever it begins, and so does a line that is broken.
    let long = "and a text that goes on and on until a line of the page has no room for any more of it, and then on to another line";
    let pages = pages(&format!("-> Short\\\na little longer\\\n{long}\n\nText.\n"));
    let fonts = &assets().fonts;
    for run in pages.pages[0].text_runs().take(4) {
        let trimmed = run.text.trim_end();
        assert!(run.at.x > Pt::whole(72), "{trimmed}");
        let mut run = run.clone();
        run.glyphs.truncate(trimmed.chars().count());
        assert_eq!(run.at.x + run.width(fonts), Pt::whole(540), "{trimmed}");
    }
    let last: &Line = &lines(&pages)[0][4];
    assert_eq!((last.x, last.text.as_str()), (Pt::whole(72), "Text."));
}

#[test]
fn a_block_stays_together() {
    let example = example("together");
    for before in 0..45 {
        let text = format!("{}{example}\nAfter.\n", "Before.\n\n".repeat(before));
        let text = text.replace("{{ decision_date | long_date }}", "");
        let of_block: Vec<bool> = lines(&pages(&text))
            .iter()
            .map(|page| {
                page.iter().any(|line| line.text.contains("looked") || line.text.contains("Medical D"))
            })
            .collect();
        assert_eq!(of_block.iter().filter(|there| **there).count(), 1, "after {before} paragraphs");
    }
    // Without the lines it would not.
    let loose = example.replace("::: together\n", "").replace(":::\n", "");
    let apart = (0..45).any(|before| {
        let pages = pages(&format!("{}{loose}", "Before.\n\n".repeat(before)));
        let pages = lines(&pages);
        let of =
            |words: &str| pages.iter().position(|page| page.iter().any(|line| line.text.contains(words)));
        of("looked") != of("Medical D")
    });
    assert!(apart);
    assert_eq!(judge(&letter(&example, "1.7")), [""; 0]);
}

#[test]
fn a_block_higher_than_a_page_is_refused() {
    let project = Project::with_seed();
    let items = "- an item\n".repeat(60);
    project.write(PART, &format!("{{{{ clinical_summary }}}}\n\n::: together\n\n{items}\n:::\n"));
    let run = project.imr(&["build"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.starts_with("error[layout/together]"), "{}", run.stderr);
    assert!(run.stderr.contains(&format!("--> {PART}:5:1")), "{}", run.stderr);
    // A table's head comes again on every page, and a table stays on one all the same.
    let rows = "| a | b |\n".repeat(10);
    let table = format!("::: together\n\n| A | B |\n| --- | --- |\n{rows}\n:::\n");
    for before in 0..45 {
        let pages = lines(&pages(&format!("{}{table}", "Before.\n\n".repeat(before))));
        let rows =
            pages.iter().filter(|page| page.iter().any(|line| line.text == "ab" || line.text == "a b"));
        assert_eq!(rows.count(), 1, "after {before} paragraphs");
    }
}

#[test]
fn superscripts_and_subscripts_are_tagged_and_stand_in_their_line() {
    let example = example("platelet");
    for (version, name) in [("1.7", &b"BaselineShift"[..]), ("2.0", b"TextPosition")] {
        let pdf = letter(&example, version);
        assert_eq!(judge(&pdf), [""; 0], "{version}");
        let texts: Vec<String> = element_texts(&pdf).into_iter().map(|(_, text)| text).collect();
        // Read through, the words are whole.
        let all = texts.concat();
        assert!(all.contains("150 x 109/L on the 2nd of May, and SpO2 was 98 %."), "{all}");
        let said = attributes(&pdf, name);
        let expected = match version {
            "1.7" => vec![Object::Real(3.96), Object::Real(3.96), Object::Real(-1.68)],
            _ => vec![Object::from("Sup"), Object::from("Sup"), Object::from("Sub")],
        };
        assert_eq!(said, expected, "{version}");
    }
    let pages = pages("**10^6^** of *H~2~O*\n\n| A^1^ | B |\n| --- | --- |\n| c~2~ | d |\n\n# X^2^\n");
    let small: Vec<(String, Pt)> = pages.pages[0]
        .text_runs()
        .filter(|run| run.size < Pt::whole(9))
        .map(|run| (run.text.clone(), run.size))
        .collect();
    let (text, table) = (Pt::milli(7800), Pt::milli(7176));
    let expected = [("6", text), ("2", text), ("1", table), ("2", table), ("2", text)];
    assert_eq!(small, expected.map(|(text, size)| (text.to_owned(), size)));
}

#[test]
fn no_record_lays_anything_out() {
    let project = Project::with_seed();
    let record = format!("data/{SEED}.yaml");
    let typed = "-> 10^6^ of H~2~O\n\n  ::: together\n\n  - -> ~5 mg";
    project.replace(&record, "clinical_summary: |\n", &format!("clinical_summary: |\n  {typed}\n\n  "));
    let run = project.imr(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let pdf = std::fs::read(project.path(&format!("out/{SEED}.pdf"))).expect("a letter");
    let texts: Vec<String> = element_texts(&pdf).into_iter().map(|(_, text)| text).collect();
    for said in ["-> 10^6^ of H~2~O", "::: together", "- -> ~5 mg"] {
        assert!(texts.iter().any(|text| text.trim() == said), "{said}: {texts:?}");
    }
}
