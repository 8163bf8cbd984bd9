//! Which names of a letter the templates use, and where.

use std::collections::BTreeMap;

use super::check::{NameUse, names_used};
use super::fill::{JOB_TICKET, Templates};
use super::source::Template;
use crate::diag::Span;

impl Templates {
    /// Every name of a letter that wordings and papers use, each at its place once.
    pub fn names_used(&self) -> Vec<NameUse> {
        let mut uses: BTreeMap<(String, Span), NameUse> = BTreeMap::new();
        for Template { name, .. } in self.sources() {
            if name == JOB_TICKET || name.starts_with("parts/") || name.starts_with("builtin/") {
                continue;
            }
            let names = self.names_of(name.trim_end_matches(".md"));
            for used in names_used(name, self.sources(), names) {
                uses.entry((used.place.source.name().to_owned(), used.place.span)).or_insert(used);
            }
        }
        uses.into_values().collect()
    }

    /// The names of all templates, as `{% include %}` takes them in.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.sources().iter().map(|template| template.name.as_str())
    }
}
