//! Roles and their bindings.
//!
//! Source: pkg/apis/rbac/validation. Names may be anything that can stand in a URL.

use super::super::check::{Check, alternatives};
use super::super::formats::DNS_SUBDOMAIN;
use super::super::node::{At, quote};
use super::super::schema::Scope;
use super::meta::{self, PATH_SEGMENT};
use super::selector;

const RBAC: &str = "rbac";
const GROUP: &str = "rbac.authorization.k8s.io";

/// Sources: `ValidateRole`, `ValidateClusterRole`
pub(crate) fn role<'a>(cx: &mut Check<'a>, scope: Scope) {
    meta::object(cx, scope, &PATH_SEGMENT);
    meta::core_finalizers(cx, cx.root().get("metadata"));
    for rule in cx.root().get("rules").items() {
        policy_rule(cx, rule, scope);
    }
    let aggregation = cx.root().get("aggregationRule");
    if aggregation.is_set() {
        let selectors = aggregation.get("clusterRoleSelectors");
        if selectors.is_empty() {
            cx.required(RBAC, selectors, "at least one selector");
        }
        for selector in selectors.items() {
            selector::label_selector(cx, selector);
        }
    }
}

/// Source: `ValidatePolicyRule`
fn policy_rule<'a>(cx: &mut Check<'a>, rule: At<'a>, scope: Scope) {
    let (groups, resources, urls) =
        (rule.get("apiGroups"), rule.get("resources"), rule.get("nonResourceURLs"));
    if rule.get("verbs").is_empty() {
        cx.required(RBAC, rule.get("verbs"), "at least one verb");
    }
    if !urls.is_empty() {
        if scope == Scope::Namespaced {
            cx.error_hint(RBAC, urls, "a Role cannot allow URLs", "use a ClusterRole");
        }
        if !groups.is_empty() || !resources.is_empty() || !rule.get("resourceNames").is_empty() {
            cx.error(RBAC, urls, "URLs and resources need rules of their own");
        }
        return;
    }
    if groups.is_empty() {
        cx.required(RBAC, groups, "at least one group (\"\" is the core group)");
    }
    if resources.is_empty() {
        cx.required(RBAC, resources, "at least one resource");
    }
}

/// Sources: `ValidateRoleBinding`, `ValidateClusterRoleBinding`
pub(crate) fn binding<'a>(cx: &mut Check<'a>, scope: Scope) {
    meta::object(cx, scope, &PATH_SEGMENT);
    meta::core_finalizers(cx, cx.root().get("metadata"));
    let role = cx.root().get("roleRef");
    // An empty group gets the default.
    cx.one_of_or_empty(RBAC, role.get("apiGroup"), &[GROUP]);
    let kinds: &[&str] = if scope == Scope::Namespaced { &["Role", "ClusterRole"] } else { &["ClusterRole"] };
    if role.get("kind").str().is_empty() {
        cx.required(RBAC, role.get("kind"), &alternatives(kinds));
    } else {
        cx.one_of(RBAC, role.get("kind"), kinds);
    }
    cx.filled_format(RBAC, role.get("name"), &PATH_SEGMENT);
    for subject in cx.root().get("subjects").items() {
        self::subject(cx, subject, scope);
    }
}

/// Source: `ValidateRoleBindingSubject`
fn subject<'a>(cx: &mut Check<'a>, subject: At<'a>, scope: Scope) {
    let (kind, name, group) = (subject.get("kind"), subject.get("name"), subject.get("apiGroup"));
    cx.filled(RBAC, name, "a name");
    match kind.str() {
        "ServiceAccount" => {
            if !name.str().is_empty() {
                cx.format(RBAC, name, &DNS_SUBDOMAIN);
            }
            if !group.str().is_empty() {
                cx.error(
                    RBAC,
                    group,
                    format!("a ServiceAccount has no group, but found {}", quote(group.str())),
                );
            }
            if scope == Scope::Cluster && subject.get("namespace").str().is_empty() {
                cx.required(RBAC, subject.get("namespace"), "the namespace of the ServiceAccount");
            }
        }
        // An empty group gets the default.
        "User" | "Group" => {
            cx.one_of_or_empty(RBAC, group, &[GROUP]);
        }
        _ => {
            cx.one_of(RBAC, kind, &["ServiceAccount", "User", "Group"]);
        }
    }
}
