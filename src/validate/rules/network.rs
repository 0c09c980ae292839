//! Ingresses, ingress classes, network policies, addresses and ranges of services.
//!
//! Source: pkg/apis/networking/validation.

use super::super::check::Check;
use super::super::formats::{self, DNS_LABEL, DNS_SUBDOMAIN, DNS1035_LABEL, PORT_NAME, WILDCARD};
use super::super::ip;
use super::super::node::{At, Data, quote};
use super::super::schema::Scope::Cluster;
use super::meta::PATH_SEGMENT;
use super::{meta, probe, selector, workload};

const INGRESS: &str = "ingress";
const POLICY: &str = "network-policy";

/// Source: `maxLenIngressClassController`
const MAX_CONTROLLER: usize = 250;

/// Source: `ValidateIngressCreate`
pub(crate) fn ingress<'a>(cx: &mut Check<'a>) {
    workload::core_object(cx);
    let spec = cx.root().get("spec");
    let (rules, backend, class) =
        (spec.get("rules"), spec.get("defaultBackend"), spec.get("ingressClassName"));
    if rules.is_empty() && !backend.is_set() {
        cx.error(INGRESS, spec, "expected rules or defaultBackend, but found neither");
    }
    if backend.is_set() {
        ingress_backend(cx, backend);
    }
    for rule in rules.items() {
        let host = rule.get("host");
        if !host.str().is_empty() {
            if ip::parse(host.str()).is_some() {
                cx.error(INGRESS, host, "expected a DNS name, but found an IP address");
            }
            ingress_host(cx, host);
        }
        let http = rule.get("http");
        if http.is_set() {
            if http.get("paths").is_empty() {
                cx.required(INGRESS, http.get("paths"), "at least one path");
            }
            for path in http.get("paths").items() {
                ingress_path(cx, path);
            }
        }
    }
    for tls in spec.get("tls").items() {
        for host in tls.get("hosts").items() {
            ingress_host(cx, host);
        }
        if !tls.get("secretName").str().is_empty() {
            cx.format(INGRESS, tls.get("secretName"), &DNS_SUBDOMAIN);
        }
    }
    if class.is_set() {
        cx.format(INGRESS, class, &DNS_SUBDOMAIN);
        let annotations = cx.root().get("metadata").get("annotations");
        let old = annotations.entries().find(|(k, _)| *k == "kubernetes.io/ingress.class").map(|(_, v)| v);
        if let Some(old) = old.filter(|old| old.str() != class.str()) {
            // The server leaves the word metadata out of this path.
            let message = "the annotation and ingressClassName differ";
            cx.error_as(INGRESS, old, cx.root(), ".annotations.kubernetes.io/ingress.class", message);
        }
    }
}

fn ingress_host<'a>(cx: &mut Check<'a>, host: At<'a>) {
    if host.str().contains('*') {
        cx.format(INGRESS, host, &WILDCARD);
    } else {
        cx.format(INGRESS, host, &DNS_SUBDOMAIN);
    }
}

/// Source: `validateHTTPIngressPath`
fn ingress_path<'a>(cx: &mut Check<'a>, at: At<'a>) {
    let (path, typ) = (at.get("path"), at.get("pathType"));
    if !typ.is_set() {
        return cx.required(INGRESS, typ, "Exact, ImplementationSpecific or Prefix");
    }
    let absolute = path.str().starts_with('/');
    match typ.str() {
        "Exact" | "Prefix" => {
            if !absolute {
                cx.expected(INGRESS, path, "an absolute path");
            }
            for part in ["//", "/./", "/../", "%2f", "%2F"] {
                if path.str().contains(part) {
                    cx.error(
                        INGRESS,
                        path,
                        format!("expected a path without {part}, but found {}", quote(path.str())),
                    );
                }
            }
            for end in ["/..", "/."] {
                if path.str().ends_with(end) {
                    cx.error(INGRESS, path, format!("expected a path that does not end with {end}"));
                }
            }
        }
        "ImplementationSpecific" => {
            if !path.str().is_empty() && !absolute {
                cx.expected(INGRESS, path, "an absolute path");
            }
        }
        _ => {
            cx.one_of(INGRESS, typ, &["Exact", "ImplementationSpecific", "Prefix"]);
        }
    }
    ingress_backend(cx, at.get("backend"));
}

/// Source: `validateIngressBackend`
fn ingress_backend<'a>(cx: &mut Check<'a>, backend: At<'a>) {
    let (service, resource) = (backend.get("service"), backend.get("resource"));
    match (service.is_set(), resource.is_set()) {
        (true, true) => return cx.error(INGRESS, backend, "service and resource exclude each other"),
        (false, false) => {
            return cx.error(INGRESS, backend, "expected service or resource, but found neither");
        }
        (false, true) => return object_reference(cx, resource),
        (true, false) => {}
    }
    cx.filled_format(INGRESS, service.get("name"), &DNS1035_LABEL);
    let (name, number) = (service.get("port").get("name"), service.get("port").get("number"));
    match (name.str().is_empty(), number.int() == 0) {
        (false, false) => cx.error(INGRESS, backend, "the name and the number of a port exclude each other"),
        (false, true) => {
            cx.format(INGRESS, name, &PORT_NAME);
        }
        (true, false) => {
            cx.range(INGRESS, number, 1, 65535);
        }
        (true, true) => cx.required(INGRESS, backend, "the name or the number of a port"),
    }
}

/// Source: `validateIngressTypedLocalObjectReference`
fn object_reference<'a>(cx: &mut Check<'a>, at: At<'a>) {
    if at.get("apiGroup").is_set() {
        cx.format(INGRESS, at.get("apiGroup"), &DNS_SUBDOMAIN);
    }
    for key in ["kind", "name"] {
        cx.filled_format(INGRESS, at.get(key), &PATH_SEGMENT);
    }
}

/// Source: `ValidateIngressClass`
pub(crate) fn ingress_class<'a>(cx: &mut Check<'a>) {
    meta::object(cx, Cluster, &DNS_SUBDOMAIN);
    meta::core_finalizers(cx, cx.root().get("metadata"));
    let spec = cx.root().get("spec");
    let (controller, parameters) = (spec.get("controller"), spec.get("parameters"));
    if controller.str().is_empty() {
        cx.required(INGRESS, controller, "a controller such as example.com/ingress");
    } else if controller.str().len() > MAX_CONTROLLER {
        cx.too_long(INGRESS, controller, MAX_CONTROLLER);
    } else if !formats::is_domain_prefixed_path(controller.str()) {
        cx.expected(INGRESS, controller, "a controller such as example.com/ingress");
    }
    if !parameters.is_set() {
        return;
    }
    object_reference(cx, parameters);
    let (scope, namespace) = (parameters.get("scope"), parameters.get("namespace"));
    match scope.str() {
        "Namespace" => {
            if namespace.is_set() {
                cx.format(INGRESS, namespace, &DNS_LABEL);
            } else {
                cx.required(INGRESS, namespace, "a namespace, because the scope is Namespace");
            }
        }
        // The default scope is that of the cluster.
        "Cluster" => {
            if namespace.is_set() {
                cx.error(INGRESS, namespace, "the scope Cluster has no namespace");
            }
        }
        "" if !scope.is_set() => {
            if namespace.is_set() {
                cx.error(INGRESS, namespace, "the scope Cluster has no namespace");
            }
        }
        _ => {
            cx.one_of(INGRESS, scope, &["Cluster", "Namespace"]);
        }
    }
}

/// Source: `ValidateNetworkPolicy`
pub(crate) fn network_policy<'a>(cx: &mut Check<'a>) {
    workload::core_object(cx);
    let spec = cx.root().get("spec");
    selector::label_selector(cx, spec.get("podSelector"));
    for (direction, peers) in [("ingress", "from"), ("egress", "to")] {
        for rule in spec.get(direction).items() {
            for port in rule.get("ports").items() {
                policy_port(cx, port);
            }
            for peer in rule.get(peers).items() {
                policy_peer(cx, peer);
            }
        }
    }
    let types = spec.get("policyTypes");
    if types.len() > 2 {
        return cx.error(POLICY, types, format!("expected at most two types, but found {}", types.len()));
    }
    for typ in types.items() {
        cx.one_of(POLICY, typ, &["Egress", "Ingress"]);
    }
}

/// Source: `ValidateNetworkPolicyPort`
fn policy_port<'a>(cx: &mut Check<'a>, at: At<'a>) {
    let (protocol, port, end) = (at.get("protocol"), at.get("port"), at.get("endPort"));
    if protocol.is_set() {
        cx.one_of(POLICY, protocol, &["SCTP", "TCP", "UDP"]);
    }
    if !port.is_set() {
        if end.is_set() {
            cx.error(POLICY, end, "endPort needs port");
        }
        return;
    }
    probe::port(cx, POLICY, port);
    if !end.is_set() {
        return;
    }
    if matches!(port.node().map(|n| &n.data), Some(Data::Str(_))) {
        cx.error(POLICY, end, "endPort needs a port that is a number");
    } else if end.int() < port.int() {
        cx.error(
            POLICY,
            end,
            format!("expected at least {}, as in port, but found {}", port.int(), end.int()),
        );
    } else {
        cx.range(POLICY, end, 1, 65535);
    }
}

/// Source: `ValidateNetworkPolicyPeer`
fn policy_peer<'a>(cx: &mut Check<'a>, peer: At<'a>) {
    let block = peer.get("ipBlock");
    let mut selectors = 0;
    for key in ["podSelector", "namespaceSelector"] {
        if peer.get(key).is_set() {
            selectors += 1;
            selector::label_selector(cx, peer.get(key));
        }
    }
    if block.is_set() {
        ip_block(cx, block);
        if selectors > 0 {
            cx.error(POLICY, peer, "ipBlock excludes selectors");
        }
    } else if selectors == 0 {
        cx.required(POLICY, peer, "podSelector, namespaceSelector or ipBlock");
    }
}

/// Source: `ValidateIPBlock`
fn ip_block<'a>(cx: &mut Check<'a>, block: At<'a>) {
    let range = block.get("cidr");
    if !cx.filled(POLICY, range, "a range such as 10.0.0.0/8") || !ip::check_cidr(cx, POLICY, range) {
        return;
    }
    for except in block.get("except").items() {
        if ip::check_cidr(cx, POLICY, except) && !ip::is_strict_subset(except.str(), range.str()) {
            cx.error(
                POLICY,
                except,
                format!("expected a part of {}, but found {}", range.str(), except.str()),
            );
        }
    }
}

/// Source: `ValidateIPAddress`
pub(crate) fn ip_address<'a>(cx: &mut Check<'a>) {
    let name = cx.root().get("metadata").get("name");
    meta::common(cx, cx.root().get("metadata"), Cluster);
    meta::core_finalizers(cx, cx.root().get("metadata"));
    let prefix = cx.root().get("metadata").get("generateName");
    if !prefix.str().is_empty() {
        ip::check_canonical(cx, POLICY, prefix);
    }
    if cx.filled(POLICY, name, "an IP address as the name") {
        ip::check_canonical(cx, POLICY, name);
    }
    let parent = cx.root().get("spec").get("parentRef");
    if !parent.is_set() {
        return cx.required(POLICY, parent, "what the address belongs to");
    }
    if !parent.get("group").str().is_empty() {
        cx.format(POLICY, parent.get("group"), &DNS_SUBDOMAIN);
    }
    for key in ["resource", "name"] {
        cx.filled_format(POLICY, parent.get(key), &PATH_SEGMENT);
    }
    if !parent.get("namespace").str().is_empty() {
        cx.format(POLICY, parent.get("namespace"), &PATH_SEGMENT);
    }
}

/// Source: `ValidateServiceCIDR`
pub(crate) fn service_cidr<'a>(cx: &mut Check<'a>) {
    meta::object(cx, Cluster, &DNS_SUBDOMAIN);
    meta::core_finalizers(cx, cx.root().get("metadata"));
    let ranges = cx.root().get("spec").get("cidrs");
    if ranges.is_empty() {
        return cx.required(POLICY, ranges, "at least one range");
    }
    if ranges.len() > 2 {
        return cx.error(POLICY, ranges, format!("expected at most 2 ranges, but found {}", ranges.len()));
    }
    let mut families = Vec::new();
    for range in ranges.items() {
        let parsed = ip::parse_cidr(range.str());
        if !ip::is_canonical_cidr(range.str()) {
            cx.expected(
                POLICY,
                range,
                "a range such as 10.9.8.0/24 in its shortest form, without bits beyond the prefix",
            );
        }
        families.extend(parsed.map(|(address, ..)| address.is_ipv6()));
    }
    if matches!(families.as_slice(), [a, b] if a == b) {
        cx.error(POLICY, ranges, "expected one range of each family");
    }
}
