//! A project to begin with.

use std::path::Path;

use super::records::find_records;
use super::templates::copy_template;
use super::write::write_new;
use super::{Folders, shown};
use crate::assets::{SAMPLE_CASE, SAMPLE_RECORD};
use crate::diag::{Finding, codes};
use crate::record;

/// A file of a project, and whether it was there before: then it is left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    pub file: String,
    pub what: &'static str,
    pub was_there: bool,
}

/// Makes what is not there yet of a project: a sample record with its schema, the office to fill in, a list of what
/// version control leaves out, and where editors find the schema.
///
/// # Errors
/// Where a file cannot be written.
pub fn init(folder: &Path, folders: &Folders) -> Result<Vec<Begun>, Finding> {
    // A folder that is the one we stand in is not named.
    let folder = folder.strip_prefix(".").unwrap_or(folder);
    let data = folder.join(&folders.data);
    let templates = folder.join(folders.templates.as_deref().unwrap_or(Path::new("templates")));
    let mut begun = Vec::new();
    if find_records(&data).is_err() {
        let record = data.join(format!("{SAMPLE_CASE}.yaml"));
        begun.push(begin(&record, "a sample record, made up throughout", SAMPLE_RECORD)?);
    }
    let schema = format!("{:#}\n", record::schema());
    begun.push(begin(&data.join(record::SCHEMA_FILE), "what a record may hold, for editors", &schema)?);
    let office = Folders { templates: Some(templates.clone()), ..folders.clone() };
    let was_there = was_there(copy_template(&office, "office.yaml").map(|_| ()))?;
    let file = shown(&templates.join("office.yaml"));
    begun.push(Begun { file, what: "your office's facts, to be filled in", was_there });
    let ignored = IGNORED.replace("{out}", &folders.out.to_string_lossy());
    begun.push(begin(&folder.join(".gitignore"), "what version control leaves out", &ignored)?);
    let records = folders.data.to_string_lossy();
    let schemas = serde_json::json!({
        "yaml.schemas": { format!("{records}/{}", record::SCHEMA_FILE): format!("{records}/*.yaml") }
    });
    let settings = folder.join(".vscode/settings.json");
    begun.push(begin(
        &settings,
        "completion and checks of records in the editor",
        &format!("{schemas:#}\n"),
    )?);
    Ok(begun)
}

/// Letters are made again from their records; what was mailed is not known from anything else.
const IGNORED: &str = "\
# Letters are made from their records. Which were mailed, and when, is known from this file only:
/{out}/*
!/{out}/mailed.jsonl
";

fn begin(path: &Path, what: &'static str, text: &str) -> Result<Begun, Finding> {
    let was_there = was_there(write_new(path, text.as_bytes()))?;
    Ok(Begun { file: shown(path), what, was_there })
}

fn was_there(written: Result<(), Finding>) -> Result<bool, Finding> {
    match written {
        Ok(()) => Ok(false),
        Err(finding) if finding.code == &codes::project::EXISTS => Ok(true),
        Err(finding) => Err(finding),
    }
}
