//! The contracts of a project's records: one for all wordings that need what every determination needs, and one for each
//! other.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::contract::{contract_with, standard};
use super::needs::Needs;
use super::own_fields::OwnField;
use super::record_contract::RecordContract;
use crate::diag::Source;
use crate::yaml::first_value;

/// The contracts of a project's records.
#[derive(Clone)]
pub struct Contracts {
    usual: Arc<RecordContract>,
    of_wordings: BTreeMap<String, Arc<RecordContract>>,
}

impl Contracts {
    /// Those of an organization with fields of its own, and of its wordings with needs of their own.
    pub fn new(own_fields: &[OwnField], needs: &BTreeMap<String, Needs>) -> Contracts {
        let usual = match own_fields {
            [] => standard(),
            own => Arc::new(contract_with(own.to_vec(), Needs::default())),
        };
        let others = needs.iter().filter(|(_, needs)| **needs != Needs::default());
        let of_wordings = others.map(|(wording, needs)| {
            let contract = contract_with(own_fields.to_vec(), needs.clone());
            (wording.clone(), Arc::new(contract))
        });
        Contracts { usual, of_wordings: of_wordings.collect() }
    }

    /// What holds for the record of a text, by the wording that it asks for.
    pub fn of(&self, record: &Source) -> &Arc<RecordContract> {
        if self.of_wordings.is_empty() {
            return &self.usual;
        }
        let wording = first_value(record.text(), "template");
        wording.map_or(&self.usual, |(wording, _)| self.of_wording(&wording))
    }

    /// What holds for records that ask for a wording.
    pub fn of_wording(&self, wording: &str) -> &Arc<RecordContract> {
        self.of_wordings.get(wording).unwrap_or(&self.usual)
    }

    /// What holds for wordings that need nothing else.
    pub fn usual(&self) -> &RecordContract {
        &self.usual
    }

    /// The wordings that need something else.
    pub fn of_wordings(&self) -> impl Iterator<Item = (&String, &RecordContract)> {
        self.of_wordings.iter().map(|(wording, contract)| (wording, &**contract))
    }

    /// The JSON Schema of a record of any wording, for editors and validators.
    pub fn schema(&self) -> Value {
        let mut schema = self.usual.schema();
        if self.of_wordings.is_empty() {
            return schema;
        }
        // What wordings differ in is asked for by the wording.
        let usual = differing(&schema);
        let others: Vec<&String> = self.of_wordings.keys().collect();
        let is_other = json!({ "properties": { "template": { "enum": others } }, "required": ["template"] });
        let mut choices = vec![json!({ "if": is_other, "then": {}, "else": usual })];
        for (wording, contract) in &self.of_wordings {
            let is_this =
                json!({ "properties": { "template": { "const": wording } }, "required": ["template"] });
            choices.push(json!({ "if": is_this, "then": differing(&contract.schema()) }));
        }
        schema["required"] = json!(["case_number", "template", "decision_date", "decisions"]);
        schema["$defs"]["Decision"]["required"] = json!(["treatment", "outcome"]);
        if let Some(number) = schema["properties"]["case_number"].as_object_mut() {
            number.remove("pattern");
        }
        schema["allOf"] = Value::Array(choices);
        schema
    }
}

/// What of a schema depends on the wording.
fn differing(schema: &Value) -> Value {
    let mut properties = json!({
        "case_number": { "pattern": schema["properties"]["case_number"]["pattern"] },
        "decisions": { "items": { "required": schema["$defs"]["Decision"]["required"] } },
    });
    if let Some(needed) = schema["properties"]["extra"].get("required") {
        properties["extra"] = json!({ "required": needed });
    }
    json!({ "required": schema["required"], "properties": properties })
}
