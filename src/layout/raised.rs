//! Superscripts and subscripts: how large they are, and where they stand to their line.

use crate::document::Script;
use crate::units::Pt;

/// Size of a superscript or subscript, in thousandths of its line's: 7.8 points at 12.
const SIZE: i32 = 650;
/// What a superscript is raised and a subscript lowered by, in thousandths of the size of the line: the one ends near the
/// height of capitals, the other near what hangs below a line, so that neither reaches the next line.
const RAISED: i32 = 330;
const LOWERED: i32 = 140;

/// The size of a text of a line of a size.
pub(super) fn script_size(script: Script, line: Pt) -> Pt {
    match script {
        Script::Normal => line,
        Script::Superscript | Script::Subscript => line.per_mille(SIZE),
    }
}

/// How far above the baseline of its line a text stands.
pub(super) fn script_rise(script: Script, line: Pt) -> Pt {
    match script {
        Script::Normal => Pt::ZERO,
        Script::Superscript => line.per_mille(RAISED),
        Script::Subscript => -line.per_mille(LOWERED),
    }
}
