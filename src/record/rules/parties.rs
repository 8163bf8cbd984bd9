//! Rules over those who get the letter.

use super::super::needs::Needs;
use super::super::text::Line;
use super::super::types::Delivery;
use super::super::values::Day;
use crate::diag::{Finding, Sink, codes};
use crate::law::{self, Country};
use crate::yaml::{Fields, nearest};

/// The keys of single parties.
const PARTIES: [&str; 4] = ["employee", "representative", "requesting_physician", "claims_administrator"];

fn parties(record: Fields<'_>) -> Vec<Fields<'_>> {
    PARTIES.iter().filter_map(|party| record.map(party)).chain(record.each("copies")).collect()
}

/// Who is served by e-mail has an address for it, on a day on which the Board's rules allow it (8 CCR 10625); letters that
/// nobody appeals to the Board are not under its rules.
pub(super) fn email(record: Fields<'_>, needs: &Needs, sink: &mut Sink) {
    let mailed = record.get::<Day>("mailed_date").filter(|_| needs.has_appeal());
    for party in parties(record) {
        let Some(delivery) = party.get::<Delivery>("delivery").filter(|it| it.value == Delivery::Email)
        else {
            continue;
        };
        let place = || record.place(delivery.span);
        if !party.has("email") {
            sink.report(
                Finding::new(&codes::rule::EMAIL_SERVICE, "`delivery: email` needs the party's `email`")
                    .at(place())
                    .labelled("there is no address to send this copy to")
                    .hint("add `email:` with the address, or take `delivery: email` away: the copy is mailed then"),
            );
        }
        if let Some(day) = &mailed
            && law::DAYS_ADDED_BY_EMAIL.on(day.value.0).is_err()
        {
            let message =
                format!("nobody is served by e-mail on {}: the Board's rules allow it since 2022", day.value);
            sink.report(
                Finding::new(&codes::rule::EMAIL_SERVICE, message)
                    .at(place())
                    .labelled("8 CCR 10625")
                    .hint("take `delivery: email` away: the copy is mailed then"),
            );
        }
    }
}

/// The country of an address is one that the Postal Service lists, abroad; the time to appeal depends on it.
pub(super) fn country(record: Fields<'_>, sink: &mut Sink) {
    for party in parties(record) {
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
