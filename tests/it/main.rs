//! The one integration test binary.

#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "tests look at the outside world from outside"
)]

mod author_changes;
mod author_fields;
mod author_files;
mod author_messages;
mod author_proof;
mod author_table;
mod author_test;
mod author_wordings;
mod barcodes;
mod browser;
mod build;
mod clauses;
mod cli;
mod cli_faults;
mod cli_preview;
mod codes_provoked;
mod cover_pages;
mod cover_texts;
mod cut_words;
mod editor;
mod fix;
mod fonts;
mod golden;
mod house;
mod house_source;
mod import;
mod import_foreign;
mod judge;
mod judge_page;
mod judge_structure;
mod judge_tree;
mod kept;
mod killed;
mod killed_at_calls;
mod law;
mod layout;
mod letters;
mod lsp;
mod made_with;
mod mail;
mod mailed_stays;
mod markdown;
mod markdown_marks;
mod mutants;
mod named;
mod names;
mod names_found;
mod newcomer;
mod no_glyph;
mod origins;
mod packages;
mod pdf;
mod pdf_2;
mod plan;
mod print_run;
mod printed;
mod project;
mod public;
mod published;
mod readme;
mod record_codes;
mod record_findings;
mod record_hostile;
mod record_rules;
mod record_schema;
mod record_texts;
mod refused;
mod rules;
mod serve;
mod serve_browser;
mod served;
mod sheet;
mod template_names;
mod template_readme;
mod template_whole;
mod told;
mod verify;
mod walk;
mod yaml_typed;
