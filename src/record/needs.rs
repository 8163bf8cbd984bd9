//! What a wording needs of its records, where that is not what every determination needs.

use std::sync::{Arc, LazyLock};

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::case_numbers;
use super::forms::FORMS;
use super::own_fields::{EXTRA, OwnField};
use crate::diag::{Finding, Reported, Sink, Source, codes};
use crate::yaml::{Contract, Outline, nearest};

/// Fields that every determination needs unless its wording does without them.
pub(super) const DISPENSABLE: [&str; 10] = [
    "priority",
    "date_of_injury",
    "ur_denial_date",
    "application_received",
    "date_assigned",
    "reviewer",
    "clinical_summary",
    "decisions.claims_administrator_guideline",
    "decisions.maximus_guideline",
    "decisions.rationale",
];

/// Fields that no determination needs unless its wording requires them, beside those of the organization's own.
pub(super) const OPTIONAL: [&str; 9] = [
    "reviewers",
    "documents_reviewed",
    "records_received",
    "mailed_date",
    "claim_number",
    "employee",
    "representative",
    "requesting_physician",
    "claims_administrator",
];

/// What a letter needs before it is mailed, unless its wording does without; the last day to appeal is computed and no field.
pub(super) const MAILING: [&str; 6] = [
    "claim_number",
    "employee",
    "requesting_physician",
    "claims_administrator",
    "documents_reviewed",
    LAST_DAY,
];
const LAST_DAY: &str = "last_day_to_appeal";

/// What a wording says at its start of the records that ask for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Needs {
    /// Fields that its records must have.
    #[serde(default)]
    pub requires: Vec<String>,
    /// Fields that its records may leave out, of those that every determination needs or every mailed letter.
    #[serde(default)]
    pub without: Vec<String>,
    /// An example of its case numbers: each digit stands for any digit.
    #[schemars(extend("x-form" = "case-number-example"))]
    pub case_number_like: Option<String>,
    /// Fields that its public edition prints, though others do not.
    #[serde(skip)]
    pub publishes: Vec<&'static str>,
}

static CONTRACT: LazyLock<Contract<Needs>> = LazyLock::new(|| Contract::new("the wording", FORMS));

/// Reads what a wording says of its records.
///
/// # Errors
/// A field that there is not, that is needed anyway or that no letter can do without, each at its place.
pub fn read_needs(source: &Arc<Source>, own_fields: &[OwnField], sink: &mut Sink) -> Result<Needs, Reported> {
    let mark = sink.mark();
    let outline = Outline::read(source, sink)?;
    let checked = CONTRACT.check(&outline, sink);
    let fields = checked.fields();
    let dispensable: Vec<String> = DISPENSABLE.into_iter().chain(MAILING).map(str::to_owned).collect();
    let without: Vec<String> = fields.texts::<String>("without").map(|field| field.value).collect();
    let own = own_fields.iter().map(|field| format!("{EXTRA}.{}", field.name));
    let optional: Vec<String> = OPTIONAL.map(str::to_owned).into_iter().chain(own).collect();
    for (key, known, others) in [("without", &dispensable, &optional), ("requires", &optional, &dispensable)]
    {
        for field in fields.texts::<String>(key) {
            let name = &field.value;
            // Its days to appeal are those that Labor Code 4610.6(h) gives these two; others have none.
            let has_no_appeal = key == "without"
                && ["employee", "claims_administrator"].contains(&name.as_str())
                && !without.iter().any(|name| name == LAST_DAY);
            if has_no_appeal {
                let message = format!(
                    "without `{name}` there is no last day to appeal: Labor Code 4610.6(h) is about the appeals of employees \
                     and claims administrators"
                );
                sink.report(
                    Finding::new(&codes::template::NEEDS, message).at(fields.place(field.span)).hint(
                        format!("add `{LAST_DAY}` to `without:`; such letters then say nothing of that law"),
                    ),
                );
            }
            if key == "requires" && without.contains(name) {
                sink.report(
                    Finding::new(
                        &codes::template::NEEDS,
                        format!("`{name}` is both under `requires:` and under `without:`"),
                    )
                    .at(fields.place(field.span))
                    .hint("take it out of one of them"),
                );
            }
            if known.contains(name) {
                continue;
            }
            let (message, hint) = match (key, others.contains(name)) {
                ("without", true) => {
                    (format!("no record needs `{name}` as it is"), format!("take it out of `{key}:`"))
                }
                (_, true) => (
                    format!("every record needs `{name}` as it is"),
                    format!("take it out of `{key}:`; a wording names it under `without:` to do without it"),
                ),
                (_, false) => {
                    let message = match key {
                        "without" => format!("`{name}` is no field that a wording can do without"),
                        _ => format!("`{name}` is no field that a wording can require"),
                    };
                    let end = known.iter().find(|known| known.ends_with(&format!(".{name}")));
                    let near = end.map(String::as_str);
                    let near = near.or_else(|| nearest(name, known.iter().map(String::as_str)));
                    match near {
                        Some(near) => (message, format!("did you mean `{near}`?")),
                        None => (message, format!("there are {}", known.join(", "))),
                    }
                }
            };
            sink.report(
                Finding::new(&codes::template::NEEDS, message).at(fields.place(field.span)).hint(hint),
            );
        }
    }
    sink.unless_errors(mark, ())?;
    checked.value(sink)
}

/// Whether records of some wordings have no field of a name.
pub fn may_be_absent(name: &str) -> bool {
    DISPENSABLE.into_iter().chain(OPTIONAL).any(|path| path.rsplit('.').next() == Some(name))
}

impl Needs {
    /// Whether records may leave out a field that others need.
    pub fn does_without(&self, name: &str) -> bool {
        self.without.iter().any(|path| path == name)
    }

    /// Whether the law gives the parties a last day to appeal (Labor Code 4610.6(h)).
    pub fn has_appeal(&self) -> bool {
        !self.does_without(LAST_DAY)
    }

    /// Makes a schema, of records or of letters, ask for what the wording needs.
    pub fn apply(&self, schema: &mut Value) {
        for path in DISPENSABLE {
            require(schema, path, !self.does_without(path));
        }
        for path in &self.requires {
            require(schema, path, true);
            if path.starts_with(EXTRA) {
                require(schema, EXTRA, true);
            }
        }
        let own: Vec<String> = self
            .requires
            .iter()
            .filter_map(|path| path.strip_prefix("extra."))
            .map(|name| format!("`{name}`"))
            .collect();
        let extra = schema.pointer_mut("/properties/extra").and_then(Value::as_object_mut);
        if let Some(extra) = extra.filter(|_| !own.is_empty()) {
            let meaning = format!("Fields of your own; the wording requires {}.", own.join(", "));
            extra.insert("description".to_owned(), Value::from(meaning));
        }
        for path in &self.publishes {
            if let Some(field) = schema["properties"][path].as_object_mut() {
                field.remove("writeOnly");
            }
        }
        if let Some(example) = &self.case_number_like {
            let number = &mut schema["properties"]["case_number"];
            number["examples"] = serde_json::json!([example]);
            number["pattern"] = Value::from(case_numbers::pattern(example));
        }
    }
}

/// Says in a schema whether the field that keys lead to is needed where what is around it is there.
fn require(schema: &mut Value, path: &str, needed: bool) {
    let (above, name) = path.rsplit_once('.').unwrap_or(("", path));
    let mut pointer = String::new();
    for step in above.split('.').filter(|step| !step.is_empty()) {
        pointer.push_str(&format!("/properties/{step}"));
        while let Some(part) = schema.pointer(&pointer) {
            match part["$ref"].as_str() {
                Some(reference) => pointer = reference.trim_start_matches('#').to_owned(),
                None if part["items"].is_object() => pointer.push_str("/items"),
                None => break,
            }
        }
    }
    let Some(map) = schema.pointer_mut(&pointer).and_then(Value::as_object_mut) else { return };
    let names = map.entry("required").or_insert_with(|| Value::Array(Vec::new()));
    let Some(names) = names.as_array_mut() else { return };
    let there = names.iter().position(|known| known == name);
    match (there, needed) {
        (None, true) => names.push(Value::from(name)),
        (Some(at), false) => {
            names.remove(at);
        }
        _ => {}
    }
}
