//! `templates/openclaw` is the chart as minijinja runs it, written by `openclaw-render compile`.

use crate::support::{openclaw_render, root};
use std::path::Path;

fn files(dir: &Path) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn the_compiled_chart_is_fresh() {
    let scratch = std::env::temp_dir().join(format!("openclaw-render-compiled-{}", std::process::id()));
    let args = ["compile", "--output-dir", scratch.to_str().unwrap()];
    let ran = openclaw_render(&args, &root());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let (fresh, committed) = (files(&scratch), files(&root().join("templates/openclaw")));
    std::fs::remove_dir_all(&scratch).unwrap();
    for ((name, text), (_, old)) in fresh.iter().zip(&committed) {
        assert_eq!(text, old, "{name} is stale: openclaw-render compile --output-dir templates/openclaw");
    }
    let names = |files: &[(String, String)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&fresh), names(&committed));
}

#[test]
fn a_program_has_the_lines_of_its_template() {
    for entry in std::fs::read_dir(root().join("chart/templates")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let template = std::fs::read_to_string(&path).unwrap();
        if name.starts_with('_') {
            continue; // Definitions are listed one after the other, each under a comment of its own.
        }
        let program = std::fs::read_to_string(root().join(format!("templates/openclaw/{name}.j2"))).unwrap();
        for word in ["kind:", "apiVersion:"] {
            let lines = |text: &str| -> Vec<usize> {
                text.lines().enumerate().filter(|(_, line)| line.starts_with(word)).map(|(n, _)| n).collect()
            };
            assert_eq!(lines(&template), lines(&program), "{name}: {word}");
        }
    }
}
