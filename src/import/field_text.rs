//! The words of a field -> its text, as it is typed in a record.

use std::ops::Range;

use super::printed::{Printed, Start, Word, core};

/// The text of a field, and what a person should look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    let mut list = None;
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
        let marker = (word.item && words.len() > place + 1).then(|| Marker::of(shown));
        let another = list.is_some_and(|list| leads_to_another(letter, number..words.end, list));
        if place > 0 {
            let goes_on = list.is_some_and(|last: Marker| marker.is_none_or(|marker| marker.follows(last)));
            between(letter, number, goes_on, another, &mut field);
        }
        if word.item || word.start == Start::Block || another {
            list = marker;
        }
        if word.turned {
            field
                .looks
                .push(format!("{shown} runs from right to left: see in the letter where its brackets stand"));
        }
        field.text.push_str(if marker == Some(Marker::Bullet) { "-" } else { shown });
    }
    field
}

/// What an item of a list starts with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marker {
    Bullet,
    First,
    Further,
}

impl Marker {
    fn of(shown: &str) -> Marker {
        match shown {
            "1." => Marker::First,
            shown if shown.ends_with('.') => Marker::Further,
            _ => Marker::Bullet,
        }
    }

    /// Whether an item goes on with the list of the one before it.
    fn follows(self, last: Marker) -> bool {
        match self {
            Marker::Bullet => last == Marker::Bullet,
            Marker::First => false,
            Marker::Further => last != Marker::Bullet,
        }
    }
}

/// Whether words behind a page end in doubt lead to a list that does not go on with the one before it: they are none of
/// its last item, as two lists have a paragraph between them.
fn leads_to_another(letter: &Printed, words: Range<usize>, list: Marker) -> bool {
    let in_doubt = letter.words[words.start].start == Start::Doubt;
    let mut behind = letter.words[words].iter().skip(1);
    let next = behind.find(|word| word.item || word.start == Start::Block);
    in_doubt && next.is_some_and(|next| next.item && !Marker::of(&letter.text[next.at.clone()]).follows(list))
}

/// What stands between a word and the one before it.
fn between(letter: &Printed, number: usize, goes_on: bool, another: bool, field: &mut FieldText) {
    let word = &letter.words[number];
    let before = &letter.words[number - 1];
    let (left, right) = (&letter.text[before.at.clone()], &letter.text[word.at.clone()]);
    match word.start {
        Start::Cut => {}
        _ if word.item => field.text.push_str(if goes_on { "\n" } else { "\n\n" }),
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
            field.text.push_str(if another { "\n\n" } else { " " });
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
