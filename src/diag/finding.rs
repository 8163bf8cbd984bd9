//! What a stage has to say about its input, as a value.

use std::cmp::Reverse;

use super::{Code, Fix, Place, Severity, Span};

/// One finding: stands alone, says where, what, and how to fix it.
#[derive(Clone, Debug)]
pub struct Finding {
    pub code: &'static Code,
    /// One sentence in the user's words.
    pub message: String,
    /// Where it is; none for what has no place in a text (a full disk).
    pub place: Option<Place>,
    /// The file that it is about, where it has no place in a text.
    pub file: Option<String>,
    /// What to write beside the marked text.
    pub label: String,
    /// Other places that matter, each with what to write beside it.
    pub related: Vec<(Place, String)>,
    /// How to fix it.
    pub hints: Vec<String>,
    /// Whether it is only a warning, where its code is an error when nothing else can be meant.
    pub is_doubt: bool,
    /// The one right answer, where there is exactly one.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding of a code, with a sentence of its own.
    pub fn new(code: &'static Code, message: impl Into<String>) -> Finding {
        Finding {
            code,
            message: message.into(),
            place: None,
            file: None,
            label: String::new(),
            related: Vec::new(),
            hints: Vec::new(),
            is_doubt: false,
            fix: None,
        }
    }

    pub fn severity(&self) -> Severity {
        if self.is_doubt { self.code.severity.min(Severity::Warning) } else { self.code.severity }
    }

    /// Makes an error a warning: something else may be meant, which a person has to tell.
    #[must_use]
    pub fn as_warning(mut self) -> Finding {
        self.is_doubt = true;
        self
    }

    #[must_use]
    pub fn at(mut self, place: Place) -> Finding {
        self.place = Some(place);
        self
    }

    /// Says which file it is about, where it has no place in a text.
    #[must_use]
    pub fn of_file(mut self, file: impl Into<String>) -> Finding {
        self.file = Some(file.into());
        self
    }

    #[must_use]
    pub fn labelled(mut self, label: impl Into<String>) -> Finding {
        self.label = label.into();
        self
    }

    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Finding {
        self.related.push((place, label.into()));
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Finding {
        self.hints.push(hint.into());
        self
    }

    /// Says what the marked bytes must be: there is exactly one right answer.
    #[must_use]
    pub fn fix(mut self, text: impl Into<String>) -> Finding {
        self.fix = Some(Fix { span: None, text: text.into() });
        self
    }

    /// The same for other bytes of the source than those that are marked.
    #[must_use]
    pub fn fix_at(mut self, span: Span, text: impl Into<String>) -> Finding {
        self.fix = Some(Fix { span: Some(span), text: text.into() });
        self
    }

    /// The bytes that its fix replaces, and what by.
    pub fn edit(&self) -> Option<(Span, &str)> {
        let (fix, place) = (self.fix.as_ref()?, self.place.as_ref()?);
        Some((fix.span.unwrap_or(place.span), &fix.text))
    }
}

/// Proof that a sink holds an error: only [`Sink`] makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reported(());

/// Where findings go. A stage reports all it can before it returns.
#[derive(Debug, Default)]
pub struct Sink {
    findings: Vec<Finding>,
}

impl Sink {
    pub fn new() -> Sink {
        Sink::default()
    }

    /// A sink that holds these findings.
    pub fn of(findings: Vec<Finding>) -> Sink {
        Sink { findings }
    }

    /// Takes any finding.
    pub fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Adds a hint to the finding that was taken last.
    pub fn hint_last(&mut self, hint: &str) {
        if let Some(last) = self.findings.last_mut() {
            last.hints.push(hint.to_owned());
        }
    }

    /// Adds to the finding that was taken last the one right answer to it.
    pub fn fix_last(&mut self, span: Span, text: String) {
        if let Some(last) = self.findings.last_mut() {
            last.fix = Some(Fix { span: Some(span), text });
        }
    }

    /// Takes what another sink holds; of more than `most`, the most serious, so that no number of warnings hides an error.
    pub fn take_most_serious(&mut self, other: Sink, most: usize) {
        let mut found = other.findings;
        if found.len() > most {
            found.sort_by_key(|finding| Reverse(finding.severity()));
            found.truncate(most);
        }
        self.findings.append(&mut found);
    }

    /// Takes an error and gives the proof of it.
    ///
    /// # Panics
    /// Where the finding is not an error, which is a mistake in the program.
    pub fn error(&mut self, finding: Finding) -> Reported {
        assert_eq!(finding.severity(), Severity::Error, "{} is reported as an error", finding.code.name);
        self.findings.push(finding);
        Reported(())
    }

    /// The proof, where an error was reported since `mark` findings were held.
    pub fn errors_since(&self, mark: usize) -> Option<Reported> {
        self.findings[mark..].iter().any(|f| f.severity() == Severity::Error).then_some(Reported(()))
    }

    /// `value`, unless an error was reported since `mark` findings were held.
    pub fn unless_errors<T>(&self, mark: usize, value: T) -> Result<T, Reported> {
        self.errors_since(mark).map_or(Ok(value), Err)
    }

    /// How many findings are held: a mark for [`Sink::errors_since`].
    pub fn mark(&self) -> usize {
        self.findings.len()
    }

    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    pub fn into_findings(self) -> Vec<Finding> {
        self.findings
    }
}
