//! How many mentions of addresses and claim numbers are found, by form.

use crate::recall::{Chance, Forms, measure, name};

const KINDS: [(&str, &str); 24] = [
    ("Street", "St"),
    ("Avenue", "Ave"),
    ("Boulevard", "Blvd"),
    ("Drive", "Dr"),
    ("Road", "Rd"),
    ("Lane", "Ln"),
    ("Court", "Ct"),
    ("Place", "Pl"),
    ("Circle", "Cir"),
    ("Highway", "Hwy"),
    ("Parkway", "Pkwy"),
    ("Terrace", "Ter"),
    ("Way", "Way"),
    ("Loop", "Loop"),
    ("Plaza", "Plz"),
    ("Trail", "Trl"),
    ("Alley", "Aly"),
    ("Cove", "Cv"),
    ("Square", "Sq"),
    ("Crossing", "Xing"),
    ("Ridge", "Rdg"),
    ("Walk", "Walk"),
    ("Point", "Pt"),
    ("Heights", "Hts"),
];
const DIRECTIONS: [(&str, &str); 8] = [
    ("North", "N"),
    ("South", "S"),
    ("East", "E"),
    ("West", "W"),
    ("Northeast", "NE"),
    ("Northwest", "NW"),
    ("Southeast", "SE"),
    ("Southwest", "SW"),
];
const ORDINALS: [(&str, &str); 14] = [
    ("First", "1st"),
    ("Second", "2nd"),
    ("Third", "3rd"),
    ("Fifth", "5th"),
    ("Eighth", "8th"),
    ("Tenth", "10th"),
    ("Twelfth", "12th"),
    ("Nineteenth", "19th"),
    ("Twentieth", "20th"),
    ("Twenty-First", "21st"),
    ("Thirtieth", "30th"),
    ("Forty-Second", "42nd"),
    ("Sixtieth", "60th"),
    ("Ninety-Ninth", "99th"),
];
const CITIES: [&str; 12] = [
    "Fresno",
    "Weed",
    "San Luis Obispo",
    "Los Angeles",
    "La Mesa",
    "Oakland",
    "Big Bear City",
    "Truckee",
    "Mountain View",
    "El Centro",
    "St. Helena",
    "Needles",
];

struct Street {
    /// With a fraction, if it has one.
    number: String,
    direction: Option<(&'static str, &'static str)>,
    name: String,
    ordinal: Option<(&'static str, &'static str)>,
    kind: Option<(&'static str, &'static str)>,
}

impl Street {
    fn made(chance: &mut Chance, family: &[String]) -> Street {
        let own = name(chance, family).to_owned();
        let mut kind = Some(KINDS[chance.below(KINDS.len())]);
        let mut ordinal = None;
        let name = match chance.below(12) {
            0 => chance
                .pick(&["Main", "Oak", "Park", "Lake", "Mission", "Hill", "K", "Broad", "Old Town"])
                .to_owned(),
            1 | 2 => {
                let of = ORDINALS[chance.below(ORDINALS.len())];
                ordinal = Some(of);
                if chance.below(2) == 0 { of.0 } else { of.1 }.to_owned()
            }
            3 => format!("{own} Creek"),
            4 => {
                kind = None;
                let front = [
                    "Calle",
                    "Avenida",
                    "Camino",
                    "Paseo",
                    "Via",
                    "Calle de la",
                    "Avenida de las",
                    "Camino del",
                ];
                format!("{} {own}", chance.pick(&front))
            }
            5 => {
                kind = None;
                chance.filled_of(&["Highway 89", "State Route 8", "County Road 89", "Avenue 28"])
            }
            6 => format!(
                "{} {own}",
                chance.pick(&["Las", "El", "San", "Santa", "La", "Los", "Del", "St.", "Mt.", "Fort"])
            ),
            7 => format!("Martin Luther {own} Jr"),
            _ => own,
        };
        let number = chance.filled_of(&["8", "89", "899", "8999", "89999", "899@", "89-999"]);
        let direction = (chance.below(3) == 0).then(|| DIRECTIONS[chance.below(DIRECTIONS.len())]);
        Street { number, direction, name, ordinal, kind }
    }

    fn said(&self, direction: &str, name: &str, kind: &str) -> String {
        let words = [&self.number, direction, name, kind];
        words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn addresses() {
    measure("addresses", 400, |chance, family| {
        let street = Street::made(chance, family);
        let long = |pair: Option<(&'static str, &'static str)>| pair.map_or("", |(long, _)| long);
        let short = |pair: Option<(&'static str, &'static str)>| pair.map_or("", |(_, short)| short);
        let whole = street.said(long(street.direction), &street.name, long(street.kind));
        let brief = street.said(short(street.direction), &street.name, short(street.kind));
        let typed = if chance.below(2) == 0 { whole.clone() } else { brief.clone() };
        let unit = chance.filled_of(&["Apt 9", "Apt. 9@", "Suite 899", "Ste 9", "Unit @", "#99", "Space 9"]);
        let city = chance.pick(&CITIES);
        let (zip, four) = (chance.filled("99989"), chance.filled("8999"));
        let mut forms = vec![
            ("kind and direction in full", whole.clone()),
            ("both abbreviated", brief.clone()),
            ("abbreviated, with dots", dotted(&street, short(street.direction), short(street.kind))),
            ("unit behind", format!("{brief}, {unit}")),
            ("unit first", format!("{unit}, {whole}")),
            ("unit without comma", format!("{whole} {unit}")),
            ("capitals", whole.to_uppercase()),
            ("capitals, abbreviated", brief.to_uppercase()),
            ("small letters", whole.to_lowercase()),
            ("line break inside", whole.replacen(' ', "\n", 1)),
            ("comma behind the number", whole.replacen(' ', ", ", 1)),
            ("street, city and ZIP", format!("{brief}, {city}, CA {zip}")),
            ("city first", format!("{city}, {whole}")),
            ("city, state, ZIP", format!("{city}, CA {zip}")),
            ("city, state in full, ZIP", format!("{city}, California {zip}")),
            ("city and ZIP", format!("{city} {zip}")),
            ("city and ZIP in brackets", format!("{city} ({zip})")),
            ("city, ZIP in capitals", format!("{}, CA {zip}", city.to_uppercase())),
            ("city and ZIP, line break", format!("{city}, CA\n{zip}")),
            ("ZIP and city", format!("{zip} {city}")),
            ("ZIP by its label", format!("ZIP code {zip}")),
            ("zip by its label", format!("zip: {zip}")),
            ("ZIP+4", format!("{zip}-{four}")),
            ("city and ZIP+4", format!("{city}, CA {zip}-{four}")),
        ];
        if let Some(kind) = street.kind {
            forms.push(("number behind", format!("{} {} {}", street.name, kind.0, street.number)));
            forms.push((
                "number behind, abbreviated",
                format!("{} {}. {}", street.name, kind.1, street.number),
            ));
            forms.push(("without number", format!("{} {}", street.name, kind.0)));
            forms.push(("kind left out", street.said(short(street.direction), &street.name, "")));
            forms.push(("another kind", street.said(short(street.direction), &street.name, "Alameda")));
        }
        if let Some((long_direction, short_direction)) = street.direction {
            let said = |direction: &str| street.said(direction, &street.name, short(street.kind));
            forms.push(("direction left out", said("")));
            forms.push((
                "direction with dots",
                said(&short_direction.chars().flat_map(|c| [c, '.']).collect::<String>()),
            ));
            forms.push(("direction in full, kind short", said(long_direction)));
            let behind = format!("{} {} {} {short_direction}", street.number, street.name, long(street.kind));
            forms.push(("direction behind", behind.replace("  ", " ")));
        }
        if let Some((word, digits)) = street.ordinal {
            forms.push(("ordinal as a word", street.said(short(street.direction), word, short(street.kind))));
            forms.push(("ordinal as digits", street.said(long(street.direction), digits, long(street.kind))));
        }
        let mut typed = typed;
        if chance.below(4) == 0 {
            let number = &street.number;
            let with = |fraction: &str| brief.replacen(&**number, &format!("{number}{fraction}"), 1);
            forms.push(("fraction, `1/2`", with(" 1/2")));
            forms.push(("fraction, `½`", with("½")));
            forms.push(("fraction, `-1/2`", with("-1/2")));
            forms.push(("fraction left out", brief.clone()));
            typed = with(chance.pick(&[" 1/2", "½", "-1/2"]));
        }
        let typed = match chance.below(4) {
            0 => format!("{typed}, {unit}"),
            1 => format!("{unit}, {typed}"),
            2 => format!("{typed} {unit}"),
            _ => typed,
        };
        let parties = format!(
            "employee:\n  name: Jo Zyzzyva\n  address: {{ street: [\"{typed}\"], city: {city}, state: CA, zip: {zip}-{four} }}\n"
        );
        (parties, forms)
    });
}

fn dotted(street: &Street, direction: &str, kind: &str) -> String {
    let dot = |word: &str| if word.is_empty() { String::new() } else { format!("{word}.") };
    street.said(&dot(direction), &street.name, &dot(kind))
}

#[test]
fn post_office_boxes() {
    measure("post office boxes", 200, |chance, _| {
        let number = chance.filled_of(&["89", "899", "8999", "89999", "899999"]);
        let typed = chance.pick(&[
            "P.O. Box {}",
            "PO Box {}",
            "Post Office Box {}",
            "P. O. BOX {}",
            "Box {}",
            "P.O. Drawer {}",
        ]);
        let written = [
            ("P.O. Box", "P.O. Box {}"),
            ("PO Box", "PO Box {}"),
            ("P O Box", "P O Box {}"),
            ("P. O. Box", "P. O. Box {}"),
            ("Post Office Box", "Post Office Box {}"),
            ("POB", "POB {}"),
            ("Box", "Box {}"),
            ("with #", "P.O. Box #{}"),
            ("with No.", "P.O. Box No. {}"),
            ("with number", "PO Box number {}"),
            ("capitals", "P.O. BOX {}"),
            ("small letters", "p.o. box {}"),
            ("line break inside", "P.O. Box\n{}"),
            ("P.O.B.", "P.O.B. {}"),
            ("with colon", "PO Box: {}"),
            ("one word", "POBox {}"),
            ("Spanish", "Apartado Postal {}"),
        ];
        let forms = written.map(|(form, said)| (form, said.replace("{}", &number))).into();
        let typed = typed.replace("{}", &number);
        let parties = format!(
            "employee:\n  name: Jo Zyzzyva\n  address: {{ street: [\"{typed}\"], city: Weed, state: CA, zip: 96094 }}\n"
        );
        (parties, forms)
    });
}

#[test]
fn claim_numbers() {
    measure("claim numbers", 300, |chance, _| {
        let groups: Vec<String> = match chance.below(8) {
            0 => vec![chance.filled("99"), chance.filled("@@@"), chance.filled("9999")],
            1 => vec![chance.filled("0899999999")],
            2 => vec![chance.filled("@@"), chance.filled("899999")],
            3 => vec![chance.filled("8999"), chance.filled("99999")],
            4 => vec![chance.filled("2009"), chance.filled("@@"), chance.filled("000899")],
            5 => vec![chance.filled("@899999999")],
            6 => vec![
                chance.filled("89999999"),
                chance.filled("9999"),
                chance.filled("@@"),
                chance.filled("0009"),
            ],
            _ => vec![chance.filled("00089"), chance.filled("899999")],
        };
        let typed = groups.join(chance.pick(&["-", " ", ".", "/", ""]));
        let joined = groups.concat();
        let mut forms: Forms = vec![
            ("as typed", typed.clone()),
            ("dashes", groups.join("-")),
            ("spaces", groups.join(" ")),
            ("dots", groups.join(".")),
            ("slashes", groups.join("/")),
            ("underscores", groups.join("_")),
            ("en dashes", groups.join("\u{2013}")),
            ("dashes with spaces", groups.join(" - ")),
            ("nothing between", joined.clone()),
            ("capitals", typed.to_uppercase()),
            ("small letters", typed.to_lowercase()),
            ("prefix WC", format!("WC{joined}")),
            ("prefix WC-", format!("WC-{typed}")),
            ("prefix #", format!("#{typed}")),
            ("label, nothing between", format!("Claim#{typed}")),
            ("label with a colon", format!("claim:{typed}")),
            ("suffix -01", format!("{typed}-01")),
            ("suffix of letters", format!("{typed}-WC")),
            ("leading zeros more", format!("00{joined}")),
            ("grouped by four", grouped(&joined, 4, " ")),
            ("grouped by three", grouped(&joined, 3, "-")),
        ];
        let bare = joined.trim_start_matches('0');
        if bare.len() < joined.len() {
            forms.push(("leading zeros less", bare.to_owned()));
        }
        if groups.len() > 1 {
            forms.push(("line break inside", groups.join("-\n")));
            let bare: Vec<&str> = groups.iter().map(|group| group.trim_start_matches('0')).collect();
            if bare.iter().all(|group| !group.is_empty()) && bare.concat().len() < joined.len() {
                forms.push(("leading zeros of groups less", bare.join("-")));
            }
        }
        let digits = joined.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        if digits.len() < joined.len() {
            forms.push(("letters in front left out", digits.to_owned()));
        }
        let parties = format!(
            "claim_number: \"{typed}\"\nemployee:\n  name: Jo Zyzzyva\n  address: {{ street: [1 Qorvane St], city: Weed, \
             state: CA, zip: 96094 }}\n"
        );
        (parties, forms)
    });
}

fn grouped(text: &str, length: usize, between: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    chars.chunks(length).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(between)
}
