//! Findings as the protocol shows them.

use std::path::Path;

use serde_json::{Value, json};

use super::documents::Documents;
use super::positions::Range;
use crate::diag::{Finding, Place, Severity};

/// A finding at its place; one that has none, at the start.
pub fn diagnostic(finding: &Finding, documents: &Documents) -> Value {
    let range = finding.place.as_ref().map_or_else(Range::default, range);
    shown(finding, range, finding.message.clone(), documents)
}

/// A finding of another file, at the start of a document.
pub fn elsewhere(finding: &Finding, documents: &Documents) -> Value {
    let message = match &finding.place {
        Some(place) => format!("{place}: {}", finding.message),
        None => finding.message.clone(),
    };
    shown(finding, Range::default(), message, documents)
}

pub fn range(place: &Place) -> Range {
    Range::of(place.source.text(), place.span)
}

/// The address of the file that a place is in; none of what the program carries.
pub fn address(place: &Place, documents: &Documents) -> Option<String> {
    let file = Path::new(place.source.name());
    file.is_absolute().then(|| documents.address_of(file))
}

fn shown(finding: &Finding, range: Range, mut message: String, documents: &Documents) -> Value {
    if !finding.label.is_empty() {
        message.push_str(&format!(": {}", finding.label));
    }
    for hint in &finding.hints {
        message.push_str(&format!("\nhelp: {hint}"));
    }
    let severity = match finding.severity() {
        Severity::Error => 1,
        Severity::Warning => 2,
        Severity::Note => 3,
    };
    let related: Vec<Value> = finding
        .related
        .iter()
        .filter_map(|(place, label)| {
            let location = json!({ "uri": address(place, documents)?, "range": self::range(place) });
            Some(json!({ "location": location, "message": label }))
        })
        .collect();
    json!({
        "range": range,
        "severity": severity,
        "code": finding.code.name,
        "source": "imr",
        "message": message,
        "relatedInformation": related,
    })
}
