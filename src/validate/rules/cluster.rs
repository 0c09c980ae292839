//! Namespaces, nodes, priority classes, runtime classes, leases, events, API services, signing requests and
//! the rules of flow control.
//!
//! Sources: the validation packages of pkg/apis/core, scheduling, node, coordination, certificates and
//! flowcontrol; k8s.io/kube-aggregator, pkg/apis/apiregistration/validation.

use super::super::check::Check;
use super::super::formats::{self, CONFIG_KEY, DNS_LABEL, DNS_SUBDOMAIN, DNS1035_LABEL, LABEL_VALUE};
use super::super::ip;
use super::super::node::{At, quote};
use super::super::schema::Scope::{Cluster, Namespaced};
use super::annotations::{self, Annotations};
use super::{meta, resources, scheduling, storage};

const NAMESPACE: &str = "namespace";
const NODE: &str = "node";
const PRIORITY: &str = "priority-class";
const RUNTIME: &str = "runtime-class";
const LEASE: &str = "lease";
const FLOW: &str = "flow-control";
const API_SERVICE: &str = "api-service";

/// Source: `HighestUserDefinablePriority`
const MAX_PRIORITY: i64 = 1_000_000_000;

/// Source: `ValidateNamespace`
pub(crate) fn namespace<'a>(cx: &mut Check<'a>) {
    meta::object(cx, Cluster, &DNS_LABEL);
    meta::core_finalizers(cx, cx.root().get("metadata"));
    pod_security(cx, cx.root().get("metadata").get("labels"));
    let finalizers = cx.root().get("spec").get("finalizers");
    for finalizer in finalizers.items() {
        if !formats::is_qualified_name(finalizer.str()) {
            cx.error_as(
                NAMESPACE,
                finalizer,
                finalizers,
                "",
                format!("expected a finalizer, but found {}", quote(finalizer.str())),
            );
        }
        meta::kube_finalizer(cx, finalizer, finalizers);
    }
}

/// The levels of pod security. Source: k8s.io/pod-security-admission, api/helpers.go.
fn pod_security<'a>(cx: &mut Check<'a>, labels: At<'a>) {
    for (key, value) in labels.entries() {
        let Some(what) = key.strip_prefix("pod-security.kubernetes.io/") else { continue };
        let text = value.str();
        let (right, expected) = match what {
            "enforce" | "audit" | "warn" => (
                matches!(text, "privileged" | "baseline" | "restricted"),
                "privileged, baseline or restricted",
            ),
            "enforce-version" | "audit-version" | "warn-version" => {
                let minor = text.strip_prefix("v1.").unwrap_or_default();
                let number = minor == "0" || !minor.starts_with('0') && formats::is_decimal_integer(minor);
                (text == "latest" || number, "latest or a version such as v1.35")
            }
            _ => continue,
        };
        if !right {
            let message = format!("expected {expected}, but found {}", quote(text));
            cx.error_as(NAMESPACE, value, labels, &format!("[{key}]"), message);
        }
    }
}

/// Source: `ValidateNode`
pub(crate) fn node<'a>(cx: &mut Check<'a>) {
    storage::cluster_object(cx);
    let root = cx.root();
    let annotations = Annotations::of_object(root.get("metadata"));
    annotations::taints(cx, annotations);
    annotations::avoided_pods(cx, annotations);
    let before = cx.findings.len();
    taints(cx, root.get("spec").get("taints"));
    // The server writes the path of a taint, and that of the swap, as if they stood in the metadata.
    for finding in cx.findings.iter_mut().skip(before) {
        finding.path = finding.path.replacen("spec.taints", "metadata.taints", 1);
    }
    let swap = root.get("status").get("nodeInfo").get("swap").get("capacity");
    if swap.is_set() && swap.int() <= 0 {
        let message = format!("expected more than 0, but found {}", swap.int());
        cx.error_as(NODE, swap, root.get("metadata"), ".nodeSwapStatus.capacity", message);
    }
    let (ranges, range) = (root.get("spec").get("podCIDRs"), root.get("spec").get("podCIDR"));
    if !range.str().is_empty() && ip::parse_cidr(range.str()).is_none() {
        // The server puts it first in the list.
        let message = format!("expected a range such as 10.0.0.0/8, but found {}", quote(range.str()));
        cx.error_as(NODE, range, ranges, "[0]", message);
    }
    for range in ranges.items().skip(usize::from(!range.str().is_empty())) {
        ip::check_cidr(cx, NODE, range);
    }
    let v6 = ranges.items().filter(|r| r.str().contains(':')).count();
    if ranges.len() > 2 || ranges.len() == 2 && v6 != 1 {
        cx.error(NODE, ranges, "expected one range of each family");
    }
    for (key, path) in [("capacity", ".capacity"), ("allocatable", ".allocatable")] {
        for (name, value) in root.get("status").get(key).entries() {
            let before = cx.findings.len();
            resources::quantity_value(cx, NODE, value, name);
            for finding in cx.findings.iter_mut().skip(before) {
                finding.path = format!("status{path}.{name}");
            }
        }
    }
}

/// Source: `validateNodeTaints`
pub(crate) fn taints<'a>(cx: &mut Check<'a>, list: At<'a>) {
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for taint in list.items() {
        let (key, value, effect) = (taint.get("key"), taint.get("value"), taint.get("effect"));
        meta::label_key(cx, NODE, key);
        cx.format(NODE, value, &LABEL_VALUE);
        scheduling::taint_effect(cx, NODE, effect, false);
        if seen.contains(&(key.str(), effect.str())) {
            cx.error(NODE, taint, "two taints have the same key and effect");
        }
        seen.push((key.str(), effect.str()));
    }
}

/// Source: `ValidatePriorityClass`
pub(crate) fn priority_class<'a>(cx: &mut Check<'a>) {
    storage::cluster_object(cx);
    let root = cx.root();
    let (name, value) = (meta::final_name(root.get("metadata")), root.get("value"));
    if name.starts_with("system-") {
        let known = matches!(
            (name.as_str(), value.int()),
            ("system-node-critical", 2_000_001_000) | ("system-cluster-critical", 2_000_000_000)
        );
        if !known || root.get("globalDefault").bool() {
            cx.error(
                PRIORITY,
                root.get("metadata").get("name"),
                "names that begin with system- belong to Kubernetes",
            );
        }
    } else if value.int() > MAX_PRIORITY {
        cx.error(PRIORITY, value, format!("expected at most {MAX_PRIORITY}, but found {}", value.int()));
    }
    if root.get("preemptionPolicy").is_set() {
        cx.one_of(PRIORITY, root.get("preemptionPolicy"), &["Never", "PreemptLowerPriority"]);
    }
}

/// Source: `ValidateRuntimeClass`
pub(crate) fn runtime_class<'a>(cx: &mut Check<'a>) {
    storage::plain_cluster_object(cx);
    let root = cx.root();
    cx.format(RUNTIME, root.get("handler"), &DNS_LABEL);
    // The server checks it as if it were a list of limits.
    let before = cx.findings.len();
    resources::limits_alone(cx, root.get("overhead").get("podFixed"));
    for finding in cx.findings.iter_mut().skip(before) {
        finding.path = match finding.path.strip_prefix("overhead.podFixed[") {
            Some(rest) => format!("overhead.limits[{rest}"),
            None => "overhead".to_owned(),
        };
    }
    let scheduling = root.get("scheduling");
    meta::labels(cx, scheduling.get("nodeSelector"));
    let list = scheduling.get("tolerations");
    scheduling::tolerations(cx, list);
    let key = |t: At<'a>| {
        (t.get("key").str(), t.get("operator").str(), t.get("value").str(), t.get("effect").str())
    };
    for (index, toleration) in list.items().enumerate() {
        if list.items().take(index).any(|other| key(other) == key(toleration)) {
            cx.error(RUNTIME, toleration, "the toleration stands twice");
        }
    }
}

/// Source: `ValidateLease`
pub(crate) fn lease<'a>(cx: &mut Check<'a>) {
    meta::object(cx, Namespaced, &DNS_SUBDOMAIN);
    let spec = cx.root().get("spec");
    // The server drops strategy and preferredHolder, which need the gate CoordinatedLeaderElection.
    let seconds = spec.get("leaseDurationSeconds");
    if seconds.is_set() {
        cx.positive(LEASE, seconds);
    }
    cx.non_negative(LEASE, spec.get("leaseTransitions"));
}

/// Source: `ValidateLeaseCandidate`
pub(crate) fn lease_candidate<'a>(cx: &mut Check<'a>) {
    meta::object(cx, Namespaced, &CONFIG_KEY);
    let spec = cx.root().get("spec");
    let keys = [
        ("leaseName", "the name of a lease"),
        ("binaryVersion", "a version such as 1.2.3"),
        ("strategy", "OldestEmulationVersion or the name of another strategy"),
    ];
    for (key, what) in keys {
        cx.filled(LEASE, spec.get(key), what);
    }
}

/// Source: k8s.io/kube-aggregator, `ValidateAPIService`
pub(crate) fn api_service<'a>(cx: &mut Check<'a>) {
    let root = cx.root();
    let (metadata, spec) = (root.get("metadata"), root.get("spec"));
    let (group, version) = (spec.get("group"), spec.get("version"));
    let name = meta::final_name(metadata);
    meta::common(cx, metadata, Cluster);
    let expected = format!("{}.{}", version.str(), group.str());
    let prefix = metadata.get("generateName");
    if !prefix.str().is_empty() && prefix.str() != expected {
        cx.error(
            API_SERVICE,
            prefix,
            format!("expected {}, but found {}", quote(&expected), quote(prefix.str())),
        );
    }
    let known = cx.is_read(group) && cx.is_read(version);
    if name.is_empty() {
        cx.required(API_SERVICE, metadata.get("name"), "the version and the group with a dot between them");
    } else if known && name != expected {
        cx.error(
            API_SERVICE,
            metadata.get("name"),
            format!("expected {}, but found {}", quote(&expected), quote(&name)),
        );
    }
    if group.str().is_empty() {
        if version.str() != "v1" {
            cx.required(API_SERVICE, group, "a group, because only v1 has none");
        }
    } else {
        cx.format(API_SERVICE, group, &DNS_SUBDOMAIN);
    }
    cx.format(API_SERVICE, version, &DNS1035_LABEL);
    cx.range(API_SERVICE, spec.get("groupPriorityMinimum"), 1, 20_000);
    cx.range(API_SERVICE, spec.get("versionPriority"), 1, 1000);
    let service = spec.get("service");
    if !service.is_set() {
        for key in ["caBundle", "insecureSkipTLSVerify"] {
            let at = spec.get(key);
            if at.bool() || !at.str().is_empty() {
                cx.error(API_SERVICE, at, format!("{key} needs service"));
            }
        }
        return;
    }
    cx.filled(API_SERVICE, service.get("namespace"), "the namespace of the service");
    cx.filled(API_SERVICE, service.get("name"), "the name of the service");
    let port = service.get("port");
    if port.is_set() {
        cx.range(API_SERVICE, port, 1, 65535);
    }
    if spec.get("insecureSkipTLSVerify").bool() && !spec.get("caBundle").str().is_empty() {
        cx.error(
            API_SERVICE,
            spec.get("insecureSkipTLSVerify"),
            "insecureSkipTLSVerify and caBundle exclude each other",
        );
    }
}

/// Source: `ValidateFlowSchema`
pub(crate) fn flow_schema<'a>(cx: &mut Check<'a>) {
    storage::cluster_object(cx);
    let name = meta::final_name(cx.root().get("metadata"));
    let spec = cx.root().get("spec");
    let precedence = spec.get("matchingPrecedence");
    // Nothing gets the default of 1000.
    if precedence.is_set() && precedence.int() != 0 {
        cx.range(FLOW, precedence, 1, 10_000);
        if precedence.int() == 1 && name != "exempt" {
            cx.error(FLOW, precedence, "only the schema exempt has the precedence 1");
        }
    }
    // These two are the server's own. Source: k8s.io/apiserver, pkg/apis/flowcontrol/bootstrap (`MandatoryFlowSchemas`)
    let own = match name.as_str() {
        "exempt" => 1,
        "catch-all" => 10_000,
        _ => 0,
    };
    if own != 0
        && (precedence.int() != own
            || spec.get("priorityLevelConfiguration").get("name").str() != name
            || !has_fixed_rules(spec, name == "exempt"))
    {
        cx.error(FLOW, spec, format!("the schema {name} is the server's own and has a fixed specification"));
    }
    let method = spec.get("distinguisherMethod");
    if method.is_set() {
        cx.one_of(FLOW, method.get("type"), &["ByNamespace", "ByUser"]);
    }
    cx.filled_format(FLOW, spec.get("priorityLevelConfiguration").get("name"), &DNS_SUBDOMAIN);
    for rule in spec.get("rules").items() {
        let subjects = rule.get("subjects");
        if subjects.is_empty() {
            cx.required(FLOW, subjects, "at least one subject");
        }
        for subject in subjects.items() {
            flow_subject(cx, subject);
        }
        let (resources, urls) = (rule.get("resourceRules"), rule.get("nonResourceRules"));
        if resources.is_empty() && urls.is_empty() {
            cx.required(FLOW, rule, "resourceRules or nonResourceRules");
        }
        for resource in resources.items() {
            flow_verbs(cx, resource.get("verbs"));
            for key in ["apiGroups", "resources"] {
                wildcard_list(cx, resource.get(key), true);
            }
            let namespaces = resource.get("namespaces");
            if !wildcard_list(cx, namespaces, !resource.get("clusterScope").bool()) {
                for namespace in namespaces.items() {
                    cx.format(FLOW, namespace, &DNS_LABEL);
                }
            }
        }
        for url in urls.items() {
            flow_verbs(cx, url.get("verbs"));
            let list = url.get("nonResourceURLs");
            if !wildcard_list(cx, list, true) {
                for path in list.items() {
                    if !is_url_path(path.str()) {
                        cx.expected(FLOW, path, "a path such as /healthz or /api/*");
                    }
                }
            }
        }
    }
}

/// Whether a schema matches what one of the server's own two matches. Source: k8s.io/apiserver,
/// pkg/apis/flowcontrol/bootstrap (`MandatoryFlowSchemaExempt`, `MandatoryFlowSchemaCatchAll`)
fn has_fixed_rules(spec: At<'_>, exempt: bool) -> bool {
    let groups: &[&str] =
        if exempt { &["system:masters"] } else { &["system:unauthenticated", "system:authenticated"] };
    let method = spec.get("distinguisherMethod");
    let distinguished = if exempt { !method.is_set() } else { method.get("type").str() == "ByUser" };
    let only = |list: At<'_>| list.len() == 1 && list.items().all(|item| item.str() == "*");
    let mut rules = spec.get("rules").items();
    let (Some(rule), None) = (rules.next(), rules.next()) else { return false };
    let (subjects, resources, urls) =
        (rule.get("subjects"), rule.get("resourceRules"), rule.get("nonResourceRules"));
    let is_group = |(subject, group): (At<'_>, &&str)| {
        subject.get("kind").str() == "Group"
            && subject.get("group").get("name").str() == *group
            && !subject.get("user").is_set()
            && !subject.get("serviceAccount").is_set()
    };
    distinguished
        && subjects.len() == groups.len()
        && subjects.items().zip(groups).all(is_group)
        && (resources.len(), urls.len()) == (1, 1)
        && resources.items().all(|r| {
            r.get("clusterScope").bool()
                && ["verbs", "apiGroups", "resources", "namespaces"].iter().all(|key| only(r.get(key)))
        })
        && urls.items().all(|url| only(url.get("verbs")) && only(url.get("nonResourceURLs")))
}

/// A list that `*` ends; says whether it holds one.
fn wildcard_list<'a>(cx: &mut Check<'a>, list: At<'a>, required: bool) -> bool {
    if list.is_empty() && required {
        cx.required(FLOW, list, "at least one entry");
    }
    let wild = list.items().any(|i| i.str() == "*");
    if wild && list.len() > 1 {
        cx.error(FLOW, list, "* must stand alone");
    }
    wild
}

fn flow_verbs<'a>(cx: &mut Check<'a>, list: At<'a>) {
    const VERBS: &[&str] =
        &["get", "list", "create", "update", "delete", "deletecollection", "patch", "watch", "proxy"];
    if !wildcard_list(cx, list, true) && !list.items().all(|v| VERBS.contains(&v.str())) {
        cx.error(FLOW, list, format!("expected verbs out of {}", VERBS.join(", ")));
    }
}

/// Source: `ValidateNonResourceURLPath`
fn is_url_path(path: &str) -> bool {
    let stars = path.matches('*').count();
    path == "/"
        || path.starts_with('/')
            && !path.contains(' ')
            && !path.contains("//")
            && (stars == 0 || stars == 1 && path.ends_with("/*"))
}

fn flow_subject<'a>(cx: &mut Check<'a>, subject: At<'a>) {
    const KINDS: &[(&str, &str)] =
        &[("ServiceAccount", "serviceAccount"), ("User", "user"), ("Group", "group")];
    let kind = subject.get("kind");
    if !cx.one_of(FLOW, kind, &["Group", "ServiceAccount", "User"]) {
        return;
    }
    for (name, key) in KINDS {
        let at = subject.get(key);
        if *name != kind.str() {
            if at.is_set() {
                cx.error(
                    FLOW,
                    at,
                    format!("the subject is of kind {}, so it has no {key}: remove it", kind.str()),
                );
            }
        } else if !at.is_set() {
            cx.required(FLOW, at, &format!("{key}, because the kind of the subject is {name}"));
        } else if cx.filled(FLOW, at.get("name"), "a name")
            && *name == "ServiceAccount"
            && at.get("name").str() != "*"
        {
            cx.format(FLOW, at.get("name"), &DNS_SUBDOMAIN);
        }
        if *name == kind.str() && *name == "ServiceAccount" && at.is_set() {
            cx.filled_format(FLOW, at.get("namespace"), &DNS_LABEL);
        }
    }
}

/// Source: `ValidatePriorityLevelConfiguration`
pub(crate) fn priority_level<'a>(cx: &mut Check<'a>) {
    storage::cluster_object(cx);
    let name = meta::final_name(cx.root().get("metadata"));
    let spec = cx.root().get("spec");
    let (typ, limited, exempt) = (spec.get("type"), spec.get("limited"), spec.get("exempt"));
    if (name == "exempt") != (typ.str() == "Exempt") {
        cx.error(FLOW, typ, "the level exempt is of type Exempt, and no other is");
    }
    if name == "catch-all" && !is_catch_all(spec) {
        let message = "the level catch-all is the server's own and has a fixed specification";
        cx.error(FLOW, spec, message);
    }
    let share = |cx: &mut Check<'a>, at: At<'a>| {
        cx.non_negative(FLOW, at.get("nominalConcurrencyShares"));
        cx.opt_range(FLOW, at.get("lendablePercent"), 0, 100);
    };
    match typ.str() {
        "Exempt" => {
            if limited.is_set() {
                cx.error(FLOW, limited, "a level of type Exempt is not limited");
            }
            share(cx, exempt);
        }
        "Limited" => {
            if exempt.is_set() {
                cx.error(FLOW, exempt, "a level of type Limited is not exempt");
            }
            if !limited.is_set() {
                return cx.required(FLOW, limited, "limited, because the type is Limited");
            }
            share(cx, limited);
            cx.non_negative(FLOW, limited.get("borrowingLimitPercent"));
            limit_response(cx, limited.get("limitResponse"));
        }
        _ => {
            cx.one_of(FLOW, typ, &["Exempt", "Limited"]);
        }
    }
}

/// Whether a level is the one that takes what no other takes. What is not set has the default of 0, but for the
/// shares. Source: k8s.io/apiserver, pkg/apis/flowcontrol/bootstrap (`MandatoryPriorityLevelConfigurationCatchAll`)
fn is_catch_all(spec: At<'_>) -> bool {
    let (limited, response) = (spec.get("limited"), spec.get("limited").get("limitResponse"));
    spec.get("type").str() == "Limited"
        && !spec.get("exempt").is_set()
        && limited.get("nominalConcurrencyShares").int() == 5
        && limited.get("lendablePercent").int() == 0
        && !limited.get("borrowingLimitPercent").is_set()
        && response.get("type").str() == "Reject"
        && !response.get("queuing").is_set()
}

/// Source: `ValidateLimitResponse`
fn limit_response<'a>(cx: &mut Check<'a>, response: At<'a>) {
    let (typ, queuing) = (response.get("type"), response.get("queuing"));
    match typ.str() {
        "Reject" => {
            if queuing.is_set() {
                cx.error(FLOW, queuing, "what is rejected is not queued");
            }
        }
        "Queue" => {
            if !queuing.is_set() {
                return cx.required(FLOW, queuing, "the queues");
            }
            // Numbers that are 0 get a default.
            let number = |key, default| match queuing.get(key).int() {
                0 => default,
                n => n,
            };
            let (queues, hand) = (number("queues", 64), number("handSize", 8));
            for key in ["queueLengthLimit", "queues", "handSize"] {
                let at = queuing.get(key);
                if at.int() < 0 {
                    cx.positive(FLOW, at);
                }
            }
            if queues > 10_000_000 {
                cx.error(
                    FLOW,
                    queuing.get("queues"),
                    format!("expected at most 10000000 queues, but found {queues}"),
                );
            }
            if hand > queues && queues > 0 {
                cx.error(
                    FLOW,
                    queuing.get("handSize"),
                    format!("expected at most {queues}, the number of queues, but found {hand}"),
                );
            } else if queues > 0 && hand > 0 && entropy_bits(queues, hand) > 60 {
                cx.error_hint(
                    FLOW,
                    queuing.get("handSize"),
                    format!("hands of {hand} out of {queues} queues take more than the 60 random bits that the server has for them"),
                    "use a smaller handSize or fewer queues",
                );
            }
        }
        _ => {
            cx.one_of(FLOW, typ, &["Queue", "Reject"]);
        }
    }
}

/// Source: k8s.io/apiserver, pkg/util/shufflesharding (`RequiredEntropyBits`)
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "small numbers, rounded up")]
fn entropy_bits(deck: i64, hand: i64) -> i64 {
    ((deck as f64).log2() * hand as f64).ceil() as i64
}
