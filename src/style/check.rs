//! What a style must keep to, so that every letter of it can be printed: each measure in bounds, nothing over
//! anything else, nothing off the page.

use super::footer::{PLACEHOLDERS, unknown_placeholders};
use super::settings::{LEAST_LOGO, Style};
use super::window::Window;
use crate::diag::{Finding, Sink, codes};
use crate::units::{Point, Pt, Rect, Size};

/// A page of PDF is 3 to 14,400 points wide and high (ISO 32000-1, annex C).
const PAGE: (Pt, Pt) = (Pt::whole(3), Pt::whole(14_400));
/// Sizes of type that can be read on paper.
const TYPE: (Pt, Pt) = (Pt::whole(4), Pt::whole(72));

/// Reports every setting that is out of bounds, at its place.
pub(super) fn check(style: &Style, sink: &mut Sink) {
    let mut check = Check { style, sink };
    check.pages();
    check.type_sizes();
    check.table();
    check.rest();
    check.window();
    check.footer();
    check.marks();
    check.logo_box();
}

struct Check<'a> {
    style: &'a Style,
    sink: &'a mut Sink,
}

impl Check<'_> {
    fn refuse(&mut self, setting: &str, why: String, hint: impl Into<String>) {
        let name = setting.replace('/', ": ");
        let finding = Finding::new(&codes::style::VALUE, format!("`{name}` {why}"));
        let finding = finding.at(self.style.place(setting)).hint(hint.into());
        self.sink.report(if self.style.is_own(setting) {
            finding
        } else {
            finding.hint("that setting is the built-in style's, and this file changes what it depends on")
        });
    }

    /// A length from `least` to `most`.
    fn within(&mut self, setting: &str, value: Pt, least: Pt, most: Pt) {
        if value < least || value > most {
            let why = format!("is {value} points, and must be {least} to {most}");
            self.refuse(setting, why, format!("write a length from {least} to {most}"));
        }
    }

    fn pages(&mut self) {
        let page = &self.style.page;
        self.within("page/width", page.width, PAGE.0, PAGE.1);
        self.within("page/height", page.height, PAGE.0, PAGE.1);
        self.within("page/margin_left", page.margin_left, Pt::ZERO, page.width);
        self.within("page/margin_right", page.margin_right, Pt::ZERO, page.width);
        self.within("page/first_baseline", page.first_baseline, self.style.text.size, page.height);
        // Below it there is room for what hangs below a baseline, and for the footer.
        let lowest = self.style.footer.baseline - self.style.footer.size;
        self.within("page/lowest_baseline", page.lowest_baseline, page.first_baseline, lowest);
        let least = self.style.text.size * 6;
        if self.style.measure() < least {
            let why = format!("and the right one leave {} points for text", self.style.measure());
            self.refuse("page/margin_left", why, format!("leave at least {least}"));
        }
    }

    fn type_sizes(&mut self) {
        let Style { text, heading, table, footer, window, .. } = self.style;
        for (setting, size) in [
            ("text/size", text.size),
            ("heading/size", heading.size),
            ("table/size", table.size),
            ("footer/size", footer.size),
            ("window/size", window.size),
        ] {
            self.within(setting, size, TYPE.0, TYPE.1);
        }
        for (setting, leading, size) in [
            ("text/leading", text.leading, text.size),
            ("table/leading", table.leading, table.size),
            ("window/leading", window.leading, window.size),
        ] {
            // Closer than this, lines run into each other.
            self.within(setting, leading, size.per_mille(800), size * 4);
        }
    }

    fn table(&mut self) {
        let (table, page) = (&self.style.table, &self.style.page);
        self.within("table/padding", table.padding, Pt::ZERO, page.width);
        self.within("table/rule", table.rule, Pt::ZERO, Pt::whole(9));
        self.within("table/row_gap", table.row_gap, Pt::ZERO, page.height);
        self.within("table/ascent", table.ascent, Pt::ZERO, table.leading * 4);
        self.within("table/above", table.above, Pt::ZERO, page.height);
        self.within("table/below", table.below, Pt::ZERO, page.height);
        let room = page.lowest_baseline.max(table.ascent);
        self.within("table/first_baseline", table.first_baseline, table.ascent.max(table.size), room);
        let narrowest = table.padding * 2 + table.size;
        for (number, edges) in table.columns.iter().enumerate() {
            let setting = format!("table/columns/{number}");
            if edges.len() < 2 {
                self.refuse(
                    &setting,
                    "has no column".into(),
                    "write the left and the right edge of each column",
                );
            }
            for (edge, &at) in edges.iter().enumerate() {
                self.within(&format!("{setting}/{edge}"), at, Pt::ZERO, page.width);
            }
            if edges.windows(2).any(|pair| pair[1] - pair[0] < narrowest) {
                let why = format!("has a column narrower than {narrowest} points");
                self.refuse(
                    &setting,
                    why,
                    "write the edges from left to right, with room for text between them",
                );
            }
            if table.columns[..number].iter().any(|other| other.len() == edges.len()) {
                self.refuse(&setting, "has as many columns as another list".into(), "keep one of them");
            }
        }
    }

    fn rest(&mut self) {
        let Style { text, heading, list, page, .. } = self.style;
        self.within("text/paragraph_gap", text.paragraph_gap, Pt::ZERO, page.height);
        self.within("heading/above", heading.above, Pt::ZERO, page.height);
        self.within("heading/below", heading.below, Pt::ZERO, page.height);
        // Lists stand in lists, eight deep, and text needs room there too.
        self.within("list/indent", list.indent, Pt::ZERO, self.style.measure() / 9);
        if list.bullet.trim().is_empty() || list.bullet.contains('\n') {
            self.refuse(
                "list/bullet",
                "is no sign".into(),
                "write what stands before an item, such as \"•\"",
            );
        }
    }

    fn window(&mut self) {
        self.shows_an_address("window", &self.style.window);
        self.within("window/fold", self.style.window.fold, Pt::ZERO, PAGE.1);
        if let Some(flats) = self.style.for_flats() {
            self.shows_an_address("flat_window", &flats.window);
        }
    }

    fn shows_an_address(&mut self, section: &str, window: &Window) {
        for (setting, value) in [
            ("left", window.left),
            ("bottom", window.bottom),
            ("width", window.width),
            ("height", window.height),
            ("clearance", window.clearance),
            ("envelope_width", window.envelope_width),
            ("envelope_height", window.envelope_height),
        ] {
            self.within(&format!("{section}/{setting}"), value, Pt::ZERO, PAGE.1);
        }
        let page = &self.style.page;
        let safe = window.safe(Size { width: page.width, height: page.height });
        let (right, bottom) = (safe.at.x + safe.size.width, safe.at.y + safe.size.height);
        let inside =
            safe.at.x >= Pt::ZERO && safe.at.y >= Pt::ZERO && right <= page.width && bottom <= page.height;
        if !inside || safe.size.width < window.size || safe.size.height < window.size {
            let why = "shows no part of the sheet that an address fits in, wherever the sheet slides".into();
            self.refuse(section, why, "look at the envelope's size, its window, the clearance and the fold");
        }
    }

    fn footer(&mut self) {
        let (footer, page) = (&self.style.footer, &self.style.page);
        self.within(
            "footer/baseline",
            footer.baseline,
            footer.size,
            page.height - footer.size.per_mille(300),
        );
        let mut words =
            vec![("footer/left".to_owned(), &footer.left), ("footer/right".to_owned(), &footer.right)];
        for (number, line) in footer.other_languages.iter().enumerate() {
            words.push((format!("footer/other_languages/{number}/left"), &line.left));
            words.push((format!("footer/other_languages/{number}/right"), &line.right));
        }
        for (setting, words) in words {
            for range in unknown_placeholders(words) {
                let known = PLACEHOLDERS.map(|name| format!("`{{{name}}}`")).join(", ");
                let why = format!("has `{}`, which stands for nothing", &words[range]);
                self.refuse(&setting, why, format!("write one of {known}"));
            }
            if words.chars().any(char::is_control) {
                self.refuse(&setting, "is more than one line".into(), "write one line");
            }
        }
    }

    fn logo_box(&mut self) {
        if let Some(logo) = self.style.logo_box {
            self.within("logo_box/width", logo.width, LEAST_LOGO, self.style.measure().max(LEAST_LOGO));
            self.within("logo_box/height", logo.height, LEAST_LOGO, self.style.page.height);
        }
    }

    fn marks(&mut self) {
        let Some(marks) = &self.style.marks else { return };
        let page = &self.style.page;
        self.within("marks/left", marks.left, Pt::ZERO, page.width);
        self.within("marks/top", marks.top, Pt::ZERO, page.height);
        // Four dots of a printer of 300 to the inch; less is read by no machine for certain.
        self.within("marks/module", marks.module, Pt::milli(960), Pt::whole(9));
        self.within("marks/line_thickness", marks.line_thickness, Pt::milli(480), Pt::whole(9));
        self.within("marks/line_pitch", marks.line_pitch, marks.line_thickness * 2, Pt::whole(72));
        self.within("marks/line_length", marks.line_length, marks.line_thickness * 4, page.width);
        for (number, line) in marks.lines.iter().enumerate() {
            if marks.lines[..number].contains(line) {
                let setting = format!("marks/lines/{number}");
                self.refuse(&setting, format!("is `{}` once more", line.name()), "keep one of the two");
            }
        }
        let Some(white) = marks.white() else { return };
        let size = Size { width: page.width, height: page.height };
        let window = &self.style.window;
        let text = Rect {
            at: Point { x: page.margin_left, y: Pt::ZERO },
            size: Size { width: self.style.measure(), height: page.height },
        };
        let on_a_fold = |fold: Pt| white.at.y < fold && fold < white.at.y + white.size.height;
        let why = if !white.is_inside(Rect { at: Point::default(), size }) {
            "off the page"
        } else if white.overlaps(text) {
            "between the margins, where text stands"
        } else if white.overlaps(window.seen(size))
            || self.style.for_flats().is_some_and(|flats| white.overlaps(flats.window.seen(size)))
        {
            "in the window of the envelope"
        } else if window.folds(size).into_iter().any(on_a_fold) {
            "on a fold"
        } else {
            return;
        };
        let finding =
            Finding::new(&codes::barcode::MARK_PLACE, format!("the mark of a sheet would stand {why}"));
        self.sink.report(
            finding
                .at(self.style.place("marks"))
                .hint("change `left:` and `top:`; white is needed around it as well"),
        );
    }
}
