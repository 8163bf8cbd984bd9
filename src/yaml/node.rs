//! The tree of a YAML text: values that know their bytes.

use std::borrow::Cow;

use crate::diag::Span;

/// A value and its bytes.
#[derive(Clone, Debug)]
pub struct Node {
    pub span: Span,
    pub kind: Kind,
}

#[derive(Clone, Debug)]
pub enum Kind {
    Scalar(Scalar),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A text as typed: `00123`, `no` and `~` are what they look like.
#[derive(Clone, Debug)]
pub struct Scalar {
    pub text: String,
    pub style: ScalarStyle,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarStyle {
    Plain,
    Quoted,
    /// `|`, whose line ends are the typed ones.
    Literal,
    /// `>`, whose single line ends are folded away by YAML.
    Folded,
}

#[derive(Clone, Debug)]
pub struct Entry {
    pub key: String,
    pub key_span: Span,
    pub value: Node,
}

impl Node {
    /// The value at a path of keys and numbers; the empty path is this value.
    pub fn at(&self, path: &str) -> Option<&Node> {
        path.split('/').filter(|step| !step.is_empty()).try_fold(self, Node::step)
    }

    /// The value under a key of a map, or at a number of a list.
    pub fn step(&self, step: &str) -> Option<&Node> {
        match &self.kind {
            Kind::List(items) => items.get(step.parse::<usize>().ok()?),
            _ => self.get(step),
        }
    }

    /// The value under a key of a map.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// The entries of a map; none of anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.kind {
            Kind::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The scalar, unless it is an unquoted `~`, `null` or nothing.
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.kind {
            Kind::Scalar(scalar) if !scalar.is_null() => Some(scalar),
            _ => None,
        }
    }

    /// Whether it is typed like another, wherever the two stand.
    pub fn says_what(&self, other: &Node) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::Scalar(one), Kind::Scalar(two)) => one.text == two.text,
            (Kind::List(one), Kind::List(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.says_what(two))
            }
            (Kind::Map(one), Kind::Map(two)) => {
                one.len() == two.len()
                    && one.iter().all(|entry| {
                        two.iter().any(|other| other.key == entry.key && entry.value.says_what(&other.value))
                    })
            }
            _ => false,
        }
    }

    pub fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Scalar(scalar) if scalar.is_null())
    }

    /// What it is, in the words of a finding.
    pub fn what(&self) -> &'static str {
        match &self.kind {
            Kind::Scalar(scalar) if scalar.is_null() => "nothing",
            Kind::Scalar(_) => "a text",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a map of fields",
        }
    }
}

impl Scalar {
    /// The text as it would be after `|`, where single line ends are kept: of other texts YAML has folded them
    /// away, and one that is left was a blank line.
    pub fn with_blank_lines(&self) -> Cow<'_, str> {
        if self.style == ScalarStyle::Literal || !self.text.trim_end().contains('\n') {
            return Cow::Borrowed(&self.text);
        }
        Cow::Owned(self.text.replace('\n', "\n\n"))
    }

    /// Whether YAML takes it for no value.
    pub fn is_null(&self) -> bool {
        self.style == ScalarStyle::Plain && matches!(self.text.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }
}
