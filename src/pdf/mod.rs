//! [`Pages`] + [`Fonts`] + [`About`] -> the bytes of the file.
//!
//! printpdf draws the pages. Its fonts, bookmarks and metadata are not what an archive needs, so that pdf-writer and
//! xmp-writer write the file around what is drawn: embedded faces, the logical structure (PDF/UA-1, ISO 14289-1),
//! metadata and color (PDF/A-2a, ISO 19005-2); in PDF 2.0 as PDF/UA-2 (ISO 14289-2) and PDF/A-4 (ISO 19005-4) have them. The bytes are a pure function of what goes in.

mod about;
mod cache;
mod check;
mod cluster;
mod content;
mod file;
mod font;
mod latin_cmap;
mod link;
mod metadata;
mod outline;
mod pictures;
mod role;
mod structure;
mod text;
mod tree;

use lopdf::ObjectId;
use pdf_writer::types::{NumberingStyle, TabOrder};
use pdf_writer::writers::{Catalog, Page, PageLabel};
use pdf_writer::{Name, Rect, Ref, TextStr};
use printpdf::{Op, PdfDocument, PdfPage, PdfSaveOptions};

use crate::deflate::Effort;
use crate::diag::{Finding, Reported, Sink, codes};
use crate::fonts::Fonts;
use crate::layout::{Pages, Role};
use crate::style::PdfVersion;
use file::File;
use link::LinkArea;
use outline::Targets;
use tree::{add_page_tree, add_tree};

pub use about::About;
pub use cache::PdfCache;
pub use metadata::is_own_pdf;

/// Room for a page and its part of the structure, in bytes of the file.
const A_PAGE: usize = 6 << 10;

/// Holds pages to what a file of them promises, without writing it.
///
/// # Errors
/// As [`write_pdf`].
pub fn check_pages(pages: &Pages, fonts: &Fonts, about: &About, sink: &mut Sink) -> Result<(), Reported> {
    let mark = sink.mark();
    check::check(pages, fonts, about, sink);
    sink.unless_errors(mark, ())
}

/// Writes the file: PDF 1.7, tagged as PDF/UA-1, archival as PDF/A-2a; or PDF 2.0, PDF/UA-2 and PDF/A-4.
///
/// # Errors
/// What would make a file that does not keep those promises: a glyph without a shape, a heading level that
/// is skipped, a missing title. None of it comes from pages that layout made from a letter without errors.
pub fn write_pdf(
    pages: &Pages,
    fonts: &Fonts,
    cache: &PdfCache,
    about: &About,
    sink: &mut Sink,
) -> Result<Vec<u8>, Reported> {
    check_pages(pages, fonts, about, sink)?;
    let used = font::used(pages, fonts);
    let faces = font::embed(used, fonts).map_err(|why| sink.error(Finding::new(&codes::pdf::FONT, why)))?;
    let opening = cache.opening(about.version, faces, pictures::pictures_of(pages));
    let (contents, marked): (Vec<_>, Vec<_>) = pages
        .pages
        .iter()
        .map(|page| content::content(page, pages, &opening.faces, &opening.pictures))
        .unzip();
    let drawn = draw(pages, contents).map_err(|why| sink.error(Finding::new(&codes::pdf::REFUSED, why)))?;
    let mut file = File::after(&opening.start, A_PAGE * pages.pages.len(), cache.deflater());
    let links = link::link_areas(pages, fonts, &mut file);
    let (page_tree, page_ids) = add_pages(pages, &drawn, opening.resources, &links, &mut file);
    link::add(&links, pages, &mut file);
    let structure = structure::add(pages, &marked, &links, &page_ids, about.version, &mut file);
    let targets = Targets { pages: &page_ids, elements: &structure.elements, version: about.version };
    let outline = outline::add(pages, &targets, &mut file);
    let metadata = metadata::add_xmp(about, &mut file);
    let labels = add_page_labels(pages, &mut file);
    let catalog_id = file.reserve();
    let mut catalog = file.object(catalog_id).start::<Catalog<'_>>();
    catalog.pages(page_tree).metadata(metadata).lang(TextStr(&about.language));
    metadata::set_output_intent(&mut catalog, opening.profile);
    catalog.mark_info().marked(true);
    set_viewer_preferences(&mut catalog, pages);
    catalog.pair(Name(b"StructTreeRoot"), structure.root);
    catalog.pair(Name(b"PageLabels"), labels);
    if let Some(outline) = outline {
        catalog.outlines(outline);
    }
    drop(catalog);
    let info = (about.version == PdfVersion::V1_7).then(|| metadata::add_info(about, &mut file));
    let (bytes, deflater) = file.finish(catalog_id, info);
    cache.give_back(deflater);
    Ok(bytes)
}

/// The content streams of the pages as printpdf draws them.
///
/// # Errors
/// What printpdf or lopdf complain of.
fn draw(pages: &Pages, contents: Vec<Vec<Op>>) -> Result<Vec<Vec<u8>>, String> {
    let mut drawn = PdfDocument::new("");
    let [width, height] = [pages.size.width, pages.size.height].map(text::points);
    let page = |ops| PdfPage::new(width.into(), height.into(), ops);
    drawn.pages = contents.into_iter().map(page).collect();
    let options = PdfSaveOptions { optimize: false, ..PdfSaveOptions::default() };
    let mut warnings = Vec::new();
    let mut document = drawn.to_lopdf_document(&options, &mut warnings);
    if let Some(warning) = warnings.first() {
        return Err(format!("the library that draws the pages warns: {}", warning.msg));
    }
    let ids: Vec<ObjectId> = document.page_iter().collect();
    if ids.len() != pages.pages.len() {
        return Err("the library that draws the pages lost one".into());
    }
    let mut content_of = |id: ObjectId| {
        let content = document.get_dictionary(id)?.get(b"Contents")?.as_reference()?;
        Ok(std::mem::take(&mut document.get_object_mut(content)?.as_stream_mut()?.content))
    };
    let contents: Result<_, lopdf::Error> = ids.into_iter().map(&mut content_of).collect();
    contents.map_err(|why| format!("the library that draws the pages failed: {why}"))
}

/// Adds the pages with their content; the tree of them, and each of them.
fn add_pages(
    pages: &Pages,
    drawn: &[Vec<u8>],
    resources: Ref,
    links: &[LinkArea],
    file: &mut File,
) -> (Ref, Vec<Ref>) {
    let page_ids: Vec<Ref> = drawn.iter().map(|_| file.reserve()).collect();
    let (tree, parents) = add_page_tree(&page_ids, file);
    let page_box = Rect::new(0.0, 0.0, pages.size.width.to_f32(), pages.size.height.to_f32());
    for (key, ((content, &id), &parent)) in (0..).zip(drawn.iter().zip(&page_ids).zip(&parents)) {
        let content = file.add_stream(content, Effort::Quick, |_| {});
        let mut page = file.object(id).start::<Page<'_>>();
        page.parent(parent).media_box(page_box).contents(content).struct_parents(key);
        page.pair(Name(b"Resources"), resources);
        // Tab order follows the structure (ISO 14289-1, 7.18.3).
        page.tab_order(TabOrder::StructureOrder);
        let links: Vec<Ref> =
            links.iter().filter(|link| link.page == key as usize).map(|link| link.annotation).collect();
        if !links.is_empty() {
            page.annotations(links);
        }
    }
    (tree, page_ids)
}

/// The first page of every letter of several; none where the file is one letter.
fn parts(pages: &Pages) -> impl Iterator<Item = usize> {
    pages.elements.iter().filter(|element| element.role == Role::Part).map(|element| element.at.0)
}

/// Pages are numbered 1, 2, 3; those of several letters each from 1, after the number of the letter: `12-1`
/// (ISO 32000-1, 12.4.2).
fn add_page_labels(pages: &Pages, file: &mut File) -> Ref {
    let mut starts: Vec<(usize, Option<String>)> =
        (1..).zip(parts(pages)).map(|(number, page)| (page, Some(format!("{number}-")))).collect();
    if starts.is_empty() {
        starts.push((0, None));
    }
    let labels: Vec<(i32, Ref)> = starts
        .into_iter()
        .map(|(page, prefix)| {
            let id = file.reserve();
            let mut label = file.object(id).start::<PageLabel<'_>>();
            label.style(NumberingStyle::Arabic);
            if let Some(prefix) = prefix {
                label.prefix(TextStr(&prefix));
            }
            (page as i32, id)
        })
        .collect();
    add_tree(b"Nums", &labels, file)
}

/// Viewers show the title. Several letters are a print run: on both sides, as their binding has blank backs for, and in the
/// size of the envelope's window (ISO 32000-1, 12.2).
fn set_viewer_preferences(catalog: &mut Catalog<'_>, pages: &Pages) {
    let mut preferences = catalog.viewer_preferences();
    preferences.display_doc_title(true);
    if parts(pages).next().is_some() {
        preferences.pair(Name(b"Duplex"), Name(b"DuplexFlipLongEdge"));
        preferences.pair(Name(b"PrintScaling"), Name(b"None"));
    }
}
