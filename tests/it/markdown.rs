//! Case text put into Markdown reads back as the same text, in every position a template puts it.

use imr_letters::diag::{Sink, Source, codes};
use imr_letters::document::{markdown_options, read_markdown};
use imr_letters::letter::{Edition, Letter, Paper, compose};
use imr_letters::record::{CaseRecord, parse_record};
use imr_letters::template::{Template, Templates};
use proptest::prelude::*;
use pulldown_cmark::{Event, Parser};

use crate::layout::assets;
use crate::markdown_marks::FRONT;
use crate::project::repository;

/// Templates that put case text in every position, one letter's worth each.
const POSITIONS: &[(&str, &str)] = &[
    ("paragraph", "{{ clinical_summary }}\n"),
    ("second paragraph", "Before.\n\n{{ clinical_summary }}\n\nAfter.\n"),
    ("after a label", "**Decision rationale:** {{ clinical_summary }}\n"),
    ("inside a sentence", "Certified in {{ clinical_summary }}, and licensed in {{ clinical_summary }}.\n"),
    ("side by side", "{{ clinical_summary }}{{ clinical_summary }}\n"),
    (
        "table cell",
        "| **A:** | {{ clinical_summary }} |\n| --- | --- |\n| **B:** | {{ clinical_summary }} |\n",
    ),
    ("first table cell", "| {{ clinical_summary }} | x |\n| --- | --- |\n| {{ clinical_summary }} | y |\n"),
    ("section heading", "# {{ clinical_summary }}\n"),
    ("item line", "## **{{ clinical_summary }}:**  Upheld\n"),
    (
        "item line of a part",
        "## **{{ clinical_summary }} was the request, {{ clinical_summary }} is:** Upheld\n",
    ),
    ("list", "- {{ clinical_summary }}\n- {{ clinical_summary }}\n"),
    ("numbered list", "1. {{ clinical_summary }}\n2. {{ clinical_summary }}\n"),
    ("address", "> {{ clinical_summary }}\\\n> {{ clinical_summary }}\n"),
    ("line of its own", "First:\\\n{{ clinical_summary }}\\\nLast: {{ clinical_summary }}\n"),
];

/// The seed's letter with a text of its own as the summary.
pub fn letter(text: &str) -> Letter {
    thread_local!(static SEED: CaseRecord = {
        let record = std::fs::read_to_string(repository("data/CM14-0012345.yaml")).unwrap();
        parse_record(&Source::new("seed.yaml", record), &mut Sink::new()).unwrap()
    });
    SEED.with(|seed| {
        let mut record = seed.clone();
        let paragraphs: Vec<String> = text.split("\n\n").map(str::to_owned).collect();
        record.clinical_summary = Some(paragraphs.into());
        compose(
            &record,
            &Paper::all_of(&record, Edition::Determination)[0],
            &assets().office,
            assets().summaries(&record.template),
        )
    })
}

fn filled(templates: &Templates, text: &str) -> String {
    let mut sink = Sink::new();
    let markdown = templates.fill("papers/position", &letter(text), &mut sink);
    let markdown = markdown.unwrap_or_else(|_| panic!("{text:?}: {:?}", sink.findings()));
    markdown.text().to_owned()
}

/// The structure of a Markdown text with neighboring texts joined.
fn shape(markdown: &str) -> Vec<String> {
    let mut shape: Vec<String> = Vec::new();
    for event in Parser::new_ext(markdown, markdown_options()) {
        match event {
            Event::Text(text) => match shape.last_mut() {
                Some(last) if last.starts_with("text ") => last.push_str(&text),
                _ => shape.push(format!("text {text}")),
            },
            other => shape.push(format!("{other:?}")),
        }
    }
    shape
}

fn compiled() -> Vec<(&'static str, Templates)> {
    POSITIONS
        .iter()
        .map(|&(name, text)| {
            let source = Source::new("position.md", text);
            let template = Template::new("papers/position.md", source);
            (name, Templates::compile(vec![template], &mut Sink::new()).expect("the template compiles"))
        })
        .collect()
}

fn check(templates: &[(&str, Templates)], text: &str) {
    for (position, templates) in templates {
        let plain = filled(templates, "QQQ");
        let markdown = filled(templates, text);
        let expected: Vec<_> = shape(&plain).iter().map(|part| part.replace("QQQ", text)).collect();
        assert_eq!(shape(&markdown), expected, "{text:?} as {position}: {markdown:?}");
        let sink = &mut Sink::new();
        let _ = read_markdown(&Source::new("position.md", format!("{FRONT}{markdown}")), sink);
        let marks = sink.findings().iter().find(|finding| finding.code == &codes::document::MARKS);
        assert!(marks.is_none(), "{text:?} as {position}: {markdown:?}: {}", marks.unwrap().message);
    }
}

#[test]
fn known_nasty_texts_read_back() {
    let templates = compiled();
    for text in [
        "# Heading",
        "#",
        "## x ##",
        "x #",
        "- item",
        "+ item",
        "* item",
        "-",
        "1. one",
        "12) twelve",
        "12.\u{a0}",
        "12.\u{a0}x",
        "12)\u{a0}",
        "x 12.\u{a0}",
        "-\u{a0}x",
        "-\u{a0}",
        "#\u{a0}x",
        "1.",
        "---",
        "***",
        "___",
        "- - -",
        "===",
        "> quote",
        ">",
        "```",
        "~~~",
        "`code`",
        "a `b` c",
        "*a*",
        "**a**",
        "_a_",
        "__a__",
        "a_b_c",
        "5*3*2",
        "10^6^",
        "a^b c^",
        "^",
        "H~2~O",
        "~5 mg",
        "~",
        "-> x",
        "->x",
        ":::",
        "::: together",
        "<b>",
        "</b>",
        "<!-- x -->",
        "<http://x.y>",
        "a < b",
        "&amp;",
        "&#65;",
        "&#x41;",
        "&",
        "a & b",
        "\\",
        "\\*",
        "a\\",
        "\\\\",
        "[a](b)",
        "![a](b)",
        "[a]: b",
        "[a][b]",
        "[a]",
        "|",
        "a | b",
        "| a | b |",
        "\\|",
        "a||b",
        "$x$",
        "~~a~~",
        "~50",
        "4+/5",
        "10%/5%",
        "#60",
        "L4-5 & L5-S1",
        "(a) b",
        "* * *",
        "*",
        "_",
        "a*",
        "*a",
        "a **b",
        "1) x",
        "[x] done",
        ": x",
        "a  b",
        "Page(s): 99.  Next",
        "=",
        "==",
        "--",
        "-x",
        "+x",
        "1.5",
        "\"a\"",
        "**",
        "*_*",
        "“Quoted”",
        "(a)",
        "_(a)_",
        "*(a)*",
        "é*é*",
        "a*”b”*",
        "]( x",
        "[ ] ( )",
        "] [",
        "](",
        "`",
        "``",
        "` `",
        "&a;b",
        "\\&amp;",
    ] {
        check(&templates, text);
    }
}

#[test]
fn plain_clinical_text_has_no_backslash() {
    for text in [
        "4+/5",
        "10%/5%",
        "Norco 10/325 mg #60",
        "L4-5 & L5-S1",
        "<5 mg",
        "> 3 cm".trim_start_matches("> "),
        "about ~50 mg",
        "[sic]",
        "a_b",
        "(a) b",
        "-5 degrees",
        "1.5 mg",
        "$500",
        "9-10 visits over 8-week",
        "i.e opioids",
        "2 * 3",
        "pain > 5",
        "a | b",
    ] {
        for (position, templates) in compiled() {
            let markdown = filled(&templates, text)
                .replace("First:\\\n", "")
                .replace("\\\nLast", "Last")
                .replace("\\\n>", "\n>");
            if !(position.contains("table") && text.contains('|')) {
                assert!(!markdown.contains('\\'), "{text:?} as {position}: {markdown:?}");
            }
        }
    }
}

#[test]
fn paragraphs_stay_paragraphs() {
    let (_, templates) = compiled().swap_remove(2);
    let markdown = filled(&templates, "One.\n\n# Two\n\n- Three");
    assert_eq!(markdown, "**Decision rationale:** One.\n\n\\# Two\n\n\\- Three\n");
}

#[test]
fn a_list_of_a_record_is_a_list_in_the_letter() {
    let (_, templates) = compiled().swap_remove(2);
    for (text, markdown) in [
        (
            "One:\n\n• Two *\n• - Three\n\nFour",
            "**Decision rationale:** One:\n\n- Two \\*\n- \\- Three\n\nFour\n",
        ),
        ("• Two\n• Three", "**Decision rationale:**\n\n- Two\n- Three\n"),
        ("3. Two\n4. 1. Three", "**Decision rationale:**\n\n3. Two\n4. 1\\. Three\n"),
        ("- a\n- b\n\n- c\n- d", "**Decision rationale:**\n\n- a\n- b\n\n* c\n* d\n"),
        ("1. a\n2. b\n\n- c\n- d", "**Decision rationale:**\n\n1. a\n2. b\n\n- c\n- d\n"),
        ("1. a", "**Decision rationale:** 1. a\n"),
    ] {
        let filled = filled(&templates, text);
        assert_eq!(filled, markdown);
        let sink = &mut Sink::new();
        assert!(
            read_markdown(&Source::new("x.md", format!("{FRONT}{filled}")), sink).is_ok(),
            "{:?}",
            sink.findings()
        );
    }
    for (position, text) in
        [(2, "1. a\n2. b\n\n1. c\n2. d"), (3, "- a\n- b"), (5, "- a\n- b"), (7, "- a\n- b"), (10, "- a\n- b")]
    {
        let (name, templates) = compiled().swap_remove(position);
        let sink = &mut Sink::new();
        assert!(templates.fill("papers/position", &letter(text), sink).is_err(), "{name}");
        assert_eq!(sink.findings()[0].code.name, "template/paragraphs");
    }
}

#[test]
fn paragraphs_in_a_table_are_refused() {
    for position in [5, 7, 10] {
        let (_, templates) = compiled().swap_remove(position);
        let mut sink = Sink::new();
        assert!(templates.fill("papers/position", &letter("One.\n\nTwo."), &mut sink).is_err());
        assert_eq!(sink.findings()[0].code.name, "template/paragraphs");
    }
}

/// Texts of one line made of what means something in Markdown, and of what does not.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec![
            "*", "_", "`", "#", "-", "+", ">", "<", "[", "]", "(", ")", "!", "|", "\\", "&", ";", "~", "=", ".", ":", "/", "\"",
            "'", "$", "^", "{", "}", "1", "12", "x", "a", "é", "“", "”", "—", "\u{a0}", "amp", "&lt;", "](", "]:", "**", "__",
            "```", "---", "<b", "</", "<!--", "http://", "@",
        ]),
        3 => Just(" "),
        1 => Just("  "),
    ];
    prop::collection::vec(piece, 1..14)
        .prop_map(|pieces| pieces.concat().trim().to_owned())
        .prop_filter("empty", |s| !s.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::oracles::cases(2000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nasty_texts_read_back(text in nasty()) {
        thread_local!(static TEMPLATES: Vec<(&'static str, Templates)> = compiled());
        TEMPLATES.with(|templates| check(templates, &text));
    }

    #[test]
    fn any_text_reads_back(text in "[^\\p{C}\\p{Zl}\\p{Zp}]{1,40}") {
        let text = text.trim();
        prop_assume!(!text.is_empty());
        thread_local!(static TEMPLATES: Vec<(&'static str, Templates)> = compiled());
        TEMPLATES.with(|templates| check(templates, text));
    }
}
