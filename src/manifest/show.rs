//! `--show-only`: the documents of the printed text whose source matches a pattern.
//!
//! Helm cuts the text that it is about to print into documents once more and reads each one's source out of
//! its first `# Source:` comment. That can differ from the list of manifests: the second document of a file
//! under `crds/` has no such comment, and a rendered document that starts with another separator is cut off
//! from its comment. So the same is done here.

use super::{Header, Known, Manifest};
use crate::diag::Diagnostic;
use crate::helm::Helm;
use crate::value::FileText;

/// What of `items` is shown, pattern by pattern; a document that two patterns match is shown twice.
///
/// # Errors
/// Where nothing matches a pattern.
///
/// Source: cmd/helm/template.go and pkg/cmd/template.go, newTemplateCmd.
pub fn show(items: &[Manifest], patterns: &[String], helm: Helm) -> Result<Vec<Manifest>, Diagnostic> {
    let mut pieces = Vec::new();
    // Where each item ends in the text.
    let ends = super::print(items, &mut pieces);
    let text = FileText::from(pieces.concat());
    let manifest = |document: &Document| {
        // The item in whose print the document begins lends what is known of it.
        let owner = ends.partition_point(|end| *end <= document.start).min(items.len().saturating_sub(1));
        items.get(owner).map(|item| Manifest {
            file: text.clone(),
            header: Header::InText(document.start),
            body: document.body..document.end,
            // The text is another one.
            known: Known::Nothing,
            ..item.clone()
        })
    };
    pick(&text, patterns, helm, manifest)
}

/// The same of a text that a post-renderer made.
pub fn show_text(text: &str, patterns: &[String], helm: Helm) -> Result<String, Diagnostic> {
    let document = |document: &Document| Some(format!("---\n{}\n", &text[document.start..document.end]));
    Ok(pick(text, patterns, helm, document)?.concat())
}

/// What `made` makes of each document of the text that a pattern matches.
fn pick<T>(
    text: &str,
    patterns: &[String],
    helm: Helm,
    made: impl Fn(&Document) -> Option<T>,
) -> Result<Vec<T>, Diagnostic> {
    let documents: Vec<Document> =
        super::split::split(text, helm).into_iter().filter_map(|range| Document::new(text, range)).collect();
    let mut shown = Vec::new();
    for pattern in patterns {
        let before = shown.len();
        let matching = documents.iter().filter(|document| matches(pattern, document.path(text)));
        shown.extend(matching.filter_map(&made));
        if shown.len() == before {
            return Err(Diagnostic::new(format!("could not find template {pattern} in chart")));
        }
    }
    Ok(shown)
}

/// A document of the printed text, and where in the text its name and its body stand.
struct Document {
    start: usize,
    end: usize,
    path: std::ops::Range<usize>,
    body: usize,
}

impl Document {
    /// `None` where the document carries no `# Source: chart/path`.
    fn new(text: &str, range: std::ops::Range<usize>) -> Option<Document> {
        const COMMENT: &str = "# Source: ";
        let mut from = range.start;
        loop {
            let name = from + text[from..range.end].find(COMMENT)? + COMMENT.len();
            let slash = name + text[name..range.end].find('/')?;
            let line_end = text[slash..range.end].find('\n').map_or(range.end, |n| slash + n);
            if slash > name && line_end > slash + 1 {
                let leads = name - COMMENT.len() == range.start;
                let body = if leads { (line_end + 1).min(range.end) } else { range.start };
                return Some(Document {
                    start: range.start,
                    end: range.end,
                    path: slash + 1..line_end,
                    body,
                });
            }
            from = name;
        }
    }

    fn path<'t>(&self, text: &'t str) -> &'t str {
        &text[self.path.clone()]
    }
}

/// Whether `path` as a whole matches the shell pattern; a malformed pattern matches nothing. No `*`, `?` or
/// class matches a `/`.
///
/// Source: Go, path/filepath/match.go, Match (on Unix).
fn matches(pattern: &str, path: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let path: Vec<char> = path.chars().collect();
    // Backtracking to the last star is enough: a star before it has matched as much as it ever needs to.
    let (mut p, mut n) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    loop {
        let step = match pattern.get(p) {
            None if n == path.len() => return true,
            None => None,
            Some('*') => {
                retry = Some((p + 1, n));
                p += 1;
                continue;
            }
            Some(_) => match one(&pattern[p..], path.get(n).copied()) {
                Err(Malformed) => return false,
                Ok(step) => step,
            },
        };
        match (step, retry) {
            (Some(width), _) => {
                p += width;
                n += 1;
            }
            (None, Some((after_star, at))) if path.get(at).is_some_and(|c| *c != '/') => {
                retry = Some((after_star, at + 1));
                p = after_star;
                n = at + 1;
            }
            _ => return false,
        }
    }
}

struct Malformed;

/// Matches one character against the first element of the pattern; how many characters of the pattern that
/// element takes, where it matches.
fn one(pattern: &[char], c: Option<char>) -> Result<Option<usize>, Malformed> {
    match pattern {
        ['?', ..] => Ok(c.filter(|c| *c != '/').map(|_| 1)),
        ['\\', escaped, ..] => Ok(c.filter(|c| c == escaped).map(|_| 2)),
        ['\\'] => Err(Malformed),
        ['[', rest @ ..] => {
            let (negated, mut at) = if rest.first() == Some(&'^') { (true, 1) } else { (false, 0) };
            let mut found = false;
            let mut ranges = 0;
            loop {
                if rest.get(at) == Some(&']') && ranges > 0 {
                    at += 1;
                    break;
                }
                let low = class_char(rest, &mut at)?;
                let mut high = low;
                if rest.get(at) == Some(&'-') {
                    at += 1;
                    high = class_char(rest, &mut at)?;
                }
                found |= c.is_some_and(|c| (low..=high).contains(&c));
                ranges += 1;
            }
            Ok((c.is_some() && found != negated).then_some(at + 1))
        }
        [plain, ..] => Ok(c.filter(|c| c == plain).map(|_| 1)),
        [] => Ok(None),
    }
}

/// One bound of a range in a class. Source: Go, path/filepath/match.go, getEsc.
fn class_char(class: &[char], at: &mut usize) -> Result<char, Malformed> {
    let mut c = *class.get(*at).ok_or(Malformed)?;
    if matches!(c, '-' | ']') {
        return Err(Malformed);
    }
    if c == '\\' {
        *at += 1;
        c = *class.get(*at).ok_or(Malformed)?;
    }
    *at += 1;
    // A class that is not closed is malformed even where the character after the bound is missing.
    if *at >= class.len() { Err(Malformed) } else { Ok(c) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expectations from Go 1.26, filepath.Match.
    #[test]
    fn patterns_match_as_in_go() {
        let cases = [
            ("templates/a.yaml", "templates/a.yaml", true),
            ("templates/*", "templates/a.yaml", true),
            ("templates/*", "templates/sub/a.yaml", false),
            ("*", "templates/a.yaml", false),
            ("templates/*.yaml", "templates/a.yml", false),
            ("templates/*a*.yaml", "templates/banana.yaml", true),
            ("templates/?.yaml", "templates/a.yaml", true),
            ("templates/[a-c].yaml", "templates/b.yaml", true),
            ("templates/[^a-c].yaml", "templates/b.yaml", false),
            ("templates/[^a-c].yaml", "templates/d.yaml", true),
            ("templates/[]a].yaml", "templates/a.yaml", false),
            ("templates/[a.yaml", "templates/a.yaml", false),
            ("templates/\\*.yaml", "templates/*.yaml", true),
            ("a[", "a", false),
            ("a[", "ab", false),
            ("", "", true),
            ("a*/b", "a/b", true),
            ("a*b", "a/b", false),
            ("**", "ab", true),
        ];
        for (pattern, path, expected) in cases {
            assert_eq!(matches(pattern, path), expected, "{pattern:?} on {path:?}");
        }
    }
}
