//! Addresses. Source: sprig, url.go.

use super::Type::{Map, Str as Text};
use super::list::NIL_POINTER;
use super::{Env, Func, args, func};
use crate::golang::url::Url;
use crate::value::Value;

/// The functions of this family.
pub const TABLE: &[Func] = &[func("urlJoin", &[Map], url_join), func("urlParse", &[Text], url_parse)];

/// The parts of an address as a dictionary; a part that is missing is the empty string.
fn url_parse(_: &Env, args: &[Value]) -> Result<Value, String> {
    let url = Url::parse(args::text(args, 0)).map_err(|fault| format!("unable to parse url: {fault}"))?;
    let hostname = url.hostname().into();
    let userinfo = url.user.as_ref().map(ToString::to_string).unwrap_or_default();
    Ok(Value::from([
        ("fragment", url.fragment.into()),
        ("host", url.host.into()),
        ("hostname", hostname),
        ("opaque", url.opaque.into()),
        ("path", url.path.into()),
        ("query", url.query.into()),
        ("scheme", url.scheme.into()),
        ("userinfo", userinfo.into()),
    ]))
}

/// The address that a dictionary of parts describes.
fn url_join(_: &Env, args: &[Value]) -> Result<Value, String> {
    let part = |key: &str| match args::map(args, 0).and_then(|map| map.get(key)) {
        None => Ok(String::new()),
        Some(Value::Str(text)) => Ok(text.to_string()),
        Some(Value::Nil | Value::Invalid) => Err(NIL_POINTER.to_owned()),
        Some(value) => {
            Err(format!("unable to parse {key} key, must be of type string, but {} found", value.kind()))
        }
    };
    let mut url = Url {
        scheme: part("scheme")?,
        host: part("host")?,
        path: part("path")?,
        query: part("query")?,
        opaque: part("opaque")?,
        fragment: part("fragment")?,
        user: None,
    };
    let userinfo = part("userinfo")?;
    if !userinfo.is_empty() {
        // An address around it, so that it is taken apart by the rules of addresses.
        let parsed = Url::parse(&format!("proto://{userinfo}@host"));
        url.user = parsed.map_err(|fault| format!("unable to parse userinfo in dict: {fault}"))?.user;
    }
    Ok(url.to_string().into())
}

#[cfg(test)]
mod tests {
    use crate::funcs::args::testing::{int, shown, text};
    use crate::value::Value;

    // Expectations: Helm 4.3.1.
    #[test]
    fn an_address_comes_apart_and_together() {
        let address = "https://us%40er:p@host:8080/a%20b?q=1#f";
        let parts = crate::funcs::args::testing::call("urlParse", &[text(address)]).unwrap();
        assert_eq!(
            crate::golang::fmt::display(&parts),
            "map[fragment:f host:host:8080 hostname:host opaque: path:/a b query:q=1 scheme:https userinfo:us%40er:p]"
        );
        assert_eq!(shown("urlJoin", &[parts]), address);
        let error = "error: unable to parse url: parse \"%zz\": invalid URL escape \"%zz\"";
        assert_eq!(shown("urlParse", &[text("%zz")]), error);
    }

    #[test]
    fn a_part_that_is_no_string_is_an_error() {
        let error = "error: unable to parse scheme key, must be of type string, but int found";
        assert_eq!(shown("urlJoin", &[[("scheme", int(1))].into()]), error);
        let error = "error: runtime error: invalid memory address or nil pointer dereference";
        assert_eq!(shown("urlJoin", &[[("host", Value::Nil)].into()]), error);
    }
}
