//! Whether checks with programs beside ours are asked for, and how much a run of the tests tries.

/// `IMR_ORACLES=1`: checks with outside tools run, and fail where a tool is missing.
pub fn asked() -> bool {
    std::env::var_os("IMR_ORACLES").is_some_and(|value| value == "1")
}

/// How many cases a property test tries, or how long a text is whose time is looked at: all where outside tools are
/// asked for, as `.ci/run` does, and a quarter where somebody waits for `cargo test`.
pub fn cases(all: u32) -> u32 {
    if asked() { all } else { all / 4 }
}

/// A few cases in the suite, as many as `PROPTEST_CASES` says where somebody looks for more.
pub fn or_more(few: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(few)
}
