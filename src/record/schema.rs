//! The contract as JSON Schema (draft 2020-12), made from the types; `shape` holds records to the same.

use std::borrow::Cow;

use crate::units::Date;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::types::{
    CaseNumber, CaseRecord, DateRange, Eligible, Outcome, Priority, ReviewedDocument, Spanned,
};

/// The JSON Schema of a record, for editors and validators.
pub fn schema() -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.transforms.push(Box::new(RecursiveTransform(without_null)));
    settings.transforms.push(Box::new(RecursiveTransform(document_by_its_title)));
    settings.into_generator().into_root_schema_for::<CaseRecord>().to_value()
}

/// A field may be left out, but not left empty; which editions print it is no matter of its form.
fn without_null(schema: &mut Schema) {
    let Some(map) = schema.as_object_mut() else { return };
    map.remove("writeOnly");
    if let Some(Value::Array(types)) = map.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            map.insert("type".to_owned(), only);
        }
    }
    let Some(Value::Array(choices)) = map.get_mut("anyOf") else { return };
    let before = choices.len();
    choices.retain(|choice| choice.get("type").is_none_or(|kind| kind != "null"));
    if let ([Value::Object(only)], true) = (choices.as_slice(), choices.len() < before) {
        let only = only.clone();
        map.remove("anyOf");
        map.extend(only);
    }
}

/// A reviewed document may be typed as its title alone.
fn document_by_its_title(schema: &mut Schema) {
    let name = format!("#/$defs/{}", ReviewedDocument::schema_name());
    let Some(items) = schema.as_object_mut().and_then(|map| map.get_mut("items")) else { return };
    if items.get("$ref").is_some_and(|reference| *reference == name) {
        *items = serde_json::json!({ "anyOf": [{ "type": "string", "pattern": "\\S" }, { "$ref": name }] });
    }
}

/// The schema of a value is that of its text: places are not typed.
macro_rules! typed_as {
    ($($type:ty => $schema:expr;)*) => {$(
        impl JsonSchema for Spanned<$type> {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let make: fn(&mut SchemaGenerator) -> Schema = $schema;
                make(generator)
            }
        }
    )*};
}

const DATE: &str = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";

typed_as! {
    String => |_| json_schema!({ "type": "string", "pattern": "\\S" });
    Vec<String> => |_| json_schema!({ "type": "string", "pattern": "\\S" });
    Date => |_| json_schema!({
        "type": "string",
        "format": "date",
        "pattern": format!("^{DATE}$"),
        "examples": ["2014-02-11"],
    });
    DateRange => |_| json_schema!({
        "type": "string",
        "pattern": format!("^{DATE}( to {DATE})?$"),
        "examples": ["2013-03-09", "2013-03-09 to 2013-06-18"],
    });
    CaseNumber => |_| json_schema!({
        "type": "string",
        "pattern": "^CM[0-9]{2}-[0-9]{7}$",
        "examples": ["CM14-0012345"],
    });
    Priority => |generator| Priority::json_schema(generator);
    Outcome => |generator| Outcome::json_schema(generator);
    Eligible => |generator| Eligible::json_schema(generator);
}
