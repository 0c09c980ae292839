//! What a render leaves to chance: a warning names the lines, a seed makes it repeat.

use crate::support::{Scratch, openclaw_render, openclaw_render_with};

const TEMPLATE: &str = "\
a: {{ randAlphaNum 10 }}
b: {{ if false }}{{ uuidv4 }}{{ end }}{{ \"a\" | upper }}
c: {{ now |
  date \"2006\" | quote }}
d: {{ include \"h\" . }}
e: x{{ range until 3 }}{{ randInt 0 9 }}{{ end }}
f: {{ tpl .Values.t . }}
g: {{ date \"2006\" 0 }}
h: x{{ 4 | randNumeric }}{{ randNumeric 3 }}
";

fn chart(name: &str) -> Scratch {
    let scratch = Scratch::chart(name, TEMPLATE);
    scratch.write(
        "c/templates/_h.tpl",
        "{{ define \"none\" }}{{ end }}\n{{ define \"h\" }}x\n{{- uuidv4 }}{{ end }}",
    );
    scratch.write("c/values.yaml", "t: '{{ shuffle \"abc\" }}{{ include \"h\" . }}'\n");
    scratch
}

const WARNING: &str = "\
warning: the next render will differ: templates drew random values or asked for the time (--seed N makes them repeat)
  c/templates/_h.tpl:3: uuidv4
  c/templates/x.yaml:1: randAlphaNum
  c/templates/x.yaml:3: now
  c/templates/x.yaml:6: randInt
  c/templates/x.yaml:7: shuffle
  c/templates/x.yaml:9: randNumeric
";

#[test]
fn lines_that_drew_are_named_each_once() {
    let scratch = chart("chance-named");
    let ran = openclaw_render(&["template", "x", "c", "--validate=off"], &scratch.0);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, WARNING));
    assert!(!ran.stdout.contains("warning"), "{}", ran.stdout);
    let large = "# a line of a chart large enough to be read on all cores\n".repeat(6000);
    scratch.write("c/templates/large.txt", &large);
    let ran = openclaw_render(&["template", "x", "c", "--validate=off"], &scratch.0);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, WARNING));
}

#[test]
fn the_name_of_the_release_may_be_left_to_chance() {
    let scratch = Scratch::chart("chance-name", "a: {{ .Release.Name }}\n");
    let args = ["template", "c", "--validate=off", "--name-template", "x{{ randNumeric 5 }}"];
    let ran = openclaw_render(&args, &scratch.0);
    assert!(ran.code == 0 && ran.stderr.ends_with("\n  name-template:1: randNumeric\n"), "{}", ran.stderr);
}

#[test]
fn nothing_is_said_where_it_is_not_wanted_or_nothing_drew() {
    let scratch = chart("chance-quiet");
    for more in [&["-q"][..], &["--seed", "1"], &["--seed=1", "-q"]] {
        let args: Vec<&str> = ["template", "x", "c", "--validate=off"].iter().chain(more).copied().collect();
        let ran = openclaw_render(&args, &scratch.0);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{more:?}");
    }
    scratch.write("c/templates/x.yaml", "a: {{ date \"2006\" 0 }}{{ if false }}{{ now }}{{ end }}\n");
    let ran = openclaw_render(&["template", "x", "c", "--validate=off"], &scratch.0);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    // A render that fails says why, and no more.
    scratch.write("c/templates/x.yaml", "a: {{ now }}{{ fail \"no\" }}\n");
    let ran = openclaw_render(&["template", "x", "c"], &scratch.0);
    assert!(ran.code == 1 && !ran.stderr.contains("warning"), "{}", ran.stderr);
}

/// Every function that draws.
const ALL: &str = r#"
{{- $ca := genCA "ca" 1 }}
{{- $key := genPrivateKey "ed25519" }}
rand: [{{ randAlpha 9 }}, {{ randAlphaNum 9 }}, {{ randAscii 9 | quote }}, {{ randBytes 9 }}, {{ randInt 0 99999 }}, {{ randNumeric 9 }}]
more: [{{ shuffle "abcdefghijkl" }}, {{ uuidv4 }}, {{ encryptAES "k" "text" }}]
hash: [{{ htpasswd "u" "p" | quote }}, {{ bcrypt "p" | quote }}]
time: [{{ now | quote }}, {{ ago 0 | quote }}, {{ date "150405.000" "" | quote }}, {{ htmlDate "" }}, {{ durationRound now }}]
zone: [{{ dateInZone "2006" "" "UTC" }}, {{ date_in_zone "2006" "" "UTC" }}, {{ htmlDateInZone "" "UTC" }}]
keys: {{ list $ca.Key $ca.Cert $key (genPrivateKey "ecdsa") (genCAWithKey "ca" 1 $key).Cert | toJson }}
certs: {{ list (genSelfSignedCert "a" nil nil 1) (genSignedCert "a" nil nil 1 $ca) | toJson }}
given: {{ list (genSelfSignedCertWithKey "a" nil nil 1 $key) (genSignedCertWithKey "a" nil nil 1 $ca $key) | toJson }}
"#;

#[test]
fn a_seed_makes_every_function_repeat() {
    let scratch = Scratch::chart("chance-all", ALL);
    let run = |seed: &str| {
        let ran = openclaw_render(&["template", "x", "c", "--validate=off", "--seed", seed], &scratch.0);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        ran.stdout
    };
    let first = run("1");
    assert_eq!(first, run("1"));
    let other = run("2");
    let line = |text: &str, key: &str| text.lines().find(|line| line.starts_with(key)).map(str::to_owned);
    for key in ["rand:", "more:", "hash:", "keys:", "certs:", "given:"] {
        assert_ne!(line(&first, key), line(&other, key), "{key}");
    }
    for key in ["time:", "zone:"] {
        assert_eq!(line(&first, key), line(&other, key), "{key}");
        assert!(line(&first, key).is_some_and(|line| line.contains("2000")), "{key}");
    }
}

#[test]
fn a_seed_does_not_hang_on_the_other_templates() {
    let scratch = Scratch::chart(
        "chance-order",
        "a: {{ randAlphaNum 20 }}{{ randAlphaNum 20 }}{{ include \"h\" . }}\n",
    );
    scratch.write("c/templates/_h.tpl", "{{ define \"h\" }}{{ uuidv4 }}{{ end }}");
    let run = || {
        let args = ["template", "x", "c", "--validate=off", "--seed", "7", "-s", "templates/x.yaml"];
        let ran = openclaw_render(&args, &scratch.0);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        ran.stdout
    };
    let alone = run();
    for other in ["a", "z"] {
        scratch
            .write(&format!("c/templates/{other}.yaml"), "b: {{ randAlphaNum 20 }}{{ include \"h\" . }}\n");
        // A document in front of others ends with one more line break.
        assert_eq!(run().trim_end(), alone.trim_end(), "with {other}.yaml");
    }
}

#[test]
fn lint_and_snapshots_warn_as_well() {
    let scratch = Scratch::chart(
        "chance-verbs",
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  a: {{ randAlpha 9 }}\n",
    );
    let line = "  c/templates/x.yaml:6: randAlpha\n";
    let ran = openclaw_render(&["lint", "c"], &scratch.0);
    assert!(ran.stderr.contains(line) && !ran.stdout.contains("warning"), "{}", ran.stderr);
    let ran = openclaw_render(&["lint", "c", "-q"], &scratch.0);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    scratch.write("snapshots.yaml", "version: 1\nsnapshots:\n- output: out.yaml\n  chart: c\n");
    let ran = openclaw_render(&["snapshot", "update"], &scratch.0);
    assert!(ran.code == 0 && ran.stderr.contains(&format!("out.yaml: {line}")), "{}", ran.stderr);
    // The check renders a second time to tell chance from change, and does not warn a second time.
    let ran = openclaw_render(&["snapshot", "check"], &scratch.0);
    assert_eq!((ran.code, ran.stderr.matches(line).count()), (1, 1), "{}", ran.stderr);
    assert!(ran.stdout.contains("give the snapshot a `seed`"), "{}", ran.stdout);
    scratch.write("snapshots.yaml", "version: 1\nsnapshots:\n- output: out.yaml\n  chart: c\n  seed: 1\n");
    for verb in ["update", "check"] {
        let ran = openclaw_render(&["snapshot", verb], &scratch.0);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{verb}");
    }
}

#[test]
fn argo_cds_plugin_warns_on_standard_error_alone() {
    let scratch = Scratch::chart(
        "chance-argocd",
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  a: {{ randAlpha 9 }}\n",
    );
    scratch.write("c/openclaw-render.yaml", "");
    let vars = [("ARGOCD_APP_NAME", "x"), ("ARGOCD_APP_NAMESPACE", "default")];
    let ran = openclaw_render_with(&["argocd", "generate"], &scratch.0.join("c"), &vars);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("templates/x.yaml:6: randAlpha\n"), "{}", ran.stderr);
    assert!(!ran.stdout.contains("warning"), "{}", ran.stdout);
}
