//! Pod Security: the levels baseline and restricted, as the admission of a namespace with that label would hold
//! pods against them.
//!
//! Source: k8s.io/pod-security-admission, policy (`DefaultChecks`, registry.go); the rules have its names.

mod baseline;
mod restricted;
pub(super) mod rules;

use super::objects::{Pods, Render};
use super::rule::{Cx, Rule};
use crate::validate::At;

/// The group of the rules' names.
pub(super) const GROUP: &str = "pod-security";

/// How much a pod may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing that is known to break out.
    Baseline,
    /// As little as a hardened pod needs.
    Restricted,
}

/// A rule in the hands of the level and the minor.
struct Check {
    rule: &'static Rule,
    level: Level,
    /// The first minor that has it.
    since: u32,
    /// From that minor on a restricted rule says it all: at that level this one is left out.
    overridden: Option<u32>,
    run: fn(&mut Pod<'_, '_, '_>),
}

const fn baseline(rule: &'static Rule, run: fn(&mut Pod<'_, '_, '_>)) -> Check {
    Check { rule, level: Level::Baseline, since: 0, overridden: None, run }
}

const fn restricted(rule: &'static Rule, since: u32, run: fn(&mut Pod<'_, '_, '_>)) -> Check {
    Check { rule, level: Level::Restricted, since, overridden: None, run }
}

/// Source: policy/check_*.go; the minors are their `MinimumVersion`, the overrides their `OverrideCheckIDs`.
static CHECKS: &[Check] = &[
    baseline(&rules::APP_ARMOR, baseline::app_armor),
    Check { overridden: Some(22), ..baseline(&rules::CAPABILITIES_BASELINE, baseline::capabilities) },
    baseline(&rules::HOST_NAMESPACES, baseline::host_namespaces),
    Check { overridden: Some(0), ..baseline(&rules::HOST_PATH_VOLUMES, baseline::host_path_volumes) },
    baseline(&rules::HOST_PORTS, baseline::host_ports),
    Check { since: 34, ..baseline(&rules::HOST_PROBES, baseline::host_probes) },
    baseline(&rules::PRIVILEGED, baseline::privileged),
    Check { overridden: Some(35), ..baseline(&rules::PROC_MOUNT, baseline::proc_mount) },
    Check { overridden: Some(19), ..baseline(&rules::SECCOMP_BASELINE, baseline::seccomp) },
    baseline(&rules::SE_LINUX, baseline::se_linux),
    baseline(&rules::SYSCTLS, baseline::sysctls),
    baseline(&rules::WINDOWS_HOST_PROCESS, baseline::windows_host_process),
    restricted(&rules::PRIVILEGE_ESCALATION, 8, restricted::privilege_escalation),
    restricted(&rules::CAPABILITIES_RESTRICTED, 22, restricted::capabilities),
    restricted(&rules::PROC_MOUNT_RESTRICTED, 35, restricted::proc_mount),
    restricted(&rules::RESTRICTED_VOLUMES, 0, restricted::volumes),
    restricted(&rules::RUN_AS_NON_ROOT, 0, restricted::run_as_non_root),
    restricted(&rules::RUN_AS_USER, 23, restricted::run_as_user),
    restricted(&rules::SECCOMP_RESTRICTED, 19, restricted::seccomp),
];

pub(super) fn check(cx: &mut Cx<'_, '_>) {
    let render = cx.render;
    for pods in &render.pods {
        let (own, minor) = enforced(render, pods.owner.namespace, cx.options.minor);
        // Whichever is stricter holds.
        let Some(level) = own.max(cx.options.pod_security) else { continue };
        for check in CHECKS {
            let is_overridden =
                level == Level::Restricted && check.overridden.is_some_and(|since| minor >= since);
            if check.level <= level && minor >= check.since && !is_overridden {
                (check.run)(&mut Pod { rule: check.rule, pods, minor, cx });
            }
        }
    }
}

/// What the labels of a namespace of the render enforce: the level, and the minor whose rules are meant.
/// Source: k8s.io/pod-security-admission, api (`PolicyToEvaluate`).
fn enforced(render: &Render<'_>, namespace: &str, minor: u32) -> (Option<Level>, u32) {
    let Some(object) = render.find("", "Namespace", namespace) else { return (None, minor) };
    let label = |key: &str| {
        let labels = object.root().get("metadata").get("labels");
        labels.entries().find(|(name, _)| *name == key).map_or("", |(_, value)| value.str())
    };
    let level = match label("pod-security.kubernetes.io/enforce") {
        "baseline" => Some(Level::Baseline),
        "restricted" => Some(Level::Restricted),
        _ => None,
    };
    let version = label("pod-security.kubernetes.io/enforce-version").strip_prefix("v1.");
    (level, version.and_then(|v| v.parse().ok()).map_or(minor, |v: u32| v.min(minor)))
}

/// A pod under check.
struct Pod<'p, 'r, 'a> {
    rule: &'static Rule,
    pods: &'p Pods<'a>,
    minor: u32,
    cx: &'p mut Cx<'r, 'a>,
}

impl<'a> Pod<'_, '_, 'a> {
    fn spec(&self) -> At<'a> {
        self.pods.spec
    }

    /// All containers.
    fn containers(&self) -> impl Iterator<Item = At<'a>> + use<'a> {
        self.pods.containers()
    }

    /// The security contexts of the pod and of its containers.
    fn contexts(&self) -> impl Iterator<Item = At<'a>> + use<'a> {
        [self.spec()].into_iter().chain(self.containers()).map(|owner| owner.get("securityContext"))
    }

    /// Whether it runs on Windows, where what Linux calls rights does not exist.
    fn is_windows(&self) -> bool {
        self.minor >= 25 && self.spec().get("os").get("name").str() == "windows"
    }

    /// Whether its users are none of the host's. Source: helpers.go, `relaxPolicyForUserNamespacePod`.
    fn has_own_users(&self) -> bool {
        self.minor >= 35 && self.spec().get("hostUsers").opt_bool() == Some(false)
    }

    fn report(&mut self, at: At<'a>, message: impl Into<String>, hint: &str) {
        self.cx.report(self.rule, &self.pods.owner, at, message, hint.to_owned());
    }
}

/// The name of a container, for a message.
fn title(container: At<'_>) -> String {
    format!("container {}", container.get("name").str())
}
