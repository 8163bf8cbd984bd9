//! A letter that exists -> the record that it would come from, and the proof of it.
//!
//! The wording recognizes itself: its own template, filled with signs in place of texts, says which words of a letter
//! are the wording's; all others are a field's. What no field takes is an error. The record is then made into a letter
//! in memory and compared with the one it came from.

mod anchors;
mod conflict;
mod copy;
mod copy_forms;
mod copy_verify;
mod direction;
mod elements;
mod field_text;
mod findings;
mod glyph;
mod glyphs;
mod labels;
mod mailing;
mod mailing_text;
mod markdown;
mod matching;
mod merge;
mod merge_mailing;
mod near;
mod near_labels;
mod page_turn;
mod pages;
mod parties;
mod printed;
mod read;
mod record_text;
mod replaced;
mod rows;
mod running;
mod stand_in;
mod symbols;
mod text;
mod told;
mod unpacked;
mod verify;
mod wording;
mod yaml_text;

use std::cell::Cell;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use self::copy::{Alone, Copy, alone, parted};
use self::copy_forms::{Copies, copies_of};
use self::copy_verify::Read;
use self::labels::join_labels;
use self::mailing::mailing_of;
use self::matching::{Explained, explain};
pub use self::merge::{Contradiction, Merged, merged};
use self::near::{MAX_COMPARED, in_words_of};
use self::printed::{Printed, RawLine};
use self::read::{RawLetter, read_letter};
pub use self::told::Told;
use self::verify::{as_read, expected_words, verify};
use self::wording::Grammar;
use crate::assets::Assets;
use crate::diag::{Reported, Sink, Source};
use crate::record::CaseNumber;

pub use verify::{Difference, Verdict};

/// What a letter became.
#[derive(Debug)]
pub struct Imported {
    /// None where the letter does not tell it.
    pub case_number: Option<CaseNumber>,
    /// The YAML of the record.
    pub record: String,
    /// What the record is made of.
    pub told: Told,
    /// None where no letter can be made of the record; the findings say why.
    pub verdict: Option<Verdict>,
    /// How many places a person should look at.
    pub looks: usize,
    /// How many fields the letter does not tell.
    pub blanks: usize,
}

/// More items than this no letter has.
const MAX_ITEMS: usize = 200;

/// Sentences that are like the wording's are looked for so often, each time without those of fields.
const MAX_TIMES: usize = 3;

/// How a letter's sentences must be those of a wording.
#[derive(Clone, Copy)]
enum Likeness<'a> {
    Exact,
    /// With a budget of comparisons of words.
    Near(&'a Cell<usize>),
}

/// A letter with more words than this is compared by its exact sentences only.
const MAX_WORDS: usize = 40_000;

/// Imports letters; what it learns of the wordings is shared by all.
pub struct Importer<'a> {
    assets: &'a Assets,
    wordings: Vec<String>,
    grammars: Mutex<HashMap<Wanted, Option<Arc<Grammar>>>>,
    /// How the addressed copies of each wording read.
    copies: Mutex<HashMap<String, Arc<Copies>>>,
}

/// The grammar of a wording, for so many items, of a letter that corrects another or not.
type Wanted = (String, usize, bool);

/// The best that is known of a letter.
struct Best {
    wording: String,
    /// Whether it corrects another letter.
    corrects: bool,
    grammar: Arc<Grammar>,
    letter: Printed,
    explained: Explained,
}

impl<'a> Importer<'a> {
    /// An importer that tries all wordings, or the named one.
    ///
    /// # Errors
    /// Where there is no such wording.
    pub fn new(assets: &'a Assets, wording: Option<&str>, sink: &mut Sink) -> Result<Importer<'a>, Reported> {
        let known: Vec<String> = assets.templates.wordings().map(str::to_owned).collect();
        let wordings = match wording {
            None => known,
            Some(wanted) if known.iter().any(|name| name == wanted) => vec![wanted.to_owned()],
            Some(wanted) => return Err(sink.error(findings::no_such_wording(wanted, &known))),
        };
        Ok(Importer { assets, wordings, grammars: Mutex::default(), copies: Mutex::default() })
    }

    /// Reads a letter into its record. `name` is that of its file.
    ///
    /// # Errors
    /// A file that is no letter, and words that no field takes.
    pub fn import(&self, name: &str, bytes: &[u8], sink: &mut Sink) -> Result<Imported, Reported> {
        let RawLetter { lines, has_lines, style } = read_letter(name, bytes, sink)?;
        let count = self.count_letters(&lines);
        if count > 1 {
            return Err(sink.error(findings::several_letters(name, count)));
        }
        let exact = self.best_of(&lines, &[false, true], Likeness::Exact);
        let is_whole = exact.as_ref().is_some_and(Best::is_whole);
        if let Some(alone) = if is_whole { None } else { self.alone(&lines) } {
            return Err(sink.error(match alone {
                Alone::Cover => findings::cover_alone(name),
                Alone::ProofOfService => findings::proof_of_service(name),
            }));
        }
        let copy = if is_whole { None } else { self.copy(&lines) };
        let best = match &copy {
            Some((_, copy)) => self.best(&copy.determination),
            None => exact.map(|exact| self.or_nearly(exact, &lines)),
        };
        let Some(best) = best else {
            return Err(sink.error(findings::not_a_letter(name, &self.wordings)));
        };
        let Best { wording, grammar, letter, explained, .. } = &best;
        if explained.absent(grammar) * 2 > explained.blocks.len() {
            return Err(sink.error(findings::not_a_letter(name, &self.wordings)));
        }
        let start = explained.blocks.iter().flatten().map(|block| block.start).min().unwrap_or(0);
        if let Some(before) = explained.unclaimed.iter().find(|unclaimed| unclaimed.end <= start) {
            return Err(sink.error(findings::before_the_letter(name, letter, before, start)));
        }
        if let Some(unclaimed) = explained.unclaimed.first() {
            let more = explained.unclaimed.len() - 1;
            return Err(sink.error(findings::unclaimed(name, letter, unclaimed, wording, more)));
        }
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let told = Told::of(letter, explained, wording, file);
        let expected = expected_words(letter, explained, grammar);
        let lines: Vec<String> = lines
            .iter()
            .map(|line| {
                let words: Vec<&str> = line.words.iter().map(|word| word.text.as_str()).collect();
                as_read(&words.join(" "))
            })
            .collect();
        let mut checks = Sink::new();
        let lines = has_lines.then_some(lines.as_slice());
        let (told, verdict) = match &copy {
            None => {
                let whole = Source::new(name, told.record_without_blanks().text);
                let verdict = verify(&whole, &expected, lines, self.assets, &mut checks);
                (told, verdict)
            }
            Some((copies, copy)) => {
                let mut mailing = mailing_of(&copies.forms, copy);
                let style = style.as_deref();
                let read = Read { copy, determination: &expected, lines, style, copies };
                let verdict = read.verify(name, &told, &mut mailing, self.assets, &mut checks);
                (told.with(mailing), verdict)
            }
        };
        match &verdict {
            Ok(Verdict::Differs(difference)) => sink.report(findings::differs(name, difference)),
            Ok(Verdict::Same { .. }) => {}
            Err(_) => sink.report(findings::no_letter(name, checks.findings())),
        }
        Ok(Imported::of(told, verdict.ok()))
    }

    /// The wording that explains most of a letter, with what it explains.
    fn best(&self, lines: &[RawLine]) -> Option<Best> {
        let exact = self.best_of(lines, &[false, true], Likeness::Exact)?;
        Some(self.or_nearly(exact, lines))
    }

    /// Where none explains all of a letter, sentences are the wording's that have most of its words.
    fn or_nearly(&self, exact: Best, lines: &[RawLine]) -> Best {
        if exact.is_whole() || exact.letter.words.len() > MAX_WORDS {
            return exact;
        }
        let budget = Cell::new(MAX_COMPARED);
        let near = self.best_of(lines, &[exact.corrects], Likeness::Near(&budget));
        near.filter(|near| near.quality() > exact.quality()).unwrap_or(exact)
    }

    /// An addressed copy, parted by the wording that explains most of it, with how that one's copies read.
    fn copy(&self, lines: &[RawLine]) -> Option<(Arc<Copies>, Copy)> {
        let parted = self.wordings.iter().filter_map(|wording| {
            let copies = self.copies(wording);
            parted(&copies, lines).map(|(copy, weight)| (weight, copies, copy))
        });
        let (_, copies, copy) = parted.max_by_key(|(weight, ..)| *weight)?;
        Some((copies, copy))
    }

    /// How many letters a file holds.
    fn count_letters(&self, lines: &[RawLine]) -> usize {
        let letter = Printed::of(lines);
        let grammars = self.wordings.iter().filter_map(|wording| self.grammar(wording, 1, false));
        grammars.map(|one| anchors::count_letters(&one, &letter)).max().unwrap_or(0)
    }

    /// Which part of an addressed copy a file holds without its determination.
    fn alone(&self, lines: &[RawLine]) -> Option<Alone> {
        self.wordings.iter().find_map(|wording| alone(&self.copies(wording), lines))
    }

    fn copies(&self, wording: &str) -> Arc<Copies> {
        let mut known = self.copies.lock().unwrap_or_else(PoisonError::into_inner);
        let copies = known.entry(wording.to_owned());
        Arc::clone(copies.or_insert_with(|| Arc::new(copies_of(wording, self.assets))))
    }

    fn best_of(&self, lines: &[RawLine], corrects: &[bool], likeness: Likeness<'_>) -> Option<Best> {
        let mut best: Option<Best> = None;
        for wording in &self.wordings {
            for &corrects in corrects {
                let Some(tried) = self.tried(wording, corrects, lines, likeness) else { continue };
                if best.as_ref().is_none_or(|best| tried.quality() > best.quality()) {
                    best = Some(tried);
                }
            }
        }
        best
    }

    /// What a wording explains of a letter: by bold labels, or, where those leave something over, by words alone.
    fn tried(
        &self,
        wording: &str,
        corrects: bool,
        lines: &[RawLine],
        likeness: Likeness<'_>,
    ) -> Option<Best> {
        let one = self.grammar(wording, 1, corrects)?;
        let mut lines = lines.to_vec();
        join_labels(&mut lines, &one);
        let explained = |letter| match likeness {
            Likeness::Exact => self.explained(wording, corrects, letter),
            Likeness::Near(budget) => self.explained_nearly(wording, corrects, &letter, budget),
        };
        let letter = Printed::of(&lines);
        let tells_bold = letter.tells_bold;
        let by_type = explained(letter);
        if !tells_bold || by_type.as_ref().is_some_and(Best::is_whole) {
            return by_type;
        }
        let letter = Printed { tells_bold: false, ..Printed::of(&lines) };
        let by_words = explained(letter);
        match (by_type, by_words) {
            (Some(a), Some(b)) => Some(if b.quality() > a.quality() { b } else { a }),
            (a, b) => a.or(b),
        }
    }

    fn explained(&self, wording: &str, corrects: bool, letter: Printed) -> Option<Best> {
        let (one, two) = (self.grammar(wording, 1, corrects)?, self.grammar(wording, 2, corrects)?);
        let items = anchors::count_items(&one, &two, &letter).max(1);
        if items > MAX_ITEMS {
            return None;
        }
        let grammar = self.grammar(wording, items, corrects)?;
        let explained = explain(&grammar, items, &letter);
        Some(Best { wording: wording.to_owned(), corrects, grammar, letter, explained })
    }

    /// The same of a letter whose sentences have most of the wording's words. What then is within a field was the
    /// field's.
    fn explained_nearly(
        &self,
        wording: &str,
        corrects: bool,
        letter: &Printed,
        budget: &Cell<usize>,
    ) -> Option<Best> {
        let all = self.grammar(wording, 2, corrects)?;
        let mut kept = BTreeSet::new();
        for _ in 0..MAX_TIMES {
            let reworded = in_words_of(&all, letter, &kept, budget)?;
            let best = self.explained(wording, corrects, reworded)?;
            let in_fields = best.reworded_in_fields();
            if in_fields.is_empty() {
                return Some(best);
            }
            kept.extend(in_fields);
        }
        None
    }

    fn grammar(&self, wording: &str, items: usize, corrects: bool) -> Option<Arc<Grammar>> {
        let wanted = (wording.to_owned(), items, corrects);
        if let Some(known) = self.grammars.lock().unwrap_or_else(PoisonError::into_inner).get(&wanted) {
            return known.clone();
        }
        let made = Grammar::of(wording, items, corrects, self.assets).map(Arc::new);
        self.grammars.lock().unwrap_or_else(PoisonError::into_inner).insert(wanted, made.clone());
        made
    }
}

impl Imported {
    fn of(told: Told, verdict: Option<Verdict>) -> Imported {
        let written = told.record();
        Imported {
            case_number: told.case_number(),
            record: written.text,
            told,
            verdict,
            looks: written.looks,
            blanks: written.blanks,
        }
    }
}

impl Best {
    /// Whether the wording says all of the letter, and the letter all of the wording.
    fn is_whole(&self) -> bool {
        self.explained.unclaimed.is_empty() && self.explained.absent(&self.grammar) == 0
    }

    /// Where the letter says in its fields what is like a sentence of the wording.
    fn reworded_in_fields(&self) -> Vec<usize> {
        let captures = &self.explained.captures;
        let is_in_field = |at: &Range<usize>| {
            captures.iter().any(|capture| capture.at.start < at.end && at.start < capture.at.end)
        };
        let reworded = self.letter.reworded.iter().filter(|reworded| is_in_field(&reworded.at));
        reworded.map(|reworded| reworded.from).collect()
    }

    /// More is better: first that nothing is left over, then that little is left or absent, then that much was found.
    fn quality(&self) -> (bool, usize, usize) {
        let left: usize = self.explained.unclaimed.iter().map(|bytes| bytes.len()).sum();
        let absent = self.explained.absent(&self.grammar);
        let other = left + 100 * absent + 10 * self.letter.reworded.len();
        (left == 0, usize::MAX - other, self.explained.weight)
    }
}
