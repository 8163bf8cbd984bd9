//! Whether a rationale concludes the opposite of its outcome.

use super::super::text::Paragraphs;
use super::super::types::Outcome;
use super::sentences::{sentences, words};
use crate::diag::{Finding, Sink, codes};
use crate::yaml::Fields;

/// The rationale's concluding sentence says the opposite of the outcome. A naive check gave 17 hits on
/// 439 items, none real: so only a sentence that is a verdict from its copula to its end counts.
pub(super) fn contradicts_outcome(record: Fields<'_>, sink: &mut Sink) {
    for decision in record.each("decisions") {
        let Some(rationale) = decision.get::<Paragraphs>("rationale") else { continue };
        let Some(outcome) = decision.get::<Outcome>("outcome") else { continue };
        let Some((sentence, necessary)) = conclusion(&rationale) else { continue };
        if necessary == (outcome.value == Outcome::Overturned) {
            continue;
        }
        let (typed, says) = if necessary {
            ("upheld", "medically necessary")
        } else {
            ("overturned", "not medically necessary")
        };
        let text = rationale.joined();
        let start = text.rfind(sentence).unwrap_or_default();
        let place = record.part(rationale.span, &text, &(start..start + sentence.len()));
        sink.report(
            Finding::new(
                &codes::rule::CONCLUSION,
                format!("the rationale concludes that the item is {says}, but the UR denial is {typed}"),
            )
            .at(place)
            .labelled(format!("concludes: {says}"))
            .related(record.place(outcome.span), format!("but the outcome is `{typed}` here"))
            .hint("`upheld` goes with not medically necessary, `overturned` with medically necessary"),
        );
    }
}

/// The concluding sentence and whether it finds the item necessary; none where it is no plain verdict.
fn conclusion(rationale: &Paragraphs) -> Option<(&str, bool)> {
    let all: Vec<&str> = rationale.iter().flat_map(|paragraph| sentences(paragraph)).collect();
    let last = all.into_iter().rev().find(|sentence| !is_advice(sentence))?;
    verdict(last).map(|necessary| (last, necessary))
}

/// What follows a conclusion in many letters without being one: advice on weaning, where to look.
fn is_advice(sentence: &str) -> bool {
    let words = words(sentence);
    let any = |of: &[&str]| words.iter().any(|word| of.contains(&word.as_str()));
    any(&["weaning", "wean", "weaned", "taper", "tapering", "tapered"]) && !any(&["necessary", "necessity"])
}

/// `… is [determined to be] [not] medically necessary [and appropriate]`, and nothing in the sentence
/// that could turn it around.
fn verdict(sentence: &str) -> Option<bool> {
    const TURNING: [&str; 33] = [
        "if",
        "whether",
        "unless",
        "until",
        "would",
        "could",
        "should",
        "may",
        "might",
        "although",
        "though",
        "while",
        "however",
        "but",
        "except",
        "only",
        "neither",
        "nor",
        "cannot",
        "disagree",
        "modified",
        "partially",
        "portion",
        "remainder",
        "remaining",
        "states",
        "stated",
        "argues",
        "opined",
        "denied",
        "utilization",
        "alternative",
        "what",
    ];
    let words = words(sentence);
    let mut rest: Vec<&str> = words.iter().map(String::as_str).collect();
    if rest.iter().filter(|word| matches!(**word, "necessary" | "necessity")).count() != 1 {
        return None;
    }
    if rest.iter().any(|word| TURNING.contains(word)) || sentence.contains(['"', '\u{201C}', ';', '?']) {
        return None;
    }
    for ending in [&["and", "appropriate"][..], &["and", "medically", "appropriate"], &["at", "this", "time"]]
    {
        if rest.ends_with(ending) {
            rest.truncate(rest.len() - ending.len());
        }
    }
    let mut rest = rest.strip_suffix(&["medically", "necessary"])?;
    let mut nots = 0;
    while let Some((last, before)) = rest.split_last() {
        match *last {
            "not" => nots += 1,
            "determined" | "considered" | "deemed" | "found" | "felt" | "to" | "be" | "therefore"
            | "thus" | "also" | "hereby" | "both" => {}
            "is" | "are" | "was" | "were" => {
                let subject_negated =
                    before.iter().any(|word| matches!(*word, "no" | "none" | "not" | "never" | "isn't"));
                return (nots <= 1 && !subject_negated).then_some(nots == 0);
            }
            _ => return None,
        }
        rest = before;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{is_advice, verdict};

    #[test]
    fn only_a_plain_verdict_is_one() {
        assert_eq!(verdict("Therefore, the request was not medically necessary"), Some(false));
        assert_eq!(verdict("The request is determined to be not medically necessary"), Some(false));
        assert_eq!(verdict("As such, the MRI is medically necessary and appropriate"), Some(true));
        assert_eq!(verdict("The request is not determined to be medically necessary"), Some(false));
        assert_eq!(verdict("It is not that the request is medically necessary"), None);
        assert_eq!(verdict("This is medically necessary only if pain persists"), None);
        assert_eq!(verdict("The provider states that it is medically necessary"), None);
        assert_eq!(verdict("No further visits are medically necessary"), None);
        assert_eq!(verdict("The MRI is supported"), None);
    }

    #[test]
    fn advice_on_weaning_is_no_conclusion() {
        assert!(is_advice("Weaning is advised"));
        assert!(!is_advice("The request for weaning is not medically necessary"));
    }
}
