//! Cuts a text into its documents without reading them.

/// The documents of a text with the number of lines before each: they are parted by lines that begin with
/// `---`, which YAML allows nowhere else. A text in JSON is one document.
pub fn parts(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let mut rest = Some(text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut line = 0u32;
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let start = line;
        let Some(end) = marker(text, directives(text)) else { return Some((start, text)) };
        let lines = memchr::memchr_iter(b'\n', &text.as_bytes()[..end]).count();
        rest = text.get(end..);
        line += u32::try_from(lines).unwrap_or(u32::MAX);
        Some((start, &text[..end]))
    })
}

/// The first place from `from` on, where a line starts, at which the marker of another document stands. One at the very
/// start is that of this document.
fn marker(text: &str, from: usize) -> Option<usize> {
    let is_marker = |at: usize| at > 0 && text.get(at..).is_some_and(is_marker_line);
    let others = memchr::memmem::find_iter(&text.as_bytes()[from..], b"\n---").map(|at| from + at + 1);
    std::iter::once(from).chain(others).find(|at| is_marker(*at))
}

/// Whether a text starts with the marker of a document.
fn is_marker_line(text: &str) -> bool {
    let after = text.strip_prefix("---");
    after.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
}

/// Where the line behind the marker starts that ends the directives of a document; 0 if it has none.
fn directives(text: &str) -> usize {
    let mut offset = 0;
    if text.starts_with('%') {
        for line in text.split_inclusive('\n') {
            offset += line.len();
            if is_marker_line(line) {
                return offset;
            }
            if !line.starts_with(['%', '#']) && !line.trim_start().is_empty() {
                break;
            }
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_end_where_the_next_marker_stands() {
        let cases: &[(&str, &[(u32, &str)])] = &[
            ("", &[(0, "")]),
            ("a\n", &[(0, "a\n")]),
            ("---\na\n---\nb", &[(0, "---\na\n"), (2, "---\nb")]),
            ("a\n---", &[(0, "a\n"), (1, "---")]),
            (
                "a\n---b\n--- c\n---\td\n---\r\ne",
                &[(0, "a\n---b\n"), (2, "--- c\n"), (3, "---\td\n"), (4, "---\r\ne")],
            ),
            ("a: |\n  x\n ---\n", &[(0, "a: |\n  x\n ---\n")]),
            ("%YAML 1.1\n---\na\n---\nb", &[(0, "%YAML 1.1\n---\na\n"), (3, "---\nb")]),
            ("%YAML 1.1\n\n# c\n%X\n---\n---\nb", &[(0, "%YAML 1.1\n\n# c\n%X\n---\n"), (5, "---\nb")]),
            ("%YAML 1.1\nx\n---\nb", &[(0, "%YAML 1.1\nx\n"), (2, "---\nb")]),
            ("a\n---\n%YAML 1.1\n---\nb", &[(0, "a\n"), (1, "---\n%YAML 1.1\n"), (3, "---\nb")]),
            ("\u{feff}---\na\n---\nb", &[(0, "---\na\n"), (2, "---\nb")]),
        ];
        for (text, expected) in cases {
            assert_eq!(parts(text).collect::<Vec<_>>(), *expected, "{text:?}");
        }
    }
}
