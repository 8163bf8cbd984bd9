//! Page breaks, the address in the envelope's window, and the language of what comes first.

use imr_letters::diag::Sink;
use imr_letters::layout::{ItemKind, Pages, Role, Tag};
use imr_letters::render::pages_of_markdown;
use imr_letters::units::{Pt, Rect};

use crate::layout::assets;
use crate::printed::lines;

const FRONT: &str =
    "---\ntitle: T\nlanguage: en-US\ndate: 2014-02-11\ncase_number: CM14-0012345\nstyle: letter\n";

fn pages(front: &str, body: &str) -> Result<Pages, Vec<&'static str>> {
    let mut sink = Sink::new();
    let source = imr_letters::diag::Source::new("t.md", format!("{FRONT}{front}---\n\n{body}"));
    pages_of_markdown(&source, assets(), &mut sink)
        .map(|(_, pages)| pages)
        .map_err(|_| sink.findings().iter().map(|finding| finding.code.name).collect())
}

fn refused(body: &str, codes: &[&str]) {
    assert_eq!(pages("", body).unwrap_err(), codes, "{body}");
}

const COVER: &str = "Example Office\\\nBox 1\n\n01/02/2014\n\n> ALEX RIVERA\\\n> EXAMPLE SPINE CLINIC\\\n> 1200 EXAMPLE AVE APT 4\\\n> SACRAMENTO CA 95814-0000\n\n# ABOUT YOUR CASE\n\nText.\n\n---\n\nThe next page.\n";

/// The box of each address's glyphs: cap height above the first baseline, descent below the last.
fn address_box(pages: &Pages) -> Rect {
    let size = Pt::whole(10);
    let mut found: Option<(Pt, Pt, Pt, Pt)> = None;
    for item in &pages.pages[0].items {
        let ItemKind::Glyphs(run) = &item.kind else { continue };
        if run.size != size || !matches!(item.tag, Tag::Element(_)) {
            continue;
        }
        let face = assets().fonts.face(run.face);
        let width: Pt = run.glyphs.iter().map(|glyph| size.of_em(face.advance(glyph.id))).sum();
        let (left, right) = (run.at.x, run.at.x + width);
        let (top, bottom) = (run.at.y - size.per_mille(729), run.at.y);
        found = Some(match found {
            None => (left, top, right, bottom),
            Some((l, t, r, b)) => (l.min(left), t.min(top), r.max(right), b.max(bottom)),
        });
    }
    let (left, top, right, bottom) = found.expect("there is an address");
    Rect {
        at: imr_letters::units::Point { x: left, y: top },
        size: imr_letters::units::Size { width: right - left, height: bottom - top },
    }
}

#[test]
fn an_address_is_seen_whole_and_alone_wherever_the_sheet_slides() {
    let pages = pages("", COVER).unwrap();
    let address = address_box(&pages);
    let inch = |inches: i32| Pt::whole(72) * inches;
    // The envelope is 9 1/2 by 4 1/8 inches, its window 4 1/2 by 1 1/8, 7/8 from the left, 1/2 from the bottom.
    let (left, right) = (Pt::whole(63), Pt::whole(63) + inch(9) / 2);
    let (bottom, top) = (Pt::whole(36), Pt::whole(36) + Pt::whole(81));
    let fold = Pt::whole(285);
    for slid_right in [Pt::ZERO, Pt::whole(72)] {
        for slid_up in [Pt::ZERO, Pt::whole(12)] {
            let x = |on_page: Pt| on_page + slid_right;
            // From the envelope's bottom edge.
            let y = |on_page: Pt| fold - on_page + slid_up;
            let clear = Pt::whole(9);
            assert!(x(address.at.x) >= left + clear, "{address:?}");
            assert!(x(address.at.x + address.size.width) <= right - clear, "{address:?}");
            assert!(y(address.at.y) <= top - clear, "{address:?}");
            assert!(y(address.at.y + address.size.height) >= bottom + clear, "{address:?}");
            // No other ink in the window.
            for item in &pages.pages[0].items {
                let (at, up, down, size) = match &item.kind {
                    ItemKind::Glyphs(run) => (run.at, run.size, run.size.per_mille(216), Some(run.size)),
                    ItemKind::Fill { rect, .. } | ItemKind::Picture { rect, .. } => {
                        (rect.at, Pt::ZERO, rect.size.height, None)
                    }
                };
                let seen = x(at.x) < right && y(at.y + down) < top && y(at.y - up) > bottom;
                assert!(!seen || size == Some(Pt::whole(10)), "{item:?} is seen");
            }
        }
    }
}

#[test]
fn a_page_break_opens_a_page_and_an_address_moves_no_other() {
    let with = pages("", COVER).unwrap();
    assert_eq!(with.pages.len(), 2);
    let start = COVER.find("> ").unwrap();
    let end = COVER.find("# ABOUT").unwrap();
    let without = pages("", &format!("{}{}", &COVER[..start], &COVER[end..])).unwrap();
    assert_eq!(lines(&with)[1], lines(&without)[1]);
    assert_eq!(
        with.pages[1].items.iter().filter(|item| matches!(item.kind, ItemKind::Fill { .. })).count(),
        0
    );
    let marks = with.pages[0].items.iter().filter(|item| matches!(item.kind, ItemKind::Fill { .. })).count();
    assert_eq!(marks, 2, "the folds are marked beside the address");
}

#[test]
fn what_would_be_printed_wrong_is_refused() {
    refused("---\n\nText.\n", &["document/empty-page"]);
    refused("Text.\n\n---\n", &["document/empty-page"]);
    refused("Text.\n\n---\n\n---\n\nText.\n", &["document/empty-page", "document/empty-page"]);
    refused("Text.\n\n***\n\nText.\n", &["document/no-use"]);
    refused("> # A\n\nText.\n", &["document/no-use"]);
    refused("> A\n\n> B\n\nText.\n", &["layout/window"]);
    refused("> A\\\n> B\\\n> C\\\n> D\\\n> E\\\n> F\n\nText.\n", &["layout/address"]);
    // The last two lines are the street's and the city's, and are never set on two.
    refused(&format!("> {}\\\n> CITY\n\nText.\n", "WIDE ".repeat(20)), &["layout/address"]);
    refused(&format!("> {}\\\n> STREET\\\n> CITY\n\nText.\n", "WIDE ".repeat(20)), &["layout/address"]);
    refused(
        &format!("{}\n\n> A\n\nText.\n", "Line\\\n".repeat(12).trim_end_matches("\\\n")),
        &["layout/window"],
    );
}

#[test]
fn the_language_of_what_comes_first() {
    let pages = pages("first_language: es\n", "# AVISO\n\nTexto.\n\n---\n\n# NOTICE\n\nText.\n").unwrap();
    let of = |role: Role| {
        let of_role = pages.elements.iter().filter(move |element| element.role == role);
        of_role.map(|element| element.language.as_deref()).collect::<Vec<_>>()
    };
    assert_eq!(of(Role::Heading(1)), [Some("es")]);
    assert_eq!(of(Role::Heading(2)), [None]);
    assert_eq!(of(Role::Paragraph), [Some("es"), None]);
}

/// Where a sheet with an address is folded: the first as the window wants it, the second halves the rest.
const FOLDS: [i32; 2] = [285_000, 285_000 + (792_000 - 285_000) / 2];

fn on_a_fold(pages: &Pages) -> Vec<String> {
    let mut found = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            let ItemKind::Glyphs(run) = &item.kind else { continue };
            // The face's letters from the tallest to the lowest.
            let (top, bottom) = (run.at.y - run.size.per_mille(740), run.at.y + run.size.per_mille(215));
            if FOLDS.iter().any(|&fold| top < Pt::milli(fold) && Pt::milli(fold) < bottom) {
                found.push(format!("page {}: {}", number + 1, run.text));
            }
        }
    }
    found
}

#[test]
fn the_fold_never_runs_through_a_line_of_text() {
    let words = |count: usize| "A word and another one here. ".repeat(count);
    let table = |rows: usize| {
        "| Item | Denial |\n| --- | --- |\n".to_owned() + &"| Therapy | Upheld |\n".repeat(rows)
    };
    let mut checked = 0;
    for lines in 0..30 {
        for body in [
            words(lines * 3 + 1),
            words(200),
            format!("{}\n\n# HEADING\n\n{}", words(lines), words(40)),
            table(lines + 1),
            format!("{}\n\n{}\n{}", words(lines * 2 + 1), table(30), words(9)),
            format!("{}\n\n1. One.\n2. Two.\n3. {}\n", words(lines * 2 + 1), words(12)),
        ] {
            let body = format!("Office\n\n> ALEX RIVERA\\\n> 1 EXAMPLE ST\n\n# TITLE\n\n{body}");
            let pages = pages("", &body).unwrap();
            assert_eq!(on_a_fold(&pages), [""; 0], "{lines}: {body}");
            checked += 1;
        }
    }
    assert_eq!(checked, 180);
    // Where nothing is folded, nothing moves.
    let plain = words(300);
    assert!(!on_a_fold(&pages("", &plain).unwrap()).is_empty());
}

#[test]
fn an_unbroken_phrase_stays_on_one_line_wherever_it_stands() {
    let phrases = ["00-ABC-0123", "(800) 736-7401", "August 6, 2014", "6 de agosto de 2014"];
    let front = format!("unbroken: [{}]\n", phrases.map(|phrase| format!("\"{phrase}\"")).join(", "));
    let (mut broken, mut held) = (0, 0);
    for before in 0..40 {
        for phrase in phrases {
            let body = format!("{} **{phrase}** and on {phrase}, as said.\n", "word ".repeat(before).trim());
            let whole = |pages: &Pages| {
                let lines = &lines(pages)[0];
                lines
                    .iter()
                    .filter(|line| line.text.contains(phrase))
                    .map(|line| line.text.matches(phrase).count())
                    .sum::<usize>()
            };
            assert_eq!(whole(&pages(&front, &body).unwrap()), 2, "{body}");
            held += 1;
            broken += usize::from(whole(&pages("", &body).unwrap()) < 2);
        }
    }
    assert!(held == 160 && broken > 10, "{broken} of {held} would break");
}
