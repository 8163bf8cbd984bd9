use std::sync::Arc;

use crate::diag::Source;

/// A template as text.
pub struct Template {
    /// Its path below the folder of templates: how a record or another template asks for it.
    pub name: String,
    /// Its text, under the path that findings show.
    pub source: Arc<Source>,
}
