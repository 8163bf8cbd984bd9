//! The rules of the field on letters that were published.

use imr_letters::diag::{Severity, render};

use crate::published;
use crate::record_findings::findings_of;

#[test]
fn published_letters_deserve_four_warnings() {
    let records = published::records();
    if records.is_empty() {
        return;
    }
    let mut warnings = Vec::new();
    for (number, yaml) in records {
        let found = findings_of(&number, yaml.as_bytes());
        println!("{}", render::short(&found));
        assert!(
            found.iter().all(|finding| finding.severity() < Severity::Error),
            "{}",
            render::short(&found)
        );
        let grave = found.iter().filter(|finding| finding.severity() == Severity::Warning);
        warnings.extend(grave.map(|finding| format!("{number} {} {}", finding.code.name, finding.label)));
    }
    let expected = [
        "CM16-0219557 rule/decision-late 31 days after assignment",
        "CM16-0229336 rule/application-late 31 days after the denial",
        "CM16-0230651 rule/decision-late 33 days after assignment",
        "CM16-0231745 rule/decision-late 34 days after assignment",
    ];
    assert_eq!(warnings, expected);
}
