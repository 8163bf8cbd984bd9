//! How many mentions of organizations, addresses, claim numbers and people with titles are found, by form.

use crate::recall::{Chance, measure, name};

const PLACES: [&str; 16] = [
    "Fresno",
    "Modesto",
    "Bakersfield",
    "Oakland",
    "Stockton",
    "Pacific",
    "Golden State",
    "Central Valley",
    "Bay Area",
    "North County",
    "Sierra",
    "Desert",
    "San Diego",
    "Santa Ana",
    "Inland Empire",
    "Redwood",
];
const CLINICS: [&str; 16] = [
    "Spine Center",
    "Pain Management Medical Group",
    "Orthopaedic Associates",
    "Physical Therapy",
    "Rehabilitation Institute",
    "Occupational Health Clinic",
    "Chiropractic Center",
    "Surgery Center",
    "Radiology Medical Group",
    "Hand Therapy Center",
    "Neurology Associates",
    "Medical Center",
    "Sports Medicine",
    "Community Hospital",
    "Imaging Center",
    "Family Practice",
];
const INSURERS: [&str; 10] = [
    "Insurance Company",
    "Mutual Insurance Company",
    "Indemnity Company",
    "Casualty Group",
    "Claims Management Services",
    "Risk Services",
    "Underwriters",
    "Assurance Company of America",
    "Insurance Services",
    "Fire & Casualty Company",
];
const TRADES: [&str; 12] = [
    "Roofing",
    "Trucking",
    "Plumbing Supply",
    "Foods",
    "Logistics",
    "Farms",
    "Bakery",
    "Landscaping",
    "Janitorial Services",
    "Electric",
    "Packing Company",
    "Motors",
];
const LEGAL_FORMS: [&str; 12] = [
    ", Inc.",
    " Inc",
    ", LLC",
    ", LLP",
    ", A Medical Corporation",
    ", APC",
    ", P.C.",
    " Corp.",
    ", Ltd.",
    " Corporation",
    ", A Professional Law Corporation",
    ", Incorporated",
];
const SHORTER: [(&str, &str); 14] = [
    ("Insurance", "Ins."),
    ("Company", "Co."),
    ("Center", "Ctr."),
    ("Department", "Dept."),
    ("Services", "Svcs."),
    ("Management", "Mgmt."),
    ("Associates", "Assoc."),
    ("Group", "Grp."),
    ("Medical", "Med."),
    ("Hospital", "Hosp."),
    ("Institute", "Inst."),
    ("District", "Dist."),
    ("University", "Univ."),
    ("Compensation", "Comp."),
];

/// An organization, and what stays of its name without legal form.
fn organization(chance: &mut Chance, family: &[String]) -> (String, String) {
    let (a, b, c) = (name(chance, family), name(chance, family), name(chance, family));
    let (place, clinic, insurer, trade) =
        (chance.pick(&PLACES), chance.pick(&CLINICS), chance.pick(&INSURERS), chance.pick(&TRADES));
    let core = match chance.below(12) {
        0 => format!("{a} & {b}"),
        1 => format!("{a} and {b}"),
        2 => format!("{a}, {b} & {c}"),
        3 => format!("{a} {insurer}"),
        4 => format!("{place} {clinic}"),
        5 => format!("{a} {clinic}"),
        6 => format!("{place} {insurer}"),
        7 => format!("{a} {trade}"),
        8 => format!("{a} Brothers {trade}"),
        9 => format!("{place} Unified School District"),
        10 => format!("County of {place}"),
        _ => format!("Law Offices of {a} & {b}"),
    };
    let legal =
        if core.contains("District") || core.contains("County of") { "" } else { chance.pick(&LEGAL_FORMS) };
    (format!("{core}{legal}"), core)
}

fn with_organization(organization: &str) -> String {
    format!(
        "employee:\n  name: Jo Zyzzyva\n  organization: \"{organization}\"\n  address: {{ street: [1 Qorvane St], city: Weed, \
         state: CA, zip: 96094 }}\n"
    )
}

/// The text with a line break in place of its middle space.
fn broken(text: &str) -> Option<String> {
    let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    let at = *spaces.get(spaces.len() / 2)?;
    Some(format!("{}\n{}", &text[..at], &text[at + 1..]))
}

#[test]
fn organizations() {
    measure("organizations", 300, |chance, family| {
        let (typed, core) = organization(chance, family);
        let (other, other_core) = organization(chance, family);
        let initials: String = core
            .split(' ')
            .filter_map(|word| word.chars().next().filter(|c| c.is_ascii_uppercase()))
            .collect();
        let mut forms = vec![
            ("as typed", typed.clone()),
            ("without legal form", core.clone()),
            ("another legal form", format!("{core}, PLLC")),
            ("possessive", format!("{core}'s")),
            ("capitals", core.to_uppercase()),
            ("`The` in front", format!("the {core}")),
            ("plural possessive", format!("{core}\u{2019} records")),
        ];
        forms.extend(broken(&core).map(|said| ("line break inside", said)));
        if core.contains(" & ") {
            forms.push(("`and` for `&`", core.replace(" & ", " and ")));
            forms.push(("neither `and` nor `&`", core.replace(" & ", " ")));
        } else if core.contains(" and ") {
            forms.push(("`&` for `and`", core.replace(" and ", " & ")));
        }
        let shorter = SHORTER.iter().fold(core.clone(), |said, (long, short)| said.replace(long, short));
        if shorter != core {
            forms.push(("words cut short", shorter.clone()));
            forms.push(("words cut short, no dots", shorter.replace('.', "")));
        }
        let names = family.iter().any(|name| core.contains(&**name));
        forms.push((
            if names { "small letters, a name in it" } else { "small letters, words alone" },
            core.to_lowercase(),
        ));
        // In brackets an acronym, or behind a mark another name.
        let typed = match chance.below(4) {
            0 if initials.len() > 2 => {
                forms.push(("acronym", initials.clone()));
                forms.push(("acronym, possessive", format!("{initials}'s")));
                format!("{typed} ({initials})")
            }
            1 => {
                forms.push(("behind `d/b/a`", other_core.clone()));
                forms.push(("both names", format!("{core} dba {other_core}")));
                let mark = chance.pick(&["d/b/a", "dba", "DBA", "d.b.a.", "doing business as", "aka"]);
                format!("{typed} {mark} {other}")
            }
            2 => {
                forms.push(("without `The`", core.clone()));
                format!("The {typed}")
            }
            _ => typed,
        };
        (with_organization(&typed), forms)
    });
}

/// The record names none of them, so each is a warning.
#[test]
fn people_with_a_title_who_are_no_party() {
    measure("titles", 200, |chance, family| {
        let (last, other) = (name(chance, family), name(chance, family));
        let (small, capitals) = (last.to_lowercase(), last.to_uppercase());
        let forms = [
            ("Dr. Last", "Dr. {l}"),
            ("Dr Last", "Dr {l}"),
            ("Dr. LAST", "Dr. {L}"),
            ("DR. LAST", "DR. {L}"),
            ("Mr. Last", "Mr. {l}"),
            ("Ms. Last", "Ms. {l}"),
            ("Mrs. Last", "Mrs. {l}"),
            ("Prof. Last", "Prof. {l}"),
            ("Professor Last", "Professor {l}"),
            ("Doctor Last", "Doctor {l}"),
            ("Dr. F. Last", "Dr. Q. {l}"),
            ("Dr. First Last", "Dr. Xenia {l}"),
            ("Dr. Last-Other", "Dr. {l}-{o}"),
            ("possessive", "Dr. {l}'s"),
            ("Drs. Last and Other", "Drs. {l} and {o}"),
            ("line break inside", "Dr.\n{l}"),
        ];
        let said = |form: &str| form.replace("{l}", last).replace("{L}", &capitals).replace("{o}", other);
        let mut forms: crate::recall::Forms = forms.iter().map(|(form, text)| (*form, said(text))).collect();
        if !crate::recall::is_english(&small) {
            forms.push(("dr. last", format!("dr. {small}")));
        }
        ("employee:\n  name: Jo Zyzzyva\n  address: { street: [1 Qorvane St], city: Weed, state: CA, zip: 96094 }\n".into(), forms)
    });
}
