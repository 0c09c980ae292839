//! The OpenClaw chart prints what both Helms print for it: every case of `tests/parity`.

use crate::support::{Ran, openclaw_render, read_or_empty, root};
use sha2::Digest as _;
use std::path::{Path, PathBuf};

/// The recorded cases, in order of their names.
fn cases(folder: &str) -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = std::fs::read_dir(root().join("tests/parity").join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    cases
}

fn arguments(case: &Path) -> Vec<String> {
    std::fs::read_to_string(case.join("cmd")).unwrap().lines().map(str::to_owned).collect()
}

/// What the Helm of that major answered: a file of its own where the two differ.
fn answer(case: &Path, stream: &str, helm: &str) -> String {
    let own = case.join(format!("{stream}.{helm}"));
    if own.exists() { read_or_empty(&own) } else { read_or_empty(&case.join(stream)) }
}

fn run(case: &Path, helm: &str) -> Ran {
    let mut args = arguments(case);
    // The umbrella chart holds ours through a symbolic link, which Helm follows wherever it leads.
    let repository = root().to_string_lossy().into_owned();
    args.extend(["--helm-compat".to_owned(), helm.to_owned(), "--allow-path".to_owned(), repository]);
    openclaw_render(&args, &root().join("tests/parity"))
}

/// Helm's sentence: the first line of its error, which ours begins with.
fn sentence(stderr: &str) -> &str {
    let at = stderr.find("Error: ").unwrap_or(0);
    stderr[at..].lines().next().unwrap_or_default()
}

fn check(helm: &str) {
    let mut wrong = Vec::new();
    let cases = cases("cases");
    let refused = cases.iter().filter(|case| answer(case, "code", helm).trim() == "1").count();
    assert!(cases.len() - refused >= 150 && refused >= 30, "the recorded cases are there");
    for case in &cases {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let ran = run(case, helm);
        let code: i32 = answer(case, "code", helm).trim().parse().unwrap_or(0);
        if ran.code != code {
            wrong.push(format!("{name}: exit status {} instead of {code}: {}", ran.code, ran.stderr));
            continue;
        }
        if ran.stdout != answer(case, "stdout", helm) {
            wrong.push(format!("{name}: another standard output"));
        }
        let stderr = answer(case, "stderr", helm).replace("$ROOT", &root().to_string_lossy());
        if code != 0 && !ran.stderr.contains(sentence(&stderr)) {
            wrong.push(format!("{name}: Helm says {:?}, we say {:?}", sentence(&stderr), ran.stderr));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn the_chart_prints_what_helm_3_prints() {
    check("3");
}

#[test]
fn the_chart_prints_what_helm_4_prints() {
    check("4");
}

#[test]
fn notes_are_those_that_helm_prints() {
    let mut wrong = Vec::new();
    for case in cases("notes") {
        // `install NAME CHART flags` becomes `template`'s flags for `show notes CHART`.
        let args = arguments(&case);
        let (name, chart, flags) = (&args[1], &args[2], &args[3..]);
        let mut ours =
            vec!["show".to_owned(), "notes".to_owned(), chart.clone(), "--name".to_owned(), name.clone()];
        ours.extend_from_slice(flags);
        let ran = openclaw_render(&ours, &root().join("tests/parity"));
        let want = read_or_empty(&case.join("notes"));
        if ran.stdout.trim_end() != want.trim_end() {
            wrong.push(format!("{}: {:?} instead of {want:?} {}", case.display(), ran.stdout, ran.stderr));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_whole_of_the_chart_is_built_in() {
    fn walk(dir: &Path, prefix: &str, out: &mut Vec<String>) {
        for entry in std::fs::read_dir(dir).unwrap().map(Result::unwrap) {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{name}/"), out);
            } else {
                out.push(name);
            }
        }
    }
    let chart = root().join("chart");
    let mut there = Vec::new();
    walk(&chart, "", &mut there);
    // What .helmignore keeps out of a package is not built in either.
    there.retain(|name| !matches!(name.as_str(), ".helmignore" | "README.md"));
    there.sort();
    let mut built_in: Vec<String> = Vec::new();
    for (name, data) in openclaw_render::chart::builtin::FILES {
        assert_eq!(std::fs::read_to_string(chart.join(name)).unwrap(), *data, "{name}");
        built_in.push((*name).to_owned());
    }
    built_in.sort();
    assert_eq!(built_in, there, "update FILES in src/chart/builtin.rs");
}

#[test]
fn the_built_in_chart_prints_what_the_folder_prints() {
    let here = root();
    let flags = ["-n", "openclaw", "--set", "image.tag=v2026.2.13", "--set", "secret.create=true"];
    let secret = ["--set", "secret.stringData.OPENCLAW_GATEWAY_TOKEN=x"];
    let built_in: Vec<&str> = flags.iter().chain(&secret).copied().collect();
    let folder: Vec<&str> = ["template", "openclaw", "chart"].iter().chain(&built_in).copied().collect();
    let (built_in, folder) = (openclaw_render(&built_in, &here), openclaw_render(&folder, &here));
    assert_eq!(built_in.code, 0, "{}", built_in.stderr);
    assert_eq!(built_in.stdout, folder.stdout);
    assert!(
        built_in.stdout.contains("image: \"ghcr.io/openclaw/openclaw:2026.2.13\""),
        "{}",
        built_in.stdout
    );
}

/// The API server's answers are about the objects that are recorded now (`tests/oracle/apiserver_dry_run.sh`).
#[test]
fn the_dry_run_is_of_these_objects() {
    let mut objects = std::collections::BTreeSet::new();
    for case in cases("cases") {
        if case.file_name().unwrap().to_string_lossy().starts_with("refused-") {
            continue;
        }
        for name in ["stdout", "stdout.3", "stdout.4"] {
            let text = read_or_empty(&case.join(name));
            let mut documents = vec![String::new()];
            for line in text.split_inclusive('\n') {
                if line.starts_with("---") {
                    documents.push(String::new());
                } else {
                    documents.last_mut().unwrap().push_str(line);
                }
            }
            for document in documents {
                let source = document.strip_prefix("# Source: ").and_then(|rest| rest.split_once('\n'));
                let body = source.map_or(document.as_str(), |(_, body)| body).trim();
                if body.lines().any(|line| !line.starts_with('#') && !line.trim().is_empty()) {
                    objects.insert(format!("{body}\n"));
                }
            }
        }
    }
    let all: String = objects.into_iter().collect();
    let sum: String = sha2::Sha256::digest(all).iter().map(|byte| format!("{byte:02x}")).collect();
    let answers = std::fs::read_to_string(root().join("tests/oracle/apiserver_dry_run.txt")).unwrap();
    assert!(answers.contains(" 0 refused\n"), "{answers}");
    assert!(answers.contains(&sum), "ask again: tests/oracle/apiserver_dry_run.sh\n{sum}\n{answers}");
}
