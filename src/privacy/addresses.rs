//! In which forms a text may give an address.
//!
//! | of the record | counts where it stands as |
//! | --- | --- |
//! | number and name of a street | both, whatever kind of street follows: with or without direction and fraction, ordinals as words or digits |
//! | name and kind of a street | both, the kind in any abbreviation, with the number after; without it for a person to look at |
//! | a post office box | its number after `PO Box`, `P.O. Box`, `Post Office Box` or `Box` |
//! | city and ZIP | both in either order, with or without the state; the ZIP after `ZIP` |
//! | ZIP+4, what an address abroad has beside its city | as such |
//!
//! A unit alone is nobody's, and five digits alone are no ZIP, since most procedures have a number of five digits.

use super::values::{Form, Protected, add, is_in};
use crate::law;
use crate::record::{Address, Folded};

/// Adds all forms of an address.
pub(super) fn of_address(who: &str, address: &Address, all: &mut Vec<Protected>) {
    let what = format!("the address of the {who}");
    for line in &address.street {
        of_street(&what, line, all);
    }
    let (Some(state), Some(zip)) = (&address.state, &address.zip) else {
        // `Toronto ON M5V 2T6`.
        if address.city.contains(|c: char| c.is_ascii_digit()) {
            add(all, &*what, &address.city, Form::Whole);
        }
        return;
    };
    let (city, state, zip) = (&*address.city, &**state, &**zip);
    let five = zip.split('-').next().unwrap_or_default();
    let mut states = vec!["", state];
    states.extend(law::state(state).map(|(_, name)| name));
    if state == "CA" {
        states.push("Calif");
    }
    for zip in [zip, five] {
        for state in &states {
            add(all, &*what, &format!("{city}{state}{zip}"), Form::Whole);
        }
        add(all, &*what, &format!("{zip}{city}"), Form::Whole);
    }
    for label in ["zip", "zipcode", "zipcodeof", "zipcodeis"] {
        add(all, &*what, &format!("{label}{five}"), Form::Whole);
    }
    if zip != five {
        add(all, &*what, zip, Form::Whole);
    }
}

fn of_street(what: &str, line: &str, all: &mut Vec<Protected>) {
    let words = without_unit(line);
    let Some(first) = words.first() else { return };
    if let Some(number) = box_number(&words) {
        for label in ["pobox", "postofficebox", "pob", "box"] {
            add(all, what, &format!("{label}{number}"), Form::Whole);
        }
        return;
    }
    if !first.starts_with(|c: char| c.is_ascii_digit()) {
        // A building, or a street whose number stands after its name.
        if words.len() > 1 {
            add(all, what, &words.concat(), Form::Whole);
        }
        return;
    }
    let mut rest = &words[1..];
    let fraction = rest.first().filter(|word| word.contains('/') || word.contains('½'));
    if fraction.is_some() {
        rest = &rest[1..];
    }
    let direction = rest.first().and_then(|word| same_as(word, DIRECTIONS)).filter(|_| rest.len() > 1);
    if direction.is_some() {
        rest = &rest[1..];
    }
    let Some(name) = rest.first() else { return };
    // `La Cienega Blvd`, `Highway 99`.
    let longer = is_in(
        name,
        "la el los las san santa del de via calle saint st mount mt fort ft highway hwy road route avenue county",
    );
    let count = if longer && rest.len() > 1 { 2 } else { 1 };
    let names: Vec<String> = spellings(name, &[ORDINALS, SAINTS, KINDS].concat())
        .into_iter()
        .map(|first| format!("{first}{}", rest[1..count].concat()))
        .collect();
    let directions = direction.map_or(vec![""], |same| [same, &[""]].concat());
    for name in &names {
        for fraction in std::iter::once("").chain(fraction.copied()) {
            for direction in &directions {
                let form = Form::Street;
                add(all, what, &format!("{first}{fraction}{direction}{name}"), form);
            }
        }
        let Some(kinds) = rest.get(count).and_then(|kind| same_as(kind, KINDS)) else { continue };
        for kind in kinds {
            add(all, what, &format!("{name}{kind}{first}"), Form::Whole);
            add(all, what, &format!("{name}{kind}"), Form::StreetName);
        }
    }
}

/// The words of a street line, a unit and what numbers it left out, wherever it stands.
fn without_unit(line: &str) -> Vec<&str> {
    let mut words = line.split([' ', ',', '.']).filter(|word| !word.is_empty()).peekable();
    let mut kept: Vec<&str> = Vec::new();
    while let Some(word) = words.next() {
        if is_in(word, UNITS) || word == "#" {
            words.next();
        } else if !word.starts_with('#') && word.contains(char::is_alphanumeric) {
            kept.push(word);
        }
    }
    kept
}

fn box_number<'a>(words: &[&'a str]) -> Option<&'a str> {
    let at = words.iter().position(|word| is_in(word, "box pobox"))?;
    let is_box = words[..at].iter().all(|word| is_in(word, "p o po post office"));
    is_box.then(|| words.get(at + 1).copied())?
}

/// The words that a word of an address may be written as.
fn same_as(word: &str, of: &'static [&'static [&'static str]]) -> Option<&'static [&'static str]> {
    let plain: String = Folded::new(word).compact().into_iter().collect();
    of.iter().find(|same| same.contains(&&*plain)).copied()
}

fn spellings(word: &str, of: &[&'static [&'static str]]) -> Vec<String> {
    let plain: String = Folded::new(word).compact().into_iter().collect();
    match of.iter().find(|same| same.contains(&&*plain)) {
        Some(same) => same.iter().map(|word| (*word).to_owned()).collect(),
        None => vec![plain],
    }
}

const UNITS: &str =
    "apt apartment ste suite unit rm room fl floor bldg building lot dept department spc space trlr no";

const DIRECTIONS: &[&[&str]] = &[
    &["n", "north"],
    &["s", "south"],
    &["e", "east"],
    &["w", "west"],
    &["ne", "northeast"],
    &["nw", "northwest"],
    &["se", "southeast"],
    &["sw", "southwest"],
];

const SAINTS: &[&[&str]] = &[&["st", "saint"], &["mt", "mount"], &["ft", "fort"]];

const ORDINALS: &[&[&str]] = &[
    &["1st", "first"],
    &["2nd", "second"],
    &["3rd", "third"],
    &["4th", "fourth"],
    &["5th", "fifth"],
    &["6th", "sixth"],
    &["7th", "seventh"],
    &["8th", "eighth"],
    &["9th", "ninth"],
    &["10th", "tenth"],
    &["11th", "eleventh"],
    &["12th", "twelfth"],
    &["13th", "thirteenth"],
    &["14th", "fourteenth"],
    &["15th", "fifteenth"],
    &["16th", "sixteenth"],
    &["17th", "seventeenth"],
    &["18th", "eighteenth"],
    &["19th", "nineteenth"],
    &["20th", "twentieth"],
];

/// Kinds of streets with their abbreviations (USPS Publication 28, appendix C1).
const KINDS: &[&[&str]] = &[
    &["st", "street", "str"],
    &["ave", "avenue", "av"],
    &["blvd", "boulevard"],
    &["dr", "drive"],
    &["rd", "road"],
    &["ln", "lane"],
    &["ct", "court"],
    &["pl", "place"],
    &["cir", "circle"],
    &["hwy", "highway"],
    &["pkwy", "parkway"],
    &["ter", "terrace"],
    &["sq", "square"],
    &["trl", "trail"],
    &["way"],
    &["loop"],
    &["plaza", "plz"],
    &["expy", "expressway"],
];
