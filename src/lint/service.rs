//! Services that lead to no pod, or to a port that no container has.

use super::access::Changers;
use super::objects::{GIVEN_LABELS, Object, Pods, Render};
use super::route;
use super::rule::{Cx, Rule};
use crate::validate::{At, Severity, closest};
use std::collections::BTreeMap;

pub(super) static SERVICE_WITHOUT_PODS: Rule = Rule {
    name: "service-without-pods",
    severity: Severity::Warning,
    summary: "a Service selects none of the pods of the render",
    why: "The server accepts any selector, and a Service without pods refuses every connection. Mostly a label was \
          renamed on one side only, or the workload is rendered under another name or in another namespace.",
    mend: "Give spec.selector the labels of the pod template (spec.template.metadata.labels of the workload, not \
           its own). A Service for pods that something else makes deserves a comment that allows this rule.",
};

pub(super) static SERVICE_PORT: Rule = Rule {
    name: "service-port",
    severity: Severity::Warning,
    summary: "a Service's targetPort has a name that no port of its pods' containers has",
    why: "A targetPort by name is looked up among the containers' ports: without one of that name the pod is left \
          out of the endpoints of that port, and connections are refused.",
    mend: "Use the name or the containerPort of a port of the container, or give the container a port of that \
           name. UDP and TCP are different ports.",
};

pub(super) static UNLISTED_PORT: Rule = Rule {
    name: "unlisted-port",
    severity: Severity::Info,
    summary: "a Service leads to a port number that its pods' containers do not list",
    why: "A port works without being listed, so this is no fault by itself; but where a container lists others, a \
          number that is not among them is often a slip.",
    mend: "Correct the number, or add the port to the container: NetworkPolicies, monitors and people read the list.",
};

/// Source: pkg/controller/endpoint (pods are found by labels) and k8s.io/component-helpers, `FindPort`. The
/// targetPort of a headless Service is not used (k8s.io/api, core/v1, `ServicePort`).
pub(super) fn check(cx: &mut Cx<'_, '_>) {
    let render = cx.render;
    let changers = Changers::new(render);
    let mut changing: BTreeMap<&str, Vec<&Pods<'_>>> = BTreeMap::new();
    for pods in render.pods.iter().filter(|pods| changers.has(pods)) {
        changing.entry(pods.owner.namespace).or_default().push(pods);
    }
    for service in render.of_kind("", "Service") {
        let spec = service.root().get("spec");
        let selector = spec.get("selector");
        if selector.is_empty() || spec.get("type").str() == "ExternalName" {
            continue;
        }
        let pods = selected(render, service.namespace, selector);
        if pods.is_empty() {
            let changing = changing.get(service.namespace).map_or(&[][..], Vec::as_slice);
            without_pods(cx, service, selector, changing);
        } else if spec.get("clusterIP").str() != "None" {
            for port in spec.get("ports").items() {
                target_port(cx, service, port, &pods);
            }
        }
    }
}

/// The pods that a mapping of labels selects.
fn selected<'r, 'a>(render: &'r Render<'a>, namespace: &'r str, selector: At<'r>) -> Vec<&'r Pods<'a>> {
    // All have the label that the fewest have; some labels a controller gives.
    let written = selector.entries().filter(|(key, _)| !GIVEN_LABELS.contains(key));
    let fewest = written.min_by_key(|(key, value)| render.labelled(namespace, key, value.str()).len());
    let is_selected =
        |pods: &&Pods<'_>| selector.entries().all(|(key, value)| pods.has_label(key, value.str()));
    match fewest {
        Some((key, value)) => render.labelled(namespace, key, value.str()),
        None => render.pods_in(namespace),
    }
    .iter()
    .filter(is_selected)
    .collect()
}

/// Reports a service without pods; some pods of its namespace may change pods.
fn without_pods<'a>(cx: &mut Cx<'_, 'a>, service: &Object<'a>, selector: At<'a>, changing: &[&Pods<'a>]) {
    let render = cx.render;
    let lacks =
        |pods: &Pods<'_>| selector.entries().filter(|(key, value)| !pods.has_label(key, value.str())).count();
    let here = || render.pods_in(service.namespace).iter();
    // In a namespace without any pods of the render, or beside a custom resource, the pods are somebody else's.
    if here().next().is_none() || made_by_others(render, service, selector) {
        return;
    }
    // A pod that has all labels but for some that it has no value of may get those at run time.
    let unlabelled = |pods: &Pods<'_>| {
        selector.entries().all(|(key, value)| pods.has_label(key, value.str()) || pods.label(key).is_none())
    };
    if changing.iter().any(|pods| unlabelled(pods)) {
        return;
    }
    let wanted: Vec<String> =
        selector.entries().map(|(key, value)| format!("{key}={}", value.str())).collect();
    // One label in common, as that of the release, makes no neighbour; one that is spelt alike does.
    let alike = |pods: &Pods<'_>| {
        selector.entries().all(|(key, value)| {
            pods.label(key).is_some_and(|own| closest(value.str(), [own].into_iter()).is_some())
        })
    };
    let is_near = |pods: &&Pods<'_>| {
        let (lacks, all) = (lacks(pods), selector.len());
        lacks < all && (lacks == 1 || lacks * 2 < all) || alike(pods)
    };
    let some = cx.some(render.pods_in(service.namespace));
    let hint = some.iter().filter(is_near).min_by_key(|pods| lacks(pods)).map(|pods| {
        let other = selector.entries().filter(|(key, value)| !pods.has_label(key, value.str()));
        let one = |key: &str| match pods.label(key) {
            Some(value) => format!("{key}={value}"),
            None => format!("no {key}"),
        };
        let other: Vec<String> = other.map(|(key, _)| one(key)).collect();
        let (owner, place) = (pods.owner.title(), render.place(&pods.owner));
        format!("the pods of {owner} ({place}) come nearest; they have {}", other.join(", "))
    });
    let hint = hint.unwrap_or_else(|| {
        "is the workload that belongs to it turned off, or in another namespace?".to_owned()
    });
    let message =
        format!("no pod of the render has the labels {}: connections are refused", wanted.join(", "));
    cx.report(&SERVICE_WITHOUT_PODS, service, selector, message, hint);
}

/// Whether a custom resource may make the pods: one of the values that are selected is its name.
fn made_by_others(render: &Render<'_>, service: &Object<'_>, selector: At<'_>) -> bool {
    selector.entries().any(|(_, value)| render.is_custom(service.namespace, value.str()))
}

fn target_port<'a>(cx: &mut Cx<'_, 'a>, service: &Object<'a>, port: At<'a>, pods: &[&Pods<'a>]) {
    let target = port.get("targetPort");
    let protocol = protocol(port);
    let listed = || {
        let ports =
            pods.iter().flat_map(|pods| pods.serving()).flat_map(|container| container.get("ports").items());
        ports.filter(move |port| self::protocol(*port) == protocol)
    };
    let owners = || pods.iter().map(|pods| pods.owner.title()).collect::<Vec<_>>().join(", ");
    let names = || listed().map(|port| port.get("name").str()).filter(|name| !name.is_empty());
    let all = || {
        let mut all: Vec<String> = listed().map(|port| route::port_title(port, "containerPort")).collect();
        all.sort_unstable();
        all.dedup();
        format!("there is {}", all.join(", "))
    };
    if let Some(name) = target.opt_str().filter(|name| !name.is_empty()) {
        if names().all(|other| other != name) {
            let hint = match closest(name, names()) {
                Some(meant) => format!("did you mean {meant}?"),
                None if listed().next().is_none() => "give the container a port of that name".to_owned(),
                None => all(),
            };
            let message = format!("no container of {} has a {protocol} port named {name:?}", owners());
            cx.report(&SERVICE_PORT, service, target, message, hint);
        }
        return;
    }
    // Without a targetPort the port itself is meant.
    let at = if target.int() == 0 { port.get("port") } else { target };
    if listed().next().is_some() && listed().all(|port| port.get("containerPort").int() != at.int()) {
        let message = format!("no container of {} lists the {protocol} port {}", owners(), at.int());
        cx.report(&UNLISTED_PORT, service, at, message, all());
    }
}

/// The protocol of a port, of a Service or a container.
fn protocol<'a>(port: At<'a>) -> &'a str {
    match port.get("protocol").str() {
        "" => "TCP",
        protocol => protocol,
    }
}
