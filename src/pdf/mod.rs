//! [`Pages`] + [`Fonts`] + [`About`] -> the bytes of the file. The one room that knows printpdf and lopdf.
//!
//! What is drawn comes from printpdf. What it leaves open or does otherwise than an archive needs is written here:
//! embedded faces, the logical structure (PDF/UA-1, ISO 14289-1), metadata and colour (PDF/A-2a, ISO 19005-2). The
//! bytes are a pure function of what goes in.

mod check;
mod cluster;
mod content;
mod file;
mod font;
mod metadata;
mod object;
mod outline;
mod press;
mod structure;
mod syntax;
mod unicode_map;

use lopdf::ObjectId;
use printpdf::{Op, PdfDocument, PdfPage, PdfSaveOptions};

use crate::deflate::Effort;
use crate::diag::{Finding, Reported, Sink, codes};
use crate::fonts::Fonts;
use crate::layout::Pages;
use crate::units::Pt;
use file::{File, Id};
use object::Value;

pub use press::Press;

/// What the file says of itself beside its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    pub title: String,
    /// BCP 47 language tag.
    pub language: String,
    /// ISO 8601 date (`2016-12-09`) that the file carries as made and changed: the letter's, never the
    /// clock's.
    pub date: String,
}

/// Room for a page and its part of the structure, in bytes of the file.
const A_PAGE: usize = 6 << 10;

/// Writes the file: PDF 1.7, tagged as PDF/UA-1, archival as PDF/A-2a.
///
/// # Errors
/// What would make a file that does not keep those promises: a glyph without a shape, a heading level that
/// is skipped, a missing title. None of it comes from pages that layout made from a letter without errors.
pub fn write_pdf(
    pages: &Pages,
    fonts: &Fonts,
    press: &Press,
    about: &About,
    sink: &mut Sink,
) -> Result<Vec<u8>, Reported> {
    let mark = sink.mark();
    check::check(pages, fonts, about, sink);
    sink.unless_errors(mark, ())?;
    let used = font::used(pages, fonts);
    let faces = font::embed(used, fonts).map_err(|why| sink.error(Finding::new(&codes::pdf::FONT, why)))?;
    let opening = press.opening(faces);
    let (contents, marked): (Vec<_>, Vec<_>) =
        pages.pages.iter().map(|page| content::content(page, pages, &opening.faces)).unzip();
    let mut file = File::after(&opening.start, A_PAGE * pages.pages.len(), press.deflater());
    let page_ids: Vec<Id> = pages.pages.iter().map(|_| file.reserve()).collect();
    let tree = file.reserve();
    let [width, height] = [pages.size.width, pages.size.height].map(Value::Number);
    let page_box = [Value::Integer(0), Value::Integer(0), width, height];
    for (index, content) in draw(pages, contents, sink)?.into_iter().enumerate() {
        let content = file.add_stream(&[], &content, Effort::Quick);
        let page = [
            ("Type", Value::Name("Page")),
            ("Parent", tree.into()),
            ("MediaBox", Value::Array(&page_box)),
            ("Contents", content.into()),
            ("Resources", opening.resources.into()),
            ("StructParents", Value::Integer(index as i64)),
            // Tab order follows the structure (ISO 14289-1, 7.18.3).
            ("Tabs", Value::Name("S")),
        ];
        file.set(page_ids[index], &page);
    }
    let kids: Vec<Value<'_>> = page_ids.iter().map(|&id| id.into()).collect();
    let count = Value::Integer(page_ids.len() as i64);
    file.set(tree, &[("Type", Value::Name("Pages")), ("Kids", Value::Array(&kids)), ("Count", count)]);
    let structure = structure::add(pages, &marked, &page_ids, &mut file);
    let outline = outline::add(pages, &page_ids, &mut file);
    let metadata = metadata::add_xmp(about, &mut file);
    let intent = metadata::output_intent(opening.profile);
    let intents = [Value::Dictionary(&intent)];
    let mut catalog = vec![
        ("Type", Value::Name("Catalog")),
        ("Pages", tree.into()),
        ("Metadata", metadata.into()),
        ("OutputIntents", Value::Array(&intents)),
        ("Lang", Value::Text(&about.language)),
        ("MarkInfo", Value::Dictionary(&[("Marked", Value::True)])),
        ("ViewerPreferences", Value::Dictionary(&[("DisplayDocTitle", Value::True)])),
        ("StructTreeRoot", structure.into()),
        ("PageLabels", PAGE_LABELS),
    ];
    catalog.extend(outline.map(|outline| ("Outlines", outline.into())));
    let root = file.add(&catalog);
    let info = metadata::add_info(about, &mut file);
    let (bytes, deflater) = file.finish(root, info);
    press.give_back(deflater);
    Ok(bytes)
}

/// The pages' content streams as printpdf makes them, without all else that an archive does not want: boxes that
/// repeat the page's, empty resources, an identifier from a counter, metadata of its own.
fn draw(pages: &Pages, contents: Vec<Vec<Op>>, sink: &mut Sink) -> Result<Vec<Vec<u8>>, Reported> {
    let mut drawn = PdfDocument::new("");
    let (width, height) = (pages.size.width, pages.size.height);
    let page = |ops| PdfPage::new(points(width).into(), points(height).into(), ops);
    drawn.pages = contents.into_iter().map(page).collect();
    // `secure` would drop operators that printpdf has no name for.
    let options = PdfSaveOptions { optimize: false, secure: false, ..PdfSaveOptions::default() };
    let mut document = drawn.to_lopdf_document(&options, &mut Vec::new());
    let ids: Vec<ObjectId> = document.page_iter().collect();
    if ids.len() != pages.pages.len() {
        return Err(sink.error(Finding::new(&codes::pdf::REFUSED, "the writer of the file lost a page")));
    }
    let mut content_of = |id: ObjectId| {
        let content = document.get_dictionary(id)?.get(b"Contents")?.as_reference()?;
        Ok(std::mem::take(&mut document.get_object_mut(content)?.as_stream_mut()?.content))
    };
    ids.into_iter().map(&mut content_of).collect::<Result<_, _>>().map_err(|why| refused(&why, sink))
}

/// Pages are numbered 1, 2, 3 (ISO 32000-1, 12.4.2).
const PAGE_LABELS: Value<'static> = Value::Dictionary(&[(
    "Nums",
    Value::Array(&[Value::Integer(0), Value::Dictionary(&[("S", Value::Name("D"))])]),
)]);

fn points(length: Pt) -> printpdf::Pt {
    printpdf::Pt(length.to_f32())
}

fn refused(why: &lopdf::Error, sink: &mut Sink) -> Reported {
    sink.error(Finding::new(&codes::pdf::REFUSED, format!("the writer of the file failed: {why}")))
}
