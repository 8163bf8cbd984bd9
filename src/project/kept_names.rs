//! The names of what mailed letters were made with: each has the SHA-256 of its file.

use super::digest::Digest;
use crate::assets::is_made_with;

/// Below the folder for letters.
pub(super) const MADE_WITH: &str = "made-with";
const LIST_ENDING: &str = "txt";

/// The digest that is part of the name of a kept file, from the folder for letters; none where it is no such name.
pub(super) fn digest_in(name: &str) -> Option<Digest> {
    let inside = name.strip_prefix(MADE_WITH)?.strip_prefix('/')?;
    match inside.strip_suffix(LIST_ENDING).and_then(|list| list.strip_suffix('.')) {
        Some(list) => list.parse().ok(),
        None => path_in_list(inside).map(|(_, digest)| digest),
    }
}

/// The list of a digest, from the folder for letters.
pub(super) fn list_name(digest: Digest) -> String {
    format!("{MADE_WITH}/{digest}.{LIST_ENDING}")
}

/// The kept file of a path below the folder of templates, from the folder for letters.
pub(super) fn file_name(path: &str, digest: Digest) -> String {
    format!("{MADE_WITH}/{}", name_in_list(path, digest))
}

/// `parts/cover.md` as `parts/cover.DIGEST.md`.
pub(super) fn name_in_list(path: &str, digest: Digest) -> String {
    match path.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{digest}.{ending}"),
        None => format!("{path}.{digest}"),
    }
}

/// The path and the digest of the file that a list names so; none where it is no such name.
pub(super) fn path_in_list(name: &str) -> Option<(String, Digest)> {
    let (rest, ending) = name.rsplit_once('.')?;
    let (stem, digest) = rest.rsplit_once('.')?;
    let (path, digest) = (format!("{stem}.{ending}"), digest.parse().ok()?);
    (is_made_with(&path) && name_in_list(&path, digest) == name).then_some((path, digest))
}
