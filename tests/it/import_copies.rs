//! Addressed copies read back into records: of every recipient, in each language and print, mailed and e-mailed.

use std::fmt::Write;
use std::fs;
use std::sync::Arc;

use imr_letters::diag::{Sink, Source};
use imr_letters::import::{Imported, Merged, Verdict, merged};
use imr_letters::letter::{Edition, Paper, parties};
use imr_letters::record::CaseRecord;
use imr_letters::render::{Stages, papers, read_record, stages};
use proptest::prelude::*;

use crate::import::{as_text, import, record, said};
use crate::layout::assets;
use crate::project::repository;

pub fn read(record: &str) -> Arc<CaseRecord> {
    let mut sink = Sink::new();
    let read = read_record(&Source::new("record.yaml", record), assets(), &mut sink);
    read.unwrap_or_else(|_| panic!("{:#?}\n{record}", sink.findings()))
}

/// The copies of a record, without the proof of service.
pub fn copies(record: &str) -> Vec<Stages> {
    let mut sink = Sink::new();
    let made = stages(&read(record), Edition::Mailed, assets(), &mut sink);
    let made = made.unwrap_or_else(|_| panic!("{:#?}\n{record}", sink.findings()));
    made.into_iter().filter(|copy| copy.paper.template.is_none()).collect()
}

/// A copy comes back from everything that it can be read from: with the same words, on the same lines, as a record whose
/// determination is the same; where it tells all of the mailing, the record makes the same copy.
fn comes_back(record: &str, copy: &Stages) {
    let mut files = vec![
        ("copy.pdf", copy.pdf.clone(), Some(true)),
        ("copy.md", copy.markdown.text().as_bytes().to_vec(), None),
    ];
    if copy.document.about.style == "letter" {
        files.push(("copy.txt", as_text(&copy.pages).into_bytes(), Some(true)));
    }
    for (name, bytes, lines) in files {
        let imported = import(name, &bytes).unwrap_or_else(|found| {
            panic!("{name} {}: {found:#?}\n{}", copy.paper.key, copy.markdown.text())
        });
        let shown = || format!("{name} {}\n{}\n{}", copy.paper.key, imported.record, copy.markdown.text());
        let in_doubt = imported.record.contains("a paragraph may end");
        assert!(!in_doubt || name == "copy.txt", "{}", shown());
        match &imported.verdict {
            Some(Verdict::Same { lines: same }) => {
                assert!(*same == lines || in_doubt, "{same:?} {}", shown())
            }
            // Where a paragraph in doubt moves its lines, words are compared, and those of a cell that takes several lines stand
            // in another order: that is shown.
            verdict => assert!(in_doubt, "{verdict:?}\n{}", shown()),
        }
        if in_doubt {
            continue;
        }
        assert_eq!(said(&filled_in(&imported.record)), said(record), "{}", shown());
        if imported.blanks == 0 && copy.paper.again.is_empty() {
            let again = copies(&imported.record).into_iter().find(|again| again.paper.key == copy.paper.key);
            assert_eq!(again.unwrap().markdown.text(), copy.markdown.text(), "{}", shown());
        }
    }
}

/// All copies of a record together tell one that makes each of them.
fn are_one_record(made: &[Stages]) {
    let letters: Vec<Imported> =
        made.iter().map(|copy| import("copy.md", copy.markdown.text().as_bytes()).unwrap()).collect();
    let Merged { imported, corrected } = merged(&letters).unwrap();
    assert_eq!((imported.blanks, corrected), (0, Vec::new()), "{}", imported.record);
    let again = copies(&imported.record);
    let texts =
        |copies: &[Stages]| copies.iter().map(|copy| copy.markdown.text().to_owned()).collect::<Vec<_>>();
    assert_eq!(texts(&again), texts(made), "{}", imported.record);
}

/// A record whose blanks, addresses that the copy does not tell, were filled in.
fn filled_in(record: &str) -> String {
    let values = [
        ("street:", "[1 A ST]"),
        ("city:", "A"),
        ("state:", "CA"),
        ("zip:", "\"95814-0000\""),
        ("email:", "a@example.org"),
    ];
    let filled = record.lines().map(|line| {
        let value =
            values.iter().find(|(key, _)| line.trim_start().starts_with(key) && line.ends_with("# BLANK"));
        value.map_or(line.to_owned(), |(key, value)| {
            line.replace("# BLANK", "").replace(key, &format!("{key} {value}"))
        }) + "\n"
    });
    filled.collect()
}

#[test]
fn copies_of_the_samples_come_back() {
    let sample = fs::read_to_string(repository("data/CM14-0067214.yaml")).unwrap();
    for record in [
        sample.clone(),
        sample.replace("  language: es\n", "  format: large_print\n"),
        sample.replace(
            "redact:",
            "replaces:\n  mailed_date: 2014-08-05\n  reason: The date of injury was misstated.\n\nredact:",
        ),
    ] {
        let made = copies(&record);
        made.iter().for_each(|copy| comes_back(&record, copy));
        are_one_record(&made);
    }
}

/// What one party's copy does not tell of another, the address of one who is served by e-mail, is blank.
#[test]
fn what_a_copy_does_not_tell_is_blank() {
    let record = emailed(&fs::read_to_string(repository("data/CM14-0067214.yaml")).unwrap());
    let copies = copies(&record);
    copies.iter().for_each(|copy| comes_back(&record, copy));
    let blanks = |copy: &Stages| import("copy.pdf", &copy.pdf).unwrap().blanks;
    // The physician's own copy has her envelope.
    assert_eq!(copies.iter().map(blanks).collect::<Vec<_>>(), [4, 0, 4]);
    are_one_record(&copies);
}

/// A copy on paper after the e-mail came back tells both days.
#[test]
fn a_copy_that_is_mailed_again_comes_back() {
    let record = emailed(&fs::read_to_string(repository("data/CM14-0067214.yaml")).unwrap());
    let read = read(&record);
    let all = parties(&read);
    let is_emailed = |part| all.iter().any(|(_, of, party)| *of == part && party.emailed_to().is_some());
    let again = Paper::mailed_again(&read, is_emailed, "2024-08-12".parse().unwrap());
    let mut sink = Sink::new();
    let made = papers(&read, again, assets(), &mut sink).unwrap_or_else(|_| panic!("{:#?}", sink.findings()));
    for copy in made.iter().filter(|copy| copy.paper.template.is_none()) {
        comes_back(&record, copy);
        let imported = import("copy.md", copy.markdown.text().as_bytes()).unwrap();
        for told in ["mailed_date: 2024-08-06", "delivery: email"] {
            assert!(imported.record.contains(told), "{told}\n{}", imported.record);
        }
    }
}

/// The sample ten years later, its physician served by e-mail.
fn emailed(sample: &str) -> String {
    let later = sample.replace(": 2014-", ": 2024-").replace(": 2012-", ": 2022-").replace("CM14-", "CM24-");
    let later = later
        .replace("dates: 2012-", "dates: 2022-")
        .replace("to 2014-", "to 2024-")
        .replace("to 2012-", "to 2022-");
    later.replace(
        "  name: Morgan Sample, MD\n",
        "  name: Morgan Sample, MD\n  delivery: email\n  email: morgan.sample@example.org\n",
    )
}

#[derive(Clone, Debug)]
struct Mailed {
    name: String,
    organization: Option<String>,
    envelope_name: bool,
    street: String,
    language: bool,
    large_print: bool,
}

fn party() -> impl Strategy<Value = Mailed> {
    let names =
        ["Alex Rivera", "Zoë O'Brien-Łuk", "Morgan Sample, M.D.", "Claims Department", "Dr. N. N., Jr."];
    let firms = ["Example Mutual Insurance", "Smith, Jones & Partners", "St. Mary's Clinic, Inc."];
    let streets = ["1200 Example Ave, APT 4", "PO BOX 0000", "800 1/2 Demonstration Blvd., Ste. #200"];
    let select = |texts: &[&'static str]| proptest::sample::select(texts.to_vec());
    (
        select(&names),
        proptest::option::of(select(&firms)),
        proptest::bool::weighted(0.1),
        select(&streets),
        any::<(bool, bool)>(),
    )
        .prop_map(|(name, organization, envelope_name, street, (language, large_print))| Mailed {
            name: name.to_owned(),
            organization: organization.map(str::to_owned),
            envelope_name,
            street: street.to_owned(),
            language,
            large_print,
        })
}

/// The mailing of a record, as it is typed.
fn typed(parties: &[Mailed], documents: &[(String, bool, u8)]) -> String {
    let mut text =
        String::from("mailed_date: \"2016-04-04\"\nclaim_number: 00-ABC-0123\ndocuments_reviewed:\n");
    for (title, from, days) in documents {
        let _ = write!(text, "  - title: {title}\n{}", if *from { "    from: Example Clinic\n" } else { "" });
        let _ = match days {
            0 => Ok(()),
            1 => writeln!(text, "    dates: 2014-04-24"),
            _ => writeln!(text, "    dates: 2014-04-24 to 2015-01-05"),
        };
    }
    let keys = ["employee", "requesting_physician", "claims_administrator", "representative", "copies"];
    for (number, (key, party)) in keys.iter().zip(parties).enumerate() {
        let (first, indent) = if *key == "copies" { ("  - ", "    ") } else { ("  ", "  ") };
        let (name, street) = (&party.name, &party.street);
        let _ = write!(text, "{key}:\n{first}name: \"{name} {number}\"\n");
        if let Some(organization) = &party.organization {
            let _ = writeln!(text, "{indent}organization: \"{organization}\"");
        }
        if party.envelope_name {
            let _ = writeln!(text, "{indent}envelope_name: Other Form");
        }
        let _ = write!(
            text,
            "{indent}address:\n{indent}  street: [\"{street}\"]\n{indent}  city: Fresno\n{indent}  state: CA\n{indent}  zip: 93700-0000\n"
        );
        text.push_str(&if party.language { format!("{indent}language: es\n") } else { String::new() });
        text.push_str(&if party.large_print {
            format!("{indent}format: large_print\n")
        } else {
            String::new()
        });
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::oracles::or_more(3), max_shrink_iters: 10, ..ProptestConfig::default() })]

    #[test]
    fn every_copy_comes_back(
        record in record(),
        parties in proptest::collection::vec(party(), 3..6),
        documents in proptest::collection::vec(("[A-Z][a-z]{2,9}( [a-z]{2,9}){0,4}", any::<bool>(), 0..3u8), 1..5),
    ) {
        let record = format!("{record}{}", typed(&parties, &documents));
        let made = copies(&record);
        made.iter().for_each(|copy| comes_back(&record, copy));
        are_one_record(&made);
    }
}
