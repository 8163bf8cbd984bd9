//! The contract that the types of a record state, with what an organization adds to it.

use std::sync::{Arc, LazyLock};

use serde_json::Value;

use super::needs::Needs;
use super::own_fields::OwnField;
use super::record_contract::RecordContract;
use super::types::CaseRecord;
use crate::yaml::full_schema_of;

/// The contract with fields of an organization's own, and what a wording needs.
pub fn contract_with(own_fields: Vec<OwnField>, needs: Needs) -> RecordContract {
    RecordContract::new(full_schema_of::<CaseRecord>(), own_fields, needs)
}

static STANDARD: LazyLock<Arc<RecordContract>> =
    LazyLock::new(|| Arc::new(contract_with(Vec::new(), Needs::default())));

/// The contract without fields of anyone's own.
pub fn standard() -> Arc<RecordContract> {
    Arc::clone(&STANDARD)
}

/// The JSON Schema of a record without fields of anyone's own.
pub fn schema() -> Value {
    STANDARD.schema()
}
