use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use super::absent::not_in_every_letter;
use super::advice::{advised, in_plain_words};
use super::arguments::filter_names;
use super::check::check;
use super::engine::engine;
use super::escape::{CASE_TEXT, END, escape_case_text};
use super::extended_parts::brought_together;
use super::extending;
use super::lint;
use super::misplaced::Misplacement;
use super::names::Names;
use super::signs::Signed;
use super::source::Template;
use super::tags::{Kind, tags, taken_in};
use super::tidy::Tidy;
use super::unreadable::syntax_errors;
use super::whole::{Lost, lost, never_printed};
use crate::diag::{Code, Finding, Place, Reported, Sink, Source, Span, codes};
use crate::letter::{Letter, Ticket};
use crate::record::Contracts;
use crate::yaml::nearest;

/// The template of a print run's ticket, which is about no case.
pub(super) const JOB_TICKET: &str = "papers/job-ticket.md";

/// The templates of the assets, compiled once and shared by all letters.
pub struct Templates {
    tera: Tera,
    pub(super) templates: Vec<Template>,
    pub(super) contracts: Contracts,
    /// Of wordings with a contract of their own.
    pub(super) names_of_wordings: BTreeMap<String, Names>,
    /// The fields that each wording prints in some edition.
    pub(super) printed: BTreeMap<String, BTreeSet<String>>,
    pub(super) letter_names: OnceLock<Names>,
    signed: OnceLock<Option<Signed>>,
}

impl Templates {
    /// Compiles all templates.
    ///
    /// # Errors
    /// Whatever tera cannot read, with its place.
    pub fn compile(templates: Vec<Template>, sink: &mut Sink) -> Result<Templates, Reported> {
        let mark = sink.mark();
        for template in &templates {
            lint::check(&template.source, sink);
            extending::check(template, sink);
        }
        let templates = match sink.errors_since(mark) {
            Some(_) => templates,
            None => {
                let whole = brought_together(templates, sink);
                sink.unless_errors(mark, whole)?
            }
        };
        let (letter_names, signed) = (OnceLock::new(), OnceLock::new());
        let mut templates = Templates {
            tera: engine(),
            templates,
            contracts: Contracts::new(&[], &BTreeMap::new()),
            names_of_wordings: BTreeMap::new(),
            printed: BTreeMap::new(),
            letter_names,
            signed,
        };
        let named: Vec<_> = templates
            .templates
            .iter()
            .map(|template| (template.name.clone(), template.text().to_owned()))
            .collect();
        if let Err(error) = templates.tera.add_raw_templates(named) {
            // Tera ends at the first file that it cannot read; an author wants to hear of each.
            let mut findings: Vec<Finding> = templates.templates.iter().flat_map(syntax_errors).collect();
            if findings.is_empty() {
                let otherwise = "this template cannot be read";
                findings = templates.findings(&codes::template::SYNTAX, &error, otherwise);
            }
            findings.into_iter().for_each(|finding| sink.report(finding));
        }
        sink.unless_errors(mark, templates)
    }

    /// Holds the templates against what letters have: every name is known, what every record has is printed, and
    /// there is an end to loops and parts. The program's own templates are held to it by a test.
    ///
    /// # Errors
    /// What does not hold, with its place.
    pub fn checked(mut self, sink: &mut Sink) -> Result<Templates, Reported> {
        let mark = sink.mark();
        let mut ever = BTreeMap::new();
        for Template { name, source, .. } in &self.templates {
            // Parts are checked where they are taken in, as they may use what is set there, and what is extended where
            // it is.
            if name == JOB_TICKET {
                check(name, &self.templates, &Names::of(&Ticket::schema()), sink);
            } else if !extending::is_shared(name) {
                let names = self.names_of(name.trim_end_matches(".md"));
                let printed = check(name, &self.templates, names, sink);
                let needs = self.contracts.of_wording(name.trim_end_matches(".md")).needs();
                if !needs.has_appeal() {
                    self.refuse_other_law(name, names, sink);
                }
                if !name.contains('/') && sink.errors_since(mark).is_none() {
                    let missing = never_printed(names, needs, &printed.always, &printed.ever);
                    if !missing.is_empty() {
                        let missing =
                            missing.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ");
                        let message =
                            format!("this wording prints nothing of {missing}, which every letter must say");
                        sink.report(
                            Finding::new(&codes::template::LOST, message)
                                .at(Place::new(source, Span::new(source.line_range(1))))
                                .hint("print it in every edition that has it, or include the part that does"),
                        );
                    }
                }
                ever.insert(name.trim_end_matches(".md").to_owned(), printed.ever);
            }
        }
        self.printed = ever;
        sink.unless_errors(mark, self)
    }

    /// The templates with signs, by which what they print is told apart.
    pub(super) fn signed(&self) -> Option<&Signed> {
        self.signed.get_or_init(|| Signed::of(&self.templates)).as_ref()
    }

    pub(super) fn sources(&self) -> &[Template] {
        &self.templates
    }

    /// Whether a text is one of the templates.
    pub fn has(&self, source: &Arc<Source>) -> bool {
        self.templates.iter().any(|template| Arc::ptr_eq(&template.source, source))
    }

    /// The first line of a template, for what is said of all of it.
    pub fn first_line(&self, name: &str) -> Option<Place> {
        let source = self.source(name)?;
        Some(Place::new(source, Span::new(source.line_range(1))))
    }

    /// Names of the templates that letters and the papers beside them print.
    pub fn used(&self) -> BTreeSet<&str> {
        let proof = self.reached("papers/proof-of-service", false);
        self.wordings().flat_map(|wording| self.reached(wording, false)).chain(proof).collect()
    }

    /// The wordings that a record can ask for: the templates that stand at the top, not the shared parts.
    pub fn wordings(&self) -> impl Iterator<Item = &str> {
        let top = self.templates.iter().filter_map(|template| template.name.strip_suffix(".md"));
        top.filter(|name| !name.contains('/'))
    }

    /// Names of the templates that a wording takes in, its own among them.
    pub fn used_by(&self, wording: &str) -> BTreeSet<&str> {
        self.reached(wording, true)
    }

    fn reached(&self, wording: &str, and_extended_parts: bool) -> BTreeSet<&str> {
        let mut used = BTreeSet::new();
        let mut open = vec![format!("{wording}.md")];
        while let Some(name) = open.pop() {
            let Some(template) = self.templates.iter().find(|template| template.name == name) else {
                continue;
            };
            if used.insert(template.name.as_str()) {
                open.extend(taken_in(template.text()));
                open.extend(template.extends.clone().filter(|_| and_extended_parts));
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
        self.escaped(&filled, name, format!("ticket-{}.md", ticket.mailed_date), |_| None, sink)
    }

    /// Fills a template, named without its ending, with a letter's facts.
    ///
    /// # Errors
    /// What tera refuses, case text where a template may not put it, and a wording that leaves out a text of the record.
    pub fn fill(&self, template: &str, letter: &Letter, sink: &mut Sink) -> Result<Arc<Source>, Reported> {
        let filled = Context::from_serialize(letter)
            .and_then(|facts| Ok((self.render(template, &facts)?, facts)))
            .map_err(|error| {
                let mut findings =
                    self.findings(&codes::template::FILL, &error, "the letter cannot be filled in");
                sink.error(findings.remove(0))
            });
        let (filled, facts) = filled?;
        let mark = sink.mark();
        // The papers beside a letter say little of it.
        if !template.contains('/') {
            let own = |field: &str| self.prints(template, field);
            let needs = self.contracts.of_wording(template).needs();
            for lost in lost(&facts, self.names_of(template), needs, &filled, own) {
                sink.report(self.lost(template, &lost));
            }
        }
        sink.unless_errors(mark, ())?;
        let name = format!("{}.md", letter.record.case_number.as_str());
        self.escaped(&filled, template, name, |text| self.places(template, letter)?.of_text(text), sink)
    }

    /// What is said of a field that a letter lost: where it is printed, or else of the wording as a whole.
    fn lost(&self, wording: &str, lost: &Lost) -> Finding {
        let Lost { path, repeated } = lost;
        let field = path.rsplit('.').next().unwrap_or_default();
        let used = self.used_by(wording);
        let mut used = self.templates.iter().filter(|template| used.contains(template.name.as_str()));
        let printed = used.find_map(|template| {
            let at = printed_at(template.text(), field)?;
            Some(Place::new(&template.source, Span::new(at)))
        });
        let (message, hint) = match (repeated, &printed) {
            (true, _) => {
                (format!("the letter would hold the text of `{path}` more than once"), "print it once")
            }
            (false, Some(_)) => (
                format!("the letter would not hold the text of `{path}` as the record has it"),
                "print it whole and in every case: no filter shortens it, no `{% if %}` leaves it out",
            ),
            (false, None) => (
                format!("the letter would not hold the text of `{path}`: this wording prints it nowhere"),
                "print it, or include the part that does",
            ),
        };
        let finding = Finding::new(&codes::template::LOST, message).hint(hint);
        match printed.or_else(|| self.first_line(&format!("{wording}.md"))) {
            Some(place) => finding.at(place),
            None => finding,
        }
    }

    /// The Markdown of a filled template, under a name for findings; `tag` is the place of the tag that printed a text, by
    /// its number.
    fn escaped(
        &self,
        filled: &str,
        template: &str,
        name: String,
        tag: impl FnOnce(usize) -> Option<Place>,
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
                        "a text of several paragraphs is in a table, a heading or a list",
                    )
                    .hint("in the template, put it into a paragraph of its own"),
                    Misplacement::Lists => Finding::new(
                        &codes::template::PARAGRAPHS,
                        "a numbered list comes right after another, and the two would be printed as one",
                    )
                    .hint("in the record, write a sentence between the two lists"),
                    Misplacement::BehindList => Finding::new(
                        &codes::template::PARAGRAPHS,
                        "the template goes on after a text that ends in a list",
                    )
                    .hint("in the template, end the line after the text"),
                    Misplacement::FrontMatter => Finding::new(
                        &codes::template::FRONT_MATTER,
                        "case text is unquoted in the front matter",
                    )
                    .hint("in the template, put it through the filter `yaml`"),
                };
                let place = tag(misplaced.text).unwrap_or_else(|| Place::new(&source, span));
                Err(sink.error(finding.at(place)))
            }
        }
    }

    /// The template of a wording with these facts, case text between its marks.
    pub(super) fn filled(&self, wording: &str, facts: &impl Serialize) -> Result<String, tera::Error> {
        self.render(wording, &Context::from_serialize(facts)?)
    }

    fn render(&self, wording: &str, facts: &Context) -> Result<String, tera::Error> {
        let mut filled = Limited { bytes: Vec::with_capacity(16_384) };
        self.tera.render_to(&format!("{wording}.md"), facts, &mut filled)?;
        String::from_utf8(filled.bytes).map_err(tera::Error::message)
    }

    /// What tera says, at its places; never empty.
    fn findings(&self, code: &'static Code, error: &tera::Error, otherwise: &str) -> Vec<Finding> {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let finding = Finding::new(code, report.message());
                let span = Span::new(report.span().range.clone());
                vec![match self.source(report.filename()) {
                    Some(source) if code == &codes::template::SYNTAX => {
                        advised(finding.at(Place::new(source, span)), source)
                    }
                    Some(source) => {
                        let finding = not_in_every_letter(finding, source, &span, self.contracts.usual());
                        in_plain_words(finding, source, &span).at(Place::new(source, span))
                    }
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
            ErrorKind::CircularInclude { tpl, include_chain: chain }
            | ErrorKind::CircularExtend { tpl, inheritance_chain: chain } => {
                let names: Vec<_> = chain.iter().map(|name| format!("`{name}`")).collect();
                let message = format!("this part takes itself in: {}", names.join(", "));
                let finding = Finding::new(code, message).hint("take it out of one of them");
                let at = self.source(tpl).and_then(|source| {
                    let tags = tags(source.text());
                    let tag = tags.into_iter().find(|tag| matches!(tag.keyword(), "include" | "extends"))?;
                    Some(Place::new(source, Span::new(tag.range)))
                });
                vec![match at {
                    Some(place) => finding.at(place),
                    None => finding,
                }]
            }
            _ => vec![Finding::new(code, format!("{otherwise}: {error}"))],
        }
    }

    /// The text of a template.
    pub fn source(&self, name: &str) -> Option<&Arc<Source>> {
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
        let near = nearest(wanted, self.templates.iter().map(|t| t.name.as_str()).chain(filter_names()));
        Some(match near {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => finding.hint("`imr help templates` lists what there is"),
        })
    }
}

/// What is printed, as far as a letter can be meant.
struct Limited {
    bytes: Vec<u8>,
}

/// Bytes that a filled template may have: no record may have more.
const MAX_FILLED: usize = 64 << 20;

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > MAX_FILLED {
            return Err(io::Error::other("the letter would be longer than 64 MB"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where a template prints a field of this name.
fn printed_at(template: &str, field: &str) -> Option<std::ops::Range<usize>> {
    let tags = tags(template);
    let mut tokens = tags.iter().filter(|tag| !tag.statement).flat_map(|tag| &tag.tokens);
    tokens.find(|token| token.kind == Kind::Name(field)).map(|token| token.range.clone())
}
