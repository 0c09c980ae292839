//! Private keys: making them, reading and writing them, signing. Source: sprig, crypto.go; Go, crypto/x509.

use super::super::{Env, cost};
use super::der::{self, CONSTRUCTED, CONTEXT, OCTET_STRING, Reader, SEQUENCE, is_positive};
use super::request::{Algorithm, UNSUPPORTED};
use super::rsa::{self, RsaKey};
use super::{asn1, pem, text};
use crate::value::{Value, string_bytes};
use chacha20::ChaCha20Rng;
use chacha20::rand_core::Rng;
use crypto_bigint::BoxedUint;
use crypto_primes::{Flavor, is_prime, random_prime};
use ed25519_dalek::{Signer, Verifier};
use num_bigint::BigUint;
use num_traits::{One, Zero};
use p256::ecdsa::signature::hazmat::{PrehashSigner, PrehashVerifier};
use sha2::{Digest, Sha256, Sha384, Sha512};

/// Makes a key of a kind: `rsa` (or nothing) of 4096 bits, `dsa`, `ecdsa` on P-256, `ed25519`.
/// Source: sprig, crypto.go, `generatePrivateKey`.
pub(super) fn gen_private_key(env: &Env, args: &[Value]) -> Result<Value, String> {
    let typ = text(args, 0);
    if matches!(typ, "" | "rsa" | "dsa") {
        env.step(cost::LARGE_KEY)?;
    }
    let mut rng = env.rng("genPrivateKey");
    let key = match typ {
        "" | "rsa" => RsaKey::generate(&mut rng, RSA_BITS).map(|key| PrivateKey::Rsa(Box::new(key))),
        "dsa" => return Ok(pem::encode("DSA PRIVATE KEY", &generate_dsa(&mut rng)).into()),
        "ecdsa" => EcKey::generate(&mut rng).map(PrivateKey::Ec),
        "ed25519" => {
            let mut seed = [0; 32];
            rng.fill_bytes(&mut seed);
            Ok(PrivateKey::Ed25519(seed))
        }
        _ => return Ok(format!("Unknown type {typ}").into()),
    };
    Ok(key.map_or_else(|error| format!("failed to generate private key: {error}"), |key| key.to_pem()).into())
}

/// Bits of the modulus of a key that `genPrivateKey` makes.
const RSA_BITS: u32 = 4096;

/// A private key.
#[derive(Clone, Debug)]
pub(super) enum PrivateKey {
    Rsa(Box<RsaKey>),
    Ec(EcKey),
    /// The seed that the key is made from.
    Ed25519([u8; 32]),
    /// A key that Go reads and that cannot sign a certificate: DSA, X25519.
    Other,
}

/// The identifiers of keys and signatures, encoded.
const OID_RSA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];
const OID_SHA256_WITH_RSA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B];
const OID_EC: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];
const OID_ED25519: &[u8] = &[0x2B, 0x65, 0x70];
const OID_X25519: &[u8] = &[0x2B, 0x65, 0x6E];
const OID_DSA: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01];
const OID_P224: &[u8] = &[0x2B, 0x81, 0x04, 0x00, 0x21];
const OID_P256: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];
const OID_P384: &[u8] = &[0x2B, 0x81, 0x04, 0x00, 0x22];
const OID_P521: &[u8] = &[0x2B, 0x81, 0x04, 0x00, 0x23];
const OID_ECDSA_WITH_SHA256: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02];
const OID_ECDSA_WITH_SHA384: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x03];
const OID_ECDSA_WITH_SHA512: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x04];

impl PrivateKey {
    /// Reads the first block of a PEM text. Source: sprig, crypto.go, `parsePrivateKeyPEM`.
    ///
    /// # Errors
    /// sprig's and Go's sentences.
    pub(super) fn from_pem(text: &str) -> Result<PrivateKey, String> {
        let block = pem::decode(&string_bytes(text)).ok_or("no PEM data in input")?;
        let in_context = |context: &str, error: String| format!("{context}: {error}");
        if block.typ == "PRIVATE KEY" {
            return PrivateKey::from_pkcs8(&block.bytes)
                .map_err(|error| in_context("decoding PEM as PKCS#8", error));
        }
        let Some(typ) = block.typ.strip_suffix(" PRIVATE KEY") else {
            return Err(format!("no private key data in PEM block of type {}", block.typ));
        };
        match typ {
            "RSA" => PrivateKey::from_pkcs1(&block.bytes)
                .map_err(|error| in_context("parsing RSA private key from PEM", error)),
            "EC" => PrivateKey::from_sec1(None, &block.bytes)
                .map_err(|error| in_context("parsing EC private key from PEM", error)),
            "DSA" => asn1::unmarshal::<6>(&block.bytes, &asn1::DSA)
                .map(|_| PrivateKey::Other)
                .map_err(|error| in_context("parsing DSA private key from PEM", error)),
            _ => Err(format!("invalid private key type {}", block.typ)),
        }
    }

    /// Source: Go, crypto/x509, `ParsePKCS1PrivateKey`.
    fn from_pkcs1(bytes: &[u8]) -> Result<PrivateKey, String> {
        let (numbers, rest) = asn1::unmarshal(bytes, &asn1::PKCS1)
            .map_err(|error| other_format(bytes, &[Format::Sec1, Format::Pkcs8]).unwrap_or(error))?;
        if !rest.is_empty() {
            return Err("asn1: syntax error: trailing data".to_owned());
        }
        RsaKey::from_pkcs1(&numbers).map(|key| PrivateKey::Rsa(Box::new(key)))
    }

    /// Source: Go, crypto/x509, `ParsePKCS8PrivateKey`.
    fn from_pkcs8(bytes: &[u8]) -> Result<PrivateKey, String> {
        let (values, _) = asn1::unmarshal(bytes, &asn1::PKCS8)
            .map_err(|error| other_format(bytes, &[Format::Sec1, Format::Pkcs1]).unwrap_or(error))?;
        let [_, algorithm, parameters, key] = values.map(Option::unwrap_or_default);
        let embedded = |kind: &str, error: String| {
            format!("x509: failed to parse {kind} private key embedded in PKCS#8: {error}")
        };
        match algorithm {
            OID_RSA => PrivateKey::from_pkcs1(key).map_err(|error| embedded("RSA", error)),
            OID_EC => {
                let curve = Reader(parameters).object_identifier();
                PrivateKey::from_sec1(curve, key).map_err(|error| embedded("EC", error))
            }
            OID_ED25519 | OID_X25519 => {
                let name = if algorithm == OID_ED25519 { "Ed25519" } else { "X25519" };
                if !parameters.is_empty() {
                    return Err(format!("x509: invalid {name} private key parameters"));
                }
                let ([seed], _) = asn1::unmarshal(key, &asn1::OCTETS)
                    .map_err(|error| format!("x509: invalid {name} private key: {error}"))?;
                let seed = seed.unwrap_or_default();
                match (name, seed.try_into()) {
                    ("Ed25519", Ok(seed)) => Ok(PrivateKey::Ed25519(seed)),
                    ("Ed25519", Err(_)) => {
                        Err(format!("x509: invalid Ed25519 private key length: {}", seed.len()))
                    }
                    (_, Ok(_)) => Ok(PrivateKey::Other),
                    (_, Err(_)) => Err("crypto/ecdh: invalid private key size".to_owned()),
                }
            }
            _ => {
                let name = dotted(algorithm);
                Err(format!("x509: PKCS#8 wrapping contained private key with unknown algorithm: {name}"))
            }
        }
    }

    /// Source: Go, crypto/x509, `parseECPrivateKey`.
    fn from_sec1(curve: Option<&[u8]>, bytes: &[u8]) -> Result<PrivateKey, String> {
        let (values, _) = asn1::unmarshal(bytes, &asn1::SEC1).map_err(|error| {
            let other = other_format(bytes, &[Format::Pkcs8, Format::Pkcs1]);
            other.unwrap_or_else(|| format!("x509: failed to parse EC private key: {error}"))
        })?;
        let [version, scalar, own_curve, _] = values;
        let version = version.unwrap_or_default();
        if version != [1] {
            let sign = version.first().map_or(0, |byte| if *byte < 0x80 { 0 } else { -1 });
            let number = version.iter().fold(sign, |number: i64, byte| number << 8 | i64::from(*byte));
            return Err(format!("x509: unknown EC private key version {number}"));
        }
        let oid = curve.or(own_curve).unwrap_or_default();
        let curve = CURVES.iter().find(|curve| curve.oid == oid).ok_or("x509: unknown elliptic curve")?;
        EcKey::new(curve, scalar.unwrap_or_default()).map(PrivateKey::Ec)
    }

    /// The key as sprig prints it. Source: sprig, crypto.go, `pemBlockForKey`.
    pub(super) fn to_pem(&self) -> String {
        match self {
            PrivateKey::Rsa(key) => pem::encode("RSA PRIVATE KEY", &key.to_pkcs1()),
            PrivateKey::Ec(key) => pem::encode("EC PRIVATE KEY", &key.to_sec1()),
            PrivateKey::Ed25519(seed) => {
                let key = der::element(OCTET_STRING, &der::element(OCTET_STRING, seed));
                let algorithm = der::sequence(&[&oid(OID_ED25519)]);
                pem::encode("PRIVATE KEY", &der::sequence(&[&der::integer(&[0]), &algorithm, &key]))
            }
            PrivateKey::Other => String::new(),
        }
    }

    /// The algorithm of the public key and the key itself, as a certificate holds them; nothing for a key
    /// that cannot be certified.
    pub(super) fn public_key(&self) -> Option<(Vec<u8>, Vec<u8>)> {
        Some(match self {
            PrivateKey::Rsa(key) => {
                (der::sequence(&[&oid(OID_RSA), &der::element(der::NULL, &[])]), key.public_key())
            }
            PrivateKey::Ec(key) => (der::sequence(&[&oid(OID_EC), &oid(key.curve.oid)]), key.public.clone()),
            PrivateKey::Ed25519(seed) => {
                let key = ed25519_dalek::SigningKey::from_bytes(seed).verifying_key();
                (der::sequence(&[&oid(OID_ED25519)]), key.to_bytes().to_vec())
            }
            PrivateKey::Other => return None,
        })
    }

    /// The algorithm of the signatures that this key makes; nothing for a key that cannot sign.
    /// Source: Go, crypto/x509, `signingParamsForKey`.
    pub(super) fn signature_algorithm(&self) -> Option<Vec<u8>> {
        Some(match self {
            PrivateKey::Rsa(_) => der::sequence(&[&oid(OID_SHA256_WITH_RSA), &der::element(der::NULL, &[])]),
            PrivateKey::Ec(key) => der::sequence(&[&oid(key.curve.signature_oid)]),
            PrivateKey::Ed25519(_) => der::sequence(&[&oid(OID_ED25519)]),
            PrivateKey::Other => return None,
        })
    }

    /// Signs with that algorithm.
    ///
    /// # Errors
    /// For a key that Go finds too small.
    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, String> {
        match self {
            PrivateKey::Rsa(key) => key.sign(message),
            PrivateKey::Ec(key) => (key.curve.sign)(&key.scalar, message),
            PrivateKey::Ed25519(seed) => {
                Ok(ed25519_dalek::SigningKey::from_bytes(seed).sign(message).to_bytes().to_vec())
            }
            PrivateKey::Other => Err("the key cannot sign".to_owned()),
        }
    }
}

fn oid(content: &[u8]) -> Vec<u8> {
    der::element(der::OBJECT_IDENTIFIER, content)
}

/// The formats of keys that are told apart when one stands where another is expected.
#[derive(Clone, Copy, Debug)]
enum Format {
    Pkcs1,
    Pkcs8,
    Sec1,
}

/// Go's hint when the bytes are a key of one of these formats.
fn other_format(bytes: &[u8], formats: &[Format]) -> Option<String> {
    let function = formats.iter().find_map(|format| {
        let (field, function) = match format {
            Format::Pkcs1 => (&asn1::PKCS1, "ParsePKCS1PrivateKey"),
            Format::Pkcs8 => (&asn1::PKCS8, "ParsePKCS8PrivateKey"),
            Format::Sec1 => (&asn1::SEC1, "ParseECPrivateKey"),
        };
        asn1::unmarshal::<10>(bytes, field).ok().map(|_| function)
    })?;
    Some(format!("x509: failed to parse private key (use {function} instead for this key format)"))
}

/// Whether the algorithm of a public key in a certificate is one that Go knows.
/// Source: Go, crypto/x509, `parsePublicKey`.
///
/// # Errors
/// Go's sentences for a key that does not go with its algorithm.
pub(super) fn check_public_key(algorithm: &[u8], parameters: &[u8], key: &[u8]) -> Result<bool, String> {
    let fault = match algorithm {
        OID_RSA if parameters != [der::NULL, 0] => Some("RSA key missing NULL parameters"),
        OID_RSA => rsa_fault(key),
        OID_EC => return check_point(parameters, key),
        OID_ED25519 if !parameters.is_empty() => Some("Ed25519 key encoded with illegal parameters"),
        OID_ED25519 if key.len() != 32 => Some("wrong Ed25519 public key size"),
        OID_X25519 if !parameters.is_empty() => Some("X25519 key encoded with illegal parameters"),
        OID_ED25519 | OID_X25519 => None,
        OID_DSA if Reader(key).integer().is_none() => Some("invalid DSA public key"),
        OID_DSA => {
            let numbers = Reader(parameters).inside(SEQUENCE);
            let complete = numbers.is_some_and(|mut numbers| (0..3).all(|_| numbers.integer().is_some()));
            (!complete).then_some("invalid DSA parameters")
        }
        _ => return Ok(false),
    };
    fault.map_or(Ok(true), |fault| Err(format!("x509: {fault}")))
}

/// Whether a public key, in the form of a certificate, signed a message. Source: Go, crypto/x509, `checkSignature`.
///
/// # Errors
/// Go's sentences.
pub(super) fn check_signature(
    key: &[u8],
    algorithm: &Algorithm,
    message: &[u8],
    signature: &[u8],
) -> Result<(), String> {
    let mut reader = Reader(key);
    let mut kind = reader.inside(SEQUENCE).ok_or(UNSUPPORTED)?;
    let id = kind.object_identifier().ok_or(UNSUPPORTED)?;
    let key = reader.bit_string().ok_or(UNSUPPORTED)?;
    match (id, algorithm) {
        (OID_RSA, Algorithm::Pss) => Ok(()),
        (OID_RSA, Algorithm::Rsa(hash)) => rsa::verify(key, hash, message, signature),
        (OID_EC, Algorithm::Ecdsa(hash)) => {
            let curve = kind.object_identifier().and_then(|oid| CURVES.iter().find(|curve| curve.oid == oid));
            // There is no crate for the remaining curve that Go knows.
            let signed = curve.is_none_or(|curve| is_signed(curve, key, &hash.of(message), signature));
            signed.then_some(()).ok_or_else(|| "x509: ECDSA verification failure".to_owned())
        }
        (OID_ED25519, Algorithm::Ed25519) => {
            let key = key.try_into().ok().and_then(|key| ed25519_dalek::VerifyingKey::from_bytes(key).ok());
            let signature = ed25519_dalek::Signature::from_slice(signature);
            let signed = key.zip(signature.ok()).is_some_and(|(key, s)| key.verify(message, &s).is_ok());
            signed.then_some(()).ok_or_else(|| "x509: Ed25519 verification failure".to_owned())
        }
        (OID_RSA | OID_EC | OID_ED25519, _) => {
            Err("x509: the signature algorithm does not go with the public key".to_owned())
        }
        _ => Err(UNSUPPORTED.to_owned()),
    }
}

/// Whether a point signed a hash.
fn is_signed(curve: &Curve, point: &[u8], hash: &[u8], signature: &[u8]) -> bool {
    let padded = |bytes: &[u8]| {
        let mut out = vec![0; curve.size.saturating_sub(bytes.len())];
        out.extend(bytes);
        out
    };
    let mut input = Reader(signature);
    let Some(mut numbers) = input.inside(SEQUENCE) else { return false };
    let (Some(r), Some(s)) = (numbers.integer(), numbers.integer()) else { return false };
    if !input.is_empty() || !numbers.is_empty() || !is_positive(r) || !is_positive(s) {
        return false;
    }
    // A zero before the first bit is no part of the number.
    let number = |bytes: &[u8]| padded(bytes.strip_prefix(&[0]).unwrap_or(bytes));
    (curve.verify)(point, &padded(hash), &[number(r), number(s)].concat())
}

fn rsa_fault(key: &[u8]) -> Option<&'static str> {
    let Some(mut numbers) = Reader(key).inside(SEQUENCE) else { return Some("invalid RSA public key") };
    match (numbers.integer(), numbers.integer()) {
        (None, _) => Some("invalid RSA modulus"),
        (_, None) => Some("invalid RSA public exponent"),
        (Some(modulus), _) if !is_positive(modulus) => Some("RSA modulus is not a positive number"),
        (_, Some(exponent)) if !is_positive(exponent) => Some("RSA public exponent is not a positive number"),
        _ => None,
    }
}

/// Source: Go, crypto/ecdsa, `ParseUncompressedPublicKey`.
fn check_point(parameters: &[u8], key: &[u8]) -> Result<bool, String> {
    let oid = Reader(parameters).object_identifier().ok_or("x509: invalid ECDSA parameters")?;
    let curve = CURVES.iter().find(|curve| curve.oid == oid);
    if curve.is_none() && oid != OID_P224 {
        return Err("x509: unsupported elliptic curve".to_owned());
    }
    if key.first() != Some(&4) {
        return Err("ecdsa: invalid uncompressed public key".to_owned());
    }
    match curve {
        Some(curve) if key.len() != 1 + 2 * curve.size => {
            Err(format!("invalid {} point encoding", curve.name))
        }
        Some(curve) if !(curve.has_point)(key) => Err(format!("{} point not on curve", curve.name)),
        _ => Ok(true),
    }
}

/// An encoded identifier as numbers with dots.
pub(super) fn dotted(oid: &[u8]) -> String {
    let mut numbers = Vec::new();
    let mut number = 0_u128;
    for byte in oid {
        number = number << 7 | u128::from(byte & 0x7F);
        if *byte < 0x80 {
            match numbers.is_empty() {
                true => {
                    let first = (number / 40).min(2);
                    numbers.extend([first.to_string(), (number - first * 40).to_string()]);
                }
                false => numbers.push(number.to_string()),
            }
            number = 0;
        }
    }
    numbers.join(".")
}

/// A key on an elliptic curve.
#[derive(Clone, Debug)]
pub(super) struct EcKey {
    curve: &'static Curve,
    scalar: Vec<u8>,
    /// The point, not compressed.
    public: Vec<u8>,
}

/// A curve of NIST.
#[derive(Debug)]
struct Curve {
    name: &'static str,
    oid: &'static [u8],
    /// Bytes of a number.
    size: usize,
    /// ECDSA with the hash that belongs to the curve.
    signature_oid: &'static [u8],
    /// Whether a point, not compressed, is on the curve.
    has_point: fn(&[u8]) -> bool,
    /// The public key of a number.
    public: fn(&[u8]) -> Option<Vec<u8>>,
    sign: Sign,
    /// Whether a point (first) signed a hash of the size of a number (second): both numbers of the signature (third).
    verify: fn(&[u8], &[u8], &[u8]) -> bool,
}

/// Signs with a number (first) a message (second).
type Sign = fn(&[u8], &[u8]) -> Result<Vec<u8>, String>;

/// A line of [`CURVES`] from the crate of a curve.
macro_rules! curve {
    ($name:literal, $curve:ident, $size:literal, $hash:ident, $oid:expr, $signature_oid:expr) => {
        Curve {
            name: $name,
            oid: $oid,
            size: $size,
            signature_oid: $signature_oid,
            has_point: |point| $curve::ecdsa::VerifyingKey::from_sec1_bytes(point).is_ok(),
            public: |scalar| {
                let key = $curve::ecdsa::SigningKey::from_slice(scalar).ok()?;
                Some(key.verifying_key().to_sec1_point(false).as_bytes().to_vec())
            },
            sign: |scalar, message| {
                let failed = |_| "the key cannot sign".to_owned();
                let key = $curve::ecdsa::SigningKey::from_slice(scalar).map_err(failed)?;
                let signature: $curve::ecdsa::Signature =
                    key.sign_prehash(&$hash::digest(message)).map_err(failed)?;
                let (r, s) = signature.split_bytes();
                Ok(der::sequence(&[&der::integer(&r), &der::integer(&s)]))
            },
            verify: |point, hash, numbers| {
                let key = $curve::ecdsa::VerifyingKey::from_sec1_bytes(point);
                let signature = $curve::ecdsa::Signature::from_slice(numbers);
                matches!((key, signature), (Ok(key), Ok(s)) if key.verify_prehash(hash, &s).is_ok())
            },
        }
    };
}

static CURVES: [Curve; 3] = [
    curve!("P256", p256, 32, Sha256, OID_P256, OID_ECDSA_WITH_SHA256),
    curve!("P384", p384, 48, Sha384, OID_P384, OID_ECDSA_WITH_SHA384),
    curve!("P521", p521, 66, Sha512, OID_P521, OID_ECDSA_WITH_SHA512),
];

impl EcKey {
    /// A new key on P-256.
    fn generate(rng: &mut ChaCha20Rng) -> Result<EcKey, String> {
        loop {
            let mut scalar = [0; 32];
            rng.fill_bytes(&mut scalar);
            // One number in four billion is not below the order of the curve.
            if let Ok(key) = EcKey::new(&CURVES[0], &scalar) {
                return Ok(key);
            }
        }
    }

    /// The key of a number, which may have zeros in front or lack them.
    fn new(curve: &'static Curve, number: &[u8]) -> Result<EcKey, String> {
        let digits = &number[number.iter().take_while(|byte| **byte == 0).count()..];
        let zeros = curve.size.checked_sub(digits.len()).ok_or("x509: invalid private key length")?;
        let scalar = [&vec![0; zeros], digits].concat();
        let public = (curve.public)(&scalar).ok_or("input overflows the modulus")?;
        Ok(EcKey { curve, scalar, public })
    }

    /// Source: Go, crypto/x509, `MarshalECPrivateKey`.
    fn to_sec1(&self) -> Vec<u8> {
        let curve = der::element(CONTEXT | CONSTRUCTED, &oid(self.curve.oid));
        let public = der::element(CONTEXT | CONSTRUCTED | 1, &der::bit_string(&self.public));
        der::sequence(&[&der::integer(&[1]), &der::element(OCTET_STRING, &self.scalar), &curve, &public])
    }
}

/// Bits of the two primes of a DSA key.
const DSA_P_BITS: usize = 2048;
const DSA_Q_BITS: u32 = 256;

/// A new DSA key: version, p, q, g, y, x. Source: Go, crypto/dsa, `GenerateParameters` and `GenerateKey`.
fn generate_dsa(rng: &mut ChaCha20Rng) -> Vec<u8> {
    let one = BigUint::one();
    let q: BoxedUint = random_prime(rng, Flavor::Any, DSA_Q_BITS);
    let q = BigUint::from_bytes_be(&q.to_be_bytes());
    let p = loop {
        // The candidate is the number below a random one that is 1 modulo 2q.
        let mut bytes = [0; DSA_P_BITS / 8];
        rng.fill_bytes(&mut bytes);
        bytes[0] |= 0x80;
        let random = BigUint::from_bytes_be(&bytes);
        let candidate = &random - &random % (&q * 2_u32) + &one;
        if candidate.bits() == DSA_P_BITS as u64 && is_large_prime(&candidate) {
            break candidate;
        }
    };
    let exponent = (&p - &one) / &q;
    let mut h = BigUint::from(2_u32);
    let mut g = h.modpow(&exponent, &p);
    while g.is_one() {
        h += 1_u32;
        g = h.modpow(&exponent, &p);
    }
    let x = loop {
        let mut bytes = [0; DSA_Q_BITS as usize / 8];
        rng.fill_bytes(&mut bytes);
        let x = BigUint::from_bytes_be(&bytes);
        if !x.is_zero() && x < q {
            break x;
        }
    };
    let y = g.modpow(&x, &p);
    let numbers = [&BigUint::zero(), &p, &q, &g, &y, &x];
    let elements: Vec<u8> =
        numbers.into_iter().flat_map(|number| der::integer(&number.to_bytes_be())).collect();
    der::element(SEQUENCE, &elements)
}

/// Divisors that are tried before the long test of a candidate.
const SMALL_DIVISORS: std::ops::Range<u32> = 3..2000;

fn is_large_prime(candidate: &BigUint) -> bool {
    let divisible = SMALL_DIVISORS.step_by(2).any(|divisor| (candidate % divisor).is_zero());
    !divisible && is_prime(Flavor::Any, &BoxedUint::from_be_slice_vartime(&candidate.to_bytes_be()))
}
