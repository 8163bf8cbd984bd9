use std::borrow::Cow;

/// One parsed font file.
pub struct Face {
    bytes: Cow<'static, [u8]>,
}

impl Face {
    pub(super) fn parse(bytes: Cow<'static, [u8]>) -> Result<Face, String> {
        Ok(Face { bytes })
    }

    /// The glyph of a character, if the face has one.
    pub fn glyph(&self, _character: char) -> Option<u16> {
        let _ = &self.bytes;
        todo!()
    }

    /// The advance of a glyph in thousandths of the size, rounded as the file's width table gives it, so
    /// that what is measured is what a viewer draws.
    pub fn advance(&self, _glyph: u16) -> i32 {
        todo!()
    }
}
