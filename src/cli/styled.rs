//! A letter for the eye, on a terminal: bold as bold, tables in columns, lines broken at words.

use anstyle::Style;
use textwrap::core::display_width;
use unicode_width::UnicodeWidthStr;

use crate::diag::render::wrapped;
use crate::diag::visible_letter;
use crate::document::{Block, BlockKind, Cell, Document, Inline, Table};

const PLAIN: Style = Style::new();
const BOLD: Style = PLAIN.bold();
const ITALIC: Style = PLAIN.italic();
const BOLD_ITALIC: Style = BOLD.italic();
pub(super) const DIM: Style = PLAIN.dimmed();
const HEADING: Style = BOLD.underline();

/// Longer lines are hard to read, however wide the terminal.
const MEASURE: usize = 96;

/// The letter as lines of at most `width` columns, but for words that are wider.
pub fn styled(letter: &Document, width: usize) -> String {
    let width = width.min(MEASURE);
    let mut out = in_style(&letter.about.title, DIM);
    out.push('\n');
    for block in &letter.blocks {
        out.push('\n');
        put_block(block, width, "", &mut out);
    }
    out
}

fn put_block(block: &Block, width: usize, indent: &str, out: &mut String) {
    match &block.kind {
        BlockKind::Heading { inlines, .. } => put_lines(&lines(inlines, Some(HEADING)), width, indent, out),
        BlockKind::Paragraph(inlines) => put_lines(&lines(inlines, None), width, indent, out),
        BlockKind::AtRight(inlines) => {
            let room = width.saturating_sub(indent.len());
            for line in wrapped(&lines(inlines, None), room, 0) {
                let spare = " ".repeat(room.saturating_sub(display_width(&line)));
                out.push_str(&format!("{indent}{spare}{line}\n"));
            }
        }
        BlockKind::Address(inlines) => put_lines(&lines(inlines, None), width, &format!("{indent}    "), out),
        BlockKind::Picture { alternative_text, .. } => {
            put_lines(&in_style(&format!("[{alternative_text}]"), DIM), width, indent, out);
        }
        BlockKind::PageBreak => out.push_str(&in_style(&format!("{}\n", "─".repeat(width)), DIM)),
        BlockKind::Table(table) => put_table(table, indent, width, out),
        BlockKind::List { start, items } => {
            for (number, item) in (start.unwrap_or(0)..).zip(items) {
                let mark = if start.is_some() { format!("{number}.") } else { "•".to_owned() };
                out.push_str(&format!("{indent}{mark}\n"));
                for block in item {
                    put_block(block, width, &format!("{indent}   "), out);
                }
            }
        }
    }
}

/// The text, word by word in its style, a line for every line end that it asks for.
fn lines(inlines: &[Inline], style: Option<Style>) -> String {
    let mut lines = String::new();
    for inline in inlines {
        let Inline::Text { text, strong, emphasis, script, .. } = inline else {
            lines.push('\n');
            continue;
        };
        let style = style.unwrap_or(match (strong, emphasis) {
            (false, false) => PLAIN,
            (true, false) => BOLD,
            (false, true) => ITALIC,
            (true, true) => BOLD_ITALIC,
        });
        let words: Vec<String> = text.split(' ').map(|word| in_style(word, style)).collect();
        lines.extend([script.mark(), &words.join(" "), script.mark()]);
    }
    lines
}

fn put_lines(lines: &str, width: usize, indent: &str, out: &mut String) {
    for line in wrapped(lines, width.saturating_sub(indent.len()), 0) {
        out.push_str(indent);
        out.push_str(&line);
        out.push('\n');
    }
}

fn put_table(table: &Table, indent: &str, width: usize, out: &mut String) {
    let room = width.saturating_sub(indent.len());
    let widths = column_widths(table, room);
    for row in &table.rows {
        let cells: Vec<Vec<String>> =
            row.iter().zip(&widths).map(|(cell, &width)| wrapped(&text_of(cell), width, 0)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let mut shown = String::new();
            let mut gap = 0;
            for ((cell, lines), width) in row.iter().zip(&cells).zip(&widths) {
                let text = lines.get(line).map_or("", String::as_str);
                let before = if cell.at_right { width.saturating_sub(columns(text)) } else { 0 };
                if !text.is_empty() {
                    gap += before;
                    shown.extend(std::iter::repeat_n(' ', gap));
                    gap = 0;
                }
                shown.push_str(&in_style(text, if cell.header { BOLD } else { PLAIN }));
                gap += (width + 2).saturating_sub(columns(text) + if text.is_empty() { 0 } else { before });
            }
            out.push_str(indent);
            out.push_str(&shown);
            out.push('\n');
        }
    }
}

/// As wide as the cells are; where that is too much, the widest columns give way.
fn column_widths(table: &Table, room: usize) -> Vec<usize> {
    const NARROWEST: usize = 8;
    let count = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let natural = |column: usize| {
        table.rows.iter().filter_map(|row| row.get(column)).map(|cell| columns(&text_of(cell))).max()
    };
    let mut widths: Vec<usize> = (0..count).map(|column| natural(column).unwrap_or(0)).collect();
    while widths.iter().map(|width| width + 2).sum::<usize>() > room + 2
        && let Some(widest) = widths.iter_mut().max().filter(|widest| **widest > NARROWEST)
    {
        *widest -= 1;
    }
    widths
}

fn text_of(cell: &Cell) -> String {
    let pieces = cell.inlines.iter().map(|inline| match inline {
        Inline::Text { text, script, .. } => {
            format!("{}{}{}", script.mark(), visible_letter(text), script.mark())
        }
        Inline::Break => " ".to_owned(),
    });
    pieces.collect()
}

/// Columns of a terminal that a text takes.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

pub(super) fn in_style(text: &str, style: Style) -> String {
    let text = visible_letter(text);
    if style.is_plain() || text.is_empty() { text.into_owned() } else { format!("{style}{text}{style:#}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Source, Span};
    use crate::document::{FrontMatter, Script, TableKind};

    fn text(text: &str, strong: bool) -> Inline {
        Inline::Text {
            text: text.to_owned(),
            strong,
            emphasis: false,
            script: Script::Normal,
            link: None,
            span: Span::default(),
        }
    }

    fn letter(kinds: Vec<BlockKind>) -> Document {
        Document {
            source: Source::new("letter.md", ""),
            about: FrontMatter {
                title: "A letter".to_owned(),
                language: "en-US".parse().unwrap(),
                date: "2014-02-11".to_owned(),
                case_number: "CM14-0012345".to_owned(),
                style: "letter".to_owned(),
                first_language: None,
                unbroken: Vec::new(),
                style_span: Span::default(),
            },
            together: Vec::new(),
            blocks: kinds.into_iter().map(|kind| Block { kind, span: Span::default() }).collect(),
        }
    }

    #[test]
    fn lines_break_at_words_and_styles_do_not_count() {
        let paragraph =
            BlockKind::Paragraph(vec![text("Treatment:", true), text("  Upheld and more", false)]);
        let shown = styled(&letter(vec![paragraph]), 20);
        assert_eq!(shown, "\x1b[2mA letter\x1b[0m\n\n\x1b[1mTreatment:\x1b[0m  Upheld\nand more\n");
    }

    #[test]
    fn cells_stand_in_columns() {
        let cell = |text_: &str, header| Cell {
            inlines: vec![text(text_, header)],
            header,
            at_right: false,
            span: Span::default(),
        };
        let rows = vec![
            vec![cell("Case Number:", true), cell("CM14-0012345", false)],
            vec![cell("Priority:", true), cell("Standard", false)],
        ];
        let shown = styled(&letter(vec![BlockKind::Table(Table { kind: TableKind::Labels, rows })]), 80);
        assert!(
            shown.ends_with(
                "\x1b[1mCase Number:\x1b[0m  CM14-0012345\n\x1b[1mPriority:\x1b[0m     Standard\n"
            )
        );
    }

    #[test]
    fn wide_tables_are_broken_in_their_cells() {
        let cell = |text_: &str| Cell {
            inlines: vec![text(text_, false)],
            header: false,
            at_right: false,
            span: Span::default(),
        };
        let rows = vec![vec![cell("2014-01-01"), cell("A report of a clinic, of many words")]];
        let shown = styled(&letter(vec![BlockKind::Table(Table { kind: TableKind::Columns, rows })]), 30);
        assert!(
            shown.ends_with("2014-01-01  A report of a\n            clinic, of many\n            words\n"),
            "{shown}"
        );
    }

    #[test]
    fn text_does_not_drive_the_terminal() {
        let shown = styled(&letter(vec![BlockKind::Paragraph(vec![text("a\x1b[31mb\x07", false)])]), 80);
        assert!(shown.ends_with("a<U+001B>[31mb<U+0007>\n"));
    }
}
