//! Ingresses and routes of the Gateway API that lead nowhere.
//!
//! Source: kubernetes.io, concepts, services-networking, ingress; gateway-api.sigs.k8s.io, reference,
//! `BackendObjectReference`.

use super::objects::Object;
use super::rule::{Cx, Rule};
use crate::validate::{At, Severity, closest};

pub(super) static MISSING_BACKEND: Rule = Rule {
    name: "missing-backend",
    severity: Severity::Warning,
    summary: "an Ingress or a route leads to a Service, or a port of one, that the render lacks",
    why: "The server does not look behind the name. The controller answers such requests with an error, 503 mostly, \
          and nothing but its log says why.",
    mend: "Write the Service's metadata.name and one of its spec.ports, by the name or the number that the Service \
           has (not the container's). For a Service that lives outside of the render, allow the rule in a comment.",
};

/// The kinds of routes that have `spec.rules[].backendRefs`.
const ROUTES: &[&str] = &["HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute"];

/// The group of the Gateway API.
const GATEWAY: &str = "gateway.networking.k8s.io";

/// The port that stands for "see the annotations" in an Ingress.
///
/// Source: kubernetes-sigs.github.io/aws-load-balancer-controller, guide, ingress, annotations, `actions`.
const USE_ANNOTATION: &str = "use-annotation";

pub(super) fn check(cx: &mut Cx<'_, '_>) {
    let render = cx.render;
    for object in &render.objects {
        let spec = object.root().get("spec");
        match (object.group, object.kind) {
            ("networking.k8s.io", "Ingress") => {
                ingress_backend(cx, object, spec.get("defaultBackend"));
                for rule in spec.get("rules").items() {
                    for path in rule.get("http").get("paths").items() {
                        ingress_backend(cx, object, path.get("backend"));
                    }
                }
            }
            (GATEWAY, kind) if ROUTES.contains(&kind) => {
                for rule in spec.get("rules").items() {
                    rule.get("backendRefs").items().for_each(|backend| route_backend(cx, object, backend));
                }
            }
            _ => {}
        }
    }
}

fn ingress_backend<'a>(cx: &mut Cx<'_, 'a>, object: &Object<'a>, backend: At<'a>) {
    let service = backend.get("service");
    let port = service.get("port");
    if service.get("name").str().is_empty() || port.get("name").str() == USE_ANNOTATION {
        return;
    }
    let port = if port.get("name").is_set() { port.get("name") } else { port.get("number") };
    lead(cx, object, object.namespace, service.get("name"), port);
}

fn route_backend<'a>(cx: &mut Cx<'_, 'a>, object: &Object<'a>, backend: At<'a>) {
    let is_service =
        matches!(backend.get("kind").str(), "" | "Service") && backend.get("group").str().is_empty();
    if !is_service || backend.get("name").str().is_empty() {
        return;
    }
    let namespace = Some(backend.get("namespace").str()).filter(|name| !name.is_empty());
    lead(cx, object, namespace.unwrap_or(object.namespace), backend.get("name"), backend.get("port"));
}

/// Follows a name and a port.
fn lead<'a>(cx: &mut Cx<'_, 'a>, object: &Object<'a>, namespace: &str, name: At<'a>, port: At<'a>) {
    let render = cx.render;
    let Some(service) = render.find(namespace, "Service", name.str()) else {
        if render.may_be_made(namespace, name.str()) {
            return;
        }
        let here = cx.some(render.names_of(namespace, "Service"));
        let hint = closest(name.str(), here.iter().copied()).map_or_else(
            || "a Service outside of the render needs a comment that allows this".to_owned(),
            |meant| format!("did you mean {meant}?"),
        );
        let message = format!("the render has no Service {} in namespace {namespace}", name.str());
        return cx.report(&MISSING_BACKEND, object, name, message, hint);
    };
    let spec = service.root().get("spec");
    let same = |own: At<'_>| match port.opt_str() {
        Some(name) => own.get("name").str() == name,
        None => own.get("port").int() == port.int(),
    };
    if !port.is_set() || spec.get("ports").is_empty() || spec.get("ports").items().any(same) {
        return;
    }
    let there: Vec<String> = spec.get("ports").items().map(|port| port_title(port, "port")).collect();
    let found = port.opt_str().map_or_else(|| port.int().to_string(), |name| format!("{name:?}"));
    let message = format!("Service {} ({}) has no port {found}", service.name, render.place(service));
    cx.report(&MISSING_BACKEND, object, port, message, format!("there is {}", there.join(", ")));
}

/// A port as messages list it: `http (8080)`.
pub(super) fn port_title(port: At<'_>, number: &'static str) -> String {
    match (port.get("name").str(), port.get(number).int()) {
        ("", number) => number.to_string(),
        (name, number) => format!("{name} ({number})"),
    }
}
