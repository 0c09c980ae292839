//! Bounds on files, flags and what templates build, each at its edge. Those of the syntax are in bounds.rs.

use crate::support::{Ran, Scratch, assert_refused, openclaw_render, openclaw_render_with};
use openclaw_render::funcs::{BUILD_BUDGET, STEP_BUDGET, cost};
use openclaw_render::values::set::MAX_INDEX;
use std::fs::File;

fn rendered(scratch: &Scratch, more: &[&str]) -> Ran {
    let args: Vec<&str> =
        ["template", "x", "c", "--validate=off", "-q"].iter().chain(more).copied().collect();
    openclaw_render(&args, &scratch.0)
}

fn assert_template_refused(name: &str, template: &str, words: &str) {
    let scratch = Scratch::chart(&format!("limits-{name}"), &format!("a: {{{{ {template} }}}}\n"));
    assert_refused(&rendered(&scratch, &[]), words);
}

fn assert_template_prints(name: &str, template: &str, want: &str) {
    let scratch = Scratch::chart(&format!("limits-{name}"), &format!("a: {{{{ {template} }}}}\n"));
    let ran = rendered(&scratch, &[]);
    assert!(
        ran.code == 0 && ran.stdout.ends_with(&format!("\na: {want}\n")),
        "{name}: {:.300}{:.2000}",
        ran.stdout,
        ran.stderr
    );
}

/// A file of zeros that takes no room.
fn sparse(scratch: &Scratch, name: &str, size: u64) {
    File::create(scratch.0.join(name)).unwrap().set_len(size).unwrap();
}

#[test]
fn indexes_in_set() {
    let scratch = Scratch::chart("limits-index", "a: {{ len .Values.a }}\n");
    let ran = rendered(&scratch, &["--set", &format!("a[{MAX_INDEX}]=1")]);
    assert!(ran.stdout.ends_with("a: 65537\n"), "{}", ran.stderr);
    let ran = rendered(&scratch, &["--set", &format!("a[{}]=1", MAX_INDEX + 1)]);
    assert_refused(&ran, "index of 65537 is greater than maximum supported index of 65536");
}

#[test]
fn values_files() {
    let scratch = Scratch::chart("limits-values", "a: 1\n");
    sparse(&scratch, "at.yaml", 64 << 20);
    assert_refused(&rendered(&scratch, &["-f", "at.yaml"]), "control characters are not allowed");
    sparse(&scratch, "past.yaml", (64 << 20) + 1);
    assert_refused(&rendered(&scratch, &["-f", "past.yaml"]), "is larger than 67108864 bytes");
}

#[test]
fn manifests_to_validate() {
    let scratch = Scratch::new("limits-validate");
    sparse(&scratch, "past.yaml", (256 << 20) + 1);
    assert_refused(
        &openclaw_render(&["validate", "past.yaml"], &scratch.0),
        "is larger than 268435456 bytes",
    );
    sparse(&scratch, "at.yaml", 256 << 20);
    let ran = openclaw_render(&["validate", "at.yaml"], &scratch.0);
    assert!(ran.code == 1 && !ran.stderr.contains("is larger than"), "{:.300}", ran.stderr);
}

#[test]
fn settings_for_argo_cd() {
    let scratch = Scratch::chart("limits-argocd", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n");
    let vars = [("ARGOCD_APP_NAME", "x"), ("ARGOCD_APP_NAMESPACE", "default")];
    for (size, code) in [(1 << 20, 0), ((1 << 20) + 1, 1)] {
        scratch.write("c/openclaw-render.yaml", &format!("#{}", "x".repeat(size - 1)));
        let ran = openclaw_render_with(&["argocd", "generate"], &scratch.0.join("c"), &vars);
        assert_eq!(ran.code, code, "{size}: {:.300}", ran.stderr);
    }
}

#[test]
fn committed_files_of_snapshots() {
    let scratch =
        Scratch::chart("limits-snapshot", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n");
    scratch.write("snapshots.yaml", "version: 1\nsnapshots:\n- output: out.yaml\n  chart: c\n");
    sparse(&scratch, "out.yaml", (256 << 20) + 1);
    assert_refused(&openclaw_render(&["snapshot", "check"], &scratch.0), "is larger than 268435456 bytes");
}

/// A loop that spends all steps but so many. It ends at once, but its turns are paid for before the first.
fn spent(left: u64) -> String {
    let turn = cost::ITEM + 2 * cost::INSTRUCTION;
    format!("range {} }}}}{{{{ break }}}}{{{{ end }}}}{{{{", (STEP_BUDGET - left) / turn)
}

#[test]
fn steps_of_a_render() {
    let words = "templates may not take more than 536870912 steps";
    assert_template_refused("range", &format!("range {} }}}}{{{{ end", STEP_BUDGET + 1), words);
    assert_template_refused(
        "ranges",
        "range until 100000 }}{{ range 10000 }}{{ break }}{{ end }}{{ end",
        words,
    );
    assert_template_prints("range-within", &format!("{} 1", spent(100)), "1");
    assert_template_refused("range-past", &format!("{} 1", spent(8)), words);
}

// The text of a loop is paid for before it is written: what it comes to decides, not what a `break` leaves of it.
#[test]
fn text_in_a_loop() {
    let text = "x".repeat(1024);
    let at = (BUILD_BUDGET - (1 << 20)) >> 10;
    assert_template_prints("raw", &format!("range {at} }}}}{{{{ break }}}}{text}{{{{ end }}}}{{{{ 1"), "1");
    let words = "templates may not build more than 1024 MiB";
    for (name, body) in
        [("past", text.clone()), ("in-if", format!("{{{{ if $ }}}}{text}{{{{ else }}}}{{{{ end }}}}"))]
    {
        let past = (BUILD_BUDGET >> 10) + 1;
        assert_template_refused(name, &format!("range {past} }}}}{body}{{{{ end"), words);
    }
}

// Each of the callers quotes all that is below it, which must not be copied for every one of them once more.
#[test]
fn an_error_below_many_callers() {
    let define = r#"define "a" }}{{ tpl "{{ include \"a\" . }}" . }}{{ end }}{{ include "a" ."#;
    assert_template_refused("callers", define, "rendering template has a nested reference name: a");
}

// Keys and hashes are paid for before they are made, so that the last one that is too many takes no time. Every one of
// these would last for minutes.
#[test]
fn what_is_slow_on_purpose() {
    let rest = spent(cost::RSA_2048 - 1);
    let words = "templates may not take more than";
    for call in ["genPrivateKey \"rsa\"", "genPrivateKey \"dsa\"", "genCA \"a\" 1"] {
        assert_template_refused(
            "slow",
            &format!("{rest} {call}"),
            &format!("error calling {}: {words}", call.split(' ').next().unwrap()),
        );
    }
    let rest = spent(cost::HASH - 1);
    for call in ["bcrypt \"a\"", "htpasswd \"a\" \"b\"", "derivePassword 1 \"long\" \"p\" \"u\" \"s\""] {
        assert_template_refused(
            "slow-hash",
            &format!("{rest} {call}"),
            &format!("error calling {}: {words}", call.split(' ').next().unwrap()),
        );
    }
}

#[test]
fn texts_that_templates_build() {
    let words = "a text of more than 128 MiB";
    assert_template_prints("text", "repeat 134217728 \"a\" | len", "134217728");
    for (name, call) in [
        ("repeat", "repeat 134217729 \"a\" | len"),
        ("nindent", "nindent 1000000000 \"a\\nb\" | len"),
        ("cat", "$x := repeat 100000000 \"a\" }}{{ cat $x $x | len"),
        ("join", "$x := repeat 100000000 \"a\" }}{{ join \"\" (list $x $x) | len"),
    ] {
        assert_template_refused(name, call, words);
    }
    let lists = "$x := until 10000000 }}{{ concat $x $x | len";
    assert_template_refused("lists", lists, "a list of more than 16777216 items");
    // Much in many parts.
    let parts = "range until 100 }}{{ $x := repeat 100000000 \"a\" }}{{ end";
    assert_template_refused("parts", parts, "templates may not build more than 1024 MiB");
}

#[test]
fn texts_that_grow_when_matches_are_replaced() {
    let replaced =
        |times: usize| format!("regexReplaceAll \"(a*)\" (repeat 1024 \"a\") (repeat {times} \"$1\") | len");
    assert_template_prints("replaced", &replaced(100_000), "102400000");
    assert_template_refused("replaced-more", &replaced(200_000), "error calling regexReplaceAll");
}

// `MAX_BYTES`: each byte of a file is a value of its own when they are looked at one by one.
#[test]
fn bytes_of_files() {
    let scratch = Scratch::chart("limits-bytes", "");
    let ran = |size: usize, call: &str| {
        scratch.write("c/f", &"x".repeat(size));
        scratch.write("c/templates/x.yaml", &format!("a: {{{{ {call} }}}}\n"));
        rendered(&scratch, &[])
    };
    let walked = "range .Files.GetBytes \"f\" }}{{ . }}{{ break }}{{ end";
    assert!(ran(5 << 20, walked).stdout.ends_with("a: 120\n"));
    assert_refused(&ran(16 << 20, walked), "templates may not take more than 536870912 steps");
    assert!(ran(6 << 20, "printf \"%s\" (.Files.GetBytes \"f\") | len").stdout.ends_with("a: 6291456\n"));
    assert!(ran(32 << 20, ".Files.GetBytes \"f\" | len").stdout.ends_with("a: 33554432\n"));
    assert_refused(&ran((32 << 20) + 1, ".Files.GetBytes \"f\" | len"), "f has more than 32 MiB");
}

// `MAX_POST_RENDERED`
#[test]
fn output_of_a_post_renderer() {
    let scratch = Scratch::chart("limits-post", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");
    let ran = |bytes: usize| {
        scratch.write("post", &format!("#!/bin/sh\nyes | head -c {bytes}\n"));
        let path = scratch.0.join("post");
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        rendered(&scratch, &["--post-renderer", "./post"])
    };
    assert_eq!(ran(256 << 20).stdout.len(), 256 << 20);
    assert_refused(&ran((256 << 20) + 1), "post printed more than 268435456 bytes");
}

// A value that stands in itself twice, forty levels deep, is 2^40 values.
#[test]
fn values_that_stand_in_many_places() {
    let value = "$x := dict \"a\" 1 }}{{ $y := dict \"a\" 1 }}{{ range until 40 }}{{ $x = dict \"a\" $x \"b\" $x }}{{ $y = dict \"a\" $y \"b\" $y }}{{ end }}{{";
    let list = "$x := list 1 }}{{ range until 40 }}{{ $x = list $x $x }}{{ end }}{{";
    for (name, call, words) in [
        ("deep-copy", format!("{value} deepCopy $x | len"), "templates may not build more than 1024 MiB"),
        ("printed", format!("{value} $x"), "a value is too large to be printed"),
    ] {
        assert_template_refused(name, &call, words);
    }
    for name in ["toToml", "mustToJson"] {
        assert_template_refused(
            name,
            &format!("{list} dict \"a\" $x | {name} | len"),
            "a value is longer than 128 MiB as text",
        );
    }
    assert_template_prints("compared", &format!("{value} deepEqual $x $y"), "true");
}

// Each would last for hours or take all memory: what is read is paid for, and what is handed over. Nearly all steps are
// spent before.
#[test]
fn what_is_read_and_handed_over() {
    let rest = spent(800_000);
    let words = "templates may not take more than 536870912 steps";
    let text = "$x := repeat 1000000 \"a\" }}{{ range 1000 }}{{ $y :=";
    let list = "$x := until 10000 }}{{ range 1000 }}{{ $y :=";
    for (name, given, call) in [
        ("contains", text, "contains \"b\" $x"),
        ("sha", text, "sha256sum $x"),
        ("tpl", text, "tpl $x $ | len"),
        ("deep-equal", list, "deepEqual $x (until 10000)"),
        ("has", list, "has -1 $x"),
    ] {
        assert_template_refused(name, &format!("{rest} {given} {call} }}}}{{{{ end"), words);
    }
    let body = "x".repeat(1 << 20);
    let include = format!(
        "define \"a\" }}}}{body}{{{{ end }}}}{{{{ range 2100 }}}}{{{{ $y := include \"a\" $ }}}}{{{{ end"
    );
    assert_template_refused("include", &include, "templates may not build more than 1024 MiB");
}

// The same for the methods of files and values.
#[test]
fn what_methods_read_and_make() {
    let scratch = Scratch::chart("limits-methods", "");
    scratch.write("c/f", &"x".repeat(1 << 20));
    let rest = spent(4_000_000);
    let words = "templates may not take more than 536870912 steps";
    for call in [
        "(.Files.Glob \"**\").AsConfig",
        ".Files.AsSecrets",
        ".Files.Get \"f\"",
        ".Files.Glob (repeat 1000000 \"*\")",
        ".Values.YAML",
    ] {
        scratch.write("c/values.yaml", &format!("a: {}\n", "x".repeat(1 << 20)));
        let inside = call.replace(".Files", "$.Files").replace(".Values", "$.Values");
        let text = format!("a: {{{{ {rest} range 1000 }}}}{{{{ $x := {inside} }}}}{{{{ end }}}}\n");
        scratch.write("c/templates/x.yaml", &text);
        assert_refused(&rendered(&scratch, &[]), words);
    }
    let text = "a: {{ range 1100 }}{{ $x := $.Files.Get \"f\" }}{{ end }}\n";
    scratch.write("c/templates/x.yaml", text);
    assert_refused(&rendered(&scratch, &[]), "templates may not build more than 1024 MiB");
}

#[test]
fn texts_that_are_parsed() {
    let words = "a text of more than 32 MiB to be parsed";
    assert_template_refused("parsed", "repeat 33554433 \" \" | fromYaml", words);
}

// A finding is explained by what wrote its line, which was looked for among all parts of the output for each of them.
#[test]
fn findings_in_many_documents() {
    let template = "{{ range $i := until 2000 }}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a{{ $i }}}\nfoo: 1\n{{ end }}";
    let scratch = Scratch::chart("limits-findings", template);
    let ran = openclaw_render(&["template", "x", "c"], &scratch.0);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(
        ran.stderr.contains("unknown key") && ran.stderr.contains("c/templates/x.yaml:5"),
        "{:.500}",
        ran.stderr
    );
}

// Programs of so many bytes of texts are kept; with more of them the answers are the same.
#[test]
fn texts_that_are_templates() {
    let call =
        "range $i := until 20 }}{{ tpl (printf \"{{ %d }}{{/*%s*/}}\" $i (repeat 1000000 \"x\")) $ }}{{ end";
    assert_template_prints("tpl", call, "012345678910111213141516171819");
    let text =
        |size: usize| format!("tpl (print \"{{{{ 1 }}}}{{{{/*\" (repeat {} \"x\") \"*/}}}}\") $", size - 15);
    assert_template_prints("tpl-at", &text(16 << 20), "1");
    assert_template_refused("tpl-past", &text((16 << 20) + 1), "a tpl text of more than 16 MiB");
}

#[test]
fn repetitions_in_patterns() {
    assert_template_prints("repeat-at", "regexMatch \"^a{1000}$\" (repeat 1000 \"a\")", "true");
    assert_template_prints("nested-at", "mustRegexMatch \"^(a{10}){100}$\" (repeat 1000 \"a\")", "true");
    for pattern in ["a{1001}", "(a{10}){101}"] {
        assert_template_refused(
            "repeat-past",
            &format!("mustRegexMatch \"{pattern}\" \"a\""),
            "invalid repeat count",
        );
    }
}

// `MAX_REPORTED`. Each was looked for in the whole document: 200,000 took minutes.
#[test]
fn findings_in_one_document() {
    let scratch = Scratch::new("limits-reported");
    let written = |count: usize| {
        let keys: String = (0..count).map(|key| format!("  \"{key} \": a\n")).collect();
        let object = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n";
        scratch.write("m.yaml", &format!("{object}{keys}"));
        let ran = openclaw_render(&["validate", "m.yaml"], &scratch.0);
        assert_eq!(ran.code, 1);
        let errors = ran.stdout.matches("\nerror[").count() + usize::from(ran.stdout.starts_with("error["));
        (errors, ran.stdout.contains("it is the 1000th finding, and no more are told"))
    };
    assert_eq!(written(999), (999, false));
    assert_eq!(written(1000), (1000, true));
    assert_eq!(written(1500), (1000, true));
}

// `MAX_DOCUMENTS`
#[test]
fn documents_that_are_validated() {
    let scratch = Scratch::new("limits-documents");
    let words = "more than 262144 documents cannot be validated at once";
    scratch.write("m.yaml", &"---\n".repeat(1 << 18));
    let ran = openclaw_render(&["validate", "m.yaml"], &scratch.0);
    assert!(!ran.stderr.contains(words), "{:.300}", ran.stderr);
    scratch.write("m.yaml", &"\n---".repeat(1 << 18));
    assert_refused(&openclaw_render(&["validate", "m.yaml"], &scratch.0), words);
    let scratch = Scratch::chart("limits-documents-of", "{{ repeat 262145 \"---\\na: 1\\n\" }}");
    assert_refused(&openclaw_render(&["template", "x", "c"], &scratch.0), words);
}

// `MAX_OBJECTS`
/// `MAX_NEAR` of `lint::objects`.
#[test]
fn objects_that_are_looked_through_for_a_name() {
    let scratch = Scratch::new("limits-near");
    let hint = |before: usize| {
        let account =
            |name: &str| format!("---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {{name: {name}}}\n");
        let mut text: String = (0..before).map(|number| account(&format!("a{number}"))).collect();
        text += &account("web-server");
        text += "---\napiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  serviceAccountName: web-servr\n  \
                 containers: [{name: a, image: \"a:1\"}]\n";
        scratch.write("m.yaml", &text);
        openclaw_render(&["validate", "--lint", "m.yaml"], &scratch.0)
            .stdout
            .contains("did you mean web-server?")
    };
    assert!(hint(999));
    assert!(!hint(1000));
}

/// `MAX_LOOKED` of `lint::objects`: hints for the first 200 services that select none of a thousand pods.
#[test]
fn objects_that_are_looked_through_in_one_run() {
    let scratch = Scratch::new("limits-looked");
    let pod = |number: usize| {
        format!(
            "---\napiVersion: v1\nkind: Pod\nmetadata: {{name: p{number}, labels: {{app: website}}}}\n\
             spec: {{containers: [{{name: a, image: 'a:1'}}]}}\n"
        )
    };
    let service = |number: usize| {
        format!(
            "---\napiVersion: v1\nkind: Service\nmetadata: {{name: s{number}}}\n\
             spec: {{selector: {{app: webstie}}, ports: [{{port: 80}}]}}\n"
        )
    };
    let text: String = (0..1000).map(pod).chain((0..201).map(service)).collect();
    scratch.write("m.yaml", &text);
    let said = openclaw_render(&["validate", "--lint", "m.yaml"], &scratch.0).stdout;
    let count = |words: &str| said.matches(words).count();
    assert_eq!(count("warning[service-without-pods]"), 201);
    assert_eq!(count("come nearest; they have app=website"), 200);
    assert_eq!(count("is the workload that belongs to it turned off"), 1);
}

/// Each rule takes time in proportion: many services without pods, secrets, texts, hooks, autoscalers and references.
#[test]
fn many_objects_are_linted_in_time() {
    let scratch = Scratch::new("limits-many");
    let workload = |n: usize| {
        format!(
            "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: d{n}}}\nspec:\n  replicas: 2\n  \
             selector: {{matchLabels: {{app: d{n}}}}}\n  template:\n    metadata: {{labels: {{app: d{n}}}}}\n    spec:\n      \
             containers: [{{name: a, image: 'a:1', env: [{{name: A, value: 'some text {n}'}}], envFrom: [{{secretRef: {{name: x{n}}}}}]}}]\n\
             ---\napiVersion: v1\nkind: Service\nmetadata: {{name: s{n}}}\nspec: {{selector: {{app: other-{n}}}, ports: [{{port: 80}}]}}\n\
             ---\napiVersion: v1\nkind: Secret\nmetadata: {{name: k{n}}}\nstringData: {{password: 'hunter2-{n}-x1y2z3'}}\n\
             ---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {{name: h{n}}}\n\
             spec: {{maxReplicas: 3, scaleTargetRef: {{apiVersion: apps/v1, kind: Deployment, name: d{n}}}}}\n\
             ---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: c, annotations: {{helm.sh/hook: pre-install}}}}\n\
             data: {{text: 'hunter2-{n}-x1y2z3'}}\n"
        )
    };
    scratch.write("m.yaml", &(0..5000).map(workload).collect::<String>());
    let began = std::time::Instant::now();
    let said = openclaw_render(&["validate", "--lint", "m.yaml"], &scratch.0).stdout;
    for rule in ["service-without-pods", "secret-value", "autoscaled-replicas", "missing-secret"] {
        assert_eq!(said.matches(&format!("[{rule}]")).count(), 5000, "{rule}");
    }
    assert!(began.elapsed().as_secs() < 100, "{:?}", began.elapsed());
}

#[test]
fn objects_that_are_linted() {
    let scratch = Scratch::new("limits-lint");
    let object = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";
    let ran = |count: usize| {
        scratch.write("m.yaml", &object.repeat(count));
        openclaw_render(&["validate", "--lint", "m.yaml"], &scratch.0)
    };
    assert!(!ran(1 << 16).stderr.contains("can be linted"));
    assert_refused(&ran((1 << 16) + 1), "65537 objects are more than the 65536 that can be linted");
}
