//! Label selectors, node selectors and whether a selector matches labels.
//!
//! Sources: k8s.io/apimachinery, pkg/apis/meta/v1/validation (`ValidateLabelSelector`) and helpers.go
//! (`LabelSelectorAsSelector`); pkg/apis/core/validation (`ValidateNodeSelector`).

use super::super::check::Check;
use super::super::formats::{self, DNS_SUBDOMAIN, LABEL_VALUE};
use super::super::node::At;
use super::meta;

const SELECTOR: &str = "label-selector";
const NODE_SELECTOR: &str = "node-selector";

/// Checks a label selector.
pub(crate) fn label_selector<'a>(cx: &mut Check<'a>, selector: At<'a>) {
    meta::labels(cx, selector.get("matchLabels"));
    for requirement in selector.get("matchExpressions").items() {
        let (operator, values) = (requirement.get("operator"), requirement.get("values"));
        match operator.str() {
            "In" | "NotIn" if values.is_empty() => {
                cx.required(SELECTOR, values, "values, because the operator is In or NotIn");
            }
            "Exists" | "DoesNotExist" if !values.is_empty() => {
                cx.error(SELECTOR, values, "the operators Exists and DoesNotExist take no values");
            }
            "In" | "NotIn" | "Exists" | "DoesNotExist" => {}
            _ => {
                cx.one_of(SELECTOR, operator, &["In", "NotIn", "Exists", "DoesNotExist"]);
            }
        }
        meta::label_key(cx, SELECTOR, requirement.get("key"));
        for value in values.items() {
            cx.format(SELECTOR, value, &LABEL_VALUE);
        }
    }
}

/// Whether a selector has neither labels nor expressions.
pub(crate) fn is_empty(selector: At<'_>) -> bool {
    selector.get("matchLabels").is_empty() && selector.get("matchExpressions").is_empty()
}

/// Whether a selector can be built at all and matches the labels; `None` where it cannot be built, which has
/// its own finding.
pub(crate) fn matches(selector: At<'_>, labels: At<'_>) -> Option<bool> {
    let label = |key: &str| labels.entries().find(|(k, _)| *k == key).map(|(_, v)| v.str());
    let mut all = true;
    for (key, value) in selector.get("matchLabels").entries() {
        if !formats::is_qualified_name(key) || !formats::is_label_value(value.str()) {
            return None;
        }
        all &= label(key) == Some(value.str());
    }
    for requirement in selector.get("matchExpressions").items() {
        let values = requirement.get("values");
        if !formats::is_qualified_name(requirement.get("key").str())
            || !values.items().all(|value| formats::is_label_value(value.str()))
        {
            return None;
        }
        let found = label(requirement.get("key").str());
        let listed = found.is_some_and(|found| values.items().any(|v| v.str() == found));
        all &= match requirement.get("operator").str() {
            "In" if !values.is_empty() => listed,
            "NotIn" if !values.is_empty() => !listed,
            "Exists" if values.is_empty() => found.is_some(),
            "DoesNotExist" if values.is_empty() => found.is_none(),
            _ => return None,
        };
    }
    Some(all)
}

/// Whether labels match a plain mapping of labels.
pub(crate) fn set_matches(selector: At<'_>, labels: At<'_>) -> bool {
    selector.entries().all(|(key, value)| labels.entries().any(|(k, v)| k == key && v.str() == value.str()))
}

/// Checks a node selector; `strict` also checks the values.
pub(crate) fn node_selector<'a>(cx: &mut Check<'a>, selector: At<'a>) {
    let terms = selector.get("nodeSelectorTerms");
    if terms.is_empty() {
        cx.required(NODE_SELECTOR, terms, "at least one term");
    }
    for term in terms.items() {
        node_selector_term(cx, term, true);
    }
}

/// Checks one term; the values of a preferred term are not checked.
pub(crate) fn node_selector_term<'a>(cx: &mut Check<'a>, term: At<'a>, check_values: bool) {
    for requirement in term.get("matchExpressions").items() {
        let (operator, values) = (requirement.get("operator"), requirement.get("values"));
        match operator.str() {
            "In" | "NotIn" if values.is_empty() => {
                cx.required(NODE_SELECTOR, values, "values, because the operator is In or NotIn");
            }
            "Exists" | "DoesNotExist" if !values.is_empty() => {
                cx.error(NODE_SELECTOR, values, "the operators Exists and DoesNotExist take no values");
            }
            "Gt" | "Lt" if values.len() != 1 => {
                cx.required(NODE_SELECTOR, values, "exactly one value, because the operator is Gt or Lt");
            }
            "In" | "NotIn" | "Exists" | "DoesNotExist" | "Gt" | "Lt" => {}
            _ => {
                cx.one_of(NODE_SELECTOR, operator, &["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"]);
            }
        }
        meta::label_key(cx, NODE_SELECTOR, requirement.get("key"));
        for value in values.items().filter(|_| check_values) {
            cx.format(NODE_SELECTOR, value, &LABEL_VALUE);
        }
    }
    for requirement in term.get("matchFields").items() {
        let (operator, values, key) =
            (requirement.get("operator"), requirement.get("values"), requirement.get("key"));
        if cx.one_of(NODE_SELECTOR, operator, &["In", "NotIn"]) && values.len() != 1 {
            cx.required(NODE_SELECTOR, values, "exactly one value");
        }
        if cx.one_of(NODE_SELECTOR, key, &["metadata.name"]) {
            for value in values.items() {
                cx.format(NODE_SELECTOR, value, &DNS_SUBDOMAIN);
            }
        }
    }
}
