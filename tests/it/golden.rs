//! Texts that the program must print, kept in files.

use std::fs;
use std::path::{Path, PathBuf};

/// Whether golden files are to be written again.
pub fn accepting() -> bool {
    std::env::var_os("IMR_ACCEPT").is_some_and(|value| value == "1")
}

/// Compares with `tests/golden/<name>`.
pub fn assert_golden(name: &str, actual: &str) {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if accepting() {
        fs::create_dir_all(path.parent().expect("a folder of golden files")).expect("golden folder");
        fs::write(&path, actual).expect("golden file is written");
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == actual, "{name} differs; IMR_ACCEPT=1 accepts it:\n{actual}");
}
