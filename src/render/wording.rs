//! Whether a record asks for a wording that there is, of its time, and that prints what the record gives.

use crate::assets::Assets;
use crate::diag::{Finding, Reported, Sink, codes};
use crate::record::{CaseRecord, EXTRA};

/// # Errors
/// Where no wording has the name that the record asks for.
pub(super) fn known_wording(record: &CaseRecord, assets: &Assets, sink: &mut Sink) -> Result<(), Reported> {
    let wanted = record.template.as_str();
    if assets.templates.wordings().any(|name| name == wanted) {
        return Ok(());
    }
    let names: Vec<_> = assets.templates.wordings().map(|name| format!("`{name}`")).collect();
    Err(sink.error(
        Finding::new(&codes::template::UNKNOWN_WORDING, format!("there is no template `{wanted}`"))
            .at(record.place_of("template"))
            .hint(format!("write one of {}, or add `templates/{wanted}.md`", names.join(", "))),
    ))
}

/// A warning where the wording is that of another time.
pub(super) fn wording_of_its_time(record: &CaseRecord, assets: &Assets, sink: &mut Sink) {
    let (wording, day) = (record.template.as_str(), *record.decision_date);
    let validity = assets.validity(wording);
    if !validity.has(day) {
        let message = format!("the wording `{wording}` is for decisions{validity}, and this one is of {day}");
        sink.report(
            Finding::new(&codes::template::OTHER_TIME, message)
                .at(record.place_of("decision_date"))
                .hint("ask for the wording of that time by `template:`, or correct the date"),
        );
    }
}

/// A warning where the wording prints nothing of a field that the organization added to be read, or of one that the wording
/// does without.
pub(super) fn given_is_printed(record: &CaseRecord, assets: &Assets, sink: &mut Sink) {
    let wording = record.template.as_str();
    let own = record.contract.own_fields().iter().filter(|field| field.published);
    let own = own.map(|field| format!("{EXTRA}.{}", field.name));
    let without = record.contract.needs().without.iter().filter(|name| !name.contains('.')).cloned();
    for name in own.chain(without) {
        let path = name.replace('.', "/");
        // Of a reviewer it is the texts that are printed.
        let said = if name == "reviewer" { "reviewer.specialties" } else { &name };
        if assets.templates.prints(wording, said) {
            continue;
        }
        if record.outline.get(&path).is_none() {
            continue;
        }
        let message = format!("the wording `{wording}` prints nothing of `{name}`");
        sink.report(
            Finding::new(&codes::template::NOT_PRINTED, message)
                .at(record.place_of(&path))
                .labelled("no letter says this")
                .hint("ask for a wording that prints it, or print it in this one"),
        );
    }
}
