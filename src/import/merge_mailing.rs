//! What two copies of one case tell of its mailing -> what both tell. The parties are the same; each copy tells of its own party
//! what others do not.

use super::conflict::{Conflict, agreed};
use super::mailing::Mailing;
use super::parties::{Email, PartyText};

/// The mailing that two copies tell.
pub(super) fn mailings(one: &Mailing, other: &Mailing) -> Result<Mailing, Conflict> {
    let named =
        |mailing: &Mailing| mailing.parties.iter().map(PartyText::entry).collect::<Vec<_>>().join("; ");
    if named(one) != named(other) {
        return Err(Conflict::new("the parties", &named(one), &named(other)));
    }
    let shown = |text: &String| text.clone();
    let said = |mailing: &Mailing| {
        let texts = mailing.documents.iter().map(|document| match &document.dates {
            Some(dates) => format!("{}, {dates}", document.title),
            None => document.title.clone(),
        });
        texts.collect::<Vec<_>>().join("; ")
    };
    if one.documents != other.documents {
        return Err(Conflict::new("documents_reviewed", &said(one), &said(other)));
    }
    let replaces = |(day, reason): &(String, String)| format!("{day}: {reason}");
    let mut parties = Vec::new();
    for (place, (a, b)) in one.parties.iter().zip(&other.parties).enumerate() {
        let is_own = (one.own.contains(&place), other.own.contains(&place));
        parties.push(party((a, b), is_own, (one.came_back(), other.came_back()))?);
    }
    Ok(Mailing {
        mailed_date: agreed("mailed_date", &one.mailed_date, &other.mailed_date, shown)?,
        mailed_again: one.mailed_again.clone().filter(|_| other.came_back()),
        claim_number: agreed("claim_number", &one.claim_number, &other.claim_number, shown)?,
        documents: one.documents.clone(),
        parties,
        own: one.own.union(&other.own).copied().collect(),
        replaces: agreed("replaces", &one.replaces, &other.replaces, replaces)?,
    })
}

/// A party as two copies tell it; of each copy, whether it is its own, and whether it was mailed because an e-mail came back: such
/// a copy does not tell who else is served by e-mail.
fn party(
    (one, other): (&PartyText, &PartyText),
    is_own: (bool, bool),
    came_back: (bool, bool),
) -> Result<PartyText, Conflict> {
    let field = |name: &str| format!("{name} of {}", one.entry());
    let address = |party: &PartyText| party.address.as_ref().map(|_| party.envelope());
    agreed(&field("the envelope"), &address(one), &address(other), Clone::clone)?;
    let printed = |party: &PartyText, own: bool| own.then(|| (party.language.clone(), party.large_print));
    let as_typed = |(language, large): &(Option<String>, bool)| {
        let print = if *large { "large print" } else { "letter print" };
        format!("{}, {print}", language.as_deref().unwrap_or("English"))
    };
    let printed = agreed(&field("the copy"), &printed(one, is_own.0), &printed(other, is_own.1), as_typed)?;
    // Its envelope tells where a name ends.
    let doubts = |party: &PartyText| (party.address.is_none(), party.looks.len());
    let mut party = if doubts(one) <= doubts(other) { one } else { other }.clone();
    (party.language, party.large_print) = printed.unwrap_or_default();
    party.email = match (&one.email, &other.email) {
        (a, b) if a == b => a.clone(),
        (to @ Email::To(_), Email::Somewhere) | (Email::Somewhere, to @ Email::To(_)) => to.clone(),
        (Email::No, served) if came_back.0 => served.clone(),
        (served, Email::No) if came_back.1 => served.clone(),
        (a, b) => return Err(Conflict::new(&field("the e-mail"), &a.shown(), &b.shown())),
    };
    Ok(party)
}
