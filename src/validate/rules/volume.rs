//! Volumes of a pod and the sources that persistent volumes share with them.
//!
//! Source: pkg/apis/core/validation (`ValidateVolumes`, `validateVolumeSource` and the functions for the
//! sources). A volume without a source is an `emptyDir`, by defaulting.

use super::super::check::Check;
use super::super::formats::{self, DNS_LABEL, DNS_SUBDOMAIN, Format};
use super::super::node::{At, quote};
use super::super::quantity::Quantity;
use super::{container, meta, selector, storage};

pub(crate) const VOLUMES: &str = "volumes";

/// The sources of a volume in the order in which the server looks at them, with the name under which it
/// complains about a second one.
const SOURCES: &[(&str, &str)] = &[
    ("emptyDir", "emptyDir"),
    ("hostPath", "hostPath"),
    ("gitRepo", "gitRepo"),
    ("gcePersistentDisk", "gcePersistentDisk"),
    ("awsElasticBlockStore", "awsElasticBlockStore"),
    ("secret", "secret"),
    ("nfs", "nfs"),
    ("iscsi", "iscsi"),
    ("glusterfs", "glusterfs"),
    ("flocker", "flocker"),
    ("persistentVolumeClaim", "persistentVolumeClaim"),
    ("rbd", "rbd"),
    ("cinder", "cinder"),
    ("cephfs", "cephFS"),
    ("quobyte", "quobyte"),
    ("downwardAPI", "downwarAPI"),
    ("fc", "fc"),
    ("flexVolume", "flexVolume"),
    ("configMap", "configMap"),
    ("azureFile", "azureFile"),
    ("vsphereVolume", "vsphereVolume"),
    ("photonPersistentDisk", "photonPersistentDisk"),
    ("portworxVolume", "portworxVolume"),
    ("azureDisk", "azureDisk"),
    ("storageos", "storageos"),
    ("projected", "projected"),
    ("scaleIO", "scaleIO"),
    ("csi", "csi"),
    ("ephemeral", "ephemeral"),
    ("image", "image"),
];

/// A volume that is right by itself.
pub(crate) struct Known<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// Whether it can be a block device.
    pub(crate) is_claim: bool,
}

/// Checks the volumes of a pod; returns those that are right by name, because the server knows no others when
/// it looks for a mount's volume. `pod` is the pod's name, where it is known.
///
/// `claims` are the claim templates of a stateful set, which come first and replace volumes of their names.
pub(crate) fn volumes<'a>(
    cx: &mut Check<'a>,
    list: At<'a>,
    claims: At<'a>,
    pod: Option<&str>,
) -> Vec<Known<'a>> {
    let claim_name = |claim: At<'a>| claim.get("metadata").get("name");
    let mut known: Vec<Known<'_>> = Vec::new();
    let mut claimed = 0;
    for (index, claim) in claims.items().enumerate() {
        let name = claim_name(claim);
        if claims.items().take(index).any(|c| claim_name(c).str() == name.str()) {
            continue;
        }
        // The server makes a volume of it and finds fault with that.
        let place = claimed;
        claimed += 1;
        let mut report = |key: &str, message: String| {
            cx.error_as(VOLUMES, name, list, &format!("[{place}].{key}"), message);
        };
        if name.str().is_empty() {
            report(
                "persistentVolumeClaim.claimName",
                "required: expected metadata.name in the claim template".to_owned(),
            );
            report(
                "name",
                "required: expected metadata.name in the claim template, but found nothing".to_owned(),
            );
        } else if !(DNS_LABEL.holds)(name.str()) {
            report("name", format!("expected {}, but found {}", DNS_LABEL.expected, quote(name.str())));
        } else {
            known.push(Known { name: name.str(), is_claim: true });
        }
    }
    let is_claimed = |v: &At<'_>| claims.items().any(|c| claim_name(c).str() == v.get("name").str());
    let own = list.items().enumerate().filter(|(_, volume)| !is_claimed(volume));
    for (place, (index, volume)) in own.enumerate() {
        let (before, first) = (cx.errors(), cx.findings.len());
        let name = volume.get("name");
        sources(cx, volume, pod);
        if cx.filled(VOLUMES, name, "a name for the volume") {
            cx.format(VOLUMES, name, &DNS_LABEL);
        }
        if known.iter().any(|k| k.name == name.str()) {
            cx.duplicate(VOLUMES, name, name.str());
        }
        if cx.errors() == before {
            let is_claim = volume.get("persistentVolumeClaim").is_set() || volume.get("ephemeral").is_set();
            known.push(Known { name: name.str(), is_claim });
        }
        let claim = volume.get("persistentVolumeClaim").get("claimName");
        let made = |v: At<'_>| {
            v.get("ephemeral").is_set()
                && pod.is_some_and(|p| claim.str() == format!("{p}-{}", v.get("name").str()))
        };
        if !claim.str().is_empty() && list.items().any(made) {
            cx.error(VOLUMES, claim, "this claim is made for an ephemeral volume of the same pod");
        }
        // The server counts the volumes of the claims too.
        if place + claimed != index {
            let written = format!("volumes[{index}]");
            cx.rename(first, &written, |path, rest| {
                let head = path.len().checked_sub(rest.len() + written.len())?;
                Some(format!("{}volumes[{}]{rest}", path.get(..head)?, place + claimed))
            });
        }
    }
    known
}

fn sources<'a>(cx: &mut Check<'a>, volume: At<'a>, pod: Option<&str>) {
    let mut first = None;
    for (key, complaint) in SOURCES {
        let source = volume.get(key);
        if !source.is_set() {
            continue;
        }
        if let Some(first) = first {
            cx.error_as(
                VOLUMES,
                source,
                volume,
                &format!(".{complaint}"),
                format!("a volume has one source, and this one has {first} already: remove one of the two"),
            );
            continue;
        }
        first = Some(key);
        match *key {
            "secret" => files(cx, source, "secretName"),
            "configMap" => files(cx, source, "name"),
            "downwardAPI" => {
                mode(cx, source.get("defaultMode"));
                for item in source.get("items").items() {
                    downward_file(cx, item, source);
                }
            }
            "projected" => projected(cx, source),
            "persistentVolumeClaim" => {
                cx.filled(VOLUMES, source.get("claimName"), "the name of a claim");
            }
            "ephemeral" => {
                let template = source.get("volumeClaimTemplate");
                if template.is_set() {
                    storage::claim_template(cx, template);
                } else {
                    cx.required(VOLUMES, template, "the template of a claim");
                }
                let name = volume.get("name");
                if let Some(pod) = pod.filter(|_| !name.str().is_empty()) {
                    let claim = format!("{pod}-{}", name.str());
                    if !formats::is_dns1123_subdomain(&claim) {
                        cx.error(
                            VOLUMES,
                            name,
                            format!(
                                "the claim of this volume would be named {}, which is no DNS name",
                                quote(&claim)
                            ),
                        );
                    }
                }
            }
            "image" => {
                let reference = source.get("reference");
                if pod.is_some() && reference.str().is_empty() {
                    cx.required(VOLUMES, reference, "a reference to an image");
                }
                container::pull_policy(cx, source.get("pullPolicy"));
            }
            "iscsi" => {
                iscsi(cx, source);
                if source.get("initiatorName").is_set()
                    && volume.get("name").str().len() + 1 + source.get("targetPortal").str().len() > 64
                {
                    cx.error(
                        VOLUMES,
                        volume.get("name"),
                        "name and iscsi.targetPortal are longer than 63 bytes together",
                    );
                }
            }
            "csi" => {
                csi_driver_name(cx, VOLUMES, source.get("driver"));
                let secret = source.get("nodePublishSecretRef");
                if secret.is_set()
                    && cx.filled(VOLUMES, secret.get("name"), "the name of a secret")
                    && !formats::is_dns1123_subdomain(secret.get("name").str())
                {
                    let message = format!(
                        "expected {}, but found {}",
                        DNS_SUBDOMAIN.expected,
                        quote(secret.get("name").str())
                    );
                    cx.error_as(VOLUMES, secret.get("name"), source, ".name", message);
                }
            }
            "emptyDir" => {
                if Check::quantity(source.get("sizeLimit")).is_some_and(|q| q < Quantity::ZERO) {
                    cx.expected(VOLUMES, source.get("sizeLimit"), "0 or more");
                }
            }
            _ => shared(cx, key, source, Owner::Pod),
        }
    }
}

/// Whether a volume is an `emptyDir`, by word or by default.
pub(crate) fn is_empty_dir(volume: At<'_>) -> bool {
    volume.get("emptyDir").is_set() || !SOURCES.iter().any(|(key, _)| volume.get(key).is_set())
}

/// Whose volume a source belongs to: a few fields are only there for persistent volumes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A pod.
    Pod,
    /// A persistent volume.
    Persistent,
}

/// What a key of a source holds.
fn meaning(key: &str) -> &'static str {
    match key {
        "driver" => "the name of a driver",
        "endpoints" => "the name of the Endpoints of the servers",
        "gateway" | "repository" | "server" => "an address",
        "path" | "volumePath" => "a path",
        "pdID" | "volumeID" => "the id of a volume",
        "secretName" => "the name of a secret",
        "shareName" => "the name of a share",
        _ => "a name",
    }
}

/// The sources that a pod and a persistent volume both may have.
pub(crate) fn shared<'a>(cx: &mut Check<'a>, key: &str, source: At<'a>, owner: Owner) {
    let mut filled = |keys: &[&'static str]| {
        for key in keys {
            cx.filled(VOLUMES, source.get(key), meaning(key));
        }
    };
    match key {
        "hostPath" => {
            if cx.filled(VOLUMES, source.get("path"), "a path on the node") {
                no_backsteps(cx, source.get("path"), source.get("path"), "");
                cx.one_of_or_empty(
                    VOLUMES,
                    source.get("type"),
                    &[
                        "DirectoryOrCreate",
                        "Directory",
                        "FileOrCreate",
                        "File",
                        "Socket",
                        "CharDevice",
                        "BlockDevice",
                    ],
                );
            }
        }
        "gitRepo" => {
            filled(&["repository"]);
            descending_path(cx, source.get("directory"), source.get("directory"), "");
        }
        // The server reports faults of this source under another name.
        "gcePersistentDisk" => {
            let before = cx.findings.len();
            cx.filled(VOLUMES, source.get("pdName"), "the name of a disk");
            cx.range(VOLUMES, source.get("partition"), 0, 255);
            cx.rename(before, "gcePersistentDisk", |path, rest| {
                let head = path.len().checked_sub(rest.len() + "gcePersistentDisk".len())?;
                Some(format!("{}persistentDisk{rest}", path.get(..head)?))
            });
        }
        "awsElasticBlockStore" => {
            filled(&["volumeID"]);
            cx.range(VOLUMES, source.get("partition"), 0, 255);
        }
        "nfs" => {
            filled(&["server", "path"]);
            if !source.get("path").str().starts_with('/') {
                cx.expected(VOLUMES, source.get("path"), "an absolute path");
            }
        }
        "glusterfs" => {
            filled(&["endpoints", "path"]);
            let namespace = source.get("endpointsNamespace");
            if owner == Owner::Persistent && namespace.is_set() {
                cx.format(VOLUMES, namespace, &DNS_LABEL);
            }
        }
        "flocker" => {
            let (name, uuid) = (source.get("datasetName"), source.get("datasetUUID"));
            match (name.str().is_empty(), uuid.str().is_empty()) {
                (true, true) => cx.required(VOLUMES, source, "datasetName or datasetUUID"),
                (false, false) => cx.error(VOLUMES, source, "datasetName and datasetUUID exclude each other"),
                _ => {}
            }
            if name.str().contains('/') {
                cx.expected(VOLUMES, name, "a name without '/'");
            }
        }
        "rbd" => {
            if source.get("monitors").is_empty() {
                cx.required(VOLUMES, source.get("monitors"), "at least one monitor");
            }
            cx.filled(VOLUMES, source.get("image"), "the name of an image");
        }
        "cephfs" => {
            if source.get("monitors").is_empty() {
                cx.required(VOLUMES, source.get("monitors"), "at least one monitor");
            }
        }
        "cinder" => {
            filled(&["volumeID"]);
            secret_ref(cx, source.get("secretRef"), owner);
        }
        "quobyte" => {
            let registry = source.get("registry");
            if registry.str().is_empty() {
                cx.required(VOLUMES, registry, "host:port, or several with commas between them");
            } else if source.get("tenant").str().len() >= 65 {
                cx.too_long(VOLUMES, source.get("tenant"), 64);
            } else if !registry.str().split(',').all(is_host_port) {
                cx.expected(VOLUMES, registry, "host:port, or several with commas between them");
            }
            cx.filled(VOLUMES, source.get("volume"), "the name of a volume");
        }
        "fc" => {
            let (wwns, wwids, lun) = (source.get("targetWWNs"), source.get("wwids"), source.get("lun"));
            match (wwns.is_empty(), wwids.is_empty()) {
                (true, true) => cx.required(VOLUMES, wwns, "targetWWNs or wwids"),
                (false, false) => cx.error(VOLUMES, wwns, "targetWWNs and wwids exclude each other"),
                _ => {}
            }
            if !wwns.is_empty() {
                if lun.is_set() {
                    cx.range(VOLUMES, lun, 0, 255);
                } else {
                    cx.required(VOLUMES, lun, "a number, because there are targetWWNs");
                }
            }
        }
        "flexVolume" => {
            filled(&["driver"]);
            for (key, value) in source.get("options").entries() {
                let domain = format!(".{}", key.split('/').next().unwrap_or_default().to_lowercase());
                if domain.ends_with(".kubernetes.io") || domain.ends_with(".k8s.io") {
                    cx.error(VOLUMES, value, "the domains kubernetes.io and k8s.io are reserved");
                }
            }
        }
        "azureFile" => {
            filled(&["secretName", "shareName"]);
            let namespace = source.get("secretNamespace");
            if owner == Owner::Persistent && namespace.is_set() {
                cx.filled(VOLUMES, namespace, "a namespace");
            }
        }
        "azureDisk" => azure_disk(cx, source),
        "vsphereVolume" => filled(&["volumePath"]),
        "photonPersistentDisk" => filled(&["pdID"]),
        "portworxVolume" => filled(&["volumeID"]),
        "scaleIO" => filled(&["gateway", "system", "volumeName"]),
        "storageos" => {
            cx.filled_format(VOLUMES, source.get("volumeName"), &DNS_LABEL);
            if !source.get("volumeNamespace").str().is_empty() {
                cx.format(VOLUMES, source.get("volumeNamespace"), &DNS_LABEL);
            }
            secret_ref(cx, source.get("secretRef"), owner);
        }
        _ => {}
    }
}

fn secret_ref<'a>(cx: &mut Check<'a>, secret: At<'a>, owner: Owner) {
    if !secret.is_set() {
        return;
    }
    cx.filled(VOLUMES, secret.get("name"), "the name of a secret");
    if owner == Owner::Persistent {
        cx.filled(VOLUMES, secret.get("namespace"), "the secret's namespace");
    }
}

/// Source: Go's `net.SplitHostPort`
fn is_host_port(pair: &str) -> bool {
    match pair.rsplit_once(':') {
        Some((host, _)) if host.starts_with('[') => host.ends_with(']'),
        Some((host, _)) => !host.contains([':', '[', ']']),
        None => false,
    }
}

fn azure_disk<'a>(cx: &mut Check<'a>, source: At<'a>) {
    let (kind, uri) = (source.get("kind"), source.get("diskURI"));
    cx.filled(VOLUMES, source.get("diskName"), "the name of a disk");
    cx.filled(VOLUMES, uri, "the address of a disk");
    if source.get("cachingMode").is_set() {
        cx.one_of(VOLUMES, source.get("cachingMode"), &["None", "ReadOnly", "ReadWrite"]);
    }
    if kind.is_set() {
        cx.one_of(VOLUMES, kind, &["Dedicated", "Managed", "Shared"]);
    }
    let start = if kind.str() == "Managed" { "/subscriptions/" } else { "https://" };
    // The default of kind is Shared.
    if !uri.str().starts_with(start) {
        cx.expected(VOLUMES, uri, &format!("an address that begins with {start}"));
    }
}

/// Source: `validateISCSIVolumeSource`
pub(crate) fn iscsi<'a>(cx: &mut Check<'a>, source: At<'a>) {
    cx.filled(VOLUMES, source.get("targetPortal"), "an address");
    if cx.filled(VOLUMES, source.get("iqn"), "a qualified name") {
        cx.format(VOLUMES, source.get("iqn"), &ISCSI_NAME);
    }
    cx.range(VOLUMES, source.get("lun"), 0, 255);
    let secret = source.get("secretRef");
    if (source.get("chapAuthDiscovery").bool() || source.get("chapAuthSession").bool()) && !secret.is_set() {
        cx.required(VOLUMES, secret, "a secret, because CHAP is on");
    }
    let initiator = source.get("initiatorName");
    if initiator.is_set() && !(ISCSI_NAME.holds)(initiator.str()) {
        let message = format!("expected {}, but found {}", ISCSI_NAME.expected, quote(initiator.str()));
        cx.error_as(VOLUMES, initiator, source, ".initiatorname", message);
    }
}

/// Source: the expressions `iscsiInitiatorIqnRegex`, `iscsiInitiatorEuiRegex`, `iscsiInitiatorNaaRegex`
const ISCSI_NAME: Format = Format {
    holds: |v| {
        let hex = |rest: &str, width: usize| {
            let mut chars = rest.chars();
            chars.next().is_some()
                && chars.as_str().len() == width
                && chars.all(|c| c.is_ascii_alphanumeric())
        };
        if let Some(rest) = v.strip_prefix("eui") {
            return hex(rest, 16);
        }
        if let Some(rest) = v.strip_prefix("naa") {
            return hex(rest, 32);
        }
        let Some(rest) = v.strip_prefix("iqn.") else { return false };
        let Some((date, rest)) = rest.split_at_checked(7) else { return false };
        let date = date.bytes().enumerate().all(|(i, c)| if i == 4 { c == b'-' } else { c.is_ascii_digit() });
        let Some((authority, unique)) = rest.strip_prefix('.').and_then(|r| r.split_once(':')) else {
            return false;
        };
        date && !authority.is_empty()
            && authority.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'.'))
            && !unique.is_empty()
            && !unique.contains([',', ';', '*', '&', '$', '|'])
            && !unique.contains(char::is_whitespace)
    },
    expected: "an iSCSI name (iqn.yyyy-mm.domain:name, eui. and 16 digits, or naa. and 32)",
};

/// A secret or config map as files.
fn files<'a>(cx: &mut Check<'a>, source: At<'a>, name: &'static str) {
    cx.filled(VOLUMES, source.get(name), "a name");
    mode(cx, source.get("defaultMode"));
    for item in source.get("items").items() {
        key_to_path(cx, item);
    }
}

/// Source: `validateKeyToPath`
fn key_to_path<'a>(cx: &mut Check<'a>, item: At<'a>) {
    cx.filled(VOLUMES, item.get("key"), "a key");
    let path = item.get("path");
    cx.filled(VOLUMES, path, "a path in the volume");
    non_reserved_path(cx, path, path, "");
    mode(cx, item.get("mode"));
}

fn mode<'a>(cx: &mut Check<'a>, mode: At<'a>) {
    if mode.opt_int().is_some_and(|m| !(0..=0o777).contains(&m)) {
        cx.error_hint(
            VOLUMES,
            mode,
            format!("expected a file mode from 0 to 0777, but found {}", mode.int()),
            "write it in octal with a leading 0, such as 0644, or in decimal, such as 420",
        );
    }
}

/// Fields that a file of a volume may show. Source: `validVolumeDownwardAPIFieldPathExpressions`.
const FILE_FIELDS: &[&str] =
    &["metadata.name", "metadata.namespace", "metadata.labels", "metadata.annotations", "metadata.uid"];

/// Source: `validateDownwardAPIVolumeFile`; the server reports its faults at the volume, without the index.
fn downward_file<'a>(cx: &mut Check<'a>, item: At<'a>, owner: At<'a>) {
    let path = item.get("path");
    if path.str().is_empty() {
        cx.error_as(
            VOLUMES,
            path,
            owner,
            ".path",
            "required: expected a path in the volume, but found nothing",
        );
    }
    non_reserved_path(cx, path, owner, ".path");
    let (field, resource) = (item.get("fieldRef"), item.get("resourceFieldRef"));
    if field.is_set() {
        container::object_field(cx, field, FILE_FIELDS, Some((owner, ".fieldRef")));
        if resource.is_set() {
            cx.error_as(VOLUMES, resource, owner, "", "fieldRef and resourceFieldRef exclude each other");
        }
    } else if resource.is_set() {
        container::resource_field(cx, resource, true, Some((owner, ".resourceFieldRef")));
    } else {
        cx.error_as(
            VOLUMES,
            item,
            owner,
            "",
            "required: expected fieldRef or resourceFieldRef, but found neither",
        );
    }
    if item.get("mode").opt_int().is_some_and(|m| !(0..=0o777).contains(&m)) {
        let message = format!("expected a file mode from 0 to 0777, but found {}", item.get("mode").int());
        cx.error_as(VOLUMES, item.get("mode"), owner, ".mode", message);
    }
}

/// Source: `validateProjectionSources`
fn projected<'a>(cx: &mut Check<'a>, source: At<'a>) {
    mode(cx, source.get("defaultMode"));
    let mut paths: Vec<&str> = Vec::new();
    for part in source.get("sources").items() {
        let mut kinds = 0;
        let mut claim = |cx: &mut Check<'a>, path: At<'a>| {
            if path.str().is_empty() {
                return;
            }
            if paths.contains(&path.str()) {
                let message = format!("two files have the path {}", quote(path.str()));
                cx.error_as(VOLUMES, path, source, "", message);
            }
            paths.push(path.str());
        };
        for key in ["secret", "configMap"] {
            let files = part.get(key);
            if files.is_set() {
                kinds += 1;
                cx.filled(VOLUMES, files.get("name"), "a name");
                for item in files.get("items").items() {
                    key_to_path(cx, item);
                    claim(cx, item.get("path"));
                }
            }
        }
        let downward = part.get("downwardAPI");
        if downward.is_set() {
            kinds += 1;
            for item in downward.get("items").items() {
                downward_file(cx, item, downward);
                claim(cx, item.get("path"));
            }
        }
        let token = part.get("serviceAccountToken");
        if token.is_set() {
            kinds += 1;
            let seconds = token.get("expirationSeconds");
            if seconds.is_set() {
                cx.range(VOLUMES, seconds, 600, 1 << 32);
            }
            let path = token.get("path");
            if path.str().is_empty() {
                cx.error_as(
                    VOLUMES,
                    path,
                    source,
                    ".path",
                    "required: expected a path in the volume, but found nothing",
                );
            } else {
                non_reserved_path(cx, path, source, ".path");
            }
        }
        if cx.minor >= 37 && part.get("clusterTrustBundle").is_set() {
            kinds += 1;
            trust_bundle(cx, part.get("clusterTrustBundle"));
            claim(cx, part.get("clusterTrustBundle").get("path"));
        }
        if kinds > 1 {
            cx.error(VOLUMES, part, "expected one source, but found several");
        }
    }
}

fn trust_bundle<'a>(cx: &mut Check<'a>, bundle: At<'a>) {
    let (name, signer) = (bundle.get("name"), bundle.get("signerName"));
    match (name.is_set(), signer.is_set()) {
        (true, true) => cx.error(VOLUMES, bundle, "name and signerName exclude each other"),
        (false, false) => cx.required(VOLUMES, bundle, "name or signerName"),
        (true, false) => {
            cx.filled(VOLUMES, name, "the name of a bundle");
            if bundle.get("labelSelector").is_set() {
                cx.error(VOLUMES, bundle.get("labelSelector"), "name and labelSelector exclude each other");
            }
        }
        (false, true) => {
            cx.filled(VOLUMES, signer, "the name of a signer");
            selector::label_selector(cx, bundle.get("labelSelector"));
        }
    }
    cx.filled(VOLUMES, bundle.get("path"), "a path in the volume");
    non_reserved_path(cx, bundle.get("path"), bundle.get("path"), "");
}

/// Source: `ValidateCSIDriverName`
pub(crate) fn csi_driver_name<'a>(cx: &mut Check<'a>, rule: &'static str, name: At<'a>) {
    if !cx.filled(rule, name, "the name of a driver") {
        return;
    }
    if name.str().len() > 63 {
        cx.too_long(rule, name, 63);
    }
    if !formats::is_dns1123_subdomain(&name.str().to_lowercase()) {
        cx.format(rule, name, &DNS_SUBDOMAIN);
    }
}

/// Source: `validatePathNoBacksteps`
pub(crate) fn no_backsteps<'a>(cx: &mut Check<'a>, path: At<'a>, base: At<'a>, suffix: &str) -> bool {
    let climbs = path.str().split('/').any(|part| part == "..");
    if climbs {
        let message = format!("expected a path without '..', but found {}", quote(path.str()));
        cx.error_as(VOLUMES, path, base, suffix, message);
    }
    !climbs
}

/// Source: `validateLocalDescendingPath`
pub(crate) fn descending_path<'a>(cx: &mut Check<'a>, path: At<'a>, base: At<'a>, suffix: &str) {
    if path.str().starts_with('/') {
        let message = format!("expected a relative path, but found {}", quote(path.str()));
        cx.error_as(VOLUMES, path, base, suffix, message);
    }
    no_backsteps(cx, path, base, suffix);
}

/// Source: `ValidateLocalNonReservedPath`
pub(crate) fn non_reserved_path<'a>(cx: &mut Check<'a>, path: At<'a>, base: At<'a>, suffix: &str) {
    descending_path(cx, path, base, suffix);
    if path.str().starts_with("..") && !path.str().starts_with("../") && path.str() != ".." {
        let message =
            format!("expected a path that does not begin with '..', but found {}", quote(path.str()));
        cx.error_as(VOLUMES, path, base, suffix, message);
    }
}

/// The metadata of a template inside of an object. Source: `ValidateTemplateObjectMeta`.
pub(crate) fn template_meta<'a>(cx: &mut Check<'a>, at: At<'a>) {
    meta::annotations(cx, at.get("annotations"));
    meta::labels(cx, at.get("labels"));
    for (key, value) in at.entries() {
        // What is a pointer in Go is set, whatever its value.
        let zero = key != "deletionGracePeriodSeconds"
            && (value.opt_str() == Some("") || value.opt_int() == Some(0) || value.opt_bool() == Some(false));
        if !matches!(key, "annotations" | "labels") && value.is_set() && !zero {
            // Go's name of the field, with a small letter in front.
            let name = if key == "uid" { "uID" } else { key };
            let message = "only labels and annotations can be set in a template";
            cx.error_as(VOLUMES, value, at, &format!(".{name}"), message);
        }
    }
}
