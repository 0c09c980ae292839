//! Every rule of validation has a manifest that breaks it, and what is said then is on record beside it.

use openclaw_render::output::report;
use openclaw_render::validate::{Options, Severity, check_text};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn below(dir: &Path, extension: &str, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            below(&path, extension, out);
        } else if path.extension().is_some_and(|e| e == extension) {
            out.push(path);
        }
    }
    out.sort();
}

/// The name at the beginning of a text, if it is one of a rule in quotes.
fn name(text: &str) -> Option<String> {
    let (name, _) = text.trim_start().strip_prefix('"')?.split_once('"')?;
    let fits = !name.is_empty() && name.bytes().all(|c| c.is_ascii_lowercase() || c == b'-');
    fits.then(|| name.to_owned())
}

/// The names of all rules, as the sources declare them.
fn declared() -> BTreeSet<String> {
    let mut files = Vec::new();
    below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/validate"), "rs", &mut files);
    let mut names = BTreeSet::new();
    for file in files {
        let text = std::fs::read_to_string(file).unwrap();
        for declaration in [": &str =", "Finding::new("] {
            names.extend(text.split(declaration).skip(1).filter_map(name));
        }
    }
    names
}

#[test]
fn every_rule_has_a_message_on_record() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut manifests = Vec::new();
    below(&folder, "yaml", &mut manifests);
    let mut shown = BTreeSet::new();
    for path in manifests {
        let rule = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let mut report = check_text(&text, &Options { minor: 35, ..Options::default() });
        // What follows from the fault for other rules is shown with theirs.
        report.findings.retain(|finding| finding.rule == rule);
        assert!(!report.findings.is_empty(), "{} breaks its rule", path.display());
        if !matches!(rule.as_str(), "deprecated-api" | "not-checked") {
            assert!(report.findings.iter().any(|f| f.severity == Severity::Error), "{rule} refuses");
        }
        let said = report::text(&format!("{rule}.yaml"), &report);
        insta::with_settings!({ snapshot_path => &folder, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(rule.clone(), said);
        });
        shown.insert(rule);
    }
    let declared = declared();
    assert!(declared.len() > 60, "found the rules: {}", declared.len());
    let missing: Vec<_> = declared.difference(&shown).collect();
    assert!(missing.is_empty(), "rules without a manifest in tests/rules: {missing:?}");
}
