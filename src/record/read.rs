//! A tree -> a draft. What the shape check reported is passed over in silence here.

use std::sync::Arc;

use super::draft::Draft;
use super::types::*;
use super::{characters, text, values};
use crate::diag::{Finding, Place, Sink, Source};
use crate::yaml::{Kind, Node, Scalar};

/// More findings than this about one record's values help nobody.
const MAX_FINDINGS: usize = 100;

/// Reads what can be read, and reports every value that has not the form of its field.
pub(super) fn read(record: &Node, source: &Arc<Source>, sink: &mut Sink) -> Draft {
    let mark = sink.mark();
    let mut read = Read { source, sink, mark };
    Draft {
        source: Arc::clone(source),
        case_number: read.value(record, "case_number", values::case_number),
        template: read.value(record, "template", values::template_name),
        priority: read.value(record, "priority", values::priority),
        date_of_injury: read.value(record, "date_of_injury", values::date),
        ur_denial_date: read.value(record, "ur_denial_date", values::date),
        application_received: read.value(record, "application_received", values::date),
        date_assigned: read.value(record, "date_assigned", values::date),
        decision_date: read.value(record, "decision_date", values::date),
        mailed_date: read.value(record, "mailed_date", values::date),
        reviewer: record.get("reviewer").and_then(|node| read.reviewer(node)),
        clinical_summary: read.paragraphs(record, "clinical_summary"),
        decisions: read.each(record, "decisions", Read::decision),
        documents_reviewed: read.each(record, "documents_reviewed", Read::document),
        claim_number: read.line(record, "claim_number"),
        employee: record.get("employee").and_then(|node| read.party(node)),
        representative: record.get("representative").and_then(|node| read.party(node)),
        requesting_physician: record.get("requesting_physician").and_then(|node| read.party(node)),
        claims_administrator: record.get("claims_administrator").and_then(|node| read.party(node)),
        copies: read.each(record, "copies", Read::party),
        replaces: record.get("replaces").and_then(|node| read.replaces(node)),
        redact: read.each(record, "redact", Read::line_of),
    }
}

struct Read<'a> {
    source: &'a Arc<Source>,
    sink: &'a mut Sink,
    mark: usize,
}

impl Read<'_> {
    /// The text of a scalar that holds something, its characters checked.
    fn scalar<'n>(&mut self, node: &'n Node) -> Option<&'n Scalar> {
        let scalar = node.scalar().filter(|scalar| !scalar.text.trim().is_empty())?;
        if self.sink.mark() - self.mark < MAX_FINDINGS {
            characters::check_value(scalar, node, self.source, self.sink);
        }
        Some(scalar)
    }

    fn value<T>(
        &mut self,
        map: &Node,
        field: &str,
        form: fn(&str, &str) -> Result<T, Finding>,
    ) -> Option<Spanned<T>> {
        let node = map.get(field)?;
        let typed = text::one_line(self.scalar(node)?);
        match form(field, &typed) {
            Ok(value) => Some(Spanned { value, span: node.span }),
            Err(finding) => {
                if self.sink.mark() - self.mark < MAX_FINDINGS {
                    self.sink.report(finding.at(Place::new(self.source, node.span)));
                }
                None
            }
        }
    }

    fn line(&mut self, map: &Node, field: &str) -> Option<Line> {
        map.get(field).and_then(|node| self.line_of(node))
    }

    fn line_of(&mut self, node: &Node) -> Option<Line> {
        let scalar = self.scalar(node)?;
        Some(Spanned { value: text::one_line(scalar), span: node.span })
    }

    fn paragraphs(&mut self, map: &Node, field: &str) -> Option<Paragraphs> {
        let node = map.get(field)?;
        let scalar = self.scalar(node)?;
        Some(Spanned { value: text::paragraphs(scalar), span: node.span })
    }

    /// The items of a list that could be read.
    fn each<T>(
        &mut self,
        map: &Node,
        field: &str,
        mut one: impl FnMut(&mut Self, &Node) -> Option<T>,
    ) -> Vec<T> {
        match map.get(field).map(|node| &node.kind) {
            Some(Kind::List(items)) => items.iter().filter_map(|item| one(self, item)).collect(),
            _ => Vec::new(),
        }
    }

    fn reviewer(&mut self, node: &Node) -> Option<Reviewer> {
        let specialties = self.each(node, "specialties", Self::line_of);
        let licensed_in = self.each(node, "licensed_in", Self::line_of);
        Some(Reviewer { specialties, licensed_in, span: node.span })
    }

    fn decision(&mut self, node: &Node) -> Option<Decision> {
        let treatment = self.line(node, "treatment");
        let outcome = self.value(node, "outcome", values::outcome);
        let claims_administrator_guideline = self.paragraphs(node, "claims_administrator_guideline");
        let maximus_guideline = self.paragraphs(node, "maximus_guideline");
        let rationale = self.paragraphs(node, "rationale");
        let partial = node.get("partial_authorization");
        let partial_authorization = partial.and_then(|node| self.partial_authorization(node));
        Some(Decision {
            treatment: treatment?,
            outcome: outcome?,
            claims_administrator_guideline: claims_administrator_guideline?,
            maximus_guideline: maximus_guideline?,
            rationale: rationale?,
            partial_authorization,
            span: node.span,
        })
    }

    fn partial_authorization(&mut self, node: &Node) -> Option<PartialAuthorization> {
        let requested = self.line(node, "requested");
        let authorized = self.line(node, "authorized");
        let eligible = self.value(node, "eligible", values::eligible);
        Some(PartialAuthorization { requested: requested?, authorized: authorized?, eligible: eligible? })
    }

    fn document(&mut self, node: &Node) -> Option<ReviewedDocument> {
        if matches!(node.kind, Kind::Scalar(_)) {
            let title = self.line_of(node)?;
            return Some(ReviewedDocument { title, from: None, dates: None, span: node.span });
        }
        let title = self.line(node, "title");
        let from = self.line(node, "from");
        let dates = self.value(node, "dates", values::date_range);
        Some(ReviewedDocument { title: title?, from, dates, span: node.span })
    }

    fn party(&mut self, node: &Node) -> Option<Party> {
        let name = self.line(node, "name");
        let organization = self.line(node, "organization");
        let address = node.get("address").and_then(|node| self.address(node));
        let language = self.value(node, "language", values::language);
        Some(Party { name: name?, organization, address: address?, language, span: node.span })
    }

    fn address(&mut self, node: &Node) -> Option<Address> {
        let street = self.each(node, "street", Self::line_of);
        let city = self.line(node, "city");
        let state = self.value(node, "state", values::state);
        let zip = self.value(node, "zip", values::zip);
        Some(Address { street, city: city?, state: state?, zip: zip?, span: node.span })
    }

    fn replaces(&mut self, node: &Node) -> Option<Replaces> {
        let mailed_date = self.value(node, "mailed_date", values::date);
        let reason = self.line(node, "reason");
        Some(Replaces { mailed_date: mailed_date?, reason: reason?, span: node.span })
    }
}
