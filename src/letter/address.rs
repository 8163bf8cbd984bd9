//! A party's name and address as the post reads it.

use crate::record::{Address, Party};

/// The lines of an envelope (USPS Publication 28): capitals, no marks but the hyphen of the ZIP code and what
/// is part of a name, units at the end of the delivery line.
pub fn envelope_lines(party: &Party) -> Vec<String> {
    let mut lines = vec![capitals(party.envelope_name.as_ref().unwrap_or(&party.name))];
    let organization = party.envelope_organization.as_ref().or(party.organization.as_ref());
    lines.extend(organization.map(|organization| capitals(organization)));
    lines.extend(delivery(&party.address));
    lines
}

/// The path, below a party, of the field that a line of its envelope was made from.
pub fn field_of_line(party: &Party, line: &str) -> String {
    let is = |text: &str| capitals(text).replace('\\', "") == line;
    let names =
        [("envelope_name", &party.envelope_name), ("envelope_organization", &party.envelope_organization)];
    let names = names.into_iter().filter_map(|(path, text)| Some((path.to_owned(), text.as_ref()?)));
    let own = [("name".to_owned(), &party.name)].into_iter();
    let own = own.chain(party.organization.iter().map(|text| ("organization".to_owned(), text)));
    if let Some((path, _)) = names.chain(own).find(|(_, text)| is(text)) {
        return path;
    }
    let street = |text: &str| line.starts_with(text) || line.starts_with(&capitals(text));
    match party.address.street.iter().position(|text| street(text)) {
        Some(number) => format!("address/street/{number}"),
        None => "address/city".to_owned(),
    }
}

/// The delivery lines and the last line. Abroad the lines are the other country's, as typed, with its name in capitals
/// below them (USPS International Mail Manual 122.1).
fn delivery(address: &Address) -> Vec<String> {
    if let Some(country) = &address.country {
        let lines = address.street.iter().chain([&address.city]).map(ToString::to_string);
        return lines.chain([country.to_uppercase()]).collect();
    }
    let street = address.street.iter().map(|line| capitals(line)).collect::<Vec<_>>();
    let mut last = vec![capitals(&address.city)];
    last.extend(address.state.iter().map(ToString::to_string));
    last.extend(address.zip.iter().map(ToString::to_string));
    // A unit stands at the end of the delivery line (Publication 28, 213).
    let mut lines: Vec<String> = Vec::new();
    for line in street {
        match lines.last_mut() {
            Some(before) if is_unit(&line) => {
                before.push(' ');
                before.push_str(&line);
            }
            _ => lines.push(line),
        }
    }
    lines.push(last.join(" "));
    lines
}

/// Units of Publication 28, appendix C2.
const UNITS: [&str; 24] = [
    "APT", "BSMT", "BLDG", "DEPT", "FL", "FRNT", "HNGR", "KEY", "LBBY", "LOT", "LOWR", "OFC", "PH", "PIER",
    "REAR", "RM", "SIDE", "SLIP", "SPC", "STE", "STOP", "TRLR", "UNIT", "UPPR",
];

fn is_unit(line: &str) -> bool {
    line.split(' ').next().is_some_and(|first| UNITS.contains(&first))
}

/// Capitals without marks that the post's machines trip over. Letters of other scripts stay as they are; what
/// stands inside a name (O'Brien, Smith-Jones, 1/2) stays as well.
pub fn capitals(text: &str) -> String {
    let upper = text.to_uppercase();
    let letters: Vec<char> = upper.chars().collect();
    let mut line = String::with_capacity(upper.len());
    for (at, &c) in letters.iter().enumerate() {
        let inside = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric());
        // M.D. is one word, St.Louis two.
        let initial = at > 0 && inside(letters.get(at - 1)) && (at < 2 || !inside(letters.get(at - 2)));
        match c {
            '.' if initial => {}
            ',' | ';' | ':' | '"' | '(' | ')' | '.' => line.push(' '),
            '#' => line.push_str("# "),
            _ => line.push(c),
        }
    }
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::capitals;

    #[test]
    fn marks_go_and_names_stay() {
        for (typed, printed) in [
            ("Morgan Sample, M.D.", "MORGAN SAMPLE MD"),
            ("Zoë O'Brien-Łuk", "ZOË O'BRIEN-ŁUK"),
            ("800 Demonstration Blvd., Ste. 200", "800 DEMONSTRATION BLVD STE 200"),
            ("1200 1/2 Example Ave", "1200 1/2 EXAMPLE AVE"),
            ("Suite #4", "SUITE # 4"),
        ] {
            assert_eq!(capitals(typed), printed);
        }
    }
}
