//! What the pods of a render may do with the API.
//!
//! Source: k8s.io/api, rbac/v1.

use super::objects::{Object, Pods, Render};
use crate::validate::At;
use std::collections::BTreeSet;

/// Who may change pods: then they, or what they watch, may get labels that their template does not have, as the leader
/// of several replicas does.
pub(super) struct Changers<'a> {
    /// ServiceAccounts by namespace and name.
    named: BTreeSet<(&'a str, &'a str)>,
    /// Those of which a binding does not say the namespace.
    anywhere: BTreeSet<&'a str>,
}

impl<'a> Changers<'a> {
    /// Reads the bindings of a render, each once.
    pub(super) fn new(render: &Render<'a>) -> Changers<'a> {
        let mut changers = Changers { named: BTreeSet::new(), anywhere: BTreeSet::new() };
        let bindings = render.kinded("RoleBinding").chain(render.kinded("ClusterRoleBinding"));
        for binding in bindings.filter(|binding| role(render, binding).is_some_and(changes_pods)) {
            let subjects = binding.root().get("subjects").items();
            for subject in subjects.filter(|subject| subject.get("kind").str() == "ServiceAccount") {
                let (namespace, name) = (subject.get("namespace").str(), subject.get("name").str());
                if namespace.is_empty() {
                    changers.anywhere.insert(name);
                } else {
                    changers.named.insert((namespace, name));
                }
            }
        }
        changers
    }

    /// Whether these pods are among them.
    pub(super) fn has(&self, pods: &Pods<'a>) -> bool {
        let account = match pods.spec.get("serviceAccountName").str() {
            "" => "default",
            name => name,
        };
        self.anywhere.contains(account) || self.named.contains(&(pods.owner.namespace, account))
    }
}

/// The role that a binding gives.
fn role<'r, 'a>(render: &'r Render<'a>, binding: &Object<'a>) -> Option<&'r Object<'a>> {
    let role = binding.root().get("roleRef");
    let namespace = if role.get("kind").str() == "ClusterRole" { "" } else { binding.namespace };
    render.find(namespace, role.get("kind").str(), role.get("name").str())
}

/// Whether a role lets its bearers change pods.
fn changes_pods(role: &Object<'_>) -> bool {
    let has =
        |rule: At<'_>, key, words: &[&str]| rule.get(key).items().any(|item| words.contains(&item.str()));
    let mut rules = role.root().get("rules").items();
    rules.any(|rule| has(rule, "resources", &["pods", "*"]) && has(rule, "verbs", &["patch", "update", "*"]))
}
