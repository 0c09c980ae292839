//! The types of expressions, as far as they are known.

use super::super::node::At;
use super::functions::Kind;

/// The type of an expression as far as it is known.
#[derive(Clone)]
pub(super) enum Ty<'s> {
    /// Anything.
    Dyn,
    Null,
    Bool,
    Int,
    Uint,
    Double,
    Str,
    Bytes,
    Duration,
    Timestamp,
    Type,
    /// A type of the server's own: an address, a quantity, a version, a format.
    Own(Kind),
    Optional(Box<Ty<'s>>),
    List(Box<Ty<'s>>),
    /// With strings as keys.
    Map(Box<Ty<'s>>),
    /// An object of a schema.
    Object {
        at: At<'s>,
        root: bool,
    },
    /// An object with known fields.
    Named(&'static [(&'static str, Field)]),
    /// The variables of a policy.
    Variables,
}

/// The type of a field of what a request holds.
#[derive(Clone, Copy)]
pub(super) enum Field {
    Bool,
    Dyn,
    Strings,
    Str,
    Named(&'static [(&'static str, Field)]),
}

const KIND: &[(&str, Field)] = &[("group", Field::Str), ("version", Field::Str), ("kind", Field::Str)];
const RESOURCE: &[(&str, Field)] =
    &[("group", Field::Str), ("version", Field::Str), ("resource", Field::Str)];
const USER: &[(&str, Field)] =
    &[("username", Field::Str), ("uid", Field::Str), ("groups", Field::Strings), ("extra", Field::Dyn)];

/// Source: `BuildRequestType`
pub(super) const REQUEST: &[(&str, Field)] = &[
    ("kind", Field::Named(KIND)),
    ("resource", Field::Named(RESOURCE)),
    ("subResource", Field::Str),
    ("requestKind", Field::Named(KIND)),
    ("requestResource", Field::Named(RESOURCE)),
    ("requestSubResource", Field::Str),
    ("name", Field::Str),
    ("namespace", Field::Str),
    ("operation", Field::Str),
    ("userInfo", Field::Named(USER)),
    ("dryRun", Field::Bool),
    ("options", Field::Dyn),
];

/// Source: k8s.io/dynamic-resource-allocation, cel/compile.go
pub(super) const DEVICE: &[(&str, Field)] = &[
    ("driver", Field::Str),
    ("attributes", Field::Dyn),
    ("capacity", Field::Dyn),
    ("allowMultipleAllocations", Field::Bool),
];
pub(super) const OLD_DEVICE: &[(&str, Field)] = &[DEVICE[0], DEVICE[1], DEVICE[2]];

impl<'s> Ty<'s> {
    /// The type of the values of a schema. Source: `SchemaDeclType`.
    pub(super) fn of(at: At<'s>, root: bool) -> Option<Ty<'s>> {
        if at.get("x-kubernetes-int-or-string").bool() {
            return Some(Ty::Dyn);
        }
        let more = at.get("additionalProperties");
        Some(match at.get("type").str() {
            "array" => Ty::List(Box::new(Ty::of(
                at.get("items"),
                at.get("items").get("x-kubernetes-embedded-resource").bool(),
            )?)),
            "object" if more.is_set() && more.opt_bool().is_none() => Ty::Map(Box::new(Ty::of(more, false)?)),
            "object" => Ty::Object { at, root },
            "string" => match at.get("format").str() {
                "byte" => Ty::Bytes,
                "duration" => Ty::Duration,
                "date" | "date-time" => Ty::Timestamp,
                _ => Ty::Str,
            },
            "boolean" => Ty::Bool,
            "number" => Ty::Double,
            "integer" => Ty::Int,
            _ => return None,
        })
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Ty::Dyn => "anything",
            Ty::Null => "null",
            Ty::Bool => "a boolean",
            Ty::Int => "an integer",
            Ty::Uint => "an unsigned integer",
            Ty::Double => "a double",
            Ty::Str => "a string",
            Ty::Bytes => "bytes",
            Ty::Duration => "a duration",
            Ty::Timestamp => "a timestamp",
            Ty::Type => "a type",
            Ty::Own(Kind::Url) => "a URL",
            Ty::Own(Kind::Ip) => "an IP address",
            Ty::Own(Kind::Cidr) => "a range of addresses",
            Ty::Own(Kind::Qty) => "a quantity",
            Ty::Own(Kind::Semver) => "a version",
            Ty::Own(_) => "a format",
            Ty::Optional(_) => "an optional value",
            Ty::List(_) => "a list",
            Ty::Map(_) => "a map",
            Ty::Object { .. } | Ty::Named(_) | Ty::Variables => "an object",
        }
    }

    /// The type as signatures have it.
    pub(super) fn kind(&self) -> Kind {
        match self {
            Ty::Bool => Kind::Bool,
            Ty::Int => Kind::Int,
            Ty::Uint => Kind::Uint,
            Ty::Double => Kind::Double,
            Ty::Str => Kind::Str,
            Ty::Bytes => Kind::Bytes,
            Ty::Duration => Kind::Dur,
            Ty::Timestamp => Kind::Time,
            Ty::Own(kind) => *kind,
            _ => Kind::Any,
        }
    }

    /// The type that a signature names; `of` is what stands in front of the function.
    pub(super) fn from_kind(kind: Kind, of: Option<&Ty<'s>>) -> Ty<'s> {
        let item = || match of {
            Some(Ty::List(item) | Ty::Optional(item)) => (**item).clone(),
            _ => Ty::Dyn,
        };
        match kind {
            Kind::Any => Ty::Dyn,
            Kind::Bool => Ty::Bool,
            Kind::Int => Ty::Int,
            Kind::Uint => Ty::Uint,
            Kind::Double => Ty::Double,
            Kind::Str => Ty::Str,
            Kind::Bytes => Ty::Bytes,
            Kind::Dur => Ty::Duration,
            Kind::Time => Ty::Timestamp,
            Kind::Type => Ty::Type,
            Kind::List => Ty::List(Box::new(Ty::Dyn)),
            Kind::Map => Ty::Map(Box::new(Ty::Dyn)),
            Kind::Strs => Ty::List(Box::new(Ty::Str)),
            Kind::Opt => Ty::Optional(Box::new(Ty::Dyn)),
            Kind::OptList => Ty::Optional(Box::new(Ty::List(Box::new(Ty::Str)))),
            Kind::Elem | Kind::Value => item(),
            Kind::OptElem => Ty::Optional(Box::new(item())),
            Kind::Same => of.cloned().unwrap_or(Ty::Dyn),
            Kind::Url | Kind::Ip | Kind::Cidr | Kind::Qty | Kind::Semver | Kind::Fmt => Ty::Own(kind),
        }
    }

    /// Whether a value of this type can stand where a signature wants a kind; `of` stands in front of the function.
    pub(super) fn is_a(&self, kind: Kind, of: Option<&Ty<'s>>) -> bool {
        match (kind, self) {
            (Kind::Any, _) | (_, Ty::Dyn) => true,
            (Kind::List, Ty::List(_)) | (Kind::Map, Ty::Map(_)) | (Kind::Opt, Ty::Optional(_)) => true,
            (Kind::Strs, Ty::List(item)) => matches!(**item, Ty::Dyn | Ty::Str),
            (Kind::Value, _) => match of {
                Some(Ty::Optional(inner)) => self.fits(inner),
                _ => true,
            },
            (Kind::List | Kind::Map | Kind::Opt | Kind::Strs, _) => false,
            _ => self.kind() == kind,
        }
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(self, Ty::Int | Ty::Uint | Ty::Double)
    }

    /// Whether two types may stand on both sides of an equality.
    pub(super) fn fits(&self, other: &Ty<'_>) -> bool {
        match (self, other) {
            (Ty::Dyn, _) | (_, Ty::Dyn) | (Ty::Null, Ty::Null) => true,
            // Source: cel-go, checker/types.go (`internalIsAssignableNull`)
            (Ty::Null, other) | (other, Ty::Null) => !matches!(
                other,
                Ty::Bool | Ty::Int | Ty::Uint | Ty::Double | Ty::Str | Ty::Bytes | Ty::List(_) | Ty::Map(_)
            ),
            (Ty::List(a), Ty::List(b)) | (Ty::Map(a), Ty::Map(b)) | (Ty::Optional(a), Ty::Optional(b)) => {
                a.fits(b)
            }
            (Ty::Own(a), Ty::Own(b)) => a == b,
            (Ty::Object { .. } | Ty::Map(_), Ty::Map(_) | Ty::Object { .. }) => true,
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }
}
