//! Which value a line of a manifest shows, told by its key and its text.
//!
//! Of a line that `toYaml` wrote the template says no more than which call it was. But a value that has the line's key and
//! its text, as no other value has, is the one that was meant.

use super::Step;
use crate::golang::fmt;
use crate::value::{Map, Str, Value};
use std::collections::HashMap;

/// Most values of one key and one text that are told apart by where they stand: `enabled: true` says nothing.
const MAX_ALIKE: usize = 32;

/// All values of a chart, by their keys and texts.
#[derive(Debug, Default)]
pub struct Leaves {
    nodes: Vec<Node>,
    /// A list's items have no key, maps and lists no text.
    found: HashMap<(Option<Str>, Option<String>), Vec<usize>>,
}

#[derive(Debug)]
struct Node {
    parent: Option<usize>,
    step: Owned,
}

#[derive(Debug)]
enum Owned {
    Key(Str),
    Index(usize),
}

impl Owned {
    fn step(&self) -> Step<'_> {
        match self {
            Owned::Key(key) => Step::Key(key),
            Owned::Index(index) => Step::Index(*index),
        }
    }
}

impl Leaves {
    /// Those of the values that the templates see.
    pub fn of(values: &Map) -> Leaves {
        let mut leaves = Leaves::default();
        let mut open = vec![(None, Value::Map(values.clone()))];
        while let Some((parent, value)) = open.pop() {
            match &value {
                Value::Map(map) => {
                    for (key, value) in map.snapshot().iter() {
                        // Helm copies what is global into the values of every subchart.
                        if parent.is_none() || &**key != "global" {
                            open.push((
                                Some(leaves.add(parent, Owned::Key(key.clone()), value)),
                                value.clone(),
                            ));
                        }
                    }
                }
                Value::List(list) => {
                    for (index, value) in list.items.iter().enumerate() {
                        open.push((Some(leaves.add(parent, Owned::Index(index), value)), value.clone()));
                    }
                }
                _ => {}
            }
        }
        leaves
    }

    fn add(&mut self, parent: Option<usize>, step: Owned, value: &Value) -> usize {
        let key = match &step {
            Owned::Key(key) => Some(key.clone()),
            Owned::Index(_) => None,
        };
        let text = match value {
            Value::Map(_) | Value::List(_) | Value::Nil => None,
            value => Some(fmt::display(value).into_owned()),
        };
        let number = self.nodes.len();
        self.nodes.push(Node { parent, step });
        self.found.entry((key, text)).or_default().push(number);
        number
    }

    /// The path of the one value with that key and that text. If `named` has paths, it is one of those or below one. If
    /// there are several, it is the one whose path agrees with the most steps at the end of `place`, the path in the
    /// manifest; none if two agree with as many.
    pub fn find(
        &self,
        key: Option<&str>,
        text: Option<&str>,
        place: &[Step<'_>],
        named: &[Vec<Step<'_>>],
    ) -> Option<Vec<Step<'_>>> {
        let alike = self.found.get(&(key.map(Str::from), text.map(str::to_owned)))?;
        if alike.len() > MAX_ALIKE {
            return None;
        }
        // Where an item stands in a list may differ.
        let agrees = |(a, b): &(&Step<'_>, &Step<'_>)| match (a, b) {
            (Step::Key(a), Step::Key(b)) => a == b,
            (Step::Index(_), Step::Index(_)) => true,
            _ => false,
        };
        let agreeing =
            |path: &Vec<Step<'_>>| path.iter().rev().zip(place.iter().rev()).take_while(agrees).count();
        let is_named =
            |path: &Vec<Step<'_>>| named.is_empty() || named.iter().any(|named| path.starts_with(named));
        let mut paths: Vec<Vec<Step<'_>>> =
            alike.iter().map(|number| self.path(*number)).filter(is_named).collect();
        paths.sort_by_cached_key(agreeing);
        let best = paths.pop()?;
        paths.last().is_none_or(|next| agreeing(next) < agreeing(&best)).then_some(best)
    }

    fn path(&self, number: usize) -> Vec<Step<'_>> {
        let mut path = Vec::new();
        let mut next = Some(number);
        while let Some(node) = next.and_then(|number| self.nodes.get(number)) {
            path.push(node.step.step());
            next = node.parent;
        }
        path.reverse();
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    fn found(values: &str, key: Option<&str>, text: Option<&str>, place: &[Step<'_>]) -> Option<String> {
        let leaves = Leaves::of(yaml::parse_map(values, "values").unwrap().as_map().unwrap());
        let path = leaves.find(key, text, place, &[])?;
        Some(path.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_value_is_told_by_key_text_and_place() {
        let values =
            "{a: {limits: {cpu: x}}, b: {requests: {cpu: x}}, c: {d: [w, {cpu: z}], e: 1.5, f: null}}";
        let place = [Step::Key("resources"), Step::Key("requests"), Step::Key("cpu")];
        assert_eq!(found(values, Some("cpu"), Some("x"), &place).unwrap(), ".b.requests.cpu");
        assert_eq!(found(values, Some("cpu"), Some("x"), &[]), None);
        assert_eq!(found(values, Some("cpu"), Some("z"), &[]).unwrap(), ".c.d[1].cpu");
        assert_eq!(found(values, None, Some("w"), &[]).unwrap(), ".c.d[0]");
        assert_eq!(found(values, Some("e"), Some("1.5"), &[]).unwrap(), ".c.e");
        assert_eq!(found(values, Some("f"), None, &[]).unwrap(), ".c.f");
        assert_eq!(found(values, Some("limits"), None, &[]).unwrap(), ".a.limits");
        assert_eq!(found(values, Some("limits"), Some(""), &[]), None);
    }

    #[test]
    fn what_is_global_is_found_once() {
        let values = "{global: {a: x}, sub: {global: {a: x}}}";
        assert_eq!(found(values, Some("a"), Some("x"), &[]).unwrap(), ".global.a");
    }

    #[test]
    fn too_many_are_not_told_apart() {
        let values = |count: usize| -> String {
            let all: Vec<String> = (0..count).map(|number| format!("k{number}: {{a: x}}")).collect();
            format!("{{{}}}", all.join(", "))
        };
        let place = [Step::Key("k0"), Step::Key("a")];
        assert_eq!(found(&values(MAX_ALIKE), Some("a"), Some("x"), &place).unwrap(), ".k0.a");
        assert_eq!(found(&values(MAX_ALIKE + 1), Some("a"), Some("x"), &place), None);
    }
}
