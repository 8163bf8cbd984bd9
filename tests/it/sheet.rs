//! Pages made by hand from the repository's faces: a letter of every kind of element, without layout.

use imr_letters::fonts::{FaceId, Fonts};
use imr_letters::layout::{
    Artifact, Element, ElementId, Glyph, GlyphRun, Item, ItemKind, Page, Pages, Role, Scope, Tag,
};
use imr_letters::pdf::About;
use imr_letters::style::PdfVersion;
use imr_letters::units::{Point, Pt, Rect, Size};

const PITCH: Pt = Pt::milli(13_800);
const BOTTOM: Pt = Pt::whole(716);

pub fn about() -> About {
    About {
        version: PdfVersion::V1_7,
        title: "Final Determination Letter, Case CM00-0000001 <R&D>".into(),
        language: "en-US".into(),
        date: "2016-12-09".into(),
    }
}

/// A run of one glyph a character, as layout makes it.
pub fn run(fonts: &Fonts, face: FaceId, size: Pt, at: Point, text: &str) -> GlyphRun {
    let glyph = |c: char| Glyph {
        id: fonts.face(face).glyph(c).unwrap_or_else(|| panic!("{c:?} has no glyph")),
        text_len: c.len_utf8() as u8,
        extra: 0,
        shift: (0, 0),
    };
    GlyphRun {
        face,
        size,
        at,
        glyphs: text.chars().map(glyph).collect(),
        text: text.into(),
        right_to_left: false,
        read_as: None,
    }
}

/// A pen that goes down the pages.
pub struct Sheet<'a> {
    fonts: &'a Fonts,
    pub pages: Pages,
    y: Pt,
}

impl<'a> Sheet<'a> {
    pub fn new(fonts: &'a Fonts) -> Sheet<'a> {
        let size = Size { width: Pt::whole(612), height: Pt::whole(792) };
        let pages = Pages {
            size,
            pages: vec![Page::default()],
            elements: Vec::new(),
            below_address: None,
            unfolded: false,
        };
        let mut sheet = Sheet { fonts, pages, y: Pt::whole(69) };
        sheet.element(Role::Document, None, "");
        sheet
    }

    pub fn root(&self) -> Option<ElementId> {
        Some(ElementId(0))
    }

    pub fn element(&mut self, role: Role, parent: Option<ElementId>, title: &str) -> ElementId {
        self.pages.elements.push(Element {
            role,
            parent,
            span: Default::default(),
            title: title.into(),
            at: (self.pages.pages.len() - 1, self.y),
            columns: 1,
            language: None,
            uri: None,
        });
        ElementId(self.pages.elements.len() as u32 - 1)
    }

    pub fn face(&self, file: &str) -> FaceId {
        self.fonts.by_file(&format!("Liberation{file}.ttf")).unwrap()
    }

    pub fn item(&mut self, kind: ItemKind, tag: Tag) {
        self.pages.pages.last_mut().unwrap().items.push(Item { kind, tag });
    }

    /// Shows text at a place; where it ends.
    pub fn show(&mut self, face: &str, size: Pt, at: Point, text: &str, tag: Tag) -> Pt {
        let run = run(self.fonts, self.face(face), size, at, text);
        let width: imr_letters::units::Em =
            run.glyphs.iter().map(|glyph| self.fonts.face(run.face).advance(glyph.id)).sum();
        self.item(ItemKind::Glyphs(run), tag);
        at.x + size.of_em(width)
    }

    pub fn down(&mut self) {
        self.y += PITCH;
        if self.y > BOTTOM {
            self.pages.pages.push(Page::default());
            self.y = Pt::milli(82_800);
        }
    }

    pub fn heading(&mut self, level: u8, text: &str) {
        self.down();
        self.down();
        let tag = Tag::Element(self.element(Role::Heading(level), self.root(), text));
        self.show("Serif-Bold", Pt::whole(12), Point { x: Pt::whole(200), y: self.y }, text, tag);
    }

    /// A paragraph in lines of about 80 characters, each with its space at the end.
    pub fn paragraph(&mut self, label: &str, text: &str, parent: Option<ElementId>) {
        self.down();
        self.down();
        let paragraph = self.element(Role::Paragraph, parent, "");
        let mut x = Pt::whole(72);
        if !label.is_empty() {
            let label_tag = Tag::Element(self.element(Role::Label, Some(paragraph), ""));
            x = self.show("Serif-Bold", Pt::whole(12), Point { x, y: self.y }, label, label_tag);
        }
        let mut line = String::new();
        let room = 80 - label.len() / 2;
        let text_element =
            if label.is_empty() { paragraph } else { self.element(Role::Text, Some(paragraph), "") };
        let tag = Tag::Element(text_element);
        for word in text.split_inclusive(' ') {
            if line.len() + word.len() > room {
                self.show("Serif-Regular", Pt::whole(12), Point { x, y: self.y }, &line, tag);
                line.clear();
                self.down();
                x = Pt::whole(72);
            }
            line.push_str(word);
        }
        self.show("Serif-Regular", Pt::whole(12), Point { x, y: self.y }, &line, tag);
    }

    fn hairline(&mut self) {
        let at = Point { x: Pt::milli(66_600), y: self.y + Pt::milli(3_500) };
        let rect = Rect { at, size: Size { width: Pt::milli(478_800), height: Pt::milli(500) } };
        self.item(ItemKind::Fill { rect, gray: 0 }, Tag::Artifact(Artifact::Layout));
    }

    /// The case table: labels and values, and in its first row an empty cell of two columns.
    pub fn label_table(&mut self) {
        let table = self.element(Role::Table, self.root(), "");
        let size = Pt::milli(11_040);
        for (row, [label, value, other, second]) in [
            ["Case Number:", "CM00-0000001", "", ""],
            ["Date Assigned:", "11/09/2016", "Date of Injury:", "10/13/2016"],
            ["Decision Date:", "12/09/2016", "UR Denial Date:", "11/03/2016"],
        ]
        .into_iter()
        .enumerate()
        {
            self.down();
            let row_id = self.element(Role::Row, Some(table), "");
            for (column, text) in [label, value, other, second].into_iter().enumerate() {
                let x = [72, 180, 330, 428][column];
                let at = Point { x: Pt::whole(x), y: self.y };
                if row == 0 && column == 2 {
                    let empty = self.element(Role::Cell, Some(row_id), "");
                    self.pages.elements[empty.0 as usize].columns = 2;
                    break;
                }
                if column % 2 == 0 {
                    let size = Size { width: Pt::whole(100), height: Pt::whole(13) };
                    let rect = Rect { at: Point { x: at.x, y: at.y - Pt::whole(10) }, size };
                    self.item(ItemKind::Fill { rect, gray: 878 }, Tag::Artifact(Artifact::Layout));
                }
                let (role, face) = match column % 2 {
                    0 => (Role::HeaderCell(Scope::Row), "Sans-Bold"),
                    _ => (Role::Cell, "Sans-Regular"),
                };
                let tag = Tag::Element(self.element(role, Some(row_id), ""));
                self.show(face, size, at, text, tag);
            }
            self.hairline();
        }
    }

    pub fn column_table(&mut self) {
        let table = self.element(Role::Table, self.root(), "");
        for (row, texts) in [["Item", "Outcome"], ["Physical therapy", "Upheld"]].into_iter().enumerate() {
            self.down();
            let row_id = self.element(Role::Row, Some(table), "");
            for (column, text) in texts.into_iter().enumerate() {
                let role = if row == 0 { Role::HeaderCell(Scope::Column) } else { Role::Cell };
                let tag = Tag::Element(self.element(role, Some(row_id), ""));
                let at = Point { x: Pt::whole(72 + 200 * column as i32), y: self.y };
                self.show("Sans-Regular", Pt::whole(11), at, text, tag);
            }
        }
    }

    pub fn list(&mut self, labels: [&str; 2]) {
        let list = self.element(Role::List, self.root(), "");
        for label in labels {
            self.down();
            let item = self.element(Role::ListItem, Some(list), "");
            let tag = Tag::Element(self.element(Role::ListLabel, Some(item), ""));
            let y = self.y;
            self.show("Serif-Regular", Pt::whole(12), Point { x: Pt::whole(72), y }, label, tag);
            let body = Tag::Element(self.element(Role::ListBody, Some(item), ""));
            let at = Point { x: Pt::whole(90), y };
            self.show("Serif-Regular", Pt::whole(12), at, "A document that was reviewed", body);
        }
    }

    /// The pages with a running foot on each.
    pub fn finish(mut self) -> Pages {
        let count = self.pages.pages.len();
        let mut pages = std::mem::take(&mut self.pages.pages);
        for (index, page) in pages.iter_mut().enumerate() {
            for (x, text) in
                [(72, "CM00-0000001".to_string()), (480, format!("Page {} of {count}", index + 1))]
            {
                let at = Point { x: Pt::whole(x), y: Pt::whole(756) };
                let run = run(self.fonts, self.face("Serif-Regular"), Pt::whole(9), at, &text);
                let (kind, tag) = (ItemKind::Glyphs(run), Tag::Artifact(Artifact::Pagination));
                page.items.push(Item { kind, tag });
            }
        }
        self.pages.pages = pages;
        self.pages
    }
}

/// A letter like the seed: the case table, headings on two levels, labels, two tables, lists, over pages.
pub fn letter(fonts: &Fonts, name: &str, rounds: usize) -> Pages {
    let mut sheet = Sheet::new(fonts);
    sheet.label_table();
    sheet.heading(1, "HOW THE IMR FINAL DETERMINATION WAS MADE");
    let root = sheet.root();
    sheet.paragraph(
        "",
        &format!("The case file of {name} (aged 51) was sent to an expert reviewer. {TEXT}"),
        root,
    );
    sheet.heading(1, "CLINICAL CASE SUMMARY");
    sheet.paragraph("", TEXT, root);
    sheet.heading(1, "IMR ISSUES, DECISIONS AND RATIONALES");
    for round in 1..=rounds {
        sheet.heading(2, &format!("{round}. Physical therapy, 12 sessions"));
        sheet.paragraph("Claims Administrator guideline: ", &TEXT[..120], root);
        sheet.paragraph("Decision rationale: ", TEXT, root);
    }
    sheet.list(["1.", "2."]);
    sheet.list(["-", "-"]);
    sheet.column_table();
    sheet.finish()
}

/// Words of a letter, with a run of two spaces and characters that a string must escape.
pub const TEXT: &str = "He/she has no affiliation with the employer, employee, providers or the claims \
    administrator. The expert reviewer (board certified) has been in active clinical practice for more than \
    five years and is currently working at least 24 hours a week in active practice.  The reviewer was \
    selected based on clinical experience, education, background, and expertise in the same or similar \
    specialties that evaluate and/or treat the medical condition and disputed items \\ services. The worker \
    sustained an injury on October 13, 2016; magnetic resonance imaging showed no fracture, and 75 % of the \
    complaints were gone after home exercise. The guidelines advise against passive treatment beyond 4 weeks.";
