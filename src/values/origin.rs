//! Where a value was set last: `prod.yaml:12`, `--set replicaCount=two`.

use super::{Overrides, Source, Step};
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
    known: BTreeMap<String, Option<String>>,
}

impl<'s> Origins<'s> {
    /// The user's flags and files, and the chart's own values.
    pub fn new(overrides: Overrides, sources: &'s [Source], defaults: &'s Source) -> Origins<'s> {
        let files = std::iter::once(defaults).chain(sources);
        let files = files.map(|file| (&*file.name, yaml::parse_document(&file.text).ok()));
        Origins { overrides, files: files.collect(), known: BTreeMap::new() }
    }

    /// What set the value at `path`, as a person would look for it; the later and the more special wins, as in
    /// [`gather`](super::gather).
    pub fn of(&mut self, path: &[Step<'_>]) -> Option<String> {
        let key: String = path.iter().map(ToString::to_string).collect();
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        if self.known.len() == MAX_SOUGHT {
            return None;
        }
        let found = self.find(path);
        self.known.insert(key, found.clone());
        found
    }

    fn find(&self, path: &[Step<'_>]) -> Option<String> {
        let line = |document: &Option<Document<'_>>| line_of(document.as_ref()?, path);
        let by_file = || {
            self.files.iter().rev().find_map(|(name, document)| Some(format!("{name}:{}", line(document)?)))
        };
        flag(path, &self.overrides).or_else(by_file)
    }
}

/// The flag that set the value.
fn flag(path: &[Step<'_>], overrides: &Overrides) -> Option<String> {
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
fn is_for(assignment: &str, path: &[Step<'_>]) -> bool {
    let Some((key, _)) = assignment.split_once('=') else { return false };
    let mut path = path.iter().peekable();
    split(key).iter().all(|part| {
        let mut parts = part.split('[');
        let name = parts.next().unwrap_or_default();
        // A key's name, and then the numbers of items; a path that was read off a template has none.
        path.next().is_none_or(|step| *step == Step::Key(name))
            && parts.all(|index| {
                let index = index.trim_end_matches(']').parse().ok();
                match path.next_if(|step| matches!(step, Step::Index(_))) {
                    Some(Step::Index(wanted)) => index == Some(*wanted),
                    _ => true,
                }
            })
    })
}

/// The parts of a key of `--set` between its dots, but for those that are escaped.
fn split(key: &str) -> Vec<String> {
    let (mut parts, mut escaped) = (vec![String::new()], false);
    for c in key.chars() {
        match (c, parts.last_mut()) {
            ('\\', _) if !escaped => {
                escaped = true;
                continue;
            }
            ('.', _) if !escaped => parts.push(String::new()),
            (c, Some(part)) => part.push(c),
            _ => {}
        }
        escaped = false;
    }
    parts
}

/// The line of the last key or item of `path` in a values file.
fn line_of(document: &Document<'_>, path: &[Step<'_>]) -> Option<usize> {
    let mut node = document.root()?;
    let mut line = None;
    for step in path {
        let (here, value) = match step {
            Step::Key(wanted) => entries(node).filter(|(key, _)| key.target().text() == *wanted).last()?,
            Step::Index(index) => {
                let item = items(node).nth(*index)?;
                (item, item)
            }
        };
        line = Some(here.line());
        node = value.target();
    }
    line
}

fn items<'d>(node: Node<'d>) -> impl Iterator<Item = Node<'d>> {
    let is_sequence = node.kind() == Kind::Sequence;
    node.children().filter(move |_| is_sequence)
}

fn entries<'d>(node: Node<'d>) -> impl Iterator<Item = (Node<'d>, Node<'d>)> {
    let is_mapping = node.kind() == Kind::Mapping;
    node.entries().filter(move |_| is_mapping)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set_by(overrides: Overrides, files: &[(&str, &str)], path: &[Step<'_>]) -> Option<String> {
        let source = |(name, text): &(&str, &str)| Source { name: (*name).into(), text: (*text).into() };
        let sources: Vec<Source> = files.iter().map(source).collect();
        let defaults = Source { name: "c/values.yaml".into(), text: "# two\na:\n  b: 1\n".into() };
        Origins::new(overrides, &sources, &defaults).of(path)
    }

    fn found(path: &'static str, set: &[&str], files: &[(&str, &str)]) -> Option<String> {
        let overrides =
            Overrides { set: set.iter().map(|set| (*set).to_owned()).collect(), ..Overrides::default() };
        let step = |part: &'static str| part.parse().map_or(Step::Key(part), Step::Index);
        let path: Vec<Step<'_>> = path.split('.').map(step).collect();
        set_by(overrides, files, &path)
    }

    #[test]
    fn so_many_values_are_looked_for() {
        let defaults = Source { name: "v".into(), text: "a: 1\n".into() };
        let mut origins = Origins::new(Overrides::default(), &[], &defaults);
        for n in 1..MAX_SOUGHT {
            assert_eq!(origins.of(&[Step::Index(n)]), None);
        }
        for _ in 0..2 {
            assert_eq!(origins.of(&[Step::Key("a")]).unwrap(), "v:1");
        }
        assert_eq!(origins.of(&[Step::Key("b")]), None);
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

    #[test]
    fn a_dot_in_a_key_is_escaped() {
        let set = Overrides { set: vec!["a.b\\.c=1".to_owned()], ..Overrides::default() };
        let path = [Step::Key("a"), Step::Key("b.c")];
        assert_eq!(set_by(set, &[], &path).unwrap(), "--set a.b\\.c=1");
    }

    #[test]
    fn items_of_lists_are_told_apart() {
        let files = [("x.yaml", "l:\n- a: 1\n- a: 2\n- [3,\n 4]\n")];
        assert_eq!(found("l.1.a", &[], &files).unwrap(), "x.yaml:3");
        assert_eq!(found("l.2.1", &[], &files).unwrap(), "x.yaml:5");
        assert_eq!(found("l.3", &[], &files), None);
        let set = ["l[0].a=1", "l[1].a=2"];
        assert_eq!(found("l.0.a", &set, &files).unwrap(), "--set l[0].a=1");
        assert_eq!(found("l.a", &set, &files).unwrap(), "--set l[1].a=2");
        assert_eq!(found("l.1", &["l={1,2}"], &files).unwrap(), "--set l={1,2}");
    }
}
