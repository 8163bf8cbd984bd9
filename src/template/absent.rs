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
        finding.message.starts_with(&format!("Field `{}` is not defined", field.name))
            && source.text()[..span.range().end].ends_with(&named)
    }) {
        let name = format!("{EXTRA}.{}", field.name);
        finding.message = match field.published {
            true => format!("a record may leave out `{name}`, and this prints it in every letter"),
            false => format!("`{name}` may not be published, and a record may leave it out"),
        };
        name
    } else if let Some(name) = finding.message.split('`').nth(1).filter(|name| may_be_absent(name)) {
        let name = name.to_owned();
        finding.message = format!("a record may leave out `{name}`, and this prints it in every letter");
        let before =
            source.text()[..span.range().end].rsplit(|c: char| !c.is_alphanumeric() && !"_.".contains(c));
        before.into_iter().next().filter(|path| path.ends_with(&name)).unwrap_or(&name).to_owned()
    } else {
        return finding;
    };
    finding.hint(format!("put it between `{{% if {printed} %}}` and `{{% endif %}}`"))
}
