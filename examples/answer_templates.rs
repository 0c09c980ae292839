//! Answers templates as the program does, a JSON object a line: `{"files": {"templates/x.yaml": "…"}}` in,
//! `{"out": {…}}` or `{"error": "…"}` out. tests/oracle/differential.py compares that with Helm's engine.
//!
//!     answer_templates 3|4 VALUES.yaml < cases > answers
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a tool for developers")]
#![allow(clippy::disallowed_methods, reason = "it reads its own input")]

use openclaw_render::funcs::Env;
use openclaw_render::helm::Helm;
use openclaw_render::scope::TemplateSource;
use openclaw_render::value::{Dict, MapType, Str, Value, string_bytes};
use openclaw_render::world::System;
use openclaw_render::{json, render, yaml};
use std::io::{BufRead as _, Write as _};
use std::sync::Arc;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let helm = if args[1] == "3" { Helm::V3 } else { Helm::V4 };
    let values = std::fs::read_to_string(&args[2]).expect("values");
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let case = json::decode(&line.expect("a line")).expect("JSON");
        let files = case.get("files").expect("files");
        let answer = match answer(&files, &values, helm) {
            Ok(files) => Value::from([("out", files)]),
            Err(error) => Value::from([("error", Value::from(error))]),
        };
        let text = json::encode(&answer).expect("encodes");
        out.write_all(&string_bytes(&text)).and_then(|()| out.write_all(b"\n")).expect("output");
    }
}

fn answer(files: &Value, values: &str, helm: Helm) -> Result<Value, String> {
    let values = yaml::parse(values).map_err(|error| error.to_string())?;
    let values = values.as_map().ok_or("values are no map")?;
    let values = Dict::new(MapType::Values, (*values.snapshot()).clone());
    let scope = [(Str::from("Values"), Value::Map(Arc::new(values)))];
    let scope = Arc::new(Dict::new(MapType::Values, scope.into_iter().collect()));
    let files = files.as_map().ok_or("files are no map")?.snapshot();
    let sources: Vec<TemplateSource> = files
        .iter()
        .map(|(name, text)| TemplateSource {
            name: format!("c/{name}").into(),
            text: text.as_str().unwrap_or_default().into(),
            base_path: "c/templates".into(),
            scope: scope.clone(),
            program: None,
        })
        .collect();
    let rendered = render::render(&sources, Env::new(helm, Arc::new(System::default())));
    let rendered = rendered.map_err(|error| error.to_string())?;
    Ok(Value::from(
        rendered
            .into_iter()
            .map(|file| (file.name, Value::from(file.text)))
            .collect::<openclaw_render::value::Entries>(),
    ))
}
