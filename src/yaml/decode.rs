//! From nodes to values, by the way of JSON: what `sigs.k8s.io/yaml` puts into an `interface{}`.
//!
//! go-yaml decodes the nodes, its maps get string keys, the result is written as JSON and read again. Each of
//! the four steps can fail, and an error of an earlier one hides those of the later ones; here all are done
//! in one walk that remembers the first error of each.

use super::YamlError;
use super::head::is_folded;
use super::node::{Document, Kind, Node};
use super::resolve::Scalar;
use crate::golang::strconv;
use crate::json;
use crate::value::{Entries, Str, Value, may_hold_escapes};
use std::collections::HashSet;

/// The value of a document.
///
/// # Errors
/// In the words of `sigs.k8s.io/yaml`, but without its `error converting YAML to JSON: `.
pub(super) fn decode(doc: &Document<'_>) -> Result<Value, YamlError> {
    decode_with(doc, Decoder::default())
}

/// The value of a document as go-yaml alone has it: integers are [`Value::Int`] where they fit.
///
/// # Errors
/// As [`decode`].
pub(super) fn decode_exact(doc: &Document<'_>) -> Result<Value, YamlError> {
    decode_with(doc, Decoder { exact: true, ..Decoder::default() })
}

/// Finds what is wrong with a manifest whose head is read.
///
/// # Errors
/// As [`decode`].
pub(super) fn check_head(root: Node<'_>) -> Result<(), YamlError> {
    Decoder::default().run(root, Target::Head).map(|_| ())
}

/// The Go type that a node is decoded into. Where that is a string, a number becomes one before JSON sees it,
/// even one that JSON could not write.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Target {
    /// `interface {}`
    #[default]
    Any,
    /// Helm's `SimpleHead`.
    Head,
    /// The struct of its `metadata`.
    Metadata,
    /// `map[string]string`
    Strings,
    /// `string`
    Text,
}

impl Target {
    /// The type of an entry.
    fn entry(self, key: &str) -> Target {
        let named = |name: &str| is_folded(key, name);
        match self {
            Target::Head if named("apiVersion") || named("kind") => Target::Text,
            Target::Head if named("metadata") => Target::Metadata,
            Target::Metadata if named("name") => Target::Text,
            Target::Metadata if named("annotations") => Target::Strings,
            Target::Strings => Target::Text,
            _ => Target::Any,
        }
    }
}

fn decode_with<'d>(doc: &'d Document<'_>, mut decoder: Decoder<'d>) -> Result<Value, YamlError> {
    doc.root().map_or(Ok(Value::Nil), |root| decoder.run(root, Target::Any))
}

/// The error of the last step, in the words of `sigs.k8s.io/yaml`.
pub(super) const JSON_CONTEXT: &str = "error unmarshaling JSON: while decoding JSON: ";

#[derive(Default)]
struct Decoder<'d> {
    /// Whether integers stay integers.
    exact: bool,
    depth: usize,
    /// Nodes that were decoded, and how many of them through an alias.
    count: usize,
    alias_count: usize,
    alias_depth: usize,
    /// Indices of the aliases that are being followed.
    aliases: HashSet<usize>,
    /// The first key that JSON has no string for, and its value.
    odd_key: Option<(Node<'d>, Node<'d>)>,
    /// Where the first number stands that JSON cannot write.
    infinite: Option<(usize, usize)>,
    depth_error: Option<YamlError>,
    keys: KeyCache,
}

/// Nodes that may be decoded before the share of aliases is limited more and more, and where that ends.
/// Source: `alias_ratio_range_low`, `alias_ratio_range_high`.
const ALIAS_RANGE: (usize, usize) = (400_000, 4_000_000);

/// The share of nodes that may come from aliases. Source: `allowedAliasRatio`.
fn allowed_alias_ratio(count: usize) -> f64 {
    let (low, high) = ALIAS_RANGE;
    if count <= low {
        0.99
    } else if count >= high {
        0.10
    } else {
        0.99 - 0.89 * ((count - low) as f64 / (high - low) as f64)
    }
}

impl<'d> Decoder<'d> {
    fn run(&mut self, root: Node<'d>, target: Target) -> Result<Value, YamlError> {
        // The document itself counts as a node.
        self.count = 1;
        let value = self.unmarshal(root, target)?;
        if let Some((key, value)) = self.odd_key {
            let typ = if key.target().scalar() == Ok(Scalar::Null) { "%!s(<nil>)" } else { "uint64" };
            let (key_text, value_text) = (top_level(key), top_level(value));
            let problem = format!("unsupported map key of type: {typ}, key: {key_text}, value: {value_text}");
            return Err(YamlError::at(problem, key.line(), key.column()));
        }
        if let Some(place) = self.infinite {
            // It may have been replaced by another value of the same key.
            if let Some(f) = first_infinite(&value) {
                let name = strconv::format_float(f, 'g', None);
                return Err(YamlError::at(format!("json: unsupported value: {name}"), place.0, place.1));
            }
        }
        self.depth_error.take().map_or(Ok(value), Err)
    }

    // The functions that call themselves keep little on the stack: texts are made in others.
    fn unmarshal(&mut self, node: Node<'d>, target: Target) -> Result<Value, YamlError> {
        self.count_node(node)?;
        match node.kind() {
            Kind::Alias => {
                self.enter_alias(node)?;
                let value = self.unmarshal(node.target(), target);
                self.leave_alias(node);
                value
            }
            Kind::Scalar => self.scalar(node, target),
            Kind::Sequence => self.sequence(node),
            Kind::Mapping => {
                let mut entries = Entries::new();
                self.mapping(node, target, &mut entries)?;
                Ok(Value::from(entries))
            }
        }
    }

    fn scalar(&mut self, node: Node<'d>, target: Target) -> Result<Value, YamlError> {
        if target == Target::Text {
            return Ok(node.go_string()?.map_or(Value::Nil, |text| (*text).into()));
        }
        Ok(match node.scalar()? {
            Scalar::Null => Value::Nil,
            Scalar::Bool(b) => Value::Bool(b),
            Scalar::Int(n) if self.exact => Value::Int(n),
            Scalar::Int(n) => Value::Float(n as f64),
            Scalar::Uint(n) => Value::Float(n as f64),
            Scalar::Float(f) => {
                if !f.is_finite() {
                    self.infinite.get_or_insert((node.line(), node.column()));
                }
                Value::Float(f)
            }
            Scalar::Str(text) => Value::Str(self.keys.share(&text)),
        })
    }

    fn sequence(&mut self, node: Node<'d>) -> Result<Value, YamlError> {
        let mut items = Vec::new();
        if self.enter(node) {
            for child in node.children() {
                items.push(self.unmarshal(child, Target::Any)?);
            }
            self.depth -= 1;
        }
        Ok(Value::from(items))
    }

    fn count_node(&mut self, node: Node<'d>) -> Result<(), YamlError> {
        self.count += 1;
        if self.alias_depth > 0 {
            self.alias_count += 1;
        }
        if self.alias_count > 100
            && self.count > 1000
            && self.alias_count as f64 / self.count as f64 > allowed_alias_ratio(self.count)
        {
            return fault("document contains excessive aliasing".to_owned(), node);
        }
        Ok(())
    }

    fn enter_alias(&mut self, alias: Node<'d>) -> Result<(), YamlError> {
        if !self.aliases.insert(alias.index()) {
            return fault(format!("anchor '{}' value contains itself", alias.text()), alias);
        }
        self.alias_depth += 1;
        Ok(())
    }

    fn leave_alias(&mut self, alias: Node<'d>) {
        self.alias_depth -= 1;
        self.aliases.remove(&alias.index());
    }

    /// Goes one level down, unless that is too deep: Go's JSON refuses it, but only after all of YAML has
    /// been understood.
    fn enter(&mut self, node: Node<'d>) -> bool {
        if self.depth == json::MAX_DEPTH {
            let error =
                || YamlError::at(format!("{JSON_CONTEXT}exceeded max depth"), node.line(), node.column());
            self.depth_error.get_or_insert_with(error);
            return false;
        }
        self.depth += 1;
        true
    }

    fn mapping(&mut self, node: Node<'d>, target: Target, entries: &mut Entries) -> Result<(), YamlError> {
        if !self.enter(node) {
            return Ok(());
        }
        for (key, value) in node.entries() {
            if key.is_merge() {
                self.merge(value, target, entries)?;
                continue;
            }
            let name = self.key(key, value)?;
            let of_entry = match (target, &name) {
                (Target::Any, _) | (_, None) => Target::Any,
                (_, Some(name)) => target.entry(name),
            };
            let value = self.unmarshal(value, of_entry)?;
            if let Some(name) = name {
                entries.insert(name, value);
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// The string that becomes of a key; `None` after an error that only counts if go-yaml finds none.
    fn key(&mut self, key: Node<'d>, value: Node<'d>) -> Result<Option<Str>, YamlError> {
        self.count_node(key)?;
        let scalar = match key.kind() {
            Kind::Alias => {
                self.enter_alias(key)?;
                let name = self.key(key.target(), value);
                self.leave_alias(key);
                return name;
            }
            Kind::Sequence | Kind::Mapping => {
                // go-yaml decodes the key before it looks at it.
                self.count -= 1;
                self.unmarshal(key, Target::Any)?;
                return fault(format!("invalid map key: {}", go_syntax(key, 0)), key);
            }
            Kind::Scalar => key.scalar()?,
        };
        Ok(Some(match scalar {
            Scalar::Str(text) => self.keys.share(&text),
            Scalar::Bool(b) => self.keys.share(if b { "true" } else { "false" }),
            Scalar::Int(n) => n.to_string().into(),
            Scalar::Float(f) => match format_float32(f).as_str() {
                "+Inf" => ".inf".into(),
                "-Inf" => "-.inf".into(),
                "NaN" => ".nan".into(),
                text => text.into(),
            },
            Scalar::Null | Scalar::Uint(_) => {
                self.odd_key.get_or_insert((key, value));
                return Ok(None);
            }
        }))
    }

    /// Adds the entries of other mappings. In go-yaml v2 they replace those that were read before, and are
    /// replaced by those that follow.
    fn merge(&mut self, node: Node<'d>, target: Target, entries: &mut Entries) -> Result<(), YamlError> {
        match node.kind() {
            Kind::Sequence => {
                let items: Vec<Node<'d>> = node.children().collect();
                // Backwards, since earlier mappings take precedence.
                items.into_iter().rev().try_for_each(|item| self.merge_one(item, target, entries))
            }
            _ => self.merge_one(node, target, entries),
        }
    }

    fn merge_one(&mut self, node: Node<'d>, target: Target, entries: &mut Entries) -> Result<(), YamlError> {
        if node.target().kind() != Kind::Mapping {
            return fault("map merge requires map or sequence of maps as the value".to_owned(), node);
        }
        self.count_node(node)?;
        if node.kind() == Kind::Alias {
            self.enter_alias(node)?;
            self.count_node(node.target())?;
            let merged = self.mapping(node.target(), target, entries);
            self.leave_alias(node);
            return merged;
        }
        self.mapping(node, target, entries)
    }
}

/// The number that JSON complains of: the first one in the order of the keys.
fn first_infinite(value: &Value) -> Option<f64> {
    match value {
        Value::Float(f) if !f.is_finite() => Some(*f),
        Value::List(list) => list.items.iter().find_map(first_infinite),
        Value::Map(map) => map.snapshot().values().find_map(first_infinite),
        _ => None,
    }
}

fn fault<T>(problem: String, node: Node<'_>) -> Result<T, YamlError> {
    Err(YamlError::at(format!("yaml: {problem}"), node.line(), node.column()))
}

/// A float in the shortest form that is the same `float32`, which is what becomes of a key and of a string.
pub(super) fn format_float32(f: f64) -> String {
    let narrow = f as f32;
    let wide = f64::from(narrow);
    if !narrow.is_finite() {
        return strconv::format_float(wide, 'g', None);
    }
    let shortest = format!("{narrow:e}");
    // Of two shortest numbers that are equally near, Go takes the even one, as exact formatting does.
    let digits = shortest.split('e').next().unwrap_or_default().bytes().filter(u8::is_ascii_digit).count();
    let even = format!("{wide:.*e}", digits.saturating_sub(1));
    let text = if even.parse() == Ok(narrow) { even } else { shortest };
    // A float64 holds these digits, and prints as them.
    strconv::format_float(text.parse().unwrap_or(wide), 'g', None)
}

/// What `%#v` prints of a node: a nil that is no element of a map is shorter than one that is.
fn top_level(node: Node<'_>) -> String {
    match go_syntax(node, 0) {
        text if text == NIL_ELEMENT => "<nil>".to_owned(),
        text => text,
    }
}

const NIL_ELEMENT: &str = "interface {}(nil)";

/// What go-yaml decodes from a node, as `%#v` prints it inside of a map.
fn go_syntax(node: Node<'_>, depth: usize) -> String {
    if depth > json::MAX_DEPTH {
        return NIL_ELEMENT.to_owned();
    }
    let node = node.target();
    match node.kind() {
        Kind::Scalar => go_scalar(&node.scalar().unwrap_or(Scalar::Null)),
        Kind::Sequence | Kind::Alias => {
            let items: Vec<String> = node.children().map(|item| go_syntax(item, depth + 1)).collect();
            format!("[]interface {{}}{{{}}}", items.join(", "))
        }
        Kind::Mapping => {
            let mut entries: Vec<(Scalar<'_>, String)> = Vec::new();
            go_entries(node, depth, &mut entries);
            // Go prints keys of one type in order; that of the types is up to their addresses. The sort keeps
            // equal keys in the order of the text, of which the last one counts.
            entries.sort_by(|(a, _), (b, _)| go_order(a, b));
            let last_of_equals =
                |i: &usize| entries.get(i + 1).is_none_or(|(next, _)| *next != entries[*i].0);
            let shown: Vec<String> = (0..entries.len())
                .filter(last_of_equals)
                .map(|i| format!("{}:{}", go_scalar(&entries[i].0), entries[i].1))
                .collect();
            format!("map[interface {{}}]interface {{}}{{{}}}", shown.join(", "))
        }
    }
}

fn go_entries<'d>(node: Node<'d>, depth: usize, entries: &mut Vec<(Scalar<'d>, String)>) {
    for (key, value) in node.entries() {
        if key.is_merge() {
            let mut sources = vec![value.target()];
            if value.kind() == Kind::Sequence {
                sources = value.children().map(Node::target).collect();
                sources.reverse();
            }
            if depth < json::MAX_DEPTH {
                sources.into_iter().for_each(|source| go_entries(source, depth + 1, entries));
            }
            continue;
        }
        let key = key.target().scalar().unwrap_or(Scalar::Null);
        entries.push((key, go_syntax(value, depth + 1)));
    }
}

fn go_scalar(scalar: &Scalar<'_>) -> String {
    match scalar {
        Scalar::Null => NIL_ELEMENT.to_owned(),
        Scalar::Bool(b) => b.to_string(),
        Scalar::Int(n) => n.to_string(),
        Scalar::Uint(n) => format!("{n:#x}"),
        Scalar::Float(f) => strconv::format_float(*f, 'g', None),
        Scalar::Str(text) => strconv::quote(text),
    }
}

fn go_order(a: &Scalar<'_>, b: &Scalar<'_>) -> std::cmp::Ordering {
    let rank = |scalar: &Scalar<'_>| match scalar {
        Scalar::Null => 0,
        Scalar::Bool(_) => 1,
        Scalar::Int(_) => 2,
        Scalar::Uint(_) => 3,
        Scalar::Float(_) => 4,
        Scalar::Str(_) => 5,
    };
    match (a, b) {
        (Scalar::Bool(a), Scalar::Bool(b)) => a.cmp(b),
        (Scalar::Int(a), Scalar::Int(b)) => a.cmp(b),
        (Scalar::Uint(a), Scalar::Uint(b)) => a.cmp(b),
        (Scalar::Float(a), Scalar::Float(b)) => a.total_cmp(b),
        (Scalar::Str(a), Scalar::Str(b)) => a.cmp(b),
        _ => rank(a).cmp(&rank(b)),
    }
}

/// The strings that were seen last: manifests repeat few short ones, which are then shared.
struct KeyCache {
    slots: Vec<Option<Str>>,
}

/// Slots of the cache, a power of two.
const CACHE_SLOTS: usize = 256;

/// Longest string that is looked for in the cache, in bytes.
const CACHE_WIDTH: usize = 24;

impl Default for KeyCache {
    fn default() -> KeyCache {
        KeyCache { slots: vec![None; CACHE_SLOTS] }
    }
}

impl KeyCache {
    fn share(&mut self, text: &str) -> Str {
        if text.len() > CACHE_WIDTH {
            return string(text);
        }
        // FNV-1a: short, and good enough for a cache.
        let hash =
            text.bytes().fold(0x811C_9DC5_u32, |hash, b| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193));
        let slot = &mut self.slots[(hash ^ (hash >> 15)) as usize % CACHE_SLOTS];
        match slot {
            Some(known) if **known == *text => known.clone(),
            _ => slot.insert(string(text)).clone(),
        }
    }
}

/// A string of the text, in which characters that look like escaped bytes are escaped themselves.
fn string(text: &str) -> Str {
    match may_hold_escapes(text) {
        true => crate::value::string_from_bytes(text.as_bytes()).into(),
        false => text.into(),
    }
}
