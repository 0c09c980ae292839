//! What the level baseline forbids.

use super::{Pod, title};
use crate::validate::At;

/// Source: check_appArmorProfile.go
pub(super) fn app_armor(pod: &mut Pod<'_, '_, '_>) {
    const ANNOTATION: &str = "container.apparmor.security.beta.kubernetes.io/";
    let hint = "use RuntimeDefault or Localhost";
    for context in pod.contexts() {
        let profile = context.get("appArmorProfile");
        if profile.is_set() && !matches!(profile.get("type").str(), "RuntimeDefault" | "Localhost") {
            pod.report(
                profile.get("type"),
                format!("the AppArmor profile is {}", found(profile.get("type"))),
                hint,
            );
        }
    }
    for (key, value) in pod.pods.metadata.get("annotations").entries() {
        let profile = value.str();
        let fine = profile.is_empty() || profile == "runtime/default" || profile.starts_with("localhost/");
        if key.starts_with(ANNOTATION) && !fine {
            pod.report(
                value,
                format!("the AppArmor profile is {profile}"),
                "use runtime/default or localhost/…",
            );
        }
    }
}

/// What containers may add. Source: check_capabilities_baseline.go, `capabilities_allowed_1_0`.
const CAPABILITIES: &[&str] = &[
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
];

/// Source: check_capabilities_baseline.go
pub(super) fn capabilities(pod: &mut Pod<'_, '_, '_>) {
    for container in pod.containers() {
        for capability in container.get("securityContext").get("capabilities").get("add").items() {
            if !CAPABILITIES.contains(&capability.str()) {
                let message = format!("{} adds the capability {}", title(container), found(capability));
                pod.report(
                    capability,
                    message,
                    "leave it out; baseline allows only what runtimes give by default",
                );
            }
        }
    }
}

/// Source: check_hostNamespaces.go
pub(super) fn host_namespaces(pod: &mut Pod<'_, '_, '_>) {
    for key in ["hostNetwork", "hostPID", "hostIPC"] {
        let at = pod.spec().get(key);
        if at.bool() {
            pod.report(
                at,
                format!("the pod shares a namespace with its node: {key} is true"),
                "leave it out",
            );
        }
    }
}

/// Source: check_hostPathVolumes.go
pub(super) fn host_path_volumes(pod: &mut Pod<'_, '_, '_>) {
    for volume in pod.spec().get("volumes").items() {
        let path = volume.get("hostPath");
        if path.is_set() {
            let message = format!(
                "volume {} is the folder {} of the node",
                volume.get("name").str(),
                path.get("path").str()
            );
            pod.report(path, message, "use emptyDir, a claim or a CSI volume");
        }
    }
}

/// Source: check_hostPorts.go
pub(super) fn host_ports(pod: &mut Pod<'_, '_, '_>) {
    for container in pod.containers() {
        for port in container.get("ports").items().map(|port| port.get("hostPort")) {
            if port.int() != 0 {
                let message = format!("{} takes the port {} of its node", title(container), port.int());
                pod.report(port, message, "leave hostPort out, and use a Service");
            }
        }
    }
}

/// Source: check_hostProbesAndhostLifecycle.go
pub(super) fn host_probes(pod: &mut Pod<'_, '_, '_>) {
    for container in pod.containers() {
        let probes = ["livenessProbe", "readinessProbe", "startupProbe"].map(|key| container.get(key));
        let hooks = ["postStart", "preStop"].map(|key| container.get("lifecycle").get(key));
        for handler in probes.into_iter().chain(hooks) {
            for host in ["httpGet", "tcpSocket"].map(|key| handler.get(key).get("host")) {
                if !host.str().is_empty() {
                    let message =
                        format!("a probe or hook of {} goes to the host {}", title(container), host.str());
                    pod.report(host, message, "leave host out: the pod's own address is meant");
                }
            }
        }
    }
}

/// Source: check_privileged.go
pub(super) fn privileged(pod: &mut Pod<'_, '_, '_>) {
    for container in pod.containers() {
        let at = container.get("securityContext").get("privileged");
        if at.bool() {
            let message = format!("{} is privileged: it can do what root can on its node", title(container));
            pod.report(at, message, "leave privileged out, and add single capabilities");
        }
    }
}

/// Source: check_procMount_baseline.go
pub(super) fn proc_mount(pod: &mut Pod<'_, '_, '_>) {
    if !pod.has_own_users() {
        unmasked_proc(pod);
    }
}

/// Source: check_procMount_baseline.go, `procMount_1_0`
pub(super) fn unmasked_proc(pod: &mut Pod<'_, '_, '_>) {
    for container in pod.containers() {
        let at = container.get("securityContext").get("procMount");
        if at.is_set() && at.str() != "Default" {
            let message =
                format!("{} sees /proc without its mask: procMount is {}", title(container), found(at));
            pod.report(at, message, "leave procMount out");
        }
    }
}

/// Source: check_seccompProfile_baseline.go. Before 1.19 annotations had the word.
pub(super) fn seccomp(pod: &mut Pod<'_, '_, '_>) {
    if pod.minor < 19 {
        return seccomp_annotations(pod);
    }
    for context in pod.contexts() {
        let profile = context.get("seccompProfile");
        if profile.is_set() && !is_seccomp(profile) {
            let message = format!("the seccomp profile is {}", found(profile.get("type")));
            pod.report(profile.get("type"), message, "use RuntimeDefault or Localhost");
        }
    }
}

/// Whether a profile restricts calls. Source: check_seccompProfile_baseline.go, `validSeccomp`.
pub(super) fn is_seccomp(profile: At<'_>) -> bool {
    matches!(profile.get("type").str(), "RuntimeDefault" | "Localhost")
}

fn seccomp_annotations(pod: &mut Pod<'_, '_, '_>) {
    const POD: &str = "seccomp.security.alpha.kubernetes.io/pod";
    const CONTAINER: &str = "container.seccomp.security.alpha.kubernetes.io/";
    let names: Vec<&str> = pod.containers().map(|container| container.get("name").str()).collect();
    for (key, value) in pod.pods.metadata.get("annotations").entries() {
        let concerns = key == POD || key.strip_prefix(CONTAINER).is_some_and(|name| names.contains(&name));
        let profile = value.str();
        let fine =
            matches!(profile, "runtime/default" | "docker/default") || profile.starts_with("localhost/");
        if concerns && !fine {
            pod.report(value, format!("the seccomp profile is {}", found(value)), "use runtime/default");
        }
    }
}

/// Source: check_seLinuxOptions.go
pub(super) fn se_linux(pod: &mut Pod<'_, '_, '_>) {
    for options in pod.contexts().map(|context| context.get("seLinuxOptions")) {
        let typ = options.get("type");
        let known = matches!(typ.str(), "" | "container_t" | "container_init_t" | "container_kvm_t");
        if !known && (pod.minor < 31 || typ.str() != "container_engine_t") {
            let hint = "use container_t, container_init_t, container_kvm_t or container_engine_t";
            pod.report(typ, format!("the SELinux type is {}", found(typ)), hint);
        }
        for key in ["user", "role"] {
            let at = options.get(key);
            if !at.str().is_empty() {
                pod.report(at, format!("the SELinux {key} is set, to {}", found(at)), "leave it out");
            }
        }
    }
}

/// What pods may set, and since when. Source: check_sysctls.go, `sysctlsAllowedV1Dot…`.
const SYSCTLS: &[(&str, u32)] = &[
    ("kernel.shm_rmid_forced", 0),
    ("net.ipv4.ip_local_port_range", 0),
    ("net.ipv4.tcp_syncookies", 0),
    ("net.ipv4.ping_group_range", 0),
    ("net.ipv4.ip_unprivileged_port_start", 0),
    ("net.ipv4.ip_local_reserved_ports", 27),
    ("net.ipv4.tcp_keepalive_time", 29),
    ("net.ipv4.tcp_fin_timeout", 29),
    ("net.ipv4.tcp_keepalive_intvl", 29),
    ("net.ipv4.tcp_keepalive_probes", 29),
    ("net.ipv4.tcp_rmem", 32),
    ("net.ipv4.tcp_wmem", 32),
    ("net.ipv4.tcp_slow_start_after_idle", 37),
    ("net.ipv4.tcp_notsent_lowat", 37),
];

/// Source: check_sysctls.go
pub(super) fn sysctls(pod: &mut Pod<'_, '_, '_>) {
    for sysctl in pod.spec().get("securityContext").get("sysctls").items().map(|sysctl| sysctl.get("name")) {
        if !SYSCTLS.iter().any(|(name, since)| *name == sysctl.str() && pod.minor >= *since) {
            let message = format!("the pod sets {}, which other pods of the node may feel", found(sysctl));
            pod.report(sysctl, message, "leave it out, or set it on the nodes");
        }
    }
}

/// Source: check_windowsHostProcess.go
pub(super) fn windows_host_process(pod: &mut Pod<'_, '_, '_>) {
    for context in pod.contexts() {
        let at = context.get("windowsOptions").get("hostProcess");
        if at.bool() {
            pod.report(at, "the process runs on its node, outside of any container", "leave hostProcess out");
        }
    }
}

/// A value in the words of a message.
fn found(at: At<'_>) -> &str {
    match at.str() {
        "" => "empty",
        text => text,
    }
}
