//! The sources as syntax trees: which module uses which, and which outside crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Item, UseTree, Visibility};

/// A module's place below the crate: `["project", "build"]`.
pub type ModulePath = Vec<String>;

/// One source file.
pub struct SourceFile {
    /// Below `src/`.
    pub file: PathBuf,
    pub module: ModulePath,
    pub lines: usize,
    /// Every path that its code names, from the crate's root: `["diag", "Finding"]`.
    pub uses: BTreeSet<Vec<String>>,
    /// The first segments of all paths: outside crates are among them.
    pub roots: BTreeSet<String>,
    /// What it hands on under its own path: the name, and where it comes from.
    pub hands_on: BTreeMap<String, ModulePath>,
    /// The modules all of whose names it hands on.
    pub hands_on_all: Vec<ModulePath>,
}

impl SourceFile {
    pub fn room(&self) -> &str {
        self.module.first().map_or("", String::as_str)
    }
}

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All rooms' files; the crate's root, `main.rs` and the build script are none.
pub fn source_files() -> Vec<SourceFile> {
    let src = root().join("src");
    let mut paths = Vec::new();
    rust_files(&src, &mut paths);
    let inside = paths.iter().map(|path| path.strip_prefix(&src).unwrap());
    inside
        .filter(|file| !["lib.rs", "main.rs", "build.rs"].contains(&&*file.to_string_lossy()))
        .map(read)
        .collect()
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

fn read(file: &Path) -> SourceFile {
    let text = fs::read_to_string(root().join("src").join(file)).unwrap();
    let tree = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut module: ModulePath =
        file.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    module.pop_if(|last| last == "mod");
    let mut reader = Reader {
        at: module.clone(),
        children: children(&tree.items),
        uses: BTreeSet::new(),
        roots: BTreeSet::new(),
        hands_on: BTreeMap::new(),
        hands_on_all: Vec::new(),
    };
    reader.visit_file(&tree);
    let Reader { uses, roots, hands_on, hands_on_all, .. } = reader;
    SourceFile {
        file: file.to_owned(),
        module,
        lines: text.lines().count(),
        uses,
        roots,
        hands_on,
        hands_on_all,
    }
}

/// The modules that a file declares: their names begin paths without `self::`.
fn children(items: &[Item]) -> BTreeSet<String> {
    items
        .iter()
        .filter_map(|item| if let Item::Mod(module) = item { Some(module.ident.to_string()) } else { None })
        .collect()
}

struct Reader {
    at: ModulePath,
    children: BTreeSet<String>,
    uses: BTreeSet<Vec<String>>,
    roots: BTreeSet<String>,
    hands_on: BTreeMap<String, ModulePath>,
    hands_on_all: Vec<ModulePath>,
}

impl Reader {
    /// The path from the crate's root; none where it leads outside or to a name of its own.
    fn resolve(&self, segments: &[String]) -> Option<Vec<String>> {
        let mut at = match segments.first()?.as_str() {
            "crate" => return Some(segments[1..].to_vec()),
            "self" | "super" => self.at.clone(),
            child if self.children.contains(child) => return Some([&self.at, segments].concat()),
            _ => return None,
        };
        let mut rest = segments;
        while let [first, behind @ ..] = rest {
            match first.as_str() {
                "self" => {}
                "super" => {
                    at.pop();
                }
                _ => break,
            }
            rest = behind;
        }
        at.extend_from_slice(rest);
        Some(at)
    }

    fn path(&mut self, segments: &[String]) {
        if let Some(first) = segments.first() {
            self.roots.insert(first.clone());
        }
        if let Some(path) = self.resolve(segments) {
            self.uses.insert(path);
        }
    }

    fn use_tree(&mut self, tree: &UseTree, before: &[String], handed_on: bool) {
        let with = |name: &dyn ToString| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.use_tree(&path.tree, &with(&path.ident), handed_on),
            UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.use_tree(tree, before, handed_on))
            }
            UseTree::Name(name) if name.ident == "self" => {
                self.used(before, before.last().cloned(), handed_on)
            }
            UseTree::Name(name) => self.used(&with(&name.ident), Some(name.ident.to_string()), handed_on),
            UseTree::Rename(rename) => {
                self.used(&with(&rename.ident), Some(rename.rename.to_string()), handed_on);
            }
            UseTree::Glob(_) => self.used(before, None, handed_on),
        }
    }

    fn used(&mut self, segments: &[String], name: Option<String>, handed_on: bool) {
        if !handed_on {
            return self.path(segments);
        }
        self.roots.extend(segments.first().cloned());
        match (self.resolve(segments), name) {
            (Some(from), Some(name)) => {
                self.hands_on.insert(name, from);
            }
            (Some(from), None) => self.hands_on_all.push(from),
            (None, _) => {}
        }
    }

    /// A macro's arguments are only tokens: what looks like a path in them is one.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.path(&std::mem::take(&mut path));
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                other => {
                    self.path(&std::mem::take(&mut path));
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.tokens(group.stream());
                    }
                }
            }
        }
        self.path(&path);
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Path>().is_ok_and(|of| of.is_ident("test"))
    })
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        // `pub use` hands a name on: whoever takes it there uses the module that it comes from.
        let handed_on = !matches!(item.vis, Visibility::Inherited);
        self.use_tree(&item.tree, &[], handed_on);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let Some((_, items)) = &item.content else { return };
        if is_test(&item.attrs) {
            return;
        }
        self.at.push(item.ident.to_string());
        let outer = std::mem::replace(&mut self.children, children(items));
        visit::visit_item_mod(self, item);
        self.children = outer;
        self.at.pop();
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        // One name alone may be a variable; as a use it was seen where it was brought in.
        if segments.len() > 1 {
            self.path(&segments);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.visit_path(&call.path);
        self.tokens(call.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if let syn::Meta::List(list) = &attribute.meta {
            self.tokens(list.tokens.clone());
        }
    }
}
