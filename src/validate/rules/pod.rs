//! Pods and pod templates.
//!
//! Source: pkg/apis/core/validation (`ValidatePodSpec`, `ValidatePodCreate`, `ValidatePodTemplateSpec`).

use super::super::check::Check;
use super::super::formats::{DNS_LABEL, DNS_SUBDOMAIN};
use super::super::node::{At, quote};
use super::super::quantity::Quantity;
use super::annotations::{self, Annotations};
use super::resources::{self, Use};
use super::{container, meta, scheduling, security, volume};

pub(crate) const POD: &str = "pod";

/// The annotation of a pod that a node made of a file.
const MIRROR: &str = "kubernetes.io/config.mirror";

/// What the rules of containers need to know of their pod.
pub(crate) struct Pod<'a> {
    /// Its specification.
    pub(crate) spec: At<'a>,
    /// Whether it is a pod itself and no template.
    pub(crate) is_pod: bool,
    /// The volumes that are right by themselves.
    pub(crate) volumes: Vec<volume::Known<'a>>,
    /// Seconds between the request to end and the end.
    pub(crate) grace: i64,
    /// Whether its users are those of the host.
    pub(crate) host_users: bool,
}

/// Source: `DefaultTerminationGracePeriodSeconds`
const DEFAULT_GRACE: i64 = 30;

/// A document of kind Pod.
pub(crate) fn pod<'a>(cx: &mut Check<'a>) {
    let root = cx.root();
    let name = meta::object(cx, super::super::schema::Scope::Namespaced, &DNS_SUBDOMAIN);
    meta::core_finalizers(cx, root.get("metadata"));
    let spec = root.get("spec");
    pod_annotations(cx, Annotations::of_object(root.get("metadata")), spec);
    pod_spec(cx, spec, root.get("metadata"), Owner::Pod(&name));
    if spec.get("serviceAccountName").str().is_empty() && spec.get("serviceAccount").str().is_empty() {
        for volume in spec.get("volumes").items() {
            for source in volume.get("projected").get("sources").items() {
                let token = source.get("serviceAccountToken");
                if token.is_set() {
                    cx.error(POD, token, "a token needs serviceAccountName in the pod");
                }
            }
        }
    }
    if !spec.get("ephemeralContainers").is_empty() {
        cx.error(
            POD,
            spec.get("ephemeralContainers"),
            "ephemeral containers are added to a running pod, not to a new one",
        );
    }
    let mirror = root.get("metadata").get("annotations").entries().any(|(key, _)| key == MIRROR);
    if mirror && !spec.get("resourceClaims").is_empty() {
        cx.error(POD, spec.get("resourceClaims"), "a mirror pod cannot have resource claims");
    }
    if !spec.get("nodeName").str().is_empty() && !spec.get("schedulingGates").is_empty() {
        cx.error(POD, spec.get("nodeName"), "a pod with schedulingGates cannot have a node yet");
    }
}

/// A template of pods.
pub(crate) fn template<'a>(cx: &mut Check<'a>, template: At<'a>) {
    template_of(cx, template, Owner::Template);
}

/// The template of a stateful set, which brings volumes of its own and overwrites the name of the host.
pub(crate) fn stateful_template<'a>(cx: &mut Check<'a>, template: At<'a>, claims: At<'a>) {
    template_of(cx, template, Owner::StatefulSet(claims));
}

fn template_of<'a>(cx: &mut Check<'a>, template: At<'a>, owner: Owner<'_, 'a>) {
    let metadata = template.get("metadata");
    meta::labels_at(cx, metadata.get("labels"), template);
    meta::annotations_at(cx, metadata.get("annotations"), template);
    let spec = template.get("spec");
    pod_annotations(cx, Annotations::of_template(template), spec);
    pod_spec(cx, spec, metadata, owner);
    if !spec.get("ephemeralContainers").is_empty() {
        cx.error(POD, spec.get("ephemeralContainers"), "a template cannot have ephemeral containers");
    }
}

/// Annotations with a meaning. Source: `ValidatePodSpecificAnnotations`.
fn pod_annotations<'a>(cx: &mut Check<'a>, annotations: Annotations<'a>, spec: At<'a>) {
    const COST: &str = "controller.kubernetes.io/pod-deletion-cost";
    annotations::tolerations(cx, annotations);
    for (key, value) in annotations.at.entries() {
        let text = value.str();
        let place = format!("[{key}]");
        match key {
            MIRROR if spec.get("nodeName").str().is_empty() => {
                annotations.error(cx, POD, value, &place, "a mirror pod needs spec.nodeName");
            }
            COST if text.starts_with('+')
                || text.len() > 1 && text.starts_with('0')
                || text.parse::<i32>().is_err() =>
            {
                let message = format!("expected an integer of 32 bits in quotes, but found {}", quote(text));
                annotations.error(cx, POD, value, &place, message);
            }
            _ => {}
        }
    }
    let containers = all_containers(spec);
    security::annotations(cx, annotations, spec, &containers);
}

/// All containers in the order init, regular, ephemeral.
fn all_containers(spec: At<'_>) -> Vec<At<'_>> {
    ["initContainers", "containers", "ephemeralContainers"]
        .into_iter()
        .flat_map(|key| spec.get(key).items())
        .collect()
}

/// Whose specification it is.
#[derive(Clone, Copy)]
enum Owner<'n, 'a> {
    /// That of a pod of this name.
    Pod(&'n str),
    /// That of a template.
    Template,
    /// That of a template with these claim templates.
    StatefulSet(At<'a>),
}

/// The specification of a pod.
fn pod_spec<'a>(cx: &mut Check<'a>, spec: At<'a>, metadata: At<'a>, owner: Owner<'_, 'a>) {
    let (name, claims) = match owner {
        Owner::Pod(name) => (Some(name), spec.get("volumeClaimTemplates")),
        Owner::Template => (None, spec.get("volumeClaimTemplates")),
        Owner::StatefulSet(claims) => (None, claims),
    };
    let is_pod = name.is_some();
    let volumes = volume::volumes(cx, spec.get("volumes"), claims, name);
    let pod = Pod {
        spec,
        is_pod,
        volumes,
        // Of a pod a negative one becomes 1. Source: pkg/apis/core/v1/conversion.go, `Convert_v1_Pod_To_core_Pod`.
        grace: match spec.get("terminationGracePeriodSeconds").opt_int() {
            Some(seconds) if seconds < 0 && is_pod => 1,
            seconds => seconds.unwrap_or(DEFAULT_GRACE),
        },
        host_users: spec.get("hostUsers").opt_bool() != Some(false),
    };
    resource_claims(cx, spec.get("resourceClaims"));
    container::containers(cx, &pod);
    if spec.get("resources").is_set() {
        pod_resources(cx, &pod);
    }
    let labels = is_pod.then(|| metadata.get("labels"));
    host_network(cx, &pod);
    cx.one_of_or_empty(POD, spec.get("restartPolicy"), &["Always", "Never", "OnFailure"]);
    meta::labels(cx, spec.get("nodeSelector"));
    security::pod(cx, spec);
    scheduling::affinity(cx, spec.get("affinity"), labels);
    scheduling::dns(cx, spec);
    scheduling::gates(cx, spec);
    scheduling::topology_spread(cx, spec.get("topologySpreadConstraints"), labels);
    let containers = all_containers(spec);
    security::host_process(cx, spec, &containers);
    host_users(cx, &pod, &containers);
    host_name(cx, spec);
    for key in ["serviceAccountName", "nodeName", "priorityClassName"] {
        if !spec.get(key).str().is_empty() {
            cx.format(POD, spec.get(key), &DNS_SUBDOMAIN);
        }
    }
    let alias = spec.get("serviceAccount");
    if spec.get("serviceAccountName").str().is_empty()
        && !alias.str().is_empty()
        && !(DNS_SUBDOMAIN.holds)(alias.str())
    {
        let message = format!("expected {}, but found {}", DNS_SUBDOMAIN.expected, quote(alias.str()));
        cx.error_as(POD, alias, spec, ".serviceAccountName", message);
    }
    cx.opt_range(POD, spec.get("activeDeadlineSeconds"), 1, i64::from(i32::MAX));
    for key in ["hostname", "subdomain"] {
        if !spec.get(key).str().is_empty() && !matches!(owner, Owner::StatefulSet(_)) {
            cx.format(POD, spec.get(key), &DNS_LABEL);
        }
    }
    scheduling::tolerations(cx, spec.get("tolerations"));
    scheduling::host_aliases(cx, spec.get("hostAliases"));
    if spec.get("runtimeClassName").is_set() {
        cx.format(POD, spec.get("runtimeClassName"), &DNS_SUBDOMAIN);
    }
    let preemption = spec.get("preemptionPolicy");
    if preemption.is_set() {
        cx.one_of(POD, preemption, &["PreemptLowerPriority", "Never"]);
    }
    // The server checks an overhead as if it were a list of limits.
    let before = cx.findings.len();
    resources::limits_alone(cx, spec.get("overhead"));
    for finding in cx.findings.iter_mut().skip(before) {
        finding.path = finding.path.replacen("overhead[", "overhead.limits[", 1);
    }
    security::os(cx, spec, &containers);
}

/// Source: `validatePodResourceClaim`
fn resource_claims<'a>(cx: &mut Check<'a>, list: At<'a>) {
    let mut seen: Vec<&str> = Vec::new();
    for claim in list.items() {
        let (name, own, template) =
            (claim.get("name"), claim.get("resourceClaimName"), claim.get("resourceClaimTemplateName"));
        if seen.contains(&name.str()) {
            cx.duplicate(POD, name, name.str());
        } else if cx.filled_format(POD, name, &DNS_LABEL) {
            seen.push(name.str());
        }
        match (own.is_set(), template.is_set()) {
            (true, true) => {
                cx.error(POD, claim, "resourceClaimName and resourceClaimTemplateName exclude each other")
            }
            (false, false) => {
                cx.error(
                    POD,
                    claim,
                    "expected resourceClaimName or resourceClaimTemplateName, but found neither",
                );
            }
            _ => {}
        }
        for reference in [own, template] {
            if reference.is_set() {
                cx.format(POD, reference, &DNS_SUBDOMAIN);
            }
        }
    }
}

/// Source: `validatePodResources`, `validatePodResourceConsistency`
fn pod_resources<'a>(cx: &mut Check<'a>, pod: &Pod<'a>) {
    let at = pod.spec.get("resources");
    if pod.spec.get("os").get("name").str() == "windows" {
        return cx.error(POD, at, "a pod for Windows cannot have resources of its own");
    }
    if at.get("claims").is_set() {
        cx.error(POD, at.get("claims"), "a pod as a whole has no claims; its containers have");
    }
    resources::requirements(cx, at, Use::Pod, pod.spec.get("resourceClaims"));
    for (name, asked) in at.get("requests").entries() {
        let total = aggregate(pod, "requests", name);
        if let (Some(asked_amount), Some(total)) = (Check::quantity(asked), total)
            && total > asked_amount
        {
            cx.error(POD, asked, format!("the containers ask for more {name} than the pod"));
        }
    }
    for (name, limit) in at.get("limits").entries() {
        let Some(amount) = Check::quantity(limit) else { continue };
        // A pod that has no request of its own gets the sum of its containers'. Source: `defaultPodRequests`.
        let own = at.get("requests").entries().any(|(n, _)| n == name);
        if pod.is_pod
            && !own
            && resources::is_overcommit_allowed(name)
            && aggregate(pod, "requests", name).is_some_and(|total| total > amount)
        {
            let message = format!("the containers ask for more {name} than the limit of the pod");
            cx.error_as(POD, limit, at, ".requests", message);
        }
        if resources::is_huge_page(name) && aggregate(pod, "limits", name).is_some_and(|total| total > amount)
        {
            cx.error(POD, limit, format!("the containers' limits of {name} are above the pod's"));
        }
        for (index, container) in pod.spec.get("containers").items().enumerate() {
            let own = container.get("resources").get("limits").entries().find(|(n, _)| *n == name);
            if let Some((_, own)) = own
                && Check::quantity(own).is_some_and(|own| own > amount)
            {
                let message = format!("the limit of {name} is above the pod's");
                cx.error_as(POD, own, at, &format!(".containers[{index}][{name}].limits"), message);
            }
        }
    }
}

/// What the containers need at most at one time. Source: k8s.io/component-helpers, resource/helpers.go
/// (`AggregateContainerRequests`): sidecars add up, other init containers run one by one before the rest.
fn aggregate(pod: &Pod<'_>, key: &'static str, name: &str) -> Option<Quantity> {
    let amount = |container: At<'_>| {
        let list = container.get("resources").get(key);
        let found = list.entries().find(|(n, _)| *n == name);
        // A pod's container that has a limit and no request asks for its limit.
        let found = found.or_else(|| {
            (key == "requests" && pod.is_pod)
                .then(|| container.get("resources").get("limits").entries().find(|(n, _)| *n == name))?
        });
        found.and_then(|(_, v)| Check::quantity(v)).map(|q| q.0)
    };
    let mut any = false;
    let mut running = 0i128;
    for container in pod.spec.get("containers").items() {
        any |= amount(container).is_some();
        running = running.saturating_add(amount(container).unwrap_or_default());
    }
    let (mut sidecars, mut peak) = (0i128, 0i128);
    for container in pod.spec.get("initContainers").items() {
        let own = amount(container);
        any |= own.is_some();
        if container.get("restartPolicy").str() == "Always" {
            sidecars = sidecars.saturating_add(own.unwrap_or_default());
            running = running.saturating_add(own.unwrap_or_default());
            peak = peak.max(sidecars);
        } else {
            peak = peak.max(sidecars.saturating_add(own.unwrap_or_default()));
        }
    }
    any.then_some(Quantity(running.max(peak)))
}

/// Source: `validatePodHostNetworkDeps`
fn host_network<'a>(cx: &mut Check<'a>, pod: &Pod<'a>) {
    if !pod.spec.get("hostNetwork").bool() {
        return;
    }
    for container in pod.spec.get("containers").items() {
        for port in container.get("ports").items() {
            let host = port.get("hostPort");
            if host.int() != 0 && host.int() != port.get("containerPort").int() {
                cx.error(POD, host, "with hostNetwork: true a hostPort must equal its containerPort");
            }
        }
    }
}

/// Source: `validateHostUsers`
fn host_users<'a>(cx: &mut Check<'a>, pod: &Pod<'a>, containers: &[At<'a>]) {
    if pod.host_users {
        return;
    }
    for (key, path) in [("hostNetwork", ".hostNetwork"), ("hostPID", ".HostPID"), ("hostIPC", ".HostIPC")] {
        if pod.spec.get(key).bool() {
            cx.error_as(
                POD,
                pod.spec.get(key),
                pod.spec,
                path,
                format!("hostUsers: false and {key}: true exclude each other"),
            );
        }
    }
    for container in containers {
        if !container.get("volumeDevices").is_empty() {
            cx.error(POD, container.get("volumeDevices"), "a pod with hostUsers: false cannot have devices");
        }
    }
}

/// Source: `validatePodHostName`
fn host_name<'a>(cx: &mut Check<'a>, spec: At<'a>) {
    let name = spec.get("hostnameOverride");
    if !name.is_set() || cx.minor < 35 {
        return;
    }
    for key in ["setHostnameAsFQDN", "hostNetwork"] {
        if spec.get(key).bool() {
            cx.error(POD, name, format!("hostnameOverride and {key}: true exclude each other"));
        }
    }
    if name.str().len() > 64 {
        cx.too_long(POD, name, 64);
    }
    cx.format(POD, name, &DNS_SUBDOMAIN);
}
