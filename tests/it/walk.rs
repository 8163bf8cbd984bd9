//! The states of a letter, walked at random: commands, kills of the real program, edits by hand.
//!
//! After each step three things hold: what was mailed is readable byte for byte; no two papers of a case contradict each
//! other without its being said; `imr verify` is silent exactly where both hold and no file was edited by hand.
//!
//! `IMR_WALKS=500 cargo test --test it walk::` walks 500 times instead of once, `IMR_WALK_FROM=17` from the 17th walk on.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use crate::project::{Project, Run, real_office};

const CASES: [&str; 2] = ["CM14-0067214", "CM14-0067215"];
/// Days on which mail goes out, in their order.
const DAYS: [&str; 6] = ["2014-08-06", "2014-08-07", "2014-08-08", "2014-08-11", "2014-08-12", "2014-08-13"];
const STEPS: usize = 16;
/// A command is killed within this time.
const LONGEST: u64 = 250;

/// SplitMix64: the same walk for the same number, everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len() as u64) as usize]
    }
}

/// A record: which version of its text, and what it says of mailing.
struct Record {
    version: usize,
    /// The place in `DAYS` of its mailing date.
    day: usize,
    /// The mailing date of the letter that it corrects.
    replaces: Option<String>,
    is_there: bool,
}

struct Walk {
    project: Project,
    dice: Dice,
    records: Vec<Record>,
    versions: usize,
    /// Files of what was mailed, by letter and day of mailing.
    mailed: BTreeMap<(String, String), BTreeMap<&'static str, Vec<u8>>>,
    /// Files of print runs.
    runs: BTreeMap<String, Vec<u8>>,
    /// Files that were edited by hand: as they were, and as they are (none where they were removed).
    edited: BTreeMap<String, (Vec<u8>, Option<Vec<u8>>)>,
    said: Vec<String>,
}

impl Walk {
    fn begin(number: u64) -> Walk {
        let project = Project::empty();
        project.write("templates/office.yaml", &real_office());
        let records = CASES
            .map(|_| Record { version: 0, day: 0, replaces: None, is_there: true })
            .into_iter()
            .collect();
        let mut walk = Walk {
            project,
            dice: Dice(number),
            records,
            versions: 0,
            mailed: BTreeMap::new(),
            runs: BTreeMap::new(),
            edited: BTreeMap::new(),
            said: vec![format!("walk {number}")],
        };
        (0..CASES.len()).for_each(|case| walk.write_record(case));
        walk
    }

    fn write_record(&mut self, case: usize) {
        let record = &self.records[case];
        let path = format!("data/{}.yaml", CASES[case]);
        if !record.is_there {
            return fs::remove_file(self.project.path(&path)).unwrap_or_default();
        }
        let text = include_str!("../../data/CM14-0067214.yaml").replace(CASES[0], CASES[case]);
        let text =
            text.replace("  The patient is a", &format!("  Version {}. The patient is a", record.version));
        let mut text = text.replace("mailed_date: 2014-08-06", &format!("mailed_date: {}", DAYS[record.day]));
        if let Some(replaces) = &record.replaces {
            text.push_str(&format!("replaces:\n  mailed_date: {replaces}\n  reason: A date was wrong.\n"));
        }
        self.project.write(&path, &text);
    }

    /// What was mailed of a case last, and when.
    fn last_mailed(&self, case: &str) -> Option<String> {
        let of_case = self.mailed.keys().filter(|(letter, _)| letter.contains(case));
        of_case.map(|(_, day)| day.clone()).max()
    }

    fn step(&mut self) {
        let case = self.dice.below(CASES.len() as u64) as usize;
        let number = CASES[case];
        match self.dice.below(13) {
            0 | 1 => {
                self.versions += 1;
                self.records[case].version = self.versions;
                // Now and then a mailed letter's record is changed without correcting it.
                let last = self.last_mailed(number).filter(|_| self.dice.below(4) > 0);
                let after =
                    last.as_ref().map_or(0, |last| DAYS.iter().position(|day| day == last).unwrap() + 1);
                self.records[case].day = after.min(DAYS.len() - 1);
                self.records[case].replaces = last;
                self.said.push(format!("edit the record of {number}"));
                self.write_record(case);
            }
            2 if self.records.iter().all(|record| record.is_there) => {
                self.records[case].is_there = false;
                self.said.push(format!("remove the record of {number}"));
                self.write_record(case);
            }
            2 => {
                let gone = self.records.iter().position(|record| !record.is_there).unwrap();
                self.records[gone].is_there = true;
                self.said.push(format!("bring back the record of {}", CASES[gone]));
                self.write_record(gone);
            }
            3 => self.edit(),
            4 => self.restore(),
            _ => {
                let day = DAYS[self.records[case].day];
                let args: &[&str] = match self.dice.below(11) {
                    0 | 1 => &["build"],
                    2 => &["build", "--force"],
                    3 => &["build", "--edition", "mailed"],
                    4 | 5 => &["public"],
                    6 | 7 => &["mail", "--date", day],
                    8 => &["freeze", number],
                    9 => &["clean", "--orphans"],
                    _ => &["check"],
                };
                self.said.push(format!("imr {}", args.join(" ")));
                if self.dice.below(3) == 0 {
                    self.kill(args);
                } else {
                    let run = self.project.imr(args);
                    assert!((0..=2).contains(&run.code), "{run:?}: {:#?}", self.said);
                }
            }
        }
    }

    fn kill(&mut self, args: &[&str]) {
        let mut command = self.project.command(env!("CARGO_BIN_EXE_imr"));
        command.args(args).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("imr runs");
        let after = self.dice.below(LONGEST);
        sleep(Duration::from_millis(after));
        child.kill().expect("it is ours");
        child.wait().expect("it was started");
        self.said.push(format!("killed after {after} ms"));
        // The next command that writes ends what was begun.
        let run = self.project.imr(&["clean", "--orphans"]);
        assert!((0..=1).contains(&run.code), "{run:?}: {:#?}", self.said);
    }

    /// All files in the folder for letters but those of the program itself.
    fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        let mut folders = vec!["out".to_owned()];
        while let Some(folder) = folders.pop() {
            for name in self.project.names(&folder) {
                let path = format!("{folder}/{name}");
                assert!(!name.starts_with('.'), "{path} was left: {:#?}", self.said);
                if self.project.path(&path).is_dir() { folders.push(path) } else { files.push(path) }
            }
        }
        files.sort();
        files
    }

    fn edit(&mut self) {
        let files = self.files();
        let is_letter =
            |file: &&String| (file.ends_with(".md") || file.ends_with(".pdf")) && !file.contains(".edited-");
        let letters: Vec<&String> =
            files.iter().filter(is_letter).filter(|file| !self.edited.contains_key(*file)).collect();
        if letters.is_empty() {
            return;
        }
        let file = (*self.dice.one(&letters)).clone();
        let before = fs::read(self.project.path(&file)).unwrap();
        let after = (self.dice.below(3) > 0).then(|| [&before[..], b"\n"].concat());
        match &after {
            Some(after) => fs::write(self.project.path(&file), after).unwrap(),
            None => fs::remove_file(self.project.path(&file)).unwrap(),
        }
        self.said.push(format!("{} {file}", if after.is_some() { "edit" } else { "remove" }));
        self.edited.insert(file, (before, after));
    }

    /// Brings back from a copy what was edited.
    fn restore(&mut self) {
        self.said.push("restore".to_owned());
        for (file, (before, _)) in std::mem::take(&mut self.edited) {
            // What is gone since, the folder of it too, was taken out by the program.
            if self.is_named(&file) {
                self.project.path(&file).parent().map(fs::create_dir_all);
                fs::write(self.project.path(&file), before).unwrap();
            }
        }
    }

    /// Whether the ledger has the letter of a file, or the file is none of a letter.
    fn is_named(&self, file: &str) -> bool {
        let letter = file.trim_start_matches("out/").trim_end_matches(".md").trim_end_matches(".pdf");
        !letter.contains("CM14-")
            || self.project.read("out/ledger.jsonl").contains(&format!("{{\"letter\":\"{letter}\""))
    }

    /// What the program says was mailed, and its bytes when it says so for the first time.
    fn learn(&mut self) {
        let run = self.project.imr(&["status", "--json"]);
        let list: serde_json::Value =
            serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}: {:#?}", self.said));
        let mut named = BTreeSet::new();
        for letter in list.as_array().into_iter().flatten() {
            let (Some(name), Some(day)) = (letter["letter"].as_str(), letter["mailed"].as_str()) else {
                continue;
            };
            let current = name.split(".mailed-").next().unwrap_or_default().to_owned();
            named.insert((current.clone(), day.to_owned()));
            if !self.mailed.contains_key(&(current.clone(), day.to_owned())) {
                let bytes = |ending| {
                    let file = format!("out/{name}.{ending}");
                    (
                        ending,
                        fs::read(self.project.path(&file))
                            .unwrap_or_else(|_| panic!("{file}: {:#?}", self.said)),
                    )
                };
                self.mailed.insert((current, day.to_owned()), [bytes("md"), bytes("pdf")].into());
            }
        }
        for known in self.mailed.keys() {
            assert!(named.contains(known), "{known:?} thawed: {:#?}", self.said);
        }
        for file in self.files() {
            if file.starts_with("out/mail/") && !self.edited.contains_key(&file) {
                let bytes = fs::read(self.project.path(&file)).unwrap();
                self.runs.entry(file).or_insert(bytes);
            }
        }
        // What the program itself wrote over, or took out with its row, is edited no more.
        let still: Vec<String> = self.edited.keys().cloned().collect();
        for file in still {
            let there = fs::read(self.project.path(&file)).ok();
            if there != self.edited[&file].1 || !self.is_named(&file) {
                self.edited.remove(&file);
            }
        }
    }

    /// Whether every mailed letter can be read, under its name or the one of its day.
    fn mailed_is_readable(&self) -> bool {
        let letters = self.mailed.iter().all(|((letter, day), files)| {
            files.iter().all(|(ending, bytes)| {
                let names = [format!("out/{letter}.{ending}"), format!("out/{letter}.mailed-{day}.{ending}")];
                names.iter().any(|name| fs::read(self.project.path(name)).is_ok_and(|there| there == *bytes))
            })
        });
        let mut runs = self.runs.iter();
        letters
            && runs.all(|(file, bytes)| fs::read(self.project.path(file)).is_ok_and(|there| there == *bytes))
    }

    /// Whether the papers of a case agree: with what was mailed last, or as its correction with each other.
    fn papers_agree(&self, case: &str) -> bool {
        let last = self.last_mailed(case);
        let version = |text: &str| text.split("Version ").nth(1)?.split('.').next().map(str::to_owned);
        let of_mailed: BTreeSet<String> = self
            .mailed
            .iter()
            .filter(|((letter, day), _)| letter.contains(case) && Some(day) == last.as_ref())
            .filter_map(|(_, files)| version(&String::from_utf8_lossy(&files["md"])))
            .collect();
        assert!(of_mailed.len() <= 1, "{case} was mailed in {of_mailed:?}: {:#?}", self.said);
        let (mut open, mut others) = (BTreeSet::new(), BTreeSet::new());
        for file in self.files().iter().filter(|file| file.ends_with(".md") && file.contains(case)) {
            if file.contains(".mailed-") || file.contains(".edited-") || file.starts_with("out/mail/") {
                continue;
            }
            let text = self.project.read(file);
            let Some(version) = version(&text) else { continue };
            let corrects = last.as_ref().is_some_and(|last| {
                let (year, rest) = last.split_once('-').unwrap();
                let (month, day) = rest.split_once('-').unwrap();
                text.contains(&format!("replaces the one mailed on {month}/{day}/{year}"))
            });
            if last.is_none() || corrects {
                open.insert(version)
            } else {
                others.insert(version)
            };
        }
        open.len() <= 1 && others.iter().all(|version| of_mailed.contains(version))
    }

    fn look(&mut self) {
        if !self.project.path("out/ledger.jsonl").exists() {
            return;
        }
        self.learn();
        let hand_on_mailed = self.edited.keys().any(|file| {
            self.runs.contains_key(file) || self.mailed.keys().any(|(letter, _)| file.contains(letter))
        });
        let readable = self.mailed_is_readable();
        assert!(readable || hand_on_mailed, "what was mailed is lost: {:#?}", self.said);
        let agree = CASES.iter().all(|case| self.papers_agree(case));
        let run: Run = self.project.imr(&["verify"]);
        let silent = run.code == 0 && run.stderr.lines().count() == 1;
        let expected = readable && agree && self.edited.is_empty();
        assert_eq!(
            silent,
            expected,
            "readable {readable}, agree {agree}, edited {:?}: {run:?}: {:#?}",
            self.edited.keys(),
            self.said
        );
    }
}

#[test]
fn whatever_happens_to_letters_what_was_mailed_stays() {
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse::<u64>().ok());
    let from = number("IMR_WALK_FROM").unwrap_or(0);
    for walk in from..from + number("IMR_WALKS").unwrap_or(1) {
        let mut walk = Walk::begin(walk);
        for _ in 0..STEPS {
            walk.step();
            walk.look();
        }
    }
}
