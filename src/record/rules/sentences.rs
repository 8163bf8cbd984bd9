//! Sentences of a rationale.

/// The sentences of a paragraph, without their closing marks. A full stop ends one where a space and a
/// capital, digit or quote follow, so `No. 3` is cut in two: nothing here minds.
pub(super) fn sentences(paragraph: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in paragraph.char_indices() {
        if !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let rest = &paragraph[at + 1..];
        let next = rest.trim_start_matches([' ', '"', '\u{201D}', ')']);
        if rest.is_empty() || (next.len() < rest.len() && !next.starts_with(|c: char| c.is_lowercase())) {
            found.push(paragraph[start..at].trim());
            start = at + 1;
        }
    }
    found.push(paragraph[start..].trim());
    found.retain(|sentence| sentence.chars().any(char::is_alphanumeric));
    found
}

/// The words of a sentence in small letters, without marks.
pub(super) fn words(sentence: &str) -> Vec<String> {
    let parts = sentence.split(|c: char| !(c.is_alphanumeric() || c == '\''));
    parts.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn a_full_stop_inside_a_number_or_before_a_small_letter_ends_nothing() {
        assert_eq!(
            sentences("Take 2.5 mg, e.g. daily. Then stop."),
            ["Take 2.5 mg, e.g. daily", "Then stop"]
        );
        assert_eq!(sentences("One"), ["One"]);
    }
}
