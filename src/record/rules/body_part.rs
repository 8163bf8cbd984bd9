//! Whether a guideline is of another body part than the treatment.

use super::super::text::{Line, Paragraphs};
use super::sentences::words;
use crate::diag::{Finding, Sink, codes};
use crate::yaml::Fields;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Neck,
    Shoulder,
    Arm,
    Back,
    Hip,
    Knee,
    Foot,
    Leg,
}

/// A guideline chapter of another body part than the treatment names; 3 real cases in 439. Silent unless
/// every guideline cited is a body part's chapter and none is of a part near the treatment's.
pub(super) fn guideline_of_another(record: Fields<'_>, sink: &mut Sink) {
    for decision in record.each("decisions") {
        let Some(treatment) = decision.get::<Line>("treatment") else { continue };
        let treated = treated(&treatment);
        for field in ["claims_administrator_guideline", "maximus_guideline"] {
            let Some(guideline) = decision.get::<Paragraphs>(field) else { continue };
            let cited = cited(&guideline.join(" "));
            if treated.is_empty() || cited.is_empty() {
                continue;
            }
            if cited.iter().any(|(_, cited)| treated.iter().any(|treated| near(*cited, *treated))) {
                continue;
            }
            sink.report(
                Finding::new(
                    &codes::rule::BODY_PART,
                    format!(
                        "`{field}` cites {}, but the treatment is of another part of the body",
                        cited[0].0
                    ),
                )
                .at(record.place(guideline.span))
                .labelled(format!("cites {}", cited[0].0))
                .related(record.place(treatment.span), "the treatment is named here")
                .hint("check that the guideline belongs to this item and not to another one"),
            );
        }
    }
}

/// The chapters cited; none where any other guideline is cited as well.
fn cited(guideline: &str) -> Vec<(&'static str, Part)> {
    const CHAPTERS: [(&str, &str, Part); 7] = [
        ("neck and upper back complaints", "Neck and Upper Back Complaints", Part::Neck),
        ("shoulder complaints", "Shoulder Complaints", Part::Shoulder),
        ("elbow disorders", "Elbow Disorders", Part::Arm),
        ("forearm wrist and hand complaints", "Forearm, Wrist, and Hand Complaints", Part::Arm),
        ("low back complaints", "Low Back Complaints", Part::Back),
        ("knee complaints", "Knee Complaints", Part::Knee),
        ("ankle and foot complaints", "Ankle and Foot Complaints", Part::Foot),
    ];
    let text = words(guideline).join(" ");
    let general = [
        "chronic pain",
        "acupuncture",
        "postsurgical",
        "post surgical",
        "opioid",
        "odg",
        "disability",
        "acoem",
        "stress",
        "eye",
        "non mtus",
        "initial approaches",
        "prevention",
        "general",
        "citation",
        "not cite",
        "elbow complaints",
        "http",
    ];
    if general.iter().any(|general| text.contains(general)) {
        return Vec::new();
    }
    CHAPTERS
        .into_iter()
        .filter(|(words, ..)| text.contains(words))
        .map(|(_, title, part)| (title, part))
        .collect()
}

/// The parts that a treatment names in words that mean nothing else.
fn treated(treatment: &str) -> Vec<Part> {
    let words = words(treatment);
    let mut parts = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).map(String::as_str).unwrap_or_default();
        let part = match (word.as_str(), next) {
            ("neck" | "cervical" | "cervicothoracic", _) => Part::Neck,
            ("shoulder" | "shoulders" | "rotator", _) => Part::Shoulder,
            (
                "elbow" | "elbows" | "forearm" | "forearms" | "wrist" | "wrists" | "hand" | "hands"
                | "finger" | "fingers" | "thumb" | "thumbs" | "carpal",
                _,
            ) => Part::Arm,
            ("upper", "extremity" | "extremities" | "limb" | "limbs") => Part::Arm,
            ("lower", "extremity" | "extremities" | "limb" | "limbs") => Part::Leg,
            ("lumbar" | "lumbosacral" | "thoracic" | "sacroiliac" | "back" | "spine" | "spinal", _) => {
                Part::Back
            }
            ("hip" | "hips", _) => Part::Hip,
            ("knee" | "knees" | "patella" | "patellar" | "meniscus" | "meniscal", _) => Part::Knee,
            ("ankle" | "ankles" | "foot" | "feet" | "toe" | "toes" | "plantar", _) => Part::Foot,
            ("leg" | "legs", _) => Part::Leg,
            _ => continue,
        };
        parts.push(part);
    }
    parts
}

/// Whether a chapter of one part may speak of the other: nerves of the arm start at the neck, those of
/// the leg at the back, and insoles are prescribed for backs.
fn near(cited: Part, treated: Part) -> bool {
    use Part::{Arm, Back, Foot, Hip, Knee, Leg, Neck, Shoulder};
    cited == treated
        || matches!(
            (cited, treated),
            (Neck | Shoulder | Arm, Neck | Shoulder | Arm)
                | (Neck, Back)
                | (Back, Neck | Hip | Leg | Foot)
                | (Knee | Foot, Leg)
                | (Knee, Hip)
        )
}

#[cfg(test)]
mod tests {
    use super::{Part, cited, near, treated};

    #[test]
    fn silent_unless_sure() {
        assert!(cited("Decision based on MTUS Low Back Complaints 2004, and Chronic Pain 2016.").is_empty());
        assert_eq!(cited("Decision based on MTUS Low Back Complaints 2004.")[0].1, Part::Back);
        assert!(treated("Flexeril 10mg #60").is_empty());
        assert!(!near(Part::Back, treated("MRI of the right knee")[0]));
        assert!(near(Part::Back, treated("EMG/NCV of the lower extremities")[0]));
    }
}
