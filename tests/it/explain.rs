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

// What was a value becomes text by toYaml: the line of the call is all there is.
#[test]
fn the_line_of_the_call_where_a_value_became_text() {
    let found = findings(&chart("explain-toyaml"), &["-f", "prod.yaml", "--set", "color=red"]);
    assert!(found[0].contains("--> c/templates/x.yaml:14\n   | {{- toYaml . | nindent 2 }}"), "{}", found[0]);
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
