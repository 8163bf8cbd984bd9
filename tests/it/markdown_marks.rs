//! What Markdown would drop or change without a word: every row of the table in `templates/README.md`.

use imr_letters::diag::{Sink, Source, render};
use imr_letters::document::{Block, BlockKind, Inline, Script, read_markdown};
use imr_letters::layout::lay_out;
use imr_letters::template::{Template, Templates};

use proptest::prelude::*;

use crate::layout::assets;
use crate::markdown::letter;

/// The front matter of a letter.
pub const FRONT: &str =
    "---\ntitle: T\nlanguage: en-US\ndate: 2014-02-11\ncase_number: CM14-0012345\nstyle: letter\n---\n\n";

/// The rows of the table: what is written, and what becomes of it.
fn rows() -> Vec<(String, String)> {
    let readme = include_str!("../../templates/README.md");
    let table = readme.split("| written | becomes |\n| --- | --- |\n").nth(1).expect("the table");
    let rows = table.lines().take_while(|line| line.starts_with('|')).map(|line| {
        let row = line.replace("\\|", "\u{1}");
        let cells: Vec<&str> = row.split('|').collect();
        let written = cells[1].trim().trim_matches('`').trim_matches(|c| c == '`' || c == '\u{2}');
        let written = if cells[1].trim().starts_with("``") {
            format!("`{}`", written.trim().trim_matches('`'))
        } else {
            written.to_owned()
        };
        (written.replace('\u{1}', "|").replace('⏎', "\n"), cells[2].trim().replace('\u{1}', "|"))
    });
    rows.collect()
}

/// What reading a letter's text gives: its blocks in words, or its findings with their hints.
fn read(markdown: &str) -> Result<String, String> {
    let mut sink = Sink::new();
    match read_markdown(&Source::new("letter.md", markdown), &mut sink) {
        Ok(document) => Ok(document.blocks.iter().map(words).collect::<Vec<_>>().join("\n\n")),
        Err(_) => {
            let hints: Vec<String> =
                sink.findings().iter().flat_map(|finding| finding.hints.clone()).collect();
            Err(format!("{}{}", render::short(sink.findings()), hints.join("\n")))
        }
    }
}

fn words(block: &Block) -> String {
    let text = |inlines: &[Inline]| -> String {
        let each = inlines.iter().map(|inline| match inline {
            Inline::Text { text, script: Script::Superscript, .. } => format!("raised({text})"),
            Inline::Text { text, script: Script::Subscript, .. } => format!("lowered({text})"),
            Inline::Text { text, strong, emphasis, .. } => match (strong, emphasis) {
                (true, _) => format!("bold({text})"),
                (_, true) => format!("italic({text})"),
                _ => text.clone(),
            },
            _ => "⏎".to_owned(),
        });
        each.collect()
    };
    match &block.kind {
        BlockKind::Heading { inlines, .. } => format!("heading({})", text(inlines)),
        BlockKind::Paragraph(inlines) => text(inlines),
        BlockKind::AtRight(inlines) => format!("right({})", text(inlines)),
        BlockKind::List { items, .. } => format!("list of {}", items.len()),
        BlockKind::Table(table) => format!("table of {} rows", table.rows.len()),
        other => format!("{other:?}"),
    }
}

/// What a row of the table promises, in the words of [`words`].
fn promised(written: &str, becomes: &str) -> String {
    match becomes {
        "itself" => written.to_owned(),
        "a heading" => "heading(HEADING)".to_owned(),
        "bold text" => "bold(bold)".to_owned(),
        "italic text" => "italic(italic)".to_owned(),
        "an entry of a list" => "list of 1".to_owned(),
        "two entries of a list" => "list of 2".to_owned(),
        "one paragraph, a space between its lines" => "Text goes on".to_owned(),
        "two lines of one paragraph" => "Line⏎line".to_owned(),
        "the text `# Text`" => "# Text".to_owned(),
        "the text `10^6`" => "10^6".to_owned(),
        "the character it names: `&`" => "&".to_owned(),
        "10 and a small 6 above the line" => "10raised(6)".to_owned(),
        "H and O and a small 2 below the line" => "Hlowered(2)O".to_owned(),
        "`Text` at the right margin" => "right(Text)".to_owned(),
        "two lines at the right margin" => "right(Line⏎line)".to_owned(),
        "a table" => "table of 2 rows".to_owned(),
        other => panic!("the test does not know what `{other}` is"),
    }
}

fn check(road: &str, written: &str, becomes: &str, read: &Result<String, String>) {
    match (becomes.strip_prefix("an error: "), read) {
        (Some(why), Err(said)) => assert!(said.contains(why), "{road}: {written:?} says {said}, not `{why}`"),
        (None, Ok(words)) => assert_eq!(*words, promised(written, becomes), "{road}: {written:?}"),
        _ => panic!("{road}: {written:?} is to be {becomes}, and gives {read:?}"),
    }
}

#[test]
fn every_row_of_the_table_holds_in_a_letter_edited_by_hand() {
    let rows = rows();
    assert!(rows.len() > 40, "{}", rows.len());
    for (written, becomes) in rows {
        for body in [format!("{written}\n"), format!("# H\n\nText.\n\n{written}\n\nText.\n")] {
            let read = read(&format!("{FRONT}{body}"));
            let read = read.map(|words| {
                words.trim_start_matches("heading(H)\n\nText.\n\n").trim_end_matches("\n\nText.").to_owned()
            });
            check("by hand", &written, &becomes, &read);
        }
    }
}

#[test]
fn every_row_of_the_table_holds_in_a_template() {
    for (written, becomes) in rows() {
        let sink = &mut Sink::new();
        let source = Source::new("w.md", format!("{FRONT}{written}\n"));
        let filled = Templates::compile(vec![Template::new("papers/w.md".to_owned(), source)], sink)
            .and_then(|templates| templates.fill("papers/w", &letter("x"), sink));
        let read = match filled {
            Ok(markdown) => read(markdown.text()),
            Err(_) => Err(render::short(sink.findings())),
        };
        check("in a template", &written, &becomes, &read);
    }
}

#[test]
fn nesting_has_a_limit() {
    for body in [
        ">".repeat(10_000),
        format!("{}x", "> ".repeat(10_000)),
        "*".repeat(100_000),
        format!("{}x{}", "*".repeat(50_000), "*".repeat(50_000)),
        format!("{}x{}", "*a **b ".repeat(20_000), "** *".repeat(20_000)),
        format!("{}x", "- ".repeat(50_000)),
        (0..2_000).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect(),
        format!("{}x", "[".repeat(50_000)),
        format!("{}x{}", "[".repeat(20_000), "](a)".repeat(20_000)),
    ] {
        let start: String = body.chars().take(12).collect();
        assert!(read(&format!("{FRONT}{body}\n")).is_err() || start.starts_with('['), "{start}");
    }
}

#[test]
fn time_grows_with_the_text_and_not_faster() {
    let many = |all: u32| crate::oracles::cases(all) as usize;
    let row = format!("|{}\n", " a |".repeat(50));
    for body in [
        "`".repeat(many(400_000)),
        "` ".repeat(many(200_000)),
        "x".repeat(many(1_000_000)),
        "- entry\n".repeat(many(50_000)),
        format!("{row}|{}\n{}", " - |".repeat(50), row.repeat(many(2_000))),
        "a * b _ c ".repeat(many(50_000)),
        "1. ".repeat(many(100_000)),
        "\\ ".repeat(many(200_000)),
        "a^b ".repeat(many(100_000)),
        "a~b~".repeat(many(100_000)),
        "::: together\n\na\n\n:::\n\n".repeat(many(20_000)),
    ] {
        let _ = read(&format!("{FRONT}{body}\n"));
    }
    let templates = compiled();
    for text in [
        "`".repeat(many(400_000)),
        "* ".repeat(many(200_000)),
        "_ ".repeat(many(200_000)),
        "- - ".repeat(many(100_000)),
        "= ".repeat(many(200_000)),
        "[a]: ".repeat(many(80_000)),
        "1.".repeat(many(200_000)),
        "&a;".repeat(many(100_000)),
        "x\n\n".repeat(many(50_000)).trim().to_owned(),
        "a^b~".repeat(many(100_000)),
    ] {
        let filled = templates
            .fill("papers/w", &letter(&text), &mut Sink::new())
            .expect("a text of a record fits anywhere");
        let _ = read(&format!("{FRONT}{}", filled.text()));
    }
}

/// A template that prints the summary as a paragraph.
fn compiled() -> Templates {
    let template = Template::new("papers/w.md", Source::new("w.md", "{{ clinical_summary }}\n"));
    Templates::compile(vec![template], &mut Sink::new()).expect("the template compiles")
}

/// Two spaces that end a line are gone before the arrow is looked at.
#[test]
fn an_arrow_alone_on_its_line_is_an_error() {
    let read = read(&format!("{FRONT}->  \nText.\n"));
    assert!(read.is_err_and(|said| said.contains("would be printed")));
}

/// What a hand may leave in a letter, next to anything else.
const PIECES: [&str; 40] = [
    "-> ",
    "->",
    "::: together",
    "\n\n:::\n\n",
    ":::",
    "\n\n",
    "\n",
    "  \n",
    "\\\n",
    "^",
    "~",
    "^6^",
    "~2~",
    "**",
    "*",
    "_",
    "![a](logo)",
    "![",
    "](",
    "[l](https://a.org)",
    "a",
    "b c",
    "&amp;",
    "&#32;",
    "\\",
    "é",
    "|",
    "\n\n| a | b |\n| --- | --- |\n| c | d |\n\n",
    "- ",
    "1. ",
    "> ",
    "# ",
    "## ",
    "<b>",
    "`",
    "\u{a0}",
    "مرحبا",
    "---",
    " ",
    "#",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in a letter that was edited by hand is laid out or refused.
    #[test]
    fn any_text_is_laid_out_or_refused(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 1..12)) {
        let mut sink = Sink::new();
        let markdown = Source::new("letter.md", format!("{FRONT}Text.\n\n{}\n\nText.\n", pieces.concat()));
        let laid_out = read_markdown(&markdown, &mut sink).and_then(|document| {
            lay_out(&document, assets().style("letter").expect("a style"), &assets().fonts, None, &mut sink)
        });
        prop_assert_eq!(laid_out.is_err(), sink.errors_since(0).is_some());
    }
}
