//! The values of a file's objects (ISO 32000-1, 7.3). They are borrowed: each is written as soon as it is made.

use super::file::Id;
use crate::units::Pt;

#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    Null,
    True,
    Integer(i64),
    /// In points, with as many decimals as needed.
    Number(Pt),
    Name(&'a str),
    Text(&'a str),
    Bytes(&'a [u8]),
    Id(Id),
    Array(&'a [Value<'a>]),
    Dictionary(&'a [Entry<'a>]),
}

/// Key and value in a dictionary.
pub(super) type Entry<'a> = (&'a str, Value<'a>);

impl From<Id> for Value<'_> {
    fn from(id: Id) -> Self {
        Value::Id(id)
    }
}

/// A text string: UTF-16 with a byte order mark where ASCII does not do (ISO 32000-1, 7.9.2.2).
pub(super) fn text_bytes(text: &str) -> Vec<u8> {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return text.as_bytes().to_vec();
    }
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_be_bytes).collect()
}
