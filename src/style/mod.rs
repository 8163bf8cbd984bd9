//! Style file -> [`Style`]: every measurement of the page.

use serde::Deserialize;

use crate::units::Pt;

/// The measurements of a page style; `templates/letter.yaml` says where each comes from.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Style {
    pub page: PageStyle,
    pub text: TextStyle,
    pub heading: HeadingStyle,
    pub table: TableStyle,
    pub list: ListStyle,
    pub foot: FootStyle,
    /// Font files asked in order for a character that the text's own face lacks.
    pub fallback: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
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

/// The font files of a family.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Family {
    pub regular: String,
    pub bold: String,
    pub italic: String,
    pub bold_italic: String,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TextStyle {
    pub family: Family,
    pub size: Pt,
    /// Baseline to baseline.
    pub pitch: Pt,
    /// What is added to the pitch between two paragraphs.
    pub paragraph_gap: Pt,
    /// Lines of a paragraph that stay together on either side of a page end.
    pub lines_together: u8,
    pub kerning: bool,
    pub ligatures: bool,
}

/// A section heading.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct HeadingStyle {
    pub size: Pt,
    /// Last baseline before it to its own.
    pub above: Pt,
    /// Its baseline to the next.
    pub below: Pt,
    pub centred: bool,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TableStyle {
    pub family: Family,
    pub size: Pt,
    /// Left edge of the page to each column edge, the outer two included.
    pub columns: Vec<Pt>,
    /// Top edge of the page to the first baseline of a table that opens a page.
    pub first_baseline: Pt,
    pub pitch: Pt,
    /// Top edge of a row to its first baseline.
    pub rise: Pt,
    /// Edge of a column to the text in it.
    pub padding: Pt,
    pub rule: Pt,
    /// Grey of header cells, in thousandths, 0 black.
    pub header_grey: u16,
    /// The table's last rule to the baseline of the text below it.
    pub below: Pt,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ListStyle {
    /// Left edge of the text to a list item's text.
    pub indent: Pt,
    /// What stands before an item of a list without numbers.
    pub bullet: String,
}

/// The line at the foot of every page. `{case_number}`, `{page}` and `{pages}` stand for their values.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct FootStyle {
    pub left: String,
    pub right: String,
    pub size: Pt,
    /// Top edge of the page to its baseline.
    pub baseline: Pt,
}
