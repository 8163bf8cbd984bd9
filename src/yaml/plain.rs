//! What a YAML text says, however it is typed.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde::Serialize;

/// A value without its place, style and order of keys. White space of a text counts as one space, wherever its lines
/// end; a key whose value is empty is as good as absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Plain {
    Text(String),
    List(Vec<Plain>),
    Map(BTreeMap<String, Plain>),
}

/// The value of a text that was read without an error; none where it cannot be read, or is nested too deeply.
pub fn plain_value(text: &str) -> Option<Plain> {
    let mut open: Vec<(Plain, Option<String>)> = Vec::new();
    for event in Parser::new_from_str(text) {
        let value = match event.ok()?.0 {
            Event::MappingStart(..) => {
                open.push((Plain::Map(BTreeMap::new()), None));
                continue;
            }
            Event::SequenceStart(..) => {
                open.push((Plain::List(Vec::new()), None));
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => open.pop()?.0,
            Event::Scalar(typed, style, ..) => {
                let empty = style == ScalarStyle::Plain && matches!(&*typed, "" | "~" | "null");
                let words: Vec<&str> = typed.split_whitespace().collect();
                Plain::Text(if empty { String::new() } else { words.join(" ") })
            }
            Event::Alias(_) => return None,
            _ => continue,
        };
        match open.last_mut() {
            None => return Some(value),
            Some((Plain::List(items), _)) => items.push(value),
            Some((Plain::Map(entries), key)) => match (key.take(), value) {
                (None, Plain::Text(text)) => *key = Some(text),
                (None, _) => return None,
                (Some(_), value) if value.is_empty() => {}
                (Some(name), value) => {
                    entries.insert(name, value);
                }
            },
            Some((Plain::Text(_), _)) => return None,
        }
    }
    None
}

impl Plain {
    fn is_empty(&self) -> bool {
        match self {
            Plain::Text(text) => text.is_empty(),
            Plain::List(items) => items.is_empty(),
            Plain::Map(entries) => entries.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::plain_value;

    #[test]
    fn what_is_said_does_not_depend_on_how_it_is_typed() {
        let one = "b: 'x'\na: |\n  one two\n  three\n\n  four\nc: [1, 2]\nd:\ne: {f: no}\n";
        let two = "# other\na: one two three four # here\nc:\n  - \"1\"\n  - 2\ne:\n  f: \"no\"\nb: x\n";
        assert_eq!(plain_value(one).expect("read"), plain_value(two).expect("read"));
        for other in [
            two.replace("three", "free"),
            two.replace("- 2", "- 3"),
            two.replace("  f:", "  g:"),
            two.replace("b: x\n", ""),
        ] {
            assert_ne!(plain_value(one), plain_value(&other), "{other}");
        }
        assert_eq!(plain_value("a: ["), None);
    }
}
