//! Go's template language answers as in both Helms: every line of tests/gotmpl/*.jsonl, which
//! tests/oracle/record_gotmpl.py wrote.

use crate::support::root;
use openclaw_render::args::{self, Args};
use openclaw_render::log::Log;
use openclaw_render::value::Value;
use openclaw_render::world::{System, World};
use openclaw_render::{golang::base64, helm::Helm, json, pipeline, plan};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The template that includes the one of the case.
const CALLER: &str = "out: {{ include \"c/templates/_t.tpl\" . | b64enc }}\n";

/// Fewest recorded cases.
const CASES: usize = 900;

/// Differences shown of a failed test.
const SHOWN: usize = 40;

#[test]
fn every_template_is_answered_as_by_helm_3() {
    check(Helm::V3, "3");
}

#[test]
fn every_template_is_answered_as_by_helm_4() {
    check(Helm::V4, "4");
}

fn check(helm: Helm, major: &str) {
    let folder = std::env::temp_dir().join(format!("openclaw-render-gotmpl-{major}-{}", std::process::id()));
    let chart = chart(&folder);
    let (mut count, mut wrong) = (0, Vec::new());
    for case in cases() {
        count += 1;
        let template = case.get("template").unwrap();
        let template = template.as_str().unwrap();
        let answer = case.get("both").or_else(|| case.get(major)).unwrap();
        let field = |name| answer.get(name).map(|text| text.as_str().unwrap().to_owned());
        let want = field("out").map(Ok).unwrap_or_else(|| Err(field("error").unwrap()));
        let ours = answer_of(&chart, template, major);
        if want != ours {
            wrong.push(format!("{template:?}\n  Helm: {want:?}\n  ours: {ours:?}"));
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
    let differ = wrong.len();
    wrong.truncate(SHOWN);
    assert!(count >= CASES, "the recorded cases are there");
    assert!(differ == 0, "{differ} of {count} templates differ in {helm:?}:\n{}", wrong.join("\n"));
}

/// Every line of every file.
fn cases() -> Vec<Value> {
    let folder = root().join("tests/gotmpl");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ext| ext == "jsonl"));
    files.sort();
    let texts = files.iter().map(|path| std::fs::read_to_string(path).unwrap());
    texts.flat_map(|text| text.lines().map(|line| json::decode(line).unwrap()).collect::<Vec<_>>()).collect()
}

fn chart(folder: &Path) -> PathBuf {
    let chart = folder.join("c");
    std::fs::create_dir_all(chart.join("templates")).unwrap();
    std::fs::write(chart.join("Chart.yaml"), "apiVersion: v2\nname: c\nversion: 0.1.0\n").unwrap();
    std::fs::copy(root().join("tests/gotmpl/values.yaml"), chart.join("values.yaml")).unwrap();
    std::fs::write(chart.join("templates/x.yaml"), CALLER).unwrap();
    chart
}

fn answer_of(chart: &Path, template: &str, major: &str) -> Result<String, String> {
    std::fs::write(chart.join("templates/_t.tpl"), template).unwrap();
    let world: Arc<dyn World> = Arc::new(System);
    let line = ["template", "r", chart.to_str().unwrap(), "--helm-compat", major].map(OsString::from);
    let Ok(Args::Template(args)) = args::parse(&line) else { panic!("the line is right") };
    let plan = plan::template(&args.words, &args.render, &*world).unwrap();
    let outcome = pipeline::template(&plan, &world, &mut Log::new(plan.helm));
    let text = outcome.map_err(|error| error.to_string())?.manifests.text();
    let out = text.lines().find_map(|line| line.strip_prefix("out:")).unwrap().trim();
    Ok(String::from_utf8(base64::decode(out.as_bytes()).unwrap()).unwrap())
}
