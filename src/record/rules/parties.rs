//! Rules over those who get the letter.

use super::super::text::Line;
use crate::diag::{Finding, Sink, codes};
use crate::law::{self, Country};
use crate::yaml::{Fields, nearest};

/// The keys of single parties.
const PARTIES: [&str; 4] = ["employee", "representative", "requesting_physician", "claims_administrator"];

/// The country of an address is one that the Postal Service lists, abroad; the time to appeal depends on it.
pub(super) fn country(record: Fields<'_>, sink: &mut Sink) {
    let parties = PARTIES.iter().filter_map(|party| record.map(party)).chain(record.each("copies"));
    for party in parties {
        let Some(country) = party.get::<Line>("address/country") else { continue };
        let of_the_united_states = "write `state:` and `zip:` in place of `country:`";
        let (message, hint) = match law::country(&country) {
            Country::Abroad => continue,
            Country::UnitedStates => {
                (format!("`{}` is not a country abroad", country.value), of_the_united_states.to_owned())
            }
            Country::Unknown => {
                let hint = match nearest(&country, law::country_names()) {
                    Some(near) if law::country(near) == Country::Abroad => format!("did you mean `{near}`?"),
                    Some(near) => format!("did you mean `{near}`? {of_the_united_states}"),
                    None => {
                        "write its full name in English, as the International Mail Manual does".to_owned()
                    }
                };
                (format!("`{}` is not a country that the Postal Service lists", country.value), hint)
            }
        };
        sink.report(
            Finding::new(&codes::rule::COUNTRY, message)
                .at(record.place(country.span))
                .labelled("the time to appeal depends on it")
                .hint(hint),
        );
    }
}
