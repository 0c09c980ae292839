//! The types of expressions, and whether one may stand where another is wanted.
//!
//! Source: cel-go, checker/types.go and common/types/types.go

use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

/// A type.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Type {
    /// Anything; what it is shows when it is evaluated.
    Dyn,
    /// That of what is wrong, so that one fault is told once.
    Error,
    Null,
    Bool,
    Int,
    Uint,
    Double,
    Str,
    Bytes,
    Duration,
    Timestamp,
    /// That of a type; `type(int)` is the type of `int`.
    Of(Option<Rc<Type>>),
    List(Rc<Type>),
    Map(Rc<(Type, Type)>),
    /// One with fields or with functions of its own, by its name.
    Object(Rc<str>),
    /// One that only functions look into.
    Opaque(Rc<str>, Option<Rc<Type>>),
    /// What a use of a function decides.
    Param(u32),
}

/// The name of the type of values that may be missing.
pub(super) const OPTIONAL: &str = "optional_type";
/// The first parameter that stands for one use of a function; those below are letters of a declaration.
const FIRST_FREE: u32 = 32;

impl Type {
    pub(super) fn list(of: Type) -> Type {
        Type::List(Rc::new(of))
    }

    pub(super) fn map(key: Type, value: Type) -> Type {
        Type::Map(Rc::new((key, value)))
    }

    pub(super) fn optional(of: Type) -> Type {
        Type::Opaque(OPTIONAL.into(), Some(Rc::new(of)))
    }

    pub(super) fn type_of(of: Type) -> Type {
        Type::Of(Some(Rc::new(of)))
    }

    pub(super) fn is_dyn_or_error(&self) -> bool {
        matches!(self, Type::Dyn | Type::Error)
    }

    /// What an optional value holds.
    pub(super) fn unwrapped(&self) -> Option<&Type> {
        match self {
            Type::Opaque(name, Some(of)) if &**name == OPTIONAL => Some(of),
            _ => None,
        }
    }

    /// Reads a type as declarations write it: `list(A)`, `map(string, list(V))`.
    pub(super) fn read(text: &str) -> Type {
        if let Some((name, inner)) = text.strip_suffix(')').and_then(|t| t.split_once('(')) {
            return match name {
                "list" => Type::list(Type::read(inner)),
                "map" => {
                    let (key, value) = inner.split_once(", ").unwrap_or((inner, "dyn"));
                    Type::map(Type::read(key), Type::read(value))
                }
                "type" => Type::type_of(Type::read(inner)),
                _ => Type::Opaque(name.into(), Some(Rc::new(Type::read(inner)))),
            };
        }
        match text {
            "bool" => Type::Bool,
            "int" => Type::Int,
            "uint" => Type::Uint,
            "double" => Type::Double,
            "string" => Type::Str,
            "bytes" => Type::Bytes,
            "null" => Type::Null,
            "duration" => Type::Duration,
            "timestamp" => Type::Timestamp,
            "dyn" => Type::Dyn,
            "net.IP" | "net.CIDR" => Type::Opaque(text.into(), None),
            _ => match text.as_bytes() {
                [letter @ b'A'..=b'Z'] => Type::Param(u32::from(letter - b'A')),
                _ => Type::Object(text.into()),
            },
        }
    }

    /// Whether it has a parameter of a declaration.
    pub(super) fn has_letters(&self) -> bool {
        match self {
            Type::Param(number) => *number < FIRST_FREE,
            Type::List(of) | Type::Of(Some(of)) | Type::Opaque(_, Some(of)) => of.has_letters(),
            Type::Map(both) => both.0.has_letters() || both.1.has_letters(),
            _ => false,
        }
    }

    /// The same with the letters of a declaration shifted to parameters of one use.
    pub(super) fn instance(&self, first: u32) -> Type {
        match self {
            Type::Param(letter) => Type::Param(first + letter),
            Type::List(of) => Type::list(of.instance(first)),
            Type::Of(Some(of)) => Type::type_of(of.instance(first)),
            Type::Opaque(name, Some(of)) => Type::Opaque(name.clone(), Some(Rc::new(of.instance(first)))),
            Type::Map(both) => Type::map(both.0.instance(first), both.1.instance(first)),
            other => other.clone(),
        }
    }

    fn is_equal_or_less_specific(&self, than: &Type) -> bool {
        match (self, than) {
            (Type::Dyn | Type::Param(_), _) => true,
            (_, Type::Dyn | Type::Param(_)) => false,
            (Type::Opaque(a, of_a), Type::Opaque(b, of_b)) => {
                a == b
                    && match (of_a, of_b) {
                        (Some(a), Some(b)) => a.is_equal_or_less_specific(b),
                        (a, b) => a.is_none() && b.is_none(),
                    }
            }
            (Type::List(a), Type::List(b)) => a.is_equal_or_less_specific(b),
            (Type::Map(a), Type::Map(b)) => {
                a.0.is_equal_or_less_specific(&b.0) && a.1.is_equal_or_less_specific(&b.1)
            }
            (Type::Of(_), Type::Of(_)) => true,
            (a, b) => a == b,
        }
    }

    fn is_nullable(&self) -> bool {
        matches!(
            self,
            Type::Null | Type::Opaque(..) | Type::Object(_) | Type::Duration | Type::Timestamp | Type::Dyn
        )
    }
}

/// In the words of a message.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Type::Dyn | Type::Error | Type::Param(_) => "anything",
            Type::Null => "null",
            Type::Bool => "a boolean",
            Type::Int => "an integer",
            Type::Uint => "an unsigned integer",
            Type::Double => "a double",
            Type::Str => "a string",
            Type::Bytes => "bytes",
            Type::Duration => "a duration",
            Type::Timestamp => "a timestamp",
            Type::Of(_) => "a type",
            Type::List(_) => "a list",
            Type::Map(_) => "a map",
            Type::Object(name) => match &**name {
                "kubernetes.URL" => "a URL",
                "kubernetes.Quantity" => "a quantity",
                "kubernetes.Semver" => "a version",
                "kubernetes.NamedFormat" => "a format",
                _ => "an object",
            },
            Type::Opaque(name, _) => match &**name {
                "net.IP" => "an IP address",
                "net.CIDR" => "a range of IP addresses",
                _ => "an optional value",
            },
        })
    }
}

/// What parameters stand for so far.
#[derive(Default)]
pub(super) struct Mapping {
    found: HashMap<u32, Type>,
    /// How many parameters there were.
    count: u32,
}

impl Mapping {
    /// A parameter that stands for nothing yet.
    pub(super) fn fresh(&mut self) -> Type {
        Type::Param(self.fresh_block())
    }

    /// A block of parameters for the letters of a declaration.
    pub(super) fn fresh_block(&mut self) -> u32 {
        self.count += 1;
        self.count * FIRST_FREE
    }

    /// Whether a value of each type may stand where each other is wanted; if so, remembers what parameters stand for.
    pub(super) fn assign(&mut self, types: &[Type], wanted: &[Type]) -> bool {
        if types.len() != wanted.len() {
            return false;
        }
        let before = self.found.clone();
        let fits = types.iter().zip(wanted).all(|(a, b)| self.fits(a, b));
        if !fits {
            self.found = before;
        }
        fits
    }

    /// The more general one of two types, where one may stand for the other.
    pub(super) fn join(&mut self, previous: &Type, current: &Type) -> Option<Type> {
        let fits = self.assign(std::slice::from_ref(previous), std::slice::from_ref(current));
        fits.then(|| most_general(previous, current))
    }

    /// Source: `internalIsAssignable`
    fn fits(&mut self, a: &Type, b: &Type) -> bool {
        if let Type::Param(_) = b {
            let (valid, had) = self.substitutes(a, b);
            if valid || had {
                return valid;
            }
        }
        if let Type::Param(_) = a {
            return self.substitutes(b, a).0;
        }
        match (a, b) {
            (a, b) if a.is_dyn_or_error() || b.is_dyn_or_error() => true,
            (Type::Null, other) | (other, Type::Null) => other.is_nullable(),
            (Type::Of(_), Type::Of(_)) => true,
            (Type::Opaque(a, of_a), Type::Opaque(b, of_b)) => {
                a == b
                    && match (of_a, of_b) {
                        (Some(a), Some(b)) => self.fits(a, b),
                        (a, b) => a.is_none() && b.is_none(),
                    }
            }
            (Type::List(a), Type::List(b)) => self.fits(a, b),
            (Type::Map(a), Type::Map(b)) => self.fits(&a.0, &b.0) && self.fits(&a.1, &b.1),
            (a, b) => a == b,
        }
    }

    /// Whether `param` may stand for a type, and whether it stood for something before.
    /// Source: `isValidTypeSubstitution`
    fn substitutes(&mut self, by: &Type, param: &Type) -> (bool, bool) {
        if by == param {
            return (true, true);
        }
        let Type::Param(number) = param else { return (false, false) };
        if let Some(found) = self.found.get(number).cloned() {
            if *by == found {
                return (true, true);
            }
            if self.fits(by, &found) {
                let general = most_general(by, &found);
                if self.is_not_within(param, &general) {
                    self.found.insert(*number, general);
                }
                return (true, true);
            }
            return (false, true);
        }
        if self.is_not_within(param, by) {
            self.found.insert(*number, by.clone());
            return (true, false);
        }
        (false, false)
    }

    /// Source: `notReferencedIn`
    fn is_not_within(&self, param: &Type, within: &Type) -> bool {
        if param == within {
            return false;
        }
        match within {
            Type::Param(number) => {
                self.found.get(number).is_none_or(|found| self.is_not_within(param, found))
            }
            Type::List(of) | Type::Of(Some(of)) | Type::Opaque(_, Some(of)) => self.is_not_within(param, of),
            Type::Map(both) => self.is_not_within(param, &both.0) && self.is_not_within(param, &both.1),
            _ => true,
        }
    }

    /// A type with what its parameters stand for; those that stand for nothing become `dyn` on request.
    pub(super) fn resolve(&self, of: &Type, to_dyn: bool) -> Type {
        match of {
            Type::Param(number) => match self.found.get(number) {
                Some(found) => self.resolve(found, to_dyn),
                None if to_dyn => Type::Dyn,
                None => of.clone(),
            },
            Type::List(of) => Type::list(self.resolve(of, to_dyn)),
            Type::Of(Some(of)) => Type::type_of(self.resolve(of, to_dyn)),
            Type::Opaque(name, Some(of)) => {
                Type::Opaque(name.clone(), Some(Rc::new(self.resolve(of, to_dyn))))
            }
            Type::Map(both) => Type::map(self.resolve(&both.0, to_dyn), self.resolve(&both.1, to_dyn)),
            other => other.clone(),
        }
    }
}

fn most_general(a: &Type, b: &Type) -> Type {
    if a.is_equal_or_less_specific(b) { a.clone() } else { b.clone() }
}
