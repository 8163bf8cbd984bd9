//! Values to YAML.

use serde_json::Value;

/// A value of texts, lists and maps as YAML that reads back as the same; none where it would not.
pub fn to_text(value: &Value) -> Option<String> {
    let text = serde_yaml::to_string(value).ok()?;
    let read: Value = serde_yaml::from_str(&text).ok()?;
    (read == *value).then_some(text)
}
