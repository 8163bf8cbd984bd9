//! Numbers and texts -> what a machine reads off a sheet: the bars of the Postal Service and the modules of a Data Matrix.
//! Knows nothing of pages.

mod data_matrix;
mod intelligent_mail;

pub use data_matrix::{DataMatrix, data_matrix};
pub use intelligent_mail::{Bar, MailPiece};
