//! A text -> the modules of a Data Matrix (ISO/IEC 16022, ECC 200).

use datamatrix::{DataMatrix as Encoded, SymbolList};

/// A square of dark and light modules, without its quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataMatrix {
    /// Modules on each side.
    pub side: usize,
    /// The dark ones: column and row from the upper left.
    pub dark: Vec<(usize, usize)>,
}

/// The smallest square symbol that holds a text of ASCII; none where the text is longer than any holds.
pub fn data_matrix(text: &str) -> Option<DataMatrix> {
    let encoded = Encoded::encode(text.as_bytes(), SymbolList::default().enforce_square()).ok()?;
    let bitmap = encoded.bitmap();
    let side = bitmap.width();
    Some(DataMatrix { side, dark: bitmap.pixels().collect() })
}

#[cfg(test)]
mod tests {
    use super::data_matrix;

    #[test]
    fn a_text_has_the_borders_of_a_symbol() {
        let symbol = data_matrix("20140806010000120103").unwrap();
        assert_eq!(symbol.side, 16);
        let is_dark = |at| symbol.dark.contains(&at);
        for at in 0..symbol.side {
            assert!(is_dark((0, at)) && is_dark((at, symbol.side - 1)), "the finder is solid");
            assert_eq!(is_dark((at, 0)), at % 2 == 0, "the upper border alternates");
        }
        assert_eq!(data_matrix(&"x".repeat(4000)), None);
    }
}
