//! What letters of a wording are made with, as files that can be kept, and assets put together from such files.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::embedded::EMBEDDED;
use super::kind::{Kind, kind};
use super::summary::{SUMMARY, plain_language_page};
use super::{Assets, Files, LETTER, OFFICE, Override};
use crate::diag::{Reported, Sink};
use crate::template::BUILT_IN;

/// The paper that is made beside the copies of a case.
const PROOF_OF_SERVICE: &str = "papers/proof-of-service";

impl Assets {
    /// All files that letters of a wording are made with besides the program and its fonts, by path: the wording with
    /// its parts, the proof of service, the styles, the office, and the user's own fonts. What a file of the user's
    /// extends or changes in part stands below `builtin/`.
    pub fn made_with(&self, wording: &str) -> BTreeMap<String, Cow<'_, [u8]>> {
        let mut used = self.templates.used_by(wording);
        used.extend(self.templates.used_by(PROOF_OF_SERVICE));
        // Which languages there are is asked even where the user has a choice of their own.
        let pages: BTreeSet<String> =
            self.summaries(wording).iter().map(|tag| plain_language_page(tag)).collect();
        let mut files = BTreeMap::new();
        for (path, bytes) in &self.files {
            let is_used = match kind(path) {
                Some(Kind::Wording | Kind::Part | Kind::Paper) => {
                    used.contains(path.as_str()) || pages.contains(path)
                }
                Some(Kind::Style | Kind::Office) => true,
                Some(Kind::Picture) => self.office.logo.as_ref().is_some_and(|logo| logo.file == *path),
                // The program's own declares nothing.
                Some(Kind::Contract) => self.replaced.contains_key(path),
                Some(Kind::Font | Kind::Notes) | None => false,
            };
            if is_used {
                files.insert(path.clone(), Cow::Borrowed(&**bytes));
            }
        }
        // It is made of the pages that there are, so that its file says less than its text.
        if let Some(choice) = self.templates.source(SUMMARY).filter(|_| used.contains(SUMMARY)) {
            files.entry(SUMMARY.to_owned()).and_modify(|bytes| {
                if !self.replaced.contains_key(SUMMARY) {
                    *bytes = Cow::Borrowed(choice.text().as_bytes());
                }
            });
        }
        let mut built_in: BTreeSet<&str> =
            used.iter().filter_map(|name| name.strip_prefix(BUILT_IN)).collect();
        for path in self.replaced.keys().filter(|path| files.contains_key(*path)) {
            match kind(path) {
                Some(Kind::Style) if Assets::embedded(path).is_none() => built_in.insert(LETTER),
                Some(Kind::Style | Kind::Office) => built_in.insert(path),
                _ => false,
            };
        }
        for path in built_in {
            files.extend(
                Assets::embedded(path).map(|bytes| (format!("{BUILT_IN}{path}"), Cow::Borrowed(bytes))),
            );
        }
        for path in
            self.replaced.keys().filter(|path| kind(path) == Some(Kind::Font) && self.is_printed(path))
        {
            let file = path.strip_prefix("fonts/").and_then(|name| self.fonts.file(name));
            files.extend(file.map(|bytes| (path.clone(), Cow::Borrowed(bytes))));
        }
        files
    }

    /// Puts assets together from files that were kept of others by [`Assets::made_with`]; they are held to no rule, since
    /// letters were made with them.
    ///
    /// # Errors
    /// Where one cannot be read as what it is.
    pub fn of_made_with(kept: Vec<Override>, sink: &mut Sink) -> Result<Assets, Reported> {
        let mark = sink.mark();
        let carried = EMBEDDED.iter().filter(|(path, _)| kind(path) == Some(Kind::Font) || *path == OFFICE);
        let carried =
            carried.map(|&(path, bytes)| (path.to_owned(), (path.to_owned(), Cow::Borrowed(bytes))));
        let mut files: BTreeMap<_, _> = carried.collect();
        let (mut built_in, mut replaced) = (BTreeMap::new(), BTreeMap::new());
        for Override { path, shown, bytes } in kept {
            match path.strip_prefix(BUILT_IN) {
                Some(path) => {
                    built_in.insert(path.to_owned(), Cow::Owned(bytes));
                }
                None => {
                    if path == SUMMARY {
                        // The choice that was made, not that of the pages which are kept.
                        replaced.insert(path.clone(), [0; 32]);
                    }
                    files.insert(path, (shown, Cow::Owned(bytes)));
                }
            }
        }
        Assets::of_files(Files { files, built_in, replaced, are_kept: true }, mark, sink)
    }
}
