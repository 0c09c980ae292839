//! Reviews: questions about users and what they may do, which the server answers and does not keep.
//!
//! Sources: pkg/apis/authorization/validation (`ValidateSubjectAccessReview` and its neighbours);
//! pkg/registry/authentication/tokenreview (`Create`).

use super::super::check::Check;
use super::super::formats::LABEL_VALUE;
use super::super::node::At;
use super::meta;

const REVIEW: &str = "review";

/// What a question about access is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asks {
    /// Any user.
    Anyone,
    /// Any user, in one namespace.
    InNamespace,
    /// The one who asks.
    Oneself,
}

/// Source: `Create` of pkg/registry/authentication/tokenreview
pub(crate) fn token<'a>(cx: &mut Check<'a>) {
    let token = cx.root().get("spec").get("token");
    cx.filled(REVIEW, token, "a token");
}

/// Source: `Create` of pkg/registry/authorization/selfsubjectrulesreview
pub(crate) fn rules<'a>(cx: &mut Check<'a>) {
    cx.filled(REVIEW, cx.root().get("spec").get("namespace"), "a namespace");
}

/// The answer is about the one who asks, so nothing is asked for.
pub(crate) fn oneself<'a>(_: &mut Check<'a>) {}

/// Sources: `ValidateSubjectAccessReview`, `ValidateSelfSubjectAccessReview`, `ValidateLocalSubjectAccessReview`
pub(crate) fn access<'a>(cx: &mut Check<'a>, asks: Asks) {
    let (metadata, spec) = (cx.root().get("metadata"), cx.root().get("spec"));
    let (resource, other) = (spec.get("resourceAttributes"), spec.get("nonResourceAttributes"));
    match (resource.is_set(), other.is_set()) {
        (true, true) => {
            cx.error(REVIEW, other, "resourceAttributes and nonResourceAttributes exclude each other")
        }
        (false, false) => {
            cx.expected(REVIEW, resource, "resourceAttributes or nonResourceAttributes");
        }
        _ => {}
    }
    if asks != Asks::Oneself && spec.get("user").str().is_empty() && spec.get("groups").is_empty() {
        cx.expected(REVIEW, spec.get("user"), "a user or groups");
    }
    for (key, labels) in [("fieldSelector", false), ("labelSelector", true)] {
        requirements(cx, resource.get(key), labels);
    }
    let set = |(key, value): (&str, At<'a>)| {
        // The server empties these two before it looks, or fills in its own.
        value.is_set() && !matches!(key, "managedFields" | "namespace" | "uid")
    };
    if metadata
        .entries()
        .any(|(key, value)| set((key, value)) && !(value.is_empty() && value.str().is_empty()))
    {
        cx.error(REVIEW, metadata, "the server takes no metadata here: remove it");
    }
    if asks != Asks::InNamespace {
        return;
    }
    // The server fills in the namespace that it is asked in.
    let (own, asked) = (metadata.get("namespace"), resource.get("namespace"));
    if resource.is_set() && !own.str().is_empty() && own.str() != asked.str() {
        cx.expected(REVIEW, asked, "the namespace of metadata.namespace");
    }
    if other.is_set() {
        cx.error(
            REVIEW,
            other,
            "what is asked about one namespace is about its resources: use resourceAttributes",
        );
    }
}

/// Sources: `validateFieldSelectorAttributes`, `validateLabelSelectorAttributes`; operators may be new ones.
fn requirements<'a>(cx: &mut Check<'a>, selector: At<'a>, labels: bool) {
    if !selector.is_set() {
        return;
    }
    let (raw, list) = (selector.get("rawSelector"), selector.get("requirements"));
    match (raw.str().is_empty(), list.is_empty()) {
        (false, false) => cx.error(REVIEW, raw, "rawSelector and requirements exclude each other"),
        (true, true) => cx.required(REVIEW, list, "requirements or a rawSelector"),
        _ => {}
    }
    for requirement in list.items() {
        let (key, values) = (requirement.get("key"), requirement.get("values"));
        match requirement.get("operator").str() {
            "In" | "NotIn" if values.is_empty() => {
                cx.required(REVIEW, values, "values, because the operator is In or NotIn");
            }
            "Exists" | "DoesNotExist" if !values.is_empty() => {
                cx.error(REVIEW, values, "the operators Exists and DoesNotExist take no values");
            }
            _ => {}
        }
        if labels {
            meta::label_key(cx, REVIEW, key);
            for value in values.items() {
                cx.format(REVIEW, value, &LABEL_VALUE);
            }
        } else {
            cx.filled(REVIEW, key, "the name of a field");
        }
    }
}
