//! Would it hurt? Rules across all documents of a render, which a server that sees one object at a time cannot
//! check.
//!
//! # Steps
//! - **Read:** [`parse`] makes the trees, which validation can use too, and [`Render`] finds the objects in them and
//!   the pods that they make.
//! - **Rules:** one file for each subject; [`RULES`] lists all of them, [`CHECKS`] what runs.
//! - **Levels:** [`Levels`] says what a rule's finding is, a comment ([`silence`]) that one place is as it should be.
//!
//! A rule that cannot know says nothing: what a render lacks may live in the cluster already.

mod access;
mod autoscaler;
mod claim;
mod explained;
mod identity;
mod image;
mod levels;
mod objects;
mod pod_security;
mod reference;
mod route;
mod rule;
mod secret;
mod service;
mod silence;

pub use levels::{Levels, explain};
pub use objects::{Parsed, Render, Text, Trees, parse, trees};
pub use pod_security::Level;
pub use rule::Rule;

use crate::validate::{Finding, Report, Severity};
use rule::Cx;

/// What the findings hang on besides the render.
#[derive(Clone, Copy)]
pub struct Options<'o> {
    /// The minor of the target: 35 for Kubernetes 1.35.
    pub minor: u32,
    /// The namespace of objects that name none.
    pub namespace: &'o str,
    /// Which rules are on, and how bad their findings are.
    pub levels: &'o Levels,
    /// The Pod Security level that pods must keep.
    pub pod_security: Option<Level>,
}

/// Every rule, in the order of the documentation.
pub static RULES: &[&Rule] = &[
    &identity::DUPLICATE_OBJECT,
    &service::SERVICE_WITHOUT_PODS,
    &service::SERVICE_PORT,
    &service::UNLISTED_PORT,
    &route::MISSING_BACKEND,
    &reference::MISSING_CONFIG_MAP,
    &reference::MISSING_SECRET,
    &reference::MISSING_CLAIM,
    &reference::MISSING_SERVICE_ACCOUNT,
    &reference::ABSENT_KEY,
    &claim::SHARED_CLAIM,
    &autoscaler::AUTOSCALED_REPLICAS,
    &secret::SECRET_VALUE,
    &secret::LITERAL_SECRET,
    &image::MOVING_TAG,
    &silence::UNKNOWN_RULE,
    &pod_security::rules::HOST_NAMESPACES,
    &pod_security::rules::PRIVILEGED,
    &pod_security::rules::CAPABILITIES_BASELINE,
    &pod_security::rules::HOST_PATH_VOLUMES,
    &pod_security::rules::HOST_PORTS,
    &pod_security::rules::HOST_PROBES,
    &pod_security::rules::APP_ARMOR,
    &pod_security::rules::SE_LINUX,
    &pod_security::rules::PROC_MOUNT,
    &pod_security::rules::SECCOMP_BASELINE,
    &pod_security::rules::SYSCTLS,
    &pod_security::rules::WINDOWS_HOST_PROCESS,
    &pod_security::rules::RESTRICTED_VOLUMES,
    &pod_security::rules::PRIVILEGE_ESCALATION,
    &pod_security::rules::RUN_AS_NON_ROOT,
    &pod_security::rules::RUN_AS_USER,
    &pod_security::rules::SECCOMP_RESTRICTED,
    &pod_security::rules::CAPABILITIES_RESTRICTED,
    &pod_security::rules::PROC_MOUNT_RESTRICTED,
];

/// What runs, in no order that matters: findings are sorted by place.
const CHECKS: &[fn(&mut Cx<'_, '_>)] = &[
    identity::check,
    service::check,
    route::check,
    reference::check,
    claim::check,
    autoscaler::check,
    secret::check,
    image::check,
    silence::check,
    pod_security::check,
];

/// Applies all rules to a render; gives the findings of each of its texts, in the order of their lines.
pub fn lint(render: &Render<'_>, options: &Options<'_>) -> Vec<Vec<Finding>> {
    let mut cx = Cx::new(render, *options);
    for check in CHECKS {
        check(&mut cx);
    }
    cx.finish()
}

/// Adds findings to those that validation made of the same text, of which those that a server would not refuse are what
/// the flags and a comment say.
pub fn merge(report: &mut Report, findings: Vec<Finding>, render: &Render<'_>, text: usize, levels: &Levels) {
    report.findings.retain_mut(|finding| {
        if finding.severity == Severity::Error {
            return true;
        }
        let level = levels.of(finding.rule, finding.severity);
        finding.severity = level.unwrap_or(finding.severity);
        level.is_some() && !render.is_silenced(text, finding.rule, finding.line)
    });
    report.findings.extend(findings);
    report.findings.sort_by_key(|f| (f.document, f.line, f.column));
}
