//! Markdown -> pages: what must hold for every letter, and that every setting of the style matters.

use imr_letters::assets::Assets;
use imr_letters::diag::{Sink, Source};
use imr_letters::document::{Block, BlockKind, Document, Inline, read_markdown};
use imr_letters::layout::{Element, ElementId, ItemKind, Pages, Role, Tag, lay_out};
use imr_letters::style::Style;
use imr_letters::units::Pt;
use proptest::prelude::*;

use crate::printed::{golden, lines};

const FRONT: &str =
    "---\ntitle: T\nlanguage: en-US\ndate: 2014-02-11\ncase_number: CM14-0012345\nstyle: letter\n---\n\n";

/// One assets serves all tests.
pub fn assets() -> &'static Assets {
    static KIT: std::sync::LazyLock<Assets> = std::sync::LazyLock::new(|| {
        let mut sink = Sink::new();
        Assets::assemble(Vec::new(), &mut sink).unwrap_or_else(|_| panic!("{:?}", sink.findings()))
    });
    &KIT
}

pub fn document(body: &str) -> Document {
    document_with(FRONT, body)
}

fn document_with(front: &str, body: &str) -> Document {
    let mut sink = Sink::new();
    read_markdown(&Source::new("letter.md", format!("{front}{body}")), &mut sink)
        .unwrap_or_else(|_| panic!("{:?}", sink.findings()))
}

fn laid_out(document: &Document, style: &Style) -> Pages {
    let mut sink = Sink::new();
    lay_out(document, style, &assets().fonts, None, &mut sink)
        .unwrap_or_else(|_| panic!("{:?}", sink.findings()))
}

fn style() -> Style {
    assets().style("letter").unwrap().clone()
}

fn check(body: &str, expected: &[&[&str]]) {
    let pages = laid_out(&document(body), &style());
    let printed: Vec<Vec<String>> = lines(&pages)
        .into_iter()
        .map(|page| page.into_iter().filter(|l| l.y < Pt::whole(722)).map(|l| l.text).collect())
        .collect();
    assert_eq!(printed, expected);
}

/// The code of the first finding that reading or laying out gives.
fn refused(body: &str) -> &'static str {
    let mut sink = Sink::new();
    let source = Source::new("letter.md", format!("{FRONT}{body}"));
    if let Ok(document) = read_markdown(&source, &mut sink) {
        let _ = lay_out(&document, &style(), &assets().fonts, None, &mut sink);
    }
    sink.findings().first().map_or("nothing", |finding| finding.code.name)
}

#[test]
fn lines_break_at_spaces_and_hyphens_never_after_slashes() {
    let text = format!("{} and/or electro-{}", "x".repeat(74), "y".repeat(70));
    check(&text, &[&[&"x".repeat(74), "and/or electro-", &"y".repeat(70)]]);
}

#[test]
fn a_word_wider_than_the_measure_breaks_at_a_slash_or_hyphen_else_at_the_measure() {
    let address = format!("http://example.org/{}/{}", "a".repeat(60), "b".repeat(40));
    check(&address, &[&[&format!("http://example.org/{}/", "a".repeat(60)), &"b".repeat(40)]]);
    check(&"m".repeat(60), &[&[&"m".repeat(50), &"m".repeat(10)]]);
}

#[test]
fn what_a_letter_has_no_use_for_is_refused() {
    assert_eq!(refused("Text\n\n> # quoted\n"), "document/no-use");
    assert_eq!(refused("Text ![x](y.png)\n"), "document/no-use");
    assert_eq!(refused("Text [x](y)\n"), "document/link");
    assert_eq!(refused("<b>x</b>\n"), "document/no-use");
    assert_eq!(refused("Text <b>x</b>\n"), "document/no-use");
    assert_eq!(refused("    code\n"), "document/no-use");
    assert_eq!(refused("Some `code`\n"), "document/no-use");
    assert_eq!(refused("Text\n\n***\n\nText\n"), "document/no-use");
    assert_eq!(refused("## Second\n"), "document/heading-level");
    assert_eq!(refused("# \n"), "document/empty-heading");
    assert_eq!(refused(""), "document/empty");
    assert_eq!(refused("| A | |\n| --- | --- |\n| b | c |\n"), "document/table-head");
    assert_eq!(refused("| a | b | c | d | e |\n| - | - | - | - | - |\n"), "layout/table-columns");
    assert_eq!(
        refused(&format!("| A | b |\n| - | - |\n| {} | c |\n", "word ".repeat(800))),
        "layout/row-too-high"
    );
    assert_eq!(refused("| A | b |\n| - | - |\n| MRI | |\n"), "layout/empty-cell");
    assert_eq!(refused("| **A:** | b | **C:** | |\n| - | - | - | - |\n"), "layout/empty-cell");
    assert_eq!(refused("- | a |\n  | - |\n"), "layout/list-item");
    assert_eq!(refused("A \u{10FFFD} character.\n"), "layout/missing-glyph");
}

#[test]
fn a_letter_without_front_matter_is_refused() {
    let mut sink = Sink::new();
    assert!(read_markdown(&Source::new("letter.md", "# Text\n"), &mut sink).is_err());
    assert_eq!(sink.findings()[0].code.name, "document/front-matter");
    for (front, code) in [
        ("language: english please\ndate: 2014-02-11", "document/language"),
        ("language: en\ndate: 2014-02-31", "document/date"),
    ] {
        let text = format!("---\ntitle: T\n{front}\ncase_number: C\nstyle: letter\n---\n\nText.\n");
        let mut sink = Sink::new();
        assert!(read_markdown(&Source::new("letter.md", text), &mut sink).is_err());
        assert_eq!(sink.findings()[0].code.name, code);
    }
}

fn text_of(inlines: &[Inline]) -> String {
    inlines.iter().map(|i| if let Inline::Text { text, .. } = i { text.as_str() } else { " " }).collect()
}

fn texts(blocks: &[Block], to: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::PageBreak | BlockKind::Picture { .. } => {}
            BlockKind::Heading { inlines, .. }
            | BlockKind::Address(inlines)
            | BlockKind::AtRight(inlines)
            | BlockKind::Paragraph(inlines) => to.push(text_of(inlines)),
            BlockKind::Table(table) => {
                to.extend(table.rows.iter().flatten().map(|cell| text_of(&cell.inlines)))
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| texts(item, to)),
        }
    }
}

/// The element that a label or its text belongs to, or the element itself.
fn whole(elements: &[Element], id: ElementId) -> ElementId {
    let element = &elements[id.0 as usize];
    if matches!(element.role, Role::Label | Role::Text | Role::Raised(_)) {
        element.parent.unwrap()
    } else {
        id
    }
}

/// Lines of every element on every page: (element, page, heights).
fn element_lines(pages: &Pages) -> Vec<(ElementId, usize, Vec<Pt>)> {
    let mut found: Vec<(ElementId, usize, Vec<Pt>)> = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            let (ItemKind::Glyphs(run), Tag::Element(id)) = (&item.kind, item.tag) else { continue };
            let id = whole(&pages.elements, id);
            match found.iter_mut().find(|(element, page, _)| (*element, *page) == (id, number)) {
                Some((_, _, heights)) if heights.last() == Some(&run.at.y) => {}
                Some((_, _, heights)) => heights.push(run.at.y),
                None => found.push((id, number, vec![run.at.y])),
            }
        }
    }
    found
}

fn holds_for(document: &Document) {
    let (style, fonts) = (style(), &assets().fonts);
    let pages = laid_out(document, &style);
    // No character is lost, none is added.
    let mut printed = String::new();
    let lists = |id: ElementId| pages.elements[id.0 as usize].role == Role::ListLabel;
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let ItemKind::Glyphs(run) = &item.kind else { continue };
        if let Tag::Element(id) = item.tag
            && !lists(id)
        {
            printed.push_str(&run.text);
        }
        let width: Pt = run.glyphs.iter().map(|g| run.size.of_em(fonts.face(run.face).advance(g.id))).sum();
        let spaces = run.text.len() - run.text.trim_end().len();
        let trailing = run.size.per_mille(250) * spaces as i32;
        let right = style.page.width - style.page.margin_right;
        assert!(run.at.x + width - trailing <= right, "{:?} is too wide", run.text);
        assert!(run.at.x >= style.page.margin_left, "{:?} starts left of the margin", run.text);
    }
    let mut expected = Vec::new();
    texts(&document.blocks, &mut expected);
    assert_eq!(printed, expected.concat());
    // Two lines at least on either side of a page end, and nothing alone at a page's foot.
    let lines = element_lines(&pages);
    for (id, page, heights) in &lines {
        let total: usize = lines.iter().filter(|(other, _, _)| other == id).map(|(_, _, h)| h.len()).sum();
        assert!(heights.len() >= 2 || total == 1, "one line of {total} stands alone on page {page}");
        assert!(heights.iter().all(|&y| y <= style.page.lowest_baseline));
    }
    // A heading stays on one page, whatever it says.
    for (number, element) in pages.elements.iter().enumerate() {
        let on = lines.iter().filter(|(id, _, _)| id.0 as usize == number).count();
        assert!(on <= 1 || !matches!(element.role, Role::Heading(_)), "{element:?} is on {on} pages");
    }
    // Nothing is off the page.
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let (at, right, bottom) = match &item.kind {
            ItemKind::Glyphs(run) => (run.at, run.at.x, run.at.y),
            ItemKind::Fill { rect, .. } | ItemKind::Picture { rect, .. } => {
                (rect.at, rect.at.x + rect.size.width, rect.at.y + rect.size.height)
            }
        };
        assert!(
            at.x >= Pt::ZERO && at.y >= Pt::ZERO && right <= style.page.width && bottom <= style.page.height
        );
    }
    for (number, page) in pages.pages.iter().enumerate().take(pages.pages.len() - 1) {
        let last = page.items.iter().rev().find_map(|item| match item.tag {
            Tag::Element(id) => Some(whole(&pages.elements, id)),
            Tag::Artifact(_) => None,
        });
        let element = &pages.elements[last.unwrap().0 as usize];
        let goes_on = lines.iter().any(|(id, page, _)| *id == last.unwrap() && *page == number + 1);
        let heading = matches!(element.role, Role::Heading(_));
        let span = element.span.range();
        let introduces = document.source.text()[span].trim_end().ends_with(':');
        assert!(goes_on || !(heading || introduces), "{element:?} stands alone at the foot of page {number}");
    }
}

fn words(least: usize, most: usize) -> impl Strategy<Value = String> {
    let word = prop_oneof![
        12 => "[a-z]{1,12}",
        2 => "[A-Z][a-z]{1,8}, [a-z]{2,5}-[a-z]{2,5}",
        1 => "[a-z]{60,150}",
        1 => "[a-z]{30,60}/[a-z]{30,60}-[a-z]{30,60}",
        1 => Just("x  y".to_owned()),
    ];
    prop::collection::vec(word, least..most).prop_map(|words| words.join(" "))
}

/// A block; headings are short enough that no page holds nothing but headings.
fn block() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => words(1, 160),
        2 => words(1, 40).prop_map(|text| format!("{text}:")),
        3 => words(1, 120).prop_map(|text| format!("**Decision rationale:** {text}")),
        2 => words(1, 6).prop_map(|text| format!("# {text}")),
        3 => words(1, 10).prop_map(|text| format!("## **{text}:**  Upheld")),
        2 => words(1, 16).prop_map(|text| format!("## **{text} was the original request,** **{text} is:** Upheld\n\nWhy.")),
        1 => (1_u32..200_000_000, words(1, 30)).prop_map(|(n, text)| format!("{n}. {text}\n{}. {text}\n\nThen.", n + 1)),
        1 => words(1, 30).prop_map(|text| format!("- {text}\n- {text}")),
        1 => words(1, 30).prop_map(|text| format!("-> {text}")),
        1 => words(1, 30).prop_map(|text| format!("{text} of 10^6^ and H~2~O")),
        1 => words(1, 9).prop_map(|text| format!("::: together\n\n{text}\n\n- {text}\n\n:::")),
        1 => words(1, 9).prop_map(|text| format!("| Item | Decision |\n| --- | --- |\n| {text} | Upheld |\n| {text} | x |")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::oracles::cases(120), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn holds_for_every_letter(blocks in prop::collection::vec(block(), 1..24)) {
        holds_for(&document(&format!("# Start\n\n{}\n", blocks.join("\n\n"))));
    }
}

/// A letter in which every setting has something to act on.
fn everything() -> Document {
    let sentence =
        "The records describe ongoing pain, rated 6 to 8, with *stiffness* and **weakness** on waking. ";
    let mut body = String::from("| **Case:** | ***CM14*** *x* | | |\n| --- | --- | --- | --- |\n");
    body += "| **Received on a long label:** | 01/06/2014 | **b:** | 2 |\n\n# A HEADING\n\n# ANOTHER\n\n";
    for paragraph in 1..40 {
        body += &sentence.repeat(paragraph % 7 + 1);
        body += "\n\n";
    }
    body += "- One ***strong*** ☐\n- Two\n\n| Item | Decision |\n| --- | --- |\n| MRI | Upheld |\n\n";
    body += "Text.\n\n| One |\n| --- |\n| MRI |\n\nText.\n\n| A | B | C |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n\nText.\n";
    // As wide as the window shows.
    body += "\n---\n\n> EXAMPLE OCCUPATIONAL CLINIC OF FRESNO\\\n> SECOND\n\nText.\n";
    document_with(&FRONT.replace("style:", "first_language: es\nstyle:"), &body)
}

/// Every way to change one value of a style.
fn changes(value: &serde_yaml::Value, path: &str, to: &mut Vec<(String, Vec<String>)>) {
    let step = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}/{key}") };
    match value {
        serde_yaml::Value::Mapping(map) => {
            map.iter().for_each(|(key, value)| changes(value, &step(key.as_str().unwrap()), to));
        }
        serde_yaml::Value::Sequence(list) => {
            list.iter().enumerate().for_each(|(n, value)| changes(value, &step(&n.to_string()), to));
        }
        serde_yaml::Value::Number(number) => {
            let more = |by: f64| (number.as_f64().unwrap() + by).to_string();
            to.push((path.to_owned(), vec![more(1.0), more(14.0), "0.5".into()]));
        }
        serde_yaml::Value::String(text) if text.ends_with(".ttf") => {
            to.push((
                path.to_owned(),
                vec!["LiberationSans-Italic.ttf".into(), "LiberationSerif-Bold.ttf".into()],
            ));
        }
        serde_yaml::Value::String(text) if text == "center" => {
            to.push((path.to_owned(), vec!["left".into()]))
        }
        serde_yaml::Value::String(_) => to.push((path.to_owned(), vec!["x".into(), "fr".into()])),
        serde_yaml::Value::Bool(set) => to.push((path.to_owned(), vec![(!set).to_string()])),
        other => panic!("{path} is {other:?}"),
    }
}

fn set(value: &mut serde_yaml::Value, path: &str, to: &str) {
    let mut at = value;
    for key in path.split('/') {
        at = match key.parse::<usize>() {
            Ok(number) => &mut at[number],
            Err(_) => &mut at[key],
        };
    }
    *at = serde_yaml::from_str(to).unwrap();
}

#[test]
fn every_setting_changes_the_pages() {
    let yaml: serde_yaml::Value = serde_yaml::from_str(include_str!("../../templates/letter.yaml")).unwrap();
    let document = everything();
    let [usual, usual_flat] =
        [style(), style().for_flats().unwrap()].map(|style| laid_out(&document, &style));
    let mut all = Vec::new();
    changes(&yaml, "", &mut all);
    // What machines read is drawn when letters go into a print run.
    all.retain(|(path, _)| !path.starts_with("marks/"));
    assert!(all.len() > 40, "only {} settings were found", all.len());
    for (path, values) in all {
        let acts = values.iter().any(|value| {
            let mut changed = yaml.clone();
            set(&mut changed, &path, value);
            let Ok(style) = serde_yaml::from_value::<Style>(changed) else { return false };
            let mut sink = Sink::new();
            let is_flat = path.starts_with("flat_window/");
            let (style, usual) =
                if is_flat { (style.for_flats().unwrap(), &usual_flat) } else { (style, &usual) };
            let pages = lay_out(&document, &style, &assets().fonts, None, &mut sink);
            // What the window does not show any more, and a sign that no font has, is refused.
            pages.map_or(
                ["window/", "flat_window/", "fallback/"].iter().any(|end| path.starts_with(end)),
                |pages| {
                    pages.size != laid_out(&document, &self::style()).size
                        || golden(&pages, &assets().fonts) != golden(usual, &assets().fonts)
                    // Where the envelope is wider, less is free at every position of the sheet.
                    || pages.below_address != usual.below_address
                },
            )
        });
        assert!(acts, "no change of `{path}` changes the pages");
    }
}

#[test]
fn nothing_is_drawn_off_the_page() {
    // A style that was not read, and so not checked.
    let mut yaml: serde_yaml::Value =
        serde_yaml::from_str(include_str!("../../templates/letter.yaml")).unwrap();
    set(&mut yaml, "text/size", "400");
    let style = serde_yaml::from_value::<Style>(yaml).unwrap();
    let mut sink = Sink::new();
    assert!(lay_out(&document("Text.\n"), &style, &assets().fonts, None, &mut sink).is_err());
    assert_eq!(sink.findings()[0].code.name, "layout/off-page");
}

#[test]
fn an_item_sentence_and_a_signature_stay_on_one_page() {
    for lines in 30..48 {
        let filler = "Line\n\n".repeat(lines / 2);
        let sentence = "## **Many sessions of physical therapy were the original request. A few of them were authorized by \
                        the Claims Administrator. The remaining IMR eligible portion of the original request,** **more \
                        sessions of physical therapy is:** Upheld\n\nWhy.\n";
        let signature = "\\\n\\\n\\\nRobin Example, MD\\\nMedical Director\n";
        for block in [sentence, signature] {
            let pages = laid_out(&document(&format!("# A\n\n{filler}{block}")), &style());
            let of_block: Vec<usize> = element_lines(&pages)
                .iter()
                .filter(|(id, _, _)| {
                    let span = pages.elements[id.0 as usize].span.range();
                    let text = &document(&format!("# A\n\n{filler}{block}")).source.text()[span].to_owned();
                    text.len() > 6
                })
                .map(|(_, page, _)| *page)
                .collect();
            assert!(of_block.windows(2).all(|pair| pair[0] == pair[1]), "{lines}: {of_block:?}");
        }
    }
}

#[test]
fn a_short_heading_follows_what_leads_up_to_it() {
    let pages = laid_out(
        &document(
            "# A\n\nx\n\n# B\n\n## **Ten were the original request. The original request,** **five is:** Upheld\n",
        ),
        &style(),
    );
    let roles: Vec<_> = pages.elements.iter().map(|element| (element.role, element.title.as_str())).collect();
    assert!(
        roles.contains(&(Role::Heading(1), "A")) && roles.contains(&(Role::Heading(2), "B")),
        "{roles:?}"
    );
    assert!(roles.contains(&(Role::Heading(3), "five is: Upheld")), "{roles:?}");
}

#[test]
fn a_table_that_goes_on_repeats_its_column_heads() {
    let rows = "| MRI of the lumbar spine | Upheld |\n".repeat(120);
    let pages = laid_out(&document(&format!("| Item | Decision |\n| --- | --- |\n{rows}")), &style());
    assert_eq!(pages.pages.len(), 3);
    for (number, page) in lines(&pages).into_iter().enumerate() {
        assert_eq!(page[0].text, "ItemDecision", "page {number}");
        let artifact = pages.pages[number].items.iter().find_map(|item| match &item.kind {
            ItemKind::Glyphs(run) if run.text == "Item" => Some(matches!(item.tag, Tag::Artifact(_))),
            _ => None,
        });
        assert_eq!(artifact, Some(number > 0));
        // Rules come after every background, so that none is half hidden.
        let fills = page_fills(&pages, number);
        let first_rule = fills.iter().position(|gray| *gray == 0).unwrap();
        assert!(fills[first_rule..].iter().all(|gray| *gray == 0));
    }
}

fn page_fills(pages: &Pages, number: usize) -> Vec<u16> {
    let fill = |item: &imr_letters::layout::Item| match item.kind {
        ItemKind::Fill { gray, .. } => Some(gray),
        ItemKind::Glyphs(_) | ItemKind::Picture { .. } => None,
    };
    pages.pages[number].items.iter().filter_map(fill).collect()
}

#[test]
fn a_lists_number_never_runs_into_its_text() {
    for first in [1, 98, 9_998, 99_999_998] {
        let pages = laid_out(&document(&format!("{first}. one\n{}. two\n", first + 1)), &style());
        let runs: Vec<_> = pages.pages[0].text_runs().collect();
        for pair in runs.chunks(2) {
            assert!(pair[0].at.x + pair[0].width(&assets().fonts) < pair[1].at.x, "{:?}", pair[0].text);
        }
    }
}

#[test]
fn characters_of_word_and_mail_print_as_what_they_are() {
    let text = "e\u{2011}mail 5\u{202F}mg 1\u{2007}0 a\u{205F}b a\u{3000}b 300 \u{212A} 5 \u{212B} \u{2012}\u{2013}\u{2014}\u{2015} \u{2022} \u{BD} \u{B2} \u{2122} \u{2610} \u{2611}";
    for strong in ["", "**"] {
        let pages = laid_out(&document(&format!("{strong}{text}{strong}\n")), &style());
        let printed: String = pages.pages[0].text_runs().map(|run| run.text.as_str()).collect();
        assert_eq!(printed, text);
    }
    // It holds what stands on either side together, where a hyphen would not.
    let long = format!("{} electro\u{2011}diagnostic", "x".repeat(70));
    check(&long, &[&[&"x".repeat(70), "electro\u{2011}diagnostic"]]);
    check(
        &format!("{} 10%-Cyclobenzaprine", "x".repeat(70)),
        &[&[&format!("{} 10%-", "x".repeat(70)), "Cyclobenzaprine"]],
    );
}

#[test]
fn time_grows_with_the_text_and_not_with_its_square() {
    let time = |text: String| {
        let document = document(&text);
        let start = std::time::Instant::now();
        laid_out(&document, &style());
        start.elapsed()
    };
    for body in [
        |n: usize| "m".repeat(n),
        |n: usize| "- entry\n".repeat(n / 8),
        |n: usize| "wörter עברית ".repeat(n / 20),
    ] {
        let (small, large) = (time(body(40_000)), time(body(320_000)));
        assert!(large < small * 40 + std::time::Duration::from_millis(300), "{small:?} {large:?}");
    }
}

#[test]
fn large_print_has_the_same_words_in_the_same_elements() {
    let large = assets().style("large_print").unwrap();
    let body = "| **Case Number:** | CM14 | | |\n| --- | --- | --- | --- |\n| **Assigned:** | 01/06/2014 | **Decided:** | 02/11/2014 |\n\n# A\n\nText.\n\n| Item | Decision |\n| --- | --- |\n| MRI | Upheld |\n";
    let document = document(body);
    let (usual, large) = (laid_out(&document, &style()), laid_out(&document, large));
    let tagged = |pages: &Pages| -> Vec<(Role, String)> {
        let mut texts = vec![String::new(); pages.elements.len()];
        for item in pages.pages.iter().flat_map(|page| &page.items) {
            if let (ItemKind::Glyphs(run), Tag::Element(id)) = (&item.kind, item.tag) {
                texts[id.0 as usize].push_str(&run.text);
            }
        }
        pages.elements.iter().map(|element| element.role).zip(texts).collect()
    };
    assert_eq!(tagged(&usual), tagged(&large));
    for item in large.pages.iter().flat_map(|page| &page.items) {
        if let ItemKind::Glyphs(run) = &item.kind {
            assert_eq!(run.size, Pt::whole(18));
        }
    }
}

#[test]
fn what_is_in_another_language_says_so() {
    let front = FRONT.replace("style:", "first_language: es\nstyle:");
    let body = "Office\n\n> NAME\n\n# AVISO\n\nLa junta (*Appeals Board*).\n\n| Tratamiento | Decisión |\n| --- | --- |\n| *MRI* | Negado |\n\n---\n\n# NOTICE\n\nText.\n";
    let pages = laid_out(&document_with(&front, body), &style());
    let language = |needle: &str| {
        let (id, _) = pages
            .pages
            .iter()
            .flat_map(|page| &page.items)
            .find_map(|item| match (&item.kind, item.tag) {
                (ItemKind::Glyphs(run), Tag::Element(id)) if run.text.contains(needle) => Some((id, ())),
                _ => None,
            })
            .unwrap();
        let mut at = Some(id);
        while let Some(id) = at {
            let element = &pages.elements[id.0 as usize];
            if let Some(language) = &element.language {
                return Some(language.clone());
            }
            at = element.parent;
        }
        None
    };
    for (needle, expected) in [
        ("Office", None),
        ("NAME", None),
        ("AVISO", Some("es")),
        ("La junta", Some("es")),
        ("Appeals Board", Some("en-US")),
        ("MRI", Some("en-US")),
        ("Negado", Some("es")),
        ("NOTICE", None),
    ] {
        assert_eq!(language(needle).as_deref(), expected, "{needle}");
    }
    let feet: Vec<String> = lines(&pages).into_iter().map(|page| page.last().unwrap().text.clone()).collect();
    assert_eq!(feet, ["CM14-0012345Página 1 de 2", "CM14-0012345Page 2 of 2"]);
}
