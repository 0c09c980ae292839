//! Resource names and quantities: requests, limits and what may be asked for.
//!
//! Sources: pkg/apis/core/validation (`validateResourceRequirements`) and pkg/apis/core/helper/helpers.go.

use super::super::check::Check;
use super::super::formats::{self, DNS_LABEL};
use super::super::node::{At, Data, quote};
use super::super::quantity::{self, Quantity};

pub(crate) const RESOURCES: &str = "resources";

/// Source: `standardResources`
const STANDARD: &[&str] = &[
    "configmaps",
    "cpu",
    "ephemeral-storage",
    "limits.cpu",
    "limits.ephemeral-storage",
    "limits.memory",
    "memory",
    "persistentvolumeclaims",
    "pods",
    "replicationcontrollers",
    "requests.cpu",
    "requests.ephemeral-storage",
    "requests.memory",
    "requests.storage",
    "resourcequotas",
    "secrets",
    "services",
    "services.loadbalancers",
    "services.nodeports",
    "storage",
];

/// Source: `integerResources`
const WHOLE: &[&str] = &[
    "configmaps",
    "persistentvolumeclaims",
    "pods",
    "replicationcontrollers",
    "resourcequotas",
    "secrets",
    "services",
    "services.loadbalancers",
    "services.nodeports",
];

/// What a resource is wanted for, which decides the names that are allowed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// By a container.
    Container,
    /// By a pod as a whole.
    Pod,
}

/// Source: `IsHugePageResourceName`
pub(crate) fn is_huge_page(name: &str) -> bool {
    name.starts_with("hugepages-")
}

/// Source: `IsNativeResource`
pub(crate) fn is_native(name: &str) -> bool {
    !name.contains('/') || name.contains("kubernetes.io/")
}

/// Source: `IsExtendedResourceName`
pub(crate) fn is_extended(name: &str) -> bool {
    !is_native(name)
        && !name.starts_with("requests.")
        && formats::is_qualified_name(&format!("requests.{name}"))
}

/// Source: `IsOvercommitAllowed`
pub(crate) fn is_overcommit_allowed(name: &str) -> bool {
    is_native(name) && !is_huge_page(name)
}

/// Source: `IsStandardQuotaResourceName`; `storage` itself is not one.
pub(crate) fn is_quota_resource(name: &str) -> bool {
    name != "storage" && STANDARD.contains(&name) || is_quota_huge_page(name)
}

fn is_quota_huge_page(name: &str) -> bool {
    is_huge_page(name) || name.starts_with("requests.hugepages-")
}

/// A resource's name. Source: `validateResourceName`. `at` is the quantity, whose key is the name.
pub(crate) fn resource_name<'a>(cx: &mut Check<'a>, at: At<'a>, name: &str) -> bool {
    if !formats::is_qualified_name(name) {
        cx.error(RESOURCES, at, format!("expected the name of a resource, but found {}", quote(name)));
        return false;
    }
    if !name.contains('/') && !STANDARD.contains(&name) && !is_quota_huge_page(name) {
        cx.error_hint(
            RESOURCES,
            at,
            format!("expected a resource of Kubernetes or one with a domain, but found {}", quote(name)),
            "cpu, memory and ephemeral-storage are the usual ones; a device is named like example.com/gpu",
        );
        return false;
    }
    true
}

/// Source: `validateContainerResourceName`
pub(crate) fn container_resource_name<'a>(cx: &mut Check<'a>, at: At<'a>, name: &str) -> bool {
    if !resource_name(cx, at, name) {
        return false;
    }
    let right = if name.contains('/') {
        is_native(name) || is_extended(name)
    } else {
        matches!(name, "cpu" | "memory" | "ephemeral-storage") || is_huge_page(name)
    };
    if !right {
        cx.error(RESOURCES, at, format!("a container cannot ask for {}", quote(name)));
    }
    right
}

/// Source: `ValidateResourceQuotaResourceName`
pub(crate) fn quota_resource_name<'a>(cx: &mut Check<'a>, at: At<'a>, name: &str) {
    if resource_name(cx, at, name) && !name.contains('/') && !is_quota_resource(name) {
        cx.error(RESOURCES, at, format!("a quota cannot limit {}", quote(name)));
    }
}

/// Source: `ValidateResourceQuantityValue`
pub(crate) fn quantity_value<'a>(cx: &mut Check<'a>, rule: &'static str, at: At<'a>, name: &str) {
    let Some(value) = Check::quantity(at) else { return };
    if value < Quantity::ZERO {
        cx.expected(rule, at, "0 or more");
    }
    let whole = match at.node().map(|n| &n.data) {
        Some(Data::Str(text)) => quantity::is_counted_whole(text),
        Some(Data::Int(number)) => quantity::is_counted_whole(&number.to_string()),
        _ => value.is_whole_milli(),
    };
    if (WHOLE.contains(&name) || is_extended(name)) && !whole {
        let too_large = value.is_whole_milli();
        cx.expected(
            rule,
            at,
            if too_large {
                "an amount below 9.2e15, as the server counts it in thousandths"
            } else {
                "a whole number"
            },
        );
    }
}

/// The name of a resource that a container or a pod asks for.
fn wanted_name<'a>(cx: &mut Check<'a>, used: Use, at: At<'a>, name: &str) {
    match used {
        Use::Container => {
            container_resource_name(cx, at, name);
        }
        Use::Pod => {
            if resource_name(cx, at, name) && !matches!(name, "cpu" | "memory") && !is_huge_page(name) {
                cx.error(RESOURCES, at, format!("a pod as a whole cannot ask for {}", quote(name)));
            }
        }
    }
}

/// Source: `validateResourceQuantityHugePageValue`
fn whole_pages<'a>(cx: &mut Check<'a>, at: At<'a>, name: &str) {
    let (Some(page), Some(amount)) =
        (name.strip_prefix("hugepages-").map(quantity::parse), Check::quantity(at))
    else {
        return;
    };
    let multiple = page.is_some_and(|page| {
        page > Quantity::ZERO && page.is_whole_milli() && amount.value().checked_rem(page.value()) == Some(0)
    });
    if !multiple {
        cx.error(RESOURCES, at, format!("expected a multiple of the page size in {}", quote(name)));
    }
}

/// Huge pages must not be all that is asked for in a list of resources and its counterpart.
fn pages_alone<'a>(cx: &mut Check<'a>, at: At<'a>, lists: &[At<'a>]) {
    let has = |wanted: fn(&str) -> bool| lists.iter().any(|l| l.entries().any(|(name, _)| wanted(name)));
    if has(is_huge_page) && !has(|name| matches!(name, "cpu" | "memory")) {
        cx.error(RESOURCES, at, "huge pages need cpu or memory beside them");
    }
}

fn limit_values<'a>(cx: &mut Check<'a>, limits: At<'a>, used: Use) {
    for (name, value) in limits.entries() {
        wanted_name(cx, used, value, name);
        quantity_value(cx, RESOURCES, value, name);
        whole_pages(cx, value, name);
    }
}

/// A list of limits that has no requests beside it. Source: `validateOverhead`.
pub(crate) fn limits_alone<'a>(cx: &mut Check<'a>, limits: At<'a>) {
    limit_values(cx, limits, Use::Container);
    pages_alone(cx, limits, &[limits]);
}

/// Source: `validateResourceRequirements`; `claims` are the pod's resource claims.
pub(crate) fn requirements<'a>(cx: &mut Check<'a>, at: At<'a>, used: Use, claims: At<'a>) {
    if !at.is_set() {
        return;
    }
    let (limits, requests) = (at.get("limits"), at.get("requests"));
    limit_values(cx, limits, used);
    for (name, value) in requests.entries() {
        wanted_name(cx, used, value, name);
        quantity_value(cx, RESOURCES, value, name);
        let limit = limits.entries().find(|(n, _)| *n == name);
        match limit {
            Some((_, limit)) => {
                if let (Some(asked), Some(limit)) = (rounded(value), rounded(limit)) {
                    if asked != limit && !is_overcommit_allowed(name) {
                        let message = format!("the request for {name} must equal its limit");
                        cx.error_as(RESOURCES, value, requests, "", message);
                    } else if asked > limit {
                        let message = format!("the request for {name} must not be above its limit");
                        cx.error_as(RESOURCES, value, requests, "", message);
                    }
                }
            }
            None if !is_overcommit_allowed(name) => {
                let message =
                    format!("required: {name} is requested and cannot be overcommitted, so it needs a limit");
                cx.error_as(RESOURCES, value, limits, "", message);
            }
            None => {}
        }
        whole_pages(cx, value, name);
    }
    pages_alone(cx, at, &[limits, requests]);
    claim_names(cx, at.get("claims"), claims);
}

/// The server rounds quantities of a pod up to thousandths before it compares them.
fn rounded(at: At<'_>) -> Option<i128> {
    Check::quantity(at).map(Quantity::milli_up)
}

/// Source: `validateResourceClaimNames`
fn claim_names<'a>(cx: &mut Check<'a>, list: At<'a>, claims: At<'a>) {
    let mut seen: Vec<String> = Vec::new();
    for claim in list.items() {
        let (name, request) = (claim.get("name").str(), claim.get("request"));
        if name.is_empty() {
            cx.required(RESOURCES, claim, "the name of a claim");
            continue;
        }
        if seen.iter().any(|s| s == name) {
            cx.duplicate(RESOURCES, claim, name);
        } else {
            let mut key = name.to_owned();
            if !request.str().is_empty() {
                cx.format(RESOURCES, request, &DNS_LABEL);
                key = format!("{name}/{}", request.str());
            }
            let covered = seen.contains(&key)
                || request.str().is_empty() && seen.iter().any(|s| s.split('/').next() == Some(name));
            if covered {
                cx.duplicate(RESOURCES, claim, &key);
            }
            seen.push(key);
        }
        if !claims.items().any(|c| c.get("name").str() == name) && cx.is_read(claims) {
            cx.error(RESOURCES, claim, format!("the pod has no resource claim {}", quote(name)));
        }
    }
}
