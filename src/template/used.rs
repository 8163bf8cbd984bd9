//! Which names of a letter the templates use, and where.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{NameUse, names_used};
use super::extending::is_shared;
use super::fill::{JOB_TICKET, Templates};
use super::names::Names;
use super::source::Template;
use crate::diag::{Finding, Sink, Span, codes};

impl Templates {
    /// Every name of a letter that wordings and papers use, each at its place once.
    pub fn names_used(&self) -> Vec<NameUse> {
        let mut uses: BTreeMap<(String, Span), NameUse> = BTreeMap::new();
        for Template { name, .. } in self.sources() {
            if name == JOB_TICKET || is_shared(name) {
                continue;
            }
            let names = self.names_of(name.trim_end_matches(".md"));
            for used in names_used(name, self.sources(), names) {
                uses.entry((used.place.source.name().to_owned(), used.place.span)).or_insert(used);
            }
        }
        uses.into_values().collect()
    }

    /// Refuses what a wording prints of the law of appeals, where its letters are not about it.
    pub(super) fn refuse_other_law(&self, wording: &str, names: &Names, sink: &mut Sink) {
        let mut said = BTreeSet::new();
        for NameUse { place, path, is_printed } in names_used(wording, self.sources(), names) {
            let is_of_law = path.starts_with("mailed.law") || path.ends_with(".last_day_to_appeal");
            if !is_of_law || !is_printed || !said.insert((place.source.name().to_owned(), place.span)) {
                continue;
            }
            let message = format!(
                "`{path}` is of Labor Code 4610.5 and 4610.6, and `{wording}` does without a last day to appeal"
            );
            sink.report(Finding::new(&codes::template::NEEDS, message).at(place).hint(
                "take out of the wording what says it, or take `last_day_to_appeal` out of `without:`",
            ));
        }
    }

    /// The names of all templates, as `{% include %}` takes them in.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        // Pieces of extended parts have names that no file has.
        self.sources().iter().map(|template| template.name.as_str()).filter(|name| !name.contains(':'))
    }
}
