//! What the files below `templates/` are.

use crate::template::BUILT_IN;

/// What a file below `templates/` is, by its path.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The template of a wording.
    Wording,
    /// A template that others include.
    Part,
    /// The template of a paper beside the letter.
    Paper,
    Style,
    /// Who sends the letters.
    Office,
    /// The fields that the organization adds to records.
    Contract,
    Font,
    /// The logo.
    Picture,
    /// Read by people only.
    Notes,
}

/// What a path below `templates/` names; none where no file has it.
pub(super) fn kind(path: &str) -> Option<Kind> {
    let plain = |name: &str| {
        !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_'))
    };
    match path.split('/').collect::<Vec<_>>()[..] {
        ["README.md"] => Some(Kind::Notes),
        // Lists name fonts, a line each.
        ["fonts", name] if name.chars().any(|c| c.is_control() || c == '\\') => None,
        ["fonts", name] if name.ends_with(".ttf") || name.ends_with(".otf") || name.ends_with(".ttc") => {
            Some(Kind::Font)
        }
        ["fonts", _] => Some(Kind::Notes),
        ["papers", name] => name.strip_suffix(".md").is_some_and(plain).then_some(Kind::Paper),
        ["parts", name] => name.strip_suffix(".md").is_some_and(plain).then_some(Kind::Part),
        ["office.yaml"] => Some(Kind::Office),
        ["contract.yaml"] => Some(Kind::Contract),
        [name] if [".png", ".svg"].iter().any(|ending| name.strip_suffix(ending).is_some_and(plain)) => {
            Some(Kind::Picture)
        }
        [name] if name.strip_suffix(".md").is_some_and(plain) => Some(Kind::Wording),
        [name] if name.strip_suffix(".yaml").is_some_and(plain) => Some(Kind::Style),
        _ => None,
    }
}

/// Whether a path is one that `Assets::made_with` gives.
pub fn is_made_with(path: &str) -> bool {
    let path = path.strip_prefix(BUILT_IN).unwrap_or(path);
    kind(path).is_some_and(|kind| kind != Kind::Notes)
}
