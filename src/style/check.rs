//! What a style must keep to, so that every letter of it can be printed: each measure in bounds, nothing over
//! anything else, nothing off the page.

use super::breaches::{Breach, report, shown};
use super::footer::{PLACEHOLDERS, unknown_placeholders};
use super::settings::{Gray, LEAST_LOGO, Style};
use super::window::Window;
use crate::diag::{Sink, codes};
use crate::units::{Point, Pt, Rect, Size};

/// A page of PDF is 3 to 14,400 points wide and high (ISO 32000-1, annex C).
const PAGE: (Pt, Pt) = (Pt::whole(3), Pt::whole(14_400));
/// Sizes of type that can be read on paper.
const TYPE: (Pt, Pt) = (Pt::whole(4), Pt::whole(72));
/// What of a line of type stands above its baseline and below, in thousandths of the size; accents may reach further.
const ABOVE: i32 = 700;
const BELOW: i32 = 200;
/// What stands before an item of a list has as many characters at most.
const LONGEST_BULLET: usize = 3;
/// A page has room for as many lines at least, so that what stays together does.
const LEAST_LINES: i32 = 10;
/// On it black type has a contrast of 5.3 to 1; WCAG 2.2, 1.4.3 asks for 4.5.
const DARKEST: Gray = Gray(500);

/// Reports every setting that is out of bounds, at the place of the one that is at fault.
pub(super) fn check(style: &Style, sink: &mut Sink) {
    let mut check = Check { style, breaches: Vec::new() };
    check.pages();
    check.type_sizes();
    check.table();
    check.rest();
    check.window();
    check.footer();
    check.marks();
    check.logo_box();
    report(check.breaches, style, sink);
}

struct Check<'a> {
    style: &'a Style,
    breaches: Vec<Breach>,
}

/// A bound of a length, and the settings that it comes from.
type Bound<'a> = (Pt, &'a [&'a str]);

const PAGE_WIDTH: &[&str] = &["page/width"];
const PAGE_HEIGHT: &[&str] = &["page/height"];
const MEASURE: &[&str] = &["page/width", "page/margin_left", "page/margin_right"];

/// A bound that no setting changes.
const fn fixed(length: Pt) -> Bound<'static> {
    (length, &[])
}

const NOTHING: Bound = fixed(Pt::ZERO);

impl Check<'_> {
    fn refuse(&mut self, setting: &str, why: &str, hint: &str) {
        self.breaches.push(Breach::of(setting, why.to_owned(), hint, &[]));
    }

    /// A length from `least` to `most`.
    fn within(&mut self, setting: &str, value: Pt, least: Bound, most: Bound) {
        let bounds_of = match value {
            low if low < least.0 => least.1,
            high if high > most.0 => most.1,
            _ => return,
        };
        let (least, most) = (least.0, most.0);
        let (why, hint) = if least > most {
            let bounds = format!("{least} or more, and {most} or less");
            (
                format!("is {value} points, and would have to be {bounds}"),
                format!("see that {least} is less than {most}"),
            )
        } else {
            (
                format!("is {value} points, and must be {least} to {most}"),
                format!("write a length from {least} to {most}"),
            )
        };
        self.breaches.push(Breach::of(setting, why, hint, bounds_of));
    }

    fn pages(&mut self) {
        let page = &self.style.page;
        let Style { text, heading, .. } = self.style;
        self.within("page/width", page.width, fixed(PAGE.0), fixed(PAGE.1));
        self.within("page/height", page.height, fixed(PAGE.0), fixed(PAGE.1));
        self.within("page/margin_left", page.margin_left, NOTHING, (page.width, PAGE_WIDTH));
        self.within("page/margin_right", page.margin_right, NOTHING, (page.width, PAGE_WIDTH));
        let least = (text.size.max(heading.size), &["text/size", "heading/size"][..]);
        self.within("page/first_baseline", page.first_baseline, least, (page.height, PAGE_HEIGHT));
        // Below it there is room for what hangs below a baseline, and for the footer.
        let footer = &self.style.footer;
        self.within(
            "page/lowest_baseline",
            page.lowest_baseline,
            (page.first_baseline + text.leading * LEAST_LINES, &["page/first_baseline", "text/leading"]),
            (footer.baseline - footer.size, &["footer/baseline", "footer/size"]),
        );
        let (least, measure) = (text.size * 6, self.style.measure());
        if measure < least {
            self.breaches.push(Breach::of(
                "page/margin_left",
                format!("and the right one leave {measure} points for text, and must leave {least}"),
                "make the margins smaller",
                &["page/margin_right", "page/width", "text/size"],
            ));
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
            self.within(setting, size, fixed(TYPE.0), fixed(TYPE.1));
        }
        for (setting, leading, size_of, size) in [
            ("text/leading", text.leading, "text/size", text.size),
            ("table/leading", table.leading, "table/size", table.size),
            ("window/leading", window.leading, "window/size", window.size),
        ] {
            // Closer than this, lines run into each other.
            self.within(setting, leading, (size.per_mille(800), &[size_of]), (size * 4, &[size_of]));
        }
    }

    fn table(&mut self) {
        let (table, page) = (&self.style.table, &self.style.page);
        // Text stands beside the rules, and these on the page.
        let rule = (table.rule, &["table/rule"][..]);
        self.within("table/padding", table.padding, rule, (page.width, PAGE_WIDTH));
        self.within("table/rule", table.rule, NOTHING, fixed(Pt::whole(9)));
        self.within("table/row_gap", table.row_gap, NOTHING, (page.height, PAGE_HEIGHT));
        // The text of a row stands inside of it.
        self.within(
            "table/ascent",
            table.ascent,
            (table.size.per_mille(ABOVE), &["table/size"]),
            (
                table.leading + table.row_gap - table.size.per_mille(BELOW),
                &["table/leading", "table/row_gap", "table/size"],
            ),
        );
        let text = self.style.text.size;
        let above = (text.per_mille(BELOW) + table.rule, &["text/size", "table/rule"][..]);
        self.within("table/above", table.above, above, (page.height, PAGE_HEIGHT));
        let below = (text.per_mille(ABOVE) + table.rule, &["text/size", "table/rule"][..]);
        self.within("table/below", table.below, below, (page.height, PAGE_HEIGHT));
        self.within(
            "table/first_baseline",
            table.first_baseline,
            (table.ascent.max(table.size), &["table/ascent", "table/size"]),
            (page.lowest_baseline - table.leading * LEAST_LINES, &["page/lowest_baseline", "table/leading"]),
        );
        if table.header_gray < DARKEST {
            let why = "is too dark for black type";
            self.refuse("table/header_gray", why, "write a gray from 0.5 to 1, which is white");
        }
        let narrowest = table.padding * 2 + table.size;
        for (number, edges) in table.columns.iter().enumerate() {
            let setting = format!("table/columns/{number}");
            if edges.len() < 2 {
                self.refuse(&setting, "has no column", "write the left and the right edge of each column");
            }
            for (edge, &at) in edges.iter().enumerate() {
                let most = (page.width - table.rule, &["page/width", "table/rule"][..]);
                self.within(&format!("{setting}/{edge}"), at, rule, most);
            }
            for (edge, pair) in edges.windows(2).enumerate().filter(|(_, pair)| pair[1] - pair[0] < narrowest)
            {
                self.breaches.push(Breach::of(
                    &format!("{setting}/{}", edge + 1),
                    format!(
                        "is {} points from the edge before it, and a column is at least {narrowest} wide",
                        pair[1] - pair[0]
                    ),
                    "write the edges from left to right, with room for text between them",
                    &[&format!("{setting}/{edge}"), "table/padding", "table/size"],
                ));
            }
            if table.columns[..number].iter().any(|other| other.len() == edges.len()) {
                self.refuse(&setting, "has as many columns as another list", "keep one of them");
            }
        }
    }

    fn rest(&mut self) {
        let Style { text, heading, list, page, .. } = self.style;
        let height = (page.height, PAGE_HEIGHT);
        self.within("text/paragraph_gap", text.paragraph_gap, NOTHING, height);
        let above = (heading.size.per_mille(800), &["heading/size"][..]);
        self.within("heading/above", heading.above, above, height);
        let below = (text.size.per_mille(800), &["text/size"][..]);
        self.within("heading/below", heading.below, below, height);
        // Lists stand in lists, eight deep, and text needs room there too.
        self.within("list/indent", list.indent, NOTHING, (self.style.measure() / 9, MEASURE));
        if list.bullet.trim().is_empty() || list.bullet.contains('\n') {
            self.refuse("list/bullet", "is no sign", "write what stands before an item, such as \"•\"");
        } else if list.bullet.chars().count() > LONGEST_BULLET {
            let why = format!("has more than {LONGEST_BULLET} characters");
            self.refuse("list/bullet", &why, "write what stands before an item, such as \"•\"");
        }
    }

    fn window(&mut self) {
        self.shows_an_address("window", &self.style.window);
        self.within("window/fold", self.style.window.fold, NOTHING, fixed(PAGE.1));
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
            self.within(&format!("{section}/{setting}"), value, NOTHING, fixed(PAGE.1));
        }
        let page = &self.style.page;
        let safe = window.safe(Size { width: page.width, height: page.height });
        let (right, bottom) = (safe.at.x + safe.size.width, safe.at.y + safe.size.height);
        let inside = safe.at.x >= Pt::ZERO
            && safe.at.y >= Pt::ZERO
            && right <= page.width
            && bottom <= page.lowest_baseline;
        let least = Size { width: window.size * 12, height: window.size + window.leading * 2 };
        if !inside || safe.size.width < least.width || safe.size.height < least.height {
            self.breaches.push(Breach {
                code: &codes::style::VALUE,
                subject: shown(section),
                why: "shows no part of the sheet that an address of three lines fits in, wherever the sheet slides"
                    .into(),
                hint: "look at the envelope's size, its window, the clearance and the fold".into(),
                settings: window_settings(section),
            });
        }
    }

    fn footer(&mut self) {
        let (footer, page) = (&self.style.footer, &self.style.page);
        self.within(
            "footer/baseline",
            footer.baseline,
            (footer.size, &["footer/size"]),
            (page.height - footer.size.per_mille(300), &["page/height", "footer/size"]),
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
                self.refuse(&setting, &why, &format!("write one of {known}"));
            }
            if words.chars().any(char::is_control) {
                self.refuse(&setting, "is more than one line", "write one line");
            }
        }
    }

    fn logo_box(&mut self) {
        if let Some(logo) = self.style.logo_box {
            let widest = self.style.measure().max(LEAST_LOGO);
            self.within("logo_box/width", logo.width, fixed(LEAST_LOGO), (widest, MEASURE));
            let highest = (self.style.page.height, PAGE_HEIGHT);
            self.within("logo_box/height", logo.height, fixed(LEAST_LOGO), highest);
        }
    }

    fn marks(&mut self) {
        let Some(marks) = &self.style.marks else { return };
        let page = &self.style.page;
        self.within("marks/left", marks.left, NOTHING, (page.width, PAGE_WIDTH));
        self.within("marks/top", marks.top, NOTHING, (page.height, PAGE_HEIGHT));
        let most = fixed(Pt::whole(9));
        // Four dots of a printer of 300 to the inch; less is read by no machine for certain.
        self.within("marks/module", marks.module, fixed(Pt::milli(960)), most);
        self.within("marks/line_thickness", marks.line_thickness, fixed(Pt::milli(480)), most);
        let thickness = |times: i32| (marks.line_thickness * times, &["marks/line_thickness"][..]);
        self.within("marks/line_pitch", marks.line_pitch, thickness(2), fixed(Pt::whole(72)));
        self.within("marks/line_length", marks.line_length, thickness(4), (page.width, PAGE_WIDTH));
        for (number, line) in marks.lines.iter().enumerate() {
            if marks.lines[..number].contains(line) {
                let why = format!("is `{}` once more", line.name());
                self.refuse(&format!("marks/lines/{number}"), &why, "keep one of the two");
            }
        }
        let Some(white) = marks.white() else { return };
        let size = Size { width: page.width, height: page.height };
        let window = &self.style.window;
        let text = Rect {
            at: Point { x: page.margin_left, y: Pt::ZERO },
            size: Size { width: self.style.measure(), height: page.height },
        };
        let seen_by = |window: &Window| white.overlaps(window.seen(size));
        let on_a_fold = |fold: Pt| white.at.y < fold && fold < white.at.y + white.size.height;
        let (why, others) = if !white.is_inside(Rect { at: Point::default(), size }) {
            ("off the page", ["page/width", "page/height"].map(str::to_owned).to_vec())
        } else if white.overlaps(text) {
            ("between the margins, where text stands", MEASURE.iter().map(|&one| one.to_owned()).collect())
        } else if seen_by(window) {
            ("in the window of the envelope", window_settings("window"))
        } else if self.style.for_flats().is_some_and(|flats| seen_by(&flats.window)) {
            ("in the window of the envelope", window_settings("flat_window"))
        } else if window.folds(size).into_iter().any(on_a_fold) {
            ("on a fold", ["window/fold", "page/height"].map(str::to_owned).to_vec())
        } else {
            return;
        };
        let of_marks =
            ["left", "top", "module", "line_pitch", "line_length", "line_thickness", "lines", "print"];
        self.breaches.push(Breach {
            code: &codes::barcode::MARK_PLACE,
            subject: "the mark of a sheet".into(),
            why: format!("would stand {why}"),
            hint: "change `left:` and `top:`; white is needed around it as well".into(),
            settings: of_marks.iter().map(|name| format!("marks/{name}")).chain(others).collect(),
        });
    }
}

/// What decides where a window shows the sheet.
fn window_settings(section: &str) -> Vec<String> {
    let of_window = [
        "fold",
        "left",
        "bottom",
        "width",
        "height",
        "clearance",
        "envelope_width",
        "envelope_height",
        "size",
        "leading",
    ];
    let settings = of_window.iter().map(|name| format!("{section}/{name}"));
    settings
        .chain(
            ["page/width", "page/height", "page/lowest_baseline", "window/size", "window/leading"]
                .map(str::to_owned),
        )
        .collect()
}
