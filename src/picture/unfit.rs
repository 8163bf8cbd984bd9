//! What keeps a file from being printed.

/// Why a file cannot be printed, and what to do.
#[derive(Debug)]
pub struct Unfit {
    pub why: String,
    pub hint: &'static str,
}

pub(super) fn unfit(why: impl Into<String>, hint: &'static str) -> Unfit {
    Unfit { why: why.into(), hint }
}
