//! The published letters as records in the contract's form.

use std::path::PathBuf;

use serde_json::Value;

/// The case number and the YAML of each published letter; nothing, saying so, where they are absent.
pub fn records() -> Vec<(String, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folders = ["../shared", "../../shared"].map(|up| root.join(up).join("reference/published"));
    let Some(folder) = folders.into_iter().find(|folder| folder.is_dir()) else {
        println!("skipped: ../shared is absent");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |file: &PathBuf| -> Value { serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap() };
    files
        .iter()
        .map(|file| {
            let letter = read(file);
            let record = &letter["record"];
            (record["case_number"].as_str().unwrap().to_owned(), yaml(record))
        })
        .collect()
}

fn yaml(record: &Value) -> String {
    let text = |value: &Value| Value::String(value.as_str().unwrap().to_owned()).to_string();
    let mut out = String::from("template: imr-2016\n");
    let plain = [
        "case_number",
        "priority",
        "date_of_injury",
        "ur_denial_date",
        "application_received",
        "date_assigned",
        "decision_date",
    ];
    for field in plain {
        out += &format!("{field}: {}\n", record[field].as_str().unwrap());
    }
    let list = |value: &Value| {
        let items = value.as_str().unwrap().split(',').map(|item| item.trim().to_owned());
        Value::from(items.collect::<Vec<_>>()).to_string()
    };
    out += &format!("reviewer:\n  specialties: {}\n", list(&record["specialty"]));
    out += &format!("  licensed_in: {}\n", list(&record["licensed_in"]));
    out += &format!("clinical_summary: {}\ndecisions:\n", text(&record["clinical_summary"]));
    for decision in record["decisions"].as_array().unwrap() {
        let (treatment, partial) = treatment(decision["treatment"].as_str().unwrap());
        out += &format!("  - treatment: {}\n", Value::from(treatment));
        for field in ["outcome", "claims_administrator_guideline", "maximus_guideline", "rationale"] {
            out += &format!("    {field}: {}\n", text(&decision[field]));
        }
        if let Some([requested, authorized, eligible]) = partial {
            out += "    partial_authorization:\n";
            out += &format!("      requested: {}\n", Value::from(requested));
            out += &format!("      authorized: {}\n", Value::from(authorized));
            out += &format!("      eligible: {eligible}\n");
        }
    }
    out
}

/// The treatment of an item line, and what it says of a partial authorization: requested, authorized,
/// eligible.
fn treatment(line: &str) -> (&str, Option<[&str; 3]>) {
    let parts = |first: &str, middle: &str, eligible| {
        let (requested, rest) = line.split_once(" was the original request. ")?;
        let (authorized, rest) = rest.strip_prefix(first)?.split_once(middle)?;
        Some((rest.strip_suffix(" is").unwrap(), Some([requested, authorized, eligible])))
    };
    let remaining = " was authorized by the Claims Administrator. The remaining IMR eligible portion of the original request, ";
    let original = ", leaving the original request IMR eligible. The original request, ";
    parts("", remaining, "remaining")
        .or_else(|| parts("The Claims Administrator authorized ", original, "original"))
        .unwrap_or((line, None))
}
