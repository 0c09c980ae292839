//! From the nodes of YAML to the tree that is checked: scalars resolved, aliases and merges written out, keys
//! as JSON has them.
//!
//! Source: sigs.k8s.io/yaml, yaml.go (`convertToJSONableObject`), over go-yaml v2.

use super::node::{Data, Entry, Node};
use super::report::Finding;
use crate::yaml::{self, Document, Kind, Scalar, YamlError};
use std::collections::{BTreeMap, BTreeSet};

/// Why a document cannot be read: the sentence and its place.
#[derive(Clone, Debug)]
pub(crate) struct Unreadable {
    pub(crate) message: String,
    pub(crate) place: (u32, u32),
}

/// How many nodes a document may have once its aliases are written out.
const MAX_NODES: usize = 2_000_000;

/// How deep values may be nested; no kind of Kubernetes comes near it.
const MAX_DEPTH: usize = 500;

/// Parses a text that was cut out between separators. What stands behind a line `...` is another document, which neither
/// kubectl nor the server reads. Source: sigs.k8s.io/yaml, `yaml.Unmarshal`.
pub(crate) fn parse(text: &str) -> Result<Document<'_>, Unreadable> {
    yaml::parse_document(text).map_err(Unreadable::from)
}

/// Makes the tree of a document.
pub(crate) fn tree<'d>(document: &'d Document<'_>) -> Result<Option<Node<'d>>, Unreadable> {
    let mut builder = Builder { budget: MAX_NODES };
    document.root().map(|root| builder.node(root, 0)).transpose()
}

struct Builder {
    budget: usize,
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn place(node: yaml::Node<'_>) -> (u32, u32) {
    (small(node.line()), small(node.column()))
}

impl Builder {
    fn node<'d>(&mut self, at: yaml::Node<'d>, depth: usize) -> Result<Node<'d>, Unreadable> {
        let (line, column) = place(at);
        let refuse = |message: &str| Unreadable { message: message.to_owned(), place: (line, column) };
        self.budget =
            self.budget.checked_sub(1).ok_or_else(|| refuse("the aliases make the document too large"))?;
        if depth > MAX_DEPTH {
            return Err(refuse(&format!("values are nested more than {MAX_DEPTH} deep")));
        }
        let target = at.target();
        let data = match target.kind() {
            Kind::Scalar => match scalar(target.scalar()?) {
                Data::Float(f) if !f.is_finite() => {
                    return Err(refuse(
                        "JSON, which the server makes of YAML, has no such number: if it is text, put it in quotes",
                    ));
                }
                data => data,
            },
            Kind::Sequence => Data::List(
                target.children().map(|item| self.node(item, depth + 1)).collect::<Result<_, _>>()?,
            ),
            Kind::Mapping => self.mapping(target, depth)?,
            Kind::Alias => return Err(refuse("an alias stands for an alias")),
        };
        Ok(Node { data, line, column })
    }

    fn mapping<'d>(&mut self, at: yaml::Node<'d>, depth: usize) -> Result<Data<'d>, Unreadable> {
        let mut entries: Vec<Entry<'d>> = Vec::with_capacity(at.children().count() / 2);
        let mut merged = Vec::new();
        let mut kinds = Vec::new();
        for (key, value) in at.entries() {
            let (line, column) = place(key);
            let value = self.node(value, depth + 1)?;
            if key.is_merge() {
                merge(value, &mut merged)?;
                continue;
            }
            if let Ok(Scalar::Uint(number)) = key.target().scalar()
                && i64::try_from(number).is_err()
            {
                // Source: sigs.k8s.io/yaml, `convertToJSONableObject`, which knows no such key.
                let message = format!("{number} is too large for a key: if it is text, put it in quotes");
                return Err(Unreadable { message, place: (line, column) });
            }
            let name = match key.target().kind() {
                Kind::Scalar => key.go_string()?,
                _ => None,
            };
            // What JSON has no number for is a key as YAML writes it.
            let name = name.map(|name| match (name.as_ref(), key.target().scalar()) {
                ("+Inf", Ok(Scalar::Float(_))) => ".inf".into(),
                ("-Inf", Ok(Scalar::Float(_))) => "-.inf".into(),
                ("NaN", Ok(Scalar::Float(_))) => ".nan".into(),
                _ => name,
            });
            let Some(name) = name else {
                let message = "a key must be a string, a number or a boolean".to_owned();
                return Err(Unreadable { message, place: (line, column) });
            };
            entries.push(Entry { key: name, line, column, value, merged: false, unlike: false });
            kinds.push(key.target().scalar().map_or(KeyKind::Other, |scalar| key_kind(&scalar)));
        }
        if kinds.iter().any(|kind| Some(kind) != kinds.first()) {
            mark_unlike(&mut entries, &kinds);
        }
        // A key of the mapping itself wins over a merged one. What is read last counts, so the merged ones come first.
        if merged.is_empty() {
            return Ok(Data::Map(entries));
        }
        merged.append(&mut entries);
        Ok(Data::Map(without_overridden(merged)))
    }
}

/// What is overridden is never looked at: only its key stays, for whoever did not mean it.
fn without_overridden(mut entries: Vec<Entry<'_>>) -> Vec<Entry<'_>> {
    let mut later = BTreeSet::new();
    for entry in entries.iter_mut().rev() {
        if !later.insert(entry.key.clone()) && entry.merged {
            entry.value.data = Data::Null;
        }
    }
    drop(later);
    entries
}

/// What a key is before JSON makes a string of it.
#[derive(Clone, Copy, PartialEq)]
enum KeyKind {
    Str,
    Bool,
    Int,
    Float,
    Other,
}

fn key_kind(scalar: &Scalar<'_>) -> KeyKind {
    match scalar {
        Scalar::Str(_) => KeyKind::Str,
        Scalar::Bool(_) => KeyKind::Bool,
        Scalar::Int(_) | Scalar::Uint(_) => KeyKind::Int,
        Scalar::Float(_) => KeyKind::Float,
        Scalar::Null => KeyKind::Other,
    }
}

/// Marks each key that only keys of another kind follow with the same text.
fn mark_unlike(entries: &mut [Entry<'_>], kinds: &[KeyKind]) {
    let mut later: BTreeMap<_, Vec<KeyKind>> = BTreeMap::new();
    for (entry, kind) in entries.iter_mut().zip(kinds).rev() {
        let same = later.entry(entry.key.clone()).or_default();
        entry.unlike = !same.is_empty() && !same.contains(kind);
        same.push(*kind);
    }
}

fn merge<'d>(value: Node<'d>, merged: &mut Vec<Entry<'d>>) -> Result<(), Unreadable> {
    let place = (value.line, value.column);
    match value.data {
        Data::Map(entries) => merged.extend(entries.into_iter().map(|e| Entry { merged: true, ..e })),
        Data::List(items) => {
            // Of several the first one wins.
            for item in items.into_iter().rev() {
                merge(item, merged)?;
            }
        }
        _ => return Err(Unreadable { message: "only mappings can be merged".to_owned(), place }),
    }
    Ok(())
}

fn scalar(scalar: Scalar<'_>) -> Data<'_> {
    match scalar {
        Scalar::Null => Data::Null,
        Scalar::Bool(b) => Data::Bool(b),
        Scalar::Int(i) => Data::Int(i),
        // Above the integers of 64 bits with a sign nothing fits an integer of the API.
        #[allow(clippy::cast_precision_loss, reason = "only compared with bounds and printed")]
        Scalar::Uint(u) => i64::try_from(u).map_or(Data::Float(u as f64), Data::Int),
        Scalar::Float(f) => Data::Float(f),
        Scalar::Str(text) => Data::Str(text),
    }
}

impl Unreadable {
    /// The finding of it; `before` lines stand before the document.
    pub(crate) fn finding(self, before: u32) -> Finding {
        let hint = HINTS.iter().find(|(start, _)| self.message.starts_with(start));
        Finding {
            hint: hint.map(|(_, hint)| (*hint).to_owned()),
            ..Finding::new("yaml", String::new(), self.message, (self.place.0 + before, self.place.1))
        }
    }
}

/// What is behind the sentences of the reader, most of the time.
#[rustfmt::skip]
const HINTS: &[(&str, &str)] = &[
    ("mapping values are not allowed", "the line is indented too far, or a text with ': ' in it needs quotes"),
    ("did not find expected key", "the line, or one above it, is indented differently from its neighbours, or a quote is not closed"),
    ("did not find expected '-'", "the items of one list must be indented alike"),
    ("did not find expected ','", "a bracket is not closed, or a comma is missing"),
    ("found character that cannot start any token", "indent with blanks, not with tabs; a text that begins with %, @ or ` needs quotes"),
    ("unknown anchor", "a text that begins with * needs quotes"),
    ("could not find expected ':'", "a key needs a colon and a blank after it; each line of a text must be indented further than its key"),
    ("found unexpected end of stream", "a quote is not closed"),
    ("block sequence entries are not allowed", "a list begins in a line of its own; a text that begins with '-' needs quotes"),
    ("control characters are not allowed", "remove it, or write it as \\xNN between double quotes"),
    ("found unknown escape character", "between double quotes a backslash is written \\\\; between single quotes it stands for itself"),
];

impl From<YamlError> for Unreadable {
    fn from(error: YamlError) -> Unreadable {
        // The place is shown beside the sentence, so the sentence need not say it, nor how it was read.
        let mut message = error.message();
        for prefix in ["error converting YAML to JSON: ", "yaml: "] {
            message = message.strip_prefix(prefix).unwrap_or(message);
        }
        if let Some((line, rest)) = message.split_once(": ")
            && line.strip_prefix("line ").is_some_and(|n| n.bytes().all(|c| c.is_ascii_digit()))
        {
            message = rest;
        }
        Unreadable {
            message: message.to_owned(),
            place: (small(error.line()).max(1), small(error.column()).max(1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_a_most_of_nodes() {
        let document = parse("a: [1, 2]\n").unwrap();
        let built = |budget| document.root().map(|root| Builder { budget }.node(root, 0).is_ok());
        // The mapping, the list and its two elements.
        assert_eq!(built(4), Some(true));
        assert_eq!(built(3), Some(false));
    }

    #[test]
    fn values_are_nested_so_deep() {
        let nested = |depth: usize| {
            let text = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            tree(&parse(&text).unwrap()).map(|_| ()).map_err(|fault| fault.message)
        };
        // The outermost is at depth 0.
        assert_eq!(nested(MAX_DEPTH + 1), Ok(()));
        assert_eq!(nested(MAX_DEPTH + 2), Err("values are nested more than 500 deep".to_owned()));
    }
}
