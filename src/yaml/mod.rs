//! YAML text -> a tree of nodes with places, and typed values from it. The home of serde_yaml and
//! saphyr-parser; knows nothing of records or styles.

mod bytes;
mod locate;
mod node;
mod places;
mod tree;
mod typed;

pub use bytes::{MAX_BYTES, source_from_bytes};
pub use locate::locate;
pub use node::{Entry, Kind, Node, Scalar, ScalarStyle};
pub use tree::read_tree;
pub use typed::{nearest, read, typed};
