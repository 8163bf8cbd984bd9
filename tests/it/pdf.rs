//! The file: what it promises, checked by our own judge and by outside ones, and its bytes.

use std::path::Path;
use std::process::Command;

use imr_letters::diag::Sink;
use imr_letters::fonts::Fonts;
use imr_letters::layout::{Element, ElementId, Glyph, ItemKind, Pages, Role, Tag};
use imr_letters::pdf::{About, PdfCache, write_pdf};
use imr_letters::style::PdfVersion;
use imr_letters::units::{Point, Pt};

use crate::fonts::load;
use crate::judge::judge;
use crate::sheet::{Sheet, about, letter, run};

pub fn write(pages: &Pages, fonts: &Fonts) -> Vec<u8> {
    write_version(pages, PdfVersion::V1_7, fonts)
}

pub fn write_version(pages: &Pages, version: PdfVersion, fonts: &Fonts) -> Vec<u8> {
    let mut sink = Sink::new();
    let written = write_pdf(pages, fonts, &PdfCache::default(), &About { version, ..about() }, &mut sink);
    written.unwrap_or_else(|_| panic!("{:?}", sink.findings()))
}

/// The code of the one error that writing gives.
fn refused(pages: &Pages, fonts: &Fonts, about: &About) -> &'static str {
    let mut sink = Sink::new();
    assert!(write_pdf(pages, fonts, &PdfCache::default(), about, &mut sink).is_err());
    assert_eq!(sink.findings().len(), 1, "{:?}", sink.findings());
    sink.findings()[0].code.name
}

fn sample(name: &str) -> Vec<u8> {
    let fonts = load();
    write(&letter(&fonts, name, 4), &fonts)
}

#[test]
fn a_letter_passes_our_judge() {
    assert_eq!(judge(&sample("Ana García")), [""; 0]);
}

#[test]
fn every_element_has_its_text_in_order() {
    let fonts = load();
    let pages = letter(&fonts, "Ana García", 4);
    let wanted = texts_of(&pages);
    let found = crate::judge::element_texts(&write(&pages, &fonts));
    assert!(wanted.len() > 40);
    assert_eq!(found, wanted);
}

/// Type and own text of every element that shows something, in reading order.
fn texts_of(pages: &Pages) -> Vec<(String, String)> {
    let role = |element: &Element| match element.role {
        Role::Document => "Document".into(),
        Role::Part => "Part".into(),
        Role::Heading(level) => format!("H{level}"),
        Role::Paragraph | Role::AtRight => "P".into(),
        Role::Label | Role::Text | Role::Raised(_) => "Span".into(),
        Role::Link => "Link".into(),
        Role::Figure => "Figure".into(),
        Role::Table => "Table".into(),
        Role::Row => "TR".into(),
        Role::HeaderCell(_) => "TH".into(),
        Role::Cell => "TD".into(),
        Role::List => "L".into(),
        Role::ListItem => "LI".into(),
        Role::ListLabel => "Lbl".into(),
        Role::ListBody => "LBody".into(),
    };
    let mut texts = vec![String::new(); pages.elements.len()];
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        if let (Tag::Element(id), ItemKind::Glyphs(run)) = (item.tag, &item.kind) {
            texts[id.0 as usize].push_str(&run.text);
        }
    }
    let found = pages.elements.iter().zip(texts).map(|(element, text)| (role(element), text));
    found.filter(|(_, text)| !text.is_empty()).collect()
}

#[test]
fn the_same_letter_is_the_same_bytes_whatever_ran_before_and_beside_it() {
    let alone = sample("Ana García");
    let fonts = load();
    std::thread::scope(|scope| {
        for thread in 0..8_u32 {
            let (fonts, alone) = (&fonts, &alone);
            scope.spawn(move || {
                for other in 0..13_u32 {
                    let name = char::from_u32(0x400 + thread * 13 + other).unwrap().to_string();
                    write(&letter(fonts, &name, 1), fonts);
                    if other % 4 == 0 {
                        assert!(write(&letter(fonts, "Ana García", 4), fonts) == *alone);
                    }
                }
            });
        }
    });
}

#[test]
fn different_letters_differ_and_carry_different_identifiers() {
    let id = |pdf: &[u8]| {
        let document = lopdf::Document::load_mem(pdf).unwrap();
        document.trailer.get(b"ID").unwrap().clone()
    };
    let (one, other) = (sample("Ana"), sample("Eva"));
    assert_ne!(one, other);
    assert_ne!(id(&one), id(&other));
    assert_eq!(id(&one), id(&sample("Ana")));
}

#[test]
fn nothing_says_who_or_when_beyond_the_letter() {
    let pdf = sample("Ana");
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    let info = document.trailer.get(b"Info").and_then(lopdf::Object::as_reference).unwrap();
    let keys: Vec<String> = document
        .get_dictionary(info)
        .unwrap()
        .iter()
        .map(|(key, _)| String::from_utf8_lossy(key).into_owned())
        .collect();
    assert_eq!(keys, ["Title", "Producer", "CreationDate", "ModDate"]);
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.contains("<xmp:CreateDate>2016-12-09T00:00:00Z</xmp:CreateDate>"));
    assert!(text.contains("Case CM00-0000001 &lt;R&amp;D&gt;</rdf:li>"));
}

#[test]
fn a_letter_of_two_pages_and_four_faces_is_small() {
    let fonts = load();
    let pages = letter(&fonts, "Ana", 2);
    assert_eq!(pages.pages.len(), 2);
    let size = write(&pages, &fonts).len();
    assert!(size <= 25 * 1024, "{size} bytes");
}

#[test]
fn pages_that_would_break_a_promise_are_refused() {
    let fonts = load();
    let good = || letter(&fonts, "Ana", 1);
    let first_run = |pages: &mut Pages, change: fn(&mut imr_letters::layout::GlyphRun)| {
        let items = &mut pages.pages[0].items;
        let run = items.iter_mut().find_map(|item| match &mut item.kind {
            ItemKind::Glyphs(run) => Some(run),
            ItemKind::Fill { .. } | ItemKind::Picture { .. } => None,
        });
        change(run.unwrap());
    };
    let mut pages = good();
    first_run(&mut pages, |run| run.glyphs[0].id = 0);
    assert_eq!(refused(&pages, &fonts, &about()), "pdf/no-glyph");
    let mut pages = good();
    first_run(&mut pages, |run| run.glyphs[0].id = u16::MAX);
    assert_eq!(refused(&pages, &fonts, &about()), "pdf/no-glyph");
    let mut pages = good();
    first_run(&mut pages, |run| run.text.push('x'));
    assert_eq!(refused(&pages, &fonts, &about()), "pdf/text");
    let mut pages = good();
    first_run(&mut pages, |run| run.face.0 = 99);
    assert_eq!(refused(&pages, &fonts, &about()), "pdf/font");
    let mut pages = good();
    let heading = pages.elements.iter_mut().find(|element| element.role == Role::Heading(2));
    heading.unwrap().role = Role::Heading(3);
    assert_eq!(refused(&pages, &fonts, &about()), "pdf/heading-level");
    let mut pages = good();
    pages.pages.clear();
    pages.elements.truncate(1);
    pages.elements[0].at.0 = 0;
    let mut sink = Sink::new();
    assert!(write_pdf(&pages, &fonts, &PdfCache::default(), &about(), &mut sink).is_err());
    assert_eq!(sink.findings()[0].code.name, "pdf/no-pages");
    let mut orphan = good();
    orphan.elements[0].parent = Some(ElementId(0));
    assert_eq!(refused(&orphan, &fonts, &about()), "pdf/structure");
    assert_eq!(refused(&good(), &fonts, &About { title: " ".into(), ..about() }), "pdf/no-title");
    assert_eq!(refused(&good(), &fonts, &About { date: "2016-13-09".into(), ..about() }), "pdf/date");
    assert_eq!(refused(&good(), &fonts, &About { language: "en US".into(), ..about() }), "pdf/language");
}

/// Shaped text: a ligature, an accent of its own, Hebrew from right to left, moved glyphs.
fn shaped(fonts: &Fonts) -> Pages {
    let mut sheet = Sheet::new(fonts);
    sheet.heading(1, "NAMES");
    sheet.paragraph("", "Nguyễn Thị Ánh – Αθηνά – Жанна, 100\u{a0}%", sheet.root());
    let tag = sheet.element(Role::Paragraph, sheet.root(), "");
    let face = sheet.face("Serif-Regular");
    let glyph = |c: char| fonts.face(face).glyph(c).unwrap();
    let at = |y| Point { x: Pt::whole(72), y: Pt::whole(y) };
    let size = Pt::whole(12);
    let mut ligature = run(fonts, face, size, at(300), "ﬁnal ");
    (ligature.text, ligature.glyphs[0].text_len) = ("final ".into(), 2);
    let mut accent = run(fonts, face, size, at(320), "x\u{301}y ");
    accent.glyphs[0].text_len += accent.glyphs[1].text_len;
    // The accent stands over its letter and takes no room.
    let wide = fonts.face(face).advance(accent.glyphs[1].id).to_per_mille().round() as i16;
    accent.glyphs[1] = Glyph { text_len: 0, extra: -wide, shift: (-400, 40), ..accent.glyphs[1] };
    accent.glyphs[2].extra = 100;
    let mut hebrew = run(fonts, face, size, at(340), "שלום ");
    hebrew.glyphs.reverse();
    hebrew.right_to_left = true;
    let mut combining = run(fonts, face, size, at(360), "e\u{301} ");
    combining.glyphs.remove(0);
    combining.glyphs[0] = Glyph { id: glyph('é'), text_len: 3, extra: 0, shift: (0, 0) };
    for run in [ligature, accent, hebrew, combining] {
        sheet.item(ItemKind::Glyphs(run), Tag::Element(tag));
    }
    let passage = sheet.element(Role::Paragraph, sheet.root(), "");
    sheet.pages.elements[passage.0 as usize].language = Some("es".into());
    sheet.show("Serif-Italic", size, at(380), "determinación final ", Tag::Element(passage));
    sheet.finish()
}

#[test]
fn shaped_text_reads_back_and_passes_our_judge() {
    let fonts = load();
    let pdf = write(&shaped(&fonts), &fonts);
    assert_eq!(judge(&pdf), [""; 0]);
    let texts: Vec<String> = crate::judge::element_texts(&pdf).into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts[1], "Nguyễn Thị Ánh – Αθηνά – Жанна, 100\u{a0}%");
    assert_eq!(texts[2], "final x\u{301}y שלום e\u{301} ");
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    let language = |object: &lopdf::Object| {
        object
            .as_dict()
            .ok()
            .filter(|entry| entry.has(b"S"))?
            .get(b"Lang")
            .ok()?
            .as_str()
            .ok()
            .map(<[u8]>::to_vec)
    };
    assert_eq!(document.objects.values().filter_map(language).collect::<Vec<_>>(), [b"es".to_vec()]);
}

/// Outside judges, under `IMR_ORACLES=1`; a tool that is not there then fails.
#[test]
fn outside_judges_agree() {
    if !crate::oracles::asked() {
        println!("skipped: set IMR_ORACLES=1 to ask qpdf, poppler, mupdf, outloud and page-validation");
        return;
    }
    let fonts = load();
    let folder = tempfile::tempdir().unwrap();
    for (name, pages) in [("letter", letter(&fonts, "Ana García", 6)), ("shaped", shaped(&fonts))] {
        let path = folder.path().join(format!("{name}.pdf"));
        std::fs::write(&path, write(&pages, &fonts)).unwrap();
        ask_outside(&path, &pages);
    }
    let names = ask("pdftotext", &["-layout", "shaped.pdf", "-"], folder.path());
    for text in ["Nguyễn Thị Ánh – Αθηνά – Жанна", "final", "x\u{301}y", "שלום", "determinación final"]
    {
        assert!(names.contains(text), "{text} is not in {names}");
    }
}

pub fn ask_outside(path: &Path, pages: &Pages) {
    let (folder, file) = (path.parent().unwrap(), path.file_name().unwrap().to_str().unwrap());
    let checked = ask("qpdf", &["--check", file], folder);
    assert!(
        checked.contains("No syntax or stream encoding errors") && !checked.contains("WARNING"),
        "{checked}"
    );
    let fonts = ask("pdffonts", &[file], folder);
    assert!(fonts.lines().skip(2).all(|line| line.contains("yes yes yes")), "{fonts}");
    assert!(fonts.lines().count() > 2, "{fonts}");
    let info = ask("pdfinfo", &[file], folder);
    for line in [
        "Title:           Final Determination Letter, Case CM00-0000001 <R&D>",
        "612 x 792 pts",
        "Tagged:          yes",
    ] {
        assert!(info.contains(line), "{line} is not in {info}");
    }
    let structure = ask("pdfinfo", &["-struct-text", file], folder);
    for (role, text) in texts_of(pages) {
        // Poppler does not read on after marked content in marked content, which shaped text has.
        if !text.is_ascii() || role != "TD" && !role.starts_with('H') {
            continue;
        }
        assert!(structure.contains(text.trim()), "{text} is not in {structure}");
    }
    let drawn = ask("mutool", &["draw", "-q", "-F", "text", "-o", "-", file], folder);
    // This build of mupdf has no color management, and says so of every file.
    let drawn = drawn.replace("warning: ICC support is not available", "");
    assert!(!drawn.contains("warning:") && !drawn.contains("error:"), "{drawn}");
    let heard = ask("outloud", &["--quiet", "--fail-on", "warning", file], folder);
    assert!(heard.starts_with("PASS") && heard.contains("0 error(s), 0 warning(s)"), "{heard}");
    assert_eq!(crate::conforms::failures(folder, &[file]), "");
}

/// What a tool says on both of its channels; it must be there and be content.
pub fn ask(tool: &str, arguments: &[&str], folder: &Path) -> String {
    let output = Command::new(tool).args(arguments).current_dir(folder).output();
    let output = output.unwrap_or_else(|why| panic!("{tool} cannot be run: {why}"));
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    assert!(output.status.success(), "{tool} {arguments:?}: {said}");
    said
}
