use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use super::escape::{CASE_TEXT, END, Misplacement, escape_case_text};
use super::filters;
use crate::diag::{Finding, Place, Reported, Sink, Source, Span};
use crate::letter::Letter;

/// The templates of a kit, compiled once and shared by all letters.
pub struct Templates {
    tera: Tera,
    sources: Vec<Arc<Source>>,
}

impl Templates {
    /// Compiles all templates; each is named by its path below the folder of templates.
    ///
    /// # Errors
    /// Whatever tera cannot read, with its place.
    pub fn compile(sources: Vec<Arc<Source>>, sink: &mut Sink) -> Result<Templates, Reported> {
        let mark = sink.mark();
        let mut tera = Tera::new();
        tera.autoescape_on([".md"]);
        tera.set_escape_fn(|text, to| write!(to, "{CASE_TEXT}{text}{END}"));
        filters::register(&mut tera);
        for source in &sources {
            if let Some(at) = source.text().find([CASE_TEXT, END]) {
                let message = "this template holds a code point that is no character";
                let place = Place::new(source, Span::new(at..at + CASE_TEXT.len_utf8()));
                sink.report(Finding::error("template/syntax", message).at(place).hint("remove it"));
            }
        }
        let mut templates = Templates { tera, sources };
        let named: Vec<_> = templates
            .sources
            .iter()
            .map(|source| (source.name().to_owned(), source.text().to_owned()))
            .collect();
        if let Err(error) = templates.tera.add_raw_templates(named) {
            sink.error(templates.finding("template/syntax", &error, "this template cannot be read"));
        }
        sink.unless_errors(mark, templates)
    }

    /// The wordings that a record can ask for: the templates that stand at the top, not the shared parts.
    pub fn wordings(&self) -> impl Iterator<Item = &str> {
        let top = self.sources.iter().filter_map(|source| source.name().strip_suffix(".md"));
        top.filter(|name| !name.contains('/'))
    }

    /// Fills the letter's template.
    ///
    /// # Errors
    /// What tera refuses, and case text where a template may not put it.
    pub fn fill(&self, letter: &Letter, sink: &mut Sink) -> Result<Arc<Source>, Reported> {
        let name = format!("{}.md", letter.template);
        let filled = self.filled(&letter.template, letter).map_err(|error| {
            sink.error(self.finding("template/fill", &error, "the letter cannot be filled in"))
        })?;
        match escape_case_text(&filled) {
            Ok(escaped) => {
                Ok(Source::new(format!("{}.md", letter.case_number), Tidy::of(&escaped.markdown).text))
            }
            Err(misplaced) => {
                let plain: String = filled.chars().filter(|c| ![CASE_TEXT, END].contains(c)).collect();
                let source = Source::new(format!("{} for {}", name, letter.case_number), plain);
                let span =
                    Span::new(misplaced.at.min(source.text().len())..misplaced.at.min(source.text().len()));
                let finding = match misplaced.kind {
                    Misplacement::Paragraphs => Finding::error(
                        "template/paragraphs",
                        "a text of several paragraphs stands in a table, a heading or a list",
                    )
                    .hint("in the template, put it into a paragraph of its own"),
                    Misplacement::FrontMatter => Finding::error(
                        "template/front-matter",
                        "case text stands unquoted in the front matter",
                    )
                    .hint("in the template, put it through the filter `yaml`"),
                };
                Err(sink.error(finding.at(Place::new(&source, span))))
            }
        }
    }

    /// The template of a wording with these facts, case text between its marks.
    pub(super) fn filled(&self, wording: &str, facts: &impl Serialize) -> Result<String, tera::Error> {
        self.tera.render(&format!("{wording}.md"), &Context::from_serialize(facts)?)
    }

    fn finding(&self, code: &'static str, error: &tera::Error, otherwise: &str) -> Finding {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let finding = Finding::error(code, report.message());
                let span = report.span();
                match self.sources.iter().find(|source| source.name() == report.filename()) {
                    Some(source) => finding.at(Place::new(source, Span::new(span.range.clone()))),
                    None => finding,
                }
            }
            _ => Finding::error(code, format!("{otherwise}: {error}")),
        }
    }
}

/// A Markdown text with one empty line between blocks, and one line end at the end.
pub(super) struct Tidy {
    pub text: String,
    /// Of every line that is left: where it stood, where it stands.
    lines: Vec<(usize, usize)>,
}

impl Tidy {
    pub(super) fn of(markdown: &str) -> Tidy {
        let mut text = String::with_capacity(markdown.len());
        let mut lines = Vec::new();
        let mut empty = 0;
        let mut at = 0;
        for whole in markdown.split_inclusive('\n') {
            let line = whole.trim_end_matches(['\n', '\r', ' ', '\t']);
            let start = at;
            at += whole.len();
            if line.is_empty() {
                empty += 1;
                continue;
            }
            if empty > 0 && !text.is_empty() {
                text.push('\n');
            }
            empty = 0;
            lines.push((start, text.len()));
            text.push_str(line);
            text.push('\n');
        }
        Tidy { text, lines }
    }

    /// Where bytes of one line of the text before stand now.
    pub(super) fn moved(&self, at: &Range<usize>) -> Span {
        let line = self.lines.partition_point(|(before, _)| *before <= at.start).saturating_sub(1);
        let (before, now) = self.lines.get(line).copied().unwrap_or_default();
        let end = self.text[now..].find('\n').map_or(self.text.len(), |length| now + length);
        Span::new((at.start - before + now).min(end)..(at.end - before + now).min(end))
    }
}
