//! Links: their text, and after it the address, which is what paper has of them.

use std::sync::Arc;

use pulldown_cmark::{LinkType, TagEnd};

use super::reader::Reader;
use super::{Block, BlockKind, Document, Inline, Script};
use crate::diag::{Finding, Place, Span, codes};

/// How an address may begin, and what of that is not printed.
const SCHEMES: [(&str, &str); 4] =
    [("https://", ""), ("http://", ""), ("mailto:", "mailto:"), ("tel:", "tel:")];

/// A link as it is written.
pub(super) struct Written<'a> {
    pub kind: LinkType,
    pub address: &'a str,
    pub title: &'a str,
    pub span: Span,
}

impl Reader<'_> {
    /// The text of a link with its address after it.
    pub(super) fn link(&mut self, link: &Written<'_>, strong: bool, emphasis: bool) -> Vec<Inline> {
        let mut inlines = self.styled(TagEnd::Link, strong, emphasis);
        let address = match link.kind {
            LinkType::Email => format!("mailto:{}", link.address),
            _ => link.address.to_owned(),
        };
        let Some(printed) = printed(&address) else {
            self.fault(
                link.span,
                format!("a link leads to `{}`", address.escape_default()),
                "write an address that begins with https://, http://, mailto: or tel:, in plain letters without spaces",
            );
            return Vec::new();
        };
        if !matches!(link.kind, LinkType::Inline | LinkType::Autolink | LinkType::Email)
            || !link.title.is_empty()
        {
            self.fault(
                link.span,
                "a part of this link would not be printed".to_owned(),
                "write it as `[text](address)`, without a title",
            );
        }
        let to: Arc<str> = address.as_str().into();
        let mut text = String::new();
        for inline in &mut inlines {
            match inline {
                Inline::Text { link, text: piece, .. } => {
                    *link = Some(Arc::clone(&to));
                    text.push_str(piece);
                }
                Inline::Break => text.push(' '),
            }
        }
        if text.trim().is_empty() {
            self.fault(link.span, "a link has no text".to_owned(), "write it as `[text](address)`");
        }
        if ![printed, &address].contains(&text.trim()) {
            let text = format!(" ({printed})");
            let script = Script::Normal;
            inlines.push(Inline::Text { text, strong, emphasis, script, link: Some(to), span: link.span });
        }
        inlines
    }

    fn fault(&mut self, span: Span, message: String, hint: &str) {
        self.sink.report(
            Finding::new(&codes::document::LINK, message).at(Place::new(self.markdown, span)).hint(hint),
        );
    }
}

impl Document {
    /// Where each piece of a link stands, and what it leads to.
    pub fn links(&self) -> Vec<(Span, &str)> {
        let mut links = Vec::new();
        links_of(&self.blocks, &mut links);
        links
    }
}

fn links_of<'a>(blocks: &'a [Block], to: &mut Vec<(Span, &'a str)>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::AtRight(inlines) => {
                to.extend(inlines.iter().filter_map(|inline| match inline {
                    Inline::Text { link: Some(link), span, .. } => Some((*span, &**link)),
                    _ => None,
                }))
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| links_of(item, to)),
            // The reader refuses links elsewhere.
            _ => {}
        }
    }
}

/// What is printed of an address; none where it is none that a letter may lead to.
fn printed(address: &str) -> Option<&str> {
    let (start, unsaid) = SCHEMES.into_iter().find(|(start, _)| address.starts_with(start))?;
    let plain = address.len() > start.len() && address.bytes().all(|b| b.is_ascii_graphic());
    plain.then(|| &address[unsaid.len()..])
}
