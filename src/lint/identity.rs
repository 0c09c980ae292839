//! Two objects with one identity.
//!
//! Source: the identity of an object is its group, kind, namespace and name (kubernetes.io, concepts, overview,
//! working with objects, names); Helm creates what it renders one by one and stops at the second one.

use super::objects::Object;
use super::rule::{Cx, Rule};
use crate::validate::Severity;
use std::collections::BTreeMap;

pub(super) static DUPLICATE_OBJECT: Rule = Rule {
    name: "duplicate-object",
    severity: Severity::Warning,
    summary: "two objects have the same kind, namespace and name",
    why: "They are one object to the server. `helm install` fails at the second one because it is there already; \
          `kubectl apply` and Argo CD keep whichever comes last, and what the other one said is lost.",
    mend: "Rename one, render one of them only, or make both of them one document. Two releases of one chart in a \
           namespace need the release's name in every name.",
};

pub(super) fn check(cx: &mut Cx<'_, '_>) {
    let render = cx.render;
    let mut seen: BTreeMap<(&str, &str, &str, &str), &Object<'_>> = BTreeMap::new();
    // A hook is replaced by the next one of its name, and gone before or after what is no hook.
    let lasting = |object: &&Object<'_>| !object.name.is_empty() && object.hook().is_none();
    for object in render.objects.iter().filter(lasting) {
        let identity = (object.group, object.kind, object.namespace, object.name);
        let first = *seen.entry(identity).or_insert(object);
        if !std::ptr::eq(first, object) {
            let place = match render.place(first) {
                place if place == render.place(object) => "twice here".to_owned(),
                place => format!("in {place} as well"),
            };
            let message = format!(
                "{} stands {place}: an install fails at the second one, and an apply keeps only the last",
                object.title()
            );
            let name = object.root().get("metadata").get("name");
            cx.report(&DUPLICATE_OBJECT, object, name, message, "rename one, or render only one".to_owned());
        }
    }
}
