//! The command line: what it accepts, what it says, and what it never prints.

use crate::support::{Scratch, openclaw_render, root};

/// The flags that a recorded help text lists: the line's short form, its long form and the type of its value.
fn listed_flags(help: &str) -> Vec<(Option<String>, String, String)> {
    let flags = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    flags
        .map(|line| {
            let (short, rest) = match line.split_once(", --") {
                Some((short, rest)) if short.len() == 2 => (Some(short.to_owned()), rest),
                _ => (None, line.trim_start_matches("--")),
            };
            let (name, after) = rest.split_once(' ').unwrap_or((rest, ""));
            let typ = if after.starts_with("  ") { "" } else { after.split("  ").next().unwrap_or_default() };
            (short, name.to_owned(), typ.trim().to_owned())
        })
        .collect()
}

#[test]
fn every_flag_of_either_helm_is_known() {
    let mut unknown = Vec::new();
    let mut count = 0;
    for helm in ["3", "4"] {
        let help =
            std::fs::read_to_string(root().join(format!("tests/cli/helm{helm}-template-help.txt"))).unwrap();
        for (short, name, typ) in listed_flags(&help) {
            count += 1;
            if name == "help" {
                continue;
            }
            let value = match typ.split(['[', ' ']).next().unwrap_or_default() {
                "" => None,
                "int" => Some("5"),
                "float32" => Some("1.5"),
                "duration" => Some("5m"),
                _ if name == "dry-run" => Some("client"),
                _ if name == "wait" => Some("legacy"),
                _ if name == "kube-version" => Some("1.30"),
                _ if name.starts_with("set") || name == "labels" => Some("a=b"),
                _ => Some("x"),
            };
            let forms = [Some(format!("--{name}")), short].into_iter().flatten();
            for form in forms {
                let args: Vec<String> = match value {
                    _ if typ.contains('[') => vec![format!("{form}={}", value.unwrap())],
                    Some(value) => vec![form, value.to_owned()],
                    None => vec![format!("{form}=false")],
                };
                let ran = openclaw_render(
                    &[&["template".to_owned(), "no-such-chart".to_owned()], &args[..]].concat(),
                    &root(),
                );
                let fine = ["unknown flag", "unknown shorthand", "invalid argument", "flag needs"];
                if fine.iter().any(|words| ran.stderr.contains(words)) {
                    unknown.push(format!("Helm {helm} {args:?}: {}", ran.stderr));
                }
            }
        }
    }
    assert!(count > 100, "the help texts list flags");
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

/// Command lines that are wrong, and how pflag or Helm say so. Recorded from Helm 3.22.0.
const WRONG: &[(&[&str], &str)] = &[
    (&["templat"], "unknown command \"templat\" for \"openclaw-render\"\n\nDid you mean this?\n\ttemplate\n"),
    (&["template"], "\"helm template\" requires at least 1 argument"),
    (&["template", "x", "chart", "--foo"], "unknown flag: --foo"),
    (&["template", "x", "chart", "-Z"], "unknown shorthand flag: 'Z' in -Z"),
    (&["template", "x", "chart", "--set"], "flag needs an argument: --set"),
    (
        &["template", "x", "chart", "--timeout", "x"],
        "invalid argument \"x\" for \"--timeout\" flag: time: invalid duration \"x\"",
    ),
    (
        &["template", "x", "chart", "--include-crds=maybe"],
        "invalid argument \"maybe\" for \"--include-crds\" flag: strconv.ParseBool: parsing \"maybe\": invalid syntax",
    ),
    (
        &["template", "x", "chart", "-a", "a,\"b"],
        "invalid argument \"a,\\\"b\" for \"-a, --api-versions\" flag: parse error on line 1, column 5: extraneous or missing \" in quoted-field",
    ),
    (&["template", "BAD", "chart"], "release name \"BAD\": invalid release name, must match regex"),
    (&["template", "", "chart"], "release name \"\": no name provided"),
    (&["template", "-g", "x", "chart"], "cannot set --generate-name and also specify a name"),
    (&["template", "a", "b", "c", "d"], "expected at most two arguments, unexpected arguments: c, d"),
    (&["template", "x", "no-such-folder"], "no-such-folder"),
    (
        &["template", "x", "chart", "--kube-version", "foo"],
        "invalid kube version 'foo': could not parse \"foo\" as version",
    ),
    (&["template", "x", "chart", "-s", "nope.yaml"], "could not find template nope.yaml in chart"),
    (&["template", "x", "oci://example.com/chart"], "this tool does not use the network"),
    (&["template", "x", "chart", "--repo", "https://example.com"], "--repo is not available"),
    (&["template", "x", "chart", "--validate"], "--validate asks a cluster, and there is none here"),
    (&["template", "x", "chart", "--helm-compat", "5"], "invalid argument \"5\" for \"--helm-compat\" flag"),
    (&["--set", "replicaCount=2"], "replicaCount"),
    (&["validate"], "PATH"),
];

#[test]
fn a_wrong_line_is_one_sentence_and_no_manifest() {
    for (args, want) in WRONG {
        let ran = openclaw_render(args, &root());
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{args:?}: {}", ran.stderr);
        assert!(
            ran.stderr.contains(&format!("Error: {want}")) || ran.stderr.contains(want),
            "{args:?}: {}",
            ran.stderr
        );
        assert!(
            ran.stderr.starts_with("Error: ") || ran.stderr.contains("\nError: "),
            "{args:?}: {}",
            ran.stderr
        );
    }
}

#[test]
fn flags_have_pflags_grammar() {
    let here = root();
    let plain = openclaw_render(&["template", "x", "chart", "--namespace", "team"], &here);
    assert_eq!(plain.code, 0, "{}", plain.stderr);
    let spellings: [&[&str]; 5] = [
        &["template", "-nteam", "x", "chart"],
        &["template", "x", "chart", "-n=team"],
        &["-n", "team", "template", "x", "chart"],
        &["template", "--include-crds=false", "x", "--namespace=other", "chart", "-n", "team"],
        &["template", "--skip-tests", "--skip-tests=false", "x", "chart", "-n", "team"],
    ];
    for args in spellings {
        let ran = openclaw_render(args, &here);
        assert_eq!((ran.code, &ran.stdout), (0, &plain.stdout), "{args:?}: {}", ran.stderr);
    }
}

#[test]
fn what_the_server_would_refuse_is_not_printed() {
    let template = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\nspec: {{ .Values.replicas }}\n";
    let scratch = Scratch::chart("refused", template);
    let strict = openclaw_render(&["template", "x", "c"], &scratch.0);
    assert_eq!((strict.code, strict.stdout.as_str()), (1, ""), "{}", strict.stderr);
    assert!(
        strict.stderr.contains("spec") && strict.stderr.contains("c/templates/x.yaml:"),
        "{}",
        strict.stderr
    );
    let warn = openclaw_render(&["template", "x", "c", "--validate=warn"], &scratch.0);
    assert_eq!(warn.code, 0);
    assert!(warn.stdout.contains("spec: 1") && warn.stderr.contains("spec"), "{}", warn.stderr);
    let off = openclaw_render(&["template", "x", "c", "--validate=off"], &scratch.0);
    assert_eq!((off.code, off.stderr.as_str()), (0, ""));
    assert_eq!(off.stdout, warn.stdout);
}

#[test]
fn a_failing_template_prints_nothing_and_says_where() {
    let scratch = Scratch::chart("failing", "a: 1\n---\nb: {{ .Values.replicas.count }}\n");
    let ran = openclaw_render(&["template", "x", "c", "--helm-compat", "3"], &scratch.0);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    let want = "Error: template: c/templates/x.yaml:3:13: executing \"c/templates/x.yaml\" at <.Values.replicas.count>: \
                can't evaluate field count in type interface {}\n  --> c/templates/x.yaml:3:14\n   |\n \
                3 | b: {{ .Values.replicas.count }}\n   |              ^";
    assert!(ran.stderr.starts_with(want), "{}", ran.stderr);
}

#[test]
fn output_dir_writes_all_or_nothing() {
    let scratch = Scratch::new("output-dir");
    let out = scratch.0.join("out");
    let folder = out.to_str().unwrap();
    let chart = root().join("chart");
    let ran =
        openclaw_render(&["template", "x", chart.to_str().unwrap(), "--output-dir", folder], &scratch.0);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.starts_with(&format!("wrote {folder}/openclaw/templates/")), "{}", ran.stdout);
    assert!(ran.stdout.ends_with("\n\n"), "Helm ends with an empty line");
    assert!(out.join("openclaw/templates/deployment.yaml").exists());
    // A file stands where a folder must be: nothing may be left behind.
    scratch.write("blocked/openclaw", "in the way");
    let blocked = scratch.0.join("blocked");
    let args = ["template", "x", chart.to_str().unwrap(), "--output-dir", blocked.to_str().unwrap()];
    let ran = openclaw_render(&args, &scratch.0);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert_eq!(std::fs::read_dir(&blocked).unwrap().count(), 1);
}

#[test]
fn the_typed_forms_hold_every_object() {
    let here = root();
    let json = openclaw_render(&["--output", "json"], &here);
    assert_eq!(json.code, 0, "{}", json.stderr);
    let kinds: Vec<String> = json
        .stdout
        .lines()
        .map(|line| {
            openclaw_render::json::decode(line).unwrap().get("kind").unwrap().as_str().unwrap().to_owned()
        })
        .collect();
    insta::assert_snapshot!(kinds.join(" "), @"ServiceAccount PersistentVolumeClaim PersistentVolumeClaim Service Deployment");
    let yaml = openclaw_render(&["--output", "yaml-canonical"], &here);
    assert_eq!(yaml.stdout.matches("---\n").count(), kinds.len());
    insta::assert_snapshot!("canonical", yaml.stdout);
}

#[test]
fn the_version_is_one_that_kustomize_reads() {
    let here = root();
    let text = |args: &[&str]| openclaw_render(args, &here).stdout;
    assert!(text(&["version", "-c", "--short"]).starts_with("v3.22.0+"));
    assert!(text(&["version", "--short"]).starts_with("v4.3.1+"));
    assert!(text(&["version", "--short", "--helm-compat", "3"]).starts_with("v3.22.0+"));
}

/// Every `console` block of the README runs, from the repository's root, and prints what stands below it; three
/// dots stand for lines that are left out.
#[test]
fn the_readme_is_true() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let blocks: Vec<&str> =
        readme.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() >= 3, "the README shows how to use the program");
    let program = env!("CARGO_BIN_EXE_openclaw-render");
    for block in blocks {
        let (command, want) = block.split_once('\n').unwrap();
        let command = command.strip_prefix("$ ").unwrap();
        let script = command.replace("cargo run --release --quiet --", "openclaw-render");
        let folder = std::path::Path::new(program).parent().unwrap();
        let path = format!("{}:/usr/bin:/bin", folder.display());
        let output = std::process::Command::new("sh")
            .args(["-c", &script])
            .current_dir(root())
            .env_clear()
            .env("PATH", path)
            .output()
            .unwrap();
        let mut got = String::from_utf8_lossy(&output.stdout).into_owned();
        got.push_str(&String::from_utf8_lossy(&output.stderr));
        let mut rest = got.as_str();
        for part in want.split("...\n") {
            let at = rest.find(part);
            assert!(at.is_some(), "{command}\nwant:\n{part}\ngot:\n{got}");
            rest = &rest[at.unwrap_or(0) + part.len()..];
        }
    }
}
