//! What was found on pages, shown where the record has it.

use std::ops::Range;
use std::sync::Arc;

use crate::assets::Assets;
use crate::diag::{Finding, Place, Source, codes};
use crate::letter::{Letter, Paper, field_of_line, parties};
use crate::record::{CaseRecord, Party, Text};
use crate::template::Origin;

/// Everyone who gets a copy, with the path of their field in the record.
pub(super) fn party_paths(record: &CaseRecord) -> Vec<(String, &Party)> {
    let mut copies = 0..;
    let mut path = |kind: &str| match kind {
        "copy" => format!("copies/{}", copies.next().unwrap_or_default()),
        _ => kind.to_owned(),
    };
    parties(record).into_iter().map(|(kind, _, party)| (path(kind), party)).collect()
}

/// Findings of the pages of a paper, shown where what they are about was typed: case text in the record or the office's
/// file, a template's own text in the template.
pub(super) struct Typed<'a> {
    pub record: &'a CaseRecord,
    pub paper: &'a Paper,
    pub letter: &'a Letter,
    pub assets: &'a Assets,
    pub markdown: &'a Arc<Source>,
}

impl Typed<'_> {
    pub fn shown(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let in_markdown = |place: &Place| Arc::ptr_eq(&place.source, self.markdown);
        if !findings.iter().any(|finding| finding.place.as_ref().is_some_and(in_markdown)) {
            return findings;
        }
        let template = self.paper.template.unwrap_or(&self.letter.record.template);
        let templates = &self.assets.templates;
        let (printed, origins) =
            (templates.places(template, self.letter), templates.origins(template, self.letter));
        let show = |mut finding: Finding| {
            let Some(place) = finding.place.clone().filter(in_markdown) else { return finding };
            if finding.code == &codes::layout::ADDRESS {
                return address_in_record(finding, self.record, self.paper);
            }
            if let Some(typed) = self.typed(&place, &origins) {
                finding.place = Some(typed);
                return finding;
            }
            let Some(of_template) = printed.as_ref().and_then(|places| places.place(place.span)) else {
                return finding;
            };
            if printed.as_ref().is_some_and(|places| places.is_case_text(place.span)) {
                finding.related.push((of_template, "printed here".to_owned()));
            } else {
                finding.place = Some(of_template);
            }
            finding
        };
        findings.into_iter().map(show).collect()
    }

    /// Where bytes of the Markdown were typed in the record or the office's file.
    fn typed(&self, printed: &Place, origins: &[Origin]) -> Option<Place> {
        let at = printed.span.start;
        let character = printed.source.text()[printed.span.range()].chars().next()?;
        let Some(origin) = origins.iter().find(|origin| (origin.at.start..origin.at.end).contains(&at))
        else {
            // What a template itself decides by may not be traced; a character that is rare is found all the same.
            let found = || {
                self.record.find_char(character).or_else(|| self.assets.office_file.place_of_char(character))
            };
            return if character.is_ascii() { None } else { found() };
        };
        let before = &printed.source.text()[origin.at.start as usize..at as usize];
        // Escapes of the Markdown stand before characters, so that each is found by how often it comes.
        let number = before.matches(character).count();
        let part = origin.text.get(origin.part.clone())?;
        let (offset, _) = part.match_indices(character).nth(number)?;
        let start = origin.part.start + offset;
        let bytes = start..start + character.len_utf8();
        origin.fields.iter().find_map(|field| self.typed_in(field, &origin.text, character, &bytes))
    }

    /// Where bytes of a printed text were typed, by the field of the letter that it came from.
    fn typed_in(&self, field: &str, text: &str, character: char, bytes: &Range<usize>) -> Option<Place> {
        if let Some(fact) = field.strip_prefix("mailed/office/") {
            return self.assets.office_file.place(fact, text, bytes);
        }
        let (owner, key) = match field.strip_prefix("mailed/") {
            Some(of_copy) => self.owner(of_copy),
            None => (String::new(), field),
        };
        let path = if owner.is_empty() { key.to_owned() } else { format!("{owner}/{key}") };
        let texts = self.record.texts();
        let same = texts.iter().find(|text| text.path == path);
        // Of a text that is not printed as it was typed, such as a name in capitals, the character alone is looked for.
        match same {
            Some(same) if same.value == text => Some(self.record.place_in(same, bytes)),
            _ => {
                let within = |text: &&Text| owner.is_empty() || text.path.starts_with(&owner);
                let text = texts.iter().filter(within).find(|text| text.value.contains(character))?;
                let at = text.value.find(character)?;
                Some(self.record.place_in(text, &(at..at + character.len_utf8())))
            }
        }
    }

    /// The path of the party that a field of an addressed copy is of, and the field below it.
    fn owner<'f>(&self, field: &'f str) -> (String, &'f str) {
        let (who, rest) = field.split_once('/').unwrap_or((field, ""));
        let (number, key) = match (who, rest.split_once('/')) {
            ("recipient", _) => (Some(self.paper.party), rest),
            ("recipients", Some((number, key))) => {
                let number = number.parse().ok();
                // Of all parties, or of those whose e-mail came back.
                let again = &self.paper.again;
                (number.map(|number: usize| again.get(number).copied().unwrap_or(number)), key)
            }
            _ => (None, field),
        };
        let party = number.and_then(|number: usize| party_paths(self.record).into_iter().nth(number));
        (party.map(|(path, _)| path).unwrap_or_default(), key)
    }
}

fn address_in_record(mut finding: Finding, record: &CaseRecord, paper: &Paper) -> Finding {
    let Some((path, party)) = party_paths(record).into_iter().nth(paper.party) else { return finding };
    let kind = path.split('/').next().unwrap_or_default();
    let typed = finding.place.as_ref().map(|place| &place.source.text()[place.span.range()]);
    // The Markdown escapes what would be markup; the whole address is no line of it.
    let line = typed.map(|typed| typed.replace('\\', "")).filter(|line| !line.contains('\n'));
    let field = line.map_or("address".to_owned(), |line| field_of_line(party, &line));
    finding.message = format!("{} {}: {}", kind.replace('_', " "), party.name, finding.message);
    finding.place = Some(record.place_of(&format!("{path}/{field}")));
    finding.label = "as the envelope has it".to_owned();
    match field.as_str() {
        "name" | "envelope_name" => finding.hints = vec![SHORTER.replace('*', "envelope_name")],
        "organization" | "envelope_organization" => {
            finding.hints = vec![SHORTER.replace('*', "envelope_organization")];
        }
        _ => {}
    }
    finding
}

const SHORTER: &str = "give a shorter form as `*:`; the letter itself keeps the long one";
