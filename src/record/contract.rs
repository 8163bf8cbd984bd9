//! What a record must hold: the schema that its types state, and the words of its findings.

use std::sync::LazyLock;

use serde_json::Value;

use super::forms::FORMS;
use super::types::CaseRecord;
use crate::diag::{Finding, codes};
use crate::yaml::{Codes, Contract, schema_of};

/// The contract of a record.
pub(super) static CONTRACT: LazyLock<Contract<CaseRecord>> = LazyLock::new(|| {
    let codes = Codes {
        unknown: &codes::record::UNKNOWN_FIELD,
        missing: &codes::record::MISSING_FIELD,
        empty: &codes::record::EMPTY,
        wrong_type: &codes::record::WRONG_TYPE,
        bad_value: &codes::record::BAD_VALUE,
    };
    Contract::new("the record", FORMS).with_codes(codes).refusing(named_reviewer)
});

/// The JSON Schema of a record, for editors and validators.
pub fn schema() -> Value {
    schema_of::<CaseRecord>()
}

/// A field of the reviewer that would say who that is.
fn named_reviewer(path: &str, key: &str) -> Option<Finding> {
    let key_lower = key.to_lowercase();
    let names = ["name", "physician", "doctor", "initials", "signature", "npi", "license_number", "email"];
    if path != "reviewer" || !names.iter().any(|part| key_lower.contains(part)) {
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
