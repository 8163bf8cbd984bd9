//! The faces that a text may be set in, and at what size.

use crate::diag::{Finding, Reported, Sink, codes};
use crate::document::Document;
use crate::fonts::{FaceId, Fonts};
use crate::style::{Family, Style};
use crate::units::Pt;

/// The four faces of a family, those asked for what they lack, and how they are set.
pub(super) struct Faces {
    regular: FaceId,
    bold: FaceId,
    italic: FaceId,
    bold_italic: FaceId,
    pub fallback: Vec<FaceId>,
    pub kerning_and_ligatures: bool,
}

impl Faces {
    /// The faces of a family that the style names.
    ///
    /// # Errors
    /// A font file that is not there.
    pub fn of(
        (setting, family): (&str, &Family),
        style: &Style,
        fonts: &Fonts,
        sink: &mut Sink,
    ) -> Result<Faces, Reported> {
        let mut find = |setting: &str, file: &String| {
            fonts.by_file(file).ok_or_else(|| {
                let message = format!("the style names the font file `{file}`, which is not there");
                let hint = format!("put `{file}` into `templates/fonts/`, or name another file in the style");
                sink.error(Finding::new(&codes::layout::FONT, message).at(style.place(setting)).hint(hint))
            })
        };
        let mut of_family = |key: &str, file| find(&format!("{setting}/{key}"), file);
        let (regular, bold) = (of_family("regular", &family.regular)?, of_family("bold", &family.bold)?);
        let italic = of_family("italic", &family.italic)?;
        let bold_italic = of_family("bold_italic", &family.bold_italic)?;
        let fallback = style.fallback.iter().enumerate();
        let fallback = fallback.map(|(number, file)| find(&format!("fallback/{number}"), file));
        let fallback = fallback.collect::<Result<_, _>>()?;
        let kerning_and_ligatures = style.text.kerning_and_ligatures;
        Ok(Faces { regular, bold, italic, bold_italic, fallback, kerning_and_ligatures })
    }

    pub fn face(&self, strong: bool, emphasis: bool) -> FaceId {
        match (strong, emphasis) {
            (false, false) => self.regular,
            (true, false) => self.bold,
            (false, true) => self.italic,
            (true, true) => self.bold_italic,
        }
    }
}

/// What typesets text: of which document, in which faces and size.
pub(super) struct Typesetter<'a> {
    pub document: &'a Document,
    pub fonts: &'a Fonts,
    pub faces: &'a Faces,
    pub size: Pt,
    /// The setting that the text is of, where it is the style's and not the document's.
    pub setting: Option<(&'a Style, &'a str)>,
}
