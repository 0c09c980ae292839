//! The objects of a render and the pods that they make.

use super::silence::Silences;
use crate::validate::read;
use crate::validate::schema::{self, Scope, Type};
use crate::validate::{self, At, Data, MAX_LISTS, Node, Seen};
use crate::yaml::Document;
use std::collections::{BTreeMap, BTreeSet};

/// One text: a manifest of a render, or a file.
#[derive(Clone, Copy, Debug)]
pub struct Text<'t> {
    /// Where it comes from, as messages name it.
    pub name: &'t str,
    /// Its bytes.
    pub text: &'t str,
    /// What was read of exactly this text before.
    pub seen: Seen<'t>,
}

/// The documents of a text. One that does not parse is left out: validation reports it.
pub struct Parsed<'t> {
    text: Text<'t>,
    parts: Vec<Part<'t>>,
}

/// What stands between two separators; a part that does not parse hides no other one.
struct Part<'t> {
    /// The lines before it.
    line: u32,
    document: Document<'t>,
}

/// Parses a text.
pub fn parse(text: Text<'_>) -> Parsed<'_> {
    let whole = validate::Text { text: text.text, seen: text.seen };
    let parts = whole.parts().map(|part| Part { line: part.line, document: part.read().unwrap_or_default() });
    Parsed { text, parts: parts.collect() }
}

impl<'t> Parsed<'t> {
    /// Where the text comes from.
    pub fn name(&self) -> &'t str {
        self.text.name
    }

    /// How many documents it has.
    pub fn documents(&self) -> usize {
        self.parts.len()
    }
}

/// The trees of a text.
pub struct Trees<'d> {
    text: Text<'d>,
    roots: Vec<Root<'d>>,
}

struct Root<'d> {
    line: u32,
    /// The index of its part in the text.
    document: usize,
    node: Node<'d>,
}

/// Makes the trees of a text; empty documents have none.
pub fn trees<'d>(parsed: &'d Parsed<'_>) -> Trees<'d> {
    let root = |(document, part): (usize, &'d Part<'_>)| {
        let node = read::tree(&part.document).ok().flatten()?;
        Some(Root { line: part.line, document, node })
    };
    Trees { text: parsed.text, roots: parsed.parts.iter().enumerate().filter_map(root).collect() }
}

/// Everything that is applied together.
pub struct Render<'a> {
    pub(crate) texts: Vec<Source<'a>>,
    pub(crate) objects: Vec<Object<'a>>,
    pub(crate) pods: Vec<Pods<'a>>,
    /// Objects by namespace, kind and name.
    names: BTreeMap<(&'a str, &'a str, &'a str), usize>,
    /// The same by what is asked of them: to go through all objects for each one takes minutes where there are many.
    kinds: BTreeMap<&'a str, Vec<usize>>,
    /// The names of custom resources by their namespace.
    custom: BTreeSet<(&'a str, &'a str)>,
    every_name: BTreeSet<&'a str>,
    /// Names by namespace and kind.
    listed: BTreeMap<(&'a str, &'a str), Vec<&'a str>>,
    /// Pods by namespace, and by namespace, label and its value.
    namespaces: BTreeMap<&'a str, Vec<Pods<'a>>>,
    labels: BTreeMap<(&'a str, &'a str, &'a str), Vec<Pods<'a>>>,
}

const POD_NAME: &str = "statefulset.kubernetes.io/pod-name";
const POD_INDEX: &str = "apps.kubernetes.io/pod-index";
const JOB_NAME: &str = "batch.kubernetes.io/job-name";
const OLD_JOB_NAME: &str = "job-name";

/// Labels that controllers give to their pods, whatever the template says.
pub(crate) const GIVEN_LABELS: [&str; 4] = [POD_NAME, POD_INDEX, JOB_NAME, OLD_JOB_NAME];

/// So many objects are looked through for one that is near.
pub(crate) const MAX_NEAR: usize = 1000;

/// So many are looked through in one run: whoever has that many findings reads the hints of the first ones.
pub(crate) const MAX_LOOKED: usize = 200 * MAX_NEAR;

/// A text and what its comments allow.
pub(crate) struct Source<'a> {
    pub(crate) name: &'a str,
    pub(crate) silences: Silences,
}

/// An object of a render.
#[derive(Clone, Copy)]
pub(crate) struct Object<'a> {
    /// The index of its text.
    pub(crate) text: usize,
    /// The index of its document in the text.
    pub(crate) document: usize,
    /// The lines of the text before its document.
    pub(crate) line: u32,
    /// Its tree.
    pub(crate) node: &'a Node<'a>,
    /// `apiVersion`
    pub(crate) api_version: &'a str,
    /// The group of the apiVersion; empty for the core.
    pub(crate) group: &'a str,
    /// `kind`
    pub(crate) kind: &'a str,
    /// `metadata.name`; empty where a server makes one up.
    pub(crate) name: &'a str,
    /// The namespace that it will be in; empty where it is in none.
    pub(crate) namespace: &'a str,
}

/// The pods that one object makes.
#[derive(Clone, Copy)]
pub(crate) struct Pods<'a> {
    /// What makes them.
    pub(crate) owner: Object<'a>,
    /// The template's `metadata`.
    pub(crate) metadata: At<'a>,
    /// The template's `spec`.
    pub(crate) spec: At<'a>,
}

impl<'a> Render<'a> {
    /// Finds the objects in trees. One without a namespace will be in the given one.
    pub fn new(trees: &'a [Trees<'_>], namespace: &'a str) -> Render<'a> {
        let mut render = Render {
            texts: trees
                .iter()
                .map(|t| Source { name: t.text.name, silences: Silences::read(t.text.text) })
                .collect(),
            objects: Vec::new(),
            pods: Vec::new(),
            names: BTreeMap::new(),
            kinds: BTreeMap::new(),
            custom: BTreeSet::new(),
            every_name: BTreeSet::new(),
            listed: BTreeMap::new(),
            namespaces: BTreeMap::new(),
            labels: BTreeMap::new(),
        };
        for (text, trees) in trees.iter().enumerate() {
            for root in &trees.roots {
                render.add((text, root.document, root.line), &root.node, namespace, 0);
            }
        }
        render
    }

    /// Adds a document, or the items of a list.
    fn add(&mut self, place: (usize, usize, u32), node: &'a Node<'a>, namespace: &'a str, depth: usize) {
        let root = At::new(node);
        let (api_version, kind) = (root.get("apiVersion").str(), root.get("kind").str());
        if kind.ends_with("List") && depth < MAX_LISTS && root.get("items").is_set() {
            if let Some(Data::List(items)) = root.get("items").node().map(|n| &n.data) {
                items.iter().for_each(|item| self.add(place, item, namespace, depth + 1));
            }
            return;
        }
        if api_version.is_empty() || kind.is_empty() {
            return;
        }
        let (text, document, line) = place;
        let own = Some(root.get("metadata").get("namespace").str()).filter(|name| !name.is_empty());
        let is_namespaced = schema::kind(api_version, kind).is_none_or(|k| k.scope == Scope::Namespaced);
        let object = Object {
            text,
            document,
            line,
            node,
            api_version,
            group: validate::group(api_version),
            kind,
            name: root.get("metadata").get("name").str(),
            namespace: if is_namespaced { own.unwrap_or(namespace) } else { "" },
        };
        let number = self.objects.len();
        self.names.entry((object.namespace, kind, object.name)).or_insert(number);
        self.every_name.insert(object.name);
        self.listed.entry((object.namespace, kind)).or_default().push(object.name);
        self.kinds.entry(kind).or_default().push(number);
        if object.is_custom() {
            self.custom.insert((object.namespace, object.name));
        }
        self.objects.push(object);
        if let Some(pods) = object.pods() {
            self.namespaces.entry(object.namespace).or_default().push(pods);
            for (key, value) in pods.metadata.get("labels").entries() {
                self.labels.entry((object.namespace, key, value.str())).or_default().push(pods);
            }
            self.pods.push(pods);
        }
    }

    /// The pods in a namespace.
    pub(crate) fn pods_in(&self, namespace: &str) -> &[Pods<'a>] {
        self.namespaces.get(namespace).map_or(&[], Vec::as_slice)
    }

    /// The pods in a namespace whose template has a label of a value.
    pub(crate) fn labelled<'s>(&'s self, namespace: &'s str, key: &'s str, value: &'s str) -> &'s [Pods<'a>] {
        self.labels.get(&(namespace, key, value)).map_or(&[], Vec::as_slice)
    }

    /// The names of the objects of a kind in a namespace.
    pub(crate) fn names_of<'s>(&'s self, namespace: &'s str, kind: &'s str) -> &'s [&'a str] {
        self.listed.get(&(namespace, kind)).map_or(&[], Vec::as_slice)
    }

    /// Whether an object has that name.
    pub(crate) fn is_name(&self, name: &str) -> bool {
        self.every_name.contains(name)
    }

    /// Whether a custom resource in a namespace has that name.
    pub(crate) fn is_custom(&self, namespace: &str, name: &str) -> bool {
        self.custom.contains(&(namespace, name))
    }

    /// The first object of a kind and name in a namespace.
    pub(crate) fn find(&self, namespace: &str, kind: &str, name: &str) -> Option<&Object<'a>> {
        self.names.get(&(namespace, kind, name)).and_then(|index| self.objects.get(*index))
    }

    /// The objects of a kind of any version.
    pub(crate) fn of_kind<'s>(
        &'s self,
        group: &'s str,
        kind: &'s str,
    ) -> impl Iterator<Item = &'s Object<'a>> {
        self.kinded(kind).filter(move |object| object.group == group)
    }

    /// The objects of a kind of any group.
    pub(crate) fn kinded(&self, kind: &str) -> impl Iterator<Item = &Object<'a>> {
        self.kinds.get(kind).into_iter().flatten().filter_map(|number| self.objects.get(*number))
    }

    /// Where an object comes from, for a message.
    pub(crate) fn place(&self, object: &Object<'_>) -> &'a str {
        self.texts.get(object.text).map_or("", |text| text.name)
    }

    /// Whether a custom resource may make an object of a name: one that has its name, or that name in front.
    pub(crate) fn may_be_made(&self, namespace: &str, name: &str) -> bool {
        let ends = name.match_indices('-').map(|(at, _)| at).chain([name.len()]);
        let mut heads = ends.filter_map(|end| name.get(..end)).filter(|head| !head.is_empty());
        heads.any(|head| self.is_custom(namespace, head))
    }

    /// Whether a comment allows a rule at a line of a text.
    pub(crate) fn is_silenced(&self, text: usize, rule: &str, line: u32) -> bool {
        self.texts.get(text).is_some_and(|text| text.silences.cover(rule, line))
    }
}

impl<'a> Object<'a> {
    /// The tree from its root.
    pub(crate) fn root(&self) -> At<'a> {
        At::new(self.node)
    }

    /// The type, of a kind of Kubernetes.
    pub(crate) fn typ(&self) -> Option<&'static Type> {
        schema::kind(self.api_version, self.kind).map(|kind| kind.typ)
    }

    /// Whether nothing is known of its kind: what it makes, nobody can say.
    pub(crate) fn is_custom(&self) -> bool {
        self.group.contains('.') && self.typ().is_none()
    }

    /// The moments at which Helm runs it, if it is a hook. Source: helm.sh/docs/topics/charts_hooks.
    pub(crate) fn hook(&self) -> Option<&'a str> {
        let mut annotations = self.root().get("metadata").get("annotations").entries();
        annotations.find(|(key, _)| *key == crate::manifest::hook::HOOK).map(|(_, value)| value.str())
    }

    /// `Deployment web`
    pub(crate) fn title(&self) -> String {
        format!("{} {}", self.kind, self.name)
    }

    /// The pods that it makes. A custom resource with a template of a pod where workloads have theirs counts as
    /// well: that is what Argo's Rollout and Knative's Service do.
    ///
    /// Source: k8s.io/pod-security-admission, admission/admission.go, `ExtractPodSpec`.
    fn pods(self) -> Option<Pods<'a>> {
        let root = self.root();
        let of = |template: At<'a>| Pods {
            owner: self,
            metadata: template.get("metadata"),
            spec: template.get("spec"),
        };
        match (self.group, self.kind) {
            ("", "Pod") => Some(of(root)),
            ("", "PodTemplate") => Some(of(root.get("template"))),
            ("batch", "CronJob") => Some(of(root.get("spec").get("jobTemplate").get("spec").get("template"))),
            ("", "ReplicationController")
            | ("apps" | "extensions", "Deployment" | "DaemonSet" | "ReplicaSet" | "StatefulSet")
            | ("batch", "Job") => Some(of(root.get("spec").get("template"))),
            _ => {
                let template = root.get("spec").get("template");
                (self.is_custom() && !template.get("spec").get("containers").is_empty()).then(|| of(template))
            }
        }
    }
}

impl<'a> Pods<'a> {
    /// All containers in the order in which they start.
    pub(crate) fn containers(&self) -> impl Iterator<Item = At<'a>> + use<'a> {
        let spec = self.spec;
        ["initContainers", "containers", "ephemeralContainers"]
            .into_iter()
            .flat_map(move |key| spec.get(key).items())
    }

    /// The containers that serve ports: the regular ones, and sidecars.
    pub(crate) fn serving(&self) -> impl Iterator<Item = At<'a>> + use<'a> {
        let sidecars =
            self.spec.get("initContainers").items().filter(|c| c.get("restartPolicy").str() == "Always");
        self.spec.get("containers").items().chain(sidecars)
    }

    /// Whether the pods have a label. Some get labels from their controller.
    ///
    /// Source: k8s.io/api, apps/v1 (`StatefulSetPodNameLabel`) and batch/v1 (`JobNameLabel`).
    pub(crate) fn has_label(&self, key: &str, value: &str) -> bool {
        match (self.owner.kind, key) {
            ("StatefulSet", POD_NAME) => value
                .strip_prefix(self.owner.name)
                .and_then(|rest| rest.strip_prefix('-'))
                .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())),
            ("StatefulSet", POD_INDEX) => value.bytes().all(|b| b.is_ascii_digit()),
            ("Job", JOB_NAME | OLD_JOB_NAME) => value == self.owner.name,
            _ => self.label(key) == Some(value),
        }
    }

    /// The value of a label of the template.
    pub(crate) fn label(&self, key: &str) -> Option<&'a str> {
        self.metadata.get("labels").entries().find(|(k, _)| *k == key).map(|(_, v)| v.str())
    }
}
