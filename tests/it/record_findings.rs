//! `tests/findings/*.yaml`: records with the findings they deserve written in them.
//!
//! `#! LINE CODE PART` in a comment expects a finding of the code at the line whose message, label,
//! hints or related labels hold PART. A file has these findings and no other.

use std::path::{Path, PathBuf};

use imr_letters::diag::{Finding, Sink};
use imr_letters::letter::Edition;
use imr_letters::privacy::{check_employee, check_public};
use imr_letters::record::{check_mailed, parse_record};
use imr_letters::yaml::source_from_bytes;

/// The fixtures in the order of their names.
pub fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// What reading and checking the bytes of a record finds.
pub fn findings_of(name: &str, bytes: &[u8]) -> Vec<Finding> {
    let mut sink = Sink::new();
    let record =
        source_from_bytes(name, bytes, &mut sink).and_then(|source| parse_record(&source, &mut sink));
    if let Ok(record) = record {
        check_public(&record, &mut sink);
        if Edition::Public.is_asked_for(&record) {
            check_employee(&record, &mut sink);
        }
        if record.mailed_date.is_some() {
            check_mailed(&record, &mut sink);
        }
    }
    sink.into_findings()
}

fn all_text(finding: &Finding) -> String {
    let mut text = format!("{}\n{}\n{}", finding.message, finding.label, finding.hints.join("\n"));
    for (place, label) in &finding.related {
        text.push_str(&format!("\n{}: {label}", place.line_column().0));
    }
    text
}

#[test]
fn every_fixture_has_its_findings_and_no_other() {
    let mut wrong = Vec::new();
    for path in fixtures() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let mut found = findings_of(&name, &bytes);
        let text = String::from_utf8_lossy(&bytes);
        for line in text.lines() {
            let Some((_, expected)) = line.split_once("#! ") else { continue };
            let mut parts = expected.splitn(3, ' ');
            let (at, code, part) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap_or(""));
            let at: usize = at.parse().unwrap();
            let hit = found.iter().position(|finding| {
                finding.code.name == code
                    && finding.place.as_ref().is_some_and(|place| place.line_column().0 == at)
                    && all_text(finding).contains(part)
            });
            match hit {
                Some(hit) => drop(found.remove(hit)),
                None => wrong.push(format!("{name}: missing {expected}")),
            }
        }
        for finding in found {
            let at = finding.place.as_ref().map_or(0, |place| place.line_column().0);
            wrong.push(format!("{name}: unexpected {at} {} {}", finding.code.name, all_text(&finding)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
