//! What Go's standard library prints and parses, byte for byte: [`fmt`], [`strconv`], [`time`], the escapers
//! of `text/template`, `reflect.DeepEqual` and more. Every file has the name of its neighbour in Go.

pub mod base32;
pub mod base64;
pub mod csv;
pub mod equal;
pub mod escape;
pub mod fmt;
pub mod letter;
pub mod mail;
pub mod named;
pub mod regexp;
pub mod strconv;
pub mod time;
pub mod unicode;
pub mod url;
pub mod zoneinfo;

#[cfg(test)]
pub(crate) mod recorded;
