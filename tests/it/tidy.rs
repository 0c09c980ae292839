//! The invariants of ARCHITECTURE.md, each with the test that fails when it is untrue.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The stations in the order in which data flows: each may use earlier ones and leaves.
const STATIONS: &[&str] = &[
    "args", "plan", "chart", "values", "resolve", "schema", "scope", "gotmpl", "compile", "render", "manifest",
    "validate", "lint", "output",
];

/// What every station may use; leaves use leaves.
const LEAVES: &[&str] = &["funcs", "yaml", "json", "toml", "golang", "semver", "value", "helm", "diag", "world"];

/// Who calls the stations.
const CONDUCTORS: &[&str] = &["pipeline", "command", "main", "lib"];

/// Longest file, in lines: a chapter that one can read.
const CAP: usize = 700;

/// Files that may be longer, and why.
const LONGER: &[(&str, usize, &str)] = &[];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, out);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            out.push(path);
        }
    }
    out.sort();
}

/// Every source file as (module, path below `src`, text without comments and unit tests).
fn sources() -> Vec<(String, String, String)> {
    let src = root().join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    assert!(files.len() > 20, "found the sources");
    let strip = |text: String| {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
        code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    };
    let relative = |path: &PathBuf| path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
    files
        .iter()
        .map(|path| {
            let name = relative(path);
            let module = name.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
            (module, name, strip(std::fs::read_to_string(path).unwrap()))
        })
        .collect()
}

fn offenders(allowed: impl Fn(&str, &str) -> bool, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (module, name, text) in sources() {
        for word in words.iter().filter(|word| text.contains(**word)) {
            if !allowed(&module, &name) {
                found.push(format!("{name}: {word}"));
            }
        }
    }
    found
}

#[test]
fn data_flows_one_way() {
    let mut wrong = Vec::new();
    for (module, name, text) in sources() {
        let used = text.split("crate::").skip(1).map(|rest| {
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>()
        });
        for other in used.filter(|other| *other != module && !CONDUCTORS.contains(&module.as_str())) {
            let order = |name: &str| STATIONS.iter().position(|station| *station == name);
            let fine = match (order(&module), order(&other)) {
                _ if LEAVES.contains(&other.as_str()) => true,
                (Some(me), Some(them)) => them < me,
                _ => false,
            };
            if !fine {
                wrong.push(format!("{name} uses {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "a station uses earlier stations and leaves, a leaf uses leaves:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_has_its_place() {
    let placed = |name: &str| STATIONS.contains(&name) || LEAVES.contains(&name) || CONDUCTORS.contains(&name);
    let lost: Vec<_> = sources().into_iter().map(|(module, ..)| module).filter(|module| !placed(module)).collect();
    assert!(lost.is_empty(), "neither station, leaf nor conductor: {lost:?}");
}

#[test]
fn only_render_knows_minijinja() {
    let found = offenders(|module, _| module == "render", &["minijinja::", "use minijinja"]);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn only_validate_and_output_know_the_kubernetes_types() {
    let found = offenders(|module, _| matches!(module, "validate" | "output"), &["k8s_openapi::"]);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn only_output_and_the_conductors_write_to_the_terminal() {
    let words = ["println!", "print!", "io::stdout", "io::stderr"];
    let found = offenders(|module, _| module == "output" || CONDUCTORS.contains(&module), &words);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_world_is_the_only_door() {
    let words = ["std::fs", "std::env::", "SystemTime", "Instant", "std::net", "getrandom::", "io::stdin"];
    let allowed = |module: &str, name: &str| module == "world" || name == "output/dir.rs";
    let found = offenders(allowed, &words);
    assert!(found.is_empty(), "files, environment, clock and randomness come through World: {found:#?}");
}

#[test]
fn files_are_chapters() {
    let mut long = Vec::new();
    for (_, name, _) in sources() {
        let lines = std::fs::read_to_string(root().join("src").join(&name)).unwrap().lines().count();
        let cap = LONGER.iter().find(|(file, ..)| *file == name).map_or(CAP, |(_, cap, _)| *cap);
        if lines > cap {
            long.push(format!("{name}: {lines} lines, cap {cap}"));
        }
    }
    assert!(long.is_empty(), "split, or give a reason in LONGER:\n{}", long.join("\n"));
}

#[test]
fn lib_lists_the_modules_in_the_order_of_the_flow() {
    let text = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let listed: Vec<&str> = text.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let stations: Vec<&str> = listed.iter().copied().filter(|name| STATIONS.contains(name)).collect();
    let expected: Vec<&str> = STATIONS.iter().copied().filter(|name| listed.contains(name)).collect();
    assert_eq!(stations, expected);
    let count = listed.iter().fold(BTreeMap::new(), |mut count, name| {
        *count.entry(*name).or_insert(0) += 1;
        count
    });
    assert!(count.values().all(|n| *n == 1));
}
