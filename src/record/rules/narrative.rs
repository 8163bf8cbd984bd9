//! Whether the narrative gives the date of injury that the record gives.

use std::ops::Range;

use super::super::text::Paragraphs;
use super::super::values::Day;
use crate::diag::{Finding, Sink, codes};
use crate::units::Date;
use crate::yaml::{Fields, Spanned};

/// A date next to "date of injury" or "injured on" that is not the record's is a warning; next to
/// "injury of" or "injury on", which may speak of another injury, a note. One letter in 194 carries two.
pub(super) fn injury_date(record: Fields<'_>, sink: &mut Sink) {
    let Some(injury) = record.get::<Day>("date_of_injury") else { return };
    let summary = record.get::<Paragraphs>("clinical_summary");
    let rationales = record.each("decisions").filter_map(|decision| decision.get::<Paragraphs>("rationale"));
    for Spanned { value, span } in summary.into_iter().chain(rationales) {
        let text = value.joined();
        for (found, date, sure) in mentions(&text) {
            if date == **injury {
                continue;
            }
            let message =
                format!("the narrative gives {date} as date of injury, but the record {}", injury.value);
            let finding = if sure {
                Finding::new(&codes::rule::NARRATIVE_DATE, message)
            } else {
                Finding::new(&codes::rule::NARRATIVE_INJURY, message)
            };
            sink.report(
                finding
                    .at(record.part(span, &text, &found))
                    .labelled(format!("{date} here"))
                    .related(record.place(injury.span), format!("but {} here", injury.value))
                    .hint(
                        "check both against the case file; another injury is better called by another name",
                    ),
            );
        }
    }
}

/// Dates that are said to be the injury's: their bytes in the text, and whether that is sure.
fn mentions(joined: &str) -> Vec<(Range<usize>, Date, bool)> {
    let lower = joined.to_ascii_lowercase();
    let mut found = Vec::new();
    for (phrase, sure) in [("date of injury", true), ("injured", true), ("injury", false)] {
        for (at, _) in lower.match_indices(phrase) {
            let before =
                lower[..at].trim_end_matches([' ', '-']).rsplit([' ', '\n', '(']).next().unwrap_or_default();
            let other = [
                "re",
                "prior",
                "previous",
                "previously",
                "other",
                "another",
                "second",
                "third",
                "first",
                "new",
                "old",
                "earlier",
                "later",
                "different",
                "also",
                "again",
                "subsequent",
                "separate",
                "of",
            ];
            if other.contains(&before) || lower[..at].ends_with(|c: char| c.is_alphanumeric()) {
                continue;
            }
            let rest = &joined[at + phrase.len()..];
            let skip = match phrase {
                "date of injury" => {
                    filler(rest, &["is", "was", "of", "on", "as", "listed", "reported", "doi"], false)
                }
                "injured" => filler(rest, &["at", "work", "while", "working", "in", "a", "the"], true),
                _ => filler(rest, &[], true),
            };
            let Some(skip) = skip else { continue };
            let start = at + phrase.len() + skip;
            let Some((date, len)) = date_at(&joined[start..]) else { continue };
            let after = joined[start + len..].trim_start();
            let range =
                ["to ", "through", "- ", "–", "and ", "thru"].iter().any(|word| after.starts_with(word));
            if !range {
                found.push((start..start + len, date, sure));
            }
        }
    }
    found
}

/// How many bytes of filler stand before a date. With `on`, the last word before it is on or of.
fn filler(rest: &str, words: &[&str], on: bool) -> Option<usize> {
    let mut at = 0;
    let mut last = "";
    for _ in 0..6 {
        at += rest[at..].len() - rest[at..].trim_start_matches([' ', ':', ',', '(', ')']).len();
        let word =
            &rest[at..][..rest[at..].find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest[at..].len())];
        let word_lower = word.to_ascii_lowercase();
        let known = words.contains(&word_lower.as_str()) || (on && matches!(word, "on" | "of"));
        if !known {
            return (!on || matches!(last, "on" | "of")).then_some(at);
        }
        last = word;
        at += word.len();
    }
    None
}

/// A whole date at the start of a text and its length: `10/13/2016`, `10-13-16`, `2016-10-13`,
/// `October 13, 2016`.
fn date_at(text: &str) -> Option<(Date, usize)> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let month = if letters >= 3 {
        let name = text[..3].to_ascii_lowercase();
        Some(MONTHS.iter().position(|month| *month == name)? as i16 + 1)
    } else {
        None
    };
    let mut at = letters;
    let mut numbers = Vec::new();
    let wanted = if month.is_some() { 2 } else { 3 };
    while numbers.len() < wanted {
        let gap = text[at..].bytes().take_while(|b| matches!(b, b' ' | b'.' | b',' | b'/' | b'-')).count();
        let digits = text[at + gap..].bytes().take_while(u8::is_ascii_digit).count();
        let spaced = text[at..at + gap].contains([' ', ',']);
        if digits == 0 || digits > 4 || gap > 2 || (spaced && month.is_none()) || (gap == 0 && at > 0) {
            return None;
        }
        numbers.push((text[at + gap..at + gap + digits].parse::<i16>().ok()?, digits));
        at += gap + digits;
    }
    let (year, month, day) = match (month, &numbers[..]) {
        (Some(month), &[(day, 1 | 2), (year, 4)]) => (year, month, day),
        (None, &[(year, 4), (month, 1 | 2), (day, 1 | 2)]) => (year, month, day),
        (None, &[(month, 1 | 2), (day, 1 | 2), (year, 4)]) => (year, month, day),
        (None, &[(month, 1 | 2), (day, 1 | 2), (year, 2)]) => {
            (if year < 40 { 2000 } else { 1900 } + year, month, day)
        }
        _ => return None,
    };
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some((date, at))
}

#[cfg(test)]
mod tests {
    use super::{date_at, mentions};

    #[test]
    fn dates_as_narratives_write_them() {
        for text in
            ["10/13/2016 x", "10-13-16.", "2016-10-13", "October 13, 2016", "Oct. 13, 2016", "10/13/16, a"]
        {
            assert_eq!(date_at(text).unwrap().0.to_string(), "2016-10-13", "{text}");
        }
        for text in ["13", "10/2016", "October 2016", "", "13/13/2016", "the"] {
            assert!(date_at(text).is_none(), "{text}");
        }
    }

    #[test]
    fn only_the_injury_itself_is_meant() {
        let count = |text: &str| mentions(text).iter().filter(|(.., sure)| *sure).count();
        assert_eq!(count("with a date of injury on 10-20-2016."), 1);
        assert_eq!(count("Date of Injury (DOI): 10/20/2016"), 1);
        assert_eq!(count("who was injured at work on 9/1/2008."), 1);
        assert_eq!(count("a prior date of injury of 9/1/2008"), 0);
        assert_eq!(count("was re-injured on 9/1/2008"), 0);
        assert_eq!(count("injured worker seen on 9/1/2008"), 0);
        assert_eq!(count("date of injury 1/1/2008 through 9/1/2008"), 0);
    }
}
