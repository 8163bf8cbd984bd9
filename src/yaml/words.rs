//! Names and texts in the words of findings.

use std::borrow::Cow;

/// The known name most like `name`, if one is like it.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > 64 {
        return None;
    }
    let plain = |text: &str| text.to_lowercase().replace(['-', ' '], "_");
    let name = plain(name);
    known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&name, &plain(candidate)), candidate))
        .filter(|&(likeness, candidate)| {
            likeness >= 0.86 || strsim::damerau_levenshtein(&name, &plain(candidate)) * 3 <= candidate.len()
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// A key or choice in the American spelling: `header_grey` -> `header_gray`.
pub(super) fn american_spelling(word: &str) -> Cow<'_, str> {
    let pairs = [("centre", "center"), ("colour", "color"), ("grey", "gray")];
    if !word.split('_').any(|part| pairs.iter().any(|(british, _)| part == *british)) {
        return Cow::Borrowed(word);
    }
    let american = |part| pairs.iter().find(|(british, _)| part == *british).map_or(part, |pair| pair.1);
    Cow::Owned(word.split('_').map(american).collect::<Vec<_>>().join("_"))
}

/// The first 40 characters of what was typed, those that cannot be seen as U+FFFD.
pub fn brief(typed: &str) -> String {
    let mut brief: String = typed.chars().take(40).map(visible).collect();
    if typed.chars().nth(40).is_some() {
        brief.push('…');
    }
    brief
}

/// The character, or U+FFFD for one that cannot be seen.
pub fn visible(c: char) -> char {
    let unseen =
        matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
    if c.is_control() || unseen { '\u{FFFD}' } else { c }
}

/// The known name that a text is one slip away from, two where it is long; none where it is known itself, in
/// capitals or not.
pub fn misspelling_of<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if text.len() > 64 {
        return None;
    }
    let text = text.to_lowercase();
    let length = text.chars().count();
    let allowed = if length < 9 { 1 } else { 2 };
    let mut near: Option<(usize, &str)> = None;
    for name in known {
        // Every slip changes the length by one at most, and comparing takes long.
        if name.chars().count().abs_diff(length) > allowed {
            continue;
        }
        let known = name.to_lowercase();
        if known == text {
            return None;
        }
        let slips = strsim::damerau_levenshtein(&text, &known);
        if slips <= allowed && near.is_none_or(|(least, _)| slips < least) {
            near = Some((slips, name));
        }
    }
    near.map(|(_, name)| name)
}

/// The one known name that a text can only stand for: the same but for capitals, hyphens and spaces, or one slip away,
/// two where it is long, and no other name as near.
pub fn only_meant<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if text.len() > 64 {
        return None;
    }
    let plain = |text: &str| text.to_lowercase().replace(['-', ' '], "_");
    let text = plain(text);
    let allowed = if text.chars().count() < 9 { 1 } else { 2 };
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&text, &plain(name)), name))
        .filter(|&(slips, _)| slips <= allowed)
        .collect();
    near.sort_by_key(|&(slips, _)| slips);
    match near[..] {
        [(_, only)] => Some(only),
        [(0, same), (1.., _), ..] => Some(same),
        _ => None,
    }
}
