//! Where a pod may run: affinity, tolerations, spread, gates, DNS, host aliases.
//!
//! Source: pkg/apis/core/validation (`validateAffinity`, `ValidateTolerations`,
//! `validateTopologySpreadConstraints`, `validatePodDNSConfig`).

use super::super::check::Check;
use super::super::formats::{self, DNS_LABEL, DNS_SUBDOMAIN, QUALIFIED_NAME};
use super::super::ip;
use super::super::node::{At, quote};
use super::{meta, selector};

const AFFINITY: &str = "affinity";
const TOLERATIONS: &str = "tolerations";
const SPREAD: &str = "topology-spread";
const DNS: &str = "dns";
const GATES: &str = "gates";
const HOSTS: &str = "host-aliases";

/// Affinity to nodes and pods. `labels` are those of the pod itself where the object is a pod, because the
/// server then merges `matchLabelKeys` into the selector first.
pub(crate) fn affinity<'a>(cx: &mut Check<'a>, affinity: At<'a>, labels: Option<At<'a>>) {
    if !affinity.is_set() {
        return;
    }
    let node = affinity.get("nodeAffinity");
    let required = node.get("requiredDuringSchedulingIgnoredDuringExecution");
    if required.is_set() {
        selector::node_selector(cx, required);
    }
    for term in node.get("preferredDuringSchedulingIgnoredDuringExecution").items() {
        cx.range(AFFINITY, term.get("weight"), 1, 100);
        selector::node_selector_term(cx, term.get("preference"), false);
    }
    for key in ["podAffinity", "podAntiAffinity"] {
        let pods = affinity.get(key);
        for term in pods.get("requiredDuringSchedulingIgnoredDuringExecution").items() {
            pod_term(cx, term, labels);
        }
        for term in pods.get("preferredDuringSchedulingIgnoredDuringExecution").items() {
            cx.range(AFFINITY, term.get("weight"), 1, 100);
            pod_term(cx, term.get("podAffinityTerm"), labels);
        }
    }
}

/// Source: `validatePodAffinityTerm`
fn pod_term<'a>(cx: &mut Check<'a>, term: At<'a>, labels: Option<At<'a>>) {
    selector::label_selector(cx, term.get("labelSelector"));
    selector::label_selector(cx, term.get("namespaceSelector"));
    for namespace in term.get("namespaces").items() {
        if !formats::is_dns1123_label(namespace.str()) {
            let message = format!("expected {}, but found {}", DNS_LABEL.expected, quote(namespace.str()));
            cx.error_as(AFFINITY, namespace, term, ".namespace", message);
        }
    }
    label_keys(cx, AFFINITY, term, labels);
    let key = term.get("topologyKey");
    if key.str().is_empty() {
        cx.required(
            AFFINITY,
            key,
            "the label of the nodes that make up a domain, such as kubernetes.io/hostname",
        );
    } else {
        meta::label_key(cx, AFFINITY, key);
    }
}

/// Source: `ValidateMatchLabelKeysAndMismatchLabelKeys`
fn label_keys<'a>(cx: &mut Check<'a>, rule: &'static str, term: At<'a>, labels: Option<At<'a>>) {
    let (wanted, unwanted, selector) =
        (term.get("matchLabelKeys"), term.get("mismatchLabelKeys"), term.get("labelSelector"));
    for keys in [wanted, unwanted] {
        if !keys.is_empty() && !selector.is_set() {
            cx.error(rule, keys, "matchLabelKeys and mismatchLabelKeys need a labelSelector beside them");
        } else {
            for key in keys.items() {
                meta::label_key(cx, rule, key);
            }
        }
    }
    for key in wanted.items() {
        if unwanted.items().any(|k| k.str() == key.str()) {
            cx.error(rule, key, "the key stands in matchLabelKeys and in mismatchLabelKeys");
        }
    }
    if !selector.is_set() {
        return;
    }
    // The value of a pod's own label becomes one more expression, as often as its key is named.
    // Source: `applyLabelKeysToLabelSelector` of pkg/registry/core/pod
    let own = |key: &At<'a>| labels.is_some_and(|l| l.entries().any(|(k, _)| k == key.str()));
    let merged = wanted.items().chain(unwanted.items()).filter(own).map(At::str);
    let mut seen: Vec<&str> = selector.get("matchLabels").entries().map(|(key, _)| key).collect();
    for key in selector.get("matchExpressions").items().map(|e| e.get("key").str()).chain(merged) {
        // Of a key that is named twice the server remembers the last place.
        let last = wanted.items().enumerate().filter(|(_, k)| k.str() == key).last();
        if let (Some((index, at)), true) = (last, seen.contains(&key)) {
            let message = "the selector has this key already, so matchLabelKeys must not name it (again)";
            cx.error_as(rule, at, term, &format!("[{index}]"), message);
        }
        seen.push(key);
    }
}

/// Source: `ValidateTolerations`
pub(crate) fn tolerations<'a>(cx: &mut Check<'a>, list: At<'a>) {
    for toleration in list.items() {
        let (key, operator, value, effect) = (
            toleration.get("key"),
            toleration.get("operator"),
            toleration.get("value"),
            toleration.get("effect"),
        );
        if !key.str().is_empty() {
            meta::label_key(cx, TOLERATIONS, key);
        } else if operator.str() != "Exists" {
            cx.expected(TOLERATIONS, operator, "Exists, because there is no key");
        }
        if toleration.get("tolerationSeconds").is_set() && effect.str() != "NoExecute" {
            cx.expected(TOLERATIONS, effect, "NoExecute, because there are tolerationSeconds");
        }
        match operator.str() {
            "Equal" | "" => {
                if !formats::is_label_value(value.str()) {
                    let message = format!(
                        "the value is wrong: expected {}, but found {}",
                        formats::LABEL_VALUE.expected,
                        quote(value.str())
                    );
                    cx.error_as(TOLERATIONS, value, operator, "", message);
                }
            }
            "Exists" => {
                if !value.str().is_empty() {
                    cx.error_as(TOLERATIONS, value, operator, "", "the operator Exists takes no value");
                }
            }
            "Lt" | "Gt" if cx.minor >= 37 => {
                if !formats::is_decimal_integer(value.str()) || value.str().parse::<i64>().is_err() {
                    cx.expected(TOLERATIONS, value, "an integer, because the operator is Lt or Gt");
                }
            }
            _ => {
                cx.one_of(TOLERATIONS, operator, &["Equal", "Exists"]);
            }
        }
        taint_effect(cx, TOLERATIONS, effect, true);
    }
}

/// Source: `validateTaintEffect`
pub(crate) fn taint_effect<'a>(cx: &mut Check<'a>, rule: &'static str, effect: At<'a>, allow_empty: bool) {
    const EFFECTS: &[&str] = &["NoSchedule", "PreferNoSchedule", "NoExecute"];
    if !effect.str().is_empty() {
        cx.one_of(rule, effect, EFFECTS);
    } else if !allow_empty {
        cx.required(rule, effect, "NoSchedule, PreferNoSchedule or NoExecute");
    }
}

/// Source: `validateTopologySpreadConstraints`
pub(crate) fn topology_spread<'a>(cx: &mut Check<'a>, list: At<'a>, labels: Option<At<'a>>) {
    for (index, constraint) in list.items().enumerate() {
        let (key, action, domains) = (
            constraint.get("topologyKey"),
            constraint.get("whenUnsatisfiable"),
            constraint.get("minDomains"),
        );
        cx.positive(SPREAD, constraint.get("maxSkew"));
        cx.filled(
            SPREAD,
            key,
            "the label of the nodes that make up a domain, such as topology.kubernetes.io/zone",
        );
        cx.one_of(SPREAD, action, &["DoNotSchedule", "ScheduleAnyway"]);
        let same = |other: At<'_>| {
            other.get("topologyKey").str() == key.str()
                && other.get("whenUnsatisfiable").str() == action.str()
        };
        if list.items().skip(index + 1).any(same) {
            let message = "two constraints have the same topologyKey and whenUnsatisfiable";
            cx.error_as(SPREAD, constraint, constraint, ".{topologyKey, whenUnsatisfiable}", message);
            cx.hint("remove one of the two, or give it another topologyKey".to_owned());
        }
        if domains.is_set() {
            cx.positive(SPREAD, domains);
            if action.str() != "DoNotSchedule" {
                cx.error(SPREAD, domains, "minDomains needs whenUnsatisfiable: DoNotSchedule");
            }
        }
        for policy in [constraint.get("nodeAffinityPolicy"), constraint.get("nodeTaintsPolicy")] {
            if policy.is_set() {
                cx.one_of(SPREAD, policy, &["Honor", "Ignore"]);
            }
        }
        label_keys(cx, SPREAD, constraint, labels);
        selector::label_selector(cx, constraint.get("labelSelector"));
    }
}

/// Source: `validatePodDNSConfig`
pub(crate) fn dns<'a>(cx: &mut Check<'a>, spec: At<'a>) {
    let (policy, config) = (spec.get("dnsPolicy"), spec.get("dnsConfig"));
    cx.one_of_or_empty(DNS, policy, &["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"]);
    let (servers, searches) = (config.get("nameservers"), config.get("searches"));
    if policy.str() == "None" {
        if !config.is_set() {
            return cx.required(DNS, config, "a configuration, because dnsPolicy is None");
        }
        if servers.is_empty() {
            return cx.required(DNS, servers, "at least one server, because dnsPolicy is None");
        }
    }
    if servers.len() > 3 {
        cx.error(DNS, servers, format!("expected at most 3 servers, but found {}", servers.len()));
    }
    for server in servers.items() {
        ip::check(cx, DNS, server);
    }
    if searches.len() > 32 {
        cx.error(DNS, searches, format!("expected at most 32 search paths, but found {}", searches.len()));
    }
    let length: usize = searches.items().map(|s| s.str().len() + 1).sum();
    if length > 2049 {
        let message = format!(
            "expected at most 2048 bytes of search paths and the blanks between them, but found {}",
            length - 1
        );
        cx.error(DNS, searches, message);
    }
    for search in searches.items() {
        let name = search.str();
        if name != "."
            && !formats::is_dns1123_subdomain_with_underscore(name.strip_suffix('.').unwrap_or(name))
        {
            cx.expected(DNS, search, "a domain");
        }
    }
    for option in config.get("options").items() {
        if option.get("name").str().is_empty() {
            cx.required(DNS, option, "the name of an option");
        }
    }
}

/// Source: `validateReadinessGates`, `validateSchedulingGates`
pub(crate) fn gates<'a>(cx: &mut Check<'a>, spec: At<'a>) {
    for gate in spec.get("readinessGates").items() {
        cx.format(GATES, gate.get("conditionType"), &QUALIFIED_NAME);
    }
    let mut seen: Vec<&str> = Vec::new();
    for gate in spec.get("schedulingGates").items() {
        let name = gate.get("name");
        if !formats::is_qualified_name(name.str()) {
            let message = format!("expected {}, but found {}", QUALIFIED_NAME.expected, quote(name.str()));
            cx.error_as(GATES, name, gate, "", message);
        }
        if seen.contains(&name.str()) {
            cx.duplicate(GATES, gate, name.str());
        }
        seen.push(name.str());
    }
}

/// Source: `ValidateHostAliases`
pub(crate) fn host_aliases<'a>(cx: &mut Check<'a>, list: At<'a>) {
    for alias in list.items() {
        ip::check(cx, HOSTS, alias.get("ip"));
        for name in alias.get("hostnames").items() {
            cx.format(HOSTS, name, &DNS_SUBDOMAIN);
        }
    }
}
