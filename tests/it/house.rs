//! The house rules of `src/README.md` that can be read off the source.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, in the order in which they may use each other.
const ROOMS: [&str; 17] = [
    "units", "deflate", "diag", "yaml", "record", "letter", "template", "document", "style", "fonts",
    "layout", "pdf", "assets", "render", "project", "serve", "cli",
];

/// The page half knows nothing of cases.
const PAGE_HALF: [&str; 5] = ["document", "style", "fonts", "layout", "pdf"];
const CASE_HALF: [&str; 3] = ["record", "letter", "template"];

/// The rooms of each outside crate; serde's derives describe types everywhere.
const HOMES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["diag"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("getrandom", &["serve"]),
    ("hayro_svg", &["serve"]),
    ("httparse", &["serve"]),
    ("harfrust", &["fonts"]),
    ("icu_segmenter", &["layout"]),
    ("jiff", &["units"]),
    ("lopdf", &["pdf"]),
    ("notify", &["project"]),
    ("printpdf", &["pdf"]),
    ("pulldown_cmark", &["document"]),
    ("read_fonts", &["fonts"]),
    ("rustix", &["project"]),
    ("saphyr_parser", &["yaml"]),
    ("schemars", &["record"]),
    ("serde_yaml", &["yaml"]),
    ("sha2", &["fonts", "pdf", "assets", "project", "serve"]),
    ("subsetter", &["fonts"]),
    ("tempfile", &["project"]),
    ("similar", &["project", "serve"]),
    ("signal-hook", &["cli"]),
    ("indicatif", &["cli"]),
    ("tera", &["template"]),
    ("zlib_rs", &["deflate"]),
    ("terminal_size", &["cli"]),
    ("unicode_width", &["cli"]),
    ("unicode_bidi", &["layout"]),
    ("unicode_script", &["layout"]),
    ("unicode_normalization", &["record"]),
    ("csv", &["project"]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path, to: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, to);
        } else if path.extension().is_some_and(|e| e == "rs") {
            to.push(path);
        }
    }
}

/// Every source file with its room and text.
fn sources() -> Vec<(PathBuf, String, String)> {
    let src = root().join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let files = files.into_iter().map(|path| {
        let inside = path.strip_prefix(&src).unwrap();
        let room = inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned();
        let text = fs::read_to_string(&path).unwrap();
        (inside.to_owned(), room, text)
    });
    files.filter(|(_, room, _)| !["lib", "main", "build"].contains(&room.as_str())).collect()
}

/// The code of a file, without comments.
fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The names that follow `prefix` in the code.
fn named(code: &str, prefix: &str) -> BTreeSet<String> {
    let starts_a_path =
        |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$');
    code.match_indices(prefix)
        .filter(|(at, _)| starts_a_path(*at))
        .map(|(at, _)| {
            code[at + prefix.len()..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
        })
        .collect()
}

#[test]
fn a_room_uses_only_rooms_before_it() {
    let order = |room: &str| ROOMS.iter().position(|known| *known == room);
    for (file, room, text) in sources() {
        let own = order(&room).unwrap_or_else(|| panic!("{} is in no known room", file.display()));
        for used in named(&code(&text), "crate::") {
            let Some(used_order) = order(&used) else { continue };
            assert!(used_order <= own, "{} uses `{used}`, which comes after `{room}`", file.display());
            let crosses = PAGE_HALF.contains(&room.as_str()) && CASE_HALF.contains(&used.as_str());
            assert!(!crosses, "{} is of the page half and uses `{used}`", file.display());
        }
    }
}

#[test]
fn every_outside_crate_has_its_home() {
    for (file, room, text) in sources() {
        let code = code(&text);
        for (outside, homes) in HOMES {
            let used = code.contains(&format!("{outside}::"));
            assert!(
                !used || homes.contains(&room.as_str()),
                "{} uses {outside}, whose home is {homes:?}",
                file.display()
            );
        }
    }
}

#[test]
fn files_stay_short() {
    for (file, _, text) in sources() {
        assert!(text.lines().count() <= 420, "{} has {} lines", file.display(), text.lines().count());
    }
}

#[test]
fn only_known_things_stand_at_the_top() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
        "src",
        "templates",
        "data",
        "out",
        "tests",
    ];
    let ours = ["target"];
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let known =
            name.starts_with('.') || allowed.contains(&name.as_str()) || ours.contains(&name.as_str());
        assert!(known, "`{name}` stands at the top of the project");
    }
}

#[test]
fn every_test_file_is_in_the_binary() {
    let main = fs::read_to_string(root().join("tests/it/main.rs")).unwrap();
    for entry in fs::read_dir(root().join("tests/it")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(module) = name.strip_suffix(".rs").filter(|module| *module != "main") {
            assert!(main.contains(&format!("mod {module};")), "tests/it/{name} is in no test binary");
        }
    }
}
