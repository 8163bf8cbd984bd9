use super::Finding;
pub fn human(findings: &[Finding], _color: bool, _width: usize) -> String {
    short(findings)
}
pub fn json(findings: &[Finding]) -> String {
    short(findings)
}
pub fn short(findings: &[Finding]) -> String {
    findings
        .iter()
        .map(|f| {
            format!(
                "{}: {}[{}]: {}\n",
                f.place.as_ref().map_or(String::new(), |p| p.to_string()),
                f.severity.name(),
                f.code,
                f.message
            )
        })
        .collect()
}
