//! The print run as a file: every copy under a bookmark of its own, in trees that are opened at any page.

use imr_letters::layout::bind;
use lopdf::{Document, Object};

use crate::fonts::load;
use crate::judge::{follow, judge, text};
use crate::judge_tree::leaves;
use crate::pdf::{ask, write};
use crate::sheet::letter;

/// More copies than a node of any tree holds.
const COPIES: usize = 150;

fn run() -> Vec<u8> {
    let fonts = load();
    let copies = (0..COPIES).map(|copy| {
        let pages = letter(&fonts, "Ana", 1 + copy % 2);
        (format!("CM16-{copy:07}, injured worker: ANA"), pages)
    });
    write(&bind(copies.collect()).unwrap(), &fonts)
}

#[test]
fn a_run_of_many_copies_passes_our_judge_and_says_how_it_is_printed() {
    let pdf = run();
    assert_eq!(judge(&pdf), [""; 0]);
    let document = Document::load_mem(&pdf).unwrap();
    let catalog = document.catalog().unwrap();
    let preferences = catalog.get(b"ViewerPreferences").unwrap().as_dict().unwrap();
    for (key, value) in [(&b"Duplex"[..], &b"DuplexFlipLongEdge"[..]), (b"PrintScaling", b"None")] {
        assert_eq!(preferences.get(key).and_then(Object::as_name).unwrap(), value);
    }
    let labels = catalog.get(b"PageLabels").ok();
    let root = follow(&document, labels).unwrap().as_dict().unwrap();
    assert!(root.has(b"Kids") && !root.has(b"Nums"), "the tree of labels has one node");
    let labels = leaves(&document, labels, b"Nums", &mut Vec::new());
    // Every copy starts on a front.
    let starts = labels.iter().map(|(page, _)| page.as_i64().unwrap());
    assert!(starts.eq((0..COPIES as i64).map(|copy| copy * 2)));
    let prefix = |(_, label): &(Object, Object)| {
        text(follow(&document, Some(label)).unwrap().as_dict().unwrap().get(b"P").ok())
    };
    assert_eq!(prefix(&labels[COPIES - 1]).as_deref(), Some("150-"));
    let outline = follow(&document, catalog.get(b"Outlines").ok()).unwrap().as_dict().unwrap();
    assert_eq!(outline.get(b"Count").and_then(Object::as_i64).unwrap(), COPIES as i64);
    let first = follow(&document, outline.get(b"First").ok()).unwrap().as_dict().unwrap();
    assert_eq!(text(first.get(b"Title").ok()).unwrap(), "CM16-0000000, injured worker: ANA");
    assert!(first.get(b"Count").and_then(Object::as_i64).unwrap() < 0, "it is not folded");
}

#[test]
fn one_letter_is_printed_as_its_reader_likes() {
    let fonts = load();
    let pdf = write(&letter(&fonts, "Ana", 1), &fonts);
    let document = Document::load_mem(&pdf).unwrap();
    let preferences = document.catalog().unwrap().get(b"ViewerPreferences").unwrap().as_dict().unwrap();
    assert!(!preferences.has(b"Duplex") && !preferences.has(b"PrintScaling"));
}

#[test]
fn outside_judges_read_the_run() {
    if !crate::oracles::asked() {
        println!("skipped: set IMR_ORACLES=1 to ask qpdf and mupdf");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("run.pdf"), run()).unwrap();
    let checked = ask("qpdf", &["--check", "run.pdf"], folder.path());
    assert!(
        checked.contains("No syntax or stream encoding errors") && !checked.contains("WARNING"),
        "{checked}"
    );
    let outline = ask("mutool", &["show", "run.pdf", "outline"], folder.path());
    assert!(outline.contains("CM16-0000149, injured worker: ANA"), "{outline}");
}
