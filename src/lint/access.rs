//! What the pods of a render may do with the API.
//!
//! Source: k8s.io/api, rbac/v1.

use super::objects::{Object, Pods, Render};
use crate::validate::At;

/// Whether pods may change pods: then they, or what they watch, may get labels that their template does not have, as
/// the leader of several replicas does.
pub(super) fn may_change_pods(render: &Render<'_>, pods: &Pods<'_>) -> bool {
    let account = match pods.spec.get("serviceAccountName").str() {
        "" => "default",
        name => name,
    };
    let is_account = |subject: At<'_>| {
        let namespace = subject.get("namespace").str();
        subject.get("kind").str() == "ServiceAccount"
            && subject.get("name").str() == account
            && (namespace.is_empty() || namespace == pods.owner.namespace)
    };
    let bindings = render.kinded("RoleBinding").chain(render.kinded("ClusterRoleBinding"));
    let mut own = bindings.filter(|binding| binding.root().get("subjects").items().any(is_account));
    own.any(|binding| role(render, binding).is_some_and(changes_pods))
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
