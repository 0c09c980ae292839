//! Several replicas on a claim that one node can mount.
//!
//! Source: kubernetes.io, concepts, storage, persistent-volumes, access modes.

use super::autoscaler::{self, Targets};
use super::objects::Pods;
use super::rule::{Cx, Rule};
use crate::validate::{At, Severity};

pub(super) static SHARED_CLAIM: Rule = Rule {
    name: "shared-claim",
    severity: Severity::Warning,
    summary: "several replicas mount one claim that only one node can mount",
    why: "A volume with the access mode ReadWriteOnce is attached to one node: replicas on other nodes stay in \
          ContainerCreating with a Multi-Attach error. With ReadWriteOncePod it is one pod, whatever the node.",
    mend: "Run one replica, ask for ReadWriteMany on a storage class that has it, or use a StatefulSet with \
           volumeClaimTemplates, which gives each replica a claim of its own.",
};

/// The access modes with which several nodes can mount a volume.
const MANY: &[&str] = &["ReadWriteMany", "ReadOnlyMany"];

pub(super) fn check(cx: &mut Cx<'_, '_>) {
    let render = cx.render;
    let targets = autoscaler::targets(render);
    for pods in &render.pods {
        let Some(many) = several(&targets, pods) else { continue };
        for volume in pods.spec.get("volumes").items() {
            let name = volume.get("persistentVolumeClaim").get("claimName");
            let claim = render.find(pods.owner.namespace, "PersistentVolumeClaim", name.str());
            let Some(claim) = claim.filter(|_| !name.str().is_empty()) else { continue };
            let modes: Vec<&str> =
                claim.root().get("spec").get("accessModes").items().map(|mode| mode.str()).collect();
            if modes.is_empty() || modes.iter().any(|mode| MANY.contains(mode)) {
                continue;
            }
            let message = format!(
                "{many} share the claim {} ({}), which is {}: only one {} can mount it",
                claim.name,
                render.place(claim),
                modes.join(", "),
                if modes.contains(&"ReadWriteOnce") { "node" } else { "pod" },
            );
            let hint = "run one replica, ask for ReadWriteMany, or use volumeClaimTemplates of a StatefulSet";
            cx.report(&SHARED_CLAIM, &pods.owner, name, message, hint.to_owned());
        }
    }
}

/// How many pods of a template run at one time, if more than one, in the words of a message.
fn several<'a>(targets: &Targets<'_, 'a>, pods: &Pods<'a>) -> Option<String> {
    let (owner, spec) = (&pods.owner, pods.owner.root().get("spec"));
    let count = |key: &'static str, at: At<'_>| at.get(key).opt_int();
    let found = match owner.kind {
        "DaemonSet" => return Some("the pods of all nodes".to_owned()),
        "Pod" | "CronJob" | "PodTemplate" => None,
        "Job" => {
            let parallel = count("parallelism", spec)?;
            Some(count("completions", spec).map_or(parallel, |all| all.min(parallel)))
        }
        _ => {
            let scaled = targets.of(owner).first();
            if let Some(most) = scaled.and_then(|target| target.most).filter(|most| *most > 1) {
                return Some(format!("up to {most} replicas"));
            }
            count("replicas", spec)
        }
    };
    found.filter(|count| *count > 1).map(|count| format!("{count} replicas"))
}
