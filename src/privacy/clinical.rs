//! Which words are of medicine: a clinic that is called by such words alone is not told by them.

use super::values::is_one_of;

/// Whether a folded word is of medicine, or of what clinics do.
pub(super) fn is_clinical(word: &str) -> bool {
    is_clinical_term(word) || word.strip_suffix('s').is_some_and(is_clinical_term)
}

/// The same of the word as it is: `Burns` is a name.
pub(super) fn is_clinical_term(word: &str) -> bool {
    (word.len() > 5 && ENDINGS.iter().any(|ending| word.ends_with(ending))) || is_one_of(word, WORDS)
}

/// Endings of words of medicine, most of them Greek.
const ENDINGS: [&str; 30] = [
    "ology",
    "ologic",
    "ological",
    "ologist",
    "itis",
    "ectomy",
    "otomy",
    "ostomy",
    "plasty",
    "pathy",
    "pathic",
    "algia",
    "osis",
    "therapy",
    "therapist",
    "therapeutic",
    "graphy",
    "graphic",
    "gram",
    "scopy",
    "scopic",
    "iatry",
    "iatric",
    "iatrics",
    "metry",
    "metric",
    "plegia",
    "trauma",
    "opedic",
    "opaedic",
];

const WORDS: &str = "
    acupuncture acute adult advanced aid anesthesia anesthetic ankle aquatic arm back bariatric behavioral biofeedback body bone
    brain breast burn cancer cardiac care cervical chest chiropractic chiropractor chronic clinical cognitive community comprehensive
    cranial critical dental device diagnostic diagnostics disability disc disease dental ear elbow emergency endocrine epidural
    ergonomic evaluation exercise eye family fitness foot function functional general hand head headache healing healthcare heart
    hernia hip home imaging industrial infectious injury integrative integrated internal interventional intervention intensive
    joint knee laser leg life limb low lower lumbar massage medicine mental migraine mobile movement mri multispecialty muscle
    musculoskeletal neck nerve neuro neuromuscular nose nurse nursing nutrition occupational oncology open optimal oral outpatient
    pain patient pediatric pelvic performance personal pharmacy physical physician physicians plastic podiatric podiatry posture
    practice preferred premier primary procedure professional prosthetic prosthetics orthotic orthotics psychiatric psychological
    pulmonary radiologic reconstructive recovery regenerative regional rehab rehabilitation rehabilitative relief restoration
    restorative sacral scan shoulder skin sleep specialist specialists specialty speech spinal spine sport sports stem stimulation
    stress stroke surgeon surgeons surgery surgical thoracic throat tissue total trauma treatment upper urgent vascular vein
    vision wellness women wound wrist xray";
