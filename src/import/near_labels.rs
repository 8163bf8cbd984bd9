//! Labels before dates that a letter has in slightly other words: `Date of Assignment:` for `Date Assigned:`.
//!
//! A label is read only where it has the same words in any order, some in another form, and one label of the wording alone has
//! those.

use super::printed::core;

/// Words that tell nothing of which label it is.
const FILLERS: [&str; 5] = ["of", "the", "for", "on", "in"];
/// This word tells nothing either: every label here stands before a date.
const DATE: &str = "date";
/// Two forms of a word share so many letters, and half of the longer one.
const MIN_STEM: usize = 4;
/// A label has no more words.
pub(super) const MAX_WORDS: usize = 6;

/// What of a label is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label(Vec<String>);

impl Label {
    /// The words of a label before a date, which ends in a colon; none where nothing is left to compare.
    pub fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Option<Label> {
        let words: Vec<&str> = words.into_iter().collect();
        if !words.last()?.ends_with(':') || words.len() > MAX_WORDS {
            return None;
        }
        let words = words.into_iter().map(|word| core(word).to_lowercase());
        let tells = |word: &String| !FILLERS.contains(&word.as_str()) && word != DATE;
        let told: Vec<String> = words.filter(tells).collect();
        (!told.is_empty() && told.iter().all(|word| !word.is_empty())).then_some(Label(told))
    }

    /// Whether two labels have the same words, each perhaps in another form.
    pub fn is_like(&self, other: &Label) -> bool {
        let mut left: Vec<&String> = other.0.iter().collect();
        let each_has_one = self.0.iter().all(|word| {
            let exact = left.iter().position(|other| *other == word);
            let at = exact.or_else(|| left.iter().position(|other| are_forms(word, other)));
            at.map(|at| left.remove(at)).is_some()
        });
        each_has_one && left.is_empty()
    }
}

/// Whether two words are forms of one: `assigned` and `assignment`.
fn are_forms(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    shared >= MIN_STEM && shared * 2 >= a.chars().count().max(b.chars().count())
}

#[cfg(test)]
mod tests {
    use super::Label;

    fn label(text: &str) -> Label {
        Label::of(text.split_whitespace()).unwrap()
    }

    #[test]
    fn labels_are_alike_where_they_have_the_same_words() {
        for (one, other, alike) in [
            ("Date of Assignment:", "Date Assigned:", true),
            ("Date of UR Denial:", "UR Denial Date:", true),
            ("Application Receipt Date:", "Application Received:", true),
            ("Injury Date:", "Date of Injury:", true),
            ("Decided on:", "Decision Date:", true),
            ("Date Received:", "Application Received:", false),
            ("UR Date:", "UR Denial Date:", false),
            ("Denial of UR Appeal:", "UR Denial Date:", false),
            ("Date of Application:", "Application Received:", false),
        ] {
            assert_eq!(label(one).is_like(&label(other)), alike, "{one} {other}");
        }
        assert!(Label::of(["Date", "of:"]).is_none());
        assert!(Label::of(["Date", "of", "Injury"]).is_none());
    }
}
