//! Letters as PDF 2.0: PDF/UA-2 and PDF/A-4, by the style's `pdf: "2.0"`.

use imr_letters::layout::bind;
use imr_letters::pdf::{About, PdfCache, write_pdf};
use imr_letters::style::PdfVersion;
use lopdf::Document;

use crate::fonts::load;
use crate::judge::{element_texts, judge};
use crate::pdf::{ask, write, write_version};
use crate::project::Project;
use crate::sheet::{about, letter};

#[test]
fn a_letter_passes_our_judge_and_says_the_same_in_both_versions() {
    let fonts = load();
    let pages = letter(&fonts, "Ana García", 4);
    let pdf = write_version(&pages, PdfVersion::V2_0, &fonts);
    assert_eq!(judge(&pdf), [""; 0]);
    assert_eq!(element_texts(&pdf), element_texts(&write(&pages, &fonts)));
    let bound = bind(vec![("A".into(), letter(&fonts, "Ana", 2)), ("B".into(), letter(&fonts, "Eva", 1))]);
    assert_eq!(judge(&write_version(&bound.unwrap(), PdfVersion::V2_0, &fonts)), [""; 0]);
}

#[test]
fn one_cache_serves_both_versions() {
    let fonts = load();
    let (pages, cache) = (letter(&fonts, "Ana", 1), PdfCache::default());
    for version in [PdfVersion::V2_0, PdfVersion::V1_7, PdfVersion::V2_0] {
        let about = About { version, ..about() };
        let mut sink = imr_letters::diag::Sink::new();
        let Ok(pdf) = write_pdf(&pages, &fonts, &cache, &about, &mut sink) else {
            panic!("{:?}", sink.findings())
        };
        assert!(pdf == write_version(&pages, version, &fonts));
    }
}

#[test]
fn the_style_of_a_letter_chooses_the_version() {
    let project = Project::with_samples();
    let style = include_str!("../../templates/letter.yaml");
    project.write("templates/letter.yaml", &format!("{style}\npdf: \"2.0\"\n"));
    let built = project.imr(&["build"]);
    assert_eq!(built.code, 0, "{built:?}");
    let mut judged = 0;
    for name in project.names("out").into_iter().filter(|name| name.ends_with(".pdf")) {
        let pdf = std::fs::read(project.path(&format!("out/{name}"))).unwrap();
        assert!(pdf.starts_with(b"%PDF-2.0\n"), "{name}");
        assert_eq!(judge(&pdf), [""; 0], "{name}");
        assert!(!Document::load_mem(&pdf).unwrap().trailer.has(b"Info"));
        judged += 1;
    }
    assert!(judged >= 5);
    // The same letter, the same bytes.
    project.write("templates/letter.yaml", &format!("{style}\npdf: \"1.7\"\n"));
    assert_eq!(project.imr(&["build", "--out", "explicit"]).code, 0);
    project.write("templates/letter.yaml", style);
    assert_eq!(project.imr(&["build", "--out", "usual"]).code, 0);
    let read = |folder: &str| std::fs::read(project.path(&format!("{folder}/CM14-0012345.pdf"))).unwrap();
    assert!(read("explicit") == read("usual"));
    for wrong in ["pdf: \"3.0\"", "pdf: \"\"", "pdf: [2]", "pdf:"] {
        project.write("templates/letter.yaml", &format!("{style}\n{wrong}\n"));
        let refused = project.imr(&["build"]);
        assert!(refused.code != 0 && refused.stderr.contains("letter.yaml"), "{wrong}: {refused:?}");
    }
}

/// What goes to a press is read by every press; what is kept is as the style says.
#[test]
fn a_print_run_is_pdf_1_7_whatever_the_style_says() {
    let project = Project::empty();
    project.write("data/CM14-0012345.yaml", include_str!("../findings/good.yaml"));
    project.write("templates/letter.yaml", "pdf: \"2.0\"\n");
    project.write("templates/office.yaml", &crate::project::real_office());
    let run = project.imr(&["mail", "--date", "2014-02-13"]);
    let start = |path: &str| {
        std::fs::read(project.path(path)).unwrap_or_else(|_| panic!("{path}: {run:?}"))[..8].to_vec()
    };
    assert_eq!(start("out/mail/2014-02-13/run.pdf"), b"%PDF-1.7");
    let kept = project.names("out").into_iter().filter(|name| name.ends_with(".pdf"));
    let versions: Vec<Vec<u8>> = kept.map(|name| start(&format!("out/{name}"))).collect();
    assert!(!versions.is_empty() && versions.iter().all(|version| version == b"%PDF-2.0"), "{versions:?}");
}

#[test]
fn outside_judges_read_pdf_2() {
    if !crate::oracles::asked() {
        println!("skipped: set IMR_ORACLES=1 to ask qpdf, poppler and mupdf");
        return;
    }
    let fonts = load();
    let folder = tempfile::tempdir().unwrap();
    let pages = letter(&fonts, "Ana García", 6);
    std::fs::write(folder.path().join("l.pdf"), write_version(&pages, PdfVersion::V2_0, &fonts)).unwrap();
    let checked = ask("qpdf", &["--check", "l.pdf"], folder.path());
    assert!(checked.contains("PDF Version: 2.0") && checked.contains("No syntax or stream encoding errors"));
    let info = ask("pdfinfo", &["l.pdf"], folder.path());
    assert!(info.contains("PDF version:     2.0") && info.contains("Tagged:          yes"), "{info}");
    let outline = ask("mutool", &["show", "l.pdf", "outline"], folder.path());
    assert!(outline.contains("#page="), "{outline}");
    let text = ask("pdftotext", &["-layout", "l.pdf", "-"], folder.path());
    assert!(text.contains("Ana García"), "{text}");
}
