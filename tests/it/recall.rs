//! How much of what is written in many forms the public edition's check finds: values and texts are made by chance from a seed,
//! in two halves that have no name in common, and counted by form. `tests/README.md` has the figures.

use std::collections::BTreeMap;
use std::fs;

use imr_letters::diag::Severity;

use crate::project::{SEED, repository};
use crate::record_findings::findings_of;

/// Of what must be found, this share in percent is; in small letters an ordinary word cannot be told from a name.
const GOAL: f64 = 99.5;
const GOAL_IN_SMALL_LETTERS: f64 = 85.0;

/// The half that rules were written with and the one that was measured after, or the one that is asked for.
pub fn halves() -> Vec<usize> {
    match std::env::var("IMR_HALF") {
        Ok(half) => vec![half.parse().unwrap()],
        Err(_) => vec![0, 1],
    }
}

/// Chance from a seed (splitmix64), so that each run makes the same values.
pub struct Chance(u64);

impl Chance {
    pub fn of_half(half: usize) -> Chance {
        Chance(0x1234_5678 + half as u64)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    pub fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// One of these forms, filled.
    pub fn filled_of(&mut self, forms: &[&str]) -> String {
        let form = self.pick(forms);
        self.filled(form)
    }

    /// A text in which each `9` is a digit, each `8` one from 2 to 9, each `@` a capital letter; all other characters stay.
    pub fn filled(&mut self, form: &str) -> String {
        form.chars()
            .map(|c| match c {
                '9' => char::from(b'0' + self.below(10) as u8),
                '8' => char::from(b'2' + self.below(8) as u8),
                '@' => char::from(b'A' + self.below(26) as u8),
                c => c,
            })
            .collect()
    }
}

/// The family or given names of the census that stand in one half of a list.
pub fn names(file: &str, half: usize) -> Vec<String> {
    let text = fs::read_to_string(repository(&format!("tests/names/{file}.txt"))).unwrap();
    text.lines().skip(half).step_by(2).map(str::to_owned).collect()
}

/// What is found of each text, which may have several lines, where they are the paragraphs of a record with these parties.
pub fn found(parties: &str, texts: &[String]) -> Vec<Option<Severity>> {
    let seed = fs::read_to_string(repository(&format!("data/{SEED}.yaml"))).unwrap();
    let (before, rest) = seed.split_once("clinical_summary:").expect("a summary");
    let (_, after) = rest.split_once("\ndecisions:").expect("decisions after it");
    let mut record = format!("{before}decisions:{after}\n{parties}clinical_summary: |\n");
    let mut starts = Vec::new();
    for text in texts {
        starts.push(record.lines().count() + 1);
        text.lines().for_each(|line| record.push_str(&format!("  {line}\n")));
        record.push('\n');
    }
    let mut found = vec![None; texts.len()];
    for finding in findings_of("record.yaml", record.as_bytes()) {
        let line = finding.place.as_ref().map_or(0, |place| place.line_column().0);
        if finding.code.name != "rule/leak" {
            assert!(!finding.code.name.starts_with("yaml"), "{}: {record}", finding.message);
            continue;
        }
        let at = starts.partition_point(|start| *start <= line);
        assert!(at > 0, "{}", finding.message);
        let severity = finding.severity();
        if found[at - 1] != Some(Severity::Error) {
            found[at - 1] = Some(severity);
        }
    }
    found
}

/// How many of each form were found.
#[derive(Default)]
pub struct Recall {
    forms: BTreeMap<String, Counted>,
}

#[derive(Default)]
struct Counted {
    all: usize,
    errors: usize,
    warnings: usize,
    missed: Vec<String>,
}

impl Recall {
    /// Notes what was found of a form, and what was said where nothing was.
    pub fn note(&mut self, form: &str, found: Option<Severity>, said: &str) {
        let counted = self.forms.entry(form.to_owned()).or_default();
        counted.all += 1;
        match found {
            Some(Severity::Error) => counted.errors += 1,
            Some(_) => counted.warnings += 1,
            None => counted.missed.push(said.to_owned()),
        }
    }

    /// Prints the share of each form, and gives those that are low.
    pub fn low(&self, what: &str, half: usize) -> Vec<String> {
        let mut low = Vec::new();
        for (form, counted) in &self.forms {
            let share = |count: usize| 100.0 * count as f64 / counted.all as f64;
            let found = share(counted.errors + counted.warnings);
            let (errors, all) = (share(counted.errors), counted.all);
            println!("{what}, half {half}, {form}: {found:.1} % of {all} ({errors:.1} % as errors)");
            let goal = if form.starts_with("small letters") { GOAL_IN_SMALL_LETTERS } else { GOAL };
            if found < goal {
                low.push(format!("{form}: {found:.1} %, without {:#?}", counted.missed));
            }
        }
        low
    }
}

/// Whether a name in small letters is a word of any text, of the shorter or the longer list.
pub fn is_english(word: &str) -> bool {
    ["frequent", "further"].iter().any(|list| {
        let list = fs::read_to_string(repository(&format!("src/privacy/words/{list}.txt"))).unwrap();
        list.lines().any(|known| known == word || word.strip_suffix('s') == Some(known))
    })
}

/// Texts around what is said, `{}`.
const SENTENCES: [&str; 6] = [
    "The note of {} from last week was reviewed.",
    "According to the file ({}) there was no relief.",
    "A letter was sent to {}, and nobody answered.",
    "She was seen at {}; the report is not in the file.",
    "The record mentions {}.",
    "In 2014 the office of {} asked for 12 visits.",
];

pub type Forms = Vec<(&'static str, String)>;

/// Makes so many values, a fifth where both halves are measured, by chance, says each in all its forms, and counts what is found of them.
pub fn measure(what: &str, count: usize, make: impl Fn(&mut Chance, &[String]) -> (String, Forms)) {
    for half in halves() {
        let (mut chance, family) = (Chance::of_half(half), names("family", half));
        let mut recall = Recall::default();
        for _ in 0..if halves().len() == 1 { count } else { count / 5 } {
            let (parties, said) = make(&mut chance, &family);
            let texts: Vec<String> =
                said.iter().map(|(_, said)| chance.pick(&SENTENCES).replace("{}", said)).collect();
            let results = found(&parties, &texts);
            for (((form, said), text), result) in said.iter().zip(&texts).zip(results) {
                recall.note(form, result, &format!("{said} | {text} | {}", parties.replace('\n', " ")));
            }
        }
        let low = recall.low(what, half);
        assert!(low.is_empty(), "{what}, half {half}\n{}", low.join("\n"));
    }
}

pub fn name<'a>(chance: &mut Chance, family: &'a [String]) -> &'a str {
    &family[chance.below(family.len())]
}
