//! How objects and operands are written (ISO 32000-1, 7.3), in ASCII, whatever is in them.

use std::fmt::Write;

use super::object::{Entry, Value, text_bytes};
use crate::units::Pt;

/// A value after a name or another value, from which it may need a space.
fn parted(out: &mut String, value: Value<'_>) {
    if matches!(value, Value::Null | Value::True | Value::Integer(_) | Value::Number(_) | Value::Id(_)) {
        out.push(' ');
    }
    self::value(out, value);
}

fn value(out: &mut String, value: Value<'_>) {
    match value {
        Value::Null => out.push_str("null"),
        Value::True => out.push_str("true"),
        Value::Integer(number) => integer(out, number),
        Value::Number(number) => length(out, number),
        Value::Name(text) => name(out, text.as_bytes()),
        Value::Text(text) => string(out, &text_bytes(text)),
        Value::Bytes(bytes) => string(out, bytes),
        Value::Id(id) => id.write(out),
        Value::Array(items) => {
            out.push('[');
            for (index, &item) in items.iter().enumerate() {
                if index == 0 { self::value(out, item) } else { parted(out, item) }
            }
            out.push(']');
        }
        Value::Dictionary(entries) => dictionary(out, entries),
    }
}

pub(super) fn dictionary(out: &mut String, of: &[Entry<'_>]) {
    out.push_str("<<");
    entries(out, of);
    out.push_str(">>");
}

pub(super) fn entries(out: &mut String, of: &[Entry<'_>]) {
    for &(key, held) in of {
        name(out, key.as_bytes());
        parted(out, held);
    }
}

pub(super) fn reference(out: &mut String, id: u32) {
    integer(out, id.into());
    out.push_str(" 0 R");
}

pub(super) fn name(out: &mut String, name: &[u8]) {
    out.push('/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(char::from(byte));
        } else {
            display(out, &format_args!("#{byte:02X}"));
        }
    }
}

pub(super) fn string(out: &mut String, text: &[u8]) {
    out.push('(');
    text.iter().for_each(|&byte| byte_of_string(out, byte));
    out.push(')');
}

/// One byte between the brackets of a string.
pub(super) fn byte_of_string(out: &mut String, byte: u8) {
    match byte {
        b'(' | b')' | b'\\' => out.extend(['\\', char::from(byte)]),
        // A line end in a string would be read as one line feed, whichever it was.
        b'\r' => out.push_str("\\r"),
        b'\n' => out.push_str("\\n"),
        ..0x80 => out.push(char::from(byte)),
        _ => display(out, &format_args!("\\{byte:03o}")),
    }
}

/// The code of a glyph, high byte first, between the brackets of a string.
pub(super) fn code_of_string(out: &mut String, code: u16) {
    let [high, low] = code.to_be_bytes();
    match (high, low) {
        (1.., _) | (0, b'(' | b')' | b'\\' | b'\r' | b'\n' | 0x80..) => {
            byte_of_string(out, high);
            byte_of_string(out, low);
        }
        // Nearly all codes are small, and two bytes at once take a third of the time.
        (0, _) => out.push_str(&SMALL_CODES[usize::from(low) * 2..][..2]),
    }
}

/// The codes below 128.
static SMALL_CODES: &str = {
    const CODES: [u8; 256] = {
        let mut codes = [0; 256];
        let mut code = 0;
        while code < 128 {
            codes[code * 2 + 1] = code as u8;
            code += 1;
        }
        codes
    };
    match str::from_utf8(&CODES) {
        Ok(codes) => codes,
        Err(_) => panic!("they are ASCII"),
    }
};

pub(super) fn integer(out: &mut String, value: i64) {
    if value < 0 {
        out.push('-');
    }
    digits(out, value.unsigned_abs());
}

fn digits(out: &mut String, value: u64) {
    if value >= 10 {
        digits(out, value / 10);
    }
    out.push(digit(value % 10));
}

fn digit(value: u64) -> char {
    char::from(b'0' + (value % 10) as u8)
}

/// A length in points, with as many decimals as needed.
pub(super) fn length(out: &mut String, length: Pt) {
    let milli = length.to_milli();
    if milli < 0 {
        out.push('-');
    }
    thousandths(out, milli.unsigned_abs());
}

/// A positive number of thousandths, with as many decimals as needed.
pub(super) fn thousandths(out: &mut String, value: u32) {
    integer(out, (value / 1000).into());
    let mut part = value % 1000;
    if part > 0 {
        out.push('.');
    }
    while part > 0 {
        out.push(digit((part / 100).into()));
        part = part % 100 * 10;
    }
}

/// Writing to memory does not fail.
fn display(out: &mut String, text: &dyn std::fmt::Display) {
    let _ = write!(out, "{text}");
}

#[cfg(test)]
mod tests {
    use super::{integer, length, string};
    use crate::units::Pt;

    fn written(write: impl Fn(&mut String)) -> String {
        let mut out = String::new();
        write(&mut out);
        out
    }

    #[test]
    fn numbers_have_the_digits_they_need() {
        for (milli, expected) in [(0, "0"), (612_000, "612"), (-500, "-0.5"), (11_040, "11.04"), (7, "0.007")]
        {
            assert_eq!(written(|out| length(out, Pt::milli(milli))), expected);
        }
        for value in [0, 7, 10, -12, 1_000_000_007, i64::MIN, i64::MAX] {
            assert_eq!(written(|out| integer(out, value)), value.to_string());
        }
    }

    #[test]
    fn strings_are_ascii() {
        assert_eq!(written(|out| string(out, b"(a\\b)\r\n\xFE\0")), "(\\(a\\\\b\\)\\r\\n\\376\0)");
    }
}
