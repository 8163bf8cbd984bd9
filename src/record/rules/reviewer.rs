//! Rules over what is said of the reviewer.

use super::super::text::Line;
use crate::diag::{Finding, Sink, codes};
use crate::law;
use crate::yaml::{Fields, Spanned, misspelling_of, nearest};

/// The texts of a field of the reviewer, or of each of several.
fn of_each(record: Fields<'_>, field: &str) -> Vec<Spanned<Line>> {
    let reviewers = record.map("reviewer").into_iter().chain(record.each("reviewers"));
    reviewers.flat_map(|reviewer| reviewer.texts::<Line>(field).collect::<Vec<_>>()).collect()
}

/// A state that licensed the reviewer exists, spelled out or as its two letters.
pub(super) fn states(record: Fields<'_>, sink: &mut Sink) {
    for state in of_each(record, "licensed_in") {
        if let Some((_, name)) = law::state(&state) {
            sink.report(
                Finding::new(
                    &codes::rule::STATE_LETTERS,
                    format!("the letter would print `{}`", state.value),
                )
                .at(record.place(state.span))
                .labelled("a state by its two letters")
                .hint(format!("did you mean `{name}`?")),
            );
        }
        if law::is_state(&state) {
            continue;
        }
        let hint = match nearest(&state, law::state_names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the state's name in full".to_owned(),
        };
        sink.report(
            Finding::new(
                &codes::rule::UNKNOWN_STATE,
                format!("`{}` is not a state or territory of the United States", state.value),
            )
            .at(record.place(state.span))
            .labelled("no such state")
            .hint(hint),
        );
    }
}

/// A specialty is not a slip away from one that is known. One that is like none may well be new.
pub(super) fn specialties(record: Fields<'_>, sink: &mut Sink) {
    for specialty in of_each(record, "specialties") {
        // Who practices a specialty names it as well.
        if specialty.ends_with("urgeon") {
            continue;
        }
        let Some(near) = misspelling_of(&specialty, SPECIALTIES.iter().copied()) else { continue };
        sink.report(
            Finding::new(
                &codes::rule::SPECIALTY_SPELLING,
                format!("`{}` is not a specialty that is known, `{near}` is", specialty.value),
            )
            .at(record.place(specialty.span))
            .labelled("is it mistyped?")
            .hint(format!("did you mean `{near}`?")),
        );
    }
}

/// Specialties and subspecialties of the member boards of the American Board of Medical Specialties and the
/// American Osteopathic Association, and the other licenses under which reviewers work, in the forms in which
/// determinations name them.
#[rustfmt::skip]
const SPECIALTIES: [&str; 140] = [
    "Acupuncture", "Acupuncturist", "Addiction Medicine", "Addiction Psychiatry", "Adolescent Medicine",
    "Aerospace Medicine", "Allergy and Immunology", "Anatomic Pathology", "Anesthesiology",
    "Brain Injury Medicine", "Cardiac Surgery", "Cardiology", "Cardiothoracic Surgery", "Cardiovascular Disease",
    "Cardiovascular Surgery", "Child and Adolescent Psychiatry", "Chiropractic", "Chiropractor",
    "Chiropractic Orthopedics", "Clinical Neurophysiology", "Clinical Pathology", "Clinical Psychology",
    "Colon and Rectal Surgery", "Critical Care Medicine", "Dental Surgery", "Dentist", "Dentistry",
    "Dermatology", "Dermatopathology", "Diagnostic Radiology", "Emergency Medicine", "Endocrinology",
    "Endodontics", "Epidemiology", "Family Medicine", "Family Practice", "Female Pelvic Medicine",
    "Foot and Ankle Surgery", "Forensic Psychiatry", "Forensic Pathology", "Gastroenterology",
    "General Dentistry", "General Practice", "General Preventive Medicine", "General Surgery",
    "Geriatric Medicine", "Geriatric Psychiatry", "Gynecologic Oncology", "Gynecology", "Hand Surgery",
    "Headache Medicine", "Hematology", "Hospice and Palliative Medicine", "Immunology", "Infectious Disease",
    "Internal Medicine", "Interventional Cardiology", "Interventional Radiology", "Interventional Spine",
    "Maxillofacial Surgery", "Medical Genetics", "Medical Oncology", "Medical Toxicology", "Nephrology",
    "Neurological Surgery", "Neurology", "Neuromuscular Medicine", "Neuropathology", "Neuropsychology",
    "Neuroradiology", "Neurosurgery", "Neurotology", "Nuclear Medicine", "Nuclear Radiology",
    "Obstetrics", "Obstetrics and Gynecology", "Occupational Medicine", "Occupational Therapy", "Oncology",
    "Ophthalmology", "Optometry", "Oral and Maxillofacial Surgery", "Oral Surgery", "Oriental Medicine",
    "Orthodontics", "Orthopaedic Sports Medicine", "Orthopaedic Surgery", "Orthopedic Surgery", "Orthopedics",
    "Osteopathic Manipulative Medicine", "Otolaryngology", "Pain Management", "Pain Medicine", "Pathology",
    "Pediatric Orthopedics", "Pediatric Surgery", "Pediatrics", "Periodontics", "Physiatry",
    "Physical Medicine and Rehabilitation", "Physical Medicine & Rehabilitation", "Physical Therapist",
    "Physical Therapy", "Plastic Surgery", "Plastic and Reconstructive Surgery", "Podiatric Medicine",
    "Podiatric Surgery", "Podiatrist", "Podiatry", "Preventive Medicine", "Proctology", "Prosthodontics",
    "Psychiatry", "Psychologist", "Psychology", "Public Health", "Pulmonary Disease", "Pulmonary Medicine",
    "Radiation Oncology", "Radiology", "Reconstructive Surgery", "Regional Anesthesiology", "Rheumatology",
    "Sleep Medicine", "Spinal Cord Injury Medicine", "Spine Surgery", "Sports Medicine", "Surgery",
    "Surgical Critical Care", "Surgical Oncology", "Thoracic Surgery", "Toxicology", "Transplant Surgery",
    "Trauma Surgery", "Undersea and Hyperbaric Medicine", "Urgent Care", "Urology", "Vascular Medicine",
    "Vascular Neurology", "Vascular Surgery",
];
