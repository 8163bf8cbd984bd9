//! Embedded templates, style and fonts, replaced file by file by the user's own.

mod carried;
mod embedded;
mod kind;
mod logo;
mod made_with;
mod misplaced;
mod office;
mod summary;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::diag::{Finding, Place, Reported, Sink, Source, Span, codes};
use crate::fonts::Fonts;
use crate::letter::{Office, read_office, read_office_over};
use crate::pdf::PdfCache;
use crate::picture::Picture;
use crate::record::{Contracts, Needs, read_needs, read_own_fields, standard};
use crate::style::{Style, read_style, read_style_over};
use crate::template::{BUILT_IN, Template, Templates, Validity, take_own_lines};
use crate::yaml::looks_like;

use self::embedded::EMBEDDED;
use self::kind::{Kind, kind};
use self::misplaced::{slip_of_a_style, unknown, unused_parts};
pub use self::summary::plain_language_page;
use self::summary::{SUMMARY, by_wording, summaries, summary_part};
pub use carried::{GUIDE, SAMPLE_CASE, SAMPLE_RECORD};
pub use kind::is_made_with;
pub use office::OfficeFile;

/// A file of the user's under the folder of templates.
pub struct Override {
    /// Its path below that folder, `/` between the names.
    pub path: String,
    /// How findings name it.
    pub shown: String,
    pub bytes: Vec<u8>,
}

/// All that a letter is made with besides its record; made once and shared by all letters.
pub struct Assets {
    pub templates: Templates,
    pub fonts: Fonts,
    pub office: Office,
    pub office_file: OfficeFile,
    pub logo: Option<Arc<Picture>>,
    pub pdf_cache: PdfCache,
    made_up: Option<String>,
    /// The languages of the plain-language pages that each wording takes in.
    summaries: BTreeMap<String, BTreeSet<String>>,
    styles: BTreeMap<String, Style>,
    validities: BTreeMap<String, Validity>,
    /// SHA-256 of the user's own files that differ from those the program carries, by path.
    replaced: BTreeMap<String, [u8; 32]>,
    /// All files but the fonts, as they were read, by path.
    files: BTreeMap<String, Cow<'static, [u8]>>,
}

/// What assets are put together from.
struct Files {
    /// By path: how findings name it, and its bytes.
    files: BTreeMap<String, (String, Cow<'static, [u8]>)>,
    /// The program's own files, by path, which others extend or change in part.
    built_in: BTreeMap<String, Cow<'static, [u8]>>,
    replaced: BTreeMap<String, [u8; 32]>,
    /// Whether letters were made with them before: then they are held to no rule.
    are_kept: bool,
}

impl Assets {
    /// The files that the program carries.
    pub fn embedded_files() -> &'static [(&'static str, &'static [u8])] {
        EMBEDDED
    }

    /// The names of the wordings that the program carries.
    pub fn embedded_wordings() -> impl Iterator<Item = &'static str> {
        let wordings = EMBEDDED.iter().filter(|(path, _)| kind(path) == Some(Kind::Wording));
        wordings.filter_map(|(path, _)| path.strip_suffix(".md"))
    }

    /// A file that the program carries, by its path.
    pub fn embedded(path: &str) -> Option<&'static [u8]> {
        EMBEDDED.iter().find(|(known, _)| *known == path).map(|(_, bytes)| *bytes)
    }

    /// Puts the assets together: the files the program carries, and over them those of the user. New
    /// wordings, the parts they include and fonts may be added.
    ///
    /// # Errors
    /// A file that has no place among the assets, or cannot be read as what it is.
    pub fn assemble(overrides: Vec<Override>, sink: &mut Sink) -> Result<Assets, Reported> {
        let mark = sink.mark();
        let mut files: BTreeMap<String, (String, Cow<'static, [u8]>)> = EMBEDDED
            .iter()
            .map(|&(path, bytes)| (path.to_owned(), (format!("templates/{path}"), Cow::Borrowed(bytes))))
            .collect();
        let mut replaced = BTreeMap::new();
        for Override { path, shown, bytes } in overrides {
            match kind(&path) {
                Some(Kind::Notes) => {}
                Some(Kind::Style) if slip_of_a_style(&path) => unknown(&path, &shown, sink),
                Some(_) => {
                    if files.get(&path).is_none_or(|(_, carried)| **carried != bytes) {
                        replaced.insert(path.clone(), Sha256::digest(&bytes).into());
                    }
                    files.insert(path, (shown, Cow::Owned(bytes)));
                }
                None => unknown(&path, &shown, sink),
            }
        }
        let built_in = EMBEDDED.iter().map(|&(path, bytes)| (path.to_owned(), Cow::Borrowed(bytes)));
        let files = Files { files, built_in: built_in.collect(), replaced, are_kept: false };
        Assets::of_files(files, mark, sink)
    }

    /// # Errors
    /// A file that cannot be read as what it is, and what was found since the mark.
    fn of_files(files: Files, mark: usize, sink: &mut Sink) -> Result<Assets, Reported> {
        let Files { files, built_in, replaced, are_kept } = files;
        let texts = files.iter().filter(|(path, _)| kind(path) != Some(Kind::Font));
        let mut pictures = BTreeMap::new();
        let texts = texts.map(|(path, (_, bytes))| (path.clone(), bytes.clone())).collect();
        let (mut templates, mut styles, mut fonts) = (Vec::new(), BTreeMap::new(), Vec::new());
        let (mut office, mut own_fields, mut contract_read) = (None, Vec::new(), true);
        let (mut validities, mut needs) = (BTreeMap::new(), BTreeMap::new());
        for (path, (shown, bytes)) in files {
            match kind(&path) {
                Some(Kind::Wording) => {
                    if let Some(source) = text(&shown, &bytes, sink) {
                        let own = take_own_lines(&source, sink);
                        let (wording, source) = (path.trim_end_matches(".md").to_owned(), own.source);
                        needs.extend(own.needs.map(|needs| (wording.clone(), needs)));
                        validities.insert(wording, own.validity);
                        templates.push(Template::new(path, source));
                    }
                }
                Some(Kind::Part | Kind::Paper) => {
                    templates.extend(text(&shown, &bytes, sink).map(|source| Template::new(path, source)))
                }
                Some(Kind::Style) => {
                    if let Some(source) = text(&shown, &bytes, sink)
                        && let Ok(style) = match under(&path, &bytes, LETTER, &built_in, sink) {
                            Some(under) => read_style_over(&source, &under, sink),
                            None => read_style(&source, sink),
                        }
                    {
                        if path != LETTER {
                            style.refuse_marks(sink);
                        }
                        styles.insert(path.trim_end_matches(".yaml").to_owned(), style);
                    }
                }
                Some(Kind::Office) => {
                    if let Some(source) = text(&shown, &bytes, sink) {
                        let read = match under(&path, &bytes, OFFICE, &built_in, sink) {
                            Some(sample) => read_office_over(&source, &sample, sink),
                            None => read_office(&source, sink),
                        };
                        office = read.ok().map(|office| (office, source));
                    }
                }
                // The program's own declares nothing.
                Some(Kind::Contract) if Assets::embedded(CONTRACT) == Some(&bytes) => {}
                Some(Kind::Contract) => {
                    if let Some(source) = text(&shown, &bytes, sink) {
                        let declared = read_own_fields(&source, &standard().dates(), sink);
                        contract_read = declared.is_ok();
                        own_fields = declared.unwrap_or_default();
                    }
                }
                Some(Kind::Font) => fonts.push((path.trim_start_matches("fonts/").to_owned(), bytes)),
                Some(Kind::Picture) => {
                    pictures.insert(path, (shown, bytes));
                }
                Some(Kind::Notes) | None => {}
            }
        }
        // Where fields are not read, none of them is missed.
        let needs: BTreeMap<String, Needs> = needs
            .into_iter()
            .filter(|_| contract_read)
            .filter_map(|(wording, said)| Some((wording, read_needs(&said, &own_fields, sink).ok()?)))
            .collect();
        // A part that cannot be read is not missing as well.
        sink.unless_errors(mark, ())?;
        let pages = summaries(&templates);
        // Unless the user has a choice of their own, every page that there is can be chosen.
        if !replaced.contains_key(SUMMARY)
            && let Some(part) = templates.iter_mut().find(|template| template.name == SUMMARY)
        {
            part.source = summary_part(&pages);
        }
        templates.extend(extended(&templates, &built_in, sink));
        if !are_kept {
            unused_parts(&templates, sink);
        }
        let users =
            replaced.keys().any(|path| matches!(kind(path), Some(Kind::Wording | Kind::Part | Kind::Paper)));
        let templates = Templates::compile(templates, sink)
            .map(|templates| {
                let contracts = Contracts::new(
                    &own_fields,
                    &if users { with_published(needs, &templates) } else { needs },
                );
                templates.for_records_of(&contracts)
            })
            .and_then(|templates| if users && !are_kept { templates.checked(sink) } else { Ok(templates) });
        let fonts = Fonts::load(fonts).map_err(|(file, why)| {
            sink.error(
                Finding::new(
                    &codes::assets::FONT,
                    format!("the font file `templates/fonts/{file}` cannot be read: {why}"),
                )
                .hint("put a TrueType or OpenType font there"),
            )
        });
        sink.unless_errors(mark, ())?;
        let (office, office_source) = office.expect("the program carries an office");
        let made_up = made_up(&office, sink);
        let office_file = OfficeFile(office_source);
        let logo = logo::logo(&office, &office_file, pictures, are_kept, sink);
        sink.unless_errors(mark, ())?;
        let templates = templates?;
        Ok(Assets {
            summaries: by_wording(&templates, &pages),
            templates,
            fonts: fonts?,
            styles,
            validities,
            office,
            office_file,
            logo,
            made_up,
            pdf_cache: PdfCache::default(),
            replaced,
            files: texts,
        })
    }

    /// What in the office's facts is made up, in words; none where nothing is.
    pub fn made_up_office(&self) -> Option<&str> {
        self.made_up.as_deref()
    }

    /// The languages in which a wording has a plain-language page.
    pub fn summaries(&self, wording: &str) -> &BTreeSet<String> {
        static NONE: BTreeSet<String> = BTreeSet::new();
        self.summaries.get(wording).unwrap_or(&NONE)
    }

    /// The user's own files that letters of a wording depend on, by path below the folder of templates, with
    /// the SHA-256 of each: its templates, the styles and the fonts they name, and
    /// for addressed letters the office.
    pub fn replaced(&self, wording: &str, addressed: bool) -> BTreeMap<&str, [u8; 32]> {
        if self.replaced.is_empty() {
            return BTreeMap::new();
        }
        let uses = self.uses(wording, addressed);
        self.replaced.iter().filter(|(path, _)| uses(path)).map(|(path, &sha)| (path.as_str(), sha)).collect()
    }

    /// Whether letters of a wording depend on the file of a path below the folder of templates.
    pub fn uses(&self, wording: &str, addressed: bool) -> impl Fn(&str) -> bool {
        let templates = self.templates.used_by(wording);
        move |path: &str| match kind(path) {
            Some(Kind::Wording | Kind::Part) => templates.contains(path),
            Some(Kind::Paper) => addressed,
            Some(Kind::Font) => self.is_printed(path),
            Some(Kind::Style | Kind::Contract) => true,
            Some(Kind::Office | Kind::Picture) => addressed,
            Some(Kind::Notes) | None => false,
        }
    }

    /// What the project's records must hold.
    pub fn contracts(&self) -> &Contracts {
        self.templates.contracts()
    }

    /// Whether a style prints with the font of a path.
    fn is_printed(&self, path: &str) -> bool {
        let mut fonts = self.styles.values().flat_map(Style::font_files);
        let file = path.strip_prefix("fonts/");
        file.is_some_and(|file| fonts.any(|of| of.split('#').next() == Some(file)))
    }

    /// The days of decision that a wording is for.
    pub fn validity(&self, wording: &str) -> Validity {
        self.validities.get(wording).copied().unwrap_or_default()
    }

    /// The page style of a name.
    pub fn style(&self, name: &str) -> Option<&Style> {
        self.styles.get(name)
    }

    /// The style whose settings hold for a print run as a whole.
    pub fn run_style(&self) -> &Style {
        &self.styles[LETTER.trim_end_matches(".yaml")]
    }

    /// Names of the page styles.
    pub fn style_names(&self) -> impl Iterator<Item = &str> {
        self.styles.keys().map(String::as_str)
    }
}

/// What is made up of an office: it says so itself, or has facts of the sample that the program carries.
fn made_up(office: &Office, sink: &mut Sink) -> Option<String> {
    if office.fictional {
        return Some("it says `fictional: true`".to_owned());
    }
    let carried = EMBEDDED.iter().find(|(path, _)| *path == OFFICE)?;
    let sample = read_office(&text(OFFICE, carried.1, sink)?, sink).ok()?;
    let facts = office.facts_of(&sample);
    let named: Vec<String> = facts.iter().map(|fact| format!("`{fact}`")).collect();
    let are = if facts.len() == 1 { "is" } else { "are" };
    (!facts.is_empty()).then(|| format!("{} {are} still the sample's", named.join(", ")))
}

const OFFICE: &str = "office.yaml";
const CONTRACT: &str = "contract.yaml";
/// The style that further ones change.
const LETTER: &str = "letter.yaml";

/// The text that the user's own file changes: the program's file of the same path, or else of another. None where the
/// bytes are the program's own.
fn under(
    path: &str,
    bytes: &[u8],
    otherwise: &str,
    built_in: &BTreeMap<String, Cow<'static, [u8]>>,
    sink: &mut Sink,
) -> Option<Arc<Source>> {
    let carried = built_in.get(path).or_else(|| built_in.get(otherwise))?;
    if **carried == *bytes { None } else { text(&format!("built-in {path}"), carried, sink) }
}

/// The program's own templates that others extend or take in by the name `builtin/…`, which no file of the user's
/// replaces.
fn extended(
    templates: &[Template],
    built_in: &BTreeMap<String, Cow<'static, [u8]>>,
    sink: &mut Sink,
) -> Vec<Template> {
    let mut extended = Vec::new();
    for (path, bytes) in built_in.iter().filter(|(path, _)| path.ends_with(".md")) {
        let name = format!("{BUILT_IN}{path}");
        if templates.iter().any(|template| template.source.text().contains(&name)) {
            extended.extend(text(&name, bytes, sink).map(|source| Template::new(name, source)));
        }
    }
    extended
}

/// The needs of wordings, those among them whose public edition prints a list that others leave out.
fn with_published(mut needs: BTreeMap<String, Needs>, templates: &Templates) -> BTreeMap<String, Needs> {
    const DOCUMENTS: &str = "documents_reviewed";
    let wordings: Vec<String> = templates.wordings().map(str::to_owned).collect();
    for wording in wordings.into_iter().filter(|wording| templates.asks_for(wording, DOCUMENTS)) {
        needs.entry(wording).or_default().publishes.push(DOCUMENTS);
    }
    needs
}

fn text(shown: &str, bytes: &[u8], sink: &mut Sink) -> Option<Arc<Source>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            Some(Source::new(shown, text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n")))
        }
        Err(error) => {
            let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let source = Source::new(shown, good);
            let end = source.text().len();
            let guess = looks_like(bytes);
            sink.report(
                Finding::new(&codes::assets::NOT_UTF_8, "this file is not UTF-8 from here on")
                    .at(Place::new(&source, Span::new(end..end)))
                    .hint(format!("it looks like {guess}: save it as UTF-8 in your editor")),
            );
            None
        }
    }
}
