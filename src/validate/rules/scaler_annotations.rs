//! What an autoscaler of version 1 keeps in annotations: the metrics and the behavior that only version 2 has fields for.
//!
//! The server makes fields of them before it checks anything, and passes over an annotation that does not decode.
//!
//! Source: pkg/apis/autoscaling/v1/conversion.go; the types are those of k8s.io/api, autoscaling/v1.

use super::super::check::Check;
use super::super::node::{At, Data, Entry, Node};
use super::super::quantity;
use super::super::report::Finding;
use super::annotations;
use super::autoscaling::{self, HPA};

const METRICS: &str = "autoscaling.alpha.kubernetes.io/metrics";
const BEHAVIOR: &str = "autoscaling.alpha.kubernetes.io/behavior";

/// A type of Go as far as decoding asks for it.
enum Shape {
    Text,
    /// An integer of 32 bits.
    Number,
    Amount,
    /// A mapping of strings to strings.
    Texts,
    List(&'static Shape),
    Struct(&'static [Field]),
}

/// A field in JSON and where its value goes in version 2.
struct Field {
    key: &'static str,
    to: &'static str,
    shape: Shape,
    /// Whether it has a value where it is not given: it is no pointer.
    always: bool,
}

const fn field(key: &'static str, to: &'static str, shape: Shape) -> Field {
    Field { key, to, shape, always: false }
}

/// A field with the same name in version 2.
const fn same(key: &'static str, shape: Shape) -> Field {
    field(key, key, shape)
}

/// An amount that is 0 where it is not given.
const fn amount(key: &'static str, to: &'static str) -> Field {
    Field { key, to, shape: Shape::Amount, always: true }
}

const REQUIREMENT: &[Field] =
    &[same("key", Shape::Text), same("operator", Shape::Text), same("values", Shape::List(&Shape::Text))];

const SELECTOR: Shape = Shape::Struct(&[
    same("matchLabels", Shape::Texts),
    same("matchExpressions", Shape::List(&Shape::Struct(REQUIREMENT))),
]);

const REFERENCE: Shape =
    Shape::Struct(&[same("kind", Shape::Text), same("name", Shape::Text), same("apiVersion", Shape::Text)]);

const RESOURCE: &[Field] = &[
    same("name", Shape::Text),
    field("targetAverageUtilization", "target.averageUtilization", Shape::Number),
    field("targetAverageValue", "target.averageValue", Shape::Amount),
];

const CONTAINER_RESOURCE: &[Field] = &[
    same("name", Shape::Text),
    field("targetAverageUtilization", "target.averageUtilization", Shape::Number),
    field("targetAverageValue", "target.averageValue", Shape::Amount),
    same("container", Shape::Text),
];

const PODS: &[Field] = &[
    field("metricName", "metric.name", Shape::Text),
    amount("targetAverageValue", "target.averageValue"),
    field("selector", "metric.selector", SELECTOR),
];

const OBJECT: &[Field] = &[
    field("target", "describedObject", REFERENCE),
    field("metricName", "metric.name", Shape::Text),
    amount("targetValue", "target.value"),
    field("selector", "metric.selector", SELECTOR),
    field("averageValue", "target.averageValue", Shape::Amount),
];

const EXTERNAL: &[Field] = &[
    field("metricName", "metric.name", Shape::Text),
    field("metricSelector", "metric.selector", SELECTOR),
    field("targetValue", "target.value", Shape::Amount),
    field("targetAverageValue", "target.averageValue", Shape::Amount),
];

const METRIC: &[Field] = &[
    same("type", Shape::Text),
    same("object", Shape::Struct(OBJECT)),
    same("pods", Shape::Struct(PODS)),
    same("resource", Shape::Struct(RESOURCE)),
    same("containerResource", Shape::Struct(CONTAINER_RESOURCE)),
    same("external", Shape::Struct(EXTERNAL)),
];

const POLICY: &[Field] =
    &[same("type", Shape::Text), same("value", Shape::Number), same("periodSeconds", Shape::Number)];

const RULES: &[Field] = &[
    same("stabilizationWindowSeconds", Shape::Number),
    same("selectPolicy", Shape::Text),
    same("policies", Shape::List(&Shape::Struct(POLICY))),
    same("tolerance", Shape::Amount),
];

const SCALING: &[Field] = &[same("scaleUp", Shape::Struct(RULES)), same("scaleDown", Shape::Struct(RULES))];

/// Holds the annotations against the rules of the fields that they become. Says how many metrics they bring.
pub(super) fn check<'a>(cx: &mut Check<'a>) -> usize {
    let metrics = read(cx, METRICS, &Shape::List(&Shape::Struct(METRIC)));
    let behavior = read(cx, BEHAVIOR, &Shape::Struct(SCALING));
    let mut count = 0;
    if let Some((mut tree, value)) = metrics {
        if let Data::List(items) = &mut tree.data {
            count = items.len();
            items.iter_mut().for_each(finish_metric);
        }
        held(cx, value, METRICS, "metrics", tree);
    }
    if let Some((mut tree, value)) = behavior {
        if let Data::Map(entries) = &mut tree.data {
            entries.iter_mut().for_each(|entry| finish_rules(&mut entry.value));
        }
        held(cx, value, BEHAVIOR, "behavior", tree);
    }
    count
}

/// The value of an annotation as version 2 has it. One that does not decode counts for nothing, which the one who wrote
/// it hardly meant.
fn read<'a>(cx: &mut Check<'a>, key: &str, shape: &Shape) -> Option<(Node<'static>, At<'a>)> {
    let annotations = cx.root().get("metadata").get("annotations");
    let (_, value) = annotations.entries().find(|(k, v)| *k == key && v.opt_str().is_some())?;
    let tree = annotations::json_tree(value.str());
    let Some(tree) = tree.and_then(|node| if is_null(&node) { Some(node) } else { converted(&node, shape) })
    else {
        let message = format!("{key} does not decode, so the server takes no notice of it");
        let hint = "use apiVersion autoscaling/v2, which has fields for metrics and behavior";
        cx.warning(HPA, value, message, Some(hint.to_owned()));
        return None;
    };
    Some((tree, value))
}

/// Applies the rules of version 2 and reports under the paths of version 2, as the server does.
fn held<'a>(cx: &mut Check<'a>, value: At<'a>, annotation: &str, key: &'static str, tree: Node<'static>) {
    let mut root = node(Data::Map(Vec::new()));
    put(&mut root, key, tree);
    let mut found: Vec<Finding> = Vec::new();
    let mut inner = Check::new(&root, None, cx.minor, &mut found);
    let at = inner.root();
    autoscaling::scaling(&mut inner, at);
    for finding in found {
        let before = cx.findings.len();
        let message = format!("in {annotation}{}: {}", own_path(&finding.path, key), finding.message);
        cx.error_as(HPA, value, cx.root().get("spec"), &format!(".{}", finding.path), message);
        if let Some(hint) = finding.hint.filter(|_| cx.findings.len() > before) {
            cx.hint(hint);
        }
    }
}

/// Where in the annotation stands what version 2 has at a path: ` at [0].pods.metricName`.
fn own_path(path: &str, key: &str) -> String {
    let path = path.strip_prefix(key).unwrap_or(path);
    let own = METRIC.iter().find_map(|source| {
        let Shape::Struct(fields) = source.shape else { return None };
        let (before, inner) = path.split_once(&format!("].{}.", source.key))?;
        fields.iter().find_map(|field| {
            let rest = inner.strip_prefix(field.to).filter(|r| r.is_empty() || r.starts_with(['.', '[']))?;
            Some(format!("{before}].{}.{}{rest}", source.key, field.key))
        })
    });
    let own = own.unwrap_or_else(|| path.to_owned());
    if own.is_empty() { own } else { format!(" at {}", own.trim_start_matches('.')) }
}

/// The conversion gives every target a type.
fn finish_metric(metric: &mut Node<'static>) {
    if let Data::Map(entries) = &mut metric.data {
        for source in entries.iter_mut().filter(|e| e.key != "type") {
            put(&mut source.value, "target.type", node(Data::Str("Value".into())));
        }
    }
}

/// Nothing gives these rules the policies that version 2 has by default.
fn finish_rules(rules: &mut Node<'static>) {
    if rules.get("policies").is_none() {
        put(rules, "policies", node(Data::List(Vec::new())));
    }
}

fn node(data: Data<'static>) -> Node<'static> {
    Node { data, line: 1, column: 1 }
}

fn is_null(node: &Node<'_>) -> bool {
    matches!(node.data, Data::Null)
}

/// Sets the value at a dotted path below a mapping.
fn put(map: &mut Node<'static>, path: &'static str, value: Node<'static>) {
    let Data::Map(entries) = &mut map.data else { return };
    let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
    let index = entries.iter().position(|e| e.key == key).unwrap_or_else(|| {
        let value = node(Data::Map(Vec::new()));
        entries.push(Entry { key: key.into(), line: 1, column: 1, value, merged: false, unlike: false });
        entries.len() - 1
    });
    let Some(entry) = entries.get_mut(index) else { return };
    match rest {
        Some(rest) => put(&mut entry.value, rest, value),
        None => entry.value = value,
    }
}

/// A value as it decodes into a type; `None` where it does not. `null` is the zero value of what is no pointer.
fn converted(value: &Node<'_>, shape: &Shape) -> Option<Node<'static>> {
    let data = match (&value.data, shape) {
        (Data::Null, Shape::Struct(fields)) => return structure(&[], fields),
        (Data::Null, _) => Data::Null,
        (Data::Str(text), Shape::Text) => Data::Str(text.to_string().into()),
        (Data::Int(number), Shape::Number) => Data::Int(i32::try_from(*number).ok()?.into()),
        (Data::Str(text), Shape::Amount) => {
            quantity::parse(text)?;
            Data::Str(text.to_string().into())
        }
        (Data::Int(_) | Data::Float(_), Shape::Amount) => value.to_static().data,
        (Data::Map(entries), Shape::Texts) => {
            let fits = entries.iter().all(|e| is_null(&e.value) || e.value.as_str().is_some());
            fits.then(|| value.to_static().data)?
        }
        (Data::List(items), Shape::List(inner)) => {
            Data::List(items.iter().map(|item| converted(item, inner)).collect::<Option<_>>()?)
        }
        (Data::Map(entries), Shape::Struct(fields)) => return structure(entries, fields),
        _ => return None,
    };
    Some(node(data))
}

/// A mapping as it decodes into a struct. Keys are found in any case, and unknown ones are passed over.
fn structure(entries: &[Entry<'_>], fields: &'static [Field]) -> Option<Node<'static>> {
    let mut out = node(Data::Map(Vec::new()));
    for field in fields.iter().filter(|field| field.always) {
        put(&mut out, field.to, node(Data::Int(0)));
    }
    for entry in entries {
        let Some(field) = fields.iter().find(|field| entry.key.eq_ignore_ascii_case(field.key)) else {
            continue;
        };
        if !is_null(&entry.value) {
            put(&mut out, field.to, converted(&entry.value, &field.shape)?);
        }
    }
    Some(out)
}
