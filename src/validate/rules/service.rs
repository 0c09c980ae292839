//! Services, and the endpoints behind them.
//!
//! Sources: pkg/apis/core/validation (`validateService`, `ValidateServiceClusterIPsRelatedFields`,
//! `validateEndpointSubsets`); pkg/registry/core/service/storage/alloc.go (`initIPFamilyFields`);
//! pkg/apis/discovery/validation.

use super::super::check::Check;
use super::super::formats::{self, DNS_LABEL, DNS_SUBDOMAIN, DNS1035_LABEL, LABEL_VALUE, QUALIFIED_NAME};
use super::super::ip;
use super::super::node::{At, Data};
use super::super::schema::Scope::Namespaced;
use super::container::PROTOCOLS;
use super::{meta, probe};
use std::collections::HashMap;

const SERVICE: &str = "service";
const SERVICE_PORTS: &str = "service-ports";
pub(crate) const CLUSTER_IPS: &str = "cluster-ips";
const ENDPOINTS: &str = "endpoints";

/// Source: `maxEndpoints`
const MAX_ENDPOINTS: usize = 1000;
/// Addresses of a family that only some servers have.
pub(crate) const IP_FAMILIES: &str = "ip-families";
const NO_IPV6: &str = "a server gives services IPv6 addresses only if it is set up so";
const DUAL_STACK: &str = "if it is, say so with --dual-stack";

/// Source: `MaxClientIPServiceAffinitySeconds`
const MAX_AFFINITY_SECONDS: i64 = 86_400;
/// The range of node ports unless the server is told otherwise.
const NODE_PORTS: std::ops::RangeInclusive<i64> = 30_000..=32_767;

/// The annotation that `loadBalancerSourceRanges` replaced.
const SOURCE_RANGES: &str = "service.beta.kubernetes.io/load-balancer-source-ranges";

/// Source: `ValidateServiceCreate`
pub(crate) fn service<'a>(cx: &mut Check<'a>) {
    meta::object(cx, Namespaced, &DNS1035_LABEL);
    let metadata = cx.root().get("metadata");
    meta::core_finalizers(cx, metadata);
    let spec = cx.root().get("spec");
    let typ = match spec.get("type").str() {
        "" => "ClusterIP",
        other => other,
    };
    cx.one_of_or_empty(SERVICE, spec.get("type"), &["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"]);
    topology_annotations(cx, metadata.get("annotations"));
    let ips = cluster_ips(spec);
    let headless = ips.len() == 1 && ips.first().is_some_and(|ip| ip.str() == "None");
    if spec.get("ports").is_empty() && !headless && typ != "ExternalName" {
        cx.required(SERVICE_PORTS, spec.get("ports"), "at least one port, such as port: 80");
    }
    if typ == "ExternalName" {
        external_name(cx, spec, !ips.is_empty());
    } else if given_out(cx, spec, &ips, headless) && headless && matches!(typ, "LoadBalancer" | "NodePort") {
        let at = ips.first().copied().unwrap_or(spec);
        let message = format!("a service of type {typ} needs an address, not None");
        cx.error_as(SERVICE, at, spec, ".clusterIPs[0]", message);
    }
    ports(cx, spec, typ);
    meta::labels(cx, spec.get("selector"));
    session_affinity(cx, spec);
    for address in spec.get("externalIPs").items() {
        if ip::check(cx, SERVICE, address) {
            ip::check_endpoint(cx, SERVICE, address);
        }
    }
    load_balancer(cx, spec, metadata, typ);
    traffic(cx, spec, typ);
}

fn topology_annotations<'a>(cx: &mut Check<'a>, annotations: At<'a>) {
    let find = |key: &str| annotations.entries().find(|(k, _)| *k == key).map(|(_, v)| v);
    let hints = find("service.kubernetes.io/topology-aware-hints");
    let mode = find("service.kubernetes.io/topology-mode");
    if let (Some(hints), Some(mode)) = (hints, mode)
        && hints.str() != mode.str()
    {
        cx.error(SERVICE, mode, "must equal the annotation service.kubernetes.io/topology-aware-hints");
    }
}

/// The addresses: those of `clusterIPs`, or the one of `clusterIP`.
fn cluster_ips(spec: At<'_>) -> Vec<At<'_>> {
    let (one, many) = (spec.get("clusterIP"), spec.get("clusterIPs"));
    if many.is_empty() && !one.str().is_empty() { vec![one] } else { many.items().collect() }
}

fn external_name<'a>(cx: &mut Check<'a>, spec: At<'a>, has_ips: bool) {
    if has_ips {
        let message = "a service of type ExternalName has no address";
        cx.error_as(SERVICE, spec.get("clusterIP"), spec, ".clusterIPs", message);
    }
    if !spec.get("ipFamilies").is_empty() {
        cx.error(SERVICE, spec.get("ipFamilies"), "a service of type ExternalName has no address families");
    }
    if spec.get("ipFamilyPolicy").is_set() {
        cx.error(
            SERVICE,
            spec.get("ipFamilyPolicy"),
            "a service of type ExternalName has no address families",
        );
    }
    let name = spec.get("externalName");
    let plain = name.str().strip_suffix('.').unwrap_or(name.str());
    if plain.is_empty() {
        cx.required(SERVICE, name, "the DNS name to which the service leads, such as db.example.com");
    } else if !formats::is_dns1123_subdomain(plain) {
        cx.format(SERVICE, name, &DNS_SUBDOMAIN);
    }
}

/// What the server does before it looks at the rest of a service; says whether it gets through.
/// Source: pkg/registry/core/service/storage/alloc.go, `initIPFamilyFields`
fn given_out<'a>(cx: &mut Check<'a>, spec: At<'a>, ips: &[At<'a>], headless: bool) -> bool {
    let before = cx.errors();
    cluster_ip_fields(cx, spec, ips, headless);
    if cx.errors() > before {
        return false;
    }
    let (families, policy) = (spec.get("ipFamilies"), spec.get("ipFamilyPolicy"));
    let open = headless && spec.get("selector").is_empty();
    if policy.str() == "SingleStack" || !policy.is_set() && !open {
        for (count, what) in [(ips.len(), "addresses"), (families.len(), "address families")] {
            if count == 2 {
                cx.error(CLUSTER_IPS, policy, format!("two {what} need PreferDualStack or RequireDualStack"));
            }
        }
    }
    let single = cx.errors() == before;
    // The families of the other addresses are asked for by their own.
    for (index, address) in ips.iter().enumerate().skip(families.len()).filter(|(_, a)| ip::is_v6(a.str())) {
        let suffix = format!(".clusterIPs[{index}]");
        let from = cx.findings.len();
        cx.error_as(IP_FAMILIES, *address, spec, &suffix, NO_IPV6);
        if cx.findings.len() > from {
            cx.hint(DUAL_STACK.to_owned());
        }
    }
    if cx.errors() == before && !open {
        one_family(cx, families, policy);
    }
    // A server that is set up so does not find fault with the families.
    single
}

/// Source: `ValidateServiceClusterIPsRelatedFields`
fn cluster_ip_fields<'a>(cx: &mut Check<'a>, spec: At<'a>, ips: &[At<'a>], headless: bool) {
    let (one, many, families, policy) =
        (spec.get("clusterIP"), spec.get("clusterIPs"), spec.get("ipFamilies"), spec.get("ipFamilyPolicy"));
    if !many.is_empty() {
        if one.str().is_empty() {
            cx.error(CLUSTER_IPS, many, "clusterIPs needs clusterIP, with the same first address");
        } else if ips.first().is_some_and(|first| first.str() != one.str()) {
            cx.error(CLUSTER_IPS, many, "the first address must be that of clusterIP");
        }
    }
    for (index, family) in families.items().enumerate() {
        cx.one_of(CLUSTER_IPS, family, &["IPv4", "IPv6"]);
        if families.items().take(index).any(|f| f.str() == family.str()) {
            cx.duplicate(CLUSTER_IPS, family, family.str());
        }
    }
    if policy.is_set() {
        cx.one_of(CLUSTER_IPS, policy, &["PreferDualStack", "RequireDualStack", "SingleStack"]);
    }
    let mut wrong = false;
    for (index, address) in ips.iter().enumerate() {
        if index == 0 && address.str() == "None" {
            if ips.len() > 1 {
                wrong = true;
                cx.error(CLUSTER_IPS, many, "None must stand alone");
            }
            continue;
        }
        if ip::parse(address.str()).is_none() {
            wrong = true;
            let message = format!(
                "expected an IP address or None, but found {}",
                super::super::node::quote(address.str())
            );
            cx.error_as(CLUSTER_IPS, *address, spec, &format!(".clusterIPs[{index}]"), message);
        }
    }
    if ips.len() > 2 {
        cx.error(CLUSTER_IPS, many, format!("expected at most 2 addresses, but found {}", ips.len()));
    }
    if wrong {
        return;
    }
    if ips.len() > 1 {
        let v6 = ips.iter().filter(|a| ip::is_v6(a.str())).count();
        if v6 == 0 || v6 == ips.len() {
            cx.error(CLUSTER_IPS, many, "expected one address of each family");
        }
    }
    if !headless {
        for (index, (address, family)) in ips.iter().zip(families.items()).enumerate() {
            if matches!(family.str(), "IPv4" | "IPv6") && (family.str() == "IPv6") != ip::is_v6(address.str())
            {
                let message = format!("expected an address of family {}, as in ipFamilies", family.str());
                cx.error_as(CLUSTER_IPS, *address, spec, &format!(".clusterIPs[{index}]"), message);
            }
        }
    }
}

/// What a server with the default range of service addresses, which is of IPv4, does not give.
fn one_family<'a>(cx: &mut Check<'a>, families: At<'a>, policy: At<'a>) {
    if policy.str() == "RequireDualStack" {
        cx.error_hint(
            IP_FAMILIES,
            policy,
            "a server gives services two address families only if it is set up so",
            DUAL_STACK,
        );
    }
    for family in families.items().filter(|f| f.str() == "IPv6") {
        cx.error_hint(IP_FAMILIES, family, NO_IPV6, DUAL_STACK);
    }
}

/// The ports, by their place in the list, whose node port the server has given to another one by then, and the number of
/// that one. Ports of one number, for two protocols, share the first node port that any of them asks for; ports of two
/// numbers cannot share any. Source: pkg/registry/core/service/storage/alloc.go, `initNodePorts`
fn taken_node_ports(spec: At<'_>, typ: &str) -> HashMap<usize, i64> {
    let mut taken = HashMap::new();
    if !matches!(typ, "LoadBalancer" | "NodePort") {
        return taken;
    }
    let none_unasked =
        typ == "LoadBalancer" && spec.get("allocateLoadBalancerNodePorts").opt_bool() == Some(false);
    let list = || spec.get("ports").items().map(|port| (port.get("port").int(), port.get("nodePort").int()));
    let mut wanted: HashMap<i64, i64> = HashMap::new();
    for (number, node) in list().filter(|(_, node)| *node != 0) {
        wanted.entry(number).or_insert(node);
    }
    let (mut shared, mut given) = (HashMap::new(), HashMap::new());
    for (index, (number, node)) in list().enumerate() {
        if node == 0 && none_unasked {
            continue;
        }
        let asked = match (shared.get(&number), wanted.get(&number)) {
            (Some(first), _) if node == 0 || node == *first => continue,
            (Some(_), _) => node,
            (None, Some(first)) => {
                shared.insert(number, *first);
                *first
            }
            // The server looks for one that is free.
            (None, None) => continue,
        };
        if let Some(other) = given.insert(asked, number) {
            taken.insert(index, other);
        }
    }
    taken
}

fn ports<'a>(cx: &mut Check<'a>, spec: At<'a>, typ: &str) {
    let list = spec.get("ports");
    let taken = taken_node_ports(spec, typ);
    let (mut names, mut numbers, mut node_ports) = (Vec::new(), Vec::new(), Vec::new());
    for (index, port) in list.items().enumerate() {
        let (name, number, node) = (port.get("name"), port.get("port"), port.get("nodePort"));
        if let Some(other) = taken.get(&index) {
            let message = format!("the node port is given to port {other} already");
            cx.error_hint(
                SERVICE_PORTS,
                node,
                message,
                "only ports of one number, for two protocols, share one",
            );
        }
        if name.str().is_empty() {
            if list.len() > 1 {
                cx.required(SERVICE_PORTS, name, "a name, because there are several ports");
            }
        } else {
            cx.format(SERVICE_PORTS, name, &DNS_LABEL);
            if names.contains(&name.str()) {
                cx.duplicate(SERVICE_PORTS, name, name.str());
            }
            names.push(name.str());
        }
        cx.range(SERVICE_PORTS, number, 1, 65535);
        cx.one_of_or_empty(SERVICE_PORTS, port.get("protocol"), PROTOCOLS);
        let target = port.get("targetPort");
        // Nothing, 0 and the empty name stand for the port itself.
        let own = match target.node().map(|n| &n.data) {
            Some(Data::Str(s)) => s.is_empty(),
            _ => target.int() == 0,
        };
        if own {
            if number.opt_int().is_some_and(|n| !(1..=65535).contains(&n)) {
                cx.range_value(SERVICE_PORTS, target, number.int(), 1, 65535);
            }
        } else {
            probe::port(cx, SERVICE_PORTS, target);
        }
        if port.get("appProtocol").is_set() {
            cx.format(SERVICE_PORTS, port.get("appProtocol"), &QUALIFIED_NAME);
        }
        let protocol = match port.get("protocol").str() {
            "" => "TCP",
            other => other,
        };
        if node.int() != 0 {
            if typ == "ClusterIP" {
                cx.error_hint(
                    SERVICE_PORTS,
                    node,
                    "a service of type ClusterIP has no node ports",
                    "use type: NodePort, or remove nodePort",
                );
            } else if !NODE_PORTS.contains(&node.int()) {
                let message =
                    format!("{} is out of the default range of node ports, 30000 to 32767", node.int());
                cx.warning(SERVICE_PORTS, node, message, None);
            }
            if node_ports.contains(&(protocol, node.int())) && !taken.contains_key(&index) {
                cx.duplicate(SERVICE_PORTS, node, &node.int().to_string());
            }
            node_ports.push((protocol, node.int()));
        }
        if numbers.contains(&(protocol, number.int())) {
            cx.duplicate(SERVICE_PORTS, port, &format!("{protocol} {}", number.int()));
        }
        numbers.push((protocol, number.int()));
    }
}

fn session_affinity<'a>(cx: &mut Check<'a>, spec: At<'a>) {
    let affinity = spec.get("sessionAffinity");
    cx.one_of_or_empty(SERVICE, affinity, &["ClientIP", "None"]);
    let seconds = spec.get("sessionAffinityConfig").get("clientIP").get("timeoutSeconds");
    if affinity.str() == "ClientIP" && seconds.is_set() {
        cx.range(SERVICE, seconds, 1, MAX_AFFINITY_SECONDS);
    }
}

fn load_balancer<'a>(cx: &mut Check<'a>, spec: At<'a>, metadata: At<'a>, typ: &str) {
    let only = "only a service of type LoadBalancer can have this";
    let balanced = typ == "LoadBalancer";
    let ranges = spec.get("loadBalancerSourceRanges");
    let annotation = metadata.get("annotations").entries().find(|(k, _)| *k == SOURCE_RANGES).map(|(_, v)| v);
    if !ranges.is_empty() {
        if !balanced {
            cx.error_as(SERVICE, ranges, spec, ".LoadBalancerSourceRanges", only);
        }
        for (index, range) in ranges.items().enumerate() {
            if ip::parse_cidr(range.str().trim()).is_none() {
                let message = format!(
                    "expected a range such as 10.0.0.0/8, but found {}",
                    super::super::node::quote(range.str())
                );
                cx.error_as(SERVICE, range, spec, &format!(".LoadBalancerSourceRanges[{index}]"), message);
            }
        }
    } else if let Some(value) = annotation {
        if !balanced {
            cx.error(SERVICE, value, only);
        }
        let text = value.str().trim();
        if !text.is_empty() && text.split(',').any(|range| ip::parse_cidr(range.trim()).is_none()) {
            cx.expected(SERVICE, value, "ranges such as 10.0.0.0/8 with commas between them");
        }
    }
    if spec.get("allocateLoadBalancerNodePorts").is_set() && !balanced {
        cx.error(SERVICE, spec.get("allocateLoadBalancerNodePorts"), only);
    }
    let class = spec.get("loadBalancerClass");
    if class.is_set() {
        if balanced {
            cx.format(SERVICE, class, &QUALIFIED_NAME);
        } else {
            cx.error(SERVICE, class, only);
        }
    }
}

fn traffic<'a>(cx: &mut Check<'a>, spec: At<'a>, typ: &str) {
    let (external, internal) = (spec.get("externalTrafficPolicy"), spec.get("internalTrafficPolicy"));
    let accessible = matches!(typ, "LoadBalancer" | "NodePort")
        || typ == "ClusterIP" && !spec.get("externalIPs").is_empty();
    if !accessible && !external.str().is_empty() {
        cx.error(SERVICE, external, "only a service that can be reached from outside (NodePort, LoadBalancer, or with externalIPs) can have this");
    } else {
        cx.one_of_or_empty(SERVICE, external, &["Cluster", "Local"]);
    }
    let health = spec.get("healthCheckNodePort");
    if health.int() != 0 {
        if typ == "LoadBalancer" && external.str() == "Local" {
            cx.range(SERVICE, health, 1, 65535);
            if spec.get("ports").items().any(|port| port.get("nodePort").int() == health.int()) {
                cx.error(SERVICE, health, "one of the ports has this node port already");
            }
        } else {
            cx.error(
                SERVICE,
                health,
                "healthCheckNodePort needs type: LoadBalancer and externalTrafficPolicy: Local",
            );
        }
    }
    if internal.is_set() {
        cx.one_of(SERVICE, internal, &["Cluster", "Local"]);
    }
    let distribution = spec.get("trafficDistribution");
    if distribution.is_set() {
        let allowed: &[&str] = if cx.minor >= 35 {
            &["PreferClose", "PreferSameZone", "PreferSameNode"]
        } else {
            &["PreferClose"]
        };
        cx.one_of(SERVICE, distribution, allowed);
    }
}

/// Source: `ValidateEndpointsCreate`
pub(crate) fn endpoints<'a>(cx: &mut Check<'a>) {
    super::workload::core_object(cx);
    for subset in cx.root().get("subsets").items() {
        let (ready, unready, ports) =
            (subset.get("addresses"), subset.get("notReadyAddresses"), subset.get("ports"));
        if ready.is_empty() && unready.is_empty() {
            cx.required(ENDPOINTS, subset, "addresses or notReadyAddresses");
        }
        for address in ready.items().chain(unready.items()) {
            ip::check(cx, ENDPOINTS, address.get("ip"));
            if !address.get("hostname").str().is_empty() {
                cx.format(ENDPOINTS, address.get("hostname"), &DNS_LABEL);
            }
            if address.get("nodeName").is_set() {
                cx.format(ENDPOINTS, address.get("nodeName"), &DNS_SUBDOMAIN);
            }
            ip::check_endpoint(cx, ENDPOINTS, address.get("ip"));
        }
        for port in ports.items() {
            let name = port.get("name");
            if !name.str().is_empty() {
                cx.format(ENDPOINTS, name, &DNS_LABEL);
            } else if ports.len() > 1 {
                cx.required(ENDPOINTS, name, "a name, because there are several ports");
            }
            cx.range(ENDPOINTS, port.get("port"), 1, 65535);
            cx.one_of_or_empty(ENDPOINTS, port.get("protocol"), PROTOCOLS);
            if port.get("appProtocol").is_set() {
                cx.format(ENDPOINTS, port.get("appProtocol"), &QUALIFIED_NAME);
            }
        }
    }
}

/// Source: `ValidateEndpointSliceCreate`
pub(crate) fn endpoint_slice<'a>(cx: &mut Check<'a>) {
    super::workload::core_object(cx);
    let root = cx.root();
    let typ = root.get("addressType");
    if cx.filled(ENDPOINTS, typ, "FQDN, IPv4 or IPv6") {
        cx.one_of(ENDPOINTS, typ, &["FQDN", "IPv4", "IPv6"]);
    }
    let mut names = Vec::new();
    for port in root.get("ports").items() {
        let name = port.get("name");
        if !name.str().is_empty() {
            cx.format(ENDPOINTS, name, &DNS_LABEL);
        }
        if names.contains(&name.str()) {
            cx.duplicate(ENDPOINTS, name, name.str());
        }
        names.push(name.str());
        if port.get("protocol").is_set() {
            cx.one_of(ENDPOINTS, port.get("protocol"), PROTOCOLS);
        }
        if port.get("appProtocol").is_set() {
            cx.format(ENDPOINTS, port.get("appProtocol"), &QUALIFIED_NAME);
        }
    }
    at_most(cx, root.get("ports"), 20_000);
    let list = root.get("endpoints");
    at_most(cx, list, MAX_ENDPOINTS);
    // Of too many the server looks at none.
    for endpoint in list.items().filter(|_| list.len() <= MAX_ENDPOINTS) {
        slice_endpoint(cx, endpoint, typ.str());
    }
}

fn slice_endpoint<'a>(cx: &mut Check<'a>, endpoint: At<'a>, typ: &str) {
    let addresses = endpoint.get("addresses");
    if addresses.is_empty() {
        cx.required(ENDPOINTS, addresses, "at least one address");
    }
    at_most(cx, addresses, 100);
    for address in addresses.items() {
        match typ {
            "IPv4" => {
                if ip::check(cx, ENDPOINTS, address) {
                    if ip::is_v6(address.str()) {
                        cx.error_as(ENDPOINTS, address, addresses, "", "expected an IPv4 address");
                    }
                    ip::check_endpoint(cx, ENDPOINTS, address);
                }
            }
            "IPv6" => {
                if ip::check_canonical(cx, ENDPOINTS, address) {
                    if !ip::is_v6(address.str()) {
                        cx.error_as(ENDPOINTS, address, addresses, "", "expected an IPv6 address");
                    }
                    ip::check_endpoint(cx, ENDPOINTS, address);
                }
            }
            "FQDN" if !formats::is_fully_qualified_domain_name(address.str()) => {
                cx.expected(ENDPOINTS, address, "a DNS name of at least two parts");
            }
            _ => {}
        }
    }
    if endpoint.get("nodeName").is_set() {
        cx.format(ENDPOINTS, endpoint.get("nodeName"), &DNS_SUBDOMAIN);
    }
    if endpoint.get("hostname").is_set() {
        cx.format(ENDPOINTS, endpoint.get("hostname"), &DNS_LABEL);
    }
    for (key, format) in [("forZones", &LABEL_VALUE), ("forNodes", &DNS_SUBDOMAIN)] {
        let hints = endpoint.get("hints").get(key);
        if hints.len() > 8 {
            at_most(cx, hints, 8);
            break;
        }
        let mut seen = Vec::new();
        for hint in hints.items() {
            let name = hint.get("name");
            if seen.contains(&name.str()) {
                cx.duplicate(ENDPOINTS, name, name.str());
            }
            seen.push(name.str());
            cx.format(ENDPOINTS, name, format);
        }
    }
}

fn at_most<'a>(cx: &mut Check<'a>, at: At<'a>, limit: usize) {
    if at.len() > limit {
        cx.error(ENDPOINTS, at, format!("expected at most {limit} entries, but found {}", at.len()));
    }
}
