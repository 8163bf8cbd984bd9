//! The words of a field -> its text, as it is typed in a record.

use std::ops::Range;

use super::printed::{Printed, Start, Word, core};

/// The text of a field, and what a person should look at.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FieldText {
    /// A blank line between paragraphs, a line for each item of a list.
    pub text: String,
    pub looks: Vec<String>,
}

impl FieldText {
    pub fn on_one_line(&self) -> String {
        self.text.split('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// The text of bytes of a letter.
pub(super) fn field_text(letter: &Printed, bytes: &Range<usize>) -> FieldText {
    let mut field = FieldText::default();
    let mut in_list = false;
    if bytes.is_empty() {
        return field;
    }
    // A field may start within a word: after an opening bracket of the wording.
    let first = letter.words.partition_point(|word| word.at.end <= bytes.start);
    let words = first..letter.words_in(bytes).end.max(first);
    for (place, number) in words.clone().enumerate() {
        let word = &letter.words[number];
        // A field may end within a word: before the colon of the wording.
        let shown = &letter.text[word.at.start.max(bytes.start)..word.at.end.min(bytes.end)];
        let starts_list = word.item && words.len() > place + 1;
        if place > 0 {
            between(letter, number, in_list, &mut field);
        }
        if word.item || word.start == Start::Block {
            in_list = starts_list;
        }
        if word.turned {
            field
                .looks
                .push(format!("{shown} runs from right to left: see in the letter where its brackets stand"));
        }
        field.text.push_str(if starts_list && !shown.ends_with('.') { "-" } else { shown });
    }
    field
}

/// What stands between a word and the one before it.
fn between(letter: &Printed, number: usize, in_list: bool, field: &mut FieldText) {
    let word = &letter.words[number];
    let before = &letter.words[number - 1];
    let (left, right) = (&letter.text[before.at.clone()], &letter.text[word.at.clone()]);
    match word.start {
        Start::Cut => {}
        _ if word.item => field.text.push_str(if in_list { "\n" } else { "\n\n" }),
        Start::Block => field.text.push_str("\n\n"),
        // However far the text of an item stands from what is before it.
        Start::Inside if before.item => field.text.push(' '),
        Start::Inside => field.text.push_str(if word.spaces > 1 { "  " } else { " " }),
        Start::Line | Start::Doubt if word.joined => {
            if !is_known(letter, before, word) {
                field.looks.push(format!("{left}|{right} joined at a line end"));
            }
        }
        Start::Line | Start::Doubt => {
            field.text.push(' ');
            if word.apart {
                field.looks.push(format!("{left}|{right} kept apart at a line end"));
            }
            if word.start == Start::Doubt {
                field.looks.push(format!("{left}|{right} a paragraph may end with page {}", before.page));
            }
        }
    }
}

/// Whether the joined word stands elsewhere in the letter on one line.
fn is_known(letter: &Printed, before: &Word, word: &Word) -> bool {
    letter.hyphened.contains(core(&letter.text[before.at.start..word.at.end]))
}
