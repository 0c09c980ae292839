//! The README's `sh` blocks, the ways of its GitOps section among them: each is short, and each runs as far as it can without a
//! cluster. Its `console` blocks are run by `cli`.

use crate::support::{Scratch, oracle, root};
use std::path::Path;
use std::process::Command;

/// Longest way, in lines.
const LINES: usize = 5;

/// Stands in for a cluster: what is to be applied has to be there and, as far as it can be told, valid.
const KUBECTL: &str = r#"#!/bin/sh
set -e
while [ $# -gt 0 ]; do
  case $1 in
    -k) test -f "$2/kustomization.yaml"; shift ;;
    -f) said=$(openclaw-render validate "$2"); test "$said" != "0 valid, 0 invalid, 0 skipped"; shift ;;
    --patch-file|--from-file) test -s "$2"; shift ;;
  esac
  shift
done
"#;

fn ways() -> Vec<String> {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let section = readme.split("\n## GitOps\n").nth(1).unwrap().split("\n## ").next().unwrap();
    assert!(section.contains("```mermaid\n"), "a picture of the flow");
    let ways = section.matches("```sh\n").count();
    assert!(ways >= 7, "kustomize, snapshots, Flux, Argo CD with and without the plugin, helmCharts, CI");
    let blocks = readme.split("```sh\n").skip(1);
    let blocks: Vec<String> = blocks.map(|rest| rest.split("```").next().unwrap().to_owned()).collect();
    assert!(blocks.len() > ways, "the pipe into kubectl stands outside of that section");
    blocks
}

#[test]
fn every_way_is_short_and_runs() {
    let ways = ways();
    for (number, way) in ways.iter().enumerate() {
        assert!(way.lines().count() <= LINES, "{way}");
        let scratch = Scratch::new(&format!("readme-{number}"));
        for folder in ["chart", "values", "deploy", "tests/gitops"] {
            copy(&root().join(folder), &scratch.0.join(folder));
        }
        scratch.write("bin/kubectl", KUBECTL);
        scratch.write(
            "bin/kustomize",
            "#!/bin/sh\ntest -f tests/gitops/kustomize/several-charts/kustomization.yaml\n",
        );
        scratch.write("bin/flux", "#!/bin/sh\nexit 0\n");
        for name in ["kubectl", "kustomize", "flux"] {
            let path = scratch.0.join("bin").join(name);
            let mut mode = std::fs::metadata(&path).unwrap().permissions();
            std::os::unix::fs::PermissionsExt::set_mode(&mut mode, 0o755);
            std::fs::set_permissions(&path, mode).unwrap();
        }
        if let Some(kustomize) = oracle("kustomize") {
            std::fs::remove_file(scratch.0.join("bin/kustomize")).unwrap();
            std::os::unix::fs::symlink(kustomize, scratch.0.join("bin/kustomize")).unwrap();
        }
        let program = Path::new(env!("CARGO_BIN_EXE_openclaw-render")).parent().unwrap();
        let path =
            format!("{}:{}:/usr/local/bin:/usr/bin:/bin", scratch.0.join("bin").display(), program.display());
        let done = Command::new("sh")
            .args(["-ec", way])
            .current_dir(&scratch.0)
            .env_clear()
            .env("PATH", path)
            .env("TOKEN", "a-token")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{way}\n{}{said}", String::from_utf8_lossy(&done.stdout));
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() && !entry.file_type().unwrap().is_symlink() {
            copy(&path, &to);
        } else if path.is_file() {
            std::fs::copy(path, to).unwrap();
        }
    }
}
