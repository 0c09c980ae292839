//! Rendered manifests in a repository: every kind of drift is found, and nothing else.

use crate::support::{Ran, Scratch, openclaw_render, oracle, root};
use std::process::Command;

const CONFIG: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: \"{{ .Release.Name }}-config\", namespace: t}\ndata: {n: \"{{ .Values.count }}\"}\n";
const SECRET: &str = "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: t}\nstringData: {token: \"{{ .Values.token }}\"}\n";
const ONE_FILE: &str = "version: 1\nsnapshots:\n  - {chart: c, release: r, namespace: t, values: [v.yaml], output: out/all.yaml}\n";

fn repository(name: &str, list: &str) -> Scratch {
    let scratch = Scratch::new(&format!("snapshot-{name}"));
    scratch.write("c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 0.1.0\n");
    scratch.write("c/values.yaml", "count: 1\n");
    scratch.write("c/templates/config.yaml", CONFIG);
    scratch.write("c/templates/secret.yaml", SECRET);
    scratch.write("v.yaml", "token: hunter2-old\n");
    scratch.write("snapshots.yaml", list);
    let ran = openclaw_render(&["snapshot", "update"], &scratch.0);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    scratch
}

fn check(scratch: &Scratch) -> Ran {
    openclaw_render(&["snapshot", "check"], &scratch.0)
}

fn read(scratch: &Scratch, name: &str) -> String {
    std::fs::read_to_string(scratch.0.join(name)).unwrap()
}

#[test]
fn a_fresh_snapshot_is_fresh_and_an_update_writes_nothing() {
    let scratch = repository("fresh", ONE_FILE);
    let ran = check(&scratch);
    assert_eq!(
        (ran.code, ran.stdout.as_str(), ran.stderr.as_str()),
        (0, "1 files of 1 snapshots are fresh\n", "")
    );
    let ran = openclaw_render(&["snapshot", "update"], &scratch.0);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    // What is not of the snapshot changes nothing: other files, and where the program runs.
    scratch.write("out/kustomization.yaml", "resources: [all.yaml]\n");
    let list = scratch.0.join("snapshots.yaml");
    assert_eq!(openclaw_render(&["snapshot", "check", list.to_str().unwrap()], &root()).code, 0);
}

/// Each kind of drift: what is done to the repository, the word for it, what the difference shows.
#[test]
fn every_kind_of_drift_is_found_and_mended() {
    type Break = fn(&Scratch);
    let kinds: &[(&str, Break, &str, &str)] = &[
        ("changed", |s| s.write("v.yaml", "token: hunter2-old\ncount: 7\n"), "stale", "+data: {n: \"7\"}"),
        (
            "missing",
            |s| std::fs::remove_file(s.0.join("out/all.yaml")).unwrap(),
            "missing",
            "+ ConfigMap t/r-config",
        ),
        (
            "left-over",
            |s| std::fs::copy(s.0.join("out/all.yaml"), s.0.join("out/old.yaml")).map(drop).unwrap(),
            "left over",
            "- ConfigMap t/r-config",
        ),
        (
            "hand-edited",
            |s| s.write("out/all.yaml", &read(s, "out/all.yaml").replace("n: \"1\"", "n: \"2\"")),
            "edited by hand",
            "-data: {n: \"2\"}",
        ),
        ("object-removed", |s| s.write("c/templates/secret.yaml", "{{/* gone */}}"), "stale", "- Secret t/s"),
        (
            "line-ends",
            |s| s.write("out/all.yaml", &read(s, "out/all.yaml").replace('\n', "\r\n")),
            "other line ends",
            "",
        ),
        (
            "order",
            |s| {
                let text = read(s, "out/all.yaml");
                let parts: Vec<&str> = text.split("---\n").collect();
                s.write("out/all.yaml", &format!("{}---\n{}---\n{}", parts[0], parts[2], parts[1]));
            },
            "in another order",
            "order: Secret t/s, ConfigMap t/r-config",
        ),
        (
            "blank-line",
            |s| s.write("out/all.yaml", &format!("{}\n", read(s, "out/all.yaml"))),
            "edited by hand",
            "only blank lines",
        ),
        ("secret", |s| s.write("v.yaml", "token: hunter2-new\n"), "stale", "(redacted, after)"),
        (
            "random",
            |s| {
                s.write(
                    "c/templates/config.yaml",
                    &CONFIG.replace("{{ .Values.count }}", "{{ randAlphaNum 20 }}"),
                )
            },
            "random",
            "",
        ),
    ];
    for (name, change, word, diff) in kinds {
        let scratch = repository(name, ONE_FILE);
        change(&scratch);
        let ran = check(&scratch);
        assert_eq!(ran.code, 1, "{name}: {}", ran.stdout);
        let heading = format!("out/{}.yaml: {word}\n", if *name == "left-over" { "old" } else { "all" });
        assert!(ran.stdout.starts_with(&heading) && ran.stdout.contains(diff), "{name}: {}", ran.stdout);
        assert!(ran.stdout.contains("  hint: ") && ran.stderr.contains("Error: 1 of the files"), "{name}");
        assert!(!ran.stdout.contains("hunter2"), "{name}: a secret is shown: {}", ran.stdout);
        // The check changes nothing.
        assert_eq!(check(&scratch).code, 1, "{name}");
        if *name == "random" {
            scratch.write("snapshots.yaml", &ONE_FILE.replace("output:", "seed: 1, output:"));
        }
        assert_eq!(openclaw_render(&["snapshot", "update"], &scratch.0).code, 0, "{name}");
        let ran = check(&scratch);
        assert_eq!(ran.code, 0, "{name}: {}", ran.stdout);
    }
}

/// What changes no manifest is no drift.
#[test]
fn nothing_else_is_drift() {
    type Change = fn(&Scratch);
    let changes: &[(&str, Change)] = &[
        ("another time of change", |s| s.write("out/all.yaml", &read(s, "out/all.yaml"))),
        ("a file of somebody else's", |s| s.write("out/other.yaml", "kind: Other\n")),
        ("a folder of somebody else's", |s| s.write("out/deep/README.md", "mine\n")),
        ("a comment in the values", |s| s.write("v.yaml", "# why\ntoken: hunter2-old # this\n")),
        ("another spelling of the values", |s| s.write("v.yaml", "{\"token\": 'hunter2-old'}\r\n")),
        ("a default that is overridden", |s| s.write("c/values.yaml", "count: 1\ntoken: other\n")),
        ("a value that nobody reads", |s| s.write("c/values.yaml", "count: 1\nunused: {a: b}\n")),
        ("a comment in the template", |s| {
            s.write("c/templates/config.yaml", &format!("{{{{- /* why */ -}}}}\n{CONFIG}"))
        }),
        ("a helper that nobody calls", |s| s.write("c/templates/_x.tpl", "{{ define \"x\" }}y{{ end }}")),
        ("another version of the chart", |s| {
            s.write("c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 0.2.0\n")
        }),
        ("a comment in the list", |s| s.write("snapshots.yaml", &format!("# why\n{ONE_FILE}"))),
    ];
    for (number, (name, change)) in changes.iter().enumerate() {
        let scratch = repository(&format!("nothing-{number}"), ONE_FILE);
        change(&scratch);
        let ran = check(&scratch);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{name}: {}", ran.stdout);
        let ran = openclaw_render(&["snapshot", "update"], &scratch.0);
        assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{name}: an update writes nothing");
    }
    // Nor does the machine decide: its zone, its language, its user.
    let scratch = repository("machine", ONE_FILE);
    let vars = [
        ("TZ", "Asia/Tokyo"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("HOME", "/nowhere"),
        ("HELM_DEBUG", "true"),
        ("NO_COLOR", "1"),
    ];
    assert_eq!(crate::support::openclaw_render_with(&["snapshot", "check"], &scratch.0, &vars).code, 0);
}

#[test]
fn one_file_for_each_object() {
    let list = ONE_FILE.replace("out/all.yaml", "out, layout: objects");
    let scratch = repository("objects", &list);
    let names = || {
        let mut names: Vec<String> = std::fs::read_dir(scratch.0.join("out"))
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names.join(" ")
    };
    assert_eq!(names(), "configmap-r-config.yaml secret-s.yaml");
    scratch.write("out/kustomization.yaml", "resources: [configmap-r-config.yaml]\n");
    scratch.write("c/templates/secret.yaml", "{{/* gone */}}");
    let ran = check(&scratch);
    assert!(ran.code == 1 && ran.stdout.starts_with("out/secret-s.yaml: left over\n"), "{}", ran.stdout);
    let ran = openclaw_render(&["snapshot", "update"], &scratch.0);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "removed out/secret-s.yaml\n"));
    assert_eq!(names(), "configmap-r-config.yaml kustomization.yaml");
    assert_eq!(check(&scratch).code, 0);
}

/// A snapshot that is taken off the list, or given another output, leaves a file in a managed folder.
#[test]
fn managed_folders_are_searched_as_a_whole() {
    let scratch = repository("managed", &format!("{ONE_FILE}managed: [out]\n"));
    scratch
        .write("snapshots.yaml", &format!("{}managed: [out]\n", ONE_FILE.replace("out/all", "out/a/b/new")));
    let ran = openclaw_render(&["snapshot", "update"], &scratch.0);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "wrote out/a/b/new.yaml\nremoved out/all.yaml\n"));
}

#[test]
fn nothing_is_written_when_anything_is_wrong() {
    let second = "  - {chart: c, release: q, values: [v.yaml], output: out/second.yaml}\n";
    let scratch = repository("atomic", &format!("{ONE_FILE}{second}"));
    // The second snapshot fails, the first would be stale.
    scratch.write("snapshots.yaml", &format!("{ONE_FILE}{}", second.replace("v.yaml", "none.yaml")));
    scratch.write("v.yaml", "token: x\ncount: 9\n");
    let before = read(&scratch, "out/all.yaml");
    let ran = openclaw_render(&["snapshot", "update"], &scratch.0);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("out/second.yaml: ") && ran.stderr.contains("none.yaml"), "{}", ran.stderr);
    assert_eq!(read(&scratch, "out/all.yaml"), before);
    // A file that somebody else wrote is never replaced.
    scratch.write("snapshots.yaml", &ONE_FILE.replace("out/all.yaml", "v.yaml"));
    let ran = openclaw_render(&["snapshot", "update"], &scratch.0);
    assert!(ran.code == 1 && ran.stderr.contains("v.yaml is there and was not written by"), "{}", ran.stderr);
    assert_eq!(read(&scratch, "v.yaml"), "token: x\ncount: 9\n");
    // What a kube-apiserver would refuse is not written either.
    scratch.write("snapshots.yaml", ONE_FILE);
    scratch
        .write("c/templates/config.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\nspec: 1\n");
    let ran = openclaw_render(&["snapshot", "update"], &scratch.0);
    assert!(ran.code == 1 && ran.stderr.contains("spec"), "{}", ran.stderr);
    assert_eq!(read(&scratch, "out/all.yaml"), before);
}

#[test]
#[cfg(unix)]
fn a_link_does_not_lead_out_of_the_repository() {
    let scratch = repository("link", ONE_FILE);
    let outside = Scratch::new("snapshot-outside");
    std::fs::remove_dir_all(scratch.0.join("out")).unwrap();
    std::os::unix::fs::symlink(&outside.0, scratch.0.join("out")).unwrap();
    for verb in ["update", "check"] {
        let ran = openclaw_render(&["snapshot", verb], &scratch.0);
        assert!(ran.code == 1 && ran.stderr.contains("leads out of the repository"), "{}", ran.stderr);
    }
    assert_eq!(std::fs::read_dir(&outside.0).unwrap().count(), 0);
}

#[test]
fn a_missing_list_is_told_with_an_example() {
    let scratch = Scratch::new("snapshot-none");
    let ran = check(&scratch);
    assert!(
        ran.code == 1 && ran.stderr.contains("snapshots.yaml") && ran.stderr.contains("version: 1"),
        "{}",
        ran.stderr
    );
    assert_eq!(ran.stdout, "");
}

#[test]
fn the_largest_list() {
    let scratch = repository("large", ONE_FILE);
    let limit = usize::try_from(openclaw_render::snapshot::spec::MAX_SIZE).unwrap();
    for (size, code) in [(limit, 0), (limit + 1, 1)] {
        let comment = "#".repeat(size - ONE_FILE.len() - 1);
        scratch.write("snapshots.yaml", &format!("{ONE_FILE}{comment}\n"));
        let ran = check(&scratch);
        assert_eq!(ran.code, code, "{}", ran.stderr);
        assert_eq!(ran.stderr.contains("is larger than"), code == 1, "{}", ran.stderr);
    }
}

/// Each key of a snapshot does what the flag of that name does, and does something.
#[test]
fn every_key_means_what_the_flag_means() {
    let scratch = Scratch::new("snapshot-keys");
    scratch.write("c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 0.1.0\n");
    scratch.write("c/values.yaml", "word: none\n");
    scratch.write(
        "c/templates/a.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: \"{{ .Release.Name }}\", namespace: \"{{ .Release.Namespace }}\"}\n\
         data:\n  word: {{ toJson .Values.word | quote }}\n  kube: {{ .Capabilities.KubeVersion.Version }}\n  \
         has: {{ .Capabilities.APIVersions.Has \"x.example.com/v1\" | quote }}\n  helm: {{ typeOf .Values }}\n  \
         drawn: {{ if .Values.draw }}{{ randAlpha 9 }}{{ end }}\n{{ if .Values.bad }}spec: 1\n{{ end }}",
    );
    let hook = |kind: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{name: {kind}, annotations: {{helm.sh/hook: {kind}}}}}\nspec: {{containers: [{{name: x, image: \"x:1\"}}]}}\n"
        )
    };
    scratch.write("c/templates/test.yaml", &hook("test"));
    scratch.write("c/templates/hook.yaml", &hook("pre-install"));
    scratch.write("c/crds/x.yaml", "kind: Invented\napiVersion: x.example.com/v1\nmetadata: {name: x}\n");
    scratch.write("f.txt", "from a file");
    scratch.write("v.yaml", "word: from values\n");
    let render = |flags: &[&str]| {
        let ran = openclaw_render(&[&["template", "r", "c", "-n", "t"], flags].concat(), &scratch.0);
        assert_eq!(ran.code, 0, "{flags:?}: {}", ran.stderr);
        ran.stdout
    };
    let plain = render(&[]);
    let keys: &[(&str, &[&str])] = &[
        ("values: [v.yaml]", &["-f", "v.yaml"]),
        ("set: ['word=a,other=b']", &["--set", "word=a,other=b"]),
        ("setString: ['word=1']", &["--set-string", "word=1"]),
        ("setJson: ['word={\"a\": 1}']", &["--set-json", "word={\"a\": 1}"]),
        ("setLiteral: ['word=a,b']", &["--set-literal", "word=a,b"]),
        ("setFile: [word=f.txt]", &["--set-file", "word=f.txt"]),
        ("kubeVersion: '1.30'", &["--kube-version", "1.30"]),
        ("apiVersions: [x.example.com/v1]", &["-a", "x.example.com/v1"]),
        ("helmCompat: '3'", &["--helm-compat", "3"]),
        ("set: [bad=true], validate: 'off'", &["--set", "bad=true", "--validate=off"]),
        ("showOnly: [templates/a.yaml]", &["-s", "templates/a.yaml"]),
        ("includeCRDs: true", &["--include-crds"]),
        ("skipTests: true", &["--skip-tests"]),
        ("noHooks: true", &["--no-hooks"]),
        ("set: [draw=true], seed: 3", &["--set", "draw=true", "--seed", "3"]),
    ];
    for (key, flags) in keys {
        let list = format!(
            "version: 1\nsnapshots:\n  - {{chart: c, release: r, namespace: t, {key}, output: all.yaml}}\n"
        );
        scratch.write("snapshots.yaml", &list);
        let ran = openclaw_render(&["snapshot", "update"], &scratch.0);
        assert_eq!((ran.code, ran.stdout.as_str()), (0, "wrote all.yaml\n"), "{key}: {}", ran.stderr);
        let file = read(&scratch, "all.yaml");
        let want = render(flags);
        assert_eq!(file.split_once('\n').unwrap().1, want, "{key}");
        assert_ne!(want, plain, "{key}");
    }
}

/// Many releases in one run; the environment decides nothing.
#[test]
fn two_hundred_releases_in_one_run() {
    let snapshot = |n: usize| format!("  - {{release: r{n}, namespace: t, output: out/{n}.yaml}}\n");
    let list: String = (0..200).map(snapshot).collect();
    let scratch = Scratch::new("snapshot-many");
    scratch.write("snapshots.yaml", &format!("version: 1\ndefaults: {{chart: builtin}}\nsnapshots:\n{list}"));
    let ran = openclaw_render(&["snapshot", "update"], &scratch.0);
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 200), "{}", ran.stderr);
    assert!(read(&scratch, "out/117.yaml").contains("app.kubernetes.io/instance: \"r117\""));
    let vars = [
        ("OPENCLAW_RENDER_HELM_COMPAT", "3"),
        ("HELM_NAMESPACE", "other"),
        ("OPENCLAW_RENDER_VALIDATE", "off"),
    ];
    let ran = crate::support::openclaw_render_with(&["snapshot", "check"], &scratch.0, &vars);
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (0, "200 files of 200 snapshots are fresh\n"),
        "{}",
        ran.stderr
    );
}

/// The overlays of this repository are what the presets render to.
#[test]
fn the_projects_own_snapshots_are_fresh() {
    let ran = openclaw_render(&["snapshot", "check"], &root());
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    // And what the presets render to is what the command line prints.
    for overlay in ["dev", "prod"] {
        let values = format!("values/{overlay}.yaml");
        let args = ["template", "openclaw", "chart", "-n", "openclaw", "-f", &values];
        let path = root().join(format!("deploy/kubernetes/kustomize/overlays/{overlay}/openclaw.yaml"));
        let file = std::fs::read_to_string(path).unwrap();
        let (_, body) = file.split_once('\n').unwrap();
        assert_eq!(body, openclaw_render(&args, &root()).stdout);
    }
}

/// An update that git would call clean stays clean: no line ends or modes of its own.
#[test]
fn git_sees_no_change_after_an_update() {
    let Some(git) = oracle("git") else { return };
    let scratch = repository("git", ONE_FILE);
    let run = |args: &[&str]| {
        let done = Command::new(&git)
            .args(["-c", "user.name=t", "-c", "user.email=t@example.com"])
            .args(args)
            .current_dir(&scratch.0)
            .output()
            .unwrap();
        assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8_lossy(&done.stdout).into_owned()
    };
    run(&["init", "-q"]);
    run(&["add", "."]);
    run(&["commit", "-qm", "all"]);
    std::fs::remove_file(scratch.0.join("out/all.yaml")).unwrap();
    assert_eq!(openclaw_render(&["snapshot", "update"], &scratch.0).code, 0);
    assert_eq!(run(&["status", "--porcelain"]), "");
}
