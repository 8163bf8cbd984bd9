//! The plain-language pages, and which of them a copy begins with.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diag::Source;
use crate::template::Template;

/// The part that wordings include for the plain-language pages.
pub(super) const SUMMARY: &str = "parts/plain-language.md";

/// Languages whose plain-language page is among the templates, as `parts/plain-es.md`.
pub(super) fn summaries(templates: &[Template]) -> BTreeSet<String> {
    let language = |template: &Template| {
        let tag = template.name.strip_prefix("parts/plain-")?.strip_suffix(".md")?;
        (2..=3).contains(&tag.len()).then(|| tag.to_owned())
    };
    templates.iter().filter_map(language).collect()
}

/// Takes in the page of the recipient's language.
pub(super) fn summary_part(summaries: &BTreeSet<String>) -> Arc<Source> {
    let page = |tag: &String| {
        format!(
            "{{% if mailed and mailed.recipient.summary == \"{tag}\" %}}{{% include \"parts/plain-{tag}.md\" %}}{{% endif %}}\n"
        )
    };
    Source::new(format!("templates/{SUMMARY}"), summaries.iter().map(page).collect::<String>())
}
