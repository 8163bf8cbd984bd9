//! Sentences of a wording that a letter has in slightly other words: `and is licensed` for `, and is licensed`.
//!
//! They are put into the wording's words, so that its fields are found, and what the letter says instead is kept: with
//! that its letter is compared, so each is a difference that is shown.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::near_labels::{self, Label};
use super::printed::{Printed, Reworded, Start, Word, core};
use super::wording::{Grammar, Part};
use crate::template::{FieldForm, printed_date};

/// What it costs where a word is missing, or another one stands for it.
const OTHER_WORD: usize = 4;
/// Where one has an ending more, such as `guidelines` for `guideline`.
const OTHER_ENDING: usize = 2;
/// Where only signs or capitals differ.
const OTHER_SIGNS: usize = 1;
/// The letters of an ending.
const MAX_ENDING: usize = 2;
/// Words are compared so often for a letter; one of the usual length needs some hundred thousand times.
pub(super) const MAX_COMPARED: usize = 8_000_000;

/// Words of a wording that stand together.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Sentence<'a> {
    text: &'a str,
    /// Whether a block starts with it.
    first: bool,
    /// Whether a block ends with it.
    last: bool,
    bold: bool,
    /// Whether a date follows it.
    before_date: bool,
}

/// A sentence of the wording and the words of the letter that stand for it.
struct Stretch<'a> {
    sentence: &'a Sentence<'a>,
    tokens: Range<usize>,
    cost: usize,
}

/// What stands between two spaces: one word, or the pieces of one that a line end cuts.
struct Token<'a> {
    at: Range<usize>,
    /// Its first word.
    word: usize,
    text: Compared<'a>,
}

/// A word, and what of it is compared.
struct Compared<'a> {
    text: &'a str,
    /// Without the signs around it, in small letters.
    core: String,
}

/// The letter with the sentences of the wording in the wording's words, those aside that stood at the bytes `kept`; none
/// where there is nothing like them, or where the `budget` of comparisons is used up.
pub(super) fn in_words_of(
    grammar: &Grammar,
    letter: &Printed,
    kept: &BTreeSet<usize>,
    budget: &Cell<usize>,
) -> Option<Printed> {
    let sentences = sentences_of(grammar);
    let tokens = tokens_of(letter);
    let mut found = Vec::new();
    for sentence in &sentences {
        found.extend(stretches(sentence, letter, &tokens, budget)?);
    }
    found.extend(labels(&sentences, letter, &tokens));
    // What is the wording's to the letter stays; of others the longest that has most of its words.
    found.sort_by_key(|stretch| {
        let left = stretch.sentence.text.len().saturating_sub(stretch.cost * OTHER_WORD);
        (stretch.cost > 0, std::cmp::Reverse(left), stretch.tokens.start)
    });
    let mut taken: Vec<Stretch<'_>> = Vec::new();
    for stretch in found {
        let overlaps = |other: &Stretch<'_>| {
            stretch.tokens.start < other.tokens.end && other.tokens.start < stretch.tokens.end
        };
        if !taken.iter().any(overlaps) {
            taken.push(stretch);
        }
    }
    taken.retain(|stretch| stretch.cost > 0 && !kept.contains(&tokens[stretch.tokens.start].at.start));
    taken.sort_by_key(|stretch| stretch.tokens.start);
    (!taken.is_empty()).then(|| replaced(letter, &tokens, &taken))
}

fn sentences_of(grammar: &Grammar) -> Vec<Sentence<'_>> {
    let mut sentences = BTreeSet::new();
    for block in &grammar.blocks {
        for way in &block.alternatives {
            for (number, part) in way.parts.iter().enumerate() {
                let Part::Fixed(text) = part else { continue };
                let (first, last) = (number == 0, number + 1 == way.parts.len());
                let touches_field = !last && !text.ends_with(' ');
                let next = way.parts.get(number + 1);
                let before_date = matches!(next, Some(Part::Field { form: FieldForm::Date, .. }));
                let sentence = Sentence { text, first, last, bold: way.bold && first, before_date };
                if (sentence.words().len() > 1 || sentence.before_date) && !touches_field {
                    sentences.insert(sentence);
                }
            }
        }
    }
    sentences.into_iter().collect()
}

fn tokens_of(letter: &Printed) -> Vec<Token<'_>> {
    let mut tokens: Vec<(Range<usize>, usize)> = Vec::new();
    for (number, word) in letter.words.iter().enumerate() {
        match tokens.last_mut() {
            Some((at, _)) if word.joined => at.end = word.at.end,
            _ => tokens.push((word.at.clone(), number)),
        }
    }
    let tokens = tokens.into_iter();
    tokens.map(|(at, word)| Token { text: Compared::of(&letter.text[at.clone()]), at, word }).collect()
}

/// Where a letter has a sentence, or almost; none where the budget is used up.
fn stretches<'a>(
    sentence: &'a Sentence<'a>,
    letter: &Printed,
    tokens: &[Token<'_>],
    budget: &Cell<usize>,
) -> Option<Vec<Stretch<'a>>> {
    let words: Vec<Compared<'_>> = sentence.words().into_iter().map(Compared::of).collect();
    let most = words.len() + usize::from(words.len() < 4);
    let mut found = Vec::new();
    for start in 0..tokens.len() {
        let word = &letter.words[tokens[start].word];
        let bold = !sentence.bold || !letter.tells_bold || word.bold;
        let text = &tokens[start..];
        let starts = match sentence.first {
            true => word.starts_line() && bold && starts_alike(&words, text),
            false => words[0].difference(&text[0].text) <= OTHER_ENDING,
        };
        if !starts {
            continue;
        }
        let text = &text[..text.len().min(words.len() + most / OTHER_WORD)];
        let may_end = |end: usize| {
            let next = tokens.get(start + end).map(|next| &letter.words[next.word]);
            match words.last() {
                Some(last) if !sentence.last => last.difference(&text[end - 1].text) <= OTHER_ENDING,
                _ => next.is_none_or(Word::starts_line),
            }
        };
        let aligned = align(&words, text, most, &may_end, budget);
        if budget.get() == 0 {
            return None;
        }
        if let Some((cost, length)) = aligned {
            let has_sign =
                start.checked_sub(1).is_none_or(|before| tokens[before].text.text.ends_with(sentence.sign()));
            let cost = cost + if has_sign { 0 } else { OTHER_SIGNS };
            found.push(Stretch { sentence, tokens: start..start + length, cost });
        }
    }
    Some(found)
}

/// Labels before dates that a letter has in other words: each is like one label of the wording alone, and a date follows.
fn labels<'a>(sentences: &'a [Sentence<'a>], letter: &Printed, tokens: &[Token<'_>]) -> Vec<Stretch<'a>> {
    let known: Vec<(&Sentence<'_>, Label)> = sentences
        .iter()
        .filter(|sentence| sentence.before_date)
        .filter_map(|sentence| Some((sentence, Label::of(sentence.words())?)))
        .collect();
    let mut found = Vec::new();
    for (end, last) in tokens.iter().enumerate().filter(|(_, token)| token.text.text.ends_with(':')) {
        let is_date = |token: &Token<'_>| printed_date(token.text.text).is_some();
        if !tokens.get(end + 1).is_some_and(is_date) {
            continue;
        }
        let line = letter.words[last.word].line;
        let starts = (0..=end).rev().take(near_labels::MAX_WORDS);
        for start in starts.take_while(|&start| letter.words[tokens[start].word].line == line) {
            let words = tokens[start..=end].iter().map(|token| token.text.text);
            let Some(said) = Label::of(words) else { continue };
            let alike: Vec<&(&Sentence<'_>, Label)> =
                known.iter().filter(|(_, label)| label.is_like(&said)).collect();
            let [(sentence, _)] = alike[..] else { continue };
            let word = &letter.words[tokens[start].word];
            let is_placed = !sentence.first || word.starts_line();
            let is_bold = !sentence.bold || !letter.tells_bold || word.bold;
            if is_placed && is_bold {
                found.push(Stretch { sentence, tokens: start..end + 1, cost: OTHER_ENDING });
            }
        }
    }
    found
}

/// Whether one of the first words is there, at most one word later.
fn starts_alike(words: &[Compared<'_>], text: &[Token<'_>]) -> bool {
    let here = &text[..text.len().min(3)];
    words.iter().take(2).any(|word| here.iter().any(|token| word.difference(&token.text) <= OTHER_ENDING))
}

impl Sentence<'_> {
    /// What it sets behind the word before it: a comma, a stop.
    fn sign(&self) -> &str {
        match self.text.split_once(' ') {
            Some((sign, _)) if !self.first && !sign.contains(char::is_alphanumeric) => sign,
            _ => "",
        }
    }

    fn words(&self) -> Vec<&str> {
        self.text[self.sign().len()..].split_whitespace().collect()
    }
}

/// What it costs to read the words as the first ones of a text, and how many of these that are; none above the `most`.
fn align(
    words: &[Compared<'_>],
    text: &[Token<'_>],
    most: usize,
    may_end: &dyn Fn(usize) -> bool,
    budget: &Cell<usize>,
) -> Option<(usize, usize)> {
    let mut costs: Vec<usize> = (0..=text.len()).map(|number| number * OTHER_WORD).collect();
    for (number, word) in words.iter().enumerate() {
        budget.set(budget.get().saturating_sub(text.len()));
        let mut above = costs[0];
        costs[0] = (number + 1) * OTHER_WORD;
        for (place, token) in text.iter().enumerate() {
            let both = above + word.difference(&token.text);
            above = costs[place + 1];
            costs[place + 1] = both.min(above + OTHER_WORD).min(costs[place] + OTHER_WORD);
        }
        if costs.iter().min()? > &most {
            return None;
        }
    }
    let ends = (1..=text.len()).filter(|&end| costs[end] <= most && may_end(end));
    ends.map(|end| (costs[end], end)).min_by_key(|&(cost, end)| (cost, end.abs_diff(words.len())))
}

impl<'a> Compared<'a> {
    fn of(text: &'a str) -> Compared<'a> {
        Compared { text, core: core(text).to_lowercase() }
    }

    fn difference(&self, other: &Compared<'_>) -> usize {
        let is_ending = |long: &str, short: &str| {
            !short.is_empty() && long.strip_prefix(short).is_some_and(|end| end.chars().count() <= MAX_ENDING)
        };
        match (self.core.as_str(), other.core.as_str()) {
            _ if self.text == other.text => 0,
            (a, b) if a == b && !a.is_empty() => OTHER_SIGNS,
            (a, b) if is_ending(a, b) || is_ending(b, a) => OTHER_ENDING,
            _ => OTHER_WORD,
        }
    }
}

/// The letter with the words of sentences in place of its own.
fn replaced(letter: &Printed, tokens: &[Token<'_>], stretches: &[Stretch<'_>]) -> Printed {
    let hyphened = letter.hyphened.clone();
    let mut new = Printed { tells_bold: letter.tells_bold, hyphened, ..Printed::default() };
    let mut next = 0;
    for stretch in stretches {
        let first = tokens[stretch.tokens.start].word;
        let end = tokens.get(stretch.tokens.end).map_or(letter.words.len(), |token| token.word);
        new.copy(letter, next..first);
        let said = &letter.text[letter.words[first].at.start..letter.words[end - 1].at.end];
        new.put(stretch.sentence, &letter.words[first], said);
        next = end;
    }
    new.copy(letter, next..letter.words.len());
    new
}

impl Printed {
    fn copy(&mut self, letter: &Printed, words: Range<usize>) {
        for word in &letter.words[words] {
            if !self.text.is_empty() && !word.joined {
                self.text.push(' ');
            }
            let start = self.text.len();
            self.text.push_str(&letter.text[word.at.clone()]);
            self.words.push(Word { at: start..self.text.len(), ..word.clone() });
        }
    }

    /// Puts a sentence in place of what is `said`.
    fn put(&mut self, sentence: &Sentence<'_>, like: &Word, said: &str) {
        let mut start = None;
        let mut was = String::new();
        let sign = sentence.sign();
        if !sign.is_empty() && !self.text.is_empty() && !self.text.ends_with(sign) {
            let own = self.text.chars().last().filter(char::is_ascii_punctuation);
            let own = own.filter(|c| !"()[]\"'".contains(*c));
            self.text.truncate(self.text.len() - own.map_or(0, char::len_utf8));
            // The sign behind a sentence that was put here is the wording's: what the letter says is kept with that one.
            match self.reworded.last_mut().filter(|last| last.at.end > self.text.len()) {
                Some(last) => last.at.end = self.text.len(),
                None => was.extend(own),
            }
            start = Some(self.text.len());
            was.push(' ');
            self.text.push_str(sign);
            if let Some(last) = self.words.last_mut() {
                last.at.end = self.text.len();
            }
        }
        was.push_str(said);
        for (number, word) in sentence.words().into_iter().enumerate() {
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            let at = self.text.len()..self.text.len() + word.len();
            self.text.push_str(word);
            start = start.or(Some(at.start));
            let follows = if number == 0 { like.start } else { Start::Inside };
            let spaces = if number == 0 { like.spaces } else { 1 };
            self.words.push(Word { at, start: follows, joined: false, apart: false, spaces, ..like.clone() });
        }
        let at = start.unwrap_or(self.text.len())..self.text.len();
        self.reworded.push(Reworded { at, said: was, from: like.at.start });
    }

    /// What stands at bytes of the text, as the letter says it. Of a sentence that is there in part, all that the letter says
    /// in its place.
    pub fn said(&self, bytes: &Range<usize>) -> String {
        let mut said = String::new();
        let mut at = bytes.start;
        let touches = |reworded: &&Reworded| reworded.at.start < bytes.end && bytes.start < reworded.at.end;
        for reworded in self.reworded.iter().filter(touches) {
            said.push_str(self.text.get(at..reworded.at.start).unwrap_or_default());
            said.push_str(&reworded.said);
            at = reworded.at.end;
        }
        said.push_str(self.text.get(at..bytes.end).unwrap_or_default());
        said
    }
}

#[cfg(test)]
mod tests {
    use super::{Printed, Sentence, Start};
    use crate::import::printed::{RawLine, words_of};

    fn letter(text: &str) -> Printed {
        let words = words_of(text, false);
        Printed::of(&[RawLine { page: 1, start: Start::Block, item: false, words, closed: false }])
    }

    fn sentence(text: &str) -> Sentence<'_> {
        Sentence { text, first: false, last: false, bold: false, before_date: false }
    }

    /// A sentence that sets a sign behind the one before it takes the sign of that one away: each keeps what it stands for.
    #[test]
    fn sentences_in_place_of_others_do_not_overlap() {
        let letter = letter("in Pain Medicine. Is licensed. The end");
        let mut new = Printed::default();
        new.copy(&letter, 0..1);
        new.put(&sentence("medicine of pain."), &letter.words[1], "Pain Medicine.");
        new.put(&sentence(", and is licensed"), &letter.words[3], "Is licensed.");
        new.copy(&letter, 5..7);
        assert_eq!(new.text, "in medicine of pain, and is licensed The end");
        let at: Vec<&str> = new.reworded.iter().map(|one| &new.text[one.at.clone()]).collect();
        assert_eq!(at, ["medicine of pain", ", and is licensed"]);
        assert_eq!(new.said(&(0..new.text.len())), letter.text);
        // Of one that is there in part, all is shown.
        assert_eq!(new.said(&(5..8)), "Pain Medicine.");
    }
}
