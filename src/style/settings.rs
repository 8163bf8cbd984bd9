//! Every measurement of the page.

use schemars::JsonSchema;
use serde::Deserialize;

use super::footer::FooterStyle;
use super::marks::MarksStyle;
use super::window::{FlatWindow, Window};
use crate::diag::{Finding, Place, Sink, codes};
use crate::units::{Pt, Size};
use crate::yaml::{Node, Outline};

/// The measurements of a page style; `templates/letter.yaml` says where each comes from.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Style {
    pub page: PageStyle,
    pub text: TextStyle,
    pub heading: HeadingStyle,
    pub table: TableStyle,
    pub list: ListStyle,
    pub footer: FooterStyle,
    pub window: Window,
    /// None where the style has no such section: then every copy is folded.
    #[serde(default)]
    pub flat_window: Option<FlatWindow>,
    /// None where the style has no such section; the print run takes that of `letter.yaml`.
    #[serde(default)]
    pub marks: Option<MarksStyle>,
    /// None where the style has no such section: then the logo stands above the first line of its page, as high as the
    /// office says.
    #[serde(default)]
    pub logo_box: Option<LogoBox>,
    /// Font files asked in order for a character that the text's own face lacks.
    pub fallback: Vec<String>,
    /// Which PDF the letters are; 1.7 where the style does not say. The file of a print run is 1.7 always, which every press
    /// reads.
    #[serde(default)]
    pub pdf: PdfVersion,
    /// Where each setting stands in its file.
    #[serde(skip)]
    #[schemars(skip)]
    pub(super) outline: Outline,
    /// The style that its file changes; empty where there is none.
    #[serde(skip)]
    #[schemars(skip)]
    pub(super) under: Outline,
}

#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct PageStyle {
    pub width: Pt,
    pub height: Pt,
    pub margin_left: Pt,
    pub margin_right: Pt,
    /// Top edge of the page to the first baseline.
    pub first_baseline: Pt,
    /// Top edge of the page to the lowest baseline that text may have.
    pub lowest_baseline: Pt,
}

impl Style {
    /// Where a setting stands, by the keys that lead to it: `footer/left`; the start of the file for one that it
    /// leaves as it is in the built-in style.
    pub fn place(&self, setting: &str) -> Place {
        match (self.is_own(setting), self.outline.root().entries()) {
            (false, [first, ..]) => Place::new(self.outline.source(), first.key_span),
            _ => self.outline.place(setting),
        }
    }

    /// Where a character of a setting's text stands.
    pub fn place_of_char(&self, setting: &str, character: char) -> Place {
        let typed = self.outline.get(setting).and_then(Node::scalar).map(|scalar| &scalar.text);
        match typed.and_then(|text| Some((text, text.find(character)?))) {
            Some((text, at)) => self.outline.part(setting, text, &(at..at + character.len_utf8())),
            None => self.place(setting),
        }
    }

    /// Of settings that do not go together, the one that is at fault: the first that the style's file changes, or else the
    /// first of all.
    ///
    /// # Panics
    /// Where there is none.
    pub fn at_fault<'s>(&self, settings: &[&'s str]) -> &'s str {
        let changed = settings.iter().find(|setting| self.changes(setting));
        changed.unwrap_or(&settings[0])
    }

    /// Whether the style's file gives a setting another value than the style under it has.
    fn changes(&self, setting: &str) -> bool {
        let own = self.outline.get(setting);
        own.is_some_and(|own| self.under.get(setting).is_none_or(|under| !own.says_what(under)))
    }

    /// Whether the style's file says anything of a setting, and not the built-in style alone.
    pub(super) fn is_own(&self, setting: &str) -> bool {
        setting.split('/').next().is_some_and(|section| self.outline.get(section).is_some())
    }

    /// Refuses marks in a style that is not that of all letters: a run has one kind.
    pub fn refuse_marks(&self, sink: &mut Sink) {
        if self.is_own("marks") {
            let message = "`marks:` is for a whole print run, and is set in `letter.yaml` alone";
            sink.report(
                Finding::new(&codes::style::VALUE, message).at(self.place("marks")).hint("move it there"),
            );
        }
    }

    /// The same style for a letter that goes unfolded into a flat envelope; none where it has no window for one.
    pub fn for_flats(&self) -> Option<Style> {
        let page = Size { width: self.page.width, height: self.page.height };
        let window = self.flat_window.as_ref()?.with_address_of(&self.window, page);
        Some(Style { window, ..self.clone() })
    }

    /// Between the margins.
    pub fn measure(&self) -> Pt {
        self.page.width - self.page.margin_left - self.page.margin_right
    }

    /// The font files that a letter of this style may be set in.
    pub fn font_files(&self) -> impl Iterator<Item = &str> {
        let families = [&self.text.family, &self.table.family];
        let files = families.into_iter().flat_map(|f| [&f.regular, &f.bold, &f.italic, &f.bold_italic]);
        files.chain(&self.fallback).map(String::as_str)
    }
}

/// The place of the logo at the right margin, beside the first line of its page: a logo that is larger is printed smaller, in
/// proportion.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct LogoBox {
    pub width: Pt,
    pub height: Pt,
}

/// The least side of a logo of which anything is seen.
pub const LEAST_LOGO: Pt = Pt::whole(6);

/// The font files of a family.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Family {
    pub regular: String,
    pub bold: String,
    pub italic: String,
    pub bold_italic: String,
}

#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TextStyle {
    pub family: Family,
    pub size: Pt,
    /// Baseline to baseline.
    pub leading: Pt,
    /// What is added to the leading between two paragraphs.
    pub paragraph_gap: Pt,
    /// Lines of a paragraph that stay together on either side of a page end.
    #[schemars(range(min = 1, max = 9))]
    pub lines_together: u8,
    /// Whether Latin, Greek and Cyrillic letters are moved together and joined as their face advises, in tables
    /// and feet too.
    pub kerning_and_ligatures: bool,
}

/// A section heading.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct HeadingStyle {
    pub size: Pt,
    /// Last baseline before it to its own.
    pub above: Pt,
    /// Its baseline to the next.
    pub below: Pt,
    pub align: Align,
}

#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TableStyle {
    pub family: Family,
    pub size: Pt,
    /// One list for every number of columns a table may have: left edge of the page to each column edge, the
    /// outer two included.
    pub columns: Vec<Vec<Pt>>,
    /// Top edge of the page to the first baseline of a table that opens a page.
    pub first_baseline: Pt,
    /// Baseline to baseline inside a cell.
    pub leading: Pt,
    /// What a row is higher than its lines.
    pub row_gap: Pt,
    /// Top edge of a row to its first baseline.
    pub ascent: Pt,
    /// Edge of a column to the text in it.
    pub padding: Pt,
    /// Thickness of the rules.
    pub rule: Pt,
    /// Gray of header cells, in thousandths, 0 black.
    pub header_gray: Gray,
    /// Last baseline before the table to its first rule.
    pub above: Pt,
    /// The table's last rule to the baseline of the text below it.
    pub below: Pt,
}

#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ListStyle {
    /// Left edge of the text around a list to the text of its items.
    pub indent: Pt,
    /// What stands before an item of a list without numbers.
    pub bullet: String,
}

/// A version of PDF, with the standards that a letter keeps in it: PDF/UA-1 and PDF/A-2a in 1.7, PDF/UA-2 and PDF/A-4 in
/// 2.0.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema, PartialEq, Eq)]
pub enum PdfVersion {
    #[default]
    #[serde(rename = "1.7")]
    V1_7,
    #[serde(rename = "2.0")]
    V2_0,
}

/// How the lines of a text stand between its edges.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    Left,
    Center,
}

/// A gray in thousandths, 0 black and 1000 white; written as a number from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gray(pub u16);

impl<'de> Deserialize<'de> for Gray {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Gray, D::Error> {
        let gray = f64::deserialize(from)?;
        if (0.0..=1.0).contains(&gray) {
            return Ok(Gray((gray * 1000.0).round() as u16));
        }
        Err(serde::de::Error::custom(format!("{gray} is not a gray from 0 (black) to 1 (white)")))
    }
}

impl JsonSchema for Gray {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Gray".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": 0, "maximum": 1 })
    }
}
