//! What a template prints and a letter does not have, said in the words of whoever writes the letters.

use super::whole::ADDRESSED;
use crate::diag::{Finding, Source, Span};
use crate::record::{EXTRA, RecordContract, may_be_absent};

/// A finding of tera about a name that is not defined: of addressed copies only, or a field that a record may leave out.
pub(super) fn not_in_every_letter(
    mut finding: Finding,
    source: &Source,
    span: &Span,
    contract: &RecordContract,
) -> Finding {
    let printed = if finding.message.starts_with(&format!("Variable `{ADDRESSED}` is not defined")) {
        finding.message =
            format!("`{ADDRESSED}` is of addressed copies only, and this is printed in other editions too");
        ADDRESSED.to_owned()
    } else if let Some(field) = contract.own_fields().iter().find(|field| {
        let named = format!("{EXTRA}.{}", field.name);
        (is_undefined_for_a_filter(&finding)
            || finding.message.starts_with(&format!("Field `{}` is not defined", field.name)))
            && path_before(source, span) == named
    }) {
        let name = format!("{EXTRA}.{}", field.name);
        finding.message = match field.published {
            true => format!("a record may leave out `{name}`, and this prints it in every letter"),
            false => format!("`{name}` may not be published, and a record may leave it out"),
        };
        name
    } else {
        let path = path_before(source, span);
        let name = match is_undefined_for_a_filter(&finding) {
            true => path.rsplit('.').next(),
            false => finding.message.split('`').nth(1),
        };
        let Some(name) = name.filter(|name| may_be_absent(name)).map(str::to_owned) else {
            return finding;
        };
        finding.message = format!("a record may leave out `{name}`, and this prints it in every letter");
        if path.ends_with(&name) { path.to_owned() } else { name }
    };
    finding.hint(format!("put it between `{{% if {printed} %}}` and `{{% endif %}}`"))
}

/// Whether tera says that a filter was given nothing; its place is then that of the name.
fn is_undefined_for_a_filter(finding: &Finding) -> bool {
    finding.message.ends_with("but got `undefined`")
}

/// The path of names that a span of a template ends with, as `extra.plan_name`.
fn path_before<'a>(source: &'a Source, span: &Span) -> &'a str {
    let before = &source.text()[..span.range().end];
    let start = before.trim_end_matches(|c: char| c.is_alphanumeric() || "_.".contains(c)).len();
    &before[start..]
}
