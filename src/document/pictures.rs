//! A picture in a paragraph of its own: `![what it shows](logo)`.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::BlockKind;
use super::marks::Fault;
use super::reader::Reader;
use crate::diag::Span;

impl Reader<'_> {
    /// Whether a paragraph is nothing but a picture.
    pub(super) fn is_picture(&self, span: Span) -> bool {
        let written = self.written(span);
        self.lists == 0 && !self.in_address && written.starts_with("![") && written.ends_with(')')
    }

    pub(super) fn picture(&mut self, span: Span) -> BlockKind {
        let (mut name, mut alternative_text) = (None, String::new());
        let mut plain = true;
        while let Some((event, _)) = self.next() {
            match event {
                Event::End(TagEnd::Paragraph) => break,
                Event::Start(Tag::Image { link_type: LinkType::Inline, dest_url, title, .. })
                    if name.is_none() && title.is_empty() =>
                {
                    name = Some(dest_url.to_string());
                }
                Event::End(TagEnd::Image) => {}
                Event::Text(text) if name.is_some() => alternative_text.push_str(&text),
                _ => plain = false,
            }
        }
        if !plain || name.is_none() {
            self.picture_fault(span, "a picture stands with something else, or is not written as one");
        }
        let alternative_text = alternative_text.trim().to_owned();
        if alternative_text.is_empty() {
            self.picture_fault(span, "a picture says nothing to those who do not see it");
        }
        BlockKind::Picture { name: name.unwrap_or_default(), alternative_text }
    }

    fn picture_fault(&mut self, span: Span, message: &str) {
        self.report_mark(Fault {
            at: span.range(),
            message: message.to_owned(),
            hint: "write the logo in a paragraph of its own, as `![what it shows](logo)`",
        });
    }
}

impl super::Document {
    /// Where its pictures stand.
    pub fn pictures(&self) -> impl Iterator<Item = Span> {
        let pictures = self.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Picture { .. }));
        pictures.map(|block| block.span)
    }
}
