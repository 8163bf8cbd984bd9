//! Files below `templates/` that have no place there.

use super::embedded::EMBEDDED;
use super::kind::{Kind, kind};
use crate::diag::{Finding, Sink, codes};
use crate::template::{PARTS, Template};
use crate::yaml::misspelling_of;

/// Whether a new style's name looks like one of the program's, typed wrong.
pub(super) fn slip_of_a_style(path: &str) -> bool {
    let known = EMBEDDED.iter().map(|(known, _)| *known).filter(|known| known.ends_with(".yaml"));
    misspelling_of(path, known).is_some()
}

/// Reports a file that replaces none of the program's and is no template.
pub(super) fn unknown(path: &str, shown: &str, sink: &mut Sink) {
    let renamed = plain_name(path);
    if renamed != path && kind(&renamed).is_some() {
        let folder = shown.strip_suffix(path).unwrap_or("templates/");
        let message = format!("`{shown}` is no name for a template");
        return sink.report(Finding::new(&codes::assets::UNKNOWN_FILE, message).hint(format!(
            "names are made of the letters a to z, small, digits, hyphens and underscores: rename it, such as `{folder}{renamed}`"
        )));
    }
    if kind(path) == Some(Kind::Picture) {
        let message = format!("`{shown}` is a picture, and the office names no logo of that name");
        let hint = "name it in `templates/office.yaml`, as `file:` below `logo:`, or move it away";
        return sink.report(Finding::new(&codes::assets::UNKNOWN_FILE, message).hint(hint));
    }
    let nearest = EMBEDDED
        .iter()
        .map(|(known, _)| *known)
        .max_by(|a, b| strsim::jaro_winkler(a, path).total_cmp(&strsim::jaro_winkler(b, path)));
    let finding = Finding::new(
        &codes::assets::UNKNOWN_FILE,
        format!("`{shown}` replaces no built-in file and is not a template"),
    );
    sink.report(match nearest {
        Some(known) => finding.hint(format!(
            "to replace the program's own file, name yours `{}{known}`; otherwise move it away",
            shown.strip_suffix(path).unwrap_or("templates/")
        )),
        None => finding,
    });
}

/// A path whose file name has only what names of templates have.
fn plain_name(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let kept = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c.to_ascii_lowercase() } else { '-' };
    let stem: String = stem.chars().map(kept).collect();
    let words: Vec<&str> = stem.split('-').filter(|word| !word.is_empty()).collect();
    let between = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{between}{}.{}", words.join("-"), ending.to_ascii_lowercase())
}

/// A part that the user added and nothing includes is a slip in its name.
pub(super) fn unused_parts(templates: &[Template], sink: &mut Sink) {
    for part in templates.iter().filter(|template| template.name.starts_with(PARTS)) {
        let quoted = [format!("\"{}\"", part.name), format!("'{}'", part.name)];
        if !templates.iter().any(|other| quoted.iter().any(|name| other.source.text().contains(name))) {
            unknown(&part.name, part.source.name(), sink);
        }
    }
}
