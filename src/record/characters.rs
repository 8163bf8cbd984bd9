//! Characters that make a letter read differently than it looks, or that no letter can print.

use std::sync::Arc;

use crate::diag::{Finding, Place, Sink, Source, Span, codes};
use crate::yaml::{Kind, Node, Outline, Scalar, ScalarStyle, locate};

/// More of them than this in one record help nobody.
const MAX_FINDINGS: usize = 40;

/// Reports every such character of a source, comments included: they too can mislead who reads it.
/// Tabs are left to [`check_values`], as YAML allows them between a key and its value.
pub(super) fn check_source(source: &Arc<Source>, sink: &mut Sink) {
    let mark = sink.mark();
    let text = source.text();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let plain = matches!(c, ' '..='~' | '\n' | '\t');
        if !plain {
            let after = text[at + c.len_utf8()..].chars().next();
            let line_end = c == '\r' && after == Some('\n');
            if let Some(trouble) = trouble(c, before, after).filter(|_| !line_end) {
                if sink.mark() - mark == MAX_FINDINGS {
                    return;
                }
                let span = Span::new(at..at + c.len_utf8());
                let finding = trouble.finding(c, Place::new(source, span));
                sink.report(match trouble {
                    Trouble::ZeroWidth if does_nothing(before, after) => finding.fix(""),
                    _ => finding,
                });
            }
        }
        before = Some(c);
    }
}

/// Reports what YAML leaves out of a text as a comment, though it hardly is one: `Norco 10/325 mg #60`.
fn check_comment(scalar: &Scalar, node: &Node, in_brackets: bool, source: &Arc<Source>, sink: &mut Sink) {
    let behind = &source.text()[node.span.end as usize..];
    let comment = behind.trim_start_matches(|c: char| c.is_whitespace() && !matches!(c, '\n' | '\r'));
    let glued =
        comment.strip_prefix('#').and_then(|text| text.chars().next()).is_some_and(|c| !c.is_whitespace());
    if scalar.style != ScalarStyle::Plain || !glued {
        return;
    }
    let start = node.span.end as usize + behind.len() - comment.len();
    // Only now, so that a long line of many texts is not gone through for each.
    let comment = comment.split(['\n', '\r']).next().unwrap_or_default();
    let comment = comment.trim_end();
    let finding = Finding::new(
        &codes::record::COMMENT_IN_TEXT,
        format!("`{comment}` would be left out: to YAML it is a comment"),
    )
    .at(Place::new(source, Span::new(start..start + comment.len())))
    .hint("put the whole text between quotes; a comment has a space after its `#`");
    let whole = Span::new(node.span.start as usize..start + comment.len());
    sink.report(match quoted_quantity(&source.text()[whole.range()], comment) {
        Some(quoted) if !in_brackets => finding.fix_at(whole, quoted),
        _ => finding,
    });
}

/// A text with its number sign between quotes, where the sign can only be of a quantity (`#60`) on the text's one line.
fn quoted_quantity(whole: &str, comment: &str) -> Option<String> {
    let quantity = comment[1..].starts_with(|c: char| c.is_ascii_digit());
    if !quantity || comment.contains(" #") || whole.contains(['\n', '\t']) || whole.starts_with('#') {
        return None;
    }
    Some(match whole.contains(['"', '\\']) {
        true => format!("'{}'", whole.replace('\'', "''")),
        false => format!("\"{whole}\""),
    })
}

/// Reports tabs in values, what stands in them by a backslash escape, and comments that may be part of them.
pub(super) fn check_values(outline: &Outline, sink: &mut Sink) {
    let mark = sink.mark();
    let text = outline.source().text();
    each_value(outline.root(), text, false, &mut |scalar, node, in_brackets| {
        if sink.mark() - mark < MAX_FINDINGS {
            check_comment(scalar, node, in_brackets, outline.source(), sink);
            check_value(scalar, node, outline.source(), sink);
        }
    });
}

/// Visits every value that is not empty, and says whether it stands in brackets.
fn each_value(node: &Node, text: &str, in_brackets: bool, visit: &mut impl FnMut(&Scalar, &Node, bool)) {
    let inside = in_brackets || text[node.span.start as usize..].starts_with(['[', '{']);
    match &node.kind {
        Kind::Scalar(scalar) if scalar.text.is_empty() => {}
        Kind::Scalar(scalar) => visit(scalar, node, in_brackets),
        Kind::List(items) => items.iter().for_each(|item| each_value(item, text, inside, visit)),
        Kind::Map(entries) => entries.iter().for_each(|entry| each_value(&entry.value, text, inside, visit)),
    }
}

fn check_value(scalar: &Scalar, node: &Node, source: &Arc<Source>, sink: &mut Sink) {
    let typed = &source.text()[node.span.range()];
    let escaped = scalar.style == ScalarStyle::Quoted && typed.starts_with('"') && typed.contains('\\');
    if !escaped && !scalar.text.contains('\t') {
        return;
    }
    let text = &scalar.text;
    let mark = sink.mark();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let after = text[at + c.len_utf8()..].chars().next();
        if let Some(trouble) = trouble(c, before, after) {
            if sink.mark() - mark == MAX_FINDINGS {
                return;
            }
            if c == '\t' || !typed.contains(c) {
                let span = locate(source.text(), node.span, text, at);
                let finding = trouble.finding(c, Place::new(source, span));
                let one = span != node.span;
                sink.report(match trouble {
                    Trouble::ZeroWidth if one && does_nothing(before, after) => finding.fix(""),
                    Trouble::Control if one && c == '\t' && is_a_space(text, at) => finding.fix(" "),
                    _ => finding,
                });
            }
        }
        before = Some(c);
    }
}

#[derive(Clone, Copy)]
enum Trouble {
    Control,
    Bidi,
    ZeroWidth,
    Unprintable,
}

fn trouble(c: char, before: Option<char>, after: Option<char>) -> Option<Trouble> {
    match c {
        '\n' | ' '..='~' => None,
        '\0'..='\x1F' | '\x7F'..='\u{9F}' | '\u{2028}' | '\u{2029}' => Some(Trouble::Control),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Some(Trouble::Bidi),
        '\u{200C}' | '\u{200D}' if joins(before) && joins(after) => None,
        // Malayalam final consonants may be typed as a letter, a virama and a joiner, at the end of a word too.
        '\u{200D}' if before == Some('\u{D4D}') => None,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}' => {
            Some(Trouble::ZeroWidth)
        }
        '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' => {
            Some(Trouble::ZeroWidth)
        }
        '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' => Some(Trouble::ZeroWidth),
        '\u{E0000}'..='\u{E007F}' => Some(Trouble::ZeroWidth),
        '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => Some(Trouble::Unprintable),
        '\u{FDD0}'..='\u{FDEF}' => Some(Trouble::Unprintable),
        _ if u32::from(c) & 0xFFFE == 0xFFFE => Some(Trouble::Unprintable),
        _ => None,
    }
}

/// Whether a character that cannot be seen has no work between these: no word of the scripts that it divides or joins
/// and no sign that it is a part of stands there.
fn does_nothing(before: Option<char>, after: Option<char>) -> bool {
    let plain = |c: char| matches!(c, '\0'..='\u{58F}' | '\u{1E00}'..='\u{206F}');
    before.is_none_or(plain) && after.is_none_or(plain)
}

/// Whether a tab in a text stands between two words as the only one of the text: more of them may be columns.
fn is_a_space(text: &str, tab: usize) -> bool {
    let word = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    text.matches('\t').count() == 1
        && word(text[..tab].chars().next_back())
        && word(text[tab + 1..].chars().next())
}

/// Whether a joiner beside `c` has work to do: in Arabic and its neighbors, the scripts of India, Tibetan, Burmese,
/// Khmer and Mongolian it chooses the form of a letter.
fn joins(c: Option<char>) -> bool {
    let of_such_a_script = |c: char| {
        matches!(c, '\u{600}'..='\u{109F}' | '\u{1780}'..='\u{18AF}') && !matches!(c, '\u{E00}'..='\u{EFF}')
    };
    c.is_some_and(|c| of_such_a_script(c) && (c.is_alphabetic() || is_indic_mark(c)))
}

/// Marks of those scripts that are not alphabetic: viramas and nuktas.
fn is_indic_mark(c: char) -> bool {
    matches!(u32::from(c), 0x900..=0xDFF | 0x1000..=0x109F | 0x1780..=0x17FF) && !c.is_numeric()
}

impl Trouble {
    fn finding(self, c: char, place: Place) -> Finding {
        let code_point = format!("U+{:04X}", u32::from(c));
        let (code, message, label, hint) = match (self, c) {
            (Trouble::Control, '\t') => (
                &codes::record::CONTROL_CHARACTER,
                "a tab stands in a text; a letter has no use for it".to_owned(),
                "a tab",
                "use spaces",
            ),
            (Trouble::Control, _) => (
                &codes::record::CONTROL_CHARACTER,
                format!("a control character ({code_point}) stands in the record"),
                "cannot be seen or printed",
                "delete it; it often comes with text copied from another program",
            ),
            (Trouble::Bidi, _) => (
                &codes::record::BIDI_CONTROL,
                format!(
                    "a character that turns the direction of text around ({code_point}) stands in the record"
                ),
                "makes the text read differently than it is",
                "delete it; letters of right-to-left scripts need none",
            ),
            (Trouble::ZeroWidth, _) => (
                &codes::record::ZERO_WIDTH,
                format!("a character that cannot be seen ({code_point}{}) stands in the record", known_as(c)),
                "nothing is seen here",
                "delete it; it often comes with text copied from a web page",
            ),
            (Trouble::Unprintable, '\u{FFFD}') => (
                &codes::record::LOST_CHARACTER,
                "a character was lost here: U+FFFD stands for one that could not be read".to_owned(),
                "what should stand here?",
                "type the text that was meant; it was damaged when the file was converted",
            ),
            (Trouble::Unprintable, _) => (
                &codes::record::LOST_CHARACTER,
                format!("{code_point} means nothing outside the program it was typed in"),
                "what should stand here?",
                "type the text that was meant; symbol fonts use such characters",
            ),
        };
        Finding::new(code, message).at(place).labelled(label).hint(hint)
    }
}

fn known_as(c: char) -> &'static str {
    match c {
        '\u{200B}' => ", zero-width space",
        '\u{200C}' => ", zero-width non-joiner",
        '\u{200D}' => ", zero-width joiner",
        '\u{AD}' => ", soft hyphen",
        '\u{FEFF}' => ", byte order mark",
        '\u{2060}' => ", word joiner",
        _ => "",
    }
}
