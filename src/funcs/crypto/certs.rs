//! Certificates and their keys as templates see them. Source: sprig, crypto.go.

use super::super::{Env, cost};
use super::keys::PrivateKey;
use super::rsa::RsaKey;
use super::x509::{self, Issuer, Template};
use super::{arg, int, pem, text};
use crate::golang::{self, base64};
use crate::value::{Object, Str, Value, string_bytes, string_from_bytes};
use chacha20::rand_core::Rng;
use std::any::Any;
use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::Arc;

/// The type as Go prints it.
pub(super) const CERTIFICATE_TYPE: &str = "sprig.certificate";

/// A certificate and its private key, both as PEM. Source: sprig, crypto.go, `certificate`.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// The certificate.
    pub cert: Str,
    /// The private key.
    pub key: Str,
}

impl Object for Certificate {
    fn type_name(&self) -> Cow<'_, str> {
        Cow::Borrowed(CERTIFICATE_TYPE)
    }

    fn kind(&self) -> &'static str {
        "struct"
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![("Cert", Value::Str(self.cert.clone())), ("Key", Value::Str(self.key.clone()))]
    }
}

fn certificate(cert: impl Into<Str>, key: impl Into<Str>) -> Value {
    Value::Object(Arc::new(Certificate { cert: cert.into(), key: key.into() }))
}

/// A certificate authority. Source: sprig, crypto.go, `generateCertificateAuthority`.
pub(super) fn gen_ca(env: &Env, args: &[Value]) -> Result<Value, String> {
    let call = Call { env, name: "genCA" };
    call.self_signed(&call.new_key()?, &Wish::of_ca(args))
}

/// As [`gen_ca`], with a given key (third). Source: sprig, crypto.go, `generateCertificateAuthorityWithPEMKey`.
pub(super) fn gen_ca_with_key(env: &Env, args: &[Value]) -> Result<Value, String> {
    Call { env, name: "genCAWithKey" }.self_signed(&given_key(args, 2)?, &Wish::of_ca(args))
}

/// A certificate that signs itself. Source: sprig, crypto.go, `generateSelfSignedCertificate`.
pub(super) fn gen_self_signed_cert(env: &Env, args: &[Value]) -> Result<Value, String> {
    let call = Call { env, name: "genSelfSignedCert" };
    call.self_signed(&call.new_key()?, &Wish::of_leaf(args))
}

/// As [`gen_self_signed_cert`], with a given key (fifth).
/// Source: sprig, crypto.go, `generateSelfSignedCertificateWithPEMKey`.
pub(super) fn gen_self_signed_cert_with_key(env: &Env, args: &[Value]) -> Result<Value, String> {
    Call { env, name: "genSelfSignedCertWithKey" }.self_signed(&given_key(args, 4)?, &Wish::of_leaf(args))
}

/// A certificate signed by an authority (fifth). Source: sprig, crypto.go, `generateSignedCertificate`.
pub(super) fn gen_signed_cert(env: &Env, args: &[Value]) -> Result<Value, String> {
    let call = Call { env, name: "genSignedCert" };
    call.signed(&call.new_key()?, args)
}

/// As [`gen_signed_cert`], with a given key (sixth).
/// Source: sprig, crypto.go, `generateSignedCertificateWithPEMKey`.
pub(super) fn gen_signed_cert_with_key(env: &Env, args: &[Value]) -> Result<Value, String> {
    Call { env, name: "genSignedCertWithKey" }.signed(&given_key(args, 5)?, args)
}

/// A certificate and a key that the user brings in base 64, checked.
/// Source: sprig, crypto.go, `buildCustomCertificate`.
pub(super) fn build_custom_cert(_: &Env, args: &[Value]) -> Result<Value, String> {
    let decode = |index, what: &str| {
        let text = string_bytes(text(args, index));
        base64::decode(&text).map_err(|_| format!("unable to decode base64 {what}"))
    };
    let (cert, key) = (decode(0, "certificate")?, decode(1, "private key")?);
    let block = pem::decode(&cert).ok_or("unable to decode certificate")?;
    x509::parse(&block.bytes)
        .map_err(|error| format!("error parsing certificate: decodedCert.Bytes: {error}"))?;
    let (cert, key) = (string_from_bytes(&cert), string_from_bytes(&key));
    PrivateKey::from_pem(&key).map_err(|error| format!("error parsing private key: {error}"))?;
    Ok(certificate(cert, key))
}

fn given_key(args: &[Value], index: usize) -> Result<PrivateKey, String> {
    PrivateKey::from_pem(text(args, index)).map_err(|error| format!("parsing private key: {error}"))
}

/// What the arguments of a call ask for.
struct Wish<'a> {
    common_name: &'a str,
    ips: &'a Value,
    dns_names: &'a Value,
    days: i64,
    is_ca: bool,
}

impl<'a> Wish<'a> {
    fn of_ca(args: &'a [Value]) -> Wish<'a> {
        let [ips, dns_names] = [&Value::Nil, &Value::Nil];
        Wish { common_name: text(args, 0), ips, dns_names, days: int(args, 1), is_ca: true }
    }

    fn of_leaf(args: &'a [Value]) -> Wish<'a> {
        let [ips, dns_names] = [arg(args, 1), arg(args, 2)];
        Wish { common_name: text(args, 0), ips, dns_names, days: int(args, 3), is_ca: false }
    }
}

/// Bits of the modulus of a new key.
const RSA_BITS: u32 = 2048;

const NANOSECONDS_OF_DAY: i64 = 86_400 * NANOSECONDS;
const NANOSECONDS: i64 = 1_000_000_000;

/// A call of one of the functions.
#[derive(Clone, Copy)]
struct Call<'a> {
    env: &'a Env,
    name: &'static str,
}

impl Call<'_> {
    fn new_key(self) -> Result<PrivateKey, String> {
        self.env.step(cost::RSA_2048)?;
        let key = RsaKey::generate(&mut self.env.rng(self.name), RSA_BITS);
        key.map(|key| PrivateKey::Rsa(Box::new(key)))
            .map_err(|error| format!("error generating rsa key: {error}"))
    }

    fn self_signed(self, key: &PrivateKey, wish: &Wish<'_>) -> Result<Value, String> {
        self.issue(wish, None, key, key)
    }

    fn signed(self, key: &PrivateKey, args: &[Value]) -> Result<Value, String> {
        let ca = arg(args, 4).as_object::<Certificate>().ok_or("unable to decode certificate")?;
        let block = pem::decode(&string_bytes(&ca.cert)).ok_or("unable to decode certificate")?;
        let issuer = x509::parse(&block.bytes)
            .map_err(|error| format!("error parsing certificate: decodedSignerCert.Bytes: {error}"))?;
        let signer =
            PrivateKey::from_pem(&ca.key).map_err(|error| format!("error parsing private key: {error}"))?;
        self.issue(&Wish::of_leaf(args), Some(&issuer), key, &signer)
    }

    /// Source: sprig, crypto.go, `getBaseCertTemplate` and `getCertAndKey`.
    fn issue(
        self,
        wish: &Wish<'_>,
        issuer: Option<&Issuer>,
        key: &PrivateKey,
        signer: &PrivateKey,
    ) -> Result<Value, String> {
        let ips = read_ips(wish.ips)?;
        let dns_names = read_dns_names(wish.dns_names)?;
        let mut serial = [0; 16];
        self.env.rng(self.name).fill_bytes(&mut serial);
        let now = self.env.now(self.name);
        let start = i64::try_from(now.as_secs()).unwrap_or(i64::MAX);
        // Go counts the days in nanoseconds, which wrap around after 292 years.
        let span = NANOSECONDS_OF_DAY.wrapping_mul(wish.days);
        let end = start
            .saturating_add((i64::from(now.subsec_nanos()) + span % NANOSECONDS).div_euclid(NANOSECONDS));
        let validity = [start, end.saturating_add(span / NANOSECONDS)];
        let template =
            Template { common_name: wish.common_name, ips, dns_names, serial, validity, is_ca: wish.is_ca };
        let cert = x509::create(&template, issuer, key, signer)
            .map_err(|error| format!("error creating certificate: {error}"))?;
        Ok(certificate(pem::encode("CERTIFICATE", &cert), key.to_pem()))
    }
}

/// Source: sprig, crypto.go, `getNetIPs`.
fn read_ips(ips: &Value) -> Result<Vec<IpAddr>, String> {
    let read = |ip: &Value| match ip {
        Value::Str(text) => text.parse().map_err(|_| format!("error parsing ip: {text}")),
        _ => Err(format!("error parsing ip: {} is not a string", shown(ip))),
    };
    ips.as_list().unwrap_or_default().iter().map(read).collect()
}

/// Source: sprig, crypto.go, `getAlternateDNSStrs`.
fn read_dns_names(names: &Value) -> Result<Vec<&str>, String> {
    let read = |name: &'_ Value| match name {
        Value::Str(_) => Ok(()),
        _ => Err(format!("error processing alternate dns name: {} is not a string", shown(name))),
    };
    let names = names.as_list().unwrap_or_default();
    names.iter().try_for_each(read)?;
    Ok(names.iter().filter_map(Value::as_str).collect())
}

fn shown(value: &Value) -> String {
    golang::fmt::sprintf("%v", std::slice::from_ref(value))
}
