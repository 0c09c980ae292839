//! Containers: names, images, environment, ports, mounts, probes, hooks.
//!
//! Source: pkg/apis/core/validation (`validateContainerCommon`, `validateContainers`,
//! `validateInitContainers`, `validateEphemeralContainers`).

use super::super::check::{Check, alternatives, described};
use super::super::formats::{self, CONFIG_KEY, DNS_LABEL, DNS_SUBDOMAIN, ENV_NAME, QUALIFIED_NAME};
use super::super::node::{At, Data, json_number, quote};
use super::super::quantity::{self, Quantity};
use super::pod::Pod;
use super::resources::{self, Use};
use super::{probe, security, volume};

pub(crate) const CONTAINER: &str = "container";
const ENV: &str = "env";
const PORTS: &str = "container-ports";
const MOUNTS: &str = "volume-mounts";
const RESTART: &str = "restart-policy";

pub(crate) const PROTOCOLS: &[&str] = &["SCTP", "TCP", "UDP"];

/// Checks the containers of a pod.
pub(crate) fn containers<'a>(cx: &mut Check<'a>, pod: &Pod<'a>) {
    let main = pod.spec.get("containers");
    if main.is_empty() {
        cx.required(CONTAINER, main, "at least one container");
    }
    let mut names: Vec<&str> = Vec::new();
    for container in main.items() {
        common(cx, container, pod);
        unique(cx, container, &mut names);
        lifecycle(cx, container, pod);
        restart_rules(cx, container);
    }
    host_ports(cx, main.items(), pod);
    for container in pod.spec.get("initContainers").items() {
        common(cx, container, pod);
        init_restart_rules(cx, container);
        unique(cx, container, &mut names);
        host_ports(cx, std::iter::once(container), pod);
        if container.get("restartPolicy").str() == "Always" {
            lifecycle(cx, container, pod);
        } else {
            for key in ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"] {
                let value = container.get(key);
                // The signal alone belongs to a feature that is off, and is dropped before anyone looks.
                let dropped = key == "lifecycle"
                    && value.get("stopSignal").is_set()
                    && !value.get("postStart").is_set()
                    && !value.get("preStop").is_set();
                if value.is_set() && !dropped {
                    cx.error_hint(
                        CONTAINER,
                        container.get(key),
                        format!("an init container cannot have a {key}"),
                        "restartPolicy: Always makes it a sidecar, which can",
                    );
                }
            }
        }
    }
    let others = names.clone();
    for container in pod.spec.get("ephemeralContainers").items() {
        common(cx, container, pod);
        unique(cx, container, &mut names);
        let target = container.get("targetContainerName");
        if !target.str().is_empty() && !others.contains(&target.str()) {
            cx.error(CONTAINER, target, format!("the pod has no container {}", quote(target.str())));
        }
    }
}

fn unique<'a>(cx: &mut Check<'a>, container: At<'a>, names: &mut Vec<&'a str>) {
    let name = container.get("name");
    if names.contains(&name.str()) {
        cx.duplicate(CONTAINER, name, name.str());
    } else if !name.str().is_empty() {
        names.push(name.str());
    }
}

fn common<'a>(cx: &mut Check<'a>, container: At<'a>, pod: &Pod<'a>) {
    if cx.filled(CONTAINER, container.get("name"), "a name for the container") {
        cx.format(CONTAINER, container.get("name"), &DNS_LABEL);
    }
    let image = container.get("image");
    if cx.filled(CONTAINER, image, "an image") && pod.is_pod && image.str().trim() != image.str() {
        cx.expected(CONTAINER, image, "an image without blanks around it");
    }
    cx.one_of_or_empty(
        CONTAINER,
        container.get("terminationMessagePolicy"),
        &["FallbackToLogsOnError", "File"],
    );
    ports(cx, container.get("ports"));
    env(cx, container.get("env"), pod);
    env_from(cx, container.get("envFrom"));
    mounts(cx, container, pod);
    pull_policy(cx, container.get("imagePullPolicy"));
    resources::requirements(cx, container.get("resources"), Use::Container, pod.spec.get("resourceClaims"));
    resize_policy(cx, container.get("resizePolicy"), pod);
    security::container(cx, container.get("securityContext"), pod.host_users);
}

/// Source: `validatePullPolicy`
pub(crate) fn pull_policy<'a>(cx: &mut Check<'a>, policy: At<'a>) {
    cx.one_of_or_empty(CONTAINER, policy, &["Always", "IfNotPresent", "Never"]);
}

fn lifecycle<'a>(cx: &mut Check<'a>, container: At<'a>, pod: &Pod<'a>) {
    let hooks = container.get("lifecycle");
    for key in ["postStart", "preStop"] {
        if hooks.get(key).is_set() {
            probe::handler(cx, hooks.get(key), pod.grace, false);
        }
    }
    probe::liveness(cx, container.get("livenessProbe"), pod.grace);
    probe::readiness(cx, container.get("readinessProbe"), pod.grace);
    probe::liveness(cx, container.get("startupProbe"), pod.grace);
}

/// Source: `validateInitContainerRestartPolicy`
fn init_restart_rules<'a>(cx: &mut Check<'a>, container: At<'a>) {
    let (policy, rules) = (container.get("restartPolicy"), container.get("restartPolicyRules"));
    match policy.str() {
        // A later server lets a sidecar have rules.
        "Always" if cx.minor <= LAST_WITHOUT_SIDECAR_RULES => {
            if !rules.is_empty() {
                cx.error(RESTART, rules, "an init container with restartPolicy: Always has no rules");
            }
        }
        _ if !policy.is_set() => {
            if !rules.is_empty() {
                cx.required(RESTART, policy, "a policy, because there are restartPolicyRules");
            }
        }
        _ => restart_rules(cx, container),
    }
}

/// The last minor in which the gate RestartAllContainersOnContainerExits is closed.
const LAST_WITHOUT_SIDECAR_RULES: u32 = 35;

/// Source: `validateContainerRestartPolicy`
fn restart_rules<'a>(cx: &mut Check<'a>, container: At<'a>) {
    let (policy, rules) = (container.get("restartPolicy"), container.get("restartPolicyRules"));
    if policy.is_set() {
        cx.one_of(RESTART, policy, &["Always", "Never", "OnFailure"]);
    } else if !rules.is_empty() {
        cx.required(RESTART, policy, "a policy, because there are restartPolicyRules");
    }
    if rules.len() > 20 {
        cx.error(RESTART, rules, format!("expected at most 20 rules, but found {}", rules.len()));
    }
    for rule in rules.items() {
        cx.one_of(RESTART, rule.get("action"), &["Restart"]);
        let codes = rule.get("exitCodes");
        if !codes.is_set() {
            cx.required(RESTART, codes, "exit codes");
            continue;
        }
        cx.one_of(RESTART, codes.get("operator"), &["In", "NotIn"]);
        let values = codes.get("values");
        if values.len() > 255 {
            let message = format!("expected at most 255 exit codes, but found {}", values.len());
            cx.error(RESTART, values, message);
        }
    }
}

/// Source: `validateResizePolicy`; the server reports faults of an entry at the list.
fn resize_policy<'a>(cx: &mut Check<'a>, list: At<'a>, pod: &Pod<'a>) {
    let mut seen: Vec<&str> = Vec::new();
    for entry in list.items() {
        let (name, policy) = (entry.get("resourceName").str(), entry.get("restartPolicy").str());
        if seen.contains(&name) {
            cx.duplicate(CONTAINER, entry, name);
        }
        seen.push(name);
        if !matches!(name, "cpu" | "memory") {
            cx.error_as(
                CONTAINER,
                entry,
                list,
                "",
                format!("expected cpu or memory, but found {}", quote(name)),
            );
        }
        if !matches!(policy, "NotRequired" | "RestartContainer") {
            let message = format!("expected NotRequired or RestartContainer, but found {}", quote(policy));
            cx.error_as(CONTAINER, entry, list, "", message);
        }
        if pod.spec.get("restartPolicy").str() == "Never" && policy != "NotRequired" {
            let message = "expected NotRequired, because the pod has restartPolicy: Never";
            cx.error_as(CONTAINER, entry, list, "", message);
        }
    }
}

/// Source: `validateContainerPorts`
fn ports<'a>(cx: &mut Check<'a>, list: At<'a>) {
    let mut names: Vec<&str> = Vec::new();
    for port in list.items() {
        let (name, number, host) = (port.get("name"), port.get("containerPort"), port.get("hostPort"));
        if !name.str().is_empty() && cx.format(PORTS, name, &formats::PORT_NAME) {
            if names.contains(&name.str()) {
                cx.duplicate(PORTS, name, name.str());
            }
            names.push(name.str());
        }
        if number.int() == 0 {
            cx.required(PORTS, number, "a port from 1 to 65535");
        } else {
            cx.range(PORTS, number, 1, 65535);
        }
        if host.int() != 0 {
            cx.range(PORTS, host, 1, 65535);
        }
        cx.one_of_or_empty(PORTS, port.get("protocol"), PROTOCOLS);
    }
}

/// No two containers may take one port of the host, and in the network of the host a pod takes all its ports.
/// Sources: `AccumulateUniqueHostPorts`; pkg/apis/core/v1/defaults.go, `defaultHostNetworkPorts`.
fn host_ports<'a>(cx: &mut Check<'a>, containers: impl Iterator<Item = At<'a>>, pod: &Pod<'a>) {
    let takes_all = pod.is_pod && pod.spec.get("hostNetwork").bool();
    let mut seen: Vec<(&str, &str, i64)> = Vec::new();
    for container in containers {
        for port in container.get("ports").items() {
            let number = match port.get("hostPort").int() {
                0 if takes_all => port.get("containerPort").int(),
                number => number,
            };
            let protocol = match port.get("protocol").str() {
                "" => "TCP",
                other => other,
            };
            let key = (protocol, port.get("hostIP").str(), number);
            if number == 0 {
                continue;
            }
            if seen.contains(&key) {
                cx.duplicate(PORTS, port.get("hostPort"), &number.to_string());
            }
            seen.push(key);
        }
    }
}

/// Fields of the pod that a variable may show. Source: `validEnvDownwardAPIFieldPathExpressions`.
const ENV_FIELDS: &[&str] = &[
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
];

/// Source: `ValidateEnv`
fn env<'a>(cx: &mut Check<'a>, list: At<'a>, pod: &Pod<'a>) {
    for variable in list.items() {
        if cx.filled(ENV, variable.get("name"), "the name of a variable") {
            cx.format(ENV, variable.get("name"), &ENV_NAME);
        }
        let from = variable.get("valueFrom");
        if !from.is_set() {
            continue;
        }
        let mut sources = 0;
        let field = from.get("fieldRef");
        if field.is_set() {
            sources += 1;
            object_field(cx, field, ENV_FIELDS, None);
        }
        let resource = from.get("resourceFieldRef");
        if resource.is_set() {
            sources += 1;
            resource_field(cx, resource, false, None);
        }
        for key in ["configMapKeyRef", "secretKeyRef"] {
            let selector = from.get(key);
            if selector.is_set() {
                sources += 1;
                cx.format(ENV, selector.get("name"), &DNS_SUBDOMAIN);
                if cx.filled(ENV, selector.get("key"), "a key") {
                    cx.format(ENV, selector.get("key"), &CONFIG_KEY);
                }
            }
        }
        let file = from.get("fileKeyRef");
        if file.is_set() && cx.minor >= 35 {
            sources += 1;
            file_key(cx, file, pod);
        }
        if sources == 0 {
            cx.error(ENV, from, "expected one of fieldRef, resourceFieldRef, configMapKeyRef and secretKeyRef, but found none");
        } else if !variable.get("value").str().is_empty() {
            cx.error(ENV, from, "value and valueFrom exclude each other");
        } else if sources > 1 {
            cx.error(ENV, from, format!("expected one source, but found {sources}"));
        }
    }
}

/// Source: `validateFileKeySelector`, `validateFileKeyRefVolumes`
fn file_key<'a>(cx: &mut Check<'a>, file: At<'a>, pod: &Pod<'a>) {
    let volume = file.get("volumeName");
    if cx.filled(ENV, file.get("key"), "a key") {
        cx.format(ENV, file.get("key"), &ENV_NAME);
    }
    if cx.filled(ENV, volume, "the name of a volume") {
        cx.format(ENV, volume, &DNS_LABEL);
    }
    if cx.filled(ENV, file.get("path"), "a path in the volume") {
        volume::no_backsteps(cx, file.get("path"), file.get("path"), "");
    }
    match pod.spec.get("volumes").items().find(|v| v.get("name").str() == volume.str()) {
        None => cx.error(ENV, volume, format!("there is no volume {}", quote(volume.str()))),
        Some(found) if !volume::is_empty_dir(found) => cx.error(ENV, volume, "the volume is no emptyDir"),
        Some(_) => {}
    }
}

/// A field of the pod. Source: `validateObjectFieldSelector`; `place` is where the server reports faults if it
/// is not the selector itself.
pub(crate) fn object_field<'a>(
    cx: &mut Check<'a>,
    field: At<'a>,
    allowed: &[&str],
    place: Option<(At<'a>, &str)>,
) {
    let path = field.get("fieldPath");
    let (base, prefix) = place.unwrap_or((field, ""));
    let mut report = |at: At<'a>, suffix: &str, message: String| {
        cx.error_as(ENV, at, base, &format!("{prefix}{suffix}"), message);
    };
    if path.str().is_empty() {
        return report(
            path,
            ".fieldPath",
            "required: expected a field of the pod, but found nothing".to_owned(),
        );
    }
    let version = field.get("apiVersion").str();
    if !matches!(version, "" | "v1") {
        return report(path, ".fieldPath", format!("there is no version {} of a pod", quote(version)));
    }
    let subscript = path.str().strip_suffix("']").and_then(|p| p.split_once("['"));
    match subscript {
        Some(("metadata.annotations", key)) if formats::is_qualified_name(&key.to_lowercase()) => {}
        Some(("metadata.labels", key)) if formats::is_qualified_name(key) => {}
        Some(("metadata.annotations" | "metadata.labels", key)) => {
            report(path, "", format!("expected {}, but found {}", QUALIFIED_NAME.expected, quote(key)));
        }
        Some((other, _)) => report(path, ".fieldPath", format!("{other} takes no subscript")),
        None if allowed.contains(&path.str())
            || path.str() == "spec.host" && allowed.contains(&"spec.nodeName") => {}
        None => {
            let hint = super::super::suggest::closest(path.str(), allowed.iter().copied());
            let message = format!(
                "expected one of {}, but found {}",
                super::super::check::alternatives(allowed),
                quote(path.str())
            );
            report(path, ".fieldPath", message);
            if let Some(hint) = hint {
                cx.hint(format!("did you mean {hint}?"));
            }
        }
    }
}

/// Resources that can be shown. Source: `validContainerResourceFieldPathExpressions`.
const SHOWN_RESOURCES: &[&str] = &[
    "limits.cpu",
    "limits.ephemeral-storage",
    "limits.memory",
    "requests.cpu",
    "requests.ephemeral-storage",
    "requests.memory",
];

/// A request or limit of a container. Source: `validateContainerResourceFieldSelector`.
pub(crate) fn resource_field<'a>(
    cx: &mut Check<'a>,
    at: At<'a>,
    in_volume: bool,
    place: Option<(At<'a>, &str)>,
) {
    let (name, divisor) = (at.get("resource"), at.get("divisor"));
    let (base, prefix) = place.unwrap_or((at, ""));
    let mut report = |at: At<'a>, suffix: &str, message: String| {
        cx.error_as(ENV, at, base, &format!("{prefix}{suffix}"), message);
    };
    let huge = name.str().starts_with("requests.hugepages-") || name.str().starts_with("limits.hugepages-");
    if in_volume && at.get("containerName").str().is_empty() {
        report(
            at,
            ".containerName",
            "required: expected the name of a container, but found nothing".to_owned(),
        );
    } else if name.str().is_empty() {
        report(
            name,
            ".resource",
            "required: expected a resource, such as limits.memory, but found nothing".to_owned(),
        );
    } else if !SHOWN_RESOURCES.contains(&name.str()) && !huge {
        let allowed = alternatives(SHOWN_RESOURCES);
        report(name, ".resource", format!("expected {allowed}, but found {}", quote(name.str())));
    }
    if Check::quantity(divisor).is_none_or(|q| q == Quantity::ZERO) {
        return;
    }
    let cpu = matches!(name.str(), "limits.cpu" | "requests.cpu");
    if (cpu || huge || SHOWN_RESOURCES.contains(&name.str())) && !is_divisor(divisor, cpu) {
        let expected = if cpu { "1 or 1m" } else { "1, or 1 with a unit, such as 1Mi" };
        report(divisor, ".divisor", format!("expected {expected}, but found {}", described(divisor)));
    }
}

/// Source: `validContainerResourceDivisorForCPU` and its neighbours
fn is_divisor(at: At<'_>, cpu: bool) -> bool {
    let text = match at.node().map(|n| &n.data) {
        Some(Data::Str(text)) => text.to_string(),
        Some(Data::Int(number)) => number.to_string(),
        Some(Data::Float(number)) => json_number(*number),
        _ => return true,
    };
    let decimal = (0..=6).map(|n| Quantity::whole(1000i64.pow(n)));
    let binary = (1..=6).map(|n| Quantity::whole(1024i64.pow(n)));
    if cpu {
        [Quantity::whole(1), Quantity::MILLI]
            .into_iter()
            .any(|unit| quantity::is_unit(text.trim(), unit, false))
    } else {
        decimal.into_iter().any(|unit| quantity::is_unit(text.trim(), unit, false))
            || binary.into_iter().any(|unit| quantity::is_unit(text.trim(), unit, true))
    }
}

/// Source: `ValidateEnvFrom`; the server reports the lack of a source at the list.
fn env_from<'a>(cx: &mut Check<'a>, list: At<'a>) {
    for source in list.items() {
        let prefix = source.get("prefix");
        if !prefix.str().is_empty() {
            cx.format(ENV, prefix, &ENV_NAME);
        }
        let mut sources = 0;
        for key in ["configMapRef", "secretRef"] {
            if source.get(key).is_set() {
                sources += 1;
                let name = source.get(key).get("name");
                if cx.filled(ENV, name, "a name") {
                    // A dash at the end is let through here, as in the prefix of a name.
                    let masked = name.str().strip_suffix('-').filter(|n| !n.is_empty()).unwrap_or(name.str());
                    if !formats::is_dns1123_subdomain(masked) {
                        cx.format(ENV, name, &DNS_SUBDOMAIN);
                    }
                }
            }
        }
        match sources {
            0 => cx.error_as(ENV, source, list, "", "expected configMapRef or secretRef, but found neither"),
            1 => {}
            _ => cx.error_as(ENV, source, list, "", "expected one source, but found two"),
        }
    }
}

/// Mounts and devices. Sources: `ValidateVolumeMounts`, `ValidateVolumeDevices`. Faults of the optional fields
/// are reported without the index of the mount.
fn mounts<'a>(cx: &mut Check<'a>, container: At<'a>, pod: &Pod<'a>) {
    let (mounts, devices) = (container.get("volumeMounts"), container.get("volumeDevices"));
    let mut paths: Vec<&str> = Vec::new();
    for mount in mounts.items() {
        let (name, path) = (mount.get("name"), mount.get("mountPath"));
        volume_exists(cx, name, pod);
        cx.filled(MOUNTS, path, "a path in the container");
        if paths.contains(&path.str()) {
            cx.error(MOUNTS, path, format!("two mounts have the path {}", quote(path.str())));
        }
        paths.push(path.str());
        if devices.items().any(|d| d.get("name").str() == name.str()) {
            cx.error(MOUNTS, name, "the volume is a device of this container already");
        }
        if devices.items().any(|d| d.get("devicePath").str() == path.str()) {
            cx.error(MOUNTS, path, "a device of this container has this path already");
        }
        let (sub, expr) = (mount.get("subPath"), mount.get("subPathExpr"));
        if !sub.str().is_empty() {
            volume::descending_path(cx, sub, mounts, ".subPath");
        }
        if !expr.str().is_empty() {
            if !sub.str().is_empty() {
                cx.error(MOUNTS, expr, "subPath and subPathExpr exclude each other");
            }
            volume::descending_path(cx, expr, mounts, ".subPathExpr");
        }
        propagation(cx, container, mount, mounts);
    }
    let (mut names, mut paths) = (Vec::new(), Vec::new());
    for device in devices.items() {
        let (name, path) = (device.get("name"), device.get("devicePath"));
        if names.contains(&name.str()) {
            cx.duplicate(MOUNTS, name, name.str());
        }
        match pod.volumes.iter().find(|v| v.name == name.str()) {
            Some(volume) if !volume.is_claim => {
                cx.error(MOUNTS, name, "only a claim or an ephemeral volume can be a device");
            }
            _ => volume_exists(cx, name, pod),
        }
        cx.filled(MOUNTS, path, "a path in the container");
        if paths.contains(&path.str()) {
            cx.duplicate(MOUNTS, path, path.str());
        }
        if path.str().split('/').any(|p| p == "..") {
            cx.expected(MOUNTS, path, "a path without '..'");
        } else {
            paths.push(path.str());
        }
        if mounts.items().any(|m| m.get("name").str() == name.str()) {
            cx.error(MOUNTS, name, "the volume is mounted in this container already");
        }
        if mounts.items().any(|m| m.get("mountPath").str() == path.str()) {
            cx.error(MOUNTS, path, "a mount of this container has this path already");
        }
        if !name.str().is_empty() {
            names.push(name.str());
        }
    }
}

fn volume_exists<'a>(cx: &mut Check<'a>, name: At<'a>, pod: &Pod<'a>) {
    if name.str().is_empty() {
        cx.required(MOUNTS, name, "the name of a volume");
    } else if !pod.volumes.iter().any(|v| v.name == name.str()) && cx.is_read(pod.spec.get("volumes")) {
        let message = format!("there is no volume {}", quote(name.str()));
        match super::super::suggest::closest(name.str(), pod.volumes.iter().map(|v| v.name)) {
            Some(near) => cx.error_hint(MOUNTS, name, message, format!("did you mean {near}?")),
            None => cx.error_hint(MOUNTS, name, message, "add one to the pod's volumes"),
        }
    }
}

/// Sources: `validateMountPropagation`, `validateMountRecursiveReadOnly`
fn propagation<'a>(cx: &mut Check<'a>, container: At<'a>, mount: At<'a>, mounts: At<'a>) {
    const MODES: &[&str] = &["Bidirectional", "HostToContainer", "None"];
    let (mode, recursive) = (mount.get("mountPropagation"), mount.get("recursiveReadOnly"));
    if mode.is_set() {
        if !MODES.contains(&mode.str()) {
            let allowed = super::super::check::alternatives(MODES);
            let message = format!("expected {allowed}, but found {}", quote(mode.str()));
            cx.error_as(MOUNTS, mode, mounts, ".mountPropagation", message);
        }
        if mode.str() == "Bidirectional" && !container.get("securityContext").get("privileged").bool() {
            let message = "Bidirectional needs a privileged container";
            cx.error_as(MOUNTS, mode, mounts, ".mountPropagation", message);
        }
    }
    match recursive.str() {
        _ if !recursive.is_set() => {}
        "Disabled" => {}
        "Enabled" | "IfPossible" => {
            if !mount.get("readOnly").bool() {
                let message = "a recursive read-only mount needs readOnly: true";
                cx.error_as(MOUNTS, recursive, mounts, ".recursiveReadOnly", message);
            }
            if mode.is_set() && mode.str() != "None" {
                let message = "a recursive read-only mount cannot have mountPropagation";
                cx.error_as(MOUNTS, recursive, mounts, ".recursiveReadOnly", message);
            }
        }
        other => {
            let message = format!("expected Disabled, Enabled or IfPossible, but found {}", quote(other));
            cx.error_as(MOUNTS, recursive, mounts, ".recursiveReadOnly", message);
        }
    }
}
