//! Short names for the objects that a file is made of.

use lopdf::{Dictionary, Object, StringFormat};

use crate::units::Pt;

pub(super) fn dictionary<const N: usize>(entries: [(&str, Object); N]) -> Dictionary {
    Dictionary::from_iter(entries)
}

pub(super) fn array<const N: usize>(items: [Object; N]) -> Object {
    Object::Array(items.into())
}

pub(super) fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// A text string: UTF-16 with a byte order mark where ASCII does not do (ISO 32000-1, 7.9.2.2).
pub(super) fn text(text: &str) -> Object {
    bytes(text_bytes(text))
}

pub(super) fn bytes(bytes: Vec<u8>) -> Object {
    Object::String(bytes, StringFormat::Literal)
}

pub(super) fn text_bytes(text: &str) -> Vec<u8> {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return text.as_bytes().to_vec();
    }
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_be_bytes).collect()
}

/// A length in points, without a fraction where it has none.
pub(super) fn number(length: Pt) -> Object {
    match length.to_milli() {
        milli if milli % 1000 == 0 => Object::Integer((milli / 1000).into()),
        _ => Object::Real(length.to_f32()),
    }
}
