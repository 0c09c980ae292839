//! What a zone holds, which only `fmt` prints, and only with a verb that is none for it. Source: time/zoneinfo.go,
//! `Location`.

use crate::golang::named::{self, Named};
use crate::golang::zoneinfo::Location;
use crate::value::{ElemType, Object, Slice, Value};
use std::any::Any;
use std::borrow::Cow;
use std::sync::Arc;

/// Where Go's tables of a zone begin.
const ALPHA: i64 = i64::MIN;
/// Where they end.
const OMEGA: i64 = i64::MAX;

/// The fields of `time.Location`. The tables of a zone of the IANA data are left out.
pub(super) fn fields(location: &Location) -> Vec<(&'static str, Value)> {
    let known = match location {
        Location::Fixed(name, offset) => Some((zone(name, *offset), "")),
        // The file of a machine whose clock is at UTC.
        Location::Local(local) if local.is_machines() => Some((zone("UTC", 0), "UTC0")),
        Location::Utc | Location::Local(_) | Location::Zone(_) | Location::Empty => None,
    };
    let (zones, changes, extend, span, cached) = match known {
        Some((zone, extend)) => {
            let cached = part("*time.zone", zone.clone());
            let (zones, changes) = (vec![part("time.zone", zone)], vec![part("time.zoneTrans", change())]);
            (zones.into(), changes.into(), extend, (ALPHA, OMEGA), cached)
        }
        None => {
            let none = || Slice::nil(ElemType::Any).into();
            (none(), none(), "", (0, 0), named::nil_pointer("*time.zone"))
        }
    };
    vec![
        ("name", Value::from(location.name())),
        ("zone", Named::value("[]time.zone", "slice", zones)),
        ("tx", Named::value("[]time.zoneTrans", "slice", changes)),
        ("extend", Value::from(extend)),
        ("cacheStart", Value::Int64(span.0)),
        ("cacheEnd", Value::Int64(span.1)),
        ("cacheZone", cached),
    ]
}

fn zone(name: &str, offset: i64) -> Vec<(&'static str, Value)> {
    vec![("name", Value::from(name)), ("offset", Value::Int(offset)), ("isDST", Value::Bool(false))]
}

/// The only change of a zone that has none.
fn change() -> Vec<(&'static str, Value)> {
    vec![
        ("when", Value::Int64(ALPHA)),
        ("index", named::uint8(0)),
        ("isstd", Value::Bool(false)),
        ("isutc", Value::Bool(false)),
    ]
}

fn part(typ: &'static str, fields: Vec<(&'static str, Value)>) -> Value {
    Value::Object(Arc::new(Part { typ, fields }))
}

/// A struct that no template reaches, or a pointer to one.
#[derive(Debug)]
struct Part {
    typ: &'static str,
    fields: Vec<(&'static str, Value)>,
}

impl Object for Part {
    fn type_name(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.typ)
    }

    fn kind(&self) -> &'static str {
        if self.typ.starts_with('*') { "ptr" } else { "struct" }
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn fields(&self) -> Vec<(&'static str, Value)> {
        self.fields.clone()
    }
}
