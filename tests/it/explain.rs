//! A finding names the line of the template that wrote it, and what set the value.

use crate::support::{Scratch, openclaw_render};

const HELPERS: &str = "{{- define \"c.labels\" -}}\n{{- /* a comment\n   of two lines */ -}}\napp: {{ .Values.app }}\n\
                       {{ if .Values.color }}color: {{ .Values.color }}{{ end }}\n{{- end -}}\n";

const DEPLOYMENT: &str = "{{- if true }}\n# before\n---\n{{ end -}}\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  \
                          name: x\n  labels:\n    {{- include \"c.labels\" . | trim | nindent 4 }}\nspec:\n  replicas: \
                          {{ .Values.replicas }}\n  {{- with .Values.extra }}\n  {{- toYaml . | nindent 2 }}\n  {{- end \
                          }}\n  selector:\n    matchLabels: {a: b}\n  template:\n    metadata:\n      labels: {a: b}\n    \
                          spec:\n      containers: [{name: x, image: a}]\n";

fn chart(name: &str) -> Scratch {
    let scratch = Scratch::chart(name, DEPLOYMENT);
    scratch.write("c/templates/_helpers.tpl", HELPERS);
    scratch.write("c/values.yaml", "app: x\n# the color\ncolor: 5\nreplicas: 1\nextra: {}\n");
    scratch.write("prod.yaml", "extra:\n  nonsense: true\n");
    scratch
}

/// The paragraphs of a run's report that begin with the severity error.
fn findings(scratch: &Scratch, flags: &[&str]) -> Vec<String> {
    let ran = openclaw_render(&[&["template", "r", "c"], flags].concat(), &scratch.0);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{}", ran.stderr);
    ran.stderr.split("error[").skip(1).map(str::to_owned).collect()
}

#[test]
fn the_line_of_the_call_and_the_flag() {
    let found = findings(&chart("explain-flag"), &["--set", "replicas=two,color=red"]);
    let want = "--> c/templates/x.yaml:12\n   | replicas: {{ .Values.replicas }}\n  rendered, line 9: replicas: two\n  \
                value from --set replicas=two";
    assert!(found[0].contains(want), "{}", found[0]);
}

// Through include, trim and nindent.
#[test]
fn the_innermost_line_and_the_chart_s_own_values() {
    let found = findings(&chart("explain-include"), &[]);
    assert_eq!(found.len(), 1);
    let want = "--> c/templates/_helpers.tpl:5\n   | {{ if .Values.color }}color: {{ .Values.color }}{{ end }}\n  \
                rendered, line 7: color: 5\n  value from c/values.yaml:3";
    assert!(found[0].contains(want), "{}", found[0]);
}

// What was a value becomes text by toYaml: the template has the line of the call, and the values the key and the text.
#[test]
fn the_line_of_the_call_where_a_value_became_text() {
    let found = findings(&chart("explain-toyaml"), &["-f", "prod.yaml", "--set", "color=red"]);
    let want = "--> c/templates/x.yaml:14\n   | {{- toYaml . | nindent 2 }}\n  rendered, line 10: nonsense: true\n  \
                value from prod.yaml:2";
    assert!(found[0].contains(want), "{}", found[0]);
}

#[test]
fn the_value_of_a_line_that_names_none() {
    let scratch = Scratch::chart(
        "explain-leaf",
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n{{- range $at, $key := list \"labels\" \"annotations\" }}\n{{- \
         with index $.Values $key }}\n  {{ $key }}:\n    {{- toYaml . | nindent 4 }}\n{{- end }}{{ end }}\nspec:\n  \
         containers:\n  - name: x\n    image: a\n    resources:\n      {{- toYaml .Values.resources | nindent 6 }}\n  - \
         name: z\n    image: a\n    terminationMessagePolicy: Foo\n    resources: \
         {{- toYaml .Values.sidecar.resources | nindent 6 }}\n",
    );
    scratch.write(
        "c/values.yaml",
        "resources: {}\nsidecar:\n  resources:\n    limits:\n      cpu: abc\nother:\n  terminationMessagePolicy: Foo\n",
    );
    let set =
        ["--set", "resources.limits.cpu=abc,resources.requests.cpu=1", "--set-string", "labels.a\\.b/c=-x"];
    let found = findings(&scratch, &set);
    let value = |what: &str| {
        let finding =
            found.iter().find(|finding| finding.contains(what)).unwrap_or_else(|| panic!("{found:?}"));
        finding.lines().find_map(|line| line.trim().strip_prefix("value from ")).map(str::to_owned)
    };
    assert_eq!(value("containers[0].resources.limits").unwrap(), "--set resources.limits.cpu=abc");
    assert_eq!(value("containers[1].resources.limits").unwrap(), "c/values.yaml:5");
    assert_eq!(value("label a.b/c").unwrap(), "--set-string labels.a\\.b/c=-x");
    // A line of the template itself shows no value, even if one has its key and its text.
    assert_eq!(value("terminationMessagePolicy"), None);
}

// A line of a template may be a whole file, and may have many findings: `MAX_READ`.
#[test]
fn a_line_is_read_up_to_a_length() {
    let found = |length: usize| {
        let scratch = chart("explain-long");
        let line = "replicas: {{ .Values.replicas }} # ";
        let long = format!("{line}{}", "x".repeat(length - 2 - line.len()));
        // The line stands two blanks from the edge.
        scratch.write("c/templates/x.yaml", &DEPLOYMENT.replace("replicas: {{ .Values.replicas }}", &long));
        findings(&scratch, &["--set", "replicas=two,color=red"])
    };
    assert!(found(10_000)[0].contains("value from --set replicas=two"));
    assert!(!found(10_001)[0].contains("value from"));
}

#[test]
fn a_machine_reads_it_too() {
    let scratch = chart("explain-json");
    let ran =
        openclaw_render(&["lint", "c", "--report", "json", "--set", "color=red,replicas=two"], &scratch.0);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let want = "\"origin\":{\"line\":12,\"rendered\":\"replicas: two\",\"template\":\"c/templates/x.yaml\",\"text\":\
                \"replicas: {{ .Values.replicas }}\",\"value\":\"--set replicas=two\"}";
    assert!(ran.stdout.replace("color=red,", "").contains(want), "{}", ran.stdout);
}

#[test]
fn a_misspelt_value_is_told_what_was_meant() {
    let ran = openclaw_render(&["--set", "imag.tag=x,gateway.prot=1"], &crate::support::root());
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    let hints = [
        "- at '': additional properties 'imag' not allowed",
        "imag: did you mean image?",
        "prot: did you mean port?",
    ];
    assert!(hints.iter().all(|hint| ran.stderr.contains(hint)), "{}", ran.stderr);
}
