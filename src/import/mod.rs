//! A letter that exists -> the record that it would come from, and the proof of it.
//!
//! The wording recognizes itself: its own template, filled with signs in place of texts, says which words of a letter
//! are the wording's; all others are a field's. What no field takes is an error. The record is then made into a letter
//! in memory and compared with the one it came from.

mod anchors;
mod elements;
mod field_text;
mod findings;
mod glyph;
mod glyphs;
mod labels;
mod markdown;
mod matching;
mod page_turn;
mod pages;
mod printed;
mod read;
mod record_text;
mod replaced;
mod rows;
mod running;
mod stand_in;
mod text;
mod unpacked;
mod verify;
mod wording;
mod yaml_text;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use self::labels::join_labels;
use self::matching::{Explained, explain};
use self::printed::{Printed, RawLine};
use self::read::read_letter;
use self::record_text::Told;
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
    pub wording: String,
    /// None where no letter can be made of the record; the findings say why.
    pub verdict: Option<Verdict>,
    /// How many places a person should look at.
    pub looks: usize,
    /// How many fields the letter does not tell.
    pub blanks: usize,
}

/// More items than this no letter has.
const MAX_ITEMS: usize = 200;

/// Imports letters; what it learns of the wordings is shared by all.
pub struct Importer<'a> {
    assets: &'a Assets,
    wordings: Vec<String>,
    grammars: Mutex<HashMap<Wanted, Option<Arc<Grammar>>>>,
}

/// The grammar of a wording, for so many items, of a letter that corrects another or not.
type Wanted = (String, usize, bool);

/// The best that is known of a letter.
struct Best {
    wording: String,
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
        Ok(Importer { assets, wordings, grammars: Mutex::default() })
    }

    /// Reads a letter into its record. `name` is that of its file.
    ///
    /// # Errors
    /// A file that is no letter, and words that no field takes.
    pub fn import(&self, name: &str, bytes: &[u8], sink: &mut Sink) -> Result<Imported, Reported> {
        let (lines, has_lines) = read_letter(name, bytes, sink)?;
        let Some(best) = self.best(&lines) else {
            return Err(sink.error(findings::not_a_letter(name, &self.wordings)));
        };
        let Best { wording, grammar, letter, explained } = &best;
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
        let told = Told { letter, explained, wording, from: file };
        let number = told.value("case_number").and_then(|number| CaseNumber::new(&number).ok());
        let written = told.record();
        let whole = Source::new(name, told.record_without_blanks().text);
        let expected = expected_words(letter, explained, grammar);
        let lines: Vec<String> = lines
            .iter()
            .map(|line| {
                let words: Vec<&str> = line.words.iter().map(|word| word.text.as_str()).collect();
                as_read(&words.join(" "))
            })
            .collect();
        let mut checks = Sink::new();
        let verdict = verify(&whole, &expected, has_lines.then_some(&lines), self.assets, &mut checks);
        match &verdict {
            Ok(Verdict::Differs(difference)) => sink.report(findings::differs(name, difference)),
            Ok(Verdict::Same { .. }) => {}
            Err(_) => sink.report(findings::no_letter(name, checks.findings())),
        }
        Ok(Imported {
            case_number: number,
            record: written.text,
            wording: wording.clone(),
            verdict: verdict.ok(),
            looks: written.looks,
            blanks: written.blanks,
        })
    }

    /// The wording that explains most of a letter, with what it explains.
    fn best(&self, lines: &[RawLine]) -> Option<Best> {
        let mut best: Option<Best> = None;
        for wording in &self.wordings {
            for corrects in [false, true] {
                let Some(tried) = self.tried(wording, corrects, lines) else { continue };
                if best.as_ref().is_none_or(|best| tried.quality() > best.quality()) {
                    best = Some(tried);
                }
            }
        }
        best
    }

    /// What a wording explains of a letter: by bold labels, or, where those leave something over, by words alone.
    fn tried(&self, wording: &str, corrects: bool, lines: &[RawLine]) -> Option<Best> {
        let by_type = self.explained(wording, corrects, lines, true)?;
        if !by_type.letter.tells_bold || by_type.is_whole() {
            return Some(by_type);
        }
        let by_words = self.explained(wording, corrects, lines, false)?;
        Some(if by_words.quality() > by_type.quality() { by_words } else { by_type })
    }

    fn explained(&self, wording: &str, corrects: bool, lines: &[RawLine], bold: bool) -> Option<Best> {
        let (one, two) = (self.grammar(wording, 1, corrects)?, self.grammar(wording, 2, corrects)?);
        let mut lines = lines.to_vec();
        join_labels(&mut lines, &one);
        let mut letter = Printed::of(&lines);
        letter.tells_bold &= bold;
        let items = anchors::count_items(&one, &two, &letter).max(1);
        if items > MAX_ITEMS {
            return None;
        }
        let grammar = self.grammar(wording, items, corrects)?;
        let explained = explain(&grammar, items, &letter);
        Some(Best { wording: wording.to_owned(), grammar, letter, explained })
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

impl Best {
    /// Whether the wording says all of the letter, and the letter all of the wording.
    fn is_whole(&self) -> bool {
        self.explained.unclaimed.is_empty() && self.explained.absent(&self.grammar) == 0
    }

    /// More is better: first that nothing is left over, then that little is left or absent, then that much was found.
    fn quality(&self) -> (bool, usize, usize) {
        let left: usize = self.explained.unclaimed.iter().map(|bytes| bytes.len()).sum();
        let absent = self.explained.absent(&self.grammar);
        (left == 0, usize::MAX - left - 100 * absent, self.explained.weight)
    }
}
