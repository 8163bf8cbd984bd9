use std::sync::Arc;

use super::Document;
use crate::diag::{Reported, Sink, Source};

/// Reads the Markdown of a letter.
///
/// # Errors
/// Front matter that is missing or wrong, and whatever a letter has no use for.
pub fn read_markdown(_markdown: &Arc<Source>, _sink: &mut Sink) -> Result<Document, Reported> {
    todo!()
}
