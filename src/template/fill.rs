use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use super::escape::{CASE_TEXT, END, Misplacement, escape_case_text};
use super::filters;
use super::lint;
use super::names::{Names, check_names};
use super::source::Template;
use super::tags::taken_in;
use super::tidy::Tidy;
use crate::diag::{Code, Finding, Place, Reported, Sink, Source, Span, codes};
use crate::letter::{Letter, Ticket};
use crate::yaml::nearest;

/// The template of a print run's ticket, which is about no case.
const JOB_TICKET: &str = "papers/job-ticket.md";

/// The templates of the assets, compiled once and shared by all letters.
pub struct Templates {
    tera: Tera,
    templates: Vec<Template>,
}

impl Templates {
    /// Compiles all templates.
    ///
    /// # Errors
    /// Whatever tera cannot read, with its place.
    pub fn compile(templates: Vec<Template>, sink: &mut Sink) -> Result<Templates, Reported> {
        let mark = sink.mark();
        let mut tera = Tera::new();
        tera.autoescape_on([".md"]);
        tera.set_escape_fn(|text, to| write!(to, "{CASE_TEXT}{text}{END}"));
        filters::register(&mut tera);
        for Template { source, .. } in &templates {
            lint::check(source, sink);
        }
        let mut templates = Templates { tera, templates };
        let named: Vec<_> = templates
            .templates
            .iter()
            .map(|template| (template.name.clone(), template.source.text().to_owned()))
            .collect();
        if let Err(error) = templates.tera.add_raw_templates(named) {
            for finding in
                templates.findings(&codes::template::SYNTAX, &error, "this template cannot be read")
            {
                sink.report(finding);
            }
        }
        sink.unless_errors(mark, templates)
    }

    /// Holds every name in the templates against what letters have. The program's own templates are held to it by a
    /// test.
    ///
    /// # Errors
    /// A name that no letter has, with its place.
    pub fn checked(self, sink: &mut Sink) -> Result<Templates, Reported> {
        let mark = sink.mark();
        let (letter, ticket) = (Names::of(&Letter::schema()), Names::of(&Ticket::schema()));
        for Template { name, .. } in &self.templates {
            // Parts are checked where they are taken in: they may use what is set there.
            if name == JOB_TICKET {
                check_names(name, &self.templates, &ticket, sink);
            } else if !name.starts_with("parts/") {
                check_names(name, &self.templates, &letter, sink);
            }
        }
        sink.unless_errors(mark, self)
    }

    /// The wordings that a record can ask for: the templates that stand at the top, not the shared parts.
    pub fn wordings(&self) -> impl Iterator<Item = &str> {
        let top = self.templates.iter().filter_map(|template| template.name.strip_suffix(".md"));
        top.filter(|name| !name.contains('/'))
    }

    /// Names of the templates that a wording takes in, its own among them.
    pub fn used_by(&self, wording: &str) -> BTreeSet<&str> {
        let mut used = BTreeSet::new();
        let mut open = vec![format!("{wording}.md")];
        while let Some(name) = open.pop() {
            let Some(template) = self.templates.iter().find(|template| template.name == name) else {
                continue;
            };
            if used.insert(template.name.as_str()) {
                open.extend(taken_in(template.source.text()));
            }
        }
        used
    }

    /// Fills the ticket of a print run.
    ///
    /// # Errors
    /// What tera refuses.
    pub fn fill_ticket(&self, ticket: &Ticket, sink: &mut Sink) -> Result<Arc<Source>, Reported> {
        let name = JOB_TICKET.trim_end_matches(".md");
        let filled = self.filled(name, ticket).map_err(|error| {
            let mut findings =
                self.findings(&codes::template::FILL, &error, "the ticket cannot be filled in");
            sink.error(findings.remove(0))
        })?;
        self.escaped(&filled, name, format!("ticket-{}.md", ticket.mailed_date), sink)
    }

    /// Fills a template, named without its ending, with a letter's facts.
    ///
    /// # Errors
    /// What tera refuses, and case text where a template may not put it.
    pub fn fill(&self, template: &str, letter: &Letter, sink: &mut Sink) -> Result<Arc<Source>, Reported> {
        let filled = self.filled(template, letter).map_err(|error| {
            let mut findings =
                self.findings(&codes::template::FILL, &error, "the letter cannot be filled in");
            sink.error(findings.remove(0))
        })?;
        self.escaped(&filled, template, format!("{}.md", letter.record.case_number.as_str()), sink)
    }

    /// The Markdown of a filled template, under a name for findings.
    fn escaped(
        &self,
        filled: &str,
        template: &str,
        name: String,
        sink: &mut Sink,
    ) -> Result<Arc<Source>, Reported> {
        match escape_case_text(filled) {
            Ok(escaped) => Ok(Source::new(name, Tidy::of(&escaped.markdown).text)),
            Err(misplaced) => {
                let plain: String = filled.chars().filter(|c| ![CASE_TEXT, END].contains(c)).collect();
                let source = Source::new(format!("{template}.md for {name}"), plain);
                let span =
                    Span::new(misplaced.at.min(source.text().len())..misplaced.at.min(source.text().len()));
                let finding = match misplaced.kind {
                    Misplacement::Paragraphs => Finding::new(
                        &codes::template::PARAGRAPHS,
                        "a text of several paragraphs stands in a table, a heading or a list",
                    )
                    .hint("in the template, put it into a paragraph of its own"),
                    Misplacement::FrontMatter => Finding::new(
                        &codes::template::FRONT_MATTER,
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

    /// What tera says, at its places; never empty.
    fn findings(&self, code: &'static Code, error: &tera::Error, otherwise: &str) -> Vec<Finding> {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let finding = Finding::new(code, report.message());
                let span = Span::new(report.span().range.clone());
                vec![match self.source(report.filename()) {
                    Some(source) => finding.at(Place::new(source, span)),
                    None => finding,
                }]
            }
            ErrorKind::Msg(reports) => {
                // What is missing comes as one text of reports, each `error: …` and `--> file:line:column`.
                let placed: Option<Vec<_>> =
                    reports.split("error: ").skip(1).map(|report| self.placed(code, report)).collect();
                placed
                    .filter(|findings| !findings.is_empty())
                    .unwrap_or_else(|| vec![Finding::new(code, format!("{otherwise}: {error}"))])
            }
            _ => vec![Finding::new(code, format!("{otherwise}: {error}"))],
        }
    }

    fn source(&self, name: &str) -> Option<&Arc<Source>> {
        self.templates.iter().find(|template| template.name == name).map(|template| &template.source)
    }

    fn placed(&self, code: &'static Code, report: &str) -> Option<Finding> {
        let (message, rest) = report.split_once('\n')?;
        let (place, rest) = rest.trim_start().strip_prefix("-->")?.split_once('\n')?;
        let [column, line, name] = place.trim().rsplitn(3, ':').collect::<Vec<_>>()[..] else { return None };
        let source = self.source(name)?;
        let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
        let before: usize = source.text().split_inclusive('\n').take(line - 1).map(str::len).sum();
        let in_line = source.text()[before..].char_indices().nth(column - 1)?.0;
        let start = before + in_line;
        let marked = rest.chars().filter(|&c| c == '^').count().max(1);
        let length: usize = source.text()[start..].chars().take(marked).map(char::len_utf8).sum();
        let finding = Finding::new(code, message).at(Place::new(source, Span::new(start..start + length)));
        let wanted = message.split('`').nth(1).unwrap_or_default();
        let near = nearest(wanted, self.templates.iter().map(|t| t.name.as_str()).chain(filters::NAMES));
        Some(match near {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => finding.hint("`templates/README.md` lists what there is"),
        })
    }
}
