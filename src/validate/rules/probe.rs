//! Probes and hooks: what they do, and their numbers.
//!
//! Source: pkg/apis/core/validation (`validateProbe`, `validateHandler`). Numbers that are 0 get a default.

use super::super::check::Check;
use super::super::formats::{self, PORT_NAME};
use super::super::node::{At, Data, quote};

pub(crate) const PROBES: &str = "probes";

/// A liveness or startup probe: one success must be enough.
pub(crate) fn liveness<'a>(cx: &mut Check<'a>, probe: At<'a>, grace: i64) {
    if !probe.is_set() {
        return;
    }
    common(cx, probe, grace);
    if !matches!(probe.get("successThreshold").int(), 0 | 1) {
        cx.expected(PROBES, probe.get("successThreshold"), "1");
    }
}

/// A readiness probe: it ends nothing, so it has no grace period.
pub(crate) fn readiness<'a>(cx: &mut Check<'a>, probe: At<'a>, grace: i64) {
    if !probe.is_set() {
        return;
    }
    common(cx, probe, grace);
    let own = probe.get("terminationGracePeriodSeconds");
    if own.is_set() {
        cx.error(PROBES, own, "a readiness probe has no grace period");
    }
}

fn common<'a>(cx: &mut Check<'a>, probe: At<'a>, grace: i64) {
    handler(cx, probe, grace, true);
    for key in
        ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"]
    {
        cx.non_negative(PROBES, probe.get(key));
    }
    let own = probe.get("terminationGracePeriodSeconds");
    if own.is_set() {
        cx.positive(PROBES, own);
    }
}

/// What a probe or a hook does: exactly one thing.
pub(crate) fn handler<'a>(cx: &mut Check<'a>, at: At<'a>, grace: i64, is_probe: bool) {
    let last = if is_probe { "grpc" } else { "sleep" };
    let mut first = None;
    for key in ["exec", "httpGet", "tcpSocket", last] {
        let action = at.get(key);
        if !action.is_set() {
            continue;
        }
        if let Some(first) = first {
            cx.error(
                PROBES,
                action,
                format!("there is {first} already, and only one is allowed: remove one of the two"),
            );
            continue;
        }
        first = Some(key);
        match key {
            "exec" => {
                if action.get("command").is_empty() {
                    cx.required(PROBES, action.get("command"), "a command");
                }
            }
            "httpGet" => {
                port(cx, PROBES, action.get("port"));
                cx.one_of_or_empty(PROBES, action.get("scheme"), &["HTTP", "HTTPS"]);
                let headers = action.get("httpHeaders");
                for header in headers.items() {
                    let name = header.get("name");
                    if !formats::is_http_header_name(name.str()) {
                        let message = format!(
                            "expected {}, but found {}",
                            formats::HTTP_HEADER.expected,
                            quote(name.str())
                        );
                        cx.error_as(PROBES, name, headers, "", message);
                    }
                }
            }
            "tcpSocket" => port(cx, PROBES, action.get("port")),
            "grpc" => {
                cx.range(PROBES, action.get("port"), 1, 65535);
            }
            _ => {
                let seconds = action.get("seconds").int();
                if !(0..=grace).contains(&seconds) {
                    let message = format!(
                        "expected at most the {grace} seconds of terminationGracePeriodSeconds, but found {seconds}"
                    );
                    cx.error_as(PROBES, action.get("seconds"), action, "", message);
                }
            }
        }
    }
    if first.is_none() {
        cx.required(PROBES, at, &format!("one of exec, httpGet, tcpSocket and {last}"));
    }
}

/// A port by number or by name. Source: `ValidatePortNumOrName`.
pub(crate) fn port<'a>(cx: &mut Check<'a>, rule: &'static str, at: At<'a>) {
    if matches!(at.node().map(|n| &n.data), Some(Data::Str(_))) {
        cx.format(rule, at, &PORT_NAME);
    } else {
        cx.range(rule, at, 1, 65535);
    }
}
