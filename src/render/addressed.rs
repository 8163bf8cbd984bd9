//! What an addressed copy needs of the office and its templates beside what its edition does.

use super::in_record::party_paths;
use crate::assets::{Assets, plain_language_page};
use crate::diag::{Finding, Sink, codes};
use crate::letter::Routing;
use crate::record::CaseRecord;

/// Holds an office to the address from which parties are served by e-mail (8 CCR 10625).
pub(super) fn office_serves_by_email(record: &CaseRecord, assets: &Assets, sink: &mut Sink) {
    let served = party_paths(record).into_iter().find(|(_, party)| party.emailed_to().is_some());
    let Some((path, party)) = served.filter(|_| assets.office.leaves_out_email()) else { return };
    let message =
        format!("{} is served by e-mail, and the office gives no address to send it from", party.name);
    let finding = Finding::new(&codes::assets::OFFICE_EMAIL, message)
        .at(record.place_of(&format!("{path}/delivery")))
        .hint("add `email:` below `server:` in `templates/office.yaml`");
    sink.report(finding);
}

/// What is worth a look before an addressed copy is mailed.
pub(super) fn addressed(record: &CaseRecord, assets: &Assets, sink: &mut Sink) {
    if let Some(why) = assets.made_up_office() {
        sink.report(
            Finding::new(
                &codes::assets::MADE_UP_OFFICE,
                format!("the office in `templates/office.yaml` is made up: {why}"),
            )
            .hint("put your office's facts there, and `fictional: false`; until then nothing is mailed"),
        );
    }
    for (path, party) in party_paths(record) {
        if assets.office.intelligent_mail.is_some() && Routing::of(&party.address) == Routing::FiveDigits {
            let message = format!("{} has no ZIP+4, which the Intelligent Mail barcode needs", party.name);
            sink.report(
                Finding::new(&codes::barcode::ZIP, message)
                    .at(record.place_of(&format!("{path}/address/zip")))
                    .hint("look the address up at the Postal Service, and write all nine digits"),
            );
        }
        let Some(tag) = party.language.as_ref().map(|tag| tag.primary()) else { continue };
        // The letter itself is in English.
        if tag == "en" || assets.summaries(&record.template).contains(&tag) {
            continue;
        }
        let page = plain_language_page(&tag);
        let hint = match assets.templates.source(&page) {
            Some(_) => {
                "take it in by `{% include \"parts/plain-language.md\" %}`, as `imr-2014` does".to_owned()
            }
            None => format!("add `templates/{page}`, as `parts/plain-es.md` is for Spanish"),
        };
        let message =
            format!("the wording `{}` has no plain-language page in the language `{tag}`", record.template);
        sink.report(
            Finding::new(&codes::template::NO_SUMMARY, message)
                .at(record.place_of(&format!("{path}/language")))
                .labelled("this copy is in English only")
                .hint(hint),
        );
    }
}
