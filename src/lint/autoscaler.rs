//! An autoscaler and a fixed number of replicas.

use super::objects::{Object, Render};
use super::rule::{Cx, Rule};
use crate::validate::{At, Severity};
use std::collections::BTreeMap;

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
    /// How many replicas there may be at most.
    pub(super) most: Option<i64>,
}

/// What all autoscalers scale, by namespace, kind and name.
pub(super) struct Targets<'r, 'a> {
    of: BTreeMap<(&'a str, &'a str, &'a str), Vec<Target<'r, 'a>>>,
}

impl<'r, 'a> Targets<'r, 'a> {
    /// What scales an object.
    pub(super) fn of(&self, object: &Object<'a>) -> &[Target<'r, 'a>] {
        self.of.get(&(object.namespace, object.kind, object.name)).map_or(&[], Vec::as_slice)
    }
}

/// What the autoscalers of a render scale.
///
/// Source: k8s.io/api, autoscaling/v2, `HorizontalPodAutoscalerSpec`; keda.sh, docs, reference, ScaledObject, where
/// the kind of the target is a Deployment unless another is named.
pub(super) fn targets<'r, 'a>(render: &'r Render<'a>) -> Targets<'r, 'a> {
    let mut targets = Targets { of: BTreeMap::new() };
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
        let of = targets.of.entry((scaler.namespace, kind, target.get("name").str()));
        of.or_default().push(Target { scaler, most: At::opt_int(most) });
    }
    targets
}

pub(super) fn check(cx: &mut Cx<'_, '_>) {
    let render = cx.render;
    let targets = targets(render);
    for object in &render.objects {
        for target in targets.of(object) {
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
