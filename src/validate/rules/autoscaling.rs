//! Horizontal pod autoscalers and disruption budgets.
//!
//! Sources: pkg/apis/autoscaling/validation and pkg/apis/autoscaling/v1, v2 (defaults and conversion);
//! pkg/apis/policy/validation.

use super::super::check::Check;
use super::super::formats::DNS_LABEL;
use super::super::node::At;
use super::super::quantity::Quantity;
use super::super::schema::Scope::Namespaced;
use super::meta::PATH_SEGMENT;
use super::{meta, resources, scaler_annotations, selector, workload};

pub(super) const HPA: &str = "autoscaler";
const PDB: &str = "disruption-budget";

/// Source: `MaxStabilizationWindowSeconds`
const MAX_WINDOW: i64 = 3600;
/// Source: `MaxPeriodSeconds`
const MAX_PERIOD: i64 = 1800;

/// Source: `ValidateHorizontalPodAutoscaler`
pub(crate) fn autoscaler<'a>(cx: &mut Check<'a>) {
    workload::core_object(cx);
    let spec = cx.root().get("spec");
    let (min, max) = (spec.get("minReplicas"), spec.get("maxReplicas"));
    if min.opt_int().is_some_and(|m| m < 1) {
        cx.error(HPA, min, format!("expected 1 or more, but found {}", min.int()));
    }
    let least = min.opt_int().unwrap_or(1);
    if !max.is_set() {
        cx.required(HPA, max, "the most replicas that there may be");
    } else if max.int() < 1 {
        cx.error(HPA, max, format!("expected more than 0, but found {}", max.int()));
    } else if max.int() < least {
        cx.error(HPA, max, format!("expected at least minReplicas ({least}), but found {}", max.int()));
    }
    reference(cx, spec.get("scaleTargetRef"), false);
    // Version 2 has fields for them, and drops the annotations.
    let is_first = cx.root().get("apiVersion").str() == "autoscaling/v1";
    let metrics = if is_first { scaler_annotations::check(cx) } else { 0 };
    let percent = spec.get("targetCPUUtilizationPercentage");
    if percent.opt_int().is_some_and(|p| p < 1) {
        // The server reports the older form as the metric that it makes of it, which comes last.
        let path = format!(".metrics[{metrics}].resource.target.averageUtilization");
        cx.error_as(HPA, percent, spec, &path, format!("expected more than 0, but found {}", percent.int()));
    }
    scaling(cx, spec);
}

/// What version 2 says of when and how to scale.
pub(super) fn scaling<'a>(cx: &mut Check<'a>, spec: At<'a>) {
    for metric in spec.get("metrics").items() {
        metric_spec(cx, metric);
    }
    for key in ["scaleUp", "scaleDown"] {
        let rules = spec.get("behavior").get(key);
        if rules.is_set() {
            scaling_rules(cx, rules);
        }
    }
}

/// Source: `ValidateCrossVersionObjectReference`
fn reference<'a>(cx: &mut Check<'a>, at: At<'a>, allow_core: bool) {
    for key in ["kind", "name"] {
        cx.filled_format(HPA, at.get(key), &PATH_SEGMENT);
    }
    let version = at.get("apiVersion");
    match version.str().split_once('/') {
        Some((_, rest)) if rest.contains('/') => {
            cx.expected(HPA, version, "a group and a version, such as apps/v1")
        }
        Some(("", _)) | None if !allow_core => {
            cx.expected(HPA, version, "a group and a version, such as apps/v1");
        }
        _ => {}
    }
}

/// Source: `validateScalingRules`; a rule without policies gets those of the default.
fn scaling_rules<'a>(cx: &mut Check<'a>, rules: At<'a>) {
    cx.opt_range(HPA, rules.get("stabilizationWindowSeconds"), 0, MAX_WINDOW);
    if rules.get("selectPolicy").is_set() {
        cx.one_of(HPA, rules.get("selectPolicy"), &["Disabled", "Max", "Min"]);
    }
    let policies = rules.get("policies");
    if policies.is_set() && policies.is_empty() {
        cx.required(HPA, policies, "at least one policy");
    }
    for policy in policies.items() {
        cx.one_of(HPA, policy.get("type"), &["Percent", "Pods"]);
        cx.positive(HPA, policy.get("value"));
        cx.range(HPA, policy.get("periodSeconds"), 1, MAX_PERIOD);
    }
    let tolerance = rules.get("tolerance");
    if cx.minor >= 35 && tolerance.is_set() && Check::quantity(tolerance).is_some_and(|q| q < Quantity::ZERO)
    {
        cx.expected(HPA, tolerance, "0 or more");
    }
}

/// Source: `validateMetricSpec`
fn metric_spec<'a>(cx: &mut Check<'a>, metric: At<'a>) {
    const TYPES: &[(&str, &str)] = &[
        ("Object", "object"),
        ("External", "external"),
        ("Pods", "pods"),
        ("Resource", "resource"),
        ("ContainerResource", "containerResource"),
    ];
    let typ = metric.get("type");
    let names: Vec<&str> = TYPES.iter().map(|(name, _)| *name).collect();
    if cx.filled(HPA, typ, "the type of the metric") {
        cx.one_of(HPA, typ, &names);
    }
    let wanted = TYPES.iter().find(|(name, _)| *name == typ.str()).map(|(_, key)| *key);
    let mut first = true;
    let present: Vec<&'static str> =
        TYPES.iter().map(|(_, key)| *key).filter(|key| metric.get(key).is_set()).collect();
    for key in &present {
        if std::mem::take(&mut first) {
            metric_source(cx, key, metric.get(key));
        }
    }
    if let Some(key) = wanted.filter(|key| !present.contains(key)) {
        cx.required(HPA, metric.get(key), &format!("a metric, because the type is {}", typ.str()));
    }
    if present.len() != 1 || wanted.is_some_and(|key| !present.contains(&key)) {
        for key in present.iter().filter(|key| Some(**key) != wanted && present.len() != 1) {
            cx.error(HPA, metric.get(key), format!("the type of the metric is {}", typ.str()));
        }
    }
}

fn metric_source<'a>(cx: &mut Check<'a>, key: &str, source: At<'a>) {
    let target = source.get("target");
    let (value, average, percent) =
        (target.get("value"), target.get("averageValue"), target.get("averageUtilization"));
    match key {
        "object" => reference(cx, source.get("describedObject"), true),
        "containerResource" => {
            let name = source.get("name");
            if cx.filled(HPA, name, "a resource") {
                resources::container_resource_name(cx, name, name.str());
            }
            cx.filled_format(HPA, source.get("container"), &DNS_LABEL);
        }
        "resource" => {
            cx.filled(HPA, source.get("name"), "a resource");
        }
        _ => {}
    }
    if matches!(key, "object" | "external" | "pods") {
        cx.filled_format(HPA, source.get("metric").get("name"), &PATH_SEGMENT);
    }
    if cx.filled(HPA, target.get("type"), "Utilization, Value or AverageValue") {
        cx.one_of(HPA, target.get("type"), &["Utilization", "Value", "AverageValue"]);
    }
    for amount in [value, average] {
        if amount.is_set() && Check::quantity(amount).is_some_and(|q| q <= Quantity::ZERO) {
            cx.expected(HPA, amount, "more than 0");
        }
    }
    if percent.opt_int().is_some_and(|p| p < 1) {
        cx.expected(HPA, percent, "more than 0");
    }
    match key {
        "pods" => {
            if !average.is_set() {
                cx.required(HPA, average, "an amount");
            }
        }
        "object" | "external" => {
            if !value.is_set() && !average.is_set() {
                cx.required(HPA, average, "an amount here or in value");
            } else if key == "external" && value.is_set() && average.is_set() {
                cx.error(HPA, value, "value and averageValue exclude each other");
            }
        }
        _ => {
            if !percent.is_set() && !average.is_set() {
                cx.required(HPA, percent, "a percentage here, or an amount in averageValue");
            } else if percent.is_set() && average.is_set() {
                cx.error(HPA, average, "averageValue and averageUtilization exclude each other");
            }
        }
    }
}

/// Source: `ValidatePodDisruptionBudget`
pub(crate) fn disruption_budget<'a>(cx: &mut Check<'a>) {
    // The kind checks no name of its own; that of any object remains.
    meta::object(cx, Namespaced, &PATH_SEGMENT);
    let spec = cx.root().get("spec");
    let (available, unavailable) = (spec.get("minAvailable"), spec.get("maxUnavailable"));
    if available.is_set() && unavailable.is_set() {
        cx.error(PDB, spec, "minAvailable and maxUnavailable exclude each other");
    }
    for at in [available, unavailable] {
        if at.is_set() {
            workload::amount(cx, at);
            workload::at_most_all(cx, at);
        }
    }
    selector::label_selector(cx, spec.get("selector"));
    let policy = spec.get("unhealthyPodEvictionPolicy");
    if policy.is_set() {
        cx.one_of(PDB, policy, &["AlwaysAllow", "IfHealthyBudget"]);
    }
}
