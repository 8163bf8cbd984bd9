//! Letters of one case -> one record: what one tells and another does not is filled in, and what they tell differently is an
//! error.

use std::collections::BTreeSet;

use super::conflict::{Conflict, agreed};
use super::field_text::FieldText;
use super::merge_mailing::mailings;
use super::stand_in::{Item, eligible_word, outcome_word};
use super::told::{FieldTold, Told};
use super::{Imported, Verdict};
use crate::letter::REDACTED;

/// The record of several letters.
#[derive(Debug)]
pub struct Merged {
    /// Its verdict is the first that is not the same, if there is one.
    pub imported: Imported,
    /// Letters that another one corrects, by their places, each with that one's. The record is not theirs.
    pub corrected: Vec<(usize, usize)>,
}

/// Two letters of a case that do not say the same.
#[derive(Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Their places.
    pub letters: (usize, usize),
    pub field: String,
    pub says: (String, String),
}

/// Merges what letters of one case tell.
///
/// # Errors
/// The first two that contradict each other.
///
/// # Panics
/// Where there are no letters.
pub fn merged(letters: &[Imported]) -> Result<Merged, Box<Contradiction>> {
    let mut corrected = corrected(letters);
    if corrected.len() == letters.len() {
        // Each says that it corrects another: they contradict each other.
        corrected.clear();
    }
    let is_corrected: BTreeSet<usize> = corrected.iter().map(|(letter, _)| *letter).collect();
    let current: Vec<usize> = (0..letters.len()).filter(|number| !is_corrected.contains(number)).collect();
    let (&first, others) = current.split_first().expect("a case has a letter");
    let mut told = letters[first].told.clone();
    for &other in others {
        told = two(&told, &letters[other].told).map_err(|conflict| {
            let with = current.iter().take_while(|number| **number != other);
            let pair = with.into_iter().find_map(|&one| {
                let conflict = two(&letters[one].told, &letters[other].told).err()?;
                Some((one, conflict))
            });
            let (one, Conflict { field, says }) = pair.unwrap_or((first, conflict));
            Box::new(Contradiction { letters: (one, other), field, says })
        })?;
    }
    let verdicts = || current.iter().map(|number| letters[*number].verdict.as_ref());
    let verdict = match verdicts().find(|verdict| !matches!(verdict, Some(Verdict::Same { .. }))) {
        Some(other) => other.cloned(),
        None => {
            let on_lines = verdicts().all(|verdict| verdict == Some(&Verdict::Same { lines: Some(true) }));
            Some(Verdict::Same { lines: Some(on_lines) })
        }
    };
    Ok(Merged { imported: Imported::of(told, verdict), corrected })
}

/// The letters that another one says it corrects, each with that one: those of the day that it names, and those that tell no
/// day of mailing and correct none themselves.
fn corrected(letters: &[Imported]) -> Vec<(usize, usize)> {
    let days: Vec<(usize, String)> = letters
        .iter()
        .enumerate()
        .filter_map(|(number, letter)| Some((number, letter.told.replaces()?.0)))
        .collect();
    let corrected_by = |letter: &Imported| {
        let own = letter.told.replaces().map(|(day, _)| day);
        let mailed = letter.told.mailing.as_ref().and_then(|mailing| mailing.mailed_date.clone());
        let is_later = |day: &String| match (&mailed, &own) {
            (Some(mailed), _) => mailed == day && own.as_ref() != Some(day),
            (None, Some(own)) => own < day,
            (None, None) => true,
        };
        days.iter().find(|(_, day)| is_later(day)).map(|(number, _)| *number)
    };
    letters.iter().enumerate().filter_map(|(number, letter)| Some((number, corrected_by(letter)?))).collect()
}

fn two(one: &Told, other: &Told) -> Result<Told, Conflict> {
    let mut both = one.clone();
    both.from.extend(other.from.iter().filter(|from| !one.from.contains(from)).cloned());
    if one.wording != other.wording {
        return Err(Conflict::new("template", &one.wording, &other.wording));
    }
    if one.items.len() != other.items.len() {
        let count = |told: &Told| told.items.len().to_string();
        return Err(Conflict::new("the number of `decisions`", &count(one), &count(other)));
    }
    let priority = |expedited: &bool| if *expedited { "expedited" } else { "standard" }.to_owned();
    both.expedited = agreed("priority", &one.expedited, &other.expedited, priority)?;
    for (number, kind) in both.items.iter_mut().enumerate() {
        let field = format!("decisions/{number}/outcome");
        *kind = agreed(&field, &one.items[number], &other.items[number], |kind| kind_of(*kind))?;
    }
    for (path, field) in &other.fields {
        if one.field(path).is_none() {
            both.fields.insert(path.clone(), field.clone());
        } else if other.field(path).is_some() {
            let text = text(path, &one.fields[path].text, &field.text)?;
            both.fields.insert(path.clone(), FieldTold { text, separator: field.separator.clone() });
        }
    }
    both.mailing = match (&one.mailing, &other.mailing) {
        (Some(one), Some(other)) => Some(mailings(one, other)?),
        (one, other) => one.clone().or_else(|| other.clone()),
    };
    Ok(both)
}

fn kind_of(kind: usize) -> String {
    let Item { outcome, partial } = Item::ALL[kind];
    let partial = partial.map_or(String::new(), |eligible| format!(", {} eligible", eligible_word(eligible)));
    format!("{}{partial}", outcome_word(outcome))
}

/// A text that two letters tell: the one of which less is in doubt. Spaces and paragraphs are not compared: what lines and
/// pages tell of them differs from file to file.
fn text(path: &str, one: &FieldText, other: &FieldText) -> Result<FieldText, Conflict> {
    let squeezed = |field: &FieldText| field.text.split_whitespace().collect::<String>();
    let (a, b) = (squeezed(one), squeezed(other));
    if a == b {
        return Ok(if other.looks.len() < one.looks.len() { other } else { one }.clone());
    }
    if is_redacted_from(&a, &b) {
        return Ok(other.clone());
    }
    if is_redacted_from(&b, &a) {
        return Ok(one.clone());
    }
    Err(Conflict { field: path.to_owned(), says: different(&one.text, &other.text) })
}

/// Whether a text is what a public edition has of another.
fn is_redacted_from(published: &str, whole: &str) -> bool {
    let parts: Vec<&str> = published.split(REDACTED).collect();
    let [start, parts @ .., end] = &parts[..] else { return false };
    let Some(mut rest) = whole.strip_prefix(*start) else { return false };
    for part in parts {
        let Some(at) = rest.find(*part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(end)
}

/// Words that are shown of a text, from the first that differs.
const SHOWN: usize = 8;

/// Two texts from their first words that differ.
fn different(one: &str, other: &str) -> (String, String) {
    let (a, b): (Vec<&str>, Vec<&str>) =
        (one.split_whitespace().collect(), other.split_whitespace().collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let shown = |words: &[&str]| {
        let end = words.len().min(same + SHOWN);
        let more = if end < words.len() { " …" } else { "" };
        format!("{}{more}", words[same.min(end)..end].join(" "))
    };
    (shown(&a), shown(&b))
}

#[cfg(test)]
mod tests {
    use super::{different, is_redacted_from};

    #[test]
    fn a_public_edition_says_less_of_the_same() {
        for (published, whole, is) in [
            ("Dr.[redacted],asked", "Dr.A.B.,asked", true),
            ("[redacted]of[redacted]", "AofB", true),
            ("[redacted],asked", "A,askedagain", false),
            ("asked", "asked", false),
            ("A[redacted]A", "A", false),
        ] {
            assert_eq!(is_redacted_from(published, whole), is, "{published} {whole}");
        }
    }

    #[test]
    fn texts_are_shown_from_where_they_differ() {
        assert_eq!(different("a b c", "a d"), ("b c".to_owned(), "d".to_owned()));
        assert_eq!(different("a", "a b"), (String::new(), "b".to_owned()));
    }
}
