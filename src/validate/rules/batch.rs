//! Jobs and cron jobs.
//!
//! Sources: pkg/apis/batch/validation; pkg/registry/batch/job/strategy.go for the labels that are generated.

use super::super::check::Check;
use super::super::cron;
use super::super::formats::{self, DNS_SUBDOMAIN, Format, QUALIFIED_NAME};
use super::super::node::{At, quote};
use super::super::schema::Scope::Namespaced;
use super::{meta, pod, selector, workload};

const JOB: &str = "job";
const CRON: &str = "cron-schedule";

/// Limits of the API. Source: the constants of pkg/apis/batch/validation.
const MAX_INDEXED: i64 = 100_000;
const MAX_PARALLEL_MANY: i64 = 10_000;
const MAX_RULES: usize = 20;
const MAX_EXIT_CODES: usize = 255;
const MAX_CRON_NAME: usize = 52;
const MAX_INDEXES: usize = 64 * 1024;

/// Labels that the server writes into the template of a job.
const UID_LABELS: [&str; 2] = ["controller-uid", "batch.kubernetes.io/controller-uid"];
const NAME_LABELS: [&str; 2] = ["job-name", "batch.kubernetes.io/job-name"];

/// Source: `ValidateJob`
pub(crate) fn job<'a>(cx: &mut Check<'a>) {
    let name = meta::object(cx, Namespaced, &DNS_SUBDOMAIN);
    meta::core_finalizers(cx, cx.root().get("metadata"));
    let spec = cx.root().get("spec");
    let (selector, labels) = (spec.get("selector"), spec.get("template").get("metadata").get("labels"));
    if spec.get("manualSelector").bool() {
        if selector.is_set() {
            selector::label_selector(cx, selector);
            if selector::matches(selector, labels) == Some(false) {
                workload::mismatch(cx, selector, labels);
            }
        } else {
            cx.required(JOB, selector, "a selector, because manualSelector is true");
        }
    } else {
        generated_selector(cx, selector, labels, &name);
    }
    job_spec(cx, spec);
    // The server makes a label of the name.
    let label = meta::final_name(cx.root().get("metadata"));
    if !spec.get("manualSelector").bool() && !formats::is_label_value(&label) {
        let message =
            format!("the name {} cannot be the label {} of the pods", quote(&label), NAME_LABELS[0]);
        let at = cx.root().get("metadata").get("name");
        cx.error_as(JOB, at, spec.get("template"), ".labels", message);
    }
    let both = [spec.get("completions"), spec.get("parallelism")];
    let completions = if both.iter().any(|at| at.is_set()) { both[0].int() } else { 1 };
    if spec.get("completionMode").str() == "Indexed" && completions > 0 {
        let host = format!("{name}-{}", completions - 1);
        if !formats::is_dns1123_label(&host) {
            let at = cx.root().get("metadata").get("name");
            cx.error(JOB, at, format!("the pods could not be named {}, which is no DNS label", quote(&host)));
        }
    }
}

/// Source: `validateGeneratedSelector`: the server makes the selector itself, so nothing may contradict it.
fn generated_selector<'a>(cx: &mut Check<'a>, selector: At<'a>, labels: At<'a>, name: &str) {
    for (key, value) in labels.entries() {
        let taken = UID_LABELS.contains(&key) || NAME_LABELS.contains(&key) && value.str() != name;
        if taken {
            cx.error_hint(JOB, value, "the server sets this label", "remove it, or set manualSelector: true");
        }
    }
    selector::label_selector(cx, selector);
    let own = |key: &str, value: &str| NAME_LABELS.contains(&key) && value == name;
    let foreign = selector.get("matchLabels").entries().any(|(k, v)| !own(k, v.str()))
        || selector.get("matchExpressions").items().any(|e| {
            let key = e.get("key").str();
            let known = UID_LABELS.contains(&key) || NAME_LABELS.contains(&key);
            match e.get("operator").str() {
                "Exists" => !known,
                "DoesNotExist" => known,
                "In" => !e.get("values").items().any(|v| own(key, v.str())),
                _ => e.get("values").items().any(|v| own(key, v.str())),
            }
        });
    if foreign {
        cx.error_hint(
            JOB,
            selector,
            "the server makes the selector of a job",
            "remove it, or set manualSelector: true",
        );
    }
}

/// Source: `ValidateCronJobCreate`
pub(crate) fn cron_job<'a>(cx: &mut Check<'a>) {
    let name = meta::object(cx, Namespaced, &DNS_SUBDOMAIN);
    meta::core_finalizers(cx, cx.root().get("metadata"));
    if name.len() > MAX_CRON_NAME {
        let at = cx.root().get("metadata").get("name");
        cx.error(JOB, at, format!("expected at most {MAX_CRON_NAME} bytes, but found {}", name.len()));
    }
    let spec = cx.root().get("spec");
    let schedule = spec.get("schedule");
    if cx.filled(CRON, schedule, "a schedule such as 0 3 * * *") {
        if let Err(fault) = cron::parse(schedule.str()) {
            cx.error(CRON, schedule, format!("{fault} in schedule {}", quote(schedule.str())));
        } else if schedule.str().contains("TZ") {
            cx.error_hint(CRON, schedule, "a schedule cannot hold a time zone", "use timeZone");
        }
    }
    cx.non_negative(JOB, spec.get("startingDeadlineSeconds"));
    let zone = spec.get("timeZone");
    if zone.is_set() && !cron::is_time_zone(zone.str()) {
        cx.expected(CRON, zone, "a time zone such as Europe/Vienna");
    }
    cx.one_of_or_empty(JOB, spec.get("concurrencyPolicy"), &["Allow", "Forbid", "Replace"]);
    let template = spec.get("jobTemplate").get("spec");
    job_spec(cx, template);
    if template.get("selector").is_set() {
        cx.error(JOB, template.get("selector"), "the server makes the selector of a job");
    }
    if template.get("manualSelector").bool() {
        cx.error(JOB, template.get("manualSelector"), "expected false, but found true");
    }
    cx.non_negative(JOB, spec.get("successfulJobsHistoryLimit"));
    cx.non_negative(JOB, spec.get("failedJobsHistoryLimit"));
}

/// Source: `validateJobSpec`
fn job_spec<'a>(cx: &mut Check<'a>, spec: At<'a>) {
    for key in [
        "parallelism",
        "completions",
        "activeDeadlineSeconds",
        "backoffLimit",
        "ttlSecondsAfterFinished",
        "backoffLimitPerIndex",
        "maxFailedIndexes",
    ] {
        cx.non_negative(JOB, spec.get(key));
    }
    let (per_index, failed) = (spec.get("backoffLimitPerIndex"), spec.get("maxFailedIndexes"));
    if failed.is_set() && !per_index.is_set() {
        cx.required(JOB, per_index, "a number, because there is maxFailedIndexes");
    }
    let manager = spec.get("managedBy");
    if manager.is_set() {
        cx.format(JOB, manager, &MANAGER);
    }
    let mode = spec.get("completionMode");
    if mode.is_set() {
        cx.one_of(JOB, mode, &["Indexed", "NonIndexed"]);
    }
    if mode.str() == "Indexed" {
        indexed(cx, spec);
    } else if !mode.is_set() || mode.str() == "NonIndexed" {
        for at in [per_index, failed] {
            if at.is_set() {
                cx.error(JOB, at, "only a job with completionMode: Indexed can have this");
            }
        }
    }
    failure_policy(cx, spec);
    let success = spec.get("successPolicy");
    if success.is_set() {
        if mode.str() == "Indexed" {
            success_policy(cx, spec, success.get("rules"));
        } else {
            cx.error(JOB, success, "only a job with completionMode: Indexed can have this");
        }
    }
    let replacement = spec.get("podReplacementPolicy");
    if replacement.is_set() {
        if spec.get("podFailurePolicy").is_set() {
            cx.one_of(JOB, replacement, &["Failed"]);
        } else {
            cx.one_of(JOB, replacement, &["Failed", "TerminatingOrFailed"]);
        }
    }
    pod::template(cx, spec.get("template"));
    let restart = spec.get("template").get("spec").get("restartPolicy");
    match restart.str() {
        "" | "Always" => cx.required(JOB, restart, "OnFailure or Never, because the pods of a job end"),
        "OnFailure" if spec.get("podFailurePolicy").is_set() => {
            cx.expected(JOB, restart, "Never, because there is a podFailurePolicy");
        }
        _ => {
            cx.one_of(JOB, restart, &["Never", "OnFailure"]);
        }
    }
}

/// Source: `IsDomainPrefixedPath` and `maxManagedByLength`
const MANAGER: Format = Format {
    holds: |v| v.len() <= 63 && formats::is_domain_prefixed_path(v),
    expected: "a domain and a path of at most 63 bytes together, such as example.com/controller",
};

fn indexed<'a>(cx: &mut Check<'a>, spec: At<'a>) {
    let (parallelism, completions) = (spec.get("parallelism"), spec.get("completions"));
    let failed = spec.get("maxFailedIndexes");
    // The template of a cron job gets no defaults.
    let job = cx.root().get("kind").str() == "Job";
    let has_default = job && !completions.is_set() && !parallelism.is_set();
    let total = if has_default { Some(1) } else { completions.opt_int() };
    let Some(total) = total else {
        return cx.required(JOB, completions, "a number, because completionMode is Indexed");
    };
    if parallelism.int() > MAX_INDEXED {
        let message =
            format!("expected at most {MAX_INDEXED} for an indexed job, but found {}", parallelism.int());
        cx.error(JOB, parallelism, message);
    }
    if failed.is_set() && failed.int() > total {
        cx.error(
            JOB,
            failed,
            format!("expected at most {total}, the number of completions, but found {}", failed.int()),
        );
    }
    if failed.int() > MAX_INDEXED {
        cx.error(JOB, failed, format!("expected at most {MAX_INDEXED}, but found {}", failed.int()));
    }
    if total > MAX_INDEXED && spec.get("backoffLimitPerIndex").is_set() {
        if !failed.is_set() {
            let what = format!("a number, because there are more than {MAX_INDEXED} completions");
            cx.required(JOB, failed, &what);
        }
        for at in [parallelism, failed] {
            if at.int() > MAX_PARALLEL_MANY {
                cx.error(
                    JOB,
                    at,
                    format!(
                        "expected at most {MAX_PARALLEL_MANY}, because there are more than {MAX_INDEXED} completions, but found {}",
                        at.int()
                    ),
                );
            }
        }
    }
}

/// Source: `validatePodFailurePolicy`
fn failure_policy<'a>(cx: &mut Check<'a>, spec: At<'a>) {
    const ACTIONS: &[&str] = &["Count", "FailIndex", "FailJob", "Ignore"];
    let rules = spec.get("podFailurePolicy").get("rules");
    if rules.len() > MAX_RULES {
        cx.error(JOB, rules, format!("expected at most {MAX_RULES} rules, but found {}", rules.len()));
    }
    let pod = spec.get("template").get("spec");
    for rule in rules.items() {
        let action = rule.get("action");
        match action.str() {
            "" => cx.required(JOB, action, "Count, FailIndex, FailJob or Ignore"),
            "FailIndex" => {
                if !spec.get("backoffLimitPerIndex").is_set() {
                    cx.error(JOB, action, "FailIndex needs backoffLimitPerIndex");
                }
            }
            _ => {
                cx.one_of(JOB, action, ACTIONS);
            }
        }
        let (codes, conditions) = (rule.get("onExitCodes"), rule.get("onPodConditions"));
        if codes.is_set() {
            let name = codes.get("containerName");
            let known = ["containers", "initContainers"]
                .iter()
                .any(|key| pod.get(key).items().any(|c| c.get("name").str() == name.str()));
            if name.is_set() && !known {
                cx.error(JOB, name, format!("the pod has no container {}", quote(name.str())));
            }
            exit_codes(cx, codes);
        }
        if conditions.len() > MAX_RULES {
            cx.error(
                JOB,
                conditions,
                format!("expected at most {MAX_RULES} conditions, but found {}", conditions.len()),
            );
        }
        for condition in conditions.items() {
            cx.format(JOB, condition.get("type"), &QUALIFIED_NAME);
            cx.one_of_or_empty(JOB, condition.get("status"), &["False", "True", "Unknown"]);
        }
        match (codes.is_set(), conditions.is_empty()) {
            (true, false) => cx.error(JOB, rule, "onExitCodes and onPodConditions exclude each other"),
            (false, true) => {
                cx.error(JOB, rule, "expected onExitCodes or onPodConditions, but found neither")
            }
            _ => {}
        }
    }
}

/// Source: `validatePodFailurePolicyRuleOnExitCodes`
fn exit_codes<'a>(cx: &mut Check<'a>, codes: At<'a>) {
    let (operator, values) = (codes.get("operator"), codes.get("values"));
    match operator.str() {
        "" => cx.required(JOB, operator, "In or NotIn"),
        _ => {
            cx.one_of(JOB, operator, &["In", "NotIn"]);
        }
    }
    if values.is_empty() {
        cx.expected(JOB, values, "at least one exit code");
    } else if values.len() > MAX_EXIT_CODES {
        cx.error(
            JOB,
            values,
            format!("expected at most {MAX_EXIT_CODES} exit codes, but found {}", values.len()),
        );
    }
    let numbers: Vec<i64> = values.items().map(At::int).collect();
    for (index, value) in values.items().enumerate() {
        if operator.str() == "In" && value.int() == 0 {
            cx.error(JOB, value, "exit code 0 is no failure, so it cannot be one of the values of In");
        }
        if numbers.get(..index).is_some_and(|earlier| earlier.contains(&value.int())) {
            cx.duplicate(JOB, value, &value.int().to_string());
        }
    }
    if !numbers.is_sorted() {
        cx.error(JOB, values, "expected exit codes in rising order");
    }
}

/// Source: `validateSuccessPolicy`
fn success_policy<'a>(cx: &mut Check<'a>, spec: At<'a>, rules: At<'a>) {
    if rules.is_empty() {
        cx.required(JOB, rules, "at least one rule");
    }
    if rules.len() > MAX_RULES {
        cx.error(JOB, rules, format!("expected at most {MAX_RULES} rules, but found {}", rules.len()));
    }
    let total = spec.get("completions").opt_int().unwrap_or(1);
    for rule in rules.items() {
        let (count, indexes) = (rule.get("succeededCount"), rule.get("succeededIndexes"));
        if !count.is_set() && !indexes.is_set() {
            cx.required(JOB, rule, "succeededCount or succeededIndexes");
        }
        let mut listed = 0;
        if indexes.is_set() {
            match index_count(indexes.str(), total) {
                Some(n) if indexes.str().len() <= MAX_INDEXES => listed = n,
                _ => cx.expected(JOB, indexes, "rising indexes and ranges below completions, such as 0,2-4"),
            }
        }
        if count.is_set() {
            cx.non_negative(JOB, count);
            if count.int() > total {
                cx.error(JOB, count, format!("expected at most {total}, the number of completions"));
            } else if indexes.is_set() && count.int() > listed {
                cx.error(JOB, count, format!("expected at most {listed}, the number of succeededIndexes"));
            }
        }
    }
}

/// How many indexes a list such as `0,2-4` names. Source: `validateIndexesFormat`.
fn index_count(text: &str, completions: i64) -> Option<i64> {
    let (mut last, mut total) = (None, 0i64);
    for part in text.split(',').filter(|_| !text.is_empty()) {
        let mut bounds = part.split('-').map(|n| n.parse::<i64>().ok().filter(|n| *n < completions));
        let low = bounds.next()??;
        let high = match bounds.next() {
            Some(high) => high.filter(|h| *h > low)?,
            None => low,
        };
        if bounds.next().is_some() || last.is_some_and(|last| last >= low) {
            return None;
        }
        total += high - low + 1;
        last = Some(high);
    }
    Some(total)
}
