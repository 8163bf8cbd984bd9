//! `tests/prose.txt`: paragraphs as reviewers write them, which name no party, held against parties of every kind.

use std::fs;

use imr_letters::diag::Severity;

use crate::project::repository;
use crate::recall::{Chance, found, name, names};

/// Parties who are called like words of such texts, and firms and streets that are.
const LIKE_WORDS: [(&str, &str, &str); 12] = [
    ("Hand Foot", "Physical Therapy", "1 Back St"),
    ("May Payne", "Spine Center", "12 Hill Rd"),
    ("June Back", "Pain Management Associates", "2 Day St"),
    ("Will Short", "Lumbar Spine Institute, Inc.", "30 Long Ave"),
    ("Mark Long", "Occupational Health Clinic", "5 Park Way"),
    ("Grant Young", "Orthopedic Surgery Group", "100 Medical Center Dr"),
    ("Ace Rice", "The Best Care, LLC", "8 First St"),
    ("Case Cain", "Medical Rehabilitation Institute (MRI)", "250 Main St"),
    ("Law Best", "Chiropractic Associates, A Professional Corporation", "7 Center Ct"),
    ("Street Day", "Radiology Medical Group", "60 Mission Pl"),
    ("Rich Bone", "Acupuncture & Wellness", "400 Court St"),
    ("Joy Bell", "Advanced Pain Medicine", "10 Spring Ln"),
];

#[test]
fn paragraphs_that_name_nobody_raise_no_false_alarm() {
    let text = fs::read_to_string(repository("tests/prose.txt")).unwrap();
    let paragraphs: Vec<String> = text.split("\n\n").skip(1).map(|p| p.trim().replace('\n', " ")).collect();
    assert!(paragraphs.len() >= 60, "{}", paragraphs.len());
    let (mut warned, mut all) = (0, 0);
    for set in 0..6 {
        let mut chance = Chance::of_half(set);
        let (family, given) = (names("family", set % 2), names("given", set % 2));
        let mut parties = "copies:\n".to_owned();
        for number in 0..4 {
            let (first, last) = (name(&mut chance, &given), name(&mut chance, &family));
            let (firm, street) = (name(&mut chance, &family), name(&mut chance, &family));
            let number = number * 97 + 12;
            parties.push_str(&format!(
                "  - name: {first} {last}\n    organization: {firm} Medical Group, Inc.\n    address: {{ street: [{number} {street} \
                 Street], city: Fresno, state: CA, zip: 93701 }}\n"
            ));
        }
        let mut like_words = "copies:\n".to_owned();
        for (name, organization, street) in &LIKE_WORDS[2 * set..2 * set + 2] {
            like_words.push_str(&format!(
                "  - name: {name}\n    organization: \"{organization}\"\n    address: {{ street: [{street}], city: Fresno, state: CA, \
                 zip: 93701 }}\n"
            ));
        }
        for (parties, counts) in [(parties, true), (like_words, false)] {
            for (text, found) in paragraphs.iter().zip(found(&parties, &paragraphs)) {
                assert!(found != Some(Severity::Error), "{text}\n{parties}");
                if counts {
                    all += 1;
                    warned += usize::from(found.is_some());
                    if found.is_some() {
                        println!("warned: {text}\n{parties}");
                    }
                }
            }
        }
    }
    let share = 100.0 * warned as f64 / all as f64;
    println!("{share:.1} % of {all} paragraphs have a warning");
    assert!(share <= 5.0, "{share:.1} % of paragraphs have a warning");
}
