//! Every text of a record stands in the filled letter: whole, and once where it is a text of paragraphs.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use tera::{Context, Value};

use super::escape::{CASE_TEXT, END};
use super::names::{Field, FieldKind, Names, Shape};
use crate::record::{EXTRA, Needs};

/// A field whose text a filled template does not hold as the record has it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Lost {
    /// As [`Field::path`].
    pub path: String,
    /// Whether it stands there more than once, and not too little.
    pub repeated: bool,
}

/// Facts that no text has to show: which wording it is, what the items come to, and what an addressed copy is made
/// with. Of those copies, [`MAILED`] must be shown.
const FREE: [&str; 3] = ["template", "outcome", ADDRESSED];
/// Facts that a letter shows where its wording prints them, or requires them.
const OF_SOME: [&str; 9] = [
    EXTRA,
    "records_received",
    "mailed_date",
    "documents_reviewed",
    "claim_number",
    "employee",
    "representative",
    "requesting_physician",
    "claims_administrator",
];
const MAILED: [&str; 6] = [
    "mailed.claim_number",
    "mailed.employee.name",
    "mailed.documents_reviewed.title",
    "mailed.documents_reviewed.from",
    "mailed.recipient.envelope",
    "mailed.recipients.email",
];
/// Of such copies these as well, each in words of its own.
const MAILED_DATES: [&str; 2] = ["mailed.mailed_date", "mailed.recipient.last_day_to_appeal"];

/// The name that addressed copies have and no others.
pub(super) const ADDRESSED: &str = "mailed";

/// Whether a letter must show a field.
fn is_due(field: &Field) -> bool {
    let top = field.path.split('.').next().unwrap_or_default();
    MAILED.contains(&field.path.as_str()) || !(FREE.contains(&top) || OF_SOME.contains(&top))
}

/// Whether a copy may leave out a field, as its wording does without what it says.
fn does_without(needs: &Needs, path: &str) -> bool {
    path.starts_with(ADDRESSED) && path.split('.').any(|key| needs.does_without(key))
}

/// Whether it is one of those that only some wordings print.
fn is_of_some(field: &Field) -> bool {
    OF_SOME.contains(&field.path.split('.').next().unwrap_or_default())
}

/// Whether a field is printed as it stands, and not as a date or in other words.
fn is_words(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Line | FieldKind::Paragraphs)
        || MAILED.contains(&field.path.as_str())
        || (is_of_some(field)
            && !field.path.ends_with("_date")
            && !field.path.ends_with("_received")
            && !field.path.starts_with(EXTRA))
}

/// The fields that a wording prints in no letter, though it must: `always` are those printed in every edition, `ever`
/// those printed in one.
pub(super) fn never_printed<'a>(
    names: &'a Names,
    needs: &Needs,
    always: &BTreeSet<String>,
    ever: &BTreeSet<String>,
) -> Vec<&'a str> {
    let addresses = ever.iter().any(|path| path.starts_with("mailed."));
    let due = names.fields().into_iter().filter(|field| {
        let path = field.path.as_str();
        let of_copies = MAILED.contains(&path) || MAILED_DATES.contains(&path);
        (field.required && is_due(field) && !always.contains(path))
            || (field.required && is_of_some(field) && !ever.contains(path))
            || (addresses && of_copies && !does_without(needs, path) && !ever.contains(path))
    });
    due.map(|field| field.path.as_str()).collect()
}

/// The fields that the letter lost, each once; `prints` are the fields of an organization's own that the wording prints,
/// since others are for other wordings.
pub(super) fn lost(
    facts: &Context,
    names: &Names,
    needs: &Needs,
    filled: &str,
    prints: impl Fn(&str) -> bool,
) -> Vec<Lost> {
    let mut due: Vec<(&Field, &str)> = Vec::new();
    for (name, shape) in &names.0 {
        if let Some(value) = facts.get(name) {
            collect(shape, value, &mut due);
        }
    }
    due.retain(|(field, _)| match is_due(field) {
        true => !does_without(needs, &field.path) || prints(&field.path),
        false => is_of_some(field) && prints(&field.path),
    });
    let printed: Vec<&str> = filled
        .split(CASE_TEXT)
        .skip(1)
        .filter_map(|piece| piece.split_once(END))
        .map(|(text, _)| text)
        .collect();
    let mut stands: HashMap<&str, usize> = HashMap::new();
    for text in &printed {
        *stands.entry(text).or_default() += 1;
    }
    // A text of one line may stand in several places, and may be that of a field of paragraphs as well.
    let mut wanted: HashMap<&str, (usize, bool)> = HashMap::new();
    for (field, text) in &due {
        let (times, often) = wanted.entry(text).or_default();
        match field.kind {
            FieldKind::Paragraphs => *times += 1,
            _ => *often = true,
        }
    }
    let mut lower = None;
    let mut lost: BTreeMap<&str, bool> = BTreeMap::new();
    for (field, text) in due {
        let times = stands.get(text).copied().unwrap_or_default();
        if times == 0 {
            // In capitals, or joined with others.
            let holds = |whole: &str, part: &str| whole.contains(part);
            let there = field.kind != FieldKind::Paragraphs
                && (printed.iter().any(|whole| holds(whole, text)) || {
                    let lower: &Vec<String> =
                        lower.get_or_insert_with(|| printed.iter().map(|text| text.to_lowercase()).collect());
                    let text = text.to_lowercase();
                    lower.iter().any(|whole| holds(whole, &text))
                });
            if !there {
                lost.insert(&field.path, false);
            }
        } else if field.kind == FieldKind::Paragraphs {
            let (wanted, often) = wanted[text];
            if times < wanted {
                lost.insert(&field.path, false);
            } else if times > wanted && !often {
                lost.entry(&field.path).or_insert(true);
            }
        }
    }
    lost.into_iter().map(|(path, repeated)| Lost { path: path.to_owned(), repeated }).collect()
}

fn collect<'a>(shape: &'a Shape, value: &'a Value, due: &mut Vec<(&'a Field, &'a str)>) {
    match shape {
        Shape::Text(field) if is_words(field) => {
            due.extend(value.as_str().filter(|text| !text.is_empty()).map(|text| (field, text)));
        }
        Shape::Record(fields) => {
            if let Some(map) = value.as_map() {
                for (key, value) in map {
                    if let Some(shape) = key.as_str().and_then(|key| fields.get(key)) {
                        collect(shape, value, due);
                    }
                }
            }
        }
        Shape::List(element) => {
            value.as_array().into_iter().flatten().for_each(|value| collect(element, value, due))
        }
        _ => {}
    }
}
