//! In which forms organizations, addresses, claim numbers and people who are no party are found, and what is left alone.

use std::fs;

use imr_letters::diag::Severity;

use crate::project::{SEED, repository};
use crate::record_findings::findings_of;

/// The seed's record with this paragraph as its summary, and an employee with these fields.
fn record(summary: &str, claim: &str, organization: &str, street: &str) -> String {
    let seed = fs::read_to_string(repository(&format!("data/{SEED}.yaml"))).unwrap();
    let (before, rest) = seed.split_once("clinical_summary:").expect("a summary");
    let (_, after) = rest.split_once("\ndecisions:").expect("decisions after it");
    format!(
        "{before}decisions:{after}\nclinical_summary: |\n  {summary}\nclaim_number: '{claim}'\nemployee:\n  name: Jo \
         Zyzzyva\n  organization: '{organization}'\n  address: {{ street: ['{street}'], city: Fresno, state: CA, zip: \
         93701-1234 }}\n"
    )
}

fn leaks(record: &str) -> Vec<(Severity, String)> {
    let findings = findings_of("record.yaml", record.as_bytes());
    let leaks = findings.iter().filter(|finding| finding.code.name == "rule/leak");
    leaks.map(|leak| (leak.severity(), leak.message.clone())).collect()
}

/// Holds each of `said` in a sentence against a record: whether an error is found in it.
fn each(said: &[&str], found: bool, record: impl Fn(&str) -> String) {
    let mut wrong = Vec::new();
    for said in said {
        let leaks = leaks(&record(&format!("The note, which says {said} somewhere, was seen.")));
        let errors = leaks.iter().filter(|(severity, _)| *severity == Severity::Error).count();
        if errors != usize::from(found) || (!found && !leaks.is_empty()) {
            wrong.push(format!("{said}: {leaks:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Words that could each be written otherwise, or be left out, have more forms together than there is time for.
#[test]
fn names_of_very_many_words_are_looked_for_as_typed() {
    for (organization, street) in [
        (format!("Zyzzx {}", "Center ".repeat(200)), "1 Elm St".to_owned()),
        ("Zyzzx and Medical ".repeat(100), "1 Elm St".to_owned()),
        ("Zyzzx dba Center ".repeat(100), "1 Elm St".to_owned()),
        ("Zyzzx".to_owned(), format!("12 {}Rosa", "Avenida Calle ".repeat(100))),
        ("Zyzzx".to_owned(), format!("12 {}", "Saint Fort ".repeat(100))),
    ] {
        let record = |summary: &str| record(summary, "00-ABC-0123", organization.trim(), street.trim());
        assert_eq!(leaks(&record("The note was seen.")), []);
        let leaks =
            leaks(&record(&format!("The note of {} at {} was seen.", organization.trim(), street.trim())));
        assert!(leaks.iter().any(|(severity, _)| *severity == Severity::Error), "{leaks:?}");
    }
}

#[test]
fn organizations_are_found_in_every_form() {
    let forms: &[(&str, &[&str], &[&str])] = &[
        ("The Hartford", &["The Hartford", "Hartford", "THE HARTFORD"], &["the heart", "Hartfords"]),
        (
            "Whitcomb & Lowry, LLP",
            &[
                "Whitcomb & Lowry",
                "Whitcomb and Lowry",
                "WHITCOMB AND LOWRY",
                "whitcomb & lowry",
                "Whitcomb, Lowry",
            ],
            &["white comb and low"],
        ),
        (
            "Law Offices of Whitcomb and Lowry",
            &["Law Offices of Whitcomb & Lowry", "Whitcomb & Lowry LLP"],
            &["law offices"],
        ),
        (
            "State Compensation Insurance Fund (SCIF)",
            &["State Compensation Insurance Fund", "STATE COMPENSATION INSURANCE FUND", "SCIF"],
            &["a state compensation insurance fund", "the state", "scif"],
        ),
        (
            "Qorvane Holdings, Inc. d/b/a Sierra Mutual Insurance Company",
            &["Qorvane Holdings", "Sierra Mutual Insurance", "Sierra Mutual", "Sierra Mutual Ins. Co."],
            &["a mutual decision in the sierra", "insurance company"],
        ),
        (
            "Pain Management Center",
            &["Pain Management Center", "Pain Management Center's"],
            &["a pain management center"],
        ),
        ("Claims Department", &[], &["Claims Department", "the claims department"]),
    ];
    for (organization, found, left) in forms {
        let with = |summary: &str| record(summary, "55-XYZ-9999", organization, "1 Back St");
        each(found, true, with);
        each(left, false, with);
    }
    // Initials that the record does not give are for a person to look at.
    let text =
        record("The note of SCIF was seen.", "55-XYZ-9999", "State Compensation Insurance Fund", "1 Back St");
    assert_eq!(leaks(&text).iter().map(|(how, _)| *how).collect::<Vec<_>>(), [Severity::Warning]);
    // So are those that mean something else in such letters.
    let cpt = |summary: &str| record(summary, "55-XYZ-9999", "Carmel Physical Therapy (CPT)", "1 Back St");
    assert_eq!(
        leaks(&cpt("The note of CPT was seen.")).first().map(|(how, _)| *how),
        Some(Severity::Warning)
    );
    each(&["CPT codes", "CPT 97110"], false, cpt);
}

#[test]
fn addresses_are_found_in_every_order_and_abbreviation() {
    let forms: &[(&str, &[&str], &[&str])] = &[
        (
            "1200 N. Tamblyn Ave, Apt 4",
            &[
                "1200 N Tamblyn",
                "1200 North Tamblyn Avenue",
                "1200 N. TAMBLYN AVE.",
                "1200 Tamblyn",
                "Apt 4, 1200 N Tamblyn Ave",
                "#4, 1200 n tamblyn avenue",
                "Tamblyn Avenue 1200",
                "Fresno, CA 93701",
                "Fresno 93701",
                "93701 Fresno",
                "Fresno, California, 93701-1234",
                "Fresno (93701)",
                "ZIP code 93701",
                "93701-1234",
            ],
            &["12 N Tamblyn was no", "Apt 4", "93701", "Fresno", "1200 mg"],
        ),
        ("Apt 4, 1200 Tamblyn Ave", &["1200 Tamblyn", "1200 Tamblyn Avenue, Unit 4"], &["Apt 4"]),
        ("Unit B 77 Quillfeather Rd", &["77 Quillfeather", "77 Quillfeather Road, Unit B"], &["Unit B"]),
        (
            "500 W 5th St",
            &["500 W 5th", "500 West Fifth Street", "500 Fifth St", "500 5th Street"],
            &["the 5th of 500"],
        ),
        ("88 First Avenue", &["88 1st Ave", "88 First"], &["the first of 88"]),
        ("1200 1/2 Tamblyn Ave", &["1200 1/2 Tamblyn", "1200½ Tamblyn Ave", "1200 Tamblyn"], &["1/2 of it"]),
        ("345 St. Aubrion Blvd", &["345 Saint Aubrion", "345 St Aubrion Boulevard"], &["345 st"]),
        ("9100 Highway 99", &["9100 Hwy 99", "9100 Highway 99"], &["99 highways"]),
        (
            "P.O. Box 7731",
            &["PO Box 7731", "P.O. Box 7731", "P. O. Box 7731", "Post Office Box 7731", "Box 7731"],
            &["7731", "a box"],
        ),
        (
            "1 Back St",
            &["1 Back St", "1 Back Street"],
            &["level 1 back pain", "day 1 back at work", "L1 back"],
        ),
    ];
    for (street, found, left) in forms {
        let with =
            |summary: &str| record(summary, "55-XYZ-9999", "", street).replace("  organization: ''\n", "");
        each(found, true, with);
        each(left, false, with);
    }
}

#[test]
fn claim_numbers_are_found_with_other_dashes_spaces_and_prefixes() {
    let forms: &[(&str, &[&str], &[&str])] = &[
        (
            "00-ABC-0123",
            &[
                "00-ABC-0123",
                "00ABC0123",
                "00 abc 0123",
                "00–ABC–0123",
                "00.ABC.0123",
                "00 - ABC - 0123",
                "WC00ABC0123",
                "WC-00-ABC-0123",
                "00ABC0123-01",
            ],
            &["100-ABC-0123", "00-ABC-01234", "ABC"],
        ),
        (
            "WC 4417-88213",
            &["4417-88213", "441788213", "WC441788213", "4417 88213", "W4417-88213"],
            &["4417", "88213"],
        ),
        ("00MUX6172", &["MUX6172", "00-MUX-6172"], &["MUX", "6172"]),
        ("800602713", &["8006-2713", "8006-02713"], &["8006-271", "602713"]),
        ("712", &["claim 712", "claim number 712", "Claim no. 712"], &["712", "712 mg"]),
    ];
    for (claim, found, left) in forms {
        let with = |summary: &str| record(summary, claim, "Pain Management Center", "1 Back St");
        each(found, true, with);
        each(left, false, with);
    }
}

#[test]
fn a_title_before_the_name_of_someone_who_is_no_party_is_a_warning() {
    let with = |summary: &str| record(summary, "55-XYZ-9999", "Pain Management Center", "1 Back St");
    for (said, name) in [
        ("Dr. Gomez", "Gomez"),
        ("Mr. Ortiz", "Ortiz"),
        ("Mr Ortiz", "Ortiz"),
        ("dr. abernathy", "abernathy"),
        ("DR. GOMEZ", "GOMEZ"),
        ("Dr. A. Gomez", "A. Gomez"),
        ("Dr. Maria L. Gomez", "Maria L. Gomez"),
        ("Ms. O'Neil", "O'Neil"),
        ("Dr. Brown", "Brown"),
        ("Dr. Smith", "Smith"),
        ("Mrs. Young's", "Young"),
        ("Doctor Gomez", "Gomez"),
        ("Professor Gomez", "Gomez"),
        ("Attorney Gomez", "Gomez"),
        ("Dr.Gomez", "Gomez"),
        ("Dr. Gomez-Ortiz", "Gomez-Ortiz"),
        ("Dr. May", "May"),
        ("Dr. Burns", "Burns"),
    ] {
        let text = with(&format!("The note of {said} was seen."));
        let found = leaks(&text);
        assert_eq!(found.len(), 1, "{said}: {found:?}");
        assert_eq!(found[0].0, Severity::Warning, "{said}");
        assert!(found[0].1.starts_with(&format!("`{name}` may be ")), "{said}: {found:?}");
        for settled in [
            format!("public: {{ allow: [{{ text: \"{said}\", reason: The author of a book. }}] }}\n"),
            format!("redact: [\"{said}\"]\n"),
        ] {
            assert_eq!(leaks(&format!("{text}{settled}")), [], "{said}");
        }
    }
    each(
        &[
            "Dr. Pain",
            "Ms Contin 15 mg",
            "the Mr. and Mrs.",
            "the Harris hip score",
            "Dr. Hawkins sign",
            "Dr. Gomez (2006)",
            "MR arthrogram",
            "MS Contin",
            "an MR Imaging",
            "the doctor Monday",
            "100 Rosewood Dr. Oakland",
            "Dr. [unreadable]",
            "a miss Monday",
            "Dr. and others",
            "Dr. Burn",
            "the Dr. May 2014",
            "Dr. 5",
        ],
        false,
        with,
    );
    let two = leaks(&with("The notes of Drs. Gomez and Patel were seen."));
    assert_eq!(two.len(), 2, "{two:?}");
}

#[test]
fn very_many_doubts_hide_nothing_that_is_certain() {
    let doubts: String = ('a'..='z')
        .flat_map(|first| ('a'..='f').map(move |last| format!("Dr. Kowal{first}zy{last}k saw her. ")))
        .collect();
    let found = leaks(&record(
        &format!("{doubts}Her SSN is 123-45-6789."),
        "00-EXM-4471",
        "Zed Works",
        "1 Zyzzyva St",
    ));
    let errors = found.iter().filter(|(severity, _)| *severity == Severity::Error).count();
    assert_eq!((errors, found.len()), (1, 101), "{found:?}");
}
