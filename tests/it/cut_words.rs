//! Words that a line end cuts: printed as they stand, read whole.

use imr_letters::diag::{Sink, Source};
use imr_letters::layout::{ItemKind, Pages};
use imr_letters::render::{pages_of_markdown, pdf_of_markdown};

use crate::judge::{element_texts, judge};
use crate::layout::assets;
use crate::printed::lines;

const FRONT: &str =
    "---\ntitle: T\nlanguage: en-US\ndate: 2014-02-11\ncase_number: CM14-0012345\nstyle: letter\n---\n\n";

/// Words with a hyphen, of the kinds that letters have.
const WORDS: [&str; 5] = [
    "11-24-2016",
    "10%-Cyclobenzaprine",
    "electro-myography",
    "IMR-2016-A",
    "non-steroidal-anti-inflammatory",
];

fn pages(markdown: &str) -> Pages {
    let mut sink = Sink::new();
    let source = Source::new("t.md", format!("{FRONT}{markdown}"));
    pages_of_markdown(&source, assets(), &mut sink).unwrap_or_else(|_| panic!("{:?}", sink.findings())).1
}

fn pdf(markdown: &str) -> Vec<u8> {
    let mut sink = Sink::new();
    let source = Source::new("t.md", format!("{FRONT}{markdown}"));
    pdf_of_markdown(&source, assets(), &mut sink).unwrap_or_else(|_| panic!("{:?}", sink.findings()))
}

/// Markdown with a word at each place of a line, and whether it is cut there.
fn at_every_place() -> Vec<(String, &'static str, bool)> {
    let mut all = Vec::new();
    for word in WORDS {
        for before in (1..45).step_by(2) {
            let markdown = format!("{} seen {word} and on.\n", "xy ".repeat(before).trim_end());
            let whole = lines(&pages(&markdown))[0].iter().any(|line| line.text.contains(word));
            all.push((markdown, word, !whole));
        }
    }
    all
}

fn cut(markdown: &str) -> (Vec<String>, Vec<String>) {
    let pages = pages(markdown);
    let items = pages.pages.iter().flat_map(|page| &page.items);
    let runs = items.filter_map(|item| match &item.kind {
        ItemKind::Glyphs(run) => Some(run),
        ItemKind::Fill { .. } | ItemKind::Picture { .. } => None,
    });
    runs.filter_map(|run| Some((run.text.clone(), run.read_as.as_deref()?.to_owned()))).unzip()
}

#[test]
fn a_word_is_read_whole_wherever_a_line_end_cuts_it_and_printed_as_it_was() {
    let mut cuts = 0;
    for (markdown, word, is_cut) in at_every_place() {
        let (printed, read) = cut(&markdown);
        assert_eq!(!read.is_empty(), is_cut, "{markdown}");
        if is_cut {
            cuts += 1;
            assert_eq!(printed.concat().trim_end(), word, "{markdown}");
            assert_eq!(read.concat().trim_end(), word, "{markdown}");
        }
        // Nothing is read twice, and nothing is missing.
        let pdf = pdf(&markdown);
        let texts = element_texts(&pdf);
        assert_eq!(texts.iter().map(|(_, text)| text.as_str()).collect::<String>(), markdown.trim_end());
        assert_eq!(judge(&pdf), [""; 0], "{markdown}");
    }
    assert!(cuts >= 5, "{cuts} words were cut");
}

#[test]
fn what_is_cut_over_pages_and_in_tables_is_read_whole() {
    let table = "| Item | Denial |\n| --- | --- |\n| xyxyxyx xyxyxyxy xyxyxyxyxy xyxyxy electro-myography. | Upheld |\n";
    let found = (0..40)
        .any(|more| cut(&table.replace("xyxyxyx ", &"x ".repeat(more))).1 == ["electro-myography", "."]);
    assert!(found, "no cell cuts the word");
    // The cut stands at the end of a page, for one of these.
    let over = (1100..1400).step_by(4).find_map(|many| {
        let pages = pages(&format!("{}\n", "11-24-2016 ".repeat(many)));
        let last = pages.pages.first()?.items.iter().rev().find_map(|item| match &item.kind {
            ItemKind::Glyphs(run) if run.read_as.is_some() => Some(run.text.clone()),
            _ => None,
        })?;
        (last == "11-24-").then_some(many)
    });
    assert!(over.is_some(), "no page ends in a cut word");
}

#[test]
fn a_word_of_two_looks_is_left_as_it_is_and_no_word_is_lost() {
    for before in 0..45 {
        let markdown = format!("{} seen 11-**24**-2016 and on.\n", "xy ".repeat(before).trim_end());
        assert_eq!(cut(&markdown).1, [""; 0]);
    }
    // Nor is a word wider than a line, which is cut more than once.
    let wide = "a-".repeat(150) + "b";
    assert_eq!(cut(&format!("See {wide} there.\n")).1, [""; 0]);
}

/// What readers make of a cut word, under `IMR_ORACLES=1`: poppler copies lines as they are printed, pdfium copies and
/// finds the word.
#[test]
fn readers_find_a_cut_word_and_lines_stand_as_printed() {
    if !crate::oracles::asked() {
        println!("skipped: set IMR_ORACLES=1 to ask poppler and pdfium");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut asked = 0;
    for (markdown, word, _) in at_every_place().into_iter().filter(|(.., is_cut)| *is_cut).step_by(3) {
        std::fs::write(folder.path().join("l.pdf"), pdf(&markdown)).unwrap();
        let script = "import sys, pypdfium2\n\
            page = pypdfium2.PdfDocument('l.pdf')[0].get_textpage()\n\
            assert page.search(sys.argv[1]).get_next(), 'not found'\n\
            text = page.get_text_range()\n\
            assert text.count(sys.argv[1]) == 1, text\n";
        crate::pdf::ask("python3", &["-c", script, word], folder.path());
        let printed = crate::pdf::ask("pdftotext", &["-layout", "l.pdf", "-"], folder.path());
        for line in &lines(&pages(&markdown))[0] {
            assert!(
                line.text.starts_with("CM14") || printed.contains(&line.text),
                "{} in {printed}",
                line.text
            );
        }
        asked += 1;
    }
    assert!(asked > 3);
}
