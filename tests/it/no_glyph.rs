//! A character that no font has is shown where it was typed, whatever file that is.

use crate::project::{Project, copy_folder, repository};

const RECORD: &str = "data/CM14-0067214.yaml";

/// Line and column of a text in a file, from 1.
fn position(text: &str, wanted: &str) -> (usize, usize) {
    let before = &text[..text.find(wanted).unwrap_or_else(|| panic!("no {wanted}"))];
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

#[test]
fn a_character_without_a_glyph_has_a_place_in_the_file_it_was_typed_in() {
    let project = Project::with_samples();
    copy_folder(&repository("templates"), &project.path("templates"));
    for (file, from, to) in [
        ("templates/office.yaml", "name: Pat", "name: Pat 金"),
        ("templates/office.yaml", "- Example Review", "- Example 金 Review"),
        ("templates/office.yaml", "title: Medical", "title: \"金\" # Medical"),
        ("templates/office.yaml", "county: Sac", "county: 金Sac"),
        ("templates/letter.yaml", "left: \"{case_number}\"", "left: \"{case_number} 金\""),
        ("templates/letter.yaml", "right: \"Página", "right: \"金 Página"),
        ("templates/letter.yaml", "bullet: \"•\"", "bullet: \"金\""),
        ("templates/parts/proof-of-service-text.md", "Document served", "Document 金 served"),
        ("templates/parts/letterhead.md", "{%", "金 {%"),
        (RECORD, "specialties: [Physical", "specialties: [金 Physical"),
        (RECORD, "Rehabilitation Group", "Rehabilitation 金 Group"),
        (RECORD, "female stock", "female 金 stock"),
        (RECORD, "treatment: MRI", "treatment: 金 MRI"),
        (RECORD, "employee:\n  name: ", "employee:\n  name: 金 "),
        (RECORD, "city: ", "city: 金 "),
        (RECORD, "title: ", "title: 金 "),
        (RECORD, "claim_number: ", "claim_number: 金"),
    ] {
        let text = project.read(file);
        if !text.contains(from) {
            panic!("{file} does not hold {from:?}");
        }
        project.write(file, &text.replacen(from, to, 1));
        let (line, column) = position(&project.read(file), "金");
        let run = project.imr(&["check", "--edition", "mailed", "--message-format", "short", RECORD]);
        project.write(file, &text);
        let places: Vec<&str> =
            run.stderr.lines().filter(|said| said.contains("layout/missing-glyph")).collect();
        let expected = format!("{file}:{line}:{column}");
        assert!(!places.is_empty(), "{to}: {}", run.stderr);
        for said in places {
            assert!(said.contains(&expected), "{expected}: {said}");
            assert!(said.contains("U+91D1 CJK UNIFIED IDEOGRAPH-91D1"), "{said}");
        }
    }
}

#[test]
fn too_many_marks_have_the_place_of_their_letter() {
    let project = Project::with_samples();
    let marked = format!("female e{} stock", "\u{301}".repeat(300));
    project.replace(RECORD, "female stock", &marked);
    let (line, column) = position(&project.read(RECORD), "e\u{301}");
    let run = project.imr(&["check", "--message-format", "short", RECORD]);
    let said = run.stderr.lines().find(|said| said.contains("layout/too-many-marks")).expect("a finding");
    assert!(said.contains(&format!("{RECORD}:{line}:{column}")), "{line}:{column}: {said}");
}
