//! Every setting of the styles with every kind of wrong value: refused at its own line, or the letter is whole and can be
//! read.

use std::sync::Arc;

use imr_letters::diag::{Sink, Source};
use imr_letters::document::Document;
use imr_letters::layout::{GlyphRun, ItemKind, Pages, lay_out};
use imr_letters::style::{Style, read_style_over};
use imr_letters::units::{Point, Pt, Rect, Size};

use crate::layout::{assets, document};

/// The styles that the program carries.
const STYLES: [(&str, &str); 2] = [
    ("letter.yaml", include_str!("../../templates/letter.yaml")),
    ("large_print.yaml", include_str!("../../templates/large_print.yaml")),
];

/// A value in a style: the keys that lead to it, its bytes, what stands there.
type Setting<'a> = (Vec<String>, std::ops::Range<usize>, &'a str);

/// Every value of a style whose lists stand in brackets or hold maps of values.
fn settings(text: &str) -> Vec<Setting<'_>> {
    let (mut all, mut keys, mut at) = (Vec::new(), Vec::<(usize, String)>::new(), 0);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let said = line.split(" #").next().unwrap().trim_end();
        let indent = said.len() - said.trim_start().len();
        if said.trim().is_empty() || said.trim_start().starts_with('#') {
            continue;
        }
        keys.retain(|(of, _)| *of < indent);
        let (said, value_at) = match said.trim_start().strip_prefix("- ") {
            Some(item) => {
                keys.push((indent, "-".to_owned()));
                (item, indent + 2)
            }
            None => (said.trim_start(), indent),
        };
        let (key, value) = said.split_once(": ").unwrap_or(match said.strip_suffix(':') {
            Some(key) => (key, ""),
            None => ("", said),
        });
        if !key.is_empty() {
            keys.push((value_at, key.to_owned()));
        }
        let value_start = start + line[value_at..].find(value).unwrap() + value_at;
        let path: Vec<String> = keys.iter().map(|(_, key)| key.clone()).collect();
        for part in value.trim_matches(['[', ']']).split(", ").filter(|part| !part.is_empty()) {
            let from = value_start + value.find(part).unwrap();
            all.push((path.clone(), from..from + part.len(), part));
        }
    }
    all
}

/// A letter of two pages with everything that a letter may hold.
fn letter(name: &str) -> Document {
    let sentence =
        "The records describe ongoing pain, rated 6 to 8, with *stiffness* and **weakness** on waking. ";
    let mut body = String::from("> ALEX RIVERA\\\n> SACRAMENTO CA 95814\n\n");
    body += "| **Case:** | CM14 | | |\n| --- | --- | --- | --- |\n| **Received:** | 01/06/2014 | **b:** | 2 |\n\n";
    body += "# A HEADING\n\n# ANOTHER\n\n";
    body += &format!("{}\n\n", sentence.repeat(4)).repeat(6);
    body += "- One ***strong*** ☐\n- Two\n\n| Item | Decision |\n| --- | --- |\n| MRI of the spine | Upheld |\n\nText.\n\n";
    body += "| One |\n| --- |\n| MRI |\n\n";
    if name == "letter.yaml" {
        body += "| A | B | C |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n\n";
    }
    body += "## Why\n\nText.\n";
    document(&body)
}

/// What may be typed by mistake, or on purpose.
fn wrong_values(value: &str) -> Vec<String> {
    let mut all: Vec<String> = [
        "0",
        "-1",
        "0.001",
        "1e9",
        "99999999999999999999",
        "2000000",
        "-2000000",
        ".nan",
        ".inf",
        "-.inf",
        "NaN",
        "inf",
        "0x10",
        "1_000",
        "text",
        "\"12\"",
        "[]",
        "[1]",
        "{}",
        "{a: 1}",
        "~",
        "\"\"",
        "true",
        "7 pt",
        "\"a\\nb\"",
        "\"{page\"",
        "\"{pag}\"",
        "\"\u{E000}\"",
    ]
    .map(str::to_owned)
    .to_vec();
    all.push(format!("\"{}\"", "long ".repeat(60)));
    if let Ok(number) = value.parse::<f64>() {
        // A dot or a digit lost, a digit too many, a minus.
        all.extend([-1.0, 0.01, 0.1, 0.5, 2.0, 3.0, 10.0, 100.0].map(|times| (number * times).to_string()));
    }
    all
}

fn read(changed: &Arc<Source>, under: &Arc<Source>, sink: &mut Sink) -> Option<Style> {
    read_style_over(changed, under, sink).ok()
}

/// The lines at which something is found, each with what is said.
fn findings(sink: &Sink, of: &Arc<Source>) -> Vec<(Option<usize>, String)> {
    let line = |at: usize| of.text()[..at].matches('\n').count() + 1;
    let all = sink.findings().iter().map(|finding| {
        let place = finding.place.as_ref().filter(|place| place.source.name() == of.name());
        let said = format!("{}: {} ({:?})", finding.code.name, finding.message, finding.hints);
        (place.map(|place| line(place.span.range().start)), said)
    });
    all.collect()
}

/// The words of all pages without the feet, in their order.
fn words(pages: &Pages) -> String {
    let mut all = String::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        if let (ItemKind::Glyphs(run), imr_letters::layout::Tag::Element(_)) = (&item.kind, &item.tag) {
            all.extend(run.text.chars().filter(|char| char.is_alphanumeric()));
        }
    }
    all
}

/// What of a line of type is ink for certain.
fn ink(run: &GlyphRun) -> Rect {
    let text = run.text.trim_end();
    let (width, height) = (run.width(&assets().fonts), run.size.per_mille(500));
    let width = if text.is_empty() { Pt::ZERO } else { width - Pt::whole(1) };
    Rect { at: Point { x: run.at.x, y: run.at.y - height }, size: Size { width, height } }
}

/// What makes pages unreadable, if anything does.
fn unreadable(pages: &Pages) -> Option<String> {
    let sheet = Rect { at: Point::default(), size: pages.size };
    for page in &pages.pages {
        let runs: Vec<(&GlyphRun, Rect)> = page
            .items
            .iter()
            .filter_map(|item| match &item.kind {
                ItemKind::Glyphs(run) => Some((run, ink(run))),
                _ => None,
            })
            .filter(|(_, ink)| ink.size.width > Pt::ZERO)
            .collect();
        for (number, (run, ink)) in runs.iter().enumerate() {
            if !ink.is_inside(sheet) {
                return Some(format!("`{}` stands off the page", run.text));
            }
            if let Some((other, _)) = runs[..number].iter().find(|(_, other)| ink.overlaps(*other)) {
                return Some(format!("`{}` stands on `{}`", run.text, other.text));
            }
        }
        for item in &page.items {
            if let ItemKind::Fill { rect, gray } = &item.kind {
                let struck = runs.iter().find(|(_, ink)| *gray == 0 && ink.overlaps(*rect));
                if let Some((run, _)) = struck {
                    return Some(format!("a rule strikes `{}` through", run.text));
                }
            }
        }
    }
    None
}

/// A file that says nothing but one setting, on its last line.
fn alone(path: &[String], value: &str) -> Option<String> {
    if path.iter().any(|key| key == "-" || key == "columns" || key == "lines") {
        return None;
    }
    let mut text = String::new();
    for (depth, key) in path.iter().enumerate() {
        text += &format!("{}{key}:{}", "  ".repeat(depth), if depth + 1 < path.len() { "\n" } else { " " });
    }
    Some(text + value)
}

#[test]
fn a_wrong_value_is_refused_at_its_own_line_or_the_letter_is_whole() {
    let mut failed = Vec::new();
    let (mut tried, mut refused, mut harmless) = (0, 0, 0);
    for (name, text) in STYLES {
        let under = Source::new("built-in", text);
        let (document, all) = (letter(name), settings(text));
        assert!(all.len() > 60, "{name}: {} settings", all.len());
        let usual = lay_out(
            &document,
            &read(&Source::new(name, text), &under, &mut Sink::new()).unwrap(),
            &assets().fonts,
            None,
            &mut Sink::new(),
        )
        .unwrap_or_else(|_| panic!("{name}"));
        assert_eq!(unreadable(&usual), None, "{name}");
        let usual = words(&usual);
        for (path, bytes, value) in all {
            for wrong in wrong_values(value) {
                let mut changed = text.to_owned();
                changed.replace_range(bytes.clone(), &wrong);
                let line = text[..bytes.start].matches('\n').count() + 1;
                let mut files = vec![(changed, line)];
                files.extend(alone(&path, &wrong).map(|text| (text, path.len())));
                tried += 1;
                // All of them take minutes; without outside tools a part is tried.
                if !crate::oracles::asked() && tried % 5 != 0 {
                    continue;
                }
                for (number, (text, line)) in files.into_iter().enumerate() {
                    let what = format!("{name}: {}: {wrong:.40}", path.join("/"));
                    let (mut sink, source) = (Sink::new(), Source::new(name, text));
                    let style = read(&source, &under, &mut sink);
                    let flat = style.as_ref().filter(|_| path[0] == "flat_window").and_then(Style::for_flats);
                    // The other file says the same.
                    if let Some(style) = flat.as_ref().or(style.as_ref()).filter(|_| number == 0) {
                        match lay_out(&document, style, &assets().fonts, None, &mut sink) {
                            Err(_) => {}
                            Ok(pages) if path[1..] != ["bullet"] && words(&pages) != usual => {
                                failed.push(format!("{what}: words are lost"))
                            }
                            Ok(pages) => {
                                failed.extend(unreadable(&pages).map(|why| format!("{what}: {why}")))
                            }
                        }
                    }
                    let found = findings(&sink, &source);
                    if found.is_empty() {
                        harmless += 1
                    } else {
                        refused += 1
                    }
                    for (at, said) in found {
                        if at != Some(line) {
                            failed.push(format!("{what}, line {line}, is refused at {at:?}: {said}"));
                        }
                    }
                }
            }
        }
    }
    failed.dedup();
    assert!(failed.is_empty(), "{} of {refused} and {harmless}:\n{}", failed.len(), failed.join("\n"));
    assert!(refused > 500 && harmless > 50, "{refused} refused, {harmless} harmless");
}

/// What reading a style with some of its lines changed finds: at which line, and what.
fn refused(changes: &[(&str, &str)]) -> Vec<(Option<usize>, String)> {
    let (name, text) = STYLES[0];
    let changed = changes.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    let (mut sink, source) = (Sink::new(), Source::new(name, changed));
    read(&source, &Source::new("built-in", text), &mut sink);
    findings(&sink, &source)
}

#[test]
fn of_settings_that_do_not_go_together_the_changed_one_is_at_fault() {
    let line = |of: &str| {
        let text = STYLES[0].1;
        Some(text[..text.find(of).unwrap()].matches('\n').count() + 1)
    };
    let narrow = refused(&[("  width: 612", "  width: 420")]);
    assert_eq!(narrow.len(), 1, "{narrow:?}");
    assert_eq!(narrow[0].0, line("  width: 612"));
    assert!(narrow[0].1.contains("with this `page: width`, `table: columns: 0: 1` is 545.4 points, and must be 0.5 to 419.5; nor does `page: width` go with"), "{narrow:?}");
    // Both changed: the one that is out of bounds.
    let foot = refused(&[
        ("  baseline: 750", "  baseline: 700"),
        ("  lowest_baseline: 716", "  lowest_baseline: 715"),
    ]);
    assert_eq!(foot.len(), 1);
    assert_eq!(foot[0].0, line("  lowest_baseline: 716"));
    // A setting that is wrong by itself is not said again of what depends on it.
    let large = refused(&[("  size: 12\n  leading", "  size: 400\n  leading"), ("82.8", "90")]);
    assert_eq!(large.len(), 1, "{large:?}");
    assert_eq!(large[0].0, line("  size: 12\n  leading"));
    // Two mistakes are two findings.
    let two = refused(&[("\"{case_number}\"", "\"{case_numbr} {pag}\""), ("padding: 5.4", "padding: -1")]);
    assert_eq!(two.len(), 3, "{two:?}");
}
