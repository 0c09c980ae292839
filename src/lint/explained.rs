//! What `--explain` says of the rules of validation: what a kube-apiserver would refuse.

/// Every rule of validation and what it holds documents against.
#[rustfmt::skip]
const VALIDATION: &[(&str, &str)] = &[
    ("admission-policy", "the rules of admission policies and their bindings: match constraints, parameters, validations and variables. A policy that does not hold them is refused, or would match nothing."),
    ("affinity", "node and pod affinity: the terms need an operator with values that fit it, weights from 1 to 100, and a topologyKey."),
    ("annotations", "the keys and the whole size of annotations. Keys have the form of a label's key, all of them together at most 256 KiB."),
    ("api-service", "an APIService: its name is VERSION.GROUP, its priorities are positive, and a CA bundle excludes skipping the check of TLS."),
    ("autoscaler", "a HorizontalPodAutoscaler: minReplicas at most maxReplicas, metrics whose type and block agree, targets that are positive, and behaviours within their bounds."),
    ("cel-expression", "an expression in CEL that does not compile, or has another type than its place wants."),
    ("cluster-ips", "the addresses of a Service: of its families, no duplicates, and none for headless or external ones."),
    ("config-map", "the keys of a ConfigMap: letters, digits, -, _ and ., each in data or in binaryData, all together at most 1 MiB."),
    ("container", "a container: a name that no other one has, an image, and fields that exclude each other."),
    ("container-ports", "the ports of a container: numbers from 1 to 65535, names of at most 15 characters, no name twice."),
    ("crd", "a CustomResourceDefinition: its name is PLURAL.GROUP, exactly one version is stored, and names are well-formed."),
    ("crd-schema", "the schema of a CustomResourceDefinition, which must be structural: a type everywhere, no keyword where the server would not read it."),
    ("cron-schedule", "a schedule that the server's cron cannot read, or a time zone that it does not know."),
    ("csi", "a CSIDriver or CSINode: names of drivers, modes, and fields that must not change."),
    ("custom-resource", "a custom resource that its CustomResourceDefinition does not allow: types, formats, bounds, enumerations."),
    ("custom-resource-rule", "a custom resource that breaks a rule (x-kubernetes-validations) of its CustomResourceDefinition."),
    ("deprecated-api", "a version or kind that a later Kubernetes no longer serves. The server takes it and warns; after an upgrade it will refuse it. Write the version that the message names."),
    ("device-claim", "a ResourceClaim: requests, constraints and configuration that refer to each other by name."),
    ("device-class", "a DeviceClass: its selectors are expressions in CEL that compile, its configuration names a driver."),
    ("disruption-budget", "a PodDisruptionBudget: minAvailable or maxUnavailable and not both, as a number or a percentage."),
    ("dns", "the DNS of a pod: policy None needs nameservers, at most 3 of them, and at most 32 search domains."),
    ("duplicate-key", "a key that stands twice in one mapping. YAML leaves open which one counts, and the server refuses it; Helm and kubectl keep the last one without a word."),
    ("endpoints", "Endpoints and EndpointSlices: addresses of the slice's type, ports with names that differ."),
    ("env", "a variable of a container: a name, and a value or a source, not both; a source is exactly one."),
    ("event", "an Event: its namespace is that of the object that it is about, and its fields are within their lengths."),
    ("finalizers", "the names of finalizers: DOMAIN/NAME, or one of those that Kubernetes has itself."),
    ("flow-control", "FlowSchemas and PriorityLevelConfigurations: subjects, resources, shares and queues within their bounds."),
    ("gates", "the scheduling gates of a pod: names like the keys of labels, none of them twice."),
    ("host-aliases", "an entry for /etc/hosts: an IP address and host names."),
    ("ingress", "an Ingress: hosts and paths are well-formed, a path type is there, a backend is a Service with a port or a resource."),
    ("ip-families", "the families of a Service's addresses: one or two of IPv4 and IPv6, as ipFamilyPolicy and the addresses say, and as many as the cluster has."),
    ("job", "a Job: a restart policy that is not Always, and counts, indexes and failure policies that fit its completion mode."),
    ("label-selector", "a selector: keys and values like those of labels, an operator that exists, and values where it needs them."),
    ("labels", "the keys and values of labels: letters, digits, -, _ and ., values of at most 63 characters, keys perhaps with a DNS name before a slash. Numbers and booleans need quotes."),
    ("lease", "a Lease: a duration and a number of transitions that are not negative."),
    ("limit-range", "a LimitRange: minimum, default and maximum in that order, and only for types that have them."),
    ("missing-key", "a key that the kind requires is not there."),
    ("name", "the name of an object, mostly a DNS name in lower case: letters, digits, - and ., at most 253 characters, or 63 for Services and namespaces."),
    ("namespace", "a namespace where the kind has none, or none that is well-formed."),
    ("network-policy", "a NetworkPolicy: peers are a selector or an IP block, not both; blocks are CIDRs with exceptions inside them."),
    ("node", "a Node: its taints, its pod CIDRs and its resources."),
    ("node-selector", "the terms of a node selector: operators that exist, and values that fit them."),
    ("not-checked", "an expression in CEL that this program cannot compile or evaluate. It is neither valid nor refused; a server will tell."),
    ("owner-references", "an owner needs apiVersion, kind, name and uid; at most one is the controller."),
    ("persistent-volume", "a PersistentVolume: a capacity, access modes, and exactly one source."),
    ("pod", "the specification of a pod: policies that exist, fields that exclude each other, names that are well-formed."),
    ("priority-class", "a PriorityClass: values up to a billion are for users, names that begin with system- are not."),
    ("probes", "probes and handlers: exactly one way to probe, ports and numbers within their bounds."),
    ("quota", "a ResourceQuota: names of resources and scopes that go together, and quantities that are not negative."),
    ("rbac", "roles and bindings: rules need verbs and either resources or URLs, bindings a role and subjects that fit."),
    ("resource-slice", "a ResourceSlice: one place where its devices are, and devices with names and attributes that are well-formed."),
    ("resources", "quantities: well-formed, not negative, requests at most the limits, and resources of other domains in whole numbers with equal limits."),
    ("restart-policy", "restart policies: of the pods of a workload Always, everywhere but in Jobs, and of single containers one that fits the pod."),
    ("review", "a question to the server about users or access: what it is about, and no metadata. It is answered and not kept."),
    ("runtime-class", "a RuntimeClass: a handler that is a DNS label."),
    ("secret", "a Secret: keys as in a ConfigMap, and for a type such as kubernetes.io/tls the keys that it needs, with values of the form."),
    ("security-context", "security contexts: numbers within their bounds, and settings that exclude each other, such as privileged: true with allowPrivilegeEscalation: false."),
    ("selector-match", "the selector of a workload must match the labels of its own template: else it would make pods without end."),
    ("service", "a Service: fields that fit its type, addresses and names that are well-formed."),
    ("service-ports", "the ports of a Service: numbers from 1 to 65535, names where there are several, no port twice."),
    ("signing-request", "a CertificateSigningRequest: a request in PEM, a signer, and usages that exist."),
    ("storage-class", "a StorageClass: a provisioner, and policies and parameters that exist."),
    ("system-metadata", "metadata that only the server writes."),
    ("tolerations", "tolerations: operators that exist, values that fit them, seconds only for NoExecute."),
    ("topology-spread", "topology spread: a maxSkew above 0, a topologyKey, and no pair of key and action twice."),
    ("unknown-key", "a key that the kind does not have, in this minor. The server refuses it in strict mode and drops it otherwise, so that what it was to say is lost. Mostly a spelling or a wrong indent."),
    ("unknown-kind", "an apiVersion and kind that no server of the target's minor has: misspelt, removed, not there yet, or a custom resource without its definition."),
    ("update-strategy", "the strategy of a workload: a type that exists, and numbers or percentages that leave something to do."),
    ("volume-claim", "a PersistentVolumeClaim: access modes that go together, a request for storage, well-formed names."),
    ("volume-mounts", "mounts: of a volume that the pod has, at a path that no other mount has, without .. in a sub-path."),
    ("volumes", "the volumes of a pod: names that differ, exactly one source each, and what that source requires."),
    ("webhook", "webhook configurations: names with a domain, exactly one way to reach them, rules, timeouts and versions within their bounds."),
    ("workload", "a workload: numbers that are not negative, a selector, and a template."),
    ("wrong-type", "a value of another type than the field has: mostly a number or a boolean that needs quotes, or quotes that must go."),
    ("yaml", "a document that is no YAML, or that has an anchor, a key or a value that the server's YAML does not take."),
];

/// The rules of validation that have findings which a server does not refuse, and whether all of theirs are such.
const WARNING: &[(&str, bool)] = &[
    ("autoscaler", false),
    ("crd-schema", false),
    (crate::validate::DEPRECATED, true),
    ("duplicate-key", false),
    (crate::validate::NOT_CHECKED, true),
    ("service-ports", false),
    ("unknown-key", false),
];

/// Whether a rule of validation has findings that can be denied and allowed.
pub(super) fn warns(name: &str) -> bool {
    WARNING.iter().any(|(rule, _)| *rule == name)
}

/// What a rule of validation is about.
pub(super) fn validation(name: &str) -> Option<String> {
    let (_, text) = VALIDATION.iter().find(|(rule, _)| *rule == name)?;
    let refused = " An error of this rule is what a kube-apiserver refuses, so it cannot be allowed.";
    let flags =
        format!("With `--deny {name}` its warnings are errors, with `--allow {name}` they are not told.");
    Some(match WARNING.iter().find(|(rule, _)| *rule == name) {
        None => format!("{text}{refused}"),
        Some((_, true)) => format!("{text} {flags}"),
        Some((_, false)) => format!("{text}{refused} {flags}"),
    })
}
