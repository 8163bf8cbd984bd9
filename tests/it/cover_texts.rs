//! What the cover says, sentence by sentence: the claim, its source, the template's line, and on whose copy it stands
//! for which outcome.

use crate::project::{Project, real_office};

const CASE: &str = "CM14-0067214";
const READERS: [&str; 5] =
    ["employee", "representative", "claims_administrator", "requesting_physician", "copy-1"];
const OUTCOMES: [&str; 3] = ["uphold", "overturn", "partial_overturn"];

/// Whether a claim stands on a reader's copy for an outcome.
type Stands = fn(&str, &str) -> bool;

fn aggrieved(reader: &str, outcome: &str) -> bool {
    match reader {
        "employee" | "representative" => outcome != "overturn",
        "claims_administrator" => outcome != "uphold",
        _ => false,
    }
}

fn party(reader: &str, _: &str) -> bool {
    !matches!(reader, "requesting_physician" | "copy-1")
}

/// Claim, source, template, the words of the template's line up to the first tag.
#[rustfmt::skip]
const CLAIMS: &[(&str, &str, &str, &str, Stands)] = &[
    ("a corrected letter replaces which one, and why", "the record: replaces", "cover", "**This is a corrected letter.** It corrects and replaces the letter on this case that we mailed on ", |_, _| true),
    ("mailed again, when it was e-mailed", "8 CCR 10625; the ledger: emailed", "cover", "**We mail you this letter again.** We sent it to you by e-mail on ", |_, _| false),
    ("why it is mailed again", "8 CCR 10625; the ledger: came_back", "cover", ". The message came back to us.", |_, _| false),
    ("upheld", "domain.md: the outcome in plain words", "cover", "**UPHOLD:** None of the disputed items/services are medically necessary. We agree with the denial. The claims administrator does not have to approve them.", |_, o| o == "uphold"),
    ("overturned", "domain.md: the outcome in plain words", "cover", "**OVERTURN:** All of the disputed items/services are medically necessary. We do not agree with the denial.", |_, o| o == "overturn"),
    ("partially overturned", "domain.md: the outcome in plain words", "cover", "**PARTIAL OVERTURN:** Some, but not all, of the disputed items/services are medically necessary. We agree with a part of the denial. The table shows our decision on each item.", |_, o| o == "partial_overturn"),
    ("final, the Administrative Director's, binding", "Labor Code 4610.6(g)", "cover", "The pages that follow give the reasons. **This decision is final.** By law it counts as the decision of the Administrative Director of the Division of Workers' Compensation. It binds all parties.", |_, _| true),
    ("what the claims administrator must do, said to it", "8 CCR 9792.10.7(a); Labor Code 4610.6(j)", "cover", "**What you must do:** Approve each overturned item within ", |r, o| r == "claims_administrator" && o != "uphold"),
    ("sooner where the condition requires it, said to it", "8 CCR 9792.10.7(a)", "cover", " working days of getting this letter. Do it sooner if the worker's condition requires it. If the care was already given, pay for it within ", |r, o| r == "claims_administrator" && o != "uphold"),
    ("not while an appeal is pending, not where liability is disputed, said to it", "8 CCR 9792.10.7(a)", "cover", " days of getting this letter. You do not have to do this while an appeal is pending, or if you dispute liability for some other reason.", |r, o| r == "claims_administrator" && o != "uphold"),
    ("what the claims administrator must do", "8 CCR 9792.10.7(a); Labor Code 4610.6(j)", "cover", "**What the claims administrator must do:** It must approve each overturned item within ", |r, o| r != "claims_administrator" && o != "uphold"),
    ("sooner where the condition requires it", "8 CCR 9792.10.7(a)", "cover", " working days of getting this letter. It must do so sooner if ", |r, o| r != "claims_administrator" && o != "uphold"),
    ("reimbursement", "8 CCR 9792.10.7(a)", "cover", " condition requires it. If the care was already given, it must pay for it within ", |r, o| r != "claims_administrator" && o != "uphold"),
    ("not while an appeal is pending, not where liability is disputed", "8 CCR 9792.10.7(a)", "cover", " days of getting this letter. It does not have to do this while an appeal is pending, or if it disputes liability for some other reason.", |r, o| r != "claims_administrator" && o != "uphold"),
    ("only an aggrieved party may appeal", "Labor Code 4610.6(h); 8 CCR 10575(a)", "appeal", "**You can appeal", aggrieved),
    ("where, and by when the petition must be received", "Labor Code 4610.6(h); 8 CCR 10615(b), 10605", "appeal", ".** File a petition with the Workers' Compensation Appeals Board. The Board must have it by **", aggrieved),
    ("filing is receipt", "8 CCR 10615(b)", "appeal", "**. That is the last day on which it can come in. It is not enough to mail it by then.", aggrieved),
    ("verified, or dismissed", "8 CCR 10575; Torres", "appeal", "Sign the petition under penalty of perjury. If you do not, the Board will dismiss it. Give case number ", aggrieved),
    ("case numbers; served on all parties and the IMR unit", "8 CCR 10575(d), (e)", "appeal", ", and the Board's own case number if there is one. Serve a copy on all parties and on the IMR unit of the Division of Workers' Compensation.", aggrieved),
    ("a claims administrator whose denials are upheld is not aggrieved; is served", "Labor Code 4610.6(h); 8 CCR 10575(a), (e)", "appeal", "**You have nothing to appeal.** We agree with your denial of all items. The worker can appeal to the Workers' Compensation Appeals Board, and must serve you with a copy.", |r, o| r == "claims_administrator" && o == "uphold"),
    ("a worker whose items are overturned is not aggrieved; is served", "Labor Code 4610.6(h); 8 CCR 10575(a), (e)", "appeal", "**You have nothing to appeal.** All items are medically necessary. The claims administrator can appeal to the Workers' Compensation Appeals Board, and must serve you with a copy.", |r, o| matches!(r, "employee" | "representative") && o == "overturn"),
    ("who is no party may not appeal", "Labor Code 4610.6(h); 8 CCR 10575(a)", "appeal", "**Only the parties can appeal.** ", |r, o| !party(r, o)),
    ("the presumption, and the measure of proof", "Labor Code 4610.6(h)", "appeal", "By law this decision is presumed to be right. The Board can set it aside only if there is clear and convincing proof of one of these:", party),
    ("without or in excess of powers", "Labor Code 4610.6(h)(1)", "appeal", "1. The Administrative Director acted without the power to do so, or went beyond it.", party),
    ("fraud", "Labor Code 4610.6(h)(2)", "appeal", "2. There was fraud.", party),
    ("conflict of interest", "Labor Code 4610.6(h)(3)", "appeal", "3. The expert reviewer had a material conflict of interest.", party),
    ("bias", "Labor Code 4610.6(h)(4)", "appeal", "4. The decision was biased by race, national origin, ethnic group, religion, age, sex, sexual orientation, color or disability.", party),
    ("plain error of fact", "Labor Code 4610.6(h)(5)", "appeal", "5. The decision states or implies a fact that is plainly wrong. The fact is one of ordinary knowledge, not of expert opinion.", party),
    ("where to ask, of those who are no party", "office.yaml: telephone", "cover", "**Questions?** Call us at ", |r, o| !party(r, o)),
    ("where to ask about an appeal", "office.yaml: information_and_assistance", "cover", "**Questions?** The Information and Assistance unit of the Division of Workers' Compensation can tell you more about an appeal. Call it at ", party),
    ("where to ask about the letter", "office.yaml: telephone", "cover", ". If you have questions about this letter, call us at ", party),
    ("who gets copies", "the record: parties", "cover", "**Copies to:**", |_, _| true),
];

/// Words between tags that are parts of a sentence above, or name nothing but who is meant.
const PARTS: [&str; 14] = [
    " for the worker",
    ".**",
    ".",
    ". The reason: ",
    "your",
    "the worker's",
    "The worker",
    "The claims administrator",
    "The worker and the claims administrator",
    "Their copies say",
    "That party's copy says",
    " how, and by when.",
    " can appeal to the Workers' Compensation Appeals Board. ",
    "- ",
];

fn template(name: &str) -> &'static str {
    match name {
        "cover" => include_str!("../../templates/parts/cover.md"),
        _ => include_str!("../../templates/parts/appeal.md"),
    }
}

#[test]
fn no_sentence_of_the_cover_is_without_a_source() {
    for name in ["cover", "appeal"] {
        // The words between tags.
        let mut between = Vec::new();
        let mut rest = template(name);
        while let Some(start) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
            between.push(&rest[..start]);
            let close = if rest[start..].starts_with("{{") { "}}" } else { "%}" };
            rest = &rest[start + rest[start..].find(close).expect("a tag ends") + 2..];
        }
        between.push(rest);
        let known = |line: &str| {
            CLAIMS.iter().any(|(_, _, of, text, _)| *of == name && text.trim() == line.trim())
                || PARTS.iter().any(|part| part.trim() == line.trim())
        };
        for line in between.iter().flat_map(|text| text.lines()) {
            // Tables, headings, and marks between names hold no sentence.
            let sentence = line.chars().any(char::is_alphabetic)
                && !line.trim().starts_with(['|', '#'])
                && !line.trim().ends_with('|');
            assert!(!sentence || known(line), "{name}: no source for {line:?}");
        }
    }
    for (claim, source, name, text, _) in CLAIMS {
        assert!(!source.is_empty(), "{claim} has no source");
        assert!(template(name).contains(text), "{claim}: {name} does not say {text:?}");
    }
}

#[test]
fn every_claim_stands_on_the_copies_that_it_is_meant_for() {
    let record = include_str!("../../data/CM14-0067214.yaml");
    let extra = "\nrepresentative:\n  name: Sam Lee\n  address: { street: [2 Example St], city: Reno, state: NV, zip: 89501 }\ncopies:\n  - name: Kim Roe\n    address: { street: [3 Example St], city: Toronto ON M5V 2T6, country: Canada }\nreplaces: { mailed_date: 2014-08-01, reason: The date of injury was misstated. }\n";
    for outcome in OUTCOMES {
        let record = match outcome {
            "uphold" => record.replace("outcome: overturned", "outcome: upheld"),
            "overturn" => record.replace("outcome: upheld", "outcome: overturned"),
            _ => record.to_owned(),
        };
        let project = Project::empty();
        project.write(&format!("data/{CASE}.yaml"), &format!("{}{extra}", record.trim_end()));
        project.write("templates/office.yaml", &real_office());
        let run = project.imr(&["build", "--edition", "mailed"]);
        assert_eq!(run.code, 0, "{run:?}");
        for reader in READERS {
            let copy = project.read(&format!("out/mailed/{CASE}/{reader}.md"));
            let cover =
                &copy[copy.find("# INDEPENDENT MEDICAL REVIEW: CORRECTED FINAL DETERMINATION").unwrap()..];
            let cover = &cover[..cover.find("\n---\n\n|").unwrap()];
            for (claim, _, _, text, stands) in CLAIMS {
                let said = cover.contains(text.trim());
                assert_eq!(said, stands(reader, outcome), "{outcome}, {reader}: {claim}\n{cover}");
            }
            // A day of their own, by their own address, only for those who may appeal: 35 days in California, 40 in
            // Nevada.
            let day = if reader == "representative" { "September 15, 2014" } else { "September 10, 2014" };
            assert_eq!(cover.contains(day), aggrieved(reader, outcome), "{outcome}, {reader}\n{cover}");
            // The proof names the document as the cover does.
            let proof = &copy[copy.find("# PROOF OF SERVICE").unwrap()..];
            let title = "**Document served:** INDEPENDENT MEDICAL REVIEW: CORRECTED FINAL DETERMINATION\n";
            assert!(proof.contains(title) && proof.contains("**This is an unsigned copy.**"), "{proof}");
        }
        let spanish = project.read(&format!("out/mailed/{CASE}/employee.md"));
        let spanish = &spanish[..spanish.find("# INDEPENDENT").unwrap()];
        assert!(
            spanish.contains(
                "reemplaza la carta sobre este caso que enviamos por correo el 1 de agosto de 2014"
            )
        );
        assert_eq!(spanish.contains("el **10 de septiembre de 2014**"), outcome != "overturn", "{spanish}");
        assert_eq!(spanish.contains("Usted no tiene nada que apelar"), outcome == "overturn", "{spanish}");
        assert_eq!(spanish.contains("5 días hábiles"), outcome != "uphold", "{spanish}");
    }
}

/// What Code of Civil Procedure 1013a(3) asks of a proof by mail, and the words that say it.
const PROOF: [(&str, &str); 10] = [
    ("title as on the cover", "**Document served:** INDEPENDENT MEDICAL REVIEW: FINAL DETERMINATION"),
    ("over 18, not a party", "I am over the age of 18 and not a party to this case."),
    (
        "employed in the county of the mailing",
        "I am employed in the County of Sacramento, where the mailing took place.",
    ),
    ("business address", "My business address is 100 Sierra Way"),
    (
        "familiar with the practice",
        "I am readily familiar with the practice of this business for collecting and processing mail.",
    ),
    (
        "that same day in the ordinary course",
        "would be deposited with the United States Postal Service that same day in the ordinary course of business.",
    ),
    ("date and place of business", "On August 6, 2014, at my place of business, 100 Sierra Way"),
    ("sealed, postage prepaid", "in sealed envelopes, with postage fully prepaid."),
    (
        "under penalty of perjury",
        "I declare under penalty of perjury under the laws of the State of California that the foregoing is true and correct.",
    ),
    ("date and place of execution", "Executed on August 6, 2014, at Sacramento, CA:"),
];

#[test]
fn the_proof_of_service_says_what_section_1013a_asks() {
    let project = Project::empty();
    project.write(&format!("data/{CASE}.yaml"), include_str!("../../data/CM14-0067214.yaml"));
    project.write("templates/office.yaml", &real_office());
    assert_eq!(project.imr(&["build", "--edition", "mailed"]).code, 0);
    let signed = project.read(&format!("out/mailed/{CASE}/proof-of-service.md"));
    let copy = project.read(&format!("out/mailed/{CASE}/employee.md"));
    let unsigned = &copy[copy.find("# PROOF OF SERVICE").unwrap()..];
    for (what, words) in PROOF {
        assert!(signed.contains(words), "{what}: {signed}");
        assert!(unsigned.contains(words), "{what}: {unsigned}");
    }
    assert!(signed.contains("\\_\\_\\_\\_") && !signed.contains("unsigned copy"), "a line to sign: {signed}");
    for line in ["JAMIE EXAMPLE\\", "250 SAMPLE ST APT 12\\", "MORGAN SAMPLE MD\\", "CLAIMS DEPARTMENT\\"] {
        assert!(signed.contains(line), "{line}: {signed}");
    }
}
