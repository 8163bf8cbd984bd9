//! The chain of stages, in their order.

mod addressed;
mod envelope;
mod in_record;
mod papers;
mod wording;

use std::sync::Arc;

use self::addressed::{addressed, office_serves_by_email};
use self::envelope::for_its_envelope;
use self::in_record::{Typed, party_paths};
pub use self::papers::{LaidOut, laid_out, papers};
use self::wording::{given_is_printed, known_wording, wording_of_its_time};
use crate::assets::Assets;
use crate::barcode::MailPiece;
use crate::diag::{Finding, Place, Reported, Sink, Source, Span, codes};
use crate::document::{Document, plain_lines, read_markdown};
use crate::layout::{ItemKind, Pages};
use crate::letter::{Edition, Letter, LetterKey, Listing, Paper, Routing, compose};
use crate::pdf::{About, write_pdf};
use crate::privacy::Protection;
use crate::record::{CaseRecord, parse_record_of};

/// A letter as it is written: Markdown and PDF.
pub struct Made {
    pub key: LetterKey,
    /// The record it was made of.
    pub record: Arc<CaseRecord>,
    pub markdown: Arc<Source>,
    /// Number of pages.
    pub pages: usize,
    pub pdf: Vec<u8>,
    /// What an index says of it; only of the public edition.
    pub listing: Option<Listing>,
}

/// A letter as every stage left it.
pub struct Stages {
    pub record: Arc<CaseRecord>,
    pub paper: Paper,
    pub letter: Letter,
    pub markdown: Arc<Source>,
    pub document: Document,
    pub pages: Pages,
    pub pdf: Vec<u8>,
}

/// YAML -> record, whose wording is one of the assets.
///
/// # Errors
/// What the contract and the rules of the field refuse.
pub fn read_record(
    source: &Arc<Source>,
    assets: &Assets,
    sink: &mut Sink,
) -> Result<Arc<CaseRecord>, Reported> {
    let record = parse_record_of(assets.contracts().of(source), source, sink)?;
    known_wording(&record, assets, sink)?;
    wording_of_its_time(&record, assets, sink);
    given_is_printed(&record, assets, sink);
    Ok(Arc::new(record))
}

/// Record -> Markdown of each paper of an edition.
///
/// # Errors
/// What the edition or filling the templates refuses.
pub fn letters_markdown(
    record: &CaseRecord,
    edition: Edition,
    assets: &Assets,
    sink: &mut Sink,
) -> Result<Vec<Arc<Source>>, Reported> {
    papers_markdown(record, &Paper::all_of(record, edition), edition, assets, sink)
}

/// Record -> Markdown of these papers of an edition.
///
/// # Errors
/// As [`letters_markdown`].
pub fn papers_markdown(
    record: &CaseRecord,
    papers: &[Paper],
    edition: Edition,
    assets: &Assets,
    sink: &mut Sink,
) -> Result<Vec<Arc<Source>>, Reported> {
    ready(record, edition, assets, sink)?;
    papers.iter().map(|paper| Ok(filled(record, paper, assets, sink)?.1)).collect()
}

/// Record -> Markdown and PDF of each paper of an edition.
///
/// # Errors
/// What any stage refuses; what is wrong with a text of the record is shown at its line there.
pub fn letters(
    record: &Arc<CaseRecord>,
    edition: Edition,
    assets: &Assets,
    sink: &mut Sink,
) -> Result<Vec<Made>, Reported> {
    let made = stages(record, edition, assets, sink)?;
    Ok(made.into_iter().map(Made::of).collect())
}

impl Stages {
    /// The template that the paper was filled from.
    pub fn template(&self) -> &str {
        self.paper.template.unwrap_or(&self.letter.record.template)
    }
}

impl Made {
    /// What is written of it.
    pub fn of(stages: Stages) -> Made {
        let Stages { record, paper, letter, markdown, pages, pdf, .. } = stages;
        Made {
            listing: paper.key.edition().is_published().then(|| Listing::of(&letter)),
            key: paper.key,
            record,
            markdown,
            pages: pages.pages.len(),
            pdf,
        }
    }
}

/// Record -> every paper of an edition, with what every stage made kept.
///
/// # Errors
/// As [`letters`].
pub fn stages(
    record: &Arc<CaseRecord>,
    edition: Edition,
    assets: &Assets,
    sink: &mut Sink,
) -> Result<Vec<Stages>, Reported> {
    ready(record, edition, assets, sink)?;
    papers(record, Paper::all_of(record, edition), assets, sink)
}

/// Record -> the pages of one paper of an edition.
///
/// # Errors
/// As [`letters`].
pub fn paper_pages(
    record: &CaseRecord,
    paper: &Paper,
    assets: &Assets,
    sink: &mut Sink,
) -> Result<(Letter, Arc<Source>, Document, Pages), Reported> {
    let (letter, markdown) = filled(record, paper, assets, sink)?;
    let mut pages_sink = Sink::new();
    let pages = pages_of_markdown(&markdown, assets, &mut pages_sink);
    if let Ok((document, pages)) = &pages
        && paper.key.edition().is_published()
    {
        nothing_leaks(record, &letter, document, pages, assets, &mut pages_sink);
    }
    if let Ok((document, _)) = &pages {
        links_of_templates(document, &letter, paper, assets, &mut pages_sink);
        logo_of_copies(document, &letter, &mut pages_sink);
    }
    let mark = sink.mark();
    let typed = Typed { record, paper, letter: &letter, assets, markdown: &markdown };
    typed.shown(pages_sink.into_findings()).into_iter().for_each(|finding| sink.report(finding));
    let (document, pages) = pages?;
    if let Some(mailed) = letter.mailed.as_ref().filter(|_| assets.office.intelligent_mail.is_some())
        && matches!(mailed.recipient.routing, Routing::Code(_))
        && pages.below_address.is_some()
        && !pages.has_room_for_bars(MailPiece::BARS)
    {
        sink.report(no_room_for_barcode(record, paper));
    }
    sink.unless_errors(mark, (letter, markdown, document, pages))
}

fn no_room_for_barcode(record: &CaseRecord, paper: &Paper) -> Finding {
    let path = party_paths(record).into_iter().nth(paper.party).map(|(path, _)| path);
    let message = "the window has no room for the Intelligent Mail barcode below this address";
    Finding::new(&codes::barcode::ROOM, message)
        .at(record.place_of(&path.unwrap_or_default()))
        .hint("bring the address to four lines: the unit on the street's line, a shorter `envelope_name:`")
        .hint("or take `intelligent_mail:` out of `templates/office.yaml`, and no barcode is printed")
}

/// Holds the logo to stand in addressed copies alone: a published letter tells nobody whose it is.
fn logo_of_copies(document: &Document, letter: &Letter, sink: &mut Sink) {
    for span in document.pictures().filter(|_| letter.mailed.is_none()) {
        let message = "the logo stands in a letter that is no addressed copy";
        sink.report(
            Finding::new(&codes::layout::PICTURE, message)
                .at(Place::new(&document.source, span))
                .hint("write it between `{% if mailed %}` and `{% endif %}`"),
        );
    }
}

/// Holds links to be of the template's own text: a record does not say where a reader is led.
fn links_of_templates(document: &Document, letter: &Letter, paper: &Paper, assets: &Assets, sink: &mut Sink) {
    let links = document.links();
    if links.is_empty() {
        return;
    }
    let template = paper.template.unwrap_or(&letter.record.template);
    let places = assets.templates.places(template, letter);
    for (span, _) in links {
        if places.as_ref().is_none_or(|places| places.holds_case_text(span)) {
            let place = places.as_ref().and_then(|places| places.place(span));
            let message = "a link holds what a record says";
            sink.report(
                Finding::new(&codes::document::LINK, message)
                    .at(place.unwrap_or_else(|| Place::new(&document.source, span)))
                    .hint("write its text and its address into the template"),
            );
        }
    }
}

/// Holds a record to what an edition needs.
///
/// # Errors
/// What it lacks.
pub fn ready(
    record: &CaseRecord,
    edition: Edition,
    assets: &Assets,
    sink: &mut Sink,
) -> Result<(), Reported> {
    let mark = sink.mark();
    edition.check(record, sink);
    if edition.has_copies() {
        addressed(record, assets, sink);
    }
    sink.unless_errors(mark, ())
}

fn filled(
    record: &CaseRecord,
    paper: &Paper,
    assets: &Assets,
    sink: &mut Sink,
) -> Result<(Letter, Arc<Source>), Reported> {
    let letter = compose(record, paper, &assets.office, assets.summaries(&record.template));
    let template = paper.template.unwrap_or(&letter.record.template);
    let markdown = assets.templates.fill(template, &letter, sink)?;
    let mark = sink.mark();
    if paper.key.edition().is_published() {
        for leak in Protection::of(record).leaks_in(markdown.text()) {
            let place = Place::new(&markdown, Span::new(leak.range.clone()));
            sink.report(leak.finding(markdown.text()).at(place).hint(BY_TEMPLATE));
        }
    }
    sink.unless_errors(mark, (letter, markdown))
}

const BY_TEMPLATE: &str = "the texts of the record do not say it: look for it in the template";

/// Markdown -> PDF.
///
/// # Errors
/// What reading, laying out or writing refuses.
pub fn pdf_of_markdown(
    markdown: &Arc<Source>,
    assets: &Assets,
    sink: &mut Sink,
) -> Result<Vec<u8>, Reported> {
    let (document, pages) = pages_of_markdown(markdown, assets, sink)?;
    pdf_of_pages(&document, &pages, assets, sink)
}

/// Markdown -> pages.
///
/// # Errors
/// What reading or laying out refuses.
pub fn pages_of_markdown(
    markdown: &Arc<Source>,
    assets: &Assets,
    sink: &mut Sink,
) -> Result<(Document, Pages), Reported> {
    let document = read_markdown(markdown, sink)?;
    let Some(style) = assets.style(&document.about.style) else {
        let names: Vec<_> = assets.style_names().map(|name| format!("`{name}`")).collect();
        return Err(sink.error(
            Finding::new(
                &codes::document::STYLE,
                format!("there is no page style `{}`", document.about.style),
            )
            .at(Place::new(markdown, document.about.style_span))
            .hint(format!(
                "write `style:` and one of {} in the front matter of {}",
                names.join(", "),
                markdown.name()
            )),
        ));
    };
    let pages = for_its_envelope(&document, style, assets, sink)?;
    Ok((document, pages))
}

/// Pages -> PDF, with what the document's front matter says of it.
///
/// # Errors
/// What writing refuses.
pub fn pdf_of_pages(
    document: &Document,
    pages: &Pages,
    assets: &Assets,
    sink: &mut Sink,
) -> Result<Vec<u8>, Reported> {
    write_pdf(pages, &assets.fonts, &assets.pdf_cache, &about(document, assets), sink)
}

/// What the file says of itself.
fn about(document: &Document, assets: &Assets) -> About {
    About {
        title: document.about.title.clone(),
        language: document.about.language.to_string(),
        date: document.about.date.clone(),
        version: assets.style(&document.about.style).map(|style| style.pdf).unwrap_or_default(),
    }
}

/// Holds all that the file will say, on its pages, read aloud, as bookmarks and of itself, its name and its row of the index
/// against the record.
fn nothing_leaks(
    record: &CaseRecord,
    letter: &Letter,
    document: &Document,
    pages: &Pages,
    assets: &Assets,
    sink: &mut Sink,
) {
    let about = &document.about;
    let mut said: Vec<String> = vec![about.title.clone(), about.language.to_string()];
    said.push(about.date.clone());
    said.extend(pages.elements.iter().map(|element| element.title.clone()));
    // The file is named by the number of the review.
    said.extend(Listing::of(letter).texts().map(str::to_owned));
    let runs = pages.pages.iter().flat_map(|page| &page.items).filter_map(|item| match &item.kind {
        ItemKind::Glyphs(run) => Some((run.text.as_str(), run.read_as.as_deref())),
        ItemKind::Fill { .. } | ItemKind::Picture { .. } => None,
    });
    let (printed, read): (Vec<&str>, Vec<Option<&str>>) = runs.unzip();
    said.extend(read.into_iter().flatten().map(str::to_owned));
    // What is said goes on over lines and pages.
    said.push(printed.join(" "));
    let protection = Protection::of(record);
    for text in said.iter().filter(|text| !text.is_empty()) {
        for leak in protection.leaks_in(text) {
            sink.report(leak.finding(text).hint(BY_TEMPLATE));
        }
    }
    let words = plain_lines(document).join("\n");
    let office: Vec<&str> = assets.office.facts().into_iter().map(|(_, fact)| fact).collect();
    for leak in protection.leaks_of_template(&words, &office) {
        sink.report(leak.finding(&words).hint(BY_TEMPLATE));
    }
}
