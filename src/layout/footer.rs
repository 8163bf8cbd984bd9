//! The footer of every page, when the number of pages is known.

use super::draw::text;
use super::faces::{Faces, Typesetter};
use super::lines::{Line, one_line};
use super::pages::{Artifact, ElementId, Pages};
use crate::diag::{Finding, Reported, Sink, Span, codes};
use crate::document::{Document, Inline, Script};
use crate::fonts::Fonts;
use crate::style::Style;
use crate::units::Point;

/// Adds the footer of every page: the style's words, with the case number, the page and the number of pages, on the
/// first pages in the language that these are in.
pub(super) fn footers(
    pages: &mut Pages,
    in_other_language: usize,
    document: &Document,
    style: &Style,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Result<(), Reported> {
    let faces = Faces::of(("text/family", &style.text.family), style, fonts, sink)?;
    let footer = &style.footer;
    let count = pages.pages.len().to_string();
    let set = |(setting, words): &(String, &str), page: usize, sink: &mut Sink| -> Line {
        let setting = Some((style, setting.as_str()));
        let setter = Typesetter { document, fonts, faces: &faces, size: footer.size, setting };
        let text = words
            .replace("{page}", &(page + 1).to_string())
            .replace("{pages}", &count)
            .replace("{case_number}", &document.about.case_number);
        let inline = Inline::Text {
            text,
            strong: false,
            emphasis: false,
            script: Script::Normal,
            link: None,
            span: Span::default(),
        };
        one_line(&setter.typeset(&[inline], false, |_| ElementId(0), sink))
    };
    let y = footer.baseline;
    for (number, page) in pages.pages.iter_mut().enumerate() {
        let language = document.about.first_language.as_deref().filter(|_| number < in_other_language);
        // What the words lack is said once.
        let mark = sink.mark();
        let [left, right] = footer.words(language).map(|words| set(&words, number, sink));
        sink.unless_errors(mark, ())?;
        if left.width + right.width + footer.size > style.measure() {
            let over = left.width + right.width + footer.size - style.measure();
            let message = format!("the footer of page {} is {over} points too long for its line", number + 1);
            let [(left, _), (right, _)] = footer.words(language);
            let settings =
                [&*left, &right, "footer/size", "page/margin_left", "page/margin_right", "page/width"];
            return Err(sink.error(
                Finding::new(&codes::layout::FOOTER, message)
                    .at(style.place(style.at_fault(&settings)))
                    .hint("shorten `left` or `right`, or make `size` smaller"),
            ));
        }
        let x = style.page.margin_left;
        text(left, footer.size, Point { x, y }, Some(Artifact::Pagination), &mut page.items);
        let x = style.page.width - style.page.margin_right - right.width;
        text(right, footer.size, Point { x, y }, Some(Artifact::Pagination), &mut page.items);
    }
    Ok(())
}
