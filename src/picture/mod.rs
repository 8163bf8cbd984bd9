//! The bytes of a PNG or SVG file -> [`Picture`]: pixels or shapes, in colors of sRGB.
//!
//! What a PDF of a letter cannot show as the file has it is refused, never dropped or changed.

mod pixels;
mod shapes;
mod unfit;

use crate::units::{Pt, Size};

pub use pixels::Pixels;
pub use unfit::Unfit;

use unfit::unfit;

pub use shapes::{Paint, Segment, Shape, Shapes};

/// The most bytes of a file: every letter holds its picture.
const MOST_BYTES: usize = 1_000_000;

/// A picture, and how large it is printed.
#[derive(Debug, PartialEq)]
pub struct Picture {
    pub size: Size,
    pub drawn: Drawn,
}

#[derive(Debug, PartialEq)]
pub enum Drawn {
    Pixels(Pixels),
    Shapes(Shapes),
}

/// Reads a file of a name, which says what it is, to be printed at a height.
///
/// # Errors
/// Whatever is in it that would not be printed as it is.
pub fn read_picture(name: &str, bytes: &[u8], height: Pt) -> Result<Picture, Unfit> {
    if bytes.len() > MOST_BYTES {
        let why = format!("the file has {} bytes, and every letter would hold them", bytes.len());
        return Err(unfit(why, "save it smaller: at most 1,000,000 bytes"));
    }
    let is_svg = name.ends_with(".svg");
    if let Some(other) = other_format(bytes, is_svg) {
        let why = format!("the file is {other}, whatever its name says");
        return Err(unfit(why, "export the picture as PNG or SVG; renaming a file does not change it"));
    }
    let (drawn, wide, high) = if is_svg {
        let shapes = shapes::read(bytes)?;
        let (wide, high) = (shapes.width, shapes.height);
        (Drawn::Shapes(shapes), f64::from(wide), f64::from(high))
    } else {
        let pixels = pixels::read(bytes)?;
        let (wide, high) = (pixels.width, pixels.height);
        (Drawn::Pixels(pixels), f64::from(wide), f64::from(high))
    };
    let width = f64::from(height.to_milli()) * wide / high;
    if !(1.0..10_000_000.0).contains(&width) {
        return Err(unfit("the picture is a line and no picture", "crop it to what is to be seen"));
    }
    Ok(Picture { size: Size { width: Pt::milli(width.round() as i32), height }, drawn })
}

/// What a file is that begins like none of the kind.
fn other_format(bytes: &[u8], is_svg: bool) -> Option<&'static str> {
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
    let starts: [(&[u8], &str); 7] = [
        (b"\xFF\xD8", "a JPEG"),
        (b"GIF8", "a GIF"),
        (b"RIFF", "a WebP"),
        (b"BM", "a bitmap"),
        (b"%PDF", "a PDF"),
        (b"\x1F\x8B", "a compressed SVG"),
        (PNG, "a PNG"),
    ];
    let known = starts.iter().find(|(start, _)| bytes.starts_with(start));
    match (known, is_svg) {
        (Some((start, _)), false) if *start == PNG => None,
        (Some((_, other)), _) => Some(other),
        (None, false) => Some("no PNG"),
        (None, true) => None,
    }
}
