//! The plain-language pages, and which of them a copy begins with.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::Source;
use crate::template::{Template, Templates};

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

/// Of each wording, the languages of the pages that it takes in: all of them with [`SUMMARY`], else those that it takes in by
/// name. A copy of any other begins with no page in another language.
pub(super) fn by_wording(
    templates: &Templates,
    pages: &BTreeSet<String>,
) -> BTreeMap<String, BTreeSet<String>> {
    let of_wording = |wording: &str| {
        let used = templates.used_by(wording);
        let has = |tag: &&String| used.contains(SUMMARY) || used.contains(plain_language_page(tag).as_str());
        (wording.to_owned(), pages.iter().filter(has).cloned().collect())
    };
    templates.wordings().map(of_wording).collect()
}

/// The part that holds the page in a language.
pub fn plain_language_page(tag: &str) -> String {
    format!("parts/plain-{tag}.md")
}

/// Takes in the page of the recipient's language.
pub(super) fn summary_part(summaries: &BTreeSet<String>) -> Arc<Source> {
    let choice = |tag: &String| {
        format!(
            "{{% if mailed and mailed.recipient.summary == \"{tag}\" %}}{{% include \"{}\" %}}{{% endif %}}\n",
            plain_language_page(tag)
        )
    };
    Source::new(format!("templates/{SUMMARY}"), summaries.iter().map(choice).collect::<String>())
}
