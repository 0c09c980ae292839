//! `.Capabilities`: the Kubernetes and the Helm that a template believes to run on.

use crate::golang::strconv::{parse_uint, quote};
use crate::helm::{DEFAULT_KUBE_VERSION, Helm};
use crate::value::{Entries, Object, Str, Value};
use std::any::Any;
use std::borrow::Cow;
use std::sync::Arc;

/// `.Capabilities`
#[derive(Clone, Debug)]
pub struct Capabilities {
    /// `.Capabilities.KubeVersion`
    pub kube_version: KubeVersion,
    /// `.Capabilities.APIVersions`
    pub api_versions: VersionSet,
    /// Whose type names and Helm version.
    pub helm: Helm,
}

/// A Kubernetes version.
#[derive(Clone, Debug)]
pub struct KubeVersion {
    /// What `.Version` gives.
    pub version: Str,
    /// Without anything after the numbers: what a chart's `kubeVersion` is compared with.
    pub normalized: Str,
    /// The first number.
    pub major: Str,
    /// The second number.
    pub minor: Str,
    /// Whether this is a copy without an address, which lacks the methods of the pointer.
    detached: bool,
    helm: Helm,
}

/// A set of API versions that keeps its order.
#[derive(Clone, Debug)]
pub struct VersionSet {
    versions: Value,
    /// The same, sorted, to look one up.
    sorted: Vec<Str>,
    helm: Helm,
}

impl Capabilities {
    /// What Helm assumes without a cluster, with the version and the further API versions that were asked for.
    /// An empty version counts as none. Fails in Helm's words where the version cannot be read.
    pub fn new(
        helm: Helm,
        kube_version: Option<&str>,
        api_versions: &[String],
    ) -> Result<Capabilities, String> {
        let typed = kube_version.filter(|typed| !typed.is_empty()).unwrap_or(DEFAULT_KUBE_VERSION);
        let kube_version = KubeVersion::parse(typed, helm)
            .map_err(|error| format!("invalid kube version '{typed}': {error}"))?;
        let known = DEFAULT_VERSION_SET.iter().copied().chain(api_versions.iter().map(String::as_str));
        let all: Vec<Str> = known.map(Str::from).collect();
        let mut sorted = all.clone();
        sorted.sort_unstable();
        let api_versions = VersionSet { versions: Value::strings(all), sorted, helm };
        Ok(Capabilities { kube_version, api_versions, helm })
    }
}

impl KubeVersion {
    /// Source: Helm, `KubeVersion.String`.
    fn shown(&self) -> &Str {
        if self.normalized.is_empty() { &self.version } else { &self.normalized }
    }

    /// Only exported fields are copied.
    fn copy(&self) -> KubeVersion {
        match self.helm {
            Helm::V3 => self.clone(),
            Helm::V4 => KubeVersion { normalized: "".into(), ..self.clone() },
        }
    }

    /// Reads two or more numbers, with a `v` before and anything after them. Helm 3 forgets what comes after.
    /// Source: Helm, `ParseKubeVersion`; k8s.io/apimachinery, pkg/util/version, `ParseGeneric`.
    pub fn parse(typed: &str, helm: Helm) -> Result<KubeVersion, String> {
        let unreadable = || format!("could not parse {} as version", quote(typed));
        let text = typed.trim_start_matches([' ', '\t', '\n', '\r', '\x0C']);
        let text = text.strip_prefix('v').unwrap_or(text);
        let mut end = 0;
        let mut parts: Vec<&str> = Vec::new();
        for part in text.split('.') {
            let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            if digits == 0 {
                break;
            }
            parts.push(&part[..digits]);
            end += digits + usize::from(parts.len() > 1);
            if digits < part.len() {
                break;
            }
        }
        // What follows is matched by Go's `.`, which stops at a line break.
        if parts.is_empty() || text[end..].contains('\n') {
            return Err(unreadable());
        }
        let [major, minor, ..] = parts[..] else {
            return Err(format!("illegal version string {}", quote(typed)));
        };
        if major.starts_with('0') && major != "0" {
            let (major, typed) = (quote(major), quote(typed));
            return Err(format!("illegal zero-prefixed version component {major} in {typed}"));
        }
        let mut numbers = Vec::with_capacity(parts.len());
        for part in &parts {
            numbers.push(parse_uint(part, 10).map_err(|error| {
                format!("illegal non-numeric version component {} in {}: {error}", quote(part), quote(typed))
            })?);
        }
        let number = |part: &str| part.parse::<u64>().unwrap_or_default().to_string();
        let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
        let normalized = Str::from(format!("v{}", numbers.join(".")));
        let version = match helm {
            Helm::V3 => normalized.clone(),
            Helm::V4 if typed.starts_with('v') => typed.into(),
            Helm::V4 => format!("v{typed}").into(),
        };
        Ok(KubeVersion {
            version,
            normalized,
            major: number(major).into(),
            minor: number(minor).into(),
            detached: false,
            helm,
        })
    }
}

fn package(helm: Helm, name_v3: &'static str, name_v4: &'static str) -> Cow<'static, str> {
    Cow::Borrowed(match helm {
        Helm::V3 => name_v3,
        Helm::V4 => name_v4,
    })
}

impl Object for Capabilities {
    fn type_name(&self) -> Cow<'_, str> {
        package(self.helm, "*chartutil.Capabilities", "*common.Capabilities")
    }

    fn kind(&self) -> &'static str {
        "ptr"
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("KubeVersion", Value::Object(Arc::new(self.kube_version.clone()))),
            ("APIVersions", Value::Object(Arc::new(self.api_versions.clone()))),
            ("HelmVersion", Value::Object(Arc::new(BuildInfo { helm: self.helm }))),
        ]
    }

    fn copied(&self) -> Option<Value> {
        let kube_version = self.kube_version.copy();
        Some(Value::Object(Arc::new(Capabilities { kube_version, ..self.clone() })))
    }

    fn json_members(&self) -> Option<Vec<(&'static str, Value)>> {
        Some(self.fields())
    }

    fn params(&self, name: &str) -> Option<&'static [&'static str]> {
        (name == "Copy").then_some(&[])
    }

    fn method(&self, name: &str, args: &[Value]) -> Option<Result<Value, String>> {
        match (name, args) {
            ("Copy", []) => Some(Ok(Value::Object(Arc::new(self.clone())))),
            _ => None,
        }
    }
}

impl Object for KubeVersion {
    fn type_name(&self) -> Cow<'_, str> {
        package(self.helm, "chartutil.KubeVersion", "common.KubeVersion")
    }

    fn kind(&self) -> &'static str {
        "struct"
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    /// All fields, with the one that Helm 4 does not export but Go's `fmt` prints.
    fn fields(&self) -> Vec<(&'static str, Value)> {
        let mut fields = vec![
            ("Version", Value::Str(self.version.clone())),
            ("Major", Value::Str(self.major.clone())),
            ("Minor", Value::Str(self.minor.clone())),
        ];
        if self.helm == Helm::V4 {
            fields.insert(1, ("normalizedVersion", Value::Str(self.normalized.clone())));
        }
        fields
    }

    fn copied(&self) -> Option<Value> {
        Some(Value::Object(Arc::new(KubeVersion { detached: true, ..self.copy() })))
    }

    fn boxed(&self) -> Option<Value> {
        Some(Value::Object(Arc::new(KubeVersion { detached: true, ..self.clone() })))
    }

    fn params(&self, name: &str) -> Option<&'static [&'static str]> {
        (!self.detached && matches!(name, "String" | "GitVersion")).then_some(&[])
    }

    fn method(&self, name: &str, args: &[Value]) -> Option<Result<Value, String>> {
        let text = match (name, args) {
            _ if self.detached => return None,
            ("String", []) => self.shown(),
            ("GitVersion", []) => &self.version,
            _ => return None,
        };
        Some(Ok(Value::Str(text.clone())))
    }

    fn json_members(&self) -> Option<Vec<(&'static str, Value)>> {
        Some(self.exported())
    }

    /// The method is the pointer's, and only what stands in `.Capabilities` itself has an address.
    fn printed(&self) -> Option<String> {
        (!self.detached).then(|| self.shown().to_string())
    }
}

impl Object for VersionSet {
    fn type_name(&self) -> Cow<'_, str> {
        package(self.helm, "chartutil.VersionSet", "common.VersionSet")
    }

    fn kind(&self) -> &'static str {
        "slice"
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn params(&self, name: &str) -> Option<&'static [&'static str]> {
        (name == "Has").then_some(&["string"])
    }

    fn method(&self, name: &str, args: &[Value]) -> Option<Result<Value, String>> {
        match (name, args) {
            ("Has", [Value::Str(version)]) => {
                Some(Ok(Value::Bool(self.sorted.binary_search_by(|known| (**known).cmp(version)).is_ok())))
            }
            _ => None,
        }
    }

    fn to_json(&self) -> Value {
        self.versions.clone()
    }

    fn underlying(&self) -> Option<Value> {
        Some(self.versions.clone())
    }
}

/// `.Capabilities.HelmVersion`
#[derive(Debug)]
struct BuildInfo {
    helm: Helm,
}

/// The Go with which the releases that we speak for are built.
const GO_VERSION: &str = "go1.26.8";

/// The Kubernetes client in Helm 4.
const KUBE_CLIENT_VERSION: &str = "v1.37";

impl Object for BuildInfo {
    fn type_name(&self) -> Cow<'_, str> {
        Cow::Borrowed("version.BuildInfo")
    }

    fn kind(&self) -> &'static str {
        "struct"
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn fields(&self) -> Vec<(&'static str, Value)> {
        let mut fields = vec![
            ("Version", Value::from(self.helm.version())),
            ("GitCommit", Value::from("")),
            ("GitTreeState", Value::from("clean")),
            ("GoVersion", Value::from(GO_VERSION)),
        ];
        if self.helm == Helm::V4 {
            fields.push(("KubeClientVersion", Value::from(KUBE_CLIENT_VERSION)));
        }
        fields
    }

    fn to_json(&self) -> Value {
        let members = self.json_members().unwrap_or_default();
        Value::from(members.into_iter().map(|(name, value)| (Str::from(name), value)).collect::<Entries>())
    }

    /// All but what is empty, under names of their own.
    fn json_members(&self) -> Option<Vec<(&'static str, Value)>> {
        let names = ["version", "git_commit", "git_tree_state", "go_version", "kube_client_version"];
        let fields = self.fields().into_iter().zip(names).filter(|((_, value), _)| value.is_true());
        Some(fields.map(|((_, value), name)| (name, value)).collect())
    }
}

/// The API versions that Helm knows without a cluster, in the order of `.Capabilities.APIVersions`.
/// Source: k8s.io/client-go 0.37, kubernetes/scheme, with k8s.io/apiextensions-apiserver.
const DEFAULT_VERSION_SET: &[&str] = &[
    "v1",
    "admissionregistration.k8s.io/v1",
    "admissionregistration.k8s.io/v1alpha1",
    "admissionregistration.k8s.io/v1beta1",
    "internal.apiserver.k8s.io/v1alpha1",
    "apps/v1",
    "apps/v1beta1",
    "apps/v1beta2",
    "authentication.k8s.io/v1",
    "authentication.k8s.io/v1alpha1",
    "authentication.k8s.io/v1beta1",
    "authorization.k8s.io/v1",
    "authorization.k8s.io/v1beta1",
    "autoscaling/v1",
    "autoscaling/v2",
    "batch/v1",
    "batch/v1beta1",
    "certificates.k8s.io/v1",
    "certificates.k8s.io/v1beta1",
    "certificates.k8s.io/v1alpha1",
    "coordination.k8s.io/v1alpha2",
    "coordination.k8s.io/v1beta1",
    "coordination.k8s.io/v1",
    "discovery.k8s.io/v1",
    "discovery.k8s.io/v1beta1",
    "events.k8s.io/v1",
    "events.k8s.io/v1beta1",
    "extensions/v1beta1",
    "flowcontrol.apiserver.k8s.io/v1",
    "flowcontrol.apiserver.k8s.io/v1beta1",
    "flowcontrol.apiserver.k8s.io/v1beta2",
    "flowcontrol.apiserver.k8s.io/v1beta3",
    "lifecycle.k8s.io/v1alpha1",
    "networking.k8s.io/v1",
    "networking.k8s.io/v1beta1",
    "node.k8s.io/v1",
    "node.k8s.io/v1alpha1",
    "node.k8s.io/v1beta1",
    "policy/v1",
    "policy/v1beta1",
    "rbac.authorization.k8s.io/v1",
    "rbac.authorization.k8s.io/v1beta1",
    "rbac.authorization.k8s.io/v1alpha1",
    "resource.k8s.io/v1",
    "resource.k8s.io/v1beta2",
    "resource.k8s.io/v1beta1",
    "resource.k8s.io/v1alpha3",
    "scheduling.k8s.io/v1alpha3",
    "scheduling.k8s.io/v1beta1",
    "scheduling.k8s.io/v1",
    "storage.k8s.io/v1beta1",
    "storage.k8s.io/v1",
    "storage.k8s.io/v1alpha1",
    "storagemigration.k8s.io/v1",
    "storagemigration.k8s.io/v1beta1",
    "apiextensions.k8s.io/v1beta1",
    "apiextensions.k8s.io/v1",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::golang::fmt::sprintf;

    // Expectations: `helm template --kube-version` of Helm 3.22.0 and 4.3.1.
    #[test]
    fn versions_are_read_as_in_helm() {
        let shown = |typed: &str, helm| {
            KubeVersion::parse(typed, helm)
                .map(|v| format!("{} {} {} {}", v.version, v.normalized, v.major, v.minor))
        };
        let cases = [
            ("1.30", "v1.30 v1.30 1 30", "v1.30 v1.30 1 30"),
            ("v1.21.14-eks-x", "v1.21.14 v1.21.14 1 21", "v1.21.14-eks-x v1.21.14 1 21"),
            ("1.33.4+k3s1", "v1.33.4 v1.33.4 1 33", "v1.33.4+k3s1 v1.33.4 1 33"),
            ("1.2.3.4", "v1.2.3.4 v1.2.3.4 1 2", "v1.2.3.4 v1.2.3.4 1 2"),
            ("1.08", "v1.8 v1.8 1 8", "v1.08 v1.8 1 8"),
            ("1.25.", "v1.25 v1.25 1 25", "v1.25. v1.25 1 25"),
            ("1.25x", "v1.25 v1.25 1 25", "v1.25x v1.25 1 25"),
        ];
        for (typed, v3, v4) in cases {
            assert_eq!(shown(typed, Helm::V3).as_deref(), Ok(v3), "{typed}");
            assert_eq!(shown(typed, Helm::V4).as_deref(), Ok(v4), "{typed}");
        }
        let error = |typed: &str| Capabilities::new(Helm::V3, Some(typed), &[]).unwrap_err();
        assert_eq!(error("x"), "invalid kube version 'x': could not parse \"x\" as version");
        assert_eq!(error(" "), "invalid kube version ' ': could not parse \" \" as version");
        assert_eq!(&*Capabilities::new(Helm::V3, Some(""), &[]).unwrap().kube_version.version, "v1.37.0");
        assert_eq!(error("1"), "invalid kube version '1': illegal version string \"1\"");
        assert_eq!(
            error("01.2"),
            "invalid kube version '01.2': illegal zero-prefixed version component \"01\" in \"01.2\""
        );
        assert_eq!(
            error("1.99999999999999999999"),
            "invalid kube version '1.99999999999999999999': illegal non-numeric version component \
             \"99999999999999999999\" in \"1.99999999999999999999\": strconv.ParseUint: parsing \
             \"99999999999999999999\": value out of range"
        );
    }

    // Expectations: templates with Helm 3.22.0 and 4.3.1.
    #[test]
    fn capabilities_print_as_in_helm() {
        let extra = ["example.org/v1".to_owned(), "example.org/v1/Thing".to_owned()];
        for (helm, version, build, typ) in [
            (Helm::V3, "{v1.37.0 1 37}", "{v3.22.0  clean go1.26.8}", "*chartutil.Capabilities"),
            (Helm::V4, "{v1.37.0 v1.37.0 1 37}", "{v4.3.1  clean go1.26.8 v1.37}", "*common.Capabilities"),
        ] {
            let capabilities = Capabilities::new(helm, None, &extra).unwrap();
            assert_eq!(capabilities.type_name(), typ);
            let field = |name: &str| capabilities.field(name).unwrap();
            assert_eq!(sprintf("%v", &[field("KubeVersion")]), version);
            assert_eq!(sprintf("%v", &[field("HelmVersion")]), build);
            let Value::Object(kube) = field("KubeVersion") else { panic!() };
            assert_eq!(kube.printed().as_deref(), Some("v1.37.0"));
            assert!(kube.field("normalizedVersion").is_none());
            let has = |version: &str| {
                let has = capabilities.api_versions.method("Has", &[Value::from(version)]);
                has.unwrap().unwrap().is_true()
            };
            assert!(has("apps/v1") && has("example.org/v1/Thing") && !has("apps/v1/Deployment"));
            let Some(Value::List(all)) = capabilities.api_versions.underlying() else { panic!() };
            assert_eq!(all.items.len(), DEFAULT_VERSION_SET.len() + 2);
        }
    }
}
