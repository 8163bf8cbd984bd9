//! An SVG file -> its shapes in plain colors.
//!
//! usvg brings shapes, groups, styles and units to paths; what it knows and this does not print is refused by its name and line
//! before, so that nothing is left out.

use std::collections::BTreeSet;

use usvg::tiny_skia_path::PathSegment;
use usvg::{
    FillRule, Group, ImageHrefResolver, LineCap, LineJoin, Node, Options, Path, Transform, Tree, roxmltree,
};

use super::unfit::{Unfit, unfit};

const SVG: &str = "http://www.w3.org/2000/svg";
const MOST_ELEMENTS: usize = 20_000;
const DEEPEST: usize = 64;

/// What a picture may be made of, and what says nothing of how it looks.
const SHAPES: [&str; 13] = [
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "clipPath",
];
const NOTES: [&str; 4] = ["title", "desc", "metadata", "style"];

const AS_PNG: &str = "give everything plain colors and turn text into outlines, or export the picture as PNG";

/// Shapes in the picture's own units, from its upper left corner, in the order in which they are drawn.
#[derive(Debug, PartialEq)]
pub struct Shapes {
    pub width: f32,
    pub height: f32,
    pub shapes: Vec<Shape>,
}

#[derive(Debug, PartialEq)]
pub struct Shape {
    pub outline: Vec<Segment>,
    /// As of the `cm` operator: what it comes to in the units of the picture.
    pub matrix: [f32; 6],
    /// Outlines inside of which alone it is seen, each with its matrix and whether it is even-odd.
    pub clips: Vec<(Vec<Segment>, [f32; 6], bool)>,
    pub paint: Paint,
    /// Red, green, blue.
    pub color: [u8; 3],
}

#[derive(Clone, Debug, PartialEq)]
pub enum Paint {
    Fill {
        even_odd: bool,
    },
    Stroke {
        width: f32,
        /// As of the `J` and `j` operators.
        cap: u8,
        join: u8,
        miter_limit: f32,
        dashes: Vec<f32>,
        dash_start: f32,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub enum Segment {
    Move([f32; 2]),
    Line([f32; 2]),
    /// Two control points and the end.
    Curve([f32; 6]),
    Close,
}

pub(super) fn read(bytes: &[u8]) -> Result<Shapes, Unfit> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| unfit("the SVG is not UTF-8", "save it as UTF-8, without compression"))?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let options = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: 100_000, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(text, options)
        .map_err(|why| unfit(format!("the SVG cannot be read: {why}"), "export it again as SVG"))?;
    check(&document)?;
    let options = Options {
        // Nothing outside of the file is looked at.
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_xmltree(&document, &options).map_err(|why| {
        unfit(format!("the SVG cannot be read: {why}"), "export it again as SVG, with its size")
    })?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let mut shapes = Vec::new();
    add_group(tree.root(), &[], &mut shapes)?;
    if shapes.is_empty() {
        return Err(unfit("the SVG shows nothing", "export it again as SVG"));
    }
    Ok(Shapes { width, height, shapes })
}

/// Refuses what is not printed, by its name and line.
fn check(document: &roxmltree::Document<'_>) -> Result<(), Unfit> {
    let line = |node: &roxmltree::Node<'_, '_>| document.text_pos_at(node.range().start).row;
    let refuse = |node: &roxmltree::Node<'_, '_>, what: String| {
        Err(unfit(format!("line {} of the SVG has {what}, which is not printed", line(node)), AS_PNG))
    };
    if !document.root_element().has_tag_name((SVG, "svg")) {
        return Err(unfit("the file is no SVG", "export the picture as PNG or SVG"));
    }
    let is_use = |node: &roxmltree::Node<'_, '_>| node.has_tag_name((SVG, "use"));
    let (mut elements, mut used) = (0, 0);
    let mut notes = BTreeSet::new();
    for node in document.descendants() {
        if node.is_pi() && node.pi().is_some_and(|pi| pi.target == "xml-stylesheet") {
            return refuse(&node, "a style sheet of another file".to_owned());
        }
        // What notes hold, and what drawing programs note, is not drawn.
        let in_notes = node.parent().is_some_and(|parent| notes.contains(&parent.id().get_usize()));
        let foreign = node.is_element() && node.tag_name().namespace() != Some(SVG);
        if in_notes || foreign {
            notes.insert(node.id().get_usize());
            continue;
        }
        if !node.is_element() {
            continue;
        }
        let name = node.tag_name().name();
        elements += 1;
        if node.ancestors().take(DEEPEST + 1).count() > DEEPEST || elements > MOST_ELEMENTS {
            return Err(unfit(
                "the SVG has too many elements, or stands too deep in itself",
                "simplify it, or export it as PNG",
            ));
        }
        if NOTES.contains(&name) {
            notes.insert(node.id().get_usize());
            let rules = node.text().unwrap_or_default();
            if name == "style" && ["@import", "@media", "@font-face"].iter().any(|rule| rules.contains(rule))
            {
                return refuse(&node, "a style that depends on something else".to_owned());
            }
            continue;
        }
        if !SHAPES.contains(&name) {
            return refuse(&node, format!("`<{name}>`"));
        }
        if is_use(&node) {
            let href = node.attributes().find(|attribute| attribute.name() == "href");
            let target = href.and_then(|href| href.value().strip_prefix('#'));
            let target =
                target.and_then(|id| document.descendants().find(|node| node.attribute("id") == Some(id)));
            let Some(target) = target else {
                return refuse(&node, "`<use>` of something that is not in the file".to_owned());
            };
            if target.descendants().any(|node| is_use(&node)) {
                return refuse(&node, "`<use>` of `<use>`".to_owned());
            }
            used += target.descendants().count();
            if used > MOST_ELEMENTS {
                return Err(unfit("the SVG has too many elements", "simplify it, or export it as PNG"));
            }
        }
    }
    Ok(())
}

type Clip = (Vec<Segment>, [f32; 6], bool);

fn add_group(group: &Group, clips: &[Clip], shapes: &mut Vec<Shape>) -> Result<(), Unfit> {
    let see_through = group.opacity().get() < 1.0 || group.mask().is_some();
    if see_through || !group.filters().is_empty() || group.blend_mode() != usvg::BlendMode::Normal {
        return Err(unfit("a part of the SVG is see-through, or an effect is on it", AS_PNG));
    }
    let mut clips = clips.to_vec();
    if let Some(clip) = group.clip_path() {
        if clip.clip_path().is_some() {
            return Err(unfit("a clip of the SVG has a clip of its own", AS_PNG));
        }
        let at = group.abs_transform().pre_concat(clip.transform());
        match clip.root().children() {
            [Node::Path(path)] => {
                let even_odd = path.fill().is_some_and(|fill| fill.rule() == FillRule::EvenOdd);
                clips.push((outline(path), matrix(at.pre_concat(path.abs_transform())), even_odd));
            }
            _ => return Err(unfit("a clip of the SVG is of more than one shape", AS_PNG)),
        }
    }
    for node in group.children() {
        match node {
            Node::Group(group) => add_group(group, &clips, shapes)?,
            Node::Path(path) => add_path(path, &clips, shapes)?,
            Node::Image(_) | Node::Text(_) => {
                return Err(unfit("the SVG has a picture or text in it", AS_PNG));
            }
        }
    }
    Ok(())
}

fn add_path(path: &Path, clips: &[Clip], shapes: &mut Vec<Shape>) -> Result<(), Unfit> {
    if !path.is_visible() {
        return Ok(());
    }
    let mut painted = Vec::with_capacity(2);
    if let Some(fill) = path.fill() {
        let paint = Paint::Fill { even_odd: fill.rule() == FillRule::EvenOdd };
        painted.push((paint, color(fill.paint(), fill.opacity().get())?));
    }
    if let Some(stroke) = path.stroke() {
        let cap = match stroke.linecap() {
            LineCap::Butt => 0,
            LineCap::Round => 1,
            LineCap::Square => 2,
        };
        let join = match stroke.linejoin() {
            LineJoin::Miter => 0,
            LineJoin::Round => 1,
            LineJoin::Bevel => 2,
            LineJoin::MiterClip => return Err(unfit("the SVG has corners that are clipped", AS_PNG)),
        };
        let paint = Paint::Stroke {
            width: stroke.width().get(),
            cap,
            join,
            miter_limit: stroke.miterlimit().get(),
            dashes: stroke.dasharray().map(<[f32]>::to_vec).unwrap_or_default(),
            dash_start: stroke.dashoffset(),
        };
        painted.push((paint, color(stroke.paint(), stroke.opacity().get())?));
    }
    if path.paint_order() == usvg::PaintOrder::StrokeAndFill {
        painted.reverse();
    }
    shapes.extend(painted.into_iter().map(|(paint, color)| Shape {
        outline: outline(path),
        matrix: matrix(path.abs_transform()),
        clips: clips.to_vec(),
        paint,
        color,
    }));
    Ok(())
}

fn color(paint: &usvg::Paint, opacity: f32) -> Result<[u8; 3], Unfit> {
    match paint {
        usvg::Paint::Color(color) if opacity >= 1.0 => Ok([color.red, color.green, color.blue]),
        _ => Err(unfit("a part of the SVG is see-through or of more than one color", AS_PNG)),
    }
}

fn matrix(of: Transform) -> [f32; 6] {
    [of.sx, of.ky, of.kx, of.sy, of.tx, of.ty]
}

fn outline(path: &Path) -> Vec<Segment> {
    let mut at = [0.0; 2];
    let mut segments = Vec::new();
    for segment in path.data().segments() {
        segments.push(match segment {
            PathSegment::MoveTo(to) => {
                at = [to.x, to.y];
                Segment::Move(at)
            }
            PathSegment::LineTo(to) => {
                at = [to.x, to.y];
                Segment::Line(at)
            }
            PathSegment::QuadTo(by, to) => {
                // A curve of one control point as one of two.
                let third = |from: f32, by: f32| from + (by - from) * 2.0 / 3.0;
                let curve = [
                    third(at[0], by.x),
                    third(at[1], by.y),
                    third(to.x, by.x),
                    third(to.y, by.y),
                    to.x,
                    to.y,
                ];
                at = [to.x, to.y];
                Segment::Curve(curve)
            }
            PathSegment::CubicTo(one, two, to) => {
                at = [to.x, to.y];
                Segment::Curve([one.x, one.y, two.x, two.y, to.x, to.y])
            }
            PathSegment::Close => Segment::Close,
        });
    }
    segments
}
