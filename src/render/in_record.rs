//! What was found on pages, shown where the record has it.

use crate::diag::{Finding, Place, codes};
use crate::letter::{Paper, field_of_line, parties};
use crate::record::{CaseRecord, Party};

/// Everyone who gets a copy, with the path of their field in the record.
pub(super) fn party_paths(record: &CaseRecord) -> Vec<(String, &Party)> {
    let mut copies = 0..;
    let mut path = |kind: &str| match kind {
        "copy" => format!("copies/{}", copies.next().unwrap_or_default()),
        _ => kind.to_owned(),
    };
    parties(record).into_iter().map(|(kind, _, party)| (path(kind), party)).collect()
}

/// A character that cannot be printed, and an address that the window does not show, are shown where the record
/// has them.
pub(super) fn in_record(finding: Finding, record: &CaseRecord, paper: &Paper) -> Finding {
    if finding.code == &codes::layout::MISSING_GLYPH {
        missing_in_record(finding, record)
    } else if finding.code == &codes::layout::ADDRESS {
        address_in_record(finding, record, paper)
    } else {
        finding
    }
}

fn missing_in_record(mut finding: Finding, record: &CaseRecord) -> Finding {
    if let Some(Place { source, span }) = &finding.place
        && let Some(character) = source.text()[span.range()].chars().next()
        && let Some(place) = record.find_char(character)
    {
        finding.place = Some(place);
    }
    finding
}

fn address_in_record(mut finding: Finding, record: &CaseRecord, paper: &Paper) -> Finding {
    let Some((path, party)) = party_paths(record).into_iter().nth(paper.party) else { return finding };
    let kind = path.split('/').next().unwrap_or_default();
    let typed = finding.place.as_ref().map(|place| &place.source.text()[place.span.range()]);
    // The Markdown escapes what would be markup; the whole address is no line of it.
    let line = typed.map(|typed| typed.replace('\\', "")).filter(|line| !line.contains('\n'));
    let field = line.map_or("address".to_owned(), |line| field_of_line(party, &line));
    finding.message = format!("{} {}: {}", kind.replace('_', " "), party.name, finding.message);
    finding.place = Some(record.place_of(&format!("{path}/{field}")));
    finding.label = "as the envelope has it".to_owned();
    match field.as_str() {
        "name" | "envelope_name" => finding.hints = vec![SHORTER.replace('*', "envelope_name")],
        "organization" | "envelope_organization" => {
            finding.hints = vec![SHORTER.replace('*', "envelope_organization")];
        }
        _ => {}
    }
    finding
}

const SHORTER: &str = "give a shorter form as `*:`; the letter itself keeps the long one";
