//! Security contexts: users, capabilities, seccomp, AppArmor, sysctls, Windows options.
//!
//! Source: pkg/apis/core/validation (`ValidateSecurityContext`, `validatePodSpecSecurityContext`).

use super::super::check::Check;
use super::super::formats::DNS_SUBDOMAIN;
use super::super::node::{At, quote};
use super::annotations::Annotations;
use super::volume;

pub(crate) const SECURITY: &str = "security-context";

/// Source: `SysctlMaxLength`
const MAX_SYSCTL: usize = 253;
/// Source: `maxGMSACredentialSpecLength`
const MAX_GMSA: usize = 64 * 1024;
/// Source: `maxLocalhostProfileLength`
const MAX_PROFILE: usize = 4095;

/// The last minor in which the gate SELinuxMount is closed.
const LAST_RECURSIVE: u32 = 35;

/// The security context of a container.
pub(crate) fn container<'a>(cx: &mut Check<'a>, sc: At<'a>, host_users: bool) {
    if !sc.is_set() {
        return;
    }
    ids(cx, sc);
    let mount = sc.get("procMount");
    if mount.is_set() {
        cx.one_of(SECURITY, mount, &["Default", "Unmasked"]);
        if host_users && mount.str() == "Unmasked" {
            cx.error(SECURITY, mount, "Unmasked needs hostUsers: false in the pod");
        }
    }
    seccomp(cx, sc.get("seccompProfile"));
    if sc.get("allowPrivilegeEscalation").opt_bool() == Some(false) {
        if sc.get("privileged").bool() {
            cx.error(SECURITY, sc, "allowPrivilegeEscalation: false and privileged: true exclude each other");
        }
        if sc.get("capabilities").get("add").items().any(|c| c.str() == "CAP_SYS_ADMIN") {
            cx.error(
                SECURITY,
                sc,
                "allowPrivilegeEscalation: false and the capability CAP_SYS_ADMIN exclude each other",
            );
        }
    }
    windows(cx, sc.get("windowsOptions"));
    app_armor(cx, sc.get("appArmorProfile"));
}

/// The security context of a pod; `spec` holds the host's namespaces.
pub(crate) fn pod<'a>(cx: &mut Check<'a>, spec: At<'a>) {
    let sc = spec.get("securityContext");
    if spec.get("shareProcessNamespace").bool() && spec.get("hostPID").bool() {
        let message = "shareProcessNamespace and hostPID exclude each other";
        cx.error_as(SECURITY, spec.get("shareProcessNamespace"), sc, ".shareProcessNamespace", message);
    }
    if !sc.is_set() {
        return;
    }
    if sc.get("fsGroup").is_set() {
        id(cx, sc.get("fsGroup"));
    }
    ids(cx, sc);
    for group in sc.get("supplementalGroups").items() {
        id(cx, group);
    }
    sysctls(cx, spec, sc.get("sysctls"));
    if sc.get("fsGroupChangePolicy").is_set() {
        cx.one_of(SECURITY, sc.get("fsGroupChangePolicy"), &["Always", "OnRootMismatch"]);
    }
    seccomp(cx, sc.get("seccompProfile"));
    windows(cx, sc.get("windowsOptions"));
    app_armor(cx, sc.get("appArmorProfile"));
    if sc.get("supplementalGroupsPolicy").is_set() {
        cx.one_of(SECURITY, sc.get("supplementalGroupsPolicy"), &["Merge", "Strict"]);
    }
    if sc.get("seLinuxChangePolicy").is_set() {
        // The other one needs the gate SELinuxMount.
        let allowed: &[&str] =
            if cx.minor <= LAST_RECURSIVE { &["Recursive"] } else { &["MountOption", "Recursive"] };
        cx.one_of(SECURITY, sc.get("seLinuxChangePolicy"), allowed);
    }
}

fn ids<'a>(cx: &mut Check<'a>, sc: At<'a>) {
    for key in ["runAsUser", "runAsGroup"] {
        if sc.get(key).is_set() {
            id(cx, sc.get(key));
        }
    }
}

/// Source: `IsValidUserID`, `IsValidGroupID`
fn id<'a>(cx: &mut Check<'a>, at: At<'a>) {
    cx.range(SECURITY, at, 0, i64::from(i32::MAX));
}

/// Source: `validateSysctls`
fn sysctls<'a>(cx: &mut Check<'a>, spec: At<'a>, list: At<'a>) {
    let mut seen: Vec<&str> = Vec::new();
    for sysctl in list.items() {
        let name = sysctl.get("name");
        if name.str().is_empty() {
            cx.required(SECURITY, name, "the name of a kernel parameter");
        } else if !is_sysctl(name.str()) {
            cx.expected(SECURITY, name, "the name of a kernel parameter, such as net.core.somaxconn");
        } else if seen.contains(&name.str()) {
            cx.duplicate(SECURITY, name, name.str());
        }
        seen.push(name.str());
        let plain = name.str().replace('/', ".");
        if spec.get("hostNetwork").bool() && plain.starts_with("net.") {
            cx.error(SECURITY, name, "a net parameter cannot be set with hostNetwork: true");
        }
        let ipc = ["kernel.shm", "kernel.msg", "fs.mqueue."].iter().any(|p| plain.starts_with(p))
            || plain == "kernel.sem";
        if spec.get("hostIPC").bool() && ipc {
            cx.error(SECURITY, name, "an ipc parameter cannot be set with hostIPC: true");
        }
    }
}

/// Source: `IsValidSysctlName`
fn is_sysctl(name: &str) -> bool {
    let ends = |c: &u8| c.is_ascii_lowercase() || c.is_ascii_digit();
    name.len() <= MAX_SYSCTL
        && name.split(['.', '/']).all(|part| {
            let b = part.as_bytes();
            b.first().is_some_and(ends)
                && b.last().is_some_and(ends)
                && b.iter().all(|c| ends(c) || matches!(c, b'-' | b'_'))
        })
}

/// Source: `validateSeccompProfileField`
fn seccomp<'a>(cx: &mut Check<'a>, profile: At<'a>) {
    if !profile.is_set() {
        return;
    }
    let (typ, local) = (profile.get("type"), profile.get("localhostProfile"));
    match typ.str() {
        "" => cx.required(SECURITY, typ, "Localhost, RuntimeDefault or Unconfined"),
        _ => {
            cx.one_of(SECURITY, typ, &["Localhost", "RuntimeDefault", "Unconfined"]);
        }
    }
    if typ.str() == "Localhost" {
        if local.is_set() {
            volume::descending_path(cx, local, local, "");
        } else {
            cx.required(SECURITY, local, "the path of a profile, because the type is Localhost");
        }
    } else if local.is_set() {
        cx.error(SECURITY, local, "only a profile of type Localhost has a path");
    }
}

/// Source: `ValidateAppArmorProfileField`
fn app_armor<'a>(cx: &mut Check<'a>, profile: At<'a>) {
    if !profile.is_set() {
        return;
    }
    let (typ, local) = (profile.get("type"), profile.get("localhostProfile"));
    match typ.str() {
        "" => cx.required(SECURITY, typ, "Localhost, RuntimeDefault or Unconfined"),
        "Localhost" => {
            let name = local.str();
            if !local.is_set() || name.is_empty() {
                cx.required(SECURITY, local, "the name of a profile, because the type is Localhost");
            } else if name.trim() != name {
                cx.expected(SECURITY, local, "a name without blanks around it");
            }
            if name.len() > MAX_PROFILE {
                cx.too_long(SECURITY, local, MAX_PROFILE);
            }
        }
        "RuntimeDefault" | "Unconfined" => {
            if local.is_set() {
                cx.error(SECURITY, local, "only a profile of type Localhost has a name");
            }
        }
        _ => {
            cx.one_of(SECURITY, typ, &["Localhost", "RuntimeDefault", "Unconfined"]);
        }
    }
}

/// Source: `validateWindowsSecurityContextOptions`
fn windows<'a>(cx: &mut Check<'a>, options: At<'a>) {
    if !options.is_set() {
        return;
    }
    let (name, spec, user) = (
        options.get("gmsaCredentialSpecName"),
        options.get("gmsaCredentialSpec"),
        options.get("runAsUserName"),
    );
    if name.is_set() {
        cx.format(SECURITY, name, &DNS_SUBDOMAIN);
    }
    if spec.is_set() {
        if spec.str().is_empty() {
            cx.expected(SECURITY, spec, "the text of a credential specification");
        } else if spec.str().len() > MAX_GMSA {
            cx.too_long(SECURITY, spec, MAX_GMSA);
        }
    }
    if user.is_set() && !is_windows_user(user.str()) {
        cx.expected(SECURITY, user, "the name of a user, with DOMAIN\\ before it or not");
    }
}

fn is_windows_user(name: &str) -> bool {
    let (domain, user) = match name.split_once('\\') {
        Some((domain, user)) => (Some(domain), user),
        None => (None, name),
    };
    let dns = |d: &str| {
        d.split('.').all(|part| {
            part.len() <= 63
                && part.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-')
                && part.bytes().next().is_some_and(|c| c != b'-')
                && part.bytes().last().is_some_and(|c| c != b'-')
        })
    };
    let net_bios = |d: &str| {
        let bad = |c: char| "\\/:*?\"<>|".contains(c);
        (1..=15).contains(&d.chars().count()) && !d.starts_with('.') && !d.contains(bad)
    };
    !name.contains(|c: char| c.is_ascii_control())
        && domain.is_none_or(|d| d.len() < 256 && (net_bios(d) || dns(d)))
        && (1..=104).contains(&user.len())
        && !user.chars().all(|c| matches!(c, '.' | ' '))
        && !user.contains(|c| "\"/\\:;|=,+*?<>@[]".contains(c))
}

/// All containers must be host-process containers or none. Source: `validateWindowsHostProcessPod`.
pub(crate) fn host_process<'a>(cx: &mut Check<'a>, spec: At<'a>, containers: &[At<'a>]) {
    let option = |at: At<'a>| at.get("securityContext").get("windowsOptions").get("hostProcess");
    let pod = option(spec).opt_bool();
    let mut count = 0;
    for container in containers {
        let own = option(*container);
        if let (Some(pod), Some(value)) = (pod, own.opt_bool())
            && pod != value
        {
            cx.error(SECURITY, own, format!("hostProcess must be {pod}, as in the pod"));
        }
        count += usize::from(own.opt_bool().or(pod) == Some(true));
    }
    if count > 0 {
        if count != containers.len() {
            cx.error(SECURITY, spec, "either all containers are host-process containers or none is");
        }
        if !spec.get("hostNetwork").bool() {
            cx.expected(SECURITY, spec.get("hostNetwork"), "true, because there are host-process containers");
        }
    }
}

/// What a pod for Windows, or for Linux, must not ask for. Source: `validateWindows`, `validateLinux`.
pub(crate) fn os<'a>(cx: &mut Check<'a>, spec: At<'a>, containers: &[At<'a>]) {
    const POD: &[&str] = &[
        "appArmorProfile",
        "seLinuxOptions",
        "seccompProfile",
        "fsGroup",
        "fsGroupChangePolicy",
        "runAsUser",
        "runAsGroup",
        "supplementalGroups",
        "supplementalGroupsPolicy",
        "seLinuxChangePolicy",
    ];
    const CONTAINER: &[&str] = &[
        "appArmorProfile",
        "seLinuxOptions",
        "seccompProfile",
        "capabilities",
        "readOnlyRootFilesystem",
        "privileged",
        "allowPrivilegeEscalation",
        "procMount",
        "runAsUser",
        "runAsGroup",
    ];
    let os = spec.get("os");
    if !os.is_set() {
        return;
    }
    let name = os.get("name").str();
    let sc = spec.get("securityContext");
    match name {
        "" => cx.required(SECURITY, os.get("name"), "linux or windows"),
        "linux" => {
            for context in std::iter::once(sc).chain(containers.iter().map(|c| c.get("securityContext"))) {
                if context.get("windowsOptions").is_set() {
                    cx.error(
                        SECURITY,
                        context.get("windowsOptions"),
                        "a pod for Linux cannot have options for Windows",
                    );
                }
            }
        }
        "windows" => {
            let message = "a pod for Windows cannot have this";
            for key in POD {
                if sc.get(key).is_set() {
                    cx.error(SECURITY, sc.get(key), message);
                }
            }
            if !sc.get("sysctls").is_empty() {
                cx.error(SECURITY, sc.get("sysctls"), message);
            }
            for key in ["hostUsers", "shareProcessNamespace"] {
                if spec.get(key).is_set() {
                    cx.error(SECURITY, spec.get(key), message);
                }
            }
            for key in ["hostPID", "hostIPC"] {
                if spec.get(key).bool() {
                    cx.error(SECURITY, spec.get(key), message);
                }
            }
            for container in containers {
                for key in CONTAINER {
                    if container.get("securityContext").get(key).is_set() {
                        cx.error(SECURITY, container.get("securityContext").get(key), message);
                    }
                }
            }
        }
        _ => {
            let message = format!("expected linux or windows, but found {}", quote(name));
            cx.error_as(SECURITY, os.get("name"), os, "", message);
        }
    }
}

/// Annotations of old that must agree with the fields. Sources: `ValidateSeccompPodAnnotations`,
/// `ValidateAppArmorPodAnnotations`, `validateSeccompAnnotationsAndFields`,
/// `validateAppArmorAnnotationsAndFieldsMatchOnCreate`.
pub(crate) fn annotations<'a>(
    cx: &mut Check<'a>,
    annotations: Annotations<'a>,
    spec: At<'a>,
    containers: &[At<'a>],
) {
    const SECCOMP_POD: &str = "seccomp.security.alpha.kubernetes.io/pod";
    const SECCOMP: &str = "container.seccomp.security.alpha.kubernetes.io/";
    const APP_ARMOR: &str = "container.apparmor.security.beta.kubernetes.io/";
    let known = |profile: &str| matches!(profile, "runtime/default" | "docker/default" | "unconfined");
    for (key, value) in annotations.at.entries() {
        let profile = value.str();
        if key == SECCOMP_POD || key.starts_with(SECCOMP) {
            match profile.strip_prefix("localhost/") {
                Some(path) if path.starts_with('/') || path.split('/').any(|p| p == "..") => {
                    let message = format!(
                        "expected a relative path without '..' after localhost/, but found {}",
                        quote(path)
                    );
                    annotations.error(cx, SECURITY, value, &format!(".{key}"), message);
                }
                None if !known(profile) => {
                    let message = format!(
                        "expected runtime/default, unconfined or localhost/PATH, but found {}",
                        quote(profile)
                    );
                    annotations.error(cx, SECURITY, value, &format!(".{key}"), message);
                }
                _ => {}
            }
        }
        if let Some(name) = key.strip_prefix(APP_ARMOR) {
            let place = format!("[{key}]");
            if !containers.iter().any(|c| c.get("name").str() == name) {
                let message = format!("the pod has no container {}", quote(name));
                annotations.error(cx, SECURITY, value, &place, message);
            }
            if !(profile.is_empty()
                || known(profile) && profile != "docker/default"
                || profile.starts_with("localhost/"))
            {
                let message = format!(
                    "expected runtime/default, unconfined or localhost/NAME, but found {}",
                    quote(profile)
                );
                annotations.error(cx, SECURITY, value, &place, message);
            }
        }
    }
    let annotation = |key: &str| annotations.text(key);
    let mut agree = |profile: At<'a>, value: Option<&str>, place: At<'a>, what: &str, seccomp: bool| {
        let Some(value) = value else { return };
        let right = match profile.get("type").str() {
            "Unconfined" => value == "unconfined",
            "RuntimeDefault" => value == "runtime/default" || seccomp && value == "docker/default",
            "Localhost" => match value.strip_prefix("localhost/") {
                None => false,
                Some(path) => {
                    if profile.get("localhostProfile").opt_str() != Some(path) {
                        let message = format!("the {what} profile differs from that in the annotation");
                        cx.error(SECURITY, place.get("localhostProfile"), message);
                    }
                    true
                }
            },
            _ => true,
        };
        if !right {
            cx.error(
                SECURITY,
                place.get("type"),
                format!("the {what} type differs from that in the annotation"),
            );
        }
    };
    let profile = |at: At<'a>, key: &'static str| at.get("securityContext").get(key);
    if profile(spec, "seccompProfile").is_set() {
        let own = profile(spec, "seccompProfile");
        agree(own, annotation(SECCOMP_POD), own, "seccomp", true);
    }
    for container in containers {
        let name = container.get("name").str();
        let own = profile(*container, "seccompProfile");
        if own.is_set() {
            agree(own, annotation(&format!("{SECCOMP}{name}")), own, "seccomp", true);
        }
        let key = format!("{APP_ARMOR}{name}");
        let (own, of_pod) = (profile(*container, "appArmorProfile"), profile(spec, "appArmorProfile"));
        let text = annotation(&key).unwrap_or_default();
        // Of a pod a right annotation becomes the field of its container. Source: pkg/registry/core/pod/strategy.go,
        // `applyAppArmorVersionSkew`.
        let copied = annotations.are_of_object()
            && (matches!(text, "runtime/default" | "unconfined") || text.len() > "localhost/".len());
        if spec.get("os").get("name").str() == "windows" {
            continue;
        }
        if own.is_set() {
            agree(own, annotation(&key), own, "AppArmor", false);
        } else if of_pod.is_set() && !copied {
            agree(of_pod, annotation(&key), own, "AppArmor", false);
        }
    }
}
