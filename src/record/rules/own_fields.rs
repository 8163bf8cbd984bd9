//! Rules over the fields that an organization adds.

use super::super::own_fields::{EXTRA, FieldType, OwnField};
use super::dates::in_order;
use crate::diag::{Finding, Sink, codes};
use crate::yaml::Fields;

/// Dates follow each other as `templates/contract.yaml` says.
pub(super) fn order(record: Fields<'_>, own_fields: &[OwnField], sink: &mut Sink) {
    for field in own_fields {
        let name = format!("{EXTRA}.{}", field.name);
        let Some(own) = record.get(&path(&name)) else { continue };
        if let Some(first) = &field.not_before
            && let Some(other) = record.get(&path(first))
        {
            in_order(record, (first, other), (&name, own), sink);
        }
        if let Some(last) = &field.not_after
            && let Some(other) = record.get(&path(last))
        {
            in_order(record, (&name, own), (last, other), sink);
        }
    }
}

fn path(name: &str) -> String {
    name.replace('.', "/")
}

/// A number that would be printed otherwise than it is typed, as `2.50` would.
pub(super) fn numbers(record: Fields<'_>, own_fields: &[OwnField], sink: &mut Sink) {
    for field in own_fields.iter().filter(|field| field.kind == FieldType::Number) {
        let name = format!("{EXTRA}.{}", field.name);
        let Some(typed) = record.get::<String>(&path(&name)) else { continue };
        let printed =
            serde_json::from_str::<serde_json::Number>(&typed.value).map(|number| number.to_string());
        if printed.as_ref().is_ok_and(|printed| *printed == typed.value) {
            continue;
        }
        let message = format!("`{name}` would not be printed as it is typed, `{}`", typed.value);
        let finding = Finding::new(&codes::record::BAD_VALUE, message).at(record.place(typed.span));
        let finding = match printed {
            Ok(printed) => finding.hint(format!("type it as `{printed}`")),
            Err(_) => finding,
        };
        sink.report(finding.hint("to print it as typed, declare `type: text` in `templates/contract.yaml`"));
    }
}
