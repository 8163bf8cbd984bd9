//! The chain of stages, in their order.

use std::sync::Arc;

use crate::diag::{Finding, Place, Reported, Sink, Source};
use crate::document::{Document, read_markdown};
use crate::kit::Kit;
use crate::layout::{MISSING_GLYPH, Pages, lay_out};
use crate::letter::{Letter, compose};
use crate::pdf::{About, write_pdf};
use crate::record::{CaseRecord, parse_record};

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
}

/// A letter as every stage left it.
pub struct Stages {
    pub record: CaseRecord,
    pub letter: Letter,
    pub markdown: Arc<Source>,
    pub document: Document,
    pub pages: Pages,
    pub pdf: Vec<u8>,
}

/// Record -> Markdown.
///
/// # Errors
/// What reading the record or filling the template refuses.
pub fn letter_markdown(
    record: &Arc<Source>,
    kit: &Kit,
    sink: &mut Sink,
) -> Result<(CaseRecord, Arc<Source>), Reported> {
    let (record, _, markdown) = filled(record, kit, sink)?;
    Ok((record, markdown))
}

/// Record -> Markdown and PDF.
///
/// # Errors
/// What any stage refuses; what is wrong with a text of the record is shown at its line there.
pub fn letter(record: &Arc<Source>, kit: &Kit, sink: &mut Sink) -> Result<Made, Reported> {
    let Stages { record, markdown, pages, pdf, .. } = stages(record, kit, sink)?;
    Ok(Made {
        case_number: record.case_number.to_string(),
        template: record.template.value.clone(),
        replaces: record.replaces.as_ref().map(|replaces| replaces.mailed_date.value.to_string()),
        markdown,
        pages: pages.pages.len(),
        pdf,
    })
}

/// Record -> Markdown and PDF, with what every stage made kept.
///
/// # Errors
/// As [`letter`].
pub fn stages(record: &Arc<Source>, kit: &Kit, sink: &mut Sink) -> Result<Stages, Reported> {
    let (record, letter, markdown) = filled(record, kit, sink)?;
    let mut pages_sink = Sink::new();
    let made = pdf_pages(&markdown, kit, &mut pages_sink);
    for finding in pages_sink.into_findings() {
        sink.report(in_record(finding, &record));
    }
    let (document, pages, pdf) = made?;
    Ok(Stages { record, letter, markdown, document, pages, pdf })
}

/// Markdown -> PDF.
///
/// # Errors
/// What reading, laying out or writing refuses.
pub fn pdf_of_markdown(markdown: &Arc<Source>, kit: &Kit, sink: &mut Sink) -> Result<Vec<u8>, Reported> {
    Ok(pdf_pages(markdown, kit, sink)?.2)
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

fn filled(
    record: &Arc<Source>,
    kit: &Kit,
    sink: &mut Sink,
) -> Result<(CaseRecord, Letter, Arc<Source>), Reported> {
    let record = parse_record(record, sink)?;
    known_wording(&record, kit, sink)?;
    let letter = compose(&record);
    let markdown = kit.templates.fill(&letter, sink)?;
    Ok((record, letter, markdown))
}

fn pdf_pages(
    markdown: &Arc<Source>,
    kit: &Kit,
    sink: &mut Sink,
) -> Result<(Document, Pages, Vec<u8>), Reported> {
    let (document, pages) = pages_of_markdown(markdown, kit, sink)?;
    let about = About {
        title: document.about.title.clone(),
        language: document.about.language.clone(),
        date: document.about.date.clone(),
    };
    let pdf = write_pdf(&pages, &kit.fonts, &about, sink)?;
    Ok((document, pages, pdf))
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
