//! The printed pages as pictures, with every block a link to the record's lines that it came from.

use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use maud::{Markup, html};

use super::address::Address;
use super::preview::{Block, Rendered};
use crate::diag::{Place, Span};
use crate::units::Pt;
use crate::yaml::Outline;

/// The pages of a paper.
pub fn pages(address: &Address, paper: &Rendered, record: Option<&Outline>) -> Markup {
    let size = paper.stages.pages.size;
    let (width, height) = (size.width.to_string(), size.height.to_string());
    let count = paper.blocks.len();
    let sources = sources(paper, record);
    html! {
        @for ((number, blocks), picture) in (1..).zip(&paper.blocks).zip(&paper.pictures) {
            figure.page id={ "page-" (number) } {
                img src={ (address.path()) "/page/" (number) ".svg?v=" (picture) }
                    alt={ "Page " (number) " of " (count) " as printed; its text is under Reading" }
                    width=(width) height=(height);
                svg viewBox={ "0 0 " (width) " " (height) } role="group"
                    aria-label={ "Where page " (number) " comes from" } {
                    @for block in blocks { (outlined(block, &sources)) }
                }
                figcaption { "Page " (number) " of " (count) }
            }
            "\n"
        }
    }
}

/// A stretch of the Markdown that came from the record.
struct FromRecord {
    at: Span,
    /// Each field that it came from, with the record's lines where it is the record's.
    fields: Vec<(String, Option<RangeInclusive<usize>>)>,
}

/// All of them, in the order of the Markdown.
fn sources(paper: &Rendered, record: Option<&Outline>) -> Vec<FromRecord> {
    let Some(record) = record else { return Vec::new() };
    let mut sources: Vec<FromRecord> = Vec::new();
    // Stretches of one text are looked for in one pass.
    for of_text in paper.origins.chunk_by(|a, b| Arc::ptr_eq(&a.text, &b.text)) {
        let first = sources.len();
        sources.extend(of_text.iter().map(|origin| FromRecord { at: origin.at, fields: Vec::new() }));
        let parts: Vec<Range<usize>> = of_text.iter().map(|origin| origin.part.clone()).collect();
        for field in &of_text[0].fields {
            let is_of_record = record.get(field).is_some();
            let places = is_of_record.then(|| record.parts(field, &of_text[0].text, &parts));
            let mut lines = places.into_iter().flatten().map(|place| lines_of(&place));
            for source in &mut sources[first..] {
                source.fields.push((spoken(field), lines.next()));
            }
        }
    }
    sources
}

/// The record's lines of a place, without the white space at its end.
fn lines_of(place: &Place) -> RangeInclusive<usize> {
    let Place { source, span } = place;
    let end = span.start as usize + source.text()[span.range()].trim_end().len();
    source.line_column(span.start as usize).0..=source.line_column(end).0
}

fn outlined(block: &Block, sources: &[FromRecord]) -> Markup {
    let first = sources.partition_point(|source| source.at.end <= block.at.start);
    let here = sources[first..].iter().take_while(|source| source.at.start < block.at.end);
    let mut fields: Vec<&str> = Vec::new();
    let mut lines = BTreeSet::new();
    for (field, of_field) in here.flat_map(|source| &source.fields) {
        if !fields.contains(&field.as_str()) {
            fields.push(field);
        }
        lines.extend(of_field.clone().into_iter().flatten());
    }
    let Some(first) = lines.first() else {
        return outline(block, Some("of-template"), html! { title { "From the template" } });
    };
    let what = fields.join(", ");
    html! {
        a href={ "#line-" (first) } data-lines=(ranges(&lines)) data-field=(what)
            aria-label={ (what) ", record " (spoken_lines(&lines)) } {
            (outline(block, None, html! {}))
        }
    }
}

fn outline(block: &Block, class: Option<&str>, inside: Markup) -> Markup {
    // A little air, so that the mark does not touch the letters.
    const AIR: Pt = Pt::whole(2);
    let (x, y) = (block.left - AIR, block.top - AIR);
    let (width, height) = (block.right - x + AIR, block.bottom - y + AIR);
    html! {
        rect class=[class] x=(x.to_string()) y=(y.to_string()) width=(width.to_string())
            height=(height.to_string()) rx="2" { (inside) }
    }
}

/// `decisions/0/rationale` as a reader says it: `rationale of decision 1`.
fn spoken(field: &str) -> String {
    let steps: Vec<&str> = field.split('/').collect();
    match steps[..] {
        [list, number, ref rest @ ..] if number.parse::<usize>().is_ok() => {
            let place = number.parse::<usize>().map_or(0, |number| number + 1);
            let one = format!("{} {place}", list.strip_suffix('s').unwrap_or(list));
            if rest.is_empty() { one } else { format!("{} of {one}", rest.join(" ")) }
        }
        [first, ref rest @ ..] => {
            let rest = rest.iter().filter(|step| step.parse::<usize>().is_err());
            std::iter::once(&first).chain(rest).copied().collect::<Vec<_>>().join(" ")
        }
        [] => String::new(),
    }
}

/// Lines as `20-34,40`.
fn ranges(lines: &BTreeSet<usize>) -> String {
    let lines: Vec<usize> = lines.iter().copied().collect();
    let runs = lines.chunk_by(|a, b| a + 1 == *b).map(|run| match run {
        [one] => one.to_string(),
        [first, .., last] => format!("{first}-{last}"),
        [] => String::new(),
    });
    runs.collect::<Vec<_>>().join(",")
}

fn spoken_lines(lines: &BTreeSet<usize>) -> String {
    let word = if lines.len() == 1 { "line" } else { "lines" };
    format!("{word} {}", ranges(lines).replace('-', " to ").replace(',', " and "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_lines_are_said_in_words() {
        assert_eq!(spoken("clinical_summary"), "clinical_summary");
        assert_eq!(
            spoken("decisions/1/partial_authorization/requested"),
            "partial_authorization requested of decision 2"
        );
        assert_eq!(spoken("reviewer/specialties/0"), "reviewer specialties");
        assert_eq!(spoken_lines(&BTreeSet::from([4])), "line 4");
        assert_eq!(spoken_lines(&BTreeSet::from([4, 5, 6, 9])), "lines 4 to 6 and 9");
    }
}
