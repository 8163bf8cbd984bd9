//! The house rules of `src/README.md` that can be read off the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use crate::house_source::{ModulePath, SourceFile, root, source_files};

/// The rooms, in the order in which they may use each other.
const ROOMS: &[&str] = &[
    "units", "deflate", "barcode", "diag", "law", "yaml", "record", "privacy", "letter", "template",
    "document", "style", "fonts", "picture", "layout", "pdf", "assets", "render", "proof", "import",
    "report", "project", "serve", "lsp", "cli",
];

/// The page half knows nothing of cases.
const PAGE_HALF: &[&str] = &["document", "style", "fonts", "picture", "layout", "pdf"];
const CASE_HALF: &[&str] = &["record", "privacy", "letter", "template"];

/// The rooms of every outside crate, under the name that code uses; `*`: types are described with it everywhere.
const HOMES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["diag"]),
    ("anstyle", &["cli"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("csv", &["project"]),
    ("datamatrix", &["barcode"]),
    ("getrandom", &["serve"]),
    ("harfrust", &["fonts"]),
    ("hayro_svg", &["import", "serve"]),
    ("httparse", &["serve"]),
    ("icu_segmenter", &["layout"]),
    ("indicatif", &["cli"]),
    ("jiff", &["units", "cli"]),
    ("lopdf", &["pdf"]),
    ("maud", &["serve"]),
    // Of no room: `main.rs` sets the program's allocator, and leaves the library's users theirs.
    ("mimalloc", &[]),
    ("notify", &["project"]),
    ("pdf_writer", &["pdf"]),
    ("png", &["picture"]),
    ("percent_encoding", &["serve", "lsp"]),
    ("printpdf", &["pdf"]),
    ("pulldown_cmark", &["document"]),
    ("read_fonts", &["fonts"]),
    ("regex", &["privacy"]),
    ("rustix", &["project"]),
    ("saphyr_parser", &["yaml"]),
    ("schemars", &["*"]),
    ("serde", &["*"]),
    ("serde_json", &["*"]),
    ("serde_yaml", &["yaml"]),
    ("sha2", &["fonts", "pdf", "assets", "project", "serve"]),
    ("signal_hook", &["cli"]),
    ("similar", &["project"]),
    ("strsim", &["yaml", "assets"]),
    ("subsetter", &["fonts"]),
    ("subtle", &["serve"]),
    ("tempfile", &["project"]),
    ("tera", &["template"]),
    ("terminal_size", &["cli"]),
    ("textwrap", &["cli", "diag"]),
    ("unicode_bidi", &["layout"]),
    ("unicode_names2", &["layout"]),
    ("unicode_normalization", &["layout", "record"]),
    ("unicode_script", &["layout"]),
    ("unicode_width", &["cli"]),
    ("usvg", &["picture"]),
    ("xmp_writer", &["pdf"]),
    ("zlib_rs", &["deflate"]),
];

/// The names under which code finds the crates that Cargo.toml lists for the program.
fn dependencies() -> BTreeSet<String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let mut tables: Vec<&toml::Table> = manifest["dependencies"].as_table().into_iter().collect();
    for (_, target) in manifest.get("target").and_then(toml::Value::as_table).into_iter().flatten() {
        tables.extend(target.get("dependencies").and_then(toml::Value::as_table));
    }
    tables.into_iter().flat_map(toml::Table::keys).map(|name| name.replace('-', "_")).collect()
}

#[test]
fn a_room_uses_only_rooms_before_it() {
    let order = |room: &str| ROOMS.iter().position(|known| *known == room);
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for source in source_files() {
        let (file, room) = (source.file.display(), source.room());
        let Some(own) = order(room) else { panic!("{file} is in no room that this test knows") };
        seen.insert(room.to_owned());
        for used in source.uses.iter().chain(source.hands_on.values()).chain(&source.hands_on_all) {
            let Some(used_order) = used.first().and_then(|used| order(used)) else {
                wrong.push(format!("{file} uses `crate::{}`, which is in no known room", used.join("::")));
                continue;
            };
            let used = used[0].as_str();
            if used_order > own {
                wrong.push(format!("{file} uses `{used}`, which comes after `{room}`"));
            }
            if PAGE_HALF.contains(&room) && CASE_HALF.contains(&used) {
                wrong.push(format!("{file} is of the page half and uses `{used}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for room in ROOMS {
        assert!(seen.contains(*room), "there is no room `{room}`");
    }
}

#[test]
fn the_rooms_stand_in_the_readme_in_their_order() {
    let readme = fs::read_to_string(root().join("src/README.md")).unwrap();
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    let rows: Vec<&str> = rows.map(|(room, _)| room).filter(|room| ROOMS.contains(room)).collect();
    assert_eq!(rows, ROOMS);
}

#[test]
fn every_outside_crate_has_its_home() {
    let listed: BTreeSet<String> = HOMES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(dependencies(), listed, "Cargo.toml on the left, the homes of this test on the right");
    let sources = source_files();
    let mut wrong = Vec::new();
    for (outside, homes) in HOMES {
        let users: BTreeSet<&str> =
            sources.iter().filter(|source| source.roots.contains(*outside)).map(SourceFile::room).collect();
        if *homes == ["*"] {
            continue;
        }
        for user in users.iter().filter(|user| !homes.contains(user)) {
            wrong.push(format!("`{user}` uses {outside}, whose home is {homes:?}"));
        }
        for home in homes.iter().filter(|home| !users.contains(*home)) {
            wrong.push(format!("`{home}` is called a home of {outside} and does not use it"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Else `cargo test` compiles again what `cargo run` has compiled, and the program after it.
#[test]
fn the_tests_ask_for_no_other_features_of_what_the_program_is_made_of() {
    let packages = |edges| {
        let args = [
            "tree",
            "--offline",
            "--locked",
            "--prefix",
            "none",
            "--no-dedupe",
            "--format",
            "{p} {f}",
            "--edges",
        ];
        let tree =
            Command::new(env!("CARGO")).args(args).arg(edges).current_dir(root()).output().expect("cargo");
        assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
        let lines = String::from_utf8(tree.stdout).expect("text");
        lines.lines().map(str::to_owned).collect::<BTreeSet<String>>()
    };
    let (program, with_tests) = (packages("normal,build"), packages("normal,build,dev"));
    let again: Vec<&String> = program.difference(&with_tests).collect();
    assert!(program.len() > 100 && again.is_empty(), "{again:#?}");
}

/// The file that defines what a path names: through what modules hand on.
fn file_of<'a>(
    path: &[String],
    files: &'a BTreeMap<&ModulePath, &SourceFile>,
    depth: usize,
) -> Option<&'a ModulePath> {
    let (module, source) =
        (0..=path.len()).rev().find_map(|length| files.get_key_value(&path[..length].to_vec()))?;
    let Some(name) = path.get(module.len()).filter(|_| depth < 8) else { return Some(module) };
    if let Some(from) = source.hands_on.get(name) {
        return file_of(from, files, depth + 1);
    }
    Some(module)
}

#[test]
fn no_module_of_a_room_uses_one_that_uses_it() {
    let sources = source_files();
    let files: BTreeMap<&ModulePath, &SourceFile> =
        sources.iter().map(|source| (&source.module, source)).collect();
    let mut uses: BTreeMap<&ModulePath, BTreeSet<&ModulePath>> = BTreeMap::new();
    for source in &sources {
        let used = source.uses.iter().filter(|used| used.first() == source.module.first());
        let used = used.filter_map(|used| file_of(used, &files, 0)).filter(|used| **used != source.module);
        uses.insert(&source.module, used.collect());
    }
    let circles: BTreeSet<String> = uses.keys().filter_map(|module| circle(module, &uses)).collect();
    assert!(circles.is_empty(), "{circles:#?}");
}

/// The shortest way from a module back to itself, told from its first name in the alphabet.
fn circle(start: &ModulePath, uses: &BTreeMap<&ModulePath, BTreeSet<&ModulePath>>) -> Option<String> {
    let mut ways: Vec<Vec<&ModulePath>> = uses[start].iter().map(|next| vec![*next]).collect();
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        if let Some(way) = ways.iter().find(|way| way.last() == Some(&start)) {
            let mut way = way.clone();
            let first = way.iter().enumerate().min_by_key(|(_, module)| **module)?.0;
            way.rotate_left(first);
            return Some(way.iter().map(|module| module.join("::")).collect::<Vec<_>>().join(" -> "));
        }
        let mut longer = Vec::new();
        for way in ways {
            let last = *way.last()?;
            if seen.insert(last) {
                longer.extend(uses[last].iter().map(|next| [&way[..], &[*next]].concat()));
            }
        }
        ways = longer;
    }
    None
}

#[test]
fn files_stay_short() {
    for source in source_files() {
        assert!(source.lines <= 420, "{} has {} lines", source.file.display(), source.lines);
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

/// What `src/README.md` says under "How to add" is all that knows the example of each row.
#[test]
fn what_is_to_be_changed_to_add_something_is_listed() {
    let readme = fs::read_to_string(root().join("src/README.md")).unwrap();
    let (_, section) = readme.split_once("## How to add").expect("the section is there");
    let (section, _) = section.split_once("\n## ").expect("another follows");
    let mut rows = 0;
    for row in section.lines().filter(|line| line.starts_with("| a") && !line.starts_with("| to add")) {
        let quoted: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
        let (example, files) = quoted.split_first().expect("an example");
        let files: BTreeSet<&str> = files.iter().copied().filter(|file| file.contains('/')).collect();
        for file in &files {
            assert!(root().join(file).is_file(), "{example}: there is no `{file}`");
        }
        let mut knows = BTreeSet::new();
        for folder in ["src", "templates"] {
            files_naming(&root().join(folder), example, &mut knows);
        }
        let listed: BTreeSet<String> = files
            .into_iter()
            .filter(|file| file.ends_with(".rs") || file.starts_with("templates/parts"))
            .filter(|file| *file != "src/cli/commands.rs")
            .map(str::to_owned)
            .collect();
        assert_eq!(
            knows, listed,
            "files that know `{example}` on the left, those of src/README.md on the right"
        );
        rows += 1;
    }
    assert_eq!(rows, 8);
}

/// The sources and templates below a folder in which a name stands as a whole word.
fn files_naming(folder: &std::path::Path, name: &str, to: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_naming(&path, name, to);
            continue;
        }
        let is_source = path.extension().is_some_and(|end| end == "rs" || end == "md");
        if !is_source || path.ends_with("README.md") || path.ends_with("rules.md") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let is_word = |at: usize| {
            let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
            !text[..at].ends_with(part_of_word) && !text[at + name.len()..].starts_with(part_of_word)
        };
        if text.match_indices(name).any(|(at, _)| is_word(at)) {
            let below = path.strip_prefix(root()).unwrap();
            to.insert(below.to_string_lossy().replace('\\', "/"));
        }
    }
}
