//! Tables that spreadsheets read: CSV with a heading (RFC 4180).

use csv::{Terminator, WriterBuilder};

/// A table of rows. A cell that begins with `=`, `+`, `-` or `@` would be run as a formula by a spreadsheet, so it gets an
/// apostrophe in front. What programs read (numbers of cases, file names, digests, e-mail addresses) never begins so.
pub(super) fn csv_table<R: IntoIterator<Item = String>>(
    heading: impl IntoIterator<Item = &'static str>,
    rows: impl IntoIterator<Item = R>,
) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let written = "a Vec takes all that is written";
    writer.write_record(heading).expect(written);
    for row in rows {
        writer.write_record(row.into_iter().map(no_formula)).expect(written);
    }
    let bytes = writer.into_inner().expect(written);
    String::from_utf8(bytes).expect("text makes text")
}

/// <https://owasp.org/www-community/attacks/CSV_Injection>
fn no_formula(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::csv_table;

    #[test]
    fn no_cell_is_a_formula_and_no_row_is_needed() {
        let row = ["=1+1", "@SUM", "a=b", "a \"b\", c"].map(str::to_owned);
        assert_eq!(
            csv_table(["a", "b", "c", "d"], [row]),
            "a,b,c,d\r\n'=1+1,'@SUM,a=b,\"a \"\"b\"\", c\"\r\n"
        );
        assert_eq!(csv_table(["a", "b"], Vec::<Vec<String>>::new()), "a,b\r\n");
    }
}
