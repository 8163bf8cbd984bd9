//! What can be found of letters that are imported, one function a finding.

use std::path::Path;

use super::shown;
use crate::diag::{Finding, codes, visible};
use crate::import::Contradiction;

pub(super) fn record_exists(path: &Path, letter: &Path) -> Finding {
    let message = format!("`{}` is there already: `{}` was not imported over it", shown(path), shown(letter));
    Finding::new(&codes::import::RECORD_EXISTS, message)
        .hint("import into another folder with `--data FOLDER`, and compare")
}

pub(super) fn no_letters(folder: &Path) -> Finding {
    Finding::new(&codes::import::NO_LETTERS, format!("`{}` holds no letter", shown(folder)))
        .hint("letters to import are files whose name ends in `.pdf`, `.md` or `.txt`")
}

/// That so many files of a folder were not read, as another of each one's name was: one of them, and what was read.
pub(super) fn same_name(files: usize, one: &Path, read: &Path) -> Finding {
    let message = match files {
        1 => format!("`{}` was not read, as `{}` is of the same name", shown(one), shown(read)),
        _ => format!(
            "{files} files were not read, as others of the same names were: `{}` beside `{}`, and so on",
            shown(one),
            shown(read)
        ),
    };
    Finding::new(&codes::import::SAME_NAME, message)
        .hint("they were taken for the same letters in another form; to read one, name it itself")
}

/// That so many files of a folder for letters were not read, as they are no letters or tell nothing that others do not.
pub(super) fn beside_letters(files: usize, one: &Path) -> Finding {
    let message = match files {
        1 => format!("`{}` was not read: the other letters there tell all of it", shown(one)),
        _ => format!(
            "{files} files that stand beside the letters were not read, the first `{}`: the letters tell all of them",
            shown(one)
        ),
    };
    Finding::new(&codes::import::BESIDE_LETTERS, message)
        .hint("print runs, proofs of service, public editions, letters that were corrected, and what letters were made with are left out; to read one, name it itself")
}

/// That two letters of a case do not say the same; `letters` are the paths of all that were compared.
pub fn contradicting_letters(letters: &[&Path], contradiction: &Contradiction) -> Finding {
    let Contradiction { letters: (one, other), field, says } = contradiction;
    let said = |text: &str| match text {
        "" => "nothing more".to_owned(),
        text => format!("\"{}\"", visible(text)),
    };
    let message = format!(
        "`{}` and `{}` are letters of one case and contradict each other in {field}: {} and {}",
        shown(letters[*one]),
        shown(letters[*other]),
        said(&says.0),
        said(&says.1)
    );
    Finding::new(&codes::import::CONTRADICTS, message)
        .hint("no record was written for this case: import the letter that is right, by itself")
}

/// That a letter was not imported, as another of its case corrects it.
pub fn corrected_letter(letter: &Path, by: &Path) -> Finding {
    let message = format!("`{}` was not imported: `{}` corrects it", shown(letter), shown(by));
    Finding::new(&codes::import::CORRECTED_LETTER, message)
        .hint("the record is that of the corrected letter; to read this one, name it itself")
}
