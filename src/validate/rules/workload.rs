//! Deployments, stateful sets, daemon sets, replica sets, replication controllers and their kin.
//!
//! Sources: pkg/apis/apps/validation; pkg/apis/core/validation (`ValidateReplicationControllerSpec`).

use super::super::check::Check;
use super::super::formats::{self, DNS_LABEL, DNS_SUBDOMAIN};
use super::super::node::{At, Data};
use super::super::schema::Scope::Namespaced;
use super::{meta, pod, selector, storage};

pub(crate) const WORKLOAD: &str = "workload";
pub(crate) const SELECTOR_MATCH: &str = "selector-match";
const STRATEGY: &str = "update-strategy";

/// Source: `ValidateDeployment`
pub(crate) fn deployment<'a>(cx: &mut Check<'a>) {
    core_object(cx);
    let spec = cx.root().get("spec");
    cx.non_negative(WORKLOAD, spec.get("replicas"));
    selected_template(cx, spec);
    let strategy = spec.get("strategy");
    let rolling = strategy.get("rollingUpdate");
    match strategy.get("type").str() {
        "Recreate" => {
            if rolling.is_set() {
                cx.error(STRATEGY, rolling, "the strategy Recreate has no rollingUpdate");
            }
        }
        "RollingUpdate" | "" => {
            let (unavailable, surge) = (rolling.get("maxUnavailable"), rolling.get("maxSurge"));
            amount(cx, unavailable);
            amount(cx, surge);
            if amount_value(unavailable, 25) == 0 && amount_value(surge, 25) == 0 {
                cx.error(STRATEGY, unavailable, "maxUnavailable and maxSurge cannot both be 0");
            }
            at_most_all(cx, unavailable);
        }
        // The server reports it at the strategy as a whole.
        other => {
            cx.one_of_value(STRATEGY, strategy, other, &["Recreate", "RollingUpdate"]);
        }
    }
    cx.non_negative(WORKLOAD, spec.get("minReadySeconds"));
    cx.non_negative(WORKLOAD, spec.get("revisionHistoryLimit"));
    let deadline = spec.get("progressDeadlineSeconds");
    let seconds = deadline.opt_int().unwrap_or(600);
    cx.non_negative(WORKLOAD, deadline);
    if seconds <= spec.get("minReadySeconds").int() {
        cx.error(WORKLOAD, deadline, format!("expected more than minReadySeconds, but found {seconds}"));
    }
}

/// Source: `ValidateReplicaSet`
pub(crate) fn replica_set<'a>(cx: &mut Check<'a>) {
    core_object(cx);
    let spec = cx.root().get("spec");
    cx.non_negative(WORKLOAD, spec.get("replicas"));
    cx.non_negative(WORKLOAD, spec.get("minReadySeconds"));
    selected_template(cx, spec);
}

/// Source: `ValidateStatefulSet`
pub(crate) fn stateful_set<'a>(cx: &mut Check<'a>) {
    meta::object(cx, Namespaced, &DNS_LABEL);
    meta::core_finalizers(cx, cx.root().get("metadata"));
    let spec = cx.root().get("spec");
    cx.one_of_or_empty(WORKLOAD, spec.get("podManagementPolicy"), &["OrderedReady", "Parallel"]);
    let strategy = spec.get("updateStrategy");
    let rolling = strategy.get("rollingUpdate");
    match strategy.get("type").str() {
        "OnDelete" => {
            if rolling.is_set() {
                cx.error(STRATEGY, rolling, "the strategy OnDelete has no rollingUpdate");
            }
        }
        "RollingUpdate" | "" => {
            cx.non_negative(STRATEGY, rolling.get("partition"));
            let unavailable = rolling.get("maxUnavailable");
            if unavailable.is_set() && cx.minor >= 35 {
                amount(cx, unavailable);
                if amount_value(unavailable, 1) == 0 {
                    cx.error(STRATEGY, unavailable, "maxUnavailable cannot be 0");
                }
                at_most_all(cx, unavailable);
            }
        }
        other => {
            cx.one_of_value(STRATEGY, strategy, other, &["OnDelete", "RollingUpdate"]);
        }
    }
    let retention = spec.get("persistentVolumeClaimRetentionPolicy");
    for key in ["whenDeleted", "whenScaled"] {
        cx.one_of_or_empty(WORKLOAD, retention.get(key), &["Delete", "Retain"]);
    }
    let claims = spec.get("volumeClaimTemplates");
    for claim in claims.items() {
        storage::claim_spec(cx, claim.get("spec"), false);
    }
    cx.non_negative(WORKLOAD, spec.get("replicas"));
    cx.non_negative(WORKLOAD, spec.get("minReadySeconds"));
    cx.non_negative(WORKLOAD, spec.get("ordinals").get("start"));
    if !spec.get("serviceName").str().is_empty() {
        cx.format(WORKLOAD, spec.get("serviceName"), &DNS_LABEL);
    }
    required_selector(cx, spec);
    let template = spec.get("template");
    matching(cx, spec.get("selector"), template);
    pod::stateful_template(cx, template, claims);
    always_running(cx, template);
}

/// Source: `ValidateDaemonSet`
pub(crate) fn daemon_set<'a>(cx: &mut Check<'a>) {
    core_object(cx);
    let spec = cx.root().get("spec");
    let (selector, template) = (spec.get("selector"), spec.get("template"));
    selector::label_selector(cx, selector);
    if !selector.is_set() {
        // The server says of this kind that nothing matches the labels.
        let message =
            "required: expected a selector that matches these labels in spec.selector, but found nothing";
        cx.error_as(WORKLOAD, selector, template, ".metadata.labels", message);
    } else if selector::is_empty(selector) {
        cx.error(WORKLOAD, selector, EMPTY_SELECTOR);
    }
    matching(cx, selector, template);
    pod::template(cx, template);
    always_running(cx, template);
    cx.non_negative(WORKLOAD, spec.get("minReadySeconds"));
    let strategy = spec.get("updateStrategy");
    let rolling = strategy.get("rollingUpdate");
    match strategy.get("type").str() {
        "OnDelete" => {}
        "RollingUpdate" | "" => {
            let (unavailable, surge) = (rolling.get("maxUnavailable"), rolling.get("maxSurge"));
            amount(cx, unavailable);
            amount(cx, surge);
            at_most_all(cx, unavailable);
            at_most_all(cx, surge);
            match (amount_value(unavailable, 1) != 0, amount_value(surge, 0) != 0) {
                (true, true) => cx.error(STRATEGY, surge, "maxSurge needs maxUnavailable: 0"),
                (false, false) => cx.required(STRATEGY, unavailable, "more than 0, because maxSurge is 0"),
                _ => {}
            }
        }
        other => {
            cx.one_of_value(STRATEGY, strategy, other, &["OnDelete", "RollingUpdate"]);
        }
    }
    cx.non_negative(WORKLOAD, spec.get("revisionHistoryLimit"));
}

/// Source: `ValidateReplicationController`; selector and labels are those of the template by default.
pub(crate) fn replication_controller<'a>(cx: &mut Check<'a>) {
    meta::final_object(cx, Namespaced, &DNS_SUBDOMAIN);
    meta::core_finalizers(cx, cx.root().get("metadata"));
    let spec = cx.root().get("spec");
    let (selector, template) = (spec.get("selector"), spec.get("template"));
    let labels = template.get("metadata").get("labels");
    cx.non_negative(WORKLOAD, spec.get("minReadySeconds"));
    cx.non_negative(WORKLOAD, spec.get("replicas"));
    if selector.is_empty() && labels.is_empty() {
        cx.required(WORKLOAD, selector, "labels of the pods, such as app: web, here and in the template");
    }
    if !template.is_set() {
        return cx.required(
            WORKLOAD,
            template,
            "a template of the pods, with metadata.labels and spec.containers",
        );
    }
    if !selector.is_empty() && !selector::set_matches(selector, labels) {
        mismatch(cx, selector, labels);
    }
    pod::template(cx, template);
    always_running(cx, template);
}

/// Source: `ValidatePodTemplate`
pub(crate) fn pod_template<'a>(cx: &mut Check<'a>) {
    core_object(cx);
    pod::template(cx, cx.root().get("template"));
}

/// Source: `ValidateControllerRevisionCreate`
pub(crate) fn controller_revision<'a>(cx: &mut Check<'a>) {
    core_object(cx);
    cx.non_negative(WORKLOAD, cx.root().get("revision"));
    let data = cx.root().get("data");
    if !matches!(data.node().map(|n| &n.data), Some(Data::Map(_))) {
        cx.required(WORKLOAD, data, "a mapping");
    }
}

/// The metadata of a namespaced kind whose name is a DNS name.
pub(crate) fn core_object<'a>(cx: &mut Check<'a>) {
    meta::object(cx, Namespaced, &DNS_SUBDOMAIN);
    meta::core_finalizers(cx, cx.root().get("metadata"));
}

fn selected_template<'a>(cx: &mut Check<'a>, spec: At<'a>) {
    required_selector(cx, spec);
    let template = spec.get("template");
    matching(cx, spec.get("selector"), template);
    pod::template(cx, template);
    always_running(cx, template);
}

fn required_selector<'a>(cx: &mut Check<'a>, spec: At<'a>) {
    let selector = spec.get("selector");
    if !selector.is_set() {
        return cx.required(WORKLOAD, selector, "a selector that matches the labels of the template");
    }
    selector::label_selector(cx, selector);
    if selector::is_empty(selector) {
        cx.error(WORKLOAD, selector, EMPTY_SELECTOR);
    }
}

const EMPTY_SELECTOR: &str =
    "expected matchLabels or matchExpressions that name pods, but found an empty selector, which means all";

/// The selector must match the labels of the template.
fn matching<'a>(cx: &mut Check<'a>, selector: At<'a>, template: At<'a>) {
    let labels = template.get("metadata").get("labels");
    if selector.is_set()
        && !selector::is_empty(selector)
        && selector::matches(selector, labels) == Some(false)
    {
        mismatch(cx, selector, labels);
    }
}

/// Reports that a selector does not match the labels of its template.
pub(crate) fn mismatch<'a>(cx: &mut Check<'a>, selector: At<'a>, labels: At<'a>) {
    if !cx.is_read(selector) || !cx.is_read(labels) {
        return;
    }
    cx.error_hint(
        SELECTOR_MATCH,
        labels,
        "the selector does not match these labels",
        "the labels of the template must hold all that the selector asks for",
    );
}

/// Pods that are meant to run for good.
fn always_running<'a>(cx: &mut Check<'a>, template: At<'a>) {
    let spec = template.get("spec");
    cx.one_of_or_empty(WORKLOAD, spec.get("restartPolicy"), &["Always"]);
    if spec.get("activeDeadlineSeconds").is_set() {
        cx.error(WORKLOAD, spec.get("activeDeadlineSeconds"), "only a Job's pods can have a deadline");
    }
}

/// A number or a percentage. Source: `ValidatePositiveIntOrPercent`.
pub(crate) fn amount<'a>(cx: &mut Check<'a>, at: At<'a>) {
    match at.node().map(|n| &n.data) {
        Some(Data::Str(s)) if !formats::is_percent(s) => {
            let hint = s.parse::<u32>().is_ok().then(|| "remove the quotes, or add %".to_owned());
            cx.expected(STRATEGY, at, "a whole number or a percentage such as 25%");
            if let Some(hint) = hint {
                cx.hint(hint);
            }
        }
        Some(Data::Int(_) | Data::Float(_)) => {
            cx.non_negative(STRATEGY, at);
        }
        _ => {}
    }
}

/// The number or the percentage. Source: `getIntOrPercentValue`.
fn amount_value(at: At<'_>, default: i64) -> i64 {
    match at.node().map(|n| &n.data) {
        // Go reads a number that is too large as the largest.
        Some(Data::Str(s)) if formats::is_percent(s) => s.trim_end_matches('%').parse().unwrap_or(i64::MAX),
        Some(Data::Str(_)) => 0,
        Some(Data::Int(_) | Data::Float(_)) => at.int(),
        _ => default,
    }
}

/// Source: `IsNotMoreThan100Percent`
pub(crate) fn at_most_all<'a>(cx: &mut Check<'a>, at: At<'a>) {
    if formats::is_percent(at.str()) && amount_value(at, 0) > 100 {
        cx.expected(STRATEGY, at, "at most 100%");
    }
}
