//! Manifests that a real kube-apiserver judged, a line each: `tests/oracle/record_verdicts.py` writes what it said.

use openclaw_render::validate::{Options, Severity, check_text};
use std::path::Path;

/// A path by its parts: `spec.ports[0].name` and `metadata.labels[a.b/c]`.
fn parts(path: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('[') {
            let (key, after) = inner.split_once(']').unwrap_or((inner, ""));
            found.push(key);
            rest = after;
        } else {
            let plain = rest.strip_prefix('.').unwrap_or(rest);
            let end = plain.find(['.', '[']).unwrap_or(plain.len());
            found.extend((end > 0).then(|| &plain[..end]));
            rest = &plain[end..];
        }
    }
    found
}

/// Whether our path is the server's. What is missing may be named by what it is missing in.
fn agrees(ours: &str, server: &str) -> bool {
    let (ours, server) = (parts(ours), parts(server));
    ours == server || server.split_last().is_some_and(|(_, around)| ours == around)
}

#[test]
fn the_server_says_the_same() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verdicts/faults.tsv");
    let mut wrong = Vec::new();
    let mut seen = (0, 0);
    for (line, text) in (1..).zip(std::fs::read_to_string(file).unwrap().lines()) {
        let mut columns = text.splitn(3, '\t');
        let (verdict, fields, manifest) =
            (columns.next().unwrap(), columns.next().unwrap(), columns.next().unwrap());
        let report = check_text(manifest, &Options { minor: 35, ..Options::default() });
        let errors: Vec<&str> = report
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| finding.path.as_str())
            .collect();
        let right = match verdict {
            "accepted" => {
                seen.0 += 1;
                errors.is_empty()
            }
            _ => {
                seen.1 += 1;
                let named = fields.split("; ").any(|f| errors.iter().any(|e| agrees(e, f)));
                !errors.is_empty() && (fields.is_empty() || named)
            }
        };
        if !right {
            wrong.push(format!("line {line}: we name {errors:?}: {text:.300}"));
        }
    }
    assert!(seen.0 > 100 && seen.1 > 500, "the record is there: {seen:?}");
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}
