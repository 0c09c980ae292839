//! Answers templates as the program does, a JSON object a line: `{"files": {"templates/x.yaml": "…"}}` in,
//! `{"out": {…}}` or `{"error": "…"}` out. tests/oracle/differential.py compares that with Helm's engine.
//!
//!     answer_templates 3|4 VALUES.yaml < cases > answers
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a tool for developers")]
#![allow(clippy::disallowed_methods, reason = "it reads its own input")]

use openclaw_render::funcs::Env;
use openclaw_render::helm::Helm;
use openclaw_render::log::Log;
use openclaw_render::scope::capabilities::Capabilities;
use openclaw_render::scope::{self, Release};
use openclaw_render::value::{Value, string_bytes};
use openclaw_render::world::System;
use openclaw_render::{chart, json, render, resolve, yaml};
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

/// Renders a chart of these files as the program would: every template sees the whole root.
fn answer(files: &Value, values: &str, helm: Helm) -> Result<Value, String> {
    let words = |error: &dyn std::fmt::Display| error.to_string();
    let values = yaml::parse(values).map_err(|error| words(&error))?;
    let values = values.as_map().ok_or("values are no map")?;
    let templates = files.as_map().ok_or("files are no map")?.snapshot();
    let templates = templates
        .iter()
        .map(|(name, text)| (name.to_string(), string_bytes(text.as_str().unwrap_or_default()).into_owned()));
    let metadata = ("Chart.yaml".to_owned(), b"apiVersion: v2\nname: c\nversion: 0.1.0\n".to_vec());
    let mut log = Log::new(helm);
    let chart = chart::from_files(templates.chain([metadata]), &mut log).map_err(|e| words(&e))?;
    let resolved = resolve::resolve(&Arc::new(chart), values, &mut log).map_err(|e| words(&e))?;
    let release = Release { name: "r".into(), namespace: "default".into(), is_upgrade: false };
    let capabilities = Arc::new(Capabilities::new(helm, None, &[])?);
    let sources = scope::templates(&resolved, &release, &capabilities, helm);
    let rendered =
        render::render(&sources, Env::new(helm, Arc::new(System)), render::Ahead::default(), &|_| ());
    let rendered = rendered.map_err(|error| error.to_string())?;
    Ok(Value::from(
        rendered
            .into_iter()
            .map(|file| (file.name, Value::from(&*file.text)))
            .collect::<openclaw_render::value::Entries>(),
    ))
}
