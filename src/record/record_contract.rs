//! What the records of a project must hold, and the words of its findings.

use std::fmt;

use serde_json::Value;

use super::case_numbers;
use super::forms::FORMS;
use super::needs::Needs;
use super::own_fields::{EXTRA, OwnField, schema_of_extra};
use crate::diag::{Finding, codes};
use crate::yaml::{Codes, Contract, for_editors};

/// The contract of a project's records.
pub struct RecordContract {
    contract: Contract<Value>,
    /// With the keywords that only a contract reads.
    schema: Value,
    own_fields: Vec<OwnField>,
    needs: Needs,
}

impl RecordContract {
    /// The contract of a schema, with fields of an organization's own and what a wording needs.
    pub(super) fn new(mut schema: Value, own_fields: Vec<OwnField>, needs: Needs) -> RecordContract {
        if !own_fields.is_empty() {
            schema["properties"][EXTRA] = schema_of_extra(&own_fields);
        }
        needs.apply(&mut schema);
        let codes = Codes {
            unknown: &codes::record::UNKNOWN_FIELD,
            missing: &codes::record::MISSING_FIELD,
            empty: &codes::record::EMPTY,
            wrong_type: &codes::record::WRONG_TYPE,
            bad_value: &codes::record::BAD_VALUE,
        };
        let contract = Contract::of_schema("the record", &schema, FORMS).with_codes(codes).refusing(refused);
        RecordContract { contract, schema, own_fields, needs }
    }

    pub(super) fn contract(&self) -> &Contract<Value> {
        &self.contract
    }

    /// The JSON Schema of a record, for editors and validators.
    pub fn schema(&self) -> Value {
        for_editors(self.schema.clone())
    }

    /// The schema of `extra:` with the keywords that only a contract reads; none where no field is declared.
    pub fn schema_of_extra(&self) -> Option<&Value> {
        self.schema["properties"].get(EXTRA)
    }

    /// The names of the dates that every record may have.
    pub fn dates(&self) -> Vec<&str> {
        let fields = self.schema["properties"].as_object().into_iter().flatten();
        fields.filter(|(_, field)| field["x-form"] == "date").map(|(name, _)| name.as_str()).collect()
    }

    /// What the wording needs of its records.
    pub fn needs(&self) -> &Needs {
        &self.needs
    }

    /// An example of its case numbers.
    pub(super) fn case_number_like(&self) -> &str {
        self.needs.case_number_like.as_deref().unwrap_or(case_numbers::USUAL)
    }

    /// The fields that the organization adds.
    pub fn own_fields(&self) -> &[OwnField] {
        &self.own_fields
    }
}

impl Default for RecordContract {
    /// The contract of a record that holds nothing.
    fn default() -> RecordContract {
        RecordContract::new(Value::Bool(true), Vec::new(), Needs::default())
    }
}

impl fmt::Debug for RecordContract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordContract").field("own_fields", &self.own_fields).finish_non_exhaustive()
    }
}

/// Keys that are no fields, of which more can be said.
fn refused(path: &str, key: &str) -> Option<Finding> {
    if key == EXTRA {
        let message = "`extra` holds fields of your own, and none is declared";
        return Some(
            Finding::new(&codes::record::UNKNOWN_FIELD, message)
                .labelled("not known here")
                .hint("declare them in `templates/contract.yaml`; `imr help templates` says how"),
        );
    }
    named_reviewer(path, key)
}

/// A field of the reviewer that would say who that is.
fn named_reviewer(path: &str, key: &str) -> Option<Finding> {
    let key_lower = key.to_lowercase();
    let names = ["name", "physician", "doctor", "initials", "signature", "npi", "license_number", "email"];
    if !(path == "reviewer" || path.starts_with("reviewers["))
        || !names.iter().any(|part| key_lower.contains(part))
    {
        return None;
    }
    let message =
        format!("`{key}` would say who the reviewer is; Labor Code 4610.6(f) keeps the name confidential");
    Some(
        Finding::new(&codes::record::REVIEWER_NAMED, message)
            .labelled("not allowed here")
            .hint("remove it: `specialties` and `licensed_in` are all that is told of a reviewer"),
    )
}
