//! Where a cursor is in a YAML text: by its outline where it can be read, else by the indentation of its lines.

use crate::diag::{Sink, Source};
use crate::yaml::{Kind, Node, Outline};

/// What stands at a cursor in a text that may not be finished.
#[derive(Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The keys of the maps around, the outermost first.
    pub path: Vec<String>,
    pub at: At,
}

#[derive(Debug, PartialEq, Eq)]
pub enum At {
    /// A key is being typed, from this byte on; the map has these already.
    Key { from: usize, present: Vec<String> },
    /// The value of a key is being typed, from this byte on.
    Value { key: String, from: usize },
}

/// A line that has a key, or the start of one.
struct Line<'a> {
    /// The column of the first `-` before it.
    item: Option<usize>,
    column: usize,
    /// What stands from the column on.
    text: &'a str,
}

impl<'a> Line<'a> {
    /// None of what is blank or a comment.
    fn of(line: &'a str) -> Option<Line<'a>> {
        let line = line.trim_end_matches('\r');
        let (mut item, mut column) = (None, 0);
        loop {
            column += line[column..].len() - line[column..].trim_start_matches(' ').len();
            if line[column..].starts_with("- ") {
                item = item.or(Some(column));
                column += 2;
            } else {
                break;
            }
        }
        let text = &line[column..];
        (!text.is_empty() && !text.starts_with('#')).then_some(Line { item, column, text })
    }

    fn key(&self) -> Option<&'a str> {
        let (key, rest) = self.text.split_once(':')?;
        let key = key.trim().trim_matches(['"', '\'']);
        (is_key(key) && (rest.is_empty() || rest.starts_with(' '))).then_some(key)
    }
}

fn is_key(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

impl Cursor {
    /// By indentation; none in a text of several lines, or where no key and no value is typed.
    pub fn at(text: &str, byte: usize) -> Option<Cursor> {
        let start = text[..byte].rfind('\n').map_or(0, |end| end + 1);
        let typed = &text[start..byte];
        let column = typed.len() - typed.trim_start_matches([' ', '-']).len();
        let item = typed.find('-').filter(|&at| at < column);
        let rest = &typed[column..];
        let at = match rest.split_once(':') {
            Some((key, value)) if is_key(key.trim()) && (value.is_empty() || value.starts_with(' ')) => {
                At::Value { key: key.trim().to_owned(), from: byte - value.trim_start().len() }
            }
            _ if is_key(rest) => At::Key { from: byte - rest.len(), present: Vec::new() },
            _ => return None,
        };
        let above: Vec<Line<'_>> = text[..start].lines().filter_map(Line::of).collect();
        let mut path = Vec::new();
        let mut present = Vec::new();
        // Keys further left than this lead here; those at `column` stand beside, until an item starts.
        let (mut limit, mut beside) = (item.map_or(column, |item| item + 1), item.is_none());
        for line in above.iter().rev() {
            let Some(key) = line.key() else { continue };
            if beside && line.column == column {
                present.push(key.to_owned());
                if let Some(item) = line.item {
                    (limit, beside) = (item + 1, false);
                }
            } else if line.column < limit {
                path.push(key.to_owned());
                limit = line.item.map_or(line.column, |item| item + 1);
                beside = false;
            }
        }
        path.reverse();
        let below = text[start..].lines().skip(1).filter_map(Line::of);
        let same_map =
            below.take_while(|line| line.column >= column && line.item.is_none_or(|item| item >= column));
        present.extend(
            same_map.filter(|line| line.column == column).filter_map(|line| line.key()).map(str::to_owned),
        );
        let at = match at {
            At::Key { from, .. } => At::Key { from, present },
            value => value,
        };
        Some(Cursor { path, at })
    }
}

/// The keys that lead to the field at a byte, in a text that can be read or not; none where there is no field.
pub fn field_at(text: &str, byte: usize) -> Option<Vec<String>> {
    if let Ok(outline) = Outline::read(&Source::new("", text), &mut Sink::new()) {
        let mut path = Vec::new();
        descend(outline.root(), byte, &mut path);
        return (!path.is_empty()).then_some(path);
    }
    // The whole word, and what stands after it, count as typed.
    let end = text[byte..].find('\n').map_or(text.len(), |end| byte + end);
    let Cursor { mut path, at } = Cursor::at(text, end).or_else(|| Cursor::at(text, byte))?;
    if let At::Value { key, .. } = at {
        path.push(key);
    }
    (!path.is_empty()).then_some(path)
}

fn descend(node: &Node, byte: usize, path: &mut Vec<String>) {
    let inside = |start: u32, end: u32| (start as usize..=end as usize).contains(&byte);
    match &node.kind {
        Kind::Scalar(_) => {}
        Kind::List(items) => {
            if let Some(item) = items.iter().find(|item| inside(item.span.start, item.span.end)) {
                descend(item, byte, path);
            }
        }
        Kind::Map(entries) => {
            // A value of several lines goes on to the next key.
            let at = entries.partition_point(|entry| entry.key_span.start as usize <= byte);
            let Some(entry) = at.checked_sub(1).map(|at| &entries[at]) else { return };
            let end = entry.value.span.end.max(entry.key_span.end);
            if inside(entry.key_span.start, end) {
                path.push(entry.key.clone());
                descend(&entry.value, byte, path);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The path and what is typed at `|` in a text.
    fn at(text: &str) -> Option<(String, String)> {
        let byte = text.find('|').unwrap();
        let Cursor { path, at } = Cursor::at(&text.replace('|', ""), byte)?;
        Some((
            path.join("/"),
            match at {
                At::Key { present, .. } => format!("key beside {}", present.join(",")),
                At::Value { key, .. } => format!("value of {key}"),
            },
        ))
    }

    #[test]
    fn the_keys_around_a_cursor_are_told_by_indentation() {
        for (text, path, what) in [
            ("|", "", "key beside "),
            ("a: 1\nb|\nc: 2\n", "", "key beside a,c"),
            ("reviewer:\n  |\ntemplate: x\n", "reviewer", "key beside "),
            (
                "decisions:\n  - treatment: x\n    out|\n  - outcome: upheld\n",
                "decisions",
                "key beside treatment",
            ),
            ("decisions:\n- treatment: x\n- out|\n", "decisions", "key beside "),
            ("decisions:\n  - treatment: x\n    outcome: |", "decisions", "value of outcome"),
            ("decisions:\n  - outcome: up|", "decisions", "value of outcome"),
            (
                "employee:\n  name: X\n  address:\n    street: [a]\n    ci|",
                "employee/address",
                "key beside street",
            ),
            (
                "copies:\n  - name: X\n    address:\n      city: Y\n      |",
                "copies/address",
                "key beside city",
            ),
            ("# a: b\r\nreviewer:\r\n  li|\r\n", "reviewer", "key beside "),
        ] {
            assert_eq!(at(text), Some((path.to_owned(), what.to_owned())), "{text}");
        }
        assert_eq!(at("a: |\n  some words |"), Some((String::new(), "value of a".to_owned())));
        assert_eq!(at("summary: >\n  two words|"), None);
    }

    #[test]
    fn a_field_is_found_in_any_style_of_yaml_and_in_broken_text() {
        for (text, path) in [
            ("documents_reviewed:\n  - {title: x, fr|om: y}\n", "documents_reviewed/from"),
            ("reviewer: {licensed_in: [Cal|ifornia]}\n", "reviewer/licensed_in"),
            ("a: |1\nb: [\n", "a"),
            ("decisions:\n  - rationale: x\n    out|come: upheld\n  bad\n", "decisions/outcome"),
            ("summary: x\n\n\n|", ""),
        ] {
            let byte = text.find('|').unwrap();
            let found = field_at(&text.replace('|', ""), byte).unwrap_or_default();
            assert_eq!(found.join("/"), path, "{text}");
        }
    }
}
