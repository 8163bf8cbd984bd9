//! Every kind of paper, held to PDF/A-2a and PDF/UA-1 by an outside validator (PyPI `page-validation`, which its
//! authors hold to the test files of veraPDF). What it does not know, PDF 2.0, the judge of these tests looks at.

use std::path::Path;

use lopdf::Document;

use crate::email::{CASE, DAY, by_email, record};
use crate::project::Project;

/// Says of each file and each of the two standards what breaks which rule.
const VALIDATE: &str = "
import sys, page
for file in sys.argv[1:]:
    for profile in (page.ValidationProfile.PDF_A_2A, page.ValidationProfile.PDF_UA_1):
        for failure in page.validate_pdf(file, profile=profile).failures:
            print(file, failure.rule_id, failure.message)";

/// What the validator says against these files, a line for each failure. Of a CFF face with several font dictionaries it takes
/// a glyph's default width from a wrong one (fontTools reads 1000 of the face, as the file has it, where it reads 0), so that
/// nothing is believed of those widths.
pub fn failures(folder: &Path, files: &[&str]) -> String {
    let said = crate::pdf::ask("python3", &[&["-c", VALIDATE], files].concat(), folder);
    let is_believed = |line: &&str| !(line.contains("-GLYPH-WIDTH-") && line.contains("CIDFontType0C"));
    said.lines().filter(is_believed).map(|line| format!("{line}\n")).collect()
}

/// The PDFs in a folder and in the folders below it.
fn papers(project: &Project, folder: &str) -> Vec<String> {
    let names = project.names(folder).into_iter().map(|name| format!("{folder}/{name}"));
    let of = |path: String| match path.ends_with(".pdf") {
        true => vec![path],
        false => papers(project, &path),
    };
    names.filter(|path| path.ends_with(".pdf") || project.path(path).is_dir()).flat_map(of).collect()
}

#[test]
fn an_outside_validator_finds_nothing_in_any_paper() {
    if !crate::oracles::asked() {
        println!("skipped: set IMR_ORACLES=1 to ask page-validation");
        return;
    }
    let project = crate::author_logo::with("logo.svg", crate::author_logo::SVG.as_bytes(), "");
    // A copy in large print, one that is e-mailed, a page in Spanish.
    let record = by_email(&record(), &["Claims Department"]);
    let large = record.replace("  language: es\n", "  language: es\n  format: large_print\n");
    assert_ne!(record, large);
    project.write(&format!("data/{CASE}.yaml"), &large);
    for args in [&["build"][..], &["public"], &["mail", "--date", DAY], &["mail", "--date", "2014-08-06"]] {
        let run = project.imr(args);
        assert_eq!(run.code, 0, "{run:?}");
    }
    let papers = papers(&project, "out");
    let files: Vec<&str> = papers.iter().map(String::as_str).collect();
    for kind in ["/public/", "/employee.pdf", "proof-of-service.pdf", "/run.pdf", "/ticket.pdf", "/email/"] {
        assert!(files.iter().any(|file| file.contains(kind)), "no {kind} in {files:?}");
    }
    assert_eq!(failures(&project.path("."), &files), "");
    // And it would: without its language and its color profile.
    let mut spoiled = Document::load(project.path(files[0])).expect("a letter");
    spoiled.catalog_mut().expect("a catalog").remove(b"Lang");
    spoiled.catalog_mut().expect("a catalog").remove(b"OutputIntents");
    spoiled.save(project.path("out/spoiled.pdf")).expect("saved");
    let found = failures(&project.path("."), &["out/spoiled.pdf"]);
    assert!(found.contains("PDFUA1-") && found.contains("PDFA2A-"), "{found}");
}
