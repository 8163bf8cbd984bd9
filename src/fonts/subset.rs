/// The glyphs of a face that a letter uses, as a font program.
pub struct Subset {}
