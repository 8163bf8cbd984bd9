//! The chain of stages, in their order.

use std::sync::Arc;

use crate::diag::{Finding, Place, Reported, Sink, Source, Span};
use crate::document::{Document, read_markdown};
use crate::kit::Kit;
use crate::layout::{ItemKind, MISSING_GLYPH, Pages, lay_out};
use crate::letter::{Edition, Listing, compose};
use crate::pdf::{About, write_pdf};
use crate::record::{CaseRecord, check_public, parse_record};

/// A letter as it is written: Markdown and PDF.
pub struct Made {
    pub case_number: String,
    /// The wording it is of.
    pub template: String,
    /// When the letter was mailed that this one corrects.
    pub replaces: Option<String>,
    pub markdown: Arc<Source>,
    /// Number of pages.
    pub pages: usize,
    pub pdf: Vec<u8>,
    /// What an index says of it; only of the public edition.
    pub listing: Option<Listing>,
}

/// Record -> Markdown.
///
/// # Errors
/// What reading the record or filling the template refuses, and what may not be published.
pub fn letter_markdown(
    record: &Arc<Source>,
    edition: Edition,
    kit: &Kit,
    sink: &mut Sink,
) -> Result<(CaseRecord, Arc<Source>), Reported> {
    let record = parse_record(record, sink)?;
    known_wording(&record, kit, sink)?;
    let mark = sink.mark();
    if edition == Edition::Public {
        check_public(&record, sink);
    }
    sink.unless_errors(mark, ())?;
    let markdown = kit.templates.fill(&compose(&record, edition), sink)?;
    if edition == Edition::Public {
        for leak in record.leaks_in(markdown.text()) {
            let place = Place::new(&markdown, Span::new(leak.range.clone()));
            sink.report(leak.finding(markdown.text()).at(place).hint(BY_TEMPLATE));
        }
    }
    sink.unless_errors(mark, (record, markdown))
}

const BY_TEMPLATE: &str = "the texts of the record do not say it: look for it in the template";

/// Record -> Markdown and PDF.
///
/// # Errors
/// What any stage refuses; what is wrong with a text of the record is shown at its line there.
pub fn letter(record: &Arc<Source>, edition: Edition, kit: &Kit, sink: &mut Sink) -> Result<Made, Reported> {
    let (record, markdown) = letter_markdown(record, edition, kit, sink)?;
    let mut pages_sink = Sink::new();
    let made = pages_of_markdown(&markdown, kit, &mut pages_sink).and_then(|(document, pages)| {
        if edition == Edition::Public {
            nothing_leaks(&record, &document, &pages, &mut pages_sink)?;
        }
        pdf_pages(document, &pages, kit, &mut pages_sink)
    });
    for finding in pages_sink.into_findings() {
        sink.report(in_record(finding, &record));
    }
    let (pages, pdf) = made?;
    Ok(Made {
        case_number: record.case_number.to_string(),
        template: record.template.value.clone(),
        replaces: record.replaces.as_ref().map(|replaces| replaces.mailed_date.value.to_string()),
        markdown,
        pages,
        pdf,
        listing: (edition == Edition::Public).then(|| Listing::of(&compose(&record, edition))),
    })
}

/// Markdown -> PDF.
///
/// # Errors
/// What reading, laying out or writing refuses.
pub fn pdf_of_markdown(markdown: &Arc<Source>, kit: &Kit, sink: &mut Sink) -> Result<Vec<u8>, Reported> {
    let (document, pages) = pages_of_markdown(markdown, kit, sink)?;
    Ok(pdf_pages(document, &pages, kit, sink)?.1)
}

/// Markdown -> pages.
///
/// # Errors
/// What reading or laying out refuses.
pub fn pages_of_markdown(
    markdown: &Arc<Source>,
    kit: &Kit,
    sink: &mut Sink,
) -> Result<(Document, Pages), Reported> {
    let document = read_markdown(markdown, sink)?;
    let Some(style) = kit.style(&document.about.style) else {
        let names: Vec<_> = kit.style_names().map(|name| format!("`{name}`")).collect();
        return Err(sink.error(
            Finding::error("document/style", format!("there is no page style `{}`", document.about.style))
                .at(Place::new(markdown, document.about.style_span))
                .hint(format!(
                    "write `style:` and one of {} in the front matter of {}",
                    names.join(", "),
                    markdown.name()
                )),
        ));
    };
    let pages = lay_out(&document, style, &kit.fonts, sink)?;
    Ok((document, pages))
}

fn pdf_pages(
    document: Document,
    pages: &Pages,
    kit: &Kit,
    sink: &mut Sink,
) -> Result<(usize, Vec<u8>), Reported> {
    let about =
        About { title: document.about.title, language: document.about.language, date: document.about.date };
    let pdf = write_pdf(pages, &kit.fonts, &about, sink)?;
    Ok((pages.pages.len(), pdf))
}

/// Holds all that the file will say, on its pages, as bookmarks and of itself, against the record.
fn nothing_leaks(
    record: &CaseRecord,
    document: &Document,
    pages: &Pages,
    sink: &mut Sink,
) -> Result<(), Reported> {
    let mark = sink.mark();
    let mut said: Vec<String> = vec![document.about.title.clone()];
    said.extend(pages.elements.iter().map(|element| element.title.clone()));
    let runs = pages.pages.iter().flat_map(|page| &page.items).filter_map(|item| match &item.kind {
        ItemKind::Glyphs(run) => Some(run.text.as_str()),
        ItemKind::Fill { .. } => None,
    });
    // What is said goes on over lines and pages.
    said.push(runs.collect::<Vec<_>>().join(" "));
    for text in said {
        for leak in record.leaks_in(&text) {
            sink.report(leak.finding(&text).hint(BY_TEMPLATE));
        }
    }
    sink.unless_errors(mark, ())
}

fn known_wording(record: &CaseRecord, kit: &Kit, sink: &mut Sink) -> Result<(), Reported> {
    let wanted = record.template.value.as_str();
    if kit.templates.wordings().any(|name| name == wanted) {
        return Ok(());
    }
    let names: Vec<_> = kit.templates.wordings().map(|name| format!("`{name}`")).collect();
    Err(sink.error(
        Finding::error("template/unknown-wording", format!("there is no template `{wanted}`"))
            .at(record.place(record.template.span))
            .hint(format!("write one of {}, or add `templates/{wanted}.md`", names.join(", "))),
    ))
}

/// A character that cannot be printed is shown where the record has it.
fn in_record(mut finding: Finding, record: &CaseRecord) -> Finding {
    if finding.code == MISSING_GLYPH
        && let Some(Place { source, span }) = &finding.place
        && let Some(character) = source.text()[span.range()].chars().next()
        && let Some(place) = record.find_char(character)
    {
        finding.place = Some(place);
    }
    finding
}
