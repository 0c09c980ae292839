//! Which Helm is spoken: Helm 3 and Helm 4 print different bytes for the same chart.

/// The Helm whose rules and bytes are reproduced (`--helm-compat`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Helm {
    /// Helm 3, as of [`Helm::version`].
    V3,
    /// Helm 4, as of [`Helm::version`].
    #[default]
    V4,
}

/// The Kubernetes version that a release build of either Helm assumes without a cluster.
pub const DEFAULT_KUBE_VERSION: &str = "v1.37.0";

impl Helm {
    /// The exact release that is reproduced, the one that wrote every recorded answer.
    pub fn version(self) -> &'static str {
        match self {
            Helm::V3 => "v3.22.0",
            Helm::V4 => "v4.3.1",
        }
    }

    /// The Go package that holds Helm's named map type, as `%T` of `.Values` prints it.
    pub fn values_type(self) -> &'static str {
        match self {
            Helm::V3 => "chartutil.Values",
            Helm::V4 => "common.Values",
        }
    }
}
