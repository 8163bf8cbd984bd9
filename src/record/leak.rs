//! Whether a text says what may not be published.

use std::ops::Range;

use super::folded::{Folded, Phrases};
use super::ordinary::{Ordinary, how_ordinary};
use super::protected::{Form, Protected, TITLES, is_in, of_record};
use super::types::CaseRecord;
use crate::diag::{Finding, Sink, codes};

/// More findings than this about one record help nobody.
const MAX_FINDINGS: usize = 100;

/// A protected value in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// What it is, in the words of a finding.
    pub what: String,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Whether nothing else can be meant; else a person has to look.
    pub certain: bool,
}

impl Leak {
    /// The finding, without its place.
    pub fn finding(&self, text: &str) -> Finding {
        let said = text.get(self.range.clone()).unwrap_or_default().split_whitespace().collect::<Vec<_>>();
        let said = said.join(" ");
        if self.certain {
            let message = format!("`{said}` would be published: it is {}", self.what);
            return Finding::new(&codes::rule::LEAK, message);
        }
        Finding::new(&codes::rule::LEAK, format!("`{said}` may be {}, or an ordinary word", self.what))
            .as_warning()
    }
}

/// Holds the texts of the public edition, what `redact` names aside, against all that may not be published:
/// `rule/leak`, as errors in the sink.
pub fn check_public(record: &CaseRecord, sink: &mut Sink) {
    let protected = of_record(record);
    let redaction = record.redaction();
    let mut left = MAX_FINDINGS;
    for text in record.determination_texts() {
        let mut folded = Folded::new(&text.value);
        folded.mask(&redaction.ranges(&text.value));
        let mut leaks = patterns(&folded);
        // Virginia is a state here, whoever else is called so.
        let whole = text.path.starts_with("reviewer") && text.path.contains("/licensed_in/");
        for value in protected.iter().filter(|value| !whole || value.form == Form::Whole) {
            leaks.extend(find(&folded, value));
        }
        let allowed = record.allowed_in(&folded);
        let settled =
            |leak: &Leak| !leak.certain && allowed.iter().any(|allowed| covers(allowed, &leak.range));
        leaks.retain(|leak| !settled(leak));
        for leak in apart(leaks).into_iter().take(left) {
            left -= 1;
            let place = record.place_in(&text, &leak.range);
            let finding =
                leak.finding(&text.value).at(place).labelled("this would be published").hint(
                    "say it without, or add it to `redact:`, which the public edition shows as [redacted]",
                );
            sink.report(match leak.certain {
                true => finding,
                false => finding.hint("where it is only a word, say so: `public: allow:` with a reason"),
            });
        }
    }
}

fn covers(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

impl CaseRecord {
    /// Where words stand that someone has looked at and lets stand.
    fn allowed_in(&self, text: &Folded) -> Vec<Range<usize>> {
        let allowed = self.public.iter().flat_map(|public| &public.allow).map(|allowed| &*allowed.text);
        text.find_phrases(&Phrases::new(allowed)).into_iter().map(|(_, range)| range).collect()
    }

    /// The protected values of this record in a finished text, such as the public edition's Markdown. Words and
    /// numbers that may have another meaning, and be a template's own, were looked for in the record's texts.
    pub fn leaks_in(&self, text: &str) -> Vec<Leak> {
        let folded = Folded::new(text);
        let sure = |value: &Protected| matches!(value.form, Form::Whole | Form::Organization);
        let values = of_record(self).into_iter().filter(sure);
        apart(values.flat_map(|value| find(&folded, &value)).collect())
    }
}

/// The first and longest of leaks that stand over each other; where one of them is certain, no other hides it.
fn apart(leaks: Vec<Leak>) -> Vec<Leak> {
    let (mut certain, mut doubtful): (Vec<Leak>, Vec<Leak>) =
        leaks.into_iter().partition(|leak| leak.certain);
    let longest_first = |leaks: &mut Vec<Leak>| {
        leaks.sort_by_key(|leak| (leak.range.start, usize::MAX - leak.range.end));
        let mut end = 0;
        leaks.retain(|leak| {
            let kept = leak.range.start >= end;
            end = end.max(leak.range.end);
            kept
        });
    };
    longest_first(&mut certain);
    let over =
        |one: &Leak, other: &Leak| one.range.start < other.range.end && other.range.start < one.range.end;
    doubtful.retain(|leak| {
        let first = certain.partition_point(|certain| certain.range.end <= leak.range.start);
        certain.get(first).is_none_or(|certain| !over(certain, leak))
    });
    longest_first(&mut doubtful);
    certain.append(&mut doubtful);
    certain.sort_by_key(|leak| leak.range.start);
    certain
}

fn find(text: &Folded, value: &Protected) -> Vec<Leak> {
    let found = text.find_compact(&value.compact).into_iter();
    let judged = found.filter_map(|word| {
        let certain = how_certain(text, &word, value)?;
        Some(Leak { what: value.what.clone(), range: text.bytes(word), certain })
    });
    judged.collect()
}

/// Whether a word names the party for certain, or only may; none where something else is meant.
fn how_certain(text: &Folded, word: &Range<usize>, value: &Protected) -> Option<bool> {
    let capital = text.is_capital(word.start);
    if value.form == Form::Whole || (value.form == Form::Organization && capital) {
        return Some(true);
    }
    if titled(text, word) || beside_initial(text, word, &value.initials) {
        return Some(true);
    }
    // `(Airaksinen, 2006)` in a guideline is its author.
    if value.form != Form::ShortWord && is_cited(text, word) {
        return Some(false);
    }
    match value.form {
        Form::Whole | Form::Organization => None,
        Form::Name => Some(true),
        Form::NameOfSign if names_a_sign(text, word) => None,
        Form::NameOfSign => Some(capital),
        Form::SeldomWord => Some(capital && in_a_sentence(text, word)),
        Form::CommonWord => {
            (capital && !in_a_heading(text, word) && !is_numbered(text, word)).then_some(false)
        }
        // `An` and `Do` begin sentences.
        Form::ShortWord if word.len() < 3 && is_frequent(text, word) => None,
        Form::ShortWord => (capital && !in_a_heading(text, word) && !of_a_date(text, word)).then_some(false),
    }
}

fn is_frequent(text: &Folded, word: &Range<usize>) -> bool {
    how_ordinary(&text.text(word.clone())) == Ordinary::Frequent
}

/// Whether a work of an author is named: a year or `et al` follows.
fn is_cited(text: &Folded, word: &Range<usize>) -> bool {
    let (between, after) = text.word_after(word.end);
    let next = text.text(after);
    let is_year = next.len() == 4
        && ["19", "20"].iter().any(|century| next.starts_with(century))
        && next.parse::<u32>().is_ok();
    matches!(between.as_str(), " " | ", " | " (") && (is_year || next == "et")
}

fn titled(text: &Folded, word: &Range<usize>) -> bool {
    let (before, between) = text.word_before(word.start);
    is_in(&text.text(before), TITLES) && matches!(between.as_str(), " " | ". " | ".")
}

/// Whether an initial of the party's other names stands before or behind: `F. Last`, `First L.`
fn beside_initial(text: &Folded, word: &Range<usize>, initials: &[char]) -> bool {
    let is_initial = |range: Range<usize>| {
        range.len() == 1
            && text.is_capital(range.start)
            && text.text(range).chars().next().is_some_and(|c| initials.contains(&c))
    };
    if !text.is_capital(word.start) {
        return false;
    }
    let (before, between_before) = text.word_before(word.start);
    let (between_after, after) = text.word_after(word.end);
    (matches!(between_before.as_str(), " " | ". " | ".") && is_initial(before))
        || (matches!(between_after.as_str(), " " | ", ") && is_initial(after))
}

/// Whether neither the start of a sentence nor a heading asks for the capital.
fn in_a_sentence(text: &Folded, word: &Range<usize>) -> bool {
    let (before, between) = text.word_before(word.start);
    !before.is_empty()
        && !in_a_heading(text, word)
        && matches!(between.as_str(), " " | ", " | " (" | "'" | "; " | " - ")
}

/// Whether the words around have capitals as well, so that a heading or a text all in capitals asks for this one; a word
/// all in capitals among others that are not stands out.
fn in_a_heading(text: &Folded, word: &Range<usize>) -> bool {
    let (before, between) = text.word_before(word.start);
    let (between_after, after) = text.word_after(word.end);
    let joined = |between: &str| matches!(between, " " | "-" | "/" | " & ");
    let stands_out = word.len() > 2 && !text.has_small(word.clone());
    let as_well = |other: Range<usize>| {
        !other.is_empty() && text.is_capital(other.start) && !(stands_out && text.has_small(other.clone()))
    };
    (joined(&between) && as_well(before))
        || (joined(&between_after) && as_well(after))
        || between_after == "-"
}

/// Whether a number follows: `Page 12`.
fn is_numbered(text: &Folded, word: &Range<usize>) -> bool {
    let (between, after) = text.word_after(word.end);
    between == " " && text.text(after).starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a month or a day is meant: `in May`, `May 2014`.
fn of_a_date(text: &Folded, word: &Range<usize>) -> bool {
    let (before, _) = text.word_before(word.start);
    let (_, after) = text.word_after(word.end);
    let number = |range: Range<usize>| text.text(range).starts_with(|c: char| c.is_ascii_digit());
    number(after)
        || number(before.clone())
        || is_in(&text.text(before), "in of since by until from to on and")
}

/// Whether one of the next words says that a test or a scale is meant: `Neer and Hawkins signs`.
fn names_a_sign(text: &Folded, word: &Range<usize>) -> bool {
    let mut at = word.end;
    for _ in 0..5 {
        let (between, next) = text.word_after(at);
        if next.is_empty() || between.contains(['.', ';', '\n']) {
            return false;
        }
        let next_word = text.text(next.clone());
        let signs = "test tests testing sign signs maneuver manoeuvre cyst score scale scales index inventory grade angle node nodes";
        if is_in(&next_word, signs) {
            return true;
        }
        at = next.end;
    }
    false
}

/// What looks like a phone number, an e-mail address or a social security number, whoever's it is.
fn patterns(text: &Folded) -> Vec<Leak> {
    let all = text.text(0..text.len());
    let chars: Vec<char> = all.chars().collect();
    let mut leaks = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let starts =
            at == 0 || !(chars[at - 1].is_alphanumeric() || matches!(chars[at - 1], '-' | '.' | '/'));
        let rest = &chars[at..];
        let found = if starts { number(rest).or_else(|| mail(rest)) } else { mail(rest) };
        match found {
            Some((what, len)) => {
                leaks.push(Leak { what: what.to_owned(), range: text.bytes(at..at + len), certain: true });
                at += len;
            }
            None => at += 1,
        }
    }
    leaks
}

/// A North American phone number, with or without area code, or a social security number, at the start.
fn number(text: &[char]) -> Option<(&'static str, usize)> {
    const PHONE: &str = "what looks like a phone number";
    let forms = [
        ("(NDD) NDD-DDDD", PHONE),
        ("(NDD)NDD-DDDD", PHONE),
        ("NDD-NDD-DDDD", PHONE),
        ("NDD.NDD.DDDD", PHONE),
        ("NDD NDD DDDD", PHONE),
        ("NDD/NDD-DDDD", PHONE),
        ("NDD NDD-DDDD", PHONE),
        ("NDDNDDDDDD", PHONE),
        ("NDD-DDDD", PHONE),
        ("DDD-DD-DDDD", "what looks like a social security number"),
        ("DDD DD DDDD", "what looks like a social security number"),
    ];
    forms.into_iter().find_map(|(form, what)| {
        let len = form.len();
        let fits = text.len() >= len
            && form.chars().zip(text).all(|(form, &c)| match form {
                'N' => matches!(c, '2'..='9'),
                'D' => c.is_ascii_digit(),
                other => c == other,
            });
        // A dose may run from 300-3600 mg.
        let dose = form == "NDD-DDDD" && {
            let unit: String = text[len.min(text.len())..]
                .iter()
                .skip_while(|c| **c == ' ')
                .take_while(|c| c.is_alphabetic())
                .collect();
            is_in(&unit, "mg mcg g ml iu unit units meq mme med")
        };
        let ends = text.get(len).is_none_or(|c| !c.is_alphanumeric() && *c != '-' && *c != '/');
        (fits && ends && !dose).then_some((what, len))
    })
}

/// `name@example.com` at the start of a word.
fn mail(text: &[char]) -> Option<(&'static str, usize)> {
    let plain = |c: &&char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let name = text.iter().take_while(plain).count();
    if name == 0 || text.get(name) != Some(&'@') {
        return None;
    }
    let host = text[name + 1..].iter().take_while(plain).count();
    let host: String = text[name + 1..name + 1 + host].iter().collect();
    let host = host.trim_end_matches(['.', '-']);
    host.contains('.').then_some(("what looks like an e-mail address", name + 1 + host.chars().count()))
}
