//! How the white space of a typed text becomes that of a printed one.
//!
//! White space at the ends of a line goes, a single line end becomes one space, a blank line starts a
//! paragraph. Everything else stays as typed, runs of spaces inside a line included.

use crate::yaml::{Scalar, ScalarStyle};

const WHITE: [char; 4] = [' ', '\t', '\r', '\n'];

/// The text as one line.
pub(super) fn one_line(scalar: &Scalar) -> String {
    if !scalar.text.contains('\n') {
        return scalar.text.trim_matches(WHITE).to_owned();
    }
    let lines = scalar.text.split('\n').map(|line| line.trim_matches(WHITE)).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// The text as paragraphs; none where it is blank.
pub(super) fn paragraphs(scalar: &Scalar) -> Vec<String> {
    let folded = scalar.style != ScalarStyle::Literal;
    let mut paragraphs: Vec<String> = Vec::new();
    let mut new = true;
    for line in scalar.text.split('\n').map(|line| line.trim_matches(WHITE)) {
        match paragraphs.last_mut() {
            _ if line.is_empty() => new = true,
            // YAML has folded the single line ends away here: one that is left was a blank line.
            Some(last) if !new && !folded => {
                last.push(' ');
                last.push_str(line);
            }
            _ => {
                paragraphs.push(line.to_owned());
                new = false;
            }
        }
    }
    paragraphs
}
