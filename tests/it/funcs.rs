//! Template functions answer as both Helms did: every line of tests/funcs/*.txt.
//!
//! The answers are recorded by tests/oracle/record_funcs.py and never written by hand; what a line means is told
//! there. `cargo test funcs`

use openclaw_render::funcs::{self, Env, Type};
use openclaw_render::golang::base64;
use openclaw_render::helm::Helm;
use openclaw_render::render;
use openclaw_render::scope::TemplateSource;
use openclaw_render::value::{Dict, Map, MapType, Str, Value, string_bytes};
use openclaw_render::world::System;
use openclaw_render::yaml;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Templates in one render. One that fails is rendered again alone.
const BATCH: usize = 100;

/// Keys and password hashes are slow to make: so many random answers of a function are asked for again.
const RANDOM_ANSWERS: usize = 2;

/// Differences shown of a failed test.
const SHOWN: usize = 60;

#[test]
fn every_expression_is_answered_as_by_helm_3() {
    check_answers(Helm::V3);
}

#[test]
fn every_expression_is_answered_as_by_helm_4() {
    check_answers(Helm::V4);
}

#[test]
fn names_and_types_are_those_of_the_helms() {
    for helm in [Helm::V3, Helm::V4] {
        let recorded = signatures(helm);
        let mut wrong = Vec::new();
        for (name, recorded) in &recorded {
            let ours = render::signature(name, helm).map(|signature| {
                let types = signature.params.iter().map(type_name);
                let rest = signature.rest.iter().map(|typ| format!("...{}", type_name(typ)));
                types.chain(rest).collect::<Vec<_>>().join(", ")
            });
            if ours.as_ref() != Some(recorded) {
                wrong.push(format!("{name}({recorded}), ours: {ours:?}"));
            }
        }
        let unknown = funcs::all().map(|func| func.name).filter(|name| render::knows(name, helm));
        wrong.extend(
            unknown.filter(|name| !recorded.contains_key(*name)).map(|name| format!("no {name} in Helm")),
        );
        assert!(wrong.is_empty(), "{helm:?}:\n{}", wrong.join("\n"));
    }
}

#[test]
fn the_grid_has_every_function_with_every_count_of_arguments() {
    let cases = read("grid");
    for name in [signatures(Helm::V3), signatures(Helm::V4)].iter().flat_map(BTreeMap::keys) {
        let start = format!("{{{{ {name} ");
        let lines = cases.iter().filter(|case| case.expression.starts_with(&start)).count();
        assert!(lines >= 3, "{name} has {lines} lines; run tests/oracle/record_funcs.py grid");
    }
}

/// A line of a file: an expression, and what the Helms answered.
struct Case {
    expression: String,
    answers: BTreeMap<char, String>,
}

fn check_answers(helm: Helm) {
    let digit = if helm == Helm::V3 { '3' } else { '4' };
    let scope = scope();
    let mut cases = Vec::new();
    let mut random = BTreeMap::<String, usize>::new();
    for case in files().iter().flat_map(|name| read(name)) {
        let answer =
            case.answers.get(&digit).unwrap_or_else(|| panic!("not recorded: {}", case.expression)).clone();
        if answer == "random" {
            let function = case.expression.split_whitespace().nth(1).unwrap_or_default().to_owned();
            let seen = random.entry(function).or_default();
            *seen += 1;
            if *seen > RANDOM_ANSWERS {
                continue;
            }
        }
        cases.push((case.expression, answer));
    }
    let (fail, pass): (Vec<_>, Vec<_>) =
        cases.into_iter().partition(|(_, answer)| answer.starts_with("error: "));
    let mut wrong = Vec::new();
    for cases in pass.chunks(BATCH).chain(fail.chunks(1)) {
        match evaluate(cases, &scope, helm) {
            Ok(answers) => compare(cases, &answers, &mut wrong),
            Err(_) => {
                for case in cases.chunks(1) {
                    compare(
                        case,
                        &evaluate(case, &scope, helm).unwrap_or_else(|error| vec![error]),
                        &mut wrong,
                    );
                }
            }
        }
    }
    let (count, all) = (wrong.len(), pass.len() + fail.len());
    wrong.truncate(SHOWN);
    assert!(count == 0, "{count} of {all} answers differ:\n{}", wrong.join("\n"));
}

fn compare(cases: &[(String, String)], ours: &[String], wrong: &mut Vec<String>) {
    for ((expression, recorded), ours) in cases.iter().zip(ours) {
        let same = if recorded == "random" { ours.starts_with('"') } else { ours == recorded };
        if !same {
            wrong.push(format!("{expression}\n  Helm: {recorded}\n  ours: {ours}"));
        }
    }
}

/// What we answer to the expressions, or the error of the first that fails.
fn evaluate(cases: &[(String, String)], scope: &Map, helm: Helm) -> Result<Vec<String>, String> {
    let sources = cases.iter().enumerate().map(|(number, (expression, _))| TemplateSource {
        name: file(number).into(),
        text: wrapped(number, expression).into(),
        base_path: "c/templates".into(),
        scope: scope.clone(),
        builtin: false,
    });
    let env = Env::new(helm, Arc::new(System));
    let rendered = render::render(&sources.collect::<Vec<_>>(), env, render::Ahead::default(), &|_| ());
    let rendered = rendered
        .map_err(|error| format!("error: {}", escaped(&string_bytes(&normal(&error.to_string())))))?;
    let by_name: BTreeMap<_, _> = rendered.iter().map(|rendered| (&*rendered.name, &rendered.text)).collect();
    let answer = |number| {
        let text = by_name.get(file(number).as_str())?.trim();
        let bytes = base64::decode(text.strip_prefix("out:")?.trim().as_bytes()).ok()?;
        Some(format!("\"{}\"", escaped(&bytes)))
    };
    Ok((0..cases.len()).map(|number| answer(number).unwrap_or_else(|| "no output".to_owned())).collect())
}

fn file(number: usize) -> String {
    format!("c/templates/e{number}.yaml")
}

/// The template that was given to the Helms, see `wrapped` in tests/oracle/record_funcs.py.
fn wrapped(number: usize, expression: &str) -> String {
    format!(
        "{{{{- define \"e{number}\" -}}}}\n{expression}\n{{{{- end -}}}}\nout: {{{{ include \"e{number}\" \
         (dict \"Values\" (deepCopy .Values)) | b64enc }}}}\n"
    )
}

/// The error of the only template without what stands around it, see `normal` in tests/oracle/record_funcs.py.
fn normal(text: &str) -> String {
    let file = file(0);
    let shown = |text: &str| text.replace(&file, "FILE").replace("\"e0\"", "\"NAME\"");
    if let Some(rest) = text.strip_prefix(&format!("parse error at ({file}:2): ")) {
        return shown(&format!("parse: {rest}"));
    }
    if let Some((_, rest)) = text.strip_prefix("execution error at (").and_then(|rest| rest.split_once("): "))
    {
        return shown(&format!("execution: {rest}"));
    }
    for (at, place) in text.match_indices(&format!("{file}:2:")) {
        let rest = &text[at + place.len()..];
        let column: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let rest = &rest[column.len()..];
        if let Some(rest) = rest.strip_prefix(": executing \"e0\" at <") {
            return shown(&format!("{column}: at <{rest}"));
        }
        if let Some((node, rest)) =
            rest.strip_prefix("\n  executing \"e0\" at <").and_then(|rest| rest.split_once(">:\n    "))
        {
            return shown(&format!("{column}: at <{node}>: {rest}"));
        }
    }
    text.to_owned()
}

/// The text in one line, see `escaped` in tests/oracle/record_funcs.py.
fn escaped(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                '\r' => out.push_str("\\r"),
                '\0'..' ' | '\u{7F}'..='\u{A0}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' => {
                    out.extend(c.to_string().bytes().map(|byte| format!("\\x{byte:02x}")));
                }
                _ => out.push(c),
            }
        }
        out.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    out
}

/// What the expressions see.
fn scope() -> Map {
    let values = yaml::parse(&fs::read_to_string(folder().join("values.yaml")).unwrap()).unwrap();
    let values = values.as_map().unwrap();
    values.insert("i64", Value::Int64(7));
    let values = Dict::new(MapType::Values, (*values.snapshot()).clone());
    let scope = [(Str::from("Values"), Value::Map(Arc::new(values)))];
    Arc::new(Dict::new(MapType::Any, scope.into_iter().collect()))
}

/// Every function that this Helm knows, with its parameters.
fn signatures(helm: Helm) -> BTreeMap<String, String> {
    let text = fs::read_to_string(folder().join("signatures.txt")).unwrap();
    let known = text.lines().filter_map(|line| {
        let (name, rest) = line.split_once('(')?;
        let (params, only) = rest.rsplit_once(')')?;
        let known = match only.trim() {
            "3" => helm == Helm::V3,
            "4" => helm == Helm::V4,
            _ => true,
        };
        known.then(|| (name.to_owned(), params.to_owned()))
    });
    known.collect()
}

/// The type as Go spells it. What a Go function that takes `reflect.Value` accepts, one that takes
/// `interface {}` does too.
fn type_name(typ: &Type) -> String {
    match typ {
        Type::Any | Type::Reflect => "interface {}",
        Type::Str => "string",
        Type::Bool => "bool",
        Type::Int => "int",
        Type::Int64 => "int64",
        Type::Float => "float64",
        Type::Map => "map[string]interface {}",
        Type::List => "[]interface {}",
        Type::Strings => "[]string",
        Type::Time => "time.Time",
        Type::Named(name) => name,
    }
    .to_owned()
}

fn read(name: &str) -> Vec<Case> {
    let text = fs::read_to_string(folder().join(format!("{name}.txt"))).unwrap();
    let mut cases: Vec<Case> = Vec::new();
    for line in text.split('\n').filter(|line| !line.is_empty()) {
        let arrow =
            [" ⇒ ", " ⇒3 ", " ⇒4 "].into_iter().filter_map(|arrow| Some((line.find(arrow)?, arrow))).min();
        let (at, arrow) = arrow.unwrap_or_else(|| panic!("{name}.txt: not recorded: {line}"));
        let (expression, answer) = (&line[..at], &line[at + arrow.len()..]);
        if cases.last().is_none_or(|case| case.expression != expression) {
            cases.push(Case { expression: expression.to_owned(), answers: BTreeMap::new() });
        }
        let helms = arrow.chars().filter(char::is_ascii_digit).collect::<String>();
        let case = cases.last_mut().unwrap();
        for helm in if helms.is_empty() { "34" } else { &helms }.chars() {
            case.answers.insert(helm, answer.to_owned());
        }
    }
    cases
}

/// The files with expressions, in alphabetical order.
fn files() -> BTreeSet<String> {
    let names =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names = names.filter_map(|name| name.strip_suffix(".txt").map(str::to_owned));
    names.filter(|name| name != "signatures").collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/funcs")
}
