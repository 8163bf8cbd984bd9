//! What machines read on the front of each sheet of a print run.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::units::{Point, Pt, Rect, Size};

/// Modules on each side of the Data Matrix of a sheet, whose text is always as long.
const MODULES: i32 = 16;
/// Modules of white around it; the standard asks for one (ISO/IEC 16022, 7).
const QUIET_MODULES: i32 = 2;

/// The mark of a sheet: a Data Matrix, or lines across the margin for an inserter that reads those.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct MarksStyle {
    pub print: Mark,
    /// Left edge of the page to the mark's.
    pub left: Pt,
    /// Top edge of the page to the mark's.
    pub top: Pt,
    /// The side of a module of a Data Matrix.
    pub module: Pt,
    /// What each line says, from the top; one that does not hold of a sheet is left white.
    #[schemars(length(min = 1))]
    pub lines: Vec<MarkLine>,
    /// From the top of a line to that of the next.
    pub line_pitch: Pt,
    pub line_length: Pt,
    pub line_thickness: Pt,
}

#[derive(Clone, Copy, Debug, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    None,
    DataMatrix,
    Omr,
}

/// What a line of optical mark recognition says of its sheet.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum MarkLine {
    /// On every sheet: here a mark begins.
    Start,
    /// On the last sheet of an envelope.
    EndOfSet,
    /// Of the number of the sheet in its print file, from 0, the binary digit of 1.
    #[serde(rename = "sequence_1")]
    Sequence1,
    /// The binary digit of 2.
    #[serde(rename = "sequence_2")]
    Sequence2,
    /// The binary digit of 4.
    #[serde(rename = "sequence_4")]
    Sequence4,
    /// Where the other lines are an odd number, so that all are an even one.
    Parity,
}

impl MarkLine {
    /// As the style calls it.
    pub fn name(self) -> &'static str {
        match self {
            MarkLine::Start => "start",
            MarkLine::EndOfSet => "end_of_set",
            MarkLine::Sequence1 => "sequence_1",
            MarkLine::Sequence2 => "sequence_2",
            MarkLine::Sequence4 => "sequence_4",
            MarkLine::Parity => "parity",
        }
    }
}

impl MarksStyle {
    /// The mark with the white that it needs around it; none where none is printed.
    pub fn white(&self) -> Option<Rect> {
        let at = Point { x: self.left, y: self.top };
        match self.print {
            Mark::None => None,
            Mark::DataMatrix => {
                let (side, quiet) = (self.module * MODULES, self.module * QUIET_MODULES);
                Some(Rect { at, size: Size { width: side, height: side } }.inset(-quiet, -quiet))
            }
            Mark::Omr => {
                let height = self.line_pitch * (self.lines.len() as i32 - 1) + self.line_thickness;
                let lines = Rect { at, size: Size { width: self.line_length, height } };
                Some(lines.inset(-self.line_thickness, -self.line_pitch))
            }
        }
    }
}
