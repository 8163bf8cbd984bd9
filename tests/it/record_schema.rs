//! The schema says what the program does.

use imr_letters::record::schema;
use serde_json::Value;

use crate::oracles;
use crate::record_findings::{findings_of, fixtures};

fn json(yaml: &str) -> Option<Value> {
    serde_yaml::from_str(yaml).ok()
}

#[test]
fn the_schema_accepts_what_is_accepted_and_refuses_what_is_refused_in_shape() {
    if !oracles::asked() {
        return;
    }
    let mut judged: Vec<(String, bool, Value)> = Vec::new();
    for path in fixtures() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let found = findings_of(&name, &bytes);
        // These keep to the program: readers of YAML differ in them, or a validator cannot see them.
        let beyond = ["as-typed.yaml", "bom.yaml", "document.yaml"].contains(&name.as_str())
            || found.iter().any(|finding| finding.code.name.starts_with("yaml/"));
        let Some(value) = std::str::from_utf8(&bytes).ok().and_then(json).filter(|_| !beyond) else {
            continue;
        };
        let shape = [
            "unknown-field",
            "missing-field",
            "empty",
            "wrong-type",
            "reviewer-named",
            "bad-date",
            "bad-case-number",
            "bad-value",
            "bad-template-name",
            "bad-zip",
            "bad-state",
            "bad-language",
        ];
        let misshapen = found.iter().any(|finding| {
            finding.code.name.strip_prefix("record/").is_some_and(|what| shape.contains(&what))
        });
        let no_such_month = name == "no-such-date.yaml";
        judged.push((name, misshapen || no_such_month, value));
    }
    let values: Vec<&Value> = judged.iter().map(|(_, _, value)| value).collect();
    for ((name, refused, _), errors) in judged.iter().zip(oracles::schema_errors(&schema(), &values)) {
        assert_eq!(!errors.is_empty(), *refused, "{name}: {errors:?}");
    }
    assert!(judged.iter().filter(|(_, refused, _)| *refused).count() > 10);
}

#[test]
fn every_field_says_what_it_means() {
    fn walk(schema: &Value, path: &str) {
        if let Some(fields) = schema["properties"].as_object() {
            assert_eq!(schema["additionalProperties"], Value::Bool(false), "{path}");
            for (name, field) in fields {
                assert!(field["description"].is_string(), "{path}.{name}: {field}");
            }
        }
        for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
            walk(definition, name);
        }
    }
    let schema = schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(!schema.to_string().contains("\"null\""), "{schema:#}");
    walk(&schema, "record");
}
