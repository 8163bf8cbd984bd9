//! The printed pages as pictures, with every block a link to the record's lines that it came from.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::address::Address;
use super::preview::{Block, Rendered};
use crate::diag::Place;
use crate::template::Origin;
use crate::units::Pt;
use crate::yaml::Outline;

/// The pages of a paper.
pub fn pages(address: &Address, paper: &Rendered, record: Option<&Outline>) -> Markup {
    let size = paper.stages.pages.size;
    let (width, height) = (size.width.to_string(), size.height.to_string());
    let count = paper.blocks.len();
    html! {
        @for ((number, blocks), picture) in (1..).zip(&paper.blocks).zip(&paper.pictures) {
            figure.page id={ "page-" (number) } {
                img src={ (address.path()) "/page/" (number) ".svg?v=" (picture) }
                    alt={ "Page " (number) " of " (count) " as printed; its text is under Reading" }
                    width=(width) height=(height);
                svg viewBox={ "0 0 " (width) " " (height) } role="group"
                    aria-label={ "Where page " (number) " comes from" } {
                    @for block in blocks { (outlined(block, paper, record)) }
                }
                figcaption { "Page " (number) " of " (count) }
            }
            "\n"
        }
    }
}

fn outlined(block: &Block, paper: &Rendered, record: Option<&Outline>) -> Markup {
    let origins = paper.origins.iter().filter(|origin| {
        origin.at.start < block.at.end && block.at.start < origin.at.end && !origin.part.is_empty()
    });
    let mut fields: Vec<String> = Vec::new();
    let mut lines = BTreeSet::new();
    for origin in origins {
        for field in &origin.fields {
            let named = spoken(field);
            if !fields.contains(&named) {
                fields.push(named);
            }
            lines.extend(lines_of(origin, field, record));
        }
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

/// The record's lines of what one origin put there.
fn lines_of(origin: &Origin, field: &str, record: Option<&Outline>) -> BTreeSet<usize> {
    let Some(record) = record.filter(|record| record.get(field).is_some()) else { return BTreeSet::new() };
    let Place { source, span } = record.part(field, &origin.text, &origin.part);
    let text = &source.text()[span.range()];
    let end = span.start as usize + text.trim_end().len();
    (source.line_column(span.start as usize).0..=source.line_column(end).0).collect()
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
