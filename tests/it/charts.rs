//! What a chart may be and what is refused: every call of `tests/charts` is answered as by both Helms.
//!
//! The answers are written by `tests/oracle/record_charts.py`, which tells the form of the files.

use crate::support::{Scratch, openclaw_render, root};
use std::fs;
use std::path::{Path, PathBuf};

/// The words of a line of `cases`: a shell's, with single quotes.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted, mut open) = (Vec::new(), String::new(), false, false);
    for c in line.chars() {
        match c {
            '\'' => (quoted, open) = (!quoted, true),
            ' ' if !quoted => {
                if open || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                open = false;
            }
            c => word.push(c),
        }
    }
    if open || !word.is_empty() {
        words.push(word);
    }
    words
}

/// One stream as it is recorded: each line behind its mark, and a line more when nothing ends the last one.
fn marked(data: &str, mark: char, out: &Path) -> String {
    if data.is_empty() {
        return String::new();
    }
    let data = data.replace(&*out.to_string_lossy(), "$OUT").replace(&*root().to_string_lossy(), "$ROOT");
    let lines: String =
        data.strip_suffix('\n').unwrap_or(&data).split('\n').map(|line| format!("{mark} {line}\n")).collect();
    if data.ends_with('\n') { lines } else { format!("{lines}{mark}\\\n") }
}

/// The files that a call wrote, in order of their paths.
fn written(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() { files.extend(written(&entry.path())) } else { files.push(entry.path()) }
    }
    files.sort();
    files
}

/// Helm's sentence about what is wrong: the first line of what it says behind `Error: `.
fn sentence(answer: &str) -> &str {
    let at = answer.find("! Error: ").map_or(0, |at| at + 2);
    answer[at..].lines().next().unwrap_or_default()
}

/// What is wrong with our answer to one recorded call, if anything.
fn difference(group: &Path, line: &str, want: &str, helm: &str, out: &Scratch) -> Option<String> {
    let mut args: Vec<String> =
        words(line).into_iter().map(|word| word.replace("$OUT", &out.0.to_string_lossy())).collect();
    args.extend(["--helm-compat".to_owned(), helm.to_owned(), "--validate=off".to_owned()]);
    let ran = openclaw_render(&args, group);
    let failed = !want.starts_with("= 0\n");
    let mut got = format!("= {}\n{}", ran.code, marked(&ran.stdout, '|', &out.0));
    if failed {
        let ours = ran.stderr.replace(&*root().to_string_lossy(), "$ROOT");
        let violations = want
            .lines()
            .filter_map(|line| line.strip_prefix("! "))
            .filter(|line| line.trim_start().starts_with("- at "));
        let all_told = violations.into_iter().all(|line| ours.contains(line));
        let fine = want.starts_with(&got) && ours.contains(sentence(want)) && all_told;
        return (!fine).then(|| format!("Helm {helm}: {}\n  ours: {got}{ours}", sentence(want)));
    }
    got += &marked(&ran.stderr, '!', &out.0);
    for file in written(&out.0) {
        let name = file.strip_prefix(&out.0).unwrap().to_string_lossy().into_owned();
        got += &format!("> {name}\n{}", marked(&fs::read_to_string(&file).unwrap(), '|', &out.0));
    }
    let differs = got.lines().zip(want.lines()).find(|(ours, theirs)| ours != theirs);
    (got != want).then(|| match differs {
        Some((ours, theirs)) => format!("Helm {helm}: {theirs}\n  ours: {ours}\n  ours says {}", ran.stderr),
        None => format!(
            "Helm {helm} prints {} lines, we {}: {}",
            want.lines().count(),
            got.lines().count(),
            ran.stderr
        ),
    })
}

fn check(helm: &str) {
    let (mut wrong, mut count) = (Vec::new(), 0);
    let mut groups: Vec<PathBuf> =
        fs::read_dir(root().join("tests/charts")).unwrap().map(|entry| entry.unwrap().path()).collect();
    groups.sort();
    for group in groups.iter().filter(|group| group.join("cases").exists()) {
        let name = group.file_name().unwrap().to_string_lossy().into_owned();
        let answers = fs::read_to_string(group.join(format!("answers.{helm}"))).unwrap();
        let cases = fs::read_to_string(group.join("cases")).unwrap();
        let asked: Vec<&str> =
            cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        let recorded: Vec<(&str, &str)> = answers
            .split("\n$ ")
            .map(|answer| answer.strip_prefix("$ ").unwrap_or(answer).split_once('\n').unwrap())
            .collect();
        assert_eq!(asked, recorded.iter().map(|(line, _)| *line).collect::<Vec<_>>(), "record {name} again");
        for (line, want) in recorded {
            let out = Scratch::new(&format!("charts-{helm}"));
            let want = format!("{}\n", want.strip_suffix('\n').unwrap_or(want));
            count += 1;
            if let Some(difference) = difference(group, line, &want, helm, &out) {
                wrong.push(format!("{name}: {line}\n  {difference}"));
            }
        }
    }
    assert!(count >= 100, "the recorded calls are there: {count}");
    assert!(wrong.is_empty(), "{} of {count} calls:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn charts_are_answered_as_by_helm_3() {
    check("3");
}

#[test]
fn charts_are_answered_as_by_helm_4() {
    check("4");
}

// What Helm 4.3.1 prints; Helm 3.22.0 leaves out the blank line.
#[test]
fn names_that_are_not_utf8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let scratch = Scratch::chart(
        "charts-names",
        "b: {{ range $p, $x := .Files.Glob \"*.txt\" }}{{ $.Files.Get $p }}{{ len $p }}{{ end }}\n",
    );
    let file = |folder: &str, name: &[u8]| scratch.0.join(folder).join(OsStr::from_bytes(name));
    std::fs::write(file("c/templates", b"\xFF.yaml"), "a: {{ .Template.Name | len }}\n").unwrap();
    std::fs::write(file("c", b"\xFE.txt"), "hey").unwrap();
    let ran = openclaw_render(&["template", "x", "c", "--validate=off"], &scratch.0);
    let source = |name: &str| format!("---\n# Source: c/templates/{name}.yaml\n");
    assert_eq!(
        ran.stdout,
        format!("{}b: hey5\n\n{}a: 18\n", source("x"), source("\u{FFFD}")),
        "{}",
        ran.stderr
    );
}
