//! A document as the rules see it: a tree of nodes with their places, and [`At`], a cursor that also knows
//! the place of what is *not* there.

use super::report::Severity;
use std::borrow::Cow;
use std::collections::HashMap;

/// A value and the place where it starts.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    /// What it holds.
    pub data: Data<'a>,
    /// Line in the text of the document, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// A value as the server sees it once YAML has become JSON: the scalars are resolved by YAML 1.1.
#[derive(Clone, Debug)]
pub(crate) enum Data<'a> {
    /// `null`, `~` and nothing at all.
    Null,
    /// A boolean, `yes` and `on` among them.
    Bool(bool),
    /// A number that JSON writes without a point.
    Int(i64),
    /// Any other number; one with an integral value is an integer to the server too.
    Float(f64),
    /// A string.
    Str(Cow<'a, str>),
    /// A sequence.
    List(Vec<Node<'a>>),
    /// A mapping in the order of the text; a key that stands twice is there twice.
    Map(Vec<Entry<'a>>),
}

/// One key of a mapping with its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'a> {
    /// The key as a string, which is what JSON makes of numbers and booleans too.
    pub key: Cow<'a, str>,
    /// Line of the key, from 1.
    pub line: u32,
    /// Column of the key in characters, from 1.
    pub column: u32,
    /// The value.
    pub value: Node<'a>,
    /// Whether `<<` brought the entry from another mapping.
    pub merged: bool,
    /// Whether the key stands a second time in JSON only: to YAML, `1` and `"1"` are two.
    pub unlike: bool,
}

/// The entries whose key stands in the mapping already, in their order, each after the first one with that key.
pub(crate) fn repeated<'e, 'a>(entries: &'e [Entry<'a>]) -> Vec<(&'e Entry<'a>, &'e Entry<'a>)> {
    // Mappings are small, and a table costs more than looking back for most of them.
    const SMALL: usize = 16;
    if entries.len() <= SMALL {
        let earlier = |(index, entry): (usize, &'e Entry<'a>)| {
            let first = entries.iter().take(index).find(|e| e.key == entry.key)?;
            Some((first, entry))
        };
        return entries.iter().enumerate().filter_map(earlier).collect();
    }
    let mut seen: HashMap<&str, &Entry<'a>> = HashMap::with_capacity(entries.len());
    let mut found = Vec::new();
    for entry in entries {
        match seen.get(entry.key.as_ref()) {
            Some(first) => found.push((*first, entry)),
            None => {
                seen.insert(&entry.key, entry);
            }
        }
    }
    found
}

impl Entry<'_> {
    /// How bad it is that the key stands a second time, in another line, and what to do. Where a document begins in
    /// its file is not known here, so the lines between the two are counted.
    ///
    /// kubectl and Helm make JSON of YAML before they send it, which is where `<<` ends: what a mapping sets itself
    /// wins. A server that gets the YAML refuses it, as go-yaml's strict decoder sets both in one mapping.
    pub(crate) fn twice(&self, again: u32) -> (Severity, String) {
        let place = match (again.saturating_sub(self.line), self.line.saturating_sub(again)) {
            (0, 0) => "in the same line".to_owned(),
            (1, _) => "in the line above".to_owned(),
            (0, 1) => "in the line below".to_owned(),
            (0, below) => format!("{below} lines below"),
            (above, _) => format!("{above} lines above"),
        };
        if self.unlike {
            // Source: sigs.k8s.io/yaml, `convertToJSONableObject`, which walks a map of Go.
            let hint = "YAML has two keys here, JSON one; which of the values counts is left to chance";
            (Severity::Warning, format!("the first one is {place}: {hint}; remove one of the two"))
        } else if self.merged {
            (Severity::Warning, format!("<< brings another one, {place}; kubectl and Helm apply this one"))
        } else {
            (Severity::Error, format!("the first one is {place}; remove one of the two"))
        }
    }
}

impl<'a> Node<'a> {
    /// The value under a key of a mapping; of a key that stands twice the last one counts, as in Go.
    pub(crate) fn get(&self, key: &str) -> Option<&Node<'a>> {
        match &self.data {
            Data::Map(entries) => entries.iter().rev().find(|e| e.key == key).map(|e| &e.value),
            _ => None,
        }
    }

    /// The text of a string.
    pub(crate) fn as_str(&self) -> Option<&str> {
        match &self.data {
            Data::Str(s) => Some(s),
            _ => None,
        }
    }

    /// The integer that the server decodes: `3`, `3.0` and `3e0` alike.
    pub(crate) fn as_int(&self) -> Option<i64> {
        match self.data {
            Data::Int(i) => Some(i),
            Data::Float(f) => integral(f),
            _ => None,
        }
    }

    /// The same with its own text.
    pub(crate) fn to_static(&self) -> Node<'static> {
        let own = |text: &str| Cow::Owned(text.to_owned());
        let data = match &self.data {
            Data::Null => Data::Null,
            Data::Bool(b) => Data::Bool(*b),
            Data::Int(i) => Data::Int(*i),
            Data::Float(f) => Data::Float(*f),
            Data::Str(s) => Data::Str(own(s)),
            Data::List(items) => Data::List(items.iter().map(Node::to_static).collect()),
            Data::Map(entries) => Data::Map(
                entries
                    .iter()
                    .map(|e| Entry {
                        key: own(&e.key),
                        line: e.line,
                        column: e.column,
                        merged: e.merged,
                        unlike: e.unlike,
                        value: e.value.to_static(),
                    })
                    .collect(),
            ),
        };
        Node { data, line: self.line, column: self.column }
    }

    /// The bytes that it takes as JSON without blanks.
    pub(crate) fn json_len(&self) -> usize {
        let text = |s: &str| {
            let mut out = String::new();
            crate::json::append_string(&mut out, s, true);
            out.len()
        };
        match &self.data {
            Data::Null => 4,
            Data::Bool(b) => 5 - usize::from(*b),
            Data::Int(i) => i.to_string().len(),
            Data::Float(f) => json_number(*f).len(),
            Data::Str(s) => text(s),
            Data::List(items) => {
                2 + items.len().saturating_sub(1) + items.iter().map(Node::json_len).sum::<usize>()
            }
            Data::Map(entries) => {
                let inner: usize = entries.iter().map(|e| text(&e.key) + 1 + e.value.json_len()).sum();
                2 + entries.len().saturating_sub(1) + inner
            }
        }
    }

    /// What it is, in the words of a message.
    pub(crate) fn describe(&self) -> String {
        match &self.data {
            Data::Null => "null".to_owned(),
            Data::Bool(b) => format!("boolean {b}"),
            Data::Int(i) => format!("integer {i}"),
            Data::Float(f) => format!("number {}", json_number(*f)),
            Data::Str(s) => format!("string {}", quote(s)),
            Data::List(_) => "a list".to_owned(),
            Data::Map(_) => "a mapping".to_owned(),
        }
    }
}

/// The integer that a float stands for, if it is one and JSON writes all its digits.
pub(crate) fn integral(f: f64) -> Option<i64> {
    // Bounds that a double represents exactly; 2^63 itself does not fit an i64.
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    #[allow(clippy::cast_possible_truncation, reason = "bounded by the comparison")]
    (f.fract() == 0.0 && (-LIMIT..LIMIT).contains(&f)).then_some(f as i64)
}

/// A float as Go's `encoding/json` writes it.
pub(crate) fn json_number(f: f64) -> String {
    let abs = f.abs();
    if abs != 0.0 && !(1e-6..1e21).contains(&abs) {
        let text = format!("{f:e}");
        match text.split_once('e') {
            Some((digits, exponent)) if !exponent.starts_with('-') => format!("{digits}e+{exponent}"),
            _ => text,
        }
    } else {
        format!("{f}")
    }
}

/// Longest value that a message quotes, in characters.
const QUOTE_WIDTH: usize = 60;

/// A value in quotes, shortened, for a message.
pub(crate) fn quote(s: &str) -> String {
    if s.chars().nth(QUOTE_WIDTH).is_none() {
        return format!("{s:?}");
    }
    let head: String = s.chars().take(QUOTE_WIDTH).collect();
    format!("{head:?}…")
}

/// How many missing keys in a row a cursor remembers; no rule asks for more.
const MAX_MISSING: usize = 5;

/// A place in a document, there or not: asking for a key of what is missing is missing too, and still has a
/// path. `null` counts as missing, as it does in Go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'a> {
    /// The nearest node that exists.
    base: &'a Node<'a>,
    missing: [&'static str; MAX_MISSING],
    depth: u8,
}

impl<'a> At<'a> {
    /// The place of a node.
    pub(crate) fn new(node: &'a Node<'a>) -> At<'a> {
        At { base: node, missing: [""; MAX_MISSING], depth: 0 }
    }

    /// The place under a key.
    #[must_use]
    pub(crate) fn get(self, key: &'static str) -> At<'a> {
        if self.depth == 0
            && let Some(node) = self.base.get(key)
        {
            return At::new(node);
        }
        let mut next = self;
        if let Some(slot) = next.missing.get_mut(usize::from(self.depth)) {
            *slot = key;
            next.depth += 1;
        }
        next
    }

    /// The node, if there is one (`null` is one).
    pub(crate) fn node(self) -> Option<&'a Node<'a>> {
        (self.depth == 0).then_some(self.base)
    }

    /// The nearest node that exists and the keys below it that do not.
    pub(crate) fn parts(&self) -> (&'a Node<'a>, &[&'static str]) {
        (self.base, self.missing.get(..usize::from(self.depth)).unwrap_or_default())
    }

    /// Whether there is something other than `null`: a pointer that is set, in Go's words.
    pub(crate) fn is_set(self) -> bool {
        self.depth == 0 && !matches!(self.base.data, Data::Null)
    }

    /// The string here; empty where there is none.
    pub(crate) fn str(self) -> &'a str {
        self.opt_str().unwrap_or_default()
    }

    /// The string here.
    pub(crate) fn opt_str(self) -> Option<&'a str> {
        self.node().and_then(Node::as_str)
    }

    /// The integer here; 0 where there is none.
    pub(crate) fn int(self) -> i64 {
        self.opt_int().unwrap_or_default()
    }

    /// The integer here.
    pub(crate) fn opt_int(self) -> Option<i64> {
        self.node().and_then(Node::as_int)
    }

    /// The boolean here; false where there is none.
    pub(crate) fn bool(self) -> bool {
        self.opt_bool().unwrap_or_default()
    }

    /// The boolean here.
    pub(crate) fn opt_bool(self) -> Option<bool> {
        match self.node()?.data {
            Data::Bool(b) => Some(b),
            _ => None,
        }
    }

    /// The items of the list here.
    pub(crate) fn items(self) -> impl ExactSizeIterator<Item = At<'a>> + Clone {
        let items: &'a [Node<'a>] = match self.node().map(|n| &n.data) {
            Some(Data::List(items)) => items,
            _ => &[],
        };
        items.iter().map(At::new)
    }

    /// The keys and values of the mapping here.
    pub(crate) fn entries(self) -> impl ExactSizeIterator<Item = (&'a str, At<'a>)> + Clone {
        let entries: &'a [Entry<'a>] = match self.node().map(|n| &n.data) {
            Some(Data::Map(entries)) => entries,
            _ => &[],
        };
        entries.iter().map(|e| (e.key.as_ref(), At::new(&e.value)))
    }

    /// How many items or entries there are.
    pub(crate) fn len(self) -> usize {
        match self.node().map(|n| &n.data) {
            Some(Data::List(items)) => items.len(),
            Some(Data::Map(entries)) => entries.len(),
            _ => 0,
        }
    }

    /// Whether there is no item and no entry.
    pub(crate) fn is_empty(self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    // No rule asks for more keys below what is missing; a path that would be longer ends there.
    #[test]
    fn so_many_missing_keys_are_remembered() {
        let document = read::parse("{}").unwrap();
        let root = read::tree(&document).unwrap().unwrap();
        let keys = ["a", "b", "c", "d", "e", "f"];
        let at = |count: usize| keys[..count].iter().fold(At::new(&root), |at, key| at.get(key));
        assert_eq!(at(MAX_MISSING).parts().1, &keys[..MAX_MISSING]);
        assert_eq!(at(MAX_MISSING + 1).parts().1, &keys[..MAX_MISSING]);
        assert!(!at(MAX_MISSING + 1).is_set());
    }

    #[test]
    fn long_values_are_quoted_in_part() {
        let edge = "é".repeat(QUOTE_WIDTH);
        assert_eq!(quote(&edge), format!("{edge:?}"));
        assert_eq!(quote(&format!("{edge}x")), format!("{edge:?}…"));
    }
}
