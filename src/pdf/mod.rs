//! [`Pages`] + [`Fonts`] + [`About`] -> the bytes of the file. The one room that knows printpdf and lopdf.
//!
//! The pages come from printpdf; what it leaves open or does otherwise than an archive needs is finished on
//! lopdf's objects: embedded faces, the logical structure (PDF/UA-1, ISO 14289-1), metadata and colour
//! (PDF/A-2a, ISO 19005-2). The bytes are a pure function of what goes in.

mod check;
mod cluster;
mod content;
mod file;
mod font;
mod metadata;
mod object;
mod outline;
mod structure;

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};
use printpdf::{Op, PdfDocument, PdfPage, PdfSaveOptions};

use crate::diag::{Finding, Reported, Sink};
use crate::fonts::Fonts;
use crate::layout::Pages;
use crate::units::Pt;
use file::Deflater;
use object::{array, dictionary, name, number, text};

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

/// Writes the file: PDF 1.7, tagged as PDF/UA-1, archival as PDF/A-2a.
///
/// # Errors
/// What would make a file that does not keep those promises: a glyph without a shape, a heading level that
/// is skipped, a missing title. None of it comes from pages that layout made from a letter without errors.
pub fn write_pdf(pages: &Pages, fonts: &Fonts, about: &About, sink: &mut Sink) -> Result<Vec<u8>, Reported> {
    let mark = sink.mark();
    check::check(pages, fonts, about, sink);
    sink.unless_errors(mark, ())?;
    let used = font::used(pages, fonts);
    let faces = font::embed(used, fonts).map_err(|why| sink.error(Finding::error("pdf/font", why)))?;
    let (contents, marked): (Vec<_>, Vec<_>) =
        pages.pages.iter().map(|page| content::content(page, pages, &faces)).unzip();
    let mut deflater = Deflater::new();
    let Drawn { mut document, root: page_tree, pages: page_ids } =
        draw(pages, contents, &mut deflater, sink)?;
    let resources = font::add(&faces, fonts, &mut document, &mut deflater);
    for (index, &id) in page_ids.iter().enumerate() {
        let page = document.get_dictionary_mut(id).map_err(|why| refused(&why, sink))?;
        page.set("Resources", resources.clone());
        page.set("StructParents", index as i64);
        // Tab order follows the structure (ISO 14289-1, 7.18.3).
        page.set("Tabs", name("S"));
    }
    let structure = structure::add(pages, &marked, &page_ids, &mut document);
    let outline = outline::add(pages, &page_ids, &mut document);
    let metadata = document.add_object(metadata::xmp(about));
    let intent = metadata::output_intent(&mut document, &mut deflater);
    let mut catalog = dictionary([
        ("Type", name("Catalog")),
        ("Pages", page_tree.into()),
        ("Metadata", metadata.into()),
        ("OutputIntents", array([intent])),
        ("Lang", text(&about.language)),
        ("MarkInfo", dictionary([("Marked", true.into())]).into()),
        ("ViewerPreferences", dictionary([("DisplayDocTitle", true.into())]).into()),
        ("StructTreeRoot", structure.into()),
        ("PageLabels", page_labels()),
    ]);
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    let root = document.add_object(catalog);
    let info = document.add_object(metadata::info(about));
    Ok(file::write(&document, root, info, &mut deflater))
}

/// What printpdf made: the page tree and the compressed content streams.
struct Drawn {
    document: Document,
    root: ObjectId,
    pages: Vec<ObjectId>,
}

/// The pages as printpdf makes them, without all that an archive does not want: boxes that repeat the page's,
/// empty resources, an identifier from a counter, metadata of its own.
fn draw(
    pages: &Pages,
    contents: Vec<Vec<Op>>,
    deflater: &mut Deflater,
    sink: &mut Sink,
) -> Result<Drawn, Reported> {
    let mut drawn = PdfDocument::new("");
    let (width, height) = (pages.size.width, pages.size.height);
    let page = |ops| PdfPage::new(points(width).into(), points(height).into(), ops);
    drawn.pages = contents.into_iter().map(page).collect();
    // `secure` would drop the operators that show text by glyph.
    let options = PdfSaveOptions { optimize: false, secure: false, ..PdfSaveOptions::default() };
    let mut document = drawn.to_lopdf_document(&options, &mut Vec::new());
    let ids: Vec<ObjectId> = document.page_iter().collect();
    let root = document.trailer.get(b"Root").and_then(Object::as_reference);
    let root = root.and_then(|root| document.get_dictionary(root)?.get(b"Pages")?.as_reference());
    let root = root.map_err(|why| refused(&why, sink))?;
    let mut kept = BTreeSet::from([root]);
    for &id in &ids {
        let page = document.get_dictionary_mut(id).map_err(|why| refused(&why, sink))?;
        let content = page.get(b"Contents").and_then(Object::as_reference);
        let content = content.map_err(|why| refused(&why, sink))?;
        kept.extend([id, content]);
        let box_of_page = array([0.into(), 0.into(), number(width), number(height)]);
        *page = dictionary([
            ("Type", name("Page")),
            ("Parent", root.into()),
            ("MediaBox", box_of_page),
            ("Contents", content.into()),
        ]);
        if let Ok(Object::Stream(stream)) = document.get_object_mut(content) {
            *stream = deflater.stream(Dictionary::new(), &stream.content);
        }
    }
    document.objects.retain(|id, _| kept.contains(id));
    if ids.len() != pages.pages.len() {
        return Err(sink.error(Finding::error("pdf/refused", "the writer of the file lost a page")));
    }
    Ok(Drawn { document, root, pages: ids })
}

/// Pages are numbered 1, 2, 3 (ISO 32000-1, 12.4.2).
fn page_labels() -> Object {
    let decimal = dictionary([("S", name("D"))]);
    dictionary([("Nums", array([0.into(), decimal.into()]))]).into()
}

fn points(length: Pt) -> printpdf::Pt {
    printpdf::Pt(length.to_f32())
}

fn refused(why: &lopdf::Error, sink: &mut Sink) -> Reported {
    sink.error(Finding::error("pdf/refused", format!("the writer of the file failed: {why}")))
}
