//! Why a text is no YAML, in words of whoever typed it. The parser says where it could not go on, which is often lines
//! behind the slip; here the slip is looked for in what was typed.

use std::ops::Range;

use super::words::brief;

/// What is wrong, and where.
pub(super) struct Slip {
    pub span: Range<usize>,
    pub message: String,
    pub label: String,
    pub hint: String,
}

/// The slip in a text whose reading stopped at a byte; `info` is what the parser says.
pub(super) fn slip(text: &str, at: usize, info: &str) -> Slip {
    let here = Here { text, at, info };
    here.quote_closed_early()
        .or_else(|| here.quote_not_closed())
        .or_else(|| here.escape())
        .or_else(|| here.sign_at_start())
        .or_else(|| here.text_behind_bar())
        .or_else(|| here.bracket_not_closed())
        .or_else(|| here.field_above())
        .or_else(|| here.colon_in_text())
        .or_else(|| here.indentation())
        .or_else(|| here.behind_the_value())
        .unwrap_or_else(|| Slip {
            span: here.character(),
            message: "the file cannot be read from here on".to_owned(),
            label: "reading stopped here".to_owned(),
            hint: "check the indentation, quotes and brackets of this line and the one before".to_owned(),
        })
}

struct Here<'a> {
    text: &'a str,
    at: usize,
    info: &'a str,
}

/// A line, and where it starts.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    text: &'a str,
}

/// What a line says of a field: `- ` before it is left out.
struct Field<'a> {
    name: &'a str,
    /// Where the name starts.
    start: usize,
    /// All that follows the name, the colon included.
    rest: &'a str,
}

impl<'a> Line<'a> {
    fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    fn is_blank(self) -> bool {
        let text = self.text.trim();
        text.is_empty() || text.starts_with('#')
    }

    /// The field that the line starts with, its colon there or not.
    fn field(self) -> Option<Field<'a>> {
        let mut rest = self.text.trim_start_matches(' ');
        while let Some(item) = rest.strip_prefix("- ") {
            rest = item.trim_start_matches(' ');
        }
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let start = self.start + self.text.len() - rest.len();
        let named = rest.starts_with(|c: char| c.is_ascii_lowercase());
        named.then_some(Field { name: &rest[..end], start, rest: rest[end..].trim_end() })
    }
}

impl<'a> Here<'a> {
    /// The line of a byte.
    fn line(&self, at: usize) -> Line<'a> {
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let text = self.text[start..].split(['\n', '\r']).next().unwrap_or_default();
        Line { start, text }
    }

    /// The lines above the one of a byte, the nearest first, without blank ones and comments.
    fn above(&self, at: usize) -> impl Iterator<Item = Line<'a>> {
        let first = self.line(at);
        let lines = std::iter::successors(Some(first), |line| Some(self.line(line.start.checked_sub(1)?)));
        lines.skip(1).filter(|line| !line.is_blank())
    }

    /// Where reading stopped.
    fn character(&self) -> Range<usize> {
        self.at..self.at + self.text[self.at..].chars().next().map_or(0, char::len_utf8)
    }

    /// `'Workers' Compensation'`: a quotation mark in a quoted text ends it.
    fn quote_closed_early(&self) -> Option<Slip> {
        if !self.info.contains("trailing content") {
            return None;
        }
        let before = self.text[..self.at].trim_end();
        let quote = before.chars().last().filter(|quote| ['"', '\''].contains(quote))?;
        let closed = before.len() - 1;
        let line = self.line(closed);
        let on_line = &self.text[line.start..closed];
        let opened = on_line.find([':', '-', '[', ',', '{']).and_then(|from| on_line[from..].find(quote));
        if opened.is_none() {
            // It opened on a line above, and what looks like the next quotation closed it.
            return self.open_quote(quote, closed).map(|open| not_closed(open, quote));
        }
        let (called, twice) = match quote {
            '\'' => ("an apostrophe", "type it twice (`''`), or put the text into double quotes (`\"`)"),
            _ => ("a quotation mark", "type it as `\\\"`, or put the text into single quotes (`'`)"),
        };
        Some(Slip {
            span: closed..closed + 1,
            message: format!("{called} within a quoted text ends it"),
            label: "the text ends here".to_owned(),
            hint: twice.to_owned(),
        })
    }

    fn quote_not_closed(&self) -> Option<Slip> {
        let quoted = self.info.contains("quoted scalar");
        if !(quoted && (self.info.contains("end of stream") || self.info.contains("document indicator")))
            && !self.info.contains("unclosed quote")
        {
            return None;
        }
        let quote = self.text[self.at..].chars().next().filter(|quote| ['"', '\''].contains(quote));
        match quote {
            Some(quote) => Some(not_closed(self.at, quote)),
            None => [('"', '"'), ('\'', '\'')]
                .into_iter()
                .filter_map(|(quote, _)| Some((self.open_quote(quote, self.at)?, quote)))
                .max()
                .map(|(open, quote)| not_closed(open, quote)),
        }
    }

    /// The quotation mark that starts a value above a byte and has no second one on its line.
    fn open_quote(&self, quote: char, below: usize) -> Option<usize> {
        self.above(below).find_map(|line| {
            let mut marks = line.text.match_indices(quote);
            let (first, _) = marks.next()?;
            let starts_value = line.text[..first].ends_with([' ', '[', ',']);
            (starts_value && marks.next().is_none()).then_some(line.start + first)
        })
    }

    /// `"C:\files"`: YAML knows few escapes.
    fn escape(&self) -> Option<Slip> {
        if !self.info.contains("escape") && !self.info.contains("hexadecimal") {
            return None;
        }
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while at < bytes.len() {
            if bytes[at] == b'\\' {
                let known = b"0abtnvfre \"/\\N_LPxuU\t\r\n".contains(bytes.get(at + 1)?);
                let digits = match bytes[at + 1] {
                    b'x' => 2,
                    b'u' => 4,
                    b'U' => 8,
                    _ => 0,
                };
                let number = bytes.get(at + 2..at + 2 + digits);
                if !known || !number.is_some_and(|number| number.iter().all(u8::is_ascii_hexdigit)) {
                    let end = at + 1 + self.text[at + 1..].chars().next().map_or(0, char::len_utf8);
                    return Some(Slip {
                        span: at..end,
                        message: format!(
                            "`{}` in double quotes is not a character",
                            brief(&self.text[at..end])
                        ),
                        label: "a backslash gives the next character another meaning here".to_owned(),
                        hint: "type the backslash twice, or put the text into single quotes (`'`)".to_owned(),
                    });
                }
                at += 1;
            }
            at += 1;
        }
        None
    }

    /// `@home`, `%`, `` ` ``: YAML keeps these signs for itself. `[#4]`: a comment.
    fn sign_at_start(&self) -> Option<Slip> {
        let sign = self.text[self.at..].chars().next()?;
        if self.info.contains("comments must be separated") {
            return Some(Slip {
                span: self.character(),
                message: "a number sign starts a comment here".to_owned(),
                label: "nothing after it would be read".to_owned(),
                hint: "put the text into quotes, as in `\"#4\"`".to_owned(),
            });
        }
        let refused = self.info.contains("unexpected character")
            || self.info.contains("alias")
            || self.info.contains("anchor")
            || self.info.contains("tag");
        (refused && !sign.is_alphanumeric()).then(|| Slip {
            span: self.character(),
            message: format!("a text without quotes may not start with `{}`", brief(&sign.to_string())),
            label: "this sign has a meaning of its own here".to_owned(),
            hint: "put the text into quotes".to_owned(),
        })
    }

    /// `rationale: | The text`
    fn text_behind_bar(&self) -> Option<Slip> {
        if !self.info.contains("block scalar") {
            return None;
        }
        let line = self.line(self.at);
        let bar = line.text.find(['|', '>'])?;
        Some(Slip {
            span: line.start + bar..line.start + line.text.trim_end().len(),
            message: format!("text stands on the line of `{}`", &line.text[bar..bar + 1]),
            label: "the text starts on the next line".to_owned(),
            hint: "put the text on the lines below, indented further than the field".to_owned(),
        })
    }

    /// A list in brackets that is not closed, or whose closing bracket a number sign hides.
    fn bracket_not_closed(&self) -> Option<Slip> {
        let on_line = std::iter::once(self.line(self.at));
        let start = on_line.chain(self.above(self.at).take(30)).find_map(|line| {
            let open = value_start(line).filter(|&at| line.text[at..].starts_with(['[', '{']))?;
            Some(line.start + open).filter(|&start| start < self.at)
        })?;
        if self.info.contains("trailing content") {
            return None;
        }
        let (mut depth, mut quote, mut before, mut hidden) = (0, None, ' ', None);
        let mut chars = self.text[start..self.at].char_indices();
        while let Some((at, c)) = chars.next() {
            match (quote, c) {
                (Some(open), _) if open == c => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') if [' ', '[', ',', '{'].contains(&before) => quote = Some(c),
                (None, '[' | '{') => depth += 1,
                (None, ']' | '}') => depth -= 1,
                (None, '#') if before.is_whitespace() => {
                    hidden = hidden.or(Some(start + at));
                    // To the end of the line nothing counts.
                    chars.by_ref().find(|(_, c)| *c == '\n');
                }
                _ => {}
            }
            before = c;
            if depth == 0 {
                return None;
            }
        }
        if let Some(sign) = hidden {
            return Some(Slip {
                span: sign..sign + 1,
                message: "a number sign after a space starts a comment, which hides the rest of the list"
                    .to_owned(),
                label: "nothing after it is read".to_owned(),
                hint: "put the item into quotes, as in `\"Lumbar brace #4\"`".to_owned(),
            });
        }
        let close = if self.text[start..].starts_with('[') { ']' } else { '}' };
        Some(Slip {
            span: start..start + 1,
            message: format!("the bracket that opens here is not closed by `{close}`"),
            label: "opened here".to_owned(),
            hint: format!("write `{close}` at its end; a text that starts with a bracket needs quotes"),
        })
    }

    /// A slip in a line above that YAML only notices here: no space after a colon or hyphen, no colon, no `|`.
    fn field_above(&self) -> Option<Slip> {
        let misses_colon = self.info.contains("simple key");
        if !misses_colon && !self.info.contains("mapping values") {
            return None;
        }
        let here = self.line(self.at);
        for line in self.above(self.at).take(200) {
            let trimmed = line.text.trim_start_matches(' ');
            if trimmed.starts_with('-') && trimmed[1..].starts_with(|c: char| c.is_ascii_lowercase()) {
                let at = line.start + line.indent();
                return Some(Slip {
                    span: at..at + 1,
                    message: "there is no space after the hyphen of a list item".to_owned(),
                    label: "this starts an item".to_owned(),
                    hint: format!("write `- {}`", brief(trimmed[1..].trim_end())),
                });
            }
            let Some(field) = line.field() else { continue };
            if let Some(value) = field.rest.strip_prefix(':') {
                if !value.is_empty() && !value.starts_with(' ') {
                    return Some(no_space(&field, value));
                }
                // A field as it should be: its value may be the text that goes on down to here.
                let value = value.trim();
                let plain = !value.starts_with(['|', '>', '"', '\'', '[', '{']);
                let goes_on = here.indent() > line.indent() && !misses_colon;
                return (plain && goes_on && here.field().is_none_or(|field| !field.rest.starts_with(": ")))
                    .then(|| no_bar(&field));
            }
            if misses_colon
                && (field.rest.is_empty() || field.rest.starts_with(' '))
                && line.indent() <= here.indent()
            {
                return Some(Slip {
                    span: field.start..field.start + field.name.len(),
                    message: format!("there is no colon after `{}`", brief(field.name)),
                    label: "a field's name is followed by a colon and a space".to_owned(),
                    hint: format!("write `{}:{}`", brief(field.name), brief(field.rest)),
                });
            }
        }
        None
    }

    /// `treatment: MRI: right knee`
    fn colon_in_text(&self) -> Option<Slip> {
        if !self.info.contains("mapping values") {
            return None;
        }
        let field = self.line(self.at).field()?;
        Some(Slip {
            span: self.character(),
            message: format!("a colon stands within the text of `{}`", brief(field.name)),
            label: "a colon with a space after it would start a field".to_owned(),
            hint: "put the text into quotes; or write `|` after the field's colon, and the text on indented lines below"
                .to_owned(),
        })
    }

    /// A field that stands further in or out than those beside it.
    fn indentation(&self) -> Option<Slip> {
        let line = self.line(self.at);
        if !(self.info.contains("indent")
            || self.info.contains("expected key")
            || self.info.contains("'-' indicator"))
            || !self.text[line.start..self.at].trim().is_empty()
        {
            return None;
        }
        let field = line.field()?;
        let beside = self
            .above(self.at)
            .find(|above| above.field().is_some_and(|field| field.rest.starts_with(':')))?;
        let wanted = beside.field()?.start - beside.start;
        let has = field.start - line.start;
        (wanted != has).then(|| Slip {
            span: field.start..field.start + field.name.len(),
            message: format!(
                "`{}` is indented by {has}, and `{}` above it by {wanted}",
                brief(field.name),
                beside.field().map(|field| brief(field.name)).unwrap_or_default()
            ),
            label: "fields that belong together start in the same column".to_owned(),
            hint: "indent it like the field that it belongs beside".to_owned(),
        })
    }

    /// `[California],`
    fn behind_the_value(&self) -> Option<Slip> {
        let line = self.line(self.at);
        let before = &self.text[line.start..self.at];
        let ended = before.trim_end().ends_with(['"', '\'', ']', '}']);
        ended.then(|| Slip {
            span: self.character(),
            message: "there is something after the end of a value".to_owned(),
            label: "the value has ended before this".to_owned(),
            hint: "remove it, or put the whole value into quotes".to_owned(),
        })
    }
}

/// Where the value of a line's field or item starts.
fn value_start(line: Line<'_>) -> Option<usize> {
    let from = match line.field() {
        Some(field) if field.rest.starts_with(": ") => field.start - line.start + field.name.len() + 1,
        _ => line.text.trim_start_matches(' ').starts_with("- ").then(|| line.indent() + 1)?,
    };
    let value = line.text[from..].trim_start_matches(' ');
    (!value.is_empty()).then(|| line.text.len() - value.len())
}

fn not_closed(open: usize, quote: char) -> Slip {
    Slip {
        span: open..open + 1,
        message: "the quotation mark that opens here is not closed".to_owned(),
        label: "opened here".to_owned(),
        hint: format!("write `{quote}` at the end of the text as well, or remove this one"),
    }
}

fn no_space(field: &Field<'_>, value: &str) -> Slip {
    let end = field.start + field.name.len() + 1;
    Slip {
        span: field.start..end,
        message: format!("there is no space after the colon of `{}`", brief(field.name)),
        label: "a colon counts where a space follows".to_owned(),
        hint: format!("write `{}: {}`", brief(field.name), brief(value)),
    }
}

fn no_bar(field: &Field<'_>) -> Slip {
    Slip {
        span: field.start..field.start + field.name.len() + 1,
        message: format!("the text of `{}` holds a colon and goes over several lines", brief(field.name)),
        label: "a text of several lines starts with `|`".to_owned(),
        hint: format!("write `{}: |`, and the whole text on the lines below it, indented", brief(field.name)),
    }
}
