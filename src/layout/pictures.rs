//! The logo, in the margin above the first line of a page: nothing below it moves for it.

use super::flow::{Flow, Last};
use super::pages::{ElementId, Item, ItemKind, Role, Tag};
use crate::diag::{Finding, Place, Sink, Span, codes};
use crate::units::{Point, Pt, Rect};

/// White between the logo and the first line, beside what that line needs above its baseline.
const BELOW: Pt = Pt::whole(6);
/// White above the logo: office printers do not print on the first quarter of an inch.
const ABOVE: Pt = Pt::whole(18);
/// The name by which a letter names it.
const LOGO: &str = "logo";

impl Flow<'_> {
    pub(super) fn picture(&mut self, name: &str, alternative_text: &str, span: Span, sink: &mut Sink) {
        let place = Place::new(&self.document.source, span);
        let mut refuse = |message: String, hint: &str| {
            sink.report(Finding::new(&codes::layout::PICTURE, message).at(place.clone()).hint(hint));
        };
        let Some(picture) = self.logo.clone().filter(|_| name == LOGO) else {
            let message = format!("there is no picture `{name}`");
            return refuse(
                message,
                "give `logo:` in `templates/office.yaml`, and write it as `![what it shows](logo)`",
            );
        };
        let heads_page = self.last == Last::Nothing && (self.boxes.is_empty() || self.opens);
        if !heads_page || self.above.last().is_some_and(|(at, _)| *at == self.boxes.len()) {
            let message = "the logo does not stand first on its page".to_owned();
            return refuse(message, "write it above everything else of the page, once");
        }
        let page = &self.style.page;
        let room = page.first_baseline - self.style.text.size - BELOW - ABOVE;
        let size = picture.size;
        if size.height > room {
            let message = format!(
                "the logo is {} points high, and the margin above the first line has room for {room}",
                size.height
            );
            return refuse(
                message,
                "make `height:` of the logo in `templates/office.yaml` smaller, or `first_baseline:` of the style larger",
            );
        }
        if size.width > self.measure() {
            let message = format!("the logo is {} points wide, and the text {}", size.width, self.measure());
            return refuse(message, "make `height:` of the logo in `templates/office.yaml` smaller");
        }
        let at = Point { x: page.margin_left, y: ABOVE + room - size.height };
        let element = self.element(Role::Figure, Some(ElementId(0)), span, alternative_text.to_owned());
        let kind = ItemKind::Picture { rect: Rect { at, size }, picture };
        self.above.push((self.boxes.len(), Item { kind, tag: Tag::Element(element) }));
    }
}
