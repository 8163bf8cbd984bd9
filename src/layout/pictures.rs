//! The logo at the top of a page: in the margin above the first line, or in the style's box beside it. Nothing moves for it.

use super::boxes::{Content, Position, TopPicture};
use super::flow::{Flow, Last};
use super::lines::Line;
use super::pages::{ElementId, Role};
use crate::diag::{Finding, Place, Sink, Span, codes};
use crate::style::LEAST_LOGO;
use crate::units::{Point, Pt, Rect, Size};

/// White between the logo and the text below or beside it.
const WHITE: Pt = Pt::whole(6);
/// White above the logo: office printers do not print on the first quarter of an inch.
const ABOVE: Pt = Pt::whole(18);
/// From a baseline up to the top of the tallest letters, in thousandths of the size.
const ASCENT: i32 = 750;
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
        if !heads_page || self.pictures.last().is_some_and(|other| other.before == self.boxes.len()) {
            let message = "the logo does not stand first on its page".to_owned();
            return refuse(message, "write it above everything else of the page, once");
        }
        let rect = match self.boxed(picture.size).map_or_else(|| self.above_text(picture.size), Ok) {
            Ok(rect) => rect,
            Err((message, hint)) => return refuse(message, hint),
        };
        if rect.size.height < LEAST_LOGO {
            let message = format!(
                "the logo is {} points high in the `logo_box:` of the style, and nothing of it would be seen",
                rect.size.height
            );
            return refuse(message, "make `width:` of the `logo_box:` larger, or crop the picture");
        }
        let element = self.element(Role::Figure, Some(ElementId(0)), span, alternative_text.to_owned());
        self.pictures.push(TopPicture { before: self.boxes.len(), element, rect, picture, span });
    }

    /// Where a logo stands that the style has a box for.
    fn boxed(&self, size: Size) -> Option<Rect> {
        let page = &self.style.page;
        let most = self.style.logo_box?;
        let size = size.fitted(Size { width: most.width, height: most.height });
        let at = Point { x: page.width - page.margin_right - size.width, y: ABOVE };
        Some(Rect { at, size })
    }

    /// Where a logo stands above the first line, or why it does not, and what to do.
    fn above_text(&self, size: Size) -> Result<Rect, (String, &'static str)> {
        let page = &self.style.page;
        let room = page.first_baseline - self.style.text.size - WHITE - ABOVE;
        if size.height > room {
            let message = format!(
                "the logo is {} points high, and the margin above the first line has room for {room}",
                size.height
            );
            return Err((
                message,
                "make `height:` of the logo in `templates/office.yaml` smaller, or `first_baseline:` of the style larger",
            ));
        }
        if size.width > self.measure() {
            let message = format!("the logo is {} points wide, and the text {}", size.width, self.measure());
            return Err((message, "make `height:` of the logo in `templates/office.yaml` smaller"));
        }
        Ok(Rect { at: Point { x: page.margin_left, y: ABOVE + room - size.height }, size })
    }
}

/// Where text stands in the way of a logo.
pub(super) fn check(flow: &Flow<'_>, positions: &[Position], sink: &mut Sink) {
    for logo in &flow.pictures {
        let Some(page) = positions.get(logo.before).map(|position| position.page) else { continue };
        let taken = logo.rect.inset(-WHITE, Pt::ZERO);
        let beside = flow.content.iter().zip(positions).skip(logo.before);
        let beside = beside.take_while(|(_, position)| position.page == page);
        let in_the_way = beside
            .flat_map(|(content, position)| stretches(content, position.y, flow))
            .filter(|(rect, _)| taken.overlaps(*rect))
            .max_by_key(|(rect, _)| rect.at.x + rect.size.width);
        let Some((rect, text)) = in_the_way else { continue };
        let over = rect.at.x + rect.size.width - taken.at.x;
        let message = format!("the logo and `{text}` beside it are {over} points too wide for one line");
        let style = &flow.document.about.style;
        // In whole points, and no narrower than anything is seen of.
        let points = |width: Pt| width.max(Pt::ZERO).whole_times(Pt::whole(1));
        let narrower = points(logo.rect.size.width - over);
        let hint = if narrower < points(LEAST_LOGO) {
            "make that line of the letterhead shorter, or two lines of it".to_owned()
        } else {
            format!(
                "write `logo_box: {{width: {narrower}}}` into `templates/{style}.yaml`, or make that line shorter"
            )
        };
        sink.report(
            Finding::new(&codes::layout::PICTURE, message)
                .at(Place::new(&flow.document.source, logo.span))
                .hint(hint),
        );
    }
}

/// Where the lines of a line box at a height stand, and what they say.
fn stretches(content: &Content, y: Pt, flow: &Flow<'_>) -> Vec<(Rect, String)> {
    let stretch = |x: Pt, baseline: Pt, size: Pt, line: &Line| {
        let at = Point { x, y: baseline - size.per_mille(ASCENT) };
        let said: String = line.runs.iter().map(|run| run.text.as_str()).collect();
        let size = Size { width: line.width, height: size.per_mille(ASCENT) };
        (Rect { at, size }, said.trim_end().to_owned())
    };
    match content {
        Content::Text { size, lines } => lines.iter().map(|(x, line)| stretch(*x, y, *size, line)).collect(),
        Content::Row(row) => {
            let (left, right) =
                (row.cells.first().map(|cell| cell.left), row.cells.last().map(|cell| cell.right));
            let width = right.zip(left).map_or(Pt::ZERO, |(right, left)| right - left);
            let at = Point { x: left.unwrap_or_default(), y };
            vec![(Rect { at, size: Size { width, height: row.height } }, "a table".to_owned())]
        }
        Content::Address(address) => {
            let size = flow.style.window.size;
            address.lines.iter().map(|(at, line)| stretch(at.x, at.y, size, line)).collect()
        }
    }
}
