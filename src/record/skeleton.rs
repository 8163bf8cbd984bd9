//! A record to fill in: every field of a determination with what it means, its blanks empty so that checking
//! lists them one by one.

use super::case_numbers;
use super::forms;
use super::own_fields::{EXTRA, FieldType, OwnField};
use super::record_contract::RecordContract;
use crate::diag::{Reported, Sink};

/// The name of the schema's file beside the records, which their first line points at.
pub const SCHEMA_FILE: &str = ".case-record.schema.json";

/// The text of a new record.
///
/// # Errors
/// A case number that is not of its form: it names the file. A template name that names no file.
pub fn skeleton(
    contract: &RecordContract,
    case_number: &str,
    template: &str,
    sink: &mut Sink,
) -> Result<String, Reported> {
    let mark = sink.mark();
    if let Err(finding) = case_numbers::of_form("case_number", case_number, contract.case_number_like()) {
        sink.report(finding);
    }
    if let Err(finding) = forms::template_name("template", template) {
        sink.report(finding);
    }
    let mut text = BLANK
        .replace("{schema}", SCHEMA_FILE)
        .replace("{case_number}", case_number)
        .replace("{template}", template);
    let needs = contract.needs();
    for path in &needs.without {
        text = without_field(&text, path);
    }
    for path in needs.requires.iter().filter(|path| !path.starts_with(EXTRA)) {
        text.push_str(&format!("\n{path}: # BLANK\n"));
    }
    text.push_str(&own_fields(contract.own_fields(), &needs.requires));
    sink.unless_errors(mark, text)
}

/// A record's text without a field and all that it holds, in every item where it is one of an item's.
pub(super) fn without_field(text: &str, path: &str) -> String {
    let (above, name) = path.rsplit_once('.').unwrap_or(("", path));
    let indent = if above.is_empty() { 0 } else { 4 };
    let start = format!("{}{name}:", " ".repeat(indent));
    let mut inside = false;
    let kept = text.split_inclusive('\n').filter(|line| {
        let stands = line.len() - line.trim_start_matches(' ').len();
        inside = line.starts_with(&start) || (inside && (line.trim().is_empty() || stands > indent));
        !inside
    });
    kept.collect()
}

/// The fields that the organization adds: as blanks those that the wording requires, as comments the others.
fn own_fields(fields: &[OwnField], required: &[String]) -> String {
    let is_required = |field: &&OwnField| required.contains(&format!("{EXTRA}.{}", field.name));
    let (needed, others): (Vec<&OwnField>, Vec<&OwnField>) = fields.iter().partition(is_required);
    let mut text = String::new();
    for (number, field) in needed.iter().enumerate() {
        if number == 0 {
            text.push_str(&format!("\n{EXTRA}:\n"));
        }
        let help = field.help.split_whitespace().collect::<Vec<_>>().join(" ");
        text.push_str(&format!("  {}: # BLANK: {help}\n", field.name));
    }
    for (number, field) in others.iter().enumerate() {
        if number == 0 {
            text.push_str("\n# Where they are known:\n");
            if needed.is_empty() {
                text.push_str(&format!("# {EXTRA}:\n"));
            }
        }
        let value = match field.kind {
            FieldType::Text => " …".to_owned(),
            FieldType::Paragraphs => " |".to_owned(),
            FieldType::Date => " 2014-02-11".to_owned(),
            FieldType::Choice => format!(" {}", field.choices.join(" | ")),
            FieldType::Number => " 1".to_owned(),
            FieldType::List => " […]".to_owned(),
        };
        let help = field.help.split_whitespace().collect::<Vec<_>>().join(" ");
        text.push_str(&format!("#   {}:{value} # {help}\n", field.name));
    }
    text
}

const BLANK: &str = "\
# yaml-language-server: $schema={schema}
#
# Fill in what is empty; `imr check` lists what is missing. Text is plain text: nothing in it is markup.
# A blank line in a text starts a new paragraph. Dates are typed as YYYY-MM-DD.

case_number: {case_number}
template: {template}
priority: standard            # standard | expedited
date_of_injury:               # BLANK
ur_denial_date:               # BLANK
application_received:         # BLANK
date_assigned:                # BLANK
decision_date:                # BLANK

reviewer:                     # never a name (Labor Code 4610.6(f))
  specialties: []             # BLANK: [Family Medicine]
  licensed_in: []             # BLANK: [California]

clinical_summary:             # BLANK: `|`, then the text on the lines below, indented

decisions:                    # one entry for each disputed item, in the order printed
  - treatment:                # BLANK
    outcome:                  # BLANK: upheld | overturned, of the UR denial
    claims_administrator_guideline: # BLANK
    maximus_guideline:        # BLANK
    rationale:                # BLANK
    # For statistics; no letter prints it:
    # category: medication    # medication | rehabilitation | diagnostic_testing | injection | equipment | surgery |
    #                         # evaluation | mental_health | program | home_health | other
    # Where part of the request was authorized before the review:
    # partial_authorization:
    #   requested: Physical therapy for 12 sessions
    #   authorized: Physical therapy for 6 sessions
    #   eligible: remaining   # remaining: the treatment is what was left | original: the whole request stays

# Where they are known:
# records_received: 2014-01-28 # when the records reached the review

# Before the letter is mailed:
# mailed_date: 2014-02-13
# claim_number: 00-ABC-0123
# documents_reviewed:
#   - Application for Independent Medical Review
#   - title: Progress reports
#     from: Example Spine Clinic
#     dates: 2013-03-09 to 2013-06-18
# employee:
#   name: Alex Rivera
#   address:
#     street: [1200 Example Ave, APT 4]
#     city: Sacramento
#     state: CA               # abroad: country in place of state and zip
#     zip: 95814-0000
#     delivery_point: 07      # where the address has one and a barcode is printed
#   language: es              # adds a summary in this language
#   format: large_print
#   delivery: email           # for a party that agreed to it, since 2022; left out: by mail
#   email: alex@example.org
# representative:             # if there is one; a party as above, with an organization where there is one
# requesting_physician:
# claims_administrator:
# copies:                     # anyone else, a list of parties
#
# In a record that names nobody, on purpose:
# parties: none
";
