//! Invented records that between them take every branch of a template: what may be absent is absent in one and there in
//! another. Nobody in them exists.

use std::fmt::Write;

use super::case_numbers;
use super::own_fields::{EXTRA, OwnField};

use super::own_values::invented_fields;
use super::record_contract::RecordContract;
use super::skeleton::without_field;

/// The case number of every invented record.
pub const INVENTED_CASE: &str = "CM14-0000000";

/// How much an invented record holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// What every determination needs.
    Bare,
    /// What is needed before the letter is mailed as well, and no more.
    Mailed,
    /// All that a record may hold.
    Full,
    /// The same, for a letter that corrects one that was mailed.
    Correction,
    /// As [`Extent::Full`], some of it served by e-mail, in a year in which that is allowed.
    Email,
}

impl Extent {
    fn is_rich(self) -> bool {
        matches!(self, Extent::Full | Extent::Correction | Extent::Email)
    }
}

/// What of an item's request was authorized before the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Authorized {
    Nothing,
    Remaining,
    Original,
    /// Each of them by turns.
    Mixed,
}

/// The texts of invented records that ask for a wording; `languages` are those that have a plain-language page, `prints` the
/// fields that the wording prints.
pub fn invented(
    contract: &RecordContract,
    template: &str,
    languages: &[&str],
    prints: impl Fn(&str) -> bool,
) -> Vec<String> {
    use Authorized::{Mixed, Nothing, Original, Remaining};
    use Extent::{Bare, Correction, Email, Full, Mailed};
    let outcomes: [&[&str]; 3] = [&["upheld"], &["overturned"], &["upheld", "overturned"]];
    let mut records = Vec::new();
    let mut languages = languages.iter().copied().cycle();
    let needs = contract.needs();
    let number = contract.case_number_like().replace(|c: char| c.is_ascii_digit(), "0");
    let number =
        if contract.case_number_like() == case_numbers::USUAL { INVENTED_CASE.to_owned() } else { number };
    let mut add = |extent, outcomes: &[&str], authorized, items: usize| {
        let extent = needed_extent(extent, &needs.requires);
        let language = (extent != Mailed).then(|| languages.next()).flatten();
        let mut text = record(&number, template, extent, outcomes, authorized, items, language);
        let rich = extent.is_rich();
        let prints_of_copy =
            |path: &String| ["", ".name", ".title"].iter().any(|end| prints(&format!("mailed.{path}{end}")));
        for path in needs.without.iter().filter(|path| !rich || !(prints(path) || prints_of_copy(path))) {
            text = without_field(&text, path);
        }
        if needs.requires.iter().any(|path| path == "reviewers") || (rich && prints("reviewers.specialties"))
        {
            push_reviewers(&mut text, 1 + 2 * (records.len() % 2));
        }
        let required = |field: &&OwnField| needs.requires.contains(&format!("{EXTRA}.{}", field.name));
        let own = contract.own_fields().iter().filter(|field| rich || required(field));
        text.push_str(&invented_fields(own, contract.own_fields(), &text, records.len()));
        records.push(if extent == Email { by_email(&text) } else { text });
    };
    // Any two choices meet in some record.
    let authorized = [Nothing, Remaining, Original];
    for (row, outcomes) in outcomes.into_iter().enumerate() {
        for (column, extent) in [Bare, Mailed, Full, Correction].into_iter().enumerate() {
            add(extent, outcomes, authorized[(row + column) % authorized.len()], outcomes.len());
        }
    }
    add(Mailed, outcomes[2], Mixed, 30);
    add(Email, outcomes[2], Mixed, 2);
    records
}

fn record(
    number: &str,
    template: &str,
    extent: Extent,
    outcomes: &[&str],
    authorized: Authorized,
    items: usize,
    language: Option<&str>,
) -> String {
    let rich = extent.is_rich();
    let mut text = format!(
        "case_number: {number}\n\
         template: {template}\n\
         priority: {}\n\
         date_of_injury: 2012-08-20\n\
         ur_denial_date: 2014-04-24\n\
         application_received: 2014-05-12\n\
         date_assigned: 2014-07-08\n\
         decision_date: {}\n\
         reviewer:\n  specialties: [{}]\n  licensed_in: [{}]\n\
         clinical_summary: |\n{}",
        if rich { "expedited" } else { "standard" },
        if rich { "2014-07-11" } else { "2014-08-05" },
        if rich { "Physical Medicine and Rehabilitation, Pain Medicine" } else { "Family Medicine" },
        if rich { "California, Nevada" } else { "California" },
        if rich { BLOCKS } else { PARAGRAPH },
    );
    text.push_str("decisions:\n");
    for item in 0..items {
        let outcome = outcomes[item % outcomes.len()];
        push_item(&mut text, item, outcome, authorized, rich);
    }
    if extent != Extent::Bare {
        push_mailing(&mut text, rich, authorized, language);
    }
    if extent == Extent::Correction {
        text.push_str("replaces:\n  mailed_date: 2014-07-14\n  reason: The date of injury was misstated.\n");
    }
    text
}

/// The same record ten years later, with parties that are served by e-mail.
fn by_email(text: &str) -> String {
    let mut text = text.replace("2014-", "2024-").replace("2012-", "2022-").replace("CM14-", "CM24-");
    for name in ["Jamie Example", "Morgan Sample", "Robin Specimen"] {
        let address = format!("{}@example.org", name.to_lowercase().replace(' ', "."));
        let line = format!("    name: {name}\n");
        text = text.replace(&line, &format!("{line}    delivery: email\n    email: {address}\n"));
    }
    text
}

/// The least that holds what a wording requires.
fn needed_extent(extent: Extent, requires: &[String]) -> Extent {
    let of_some = |names: &[&str]| requires.iter().any(|path| names.contains(&path.as_str()));
    match extent {
        Extent::Bare | Extent::Mailed if of_some(&["representative", "records_received"]) => Extent::Full,
        Extent::Bare if requires.iter().any(|path| path != "reviewers" && !path.starts_with(EXTRA)) => {
            Extent::Mailed
        }
        extent => extent,
    }
}

fn push_reviewers(text: &mut String, count: usize) {
    text.push_str("reviewers:\n");
    for specialty in ["Neurology", "Pain Medicine", "Occupational Medicine"].iter().take(count) {
        let _ = writeln!(text, "  - specialties: [{specialty}]\n    licensed_in: [California]");
    }
}

const PARAGRAPH: &str =
    "  The patient was injured at work. The records describe pain of the lower back and the care so far.\n";

const BLOCKS: &str = "  The patient was injured at work. The records describe pain of the lower back.\n\n  \
    - rest and home exercise\n  - physical therapy\n\n  \
    The progress report describes pain that went on, * with signs # that | mean nothing_here.\n";

fn push_item(text: &mut String, item: usize, outcome: &str, authorized: Authorized, rich: bool) {
    let conclusion = match outcome {
        "upheld" => "Therefore, the request is not medically necessary.",
        _ => "Therefore, the request is medically necessary.",
    };
    let number = item + 1;
    let summary = if rich { BLOCKS.replace("  ", "      ") } else { String::new() };
    let _ = write!(
        text,
        "  - treatment: Treatment {number} of the lower back\n    outcome: {outcome}\n    \
         claims_administrator_guideline: Decision based on the guideline {number} of the claims administrator.\n    \
         maximus_guideline: Decision based on the guideline {number} of the reviewer.\n    \
         rationale: |\n{summary}      The records on treatment {number} were weighed. {conclusion}\n",
    );
    let eligible = match (authorized, item % 3) {
        (Authorized::Remaining, _) | (Authorized::Mixed, 0) => "remaining",
        (Authorized::Original, _) | (Authorized::Mixed, 1) => "original",
        _ => return,
    };
    let _ = write!(
        text,
        "    partial_authorization:\n      requested: Treatment {number} for 12 sessions\n      \
         authorized: Treatment {number} for 6 sessions\n      eligible: {eligible}\n",
    );
}

/// What is needed before the letter is mailed; where it is rich, with everyone who may get a copy and all that may be
/// known of them and of the documents.
fn push_mailing(text: &mut String, rich: bool, authorized: Authorized, language: Option<&str>) {
    let _ = write!(
        text,
        "mailed_date: {}\nclaim_number: 00-EXM-0001\n",
        if rich { "2014-07-15" } else { "2014-08-06" }
    );
    text.push_str("documents_reviewed:\n  - Application for Independent Medical Review\n");
    if rich {
        text.push_str(
            "  - title: Utilization review determination\n    from: Example Utilization Review\n    dates: 2014-04-24\n  \
             - title: Progress reports\n    from: Example Rehabilitation Group\n    dates: 2012-09-04 to 2014-04-09\n",
        );
    }
    let mut party = |key: &str, name: &str, more: &str| {
        let _ = write!(
            text,
            "{key}\n    name: {name}\n    address: {{street: [250 Sample St], city: Fresno, state: CA, zip: 93700-0000}}\n{more}"
        );
    };
    let organization = |name: &str| match (rich, authorized) {
        (false, Authorized::Nothing) => String::new(),
        _ => format!("    organization: {name}\n"),
    };
    let spoken = language.map(|tag| format!("    language: {tag}\n")).unwrap_or_default();
    party("employee:", "Jamie Example", &spoken);
    // In one record someone who may not appeal reads this language, in another someone who only gets a copy.
    let of = |who| if authorized == who { spoken.as_str() } else { "" };
    let physician = organization("Example Clinic") + of(Authorized::Remaining);
    party("requesting_physician:", "Morgan Sample", &physician);
    party("claims_administrator:", "Claims Department", &organization("Example Mutual Insurance"));
    if rich {
        let large = format!("{}    format: large_print\n{spoken}", organization("Example Law Office"));
        party("representative:", "Sam Demonstration", &large);
        party("copies:\n  -", "Robin Specimen", of(Authorized::Original));
        text.push_str(
            "  - name: Kim Specimen\n    address: {street: [100 Sample Rd], city: Toronto ON M5V 2T6, country: Canada}\n",
        );
        text.push_str("records_received: 2014-07-09\nredact: [lower back]\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Sink, Source, render};
    use crate::record::{check_mailed, parse_record, standard};

    #[test]
    fn nothing_can_be_said_against_an_invented_record() {
        let records = invented(&standard(), "imr-2014", &["es", "fr"], |_| false);
        for text in &records {
            let mut sink = Sink::new();
            let record = parse_record(&Source::new("invented.yaml", text.as_str()), &mut sink);
            if let Ok(record) = &record
                && record.mailed_date.is_some()
            {
                check_mailed(record, &mut sink);
            }
            assert!(
                sink.findings().is_empty(),
                "{text}\n{}",
                render::human(sink.findings(), false, Some(100))
            );
        }
        assert!(records.iter().any(|text| text.contains("language: fr")));
    }
}
