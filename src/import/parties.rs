//! Who gets a copy, from what copies say of them: names in a list, envelopes in capitals, e-mail addresses.

use crate::letter::capitals;

/// What a copy says of who gets one.
pub(super) struct Announced {
    /// Name and organization of each, in the order of the record.
    pub entries: Vec<String>,
    /// The lines of the envelopes of those served by mail, in that order.
    pub envelopes: Vec<Vec<String>>,
    /// Those served by e-mail: their entry, and the address below it.
    pub emailed: Vec<Vec<String>>,
    /// Of a copy that is sent by e-mail, its address and its envelope.
    pub own: Option<(String, Vec<String>)>,
    pub employee: Option<String>,
    pub requesting_physician: Option<String>,
    /// Whether the copy is mailed because its e-mail came back: of others it tells nothing but the names.
    pub came_back: bool,
}

/// A party of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PartyText {
    /// Its key in the record, `copies` for all others.
    pub key: &'static str,
    pub name: String,
    pub envelope_name: Option<String>,
    pub organization: Option<String>,
    pub envelope_organization: Option<String>,
    /// None where the copy does not tell it.
    pub address: Option<AddressText>,
    pub language: Option<String>,
    pub large_print: bool,
    pub email: Email,
    /// What a person should look at.
    pub looks: Vec<String>,
}

/// Whether a party is served by e-mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Email {
    #[default]
    No,
    /// To an address that the copy does not tell.
    Somewhere,
    To(String),
}

/// An address as an envelope tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AddressText {
    pub street: Vec<String>,
    pub city: String,
    /// State and ZIP code, or the country.
    pub place: Place,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    State { state: String, zip: String },
    Country(String),
}

impl PartyText {
    /// Name and organization, as copies list them.
    pub fn entry(&self) -> String {
        let organization = self.organization.iter().map(|organization| format!(", {organization}"));
        format!("{}{}", self.name, organization.collect::<String>())
    }

    /// All that its envelope tells, for people.
    pub fn envelope(&self) -> String {
        let PartyText { name, envelope_name, organization, envelope_organization, address, .. } = self;
        let mut lines = vec![envelope_name.as_ref().unwrap_or(name).clone()];
        lines.extend(envelope_organization.as_ref().or(organization.as_ref()).cloned());
        if let Some(AddressText { street, city, place }) = address {
            lines.extend(street.iter().cloned());
            lines.push(match place {
                Place::State { state, zip } => format!("{city} {state} {zip}"),
                Place::Country(country) => format!("{city} {country}"),
            });
        }
        lines.join(", ")
    }
}

impl Email {
    /// For people.
    pub fn shown(&self) -> String {
        match self {
            Email::No => "on paper".to_owned(),
            Email::Somewhere => "by e-mail".to_owned(),
            Email::To(address) => address.clone(),
        }
    }
}

/// The parties of a record, in its order.
pub(super) fn parties_of(announced: &Announced) -> Vec<PartyText> {
    let keys = keys_of(announced);
    let mut envelopes = announced.envelopes.iter().peekable();
    let mut parties = Vec::new();
    for (entry, key) in announced.entries.iter().zip(keys) {
        let emailed = announced.emailed.iter().find(|lines| lines.first() == Some(entry));
        let address = emailed.and_then(|lines| lines.get(1));
        let own = announced.own.as_ref().filter(|(own, _)| Some(own) == address);
        let envelope = match (address, own) {
            (Some(_), own) => own.map(|(_, envelope)| envelope),
            // Of those who are served again the envelope tells who it is for.
            (None, _) if announced.came_back => envelopes.next_if(|lines| is_of(lines, entry)),
            (None, _) => envelopes.next(),
        };
        let known = match key {
            "employee" => announced.employee.as_deref(),
            "requesting_physician" => announced.requesting_physician.as_deref(),
            _ => None,
        };
        let mut party = party_of(entry, envelope.map_or(&[], Vec::as_slice), known);
        party.key = key;
        party.email = match address {
            Some(address) => Email::To(address.clone()),
            None if announced.came_back && envelope.is_some() => Email::Somewhere,
            None => Email::No,
        };
        parties.push(party);
    }
    parties
}

/// Whether an envelope is that of an entry: its first line is how the entry starts.
fn is_of(envelope: &[String], entry: &str) -> bool {
    envelope.first().is_some_and(|first| capitals(entry).starts_with(first.as_str()))
}

/// The keys of the parties: the employee comes first, then a representative, the physician, the claims administrator.
fn keys_of(announced: &Announced) -> Vec<&'static str> {
    let is = |number: usize, name: &Option<String>| {
        let entry = announced.entries.get(number);
        entry.zip(name.as_ref()).is_some_and(|(entry, name)| starts_with_name(entry, name).is_some())
    };
    let mut keys = Vec::new();
    if is(0, &announced.employee) {
        keys.push("employee");
    }
    if !is(keys.len(), &announced.requesting_physician) && is(keys.len() + 1, &announced.requesting_physician)
    {
        keys.push("representative");
    }
    if is(keys.len(), &announced.requesting_physician) {
        keys.extend(["requesting_physician", "claims_administrator"]);
    }
    keys.resize(announced.entries.len().max(keys.len()), "copies");
    keys
}

/// What stands behind a name and its comma in an entry.
fn starts_with_name<'a>(entry: &'a str, name: &str) -> Option<Option<&'a str>> {
    let behind = entry.strip_prefix(name)?;
    if behind.is_empty() { Some(None) } else { Some(Some(behind.strip_prefix(", ")?)) }
}

/// A party by its entry and its envelope, which has no lines where the copy does not tell it; `known` is its name where that
/// stands elsewhere by itself.
fn party_of(entry: &str, envelope: &[String], known: Option<&str>) -> PartyText {
    let (first, second) = (envelope.first(), envelope.get(1));
    let splits = || {
        let behind_comma = entry.match_indices(", ").map(|(at, _)| (&entry[..at], Some(&entry[at + 2..])));
        [(entry, None)].into_iter().chain(behind_comma)
    };
    let is_line = |text: &str, line: Option<&String>| line.is_some_and(|line| capitals(text) == *line);
    let fits = |(name, organization): &(&str, Option<&str>)| {
        is_line(name, first) && organization.is_none_or(|organization| is_line(organization, second))
    };
    let by_organization =
        |(_, organization): &(&str, Option<&str>)| organization.is_some_and(|it| is_line(it, second));
    // An organization has a line of its own, above a street and the last line.
    let has_room = envelope.len() > 3;
    let by_name =
        |(name, other): &(&str, Option<&str>)| is_line(name, first) && (other.is_none() || has_room);
    let by_known = known.and_then(|name| Some((&entry[..name.len()], starts_with_name(entry, name)?)));
    let certain = by_known
        .or_else(|| splits().find(fits))
        .or_else(|| splits().find(by_organization))
        .or_else(|| splits().find(by_name));
    let (name, organization) = certain.unwrap_or((entry, None));
    let mut party = PartyText {
        name: name.to_owned(),
        organization: organization.map(str::to_owned),
        ..PartyText::default()
    };
    if certain.is_none() && entry.contains(", ") {
        party.looks.push(format!("\"{entry}\" may be a name and, behind a comma, an organization"));
    }
    let mut lines = envelope.iter().map(String::as_str);
    if let Some(line) = lines.next() {
        party.envelope_name = Some(line.to_owned()).filter(|line| capitals(name) != *line);
    }
    if let Some(organization) = organization
        && let Some(line) = lines.next()
    {
        party.envelope_organization = Some(line.to_owned()).filter(|line| capitals(organization) != *line);
    }
    party.address = address_of(&lines.collect::<Vec<_>>());
    party
}

/// An address by the lines below the names.
fn address_of(lines: &[&str]) -> Option<AddressText> {
    let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    let (last, street) = lines.split_last()?;
    if let Some((city, state, zip)) = last_line(last) {
        let place = Place::State { state: state.to_owned(), zip: zip.to_owned() };
        return Some(AddressText { street: owned(street), city: city.to_owned(), place })
            .filter(|address| !address.street.is_empty());
    }
    let (city, street) = street.split_last().filter(|(_, street)| !street.is_empty())?;
    let place = Place::Country((*last).to_owned());
    Some(AddressText { street: owned(street), city: (*city).to_owned(), place })
}

/// City, state and ZIP code (USPS Publication 28).
fn last_line(line: &str) -> Option<(&str, &str, &str)> {
    let (before, zip) = line.rsplit_once(' ')?;
    let (city, state) = before.rsplit_once(' ')?;
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    let is_zip = match zip.split_once('-') {
        Some((zip, more)) => digits(zip, 5) && digits(more, 4),
        None => digits(zip, 5),
    };
    let is_state = state.len() == 2 && state.bytes().all(|byte| byte.is_ascii_uppercase());
    (is_zip && is_state).then_some((city, state, zip))
}

#[cfg(test)]
mod tests {
    use super::{Place, party_of};

    #[test]
    fn envelopes_tell_where_a_name_ends() {
        for (entry, envelope, name, organization, street) in [
            ("A B, MD, C Clinic", "A B MD|C CLINIC|1 D ST|E CA 95814", "A B, MD", "C Clinic", "1 D ST"),
            ("A B, MD", "A B MD|1 D ST|E CA 95814", "A B, MD", "", "1 D ST"),
            ("A B, C", "AB|C|1 D ST|E CA 95814-0001", "A B", "C", "1 D ST"),
            ("A B, C", "A B|C INC|1 D ST|E CA 95814", "A B", "C", "1 D ST"),
            ("A B, C, D", "A B|C D|1 E ST|F CA 95814", "A B", "C, D", "1 E ST"),
        ] {
            let envelope: Vec<String> = envelope.split('|').map(str::to_owned).collect();
            let party = party_of(entry, &envelope, None);
            let address = party.address.unwrap();
            assert_eq!(
                (party.name.as_str(), party.organization.as_deref().unwrap_or_default()),
                (name, organization)
            );
            assert_eq!((address.street, party.looks), (vec![street.to_owned()], Vec::<String>::new()));
        }
        let abroad: Vec<String> = ["A B", "1 D St", "Toronto ON M5V 2T6", "CANADA"].map(str::to_owned).into();
        let address = party_of("A B", &abroad, None).address.unwrap();
        assert_eq!(address.place, Place::Country("CANADA".to_owned()));
        assert_eq!(party_of("A B, C", &[], None).looks.len(), 1);
        assert_eq!(party_of("A B, C", &[], Some("A B")).organization.as_deref(), Some("C"));
    }
}
