//! Text of any script -> clusters: itemised by face, script and direction, and shaped.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter};
use unicode_bidi::{BidiInfo, Level};
use unicode_script::Script;

use crate::diag::{Finding, Sink, codes};
use crate::document;
use crate::fonts::{Face, FaceId, Shaped, Shaping};
use crate::units::{Em, Pt};

use super::clusters::{StyledText, Typeset};
use super::faces::Typesetter;
use super::missing::Missing;
use super::pages::Glyph;
use super::raised::script_size;
use super::scripts::{alphabetic, code, is_plain, own_script, steers_shaping};
use super::substitutes::{Drawn, drawn};

/// A letter with its marks (UAX 29), and all that decides with which neighbors it is shaped.
#[derive(Clone)]
struct Grapheme {
    text: Range<usize>,
    face: FaceId,
    /// Whether it is raised or lowered.
    raised: document::Script,
    script: Script,
    level: Level,
    /// Set as it is, one glyph a character.
    plain: bool,
}

impl Grapheme {
    fn joins(&self, next: &Grapheme) -> bool {
        (self.face, self.raised, self.script, self.level, self.plain)
            == (next.face, next.raised, next.script, next.level, next.plain)
    }
}

/// The pieces of a line as one text.
struct LineText<'a> {
    pieces: &'a [StyledText<'a>],
    /// Where each piece starts.
    starts: Vec<usize>,
    text: String,
}

impl<'a> LineText<'a> {
    fn of(pieces: &'a [StyledText<'a>]) -> LineText<'a> {
        let (mut text, mut starts) = (String::new(), Vec::with_capacity(pieces.len()));
        for piece in pieces {
            starts.push(text.len());
            text.push_str(piece.text);
        }
        LineText { pieces, starts, text }
    }

    /// The piece that a byte is of, and where that piece starts.
    fn piece(&self, at: usize) -> (&'a StyledText<'a>, usize) {
        let number = self.starts.partition_point(|&start| start <= at) - 1;
        (&self.pieces[number], self.starts[number])
    }
}

impl Typesetter<'_> {
    /// Adds a line of text of any script; paragraphs run from left to right.
    pub(super) fn shape(&self, pieces: &[StyledText<'_>], to: &mut Typeset, sink: &mut Sink) {
        let line = LineText::of(pieces);
        if line.text.is_empty() {
            return;
        }
        let graphemes = self.graphemes(&line, sink);
        let breaks: BTreeSet<usize> =
            LineSegmenter::new_dictionary(LineBreakOptions::default()).segment_str(&line.text).collect();
        let (base, first) = (to.text.len(), to.clusters.len());
        for graphemes in graphemes.chunk_by(Grapheme::joins) {
            if graphemes[0].plain {
                self.set_plain(&line, graphemes, to);
            } else {
                self.set_shaped(&line, graphemes, to, sink);
            }
        }
        // A letter that cannot be printed, reported above, has no item: it stands before the first, maybe.
        let alphabetic = |at: usize| {
            let number = graphemes.partition_point(|grapheme| grapheme.text.start <= at).saturating_sub(1);
            alphabetic(graphemes[number].script)
        };
        for cluster in &mut to.clusters[first..] {
            let at = cluster.text().start - base;
            // Between letters of alphabets the letter's own rules hold: spaces and hyphens, never a slash.
            cluster.may_start_line =
                at > 0 && breaks.contains(&at) && !(alphabetic(at) && alphabetic(at - 1));
        }
    }

    /// The line's letters in reading order; those that cannot be printed are reported and left out.
    fn graphemes(&self, line: &LineText<'_>, sink: &mut Sink) -> Vec<Grapheme> {
        let levels = BidiInfo::new(&line.text, Some(Level::ltr())).levels;
        let bounds: Vec<usize> = GraphemeClusterSegmenter::new().segment_str(&line.text).collect();
        let mut scripts: Vec<Option<Script>> =
            bounds.windows(2).map(|bound| own_script(&line.text[bound[0]..bound[1]])).collect();
        take_over(scripts.iter_mut());
        take_over(scripts.iter_mut().rev());
        let (mut graphemes, mut missing) = (Vec::with_capacity(scripts.len()), Missing::default());
        // What was found of a letter before.
        let mut found = HashMap::new();
        for (bound, script) in bounds.windows(2).zip(scripts) {
            let text = bound[0]..bound[1];
            let (piece, piece_start) = line.piece(text.start);
            let letter = &line.text[text.clone()];
            let script = script.unwrap_or(Script::Common);
            let known = found.entry((letter, piece.face, script));
            let face = match *known.or_insert_with(|| self.face_for(letter, piece.face, script)) {
                Ok(face) => face,
                Err(character) => {
                    missing.add(character, letter, piece, text.start - piece_start);
                    continue;
                }
            };
            let level = levels[text.start];
            let mut characters = letter.chars();
            let plain = face == piece.face
                && !level.is_rtl()
                && !self.faces.kerning_and_ligatures
                && characters.next().is_some_and(is_plain)
                && characters.next().is_none();
            graphemes.push(Grapheme { text, face, raised: piece.script, script, level, plain });
        }
        self.report(missing, sink);
        graphemes
    }

    /// The wanted face or the first fallback that has the whole letter, else the character that is lacking.
    fn face_for(&self, letter: &str, wanted: FaceId, script: Script) -> Result<FaceId, char> {
        let mut faces = [wanted].into_iter().chain(self.faces.fallback.iter().copied());
        let has =
            |face: &Face, character: char| steers_shaping(character) || drawn(face, character).is_some();
        let covers = |id: &FaceId| letter.chars().all(|character| has(self.fonts.face(*id), character));
        // A face may have an accented letter whole and not in its parts, or the other way round.
        let shapes = |id: &FaceId| {
            let glyphs = self.fonts.face(*id).shape(letter, self.shaping(script, false));
            glyphs.is_some_and(|glyphs| !glyphs.is_empty() && glyphs.iter().all(|shaped| shaped.glyph != 0))
        };
        let found = faces.clone().find(covers).or_else(|| faces.find(shapes));
        found.ok_or_else(|| self.lacking(letter, wanted))
    }

    /// The character of a letter that no face has; where each has some face, the first that the wanted one lacks.
    fn lacking(&self, letter: &str, wanted: FaceId) -> char {
        let in_face = |id: FaceId, character: char| self.fonts.face(id).glyph(character).is_some();
        let lacks = |faces: &[FaceId]| {
            let lacks = |&c: &char| !steers_shaping(c) && !faces.iter().any(|&id| in_face(id, c));
            letter.chars().find(lacks)
        };
        let all: Vec<FaceId> = [wanted].into_iter().chain(self.faces.fallback.iter().copied()).collect();
        lacks(&all).or_else(|| lacks(&[wanted])).or_else(|| letter.chars().next()).unwrap_or_default()
    }

    fn shaping(&self, script: Script, right_to_left: bool) -> Shaping {
        let kerning_and_ligatures = self.faces.kerning_and_ligatures || !alphabetic(script);
        Shaping { script: code(script), right_to_left, kerning_and_ligatures }
    }

    fn set_plain(&self, line: &LineText<'_>, graphemes: &[Grapheme], to: &mut Typeset) {
        let face = self.fonts.face(graphemes[0].face);
        let size = script_size(graphemes[0].raised, self.size);
        for grapheme in graphemes {
            let (piece, _) = line.piece(grapheme.text.start);
            for character in line.text[grapheme.text.clone()].chars() {
                let Some(Drawn { glyph, extra }) = drawn(face, character) else { continue };
                let advance = size.of_em(face.advance(glyph) + Em::per_mille(extra));
                let glyph = Glyph { id: glyph, text_len: character.len_utf8() as u8, extra, shift: (0, 0) };
                to.cluster(character.encode_utf8(&mut [0; 4]), [glyph], advance, piece, grapheme.level);
            }
        }
    }

    /// Adds letters that are shaped together.
    fn set_shaped(&self, line: &LineText<'_>, graphemes: &[Grapheme], to: &mut Typeset, sink: &mut Sink) {
        let (first, last) = (&graphemes[0], &graphemes[graphemes.len() - 1]);
        let (start, end) = (first.text.start, last.text.end);
        let right_to_left = first.level.is_rtl();
        let text = &line.text[start..end];
        let face = self.fonts.face(first.face);
        let size = script_size(first.raised, self.size);
        let shaped = face.shape(text, self.shaping(first.script, right_to_left));
        let Some(shaped) = shaped.filter(|shaped| !shaped.is_empty()) else {
            return self.unshaped(line, start..end, "has no way to set", sink);
        };
        // A font's own tables may lead to no glyph, or past the last.
        if shaped.iter().any(|shaped| shaped.glyph == 0 || shaped.glyph >= face.glyph_count()) {
            return self.unshaped(line, start..end, "lacks a part of", sink);
        }
        let mut groups: Vec<&[Shaped]> = shaped.chunk_by(|one, next| one.at == next.at).collect();
        if right_to_left {
            groups.reverse();
        }
        for (number, group) in groups.iter().enumerate() {
            // What has no glyph, such as a joiner, belongs to the letter before it, else to the first.
            let from = if number == 0 { 0 } else { group[0].at };
            let to_byte = groups.get(number + 1).map_or(text.len(), |next| next[0].at);
            let Ok(text_len) = u8::try_from(to_byte - from) else {
                let (piece, piece_start) = line.piece(start + from);
                sink.report(self.too_many_marks(piece, start + from - piece_start));
                continue;
            };
            let reads_first = if right_to_left { group.len() - 1 } else { 0 };
            let glyphs = group.iter().enumerate().map(|(place, shaped)| Glyph {
                id: shaped.glyph,
                text_len: if place == reads_first { text_len } else { 0 },
                extra: shaped.extra,
                shift: shaped.shift,
            });
            let advance =
                |shaped: &Shaped| size.of_em(face.advance(shaped.glyph) + Em::per_mille(shaped.extra));
            let piece = StyledText { face: first.face, ..*line.piece(start + from).0 };
            let advance = group.iter().map(advance).sum::<Pt>();
            to.cluster(&text[from..to_byte], glyphs, advance, &piece, first.level);
        }
    }

    fn unshaped(&self, line: &LineText<'_>, text: Range<usize>, why: &str, sink: &mut Sink) {
        let (piece, piece_start) = line.piece(text.start);
        let at = text.start - piece_start;
        let first = piece.text[at..].chars().next().unwrap_or_default();
        let finding = Finding::new(&codes::layout::FONT, format!("the font {why} `{}`", &line.text[text]));
        let hint = "name another font for this script under `fallback:` in the style";
        sink.report(finding.at(self.place(piece, first, at)).hint(hint));
    }

    fn too_many_marks(&self, piece: &StyledText<'_>, at: usize) -> Finding {
        let letter = piece.text[at..].chars().next().unwrap_or_default();
        Finding::new(
            &codes::layout::TOO_MANY_MARKS,
            format!("the letter `{letter}` has more marks than can be printed"),
        )
        .at(self.place(piece, letter, at))
        .hint("delete the marks; no name has so many")
    }
}

/// Letters without a script of their own take that of the one before.
fn take_over<'a>(scripts: impl Iterator<Item = &'a mut Option<Script>>) {
    let mut before = None;
    for script in scripts {
        *script = script.or(before);
        before = *script;
    }
}
