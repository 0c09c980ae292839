//! Annotations that the server reads: old ones that hold JSON, and where their faults stand.
//!
//! Sources: pkg/apis/core/validation (`ValidateTolerationsInPodAnnotations`, `ValidateNodeSpecificAnnotations`).

use super::super::check::Check;
use super::super::node::{At, Data, Node};
use super::super::read;
use super::super::report::{Finding, Severity};
use super::{cluster, scheduling};

const RULE: &str = "annotations";

/// Annotations and the path that the server gives them.
#[derive(Clone, Copy)]
pub(crate) struct Annotations<'a> {
    /// The mapping.
    pub(crate) at: At<'a>,
    /// Where the path begins.
    base: At<'a>,
    /// How it goes on.
    suffix: &'static str,
}

impl<'a> Annotations<'a> {
    /// Those of an object.
    pub(crate) fn of_object(metadata: At<'a>) -> Annotations<'a> {
        let at = metadata.get("annotations");
        Annotations { at, base: at, suffix: "" }
    }

    /// Those of a template, whose path lacks the word metadata in the server's words.
    pub(crate) fn of_template(template: At<'a>) -> Annotations<'a> {
        let at = template.get("metadata").get("annotations");
        Annotations { at, base: template, suffix: ".annotations" }
    }

    /// Whether they are those of an object and not of a template.
    pub(crate) fn are_of_object(self) -> bool {
        self.suffix.is_empty()
    }

    /// The text of an annotation.
    pub(crate) fn text(self, key: &str) -> Option<&'a str> {
        self.at.entries().find(|(k, _)| *k == key).map(|(_, v)| v.str())
    }

    /// Reports a fault of the annotation `value` at a place that is given as what follows the mapping in the path.
    pub(crate) fn error(
        self,
        cx: &mut Check<'a>,
        rule: &'static str,
        value: At<'a>,
        place: &str,
        message: impl Into<String>,
    ) {
        cx.error_as(rule, value, self.base, &format!("{}{place}", self.suffix), message);
    }
}

/// Tolerations in an annotation. Source: `ValidateTolerationsInPodAnnotations`
pub(crate) fn tolerations<'a>(cx: &mut Check<'a>, annotations: Annotations<'a>) {
    const KEY: &str = "scheduler.alpha.kubernetes.io/tolerations";
    let fields = &["key", "operator", "value", "effect"];
    list(cx, annotations, KEY, fields, |cx| scheduling::tolerations(cx, cx.root()));
}

/// Taints in an annotation. Source: `ValidateTaintsInNodeAnnotations`
pub(crate) fn taints<'a>(cx: &mut Check<'a>, annotations: Annotations<'a>) {
    const KEY: &str = "scheduler.alpha.kubernetes.io/taints";
    list(cx, annotations, KEY, &["key", "value", "effect"], |cx| cluster::taints(cx, cx.root()));
}

/// Pods that a node had better not get. Source: `ValidateAvoidPodsInNodeAnnotations`
pub(crate) fn avoided_pods<'a>(cx: &mut Check<'a>, annotations: Annotations<'a>) {
    const KEY: &str = "scheduler.alpha.kubernetes.io/preferAvoidPods";
    let Some((_, value)) = annotations.at.entries().find(|(key, v)| *key == KEY && !v.str().is_empty())
    else {
        return;
    };
    let Some(node) = decoded(value.str()).filter(|n| matches!(n.data, Data::Map(_) | Data::Null)) else {
        return annotations.error(cx, RULE, value, ".AvoidPods", "expected a mapping in JSON");
    };
    for (index, entry) in At::new(&node).get("preferAvoidPods").items().enumerate() {
        let controller = entry.get("podSignature").get("podController");
        let place = format!(".{KEY}[{index}].PodSignature");
        if !controller.is_set() {
            annotations.error(cx, RULE, value, &place, "required: expected the controller of the pods");
        } else if controller.get("controller").opt_bool() == Some(false) {
            let place = format!("{place}.PodController.Controller");
            annotations.error(cx, RULE, value, &place, "expected a controller");
        }
    }
}

/// A list of mappings of strings, held against the rules of the field that took the annotation's place.
fn list<'a>(
    cx: &mut Check<'a>,
    annotations: Annotations<'a>,
    key: &str,
    strings: &[&'static str],
    rules: for<'n> fn(&mut Check<'n>),
) {
    let Some((_, value)) = annotations.at.entries().find(|(k, v)| *k == key && !v.str().is_empty()) else {
        return;
    };
    let fits = |node: &Node<'_>| match &node.data {
        Data::Null => true,
        Data::List(items) => items.iter().all(|item| {
            matches!(item.data, Data::Null | Data::Map(_))
                && strings.iter().all(|key| {
                    let at = At::new(item).get(key);
                    !at.is_set() || at.opt_str().is_some()
                })
        }),
        _ => false,
    };
    let Some(node) = decoded(value.str()).filter(fits) else {
        return annotations.error(
            cx,
            RULE,
            value,
            "",
            format!("expected a list of mappings in JSON in {key}"),
        );
    };
    let mut found: Vec<Finding> = Vec::new();
    rules(&mut Check::new(&node, None, cx.minor, &mut found));
    for finding in found.into_iter().filter(|f| f.severity == Severity::Error) {
        annotations.error(cx, finding.rule, value, &format!(".{key}{}", finding.path), finding.message);
    }
}

/// What a text in JSON holds. Go finds a field by its name in any case; here the first letter is made small.
fn decoded(text: &str) -> Option<Node<'static>> {
    fn small(node: &mut Node<'_>) {
        match &mut node.data {
            Data::List(items) => items.iter_mut().for_each(small),
            Data::Map(entries) => {
                for entry in entries {
                    if let Some(first) = entry.key.chars().next().filter(char::is_ascii_uppercase) {
                        let rest = entry.key.get(1..).unwrap_or_default();
                        entry.key = format!("{}{rest}", first.to_ascii_lowercase()).into();
                    }
                    small(&mut entry.value);
                }
            }
            _ => {}
        }
    }
    let mut node = json_tree(text)?;
    small(&mut node);
    Some(node)
}

/// What a text in JSON holds, with the keys as they are.
pub(super) fn json_tree(text: &str) -> Option<Node<'static>> {
    crate::json::decode(text).ok()?;
    let document = read::parse(text).ok()?;
    Some(read::tree(&document).ok()??.to_static())
}
