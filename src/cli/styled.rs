//! A letter for the eye, on a terminal: bold as bold, tables in columns, lines broken at words.

use crate::document::{Block, BlockKind, Cell, Document, Inline, Table};

const PLAIN: &str = "";
const BOLD: &str = "\x1b[1m";
const ITALIC: &str = "\x1b[3m";
const BOLD_ITALIC: &str = "\x1b[1;3m";
const DIM: &str = "\x1b[2m";
const HEADING: &str = "\x1b[1;4m";
const END: &str = "\x1b[0m";

/// Longer lines are hard to read, however wide the terminal.
const MEASURE: usize = 96;

/// The letter as lines of at most `width` columns, but for words and tables that are wider.
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
        BlockKind::Table(table) => put_table(table, out),
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

/// What a line is not broken in; pieces of it may differ in style.
#[derive(Default)]
struct Word {
    shown: String,
    columns: usize,
}

/// The words of a text, a line of them for every line end that the text asks for.
fn lines(inlines: &[Inline], style: Option<&'static str>) -> Vec<Vec<Word>> {
    let mut lines = vec![vec![Word::default()]];
    for inline in inlines {
        let Inline::Text { text, strong, emphasis, .. } = inline else {
            lines.push(vec![Word::default()]);
            continue;
        };
        let style = style.unwrap_or(match (strong, emphasis) {
            (false, false) => PLAIN,
            (true, false) => BOLD,
            (false, true) => ITALIC,
            (true, true) => BOLD_ITALIC,
        });
        for (index, piece) in text.split(' ').enumerate() {
            let Some(line) = lines.last_mut() else { break };
            if index > 0 {
                line.push(Word::default());
            }
            if let Some(word) = line.last_mut() {
                word.shown.push_str(&in_style(piece, style));
                word.columns += piece.chars().count();
            }
        }
    }
    lines
}

fn put_lines(lines: &[Vec<Word>], width: usize, indent: &str, out: &mut String) {
    for line in lines {
        out.push_str(indent);
        let mut column = indent.len();
        for (index, word) in line.iter().enumerate() {
            if index > 0 && column + 1 + word.columns > width {
                out.push('\n');
                out.push_str(indent);
                column = indent.len();
            } else if index > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(&word.shown);
            column += word.columns;
        }
        out.push('\n');
    }
}

fn put_table(table: &Table, out: &mut String) {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        table.rows.iter().filter_map(|row| row.get(column)).map(|cell| text_of(cell).chars().count()).max()
    };
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    for row in &table.rows {
        for (index, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let text = text_of(cell);
            out.push_str(&in_style(&text, if cell.header { BOLD } else { PLAIN }));
            if index + 1 < row.len() {
                out.extend(std::iter::repeat_n(' ', width - text.chars().count() + 2));
            }
        }
        out.push('\n');
    }
}

fn text_of(cell: &Cell) -> String {
    let pieces = cell.inlines.iter().map(|inline| match inline {
        Inline::Text { text, .. } => text.as_str(),
        Inline::Break => " ",
    });
    pieces.collect()
}

/// Text in a style; what would drive the terminal is made visible.
fn in_style(text: &str, style: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if style.is_empty() || text.is_empty() { text } else { format!("{style}{text}{END}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Source, Span};
    use crate::document::{FrontMatter, TableKind};

    fn text(text: &str, strong: bool) -> Inline {
        Inline::Text { text: text.to_owned(), strong, emphasis: false, span: Span::default() }
    }

    fn letter(kinds: Vec<BlockKind>) -> Document {
        Document {
            source: Source::new("letter.md", ""),
            about: FrontMatter {
                title: "A letter".to_owned(),
                language: "en-US".to_owned(),
                date: "2014-02-11".to_owned(),
                case_number: "CM14-0012345".to_owned(),
                style: "letter".to_owned(),
                style_span: Span::default(),
            },
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
        let cell =
            |text_: &str, header| Cell { inlines: vec![text(text_, header)], header, span: Span::default() };
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
    fn text_does_not_drive_the_terminal() {
        let shown = styled(&letter(vec![BlockKind::Paragraph(vec![text("a\x1b[31mb\x07", false)])]), 80);
        assert!(shown.ends_with("a\u{fffd}[31mb\u{fffd}\n"));
    }
}
