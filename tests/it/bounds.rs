//! Hostile templates end in one error, and what is just inside a bound renders: each bound at its edge.

use crate::support::{Ran, Scratch, openclaw_render};
use openclaw_render::compile::{MAX_BRANCHES, MAX_OPERANDS, MAX_STAGES};
use openclaw_render::funcs::{STEP_BUDGET, cost};
use openclaw_render::gotmpl::{MAX_ACTIONS, MAX_DEPTH, Source, parse};
use openclaw_render::render::MAX_NESTING;
use std::sync::Arc;

fn rendered(name: &str, template: &str) -> Ran {
    let scratch = Scratch::chart(&format!("bounds-{name}"), template);
    openclaw_render(&["template", "x", "c", "--validate=off"], &scratch.0)
}

fn assert_fine(name: &str, template: &str) {
    let ran = rendered(name, template);
    assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
}

/// One error with these words, no manifest.
fn assert_refused(name: &str, template: &str, words: &str) {
    let ran = rendered(name, template);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{name}");
    assert!(ran.stderr.starts_with("Error: ") && ran.stderr.contains(words), "{name}: {:.2000}", ran.stderr);
}

#[test]
fn actions_that_nest() {
    let nested = |depth: usize| format!("{}a: 1{}", "{{ if true }}".repeat(depth), "{{ end }}".repeat(depth));
    assert_fine("nested", &nested(MAX_DEPTH));
    assert_refused("nested-more", &nested(MAX_DEPTH + 1), "nest deeper than 250 levels");
    let parentheses = |depth: usize| format!("a: {{{{ {}1{} }}}}", "(".repeat(depth), ")".repeat(depth));
    assert_fine("parentheses", &parentheses(MAX_DEPTH));
    assert_refused("parentheses-more", &parentheses(MAX_DEPTH + 1), "nest deeper than 250 levels");
}

#[test]
fn actions_of_one_template() {
    let parsed = |count: usize| {
        let source = Source { name: "x".into(), text: "{{1}}".repeat(count).into() };
        parse(&Arc::new(source), &|_| false).map(|trees| trees.len())
    };
    assert_eq!(parsed(MAX_ACTIONS), Ok(1));
    let error = parsed(MAX_ACTIONS + 1).unwrap_err();
    assert_eq!(error.message, "a template has more than 1048576 actions");
}

#[test]
fn branches_of_one_if() {
    let chain = |branches: usize| {
        format!(
            "{{{{ if false }}}}{}{{{{ else }}}}a: 1{{{{ end }}}}",
            "{{ else if false }}".repeat(branches - 1)
        )
    };
    assert_fine("branches", &chain(MAX_BRANCHES));
    assert_refused("branches-more", &chain(MAX_BRANCHES + 1), "an if has more than 1000 branches");
}

#[test]
fn operands_of_one_call() {
    for name in ["and", "or", "list"] {
        let call = |operands: usize| format!("{{{{ $x := {name}{} }}}}a: 1", " .Values".repeat(operands));
        assert_fine(name, &call(MAX_OPERANDS));
        let words = format!("{name} is called with more than 1000 arguments");
        assert_refused(&format!("{name}-more"), &call(MAX_OPERANDS + 1), &words);
    }
}

// Each stage that is no filter (`not`, `and`, `or`) stands inside the next.
#[test]
fn commands_of_one_pipeline() {
    for command in ["toString", "not", "and 1", "or 0"] {
        let pipeline =
            |commands: usize| format!("a: {{{{ 1{} }}}}", format!(" | {command}").repeat(commands - 1));
        assert_fine("stages", &pipeline(MAX_STAGES));
        let words = "a pipeline has more than 1000 commands";
        for commands in [MAX_STAGES + 1, 300 * MAX_STAGES] {
            assert_refused("stages-more", &pipeline(commands), words);
        }
    }
}

/// A definition that calls itself as often as is said.
fn recursive(action: &str, times: usize) -> String {
    format!(
        "{{{{ define \"r\" }}}}{{{{ if gt . 1 }}}}{action}{{{{ end }}}}{{{{ end }}}}a: 1{{{{ include \"r\" {times} }}}}"
    )
}

// Helm's bound; its 1001st call of one name is the last that is let in.
#[test]
fn a_template_that_includes_itself() {
    let action = "{{ include \"r\" (sub . 1) }}";
    assert_fine("include", &recursive(action, 1001));
    let words = "rendering template has a nested reference name: r: unable to execute template";
    assert_refused("include-more", &recursive(action, 1002), words);
}

#[test]
fn templates_that_call_each_other() {
    let action = "{{ template \"r\" (sub . 1) }}";
    // The file itself is one of them.
    assert_fine("template", &recursive(action, MAX_NESTING - 1));
    assert_refused("template-more", &recursive(action, MAX_NESTING), "deeper than 4000 levels");
}

// Helm ends in a crash here.
#[test]
fn a_text_that_runs_itself() {
    let text = "{{ $_ := set .Values \"t\" \"{{ tpl .Values.t . }}\" }}a: {{ tpl .Values.t . }}";
    assert_refused("tpl", text, "deeper than 4000 levels");
}

// All turns are paid for before the first, with what stands in the body. The assignment of the dot and `break` take an
// instruction each.
#[test]
fn turns_of_a_loop() {
    for (name, body, steps) in [
        ("turns", "", 2 * cost::INSTRUCTION),
        ("turns-fields", "{{ $x := .a }}", 6 * cost::INSTRUCTION + cost::CALL),
        ("turns-if", "{{ if . }}a{{ else }}b{{ end }}", 7 * cost::INSTRUCTION),
    ] {
        let turns = STEP_BUDGET / (cost::ITEM + steps);
        let looped = |turns: u64| format!("a: 1{{{{ range {turns} }}}}{{{{ break }}}}{body}{{{{ end }}}}");
        assert_fine(name, &looped(turns - 1000));
        let words = "templates may not take more than 536870912 steps";
        assert_refused(&format!("{name}-more"), &looped(turns + 1), words);
    }
}

// What an `if` skips is paid for too.
#[test]
fn programs_that_run_again() {
    let body = "{{ .x }}".repeat(20_000);
    let run = 20_000 * (4 * cost::INSTRUCTION + cost::CALL);
    let looped = |runs: u64| {
        let define = format!("{{{{ define \"d\" }}}}{{{{ if .none }}}}{body}{{{{ end }}}}{{{{ end }}}}");
        format!(
            "{define}a: 1{{{{ range $i := until {runs} }}}}{{{{ template \"d\" (dict \"i\" $i) }}}}{{{{ end }}}}"
        )
    };
    let runs = STEP_BUDGET / run;
    assert_fine("again", &looped(runs - 10));
    assert_refused("again-more", &looped(runs + 10), "templates may not take more than 536870912 steps");
}

#[test]
fn results_of_absurd_size() {
    for (name, call) in [
        ("repeat", "repeat 2000000000 \"abcdefgh\" | len"),
        ("until", "until 2000000000 | len"),
        ("until-step", "untilStep 0 2000000000 1 | len"),
        ("seq", "seq 1 2000000000 | len"),
        ("rand-bytes", "randBytes 2000000000 | len"),
        ("rand-alpha", "randAlphaNum 2000000000 | len"),
        ("indent", "indent 3000000000 \"a\" | len"),
    ] {
        assert_refused(name, &format!("a: {{{{ {call} }}}}"), "error calling");
    }
}

#[test]
fn aliases_that_multiply() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for i in 1..30 {
        let before = format!("*a{}, ", i - 1).repeat(9);
        bomb.push_str(&format!("a{i}: &a{i} [{}]\n", before.trim_end_matches(", ")));
    }
    let scratch = Scratch::chart("bounds-aliases", "a: {{ len .Values }}");
    scratch.write("bomb.yaml", &bomb);
    let ran = openclaw_render(&["template", "x", "c", "-f", "bomb.yaml"], &scratch.0);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("excessive aliasing"), "{:.500}", ran.stderr);
    let printed = rendered("aliases-printed", &bomb);
    assert_eq!(printed.code, 1);
    assert!(printed.stderr.contains("excessive aliasing"), "{:.500}", printed.stderr);
}
