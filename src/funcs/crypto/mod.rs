//! Hashes, passwords, keys and certificates. Source: sprig, crypto.go.
//!
//! Nothing here guards a secret against somebody who can measure this process: it runs for milliseconds on the
//! machine of the person who owns the secrets.

mod aes;
mod asn1;
mod certs;
mod der;
mod hash;
mod keys;
mod password;
mod pem;
mod request;
mod rsa;
mod x509;

use super::Type::{Int, List, Named, Str};
use super::cast::to_int64;
use super::cost::LETTERS;
use super::{Func, func};
use crate::value::Value;

/// One line for each function.
pub const TABLE: &[Func] = &[
    func("adler32sum", &[Str], hash::adler32sum).at(LETTERS),
    func("bcrypt", &[Str], password::bcrypt),
    func("buildCustomCert", &[Str, Str], certs::build_custom_cert).at(LETTERS),
    func("decryptAES", &[Str, Str], aes::decrypt).at(LETTERS),
    func("derivePassword", &[Named("uint32"), Str, Str, Str, Str], password::derive_password).at(LETTERS),
    func("encryptAES", &[Str, Str], aes::encrypt).at(LETTERS),
    func("genCA", &[Str, Int], certs::gen_ca).at(LETTERS),
    func("genCAWithKey", &[Str, Int, Str], certs::gen_ca_with_key).at(LETTERS),
    func("genPrivateKey", &[Str], keys::gen_private_key),
    func("genSelfSignedCert", &[Str, List, List, Int], certs::gen_self_signed_cert).at(LETTERS),
    func("genSelfSignedCertWithKey", &[Str, List, List, Int, Str], certs::gen_self_signed_cert_with_key)
        .at(LETTERS),
    func("genSignedCert", &[Str, List, List, Int, CERTIFICATE], certs::gen_signed_cert).at(LETTERS),
    func("genSignedCertWithKey", &[Str, List, List, Int, CERTIFICATE, Str], certs::gen_signed_cert_with_key)
        .at(LETTERS),
    func("htpasswd", &[Str, Str], password::htpasswd),
    func("sha1sum", &[Str], hash::sha1sum).at(LETTERS),
    func("sha256sum", &[Str], hash::sha256sum).at(LETTERS),
    func("sha512sum", &[Str], hash::sha512sum).at(LETTERS),
];

pub use certs::Certificate;
pub use request::check_request;

/// The type of what `genCA` returns.
const CERTIFICATE: super::Type = Named(certs::CERTIFICATE_TYPE);

/// The text of an argument that the engine has found to be a string.
fn text(args: &[Value], index: usize) -> &str {
    args.get(index).and_then(Value::as_str).unwrap_or_default()
}

/// The number of an argument that the engine has found to be an integer of the right size.
fn int(args: &[Value], index: usize) -> i64 {
    args.get(index).map_or(0, to_int64)
}

/// The argument itself.
fn arg(args: &[Value], index: usize) -> &Value {
    args.get(index).unwrap_or(&Value::Nil)
}
