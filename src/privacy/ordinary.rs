//! Which words are ordinary English: where a party is called like one, the word alone does not name the party.
//!
//! The lists are those of SCOWL (Kevin Atkinson; `words/COPYRIGHT`): its levels 10 and 20, and its level 35.

/// How ordinary a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ordinary {
    /// In no list: as a word it is a name.
    No,
    /// A word that few letters use.
    Seldom,
    /// A word of any text.
    Frequent,
}

const FREQUENT: &str = include_str!("words/frequent.txt");
const FURTHER: &str = include_str!("words/further.txt");

/// How ordinary a word in small letters is, in whichever form: `burns` as `burn` is.
pub(super) fn how_ordinary(word: &str) -> Ordinary {
    let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2);
    let forms = || std::iter::once(word).chain(stem);
    if forms().any(|form| is_listed(form, FREQUENT)) {
        Ordinary::Frequent
    } else if forms().any(|form| is_listed(form, FURTHER)) {
        Ordinary::Seldom
    } else {
        Ordinary::No
    }
}

/// Whether a sorted list, a word a line, has a word.
fn is_listed(word: &str, list: &str) -> bool {
    let (mut from, mut to) = (0, list.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let start = list[from..middle].rfind('\n').map_or(from, |at| from + at + 1);
        let end = list[middle..].find('\n').map_or(list.len(), |at| middle + at);
        match word.cmp(&list[start..end]) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => to = start,
            std::cmp::Ordering::Greater => from = end + 1,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_lists_is_found_and_no_other() {
        for list in [FREQUENT, FURTHER] {
            assert!(list.lines().is_sorted(), "the list is sorted");
            assert!(list.lines().all(|word| is_listed(word, list)));
        }
        assert_eq!(how_ordinary("pain"), Ordinary::Frequent);
        assert_eq!(how_ordinary("burns"), Ordinary::Frequent);
        assert_eq!(how_ordinary("cannon"), Ordinary::Seldom);
        for name in ["rivera", "gonzalez", "", "a", "zzz", "nguyen"] {
            assert_eq!(how_ordinary(name), Ordinary::No, "{name}");
        }
    }
}
