//! Pictures: pixels as images (ISO 32000-1, 8.9), shapes as forms (8.10), each once in a file.
//!
//! Colors are those of the output intent, sRGB (ISO 19005-2, 6.2.4.3); nothing is interpolated (6.2.8). How opaque pixels are is
//! a soft mask, which PDF/A-2 and PDF/A-4 have.

use std::sync::Arc;

use pdf_writer::types::{LineCapStyle, LineJoinStyle};
use pdf_writer::{Content, Finish, Name, Rect, Ref};
use printpdf::{CurTransMat, Op, XObjectId, XObjectTransform};

use super::file::File;
use crate::deflate::Effort;
use crate::layout::{ItemKind, Pages};
use crate::picture::{Drawn, Paint, Picture, Pixels, Segment, Shape, Shapes};
use crate::units;

/// The pictures of pages, each once.
pub(super) fn pictures_of(pages: &Pages) -> Vec<Arc<Picture>> {
    let mut pictures: Vec<Arc<Picture>> = Vec::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        if let ItemKind::Picture { picture, .. } = &item.kind
            && !pictures.contains(picture)
        {
            pictures.push(Arc::clone(picture));
        }
    }
    pictures
}

/// The name of a picture among the resources of pages, by its number.
pub(super) fn resource(number: usize) -> String {
    format!("P{number}")
}

/// Draws a picture in a rectangle of a page of a height.
pub(super) fn draw(
    rect: units::Rect,
    picture: &Arc<Picture>,
    page: units::Pt,
    drawn: &[Arc<Picture>],
) -> Vec<Op> {
    let number = drawn.iter().position(|known| known == picture).expect("`pictures_of` has all of them");
    let (width, height) = (rect.size.width.to_f32(), rect.size.height.to_f32());
    // An image fills the unit square, a form the box of its own units.
    let (wide, high) = match &picture.drawn {
        Drawn::Pixels(_) => (1.0, 1.0),
        Drawn::Shapes(shapes) => (shapes.width, shapes.height),
    };
    let (left, bottom) = (rect.at.x.to_f32(), (page - rect.at.y - rect.size.height).to_f32());
    let matrix = CurTransMat::Raw([width / wide, 0.0, 0.0, height / high, left, bottom]);
    let transform = XObjectTransform { no_auto_scale: true, ..XObjectTransform::default() };
    vec![
        Op::SaveGraphicsState,
        Op::SetTransformationMatrix { matrix },
        Op::UseXobject { id: XObjectId(resource(number)), transform },
        Op::RestoreGraphicsState,
    ]
}

/// Adds a picture.
pub(super) fn add(picture: &Picture, file: &mut File) -> Ref {
    match &picture.drawn {
        Drawn::Pixels(pixels) => add_image(pixels, file),
        Drawn::Shapes(shapes) => add_form(shapes, file),
    }
}

fn add_image(pixels: &Pixels, file: &mut File) -> Ref {
    let mask = pixels.opacity.as_ref().map(|opacity| add_samples(opacity, pixels, true, None, file));
    add_samples(&pixels.samples, pixels, pixels.gray, mask, file)
}

fn add_samples(samples: &[u8], of: &Pixels, gray: bool, mask: Option<Ref>, file: &mut File) -> Ref {
    file.add_stream(samples, Effort::Best, |stream| {
        stream.pair(Name(b"Type"), Name(b"XObject")).pair(Name(b"Subtype"), Name(b"Image"));
        stream.pair(Name(b"Width"), of.width as i32).pair(Name(b"Height"), of.height as i32);
        stream.pair(Name(b"ColorSpace"), Name(if gray { b"DeviceGray" } else { b"DeviceRGB" }));
        stream.pair(Name(b"BitsPerComponent"), 8);
        if let Some(mask) = mask {
            stream.pair(Name(b"SMask"), mask);
        }
    })
}

fn add_form(shapes: &Shapes, file: &mut File) -> Ref {
    let mut content = Content::new();
    // SVG counts from the upper left corner.
    content.transform([1.0, 0.0, 0.0, -1.0, 0.0, shapes.height]);
    for shape in &shapes.shapes {
        add_shape(shape, &mut content);
    }
    let bbox = Rect::new(0.0, 0.0, shapes.width, shapes.height);
    file.add_stream(&content.finish(), Effort::Best, |stream| {
        stream.pair(Name(b"Type"), Name(b"XObject")).pair(Name(b"Subtype"), Name(b"Form"));
        stream.pair(Name(b"BBox"), bbox);
        stream.insert(Name(b"Resources")).dict().finish();
    })
}

fn add_shape(shape: &Shape, content: &mut Content) {
    content.save_state();
    for (outline, matrix, even_odd) in &shape.clips {
        // The outline is placed point by point, so that what is clipped keeps its own units.
        add_outline(outline, matrix, content);
        if *even_odd {
            content.clip_even_odd()
        } else {
            content.clip_nonzero()
        };
        content.end_path();
    }
    content.transform(shape.matrix);
    let [red, green, blue] = shape.color.map(|sample| f32::from(sample) / 255.0);
    const AS_IT_IS: [f32; 6] = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
    match &shape.paint {
        Paint::Fill { even_odd } => {
            content.set_fill_rgb(red, green, blue);
            add_outline(&shape.outline, &AS_IT_IS, content);
            if *even_odd {
                content.fill_even_odd()
            } else {
                content.fill_nonzero()
            };
        }
        Paint::Stroke { width, cap, join, miter_limit, dashes, dash_start } => {
            content.set_stroke_rgb(red, green, blue);
            content.set_line_width(*width).set_miter_limit(*miter_limit);
            content.set_line_cap(match cap {
                0 => LineCapStyle::ButtCap,
                1 => LineCapStyle::RoundCap,
                _ => LineCapStyle::ProjectingSquareCap,
            });
            content.set_line_join(match join {
                0 => LineJoinStyle::MiterJoin,
                1 => LineJoinStyle::RoundJoin,
                _ => LineJoinStyle::BevelJoin,
            });
            content.set_dash_pattern(dashes.iter().copied(), *dash_start);
            add_outline(&shape.outline, &AS_IT_IS, content);
            content.stroke();
        }
    }
    content.restore_state();
}

fn add_outline(outline: &[Segment], matrix: &[f32; 6], content: &mut Content) {
    let [a, b, c, d, e, f] = *matrix;
    let place = |x: f32, y: f32| (a * x + c * y + e, b * x + d * y + f);
    for segment in outline {
        match *segment {
            Segment::Move([x, y]) => {
                let (x, y) = place(x, y);
                content.move_to(x, y)
            }
            Segment::Line([x, y]) => {
                let (x, y) = place(x, y);
                content.line_to(x, y)
            }
            Segment::Curve([x1, y1, x2, y2, x, y]) => {
                let ((x1, y1), (x2, y2), (x, y)) = (place(x1, y1), place(x2, y2), place(x, y));
                content.cubic_to(x1, y1, x2, y2, x, y)
            }
            Segment::Close => content.close_path(),
        };
    }
}
