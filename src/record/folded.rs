//! A text as it is compared: small letters without accents, plain quotes and hyphens, white space folded;
//! every character knows the bytes it stands for.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Between two words of a name or a number stand at most so many characters: `Rivera, A.`, `00 - ABC`.
const MAX_GAP: usize = 3;

pub struct Folded {
    chars: Vec<Char>,
    /// Where words and numbers begin, by what they begin with; made when the first of many values is looked for.
    starts: OnceLock<BTreeMap<char, Vec<usize>>>,
}

/// Phrases to be found, each with its number.
pub struct Phrases {
    /// Their folded characters, in order.
    sorted: Vec<(Vec<char>, usize)>,
}

impl Phrases {
    pub fn new<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Phrases {
        let folded = |phrase| Folded::new(phrase).chars.iter().map(|c| c.folded).collect::<Vec<_>>();
        let numbered = phrases.into_iter().enumerate().map(|(number, phrase)| (folded(phrase), number));
        let mut sorted: Vec<_> = numbered.filter(|(phrase, _)| !phrase.is_empty()).collect();
        sorted.sort();
        Phrases { sorted }
    }
}

struct Char {
    folded: char,
    /// Bytes of the text.
    start: usize,
    end: usize,
    capital: bool,
}

/// Whether a letter has neither a capital nor a small form.
pub fn is_without_case(c: char) -> bool {
    c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase()
}

/// Whether words of a letter's script stand without spaces: Han, kana, Hangul (whose particles follow a name at once),
/// Thai, Lao, Khmer, Burmese.
fn runs_on(c: char) -> bool {
    matches!(c as u32,
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

impl Folded {
    pub fn new(text: &str) -> Folded {
        let mut chars: Vec<Char> = Vec::with_capacity(text.len());
        for (start, c) in text.char_indices() {
            let end = start + c.len_utf8();
            let capital = c.is_uppercase() || is_without_case(c);
            let char = |folded| Char { folded, start, end, capital };
            match c {
                '‘' | '’' | 'ʼ' | '′' => chars.push(char('\'')),
                '“' | '”' => chars.push(char('"')),
                '‐' | '‑' | '‒' | '–' | '—' | '−' => chars.push(char('-')),
                // Letters that Unicode takes for whole, and people type without their stroke.
                'ø' | 'Ø' => chars.push(char('o')),
                'ł' | 'Ł' => chars.push(char('l')),
                'đ' | 'Đ' => chars.push(char('d')),
                'ı' => chars.push(char('i')),
                'ß' | 'ẞ' => chars.extend(['s', 's'].map(char)),
                'æ' | 'Æ' => chars.extend(['a', 'e'].map(char)),
                'œ' | 'Œ' => chars.extend(['o', 'e'].map(char)),
                'þ' | 'Þ' => chars.extend(['t', 'h'].map(char)),
                c if is_combining_mark(c) || c == '\u{ad}' => {
                    if let Some(last) = chars.last_mut() {
                        last.end = end;
                    }
                }
                c if c.is_whitespace() => match chars.last_mut() {
                    Some(last) if last.folded.is_whitespace() => {
                        last.end = end;
                        if c == '\n' {
                            last.folded = c;
                        }
                    }
                    _ => chars.push(char(if c == '\n' { c } else { ' ' })),
                },
                c if c.is_ascii() => chars.push(char(c.to_ascii_lowercase())),
                c => {
                    let plain = std::iter::once(c).nfkd().filter(|&c| !is_combining_mark(c));
                    chars.extend(plain.flat_map(char::to_lowercase).map(char));
                }
            }
        }
        Folded { chars, starts: OnceLock::new() }
    }

    /// The letters and digits alone.
    pub fn compact(&self) -> Vec<char> {
        self.chars.iter().map(|c| c.folded).filter(|c| c.is_alphanumeric()).collect()
    }

    /// Where phrases stand, on word borders: which one, and its bytes. Takes time in proportion to the text, however many
    /// phrases there are.
    pub fn find_phrases(&self, phrases: &Phrases) -> Vec<(usize, Range<usize>)> {
        let mut found = Vec::new();
        for start in (0..self.chars.len()).filter(|&at| !self.splits_word(at)) {
            // The phrases that start with what was read so far.
            let mut open = phrases.sorted.as_slice();
            for (length, c) in self.chars[start..].iter().enumerate() {
                let from = open.partition_point(|(phrase, _)| phrase.get(length) < Some(&c.folded));
                let to = open.partition_point(|(phrase, _)| phrase.get(length) <= Some(&c.folded));
                open = &open[from..to];
                let end = start + length + 1;
                let whole = open.iter().take_while(|(phrase, _)| phrase.len() == length + 1);
                if !self.splits_word(end) {
                    found.extend(whole.map(|(_, number)| (*number, self.bytes(start..end))));
                }
                if open.is_empty() {
                    break;
                }
            }
        }
        found
    }

    /// Where words stand whose letters and digits, put together, are the wanted ones.
    pub fn find_compact(&self, wanted: &[char]) -> Vec<Range<usize>> {
        let Some(&first) = wanted.first() else { return Vec::new() };
        let starts = self.starts_with(first).filter(|&at| !self.splits_word(at));
        starts.filter_map(|start| Some(start..self.compact_end(start, wanted)?)).collect()
    }

    /// Where letters and digits stand that, put together, are the wanted ones, with no digit right before or after: letters
    /// may be, of another office.
    pub fn find_number(&self, wanted: &[char]) -> Vec<Range<usize>> {
        let Some(&first) = wanted.first() else { return Vec::new() };
        let ends = self
            .starts_with(first)
            .filter(|&at| if first.is_numeric() { !self.is_digit_before(at) } else { !self.splits_word(at) })
            .filter_map(|start| Some(start..self.compact_reach(start, wanted)?));
        ends.filter(|range| !self.is_digit(range.end)).collect()
    }

    fn is_digit(&self, at: usize) -> bool {
        self.chars.get(at).is_some_and(|c| c.folded.is_numeric())
    }

    fn is_digit_before(&self, at: usize) -> bool {
        at > 0 && self.is_digit(at - 1)
    }

    /// Where words, and digits after no digit, begin with this.
    fn starts_with(&self, first: char) -> impl Iterator<Item = usize> {
        let starts = self.starts.get_or_init(|| {
            let mut starts: BTreeMap<char, Vec<usize>> = BTreeMap::new();
            for (at, c) in self.chars.iter().enumerate() {
                if !self.splits_word(at) || (c.folded.is_numeric() && !self.is_digit_before(at)) {
                    starts.entry(c.folded).or_default().push(at);
                }
            }
            starts
        });
        starts.get(&first).into_iter().flatten().copied()
    }

    fn compact_end(&self, start: usize, wanted: &[char]) -> Option<usize> {
        self.compact_reach(start, wanted).filter(|&end| !self.splits_word(end))
    }

    fn compact_reach(&self, start: usize, wanted: &[char]) -> Option<usize> {
        let mut at = start;
        let mut gap = 0;
        let mut wanted = wanted.iter();
        let mut next = wanted.next();
        while let Some(&c) = next {
            let here = self.chars.get(at)?.folded;
            if here.is_alphanumeric() {
                if here != c {
                    return None;
                }
                next = wanted.next();
                gap = 0;
            } else {
                gap += 1;
                if gap > MAX_GAP || here == '\n' {
                    return None;
                }
            }
            at += 1;
        }
        Some(at)
    }

    /// Whether a word goes on over this place. Scripts that set no spaces between words, or write what belongs to a word
    /// right after it, have no such places.
    fn splits_word(&self, at: usize) -> bool {
        let is_word =
            |at: usize| self.chars.get(at).is_some_and(|c| c.folded.is_alphanumeric() && !runs_on(c.folded));
        at > 0 && is_word(at - 1) && is_word(at)
    }

    /// Whether any letter from here to there is a small one.
    pub fn has_small(&self, range: Range<usize>) -> bool {
        self.chars[range].iter().any(|c| c.folded.is_alphabetic() && !c.capital)
    }

    /// All words, as characters.
    pub fn words(&self) -> impl Iterator<Item = Range<usize>> {
        let is_word = |at: usize| self.chars.get(at).is_some_and(|c| c.folded.is_alphanumeric());
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = (at..self.chars.len()).find(|&at| is_word(at))?;
            at = (start..=self.chars.len()).find(|&at| !is_word(at))?;
            Some(start..at)
        })
    }

    /// Characters -> bytes.
    pub fn bytes(&self, range: Range<usize>) -> Range<usize> {
        self.chars[range.start].start..self.chars[range.end - 1].end
    }

    pub fn is_capital(&self, at: usize) -> bool {
        self.chars[at].capital
    }

    /// The characters of the word before `at` and what stands between.
    pub fn word_before(&self, at: usize) -> (Range<usize>, String) {
        let word = |at: &usize| self.chars[*at].folded.is_alphanumeric();
        let end = (0..at).rev().find(word).map_or(0, |last| last + 1);
        let start = (0..end).rev().take_while(word).last().unwrap_or(end);
        (start..end, self.text(end..at))
    }

    /// What stands after `at` before the next word, and the characters of that word.
    pub fn word_after(&self, at: usize) -> (String, Range<usize>) {
        let word = |at: &usize| self.chars[*at].folded.is_alphanumeric();
        let start = (at..self.chars.len()).find(word).unwrap_or(self.chars.len());
        let end = (start..self.chars.len()).take_while(word).last().map_or(start, |last| last + 1);
        (self.text(at..start), start..end)
    }

    pub fn text(&self, range: Range<usize>) -> String {
        self.chars[range].iter().map(|c| c.folded).collect()
    }

    /// All characters as they are compared.
    pub fn all(&self) -> impl Iterator<Item = char> {
        self.chars.iter().map(|c| c.folded)
    }
}

#[cfg(test)]
mod tests {
    use super::{Folded, Phrases};

    fn phrase(text: &str, phrase: &str) -> Vec<String> {
        let found = Folded::new(text).find_phrases(&Phrases::new([phrase]));
        found.into_iter().map(|(_, range)| text[range].to_owned()).collect()
    }

    #[test]
    fn phrases_are_found_on_word_borders() {
        assert_eq!(phrase("Rivera, RIVERA and Riveras", "rivera"), ["Rivera", "RIVERA"]);
        assert_eq!(phrase("Dr.  José O’Neil’s report", "dr. jose o'neil"), ["Dr.  José O’Neil"]);
        assert_eq!(phrase("Jose\u{301}.", "José"), ["Jose\u{301}"]);
        assert_eq!(phrase("one\n\ntwo", "one two"), [""; 0]);
        assert_eq!(phrase("a (b) c", "(b)"), ["(b)"]);
        assert_eq!(phrase("a", ""), [""; 0]);
    }

    #[test]
    fn of_phrases_that_start_alike_each_is_found() {
        let phrases = Phrases::new(["Dr. Fox", "dr", "Dr. Fox Jr", "Fox", "dr. fox"]);
        let mut found: Vec<usize> = Folded::new("Dr. Fox, M.D.")
            .find_phrases(&phrases)
            .into_iter()
            .map(|(number, _)| number)
            .collect();
        found.sort_unstable();
        assert_eq!(found, [0, 1, 3, 4]);
    }

    #[test]
    fn numbers_are_found_with_and_without_punctuation() {
        let count = |text: &str| Folded::new(text).find_compact(&Folded::new("00-ABC-0123").compact()).len();
        for text in ["00-ABC-0123", "(00abc0123)", "00 ABC 0123.", "00–abc–0123"] {
            assert_eq!(count(text), 1, "{text}");
        }
        for text in ["100-ABC-0123", "00-ABC-01234", "00-ABC\n0123", "00-ABC-"] {
            assert_eq!(count(text), 0, "{text}");
        }
    }
}
