//! In Helm's place: the calls that kustomize and Argo CD's repo-server make of it.

use crate::support::{Ran, Scratch, assert_refused, openclaw_render, openclaw_render_with, oracle, root};
use openclaw_render::json;
use openclaw_render::value::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What kustomize sets for us, as the README says.
const HELM_3: &[(&str, &str)] = &[("OPENCLAW_RENDER_HELM_COMPAT", "3"), ("OPENCLAW_RENDER_VALIDATE", "off")];

fn cases() -> Vec<PathBuf> {
    let folder = root().join("tests/gitops/kustomize");
    let mut cases: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() >= 8);
    cases
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).unwrap().as_str().unwrap().to_owned()
}

/// Every call that kustomize made of Helm 3 when the cases were recorded, answered by us: the same bytes.
#[test]
fn kustomizes_recorded_calls_are_answered_as_by_helm_3() {
    let mut calls = 0;
    for case in cases() {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let scratch = Scratch::new(&format!("kustomize-{name}"));
        let folders = [
            ("{charts}", root().join("tests/gitops/charts")),
            ("{deploy}", root().join("deploy/kubernetes/charts")),
            ("{case}", case.clone()),
            ("{tmp}", scratch.0.clone()),
        ];
        let here = |text: &str| {
            folders
                .iter()
                .fold(text.to_owned(), |text, (name, dir)| text.replace(name, dir.to_str().unwrap()))
        };
        let recorded = std::fs::read_to_string(case.join("calls.json")).unwrap();
        for call in json::decode(&recorded).unwrap().as_list().unwrap() {
            let args: Vec<String> = call
                .get("args")
                .unwrap()
                .as_list()
                .unwrap()
                .iter()
                .map(|arg| here(arg.as_str().unwrap()))
                .collect();
            for (path, text) in call.get("files").unwrap().as_map().unwrap().snapshot().iter() {
                if path.contains("{tmp}") {
                    std::fs::write(here(path), text.as_str().unwrap()).unwrap();
                }
            }
            let ran = openclaw_render_with(&args, &case, HELM_3);
            assert_eq!(ran.code, 0, "{name} {args:?}: {}", ran.stderr);
            if args.iter().any(|arg| arg == "version") {
                // kustomize reads the first number.
                assert!(ran.stdout.starts_with(text(call, "stdout").trim()), "{}", ran.stdout);
            } else {
                assert_eq!(ran.stdout, text(call, "stdout"), "{name} {args:?}");
            }
            calls += 1;
        }
    }
    assert!(calls >= 2 * 8, "every case asks for the version and for a chart");
}

/// kustomize itself makes with us in Helm's place what it makes with Helm 3: with the one of this machine, or, where there is
/// none, with the one that wrote the recorded answers, if the kustomize is the one that wrote them.
#[test]
fn kustomize_builds_the_same_with_us() {
    let Some(kustomize) = oracle("kustomize") else { return };
    let helm = oracle("helm3");
    let version = Command::new(&kustomize).arg("version").output().unwrap().stdout;
    let recorded = std::fs::read_to_string(root().join("tests/oracle/versions.toml")).unwrap();
    if helm.is_none()
        && !recorded.contains(&format!("kustomize = {:?}\n", String::from_utf8_lossy(&version).trim()))
    {
        println!("skipped: another kustomize than the recorded one, and no Helm to compare with");
        return;
    }
    let build = |helm: &Path, case: &Path| {
        let output = Command::new(&kustomize)
            .args(["build", "--enable-helm", "--load-restrictor", "LoadRestrictionsNone", "--helm-command"])
            .arg(helm)
            .arg(case)
            .envs(HELM_3.iter().copied())
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {stderr}", case.display());
        String::from_utf8(output.stdout).unwrap()
    };
    for case in cases() {
        let want = match &helm {
            Some(helm) => build(helm, &case),
            None => std::fs::read_to_string(case.join("stdout")).unwrap(),
        };
        assert_eq!(
            build(Path::new(env!("CARGO_BIN_EXE_openclaw-render")), &case),
            want,
            "{}",
            case.display()
        );
    }
}

/// The call of Argo CD's repo-server. Source: Argo CD, util/helm/cmd.go, `template`.
#[test]
fn argo_cds_own_call_is_understood() {
    let chart = root().join("tests/gitops/charts/app");
    let args = [
        "template",
        ".",
        "--name-template",
        "app",
        "--namespace",
        "team",
        "--kube-version",
        "1.31.0",
        "--set",
        "replicas=2",
        "--set-string",
        "image.tag=1",
        "--values",
        "values.yaml",
        "--api-versions",
        "v1",
        "--api-versions",
        "monitoring.coreos.com/v1",
        "--include-crds",
        "--skip-schema-validation",
        "--skip-tests",
    ];
    let ran = openclaw_render_with(&args, &chart, HELM_3);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for want in
        ["name: app-app", "namespace: team", "replicas: 2", "app:1\"", "kind: ServiceMonitor", "v1.31.0"]
    {
        assert!(ran.stdout.contains(want), "{want}\n{}", ran.stdout);
    }
    assert!(!ran.stdout.contains("-test"), "{}", ran.stdout);
    let version = openclaw_render_with(&["version", "--short"], &chart, HELM_3);
    assert!(version.stdout.starts_with("v3.22.0"));
}

/// What needs a network says so, and says what to do.
#[test]
fn verbs_that_need_a_network_or_a_cluster_say_so() {
    for (args, want) in [
        (
            &["pull", "--untar", "--untardir", "x", "--repo", "https://example.com", "app"][..],
            "does not download",
        ),
        (&["repo", "add", "x", "https://example.com"], "speaks to no repository"),
        (&["registry", "login", "example.com", "--password-stdin"], "speaks to no repository"),
        (&["upgrade", "--install", "x", "chart"], "does not touch a cluster"),
    ] {
        let ran = openclaw_render(args, &root());
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
        let first = format!("Error: \"helm {}\" is not available\n  hint: ", args[0]);
        assert!(ran.stderr.starts_with(&first) && ran.stderr.contains(want), "{}", ran.stderr);
    }
}

/// Argo CD runs `dependency build` when this exact sentence comes up, and renders again.
#[test]
fn local_dependencies_are_built() {
    let scratch = Scratch::new("dependency");
    let dep = |repository: &str, version: &str| {
        format!("  - {{name: lib, version: {version}, repository: \"{repository}\"}}\n")
    };
    let chart = |deps: &str| format!("apiVersion: v2\nname: app\nversion: 1.0.0\ndependencies:\n{deps}");
    scratch.write("lib/Chart.yaml", "apiVersion: v2\nname: lib\nversion: 1.4.0\n");
    scratch.write("lib/values.yaml", "number: 1\n");
    scratch.write("lib/.helmignore", "secret.txt\n");
    scratch.write("lib/secret.txt", "x");
    scratch.write(
        "lib/templates/x.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: \"lib-{{ .Values.number }}\"}\n",
    );
    scratch.write("app/Chart.yaml", &chart(&dep("file://../lib", "1.x.x")));
    scratch.write("app/values.yaml", "lib: {number: 2}\n");
    let here = scratch.0.join("app");
    let ran = openclaw_render(&["template", "."], &here);
    assert!(
        ran.stderr.contains("found in Chart.yaml, but missing in charts/ directory: lib"),
        "{}",
        ran.stderr
    );
    let built = openclaw_render(&["dependency", "build"], &here);
    assert_eq!((built.code, built.stderr.as_str()), (0, ""));
    assert!(built.stdout.starts_with("Saving 1 charts\n"), "{}", built.stdout);
    let ran = openclaw_render(&["template", "."], &here);
    assert!(ran.code == 0 && ran.stdout.contains("lib-2"), "{}", ran.stderr);

    // A newer version takes the place of the older archive; what .helmignore names is not packed.
    let first = std::fs::read(here.join("charts/lib-1.4.0.tgz")).unwrap();
    scratch.write("lib/Chart.yaml", "apiVersion: v2\nname: lib\nversion: 1.5.0\n");
    assert_eq!(openclaw_render(&["dependency", "build", "--skip-refresh", "--plain-http"], &here).code, 0);
    let names: Vec<_> =
        std::fs::read_dir(here.join("charts")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["lib-1.5.0.tgz"]);
    assert!(!first.is_empty());
    if let Some(tar) = oracle("tar") {
        let listed = Command::new(tar).arg("tzf").arg(here.join("charts/lib-1.5.0.tgz")).output().unwrap();
        let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
        assert_eq!(listed, "lib/.helmignore\nlib/Chart.yaml\nlib/templates/x.yaml\nlib/values.yaml\n");
    }

    // Vendored ones are fine as they are; what would have to be fetched is an error that says so.
    scratch.write("app/Chart.yaml", &chart(&dep("https://charts.example.com", "1.x.x")));
    assert_eq!(openclaw_render(&["dependency", "build"], &here).code, 0);
    scratch.write("app/Chart.yaml", &chart(&dep("https://charts.example.com", "2.x.x")));
    let ran = openclaw_render(&["dependency", "build"], &here);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(
        ran.stderr
            .starts_with("Error: cannot download the dependency lib 2.x.x from https://charts.example.com"),
        "{}",
        ran.stderr
    );
    scratch.write("app/Chart.yaml", &chart(&dep("file://../lib", "2.x.x")));
    let ran = openclaw_render(&["dependency", "build"], &here);
    assert!(
        ran.stderr.starts_with("Error: can't get a valid version for dependency lib\n"),
        "{}",
        ran.stderr
    );
    let ran = openclaw_render(&["dependency", "build", "no-such-folder"], &here);
    assert!(
        ran.code == 1 && ran.stderr.starts_with("Error: no-such-folder: want the folder"),
        "{}",
        ran.stderr
    );
}

// What the user names may be no file: `-f <(sops -d secrets.yaml)` is a pipe, and Helm reads it.
#[cfg(unix)]
#[test]
fn values_from_pipes_and_devices() {
    let scratch = Scratch::chart("pipes", "a: {{ .Values.a }}\n");
    let ran = |shell: &str| {
        let output = std::process::Command::new("sh")
            .args(["-c", shell])
            .current_dir(&scratch.0)
            .env("RENDER", concat!(env!("CARGO_BIN_EXE_openclaw-render"), " template x c --validate=off"))
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ran {
            code: output.status.code().unwrap_or(-1),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    };
    for (shell, want) in [
        ("printf 'a: 2' | $RENDER -f /dev/stdin", "2"),
        ("printf 'a: 3' | $RENDER -f - -f -", "3"),
        ("printf 4 | $RENDER --set-file a=/dev/stdin", "4"),
        ("$RENDER -f /dev/null --set a=5", "5"),
        ("mkfifo p && { printf 'a: 6' > p & $RENDER -f p; }", "6"),
    ] {
        let ran = ran(shell);
        assert!(ran.code == 0 && ran.stdout.ends_with(&format!("\na: {want}\n")), "{shell}: {}", ran.stderr);
    }
    let too_much = "head -c 67108865 /dev/zero | $RENDER -f -";
    assert_refused(&ran(too_much), "read standard input: is larger than 67108864 bytes");
    // In a chart nobody waits for what a pipe might bring.
    let not_regular = "mkfifo c/.helmignore && $RENDER";
    assert_refused(&ran(not_regular), ".helmignore: is not a regular file");
    assert_refused(
        &ran("rm c/.helmignore && mkfifo c.tgz && ${RENDER% c *} c.tgz"),
        "c.tgz: is not a regular file",
    );
}

/// What Helm 3.22.0 prints of a chart with a ConfigMap and a hook, for some programs and flags.
const POST_RENDERED: &[(&str, &str, &str)] = &[
    ("cat", "", "---\n# Source: c/templates/x.yaml\na: 1\n---\n# Source: c/templates/hook.yaml\nHOOK\n"),
    ("printf '\\n\\n b: 2 \\n\\n'", "", "b: 2\n---\n# Source: c/templates/hook.yaml\nHOOK\n"),
    ("printf 'b: 2'", "--no-hooks", "b: 2\n"),
    ("cat >/dev/null", "--no-hooks", "\n"),
    ("tr a b", "--no-hooks", "---\n# Source: c/templbtes/x.ybml\nb: 1\n"),
    ("cat; printf -- '---\\nb: 2'", "-s templates/x.yaml", "---\n# Source: c/templates/x.yaml\na: 1\n"),
    ("cat >/dev/null", "-s templates/hook.yaml", "---\n# Source: c/templates/hook.yaml\nHOOK\n"),
    ("echo b: 2", "-s templates/x.yaml", "Error: could not find template templates/x.yaml in chart\n"),
];

#[cfg(unix)]
#[test]
fn post_renderers_get_what_helm_3_gives_them() {
    use std::os::unix::fs::PermissionsExt;
    const HOOK: &str = "a: 2\nmetadata: {annotations: {\"helm.sh/hook\": test}}";
    let scratch = Scratch::chart("post-rendered", "a: 1\n");
    scratch.write("c/templates/hook.yaml", HOOK);
    let helm = oracle("helm3");
    for (program, flags, want) in POST_RENDERED {
        scratch.write("post", &format!("#!/bin/sh\n{program}\n"));
        std::fs::set_permissions(scratch.0.join("post"), PermissionsExt::from_mode(0o755)).unwrap();
        let args: Vec<&str> = ["template", "x", "c", "--post-renderer", "./post"]
            .into_iter()
            .chain(flags.split_whitespace())
            .collect();
        let ran = openclaw_render_with(&args, &scratch.0, HELM_3);
        assert_eq!(ran.stdout + &ran.stderr, want.replace("HOOK", HOOK), "{program} {flags}");
        if let Some(helm) = &helm {
            let output = Command::new(helm).args(&args).current_dir(&scratch.0).output().unwrap();
            let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
            assert_eq!(text, want.replace("HOOK", HOOK), "helm3: {program} {flags}");
        }
    }
}
