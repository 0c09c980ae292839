//! The command line answers as both Helms do: every line of tests/cli/usage.jsonl, which
//! tests/oracle/record_usage.py wrote.

use crate::support::{openclaw_render, root};
use openclaw_render::json;

/// Flags of one Helm are taken whichever is spoken, and nothing is downloaded.
fn is_ours_to_differ(stderr: &str, other: &str) -> bool {
    let unknown = stderr.starts_with("Error: unknown flag") && !other.starts_with("Error: unknown flag");
    unknown || stderr.contains("dial tcp")
}

fn check(helm: &str) {
    let text = std::fs::read_to_string(root().join("tests/cli/usage.jsonl")).unwrap();
    let mut wrong = Vec::new();
    assert!(text.lines().count() > 100, "the recorded lines are there");
    for line in text.lines() {
        let case = json::decode(line).unwrap();
        let args = case.get("args").unwrap();
        let args: Vec<String> =
            args.as_list().unwrap().iter().map(|arg| arg.as_str().unwrap().to_owned()).collect();
        let answer = |helm: &str| case.get("both").or_else(|| case.get(helm)).unwrap();
        let stderr = |helm: &str| answer(helm).get("stderr").unwrap().as_str().unwrap().to_owned();
        let (want, other) = (stderr(helm), stderr(if helm == "3" { "4" } else { "3" }));
        if is_ours_to_differ(&want, &other) {
            continue;
        }
        // Ours stand first, so that a flag at the end still needs its argument.
        let ours = ["template", "--helm-compat", helm, "--validate=off"].map(str::to_owned);
        let ran = openclaw_render(&[&ours[..], &args[..]].concat(), &root().join("tests/cli/charts"));
        let says = |paragraph: &str| {
            let words: Vec<&str> = paragraph.split_whitespace().collect();
            ran.stderr.split_whitespace().collect::<Vec<_>>().join(" ").contains(&words.join(" "))
        };
        // What Helm says of its usage stands in a hint; a failed command is an error in one form.
        let failed = want.strip_prefix("level=WARN msg=\"command failed\" error=");
        let want =
            failed.map_or_else(|| want.clone(), |text| text.trim_matches(['"', '\n']).replace('\\', ""));
        let same = want.split("\n\n").filter(|part| !part.starts_with("Usage:")).all(says);
        let silent = !want.is_empty() || ran.stderr.is_empty();
        let code = format!("{:?}", answer(helm).get("code").unwrap()).contains(&ran.code.to_string());
        let printed = ran.stdout.is_empty() == (ran.code != 0);
        if !(same && silent && code && printed) {
            wrong.push(format!("{args:?}\n  Helm: {want}\n  ours: {} {}", ran.code, ran.stderr));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn command_lines_are_answered_as_by_helm_3() {
    check("3");
}

#[test]
fn command_lines_are_answered_as_by_helm_4() {
    check("4");
}

/// Helm prints it to standard output; there a manifest may only stand when all is well.
#[test]
fn debug_shows_what_does_not_parse() {
    let charts = root().join("tests/cli/charts");
    let ran = openclaw_render(&["template", "broken", "--debug"], &charts);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    let files = "---\n# Source: broken/templates/y.yaml\nkind: Y\n\n---\n# Source: broken/templates/x.yaml\nkind: Z\na: b: c\n";
    for file in files.split_inclusive("kind: Y\n\n") {
        assert!(ran.stderr.contains(file), "{}", ran.stderr);
    }
    assert!(!ran.stderr.contains("Use --debug"), "{}", ran.stderr);
}
