//! What the chart promises, in `chart/README.md` and in its values, holds in what it renders. That both Helms render the
//! same is the work of `parity`.

use crate::support::{Scratch, openclaw_render, oracle, root};
use openclaw_render::json;
use openclaw_render::value::Value;
use std::process::Command;

/// A render of the chart as objects, in the namespace `agents`.
struct Render(Vec<Value>);

impl Render {
    fn new(flags: &[&str]) -> Self {
        let args = [&["template", "openclaw", "chart", "-n", "agents", "--output", "json"], flags].concat();
        let ran = openclaw_render(&args, &root());
        assert_eq!(ran.code, 0, "{flags:?}: {}", ran.stderr);
        Self(ran.stdout.lines().map(|line| json::decode(line).unwrap()).collect())
    }

    fn kind(&self, kind: &str) -> Vec<&Value> {
        self.0.iter().filter(|object| text(object, "kind") == kind).collect()
    }

    fn one(&self, kind: &str) -> &Value {
        let all = self.kind(kind);
        assert_eq!(all.len(), 1, "{kind}");
        all[0]
    }

    fn pod(&self) -> Value {
        at(self.one("Deployment"), "spec.template.spec").unwrap()
    }

    fn gateway(&self) -> Value {
        at(&self.pod(), "containers.0").unwrap()
    }
}

/// The value at a path of keys and indexes, if it is there.
fn at(value: &Value, path: &str) -> Option<Value> {
    path.split('.').try_fold(value.clone(), |value, step| match step.parse::<usize>() {
        Ok(index) => value.as_list()?.get(index).cloned(),
        Err(_) => value.get(step),
    })
}

fn encode(value: Option<Value>) -> String {
    value.map_or_else(|| "nothing".to_owned(), |value| json::encode(&value).unwrap())
}

/// A string at a path; nothing where there is none.
fn text(value: &Value, path: &str) -> String {
    at(value, path).and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn check(value: &Value, want: &[(&str, &str)]) {
    for (path, want) in want {
        assert_eq!(encode(at(value, path)), *want, "{path}");
    }
}

/// The values of the chart that OpenClaw's guide describes.
const GUIDE: &[&str] = &[
    "replicaCount",
    "image.repository",
    "image.tag",
    "image.pullPolicy",
    "imagePullSecrets",
    "nameOverride",
    "fullnameOverride",
    "serviceAccount.create",
    "serviceAccount.annotations",
    "serviceAccount.name",
    "podAnnotations",
    "podLabels",
    "podSecurityContext",
    "securityContext",
    "resources",
    "nodeSelector",
    "tolerations",
    "affinity",
    "topologySpreadConstraints",
    "service.type",
    "service.annotations",
    "service.additionalLabels",
    "service.ports.gateway",
    "service.ports.bridge",
    "ingress.enabled",
    "ingress.className",
    "ingress.annotations",
    "ingress.hosts.0.host",
    "ingress.hosts.0.paths.0.path",
    "ingress.hosts.0.paths.0.pathType",
    "ingress.hosts.0.paths.0.servicePort",
    "ingress.tls",
    "secret.create",
    "secret.name",
    "secret.annotations",
    "secret.stringData",
    "gateway.command",
    "gateway.args",
    "gateway.env",
    "gateway.envFrom",
    "gateway.extraEnv",
    "gateway.extraEnvFrom",
    "gateway.livenessProbe",
    "gateway.readinessProbe",
    "persistence.config.enabled",
    "persistence.config.existingClaim",
    "persistence.config.accessModes",
    "persistence.config.storageClass",
    "persistence.config.size",
    "persistence.workspace.enabled",
    "persistence.workspace.existingClaim",
    "persistence.workspace.accessModes",
    "persistence.workspace.storageClass",
    "persistence.workspace.size",
    "initContainers.enabled",
    "initContainers.image",
    "initContainers.command",
    "initContainers.args",
    "initContainers.extra",
    "extraContainers",
    "extraVolumes",
    "extraVolumeMounts",
];

#[test]
fn every_value_of_the_guides_chart_is_taken() {
    let values = std::fs::read_to_string(root().join("chart/values.yaml")).unwrap();
    let values = openclaw_render::yaml::parse(&values).unwrap();
    let lost: Vec<_> = GUIDE.iter().filter(|path| at(&values, path).is_none()).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn the_deployment_is_as_safe_as_it_says() {
    let render = Render::new(&[]);
    check(
        render.one("Deployment"),
        &[
            ("spec.replicas", "1"),
            ("spec.strategy", r#"{"type":"Recreate"}"#),
            ("spec.template.spec.automountServiceAccountToken", "false"),
            ("spec.template.spec.enableServiceLinks", "false"),
            ("spec.template.spec.terminationGracePeriodSeconds", "60"),
            ("spec.template.spec.securityContext.runAsNonRoot", "true"),
            ("spec.template.spec.securityContext.runAsUser", "1000"),
            ("spec.template.spec.securityContext.runAsGroup", "1000"),
            ("spec.template.spec.securityContext.fsGroup", "1000"),
            ("spec.template.spec.securityContext.seccompProfile", r#"{"type":"RuntimeDefault"}"#),
        ],
    );
    check(
        &render.gateway(),
        &[
            ("image", r#""ghcr.io/openclaw/openclaw:2026.2.13""#),
            // The entrypoint stays the image's: newer ones start an init process there.
            ("command", "nothing"),
            (
                "args",
                r#"["node","dist/index.js","gateway","--bind","lan","--port","18789","--allow-unconfigured"]"#,
            ),
            ("securityContext.readOnlyRootFilesystem", "true"),
            ("securityContext.allowPrivilegeEscalation", "false"),
            ("securityContext.capabilities", r#"{"drop":["ALL"]}"#),
            (
                "resources",
                r#"{"limits":{"cpu":"2","memory":"2Gi"},"requests":{"cpu":"250m","memory":"512Mi"}}"#,
            ),
            ("ports.0.containerPort", "18789"),
            ("ports.1.containerPort", "18790"),
        ],
    );
    let all = encode(Some(render.gateway()));
    // Three quarters of the memory limit.
    assert!(all.contains(r#"{"name":"NODE_OPTIONS","value":"--max-old-space-size=1536"}"#), "{all}");
    assert!(all.contains(r#"{"mountPath":"/tmp","name":"tmp"}"#), "{all}");
    assert_eq!(
        encode(at(render.one("ServiceAccount"), "automountServiceAccountToken")),
        "false",
        "no token is mounted"
    );
}

/// The init container that changes owners has root's name and two of its powers; the rootless one has none.
#[test]
fn the_init_container_has_what_it_needs_and_no_more() {
    let context = |flags: &[&str]| encode(at(&Render::new(flags).pod(), "initContainers.0.securityContext"));
    assert_eq!(
        context(&[]),
        r#"{"allowPrivilegeEscalation":false,"capabilities":{"add":["CHOWN","DAC_OVERRIDE"],"drop":["ALL"]},"readOnlyRootFilesystem":true,"runAsGroup":0,"runAsNonRoot":false,"runAsUser":0}"#
    );
    assert_eq!(
        context(&["--set", "initContainers.rootless=true"]),
        r#"{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]},"readOnlyRootFilesystem":true}"#
    );
    assert_eq!(context(&["--set", "initContainers.enabled=false"]), "nothing");
}

/// How one probe looks: its way, its path, and the status that the body must tell.
fn probe(gateway: &Value, name: &str) -> String {
    let probe = at(gateway, name).unwrap();
    if at(&probe, "tcpSocket").is_some() {
        return "tcp".to_owned();
    }
    if at(&probe, "httpGet").is_some() {
        return text(&probe, "httpGet.path");
    }
    let words = at(&probe, "exec.command").unwrap();
    let words: Vec<_> = words.as_list().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
    let [.., url, status] = words[..] else { panic!("{words:?}") };
    format!("{} {status}", url.strip_prefix("http://127.0.0.1:18789").unwrap())
}

const TCP: [&str; 3] = ["tcp"; 3];
const READYZ: [&str; 3] = ["/readyz", "/readyz", "/healthz"];
const STARTUPZ: [&str; 3] = ["/startupz started", "/startupz", "/healthz"];

/// The table of chart/README.md, at its edges: tags, the three probes, whether openclaw.json is seeded. The routes are
/// those that the releases have: none up to 2026.2.x, `/readyz` and `/healthz` from 2026.3.1, `/startupz` from the first
/// release after 2026-08-12.
const IMAGES: &[(&[&str], [&str; 3], bool)] = &[
    (&["", "v2026.2.13", "2026.2.13", "2026.2.23", "2025.12.31-slim"], TCP, false),
    (&["2026.2.24", "2026.2.99", "2026.3.1-beta.1"], TCP, true),
    (&["2026.3.1", "v2026.3.1-slim", "2026.7.1-2-slim", "2026.8.12", "2026.8.13-rc1"], READYZ, true),
    (&["2026.8.13", "2026.8.20-amd64", "2026.10.2", "2027.1.1"], STARTUPZ, true),
    (&["latest", "main", "slim", "extended-stable", "sha-4f9c1d2", "v1.2.3", "2026", "2026.3"], TCP, true),
];

#[test]
fn the_probes_are_those_that_the_image_has() {
    let readme = std::fs::read_to_string(root().join("chart/README.md")).unwrap();
    let edges =
        ["up to 2026.2.23", "2026.2.24 to 2026.2.x", "2026.3.1 to 2026.8.12", "from 2026.8.13", "unknown"];
    for edge in edges {
        assert!(readme.contains(&format!("\n  | {edge} | ")), "{edge}");
    }
    let see = |flags: &[&str], want: [&str; 3], seeded: bool| {
        let render = Render::new(flags);
        let gateway = render.gateway();
        let got = ["startupProbe", "readinessProbe", "livenessProbe"].map(|name| probe(&gateway, name));
        assert_eq!(got, want, "{flags:?}");
        assert_eq!(!render.kind("ConfigMap").is_empty(), seeded, "{flags:?}: openclaw.json");
        text(&gateway, "image")
    };
    for (tags, probes, seeded) in IMAGES {
        for tag in *tags {
            let image = see(&["--set-string", &format!("image.tag={tag}")], *probes, *seeded);
            let real = if tag.is_empty() { "2026.2.13" } else { tag };
            let real = if real.starts_with("v20") { &real[1..] } else { real };
            assert_eq!(image, format!("ghcr.io/openclaw/openclaw:{real}"));
        }
    }
    let digest = format!("sha256:{}", "ab".repeat(32));
    let flag = format!("image.digest={digest}");
    assert_eq!(see(&["--set", &flag], TCP, true), format!("ghcr.io/openclaw/openclaw@{digest}"));
    let both = see(&["--set", &flag, "--set-string", "image.tag=2026.8.13"], STARTUPZ, true);
    assert_eq!(both, format!("ghcr.io/openclaw/openclaw:2026.8.13@{digest}"));
}

#[test]
fn labels_of_the_pod_stay_on_the_pod() {
    let render =
        Render::new(&["--set", "podLabels.mine=x,ingress.enabled=true,config.allowedOrigins={https://x}"]);
    for object in &render.0 {
        assert_eq!(encode(at(object, "metadata.labels.mine")), "nothing", "{}", text(object, "kind"));
    }
    let deployment = render.one("Deployment");
    check(
        deployment,
        &[("spec.template.metadata.labels.mine", "\"x\""), ("spec.selector.matchLabels.mine", "nothing")],
    );
}

#[test]
fn a_token_stands_in_the_secret_alone() {
    let flags = |token: &str| -> Vec<String> {
        let token = format!("secret.stringData.OPENCLAW_GATEWAY_TOKEN={token}");
        ["--set", "secret.create=true,config.allowedOrigins={https://x}", "--set", &token]
            .map(str::to_owned)
            .to_vec()
    };
    let (one, other) = (flags("hunter2-one"), flags("hunter2-other"));
    let strings = |flags: &[String]| Render::new(&flags.iter().map(String::as_str).collect::<Vec<_>>());
    let render = strings(&one);
    for object in &render.0 {
        let holds = json::encode(object).unwrap().contains("hunter2");
        assert_eq!(holds, text(object, "kind") == "Secret", "{}", text(object, "kind"));
    }
    let notes = openclaw_render(&[&["show".to_owned(), "notes".to_owned()], &one[..]].concat(), &root());
    assert!(notes.code == 0 && !notes.stdout.contains("hunter2"), "{}", notes.stdout);
    // Another token is another pod.
    let sum = |render: &Render| encode(at(render.one("Deployment"), "spec.template.metadata.annotations"));
    assert_ne!(sum(&render), sum(&strings(&other)));
    assert_eq!(sum(&render), sum(&strings(&one)));
}

/// The one line that a person has to know who pipes the render away: only on a terminal, and only where no Secret is made.
#[test]
fn the_secrets_line_is_told_on_a_terminal() {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_openclaw-render"));
    let watched = |flags: &str| {
        let line = format!("{} {flags} >/dev/null", program.display());
        let ran = Command::new("script")
            .args(["-qec", &line, "/dev/null"])
            .env("SHELL", "/bin/sh")
            .output()
            .ok()?;
        Some(String::from_utf8_lossy(&ran.stdout).into_owned())
    };
    let Some(said) = watched("-n agents") else {
        println!("skipped: `script` of util-linux is not on this machine");
        return;
    };
    let want =
        "the pod waits for a Secret: kubectl --namespace agents create secret generic openclaw-secrets ";
    assert!(said.starts_with(want) && said.lines().count() == 1, "{said}");
    assert_eq!(
        watched("--set secret.create=true,secret.stringData.OPENCLAW_GATEWAY_TOKEN=x").as_deref(),
        Some("")
    );
    assert_eq!(openclaw_render(&["-n", "agents"], &root()).stderr, "", "nobody watches");
}

/// What the values say of the claims: the flags, the claim of the config volume, the pod's volume.
#[test]
fn the_volumes_are_as_the_values_say() {
    let claim = r#"{"persistentVolumeClaim":{"claimName":"openclaw-config"}}"#;
    type Case<'c> = (&'c str, &'c [(&'c str, &'c str)], &'c str);
    let cases: &[Case<'_>] = &[
        (
            "",
            &[
                ("spec.accessModes", r#"["ReadWriteOnce"]"#),
                ("spec.resources.requests.storage", "\"5Gi\""),
                ("spec.storageClassName", "nothing"),
                ("metadata.annotations", "nothing"),
            ],
            claim,
        ),
        ("retain=true", &[("metadata.annotations", r#"{"helm.sh/resource-policy":"keep"}"#)], claim),
        ("storageClass=fast", &[("spec.storageClassName", "\"fast\"")], claim),
        ("storageClass=-", &[("spec.storageClassName", "\"\"")], claim),
        ("accessMode=ReadWriteMany", &[("spec.accessModes", r#"["ReadWriteMany"]"#)], claim),
        (
            "accessModes={ReadWriteMany,ReadOnlyMany}",
            &[("spec.accessModes", r#"["ReadWriteMany","ReadOnlyMany"]"#)],
            claim,
        ),
        ("existingClaim=mine", &[], r#"{"persistentVolumeClaim":{"claimName":"mine"}}"#),
        ("enabled=false", &[], r#"{"emptyDir":{}}"#),
    ];
    for (set, want, volume) in cases {
        let flag = format!("persistence.config.{set}");
        let flags = ["--set", &flag];
        let render = Render::new(if set.is_empty() { &[] } else { &flags });
        let claims = render.kind("PersistentVolumeClaim");
        let own: Vec<_> =
            claims.iter().filter(|claim| text(claim, "metadata.name") == "openclaw-config").collect();
        assert_eq!(own.len(), usize::from(!want.is_empty()), "{set}");
        own.iter().for_each(|claim| check(claim, want));
        let volumes = at(&render.pod(), "volumes.0").unwrap();
        volumes.as_map().unwrap().remove("name");
        assert_eq!(encode(Some(volumes)), *volume, "{set}");
    }
}

/// A WebSocket lives longer than a controller's usual minute, whichever controller it is.
#[test]
fn the_ingress_lets_websockets_live() {
    for (class, want) in [
        (
            "",
            r#"{"nginx.ingress.kubernetes.io/proxy-read-timeout":"3600","nginx.ingress.kubernetes.io/proxy-send-timeout":"3600"}"#,
        ),
        (
            "nginx",
            r#"{"nginx.ingress.kubernetes.io/proxy-read-timeout":"3600","nginx.ingress.kubernetes.io/proxy-send-timeout":"3600"}"#,
        ),
        (
            "haproxy",
            r#"{"haproxy-ingress.github.io/timeout-tunnel":"3600s","haproxy.org/timeout-tunnel":"3600s"}"#,
        ),
        (
            "alb",
            r#"{"alb.ingress.kubernetes.io/load-balancer-attributes":"idle_timeout.timeout_seconds=3600"}"#,
        ),
        ("traefik", "nothing"),
    ] {
        let render =
            Render::new(&["--set", "ingress.enabled=true", "--set", &format!("ingress.className={class}")]);
        assert_eq!(encode(at(render.one("Ingress"), "metadata.annotations")), want, "{class}");
    }
}

/// Each preset says for whom it is, and both Helms find nothing wrong with it.
#[test]
fn the_presets_say_for_whom_they_are() {
    let mut presets: Vec<_> =
        std::fs::read_dir(root().join("values")).unwrap().map(|file| file.unwrap().path()).collect();
    presets.sort();
    let names: Vec<_> =
        presets.iter().map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(names, ["dev", "everything", "minimal", "prod"]);
    for preset in &presets {
        let text = std::fs::read_to_string(preset).unwrap();
        assert!(
            text.starts_with("# For ") && text.lines().next().unwrap().contains(": "),
            "{}",
            preset.display()
        );
    }
    for helm in ["helm3", "helm4"] {
        let Some(helm) = oracle(helm) else { continue };
        for flags in
            std::iter::once(Vec::new()).chain(presets.iter().map(|preset| vec!["-f".into(), preset.clone()]))
        {
            let chart = root().join("chart");
            let ran =
                Command::new(&helm).args(["lint", "--strict"]).arg(chart).args(&flags).output().unwrap();
            let said = String::from_utf8_lossy(&ran.stdout).into_owned();
            assert!(
                ran.status.success() && !said.contains("[WARNING]"),
                "{} {flags:?}: {said}",
                helm.display()
            );
        }
    }
}

/// A key of each closed map, misspelt, is refused, and the error tells what was meant.
#[test]
fn a_misspelt_key_is_refused_with_a_suggestion() {
    for (wrong, meant) in [
        ("imgae.tag", "image"),
        ("replicaCuont", "replicaCount"),
        ("gateway.bnid", "bind"),
        ("gateway.livenessProbe.periodSecond", "periodSeconds"),
        ("gateway.env[0].nmae", "name"),
        ("config.trustedProxy", "trustedProxies"),
        ("secret.stringdata.OPENCLAW_GATEWAY_TOKEN", "stringData"),
        ("serviceAccount.automount", "automountServiceAccountToken"),
        ("service.nodePorts.gatway", "gateway"),
        ("service.ports.brigde", "bridge"),
        ("ingress.classname", "className"),
        ("ingress.hosts[0].hots", "host"),
        ("ingress.hosts[0].paths[0].pathtype", "pathType"),
        ("ingress.tls[0].secretname", "secretName"),
        ("imagePullSecrets[0].nam", "name"),
        ("hostAliases[0].hostname", "hostnames"),
        ("persistence.confg.size", "config"),
        ("persistence.config.accesModes", "accessModes"),
        ("tmp.sizelimit", "sizeLimit"),
        ("initContainers.rootles", "rootless"),
        ("initContainers.resources.limit", "limits"),
        ("resources.request", "requests"),
    ] {
        let ran = openclaw_render(&["--set", &format!("{wrong}=x")], &root());
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{wrong}");
        assert!(ran.stderr.contains("not allowed"), "{wrong}: {}", ran.stderr);
        // Far from every key nothing is guessed.
        let hint = format!(": did you mean {meant}?");
        assert_eq!(
            ran.stderr.contains(&hint),
            wrong != "serviceAccount.automount",
            "{wrong}: {}",
            ran.stderr
        );
    }
    // The same below an umbrella, under the name that the parent gives.
    let umbrella = root().join("tests/parity");
    let repository = root().to_string_lossy().into_owned();
    let flags = ["--allow-path", &repository, "--set", "openclaw.imgae.tag=1"];
    let ran = openclaw_render(&[&["template", "u", "charts/umbrella"], &flags[..]].concat(), &umbrella);
    assert!(ran.code == 1 && ran.stderr.contains("imgae: did you mean image?"), "{}", ran.stderr);
}

// `properties` of one part of a schema are nothing to `additionalProperties` of another.
#[test]
fn a_key_that_is_listed_is_no_misspelling() {
    let scratch = Scratch::chart("listed-key", "a: 1\n");
    let schema = r#"{"properties": {"global": {}, "glob": {}}, "allOf": [{"additionalProperties": false}]}"#;
    scratch.write("c/values.schema.json", schema);
    let ran = openclaw_render(&["template", "x", "c", "--set", "global.a=1"], &scratch.0);
    assert!(ran.code == 1 && ran.stderr.contains("additional properties 'global'"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("did you mean"), "{}", ran.stderr);
}

/// What the notes name is what was rendered: Service and port, Secret and key, container, hosts, claims.
#[test]
fn the_notes_are_true() {
    let mut seen = std::collections::BTreeMap::<&str, usize>::new();
    for case in std::fs::read_dir(root().join("tests/parity/notes")).unwrap() {
        let case = case.unwrap().path();
        let command = std::fs::read_to_string(case.join("cmd")).unwrap();
        // `install openclaw CHART --namespace agents FLAG…`, from tests/parity.
        let flags: Vec<String> = command.lines().skip(5).map(|flag| flag.replace("../../", "")).collect();
        let render = Render::new(&flags.iter().map(String::as_str).collect::<Vec<_>>());
        let deployment = json::encode(render.one("Deployment")).unwrap();
        for line in std::fs::read_to_string(case.join("notes")).unwrap().lines() {
            if let Some(what) = told(line, &render, &deployment) {
                *seen.entry(what).or_default() += 1;
            }
            assert!(!line.contains("kubectl") || line.contains("kubectl --namespace agents "), "{line}");
        }
        // A claim that goes with the release is told, and no other.
        let notes = std::fs::read_to_string(case.join("notes")).unwrap();
        for claim in render.kind("PersistentVolumeClaim") {
            let kept = at(claim, "metadata.annotations")
                .is_some_and(|notes| notes.get("helm.sh/resource-policy").is_some());
            let line = format!("`helm uninstall` deletes the claim {}; ", text(claim, "metadata.name"));
            assert_eq!(notes.contains(&line), !kept, "{}: {line}", case.display());
        }
    }
    let kinds = ["claim", "deployment", "exec", "ingress", "new secret", "port-forward", "secret"];
    assert!(kinds.iter().all(|kind| seen.contains_key(kind)), "{seen:?}");
}

/// Holds one line of the notes against the render; says which kind of line it is.
fn told(line: &str, render: &Render, deployment: &str) -> Option<&'static str> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let after = |word: &str| words.iter().position(|w| *w == word).map(|at| words[at + 1]);
    let names =
        |kind: &str, name: &str| render.kind(kind).iter().any(|object| text(object, "metadata.name") == name);
    if let Some(target) = after("port-forward").filter(|_| line.contains("kubectl")) {
        assert!(names("Service", target.strip_prefix("service/").unwrap()), "{line}");
        let (here, there) = words.last().unwrap().split_once(':').unwrap();
        assert_eq!(encode(at(render.one("Service"), "spec.ports.0.port")), there, "{line}");
        assert_eq!(encode(at(&render.gateway(), "ports.0.containerPort")), here, "{line}");
        return Some("port-forward");
    }
    if line.contains(" get secret ") {
        let (name, key) =
            (after("secret").unwrap(), line.split("{.data.").nth(1).unwrap().split('}').next().unwrap());
        let key = key.replace("\\.", ".");
        match render.kind("Secret").first() {
            Some(secret) => {
                assert_eq!(text(secret, "metadata.name"), name, "{line}");
                assert!(at(secret, "stringData").unwrap().get(&key).is_some(), "{line}");
            }
            // Every key becomes a variable, or this one does.
            None => assert!(
                deployment.contains(&format!(r#"{{"secretRef":{{"name":"{name}"}}}}"#))
                    || deployment.contains(&format!(r#""secretKeyRef":{{"key":"{key}","name":"{name}"}}"#)),
                "{line}"
            ),
        }
        return Some("secret");
    }
    if line.contains(" create secret generic ") {
        assert!(
            render.kind("Secret").is_empty()
                && deployment.contains(&format!(r#""name":"{}""#, after("generic")?)),
            "{line}"
        );
        return Some("new secret");
    }
    if let Some(target) = after("exec") {
        assert!(names("Deployment", target.strip_prefix("deployment/").unwrap()), "{line}");
        assert_eq!(text(&render.gateway(), "name"), after("-c").unwrap(), "{line}");
        return Some("exec");
    }
    let head = line.split_once(" is the Deployment ");
    if let Some((name, _)) = head.and_then(|(_, rest)| rest.split_once(" in the namespace ")) {
        assert!(names("Deployment", name), "{line}");
        return Some("deployment");
    }
    if let Some((name, _)) =
        line.strip_prefix("`helm uninstall` deletes the claim ").and_then(|rest| rest.split_once(';'))
    {
        assert!(names("PersistentVolumeClaim", name), "{line}");
        return Some("claim");
    }
    let (scheme, host) = line.strip_prefix("  http")?.split_once("://")?;
    if !host.starts_with("localhost:") {
        let ingress = render.one("Ingress");
        assert_eq!(scheme == "s", at(ingress, "spec.tls").is_some(), "{line}");
        let host = host.strip_suffix('/').unwrap();
        let rules = encode(at(ingress, "spec.rules"));
        assert!(host.starts_with('<') || rules.contains(&format!(r#""host":"{host}""#)), "{line}");
        return Some("ingress");
    }
    None
}
