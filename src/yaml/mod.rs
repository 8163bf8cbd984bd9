//! YAML text -> an outline that knows the bytes of every value, a check of it against a contract, and serde_yaml's
//! reading of what passed. The home of serde_yaml and saphyr-parser; knows nothing of records or styles.

mod bytes;
mod check;
mod contract;
mod fields;
mod first;
mod locate;
mod node;
mod offsets;
mod outline;
mod plain;
mod shape;
mod syntax;
mod tabs;
mod tree;
mod words;
mod write;

pub use bytes::{MAX_BYTES, looks_like, source_from_bytes, text_of_bytes};
pub use check::Codes;
pub use contract::{Checked, Contract, for_editors, full_schema_of};
pub use fields::{Fields, Spanned};
pub use first::first_value;
pub use locate::{locate, locate_part};
pub use node::{Entry, Kind, Node, Scalar, ScalarStyle};
pub use outline::Outline;
pub use plain::{Plain, plain_value};
pub use shape::{Field, FormCheck, Map, Number, Shape, Text, TextKind};
pub use words::{brief, misspelling_of, nearest, visible};
pub use write::to_text;
