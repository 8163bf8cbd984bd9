use std::sync::Arc;

use crate::diag::Source;

/// A template as text.
#[derive(Clone)]
pub struct Template {
    /// Its path below the folder of templates: how a record or another template asks for it.
    pub name: String,
    /// Its text, under the path that findings show.
    pub source: Arc<Source>,
    /// What is read in place of that text, with the same bytes at the same places.
    pub(super) text: Option<String>,
    /// Of a part: the part that it extends.
    pub(super) extends: Option<String>,
}

impl Template {
    /// A template as its file has it.
    pub fn new(name: impl Into<String>, source: Arc<Source>) -> Template {
        Template { name: name.into(), source, text: None, extends: None }
    }

    /// What is read of it.
    pub(super) fn text(&self) -> &str {
        self.text.as_deref().unwrap_or(self.source.text())
    }
}
