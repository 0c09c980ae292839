//! An autoscaler and a fixed number of replicas.

use super::objects::{Object, Render};
use super::rule::{Cx, Rule};
use crate::validate::{At, Severity};

pub(super) static AUTOSCALED_REPLICAS: Rule = Rule {
    name: "autoscaled-replicas",
    severity: Severity::Warning,
    summary: "a workload that an autoscaler scales has a fixed number of replicas",
    why: "Every upgrade sets the number back to that of the manifest, under full load too, and the autoscaler needs \
          minutes to mend it; Argo CD and Flux do so at every sync.",
    mend: "Leave spec.replicas out when autoscaling is on: `{{ if not .Values.autoscaling.enabled }}replicas: …{{ end }}`.",
};

/// What an autoscaler scales.
pub(super) struct Target<'r, 'a> {
    pub(super) scaler: &'r Object<'a>,
    kind: &'a str,
    name: &'a str,
    /// How many replicas there may be at most.
    pub(super) most: Option<i64>,
}

impl Target<'_, '_> {
    /// Whether it is this object.
    pub(super) fn is(&self, object: &Object<'_>) -> bool {
        (self.kind, self.name, self.scaler.namespace) == (object.kind, object.name, object.namespace)
    }
}

/// What the autoscalers of a render scale.
///
/// Source: k8s.io/api, autoscaling/v2, `HorizontalPodAutoscalerSpec`; keda.sh, docs, reference, ScaledObject, where
/// the kind of the target is a Deployment unless another is named.
pub(super) fn targets<'r, 'a>(render: &'r Render<'a>) -> Vec<Target<'r, 'a>> {
    let mut targets = Vec::new();
    for scaler in &render.objects {
        let spec = scaler.root().get("spec");
        let target = spec.get("scaleTargetRef");
        let (kind, most) = match (scaler.group, scaler.kind) {
            ("autoscaling", "HorizontalPodAutoscaler") => (target.get("kind").str(), spec.get("maxReplicas")),
            ("keda.sh", "ScaledObject") => match target.get("kind").str() {
                "" => ("Deployment", spec.get("maxReplicaCount")),
                kind => (kind, spec.get("maxReplicaCount")),
            },
            _ => continue,
        };
        targets.push(Target { scaler, kind, name: target.get("name").str(), most: At::opt_int(most) });
    }
    targets
}

pub(super) fn check(cx: &mut Cx<'_, '_>) {
    let render = cx.render;
    for target in targets(render) {
        let scaled = render.objects.iter().filter(|object| target.is(object));
        for object in scaled {
            let replicas = object.root().get("spec").get("replicas");
            if !replicas.is_set() {
                continue;
            }
            let message = format!(
                "{} ({}) scales {}, and every upgrade sets it back to {}",
                target.scaler.title(),
                render.place(target.scaler),
                object.title(),
                replicas.int()
            );
            let hint = "leave replicas out when autoscaling is on";
            cx.report(&AUTOSCALED_REPLICAS, object, replicas, message, hint.to_owned());
        }
    }
}
