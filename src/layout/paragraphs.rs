//! Headings and paragraphs -> line boxes.

use super::boxes::Content;
use super::faces::Typesetter;
use super::flow::{Flow, Last};
use super::lines::{Line, break_lines};
use super::pages::{ElementId, Role};
use super::paginate::keeps;
use crate::diag::{Sink, Span};
use crate::document::Inline;
use crate::style::Align;
use crate::units::Pt;

impl Flow<'_> {
    pub(super) fn section_heading(&mut self, inlines: &[Inline], span: Span, sink: &mut Sink) {
        let heading = &self.style.heading;
        self.sections += 1;
        // A paper has one top heading, its first; the other sections stand below it.
        let level = if self.sections == 1 { 1 } else { 2 };
        let element = self.element(Role::Heading(level), Some(ElementId(0)), span, plain(inlines));
        let owners = self.inline_owners(inlines, element, heading.size);
        let setter = Typesetter { size: heading.size, ..self.text_setter() };
        let lines =
            break_lines(&setter.typeset(inlines, true, |inline| owners[inline], sink), self.measure());
        let above = match self.last {
            Last::Nothing => Pt::ZERO,
            Last::Table(row) => row + self.style.table.below,
            Last::Text | Last::ListItem | Last::Heading | Last::Address => heading.above,
        };
        for (number, line) in lines.into_iter().enumerate() {
            let spare = match heading.align {
                Align::Left => Pt::ZERO,
                Align::Center => (self.measure() - line.width) / 2,
            };
            let x = self.style.page.margin_left + spare;
            let advance = if number == 0 { above } else { self.style.text.leading };
            self.push(advance, true, Content::Text { size: heading.size, lines: vec![(x, line)] });
        }
        self.last = Last::Heading;
    }

    /// A heading below a section's: the line that names an item and its outcome. What is bold before its last bold
    /// words leads up to it: it is a paragraph in the tags, so that the heading is short.
    pub(super) fn item_heading(&mut self, level: u8, inlines: &[Inline], span: Span, sink: &mut Sink) {
        let (lead, heading) = inlines.split_at(lead_end(inlines));
        let root = Some(ElementId(0));
        let paragraph = text_span(lead).map(|span| self.element(Role::Paragraph, root, span, String::new()));
        let level = if self.sections > 1 { level.saturating_add(1) } else { level };
        let element =
            self.element(Role::Heading(level), root, text_span(heading).unwrap_or(span), plain(heading));
        let size = self.text_size();
        let mut owners = self.inline_owners(lead, paragraph.unwrap_or(element), size);
        owners.extend(self.inline_owners(heading, element, size));
        let setter = self.text_setter();
        let typeset = setter.typeset(inlines, false, |inline| owners[inline], sink);
        let lines = break_lines(&typeset, self.measure());
        let all = lines.len();
        self.text_lines(lines, all, true, Pt::ZERO, None);
        self.last = Last::Text;
    }

    /// A paragraph, `indent` from the margin, with a label beside its first line where it opens a list item.
    pub(super) fn paragraph(
        &mut self,
        inlines: &[Inline],
        element: ElementId,
        indent: Pt,
        beside: Option<(Pt, Line)>,
        sink: &mut Sink,
    ) {
        let (label, text) = match inlines {
            [Inline::Text { text, strong: true, span: label, .. }, rest @ ..]
                if text.trim_end().ends_with(':') =>
            {
                let behind = text_span(rest);
                let label = self.element(Role::Label, Some(element), *label, String::new());
                // Beside the label's element the text has one of its own, so that a reader which takes an
                // element's own content first still reads it second.
                let text = behind.map(|span| self.element(Role::Text, Some(element), span, String::new()));
                (label, text.unwrap_or(element))
            }
            _ => (element, element),
        };
        let (first, rest) = inlines.split_at(usize::from(label != element));
        let mut owners = vec![label; first.len()];
        owners.extend(self.inline_owners(rest, text, self.text_size()));
        let setter = self.text_setter();
        let typeset = setter.typeset(inlines, false, |inline| owners[inline], sink);
        let lines = break_lines(&typeset, self.measure() - indent);
        // A paragraph that ends in a colon introduces what follows.
        let introduces =
            matches!(inlines.last(), Some(Inline::Text { text, .. }) if text.trim_end().ends_with(':'));
        // A template that ends lines itself writes a block, such as a signature: it stays together.
        let together = match inlines.contains(&Inline::Break) {
            true => lines.len(),
            false => usize::from(self.style.text.lines_together),
        };
        self.text_lines(lines, together, introduces, indent, beside);
        self.last = Last::Text;
    }

    /// A paragraph whose lines end at the right margin; it stays together.
    pub(super) fn at_right(&mut self, inlines: &[Inline], span: Span, sink: &mut Sink) {
        let element = self.element(Role::AtRight, Some(ElementId(0)), span, String::new());
        let owners = self.inline_owners(inlines, element, self.text_size());
        let setter = self.text_setter();
        let typeset = setter.typeset(inlines, false, |inline| owners[inline], sink);
        let lines = break_lines(&typeset, self.measure());
        let (leading, size) = (self.style.text.leading, self.style.text.size);
        let mut advance = self.advance_to_text();
        for (kept, line) in keeps(lines.len(), lines.len(), false).collect::<Vec<_>>().into_iter().zip(lines)
        {
            let x = self.style.page.margin_left + self.measure() - line.width;
            self.push(advance, kept, Content::Text { size, lines: vec![(x, line)] });
            advance = leading;
        }
        self.last = Last::Text;
    }

    /// Lines of text, `together` of them at least on either side of a page end.
    fn text_lines(
        &mut self,
        lines: Vec<Line>,
        together: usize,
        with_next: bool,
        indent: Pt,
        mut beside: Option<(Pt, Line)>,
    ) {
        let text = &self.style.text;
        let (leading, size) = (text.leading, text.size);
        let mut advance = self.advance_to_text();
        if beside.is_some() && self.last == Last::ListItem {
            advance = leading;
        }
        let x = self.style.page.margin_left + indent;
        for (kept, line) in keeps(lines.len(), together, with_next).collect::<Vec<_>>().into_iter().zip(lines)
        {
            let lines = beside.take().into_iter().chain([(x, line)]).collect();
            self.push(advance, kept, Content::Text { size, lines });
            advance = leading;
        }
    }
}

/// How many inlines lead up to the last bold words: those before it, where more bold words are among them.
fn lead_end(inlines: &[Inline]) -> usize {
    let bold = |inline: &Inline| matches!(inline, Inline::Text { strong: true, .. });
    let last = inlines.iter().rposition(bold).unwrap_or(0);
    if inlines[..last].iter().any(bold) { last } else { 0 }
}

/// From the first to the last text of inlines.
fn text_span(inlines: &[Inline]) -> Option<Span> {
    let spans = inlines.iter().filter_map(|inline| match inline {
        Inline::Text { span, .. } => Some(*span),
        Inline::Break => None,
    });
    spans.reduce(|first, last| Span { start: first.start, end: last.end })
}

/// The text of inlines, for bookmarks.
fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text { text: part, .. } => text.push_str(part),
            Inline::Break => text.push(' '),
        }
    }
    text
}
