//! The documents that an editor has open, and what each of them is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::Value;

use crate::assets::Assets;
use crate::letter::office_schema;
use crate::project::{Folders, OpenFiles, is_record_file, shown};
use crate::record;
use crate::style;
use crate::yaml::first_value;

/// What of a path stands in an address as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A document as its editor has it, saved or not.
#[derive(Clone, Debug)]
pub struct Document {
    pub path: PathBuf,
    pub version: i64,
    pub text: Arc<str>,
    pub kind: Kind,
    /// The project that it is of.
    pub folders: Folders,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Record,
    Template,
    Style,
    Office,
    /// What an organization adds to records.
    OwnFields,
    /// Of no concern here.
    Other,
}

impl Document {
    /// The document's name as findings show it.
    pub fn name(&self) -> String {
        shown(&self.path)
    }

    /// The schema of what it holds; none for what is no YAML of ours.
    pub fn schema(&self, assets: Option<&Assets>) -> Option<Value> {
        match self.kind {
            Kind::Record => Some(assets.map_or_else(record::schema, |assets| assets.contracts().schema())),
            Kind::Style => Some(style::schema()),
            Kind::Office => Some(office_schema()),
            Kind::Template | Kind::OwnFields | Kind::Other => None,
        }
    }

    /// Whether letters are made with it.
    pub fn is_asset(&self) -> bool {
        matches!(self.kind, Kind::Template | Kind::Style | Kind::Office | Kind::OwnFields)
    }
}

/// What a document is, by where it stands, and elsewhere by what it holds.
pub fn kind_of(path: &Path, text: &str, folders: &Folders) -> Kind {
    let named = |end: &str| path.extension().is_some_and(|ending| ending == end);
    if let Some(below) = folders.templates.as_ref().and_then(|folder| path.strip_prefix(folder).ok()) {
        return match below.to_str() {
            Some("office.yaml") => Kind::Office,
            Some("contract.yaml") => Kind::OwnFields,
            Some(_) if named("md") => Kind::Template,
            Some(_) if named("yaml") => Kind::Style,
            _ => Kind::Other,
        };
    }
    let is_record = is_record_file(path)
        && (path.starts_with(&folders.data) || first_value(text, "case_number").is_some());
    if is_record { Kind::Record } else { Kind::Other }
}

/// The open documents by their addresses.
#[derive(Clone, Debug, Default)]
pub struct Documents(pub BTreeMap<String, Document>);

impl Documents {
    /// The texts by which the files on disk are replaced.
    pub fn files(&self) -> OpenFiles {
        self.0.values().map(|document| (document.path.clone(), Arc::clone(&document.text))).collect()
    }

    /// The address of a file: the editor's own where it has it open.
    pub fn address_of(&self, path: &Path) -> String {
        let open = self.0.iter().find(|(_, document)| document.path == path);
        open.map_or_else(|| address_of(path), |(address, _)| address.clone())
    }
}

/// The file of an address; none of what is no file.
pub fn path_of(address: &str) -> Option<PathBuf> {
    let path = address.strip_prefix("file://")?;
    // Only this machine's files are read.
    let path = path.strip_prefix("localhost").unwrap_or(path);
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let drive = path.len() > 2 && path.as_bytes()[2] == b':';
    path.starts_with('/').then(|| PathBuf::from(if cfg!(windows) && drive { &path[1..] } else { &path }))
}

fn address_of(path: &Path) -> String {
    let path = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let root = if path.starts_with('/') { "" } else { "/" };
    format!("file://{root}{}", utf8_percent_encode(&path, PATH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_files_lead_back_to_them() {
        for path in ["/a/b c/é#?%.yaml", "/srv/data/CM14-0012345.yaml"] {
            assert_eq!(path_of(&address_of(Path::new(path))), Some(PathBuf::from(path)));
        }
        assert_eq!(path_of("file:///a%20b"), Some(PathBuf::from("/a b")));
        assert_eq!(path_of("untitled:Untitled-1"), None);
        assert_eq!(path_of("file://elsewhere/a"), None);
    }
}
