//! What the level restricted demands on top of baseline.

use super::baseline::{is_seccomp, unmasked_proc};
use super::{Pod, title};

/// Source: check_allowPrivilegeEscalation.go
pub(super) fn privilege_escalation(pod: &mut Pod<'_, '_, '_>) {
    if pod.is_windows() {
        return;
    }
    for container in pod.containers() {
        let at = container.get("securityContext").get("allowPrivilegeEscalation");
        if at.opt_bool() != Some(false) {
            let message =
                format!("{} may gain rights: allowPrivilegeEscalation is not false", title(container));
            pod.report(at, message, "set securityContext.allowPrivilegeEscalation: false on the container");
        }
    }
}

/// Source: check_capabilities_restricted.go
pub(super) fn capabilities(pod: &mut Pod<'_, '_, '_>) {
    if pod.is_windows() {
        return;
    }
    for container in pod.containers() {
        let capabilities = container.get("securityContext").get("capabilities");
        if !capabilities.get("drop").items().any(|capability| capability.str() == "ALL") {
            let message = format!("{} keeps capabilities", title(container));
            pod.report(
                capabilities.get("drop"),
                message,
                "set securityContext.capabilities.drop: [ALL] on the container",
            );
        }
        for capability in capabilities.get("add").items().filter(|name| name.str() != "NET_BIND_SERVICE") {
            let message = format!("{} adds the capability {}", title(container), capability.str());
            pod.report(capability, message, "leave it out; restricted allows only NET_BIND_SERVICE");
        }
    }
}

/// Source: check_procMount_restricted.go
pub(super) fn proc_mount(pod: &mut Pod<'_, '_, '_>) {
    unmasked_proc(pod);
}

/// The sources of volumes that a pod may use. Source: check_restrictedVolumes.go.
const VOLUMES: &[&str] = &[
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "image",
    "persistentVolumeClaim",
    "projected",
    "secret",
];

/// Source: check_restrictedVolumes.go
pub(super) fn volumes(pod: &mut Pod<'_, '_, '_>) {
    for volume in pod.spec().get("volumes").items() {
        if VOLUMES.iter().any(|source| volume.get(source).is_set()) {
            continue;
        }
        let mut sources = volume.entries().filter(|(key, value)| *key != "name" && value.is_set());
        // A volume without a source gets an emptyDir from the server.
        let Some((source, at)) = sources.next() else { continue };
        let message = format!("volume {} is of the type {source}", volume.get("name").str());
        pod.report(at, message, "use a claim: its volume may be of that type");
    }
}

/// Source: check_runAsNonRoot.go
pub(super) fn run_as_non_root(pod: &mut Pod<'_, '_, '_>) {
    if pod.has_own_users() {
        return;
    }
    let hint = "set securityContext.runAsNonRoot: true on the pod, and nothing on its containers";
    let own = pod.spec().get("securityContext").get("runAsNonRoot");
    if own.opt_bool() == Some(false) {
        pod.report(own, "the pod may run as root: runAsNonRoot is false", hint);
    }
    for container in pod.containers() {
        let at = container.get("securityContext").get("runAsNonRoot");
        if at.opt_bool() == Some(false) || !at.is_set() && own.opt_bool() != Some(true) {
            let message = format!("{} may run as root: runAsNonRoot is not true", title(container));
            pod.report(at, message, hint);
        }
    }
}

/// Source: check_runAsUser.go
pub(super) fn run_as_user(pod: &mut Pod<'_, '_, '_>) {
    if pod.has_own_users() {
        return;
    }
    for context in pod.contexts() {
        let at = context.get("runAsUser");
        if at.opt_int() == Some(0) {
            pod.report(
                at,
                "runAsUser is 0, which is root",
                "use another number, and an image that works with it",
            );
        }
    }
}

/// Source: check_seccompProfile_restricted.go
pub(super) fn seccomp(pod: &mut Pod<'_, '_, '_>) {
    if pod.is_windows() {
        return;
    }
    let hint = "set securityContext.seccompProfile.type: RuntimeDefault on the pod";
    let own = pod.spec().get("securityContext").get("seccompProfile");
    if own.is_set() && !is_seccomp(own) {
        pod.report(own.get("type"), "the pod's seccomp profile restricts nothing", hint);
    }
    for container in pod.containers() {
        let at = container.get("securityContext").get("seccompProfile");
        if at.is_set() && !is_seccomp(at) {
            let message = format!("the seccomp profile of {} restricts nothing", title(container));
            pod.report(at.get("type"), message, "use RuntimeDefault or Localhost, or leave it to the pod");
        } else if !at.is_set() && (!own.is_set() || !is_seccomp(own)) {
            pod.report(at, format!("{} has no seccomp profile", title(container)), hint);
        }
    }
}
