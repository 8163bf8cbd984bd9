//! What the program carries for people to read: the guide to changing letters, a sample record.

/// How to change a letter, in Markdown.
pub const GUIDE: &str = include_str!("../../templates/README.md");

/// The case number of the sample record.
pub const SAMPLE_CASE: &str = "CM14-0067214";

/// A fictional record that is complete for mailing.
pub const SAMPLE_RECORD: &str = include_str!("../../data/CM14-0067214.yaml");
