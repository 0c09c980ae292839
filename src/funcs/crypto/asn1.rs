//! Go's `encoding/asn1`, as far as reading private keys goes: which bytes it takes, and what it says about
//! the others. Certificates are read by [`super::der`], as Go reads them with another package.

/// A value of a Go type, as `Unmarshal` reads it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    kind: Kind,
    optional: bool,
    /// The number of the explicit tag around the value.
    explicit: Option<u32>,
    /// The name of the Go type, as an error spells it; pointers and slices have none.
    name: &'static str,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    /// `int`
    Int,
    /// `*big.Int`
    BigInt,
    /// `[]byte`
    Octets,
    ObjectIdentifier,
    BitString,
    /// `RawValue`, which is read whole.
    Raw,
    /// A slice of structs, which is not looked into.
    Sequence,
    Struct(&'static [Field]),
}

const fn field(kind: Kind, name: &'static str) -> Field {
    Field { kind, optional: false, explicit: None, name }
}

const fn optional(kind: Kind, name: &'static str) -> Field {
    Field { kind, optional: true, explicit: None, name }
}

const fn explicit(kind: Kind, name: &'static str, tag: u32) -> Field {
    Field { kind, optional: true, explicit: Some(tag), name }
}

/// Version, n, e, d, p, q; then, perhaps, dp, dq, the coefficient and more primes.
pub(super) const PKCS1: Field = field(
    Kind::Struct(&[
        field(Kind::Int, "int"),
        field(Kind::BigInt, ""),
        field(Kind::Int, "int"),
        field(Kind::BigInt, ""),
        field(Kind::BigInt, ""),
        field(Kind::BigInt, ""),
        optional(Kind::BigInt, ""),
        optional(Kind::BigInt, ""),
        optional(Kind::BigInt, ""),
        optional(Kind::Sequence, ""),
    ]),
    "pkcs1PrivateKey",
);

/// Version, algorithm, parameters of the algorithm, key.
pub(super) const PKCS8: Field = field(
    Kind::Struct(&[
        field(Kind::Int, "int"),
        field(
            Kind::Struct(&[
                field(Kind::ObjectIdentifier, "ObjectIdentifier"),
                optional(Kind::Raw, "RawValue"),
            ]),
            "AlgorithmIdentifier",
        ),
        field(Kind::Octets, ""),
    ]),
    "pkcs8",
);

/// Version, number, curve, public key.
pub(super) const SEC1: Field = field(
    Kind::Struct(&[
        field(Kind::Int, "int"),
        field(Kind::Octets, ""),
        explicit(Kind::ObjectIdentifier, "ObjectIdentifier", 0),
        explicit(Kind::BitString, "BitString", 1),
    ]),
    "ecPrivateKey",
);

/// Version, p, q, g, y, x.
pub(super) const DSA: Field = field(
    Kind::Struct(&[
        field(Kind::Int, "int"),
        field(Kind::BigInt, ""),
        field(Kind::BigInt, ""),
        field(Kind::BigInt, ""),
        field(Kind::BigInt, ""),
        field(Kind::BigInt, ""),
    ]),
    "DSAKeyFormat",
);

/// The bytes of an Ed25519 key inside PKCS #8.
pub(super) const OCTETS: Field = field(Kind::Octets, "");

/// Reads `N` values from the front of `bytes`: the contents of the leaves of `field` in their order, `None` for
/// one that is missing. What follows comes second. Source: encoding/asn1, `Unmarshal`.
///
/// # Errors
/// Go's sentences.
#[allow(clippy::type_complexity, reason = "the fields that were found and what follows them")]
pub(super) fn unmarshal<'a, const N: usize>(
    bytes: &'a [u8],
    field: &Field,
) -> Result<([Option<&'a [u8]>; N], &'a [u8]), String> {
    let mut found = Vec::with_capacity(N);
    let end = read(bytes, 0, field, &mut found)?;
    found.resize(N, None);
    let mut values = [None; N];
    values.copy_from_slice(&found);
    Ok((values, &bytes[end..]))
}

fn syntax<T>(message: &str) -> Result<T, String> {
    Err(format!("asn1: syntax error: {message}"))
}

fn structural<T>(message: &str) -> Result<T, String> {
    Err(format!("asn1: structure error: {message}"))
}

/// Reads the value at `start` and gives the offset behind it. Source: encoding/asn1, `parseField`.
fn read<'a>(
    bytes: &'a [u8],
    start: usize,
    field: &Field,
    found: &mut Vec<Option<&'a [u8]>>,
) -> Result<usize, String> {
    let missing = |found: &mut Vec<_>| {
        found.push(None);
        Ok(start)
    };
    if start == bytes.len() {
        return if field.optional { missing(found) } else { syntax("sequence truncated") };
    }
    let (mut header, mut offset) = Header::read(bytes, start)?;
    if let Some(tag) = field.explicit {
        if offset == bytes.len() {
            return structural("explicit tag has no child");
        }
        if header.class != CONTEXT_SPECIFIC || header.tag != tag || header.length > 0 && !header.compound {
            return missing(found);
        }
        if header.length == 0 {
            return structural("zero length explicit tag was not an asn1.Flag");
        }
        (header, offset) = Header::read(bytes, offset)?;
    }
    let (expected, compound) = match field.kind {
        Kind::Raw => (header.tag, header.compound),
        Kind::Int | Kind::BigInt => (2, false),
        Kind::BitString => (3, false),
        Kind::Octets => (4, false),
        Kind::ObjectIdentifier => (6, false),
        Kind::Sequence | Kind::Struct(_) => (16, true),
    };
    let universal = header.class == 0 || matches!(field.kind, Kind::Raw);
    if !universal || header.tag != expected || header.compound != compound {
        if field.optional {
            return missing(found);
        }
        let Header { class, tag, length, compound } = header;
        let got = format!("{{class:{class} tag:{tag} length:{length} isCompound:{compound}}}");
        return structural(&format!(
            "tags don't match ({expected} vs {got}) {NO_PARAMETERS} {} @{offset}",
            field.name
        ));
    }
    let end = offset.saturating_add(header.length);
    let Some(content) = bytes.get(offset..end) else { return syntax("data truncated") };
    match field.kind {
        Kind::Raw => found.push(bytes.get(start..end)),
        Kind::Struct(fields) => {
            let mut at = 0;
            for field in fields {
                at = read(content, at, field, found)?;
            }
        }
        kind => {
            check(kind, content)?;
            found.push(Some(content));
        }
    }
    Ok(end)
}

/// How Go prints that a field has no parameters.
const NO_PARAMETERS: &str = "{optional:false explicit:false application:false private:false defaultValue:<nil> \
                             tag:<nil> stringType:0 timeType:0 set:false omitEmpty:false}";

fn check(kind: Kind, content: &[u8]) -> Result<(), String> {
    match (kind, content) {
        (Kind::Int | Kind::BigInt, []) => structural("empty integer"),
        (Kind::Int | Kind::BigInt, [0, next, ..]) if *next < 0x80 => {
            structural("integer not minimally-encoded")
        }
        (Kind::Int | Kind::BigInt, [0xFF, next, ..]) if *next >= 0x80 => {
            structural("integer not minimally-encoded")
        }
        (Kind::Int, [_, _, _, _, _, _, _, _, _, ..]) => structural("integer too large"),
        (Kind::BitString, []) => syntax("zero length BIT STRING"),
        (Kind::BitString, [unused, bits @ ..]) => {
            let last = bits.last().copied().unwrap_or(0);
            let valid = *unused == 0
                || *unused < 8 && !bits.is_empty() && last.trailing_zeros() >= u32::from(*unused);
            if valid { Ok(()) } else { syntax("invalid padding bits in BIT STRING") }
        }
        (Kind::ObjectIdentifier, []) => syntax("zero length OBJECT IDENTIFIER"),
        (Kind::ObjectIdentifier, _) => {
            let mut at = 0;
            while at < content.len() {
                (_, at) = base128(content, at)?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The class of tags that have a meaning only where they stand.
const CONTEXT_SPECIFIC: u8 = 2;

/// What stands before a content.
#[derive(Clone, Copy, Debug)]
struct Header {
    class: u8,
    tag: u32,
    length: usize,
    compound: bool,
}

/// Go reads no length of more bits.
const MAX_LENGTH_SHIFT: usize = 1 << 23;

impl Header {
    /// The header at `start`, where there is at least a byte, and the offset behind it.
    /// Source: encoding/asn1, `parseTagAndLength`.
    fn read(bytes: &[u8], start: usize) -> Result<(Header, usize), String> {
        let truncated = "truncated tag or length";
        let Some(&first) = bytes.get(start) else { return syntax(truncated) };
        let mut at = start + 1;
        let mut tag = u32::from(first & 0x1F);
        if tag == 0x1F {
            (tag, at) = base128(bytes, at)?;
            if tag < 0x1F {
                return syntax("non-minimal tag");
            }
        }
        let Some(&short) = bytes.get(at) else { return syntax(truncated) };
        at += 1;
        let mut length = usize::from(short & 0x7F);
        if short >= 0x80 {
            let digits = length;
            if digits == 0 {
                return syntax("indefinite length found (not DER)");
            }
            length = 0;
            for _ in 0..digits {
                let Some(&digit) = bytes.get(at) else { return syntax(truncated) };
                at += 1;
                if length >= MAX_LENGTH_SHIFT {
                    return structural("length too large");
                }
                length = length << 8 | usize::from(digit);
                if length == 0 {
                    return structural("superfluous leading zeros in length");
                }
            }
            if length < 0x80 {
                return structural("non-minimal length");
            }
        }
        Ok((Header { class: first >> 6, tag, length, compound: first & 0x20 != 0 }, at))
    }
}

/// The number at `at` in groups of seven bits, and the offset behind it.
/// Source: encoding/asn1, `parseBase128Int`.
fn base128(bytes: &[u8], at: usize) -> Result<(u32, usize), String> {
    let mut number = 0_u64;
    for (group, &byte) in bytes.get(at..).unwrap_or_default().iter().enumerate() {
        if group == 5 {
            return structural("base 128 integer too large");
        }
        if group == 0 && byte == 0x80 {
            return syntax("integer is not minimally encoded");
        }
        number = number << 7 | u64::from(byte & 0x7F);
        if byte < 0x80 {
            return match i32::try_from(number) {
                Ok(number) => Ok((number.unsigned_abs(), at + group + 1)),
                Err(_) => structural("base 128 integer too large"),
            };
        }
    }
    syntax("truncated base 128 integer")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts are Go's (go1.26).
    #[test]
    fn faults() {
        let cases: [(&[u8], &str); 10] = [
            (&[], "syntax error: sequence truncated"),
            (&[0x30], "syntax error: truncated tag or length"),
            (&[0x30, 0x80], "syntax error: indefinite length found (not DER)"),
            (&[0x30, 0x81, 1], "structure error: non-minimal length"),
            (&[0x30, 0x82, 0, 1], "structure error: superfluous leading zeros in length"),
            (&[0x30, 0x84, 0x7F, 0xFF, 0xFF, 1], "syntax error: data truncated"),
            (&[0x30, 0x84, 0x80, 0, 0, 1], "structure error: length too large"),
            (&[0x30, 2, 2], "syntax error: data truncated"),
            (&[0x30, 2, 2, 0], "structure error: empty integer"),
            (&[0x30, 4, 2, 2, 0, 1], "structure error: integer not minimally-encoded"),
        ];
        for (bytes, error) in cases {
            assert_eq!(unmarshal::<10>(bytes, &PKCS1).unwrap_err(), format!("asn1: {error}"), "{bytes:?}");
        }
        let wrong = unmarshal::<6>(&[0x30, 3, 4, 1, 0], &DSA).unwrap_err();
        let expected = "asn1: structure error: tags don't match (2 vs {class:0 tag:4 length:1 isCompound:false}) \
                        {optional:false explicit:false application:false private:false defaultValue:<nil> tag:<nil> \
                        stringType:0 timeType:0 set:false omitEmpty:false} int @2";
        assert_eq!(wrong, expected);
    }

    #[test]
    fn optional_values_may_be_missing() {
        let key = [0x30, 12, 2, 1, 1, 4, 1, 7, 0xA1, 4, 3, 2, 0, 9, 5, 0];
        let ([version, scalar, curve, public], rest) = unmarshal::<4>(&key, &SEC1).unwrap();
        assert_eq!(
            (version, scalar, curve, public, rest),
            (Some(&[1][..]), Some(&[7][..]), None, Some(&[0, 9][..]), &[5, 0][..])
        );
    }
}
