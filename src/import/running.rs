//! What stands at the head or foot of pages and is no text of the letter.

/// Whether a line is one that counts pages: `CM14-0012345 Page 1 of 2`, `Page 3`.
pub(super) fn is_running_line(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let counted = match words[..] {
        [.., "Page" | "Página", page, "of" | "de", pages] if number(page) && number(pages) => {
            words.len() - 4
        }
        ["Page", page] if number(page) => 0,
        _ => return false,
    };
    // Beside the count of pages stands at most a name of the letter.
    counted <= 1
}

/// Whether a line at the edge of a page counts it, beside whatever else: `Case CM14-0012345   Page 1 of 2`, `- 2 -`, `2`.
pub(super) fn counts_pages(line: &str, page: usize, pages: usize) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (page, pages) = (page.to_string(), pages.to_string());
    match words[..] {
        [.., "Page" | "Página", here, "of" | "de", all] => here == page && all == pages,
        [.., "Page" | "Página", here] => here == page,
        [only] | ["-" | "–", only, "-" | "–"] => only == page,
        _ => false,
    }
}
