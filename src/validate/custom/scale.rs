//! The numbers that the subresource scale reads and writes.
//!
//! Source: k8s.io/apiextensions-apiserver, pkg/registry/customresource/validator.go (`ValidateScaleSpec`,
//! `ValidateScaleStatus`).

use super::super::node::{At, Data, Node};
use super::super::report::{Finding, Severity};

const RULE: &str = "custom-resource";

/// Where the subresource finds what it needs, each as `.spec.replicas`.
#[derive(Default)]
pub(super) struct Scale {
    replicas: [String; 2],
    selector: String,
}

impl Scale {
    /// Reads `subresources.scale` of a version, if there is one.
    pub(super) fn new(at: At<'_>) -> Option<Scale> {
        let path = |key| at.get(key).str().to_owned();
        at.is_set().then(|| Scale {
            replicas: [path("specReplicasPath"), path("statusReplicasPath")],
            selector: path("labelSelectorPath"),
        })
    }

    /// Checks what stands at the paths in a resource. What its schema finds fault with is not told twice.
    pub(super) fn check(&self, tree: &Node<'_>, findings: &mut Vec<Finding>) {
        for path in &self.replicas {
            let complaint = |node: &Node<'_>| match node.as_int() {
                Some(number) if (0..=i64::from(i32::MAX)).contains(&number) => None,
                Some(number) => Some(format!("expected a number from 0 to {}, but found {number}", i32::MAX)),
                None => Some(format!("expected the number of replicas, but found {}", node.describe())),
            };
            report(tree, path, complaint, findings);
        }
        if !self.selector.is_empty() {
            let complaint = |node: &Node<'_>| {
                let wrong = node.as_str().is_none();
                wrong.then(|| format!("expected a selector in a string, but found {}", node.describe()))
            };
            report(tree, &self.selector, complaint, findings);
        }
    }
}

/// Reports what there is to say of the value at a path, or of what stands in the way to it.
fn report(
    tree: &Node<'_>,
    path: &str,
    complaint: impl Fn(&Node<'_>) -> Option<String>,
    findings: &mut Vec<Finding>,
) {
    // The server's field is the path as the definition has it.
    let served = Some(path.to_owned());
    let path = path.strip_prefix('.').unwrap_or(path);
    let mut at = tree;
    let mut way = None;
    for key in path.split('.') {
        match (&at.data, at.get(key)) {
            (Data::Map(_), Some(next)) => at = next,
            (Data::Map(_) | Data::Null, _) => return,
            _ => {
                way = Some(format!("expected a mapping on the way to {path}, but found {}", at.describe()));
                break;
            }
        }
    }
    let known = findings.iter().any(|f| f.severity == Severity::Error && f.path == path);
    if let Some(message) = way.or_else(|| complaint(at)).filter(|_| !known) {
        let finding = Finding::new(RULE, path.to_owned(), message, (at.line, at.column));
        findings.push(Finding { served, ..finding });
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{Options, check_text};

    /// Expectations from a kube-apiserver 1.35.
    #[test]
    fn replicas_are_numbers_of_32_bits_from_0_on() {
        let definition = "
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: scales.x.test}
spec:
  group: x.test
  scope: Namespaced
  names: {plural: scales, singular: scale, kind: Scale, listKind: ScaleList}
  versions:
  - name: v1
    served: true
    storage: true
    subresources:
      scale: {specReplicasPath: .spec.replicas, statusReplicasPath: .status.replicas, labelSelectorPath: .status.sel}
    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
";
        let paths = |body: &str| {
            let text = format!(
                "{definition}---\napiVersion: x.test/v1\nkind: Scale\nmetadata: {{name: x}}\n{body}\n"
            );
            let report = check_text(&text, &Options::default());
            report.findings.into_iter().map(|finding| finding.path).collect::<Vec<_>>()
        };
        for right in
            ["", "spec:", "spec: {replicas: 0}", "spec: {replicas: 2147483647}", "spec: {replicas: 1.0}"]
        {
            assert_eq!(paths(right), [""; 0], "{right}");
        }
        for wrong in ["-1", "2147483648", "1.5", "9223372036854775808", "a", "null", "[]", "true"] {
            assert_eq!(paths(&format!("spec: {{replicas: {wrong}}}")), ["spec.replicas"], "{wrong}");
            assert_eq!(paths(&format!("status: {{replicas: {wrong}}}")), ["status.replicas"], "{wrong}");
        }
        assert_eq!(paths("spec: x"), ["spec.replicas"]);
        assert_eq!(paths("status: {sel: 1}"), ["status.sel"]);
        assert_eq!(paths("status: {sel: a b}"), [""; 0]);
    }
}
