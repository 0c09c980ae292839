//! Certificates as bytes: making one and reading one. Source: Go, crypto/x509, x509.go and parser.go.

use super::der::{self, CONSTRUCTED, CONTEXT, Element, OCTET_STRING, Reader, SEQUENCE};
use super::keys::PrivateKey;
use crate::golang::strconv::quote;
use crate::value::string_bytes;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::net::IpAddr;

/// What a certificate is to say.
#[derive(Debug)]
pub(super) struct Template<'a> {
    /// The common name of the subject.
    pub common_name: &'a str,
    pub ips: Vec<IpAddr>,
    pub dns_names: Vec<&'a str>,
    /// A number of 16 bytes.
    pub serial: [u8; 16],
    /// The first and the last second, since the Unix epoch.
    pub validity: [i64; 2],
    /// Whether it may sign others.
    pub is_ca: bool,
}

/// What of an issuer's certificate goes into the one that it signs.
#[derive(Debug)]
pub(super) struct Issuer {
    /// The encoded name.
    subject: Vec<u8>,
    subject_key_id: Vec<u8>,
    /// The encoded public key; empty where Go does not know its algorithm and so does not compare it.
    public_key: Vec<u8>,
}

const OID_COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];

/// The identifiers of extensions all start with 2.5.29.
const OID_EXTENSION: [u8; 2] = [0x55, 0x1D];
const SUBJECT_KEY_ID: u8 = 14;
const KEY_USAGE: u8 = 15;
const SUBJECT_ALT_NAME: u8 = 17;
const BASIC_CONSTRAINTS: u8 = 19;
const AUTHORITY_KEY_ID: u8 = 35;
const EXT_KEY_USAGE: u8 = 37;

const OID_SERVER_AUTH: &[u8] = &[0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01];
const OID_CLIENT_AUTH: &[u8] = &[0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x02];

/// The kinds of alternative names in use.
const NAME_EMAIL: u8 = CONTEXT | 1;
const NAME_DNS: u8 = CONTEXT | 2;
const NAME_URI: u8 = CONTEXT | 6;
const NAME_IP: u8 = CONTEXT | 7;

/// Digital signature, key encipherment and (for an authority) certificate signing, with the number of bits
/// that are not used.
const USAGE: &[u8] = &[5, 0xA0];
const USAGE_OF_CA: &[u8] = &[2, 0xA4];

/// A certificate for the public half of `signee`, signed by `signer`; without an issuer it is its own.
/// Source: Go, crypto/x509, `CreateCertificate`.
///
/// # Errors
/// Go's sentences.
pub(super) fn create(
    template: &Template<'_>,
    issuer: Option<&Issuer>,
    signee: &PrivateKey,
    signer: &PrivateKey,
) -> Result<Vec<u8>, String> {
    let no_signer = "x509: certificate private key does not implement crypto.Signer";
    let signature_algorithm = signer.signature_algorithm().ok_or(no_signer)?;
    let (key_algorithm, key) =
        signee.public_key().ok_or("x509: unsupported public key type: *dsa.PublicKey")?;
    let subject = name(template.common_name)?;
    let issuer_name = issuer.map_or(&subject, |issuer| &issuer.subject);
    // The key is identified to those who look for the issuer of another certificate.
    let own_id = if template.is_ca { Sha256::digest(&key)[..20].to_vec() } else { Vec::new() };
    let issuer_id = match issuer {
        Some(issuer) if issuer.subject != subject => issuer.subject_key_id.as_slice(),
        _ => &[],
    };
    if let Some(issuer) = issuer.filter(|issuer| !issuer.public_key.is_empty()) {
        let own =
            signer.public_key().map(|(algorithm, key)| der::sequence(&[&algorithm, &der::bit_string(&key)]));
        if own.as_ref() != Some(&issuer.public_key) {
            return Err("x509: provided PrivateKey doesn't match parent's PublicKey".to_owned());
        }
    }
    let extensions = extensions(template, &own_id, issuer_id)?;
    let validity = template.validity.map(time);
    let body = der::sequence(&[
        &der::element(CONTEXT | CONSTRUCTED, &der::integer(&[2])),
        &der::integer(&template.serial),
        &signature_algorithm,
        issuer_name,
        &der::sequence(&[&validity[0], &validity[1]]),
        &subject,
        &der::sequence(&[&key_algorithm, &der::bit_string(&key)]),
        &der::element(CONTEXT | CONSTRUCTED | 3, &der::element(SEQUENCE, &extensions)),
    ]);
    let signature = signer.sign(&body)?;
    Ok(der::sequence(&[&body, &signature_algorithm, &der::bit_string(&signature)]))
}

/// A name that consists of a common name, or of nothing.
fn name(common_name: &str) -> Result<Vec<u8>, String> {
    if common_name.is_empty() {
        return Ok(der::sequence(&[]));
    }
    let bytes = string_bytes(common_name);
    let tag = match bytes.iter().all(|byte| is_printable(*byte)) {
        true => der::PRINTABLE_STRING,
        false if std::str::from_utf8(&bytes).is_ok() => der::UTF8_STRING,
        false => return Err("asn1: string not valid UTF-8".to_owned()),
    };
    let id = der::element(der::OBJECT_IDENTIFIER, OID_COMMON_NAME);
    let attribute = der::sequence(&[&id, &der::element(tag, &bytes)]);
    Ok(der::sequence(&[&der::element(der::SET, &attribute)]))
}

/// What a new `PrintableString` may hold. Source: Go, encoding/asn1, `isPrintable`.
fn is_printable(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'\''..=b')' | b'+'..=b'/' | b' ' | b':' | b'=' | b'?')
}

/// Source: Go, crypto/x509, `buildCertExtensions`.
fn extensions(template: &Template<'_>, own_id: &[u8], issuer_id: &[u8]) -> Result<Vec<u8>, String> {
    let oid = |content| der::element(der::OBJECT_IDENTIFIER, content);
    let usage = if template.is_ca { USAGE_OF_CA } else { USAGE };
    let basic = if template.is_ca { der::element(der::BOOLEAN, &[0xFF]) } else { Vec::new() };
    let mut out = extension(KEY_USAGE, true, &der::element(der::BIT_STRING, usage));
    out.extend(extension(
        EXT_KEY_USAGE,
        false,
        &der::sequence(&[&oid(OID_SERVER_AUTH), &oid(OID_CLIENT_AUTH)]),
    ));
    out.extend(extension(BASIC_CONSTRAINTS, true, &der::sequence(&[&basic])));
    if !own_id.is_empty() {
        out.extend(extension(SUBJECT_KEY_ID, false, &der::element(OCTET_STRING, own_id)));
    }
    if !issuer_id.is_empty() {
        out.extend(extension(AUTHORITY_KEY_ID, false, &der::sequence(&[&der::element(CONTEXT, issuer_id)])));
    }
    let mut names = Vec::new();
    for name in &template.dns_names {
        let bytes = string_bytes(name);
        if !bytes.is_ascii() {
            return Err(format!("x509: {} cannot be encoded as an IA5String", quote(name)));
        }
        names.extend(der::element(NAME_DNS, &bytes));
    }
    for ip in &template.ips {
        names.extend(match ip.to_canonical() {
            IpAddr::V4(ip) => der::element(NAME_IP, &ip.octets()),
            IpAddr::V6(ip) => der::element(NAME_IP, &ip.octets()),
        });
    }
    if !names.is_empty() {
        // Where there is no subject the names stand in for it and must be understood.
        out.extend(extension(
            SUBJECT_ALT_NAME,
            template.common_name.is_empty(),
            &der::element(SEQUENCE, &names),
        ));
    }
    Ok(out)
}

fn extension(id: u8, critical: bool, value: &[u8]) -> Vec<u8> {
    let oid = der::element(der::OBJECT_IDENTIFIER, &[OID_EXTENSION[0], OID_EXTENSION[1], id]);
    let critical = if critical { der::element(der::BOOLEAN, &[0xFF]) } else { Vec::new() };
    der::sequence(&[&oid, &critical, &der::element(OCTET_STRING, value)])
}

/// A time in seconds since the Unix epoch; two digits for the years from 1950 to 2049.
fn time(seconds: i64) -> Vec<u8> {
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil_date(days);
    let rest = format!("{month:02}{day:02}{:02}{:02}{:02}Z", second / 3600, second / 60 % 60, second % 60);
    match year {
        1950..2050 => der::element(der::UTC_TIME, format!("{:02}{rest}", year % 100).as_bytes()),
        _ => der::element(der::GENERALIZED_TIME, format!("{year:04}{rest}").as_bytes()),
    }
}

/// The date of a day since 1970-01-01 in the Gregorian calendar. The years of this reckoning start in March,
/// so that the leap day is the last.
fn civil_date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

/// Reads a certificate. Source: Go, crypto/x509, `ParseCertificate`.
///
/// Keys and the extensions that charts bring are read as far as Go finds faults in them; the rarer extensions
/// (name constraints, policies, distribution points) are passed over.
///
/// # Errors
/// Go's sentences.
pub(super) fn parse(bytes: &[u8]) -> Result<Issuer, String> {
    let malformed = |what: &'static str| format!("x509: malformed {what}");
    let mut input = Reader(bytes);
    let mut certificate = input.inside(SEQUENCE).ok_or_else(|| malformed("certificate"))?;
    let mut body = certificate.inside(SEQUENCE).ok_or_else(|| malformed("tbs certificate"))?;
    let version = read_version(&mut body)?;
    let serial = body.integer().ok_or_else(|| malformed("serial number"))?;
    if serial.first().is_some_and(|sign| *sign >= 0x80) {
        return Err("x509: negative serial number".to_owned());
    }
    let inner = body.content(SEQUENCE).ok_or_else(|| malformed("signature algorithm identifier"))?;
    let outer = certificate.content(SEQUENCE).ok_or_else(|| malformed("algorithm identifier"))?;
    if inner != outer {
        return Err("x509: inner and outer signature algorithm identifiers don't match".to_owned());
    }
    parse_algorithm(inner)?;
    let issuer = body.element(SEQUENCE).ok_or_else(|| malformed("issuer"))?;
    parse_name(issuer.content)?;
    let mut validity = body.inside(SEQUENCE).ok_or_else(|| malformed("validity"))?;
    parse_time(&mut validity)?;
    parse_time(&mut validity)?;
    // Go calls the subject an issuer here too.
    let subject = body.element(SEQUENCE).ok_or_else(|| malformed("issuer"))?;
    parse_name(subject.content)?;
    let public_key = body.element(SEQUENCE).ok_or_else(|| malformed("spki"))?;
    let known_key = parse_public_key(public_key.content)?;
    let mut subject_key_id = Vec::new();
    if version > 1 {
        body.skip_optional(CONTEXT | 1).ok_or_else(|| malformed("issuerUniqueID"))?;
        body.skip_optional(CONTEXT | 2).ok_or_else(|| malformed("subjectUniqueID"))?;
        if version == 3 && body.peek() == Some(CONTEXT | CONSTRUCTED | 3) {
            let extensions =
                body.inside(CONTEXT | CONSTRUCTED | 3).and_then(|mut inner| inner.inside(SEQUENCE));
            parse_extensions(extensions.ok_or_else(|| malformed("extensions"))?, &mut subject_key_id)?;
        }
    }
    certificate.bit_string().ok_or_else(|| malformed("signature"))?;
    if !input.is_empty() {
        return Err("x509: trailing data".to_owned());
    }
    Ok(Issuer {
        subject: subject.full.to_vec(),
        subject_key_id,
        public_key: if known_key { public_key.full.to_vec() } else { Vec::new() },
    })
}

/// The version as people count, from 1.
fn read_version(body: &mut Reader<'_>) -> Result<u8, &'static str> {
    if body.peek() != Some(CONTEXT | CONSTRUCTED) {
        return Ok(1);
    }
    let version = body.inside(CONTEXT | CONSTRUCTED).and_then(|mut inside| {
        let version = inside.integer()?;
        inside.is_empty().then_some(version)
    });
    match version.ok_or("x509: malformed version")? {
        [version @ 0..3] => Ok(version + 1),
        [first, ..] if *first >= 0x80 => Err("x509: malformed version"),
        _ => Err("x509: invalid version"),
    }
}

/// The identifier and the encoded parameters of an algorithm.
pub(super) fn parse_algorithm(content: &[u8]) -> Result<(&[u8], &[u8]), &'static str> {
    let mut reader = Reader(content);
    let id = reader.object_identifier().ok_or("x509: malformed OID")?;
    if reader.is_empty() {
        return Ok((id, &[]));
    }
    let parameters = reader.any().ok_or("x509: malformed parameters")?;
    Ok((id, parameters.full))
}

/// Checks a name. Source: Go, crypto/x509, `parseName`.
pub(super) fn parse_name(content: &[u8]) -> Result<(), String> {
    let invalid = "x509: invalid RDNSequence";
    let mut names = Reader(content);
    while !names.is_empty() {
        let mut set = names.inside(der::SET).ok_or(invalid)?;
        while !set.is_empty() {
            let mut attribute =
                set.inside(SEQUENCE).ok_or_else(|| format!("{invalid}: invalid attribute"))?;
            attribute.object_identifier().ok_or_else(|| format!("{invalid}: invalid attribute type"))?;
            let value = attribute.any().ok_or_else(|| format!("{invalid}: invalid attribute value"))?;
            check_string(&value).map_err(|error| format!("{invalid}: invalid attribute value: {error}"))?;
        }
    }
    Ok(())
}

/// Source: Go, crypto/x509, `parseASN1String`.
fn check_string(value: &Element<'_>) -> Result<(), String> {
    const NUMERIC_STRING: u8 = 18;
    const T61_STRING: u8 = 20;
    const IA5_STRING: u8 = 22;
    const BMP_STRING: u8 = 30;
    let content = value.content;
    let valid = |holds: bool, kind: &str| if holds { Ok(()) } else { Err(format!("invalid {kind}")) };
    match value.tag {
        T61_STRING => Ok(()),
        der::PRINTABLE_STRING => {
            let printable = |byte: &u8| is_printable(*byte) || matches!(byte, b'*' | b'&');
            valid(content.iter().all(printable), "PrintableString")
        }
        der::UTF8_STRING => valid(std::str::from_utf8(content).is_ok(), "UTF-8 string"),
        BMP_STRING => {
            let (pairs, rest) = content.as_chunks::<2>();
            let plain = |pair: &[u8; 2]| !matches!(u16::from_be_bytes(*pair), 0xD800..=0xDFFF | 0xFDD0..=0xFDEF | 0xFFFE..);
            valid(rest.is_empty() && pairs.iter().all(plain), "BMPString")
        }
        IA5_STRING => valid(content.is_ascii(), "IA5String"),
        NUMERIC_STRING => {
            valid(content.iter().all(|byte| matches!(byte, b'0'..=b'9' | b' ')), "NumericString")
        }
        tag => Err(format!("unsupported string type: {tag}")),
    }
}

/// Source: Go, crypto/x509, `parseTime`.
fn parse_time(validity: &mut Reader<'_>) -> Result<(), &'static str> {
    let (kind, year_digits, malformed) = match validity.peek() {
        Some(der::UTC_TIME) => (der::UTC_TIME, 2, "x509: malformed UTCTime"),
        Some(der::GENERALIZED_TIME) => (der::GENERALIZED_TIME, 4, "x509: malformed GeneralizedTime"),
        _ => return Err("x509: unsupported time format"),
    };
    let text = validity.content(kind).ok_or(malformed)?;
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let pair = |at: usize| text.get(at..at + 2).map_or(0, |pair| (pair[0] - b'0') * 10 + (pair[1] - b'0'));
    let zone_is_valid = match &text[digits..] {
        b"Z" => true,
        [b'+' | b'-', zone @ ..] => zone.len() == 4 && zone.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    // Seconds may be missing from the short form.
    let complete = digits == year_digits + 10 || kind == der::UTC_TIME && digits == year_digits + 8;
    let valid = complete
        && zone_is_valid
        && (1..=12).contains(&pair(year_digits))
        && (1..=31).contains(&pair(year_digits + 2))
        && pair(year_digits + 4) < 24
        && pair(year_digits + 6) < 60
        && (digits == year_digits + 8 || pair(year_digits + 8) < 60);
    valid.then_some(()).ok_or(malformed)
}

/// Whether the algorithm of the key is one that Go knows. Source: Go, crypto/x509, `parsePublicKey`.
pub(super) fn parse_public_key(content: &[u8]) -> Result<bool, String> {
    let mut reader = Reader(content);
    let algorithm = reader.content(SEQUENCE).ok_or("x509: malformed public key algorithm identifier")?;
    let (id, parameters) = parse_algorithm(algorithm)?;
    let key = reader.bit_string().ok_or("x509: malformed subjectPublicKey")?;
    super::keys::check_public_key(id, parameters, key)
}

/// Source: Go, crypto/x509, `processExtensions`.
fn parse_extensions(mut extensions: Reader<'_>, subject_key_id: &mut Vec<u8>) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    let mut values = Vec::new();
    while !extensions.is_empty() {
        let mut extension = extensions.inside(SEQUENCE).ok_or("x509: malformed extension")?;
        let id = extension.object_identifier().ok_or("x509: malformed extension OID field")?;
        let critical = match extension.peek() {
            Some(der::BOOLEAN) => extension.boolean().ok_or("x509: malformed extension critical field")?,
            _ => false,
        };
        let value = extension.content(OCTET_STRING).ok_or("x509: malformed extension value field")?;
        if !seen.insert(id) {
            let id = quote(&super::keys::dotted(id));
            return Err(format!("x509: certificate contains duplicate extension with OID {id}"));
        }
        values.push((id, critical, value));
    }
    for (id, critical, value) in values {
        let [0x55, 0x1D, id] = id else { continue };
        let mut value = Reader(value);
        match *id {
            KEY_USAGE => {
                value.bit_string().ok_or("x509: invalid key usage")?;
            }
            BASIC_CONSTRAINTS => {
                let mut inner = value.inside(SEQUENCE).ok_or("x509: invalid basic constraints")?;
                if inner.peek() == Some(der::BOOLEAN) {
                    inner.boolean().ok_or("x509: invalid basic constraints")?;
                }
            }
            SUBJECT_ALT_NAME => parse_alt_names(value)?,
            SUBJECT_KEY_ID if critical => {
                return Err("x509: subject key identifier incorrectly marked critical".to_owned());
            }
            SUBJECT_KEY_ID => {
                let id = value.content(OCTET_STRING).ok_or("x509: invalid subject key identifier")?;
                *subject_key_id = id.to_vec();
            }
            AUTHORITY_KEY_ID if critical => {
                return Err("x509: authority key identifier incorrectly marked critical".to_owned());
            }
            AUTHORITY_KEY_ID => {
                value.inside(SEQUENCE).ok_or("x509: invalid authority key identifier")?;
            }
            EXT_KEY_USAGE => {
                let mut usages = value.inside(SEQUENCE).ok_or("x509: invalid extended key usages")?;
                while !usages.is_empty() {
                    usages.object_identifier().ok_or("x509: invalid extended key usages")?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Checks alternative names. Source: Go, crypto/x509, `parseSANExtension`.
pub(super) fn parse_alt_names(mut value: Reader<'_>) -> Result<(), String> {
    let mut names = value.inside(SEQUENCE).ok_or("x509: invalid subject alternative names")?;
    while !names.is_empty() {
        let name = names.any().ok_or("x509: invalid subject alternative name")?;
        let malformed = |kind: &str| format!("x509: SAN {kind} is malformed");
        match (name.tag, name.content.len()) {
            (NAME_EMAIL, _) if !name.content.is_ascii() => return Err(malformed("rfc822Name")),
            (NAME_DNS, _) if !name.content.is_ascii() => return Err(malformed("dNSName")),
            (NAME_URI, _) if !name.content.is_ascii() => return Err(malformed("uniformResourceIdentifier")),
            (NAME_IP, 4 | 16) => {}
            (NAME_IP, len) => return Err(format!("x509: cannot parse IP address of length {len}")),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_change_their_form_in_2050() {
        let text = |seconds| {
            let time = time(seconds);
            (time[0], String::from_utf8(time[2..].to_vec()).unwrap())
        };
        assert_eq!(text(951_827_696), (der::UTC_TIME, "000229123456Z".to_owned()));
        assert_eq!(text(-1), (der::UTC_TIME, "691231235959Z".to_owned()));
        assert_eq!(text(2_524_607_999), (der::UTC_TIME, "491231235959Z".to_owned()));
        assert_eq!(text(2_524_608_000), (der::GENERALIZED_TIME, "20500101000000Z".to_owned()));
        assert_eq!(text(-631_152_001), (der::GENERALIZED_TIME, "19491231235959Z".to_owned()));
        for seconds in [951_827_696, -1, 2_524_608_000] {
            assert_eq!(parse_time(&mut Reader(&time(seconds))), Ok(()));
        }
    }

    #[test]
    fn broken_times() {
        for text in ["", "0013010000Z", "0002310000", "000229246060Z", "000229123456", "0002291234560Z"] {
            let time = der::element(der::UTC_TIME, text.as_bytes());
            assert_eq!(parse_time(&mut Reader(&time)), Err("x509: malformed UTCTime"), "{text}");
        }
        assert_eq!(parse_time(&mut Reader(&[4, 0])), Err("x509: unsupported time format"));
    }

    #[test]
    fn names_are_printable_or_utf8() {
        assert_eq!(name("").unwrap(), [0x30, 0]);
        assert_eq!(name("a b").unwrap()[11], der::PRINTABLE_STRING);
        assert_eq!(name("*.a").unwrap()[11], der::UTF8_STRING);
        assert_eq!(name("ż").unwrap()[11], der::UTF8_STRING);
        assert!(name("\u{10FEFF}").is_err());
    }

    /// The texts are Go's (go1.26).
    #[test]
    fn what_is_no_certificate() {
        let cases = [
            (&[][..], "x509: malformed certificate"),
            (&[0x30, 0], "x509: malformed tbs certificate"),
            (&[0x30, 2, 0x30, 0], "x509: malformed serial number"),
            (&[0x30, 5, 0x30, 3, 2, 1, 0xFF], "x509: negative serial number"),
        ];
        for (bytes, error) in cases {
            assert_eq!(parse(bytes).unwrap_err(), error);
        }
    }
}
