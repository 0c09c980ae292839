//! What `init` writes works: it validates, it builds, its snapshots are fresh, its commands run.

use crate::support::{Scratch, openclaw_render, openclaw_render_with, oracle};
use openclaw_render::yaml;
use std::process::Command;

const FLAGS: &[&str] = &[
    "--release",
    "claw",
    "-n",
    "team",
    "--repo-url",
    "https://git.example.com/t/claw.git",
    "--path",
    "apps/claw",
    "--branch",
    "feature/k8s",
];

fn init(kind: &str, scratch: &Scratch) -> String {
    let ran = openclaw_render(&[&["init", kind], FLAGS].concat(), &scratch.0);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{kind}");
    ran.stdout
}

fn read(scratch: &Scratch, path: &str) -> String {
    std::fs::read_to_string(scratch.0.join(path)).unwrap()
}

#[test]
fn a_start_is_written_once() {
    for kind in ["argocd", "flux", "kustomize", "ci"] {
        let scratch = Scratch::new(&format!("init-{kind}"));
        let told = init(kind, &scratch);
        let files: Vec<&str> = told.lines().map(|line| line.strip_prefix("wrote ").unwrap()).collect();
        assert!(files.len() >= 3, "{told}");
        for file in &files {
            let text = read(&scratch, file.trim_start_matches("./"));
            assert!(!text.contains("{{ ") && text.ends_with('\n'), "{file}: {text}");
            yaml::parse_nodes(&text).unwrap();
        }
        // What is there is left alone, unless --force says otherwise.
        let values = "apps/claw/values.yaml";
        scratch.write(values, "mine: true\n");
        let ran = openclaw_render(&[&["init", kind], FLAGS].concat(), &scratch.0);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
        assert!(
            ran.stderr.contains("is there already; nothing was written") && ran.stderr.contains("--force"),
            "{}",
            ran.stderr
        );
        assert_eq!(read(&scratch, values), "mine: true\n");
        let ran = openclaw_render(&[&["init", kind, "--force"], FLAGS].concat(), &scratch.0);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert_ne!(read(&scratch, values), "mine: true\n");
    }
}

#[test]
fn the_kustomize_and_flux_starts_build() {
    for kind in ["kustomize", "flux"] {
        let scratch = Scratch::new(&format!("init-build-{kind}"));
        init(kind, &scratch);
        assert_eq!(openclaw_render(&["snapshot", "check"], &scratch.0).code, 0, "{kind}");
        let manifests = ["apps/claw/namespace.yaml", "apps/claw/manifests.yaml"];
        let ran = openclaw_render(&[&["validate"], &manifests[..]].concat(), &scratch.0);
        assert_eq!((ran.code, ran.stdout.as_str()), (0, "6 valid, 0 invalid, 0 skipped\n"));
        let Some(kustomize) = oracle("kustomize") else { continue };
        let built = Command::new(kustomize).arg("build").arg(scratch.0.join("apps/claw")).output().unwrap();
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let built = String::from_utf8_lossy(&built.stdout);
        assert_eq!(built.matches("\nkind: ").count(), 6, "{built}");
    }
    let scratch = Scratch::new("init-flux-source");
    init("flux", &scratch);
    assert!(read(&scratch, "flux/source.yaml").contains("branch: feature/k8s"));
    assert!(read(&scratch, "flux/kustomization.yaml").contains("path: ./apps/claw\n"));
    let ran = openclaw_render(&["validate", "flux"], &scratch.0);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "0 valid, 0 invalid, 2 skipped\n"));
}

#[test]
fn the_argocd_start_renders_as_the_plugin_would() {
    let scratch = Scratch::new("init-argocd-plugin");
    init("argocd", &scratch);
    let application = yaml::parse(&read(&scratch, "argocd/application.yaml")).unwrap();
    let at = |keys: &[&str]| keys.iter().fold(application.clone(), |at, key| at.get(key).unwrap());
    assert_eq!(at(&["spec", "source", "path"]).as_str(), Some("apps/claw"));
    let parameters = openclaw_render::json::encode(&at(&["spec", "source", "plugin", "parameters"])).unwrap();
    let app = scratch.0.join("apps/claw");
    let vars = [
        ("ARGOCD_APP_NAME", "argocd_claw"),
        ("ARGOCD_APP_NAMESPACE", "team"),
        ("ARGOCD_APP_SOURCE_PATH", "apps/claw"),
        ("ARGOCD_APP_PARAMETERS", parameters.as_str()),
    ];
    assert_eq!(openclaw_render_with(&["argocd", "discover"], &app, &vars).stdout, "openclaw-render.yaml\n");
    let ran = openclaw_render_with(&["argocd", "generate"], &app, &vars);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(
        ran.stdout.contains("claw-credentials") && ran.stdout.contains("namespace: \"team\""),
        "{}",
        ran.stdout
    );
}

/// Every command of the workflow and of the hook that calls us runs in the new repository.
#[test]
fn the_commands_of_the_ci_start_run() {
    let scratch = Scratch::new("init-ci-commands");
    init("ci", &scratch);
    let workflow = read(&scratch, ".github/workflows/manifests.yaml");
    let hook = read(&scratch, ".pre-commit-config.yaml");
    let runs = workflow.lines().filter_map(|line| line.trim().strip_prefix("run: "));
    let entries = hook.lines().filter_map(|line| line.trim().strip_prefix("entry: "));
    let program = env!("CARGO_BIN_EXE_openclaw-render");
    let mut count = 0;
    for line in runs.chain(entries).filter(|line| line.starts_with("openclaw-render")) {
        let folder = std::path::Path::new(program).parent().unwrap();
        let done = Command::new("sh")
            .args(["-c", line])
            .current_dir(&scratch.0)
            .env_clear()
            .env("PATH", format!("{}:/usr/bin:/bin", folder.display()))
            .output()
            .unwrap();
        assert!(done.status.success(), "{line}: {}", String::from_utf8_lossy(&done.stderr));
        count += 1;
    }
    assert_eq!(count, 4, "render, validate, compare, and the hook");
    // A change that was not rendered stops the pull request.
    scratch.write("apps/claw/values.yaml", "gateway: {port: 1234}\n");
    assert_eq!(openclaw_render(&["snapshot", "check"], &scratch.0).code, 1);
}

#[test]
fn answers_that_would_change_a_files_meaning_are_refused() {
    let scratch = Scratch::new("init-refused");
    for args in [
        &["init", "argocd", "--release", "a: b"][..],
        &["init", "argocd", "-n", "x\ny"],
        &["init", "kustomize", "--path", "../out"],
        &["init", "flux", "--repo-url", "https://x y"],
        &["init", "ci", "--branch", "a]"],
        &["init", "helm"],
    ] {
        let ran = openclaw_render(args, &scratch.0);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{args:?}");
        assert!(ran.stderr.starts_with("Error: "), "{}", ran.stderr);
    }
    assert_eq!(std::fs::read_dir(&scratch.0).unwrap().count(), 0);
}
