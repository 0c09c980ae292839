//! Cuts a rendered file into its documents, by the separators that each Helm looks for.
//!
//! Neither Helm parses YAML here: a line that starts with `---` ends a document even inside a block scalar.

use crate::helm::Helm;
use std::ops::Range;

/// The documents of `text`, in order, as byte ranges.
///
/// Helm 3 drops the whitespace around every document, Helm 4 only the whitespace before it, so that there the
/// line break before the next separator stays part of the document.
///
/// Source: Helm 3, pkg/releaseutil/manifest.go, SplitManifests; Helm 4, pkg/release/v1/util/manifest.go.
pub fn split(text: &str, helm: Helm) -> Vec<Range<usize>> {
    match helm {
        Helm::V3 => split_v3(text),
        Helm::V4 => split_v4(text),
    }
}

/// Separator `(?:^|\s*\n)---\s*`, where `^` is the start of the text and not of a line, and `\s` is ASCII.
fn split_v3(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let whole = trim(text, 0..text.len());
    let mut documents = Vec::new();
    let mut push = |range: Range<usize>| {
        // An empty piece is dropped before it is trimmed, so one of exotic whitespace stays as an empty one.
        if !range.is_empty() {
            documents.push(trim(text, range));
        }
    };
    // `start` is where the current document begins and how far separators have eaten the text.
    let mut start = whole.start;
    if text[start..whole.end].starts_with("---") {
        start = skip_space(bytes, start + 3, whole.end);
    }
    let mut line_break = start;
    while let Some(found) = find(bytes, line_break, whole.end, b"\n---") {
        let mut end = found;
        while end > start && is_space(bytes[end - 1]) {
            end -= 1;
        }
        push(start..end);
        start = skip_space(bytes, found + 4, whole.end);
        line_break = start;
    }
    push(start..whole.end);
    documents
}

/// Separator `(?m)^---[ \t]*`.
fn split_v4(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let begin = text.len() - text.trim_start().len();
    let mut documents = Vec::new();
    let mut push = |range: Range<usize>| {
        let document = &text[range.clone()];
        let body = document.trim_start();
        if !body.is_empty() {
            documents.push(range.end - body.len()..range.end);
        }
    };
    let blanks = |at: usize| at + bytes[at..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    let mut start = begin;
    if text[begin..].starts_with("---") {
        start = blanks(begin + 3);
    }
    let mut from = start;
    while let Some(found) = find(bytes, from, bytes.len(), b"\n---") {
        push(start..found + 1);
        start = blanks(found + 4);
        from = start;
    }
    push(start..text.len());
    documents
}

/// Whitespace as `\s` of Go's regular expressions means it.
fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')
}

fn skip_space(bytes: &[u8], from: usize, end: usize) -> usize {
    from + bytes[from..end].iter().take_while(|b| is_space(**b)).count()
}

/// The part of `range` without Unicode whitespace at either end, as `strings.TrimSpace` cuts it.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    start..start + piece.trim().len()
}

/// The first place of `needle` in `bytes[from..end]`.
fn find(bytes: &[u8], from: usize, end: usize, needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(&bytes[from..end], needle).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(text: &str, helm: Helm) -> Vec<&str> {
        split(text, helm).into_iter().map(|range| &text[range]).collect()
    }

    /// Each line: the text, what `releaseutil.SplitManifests` of Helm 3.22.0 and of Helm 4.3.1 return for it.
    #[test]
    fn documents_are_cut_as_each_helm_cuts_them() {
        let cases: &[(&str, &[&str], &[&str])] = &[
            ("", &[], &[]),
            (" \n\t\n", &[], &[]),
            ("a: 1\n", &["a: 1"], &["a: 1\n"]),
            ("---\na: 1\n---\nb: 2", &["a: 1", "b: 2"], &["a: 1\n", "b: 2"]),
            ("a: 1\n\n\n---   \n\n  b: 2\n\n", &["a: 1", "b: 2"], &["a: 1\n\n\n", "b: 2\n\n"]),
            ("--- # note\na: 1\n", &["# note\na: 1"], &["# note\na: 1\n"]),
            ("---a: 1\n---b: 2\n", &["a: 1", "b: 2"], &["a: 1\n", "b: 2\n"]),
            ("---\n---\na: 1\n", &["---\na: 1"], &["a: 1\n"]),
            ("a: 1\n---\n---\n---\nb: 2\n", &["a: 1", "---", "b: 2"], &["a: 1\n", "b: 2\n"]),
            ("a: |\n  x\n  ---\n  y\n", &["a: |\n  x\n  ---\n  y"], &["a: |\n  x\n  ---\n  y\n"]),
            ("a: 1\r\n---\r\nb: 2\r\n", &["a: 1", "b: 2"], &["a: 1\r\n", "b: 2\r\n"]),
            ("# only\n---\n# comments\n", &["# only", "# comments"], &["# only\n", "# comments\n"]),
            ("----\na: 1\n", &["-\na: 1"], &["-\na: 1\n"]),
            ("a: 1\n---", &["a: 1"], &["a: 1\n"]),
        ];
        for (text, v3, v4) in cases {
            assert_eq!(documents(text, Helm::V3), *v3, "Helm 3, {text:?}");
            assert_eq!(documents(text, Helm::V4), *v4, "Helm 4, {text:?}");
        }
    }
}
