//! The printed pages as pictures, with every block a link to the record's lines that it came from.

use std::collections::BTreeSet;

use super::html::{Html, step};
use super::look::{Block, Good};
use crate::diag::Place;
use crate::template::Origin;
use crate::units::Pt;
use crate::yaml::Outline;

/// The pages of a letter.
pub fn pages(name: &str, good: &Good, record: Option<&Outline>) -> Html {
    let mut html = Html::new();
    let size = good.stages.pages.size;
    let count = good.blocks.len() as u64;
    for ((number, blocks), picture) in (1u64..).zip(&good.blocks).zip(&good.pictures) {
        html.raw("<figure class=\"page\" id=\"page-")
            .number(number)
            .raw("\"><img src=\"/letter/")
            .text(step(name));
        html.raw("/page/").number(number).raw(".svg?v=").text(picture).raw("\" alt=\"Page ").number(number);
        html.raw(" of ").number(count).raw(" as printed; its text is under Reading\" width=\"");
        html.text(size.width.to_string()).raw("\" height=\"").text(size.height.to_string()).raw("\">");
        html.raw("<svg viewBox=\"0 0 ").text(size.width.to_string()).raw(" ").text(size.height.to_string());
        html.raw("\" role=\"group\" aria-label=\"Where page ").number(number).raw(" comes from\">");
        for block in blocks {
            put_block(block, good, record, &mut html);
        }
        html.raw("</svg><figcaption>Page ")
            .number(number)
            .raw(" of ")
            .number(count)
            .raw("</figcaption></figure>\n");
    }
    html
}

fn put_block(block: &Block, good: &Good, record: Option<&Outline>, html: &mut Html) {
    let origins = good.origins.iter().filter(|origin| {
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
        html.raw("<rect class=\"of-template\"");
        put_bounds(block, html);
        html.raw("><title>From the template</title></rect>");
        return;
    };
    let what = fields.join(", ");
    html.raw("<a href=\"#line-").number(*first as u64).raw("\" data-lines=\"").text(ranges(&lines));
    html.raw("\" data-field=\"").text(&what).raw("\" aria-label=\"").text(&what).raw(", record ");
    html.text(spoken_lines(&lines)).raw("\"><rect");
    put_bounds(block, html);
    html.raw("></rect></a>");
}

/// The record's lines of what one origin put there.
fn lines_of(origin: &Origin, field: &str, record: Option<&Outline>) -> BTreeSet<usize> {
    let Some(record) = record.filter(|record| record.get(field).is_some()) else { return BTreeSet::new() };
    let Place { source, span } = record.part(field, &origin.text, &origin.part);
    let text = &source.text()[span.range()];
    let end = span.start as usize + text.trim_end().len();
    (source.line_column(span.start as usize).0..=source.line_column(end).0).collect()
}

fn put_bounds(block: &Block, html: &mut Html) {
    // A little air, so that the mark does not touch the letters.
    const AIR: Pt = Pt::whole(2);
    let sides = [
        (" x=\"", block.left - AIR),
        (" y=\"", block.top - AIR),
        (" width=\"", block.right - block.left + AIR + AIR),
        (" height=\"", block.bottom - block.top + AIR + AIR),
    ];
    for (name, length) in sides {
        html.raw(name).text(length.to_string()).raw("\"");
    }
    html.raw(" rx=\"2\"");
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
