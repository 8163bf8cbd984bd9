//! The first value of a key, without reading what comes after it.

use saphyr_parser::{Event, Parser};

use crate::diag::Span;

/// The first text under a key at the top of a YAML document, and where it stands; none where reading meets an error or
/// the end before it.
pub fn first_value(text: &str, key: &str) -> Option<(String, Span)> {
    let mut depth = 0;
    // Whether the next value at the top is that of a key, and of which.
    let (mut at_key, mut found) = (true, false);
    for event in Parser::new_from_str(text) {
        let (event, at) = event.ok()?;
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => {
                depth -= 1;
                if depth == 1 {
                    at_key = true;
                }
            }
            Event::Scalar(value, ..) if depth == 1 && at_key => {
                (at_key, found) = (false, value == key);
            }
            Event::Scalar(value, ..) if depth == 1 => {
                if found {
                    let byte =
                        |character| text.char_indices().nth(character).map_or(text.len(), |(at, _)| at);
                    return Some((
                        value.trim().to_owned(),
                        Span::new(byte(at.start.index())..byte(at.end.index())),
                    ));
                }
                at_key = true;
            }
            Event::Alias(_) if depth == 1 => at_key = !at_key,
            _ => {}
        }
        if found && depth > 1 {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::first_value;

    #[test]
    fn the_value_is_found_however_it_is_typed() {
        for text in [
            "case_number: CM14-0000001\n",
            "\"case_number\": CM14-0000001\n",
            "# first\ntemplate: imr-2014\ncase_number:   'CM14-0000001'   # here\n",
            "reviewer:\n  case_number: other\n  x: [1, {case_number: 2}]\ncase_number: CM14-0000001\n",
            "{\"template\": \"case_number\", \"case_number\": \"CM14-0000001\"}",
            "x: |\n  case_number: no\n? case_number\n: CM14-0000001\ny: {",
            "é: ü\ncase_number: >-\n  CM14-0000001\n",
        ] {
            let (value, span) = first_value(text, "case_number").expect(text);
            assert_eq!(value, "CM14-0000001", "{text:?}");
            assert!(text[span.range()].contains("CM14-0000001"), "{text:?}: {span:?}");
        }
        for text in [
            "",
            "case_number",
            "case_number:",
            "x: {",
            "nested:\n  case_number: CM14-0000001\n",
            "case_number: [a]",
            "- case_number: x",
        ] {
            assert_eq!(
                first_value(text, "case_number").filter(|(value, _)| !value.is_empty()),
                None,
                "{text:?}"
            );
        }
    }
}
