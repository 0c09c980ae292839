//! Services that lead to no pod, or to a port that no container has.

use super::objects::{Object, Pods, Render};
use super::rule::{Cx, Rule};
use crate::validate::{At, Severity, closest};

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
    summary: "a Service's targetPort is a port that none of its pods' containers has",
    why: "A targetPort by name is looked up among the containers' ports: without one of that name the pod is left \
          out of the endpoints, and connections are refused. A number works without being listed, but where the \
          containers list others it is mostly a slip.",
    mend: "Use the name or the containerPort of a port of the container, or add the port there. UDP and TCP are \
           different ports.",
};

/// Source: pkg/controller/endpoint (pods are found by labels) and k8s.io/component-helpers, `FindPort`.
pub(super) fn check(cx: &mut Cx<'_, '_>) {
    let render = cx.render;
    for service in render.of_kind("", "Service") {
        let spec = service.root().get("spec");
        let selector = spec.get("selector");
        if selector.is_empty() || spec.get("type").str() == "ExternalName" {
            continue;
        }
        let pods: Vec<&Pods<'_>> = selected(render, service.namespace, selector).collect();
        if pods.is_empty() {
            without_pods(cx, service, selector);
        } else {
            for port in spec.get("ports").items() {
                target_port(cx, service, port, &pods);
            }
        }
    }
}

/// The pods that a mapping of labels selects.
fn selected<'r, 'a>(
    render: &'r Render<'a>,
    namespace: &'r str,
    selector: At<'r>,
) -> impl Iterator<Item = &'r Pods<'a>> {
    let here = render.pods.iter().filter(move |pods| pods.owner.namespace == namespace);
    here.filter(move |pods| selector.entries().all(|(key, value)| pods.has_label(key, value.str())))
}

fn without_pods<'a>(cx: &mut Cx<'_, 'a>, service: &Object<'a>, selector: At<'a>) {
    let render = cx.render;
    let shared =
        |pods: &Pods<'_>| selector.entries().filter(|(key, value)| pods.has_label(key, value.str())).count();
    let here = render.pods.iter().filter(|pods| pods.owner.namespace == service.namespace);
    let nearest = here.map(|pods| (shared(pods), pods)).filter(|(count, _)| *count > 0);
    let nearest = nearest.rev().max_by_key(|(count, _)| *count).map(|(_, pods)| pods);
    if nearest.is_none() || made_by_others(render, service, selector) {
        return;
    }
    let wanted: Vec<String> =
        selector.entries().map(|(key, value)| format!("{key}={}", value.str())).collect();
    let hint = nearest.map(|pods| {
        let other = selector.entries().filter(|(key, value)| !pods.has_label(key, value.str()));
        let other: Vec<String> = other
            .map(|(key, _)| {
                pods.label(key).map_or_else(|| format!("no {key}"), |value| format!("{key}={value}"))
            })
            .collect();
        let owner = &pods.owner;
        format!(
            "the pods of {} ({}) come nearest; they have {}",
            owner.title(),
            render.place(owner),
            other.join(", ")
        )
    });
    let message =
        format!("no pod of the render has the labels {}: connections are refused", wanted.join(", "));
    cx.report(&SERVICE_WITHOUT_PODS, service, selector, message, hint);
}

/// Whether a custom resource may make the pods: one of the values that are selected is its name.
fn made_by_others(render: &Render<'_>, service: &Object<'_>, selector: At<'_>) -> bool {
    let custom = render.objects.iter().filter(|o| o.is_custom() && o.namespace == service.namespace);
    custom.into_iter().any(|o| selector.entries().any(|(_, value)| value.str() == o.name))
}

fn target_port<'a>(cx: &mut Cx<'_, 'a>, service: &Object<'a>, port: At<'a>, pods: &[&Pods<'a>]) {
    let target = port.get("targetPort");
    let protocol = protocol(port);
    let listed = || {
        let ports =
            pods.iter().flat_map(|pods| pods.serving()).flat_map(|container| container.get("ports").items());
        ports.filter(move |port| self::protocol(*port) == protocol)
    };
    let owners: Vec<String> = pods.iter().map(|pods| pods.owner.title()).collect();
    let owners = owners.join(", ");
    let names = || listed().map(|port| port.get("name").str()).filter(|name| !name.is_empty());
    let all = || {
        let one = |port: At<'_>| match (port.get("name").str(), port.get("containerPort").int()) {
            ("", number) => number.to_string(),
            (name, number) => format!("{name} ({number})"),
        };
        listed().map(one).collect::<Vec<_>>().join(", ")
    };
    if let Some(name) = target.opt_str().filter(|name| !name.is_empty()) {
        if names().all(|other| other != name) {
            let hint = match closest(name, names()) {
                Some(meant) => format!("did you mean {meant}?"),
                None if listed().next().is_none() => "give the container a port of that name".to_owned(),
                None => format!("there is {}", all()),
            };
            let message = format!("no container of {owners} has a {protocol} port named {name:?}");
            cx.report(&SERVICE_PORT, service, target, message, hint);
        }
        return;
    }
    // Without a targetPort the port itself is meant.
    let (number, at) =
        if target.int() != 0 { (target.int(), target) } else { (port.get("port").int(), port.get("port")) };
    if listed().next().is_some() && listed().all(|port| port.get("containerPort").int() != number) {
        let message = format!("no container of {owners} lists the {protocol} port {number}");
        cx.report(&SERVICE_PORT, service, at, message, format!("there is {}", all()));
    }
}

/// The protocol of a port, of a Service or a container.
fn protocol<'a>(port: At<'a>) -> &'a str {
    match port.get("protocol").str() {
        "" => "TCP",
        protocol => protocol,
    }
}
