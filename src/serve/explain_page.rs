//! The page that says what a finding means, as `imr explain` does.

use maud::html;

use super::frame::frame;
use super::html::message;
use crate::diag::Code;

pub fn explain_page(code: &Code, seen: u64) -> String {
    let contents = html! {
        header.bar {
            nav aria-label="Letters" { a href="/" { "All letters" } }
            h1 { code { (code.name) } }
            p #status role="status" {}
        }
        main.explanation {
            p.facts { span class={ "finding-kind " (code.severity.name()) } { (code.severity.name()) } }
            p { (message(code.rule)) }
            @for ground in code.why {
                h2 { (ground.heading()) }
                p { (message(ground.text())) }
            }
            h2 { "Wrong" }
            pre { (code.bad) }
            h2 { "Right" }
            pre { (code.good) }
        }
    };
    frame(code.name, "explain", seen, &contents)
}
