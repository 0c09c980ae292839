//! What pods refer to and the render lacks: ConfigMaps, Secrets, claims, service accounts, and keys of the first two.
//!
//! What is missing may live in the cluster, so it is only an information; a key that is missing in an object of the
//! render is missing for good.

use super::objects::{Object, Pods, Render};
use super::rule::{Cx, Rule};
use crate::validate::{At, Data, Node, Severity, closest};
use std::collections::BTreeSet;

pub(super) static MISSING_CONFIG_MAP: Rule = Rule {
    name: "missing-config-map",
    severity: Severity::Info,
    summary: "a pod needs a ConfigMap that the render lacks",
    why: "Until the ConfigMap exists the pod stays in ContainerCreating or CreateContainerConfigError. It may be in \
          the cluster already; the render cannot know.",
    mend: "Render it, correct the name, or set `optional: true` if the pod does without. Once you know that it is \
           there, `--allow` or a comment keeps the report quiet.",
};

pub(super) static MISSING_SECRET: Rule = Rule {
    name: "missing-secret",
    severity: Severity::Info,
    summary: "a pod needs a Secret that the render lacks",
    why: "Until the Secret exists the pod stays in ContainerCreating or CreateContainerConfigError. Secrets are \
          rightly kept out of charts, so this is a list of what has to be made by hand or by an operator.",
    mend: "Make the Secret before the install, correct the name, or set `optional: true` if the pod does without.",
};

pub(super) static MISSING_CLAIM: Rule = Rule {
    name: "missing-claim",
    severity: Severity::Info,
    summary: "a pod mounts a PersistentVolumeClaim that the render lacks",
    why: "Until the claim exists the pod stays in Pending, and only its events say what it waits for.",
    mend: "Make the claim before the install, render it, or correct the name.",
};

pub(super) static MISSING_SERVICE_ACCOUNT: Rule = Rule {
    name: "missing-service-account",
    severity: Severity::Info,
    summary: "a pod runs as a ServiceAccount that the render lacks",
    why: "The server refuses to create pods for a ServiceAccount that does not exist: the workload stays at no pods, \
          and only its events say why.",
    mend: "Make the account before the install, render it, or correct serviceAccountName.",
};

pub(super) static ABSENT_KEY: Rule = Rule {
    name: "absent-key",
    severity: Severity::Warning,
    summary: "a pod needs a key that the ConfigMap or Secret of the render lacks",
    why: "The container does not start (CreateContainerConfigError), or the volume is not mounted: the object is \
          there, the key in it is not.",
    mend: "Add the key, correct its spelling, or set `optional: true` on the reference.",
};

/// What every namespace has. Source: kube-controller-manager, root-ca-certificate-publisher and service-account.
const GIVEN: &[(&str, &str)] = &[("ConfigMap", "kube-root-ca.crt"), ("ServiceAccount", "default")];

/// A reference that a pod makes.
struct Reference<'a> {
    rule: &'static Rule,
    kind: &'static str,
    /// Where the name stands.
    name: At<'a>,
    /// Where the keys stand that it needs.
    keys: Vec<At<'a>>,
    optional: bool,
}

pub(super) fn check(cx: &mut Cx<'_, '_>) {
    let render = cx.render;
    let elsewhere = made_elsewhere(render);
    for pods in &render.pods {
        let mut references = Vec::new();
        volumes(pods.spec, &mut references);
        pods.containers().for_each(|container| environment(container, &mut references));
        account(pods.spec, &mut references);
        for reference in references {
            follow(cx, pods, &reference, &elsewhere);
        }
    }
}

fn follow<'a>(cx: &mut Cx<'_, 'a>, pods: &Pods<'a>, reference: &Reference<'a>, elsewhere: &BTreeSet<&str>) {
    let Reference { rule, kind, name, .. } = *reference;
    let owner = &pods.owner;
    if reference.optional || name.str().is_empty() || GIVEN.contains(&(kind, name.str())) {
        return;
    }
    let render = cx.render;
    if let Some(object) = render.find(owner.namespace, kind, name.str()) {
        reference.keys.iter().for_each(|key| look_up(cx, owner, object, *key));
        return;
    }
    if elsewhere.contains(name.str()) || render.may_be_made(owner.namespace, name.str()) {
        return;
    }
    let here = cx.some(render.names_of(owner.namespace, kind));
    let hint = closest(name.str(), here.iter().copied()).map(|meant| format!("did you mean {meant}?"));
    let message = format!(
        "the render has no {kind} {}: it must be in namespace {} already",
        name.str(),
        owner.namespace
    );
    cx.report(rule, owner, name, message, hint);
}

/// Looks for a key in an object of the render. One without any keys is filled by somebody else.
fn look_up<'a>(cx: &mut Cx<'_, 'a>, owner: &Object<'a>, object: &Object<'a>, key: At<'a>) {
    let root = object.root();
    let keys = || ["data", "stringData", "binaryData"].into_iter().flat_map(|part| root.get(part).entries());
    let is_filled_later =
        keys().next().is_none() || root.get("type").str() == "kubernetes.io/service-account-token";
    if key.str().is_empty() || is_filled_later || keys().any(|(name, _)| name == key.str()) {
        return;
    }
    let hint = match closest(key.str(), keys().map(|(name, _)| name)) {
        Some(meant) => format!("did you mean {meant}?"),
        None => {
            let names: Vec<&str> = keys().map(|(name, _)| name).take(MOST_KEYS).collect();
            format!("there is {}", names.join(", "))
        }
    };
    let place = cx.render.place(object);
    let message = format!("{} {} ({place}) has no key {:?}", object.kind, object.name, key.str());
    cx.report(&ABSENT_KEY, owner, key, message, hint);
}

/// How many keys a hint lists.
const MOST_KEYS: usize = 8;

/// Source: k8s.io/api, core/v1, `VolumeSource` and `ProjectedVolumeSource`.
fn volumes<'a>(spec: At<'a>, out: &mut Vec<Reference<'a>>) {
    for volume in spec.get("volumes").items() {
        let secret = volume.get("secret");
        out.push(reference(&MISSING_SECRET, "Secret", secret.get("secretName"), secret));
        let map = volume.get("configMap");
        out.push(reference(&MISSING_CONFIG_MAP, "ConfigMap", map.get("name"), map));
        for source in volume.get("projected").get("sources").items() {
            let (secret, map) = (source.get("secret"), source.get("configMap"));
            out.push(reference(&MISSING_SECRET, "Secret", secret.get("name"), secret));
            out.push(reference(&MISSING_CONFIG_MAP, "ConfigMap", map.get("name"), map));
        }
        let claim = volume.get("persistentVolumeClaim");
        out.push(reference(&MISSING_CLAIM, "PersistentVolumeClaim", claim.get("claimName"), claim));
    }
}

/// Source: k8s.io/api, core/v1, `EnvFromSource` and `EnvVarSource`.
fn environment<'a>(container: At<'a>, out: &mut Vec<Reference<'a>>) {
    for from in container.get("envFrom").items() {
        let (secret, map) = (from.get("secretRef"), from.get("configMapRef"));
        out.push(reference(&MISSING_SECRET, "Secret", secret.get("name"), secret));
        out.push(reference(&MISSING_CONFIG_MAP, "ConfigMap", map.get("name"), map));
    }
    for variable in container.get("env").items() {
        let from = variable.get("valueFrom");
        let (secret, map) = (from.get("secretKeyRef"), from.get("configMapKeyRef"));
        out.push(reference(&MISSING_SECRET, "Secret", secret.get("name"), secret));
        out.push(reference(&MISSING_CONFIG_MAP, "ConfigMap", map.get("name"), map));
    }
}

fn account<'a>(spec: At<'a>, out: &mut Vec<Reference<'a>>) {
    let name = spec.get("serviceAccountName");
    let name = if name.str().is_empty() { spec.get("serviceAccount") } else { name };
    out.push(reference(&MISSING_SERVICE_ACCOUNT, "ServiceAccount", name, spec));
}

/// A reference with the keys that it names: its own, or those of its items.
fn reference<'a>(rule: &'static Rule, kind: &'static str, name: At<'a>, whole: At<'a>) -> Reference<'a> {
    let keys = whole.get("items").items().map(|item| item.get("key")).chain([whole.get("key")]).collect();
    Reference { rule, kind, name, keys, optional: whole.get("optional").bool() }
}

/// The names that something of the render may make objects of: a custom resource whose controller makes a Secret
/// names it in its spec or has its name, and a job that makes one has it among its arguments.
fn made_elsewhere<'a>(render: &Render<'a>) -> BTreeSet<&'a str> {
    let mut names = BTreeSet::new();
    for object in render.objects.iter().filter(|object| object.is_custom()) {
        names.insert(object.name);
        strings(object.node, &mut |text| {
            names.insert(text);
        });
    }
    for container in render.pods.iter().flat_map(Pods::containers) {
        for word in ["command", "args"].into_iter().flat_map(|key| container.get(key).items()) {
            let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
            names.extend(word.str().split(|c| !is_name(c)));
        }
    }
    names
}

/// All strings of a tree.
fn strings<'a>(node: &'a Node<'a>, found: &mut dyn FnMut(&'a str)) {
    match &node.data {
        Data::Str(text) => found(text),
        Data::List(items) => items.iter().for_each(|item| strings(item, found)),
        Data::Map(entries) => entries.iter().for_each(|entry| strings(&entry.value, found)),
        _ => {}
    }
}
