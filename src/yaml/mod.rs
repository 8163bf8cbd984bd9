//! YAML text -> a tree of nodes with places, and typed values from it.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::diag::{Finding, Place, Reported, Sink, Source, Span};

/// Reads a whole text as one typed value.
///
/// # Errors
/// Whatever is not YAML, or not of the type.
pub fn read<T: DeserializeOwned>(source: &Arc<Source>, sink: &mut Sink) -> Result<T, Reported> {
    serde_yaml::from_str(source.text()).map_err(|error| {
        let at = error.location().map_or(0, |l| l.index()).min(source.text().len());
        sink.error(Finding::error("yaml/syntax", error.to_string()).at(Place::new(source, Span::new(at..at))))
    })
}
