//! Texts that were cut, or pasted with what the letter prints itself: said of them, and not of whole ones. The figures
//! of `tests/README.md` are what these tests print.

use std::fs;

use imr_letters::diag::{Finding, Sink, Source};
use imr_letters::record::parse_record;
use serde_yaml::Value;

use crate::project::repository;
use crate::published;
use crate::record_findings::findings_of;

/// What is said of texts that were cut or pasted.
const SAID: [&str; 5] =
    ["rule/unfinished", "rule/repeated-label", "rule/treatment-outcome", "record/table", "record/list"];

/// The records at hand: the samples, with the seed letter's, and those of published letters where they are beside the project.
fn records() -> Vec<(String, String)> {
    let mut records = published::records();
    for entry in fs::read_dir(repository("data")).expect("the samples") {
        let path = entry.expect("a sample").path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            records.push((path.display().to_string(), fs::read_to_string(path).expect("a record")));
        }
    }
    records.sort();
    records
}

fn said(found: &[Finding]) -> Vec<&'static str> {
    found.iter().map(|finding| finding.code.name).filter(|name| SAID.contains(name)).collect()
}

#[test]
fn nothing_is_said_of_whole_texts() {
    let (records, mut texts) = (records(), 0);
    for (name, yaml) in &records {
        assert_eq!(said(&findings_of(name, yaml.as_bytes())), [""; 0], "{name}");
        let record =
            parse_record(&Source::new(name.as_str(), yaml.as_str()), &mut Sink::new()).expect("a record");
        texts += record.texts().len();
    }
    println!("{texts} texts of {} letters: nothing is said of them", records.len());
}

/// The texts of a record that are sentences.
fn sentences(record: &mut Value) -> Vec<&mut Value> {
    let (mut texts, fields) = (Vec::new(), record.as_mapping_mut().expect("fields"));
    for (key, value) in fields {
        match key.as_str() {
            Some("clinical_summary") => texts.push(value),
            Some("decisions") => {
                let items = value.as_sequence_mut().expect("items").iter_mut();
                texts.extend(items.filter_map(|item| item.get_mut("rationale")));
            }
            _ => {}
        }
    }
    texts
}

/// How many characters lie between two places where a text is cut.
fn apart() -> usize {
    if crate::oracles::asked() { 61 } else { 307 }
}

/// Whether a sentence ends there, as far as signs tell.
fn ends_a_sentence(text: &str) -> bool {
    let closed = text.trim_end().trim_end_matches(['"', '\'', ')', ']', '\u{201D}', '\u{2019}']);
    closed.ends_with(['.', '!', '?', '\u{2026}'])
}

#[test]
fn a_text_that_stops_in_a_sentence_is_noticed_wherever_it_was_cut() {
    let (mut cuts, mut silent) = (0, 0);
    for (name, yaml) in records() {
        let whole: Value = serde_yaml::from_str(&yaml).expect("a record");
        for number in 0..sentences(&mut whole.clone()).len() {
            let text = sentences(&mut whole.clone())[number].as_str().expect("a text").trim_end().to_owned();
            for (at, _) in text.char_indices().skip(1).step_by(apart()) {
                let mut record = whole.clone();
                *sentences(&mut record)[number] = text[..at].into();
                let found = findings_of(&name, serde_yaml::to_string(&record).expect("YAML").as_bytes());
                let noticed = said(&found).contains(&"rule/unfinished");
                assert!(noticed || ends_a_sentence(&text[..at]), "{name}: {}", &text[..at]);
                (cuts, silent) = (cuts + 1, silent + usize::from(!noticed));
            }
        }
    }
    println!("{cuts} texts cut in two: {silent} end with a sentence and are not noticed");
}

#[test]
fn a_file_that_stops_in_a_text_is_noticed_wherever_it_was_cut() {
    let (mut cuts, mut silent) = (0, 0);
    for (name, yaml) in records() {
        // After the texts come names and addresses, of which nobody can say that they are cut.
        let texts =
            yaml.find("\ndocuments_reviewed:").or_else(|| yaml.find("\n# Someone")).unwrap_or(yaml.len());
        for (at, _) in yaml[..texts].char_indices().skip(1).step_by(apart()) {
            let found = findings_of(&name, &yaml.as_bytes()[..at]);
            let noticed = !found.is_empty();
            let text = &yaml[..at];
            assert!(noticed || ends_a_sentence(text), "{name}: {}", &text[text.len().saturating_sub(200)..]);
            (cuts, silent) = (cuts + 1, silent + usize::from(!noticed));
        }
    }
    println!("{cuts} files cut short: {silent} end with a sentence and are not noticed");
}
