//! Every letter made again in memory and compared byte by byte.

use std::path::{Path, PathBuf};

use super::outputs::Known;
use super::{codes, read};
use crate::diag::{Finding, Sink};
use crate::kit::Kit;
use crate::render;

/// What building a record now gives, against what is in the folder.
pub fn verify_rebuilt(record: &Path, kit: &Kit, known: &Known) -> Vec<Finding> {
    let mut sink = Sink::new();
    let made =
        read::read_source(record, &mut sink).and_then(|source| render::letter(&source, kit, &mut sink));
    if let Ok(made) = made {
        for (ending, bytes) in [("md", made.markdown.text().as_bytes()), ("pdf", &made.pdf)] {
            let path: PathBuf = known.folder.join(format!("{}.{ending}", made.case_number));
            match read::read_bytes(&path) {
                Ok(there) if there == bytes => {}
                Ok(_) => sink.report(codes::not_as_noted(&path)),
                Err(_) => sink.report(codes::gone(&path, None)),
            }
        }
    }
    sink.into_findings()
}
