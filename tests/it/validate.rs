//! `validate` as people run it: manifests from anywhere, versions of Kubernetes, definitions, exit status.

use crate::support::{Ran, Scratch, assert_refused, openclaw_render};
use std::io::Write as _;
use std::process::{Command, Stdio};

/// A ConfigMap with a name that a server refuses.
const BAD: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: A\n";
/// One that it takes.
const GOOD: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";
/// A resource of a kind that is not Kubernetes' own.
const CUSTOM: &str = "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\nspec: {size: big}\n";
const DEFINITION: &str = "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: widgets.example.com}\n\
    spec:\n  group: example.com\n  scope: Namespaced\n  names: {kind: Widget, plural: widgets}\n  versions:\n  - name: v1\n    \
    served: true\n    storage: true\n    schema:\n      openAPIV3Schema:\n        type: object\n        properties:\n          \
    spec: {type: object, properties: {size: {type: integer}}}\n";

#[track_caller]
fn assert_said(ran: &Ran, code: i32, words: &[&str]) {
    assert_eq!(ran.code, code, "{}{}", ran.stdout, ran.stderr);
    for word in words {
        assert!(ran.stdout.contains(word), "want {word:?}:\n{}{}", ran.stdout, ran.stderr);
    }
}

fn piped(text: &str, args: &[&str]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_openclaw-render"))
        .args(args)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

#[test]
fn manifests_come_in_many_forms() {
    let scratch = Scratch::new("validate-forms");
    let json =
        |name: &str| format!(r#"{{"apiVersion":"v1","kind":"ConfigMap","metadata":{{"name":"{name}"}}}}"#);
    let list = format!(r#"{{"apiVersion":"v1","kind":"List","items":[{},{}]}}"#, json("a"), json("B"));
    for (file, text, place) in [
        ("plain.yaml", BAD.to_owned(), "4:3"),
        ("bom.yaml", format!("\u{feff}{BAD}"), "4:3"),
        ("crlf.yaml", BAD.replace('\n', "\r\n"), "4:3"),
        ("both.yaml", format!("\u{feff}{}", BAD.replace('\n', "\r\n")), "4:3"),
        ("second.yaml", format!("# above\n---\n{GOOD}---\n{BAD}"), "11:3"),
        ("manifest.json", json("A"), "1:"),
        ("list.json", list, "1:"),
        ("list.yaml", "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: A}\n".to_owned(), "6:14"),
    ] {
        scratch.write(file, &text);
        let ran = openclaw_render(&["validate", file], &scratch.0);
        // The path is that inside of the item.
        assert_said(&ran, 1, &["error[name]: metadata.name: ", &format!("--> {file}:{place}"), ", 1 error\n"]);
    }
    for text in ["", "# nothing\n---\n---\n", GOOD] {
        scratch.write("good.yaml", text);
        assert_said(&openclaw_render(&["validate", "good.yaml"], &scratch.0), 0, &["0 invalid, 0 skipped\n"]);
    }
    let ran = piped(BAD, &["validate", "-"]);
    assert_said(&ran, 1, &["--> <stdin>:4:3", "0 valid, 1 invalid, 0 skipped, 1 error\n"]);
}

#[test]
fn folders_are_walked() {
    let scratch = Scratch::new("validate-folders");
    for (name, text) in
        [("d/a.yaml", GOOD), ("d/b/c.yml", BAD), ("d/b/d.json", "{"), ("d/notes.txt", ": : :")]
    {
        scratch.write(name, text);
    }
    let ran = openclaw_render(&["validate", "d"], &scratch.0);
    assert_said(&ran, 1, &["--> d/b/c.yml:4:3", "error[yaml]", "1 valid, 2 invalid, 0 skipped, 2 errors\n"]);
    assert!(!ran.stdout.contains("notes.txt") && ran.stderr.is_empty(), "{}", ran.stderr);
    scratch.write("e/notes.txt", BAD);
    let ran = openclaw_render(&["validate", "e"], &scratch.0);
    assert_said(&ran, 0, &["0 valid, 0 invalid, 0 skipped\n"]);
    assert_eq!(ran.stderr, "e has no manifests: no file in it ends in .yaml, .yml or .json\n");
    assert_refused(&openclaw_render(&["validate", "no"], &scratch.0), "read no: No such file or directory");
}

#[test]
fn what_does_not_parse_is_a_finding_beside_the_others() {
    let scratch = Scratch::new("validate-broken");
    scratch.write("m.yaml", &format!("a: b: c\n---\n{BAD}---\n- 1\n"));
    let ran = openclaw_render(&["validate", "m.yaml"], &scratch.0);
    let words = [
        "error[yaml]: mapping values are not allowed in this context\n  --> m.yaml:1:5\n  hint: ",
        "error[name]: metadata.name: ",
        "error[wrong-type]: expected a mapping with apiVersion and kind, but found a list",
        "0 valid, 3 invalid, 0 skipped, 3 errors\n",
    ];
    assert_said(&ran, 1, &words);
    assert_eq!(ran.stderr, "");
}

#[test]
fn the_version_decides_what_is_served() {
    let scratch = Scratch::new("validate-versions");
    scratch.write(
        "m.yaml",
        "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: a}\n---\n\
         apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: a}\n",
    );
    let run = |version: &str| {
        openclaw_render(&["validate", "m.yaml", "m.yaml", "--kube-version", version], &scratch.0)
    };
    let ran = run("1.35");
    let removed = "error[unknown-kind]: apiVersion: Kubernetes 1.25 removed CronJob of batch/v1beta1\n  \
                   --> m.yaml:1:13\n  hint: use batch/v1\n";
    assert_said(&ran, 1, &[removed, "hint: there is no replacement\n", "4 invalid"]);
    assert_eq!(ran.stderr, "");
    // A target that is not in the tables is named once, however many documents there are.
    let ran = run("v1.24.3");
    let deprecated = "warning[deprecated-api]: apiVersion: CronJob of batch/v1beta1 is deprecated: Kubernetes 1.25 removes it";
    assert_said(&ran, 0, &[deprecated, "4 warnings\n"]);
    assert_eq!(ran.stderr, "Kubernetes 1.24 is not known: fields are checked as in 1.33, the nearest\n");
    let ran = run("1.99");
    assert_eq!(ran.stderr, "Kubernetes 1.99 is not known: fields are checked as in 1.37, the nearest\n");
    for wrong in ["", "1", "2.0", "1.x"] {
        assert_refused(&run(wrong), &format!("invalid kube version {wrong:?}"));
    }
}

#[test]
fn custom_resources_need_their_definition() {
    let scratch = Scratch::new("validate-crds");
    scratch.write("w.yaml", CUSTOM);
    scratch.write("crds/one.yaml", DEFINITION);
    scratch.write("other.yaml", GOOD);
    let run = |flags: &[&str]| openclaw_render(&[&["validate", "w.yaml"], flags].concat(), &scratch.0);
    let ran = run(&[]);
    assert_said(&ran, 0, &["0 valid, 0 invalid, 1 skipped\n"]);
    assert_eq!(ran.stderr, "");
    assert_eq!(
        run(&["-v"]).stderr,
        "skipped: 1 of example.com/v1 Widget, of which no definition is at hand\n"
    );
    let missing =
        "error[unknown-kind]: kind: no CustomResourceDefinition of kind Widget in version example.com/v1";
    assert_said(&run(&["--missing-crd=error"]), 1, &[missing, "hint: name its file with --crds"]);
    let wrong = "error[custom-resource]: spec.size: expected an integer, but found string \"big\"";
    assert_said(&run(&["--crds", "crds"]), 1, &[wrong]);
    // Each flag has one path; a path without definitions is a mistake that would pass for a green check.
    let ran = run(&["--crds", "other.yaml", "--crds", "crds/one.yaml"]);
    assert_said(&ran, 1, &[wrong]);
    assert_eq!(ran.stderr, "--crds other.yaml: there is no CustomResourceDefinition in it\n");
    assert_refused(&run(&["--crds", "no"]), "read no: No such file or directory");
    // A definition beside the resource will do, in any order.
    scratch.write("w.yaml", &format!("{CUSTOM}---\n{DEFINITION}"));
    assert_said(&run(&[]), 1, &[wrong]);
}

/// To look back for each key took 40,000 of them 17 seconds.
#[test]
fn a_custom_resource_may_have_many_keys() {
    let scratch = Scratch::new("validate-keys");
    let keys: String = (0..200_000).map(|key| format!("  k{key}: 1\n")).collect();
    let head = "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\nspec:\n";
    scratch.write("w.yaml", &format!("{head}{keys}  k7: 2\n"));
    for schema in ["additionalProperties: {type: integer}", "x-kubernetes-preserve-unknown-fields: true"] {
        scratch.write("crd.yaml", &DEFINITION.replace("properties: {size: {type: integer}}", schema));
        let began = std::time::Instant::now();
        let ran = openclaw_render(&["validate", "w.yaml", "--crds", "crd.yaml"], &scratch.0);
        let hint = "hint: the first one is 199993 lines above; remove one of the two\n";
        assert_said(&ran, 1, &["error[duplicate-key]: spec.k7: the key \"k7\" stands twice", hint]);
        assert!(began.elapsed().as_secs() < 60, "{schema}: {:?}", began.elapsed());
    }
}

/// Who puts an annotation beside a line of the repository looks for its path, not for Helm's name of the template.
#[test]
fn reports_for_code_hosts_name_files_by_their_path() {
    let scratch = Scratch::new("validate-paths");
    scratch.write("charts/folder/Chart.yaml", "apiVersion: v2\nname: app\nversion: 0.1.0\n");
    scratch.write(
        "charts/folder/templates/_help.tpl",
        "{{ define \"port\" }}port: {{ .Values.port }}{{ end }}\n",
    );
    scratch.write("charts/folder/templates/x.yaml", BAD);
    scratch.write(
        "charts/folder/templates/y.yaml",
        "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  ports:\n  -{{ include \"port\" . | nindent 4 }}\n",
    );
    scratch.write("charts/folder/values.yaml", "port: 0\n");
    scratch.write("charts/folder/charts/sub/Chart.yaml", "apiVersion: v2\nname: sub\nversion: 0.1.0\n");
    scratch.write("charts/folder/charts/sub/templates/z.yaml", BAD);
    let run = |chart: &str, form: &str, verb: &[&str]| {
        openclaw_render(&[verb, &[chart, "--report", form]].concat(), &scratch.0)
    };
    for (chart, folder) in [("charts/folder", "charts/folder/"), ("./charts/folder/", "charts/folder/")] {
        let said = run(chart, "github", &["lint"]).stdout;
        for (file, line) in [("x.yaml", 4), ("_help.tpl", 1)] {
            let want = format!("::error file={folder}templates/{file},line={line},");
            assert!(said.contains(&want), "want {want}: {said}");
        }
        let sub = format!("::error file={folder}charts/sub/templates/z.yaml,line=4,");
        assert!(said.contains(&sub), "want {sub}: {said}");
        let said = run(chart, "sarif", &["lint"]).stdout;
        assert!(said.contains(&format!("\"uri\":\"{folder}templates/_help.tpl\"")), "{said}");
    }
    let said = run("charts/folder", "github", &["template", "r"]).stderr;
    assert!(said.contains("::error file=charts/folder/templates/x.yaml,line=4,"), "{said}");
    for form in ["text", "json", "junit"] {
        let said = run("charts/folder", form, &["lint"]).stdout;
        assert!(
            said.contains("app/templates/x.yaml") && !said.contains("charts/folder/templates"),
            "{form}: {said}"
        );
    }
}
