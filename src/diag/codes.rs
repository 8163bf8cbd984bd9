pub fn explain(_code: &str) -> Option<String> {
    None
}
