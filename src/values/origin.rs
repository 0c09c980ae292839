//! Where a value was set last: `prod.yaml:12`, `--set replicaCount=two`.

use super::{Overrides, Source};
use crate::yaml::{self, Document, Kind, Node};
use std::collections::BTreeMap;

/// So many values are looked for: of what comes after them is not told what set it. Each is looked for among all keys of
/// its table, and nobody reads as many.
pub const MAX_SOUGHT: usize = 1000;

/// Who set the values of a render.
pub struct Origins<'s> {
    overrides: Overrides,
    /// The values files, each read once: the chart's own, which everything else goes over, and the user's.
    files: Vec<(&'s str, Option<Document<'s>>)>,
    /// What is known of the values that were asked for.
    known: BTreeMap<(String, bool), Option<String>>,
}

impl<'s> Origins<'s> {
    /// The user's flags and files, and the chart's own values.
    pub fn new(overrides: Overrides, sources: &'s [Source], defaults: &'s Source) -> Origins<'s> {
        let files = std::iter::once(defaults).chain(sources);
        let files = files.map(|file| (&*file.name, yaml::parse_document(&file.text).ok()));
        Origins { overrides, files: files.collect(), known: BTreeMap::new() }
    }

    /// What set the value at `path`, as a person would look for it; the later and the more special wins, as in
    /// [`gather`](super::gather). The chart's own values are asked where the value `is_own`, not a subchart's.
    pub fn of(&mut self, path: &[&str], is_own: bool) -> Option<String> {
        let key = (path.join("."), is_own);
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        if self.known.len() == MAX_SOUGHT {
            return None;
        }
        let found = self.find(path, is_own);
        self.known.insert(key, found.clone());
        found
    }

    fn find(&self, path: &[&str], is_own: bool) -> Option<String> {
        flag(path, &self.overrides).or_else(|| {
            let files = self.files.get(usize::from(!is_own)..)?.iter().rev();
            let line = |document: &Option<Document<'_>>| line_of(document.as_ref()?, path);
            files.into_iter().find_map(|(name, document)| Some(format!("{name}:{}", line(document)?)))
        })
    }
}

/// The flag that set the value.
fn flag(path: &[&str], overrides: &Overrides) -> Option<String> {
    let flags = [
        ("--set-literal", &overrides.set_literal),
        ("--set-file", &overrides.set_file),
        ("--set-string", &overrides.set_string),
        ("--set", &overrides.set),
        ("--set-json", &overrides.set_json),
    ];
    for (flag, typed) in flags {
        let whole = flag == "--set-literal" || flag == "--set-json";
        for typed in typed.iter().rev() {
            let parts = if whole { vec![typed.as_str()] } else { parts(typed) };
            if let Some(part) = parts.into_iter().rev().find(|part| is_for(part, path)) {
                return Some(format!("{flag} {part}"));
            }
        }
    }
    None
}

/// The assignments of a `--set`, cut at the commas that are neither escaped nor inside of a list.
fn parts(typed: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut escaped) = (Vec::new(), 0, 0usize, false);
    for (at, c) in typed.char_indices() {
        match c {
            _ if escaped => {
                escaped = false;
                continue;
            }
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.extend(typed.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
        escaped = c == '\\';
    }
    parts.extend(typed.get(start..));
    parts
}

/// Whether an assignment sets the value at `path`, a part of it, or what it is a part of.
fn is_for(assignment: &str, path: &[&str]) -> bool {
    let Some((key, _)) = assignment.split_once('=') else { return false };
    let mut path = path.iter();
    key.split('.').map(|part| part.split('[').next().unwrap_or(part)).all(|part| match path.next() {
        Some(wanted) => *wanted == part,
        None => true,
    })
}

/// The line of the last key of `path` in a values file.
fn line_of(document: &Document<'_>, path: &[&str]) -> Option<usize> {
    let mut node = document.root()?;
    let mut line = None;
    for wanted in path {
        let (key, value) = entries(node).filter(|(key, _)| key.target().text() == *wanted).last()?;
        line = Some(key.line());
        node = value.target();
    }
    line
}

fn entries<'d>(node: Node<'d>) -> impl Iterator<Item = (Node<'d>, Node<'d>)> {
    let is_mapping = node.kind() == Kind::Mapping;
    node.entries().filter(move |_| is_mapping)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, set: &[&str], files: &[(&str, &str)]) -> Option<String> {
        let overrides =
            Overrides { set: set.iter().map(|set| (*set).to_owned()).collect(), ..Overrides::default() };
        let source = |(name, text): &(&str, &str)| Source { name: (*name).into(), text: (*text).into() };
        let sources: Vec<Source> = files.iter().map(source).collect();
        let defaults = Source { name: "c/values.yaml".into(), text: "# two\na:\n  b: 1\n".into() };
        let path: Vec<&str> = path.split('.').collect();
        Origins::new(overrides, &sources, &defaults).of(&path, true)
    }

    #[test]
    fn so_many_values_are_looked_for() {
        let defaults = Source { name: "v".into(), text: "a: 1\n".into() };
        let mut origins = Origins::new(Overrides::default(), &[], &defaults);
        for n in 1..MAX_SOUGHT {
            assert_eq!(origins.of(&[&n.to_string()], true), None);
        }
        for _ in 0..2 {
            assert_eq!(origins.of(&["a"], true).unwrap(), "v:1");
        }
        assert_eq!(origins.of(&["a"], false), None);
        assert_eq!(origins.known.len(), MAX_SOUGHT);
    }

    #[test]
    fn the_last_and_most_special_is_named() {
        let files = [("x.yaml", "a:\n  b: 2\n"), ("y.yaml", "a: {b: 3, b: 4}\n")];
        assert_eq!(found("a.b", &[], &[]).unwrap(), "c/values.yaml:3");
        assert_eq!(found("a.b", &[], &files[..1]).unwrap(), "x.yaml:2");
        assert_eq!(found("a.b", &[], &files).unwrap(), "y.yaml:1");
        assert_eq!(found("a.b", &["q=1,a.b=5,w=2"], &files).unwrap(), "--set a.b=5");
        assert_eq!(found("a", &["a.b={1,2},w=2"], &files).unwrap(), "--set a.b={1,2}");
        assert_eq!(found("a.b", &["a=null"], &files).unwrap(), "--set a=null");
        assert_eq!(found("a.b", &["ab=1", "a.bc=2", "x\\,a.b=1"], &[]).unwrap(), "c/values.yaml:3");
        assert_eq!(found("a.c", &[], &files), None);
        assert_eq!(found("a.b.c", &[], &[("broken", "a: [")]), None);
    }
}
