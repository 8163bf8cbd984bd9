//! Glyphs from left to right -> in the order in which they are read, where words run from right to left.
//!
//! The letters are English: a line reads from left to right, and so do the numbers within right-to-left words
//! (Unicode Standard Annex 9, rules L2 and N1, the other way).

use super::glyph::Drawn;

/// Puts the glyphs of a line, each with the spaces before it, into the order in which they are read.
pub(super) fn in_reading_order(line: Vec<(Drawn, usize)>) -> Vec<(Drawn, usize)> {
    if !line.iter().any(|(drawn, _)| runs_left(&drawn.glyph.text)) {
        return line;
    }
    let mut ordered = Vec::with_capacity(line.len());
    let mut rest = line.into_iter().peekable();
    let mut held: Vec<(Drawn, usize)> = Vec::new();
    while let Some((drawn, spaces)) = rest.next() {
        let text = &drawn.glyph.text;
        let runs = runs_left(text) || (!held.is_empty() && !is_letter(text));
        if runs {
            held.push((drawn, spaces));
            if rest.peek().is_some() {
                continue;
            }
            turn(&mut held, &mut ordered);
        } else {
            turn(&mut held, &mut ordered);
            ordered.push((drawn, spaces));
        }
    }
    ordered
}

/// Moves glyphs over, those from the first right-to-left letter to the last one the other way round.
fn turn(held: &mut Vec<(Drawn, usize)>, ordered: &mut Vec<(Drawn, usize)>) {
    let end = held.iter().rposition(|(drawn, _)| runs_left(&drawn.glyph.text)).map_or(0, |last| last + 1);
    let behind = held.split_off(end);
    let mut chunks: Vec<Vec<(Drawn, usize)>> = Vec::new();
    for (drawn, spaces) in held.drain(..) {
        let with_last = spaces == 0
            && chunks.last().and_then(|chunk| chunk.last()).is_some_and(|(last, _)| {
                let touches = drawn.glyph.x < last.glyph.end - 0.01;
                let marks = is_mark(&drawn.glyph.text) || is_mark(&last.glyph.text);
                (is_number(&drawn.glyph.text) && is_number(&last.glyph.text)) || (marks && touches)
            });
        match chunks.last_mut().filter(|_| with_last) {
            Some(chunk) => chunk.push((drawn, spaces)),
            None => chunks.push(vec![(drawn, spaces)]),
        }
    }
    // The spaces before a chunk stand behind it when it is turned.
    let mut before: Vec<usize> = chunks.iter().map(|chunk| chunk[0].1).collect();
    let most = before.len().min(1);
    before.rotate_left(most);
    for (mut chunk, spaces) in chunks.into_iter().zip(before).rev() {
        // A mark is read behind its letter.
        chunk.sort_by_key(|(drawn, _)| is_mark(&drawn.glyph.text));
        for (number, (mut drawn, _)) in chunk.into_iter().enumerate() {
            drawn.glyph.text = drawn.glyph.text.chars().map(mirrored).collect();
            ordered.push((drawn, if number == 0 { spaces } else { 0 }));
        }
    }
    ordered.extend(behind);
}

/// Whether a page leaves open how a word is read: in which direction a bracket beside right-to-left letters runs, and which
/// words are within it, its place alone does not tell.
pub(super) fn is_open(word: &str) -> bool {
    runs_left(word) && word.chars().any(|c| mirrored(c) != c)
}

/// Whether a text has letters of a right-to-left script.
fn runs_left(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
            | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
            && !c.is_numeric()
    })
}

fn is_letter(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// Whether a glyph is a digit, or stands between those of a number.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_numeric() || matches!(c, '.' | ',' | ':' | '/'))
}

/// Whether a text is of marks that are set on letters.
fn is_mark(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| {
            matches!(c, '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}'
                | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}'
                | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}')
        })
}

/// A bracket as it is typed where text runs from right to left.
fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        c => c,
    }
}
