//! The forms of case numbers. A form is told by an example: each digit stands for any digit, all else for itself.

use crate::diag::{Finding, codes};
use crate::yaml::{brief, visible};

/// The form where a wording asks for no other.
pub(super) const USUAL: &str = "CM14-0012345";

/// What a form may be told by, and names files: capital letters, digits, and hyphens between them.
pub(super) fn is_plain(number: &str) -> bool {
    let sign = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit();
    (4..=24).contains(&number.len())
        && number.bytes().all(|b| sign(b) || b == b'-')
        && number.bytes().filter(u8::is_ascii_digit).count() >= 4
        && number.split('-').all(|part| !part.is_empty())
        // Of digits alone YAML makes a number, and of `1E1234` too.
        && (number.contains('-') || number.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// Whether a number has the form of an example.
pub(super) fn is_like(number: &str, example: &str) -> bool {
    number.len() == example.len()
        && number.bytes().zip(example.bytes()).all(|(typed, like)| match like {
            b'0'..=b'9' => typed.is_ascii_digit(),
            other => typed == other,
        })
}

/// The pattern of a form, for JSON Schema.
pub(super) fn pattern(example: &str) -> String {
    let mut pattern = String::from("^");
    for (is_digit, run) in runs(example) {
        match is_digit {
            true => pattern.push_str(&format!("[0-9]{{{}}}", run.len())),
            false => pattern.push_str(run),
        }
    }
    pattern + "$"
}

/// A case number of any form, as [`is_plain`].
pub(super) fn any(_: &str, typed: &str, _: &str) -> Result<(), Finding> {
    if is_plain(typed) { Ok(()) } else { Err(not_of(typed, USUAL)) }
}

/// A case number of the form of an example: it names files, so nothing else passes.
pub(super) fn of_form(_: &str, typed: &str, example: &str) -> Result<(), Finding> {
    if is_like(typed, example) { Ok(()) } else { Err(not_of(typed, example)) }
}

fn not_of(typed: &str, example: &str) -> Finding {
    let finding = Finding::new(
        &codes::record::BAD_CASE_NUMBER,
        format!("`{}` is not a case number: {}", brief(typed), in_words(example)),
    );
    let stranger = typed.chars().find(|c| !c.is_ascii());
    let finding = match stranger {
        Some(c) => {
            let finding = finding.labelled(format!(
                "`{}` (U+{:04X}) is not what it looks like",
                visible(c),
                u32::from(c)
            ));
            match looks_like(c) {
                Some(plain) => finding.hint(format!("type a plain `{plain}` in its place")),
                None => finding.hint("type the number again instead of copying it"),
            }
        }
        None if typed.contains(['/', '\\', '.']) => finding
            .labelled("the case number names the letter's files")
            .hint("slashes and dots are never part of it"),
        None => finding.labelled(format!("such as {example}")),
    };
    let plain: String = typed
        .chars()
        .map(|c| looks_like(c).unwrap_or(c))
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let known = typed.chars().all(|c| c.is_ascii() || looks_like(c).is_some());
    match hyphened(&plain, example) {
        Some(number) if stranger.is_none() => finding.hint(format!("did you mean `{number}`?")).fix(number),
        Some(number) if known => finding.fix(number),
        _ => finding,
    }
}

/// `CM, two digits, a hyphen, seven digits`
fn in_words(example: &str) -> String {
    const NUMBERS: [&str; 10] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let parts = runs(example).into_iter().flat_map(|(is_digit, run)| {
        let number = NUMBERS.get(run.len()).map_or_else(|| run.len().to_string(), |word| (*word).to_owned());
        match (is_digit, run.len()) {
            (true, 1) => vec![format!("{number} digit")],
            (true, _) => vec![format!("{number} digits")],
            (false, _) => {
                let between = run.split('-').map(str::to_owned);
                let mut parts: Vec<String> = Vec::new();
                for (at, letters) in between.enumerate() {
                    if at > 0 {
                        parts.push("a hyphen".to_owned());
                    }
                    if !letters.is_empty() {
                        parts.push(letters);
                    }
                }
                parts
            }
        }
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// Digits and what stands between them, in turn, and which of the two each is.
fn runs(example: &str) -> Vec<(bool, &str)> {
    let mut runs: Vec<(bool, &str)> = Vec::new();
    let mut start = 0;
    for (at, c) in example.char_indices().skip(1).chain([(example.len(), ' ')]) {
        let is_digit = example.as_bytes().get(start).is_some_and(u8::is_ascii_digit);
        if at == example.len() || c.is_ascii_digit() != is_digit {
            runs.push((is_digit, &example[start..at]));
            start = at;
        }
    }
    runs
}

/// The case number that letters and digits spell with the hyphens of the form in their places.
fn hyphened(plain: &str, example: &str) -> Option<String> {
    let mut signs = plain.chars().filter(|c| *c != '-');
    let number: String = example
        .chars()
        .map(|like| if like == '-' { Some('-') } else { signs.next() })
        .collect::<Option<_>>()?;
    (signs.next().is_none() && is_like(&number, example)).then_some(number)
}

/// The plain character that another one is taken for.
fn looks_like(c: char) -> Option<char> {
    match c {
        'С' | 'Ϲ' | 'Ⅽ' | 'Ｃ' => Some('C'),
        'М' | 'Μ' | 'Ⅿ' | 'Ｍ' => Some('M'),
        'О' | 'Ο' | '０' => Some('0'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '－' | '\u{AD}' => Some('-'),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        '٠'..='٩' => char::from_digit(u32::from(c) - u32::from('٠'), 10),
        '۰'..='۹' => char::from_digit(u32::from(c) - u32::from('۰'), 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{hyphened, in_words, is_like, is_plain, pattern};

    #[test]
    fn a_form_is_told_by_an_example() {
        assert_eq!(in_words("CM14-0012345"), "CM, two digits, a hyphen, seven digits");
        assert_eq!(in_words("MN21-12345"), "MN, two digits, a hyphen, five digits");
        assert_eq!(in_words("2021-HP-000123"), "four digits, a hyphen, HP, a hyphen, six digits");
        assert_eq!(pattern("MN21-12345"), "^MN[0-9]{2}-[0-9]{5}$");
        assert!(is_like("MN99-00000", "MN21-12345") && !is_like("MN99-000000", "MN21-12345"));
        assert_eq!(hyphened("MN2112345", "MN21-12345").as_deref(), Some("MN21-12345"));
        assert_eq!(hyphened("MN21123456", "MN21-12345"), None);
    }

    #[test]
    fn a_case_number_names_files() {
        for number in ["CM14-0012345", "MN21-12345", "2021-HP-000123", "X1234"] {
            assert!(is_plain(number), "{number}");
        }
        for number in [
            "",
            "CON",
            "COM1",
            "12345678",
            "1E1234",
            "-1234",
            "1234-",
            "12--34",
            "cm14-0012345",
            "A/1234",
            "A.1234",
            "A 1234",
        ] {
            assert!(!is_plain(number), "{number}");
        }
    }
}
