//! What is ready to apply below `deploy/`: it is what the presets render to, and each object is one that a cluster
//! would take.

use crate::support::{Scratch, openclaw_render, oracle, root};
use openclaw_render::json;
use openclaw_render::value::Value;
use openclaw_render::yaml;
use std::path::Path;
use std::process::Command;

/// The objects of a text, each as JSON, in the order of kind and name.
fn objects(text: &str) -> Vec<String> {
    let documents = yaml::parse_nodes(text).unwrap();
    let values = documents.iter().map(|document| yaml::decode_document(document).unwrap());
    let mut all: Vec<String> =
        values.filter(|value| !value.is_nil()).map(|value| json::encode(&value).unwrap()).collect();
    all.sort();
    all
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

/// What an overlay is made of: the namespace, the render of its preset, and what its components add.
fn expected(overlay: &str) -> Vec<String> {
    let values = format!("values/{overlay}.yaml");
    let ran = openclaw_render(&["template", "openclaw", "chart", "-n", "openclaw", "-f", &values], &root());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let mut all = objects(&ran.stdout);
    all.extend(objects(&read("deploy/kubernetes/kustomize/base/namespace.yaml")));
    if overlay == "prod" {
        all.extend(objects(&read(
            "deploy/kubernetes/kustomize/components/network-policy/networkpolicy.yaml",
        )));
    }
    all.sort();
    all
}

/// `kustomize build` and `kubectl kustomize`, without a flag and without Helm.
#[test]
fn the_overlays_build_to_the_presets_and_the_namespace() {
    let builders = [("kustomize", "build"), ("kubectl", "kustomize")];
    for (program, verb) in builders {
        let Some(path) = oracle(program) else { continue };
        for overlay in ["dev", "prod"] {
            let folder = root().join("deploy/kubernetes/kustomize/overlays").join(overlay);
            let built = Command::new(&path).arg(verb).arg(&folder).output().unwrap();
            let stderr = String::from_utf8_lossy(&built.stderr);
            assert!(built.status.success(), "{program} {overlay}: {stderr}");
            assert_eq!(
                objects(&String::from_utf8_lossy(&built.stdout)),
                expected(overlay),
                "{program} {overlay}"
            );
        }
    }
}

/// The same by what stands in the files, where no kustomize is at hand: every overlay lists the base and one file of
/// manifests, so that what it builds is their sum.
#[test]
fn the_overlays_are_the_sum_of_their_resources() {
    for overlay in ["dev", "prod"] {
        let folder = root().join("deploy/kubernetes/kustomize/overlays").join(overlay);
        let mut all = Vec::new();
        collect(&folder, &mut all);
        all.sort();
        assert_eq!(all, expected(overlay), "{overlay}");
    }
}

/// The objects that a kustomization lists, if it changes none of them.
fn collect(folder: &Path, all: &mut Vec<String>) {
    let kustomization =
        yaml::parse(&std::fs::read_to_string(folder.join("kustomization.yaml")).unwrap()).unwrap();
    for (key, value) in kustomization.as_map().unwrap().snapshot().iter() {
        match &**key {
            "apiVersion" | "kind" => {}
            "resources" | "components" => {
                for item in value.as_list().unwrap() {
                    let path = folder.join(item.as_str().unwrap());
                    if path.is_dir() {
                        collect(&path, all);
                    } else {
                        all.extend(objects(&std::fs::read_to_string(path).unwrap()));
                    }
                }
            }
            other => panic!("{}: {other} changes objects", folder.display()),
        }
    }
}

#[test]
fn the_dev_overlay_is_small_and_the_prod_overlay_keeps_no_secret() {
    let (dev, prod) = (expected("dev").join("\n"), expected("prod").join("\n"));
    assert!(
        dev.contains("\"kind\":\"Secret\"")
            && dev.contains("\"storage\":\"1Gi\"")
            && dev.contains("\"replicas\":1")
    );
    assert!(!prod.contains("\"kind\":\"Secret\"") && prod.contains("openclaw-credentials"));
    assert!(prod.contains("\"kind\":\"Ingress\"") && prod.contains("\"secretName\":\"openclaw-tls\""));
    assert!(prod.contains("\"kind\":\"NetworkPolicy\""));
}

/// Every manifest of `deploy/` is valid as far as Kubernetes' own kinds go; what Argo CD's, Flux's and Prometheus' own
/// definitions say is recorded in `tests/oracle/deploy_dry_run.txt`.
#[test]
fn what_is_deployed_is_valid() {
    let ran = openclaw_render(
        &[
            "validate",
            "deploy/kubernetes/kustomize/base/namespace.yaml",
            "deploy/kubernetes/kustomize/overlays/dev/openclaw.yaml",
            "deploy/kubernetes/kustomize/overlays/prod/openclaw.yaml",
            "deploy/kubernetes/kustomize/components/network-policy/networkpolicy.yaml",
        ],
        &root(),
    );
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    assert_eq!(ran.stdout, "15 valid, 0 invalid, 0 skipped\n");
    let custom = [
        "deploy/flux",
        "deploy/argocd/application-dev.yaml",
        "deploy/argocd/application-prod.yaml",
        "deploy/argocd/application-plugin.yaml",
        "deploy/kubernetes/kustomize/components/service-monitor/servicemonitor.yaml",
    ];
    let ran = openclaw_render(&[&["validate"], &custom[..]].concat(), &root());
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "0 valid, 0 invalid, 9 skipped\n"), "{}", ran.stdout);
}

/// Addresses that only the reader can know stand below a domain that nobody can own (RFC 2606), each is marked, and all of
/// one kind are the same.
#[test]
fn addresses_to_fill_in_are_marked() {
    let mut found = std::collections::BTreeMap::<&str, std::collections::BTreeSet<String>>::new();
    let mut files = Vec::new();
    for folder in ["deploy/argocd", "deploy/flux"] {
        files.extend(std::fs::read_dir(root().join(folder)).unwrap().map(|file| file.unwrap().path()));
    }
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "yaml")) {
        let text = std::fs::read_to_string(file).unwrap();
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for (number, line) in lines.iter().enumerate() {
            for key in ["repoURL: ", "url: ", "image: "] {
                let Some(address) = line.strip_prefix(key) else { continue };
                assert!(lines[number - 1].starts_with("# Yours: "), "{}: {line}", file.display());
                let kind = if address.starts_with("https://") { "git" } else { key };
                found.entry(kind).or_default().insert(address.to_owned());
            }
        }
        let outside = text.split("://").skip(1).map(|rest| rest.split('/').next().unwrap());
        let outside: Vec<_> = outside
            .filter(|host| !host.ends_with(".example.com") && !host.starts_with("kubernetes."))
            .collect();
        assert!(outside.is_empty(), "{}: {outside:?}", file.display());
    }
    assert_eq!(found.len(), 3, "repositories, a registry, an image");
    assert!(found.values().all(|same| same.len() == 1), "{found:?}");
    let image = found["image: "].first().unwrap();
    assert!(read("deploy/argocd/Containerfile").contains(&format!(" -t {image} ")));
    assert!(image.ends_with(&format!(":{}", env!("CARGO_PKG_VERSION"))), "{image}");
}

/// The paths, names and ports that the files of `deploy/` tell each other agree.
#[test]
fn what_is_deployed_agrees() {
    for overlay in ["dev", "prod"] {
        let path = format!("deploy/kubernetes/kustomize/overlays/{overlay}");
        assert!(root().join(&path).is_dir());
        assert!(
            read(&format!("deploy/argocd/application-{overlay}.yaml")).contains(&format!("path: {path}\n"))
        );
        assert!(
            read(&format!("deploy/flux/kustomization-{overlay}.yaml")).contains(&format!("path: ./{path}\n"))
        );
    }
    let patch = yaml::parse(&read("deploy/argocd/repo-server-patch.yaml")).unwrap();
    let spec = ["spec", "template", "spec"].iter().fold(patch, |at, key| at.get(key).unwrap());
    let container = spec.get("containers").unwrap().as_list().unwrap()[0].clone();
    let get = |value: &Value, key: &str| value.get(key).unwrap();
    let user = json::encode(&get(&get(&container, "securityContext"), "runAsUser")).unwrap();
    let containerfile = read("deploy/argocd/Containerfile");
    assert!(
        user == "999"
            && containerfile.contains("\nUSER 999:999\n")
            && containerfile.contains("\nFROM scratch\n")
    );
    assert!(!containerfile.contains("\nRUN "), "there is no shell in it");
    let mounts = get(&container, "volumeMounts");
    let mounts: Vec<String> =
        mounts.as_list().unwrap().iter().map(|m| get(m, "mountPath").as_str().unwrap().to_owned()).collect();
    assert_eq!(
        mounts,
        [
            "/var/run/argocd",
            "/home/argocd/cmp-server/plugins",
            "/home/argocd/cmp-server/config/plugin.yaml",
            "/tmp"
        ]
    );
    let volumes = json::encode(&get(&spec, "volumes")).unwrap();
    assert!(volumes.contains(r#"{"emptyDir":{},"name":"openclaw-render-tmp"}"#), "a /tmp of its own");
    // The application with the plugin names files that are there.
    for file in ["chart/Chart.yaml", "values/prod.yaml"] {
        assert!(root().join(file).is_file());
    }
}

/// As much of Argo CD's repo-server as the plugin needs. Source: Argo CD, manifests/base/repo-server.
const REPO_SERVER: &str = "apiVersion: apps/v1
kind: Deployment
metadata: {name: argocd-repo-server}
spec:
  selector: {matchLabels: {app: repo-server}}
  template:
    metadata: {labels: {app: repo-server}}
    spec:
      containers: [{name: argocd-repo-server, image: 'argocd:1'}]
      volumes: [{name: var-files, emptyDir: {}}, {name: plugins, emptyDir: {}}]
";

/// The component finds the repo-server of an Argo CD that is installed with kustomize, whether its namespace is set before or
/// after, and the volume finds the plugin's description.
#[test]
fn the_sidecar_joins_the_repo_server() {
    let Some(kustomize) = oracle("kustomize") else { return };
    let scratch = Scratch::new("deploy-sidecar");
    scratch.write("base/kustomization.yaml", "resources: [deployment.yaml]\n");
    scratch.write("base/deployment.yaml", REPO_SERVER);
    scratch.write("inner/kustomization.yaml", "namespace: argocd\nresources: [../base]\n");
    for file in ["kustomization.yaml", "plugin.yaml", "repo-server-patch.yaml"] {
        scratch.write(&format!("plugin/{file}"), &read(&format!("deploy/argocd/{file}")));
    }
    for (list, namespace) in [
        ("namespace: argocd\nresources: [base]\n", "argocd"),
        ("resources: [inner]\n", "argocd"),
        ("namespace: gitops\nresources: [inner]\n", "gitops"),
    ] {
        scratch.write("kustomization.yaml", &format!("{list}components: [plugin]\n"));
        let built = Command::new(&kustomize).arg("build").arg(&scratch.0).output().unwrap();
        assert!(built.status.success(), "{list}: {}", String::from_utf8_lossy(&built.stderr));
        scratch.write("built.yaml", &String::from_utf8_lossy(&built.stdout));
        // That every mount has its volume is one of the things that are checked.
        let checked = openclaw_render(&["validate", "built.yaml"], &scratch.0);
        assert_eq!((checked.code, checked.stdout.as_str()), (0, "2 valid, 0 invalid, 0 skipped\n"), "{list}");
        let built = objects(&String::from_utf8_lossy(&built.stdout)).join("\n");
        assert_eq!(built.matches(&format!(r#""namespace":"{namespace}""#)).count(), 2, "{built}");
        let volume = r#"{"configMap":{"name":"openclaw-render-plugin"},"name":"openclaw-render-plugin"}"#;
        assert!(built.contains(volume) && built.contains(r#""image":"argocd:1""#), "{built}");
    }
}
