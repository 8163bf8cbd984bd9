//! How many of the mentions of a party the public edition finds, by form, and what it takes for one that is none.
//! `tests/README.md` has the figures.

use std::fs;

use imr_letters::diag::Severity;

use crate::project::{SEED, repository};
use crate::record_findings::findings_of;

/// The seed's record with these paragraphs as its summary, and one employee.
fn record(name: &str, paragraphs: &[String]) -> String {
    let seed = fs::read_to_string(repository(&format!("data/{SEED}.yaml"))).unwrap();
    let (before, rest) = seed.split_once("clinical_summary:").expect("a summary");
    let (_, after) = rest.split_once("\ndecisions:").expect("decisions after it");
    let mut text = format!(
        "{before}decisions:{after}\nemployee:\n  name: '{name}'\n  address: {{ street: [1 Rosewood St], city: Oakland, \
         state: CA, zip: 94601 }}\nclinical_summary: |\n"
    );
    for paragraph in paragraphs {
        text.push_str(&format!("  {paragraph}\n\n"));
    }
    text
}

/// A form of a name in a sentence: `{f}` the given name, `{l}` the family name, `{i}` and `{j}` their initials.
const FORMS: [(&str, &str, f64); 11] = [
    ("Mr. Last", "The note of Mr. {l} from last week was reviewed.", 99.5),
    ("First Last", "The provider saw {f} {l} for follow-up.", 99.5),
    ("Last, First", "The chart is that of {l}, {f} and nobody else.", 99.5),
    ("First L.", "The provider saw {f} {j}. for follow-up.", 99.5),
    ("F. Last", "The provider saw {i}. {l} for follow-up.", 99.5),
    ("LAST", "The report says that {L} has continued pain.", 99.5),
    ("FIRST LAST", "REPORT OF {F} {L} ON FOLLOW-UP", 99.5),
    ("sentence start", "There was no relief. {l} continued to work.", 99.5),
    ("possessive", "An MRI of {l}'s knee was normal.", 99.5),
    ("in a sentence", "According to {l} there was no relief.", 99.5),
    ("last", "The worker, a certain {s}, continued to work.", 85.0),
];

fn names(file: &str) -> Vec<String> {
    let text = fs::read_to_string(repository(&format!("tests/names/{file}.txt"))).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn every_form_of_a_name_is_found() {
    let (family, given) = (names("family"), names("given"));
    let mut hits = [0_usize; FORMS.len()];
    let mut missed: Vec<Vec<String>> = vec![Vec::new(); FORMS.len()];
    for (number, last) in family.iter().enumerate() {
        let first = &given[number * 7 % given.len()];
        let paragraphs: Vec<String> = FORMS
            .iter()
            .map(|(_, form, _)| {
                form.replace("{f}", first)
                    .replace("{l}", last)
                    .replace("{i}", &first[..1])
                    .replace("{j}", &last[..1])
                    .replace("{F}", &first.to_uppercase())
                    .replace("{L}", &last.to_uppercase())
                    .replace("{s}", &last.to_lowercase())
            })
            .collect();
        let text = record(&format!("{first} {last}"), &paragraphs);
        let findings = findings_of("record.yaml", text.as_bytes());
        let lines: Vec<usize> = findings
            .iter()
            .filter(|finding| finding.code.name == "rule/leak")
            .map(|finding| finding.place.as_ref().unwrap().line_column().0)
            .collect();
        let top = text.lines().position(|line| line.starts_with("clinical_summary")).unwrap() + 2;
        for form in 0..FORMS.len() {
            if lines.contains(&(top + 2 * form)) {
                hits[form] += 1;
            } else {
                missed[form].push(last.clone());
            }
        }
    }
    let mut low = Vec::new();
    for (form, (name, _, goal)) in FORMS.iter().enumerate() {
        let found = 100.0 * hits[form] as f64 / family.len() as f64;
        println!("{name}: {found:.1} % of {} names", family.len());
        if found < *goal {
            low.push(format!("{name}: {found:.1} %, without {:?}", missed[form]));
        }
    }
    assert!(low.is_empty(), "{}", low.join("\n"));
}

/// The sample and published letters say nothing of parties who are called as the census has it: no error at all, and a
/// warning in one of twenty at most.
#[test]
fn letters_that_name_nobody_raise_no_false_alarm() {
    let (family, given) = (names("family"), names("given"));
    let mut records = crate::published::records();
    for case in crate::letters::cases() {
        let yaml = fs::read_to_string(crate::letters::data().join(format!("{case}.yaml"))).unwrap();
        let own = yaml.find("\ndocuments_reviewed:").unwrap_or(yaml.len());
        records.push((case, yaml[..own].replace("Dr. Morgan Sample", "who")));
    }
    let (mut letters, mut warned) = (0, 0);
    for set in 0..crate::oracles::cases(12) as usize {
        for (number, (case, yaml)) in records.iter().enumerate() {
            let party = |at: usize| {
                let (first, last) = (
                    &given[(set * 31 + at * 13 + number) % given.len()],
                    &family[(set * 17 + at * 101 + number * 7) % family.len()],
                );
                format!(
                    r#"{{ "name": "{first} {last}", "address": {{ "street": ["1 Back St"], "city": "Oakland", "state": "CA", "zip": "97110" }} }}"#
                )
            };
            let parties = (0..4).map(party).collect::<Vec<_>>().join(", ");
            let yaml = match yaml.trim_end().strip_suffix('}') {
                Some(json) => format!(r#"{json}, "copies": [{parties}] }}"#),
                None => format!("{yaml}\ncopies: [{parties}]\n"),
            };
            let findings = findings_of(case, yaml.as_bytes());
            let leaks: Vec<_> = findings.iter().filter(|finding| finding.code.name == "rule/leak").collect();
            let errors: Vec<_> = leaks
                .iter()
                .filter(|leak| leak.severity() == Severity::Error)
                .map(|leak| &leak.message)
                .collect();
            assert_eq!(errors, [""; 0], "{case}");
            letters += 1;
            if !leaks.is_empty() {
                warned += 1;
                println!("{case}: {}", leaks[0].message);
            }
        }
    }
    let share = 100.0 * f64::from(warned) / f64::from(letters);
    println!("{share:.1} % of {letters} letters have a warning");
    assert!(share <= 5.0, "{share:.1} % of letters have a warning");
}

fn leaks(name: &str, text: &str) -> Vec<(Severity, String)> {
    let record = record(name, &[text.to_owned()]);
    let findings = findings_of("record.yaml", record.as_bytes());
    let leaks = findings.iter().filter(|finding| finding.code.name == "rule/leak");
    leaks.map(|finding| (finding.severity(), finding.message.clone())).collect()
}

#[test]
fn every_name_that_someone_is_called_by_is_found_in_whatever_order_they_are_given() {
    for name in [
        "Ana Rivera formerly Belov aka Corrigan",
        "Ana Rivera aka Corrigan formerly Belov",
        "Ana Corrigan (Belov) nee Rivera",
        "Ana \"Belov\" Rivera a/k/a Corrigan",
    ] {
        for called in ["Rivera", "Corrigan", "Belov"] {
            let found = leaks(name, &format!("According to {called} there was no relief."));
            assert_eq!(found.len(), 1, "{name}: {called}");
            assert_eq!(found[0].0, Severity::Error, "{name}: {called}");
        }
    }
    // A mark with nothing before or after it is a name like any other.
    for name in ["aka", " aka ", "A aka B aka C aka", "(", "\"\"\"", "née", "x née née y"] {
        leaks(name, "There was no relief.");
    }
}

/// Of two parties who are called alike, the one that is named for certain counts.
#[test]
fn what_is_certain_of_one_party_is_not_hidden_by_what_may_be_another() {
    let record = record("Dana Cook", &["The provider saw F. Cook for follow-up.".to_owned()]);
    let address = "address: { street: [1 Back St], city: Oakland, state: CA, zip: 97110 }";
    for (one, other) in [("Fay Cook", "Kim Cook"), ("Kim Cook", "Fay Cook")] {
        let parties = format!("copies:\n  - name: {one}\n    {address}\n  - name: {other}\n    {address}\n");
        let findings = findings_of("record.yaml", format!("{record}{parties}").as_bytes());
        let leaks: Vec<_> = findings.iter().filter(|finding| finding.code.name == "rule/leak").collect();
        assert_eq!(
            leaks.iter().map(|leak| leak.severity()).collect::<Vec<_>>(),
            [Severity::Error],
            "{leaks:?}"
        );
    }
}
