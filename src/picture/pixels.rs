//! A PNG file -> its pixels.

use std::io::Cursor;

use png::{BitDepth, ColorType, Decoder, Info, Limits, Transformations};

use super::unfit::{Unfit, unfit};

/// The most pixels on either side: 600 to the inch over the width of a sheet.
const MOST_PIXELS: u32 = 5_100;

/// The most bytes that decoding may take beside the pixels.
const LIMITS: Limits = Limits { bytes: 16 << 20 };

const TO_SRGB: &str = "convert it to sRGB and save it as PNG, with 8 bits to a color";
const AGAIN: &str = "export it again as PNG";

/// Eight bits a sample, row by row from the top.
#[derive(Debug, PartialEq)]
pub struct Pixels {
    pub width: u32,
    pub height: u32,
    /// Whether a pixel is one sample of gray and not three of red, green and blue.
    pub gray: bool,
    pub samples: Vec<u8>,
    /// How opaque each pixel is, 0 not at all; none where all are.
    pub opacity: Option<Vec<u8>>,
}

pub(super) fn read(bytes: &[u8]) -> Result<Pixels, Unfit> {
    let broken = |why: png::DecodingError| unfit(format!("the PNG cannot be read: {why}"), AGAIN);
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), LIMITS);
    // Palettes become colors, fewer than eight bits eight, a transparent color an opacity; nothing is lost by it.
    decoder.set_transformations(Transformations::EXPAND);
    let mut reader = decoder.read_info().map_err(broken)?;
    check(reader.info())?;
    let (color, depth) = reader.output_color_type();
    let (gray, opaque) = match (color, depth) {
        (ColorType::Grayscale, BitDepth::Eight) => (true, true),
        (ColorType::GrayscaleAlpha, BitDepth::Eight) => (true, false),
        (ColorType::Rgb, BitDepth::Eight) => (false, true),
        (ColorType::Rgba, BitDepth::Eight) => (false, false),
        _ => return Err(unfit("the PNG has colors of another kind", TO_SRGB)),
    };
    let Info { width, height, .. } = *reader.info();
    let size = reader.output_buffer_size().ok_or_else(|| unfit("the PNG is too large", AGAIN))?;
    let mut decoded = vec![0; size];
    reader.next_frame(&mut decoded).map_err(broken)?;
    reader.finish().map_err(broken)?;
    if opaque {
        return Ok(Pixels { width, height, gray, samples: decoded, opacity: None });
    }
    let channels = if gray { 2 } else { 4 };
    let samples = decoded.chunks_exact(channels).flat_map(|pixel| &pixel[..channels - 1]).copied().collect();
    let opacity: Vec<u8> = decoded.chunks_exact(channels).map(|pixel| pixel[channels - 1]).collect();
    if opacity.iter().all(|&opaque| opaque == 0) {
        return Err(unfit("nothing of the PNG is seen: it is transparent", AGAIN));
    }
    let opacity = Some(opacity).filter(|opacity| opacity.iter().any(|&opaque| opaque < 255));
    Ok(Pixels { width, height, gray, samples, opacity })
}

fn check(info: &Info<'_>) -> Result<(), Unfit> {
    if info.width > MOST_PIXELS || info.height > MOST_PIXELS {
        let why = format!("the PNG has {} by {} pixels", info.width, info.height);
        return Err(unfit(why, "save it smaller: at most 5,100 pixels wide and high"));
    }
    if info.animation_control.is_some() {
        return Err(unfit("the PNG moves", "save one picture of it"));
    }
    if info.bit_depth == BitDepth::Sixteen {
        return Err(unfit("the PNG has 16 bits to a color", TO_SRGB));
    }
    if !is_srgb(info) {
        return Err(unfit(
            "the PNG has colors of another space than sRGB, and they would be printed wrong",
            TO_SRGB,
        ));
    }
    Ok(())
}

/// Whether the colors are those of sRGB, which is also what a PNG means that says nothing of them (PNG, third edition, 4.3).
fn is_srgb(info: &Info<'_>) -> bool {
    if let Some(points) = &info.coding_independent_code_points {
        // BT.709 primaries with the transfer function of sRGB (ITU-T H.273).
        return (points.color_primaries, points.transfer_function) == (1, 13);
    }
    if let Some(profile) = &info.icc_profile {
        let says = |name: &str| {
            let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_be_bytes).collect();
            [name.as_bytes(), &wide]
                .iter()
                .any(|name| profile.windows(name.len()).any(|bytes| bytes == *name))
        };
        return says("sRGB") || says("sGray") || says("Gray Gamma 2.2");
    }
    if info.srgb.is_some() {
        return true;
    }
    let near = |value: f32, wanted: f32| (value - wanted).abs() < 0.005;
    let gamma = info.gama_chunk.is_none_or(|gamma| near(gamma.into_value(), 0.45455));
    let primaries = info.chrm_chunk.is_none_or(|points| {
        let said = [points.white, points.red, points.green, points.blue];
        let srgb = [(0.3127, 0.329), (0.64, 0.33), (0.3, 0.6), (0.15, 0.06)];
        said.iter()
            .zip(srgb)
            .all(|((x, y), (at_x, at_y))| near(x.into_value(), at_x) && near(y.into_value(), at_y))
    });
    gamma && primaries
}
