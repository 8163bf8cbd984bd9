//! The roles of layout's elements, as the standard structure types name them.

use pdf_writer::types::StructRole;

use crate::layout::Role;

/// The standard structure type of a role; each is one of PDF 1.7 and of PDF 2.0 (ISO 32000-1 and 32000-2, 14.8.4).
pub(super) fn structure_type(role: Role) -> StructRole {
    match role {
        Role::Document => StructRole::Document,
        Role::Part => StructRole::Part,
        Role::Heading(1) => StructRole::H1,
        Role::Heading(2) => StructRole::H2,
        Role::Heading(3) => StructRole::H3,
        Role::Heading(4) => StructRole::H4,
        Role::Heading(5) => StructRole::H5,
        Role::Heading(_) => StructRole::H6,
        Role::Paragraph | Role::AtRight => StructRole::P,
        Role::Label | Role::Text | Role::Raised(_) => StructRole::Span,
        Role::Figure => StructRole::Figure,
        Role::Link => StructRole::Link,
        Role::Table => StructRole::Table,
        Role::Row => StructRole::TR,
        Role::HeaderCell(_) => StructRole::TH,
        Role::Cell => StructRole::TD,
        Role::List => StructRole::L,
        Role::ListItem => StructRole::LI,
        Role::ListLabel => StructRole::Lbl,
        Role::ListBody => StructRole::LBody,
    }
}
