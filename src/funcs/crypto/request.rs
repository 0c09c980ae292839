//! Requests for certificates, as far as Go refuses one. Source: Go, crypto/x509, `ParseCertificateRequest` and
//! `CertificateRequest.CheckSignature`.

use super::der::{self, CONSTRUCTED, CONTEXT, OCTET_STRING, Reader, SEQUENCE};
use super::{keys, pem, x509};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};
use std::collections::BTreeSet;

/// The attribute that asks for extensions, and the extension with alternative names.
const OID_EXTENSION_REQUEST: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x0E];
const OID_SUBJECT_ALT_NAME: &[u8] = &[0x55, 0x1D, 0x11];

/// Signatures with RSA start with these bytes, those with ECDSA with the others.
const OID_PKCS1: [u8; 8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01];
const OID_ECDSA_WITH: [u8; 6] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04];
const OID_ED25519: &[u8] = &[0x2B, 0x65, 0x70];

/// The hash that is signed.
pub(super) enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// The hash of a message.
    pub(super) fn of(&self, message: &[u8]) -> Vec<u8> {
        match self {
            Hash::Sha1 => Sha1::digest(message).to_vec(),
            Hash::Sha256 => Sha256::digest(message).to_vec(),
            Hash::Sha384 => Sha384::digest(message).to_vec(),
            Hash::Sha512 => Sha512::digest(message).to_vec(),
        }
    }
}

/// How a request is signed.
pub(super) enum Algorithm {
    Rsa(Hash),
    /// RSASSA-PSS, which is not checked here.
    Pss,
    Ecdsa(Hash),
    Ed25519,
}

/// Reads a request in PEM and checks that its own key signed it. Signatures with RSASSA-PSS and with the curve P-224 are
/// not checked.
///
/// # Errors
/// What is wrong with it, in Go's words where they say it.
pub fn check_request(text: &[u8]) -> Result<(), String> {
    let block = pem::decode(text).filter(|block| block.typ == "CERTIFICATE REQUEST");
    let block = block.ok_or("the PEM block type must be CERTIFICATE REQUEST")?;
    let malformed = |what: &'static str| move || format!("malformed {what}");
    let mut input = Reader(&block.bytes);
    let mut request = input.inside(SEQUENCE).ok_or_else(malformed("request"))?;
    if !input.is_empty() {
        return Err("asn1: syntax error: trailing data".to_owned());
    }
    let signed = request.element(SEQUENCE).ok_or_else(malformed("request info"))?;
    let mut body = Reader(signed.content);
    body.integer().ok_or_else(malformed("version"))?;
    x509::parse_name(body.content(SEQUENCE).ok_or_else(malformed("subject"))?)?;
    let key = body.content(SEQUENCE).ok_or_else(malformed("public key"))?;
    let known = x509::parse_public_key(key)?;
    let attributes = body.inside(CONTEXT | CONSTRUCTED).ok_or_else(malformed("attributes"))?;
    check_attributes(attributes)?;
    let algorithm = request.content(SEQUENCE).ok_or_else(malformed("signature algorithm"))?;
    let algorithm = signature_algorithm(algorithm)?;
    let signature = request.bit_string().ok_or_else(malformed("signature"))?;
    if !known {
        return Err(UNSUPPORTED.to_owned());
    }
    keys::check_signature(key, &algorithm, signed.full, signature)
}

/// Go's sentence for an algorithm that it does not know.
pub(super) const UNSUPPORTED: &str = "x509: cannot verify signature: algorithm unimplemented";

/// Source: Go, crypto/x509, `getSignatureAlgorithmFromAI` and `checkSignature`.
fn signature_algorithm(content: &[u8]) -> Result<Algorithm, String> {
    const MD5: u8 = 4;
    const PSS: u8 = 10;
    let (id, parameters) = x509::parse_algorithm(content)?;
    if id == OID_ED25519 && parameters.is_empty() {
        return Ok(Algorithm::Ed25519);
    }
    match (id.strip_prefix(&OID_PKCS1), id.strip_prefix(&OID_ECDSA_WITH)) {
        (Some([MD5]), _) => Err("x509: cannot verify signature: insecure algorithm MD5-RSA".to_owned()),
        (Some([5]), _) => Ok(Algorithm::Rsa(Hash::Sha1)),
        (Some([PSS]), _) => Ok(Algorithm::Pss),
        (Some([11]), _) => Ok(Algorithm::Rsa(Hash::Sha256)),
        (Some([12]), _) => Ok(Algorithm::Rsa(Hash::Sha384)),
        (Some([13]), _) => Ok(Algorithm::Rsa(Hash::Sha512)),
        (_, Some([1])) => Ok(Algorithm::Ecdsa(Hash::Sha1)),
        (_, Some([3, 2])) => Ok(Algorithm::Ecdsa(Hash::Sha256)),
        (_, Some([3, 3])) => Ok(Algorithm::Ecdsa(Hash::Sha384)),
        (_, Some([3, 4])) => Ok(Algorithm::Ecdsa(Hash::Sha512)),
        _ => Err(UNSUPPORTED.to_owned()),
    }
}

/// Attributes of another form are passed over. Source: Go, crypto/x509, `parseCSRExtensions`.
fn check_attributes(mut attributes: Reader<'_>) -> Result<(), String> {
    let malformed = || "malformed requested extensions".to_owned();
    let mut seen = BTreeSet::new();
    while !attributes.is_empty() {
        let attribute = attributes.any().ok_or("malformed attributes")?;
        let mut inner = Reader(attribute.content);
        if attribute.tag != SEQUENCE || inner.object_identifier() != Some(OID_EXTENSION_REQUEST) {
            continue;
        }
        let Some(mut values) = inner.inside(der::SET).filter(|values| !values.is_empty()) else { continue };
        let mut extensions = values.inside(SEQUENCE).ok_or_else(malformed)?;
        while !extensions.is_empty() {
            let mut extension = extensions.inside(SEQUENCE).ok_or_else(malformed)?;
            let id = extension.object_identifier().ok_or_else(malformed)?;
            extension.skip_optional(der::BOOLEAN).ok_or_else(malformed)?;
            let value = extension.content(OCTET_STRING).ok_or_else(malformed)?;
            if !seen.insert(id) {
                return Err("x509: certificate request contains duplicate requested extensions".to_owned());
            }
            if id == OID_SUBJECT_ALT_NAME {
                x509::parse_alt_names(Reader(value))?;
            }
        }
    }
    Ok(())
}
