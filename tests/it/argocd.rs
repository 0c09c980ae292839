//! Argo CD's plugin: a runner that does what its plugin server does, and applications, friendly and hostile.
//!
//! Source: Argo CD, cmpserver/plugin/plugin.go: the repository is copied into a folder of its own, the command is
//! started there without a shell, with the environment of the application, without standard input, and is ended
//! with SIGTERM when its time is up.

use crate::support::{Scratch, root};
use openclaw_render::json;
use openclaw_render::value::Value;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

const CHART: &str = "apiVersion: v2\nname: c\nversion: 0.1.0\n";
const SCHEMA: &str = r##"{"type": "object", "required": ["image"], "properties": {
    "image": {"type": "object", "properties": {
        "tag": {"type": "string", "title": "Image tag", "description": "Of the release"}}},
    "replicas": {"type": "integer"}, "debug": {"type": "boolean"},
    "hosts": {"type": "array", "items": {"type": "string"}},
    "labels": {"type": "object", "additionalProperties": {"type": "string"}},
    "level": {"enum": ["low", "high"]}, "apiToken": {"$ref": "#/definitions/text"}},
    "definitions": {"text": {"type": "string", "pattern": "^[a-z0-9-]*$"}}}"##;
const TEMPLATE: &str = r#"apiVersion: v1
kind: ConfigMap
metadata: {name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }}}
data:
  values: {{ .Values | toJson | quote }}
  kube: {{ .Capabilities.KubeVersion.Version | quote }}
  monitors: {{ .Capabilities.APIVersions.Has "monitoring.coreos.com/v1/ServiceMonitor" | quote }}
  {{- if .Values.fail }}
  x: {{ fail (printf "cannot use %s" .Values.apiToken) }}
  {{- end }}
"#;

/// A repository with one application in `apps/one`, and one file outside of it.
fn repository(name: &str) -> Scratch {
    let scratch = Scratch::new(&format!("argocd-{name}"));
    scratch.write("outside.yaml", "stolen: \"yes\"\n");
    scratch.write("repo/shared.yaml", "shared: true\n");
    scratch.write("repo/apps/one/Chart.yaml", CHART);
    scratch.write("repo/apps/one/values.yaml", "image: {tag: a}\nreplicas: 1\napiToken: default-token\n");
    scratch.write("repo/apps/one/values.schema.json", SCHEMA);
    scratch.write("repo/apps/one/templates/x.yaml", TEMPLATE);
    scratch.write("repo/apps/one/prod.yaml", "replicas: 3\n");
    scratch.write("repo/apps/one/secret.yaml", "apiToken: hunter2-secret\n");
    scratch.write("repo/apps/one/openclaw-render.yaml", "");
    scratch
}

/// How long a call may take. Source: Argo CD, ARGOCD_EXEC_TIMEOUT.
const TIME_OUT: Duration = Duration::from_secs(90);

/// Starts one call in a copy of the repository that is its own.
fn start(verb: &str, scratch: &Scratch, vars: &[(&str, &str)]) -> Child {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let work = scratch.0.join(format!("work-{}", COUNT.fetch_add(1, Ordering::Relaxed)));
    copy(&scratch.0.join("repo"), &work);
    Command::new(env!("CARGO_BIN_EXE_openclaw-render"))
        .args(["argocd", verb])
        .current_dir(work.join("apps/one"))
        .env_clear()
        .envs([
            ("ARGOCD_APP_NAME", "one"),
            ("ARGOCD_APP_NAMESPACE", "team"),
            ("ARGOCD_APP_SOURCE_PATH", "apps/one"),
            ("KUBE_VERSION", "1.31.0"),
            ("KUBE_API_VERSIONS", "v1,monitoring.coreos.com/v1,monitoring.coreos.com/v1/ServiceMonitor"),
        ])
        .envs(vars.iter().copied())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Runs one call: exit status, standard output, standard error. When its time is up it is asked to end.
fn run(verb: &str, scratch: &Scratch, vars: &[(&str, &str)]) -> (i32, String, String) {
    let child = start(verb, scratch, vars);
    let id = child.id();
    let (ended, wait) = mpsc::channel::<()>();
    let watch = std::thread::spawn(move || {
        let late = wait.recv_timeout(TIME_OUT) == Err(mpsc::RecvTimeoutError::Timeout);
        late && terminate(id)
    });
    let done = child.wait_with_output().unwrap();
    drop(ended);
    assert!(!watch.join().unwrap(), "{verb} takes longer than {TIME_OUT:?}");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap_or(-1), text(done.stdout), text(done.stderr))
}

/// Sends SIGTERM; says whether it was sent.
fn terminate(id: u32) -> bool {
    Command::new("kill").args(["-TERM", &id.to_string()]).status().unwrap().success()
}

fn generate(parameters: &str) -> (i32, String, String) {
    run("generate", &repository("generate"), &[("ARGOCD_APP_PARAMETERS", parameters)])
}

/// The values with which the application was rendered.
fn values(stdout: &str) -> Value {
    let object = openclaw_render::yaml::parse(stdout.split("---\n").nth(1).unwrap()).unwrap();
    json::decode(object.get("data").unwrap().get("values").unwrap().as_str().unwrap()).unwrap()
}

/// Parameters and what becomes of the values, as JSON.
const ACCEPTED: &[(&str, &str)] = &[
    ("", r#"{"apiToken":"default-token","image":{"tag":"a"},"replicas":1}"#),
    ("null", r#"{"apiToken":"default-token","image":{"tag":"a"},"replicas":1}"#),
    ("[]", r#"{"apiToken":"default-token","image":{"tag":"a"},"replicas":1}"#),
    (
        r#"[{"name":"values-files","array":["prod.yaml","../../shared.yaml"]}]"#,
        r#"{"apiToken":"default-token","image":{"tag":"a"},"replicas":3,"shared":true}"#,
    ),
    (
        r#"[{"name":"values-files","array":["/shared.yaml"]},{"name":"values","string":"replicas: 5"}]"#,
        r#"{"apiToken":"default-token","image":{"tag":"a"},"replicas":5,"shared":true}"#,
    ),
    (
        r#"[{"name":"image.tag","string":"1.10"},{"name":"replicas","string":"2"},{"name":"debug","string":"true"}]"#,
        r#"{"apiToken":"default-token","debug":true,"image":{"tag":"1.10"},"replicas":2}"#,
    ),
    (
        r#"[{"name":"hosts","array":["a","b,c"]},{"name":"labels","map":{"x.y/z":"1"}},{"name":"level","string":"high"}]"#,
        r#"{"apiToken":"default-token","hosts":["a","b,c"],"image":{"tag":"a"},"labels":{"x.y/z":"1"},"level":"high","replicas":1}"#,
    ),
    (
        r#"[{"name":"helm-parameters","map":{"replicas":"4","a\\.b":"c,d=e"}},{"name":"replicas","string":"2"}]"#,
        r#"{"a.b":"c,d=e","apiToken":"default-token","image":{"tag":"a"},"replicas":4}"#,
    ),
    (
        r#"[{"name":"helm-string-parameters","map":{"image.tag":"12"}},{"name":"other.key","string":"7"}]"#,
        r#"{"apiToken":"default-token","image":{"tag":"12"},"other":{"key":7},"replicas":1}"#,
    ),
    // Text is never run: no shell looks at it.
    (
        r#"[{"name":"image.tag","string":"$(touch pwned); `id` '\" --set a=b"}]"#,
        r#"{"apiToken":"default-token","image":{"tag":"$(touch pwned); `id` '\" --set a=b"},"replicas":1}"#,
    ),
    // The form sends empty texts for what nobody filled in.
    (
        r#"[{"name":"validate","string":""},{"name":"values-files"},{"name":"replicas","string":""}]"#,
        r#"{"apiToken":"default-token","image":{"tag":"a"},"replicas":1}"#,
    ),
];

#[test]
fn parameters_become_values() {
    for (parameters, want) in ACCEPTED {
        let (code, stdout, stderr) = generate(parameters);
        assert_eq!(code, 0, "{parameters}: {stderr}");
        assert_eq!(json::encode(&values(&stdout)).unwrap(), *want, "{parameters}");
        assert!(stdout.contains("metadata: {name: one, namespace: team}"), "{stdout}");
        assert!(stdout.contains("kube: \"v1.31.0\"") && stdout.contains("monitors: \"true\""), "{stdout}");
    }
}

/// Parameters that end in an error, and what it says; nothing is printed, and no secret is told.
const REFUSED: &[(&str, &str)] = &[
    (r#"[{"name":"values-files","array":["../../etc/passwd"]}]"#, "leads out of the repository"),
    (r#"[{"name":"values-files","array":["../../../outside.yaml"]}]"#, "leads out of the repository"),
    (r#"[{"name":"values-files","array":["/../outside.yaml"]}]"#, "leads out of the repository"),
    (r#"[{"name":"values-files","array":["/etc/passwd"]}]"#, "there is no such file in the repository"),
    (r#"[{"name":"values-files","array":["/link.yaml"]}]"#, "leads out of the repository"),
    (r#"[{"name":"values-files","array":["../../linked/passwd"]}]"#, "leads out of the repository"),
    (r#"[{"name":"values-files","array":["https://example.com/v.yaml"]}]"#, "nothing is fetched"),
    (r#"[{"name":"values-files","array":["none.yaml"]}]"#, "there is no such file in the repository"),
    (r#"[{"name":"values-files","string":"prod.yaml"}]"#, "values-files: want an array"),
    (r#"[{"name":"chart","string":"../../../"}]"#, "leads out of the repository"),
    (r#"[{"name":"values","string":"a: ["}]"#, "failed to parse (parameter values)"),
    (r#"[{"name":"replicas","string":"many"}]"#, "parameter replicas: want integer"),
    (r#"[{"name":"helm-compat","string":"5"}]"#, "helm-compat: want 3 or 4"),
    (r#"[{"name":"seed","string":"x"}]"#, "seed: want a whole number"),
    (r#"[{"name":"skip-tests","string":"perhaps"}]"#, "skip-tests: want true or false"),
    (r#"{"name":"x"}"#, "is not a JSON list of parameters"),
    ("[{", "is not a JSON list of parameters"),
    (
        r#"[{"name":"helm-parameters","map":{"image.tag":"x","apiToken":"hunter2-secret","fail":"true"}}]"#,
        "cannot use [redacted]",
    ),
    (r#"[{"name":"apiToken","string":"Hunter2 secret!"}]"#, "apiToken"),
    (r#"[{"name":"values","string":"apiToken: hunter2-secret\nfail: true"}]"#, "cannot use [redacted]"),
    (r#"[{"name":"values","string":"apiToken: hunter2-secret\nbad: ["}]"#, "failed to parse"),
    (
        r#"[{"name":"values-files","array":["secret.yaml"]},{"name":"helm-parameters","map":{"fail":"true"}}]"#,
        "cannot use [redacted]",
    ),
    (r#"[{"name":"validate","string":"hunter2-token"}]"#, "want strict, warn or off"),
];

#[test]
#[cfg(unix)]
fn hostile_and_wrong_parameters_end_in_an_error() {
    let scratch = repository("refused");
    let repo = scratch.0.join("repo");
    std::os::unix::fs::symlink(scratch.0.join("outside.yaml"), repo.join("link.yaml")).unwrap();
    std::os::unix::fs::symlink("/etc", repo.join("linked")).unwrap();
    for (parameters, want) in REFUSED {
        let (code, stdout, stderr) = run("generate", &scratch, &[("ARGOCD_APP_PARAMETERS", parameters)]);
        assert_eq!((code, stdout.as_str()), (1, ""), "{parameters}");
        assert!(stderr.starts_with("Error: ") && stderr.contains(want), "{parameters}: {stderr}");
        for secret in ["hunter2-secret", "Hunter2 secret!", "stolen", "root:"] {
            assert!(!stderr.contains(secret), "{parameters}: {stderr}");
        }
    }
    assert!(ACCEPTED.len() + REFUSED.len() >= 30, "the cases of both kinds");
}

/// A chart's own links stay inside the repository too.
#[test]
#[cfg(unix)]
fn a_chart_reaches_the_repository_and_nothing_else() {
    let scratch = repository("links");
    let app = scratch.0.join("repo/apps/one");
    scratch.write("repo/apps/one/templates/x.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {x: {{ .Files.Get \"f.yaml\" | quote }}}\n");
    std::os::unix::fs::symlink("../../shared.yaml", app.join("f.yaml")).unwrap();
    let (code, stdout, stderr) = run("generate", &scratch, &[]);
    assert!(code == 0 && stdout.contains("shared: true"), "{stderr}");
    std::fs::remove_file(app.join("f.yaml")).unwrap();
    std::os::unix::fs::symlink("../../../outside.yaml", app.join("f.yaml")).unwrap();
    let (code, stdout, stderr) = run("generate", &scratch, &[]);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(!stderr.contains("stolen"), "{stderr}");
}

#[test]
fn a_secret_that_is_refused_is_not_shown() {
    let scratch = repository("refused-secret");
    scratch.write(
        "repo/apps/one/templates/x.yaml",
        "apiVersion: v1\nkind: Secret\nmetadata: {name: x}\ndata: {a: \"hunter2 is no base64\"}\nstringData: {b: [hunter2]}\n",
    );
    let (code, stdout, stderr) = run("generate", &scratch, &[]);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains("a kube-apiserver would refuse") && !stderr.contains("hunter2"), "{stderr}");
}

#[test]
fn the_release_is_named_by_argo_cds_rule() {
    let scratch = repository("names");
    for (app, want) in [("one", "name: one,"), ("argocd_one", "name: one,"), ("a-b-c", "name: a-b-c,")] {
        let (code, stdout, stderr) = run("generate", &scratch, &[("ARGOCD_APP_NAME", app)]);
        assert!(code == 0 && stdout.contains(want), "{app}: {stderr}");
    }
    let long = "a".repeat(54);
    for (app, want) in [
        ("a_b_c", "ARGOCD_APP_NAME: want NAME"),
        (&long, "invalid release name"),
        ("", "ARGOCD_APP_NAME is not set"),
    ] {
        let (code, stdout, stderr) = run("generate", &scratch, &[("ARGOCD_APP_NAME", app)]);
        assert!(code == 1 && stdout.is_empty() && stderr.contains(want), "{app}: {stderr}");
    }
}

#[test]
fn file_environment_and_parameters_win_in_this_order() {
    let scratch = repository("order");
    let file =
        "release-name: from-file\nnamespace: from-file\nvalues-files: [prod.yaml]\nkube-version: 1.29\n";
    scratch.write("repo/apps/one/openclaw-render.yaml", file);
    let vars = [
        ("ARGOCD_ENV_RELEASE_NAME", "from-env"),
        ("ARGOCD_ENV_NAMESPACE", "from-env"),
        ("ARGOCD_ENV_HELM_PARAMETERS", "replicas=9"),
        ("ARGOCD_APP_PARAMETERS", r#"[{"name":"release-name","string":"from-parameter"}]"#),
    ];
    let (code, stdout, stderr) = run("generate", &scratch, &vars);
    assert_eq!(code, 0, "{stderr}");
    assert!(
        stdout.contains("{name: from-parameter, namespace: from-env}") && stdout.contains("kube: \"v1.29"),
        "{stdout}"
    );
    assert_eq!(values(&stdout).get("replicas").map(|n| json::encode(&n).unwrap()).as_deref(), Some("9"));
    for (text, want) in [
        ("chrat: x\n", "unknown setting \"chrat\""),
        ("- a\n", "want a map"),
        ("chart: [x]\n", "chart: want a string"),
    ] {
        scratch.write("repo/apps/one/openclaw-render.yaml", text);
        let (code, stdout, stderr) = run("generate", &scratch, &[]);
        assert!(code == 1 && stdout.is_empty() && stderr.contains(want), "{text}: {stderr}");
    }
}

#[test]
fn two_thousand_api_versions_cost_nothing() {
    let scratch = repository("versions");
    let versions: Vec<String> = (0..2000).map(|n| format!("group{n}.example.com/v1/Kind{n}")).collect();
    let (code, stdout, stderr) = run("generate", &scratch, &[("KUBE_API_VERSIONS", &versions.join(","))]);
    assert!(code == 0 && stdout.contains("monitors: \"false\""), "{stderr}");
}

/// With prune, an empty answer deletes everything.
#[test]
fn an_empty_render_is_an_error_unless_it_is_allowed() {
    let scratch = repository("empty");
    scratch.write("repo/apps/one/templates/x.yaml", "{{ if .Values.on }}\na: b\n{{ end }}\n---\n# nothing\n");
    let (code, stdout, stderr) = run("generate", &scratch, &[]);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains("no manifest was rendered"), "{stderr}");
    let allowed = [("ARGOCD_APP_PARAMETERS", r#"[{"name":"allow-empty","string":"true"}]"#)];
    let (code, stdout, _) = run("generate", &scratch, &allowed);
    assert!(code == 0 && !stdout.contains("kind"), "{stdout}");
}

#[test]
#[cfg(unix)]
fn sigterm_ends_it_at_once() {
    let scratch = repository("sigterm");
    // Some minutes of work.
    let busy = "{{ range until 20000 }}{{ range until 20000 }}{{ $x := sha256sum \"x\" }}{{ end }}{{ end }}";
    scratch.write("repo/apps/one/templates/x.yaml", busy);
    let mut child = start("generate", &scratch, &[]);
    std::thread::sleep(Duration::from_millis(300));
    assert!(child.try_wait().unwrap().is_none(), "it is still at work");
    let sent = Instant::now();
    assert!(terminate(child.id()));
    let status = child.wait().unwrap();
    assert!(sent.elapsed() < Duration::from_secs(4), "Argo CD kills after 5 seconds");
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(15));
}

#[test]
fn the_form_shows_the_values_of_the_schema() {
    let scratch = repository("announce");
    let (code, stdout, stderr) = run("parameters", &scratch, &[]);
    assert_eq!(code, 0, "{stderr}");
    let list = json::decode(&stdout).unwrap();
    let find = |name: &str| {
        let found =
            list.as_list().unwrap().iter().find(|item| item.get("name").unwrap().as_str() == Some(name));
        json::encode(found.unwrap_or(&Value::Nil)).unwrap()
    };
    let tag = r#"{"collectionType":"string","name":"image.tag","string":"a","title":"Image tag","tooltip":"Of the release"}"#;
    assert_eq!(find("image.tag"), tag);
    assert!(
        find("replicas").contains(r#""itemType":"number","name":"replicas","string":"1""#),
        "{}",
        find("replicas")
    );
    assert!(find("debug").contains(r#""itemType":"boolean""#));
    assert!(
        find("hosts").contains(r#""collectionType":"array""#)
            && find("labels").contains(r#""collectionType":"map""#)
    );
    assert!(find("level").contains(r#""collectionType":"string""#));
    assert!(!find("apiToken").contains("default-token"), "no default of a secret name");
    assert!(find("values-files").contains("Values files"));
}

#[test]
fn only_folders_that_ask_for_it_are_discovered() {
    let scratch = repository("discover");
    assert_eq!(run("discover", &scratch, &[]), (0, "openclaw-render.yaml\n".to_owned(), String::new()));
    std::fs::remove_file(scratch.0.join("repo/apps/one/openclaw-render.yaml")).unwrap();
    assert_eq!(run("discover", &scratch, &[]), (0, String::new(), String::new()));
}

#[test]
fn the_plugins_description_is_the_one_that_is_deployed() {
    let scratch = repository("plugin");
    let (code, stdout, _) = run("plugin", &scratch, &[]);
    let deployed: &Path = &root().join("deploy/argocd/plugin.yaml");
    assert_eq!((code, stdout), (0, std::fs::read_to_string(deployed).unwrap()));
}

/// What Argo CD's own plugin server made of the applications when they were recorded (`record_argocd.py`): the same
/// objects, parameters and sentences.
#[test]
fn the_plugin_server_got_what_is_printed_here() {
    let scratch = Scratch::new("argocd-recorded");
    let folder = root().join("tests/gitops/argocd");
    for (name, from) in [
        ("chart", root().join("chart")),
        ("values", root().join("values")),
        ("charts", root().join("tests/gitops/charts")),
        ("apps", folder.join("apps")),
    ] {
        copy(&from, &scratch.0.join(name));
    }
    let read = |name: &str| json::decode(&std::fs::read_to_string(folder.join(name)).unwrap()).unwrap();
    let (applications, answers) = (read("applications.json"), read("answers.json"));
    let (applications, answers) = (applications.as_list().unwrap(), answers.as_list().unwrap());
    assert!(applications.len() >= 20 && applications.len() == answers.len());
    for (application, answer) in applications.iter().zip(answers) {
        let text = |value: &Value, key: &str| value.get(key).unwrap().as_str().unwrap().to_owned();
        let (name, path) = (text(application, "name"), text(application, "path"));
        let parameters = json::encode_raw(&application.get("parameters").unwrap()).unwrap();
        let call = |verb: &str| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_openclaw-render"));
            command
                .args(["argocd", verb])
                .current_dir(scratch.0.join(&path))
                .env_clear()
                .stdin(Stdio::null());
            command.env("ARGOCD_APP_NAME", &name).env("ARGOCD_APP_NAMESPACE", "team");
            command.env("ARGOCD_APP_SOURCE_PATH", &path).env("ARGOCD_APP_PARAMETERS", &parameters);
            command.env("KUBE_VERSION", "1.31.0").env("KUBE_API_VERSIONS", "v1,apps/v1");
            for (key, value) in application.get("environment").unwrap().as_map().unwrap().snapshot().iter() {
                command.env(&**key, value.as_str().unwrap());
            }
            let done = command.output().unwrap();
            let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
            (done.status.success(), text(done.stdout), text(done.stderr))
        };
        assert_eq!(
            Value::from(!call("discover").1.is_empty()).is_true(),
            answer.get("match").unwrap().is_true(),
            "{name}"
        );
        let mut errors = Vec::new();
        let mut note = |verb: &str, stderr: &str| {
            let said = stderr.split_once("Error: ").map_or("", |(_, said)| said.trim());
            errors.push(Value::from(format!("{verb}: {said}")));
        };
        let (fine, stdout, stderr) = call("parameters");
        let names = if fine {
            let list = json::decode(&stdout).unwrap();
            list.as_list().unwrap().iter().map(|item| item.get("name").unwrap()).collect()
        } else {
            note("parameters", &stderr);
            Vec::new()
        };
        let (fine, stdout, stderr) = call("generate");
        let documents = openclaw_render::yaml::parse_nodes(&stdout).unwrap();
        let objects =
            documents.iter().map(|document| openclaw_render::yaml::decode_document(document).unwrap());
        let objects: Vec<Value> = objects.filter(|object| !object.is_nil()).collect();
        if !fine {
            note("generate", &stderr);
        }
        let same = |key: &str, got: Vec<Value>| {
            let got = json::encode(&Value::from(got)).unwrap();
            assert_eq!(got, json::encode(&answer.get(key).unwrap()).unwrap(), "{name}: {key}");
        };
        same("parameters", names);
        same("manifests", objects);
        same("errors", errors);
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (to, kind) = (to.join(entry.file_name()), entry.file_type().unwrap());
        if kind.is_dir() {
            copy(&entry.path(), &to);
        } else if kind.is_symlink() {
            // Copied as it is, wherever it leads.
            #[cfg(unix)]
            std::os::unix::fs::symlink(std::fs::read_link(entry.path()).unwrap(), to).unwrap();
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}
