//! Claims, persistent volumes, storage classes and what drivers write.
//!
//! Sources: pkg/apis/core/validation (`ValidatePersistentVolumeSpec`, `ValidatePersistentVolumeClaimSpec`);
//! pkg/apis/storage/validation.

use super::super::check::Check;
use super::super::formats::{self, DNS_LABEL, DNS_SUBDOMAIN, QUALIFIED_NAME};
use super::super::node::At;
use super::super::quantity::Quantity;
use super::super::schema::Scope::{Cluster, Namespaced};
use super::volume::{self, Owner};
use super::{meta, selector, workload};

const CLAIM: &str = "volume-claim";
const VOLUME: &str = "persistent-volume";
const CLASS: &str = "storage-class";
const DRIVER: &str = "csi";

/// Source: `supportedAccessModes`
const ACCESS_MODES: &[&str] = &["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];

/// Source: `maxProvisionerParameterSize`, `maxProvisionerParameterLen`
const MAX_PARAMETERS: (usize, usize) = (512, 256 * 1024);
/// Source: `csiNodeIDLongerMaxLength`
const MAX_NODE_ID: usize = 256;

/// Source: `ValidatePersistentVolumeClaim`
pub(crate) fn claim<'a>(cx: &mut Check<'a>) {
    workload::core_object(cx);
    claim_spec(cx, cx.root().get("spec"), true);
}

/// The template of an ephemeral volume. Source: `ValidatePersistentVolumeClaimTemplate`.
pub(crate) fn claim_template<'a>(cx: &mut Check<'a>, template: At<'a>) {
    volume::template_meta(cx, template.get("metadata"));
    claim_spec(cx, template.get("spec"), false);
}

/// Source: `ValidatePersistentVolumeClaimSpec`; `whole` for a claim, and not for a template of one.
pub(crate) fn claim_spec<'a>(cx: &mut Check<'a>, spec: At<'a>, whole: bool) {
    access_modes(cx, CLAIM, spec.get("accessModes"));
    selector::label_selector(cx, spec.get("selector"));
    let resources = spec.get("resources");
    let storage = resources.get("requests").get("storage");
    if storage.node().is_none() {
        cx.error_as(
            CLAIM,
            resources,
            resources,
            "[storage]",
            "required: expected an amount in requests.storage, such as 1Gi, but found nothing",
        );
    } else if Check::quantity(storage).is_some_and(|q| q <= Quantity::ZERO) {
        let message = "expected an amount above 0 in requests.storage, such as 1Gi";
        cx.error_as(CLAIM, storage, resources, "[storage]", message);
    }
    for key in ["storageClassName", "volumeAttributesClassName"] {
        if !spec.get(key).str().is_empty() {
            cx.format(CLAIM, spec.get(key), &DNS_SUBDOMAIN);
        }
    }
    if spec.get("volumeMode").is_set() {
        cx.one_of(CLAIM, spec.get("volumeMode"), &["Block", "Filesystem"]);
    }
    data_sources(cx, spec, whole);
}

/// Sources: `validateDataSource`, `validateDataSourceRef`; pkg/api/persistentvolumeclaim/util.go for what the server
/// drops from a claim without a word: an old field of an unknown kind, and references to other namespaces, whose
/// gate is closed.
fn data_sources<'a>(cx: &mut Check<'a>, spec: At<'a>, whole: bool) {
    let (source, reference) = (spec.get("dataSource"), spec.get("dataSourceRef"));
    let known = matches!(
        (source.get("apiGroup").str(), source.get("kind").str()),
        ("", "PersistentVolumeClaim") | ("snapshot.storage.k8s.io", "VolumeSnapshot")
    );
    let namespace = reference.get("namespace");
    let new = reference.is_set() && (!whole || namespace.str().is_empty());
    let old = source.is_set() && (!whole || new || known);
    for at in [(source, old), (reference, new)].into_iter().filter(|(_, kept)| *kept).map(|(at, _)| at) {
        cx.filled(CLAIM, at.get("name"), "a name");
        cx.filled(CLAIM, at.get("kind"), "a kind");
        let group = at.get("apiGroup");
        if group.str().is_empty() {
            if at.get("kind").str() != "PersistentVolumeClaim" {
                cx.error(CLAIM, at, "without apiGroup the kind can only be PersistentVolumeClaim");
            }
        } else {
            cx.format(CLAIM, group, &DNS_SUBDOMAIN);
        }
    }
    if new && !namespace.str().is_empty() {
        cx.format(CLAIM, namespace, &DNS_LABEL);
        if old {
            cx.error_as(CLAIM, source, spec, "", "dataSource and dataSourceRef.namespace exclude each other");
        }
    } else if new && old {
        let same = |key| source.get(key).str() == reference.get(key).str();
        if !(same("apiGroup") && same("kind") && same("name")) {
            cx.error_as(CLAIM, source, spec, "", "dataSource and dataSourceRef differ");
        }
    }
}

fn access_modes<'a>(cx: &mut Check<'a>, rule: &'static str, modes: At<'a>) {
    if modes.is_empty() {
        cx.required(rule, modes, "at least one mode, such as ReadWriteOnce");
    }
    let mut exclusive = (false, false);
    for mode in modes.items() {
        if ACCESS_MODES.contains(&mode.str()) {
            if mode.str() == "ReadWriteOncePod" {
                exclusive.0 = true;
            } else {
                exclusive.1 = true;
            }
        } else {
            let before = cx.findings.len();
            cx.one_of_value(rule, modes, mode.str(), ACCESS_MODES);
            cx.place_last(before, mode);
        }
    }
    if exclusive == (true, true) {
        cx.error(rule, modes, "ReadWriteOncePod must stand alone");
    }
}

/// The sources of a persistent volume in the order in which the server looks at them.
const SOURCES: &[(&str, &str)] = &[
    ("hostPath", "hostPath"),
    ("gcePersistentDisk", "gcePersistentDisk"),
    ("awsElasticBlockStore", "awsElasticBlockStore"),
    ("glusterfs", "glusterfs"),
    ("flocker", "flocker"),
    ("nfs", "nfs"),
    ("rbd", "rbd"),
    ("quobyte", "quobyte"),
    ("cephfs", "cephFS"),
    ("iscsi", "iscsi"),
    ("cinder", "cinder"),
    ("fc", "fc"),
    ("flexVolume", "flexVolume"),
    ("azureFile", "azureFile"),
    ("vsphereVolume", "vsphereVolume"),
    ("photonPersistentDisk", "photonPersistentDisk"),
    ("portworxVolume", "portworxVolume"),
    ("azureDisk", "azureDisk"),
    ("scaleIO", "scaleIO"),
    ("local", "local"),
    ("storageos", "storageos"),
    ("csi", "csi"),
];

/// Source: `ValidatePersistentVolume`
pub(crate) fn persistent_volume<'a>(cx: &mut Check<'a>) {
    let name = meta::object(cx, Cluster, &DNS_SUBDOMAIN);
    let metadata = cx.root().get("metadata");
    meta::core_finalizers(cx, metadata);
    volume_spec(cx, cx.root().get("spec"), Some(&name));
    mount_options(cx, metadata);
}

/// The annotation that `mountOptions` replaced, and the sources whose plugins read it.
/// Source: pkg/volume/validation (`checkMountOption`)
fn mount_options<'a>(cx: &mut Check<'a>, metadata: At<'a>) {
    const KEY: &str = "volume.beta.kubernetes.io/mount-options";
    const READ_BY: &[&str] = &[
        "awsElasticBlockStore",
        "azureDisk",
        "azureFile",
        "cephfs",
        "cinder",
        "gcePersistentDisk",
        "glusterfs",
        "iscsi",
        "nfs",
        "photonPersistentDisk",
        "quobyte",
        "rbd",
        "vsphereVolume",
    ];
    let Some((_, options)) = metadata.get("annotations").entries().find(|(key, _)| *key == KEY) else {
        return;
    };
    let spec = cx.root().get("spec");
    if !READ_BY.iter().any(|source| spec.get(source).is_set()) {
        let message = "nothing mounts a volume of this source with options";
        cx.error_as(VOLUME, options, metadata, &format!(".annotations.{KEY}"), message);
        cx.hint("remove the annotation, or use spec.mountOptions if the driver reads them".to_owned());
    }
}

/// Source: `ValidatePersistentVolumeSpec`; a volume without a name stands inside of an attachment.
fn volume_spec<'a>(cx: &mut Check<'a>, spec: At<'a>, name: Option<&str>) {
    let inline = name.is_none();
    let capacity = spec.get("capacity");
    if inline {
        for (key, present) in [
            ("claimRef", spec.get("claimRef").is_set()),
            ("capacity", !capacity.is_empty()),
            ("nodeAffinity", spec.get("nodeAffinity").is_set()),
            ("storageClassName", !spec.get("storageClassName").str().is_empty()),
        ] {
            if present {
                cx.error(VOLUME, spec.get(key), "an inline volume cannot have this");
            }
        }
        if !spec.get("csi").is_set() {
            cx.required(VOLUME, spec.get("csi"), "a source, because the volume is inline");
        }
    } else {
        if capacity.is_empty() {
            cx.required(VOLUME, capacity, "storage and its amount");
        } else if capacity.get("storage").node().is_none() || capacity.len() > 1 {
            cx.error(VOLUME, capacity, "expected storage and nothing else");
        }
        for (_, amount) in capacity.entries() {
            if Check::quantity(amount).is_some_and(|q| q <= Quantity::ZERO) {
                cx.expected(VOLUME, amount, "more than 0");
            }
        }
    }
    access_modes(cx, VOLUME, spec.get("accessModes"));
    let reclaim = spec.get("persistentVolumeReclaimPolicy");
    cx.one_of_or_empty(VOLUME, reclaim, &["Delete", "Recycle", "Retain"]);
    let affinity = spec.get("nodeAffinity");
    if affinity.is_set() && !inline {
        if affinity.get("required").is_set() {
            selector::node_selector(cx, affinity.get("required"));
        } else {
            cx.required(VOLUME, affinity.get("required"), "a selector of nodes");
        }
    }
    let mut first = None;
    for (key, complaint) in SOURCES {
        let source = spec.get(key);
        if !source.is_set() {
            continue;
        }
        if let Some(first) = first.filter(|_| *key != "flexVolume") {
            cx.error_as(
                VOLUME,
                source,
                spec,
                &format!(".{complaint}"),
                format!("a volume has one source, and this one has {first} already: remove one of the two"),
            );
            continue;
        }
        first = Some(key);
        volume_source(cx, spec, key, source);
        if *key == "iscsi" && source.get("initiatorName").is_set() {
            let length = name.map_or(0, str::len) + 1 + source.get("targetPortal").str().len();
            if length > 64 {
                cx.error_as(
                    VOLUME,
                    source,
                    source,
                    ".targetportal",
                    "name and targetPortal are longer than 63 bytes together",
                );
            }
        }
    }
    if first.is_none() {
        cx.required(VOLUME, spec, "a source of the volume, such as csi or nfs");
    }
    if reclaim.str() == "Recycle" && is_root(spec.get("hostPath").get("path").str()) {
        cx.error(VOLUME, reclaim, "the root of a node cannot be recycled");
    }
    if !spec.get("storageClassName").str().is_empty() && !inline {
        cx.format(VOLUME, spec.get("storageClassName"), &DNS_SUBDOMAIN);
    }
    if inline && matches!(reclaim.str(), "Delete" | "Recycle") {
        cx.error(VOLUME, reclaim, "an inline volume can only be retained");
    }
    if inline && spec.get("volumeMode").str() == "Block" {
        cx.error(VOLUME, spec.get("volumeMode"), "an inline volume can only be a filesystem");
    }
    if spec.get("volumeMode").is_set() {
        cx.one_of(VOLUME, spec.get("volumeMode"), &["Block", "Filesystem"]);
    }
    let class = spec.get("volumeAttributesClassName");
    if class.is_set() && cx.minor >= 34 && !inline {
        cx.filled_format(VOLUME, class, &DNS_SUBDOMAIN);
        if !spec.get("csi").is_set() {
            cx.required(VOLUME, spec.get("csi"), "a driver, because there is volumeAttributesClassName");
        }
    }
}

fn volume_source<'a>(cx: &mut Check<'a>, spec: At<'a>, key: &str, source: At<'a>) {
    match key {
        "local" => {
            if cx.filled(VOLUME, source.get("path"), "a path on the node") {
                volume::no_backsteps(cx, source.get("path"), source.get("path"), "");
            }
            if !spec.get("nodeAffinity").is_set() {
                cx.required(VOLUME, spec.get("nodeAffinity"), "the node, because the volume is local");
            }
        }
        "iscsi" => {
            volume::iscsi(cx, source);
            let secret = source.get("secretRef");
            if secret.is_set() {
                cx.filled(VOLUME, secret.get("name"), "the name of a secret");
            }
        }
        "csi" => {
            volume::csi_driver_name(cx, VOLUME, source.get("driver"));
            cx.filled(VOLUME, source.get("volumeHandle"), "the name that the driver gave the volume");
            for key in [
                "controllerPublishSecretRef",
                "controllerExpandSecretRef",
                "nodePublishSecretRef",
                "nodeExpandSecretRef",
            ] {
                let secret = source.get(key);
                if secret.is_set() {
                    cx.filled_format(VOLUME, secret.get("name"), &DNS_SUBDOMAIN);
                    cx.filled_format(VOLUME, secret.get("namespace"), &DNS_LABEL);
                }
            }
        }
        _ => volume::shared(cx, key, source, Owner::Persistent),
    }
}

/// Source: Go's `path.Clean`
fn is_root(path: &str) -> bool {
    path.starts_with('/') && path.split('/').all(|part| matches!(part, "" | "." | ".."))
}

/// Source: `ValidateStorageClass`
pub(crate) fn storage_class<'a>(cx: &mut Check<'a>) {
    cluster_object(cx);
    let root = cx.root();
    driver(cx, root.get("provisioner"));
    parameters(cx, root.get("parameters"));
    cx.one_of_or_empty(CLASS, root.get("reclaimPolicy"), &["Delete", "Retain"]);
    let mode = root.get("volumeBindingMode");
    if mode.is_set() {
        cx.one_of(CLASS, mode, &["Immediate", "WaitForFirstConsumer"]);
    }
    let mut terms: Vec<Vec<(&str, Vec<&str>)>> = Vec::new();
    for term in root.get("allowedTopologies").items() {
        let expressions = term.get("matchLabelExpressions");
        let mut seen: Vec<(&str, Vec<&str>)> = Vec::new();
        for expression in expressions.items() {
            let (key, values) = (expression.get("key"), expression.get("values"));
            if values.is_empty() {
                cx.required(CLASS, values, "at least one value");
            }
            let mut listed: Vec<&str> = Vec::new();
            for value in values.items() {
                if listed.contains(&value.str()) {
                    cx.duplicate(CLASS, value, value.str());
                }
                listed.push(value.str());
            }
            meta::label_key(cx, CLASS, key);
            if seen.iter().any(|(k, _)| *k == key.str()) {
                cx.duplicate(CLASS, key, key.str());
            }
            listed.sort_unstable();
            listed.dedup();
            seen.push((key.str(), listed));
        }
        seen.sort_unstable();
        // The server compares with terms without expressions that it makes up.
        if seen.is_empty() || terms.contains(&seen) {
            cx.error(CLASS, expressions, "expected labels that no other topology names");
        }
        terms.push(seen);
    }
}

/// A driver by name. Source: `validateProvisioner`.
fn driver<'a>(cx: &mut Check<'a>, at: At<'a>) {
    if cx.filled(CLASS, at, "the name of a driver, such as ebs.csi.aws.com")
        && !formats::is_qualified_name(&at.str().to_lowercase())
    {
        cx.format(CLASS, at, &QUALIFIED_NAME);
    }
}

/// Source: `validateParameters`
fn parameters<'a>(cx: &mut Check<'a>, at: At<'a>) {
    let (most, size) = MAX_PARAMETERS;
    if at.len() > most {
        return cx.error(CLASS, at, format!("expected at most {most} parameters, but found {}", at.len()));
    }
    if at.entries().any(|(key, _)| key.is_empty()) {
        cx.error(CLASS, at, "the key of a parameter is empty");
    }
    if at.entries().map(|(k, v)| k.len() + v.str().len()).sum::<usize>() > size {
        cx.error(CLASS, at, format!("expected at most {size} bytes of parameters"));
    }
}

/// Source: `ValidateVolumeAttributesClass`
pub(crate) fn attributes_class<'a>(cx: &mut Check<'a>) {
    cluster_object(cx);
    driver(cx, cx.root().get("driverName"));
    parameters(cx, cx.root().get("parameters"));
    if cx.root().get("parameters").is_empty() {
        cx.required(CLASS, cx.root().get("parameters"), "at least one parameter");
    }
}

/// Source: `ValidateVolumeAttachment`
pub(crate) fn attachment<'a>(cx: &mut Check<'a>) {
    cluster_object(cx);
    let spec = cx.root().get("spec");
    let source = spec.get("source");
    let (inline, name) = (source.get("inlineVolumeSpec"), source.get("persistentVolumeName"));
    if cx.filled(DRIVER, spec.get("attacher"), "the name of a driver") {
        volume::csi_driver_name(cx, DRIVER, spec.get("attacher"));
    }
    match (inline.is_set(), name.is_set()) {
        (false, false) => cx.required(DRIVER, source, "inlineVolumeSpec or persistentVolumeName"),
        (true, true) => {
            cx.error(DRIVER, source, "inlineVolumeSpec and persistentVolumeName exclude each other")
        }
        (true, false) => volume_spec(cx, inline, None),
        (false, true) => {
            cx.filled_format(DRIVER, name, &DNS_SUBDOMAIN);
        }
    }
    cx.format(DRIVER, spec.get("nodeName"), &DNS_SUBDOMAIN);
}

/// Source: `ValidateCSINode`
pub(crate) fn csi_node<'a>(cx: &mut Check<'a>) {
    cluster_object(cx);
    let mut names: Vec<&str> = Vec::new();
    for driver in cx.root().get("spec").get("drivers").items() {
        let (name, id) = (driver.get("name"), driver.get("nodeID"));
        volume::csi_driver_name(cx, DRIVER, name);
        if cx.filled(DRIVER, id, "the name that the driver gave the node") && id.str().len() > MAX_NODE_ID {
            cx.too_long(DRIVER, id, MAX_NODE_ID);
        }
        cx.non_negative(DRIVER, driver.get("allocatable").get("count"));
        if names.contains(&name.str()) {
            cx.duplicate(DRIVER, name, name.str());
        }
        names.push(name.str());
        let mut keys: Vec<&str> = Vec::new();
        for key in driver.get("topologyKeys").items() {
            // The server reports faults of a key at the driver.
            if !formats::is_qualified_name(key.str()) {
                let found = super::super::node::quote(key.str());
                cx.error_as(
                    DRIVER,
                    key,
                    driver,
                    "",
                    format!("expected the key of a label, but found {found}"),
                );
            }
            if keys.contains(&key.str()) {
                cx.error_as(DRIVER, key, driver, "", format!("the topology key {} stands twice", key.str()));
            }
            keys.push(key.str());
        }
    }
}

/// Source: `ValidateCSIDriver`
pub(crate) fn csi_driver<'a>(cx: &mut Check<'a>) {
    cluster_object(cx);
    let spec = cx.root().get("spec");
    if spec.get("fsGroupPolicy").is_set() {
        cx.one_of(DRIVER, spec.get("fsGroupPolicy"), &["File", "None", "ReadWriteOnceWithFSType"]);
    }
    let requests = spec.get("tokenRequests");
    let mut audiences: Vec<&str> = Vec::new();
    for request in requests.items() {
        let audience = request.get("audience");
        if audiences.contains(&audience.str()) {
            cx.duplicate(DRIVER, audience, audience.str());
            continue;
        }
        audiences.push(audience.str());
        cx.opt_range(DRIVER, request.get("expirationSeconds"), 600, 1 << 32);
    }
    let modes = spec.get("volumeLifecycleModes");
    for mode in modes.items() {
        let before = cx.findings.len();
        cx.one_of_value(DRIVER, modes, mode.str(), &["Ephemeral", "Persistent"]);
        cx.place_last(before, mode);
    }
    let period = spec.get("nodeAllocatableUpdatePeriodSeconds");
    if period.is_set() && cx.minor >= 34 && period.int() < 10 {
        cx.error(DRIVER, period, format!("expected 10 or more, but found {}", period.int()));
    }
    let in_secrets = spec.get("serviceAccountTokenInSecrets");
    if in_secrets.is_set() && cx.minor >= 35 && requests.is_empty() {
        cx.error(DRIVER, in_secrets, "serviceAccountTokenInSecrets needs tokenRequests");
    }
}

/// Source: `ValidateCSIStorageCapacity`
pub(crate) fn capacity<'a>(cx: &mut Check<'a>) {
    meta::object(cx, Namespaced, &DNS_SUBDOMAIN);
    meta::core_finalizers(cx, cx.root().get("metadata"));
    selector::label_selector(cx, cx.root().get("nodeTopology"));
    cx.format(DRIVER, cx.root().get("storageClassName"), &DNS_SUBDOMAIN);
    let capacity = cx.root().get("capacity");
    if capacity.is_set() && Check::quantity(capacity).is_some_and(|q| q < Quantity::ZERO) {
        cx.expected(DRIVER, capacity, "0 or more");
    }
}

/// The same for a kind whose finalizers the server does not check.
pub(crate) fn plain_cluster_object<'a>(cx: &mut Check<'a>) {
    meta::object(cx, Cluster, &DNS_SUBDOMAIN);
}

/// The metadata of a cluster-wide kind whose name is a DNS name.
pub(crate) fn cluster_object<'a>(cx: &mut Check<'a>) {
    meta::object(cx, Cluster, &DNS_SUBDOMAIN);
    meta::core_finalizers(cx, cx.root().get("metadata"));
}
