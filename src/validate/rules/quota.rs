//! Quotas and limit ranges.
//!
//! Source: pkg/apis/core/validation (`ValidateResourceQuota`, `ValidateLimitRange`).

use super::super::check::{Check, alternatives};
use super::super::formats::QUALIFIED_NAME;
use super::super::node::{At, quote};
use super::super::quantity::Quantity;
use super::super::schema::Scope::Namespaced;
use super::{meta, resources, workload};

const QUOTA: &str = "quota";
const LIMITS: &str = "limit-range";

/// Source: `IsStandardResourceQuotaScope`
const SCOPES: &[&str] = &[
    "BestEffort",
    "CrossNamespacePodAffinity",
    "NotBestEffort",
    "NotTerminating",
    "PriorityClass",
    "Terminating",
    "VolumeAttributesClass",
];

fn no_scope(scope: At<'_>) -> String {
    format!("expected {}, but found {}", alternatives(SCOPES), quote(scope.str()))
}

/// Source: `ValidateResourceQuota`
pub(crate) fn resource_quota<'a>(cx: &mut Check<'a>) {
    workload::core_object(cx);
    let spec = cx.root().get("spec");
    let hard = spec.get("hard");
    for (name, value) in hard.entries() {
        resources::quota_resource_name(cx, value, name);
        resources::quantity_value(cx, QUOTA, value, name);
    }
    let scopes = spec.get("scopes");
    for scope in scopes.items() {
        if !SCOPES.contains(&scope.str()) {
            cx.error_as(QUOTA, scope, scopes, "", no_scope(scope));
        }
        applies(cx, scope, hard, scopes);
    }
    conflicts(cx, scopes.items().map(At::str).collect(), scopes);
    let expressions = spec.get("scopeSelector").get("matchExpressions");
    for expression in expressions.items() {
        let (scope, operator, values) =
            (expression.get("scopeName"), expression.get("operator"), expression.get("values"));
        let mut report = |at: At<'a>, suffix: &str, message: String| {
            cx.error_as(QUOTA, at, expressions, suffix, message);
        };
        if !SCOPES.contains(&scope.str()) {
            report(scope, ".scopeName", no_scope(scope));
        }
        let plain = !matches!(scope.str(), "PriorityClass" | "VolumeAttributesClass")
            && SCOPES.contains(&scope.str());
        if plain && operator.str() != "Exists" {
            report(
                operator,
                ".operator",
                format!("expected Exists for scope {}, but found {}", scope.str(), quote(operator.str())),
            );
        }
        match operator.str() {
            "In" | "NotIn" => {
                if values.is_empty() {
                    report(
                        values,
                        ".values",
                        "required: expected values, because the operator is In or NotIn, but found nothing"
                            .to_owned(),
                    );
                }
            }
            "Exists" | "DoesNotExist" => {
                if !values.is_empty() {
                    report(
                        values,
                        ".values",
                        "the operators Exists and DoesNotExist take no values".to_owned(),
                    );
                }
            }
            other => report(
                operator,
                ".operator",
                format!("expected In, NotIn, Exists or DoesNotExist, but found {}", quote(other)),
            ),
        }
        applies(cx, scope, hard, expressions);
    }
    conflicts(cx, expressions.items().map(|e| e.get("scopeName").str()).collect(), expressions);
}

/// A scope must make sense for every resource of the quota. Source: `IsResourceQuotaScopeValidForResource`.
fn applies<'a>(cx: &mut Check<'a>, scope: At<'a>, hard: At<'a>, list: At<'a>) {
    let compute = |name: &str| {
        matches!(name, "cpu" | "memory" | "limits.cpu" | "limits.memory" | "requests.cpu" | "requests.memory")
    };
    for (name, _) in hard.entries() {
        let standard = !name.contains('/');
        let right = match scope.str() {
            "Terminating"
            | "NotTerminating"
            | "NotBestEffort"
            | "PriorityClass"
            | "CrossNamespacePodAffinity" => name == "pods" || compute(name),
            "BestEffort" => name == "pods",
            "VolumeAttributesClass" => matches!(name, "persistentvolumeclaims" | "requests.storage"),
            _ => true,
        };
        if standard && resources::is_quota_resource(name) && !right {
            cx.error_as(
                QUOTA,
                scope,
                list,
                "",
                format!("the scope {} does not apply to {name}", scope.str()),
            );
        }
    }
}

fn conflicts<'a>(cx: &mut Check<'a>, scopes: Vec<&str>, at: At<'a>) {
    for (one, other) in [("BestEffort", "NotBestEffort"), ("Terminating", "NotTerminating")] {
        if scopes.contains(&one) && scopes.contains(&other) {
            cx.error(QUOTA, at, format!("the scopes {one} and {other} exclude each other"));
        }
    }
}

/// Source: `ValidateLimitRange`
pub(crate) fn limit_range<'a>(cx: &mut Check<'a>) {
    let metadata = cx.root().get("metadata");
    if meta::final_name(metadata).is_empty() {
        // The server makes up a name for one without. Source: pkg/registry/core/limitrange/strategy.go.
        meta::common(cx, metadata, Namespaced);
        meta::core_finalizers(cx, metadata);
    } else {
        workload::core_object(cx);
    }
    let mut types: Vec<&str> = Vec::new();
    for limit in cx.root().get("spec").get("limits").items() {
        let typ = limit.get("type");
        if cx.format(LIMITS, typ, &QUALIFIED_NAME) && !typ.str().contains('/') {
            cx.one_of(LIMITS, typ, &["Container", "PersistentVolumeClaim", "Pod"]);
        }
        if types.contains(&typ.str()) {
            cx.duplicate(LIMITS, typ, typ.str());
        }
        types.push(typ.str());
        limit_item(cx, limit);
    }
}

fn limit_item<'a>(cx: &mut Check<'a>, limit: At<'a>) {
    let typ = limit.get("type").str();
    for key in ["max", "min", "default", "defaultRequest", "maxLimitRequestRatio"] {
        let list = limit.get(key);
        if typ == "Pod" && key.starts_with("default") {
            if !list.is_empty() {
                cx.error(LIMITS, list, format!("a limit of type Pod has no {key}"));
            }
            continue;
        }
        for (name, value) in list.entries() {
            if matches!(typ, "Pod" | "Container") {
                resources::container_resource_name(cx, value, name);
            } else {
                resources::resource_name(cx, value, name);
            }
        }
    }
    if typ == "PersistentVolumeClaim"
        && limit.get("min").get("storage").node().is_none()
        && limit.get("max").get("storage").node().is_none()
    {
        cx.error_as(
            LIMITS,
            limit,
            limit,
            ".limits",
            "required: expected storage in min or max, but found neither",
        );
    }
    let mut names: Vec<&str> = Vec::new();
    for key in ["max", "min", "default", "defaultRequest", "maxLimitRequestRatio"] {
        if !(typ == "Pod" && key.starts_with("default")) {
            names.extend(
                limit
                    .get(key)
                    .entries()
                    .map(|(name, _)| name)
                    .filter(|n| !names.contains(n))
                    .collect::<Vec<_>>(),
            );
        }
    }
    for name in names {
        compare(cx, limit, name, typ);
    }
}

/// Source: `resource.MaxMilliValue`
const MAX_MILLI: i64 = i64::MAX / 1000;

/// Whether a ratio is above that of two amounts. The server divides floats, of thousandths if all amounts are small.
fn exceeds(ratio: Quantity, min: Quantity, max: Quantity) -> bool {
    let whole = |q: Quantity| i64::try_from(q.value()).unwrap_or(i64::MAX);
    let milli = |q: Quantity| i64::try_from(q.milli_up()).unwrap_or(i64::MAX);
    #[allow(clippy::cast_precision_loss, reason = "as the server does")]
    let float = |n: i64| n as f64;
    if [ratio, min, max].into_iter().all(|q| whole(q) < MAX_MILLI) {
        float(milli(ratio)) / 1000.0 > float(milli(max)) / float(milli(min))
    } else {
        float(whole(ratio)) > float(whole(max)) / float(whole(min))
    }
}

/// The amounts of one resource against each other, those that are defaulted included
/// (`SetDefaults_LimitRangeItem`).
fn compare<'a>(cx: &mut Check<'a>, limit: At<'a>, name: &str, typ: &str) {
    let find = |key: &'static str| limit.get(key).entries().find(|(n, _)| *n == name).map(|(_, v)| v);
    let amount = |key: &'static str| find(key).and_then(Check::quantity);
    let (min, max, ratio) = (amount("min"), amount("max"), amount("maxLimitRequestRatio"));
    let (mut default, mut request) = (amount("default"), amount("defaultRequest"));
    if typ == "Container" {
        default = default.or(max);
        request = request.or(default).or(min);
    }
    if typ == "Pod" {
        (default, request) = (None, None);
    }
    let above = |a: Option<Quantity>, b: Option<Quantity>| matches!((a, b), (Some(a), Some(b)) if a > b);
    let mut report = |key: &'static str, message: String| {
        let at = find(key).or_else(|| find("min")).unwrap_or(limit);
        cx.error_as(LIMITS, at, limit, &format!(".{key}[{name}]"), message);
    };
    if above(min, max) {
        report("min", format!("the minimum of {name} is above the maximum"));
    }
    if above(min, request) {
        report("defaultRequest", format!("the default request of {name} is below the minimum"));
    }
    if above(request, max) {
        report("defaultRequest", format!("the default request of {name} is above the maximum"));
    }
    if above(request, default) {
        report("defaultRequest", format!("the default request of {name} is above the default limit"));
    }
    if above(min, default) {
        report("default", format!("the default limit of {name} is below the minimum"));
    }
    if above(default, max) {
        report("default", format!("the default limit of {name} is above the maximum"));
    }
    if let Some(ratio) = ratio {
        if ratio < Quantity::whole(1) {
            report("maxLimitRequestRatio", format!("the ratio of {name} is below 1"));
        }
        if let (Some(min), Some(max)) = (min, max)
            && exceeds(ratio, min, max)
        {
            report(
                "maxLimitRequestRatio",
                format!("the ratio of {name} is above that of maximum to minimum"),
            );
        }
    }
    if !resources::is_overcommit_allowed(name) && matches!((default, request), (Some(a), Some(b)) if a != b) {
        report("defaultRequest", format!("the default request and limit of {name} must be equal"));
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_MILLI, exceeds};
    use crate::validate::quantity::{self, Quantity};

    /// From the bound on a ratio of 1.1 counts as 2. A kube-apiserver 1.35 takes the first of these and refuses the second.
    #[test]
    fn thousandths_count_below_a_bound() {
        let ratio = quantity::parse("1100m").unwrap();
        let min = Quantity::whole(8_000_000_000_000_000);
        assert!(!exceeds(ratio, min, Quantity::whole(MAX_MILLI - 1)));
        assert!(exceeds(ratio, min, Quantity::whole(MAX_MILLI)));
    }
}
