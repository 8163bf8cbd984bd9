//! The published letters, built from their records by the program itself, line for line as they were printed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use imr_letters::assets::Assets;
use imr_letters::diag::{Sink, Source};
use imr_letters::render::pages_of_markdown;
use imr_letters::units::Pt;
use serde_json::{Value, json};

use crate::printed::{Line, lines, one_space};

const SECOND_HEADING: &str = "CLINICAL CASE SUMMARY";

/// The letters whose headings all stand 28 points below the text, as ours do.
const SAME_HEIGHTS: [&str; 4] = ["CM16-0219557", "CM16-0229336", "CM16-0231706", "CM16-0236906"];

/// The folder of published letters beside the project; none where it is absent, which is said.
pub fn published() -> Option<Vec<PathBuf>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = ["../shared", "../../shared"]
        .iter()
        .map(|shared| root.join(shared).join("reference/published"))
        .find(|folder| folder.is_dir());
    let Some(folder) = folder else {
        eprintln!("skipped: the published letters are not beside the project");
        return None;
    };
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "json"));
    files.sort();
    Some(files)
}

/// A published record in the contract's form; JSON is YAML.
pub fn contract(record: &Value) -> Value {
    let mut contract = record.clone();
    let fields = contract.as_object_mut().unwrap();
    let list = |value: Option<Value>| -> Vec<String> {
        value.unwrap().as_str().unwrap().split(',').map(|part| part.trim().to_owned()).collect()
    };
    let licensed_in = list(fields.remove("licensed_in"));
    let specialties = list(fields.remove("specialty"));
    fields.insert("reviewer".into(), json!({ "specialties": specialties, "licensed_in": licensed_in }));
    fields.insert("template".into(), json!("imr-2016"));
    for decision in fields["decisions"].as_array_mut().unwrap() {
        let treatment = decision["treatment"].as_str().unwrap().to_owned();
        if let Some((treatment, partial)) = partial_authorization(&treatment) {
            decision["treatment"] = json!(treatment);
            decision["partial_authorization"] = partial;
        }
    }
    contract
}

/// The case number and the record of each published letter; nothing where they are absent.
pub fn records() -> Vec<(String, String)> {
    let files = published().unwrap_or_default();
    let letter =
        |file: &PathBuf| -> Value { serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap() };
    let records = files.iter().map(|file| contract(&letter(file)["record"]));
    records
        .map(|r| (r["case_number"].as_str().unwrap().to_owned(), serde_json::to_string_pretty(&r).unwrap()))
        .collect()
}

/// The item line of a partial authorization, taken apart.
fn partial_authorization(sentence: &str) -> Option<(String, Value)> {
    let (requested, rest) = sentence.split_once(" was the original request. ")?;
    let (authorized, rest, eligible) = match rest.strip_prefix("The Claims Administrator authorized ") {
        Some(rest) => {
            let (authorized, rest) = rest.split_once(", leaving the original request IMR eligible. ")?;
            (authorized, rest.strip_prefix("The original request, ")?, "original")
        }
        None => {
            let (authorized, rest) = rest.split_once(" was authorized by the Claims Administrator. ")?;
            let rest = rest.strip_prefix("The remaining IMR eligible portion of the original request, ")?;
            (authorized, rest, "remaining")
        }
    };
    let treatment = rest.strip_suffix(" is").unwrap_or(rest).to_owned();
    Some((treatment, json!({ "requested": requested, "authorized": authorized, "eligible": eligible })))
}

/// Lists in the original were at times typed without a space after the comma.
fn comparable(text: &str) -> String {
    let text = one_space(text);
    match text.split_once(": ") {
        Some(("State(s) of Licensure" | "Certification(s)/Specialty", _)) => text.replace(", ", ","),
        _ => text,
    }
}

fn original(printed: &Value) -> Vec<Vec<Line>> {
    let line = |line: &Value| Line {
        y: Pt::from_points(line[0].as_f64().unwrap()).unwrap(),
        x: Pt::from_points(line[1].as_f64().unwrap()).unwrap(),
        text: line[2].as_str().unwrap().to_owned(),
    };
    let page = |page: &Value| page.as_array().unwrap().iter().map(line).collect();
    printed.as_array().unwrap().iter().map(page).collect()
}

/// Every line from the first heading on, without the running lines.
fn body(pages: &[Vec<Line>]) -> Vec<String> {
    let all =
        pages.iter().flatten().filter(|line| line.y < Pt::whole(722)).map(|line| comparable(&line.text));
    all.skip_while(|text| text != "HOW THE IMR FINAL DETERMINATION WAS MADE").collect()
}

fn heights_agree(case: &str, ours: &[Line], theirs: &[Line]) {
    let mut theirs = theirs.iter().skip_while(|line| line.y < Pt::whole(170));
    for line in ours.iter().skip_while(|line| line.y < Pt::whole(170)).filter(|line| line.y < Pt::whole(722))
    {
        if line.text == SECOND_HEADING && !SAME_HEIGHTS.contains(&case) {
            return;
        }
        let Some(their) = theirs.next() else { return };
        assert_eq!(comparable(&line.text), comparable(&their.text), "{case}");
        let apart = (line.y - their.y).to_milli().abs();
        assert!(apart <= 600, "{case}: {:?} is {apart} thousandths off", line.text);
    }
}

#[test]
fn published_letters_come_out_line_for_line() {
    let Some(files) = published() else { return };
    let project = tempfile::tempdir().unwrap();
    let data = project.path().join("data");
    fs::create_dir(&data).unwrap();
    let letters: Vec<Value> =
        files.iter().map(|file| serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()).collect();
    for letter in &letters {
        let record = contract(&letter["record"]);
        let file = data.join(format!("{}.yaml", record["case_number"].as_str().unwrap()));
        fs::write(file, serde_json::to_string_pretty(&record).unwrap()).unwrap();
    }
    let built =
        Command::new(env!("CARGO_BIN_EXE_imr")).arg("build").current_dir(project.path()).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let mut sink = Sink::new();
    let assets = Assets::assemble(Vec::new(), &mut sink).unwrap_or_else(|_| panic!("{:?}", sink.findings()));
    for letter in &letters {
        let case = letter["record"]["case_number"].as_str().unwrap();
        let file = project.path().join("out").join(format!("{case}.md"));
        let markdown = Source::new(case, fs::read_to_string(file).unwrap());
        let (_, pages) = pages_of_markdown(&markdown, &assets, &mut sink)
            .unwrap_or_else(|_| panic!("{case}: {:?}", sink.findings()));
        let (ours, theirs) = (lines(&pages), original(&letter["printed_lines"]));
        assert_eq!(body(&ours), body(&theirs), "{case}");
        heights_agree(case, &ours[0], &theirs[0]);
    }
}
