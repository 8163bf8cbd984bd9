//! Texts as YAML: plain where that reads back, between quotes where not, in lines where they are long.

use crate::record::Marker;

/// Columns of a line of text.
const WIDTH: usize = 112;
/// A text up to so many characters stands after its key.
const SHORT: usize = 90;
/// The same for a text that needs quotes.
const SHORT_QUOTED: usize = 40;

/// The column of the comments after blanks, as in a new record.
pub(super) const COMMENT_COLUMN: usize = 30;

/// A record as it is written.
pub(super) struct RecordText {
    pub text: String,
    /// How many places a person should look at.
    pub looks: usize,
    /// How many fields the letter does not tell.
    pub blanks: usize,
}

/// A text of one line.
pub(super) fn one_line(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// The entries of a list on one line.
pub(super) fn flow_list(entries: &[String]) -> String {
    let shown = entries.iter().map(|entry| {
        let parts = [',', '[', ']', '{', '}', ':'];
        if is_plain(entry) && !entry.contains(parts) { entry.clone() } else { quoted(entry) }
    });
    format!("[{}]", shown.collect::<Vec<_>>().join(", "))
}

/// A key with a text of paragraphs.
pub(super) fn block(indent: &str, key: &str, text: &str) -> String {
    let short = if is_plain(text) { SHORT } else { SHORT_QUOTED };
    if !text.contains('\n') && text.chars().count() <= short {
        return format!("{indent}{key}: {}\n", one_line(text));
    }
    let mut out = format!("{indent}{key}: |\n");
    let inner = " ".repeat(indent.len() + 2);
    for line in text.split('\n') {
        if line.is_empty() {
            out.push('\n');
            continue;
        }
        let goes_on = if Marker::of(line).is_some() { "  " } else { "" };
        let width = WIDTH.saturating_sub(inner.len() + goes_on.len()).max(40);
        for (number, part) in wrapped(line, width).into_iter().enumerate() {
            out.push_str(&inner);
            out.push_str(if number > 0 { goes_on } else { "" });
            out.push_str(part);
            out.push('\n');
        }
    }
    out
}

/// The lines of a paragraph: broken at single spaces, before no word that looks like the marker of a list.
fn wrapped(text: &str, width: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let (mut start, mut last) = (0, None);
    let mut columns = 0;
    for (at, c) in text.char_indices() {
        if c == ' ' && may_break(text, at) {
            if columns > width
                && let Some(end) = last
            {
                lines.push(&text[start..end]);
                start = end + 1;
                columns = text[start..at].chars().count();
            }
            last = Some(at);
        }
        columns += 1;
    }
    if columns > width
        && let Some(end) = last.filter(|&end| end > start)
    {
        lines.push(&text[start..end]);
        start = end + 1;
    }
    lines.push(&text[start..]);
    lines
}

fn may_break(text: &str, at: usize) -> bool {
    let (before, behind) = (&text[..at], &text[at + 1..]);
    let single =
        !before.is_empty() && !before.ends_with(' ') && !behind.is_empty() && !behind.starts_with(' ');
    single && Marker::of(behind).is_none()
}

/// Whether YAML reads the text as it stands.
fn is_plain(text: &str) -> bool {
    let starts = text.starts_with(|c: char| c.is_alphanumeric());
    let word = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let other = word.contains(&text.to_ascii_lowercase().as_str())
        || text.chars().all(|c| c.is_ascii_digit() || "+-.eExX_:".contains(c));
    starts
        && !other
        && text.trim() == text
        && !text.contains(": ")
        && !text.ends_with(':')
        && !text.contains(" #")
        && !text.chars().any(char::is_control)
}

fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::{block, flow_list, one_line, wrapped};

    #[test]
    fn texts_are_quoted_where_yaml_would_read_them_otherwise() {
        for plain in ["MRI of the knee", "Norco 10/325 mg, 60", "a:b", "X#3"] {
            assert_eq!(one_line(plain), plain);
        }
        for (text, shown) in [
            ("- MRI", "\"- MRI\""),
            ("MRI #2", "\"MRI #2\""),
            ("No", "\"No\""),
            ("2016", "\"2016\""),
            ("a \"b\" \\: c", "\"a \\\"b\\\" \\\\: c\""),
        ] {
            assert_eq!(one_line(text), shown);
        }
        assert_eq!(flow_list(&["Pain Medicine".into(), "A, B".into()]), "[Pain Medicine, \"A, B\"]");
    }

    #[test]
    fn lines_break_where_the_text_reads_back() {
        assert_eq!(wrapped("one two  three 4. five", 4), ["one", "two  three 4.", "five"]);
        assert_eq!(block("  ", "a", "b c"), "  a: b c\n");
        assert_eq!(block("", "a", "b\n\n- c\n- d"), "a: |\n  b\n\n  - c\n  - d\n");
    }
}
