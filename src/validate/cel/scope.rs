//! Where an expression stands, which decides what variables it has and of what types they are.
//!
//! Sources: k8s.io/apiserver, pkg/admission/plugin/cel/compile.go; k8s.io/dynamic-resource-allocation, cel/compile.go

use super::schema::Declared;
use super::types::Type;

/// Where an expression stands.
#[derive(Clone, Copy)]
pub(crate) enum Scope<'s> {
    /// In an admission policy or a webhook's conditions.
    Admission { params: bool, authorizer: bool },
    /// In a mutation of an admission policy.
    Patch { params: bool },
    /// In a selector of devices; `shared` where the gate DRAConsumableCapacity is open.
    Device { shared: bool },
    /// In a schema. `optional` says that the old value may be missing.
    Schema { declared: &'s Declared, optional: bool },
}

/// The variables that a policy declares, with the types of their expressions.
#[derive(Default)]
pub(crate) struct Own(Vec<(String, Type)>);

impl Own {
    /// Adds a variable. What is not known of its expression may be anything.
    pub(crate) fn add(&mut self, name: &str, result: Option<super::Compiled>) {
        let ty = result.map_or(Type::Dyn, |compiled| compiled.ty);
        self.0.push((name.to_owned(), ty));
    }
}

/// The objects with known fields. Sources: `BuildRequestType`, `BuildNamespaceType` and `newCompiler`
const OBJECTS: &[(&str, &[(&str, &str)])] = &[
    (
        "kubernetes.AdmissionRequest",
        &[
            ("kind", "kubernetes.GroupVersionKind"),
            ("resource", "kubernetes.GroupVersionResource"),
            ("subResource", "string"),
            ("requestKind", "kubernetes.GroupVersionKind"),
            ("requestResource", "kubernetes.GroupVersionResource"),
            ("requestSubResource", "string"),
            ("name", "string"),
            ("namespace", "string"),
            ("operation", "string"),
            ("userInfo", "kubernetes.UserInfo"),
            ("dryRun", "bool"),
            ("options", "dyn"),
        ],
    ),
    ("kubernetes.GroupVersionKind", &[("group", "string"), ("version", "string"), ("kind", "string")]),
    (
        "kubernetes.GroupVersionResource",
        &[("group", "string"), ("version", "string"), ("resource", "string")],
    ),
    (
        "kubernetes.UserInfo",
        &[
            ("username", "string"),
            ("uid", "string"),
            ("groups", "list(string)"),
            ("extra", "map(string, list(string))"),
        ],
    ),
    (
        "kubernetes.Namespace",
        &[
            ("metadata", "kubernetes.NamespaceMetadata"),
            ("spec", "kubernetes.NamespaceSpec"),
            ("status", "kubernetes.NamespaceStatus"),
        ],
    ),
    (
        "kubernetes.NamespaceMetadata",
        &[
            ("name", "string"),
            ("generateName", "string"),
            ("namespace", "string"),
            ("labels", "map(string, string)"),
            ("annotations", "map(string, string)"),
            ("UID", "string"),
            ("creationTimestamp", "timestamp"),
            ("deletionGracePeriodSeconds", "int"),
            ("deletionTimestamp", "timestamp"),
            ("generation", "int"),
            ("resourceVersion", "string"),
            ("finalizers", "list(string)"),
        ],
    ),
    ("kubernetes.NamespaceSpec", &[("finalizers", "list(string)")]),
    (
        "kubernetes.NamespaceStatus",
        &[("conditions", "list(kubernetes.NamespaceCondition)"), ("phase", "string")],
    ),
    (
        "kubernetes.NamespaceCondition",
        &[
            ("status", "string"),
            ("type", "string"),
            ("lastTransitionTime", "timestamp"),
            ("message", "string"),
            ("reason", "string"),
        ],
    ),
    (
        "kubernetes.DRADevice",
        &[
            ("driver", "string"),
            ("attributes", "map(string, map(string, dyn))"),
            ("capacity", "map(string, map(string, kubernetes.Quantity))"),
            ("allowMultipleAllocations", "bool"),
        ],
    ),
    (
        OLD_DEVICE,
        &[
            ("driver", "string"),
            ("attributes", "map(string, map(string, dyn))"),
            ("capacity", "map(string, map(string, kubernetes.Quantity))"),
        ],
    ),
];

/// The type of a device where it cannot be allocated more than once; the server calls both by one name.
const OLD_DEVICE: &str = "kubernetes.DRADevice.exclusive";

/// The name of the type of `variables`.
pub(super) const VARIABLES: &str = "kubernetes.variables";

impl Scope<'_> {
    /// The type of a variable.
    pub(super) fn variable(&self, name: &str) -> Option<Type> {
        let object = |name: &str| Some(Type::Object(name.into()));
        let (params, authorizer) = match self {
            Scope::Schema { declared, optional } => {
                return match name {
                    "self" => Some(declared.ty()),
                    "oldSelf" if *optional => Some(Type::optional(declared.ty())),
                    "oldSelf" => Some(declared.ty()),
                    _ => None,
                };
            }
            Scope::Device { shared } => {
                let device = if *shared { "kubernetes.DRADevice" } else { OLD_DEVICE };
                return if name == "device" { object(device) } else { None };
            }
            Scope::Admission { params, authorizer } => (*params, *authorizer),
            Scope::Patch { params } => (*params, true),
        };
        match name {
            "object" | "oldObject" => Some(Type::Dyn),
            "request" => object("kubernetes.AdmissionRequest"),
            "namespaceObject" => object("kubernetes.Namespace"),
            "variables" => object(VARIABLES),
            "params" if params => Some(Type::Dyn),
            "authorizer" if authorizer => object("kubernetes.authorization.Authorizer"),
            "authorizer.requestResource" if authorizer => object("kubernetes.authorization.ResourceCheck"),
            _ => None,
        }
    }

    /// The type of a field of an object.
    pub(super) fn field(&self, own: &Own, object: &str, field: &str) -> Option<Type> {
        if object == VARIABLES {
            return own.0.iter().rev().find(|(name, _)| name == field).map(|(_, ty)| ty.clone());
        }
        if let Scope::Schema { declared, .. } = self
            && let Some(found) = declared.field(object, field)
        {
            return Some(found);
        }
        // A field whose name is a word of the language may be written as it is.
        if let (Scope::Schema { declared, .. }, true) = (self, super::RESERVED.contains(&field)) {
            return declared.field(object, &format!("__{field}__"));
        }
        let fields = OBJECTS.iter().find(|(name, _)| *name == object)?.1;
        fields.iter().find(|(name, _)| *name == field).map(|(_, ty)| Type::read(ty))
    }

    /// Whether an expression may make an object of that type. Source: k8s.io/apiserver, pkg/cel/mutation
    pub(super) fn makes(&self, name: &str) -> bool {
        matches!(self, Scope::Patch { .. })
            && (name == "JSONPatch" || name == "Object" || name.starts_with("Object."))
    }
}
