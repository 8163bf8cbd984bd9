//! HTML, in which every text is escaped.

/// A page or part of one. Markup comes from the program's own text, everything else through [`Html::text`].
#[derive(Default)]
pub struct Html(String);

impl Html {
    pub fn new() -> Html {
        Html::default()
    }

    /// Markup of the program's own.
    pub fn raw(&mut self, markup: &'static str) -> &mut Html {
        self.0.push_str(markup);
        self
    }

    /// Any text, in an element or in a quoted attribute.
    pub fn text(&mut self, text: impl AsRef<str>) -> &mut Html {
        for character in text.as_ref().chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                // What cannot be seen would change how a line reads; HTML has no place for controls.
                '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\x7f'..='\u{9f}' => {
                    self.0.push('\u{fffd}')
                }
                '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => self.0.push('\u{fffd}'),
                _ => self.0.push(character),
            }
        }
        self
    }

    /// The text of a finding, in which back-ticks stand around what was typed.
    pub fn message(&mut self, text: impl AsRef<str>) -> &mut Html {
        let text = text.as_ref();
        if text.matches('`').count() % 2 == 1 {
            return self.text(text);
        }
        for (number, piece) in text.split('`').enumerate() {
            if number % 2 == 1 {
                self.raw("<code>").text(piece).raw("</code>");
            } else {
                self.text(piece);
            }
        }
        self
    }

    pub fn number(&mut self, number: impl Into<u64>) -> &mut Html {
        self.0.push_str(&number.into().to_string());
        self
    }

    /// Parts made elsewhere.
    pub fn part(&mut self, part: &Html) -> &mut Html {
        self.0.push_str(&part.0);
        self
    }

    pub fn into_text(self) -> String {
        self.0
    }
}

/// A letter's name as a step of a path.
pub fn step(name: &str) -> String {
    let mut step = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            step.push(char::from(byte));
        } else {
            step.push_str(&format!("%{byte:02X}"));
        }
    }
    step
}

/// The name that a step of a path stands for; none where it is none.
pub fn name_of(step: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(step.len());
    let mut rest = step.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        bytes.push((digit(rest.next())? * 16 + digit(rest.next())?) as u8);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_no_markup() {
        let mut html = Html::new();
        html.raw("<p title=\"")
            .text("\" onclick=\"x()")
            .raw("\">")
            .text("<script>&amp;'\0</script>")
            .raw("</p>");
        assert_eq!(
            html.into_text(),
            "<p title=\"&quot; onclick=&quot;x()\">&lt;script&gt;&amp;amp;&#39;\u{fffd}&lt;/script&gt;</p>"
        );
    }

    #[test]
    fn names_read_back_from_addresses() {
        for name in ["CM14-0012345", "a b/c?d#e%", "é„“", "..", "~"] {
            assert_eq!(name_of(&step(name)).as_deref(), Some(name));
            assert!(!step(name).contains(['/', '?', '#', ' ']), "{name}");
        }
        for step in ["%", "%4", "%zz", "%ff"] {
            assert_eq!(name_of(step), None, "{step}");
        }
    }
}
