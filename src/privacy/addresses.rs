//! In which forms a text may give an address.
//!
//! | of the record | counts where it stands as |
//! | --- | --- |
//! | number and name of a street | both, whatever kind of street follows: with or without direction and fraction, ordinals to 99 as words or digits |
//! | name and kind of a street | both, the kind in any abbreviation, with the number after; without it for a person to look at |
//! | a post office box | its number after `PO Box`, `P.O. Box No.`, `Post Office Box`, `Box`, `Drawer`, `Apartado Postal` |
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
        for label in BOXES {
            for mark in ["", "no", "number", "num"] {
                add(all, what, &format!("{label}{mark}{number}"), Form::Whole);
            }
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
    let (number, mut fraction) = number_and_fraction(first);
    let mut rest = &words[1..];
    if let Some(next) = rest.first().filter(|next| fraction.is_empty() && is_fraction(next)) {
        fraction = next;
        rest = &rest[1..];
    }
    let mut directions = vec![""];
    if let [word, behind @ ..] = rest
        && !behind.is_empty()
        && let Some(same) = same_as(word, DIRECTIONS)
    {
        directions.extend(same);
        rest = behind;
    }
    if let [front @ .., word] = rest
        && front.len() > 1
        && let Some(same) = same_as(word, DIRECTIONS)
    {
        directions.extend(same);
        rest = front;
    }
    if rest.is_empty() {
        return;
    }
    // `Avenida de las Rosas`, `Highway 99`, `Twenty First`: what is told by all these words.
    let count = rest.iter().take_while(|word| is_in(word, GENERIC)).count() + 1;
    let count = count.min(rest.len());
    let names: Vec<String> = names_of(&rest[..count]);
    let kind_at = (count..rest.len()).rev().find(|&at| same_as(rest[at], KINDS).is_some());
    let kinds = kind_at.and_then(|at| same_as(rest[at], KINDS)).unwrap_or_default();
    let others = rest[count..kind_at.unwrap_or(rest.len())].concat();
    for name in &names {
        for fraction in ["", fraction] {
            for direction in &directions {
                let start = format!("{number}{fraction}{direction}{name}");
                add(all, what, &start, Form::Street);
                for kind in kinds.iter().filter(|kind| kind.len() > 2) {
                    add(all, what, &format!("{start}{others}{kind}"), Form::Whole);
                }
            }
        }
        for kind in kinds {
            add(all, what, &format!("{name}{others}{kind}{number}"), Form::Whole);
            add(all, what, &format!("{name}{others}{kind}"), Form::Likely);
        }
        if kinds.is_empty() && count > 1 {
            add(all, what, name, Form::Likely);
        }
    }
}

/// `1200½` and `1200-1/2` are a number with a fraction.
fn number_and_fraction(word: &str) -> (&str, &str) {
    let at = word.find(|c: char| c.is_numeric() && !c.is_ascii_digit()).or_else(|| {
        let at = word.rfind('-')?;
        is_fraction(&word[at..]).then_some(at)
    });
    word.split_at(at.unwrap_or(word.len()))
}

fn is_fraction(word: &str) -> bool {
    word.contains('/') || word.contains(|c: char| c.is_numeric() && !c.is_ascii_digit())
}

/// The ways to spell the name of a street; of a name of many words with other spellings the last ones count as typed.
fn names_of(words: &[&str]) -> Vec<String> {
    let mut names = vec![String::new()];
    for word in words {
        let mut spellings = spellings(word, &[SAINTS, SPANISH, KINDS].concat());
        spellings.extend(other_ordinal(word));
        if names.len() > MAX_SPELLINGS {
            spellings = vec![(*word).to_owned()];
        }
        names =
            names.iter().flat_map(|name| spellings.iter().map(move |next| format!("{name}{next}"))).collect();
    }
    names
}

const MAX_SPELLINGS: usize = 24;

/// `fortysecond` for `42nd`, and the other way around; none of what is no number up to 99.
fn other_ordinal(word: &str) -> Option<String> {
    const UNITS: [&str; 20] = [
        "",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ];
    const TENS: [&str; 8] = ["twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"];
    let plain: String = Folded::new(word).compact().into_iter().collect();
    (1..100_usize).find_map(|number| {
        let in_words = match (number / 10, number % 10) {
            (0 | 1, _) => UNITS[number].to_owned(),
            (tens, 0) => format!("{}ieth", TENS[tens - 2]),
            (tens, unit) => format!("{}y{}", TENS[tens - 2], UNITS[unit]),
        };
        let ending = match (number / 10, number % 10) {
            (1, _) => "th",
            (_, 1) => "st",
            (_, 2) => "nd",
            (_, 3) => "rd",
            _ => "th",
        };
        let in_digits = format!("{number}{ending}");
        match &plain {
            plain if *plain == in_words => Some(in_digits),
            plain if *plain == in_digits => Some(in_words),
            _ => None,
        }
    })
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
    let at = words.iter().position(|word| is_in(word, "box pobox drawer pmb postal apartado"))?;
    let is_box = words[..at].iter().all(|word| is_in(word, "p o po post office apartado"));
    let behind = words[at + 1..].iter().find(|word| !is_in(word, "no number num postal"));
    is_box.then_some(behind.copied())?
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

const UNITS: &str = "apt apartment ste suite unit rm room fl floor bldg building lot dept department spc space trlr trailer no";

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

/// Words that tell no street alone: the next does.
const GENERIC: &str = "la el los las san santa santo del de y via calle avenida camino paseo avenue saint st mount mt fort ft highway \
                       hwy road route state us county interstate twenty thirty forty fifty sixty seventy eighty ninety";

const SPANISH: &[&[&str]] = &[
    &["avenida", "avda", "av", "ave", "avenue"],
    &["calle", "cll", "street"],
    &["camino", "cam", "cmno", "road"],
    &["paseo", "pso"],
    &["santa", "sta"],
];

/// What may stand before the number of a post office box.
const BOXES: [&str; 11] = [
    "pobox",
    "postofficebox",
    "pob",
    "box",
    "podrawer",
    "drawer",
    "postofficedrawer",
    "pmb",
    "apartado",
    "apartadopostal",
    "casilla",
];

/// Kinds of streets with their abbreviations (USPS Publication 28, appendix C1).
const KINDS: &[&[&str]] = &[
    &["st", "street", "str"],
    &["ave", "avenue", "av", "aven"],
    &["blvd", "boulevard", "boul", "bl"],
    &["dr", "drive", "drv"],
    &["rd", "road"],
    &["ln", "lane"],
    &["ct", "court", "crt"],
    &["pl", "place"],
    &["cir", "circle", "circ"],
    &["hwy", "highway", "hiway"],
    &["pkwy", "parkway", "pky", "parkwy"],
    &["ter", "terrace", "terr"],
    &["sq", "square"],
    &["trl", "trail", "tr"],
    &["way", "wy"],
    &["loop"],
    &["plaza", "plz"],
    &["expy", "expressway", "expwy"],
    &["fwy", "freeway", "frwy"],
    &["aly", "alley"],
    &["bnd", "bend"],
    &["cyn", "canyon"],
    &["cv", "cove"],
    &["cres", "crescent"],
    &["crk", "creek"],
    &["xing", "crossing"],
    &["ests", "estates", "estate"],
    &["gdns", "gardens", "garden"],
    &["gln", "glen"],
    &["grv", "grove"],
    &["hts", "heights"],
    &["hl", "hill"],
    &["hls", "hills"],
    &["holw", "hollow"],
    &["knls", "knolls", "knoll"],
    &["lndg", "landing"],
    &["mall"],
    &["mdws", "meadows", "meadow"],
    &["park"],
    &["pass", "passage"],
    &["path"],
    &["pike"],
    &["pt", "point"],
    &["rnch", "ranch"],
    &["rdg", "ridge"],
    &["row"],
    &["run"],
    &["spur"],
    &["trce", "trace"],
    &["vly", "valley"],
    &["vw", "view"],
    &["vis", "vista"],
    &["walk"],
];
