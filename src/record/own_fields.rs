//! Fields of an organization's own: declared in `templates/contract.yaml`, held by records under `extra:`.

use std::sync::{Arc, LazyLock};

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::forms::FORMS;
use crate::diag::{Finding, Reported, Sink, Source, Span, codes};
use crate::yaml::{Contract, Fields, Outline, nearest};

/// The field of a record that holds those of its organization.
pub const EXTRA: &str = "extra";

/// A field of an organization's own.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnField {
    /// Its name below `extra:`: small letters, digits and underscores.
    #[schemars(extend("x-form" = "field-name"))]
    pub name: String,
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// What it means, for whoever fills in a record.
    pub help: String,
    /// Whether the public edition may print it.
    #[serde(default)]
    pub published: bool,
    /// Of a choice: the texts that there are.
    #[serde(default)]
    pub choices: Vec<String>,
    /// Of a date: another that it is not before, such as `date_of_injury` or `extra.plan_start`.
    pub not_before: Option<String>,
    /// Of a date: another that it is not after.
    pub not_after: Option<String>,
}

/// What the value of a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum FieldType {
    /// Words on one line.
    Text,
    /// Words in paragraphs and lists.
    Paragraphs,
    /// A date as YYYY-MM-DD.
    Date,
    /// One of a few texts.
    Choice,
    /// A number, as it is printed.
    Number,
    /// A list of texts of one line.
    List,
}

impl FieldType {
    /// As `templates/contract.yaml` has it.
    pub fn name(self) -> &'static str {
        match self {
            FieldType::Text => "text",
            FieldType::Paragraphs => "paragraphs",
            FieldType::Date => "date",
            FieldType::Choice => "choice",
            FieldType::Number => "number",
            FieldType::List => "list",
        }
    }
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Declared {
    /// The fields.
    #[serde(default)]
    extra: Vec<OwnField>,
}

static CONTRACT: LazyLock<Contract<Declared>> = LazyLock::new(|| Contract::new("the contract", FORMS));

/// Reads `templates/contract.yaml`; `dates` are the names of the dates that every record may have.
///
/// # Errors
/// Whatever in it declares no field, each at its place.
pub fn read_own_fields(
    source: &Arc<Source>,
    dates: &[&str],
    sink: &mut Sink,
) -> Result<Vec<OwnField>, Reported> {
    let mark = sink.mark();
    let outline = Outline::read(source, sink)?;
    let checked = CONTRACT.check(&outline, sink);
    check_declared(checked.fields(), dates, sink);
    sink.unless_errors(mark, ())?;
    Ok(checked.value(sink)?.extra)
}

fn check_declared(contract: Fields<'_>, dates: &[&str], sink: &mut Sink) {
    let mut report = |span: Span, message: String, hint: String| {
        let finding = Finding::new(&codes::assets::CONTRACT, message).at(contract.place(span));
        sink.report(finding.hint(hint));
    };
    let mut known: Vec<String> = Vec::new();
    let kind_of = |field: &Fields<'_>| field.get::<FieldType>("type").map(|kind| kind.value);
    let own_dates = contract.each(EXTRA).filter(|field| kind_of(field) == Some(FieldType::Date));
    let own_dates =
        own_dates.filter_map(|field| Some(format!("{EXTRA}.{}", field.get::<String>("name")?.value)));
    let all_dates: Vec<String> = dates.iter().map(|date| (*date).to_owned()).chain(own_dates).collect();
    for field in contract.each(EXTRA) {
        let Some(name) = field.get::<String>("name") else { continue };
        let path = format!("{EXTRA}.{}", name.value);
        if known.contains(&name.value) {
            report(name.span, format!("`{path}` is declared twice"), "keep one of the two".to_owned());
        }
        known.push(name.value.clone());
        let Some(kind) = kind_of(&field) else { continue };
        let choices = field.texts::<String>("choices").count();
        if kind == FieldType::Choice && choices < 2 {
            let hint = "add `choices:` with the texts that there are, or write `type: text`";
            report(name.span, format!("`{path}` is a choice of nothing"), hint.to_owned());
        }
        if kind != FieldType::Choice && choices > 0 {
            let hint = "write `type: choice`, or take out `choices:`";
            report(name.span, format!("`{path}` has `choices:` and is a {}", kind.name()), hint.to_owned());
        }
        for order in ["not_before", "not_after"] {
            let Some(other) = field.get::<String>(order) else { continue };
            if kind != FieldType::Date {
                let message = format!("`{path}` has `{order}:` and is a {}, no date", kind.name());
                report(other.span, message, format!("write `type: date`, or take out `{order}:`"));
            } else if other.value == path || !all_dates.contains(&other.value) {
                let message = format!("`{}` is no other date of a record", other.value);
                let hint = match nearest(&other.value, all_dates.iter().map(String::as_str)) {
                    Some(near) if near != path => format!("did you mean `{near}`?"),
                    _ => format!("dates are {}", all_dates.join(", ")),
                };
                report(other.span, message, hint);
            }
        }
    }
}

/// The schema of `extra:`, in the keywords of a contract.
pub(super) fn schema_of_extra(fields: &[OwnField]) -> Value {
    let properties = fields.iter().map(|field| {
        let mut schema = match field.kind {
            FieldType::Text => line(),
            FieldType::Paragraphs => json!({ "type": "string", "pattern": "\\S", "x-text": "paragraphs" }),
            FieldType::Date => json!({ "type": "string", "format": "date", "x-form": "date" }),
            FieldType::Choice => json!({ "type": "string", "enum": field.choices }),
            FieldType::Number => json!({ "type": "number" }),
            FieldType::List => json!({ "type": "array", "minItems": 1, "items": line() }),
        };
        schema["description"] = Value::from(field.help.trim());
        if !field.published {
            schema["writeOnly"] = Value::Bool(true);
        }
        (field.name.clone(), schema)
    });
    json!({
        "type": "object",
        "description": "Fields of the organization's own, which `templates/contract.yaml` declares.",
        "properties": properties.collect::<serde_json::Map<_, _>>(),
        "additionalProperties": false,
        "x-untyped": true,
    })
}

/// What is typed as a number alone is a text here.
fn line() -> Value {
    json!({ "type": ["string", "integer"], "pattern": "\\S", "x-text": "line" })
}
