//! Every letter made again in memory and compared byte by byte.

use std::path::{Path, PathBuf};

use super::outputs::Known;
use super::same_case::claim_in;
use super::{codes, read};
use crate::diag::{Finding, Sink};
use crate::kit::Kit;
use crate::letter::Edition;
use crate::render;

/// What building a record now gives, in every edition that was built, against what is in the folder.
pub fn verify_rebuilt(record: &Path, kit: &Kit, known: &Known) -> Vec<Finding> {
    let mut sink = Sink::new();
    let Ok(source) = read::read_source(record, &mut sink) else { return sink.into_findings() };
    let built = |edition: &Edition| {
        claim_in(source.text()).is_some_and(|number| known.rows_of(*edition, number).next().is_some())
    };
    let mut editions: Vec<Edition> = Edition::ALL.into_iter().filter(built).collect();
    if editions.is_empty() {
        editions.push(Edition::Determination);
    }
    for edition in editions {
        let made = render::letters(&source, edition, kit, &mut sink).unwrap_or_default();
        let files = made.iter().flat_map(|made| {
            [("md", &made.name, made.markdown.text().as_bytes()), ("pdf", &made.name, &made.pdf[..])]
        });
        for (ending, name, bytes) in files {
            let path: PathBuf = known.folder.join(format!("{name}.{ending}"));
            match read::read_bytes(&path) {
                Ok(there) if there == bytes => {}
                Ok(_) => sink.report(codes::not_as_noted(&path)),
                Err(_) => sink.report(codes::gone(&path, None)),
            }
        }
    }
    sink.into_findings()
}
